"""Looks for words and keys in the memory of a process, as whoever dumps it would, and in files."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path

AT_ONCE = 16 * 1024 * 1024


def forms_of(word: str) -> dict[str, bytes]:
    """How a word may stand anywhere: as Python and Qt hold it, folded for a search, and as text of bytes."""
    plain = word.encode()
    forms = {
        word: plain,
        f"{word}, two bytes": word.encode("utf-16-le"),
        f"{word}, hex": plain.hex().encode(),
    }
    if word.lower() != word:
        forms |= {
            f"{word}, folded": word.lower().encode(),
            f"{word}, folded, two bytes": word.lower().encode("utf-16-le"),
        }
    for shift in range(3):
        # whatever stands before it, one of three alignments shows
        coded = base64.b64encode(b"x" * shift + plain)
        forms[f"{word}, base64 {shift}"] = coded[4 : 4 + len(plain) // 3 * 4 - 4]
    return forms


def forms_of_key(name: str, key: bytes) -> dict[str, bytes]:
    """A key as it is, and as the text that the engine takes."""
    return {name: key, f"{name}, hex": key.hex().encode(), f"{name}, HEX": key.hex().upper().encode()}


def in_memory(process: int, forms: Mapping[str, bytes]) -> dict[str, int]:
    """How often each form stands in what the process may have written; those that do not are left out.

    PermissionError where the system does not let the memory of another process be read.
    """
    found: dict[str, int] = {}
    most = max(map(len, forms.values()))
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for first, last in _written(process):
            tail = b""
            for at in range(first, last, AT_ONCE):
                memory.seek(at)
                try:
                    part = tail + memory.read(min(AT_ONCE, last - at))
                except OSError:
                    break  # given back to the system since the list was read, or the kernel's own
                for name, form in forms.items():
                    number = part.count(form)
                    if number:
                        found[name] = found.get(name, 0) + number
                tail = part[-most:] if last - at > AT_ONCE else b""
    return found


def _written(process: int) -> Iterator[tuple[int, int]]:
    """The stretches of memory that are no unchanged file, as (first, after the last)."""
    for line in Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines():
        place, rights, _, _, _, *name = line.split(maxsplit=5)
        is_file = bool(name) and name[0].startswith("/")
        if rights[0] == "r" and (rights[1] == "w" or not is_file) and "[v" not in line:
            first, last = (int(one, 16) for one in place.split("-"))
            yield first, last


def in_files(place: Path, forms: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """Each file under a folder in which a form stands, or whose name has it."""
    return [
        (str(path.relative_to(place)), name)
        for path in sorted(place.rglob("*"))
        for name, form in forms.items()
        if form in str(path.relative_to(place)).encode() or (path.is_file() and form in path.read_bytes())
    ]


def family_of(process: int) -> list[int]:
    """The process and every process below it."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it ended meanwhile
        parents.setdefault(parent, []).append(int(stat.parent.name))
    family = [process]
    for one in family:
        family += parents.get(one, [])
    return family
