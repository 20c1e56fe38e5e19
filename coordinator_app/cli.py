"""The command line: gui (also with no command), demo, backup, verify, restore, bench. Qt is imported only for gui.

A trouble ends a command with its three sentences and exit code 1, a wrong use of the command with 2.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coordinator_app import __version__
from coordinator_app.core.errors import Trouble

if TYPE_CHECKING:
    from coordinator_app.demo.run import DemoResult
    from coordinator_app.jobs.job import Progress

DEMO_FOLDER = "coordinator-demo"


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # files that we make are for their owner only
    os.umask(0o077)
    options = parsed(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except Trouble as trouble:
        print(trouble.sentences(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    """The options of one command; a wrong use ends the program with code 2."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="coordinator-app",
        description="Referrals, consent, reviews and access requests of a partnership, in an encrypted vault.",
    )
    parser.add_argument("--version", action="version", version=f"coordinator-app {__version__}")
    parser.set_defaults(run=_gui, vault=None, locked=False, reason="start")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_gui(commands)
    _add_demo(commands)
    _add_vault_commands(commands)
    _add_bench(commands)
    return parser


Commands = argparse._SubParsersAction  # noqa: SLF001  (argparse names its type only so)


def _add_gui(commands: Commands[argparse.ArgumentParser]) -> None:
    gui = commands.add_parser("gui", help="open the window (the default)")
    gui.add_argument("--vault", type=Path, help="the vault folder to open")
    gui.add_argument("--locked", action="store_true", help=argparse.SUPPRESS)
    gui.add_argument("--reason", default="start", help=argparse.SUPPRESS)
    gui.set_defaults(run=_gui)


def _add_demo(commands: Commands[argparse.ArgumentParser]) -> None:
    demo = commands.add_parser(
        "demo", help="make a practice vault with invented children and do the main job"
    )
    demo.add_argument("folder", nargs="?", type=Path, default=Path(DEMO_FOLDER), help="where to put it all")
    demo.add_argument("--no-window", action="store_true", help="do not open the window afterwards")
    demo.set_defaults(run=_demo)


def _add_vault_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    descriptor = {"type": int, "metavar": "N", "help": "read the passphrase from file descriptor N"}
    backup = commands.add_parser("backup", help="make a verified backup of a vault")
    backup.add_argument("vault", type=Path)
    backup.add_argument("target", type=Path, nargs="?", help="where to; without it, inside the vault folder")
    backup.add_argument("--passphrase-fd", **descriptor)  # type: ignore[arg-type]  # argparse's own options
    backup.set_defaults(run=_backup)
    verify = commands.add_parser("verify", help="check a backup and say whether it is whole")
    verify.add_argument("backup", type=Path)
    verify.add_argument("--passphrase-fd", **descriptor)  # type: ignore[arg-type]  # argparse's own options
    verify.set_defaults(run=_verify)
    restore = commands.add_parser("restore", help="restore a backup; a vault in its place is kept")
    restore.add_argument("backup", type=Path)
    restore.add_argument("target", type=Path, help="the vault folder to make, ending in .vault")
    restore.add_argument("--passphrase-fd", **descriptor)  # type: ignore[arg-type]  # argparse's own options
    restore.set_defaults(run=_restore)


def _add_bench(commands: Commands[argparse.ArgumentParser]) -> None:
    bench = commands.add_parser("bench", help="measure speed against floors taken in the same run")
    bench.add_argument("--json", action="store_true", help="one line of JSON for each row")
    bench.add_argument("--quick", action="store_true", help="a small store and few rounds")
    bench.add_argument(
        "--pack", action="store_true", help="only a whole pack of 5,000 pages: a quarter of an hour"
    )
    bench.set_defaults(run=_bench)


def _gui(options: argparse.Namespace) -> int:
    from coordinator_app.app import run_window

    return run_window(options.vault, options.locked, options.reason)


def _demo(options: argparse.Namespace) -> int:
    from coordinator_app.core.clock import SystemClock
    from coordinator_app.demo.run import VAULT, run_demo
    from coordinator_app.store import header

    vault: Path = options.folder.absolute() / VAULT
    if (vault / header.NAME).is_file():
        _say_there(vault)
    else:
        _say_result(run_demo(options.folder.absolute(), SystemClock(), _told))
    if options.no_window or not has_display():
        print(f"Open it with     {_opening(vault)}")
        return 0
    print("Opening the window on the practice vault.")
    from coordinator_app.app import run_window

    return run_window(vault, True, "demo")


def _say_there(vault: Path) -> None:
    from coordinator_app.demo.run import PASSPHRASE

    print("There is a practice vault in this folder already. It is left as it is.")
    print("For a new one, name another folder, or delete this one first.")
    print()
    print(f"Practice vault   {vault}")
    print(f"Passphrase       {PASSPHRASE} (unless you changed it)")


def _opening(vault: Path) -> str:
    """The command that opens the window on a vault, for the user to type or to copy."""
    import shlex
    import subprocess

    from coordinator_app.restart import this_program

    words = [*this_program(), "gui", "--vault", str(vault)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def has_display() -> bool:
    """Whether a window can be opened here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _told(progress: Progress) -> None:
    count = f"{progress.done} of {progress.total}" if progress.total else ""
    print(f"  {count:>9}  {progress.words}", flush=True)


def _say_result(result: DemoResult) -> None:
    print()
    print(f"Practice vault   {result.vault}")
    print(f"Passphrase       {result.passphrase}")
    print(f"Recovery key     {result.recovery_key}")
    for path in result.papers:
        print(f"Printed          {path}")
    print(f"Pack             {result.pack_pages} pages, password: {result.pack_password}")
    print("All people in it are invented.")


def _backup(options: argparse.Namespace) -> int:
    from coordinator_app.core.clock import SystemClock
    from coordinator_app.store import headless

    secret = headless.read_passphrase(options.passphrase_fd)
    print(headless.backup(options.vault, options.target, secret, clock=SystemClock()))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from coordinator_app.core.clock import SystemClock
    from coordinator_app.store import headless

    secret = headless.read_passphrase(options.passphrase_fd)
    good, words = headless.verify(options.backup, secret, clock=SystemClock())
    print(words)
    return 0 if good else 1


def _restore(options: argparse.Namespace) -> int:
    from coordinator_app.core.clock import SystemClock
    from coordinator_app.store import headless

    secret = headless.read_passphrase(options.passphrase_fd)
    print(headless.restore(options.backup, options.target, secret, clock=SystemClock()))
    return 0


def _bench(options: argparse.Namespace) -> int:
    from coordinator_app.bench.run import run_bench, run_whole_pack

    def tell(line: str) -> None:
        print(line, flush=True)

    if options.pack:
        return run_whole_pack(tell, quick=options.quick)
    return run_bench(tell, quick=options.quick, as_json=options.json)
