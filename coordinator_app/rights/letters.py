"""The letters: our answer, that a restriction is about to end, and to those who were given it (articles 12, 18(3), 19)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from coordinator_app.answering.letters import longer_order, question_order, template_for
from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.core.called_role import without_role
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import Printed, PrintOrder, PrintPart, listed, paragraphs
from coordinator_app.official_requests.telling import told_of
from coordinator_app.organisations.letterhead import house
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.actions import NOT_ERASED
from coordinator_app.rights.elsewhere import was_given
from coordinator_app.rights.lasting import items_of
from coordinator_app.rights.model import (
    RightsKind,
    RightsLetter,
    RightsOutcome,
    RightsRequest,
    rights_compartment,
)
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import KeptRightsLetter, RightsItem, RightsNotice
from coordinator_app.rights.restricting import restrictions_of
from coordinator_app.rights.timing import TIMING, about, asker_of, asks_as_child, called
from coordinator_app.rights.which import for_asker, for_recipient, is_part
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text
from coordinator_app.wording.shipped import shipped

_ANSWER_WITHIN = timedelta(days=14)  # our wording, as for corrections
_OUTCOMES = {
    RightsOutcome.GRANTED: "yes",
    RightsOutcome.PARTLY: "partly",
    RightsOutcome.REFUSED: "no",
    RightsOutcome.NOT_APPLYING: "not_applying",
}


def answer_order(
    session: Session, request: RightsRequest, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """What was decided, why, and where they may complain. GateShut before it is decided."""
    outcome = _OUTCOMES.get(request.outcome) if request.outcome else None
    if outcome is None or request.kind_asked is None:
        raise GateShut(("Nothing is decided that has to be answered.",))
    told = [one for one in notices_of(session, request.id) if not one.not_needed]
    names = request.recipients_asked_on is not None
    items = session.list(RightsItem, where={"request_id": request.id})
    done = request.outcome is not None and request.outcome.does_something
    which, ended = for_asker(session, request), request.lifted_on is not None
    marks = {
        request.kind_asked.value: True,
        outcome: True,
        "which": done and bool(which),
        "doing": bool(request.what_is_done) and done and not ended,
        "did": bool(request.what_is_done) and done and ended,
        "ends_soon": request.restricts and bool(request.lift_reason),
        "ended": ended,
        _after(session, request): ended,
        "because": bool(request.reason),
        "no_copies": done and request.kind_asked is RightsKind.ERASURE,
        "pack_kept": done and was_given(session, items),
        "others_told": bool(told) and not names,
        "names_wanted": names,
    }
    values = _values(session, request) | {
        "what_is_done": request.what_is_done,
        "end_reason": request.lift_reason,
        "ended_date": say(request.lifted_on) if request.lifted_on else "",
    }
    order = _order(session, request, RightsLetter.ANSWER, values, _to_asker(request), practice, large_print)
    every = (*(told_words(one) for one in told), *told_of(session, request.id))
    names_part = listed(every) if every else paragraphs("Nobody.")
    return replace(
        order,
        parts={"recipients": names_part, **_list(which)},
        choices=tuple(name for name, wanted in marks.items() if wanted),
    )


def lifting_order(
    session: Session, request: RightsRequest, reason: str, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """That the restriction is about to end, and why. GateShut where nothing is restricted, or no reason is given."""
    if not request.restricts:
        raise GateShut(("This record is not restricted.",))
    if not reason.strip():
        raise GateShut(("It is not said yet why the restriction ends.", "Record that first."))
    values = _values(session, request) | {"reason": reason.strip()}
    order = _order(session, request, RightsLetter.LIFTING, values, _to_asker(request), practice, large_print)
    which = for_asker(session, request)
    of_what = "part" if is_part(session, request) else "whole"
    choices = (_after(session, request), of_what, *(("which",) if which else ()))
    return replace(order, parts=_list(which), choices=choices)


def _list(which: tuple[str, ...]) -> dict[str, PrintPart]:
    return {"restricted": listed(which)} if which else {}


def _after(session: Session, request: RightsRequest) -> str:
    """Whether it is used again once this restriction has ended, or another one lasts."""
    named = [one.item_id for one in items_of(session, request.id)]
    others = (one for one in restrictions_of(session, request.pupil_id) if one.request_id != request.id)
    return "another_lasts" if any(one.covers(named) for one in others) else "used_again"


def time_order(
    session: Session,
    request: RightsRequest,
    letter: RightsLetter,
    *,
    practice: bool,
    large_print: bool = False,
) -> PrintOrder:
    """A question to whoever asked, or that it takes longer. GateShut where there is none, or it is too late."""
    asker = asker_of(session, request)
    if letter is RightsLetter.QUESTION:
        waits = TIMING.waiting(session, request)
        return question_order(session, asker, waits, practice=practice, large_print=large_print)
    months = TIMING.months_of(session, request)
    return longer_order(
        session,
        asker,
        request.extension_reason,
        request.extension_ground,
        months,
        practice=practice,
        large_print=large_print,
    )


def time_left(
    session: Session, request: RightsRequest, letter: RightsLetter, order: PrintOrder, printed: Printed
) -> Saved[Any]:
    """Keep the very letter; that they were asked or told is recorded apart."""
    keep = TIMING.question_left if letter is RightsLetter.QUESTION else TIMING.longer_left
    return keep(session, request, order, printed)


def notice_order(
    session: Session, notice: RightsNotice, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """The letter to one who has to be told. GateShut where nothing was done, or is not done yet, or they need not be told."""
    request = session.get(RightsRequest, notice.request_id)
    if request.outcome is None or not request.outcome.does_something or request.kind_asked is None:
        raise GateShut(("Nothing is done, so nobody has to be told.",))
    if request.awaits_erasure:
        raise GateShut(
            (
                NOT_ERASED,
                "Erase it first, with the second person. If nothing is erased after all, change the decision.",
            )
        )
    if request.lifted_on is not None and notice.told_on is None:
        raise GateShut(
            (
                "The restriction has ended, and they were not told of it.",
                "There is nothing left to tell them.",
            )
        )
    if notice.not_needed:
        raise GateShut(("It is noted that they need not be told.", notice.not_needed))
    pupil = session.get(Pupil, request.pupil_id)
    values = {
        "contact_name": notice.contact or notice.recipient,
        "pupil_name": f"{pupil.given_names} {pupil.family_name}",
        "what_is_done": request.what_is_done,
        "answer_by_date": say(session.clock.today() + _ANSWER_WITHIN),
    }
    lines = (notice.contact, notice.recipient, *notice.address.splitlines())
    order = _order(session, request, RightsLetter.NOTICE, values, lines, practice, large_print)
    which = for_recipient(session, request, notice)
    part = "_part" if is_part(session, request) else ""
    choices = [f"{request.kind_asked.value}{part}", "asks"]
    if request.lifted_on is not None:
        choices = [f"restriction{part}_ended"]
    choices += ["which"] if which else []
    return replace(order, parts=_list(which), choices=tuple(choices))


def named(session: Session, of: RightsRequest | RightsNotice, order: PrintOrder) -> NamesFound:
    """Whom the words of one of its letters name who is not meant to be told of: the pupil is, and whoever asked or is told."""
    request = session.get(RightsRequest, of.request_id) if isinstance(of, RightsNotice) else of
    others = (of.contact, of.recipient) if isinstance(of, RightsNotice) else ()
    names = (without_role(request.asked_by), request.about_carer, *others)
    return named_in(session, order, of, Meant(request.pupil_id, names, family=not others))


def told_words(notice: RightsNotice) -> str:
    """Somebody who is told, as the family reads it."""
    kind = f" ({notice.recipient_kind.label.lower()})" if notice.recipient_kind else ""
    when = f", told on {say(notice.told_on)}" if notice.told_on else ", not told yet"
    end = f", and on {say(notice.end_told_on)} that it has ended" if notice.end_told_on else ""
    return f"{notice.recipient}{kind}{when}{end}"


def made(
    session: Session,
    of: RightsRequest | RightsNotice,
    letter: RightsLetter,
    order: PrintOrder,
    printed: Printed,
) -> Saved[KeptRightsLetter]:
    """Keep the very letter. That it was printed or saved tells nobody anything: that they were told is recorded apart."""
    current = session.get(type(of), of.id)
    request_id = current.request_id if isinstance(current, RightsNotice) else current.id
    with session.write(rights_compartment(current)) as work:
        blob = work.put_blob(printed.pdf)
        kept = work.add(_kept(session, request_id, letter, order, printed, blob, current))
    return Saved(kept, work.change_id)


def letters_of(session: Session, request_id: str) -> list[KeptRightsLetter]:
    """The letters that were printed or saved, oldest first."""
    return session.list(KeptRightsLetter, where={"request_id": request_id})


def _kept(
    session: Session,
    request_id: str,
    letter: RightsLetter,
    order: PrintOrder,
    printed: Printed,
    blob: str,
    of: RightsRequest | RightsNotice,
) -> KeptRightsLetter:
    lines = order.head.recipient_lines
    return KeptRightsLetter(
        request_id=request_id,
        letter=letter,
        addressed_to=lines[0] if lines else "",
        written_on=session.clock.today(),
        reference=order.head.reference,
        template_version=printed.version,
        template_hash=printed.digest,
        content_id=blob,
        is_guarded=of.is_guarded,
    )


def _values(session: Session, request: RightsRequest) -> dict[str, str]:
    return {
        "asker_name": without_role(request.asked_by),
        "request_reference": called(request),
        "received_date": say(request.received_on) if request.received_on else "",
        "about_whom": about(session, request),
        "reason": request.reason,
    }


def _to_asker(request: RightsRequest) -> tuple[str, ...]:
    return (without_role(request.asked_by), *request.address.splitlines())


def _order(
    session: Session,
    request: RightsRequest,
    letter: RightsLetter,
    values: dict[str, str],
    lines: Iterable[str],
    practice: bool,
    large_print: bool,
) -> PrintOrder:
    ours = house(session, practice=practice)
    is_child = letter is not RightsLetter.NOTICE and asks_as_child(session, request)
    template = template_for(letter.value, is_child=is_child)
    wanted = shipped(template).values
    every = {name: words for name, words in values.items() if name in wanted} | {
        name: words for name, words in ours.values.items() if name in wanted
    }
    head = replace(
        ours.head,
        recipient_lines=tuple(dict.fromkeys(line for line in lines if line)),
        date=say(session.clock.today()),
        reference=new_reference(),
        our_reference=called(request),
        large_print=large_print,
    )
    return PrintOrder(
        template=template,
        head=head,
        values={name: words for name, words in every.items() if words},
        gaps={name: words for name, words in ours.gaps.items() if name in wanted},
        is_letter=True,
        wording=own_text(session, template),
    )
