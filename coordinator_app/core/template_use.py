"""What the body of a wording uses: its placeholders, boxes to tick, lines to sign, and the points it makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from coordinator_app.core.page_blocks import (
    Block,
    Fields,
    Heading,
    Items,
    Paragraph,
    Signature,
    SignOff,
    Table,
    Text,
    Tick,
    words_of,
)
from coordinator_app.core.template_text import Fill, read_blocks

STAND_IN: Final = "Rowan"
"""Stands for every value where a text is looked at without any: two syllables, like most names."""
_POINT: Final = re.compile(r"(?:^|;)\s*point ([a-z][a-z0-9-]*)(?=\s*(?:;|$))")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Use:
    """The names used, each once and in order; `ticks` in the order of the boxes; `signatures` counts rows to sign."""

    values: tuple[str, ...]
    generated: tuple[str, ...]
    choices: tuple[str, ...]
    ticks: tuple[str, ...]
    points: frozenset[str]
    signatures: int
    blocks: tuple[Block, ...]


def used(body: str) -> Use:
    """Read a body with every choice shown and a stand-in for each value. TemplateError for what cannot be read."""
    seen: tuple[dict[str, None], ...] = ({}, {}, {})
    values, generated, choices = seen
    recorder = Fill(
        value=lambda key: _noted(values, key, STAND_IN),
        generated=lambda key: _noted(generated, key, ()),
        chosen=lambda key: _noted(choices, key, answer=True),
    )
    blocks = tuple(read_blocks(body, recorder))
    return Use(
        values=tuple(values),
        generated=tuple(generated),
        choices=tuple(choices),
        ticks=tuple(block.key for block in blocks if isinstance(block, Tick)),
        points=frozenset(point for block in blocks for text in texts_of(block) for point in points_of(text)),
        signatures=sum(isinstance(block, Signature) for block in blocks),
        blocks=blocks,
    )


def points_of(text: Text) -> Iterator[str]:
    """The points that the sentences of one text make; a mark behind nothing, or behind no letter, makes none."""
    for span in text:
        if any(character.isalpha() for character in span.text):
            yield from _POINT.findall(span.source)


def sentences_of(body: str) -> dict[str, str]:
    """Each point that a body makes, and the words that make it, with "[child name]" for a value.

    A program cannot tell whether the words say it: whoever approves reads them. TemplateError as `used`.
    """
    fill = Fill(
        value=lambda key: f"[{key.replace('_', ' ')}]", generated=lambda _key: (), chosen=lambda _key: True
    )
    found: dict[str, str] = {}
    for text in (text for block in read_blocks(body, fill) for text in texts_of(block)):
        for point in dict.fromkeys(points_of(text)):
            words = "".join(span.text for span in text if point in _POINT.findall(span.source)).strip()
            found[point] = f"{found[point]} {words}" if point in found else words
    return found


def texts_of(block: Block) -> tuple[Text, ...]:
    """Every text of a block that can carry a source."""
    if isinstance(block, Heading | Paragraph | Tick):
        return (block.text,)
    if isinstance(block, Items):
        return block.items
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    if isinstance(block, SignOff):
        return block.lines
    return tuple(field.value for field in block.fields) if isinstance(block, Fields) else ()


def prose(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The running text: paragraphs, items of lists and sentences beside boxes; no headings, no labels, no tables."""
    kept = (block for block in blocks if isinstance(block, Paragraph | Items | Tick))
    return tuple(words_of(text) for block in kept for text in texts_of(block))


def _noted(seen: dict[str, None], key: str, answer: _Answer) -> _Answer:
    seen[key] = None
    return answer
