"""Outlook messages (MSG): head, words in each of their forms, everyone it went to, attachments, messages in messages.

A message is a small file system whose streams are named by what they hold. Words may lie there as text, as a web page or
packed as rich text; each is read. An attached message is made into a file of its own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import rich_text, unpacked
from coordinator_app.documents.looking.found import ITSELF, MOST_INSIDE, Found, Held, Part
from coordinator_app.documents.looking.ole import Streams
from coordinator_app.documents.looking.texts import decoded
from coordinator_app.documents.looking.web import page_parts
from coordinator_app.documents.looking.zips import damaged

_STREAM: Final = "__substg1.0_"
_LIST: Final = "__properties_version1.0"
_WIDE, _NARROW, _BYTES, _OBJECT = "001F", "001E", "0102", "000D"
_SUBJECT, _TEXT, _PAGE, _RICH = "0037", "1000", "1013", "1009"
_HEADS, _SENDER, _SENDER_AT, _SENDER_AT_ALL = "007D", "0C1A", "0C1F", "5D01"
_FOR, _FOR_AT = "0042", "0065"
_FILE, _FILE_NAME, _FILE_LONG, _SHOWN_AS = "3701", "3704", "3707", "3001"
_SENT, _ARRIVED = 0x0039, 0x0E06
_PAGES: Final = (0x3FDE, 0x3FFD)  # in which letters the narrow words are written
_TO: Final = {1: "To", 2: "Cc", 3: "Bcc"}
_ROLE: Final = 0x0C15
_FILES_SINCE: Final = datetime(1601, 1, 1, tzinfo=UTC)
_OTHER_WORDS: Final = {
    "1035": "Message number",
    "3FF8": "Made by",
    "3FFA": "Last changed by",
    "0E1D": "Subject without its beginning",
    "0070": "Conversation",
    "8008": "Place",
}


def read(content: bytes) -> Found:
    """An Outlook message in words. BadFile if it is damaged."""
    streams = Streams(content)
    if _LIST not in streams.paths:
        raise damaged()
    return _Message(streams, "", 32).found()


@dataclass(slots=True)
class _Message:
    """A message at the root of the file, or in an attachment of it (`base` ends in "/")."""

    streams: Streams
    base: str
    head: int

    def found(self) -> Found:
        """What it holds."""
        inside = tuple(self._attached())
        hidden = []
        parts = (self._headed(), *self._said(), self._technical())
        shown = tuple(part for part in parts if part.picture or any(line.strip() for line in part.lines))
        if any(part.heading == "Hidden words" for part in shown):
            hidden.append("It has hidden words that a reader does not see.")
        when = self._moment()
        return Found(
            shown, tuple(hidden), inside, title=self._words(_SUBJECT), dated=when, source=self._sender()
        )

    # the head

    def _headed(self) -> Part:
        lines = [f"From: {self._sender()}"] if self._sender() else []
        for_whom = _named(self._words(_FOR), self._words(_FOR_AT))
        if for_whom and for_whom != self._sender():
            lines.append(f"On behalf of: {for_whom}")
        lines += self._recipients()
        when = self._moment()
        lines += [f"Date: {say(when)}"] if when else []
        lines += [f"Subject: {self._words(_SUBJECT)}"] if self._words(_SUBJECT) else []
        return Part(lines=(*lines, ""))

    def _sender(self) -> str:
        at = self._words(_SENDER_AT_ALL) or self._words(_SENDER_AT)
        return _named(self._words(_SENDER), at)

    def _recipients(self) -> Iterator[str]:
        for folder in self._folders("__recip_version1.0_#"):
            one = _Message(self.streams, folder, 8)
            at = one._words("39FE") or one._words("3003")
            role = _TO.get(one._numbers().get(_ROLE, 1) & 0xF, "To")
            yield f"{role}: {_named(one._words(_SHOWN_AS), at)}"

    def _moment(self) -> date | None:
        """The civil day in London on which it was sent."""
        instants = self._instants()
        ticks = instants.get(_SENT) or instants.get(_ARRIVED) or 0
        try:
            return (
                (_FILES_SINCE + timedelta(microseconds=ticks // 10)).astimezone(LONDON).date()
                if ticks
                else None
            )
        except (OverflowError, ValueError):
            return None

    def _technical(self) -> Part:
        lines = [
            f"{called}: {words}" for name, called in _OTHER_WORDS.items() if (words := self._words(name))
        ]
        lines += self._words(_HEADS).splitlines()
        return Part("Other lines of the head", tuple(lines))

    # the words

    def _said(self) -> Iterator[Part]:
        """The words in every form that says something which the one before it does not."""
        known = ""
        for parts in (self._plain(), self._page(), self._rich()):
            for part in parts:
                folded = "".join("".join(line.split()) for line in part.lines)
                if part.picture:
                    yield part
                elif folded and (part.heading or folded not in known):
                    again = "The same message in another form" if known and not part.heading else part.heading
                    yield Part(again, part.lines)
                    known += "" if part.heading else folded

    def _plain(self) -> tuple[Part, ...]:
        return (Part(lines=tuple(self._words(_TEXT).splitlines())),)

    def _page(self) -> tuple[Part, ...]:
        page = self._words(_PAGE)
        data = self._bytes(_PAGE)
        if data:
            page = self._decoded(data)
        return page_parts(page) if page.strip() else ()

    def _rich(self) -> tuple[Part, ...]:
        """Rich text that only wraps a web page says nothing but what the page says."""
        packed = self._bytes(_RICH)
        text = unpacked.rich_text(packed) if packed else b""
        if not text.startswith(b"{\\rtf"):
            return ()
        if b"\\fromhtml" in text[:1000] and self._bytes(_PAGE):
            return ()
        if b"\\fromhtml" in text[:1000]:
            return page_parts(rich_text.page_in(text))
        try:
            return tuple(part for part in rich_text.read(text).parts if part.heading != ITSELF)
        except BadFile:  # the message has its words in another form, or none
            return ()

    # what came with it

    def _attached(self) -> Iterator[Held]:
        folders = list(self._folders("__attach_version1.0_#"))
        if len(folders) > MOST_INSIDE:
            raise damaged()
        for number, folder in enumerate(folders, start=1):
            one = _Message(self.streams, folder, 8)
            name = (
                one._words(_FILE_LONG)
                or one._words(_FILE_NAME)
                or one._words(_SHOWN_AS)
                or f"Attachment {number}"
            )
            inner = f"{folder}{_STREAM}{_FILE}{_OBJECT}/"
            if any(path.startswith(f"{inner}{_LIST}") for path in self.streams.paths):
                yield Held(f"{name.removesuffix('.msg')}.msg", unpacked.as_file(self.streams, inner))
            else:
                yield Held(name, one._bytes(_FILE))

    def _folders(self, start: str) -> Iterator[str]:
        names = {
            path[len(self.base) :].partition("/")[0]
            for path in self.streams.paths
            if path.startswith(self.base + start) and "/" in path[len(self.base) :]
        }
        return (f"{self.base}{name}/" for name in sorted(names))

    # streams

    def _words(self, name: str) -> str:
        wide = self.streams.read(f"{self.base}{_STREAM}{name}{_WIDE}")
        if wide:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.streams.read(f"{self.base}{_STREAM}{name}{_NARROW}")
        return self._decoded(narrow).rstrip("\0") if narrow else ""

    def _decoded(self, data: bytes) -> str:
        for number in _PAGES:
            page = self._numbers().get(number)
            if page:
                try:
                    return data.decode(
                        "utf-8" if page == 65001 else f"cp{page}" if page != 20127 else "ascii"
                    )
                except (LookupError, ValueError):
                    continue
        return decoded(data)

    def _bytes(self, name: str) -> bytes:
        return self.streams.read(f"{self.base}{_STREAM}{name}{_BYTES}")

    def _numbers(self) -> dict[int, int]:
        return {name: number & 0xFFFFFFFF for name, number in self._listed(0x0003)}

    def _instants(self) -> dict[int, int]:
        return dict(self._listed(0x0040))

    def _listed(self, kind: int) -> Iterator[tuple[int, int]]:
        """The values of a fixed size: their name and the eight bytes of the value as a number."""
        data = self.streams.read(f"{self.base}{_LIST}")[self.head :]
        for at in range(0, len(data) - 15, 16):
            tag, _, value = struct.unpack_from("<IIQ", data, at)
            if tag & 0xFFFF == kind:
                yield tag >> 16, value


def _named(name: str, at: str) -> str:
    name, at = " ".join(name.split()), " ".join(at.split())
    if not at or at.casefold() == name.casefold():
        return name or at
    return f"{name} <{at}>" if name else at
