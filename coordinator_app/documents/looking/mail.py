"""Emails as they were sent (EML): every head, every part, what is attached; broken ones as far as they go."""

from __future__ import annotations

import binascii
import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking.found import MOST_INSIDE, Found, Held, Part
from coordinator_app.documents.looking.texts import decoded, in_letters
from coordinator_app.documents.looking.web import page_parts

_SHOWN: Final = (
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Date",
    "Subject",
    "Importance",
    "Sensitivity",
)
_MOST_PARTS: Final = 500
_MOST_BOUNDARIES: Final = 400
_MOST_STEPS: Final = 40_000_000
_LONGEST_LINE: Final = 20_000
# what holds a message of its own; other kinds of "message/..." are reports about one
_WHOLE: Final = frozenset({"message/rfc822", "message/global", "message/news", "message/partial"})
_BEGINS: Final = re.compile(r"begin [0-7]{3,4} (\S.{0,199})")
_BOUNDARY: Final = re.compile(r'multipart/(?:mixed|alternative|related); ?boundary="?([^"; ]{1,100})"?;?')
_WORD: Final = re.compile(r"[a-z]{6}|[A-Z]{7}")  # as somebody may write where nobody looks
_OTHER_HEADS = "Other lines of the head"
_AS_PDF = "Open it in your email program, save it as PDF, then choose that copy."
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, email.errors.MessageError)


def read(content: bytes) -> Found:
    """The head, the words, what is attached. BadFile for one that is made to be endless."""
    _watch(content)
    try:
        message = BytesParser(policy=compat32).parsebytes(content)
    except _FAULTS:
        raise BadFile("This email is damaged and cannot be read.", next_step=_AS_PDF) from None
    return _found(message)


def _watch(content: bytes) -> None:
    """Refuse what the parser would take hours over: it tries every boundary on every line."""
    boundaries = content.lower().count(b"boundary")
    lines = content.count(b"\n") + content.count(b"\r")
    if boundaries > _MOST_BOUNDARIES or boundaries * lines > _MOST_STEPS:
        raise _too_many()


def _too_many() -> BadFile:
    return BadFile("This email is made of more parts than are safe to read.", next_step=_AS_PDF)


def _found(message: Message) -> Found:
    gathered = _Gathered()
    for number, part in enumerate(_leaves(message)):
        if number > _MOST_PARTS or len(gathered.inside) > MOST_INSIDE:
            raise _too_many()
        gathered.take(part)
    hidden = []  # what is attached is not hidden: it stands under the message
    if gathered.damaged or message.defects:
        hidden.append("The email is damaged in places; what could be read of it is shown.")
    return Found(
        (_head(message), *gathered.parts(), _rest_of_head(message)),
        (*gathered.unseen(), *hidden),
        tuple(gathered.inside),
        title=header(message, "Subject"),
        dated=_day(message),
        source=header(message, "From"),
    )


class _Gathered:
    """What the parts of a message hold: its words, the same as a page, its pictures, what is attached."""

    def __init__(self) -> None:
        self.inside: list[Held] = []
        self.damaged = False
        self._plain: list[Part] = []
        self._pages: list[Part] = []
        self._pictures: list[Part] = []
        self._described: list[str] = []

    def take(self, part: Message) -> None:
        """Put one part where it belongs."""
        kind, name = part.get_content_type(), _name(part)
        self.damaged = self.damaged or bool(part.defects)
        described = _plain(str(part.get("Content-Description", "")))
        if described and described != name:
            self._described.append(described)
        if kind in _WHOLE:
            self.inside.append(Held(_message_name(part, name), _enclosed(part)))
        elif kind.startswith("image/") and not _is_attached(part):
            self._pictures.append(Part(name or "Picture in the message", picture=_content(part), file=name))
        elif name or _is_attached(part) or not kind.startswith(("text/", "message/")):
            self.inside.append(Held(name or _nameless(kind), _content(part)))
        elif kind == "text/html":
            self._pages += page_parts(_text(part))
        else:
            lines = tuple(_text(part).splitlines())
            self._plain.append(Part(lines=lines))
            self.inside += _written_out(lines)

    def parts(self) -> tuple[Part, ...]:
        """The words once: the page form is left out where the plain form says all of it."""
        plain = _folded(self._plain)
        pages = [
            part
            for part in self._pages
            if part.heading or not _folded([part]) or _folded([part]) not in plain
        ]
        if self._plain and any(not part.heading for part in pages):
            pages = [
                replace(part, heading=part.heading or "The same message as a web page") for part in pages
            ]
        described = (Part("What is said of its parts", tuple(dict.fromkeys(self._described))),)
        return (*self._plain, *pages, *self._pictures, *(described if self._described else ()))

    def unseen(self) -> tuple[str, ...]:
        """A sentence if the page form hides words."""
        hides = any(part.heading == "Hidden words" for part in self._pages)
        return ("It has hidden words that a reader does not see.",) if hides else ()


def _folded(parts: list[Part]) -> str:
    return "".join("".join(line.split()) for part in parts for line in part.lines)


