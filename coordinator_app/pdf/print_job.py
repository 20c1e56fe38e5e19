"""Child tasks that print forms and letters from an order, and draw our own pages for the live preview."""

from __future__ import annotations

from functools import partial
from typing import Any

from coordinator_app.core.answers import as_answer
from coordinator_app.core.page_blocks import (
    Bar,
    Block,
    Chart,
    Field,
    Fields,
    FormSheet,
    Gap,
    Items,
    LetterSheet,
    Paragraph,
    Table,
    Tick,
    Value,
    plain,
    words_of,
)
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.core.print_order import PartKind, Printed, PrintHead, PrintOrder, PrintPart
from coordinator_app.core.template import Template, fill, read
from coordinator_app.core.unprinted import LINE, by_hand
from coordinator_app.core.wire import from_plain
from coordinator_app.pdf.frame import print_form, print_letter
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.said import said
from coordinator_app.pdf.template import shipped

NO_REFERENCE = "0000-0000-0000"
"""Names a page that has no reference (a preview, the recovery key): no scan takes it for one of ours."""
_WITHOUT_CODE = "recovery-key"
_WHOSE = ("child_name", "pupil_name")
_FINGERPRINTED = frozenset({"statement_version", "statement_name"})
_SIZES = {False: 12, True: 18}
_STATEMENT = "statement_version"
_STATEMENT_OF = {"referral-form": "privacy-statement-school"}
_NOTHING = "Nothing is recorded."


def form_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.form": `PrintOrder` -> `Printed`. TemplateError if the wording cannot be used."""
    return as_answer(print_order(from_plain(PrintOrder, request, blobs)))


def pages_task(request: dict[str, Any], blobs: list[bytes], _: object) -> tuple[dict[str, Any], list[bytes]]:
    """Task "print.pages": `PagesWanted` of a page that we printed -> `PagesShown`."""
    wanted = from_plain(PagesWanted, request, blobs)
    with open_file(wanted.content) as source:
        return as_answer(pages_shown(source, wanted, words=False))


def print_order(order: PrintOrder) -> Printed:
    """The form or letter as a PDF, with the version and fingerprint of its wording."""
    template, order = wording_of(order), by_hand(order)
    blocks = blocks_of(order, template)
    if order.is_letter:
        pdf = print_letter(letter_sheet(order.head, template), blocks)
    else:
        pdf = print_form(_form_sheet(order, template), blocks)
    with open_file(pdf) as source:
        return Printed(pdf, source.pages, template.version, template.digest)


def wording_of(order: PrintOrder) -> Template:
    """The partnership's own wording if the order brings one, else the one that came with the app."""
    return read(order.wording) if order.wording else shipped(order.template)


def blocks_of(order: PrintOrder, template: Template) -> tuple[Block, ...]:
    """The wording filled in. What a partnership took out of its own wording is left out, not an error."""
    values: dict[str, Value] = {name: Gap(words) for name, words in order.gaps.items()}
    values |= {name: words for name, words in order.values.items() if words}
    if _STATEMENT in template.values:
        values.setdefault(_STATEMENT, _statement_version(order))
    filled = fill(
        template,
        {name: _in_words(name, value) for name, value in values.items() if name in template.values},
        generated={
            name: part_blocks(part) for name, part in order.parts.items() if name in template.generated
        },
        choices=[name for name in order.choices if name in template.choices],
    )
    return tuple(_ruled(block) if isinstance(block, Fields) else block for block in filled)


def _in_words(name: str, value: Value) -> Value:
    """A version without its fingerprint, which stands at the foot: no family reads "version 2, ab12cd34"."""
    if name not in _FINGERPRINTED or not isinstance(value, str):
        return value
    return value.split(",")[0].replace(" ", "\u00a0")


def _ruled(row: Fields) -> Fields:
    """A field has a line of its own: none is printed over it where a name is written by hand."""
    return Fields(tuple(Field(one.label) if words_of(one.value) == LINE else one for one in row.fields))


def _statement_version(order: PrintOrder) -> str:
    """The statement that a form speaks of, as its own pages name it: "version 1, ab12cd34"."""
    statement = shipped(_STATEMENT_OF.get(order.template, "privacy-statement-parent"))
    return f"version {statement.version}, {statement.digest[:8]}"


def part_blocks(part: PrintPart) -> tuple[Block, ...]:
    """A generated part as blocks; one without rows says so, so that no heading stands over nothing."""
    if part.kind is PartKind.TICKS:
        return tuple(Tick(name, plain(sentence)) for name, sentence in part.rows)
    if part.kind is PartKind.CHART:
        drawn = tuple(Bar(name, words, int(share)) for name, words, share in part.rows)
        return (Paragraph(plain(part.head[0]), small=True), Chart(drawn)) if drawn else ()
    rows = tuple(tuple(plain(cell) for cell in row) for row in part.rows)
    if not rows:
        return (Paragraph(plain(_NOTHING)),)
    if part.kind is PartKind.TABLE:
        return (Table(rows, head=part.head, widths=part.widths),)
    if part.kind is PartKind.LIST:
        return (Items(tuple(row[0] for row in rows)),)
    return tuple(Paragraph(row[0]) for row in rows)


def _form_sheet(order: PrintOrder, template: Template) -> FormSheet:
    head, words = order.head, partial(said, template.language)
    statement = order.values.get(_STATEMENT) or _statement_version(order)
    return FormSheet(
        partnership=head.partnership,
        title=template.title,
        subtitle=template.subtitle,
        reference=head.reference or NO_REFERENCE,
        contact=head.contact,
        version=template.version,
        digest=template.digest,
        language=template.language,
        size=_SIZES[head.large_print],
        practice=head.practice,
        whose=next((order.values[name] for name in _WHOSE if order.values.get(name)), ""),
        about=f"{words('Statement')}: {statement}" if _STATEMENT in template.values else "",
        example=not head.reference,
        has_code=template.id != _WITHOUT_CODE,
    )


def letter_sheet(head: PrintHead, template: Template) -> LetterSheet:
    """What stands round a letter; the partnership's name stands over the sender's lines, so not again in them."""
    return LetterSheet(
        partnership=head.partnership,
        sender_lines=tuple(line for line in head.sender_lines if line != head.partnership),
        recipient_lines=head.recipient_lines,
        date=head.date,
        reference=head.reference or NO_REFERENCE,
        our_reference=head.our_reference,
        contact=head.contact,
        version=template.version,
        digest=template.digest,
        language=template.language,
        size=_SIZES[head.large_print],
        practice=head.practice,
        example=not head.reference,
    )
