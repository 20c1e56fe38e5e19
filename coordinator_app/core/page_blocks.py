"""What a page is made of: plain values without any drawing, so that capabilities can build them (stdlib only).

A text is a tuple of `Span`s. A span's text is data: nothing in it is ever read as markup. `source` says which
clause or rule the sentence rests on, or "our wording" (decision 6); it is kept beside the text, not printed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that is not known yet; it prints as a visible gap: "[joint data protection officer: not yet appointed]"."""

    text: str


Value = str | Gap


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters in one weight; `gap` marks a value that is not known yet."""

    text: str
    bold: bool = False
    gap: bool = False
    source: str = ""


Text = tuple[Span, ...]


def plain(text: Value, *, bold: bool = False, source: str = "our wording") -> Text:
    """One value as a text."""
    if isinstance(text, Gap):
        return (Span(f"[{text.text}]", bold=bold, gap=True, source=source),)
    return (Span(text, bold=bold, source=source),)


def words_of(text: Text) -> str:
    """The bare characters of a text."""
    return "".join(span.text for span in text)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (section) or 2 (part of a section)."""

    text: Text
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences; a newline in a span is a forced line break. `small` is for notes and captions."""

    text: Text
    small: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list, with bullets or numbered from 1."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick and its sentence; `key` names the answer where the form is recorded."""

    key: str
    text: Text


@dataclass(frozen=True, slots=True)
class Signature:
    """One row of lines to sign or write on, two across; the first is at least 24 mm high (design.md 6.15)."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A value on a line over its label; an empty value leaves the line to be written on."""

    label: str
    value: Text = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """One row of fields, side by side."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines for handwriting, under a label."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `head` is repeated on each page. Two columns without head are label and value."""

    rows: tuple[tuple[Text, ...], ...]
    head: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its name on the left, its figures in words on the right, and its share in per cent, 0 to 100."""

    name: str
    words: str
    share: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below each other, each with its figures, so that nothing is read from a length alone."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """The end of a letter: closing words, room to sign, then the lines of the sender."""

    closing: str
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A long code in large spaced groups, easy to read and to type (the recovery key)."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts on a new page."""


Block = (
    Heading
    | Paragraph
    | Items
    | Tick
    | Signature
    | Fields
    | Lines
    | Table
    | Chart
    | SignOff
    | Code
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """What stands round a form: every page carries partnership, title, code, contact, version and page number.

    `reference` is opaque (see `qr`) and is all that the file itself says of its content. `version` and `digest`
    name the wording that was printed. `size` is 12 or 18 point. `whose` is the child's name, said again on every later
    page; `about` names another wording that the form speaks of. An `example` is a page for the screen: its code is
    none. Without `has_code` the page carries none at all.
    """

    partnership: str
    title: str
    reference: str
    contact: Value
    version: int
    digest: str
    subtitle: str = ""
    language: str = "en-GB"
    size: int = 12
    practice: bool = False
    copy_number: int | None = None
    whose: str = ""
    about: str = ""
    example: bool = False
    has_code: bool = True


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """What stands round a letter: letterhead, address of the reader, date and reference in words."""

    partnership: str
    sender_lines: tuple[Value, ...]
    recipient_lines: tuple[Value, ...]
    date: str
    reference: str
    contact: Value
    our_reference: str = ""
    version: int = 1
    digest: str = ""
    language: str = "en-GB"
    size: int = 12
    practice: bool = False
    copy_number: int | None = None
    example: bool = False
