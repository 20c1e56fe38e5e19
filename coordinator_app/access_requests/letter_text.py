"""A letter as one plain text that can be changed by hand before it is printed, and back.

What somebody typed is put in as values, so nothing of it is ever read as markup. The sign-off stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from coordinator_app.core.page_blocks import Block, Gap, Heading, Items, Paragraph, Span, Value, words_of
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.template import Template, fill, read
from coordinator_app.wording.shipped import shipped

_SIGN_OFF = re.compile(r"^\{\{sign off:.*\}\}$", re.MULTILINE)
_ITEM = re.compile(r"(?:- |(?P<number>[0-9]+)\. )")
MOST_PARTS = 120
"""Paragraphs and points of a letter: more is no letter, and its header would not hold their names."""


def text_of_letter(order: PrintOrder) -> str:
    """The whole letter without its sign-off; "# " begins a heading, "- " or "1. " a point of a list."""
    return "\n\n".join(_told(_blocks(order)))


def gaps_of(order: PrintOrder) -> tuple[str, ...]:
    """What the letter prints between brackets because nobody has filled it in, each once, in the order of reading.

    Asked of the letter itself: a value that its wording names and nobody gave is a gap, whether or not somebody listed it.
    """
    return tuple(dict.fromkeys(span.text.strip("[]") for span in _spans(_blocks(order)) if span.gap))


def _spans(found: object) -> Iterator[Span]:
    """Every run of text in blocks of whatever shape."""
    if isinstance(found, Span):
        yield found
    elif isinstance(found, tuple):
        for each in found:
            yield from _spans(each)
    elif is_dataclass(found):
        for one in fields(found):
            yield from _spans(getattr(found, one.name))


def with_text(order: PrintOrder, text: str) -> PrintOrder:
    """The order of the same letter with this text. ValueError for more than `MOST_PARTS` parts."""
    template, leads = _template(order), _leads(order)
    values: dict[str, str] = {}
    body = "\n\n".join(_parts(text, values, leads))
    if len(values) > MOST_PARTS:
        message = f"more than {MOST_PARTS} parts"
        raise ValueError(message)
    sign_off = _SIGN_OFF.search(template.body)
    closing = sign_off[0] if sign_off else ""
    ours = re.findall(r"\{([a-z][a-z0-9_]*)\}", closing[2:-2])
    header = {
        "id": template.id,
        "title": template.title,
        "version": str(template.version),
        "clauses": ", ".join(template.clauses),
        "language": template.language,
        "audience": template.audience,
        "values": ", ".join((*values, *ours)),
    }
    lines = [f"{name}: {words}" for name, words in header.items()]
    wording = "\n".join(("---", *lines, "---", body, "", closing, ""))
    kept = {name: words for name, words in order.values.items() if name in ours}
    gaps = {name: words for name, words in order.gaps.items() if name in ours}
    return replace(order, wording=wording, values={**values, **kept}, gaps=gaps, parts={}, choices=())


def _template(order: PrintOrder) -> Template:
    return read(order.wording) if order.wording else shipped(order.template)


def _blocks(order: PrintOrder) -> tuple[Block, ...]:
    template = _template(order)
    known: dict[str, Value] = {name: Gap(words) for name, words in order.gaps.items()} | dict(order.values)
    values = {name: value for name, value in known.items() if name in template.values}
    chosen = [name for name in order.choices if name in template.choices]
    return fill(template, values, choices=chosen)


def _told(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{'#' * block.level} {words_of(block.text)}"
        elif isinstance(block, Paragraph):
            yield words_of(block.text)
        elif isinstance(block, Items):
            begin = "{}. " if block.numbered else "- "
            yield "\n".join(
                begin.format(place) + words_of(item) for place, item in enumerate(block.items, start=1)
            )


def _leads(order: PrintOrder) -> tuple[str, ...]:
    """What begins a paragraph in bold: it stays bold where it still begins one."""
    shown = (block for block in _blocks(order) if isinstance(block, Paragraph))
    return tuple(block.text[0].text for block in shown if block.text and block.text[0].bold)


def _parts(text: str, values: dict[str, str], leads: tuple[str, ...]) -> Iterator[str]:
    for chunk in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in chunk.splitlines() if line.strip()]
        while lines:
            run = _run(lines)
            del lines[: len(run)]
            yield _part(run, values, leads)


def _run(lines: list[str]) -> list[str]:
    """The lines that belong together: one heading, the points of one list, or the lines of a paragraph."""
    kind = _kind(lines[0])
    if kind == "heading":
        return lines[:1]
    end = next((place for place, line in enumerate(lines) if _kind(line) != kind), len(lines))
    return lines[:end]


def _kind(line: str) -> str:
    if line.startswith(("# ", "## ")):
        return "heading"
    item = _ITEM.match(line)
    if item is None:
        return "paragraph"
    return "numbered" if item["number"] else "bullets"


def _part(lines: list[str], values: dict[str, str], leads: tuple[str, ...]) -> str:
    kind = _kind(lines[0])
    if kind == "heading":
        mark, _, words = lines[0].partition(" ")
        return f"{mark} {_kept(words, values)}"
    if kind == "paragraph":
        return _paragraph("\n".join(lines), values, leads)
    begin = "1. " if kind == "numbered" else "- "
    return "\n".join(begin + _kept(_ITEM.sub("", line, count=1), values) for line in lines)


def _paragraph(words: str, values: dict[str, str], leads: tuple[str, ...]) -> str:
    lead = next((one for one in leads if words.startswith(one.strip())), "").strip()
    if not lead:
        return _kept(words, values)
    rest = words[len(lead) :].strip()
    bold = f"**{_key(lead, values)}** <!-- our wording -->"
    return f"{bold} {_kept(rest, values)}" if rest else bold


def _kept(words: str, values: dict[str, str]) -> str:
    return f"{_key(words, values)} <!-- our wording -->"


def _key(words: str, values: dict[str, str]) -> str:
    name = f"part{len(values) + 1}"
    values[name] = words
    return f"{{{name}}}"
