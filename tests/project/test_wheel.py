"""The wheel, installed in an empty environment outside the tree, brings everything it needs."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "CompletedProcess[str]"]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

# run inside the installed environment: what the finder finds, and from where
_FIND = """
import json
from coordinator_app import resources
found = {
    "package": str(resources.__file__),
    "resources": sorted(path.name for path in resources.resource("icons").parent.rglob("*") if path.is_file()),
    "forms": sorted(path.name for path in resources.form_file("README.md").parent.rglob("*") if path.is_file()),
    "icon": str(resources.resource("icons", "lock.svg")),
}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def wheel(run: Run, uv: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(*uv, "build", "--quiet", "--wheel", "--out-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(
    run: Run,
    uv: list[str],
    wheel: Path,
    tool: Callable[[str], ModuleType],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The folder of the programs of an empty environment with the wheel and the pinned versions."""
    folder = tmp_path_factory.mktemp("installed")
    pins = folder / "constraints.txt"
    versions = {name: found for name, found in tool("pin_versions").pinned().items() if len(found) == 1}
    pins.write_text("".join(f"{name}=={min(found)}\n" for name, found in versions.items()), encoding="utf-8")
    run(*uv, "venv", "--quiet", folder / "venv")
    python = folder / "venv" / "bin" / "python"
    run(*uv, "pip", "install", "--quiet", "--python", python, "--constraint", pins, wheel)
    return folder / "venv" / "bin"


def _shipped(*folders: str) -> list[str]:
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    return sorted(path.name for path in files if path.is_file() and "__pycache__" not in path.parts)


def test_the_wheel_holds_the_data_the_licences_and_nothing_of_the_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "coordinator_app/_data/resources/icons/lock.svg" in names
    assert "coordinator_app/py.typed" in names
    assert any(name.endswith("licenses/THIRD-PARTY-NOTICES.md") for name in names)
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"coordinator_app"}
    sql = [name for name in names if name.endswith(".sql")]
    assert len(sql) == len(list((ROOT / "coordinator_app").rglob("*.sql")))


def test_resources_and_forms_are_found_from_the_installed_wheel(run: Run, installed: Path) -> None:
    found = json.loads(run(installed / "python", "-I", "-c", _FIND).stdout)
    assert not Path(found["package"]).is_relative_to(ROOT)
    assert Path(found["icon"]).is_relative_to(installed.parent)
    assert found["resources"] == _shipped("resources")
    assert found["forms"] == _shipped("forms")


def test_the_demo_runs_from_the_installed_wheel(run: Run, installed: Path, tmp_path: Path) -> None:
    program = installed / "coordinator-app"
    run(program, "demo", tmp_path / "demo", "--no-window", cwd=tmp_path)
    assert list((tmp_path / "demo").rglob("*.pdf"))
    assert list((tmp_path / "demo").rglob("*.vault"))
