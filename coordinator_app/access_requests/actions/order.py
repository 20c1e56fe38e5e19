"""Order a pack: every item as it is to be released, what a reply must hold, and every word that must not appear.

Read in one go from the vault, so that the child process needs nothing of it (003-5.1; UK GDPR article 15).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from coordinator_app.access_requests.actions.decide import redactions_by_item
from coordinator_app.access_requests.actions.gather import Holding, holding_of, items_of, pack_title
from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.letters import (
    Facts,
    facts_of,
    letter_head,
    request_name,
    sign_off,
)
from coordinator_app.access_requests.actions.pack import build_gate, current_mark
from coordinator_app.access_requests.actions.reader import for_reader, single_sources
from coordinator_app.access_requests.actions.released import (
    BOX_UNITS,
    demand_covering,
    field_key,
    released_fields,
)
from coordinator_app.access_requests.actions.terms import terms_of
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.pack_order import (
    OrderBox,
    OrderItem,
    OrderLine,
    PackOrder,
    Span,
)
from coordinator_app.core.dates import say
from coordinator_app.core.derived import record_lines, what_we_hold
from coordinator_app.core.errors import GateShut
from coordinator_app.core.print_order import PrintOrder, PrintPart, listed, paragraphs
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.letterhead import keeping_part
from coordinator_app.organisations.model import Office
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DisclosedItem, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text

__all__ = ["BOX_UNITS", "field_key", "lines_of", "pack_order", "released_fields"]


def pack_order(
    session: Session, request: AccessRequest, password: str, *, practice: bool
) -> tuple[PackOrder, str]:
    """The order and the fingerprint of the decisions it rests on. GateShut while something is undecided."""
    _must_see_everything(session)
    build_gate(session, request).demand()
    mark = current_mark(session, request.id)
    items = items_of(session, request.id)
    redactions = redactions_by_item(session, request.id)
    held = [(item, holding_of(session, item)) for item in items]
    ordered = tuple(
        _item(session, number, item, holding, redactions.get(item.id, ()))
        for number, (item, holding) in enumerate(held, start=1)
    )
    order = PackOrder(
        request_number=request.request_number or 0,
        password=password,
        practice=practice,
        letter=_reply(session, request, items, practice=practice),
        items=ordered,
        terms=terms_of(session, request, held, redactions),
    )
    return order, mark


def _must_see_everything(session: Session) -> None:
    """A pack made without the safeguarding store would silently leave out what is there."""
    if Compartment.GUARDED not in session.held:
        raise GateShut((_NOT_WHOLE,))


_NOT_WHOLE = (
    "Your passphrase does not open safeguarding and health entries, so the pack would not be whole. "
    "Ask the Co-ordinator or the safeguarding lead to build it."
)


def _item(
    session: Session, number: int, item: RequestItem, holding: Holding, covered: tuple[Redaction, ...]
) -> OrderItem:
    demand_covering(holding, covered)
    title = pack_title(holding)  # not the item's own: a document's title may name whom its text covers
    title = f"{title} ({item.state_label.lower()})" if item.state_label else title
    outcome = item.outcome or Outcome.UNDECIDED
    base = OrderItem(number=number, title=title, on_day=item.on_day, outcome=outcome.value)
    if outcome is Outcome.WITHHOLD:
        told = item.exemption is not None and item.exemption.may_be_told
        return replace(base, why=item.exemption.label if item.exemption and told else "")
    lines = tuple(
        OrderLine(label, words, _spans(covered, key)) for key, label, words in released_fields(holding)
    )
    told_of = (box.exemption for box in covered if box.exemption and box.exemption.may_be_told)
    reasons = dict.fromkeys(exemption.label for exemption in told_of)
    return _with_document(session, replace(base, lines=lines, why="; ".join(reasons)), holding, covered)


def _spans(covered: tuple[Redaction, ...], key: str) -> tuple[Span, ...]:
    spans = [
        Span(box.start, box.end)
        for box in covered
        if box.field_name == key and box.start is not None and box.end is not None
    ]
    return tuple(sorted(spans, key=lambda span: span.start))


def _with_document(
    session: Session, base: OrderItem, holding: Holding, covered: tuple[Redaction, ...]
) -> OrderItem:
    record = holding.record
    if not isinstance(record, Document) or holding.draft_screen:  # a draft about a document is words alone
        return base
    boxes = tuple(
        OrderBox(
            box.page,
            (box.left or 0) / BOX_UNITS,
            (box.top or 0) / BOX_UNITS,
            (box.right or 0) / BOX_UNITS,
            (box.bottom or 0) / BOX_UNITS,
            box.covered_words.strip(),
        )
        for box in covered
        if box.page is not None
    )
    content = session.blob(record.content_id)
    return replace(base, document=content, media_type=record.media_type, boxes=boxes)


def _reply(
    session: Session, request: AccessRequest, items: list[RequestItem], *, practice: bool
) -> PrintOrder:
    facts = facts_of(session, request, practice=practice)
    withheld = [item for item in items if item.outcome is Outcome.WITHHOLD]
    covered = [item for item in items if item.outcome is Outcome.REDACT]
    whole = "all_shared" if not withheld and not covered else "part_withheld"
    choice = "all_withheld" if items and len(withheld) == len(items) else whole
    ours = {"coordinator_name", "coordinator_contact", "joint_dpo", "controller_name"}
    values = {**_reply_values(session, facts, len(items)), **sign_off(facts)}
    gaps = {name: words for name, words in facts.ours.gaps.items() if name in ours}
    gaps |= {} if values["complaints_person"] else {"complaints_person": _NO_CHAIR}
    return PrintOrder(
        template=LetterKind.REPLY.value,
        head=letter_head(session, facts, LetterKind.REPLY),
        values={name: words for name, words in values.items() if words},
        gaps=gaps,
        parts=_reply_parts(session, request, [*withheld, *covered]),
        choices=(choice,),
        is_letter=True,
        wording=own_text(session, LetterKind.REPLY.value),
    )


def _complaints_person(session: Session) -> str:
    """Who looks into a complaint about the reply: the Chair, as the Co-ordinator wrote it (000, complaints; 164A)."""
    chair = officers(session, session.clock.today()).get(Office.CHAIR)
    return chair.name if chair else ""


_NO_CHAIR = "Chair of the partnership: not yet named"


def _reply_values(session: Session, facts: Facts, count: int) -> dict[str, str]:
    received = facts.request.received_on
    return {
        "requester_name": facts.request.requester,
        "request_reference": request_name(facts.request),
        "received_date": say(received) if received else "",
        "about_whom": facts.about,
        "school_name": facts.school.name if facts.school else "",
        "item_count": "1 item" if count == 1 else f"{count} items",
        "controller_name": facts.ours.values["controller_name"],
        "joint_dpo": facts.ours.values["joint_dpo"],
        "complaints_person": _complaints_person(session),
    }


def _reply_parts(
    session: Session, request: AccessRequest, held_back: list[RequestItem]
) -> dict[str, PrintPart]:
    holdings = what_we_hold(session.catalogue, "pupil")
    told = partial(for_reader, as_asked(session, request).requester_kind)
    recipients = dict.fromkeys(_recipients(session, request.pupil_id))
    reasons = dict.fromkeys(_reasons(session, held_back))
    keeping = (row[0] for row in keeping_part(session).rows)
    return {
        "searched": paragraphs(
            request.search_words or "All records and documents that the partnership keeps."
        ),
        "purposes": listed(told(purpose for one in holdings for purpose in one.purposes)),
        "categories": listed(told(one.line for one in holdings)),
        "recipients": listed(recipients) if recipients else paragraphs("We have given it to nobody else."),
        "sources": listed(told(single_sources(source for one in holdings for source in one.sources))),
        "how_long_we_keep": listed(told(keeping)),
        "withheld": listed(reasons) if reasons else paragraphs("Nothing is held back."),
        "codes": listed((_CODE,)) if any(one.outcome is Outcome.REDACT for one in held_back) else _NO_CODE,
    }


_CODE = "[covered]: words that we have covered, for a reason given in this letter"
_NO_CODE = paragraphs("Nothing is covered.")
_AS_KIND = {
    RecipientKind.SCHOOL: "A school",
    RecipientKind.PROVIDER: "A provider of the programme",
    RecipientKind.AGENCY: "Another agency that works with children",
    RecipientKind.OTHER: "Another person",
}


def _recipients(session: Session, pupil_id: str) -> Iterator[str]:
    """Who was given something, by name (UK GDPR article 15(1)(c)); by category where restricted entries went there.

    To name the agency that was told of a worry may give away that there was one: the law leaves the choice, and
    the officer is asked (docs/questions-for-the-dpo.md).
    """
    for one in disclosures_of(session, pupil_id):
        kind = _AS_KIND.get(one.recipient_kind) if one.recipient_kind else None
        if kind and any(
            line.is_guarded for line in session.list(DisclosedItem, where={"disclosure_id": one.id})
        ):
            yield kind
        elif one.recipient:
            yield one.recipient


_UNTOLD = (
    "Something that the law lets us hold back, where to say why would give it away (Data Protection Act 2018)"
)


def _reasons(session: Session, held_back: list[RequestItem]) -> Iterator[str]:
    by_item = redactions_by_item(session, held_back[0].request_id) if held_back else {}
    for item in held_back:
        boxes = by_item.get(item.id, ())
        # a reason chosen while the item was still to be withheld says nothing about what is covered
        own = item.exemption if item.outcome is Outcome.WITHHOLD else None
        for exemption in (own, *(box.exemption for box in boxes)):
            if exemption:
                told = f"{exemption.label} ({exemption.law})"
                yield told if exemption.may_be_told else _UNTOLD


def lines_of(holding: Holding) -> tuple[tuple[str, str], ...]:
    """Everything an item says, for the workbench, parts included."""
    own = record_lines(holding.record)
    return own + tuple(line for part in holding.parts for line in record_lines(part))
