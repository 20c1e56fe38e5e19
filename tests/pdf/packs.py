"""Packs for tests: invented records and documents, with what must not be in them."""

from __future__ import annotations

import io
import random
from datetime import date, timedelta

import foreign

from coordinator_app.core.page_blocks import LetterSheet, Paragraph, plain
from coordinator_app.pdf.pack import build_pack
from coordinator_app.pdf.pack_content import (
    BuiltPack,
    DocumentItem,
    Item,
    PackContent,
    Part,
    RebuiltPage,
    TextItem,
)
from coordinator_app.pdf.redact import rebuild_page, redact_spans, suggested_box
from coordinator_app.pdf.render import open_file

PASSWORD = "K4QD-2M7Z-91XA-PL8T"
_TALK = (
    "she worked well this morning and will come again on monday may we mark the book the rose in the yard hope for "
    "a calm day the school rang about the bus and april was wet he asked for help before lunch then all went home"
)
_WORDS = _TALK.split()


def sheet() -> LetterSheet:
    return LetterSheet(
        "Hazelmoor Partnership",
        ("Quarry Road", "Hazelmoor HZ1 4QT"),
        ("Marigold Tumbledale", "4 Weir Cottages"),
        "21 November 2026",
        "7QK4-M2ZD-9XA6",
        "Ring Pat Samplewell on 01632 960118",
    )


def covered_page(pdf: bytes, name: str = foreign.NAME) -> RebuiltPage:
    with open_file(pdf) as source:
        boxes = [suggested_box(0, [word]) for word in source.words(0) if name in word.text]
        return rebuild_page(source, 0, boxes)


def items(count: int = 12, seed: int = 1, *, naming: str = "") -> tuple[Item, ...]:
    rng = random.Random(seed)
    made: list[Item] = []
    for number in range(count):
        text = " ".join(rng.choice(_WORDS) for _ in range(rng.randint(20, 500))).capitalize() + "."
        if naming:
            start = text.index(" ", len(text) // 2)
            text = redact_spans(
                text[:start] + f" {naming}" + text[start:], [(start + 1, start + 1 + len(naming))]
            )
        when = date(2026, 9, 1) + timedelta(days=rng.randint(0, 80))
        made.append(
            TextItem(f"k{number}", when, "Chronology entry: talk", "in full", (Part("What was said", text),))
        )
    return tuple(made)


def content(*extra: Item, count: int = 12, seed: int = 1, practice: bool = False) -> PackContent:
    return PackContent(
        request="Request 14",
        letter=sheet(),
        letter_blocks=(Paragraph(plain("Dear Marigold Tumbledale")), Paragraph(plain("Here is your reply."))),
        reply_blocks=(Paragraph(plain("What we hold, why, and for how long.")),),
        items=items(count, seed) + extra,
        practice=practice,
    )


def documents() -> tuple[DocumentItem, DocumentItem]:
    one = covered_page(foreign.turned(90))
    two = covered_page(foreign.page(foreign.note))
    with open_file(foreign.picture("JPEG")) as source:
        photo = rebuild_page(source, 0)
    return (
        DocumentItem("d1", date(2026, 9, 20), "Letter from the school", "with parts covered", (one, two)),
        DocumentItem("d2", None, "Photograph of work", "in full", (photo,)),
    )


def built(made: PackContent | None = None) -> tuple[bytes, BuiltPack]:
    out = io.BytesIO()
    pack = build_pack(made or content(*documents()), PASSWORD, out)
    return out.getvalue(), pack
