"""What a program asked of the disk, call by call, and what a disk holds when the power goes in between.

The calls are read from strace. A disk may keep what is written for as long as nobody asks for it to be brought down:
after a cut every write since the last fsync of its file may be there, not there, or there in part (sectors of 512 bytes);
a new, renamed or removed name is sure only once its folder was brought down.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
CALLS = (
    "openat,pwrite64,write,lseek,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir"
)
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
_FD = re.compile(r"^(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


@dataclass(frozen=True, slots=True)
class Call:
    """One call that worked. `data` is what was written; `other` the second name of a rename; `at` offset or length."""

    kind: str
    path: str
    data: bytes = b""
    at: int = 0
    other: str = ""


def read_trace(trace: Path, inside: Path, said: Path) -> list[Call]:
    """The calls on files below `inside`, and on the file `said`, in their order."""
    places: dict[str, int] = {}
    found = []
    for line in trace.read_text(encoding="ascii", errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None or int(match[3]) < 0:
            continue
        call = _call(match[1], match[2], int(match[3]), places)
        if call is not None and (call.path.startswith(f"{inside}/") or call.path in {str(inside), str(said)}):
            found.append(call)
    return found


def _text(words: str) -> list[str]:
    return [bytes.fromhex(one[0].replace("\\x", "")).decode(errors="replace") for one in _TEXT.findall(words)]


def _call(kind: str, words: str, result: int, places: dict[str, int]) -> Call | None:
    names = _text(words) if kind not in {"pwrite64", "write"} else []
    if kind == "openat":
        places[f"{result}"] = 0
        return Call("open", names[0], other="new" if "O_CREAT" in words else "", at="O_TRUNC" in words)
    if kind in {"unlink", "unlinkat"}:
        return Call("unlink", names[0])
    if kind.startswith("rename"):
        return Call("rename", names[0], other=names[1])
    if kind == "mkdir":
        return Call("mkdir", names[0])
    return _on_descriptor(kind, words, result, places)


def _on_descriptor(kind: str, words: str, result: int, places: dict[str, int]) -> Call | None:
    match = _FD.match(words)
    if match is None:
        return None
    number, path = match[1], match[2].encode().decode("unicode_escape")
    if kind in {"fsync", "fdatasync"}:
        return Call("fsync", path)
    if kind == "ftruncate":
        return Call("truncate", path, at=int(words.rsplit(",", 1)[1]))
    if kind == "lseek":
        places[number] = result
        return None
    return _written(kind, words, result, path, (places, number))


def _written(kind: str, words: str, result: int, path: str, place: tuple[dict[str, int], str]) -> Call:
    texts = _TEXT.search(words)
    assert texts is not None, kind
    assert not texts[2], "strace cut what was written"
    data = bytes.fromhex(texts[1].replace("\\x", ""))[:result]
    if kind == "pwrite64":
        return Call("write", path, data, int(words.rsplit(",", 1)[1]))
    places, number = place
    at = places.get(number, 0)
    places[number] = at + len(data)
    return Call("write", path, data, at)


@dataclass
class Disk:
    """A copy of the folder as it was before, onto which calls are played."""

    folder: Path
    original: str
    chance: random.Random
    pending: dict[str, list[Call]] = field(default_factory=dict)
    names: list[Call] = field(default_factory=list)

    def play(self, calls: list[Call]) -> None:
        """Take calls as a disk does that brings down only what it must."""
        for call in calls:
            if call.kind in {"write", "truncate"}:
                self.pending.setdefault(call.path, []).append(call)
            elif call.kind == "fsync":
                self._bring_down(call.path)
            elif call.kind in {"rename", "unlink", "mkdir"}:
                self._name(call)
            elif call.other or call.at:
                self._create(call)

    def cut(self) -> None:
        """The power goes: of what was not brought down some is there, some is not, some is torn."""
        share = self.chance.choice((0.0, 0.3, 0.7, 1.0))
        for path, calls in self.pending.items():
            for call in calls:
                if self.chance.random() < share:
                    self._apply(path, self._torn(call))
        kept = self.chance.randint(0, len(self.names))
        for call in self.names[:kept]:
            self._rename(call)
        for shared in self.folder.glob("*.db-shm"):  # only in memory
            shared.unlink()

    def _torn(self, call: Call) -> Call:
        sectors = range(0, len(call.data), SECTOR)
        if self.chance.random() < 0.8 or len(sectors) < 2:
            return call
        return Call(call.kind, call.path, call.data[: self.chance.choice(sectors[1:])], call.at)

    def _here(self, path: str) -> Path:
        return self.folder / Path(path).relative_to(self.original)

    def _bring_down(self, path: str) -> None:
        if self._here(path).is_dir():
            for call in self.names:
                self._rename(call)
            self.names.clear()
            return
        for call in self.pending.pop(path, []):
            self._apply(path, call)

    def _apply(self, path: str, call: Call) -> None:
        here = self._here(path)
        if not here.parent.is_dir() or here.suffix == ".db-shm" or here.name.endswith("-shm"):
            return
        with here.open("r+b" if here.exists() else "w+b") as file:
            if call.kind == "truncate":
                file.truncate(call.at)
                return
            file.seek(call.at)
            file.write(call.data)

    def _create(self, call: Call) -> None:
        here = self._here(call.path)
        if any(call.path in {one.path, one.other} for one in self.names):
            self._bring_down(self.original)  # a name that was removed and is made anew: disks keep that order
        if call.at:
            self.pending.setdefault(call.path, []).append(Call("truncate", call.path))
        if not here.exists() and here.parent.is_dir() and not here.name.endswith("-shm"):
            here.touch()

    def _name(self, call: Call) -> None:
        # what was written under the old name belongs to the new one from now on, wherever the name stands
        if call.kind == "rename":
            for one in self.pending.pop(call.path, []):
                self._apply(call.path, one) if self.chance.random() < 0.5 else None
        self.names.append(call)

    def _rename(self, call: Call) -> None:
        here = self._here(call.path)
        if call.kind == "mkdir":
            here.mkdir(exist_ok=True)
        elif call.kind == "unlink":
            here.unlink(missing_ok=True)
        elif here.exists():
            here.replace(self._here(call.other))


def said_before(calls: list[Call], said: Path) -> Iterator[str]:
    """The lines that the program had said by then."""
    words = b"".join(call.data for call in calls if call.kind == "write" and call.path == str(said))
    yield from words.decode().splitlines()


def image(start: Path, into: Path) -> Path:
    """A fresh copy of the folder as it was before."""
    shutil.rmtree(into, ignore_errors=True)
    return Path(shutil.copytree(start, into))
