"""Which letters the bytes of a list stand for: by its mark, by trying, and at last by what looks like names.

Runs in a child process only. A name that is read wrongly would be another child's, so a file that does not say what
it is in is never taken before somebody has looked at its unusual names.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator

from coordinator_app.attendance.bringing_in.asked import EncodingSeen
from coordinator_app.core.errors import BadFile

TITLES = {
    "utf-8": "Unicode (UTF-8)",
    "utf-8-sig": "Unicode (UTF-8 with a mark)",
    "utf-16-le": "Unicode (UTF-16, as Windows writes it)",
    "utf-16-be": "Unicode (UTF-16, high byte first)",
    "cp1252": "Western European, Windows",
    "iso-8859-15": "Western European, ISO 8859-15",
    "iso-8859-1": "Western European, ISO 8859-1",
    "mac-roman": "Western European, Mac",
    "cp850": "Western European, DOS",
    "cp1250": "Central European, Windows",
    "iso-8859-2": "Central European, ISO 8859-2",
}
"""Every encoding that a list may come in, the most usual first, and what it is called on the screen."""
_BY_MARK = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE = tuple(name for name in TITLES if not name.startswith("utf"))
_CENTRAL_SETS = frozenset({"cp1250", "iso-8859-2"})
_CENTRAL = frozenset({"Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Croatian", "Slovene"})
_LOOKED_AT = 64 * 1024  # bytes; the unusual letters of a list are in its first pages or nowhere
_MOST_SAMPLES = 6
_LONGEST_SAMPLE = 40
_DOUBLED = re.compile("Ã[\\x80-\\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€")
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")  # a list may end with the mark of old systems, \x1a
_CELL = re.compile(r"[^\n,;\t\"]+")  # each letter is looked at once, however long a line is
_NULL = "The file holds characters that no list holds (nulls), so it is not a text."
_AGAIN = "Open it where it came from and save it as CSV, or as a workbook."


def guess(content: bytes) -> tuple[str, bool]:
    """The encoding of a list and whether that is certain. Raises BadFile if the bytes are no text at all."""
    marked = next((name for mark, name in _BY_MARK if content.startswith(mark)), "") or _unmarked_wide(
        content
    )
    if marked:
        return marked, True
    if b"\x00" in content:
        raise BadFile(_NULL, next_step=_AGAIN)
    if can_read(content, "utf-8"):
        return "utf-8", True
    ranked = sorted(_SINGLE, key=_liking(content))
    found = next((name for name in ranked if can_read(content, name)), "")
    if not found:
        raise BadFile("The letters of this file cannot be read in any way known.", next_step=_AGAIN)
    return found, False


def decode(content: bytes, encoding: str) -> str:
    """The whole text, strictly; no letter is ever replaced. Raises BadFile."""
    if encoding not in TITLES:
        raise BadFile("This encoding is not one that lists come in.", next_step="Choose another one.")
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        words = f"The file cannot be read as “{TITLES[encoding]}”."
        raise BadFile(words, next_step="Choose another encoding.") from None
    if "\x00" in text:
        raise BadFile(_NULL, next_step=_AGAIN)
    if _CONTROL.search(text):
        raise BadFile("The file holds characters that no list holds, so it is not a text.", next_step=_AGAIN)
    return text.rstrip("\x1a")


def can_read(content: bytes, encoding: str) -> bool:
    """Whether every byte stands for a letter in this encoding, none of them a control."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any("\x80" <= letter <= "\x9f" for letter in text)


def choices(content: bytes, chosen: str) -> tuple[EncodingSeen, ...]:
    """The encodings in which the file reads differently, with its unusual names as each shows them; `chosen` first.

    One that shows the same letters as another says nothing new and is left out.
    """
    order = [chosen, *(name for name in TITLES if name != chosen)]
    shown: dict[str, EncodingSeen] = {}
    for name in order:
        if name.startswith("utf-16") and name != chosen:
            continue
        if name == chosen or can_read(content, name):
            sample = ", ".join(unusual(content.decode(name, "replace")))
            shown.setdefault(sample, EncodingSeen(name, TITLES[name], sample))
    return tuple(shown.values())


def unusual(text: str) -> list[str]:
    """The first few different words with a letter beyond the 26 ones: what somebody has to look at."""
    found: dict[str, None] = {}
    for cell in _CELL.finditer(text):
        if cell.group().isascii():
            continue
        found.setdefault(cell.group().strip().removeprefix("\ufeff")[:_LONGEST_SAMPLE])
        if len(found) >= _MOST_SAMPLES:
            break
    return [word for word in found if word]


def looks_doubled(text: str) -> bool:
    """Whether letters were turned into two before the file reached us ("ZoÃ«"), or lost."""
    return "\ufffd" in text or _DOUBLED.search(text) is not None


def _unmarked_wide(content: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain letters is null."""
    looked = content[:_LOOKED_AT]
    half = len(looked) // 2
    low, high = looked[1::2].count(0), looked[0::2].count(0)
    if half and max(low, high) * 2 > half and min(low, high) * 20 < half:
        return "utf-16-le" if low > high else "utf-16-be"
    return ""


def _liking(content: bytes) -> Callable[[str], tuple[int, bool, int]]:
    """A sort key: how odd the text looks in an encoding, then the language the detector hears, then what is usual."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  (late: the child alone pays for it)

    looked = b"\n".join(line for line in content.splitlines() if not line.isascii())[:_LOOKED_AT]
    best = from_bytes(looked, cp_isolation=[name.replace("-", "_") for name in _SINGLE]).best()
    central = best is not None and best.language in _CENTRAL

    def key(name: str) -> tuple[int, bool, int]:
        odd = oddness(looked.decode(name, "replace"))
        return odd, (name in _CENTRAL_SETS) is not central, _SINGLE.index(name)

    return key


def oddness(text: str) -> int:
    """How many letters of a text would be strange in a list of names: signs inside words, capitals after small letters."""
    return sum(_strange(*three) for three in _threes(text))


def _threes(text: str) -> Iterator[tuple[str, str, str]]:
    for place, letter in enumerate(text):
        if letter > "\x7f":
            yield text[max(0, place - 1) : place], letter, text[place + 1 : place + 2]


def _strange(before: str, letter: str, after: str) -> int:
    if letter in "’–—£\u00a0":  # of the keyboard, not of a name
        return 1 if before.isalpha() and letter in "£\u00a0" else 0
    if not unicodedata.category(letter).startswith("L") or letter in "ªºƒ":
        return 3
    if letter.isupper() and (before.islower() or (before.isalpha() and after.islower())):
        return 2
    return 1 if letter.islower() and before.isupper() and after.isupper() else 0