def _leaves(message: Message) -> Iterator[Message]:
    """The parts that hold something themselves; what is inside an attached message stays in it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = (
            part.get_payload() if part.is_multipart() else None
        )  # else it would be decoded to be thrown away
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            yield from _around(part)
            waiting += [one for one in reversed(inner) if isinstance(one, Message)]
        elif part is message and part.get_content_type() in _WHOLE and isinstance(inner, list):
            waiting += [one for one in reversed(inner) if isinstance(one, Message)]
        else:
            yield part


def _around(part: Message) -> Iterator[Message]:
    """Words before the first and after the last part of several: mail programs do not show them."""
    for words in (part.preamble, part.epilogue):
        if words and words.strip() and "multi-part message in MIME" not in words:
            beside = Message()
            beside.set_payload(words)
            yield beside


def header(message: Message, name: str) -> str:
    """A line of the head in plain letters, "" if there is none."""
    return next((_plain(said) for key, said in _raw(message) if key.lower() == name.lower()), "")


def _raw(message: Message) -> Iterator[tuple[str, str]]:
    """The lines of the head as they stand, bytes beyond ASCII kept as they came."""
    return ((str(key), str(said)) for key, said in message.raw_items())


def _plain(words: str) -> str:
    """Encoded words decoded, each in its own letters, in the order in which they stand."""
    if any("\udc80" <= letter <= "\udcff" for letter in words):  # bytes beyond ASCII, kept as they came
        words = decoded(words.encode("utf-8", "surrogateescape"))
    if len(words) > _LONGEST_LINE:  # to undo it would take longer than it is worth
        return " ".join(words.split())
    try:
        pieces = email.header.decode_header(words)
        said = "".join(
            piece if isinstance(piece, str) else _letters(piece, charset) for piece, charset in pieces
        )
    except _FAULTS:
        said = words
    return " ".join(said.split())


def _letters(piece: bytes, charset: str | None) -> str:
    words = in_letters(piece, charset or "utf-8")
    return decoded(piece) if words is None else words


def _head(message: Message) -> Part:
    return Part(lines=(*(f"{name}: {said}" for name in _SHOWN if (said := header(message, name))), ""))


def _rest_of_head(message: Message) -> Part:
    shown = {name.lower() for name in _SHOWN}
    lines = [
        f"{name}: {_plain(said)}"
        for name, said in _raw(message)
        if name.lower() not in shown and not _only_made(name, _plain(said))
    ]
    return Part(_OTHER_HEADS, tuple(lines))


def _only_made(name: str, said: str) -> bool:
    """Whether a line is one that every mail program writes, with a mark between the parts that is made of numbers."""
    if name.lower() == "mime-version":
        return said == "1.0"
    found = _BOUNDARY.fullmatch(said) if name.lower() == "content-type" else None
    return found is not None and _WORD.search(found.group(1).replace("Boundary", "")) is None


def _day(message: Message) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(str(message.get("Date", ""))).date()
    except (*_FAULTS, OverflowError):
        return None


def _name(part: Message) -> str:
    try:
        given = part.get_param("filename", "", "content-disposition") or part.get_param("name", "")
        said = _value(given).strip()
    except _FAULTS:
        said = ""
    return PurePosixPath(PureWindowsPath(_plain(said)).name).name


def _is_attached(part: Message) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _nameless(kind: str) -> str:
    endings = {"application/pdf": ".pdf", "text/calendar": ".ics", "text/html": ".html", "text/plain": ".txt"}
    return f"Attachment{endings.get(kind, '')}"


def _message_name(part: Message, name: str) -> str:
    inner = part.get_payload() if part.is_multipart() else None
    first = inner[0] if isinstance(inner, list) and inner else None
    subject = header(first, "Subject") if isinstance(first, Message) else ""
    # its own ending may be anything: inside, it is a message whatever it is called
    stem = PurePosixPath(name).stem if name else subject
    return f"{stem or 'Attached message'}.eml"


def _enclosed(part: Message) -> bytes:
    inner = part.get_payload() if part.is_multipart() else None
    first = inner[0] if isinstance(inner, list) and inner else None
    if isinstance(first, Message):
        try:
            return first.as_bytes(policy=compat32)
        except _FAULTS:
            return b""
    return _content(part)


def _content(part: Message) -> bytes:
    """The bytes of a part, as far as its coding can be undone; what was taken apart (a report) as it came."""
    inner = part.get_payload() if part.is_multipart() else None
    try:
        if isinstance(inner, list):
            return b"\n".join(one.as_bytes(policy=compat32) for one in inner if isinstance(one, Message))
        found = part.get_payload(decode=True)
    except (*_FAULTS, RecursionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _written_out(lines: tuple[str, ...]) -> Iterator[Held]:
    """Files that stand among the words of an old message as lines of signs (uuencode), as far as they go."""
    name, data = "", bytearray()
    for line in lines:
        begins = _BEGINS.fullmatch(line)
        if begins and not name:
            name = begins.group(1)
        elif name and line != "end":
            try:
                data += binascii.a2b_uu(line) if line else b""
            except ValueError:  # words after all
                name, data = "", bytearray()
        elif name:
            yield Held(PurePosixPath(PureWindowsPath(name).name).name, bytes(data))
            name, data = "", bytearray()
    if name and data:
        yield Held(PurePosixPath(PureWindowsPath(name).name).name, bytes(data))


def _text(part: Message) -> str:
    data = _content(part)
    try:
        named = _value(part.get_param("charset", ""))
    except _FAULTS:
        named = ""
    words = in_letters(data, named) if named else None
    return decoded(data) if words is None else words


def _value(given: object) -> str:
    """A setting of a line of the head. It may name its letters: (letters, language, value)."""
    if not isinstance(given, tuple):
        return str(given or "")
    return _letters(str(given[2]).encode("latin-1", "replace"), given[0])
