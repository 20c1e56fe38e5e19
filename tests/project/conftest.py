"""What the long tests share: a way to uv, the tools as modules, and the tree they build from."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _clean_environment(home: Path) -> dict[str, str]:
    """The caller's environment without anything that points back into the tree, and with a home of its own."""
    left_out = (
        "PYTHONPATH",
        "VIRTUAL_ENV",
        "COV_CORE_SOURCE",
        "COVERAGE_PROCESS_START",
        "DISPLAY",
        "WAYLAND_DISPLAY",
    )
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    folders = {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    return {**kept, **folders, "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a program in a folder outside the tree; a failure shows everything it said."""
    home = tmp_path_factory.mktemp("home")

    def start(*command: str | Path, cwd: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd or home,
            env={**_clean_environment(home), **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (
            f"{command[0]} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
        return done

    return start


@pytest.fixture(scope="session")
def uv() -> list[str]:
    """How uv is started here: as `uv run` says, from the path, or as a module of another Python."""
    program = os.environ.get("UV") or shutil.which("uv")
    if program:
        return [program]
    python = shutil.which(
        "python3", path=os.environ.get("PATH", "").replace(str(Path(sys.executable).parent), "")
    )
    assert python, "uv is needed to build the wheel: python3 -m pip install uv"
    return [python, "-m", "uv"]


@pytest.fixture(scope="session")
def tool() -> Callable[[str], ModuleType]:
    """Load a script of tools/ as a module, by its name."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"tools_{name}", ROOT / "tools" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        # dataclasses look their module up by name
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def program(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen program, built once; it lies outside the tree."""
    if importlib.util.find_spec("PyInstaller") is None:
        pytest.skip("PyInstaller is not installed: python3 -m uv sync --all-groups")
    target = tmp_path_factory.mktemp("frozen")
    run("bash", ROOT / "installer" / "linux" / "build.sh", target, PYTHON=sys.executable)
    return target / "coordinator-app" / "coordinator-app"
