"""Order a pack: every item as it is to be released, what a reply must hold, and every word that must not appear.

Read in one go from the vault, so that the child process needs nothing of it (003-5.1; UK GDPR article 15).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from coordinator_app.access_requests.actions.beside_items import with_other_views
from coordinator_app.access_requests.actions.consulting import consultations_of
from coordinator_app.access_requests.actions.decide import redactions_by_item
from coordinator_app.access_requests.actions.gather import Holding, holding_of, items_of, pack_title
from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.kept_places import names_kept, tells
from coordinator_app.access_requests.actions.letter_values import school_called
from coordinator_app.access_requests.actions.letters import (
    Facts,
    facts_of,
    letter_head,
    reply_kind,
    request_name,
    sign_off,
)
from coordinator_app.access_requests.actions.officials import officials_gate, tells_untold
from coordinator_app.access_requests.actions.pack import build_gate, current_mark
from coordinator_app.access_requests.actions.reader import for_reader, single_sources
from coordinator_app.access_requests.actions.recipients import recipients
from coordinator_app.access_requests.actions.released import (
    BOX_UNITS,
    demand_covering,
    field_key,
    released_fields,
)
from coordinator_app.access_requests.actions.reply_names import names_in_reply
from coordinator_app.access_requests.actions.terms import own_words, terms_of
from coordinator_app.access_requests.actions.what_is_given import given_parts
from coordinator_app.access_requests.actions.where_looked import where_we_looked
from coordinator_app.access_requests.glossary import short_forms
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.joined_boxes import joined
from coordinator_app.access_requests.model import AccessRequest, Exemption, RequesterKind
from coordinator_app.access_requests.pack_order import (
    OrderBox,
    OrderItem,
    OrderLine,
    PackOrder,
    Span,
)
from coordinator_app.core.called_role import without_role
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.core.derived import record_lines, what_we_hold
from coordinator_app.core.errors import GateShut
from coordinator_app.core.print_order import PrintOrder, PrintPart, listed, paragraphs
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.letterhead import keeping_part
from coordinator_app.organisations.model import Office
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text

__all__ = ["BOX_UNITS", "field_key", "lines_of", "pack_order", "released_fields"]


def item_numbered(session: Session, request_id: str, number: int) -> str:
    """The id of the item that the pack calls so, "" if there is none."""
    items = items_of(session, request_id)
    silent = frozenset(item.id for item in items if _tells_nothing(session, item))
    ordered = _by_number(items, silent)
    return ordered[number - 1].id if 0 < number <= len(ordered) else ""


def _by_number(items: Sequence[RequestItem], silent: frozenset[str]) -> list[RequestItem]:
    """As the pack numbers them: between two others of its month the place of such an item would tell when it was."""
    return sorted(items, key=lambda item: item.id in silent or _is_unnamed(item))


def pack_order(
    session: Session, request: AccessRequest, password: str, *, practice: bool
) -> tuple[PackOrder, str]:
    """The order and the fingerprint of the decisions it rests on. GateShut while something is undecided."""
    _must_see_everything(session)
    build_gate(session, request).demand()
    mark = current_mark(session, request.id)
    items = items_of(session, request.id)
    redactions = redactions_by_item(session, request.id)
    for item in items:
        officials_gate(
            session, item
        ).demand()  # the family may have been told by mistake, and no more, since it was decided
    silent = frozenset(item.id for item in items if _tells_nothing(session, item))
    items = _by_number(items, silent)
    held = [(item, holding_of(session, item)) for item in items]
    kind = as_asked(session, request).requester_kind
    ordered = tuple(
        _item(kind, number, item, holding, redactions.get(item.id, ()), silent=item.id in silent)
        for number, (item, holding) in enumerate(held, start=1)
    )
    ordered = with_other_views(ordered, held)
    letter = _reply(session, request, items, short_forms(ordered), practice=practice, silent=silent)
    if tells(names_kept(session, request), repr((letter.head, letter.values, letter.parts, letter.wording))):
        raise GateShut((_TELLS_PLACE,))
    order = PackOrder(
        request_number=request.request_number or 0,
        password=password,
        practice=practice,
        letter=letter,
        items=ordered,
        terms=terms_of(session, request, held, redactions),
        owner=secrets.token_urlsafe(32),
        own=tuple(sorted(own_words(session, request))),
        named=names_in_reply(session, request, letter),
    )
    return order, mark


def _must_see_everything(session: Session) -> None:
    """A pack made without the safeguarding store would silently leave out what is there."""
    if Compartment.GUARDED not in session.held:
        raise GateShut((_NOT_WHOLE,))


_TELLS_PLACE = (
    "The reply names the pupil’s school or provider, in its wording or in who it says we are, and whoever asks must not "
    "be told. Ask your data protection officer how to tell this person what the law asks."
)
_NOT_WHOLE = (
    "Your passphrase does not open safeguarding and health entries, so the pack would not be whole. "
    "Ask the Co-ordinator or the safeguarding lead to build it."
)


def _tells_nothing(session: Session, item: RequestItem) -> bool:
    """Whether an item is held back of which neither what it is nor why may be said.

    Whatever reason was chosen for it: "Official request (held back: it is about someone else)" tells that an official asked.
    """
    if item.outcome is not Outcome.WITHHOLD:
        return False
    told = item.exemption is not None and item.exemption.may_be_told
    return not told or tells_untold(session, item)


def _is_unnamed(item: RequestItem) -> bool:
    """Whether an item is held back of which only the reason may be said: "a safeguarding entry of 6 November" tells of a worry.

    Not where they have had it.
    """
    return item.outcome is Outcome.WITHHOLD and item.is_guarded and item.already_shared_on is None


def _item(
    kind: RequesterKind | None,
    number: int,
    item: RequestItem,
    holding: Holding,
    covered: tuple[Redaction, ...],
    *,
    silent: bool,
) -> OrderItem:
    demand_covering(holding, covered)
    title = pack_title(holding)  # not the item's own: a document's title may name whom its text covers
    title = f"{title} ({item.state_label.lower()})" if item.state_label else title
    outcome = item.outcome or Outcome.UNDECIDED
    base = OrderItem(number=number, title=title, on_day=item.on_day, outcome=outcome.value)
    if outcome is Outcome.WITHHOLD:
        reason = None if silent else item.exemption
        why = reason.label if reason else ""
        return replace(base, why=why, told=_told(reason), unnamed=_is_unnamed(item))
    lines = tuple(
        OrderLine(label, words, _spans(covered, key)) for key, label, words in released_fields(holding)
    )
    told_of = (box.exemption for box in covered if box.exemption and box.exemption.may_be_told)
    reasons = dict.fromkeys(exemption.label for exemption in told_of)
    whole = replace(base, lines=lines, why="; ".join(reasons), source=_source(kind, holding))
    return _with_document(whole, holding, covered)


def _told(exemption: Exemption | None) -> str:
    """The reason in plain words for the reader; "" where to give it would give away what is protected."""
    return exemption.rule.to_reader if exemption else ""


def _source(kind: RequesterKind | None, holding: Holding) -> str:
    """Where such records come from, as the catalogue has it: never a name that stands in the record."""
    said = for_reader(kind, single_sources((record_type(holding.record).source,)))
    return f"From: {', '.join(said)}" if said else ""


def _spans(covered: tuple[Redaction, ...], key: str) -> tuple[Span, ...]:
    spans = [
        Span(box.start, box.end, box.stands_for, _told(box.exemption))
        for box in covered
        if box.field_name == key and box.start is not None and box.end is not None
    ]
    return tuple(sorted(spans, key=lambda span: span.start))


def _with_document(base: OrderItem, holding: Holding, covered: tuple[Redaction, ...]) -> OrderItem:
    record = holding.record
    if not isinstance(record, Document) or holding.draft_screen:  # a draft about a document is words alone
        return base
    boxes = joined(
        OrderBox(
            box.page,
            (box.left or 0) / BOX_UNITS,
            (box.top or 0) / BOX_UNITS,
            (box.right or 0) / BOX_UNITS,
            (box.bottom or 0) / BOX_UNITS,
            box.covered_words.strip(),
            _told(box.exemption),
        )
        for box in covered
        if box.page is not None
    )
    return replace(
        base,
        document_id=record.content_id,
        media_type=record.media_type,
        boxes=boxes,
        # what we draw ourselves (a letter in Word, an email) may come to other pages than when it was looked at: where
        # boxes lie on them, only the pages that were looked at will do
        pages=record.page_count or 0 if boxes or record.media_type == "application/pdf" else 0,
        byte_count=record.byte_count or 0,
    )


def _reply(
    session: Session,
    request: AccessRequest,
    items: list[RequestItem],
    forms: tuple[str, ...],
    *,
    practice: bool,
    silent: frozenset[str] = frozenset(),
) -> PrintOrder:
    kind = reply_kind(session, request)
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
        template=kind.value,
        head=letter_head(session, facts, kind),
        values={name: words for name, words in values.items() if words},
        gaps=gaps,
        parts=_reply_parts(session, request, [*withheld, *covered], silent, forms)
        | given_parts(session, request, items),
        choices=(
            choice,
            *(("school_asked",) if values["school_name"] and _school_was_asked(session, request) else ()),
        ),
        is_letter=True,
        wording=own_text(session, kind.value),
    )


def _school_was_asked(session: Session, request: AccessRequest) -> bool:
    """Whether the school on roll was consulted: the reply says so only then, and of a member of staff none is."""
    return any(one.asked_on is not None for one in consultations_of(session, request.id))


def _complaints_person(session: Session) -> str:
    """Who looks into a complaint about the reply: the Chair, as the Co-ordinator wrote it (000, complaints; 164A)."""
    chair = officers(session, session.clock.today()).get(Office.CHAIR)
    return chair.name if chair else ""


_NO_CHAIR = "Chair of the partnership: not yet named"


def _reply_values(session: Session, facts: Facts, count: int) -> dict[str, str]:
    received = facts.request.received_on
    return {
        "requester_name": without_role(facts.request.requester),
        "request_reference": request_name(facts.request),
        "received_date": say(received) if received else "",
        "about_whom": facts.about,
        "school_name": school_called(session, facts),
        "item_count": "1 item" if count == 1 else f"{count} items",
        "controller_name": facts.ours.values["controller_name"],
        "joint_dpo": facts.ours.values["joint_dpo"],
        "complaints_person": _complaints_person(session),
    }


def _reply_parts(
    session: Session,
    request: AccessRequest,
    held_back: list[RequestItem],
    silent: frozenset[str],
    forms: tuple[str, ...],
) -> dict[str, PrintPart]:
    holdings = what_we_hold(session.catalogue, "pupil")
    told = partial(for_reader, as_asked(session, request).requester_kind)
    given = dict.fromkeys(recipients(session, request))
    reasons = dict.fromkeys(_reasons(session, held_back, silent))
    keeping = (row[0] for row in keeping_part(session).rows)
    marks = (_CODE,) if any(one.outcome is Outcome.REDACT for one in held_back) else ()
    return {
        "searched": paragraphs(*where_we_looked(session, request)),
        "purposes": listed(told(purpose for one in holdings for purpose in one.purposes)),
        "recipients": listed(given) if given else paragraphs(_NOBODY),
        "how_long_we_keep": listed(told(keeping)),
        "withheld": listed(reasons) if reasons else paragraphs("Nothing is held back."),
        "codes": listed((*marks, *forms)) if marks or forms else _NO_CODE,
    }


_NOBODY = (
    "There is nobody to name here. Every reply that names nobody says this, because the law does not always let us name "
    "those whom records are given to."
)
"""Where no recipient is named, given or not: two sentences would tell one family that an official was given something."""
_CODE = (
    "[covered], other words in square brackets, or a black box: what we have covered; why stands beside it"
)
_NO_CODE = paragraphs("Nothing is covered.")


_UNTOLD = (
    "Something that the law lets us hold back, where to say why would give it away (Data Protection Act 2018)"
)


def _reasons(session: Session, held_back: list[RequestItem], silent: frozenset[str]) -> Iterator[str]:
    by_item = redactions_by_item(session, held_back[0].request_id) if held_back else {}
    for item in held_back:
        boxes = by_item.get(item.id, ())
        # a reason chosen while the item was still to be withheld says nothing about what is covered
        own = item.exemption if item.outcome is Outcome.WITHHOLD else None
        for exemption in (own, *(box.exemption for box in boxes)):
            if exemption:
                told = f"{exemption.label} ({exemption.law})"
                yield told if exemption.may_be_told and item.id not in silent else _UNTOLD


def lines_of(holding: Holding) -> tuple[tuple[str, str], ...]:
    """Everything an item says, for the workbench, parts included."""
    own = record_lines(holding.record)
    return own + tuple(line for part in holding.parts for line in record_lines(part))
