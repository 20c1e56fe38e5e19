"""Rich text (RTF): its words, and apart from them headers, footers, notes, comments, deleted and hidden words.

A reader of our own: every control word moves one step on, so that no file can make it go over itself again and again.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.found import ITSELF, MOST_LETTERS, Found, Part
from coordinator_app.documents.looking.leftover import Net
from coordinator_app.documents.looking.rich_groups import BASES, CHARSETS, DATA, NOTHING, PARTS, SAYS, SIGNS
from coordinator_app.documents.looking.texts import too_long

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_MOST_DEEP: Final = 500
_MOST_GROUPS: Final = 500_000
_NUMBERED: Final = re.compile(r"\(?[ivxlcdm]{1,8}[.)]")  # of a list, as older programs show it


@dataclass(slots=True)
class _State:
    """What holds inside a group: where its words go, in which letters, whether they show."""

    place: str = ""
    letters: str = "cp1252"
    skipped: int = 1
    hidden: bool = False
    deleted: bool = False
    silent: bool = False
    aside: bool = False
    starred: bool = False


@dataclass(slots=True)
class _Reading:
    words: dict[str, list[str]] = field(default_factory=dict)
    said: dict[str, list[str]] = field(default_factory=dict)
    fonts: dict[int, str] = field(default_factory=dict)
    objects: int = 0
    pictures: int = 0
    size: int = 0
    aside: list[str] = field(default_factory=list)
    aside_left: int = MOST_LETTERS

    def put_aside(self, words: str) -> None:
        """Words of a group that shows nothing, as far as there is room."""
        if self.aside_left > 0:
            self.aside.append(words)
        self.aside_left -= len(words)

    def put(self, state: _State, words: str) -> None:
        """Words where they belong."""
        if state.silent or not words:
            return
        self.size += len(words)
        if self.size > MOST_LETTERS:
            raise too_long()
        place = (
            "Deleted text (tracked change)"
            if state.deleted
            else "Hidden text"
            if state.hidden
            else state.place
        )
        self.words.setdefault(place, []).append(words)


def read(content: bytes) -> Found:
    """A rich text document in words. BadFile if it is damaged."""
    reading = _Reading()
    _Walk(content, reading).over()
    parts = [Part(place, _lines(words)) for place, words in sorted(reading.words.items())]
    said = {name: " ".join("".join(words).split()) for name, words in reading.said.items()}
    about = Part(
        ITSELF,
        tuple(f"{SAYS[name]}: {words}" for name, words in said.items() if words),
    )
    shown = tuple(part for part in (*parts, about) if part.lines)
    net = Net(line for part in shown for line in part.lines)
    for words in re.split(r"[\n;]", "".join(reading.aside)):
        if not _NUMBERED.fullmatch(words.strip()):
            net.take(words)
    net.cut = net.cut or reading.aside_left < 0
    if not shown and not net.lines:
        raise BadFile(
            "This document holds no words that can be read.",
            next_step="Save a copy as PDF, then choose that copy.",
        )
    return Found((*shown, net.part()), (*_hidden(reading), *net.hidden()))


def page_in(content: bytes) -> str:
    """The web page that rich text wraps, as its source ([MS-OXRTFEX]); what is there for rich text alone is left out."""
    reading = _Reading()
    _Walk(content, reading).over()
    return "".join(reading.words.get("", []))


def _lines(words: list[str]) -> tuple[str, ...]:
    return tuple(line.strip(" |") for line in "".join(words).strip().split("\n"))


def _hidden(reading: _Reading) -> Iterator[str]:
    if "Comment" in reading.words:
        yield "It has comments."
    if "Deleted text (tracked change)" in reading.words:
        yield "It has tracked changes: words that were deleted can still be read in it."
    if "Hidden text" in reading.words:
        yield "It has text that is set to be hidden."
    if reading.pictures:
        yield "It has pictures, which are not shown here: look at the file itself."
    if reading.objects:
        yield "It has files of other programs inside it, which were not opened."


class _Walk:
    def __init__(self, content: bytes, reading: _Reading) -> None:
        self._content, self._reading = content, reading
        self._stack: list[_State] = []
        self._state = _State()
        self._base = "cp1252"
        self._font = 0
        self._bytes = bytearray()  # letters still to be decoded: one may take two
        self._to_skip = 0
        self._high = 0

    def over(self) -> None:
        """Go over the file once. BadFile if its groups are too many or too deep."""
        at, groups = 0, 0
        while at < len(self._content):
            found = _TOKEN.match(self._content, at)
            if found is None:
                break
            at = found.end()
            word, number, code, sign, brace, plain = found.groups()
            if brace:
                self._flush()
                groups += 1
                self._group(brace, groups)
            elif word:
                at += self._control(word.decode("ascii"), int(number) if number else None)
            elif code:
                self._letter(bytes([int(code, 16)]))
            elif sign:
                self._sign(sign)
            elif plain:
                self._letter(plain)
        self._flush()

    def _group(self, brace: bytes, groups: int) -> None:
        if self._state.aside:
            self._reading.put_aside("\n")
        if brace == b"{":
            if len(self._stack) > _MOST_DEEP or groups > _MOST_GROUPS:
                raise BadFile(
                    "This document is nested too deeply to be read safely.",
                    next_step="Open it in its own program, save a copy as PDF, then choose that copy.",
                )
            self._stack.append(self._state)
            self._state = replace(self._state, starred=False)
            self._to_skip = 0
        elif self._stack:
            if self._state.place[:1] not in {"", "\0"} and self._state.place != self._stack[-1].place:
                self._reading.put(self._state, "\n")
            self._state = self._stack.pop()

    def _control(self, word: str, number: int | None) -> int:
        """Do what a control word says; how many bytes after it are not text."""
        state = self._state
        if word != "u":
            self._flush()
        if word == "bin":
            return max(0, number or 0)
        if word == "u" and number is not None:
            self._unicode(number & 0xFFFF)
        elif word in SIGNS:
            self._put(SIGNS[word])
        elif word == "uc":
            state.skipped = max(0, min(number or 0, 8))
        elif word in {"v", "deleted", "plain"}:
            self._look_of_words(word, number)
        elif word in BASES:
            self._base = self._state.letters = BASES[word]
        elif word in {"ansicpg", "f", "fcharset"}:
            self._letters(word, number or 0)
        elif word == "htmlrtf":
            state.silent, state.aside = number != 0, False
        else:
            self._destination(word)
        return 0

    def _look_of_words(self, word: str, number: int | None) -> None:
        on = number != 0 and word != "plain"
        if word in {"v", "plain"}:
            self._state.hidden = on
        if word in {"deleted", "plain"}:
            self._state.deleted = on

    def _letters(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self._base = self._state.letters = _known(f"cp{number}")
        elif word == "f":
            self._font = number
            self._state.letters = self._reading.fonts.get(number, self._base)
        elif number in CHARSETS:
            self._reading.fonts[self._font] = CHARSETS[number]

    def _destination(self, word: str) -> None:
        state, reading = self._state, self._reading
        if word == "pict":
            reading.pictures += 1
        if word == "objdata":
            reading.objects += 1
        if word in SAYS and (self._stack and self._in_head()):
            state.silent, state.aside, state.place = False, False, f"\0{word}"
        elif word == "htmltag":
            state.silent = False
        elif PARTS.get(word):
            state.silent, state.aside, state.place = False, False, PARTS[word]
        elif word in NOTHING or (state.starred and word not in {"shpinst", "shppict", "background", "cs"}):
            state.silent, state.aside = True, word not in DATA
        state.starred = False

    def _in_head(self) -> bool:
        return self._state.silent or self._state.place.startswith("\0")

    def _unicode(self, code: int) -> None:
        self._flush_bytes()
        self._to_skip = self._state.skipped
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00) if self._high else 0xFFFD
        self._high = 0
        self._put(chr(code))

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.starred = True
        elif sign == b"~":
            self._put(" ")
        elif sign == b"_":
            self._put("-")
        elif sign in {b"\\", b"{", b"}"}:
            self._letter(sign)
        elif sign in {b"\r", b"\n"}:
            self._put("\n")

    def _letter(self, letters: bytes) -> None:
        if self._to_skip:
            skip = min(self._to_skip, len(letters))
            self._to_skip -= skip
            letters = letters[skip:]
        self._bytes += letters

    def _flush(self) -> None:
        self._to_skip = 0
        self._flush_bytes()

    def _flush_bytes(self) -> None:
        if self._bytes:
            words = bytes(self._bytes).decode(self._state.letters, "replace")
            self._bytes.clear()
            self._put(words)

    def _put(self, words: str) -> None:
        if self._bytes and words:
            self._flush_bytes()
        if self._state.silent and self._state.aside:
            self._reading.put_aside(words)
        elif self._state.place.startswith("\0"):
            self._reading.said.setdefault(self._state.place[1:], []).append(words)
        else:
            self._reading.put(self._state, words)


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
