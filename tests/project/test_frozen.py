"""The frozen app: nothing is forgotten, and it runs the command line, a child process, the demo and a restart."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from types import ModuleType

import pytest

from coordinator_app.jobs.children import Worker
from coordinator_app.jobs.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "CompletedProcess[str]"]
ECHO = {"task": "check.echo", "request": {"words": "hello"}}


@pytest.fixture(scope="module")
def parts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("frozen_parts", ROOT / "installer" / "linux" / "parts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lost(parts: ModuleType, root: Path) -> list[str]:
    """What the tables of the app name as "module:name" and no module of the tree has."""
    known = set(parts.modules(root))
    return [
        f"{module}:{name}"
        for module, name in sorted(parts.late_names(root))
        if module not in known or name not in names(root.joinpath(*module.split(".")))
    ]


def names(place: Path) -> set[str]:
    """What a module or a package makes or brings in under a name of its own."""
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def test_what_reads_scanned_pages_goes_into_the_frozen_app_or_nothing_is_frozen(
    parts: ModuleType, tmp_path: Path
) -> None:
    folders = {Path(file).name: folder for file, folder in parts.data(ROOT)}
    assert (folders["eng.traineddata"], folders["osd.traineddata"]) == ("tessdata", "tessdata")
    with pytest.raises(FileNotFoundError):
        parts.language_data(tmp_path)


def test_everything_named_late_is_there_and_goes_into_the_frozen_app(parts: ModuleType) -> None:
    assert lost(parts, ROOT) == []


def test_a_planted_late_name_without_its_module_is_found(parts: ModuleType, tmp_path: Path) -> None:
    package = tmp_path / "coordinator_app"
    (package / "screens").mkdir(parents=True)
    (package / "pages.py").write_text("class Shown:\n    pass\n", encoding="utf-8")
    (package / "screens" / "__init__.py").write_text("from .pages import Shown\n", encoding="utf-8")
    late = ("pages:Shown", "pages:Gone", "gone:Shown", "screens:Shown", "screens:Gone")
    named = ", ".join(f'"coordinator_app.{one}"' for one in late)
    (package / "registry.py").write_text(f"PAGES = ({named})\n", encoding="utf-8")
    assert lost(parts, tmp_path) == [
        f"coordinator_app.{one}" for one in ("gone:Shown", "pages:Gone", "screens:Gone")
    ]


def test_the_frozen_app_carries_all_wording_fonts_icons_and_sql(parts: ModuleType) -> None:
    carried = {Path(source).relative_to(ROOT).as_posix(): folder for source, folder in parts.data()}
    assert carried["resources/icons/lock.svg"] == "coordinator_app/_data/resources/icons"
    assert carried["forms/README.md"] == "coordinator_app/_data/forms"
    sql = [path.relative_to(ROOT).as_posix() for path in (ROOT / "coordinator_app").rglob("*.sql")]
    assert set(sql) <= carried.keys()


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("PySide6/Qt/lib/libQt6Qml.so.6", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", False),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", False),
        ("PySide6/Qt/lib/libQt6Svg.so.6", False),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", False),
        ("coordinator_app/_data/resources/icons/lock.svg", False),
    ],
)
def test_only_unused_parts_of_qt_are_left_out(parts: ModuleType, name: str, *, dropped: bool) -> None:
    assert parts.unused(name) is dropped


def _worker(program: Path) -> Worker:
    return Worker(Limits(), lambda: [str(program), "--child"])


@pytest.mark.slow
def test_the_frozen_app_tells_its_version_and_commands(run: Run, program: Path) -> None:
    from coordinator_app import __version__

    assert __version__ in run(program, "--version").stdout
    assert {"gui", "demo", "backup", "verify", "restore", "bench"} <= set(
        run(program, "--help").stdout.split()
    )


@pytest.mark.slow
def test_the_frozen_app_names_no_folder_of_the_machine_that_built_it(program: Path) -> None:
    texts = [
        path for path in program.parent.rglob("*") if path.suffix in {".json", ".txt", ".py", ".md", ".toml"}
    ]
    assert [path.name for path in texts if os.fsencode(ROOT) in path.read_bytes()] == []


@pytest.mark.slow
def test_a_child_process_of_the_frozen_app_answers(program: Path) -> None:
    worker = Worker(Limits(), lambda: [str(program), "--child"])
    try:
        answer = worker.ask(
            object(), "task", {"task": "check.echo", "request": {"words": "hello"}}, [b"blob"]
        )
    finally:
        worker.close()
    assert answer.blobs == (b"blob",)


@pytest.mark.slow
def test_the_frozen_app_runs_the_demo(run: Run, program: Path, tmp_path: Path) -> None:
    run(program, "demo", tmp_path / "demo", "--no-window", cwd=tmp_path)
    assert list((tmp_path / "demo").rglob("*.pdf"))
    assert list((tmp_path / "demo").rglob("*.vault"))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the environment of a process from /proc")
def test_the_frozen_app_starts_again_from_its_own_environment_as_the_lock_does(program: Path) -> None:
    # a re-exec keeps what the bootloader put into the environment; a first start has none of it
    first = _worker(program)
    try:
        first.ask(object(), "task", ECHO)
        process = first._process
        assert process is not None
        kept = Path(f"/proc/{process.pid}/environ").read_bytes().split(b"\0")
    finally:
        first.close()
    environment = dict(entry.split(b"=", 1) for entry in kept if b"=" in entry)
    again = subprocess.run([program, "--version"], env=environment, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr
