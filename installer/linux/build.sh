#!/usr/bin/env bash
# Build the frozen app for Linux: a folder `coordinator-app` that runs without Python.
#
#   bash installer/linux/build.sh [FOLDER]   default: dist/
#
# Needs the group "freeze": python3 -m uv sync --all-groups. PYTHON names another Python than .venv's.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
target="$(realpath -m "${1:-$root/dist}")"
python="${PYTHON:-$root/.venv/bin/python}"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

cd "$scratch"
"$python" -m PyInstaller --noconfirm --log-level WARN \
  --distpath "$target" --workpath "$scratch/build" "$here/coordinator.spec"

du -sh "$target/coordinator-app"
"$target/coordinator-app/coordinator-app" --version
