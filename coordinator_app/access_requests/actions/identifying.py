"""Keep who asks and by what right: what was seen and by whom, never a copy of it (domain 2.1; UK GDPR articles 5(1)(c), 12(6))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from coordinator_app.access_requests.actions.care_ended import care_gate
from coordinator_app.access_requests.actions.intake import as_known, change_request
from coordinator_app.access_requests.actions.timing import bound_by_law
from coordinator_app.access_requests.court_orders import order_gate, orders_marked, unread_orders
from coordinator_app.access_requests.model import (
    AccessRequest,
    CourtOrder,
    LetterKind,
    RequesterKind,
    RequestLetter,
)
from coordinator_app.access_requests.requesters import identity_gate, is_known, responsibility_gate
from coordinator_app.answering.proof import AskedFor, asked_words, how_problem, typed_on
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import Decision, all_of
from coordinator_app.core.names import may_be_one_person
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.pupils.links import CourtOrder as CourtOrderOnRecord
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.store.session import Session


def save_identity(
    session: Session, request: AccessRequest, values: Mapping[str, Any]
) -> Saved[AccessRequest]:
    """Keep how the requester is known. Someone we know is asked for no proof, so nothing is waited for.

    The days of asking about orders and of judging are today's where they are left empty. InvalidInput for what is missing.
    """
    kept = dict(values)
    held, carer = orders_held(session, request), barred_or_asking(session, request)
    refuse(
        (
            *_of_identity(kept),
            *_of_rights(kept),
            *_of_child(kept),
            _on_record(kept, held, carer),
            _not_read(request, kept, held, carer),
            *_how_asked(session, request, kept),
        )
    )
    if kept.get("identity_known") and request.identity_seen_on is None:
        kept["identity_asked_on"] = None
    for name in _PROOFS:
        if kept.get(f"{name}_asked_on", True) is None:
            kept[f"{name}_asked_how"] = ""
    today = session.clock.today()
    _dated(kept, "court_order", "court_order_checked_on", today)
    _dated(kept, "child_understands", "child_judged_on", today)
    if kept.get("court_order") is not None:
        kept["orders_read"] = "\n".join(orders_marked(held, carer))
    return change_request(session, request, **kept)


def ask_by_hand(
    session: Session, request: AccessRequest, asked_on: date | None, asked_how: str
) -> Saved[AccessRequest]:
    """Proof of who they are was asked for without a letter of ours: the month starts when it is here. InvalidInput.

    A letter that asks records it by itself, from the day on which it is recorded as sent.
    """
    wanted = AskedFor(asked_on, asked_how.strip())
    by_letter = asked_on is not None and _by_letter(session, request, "identity", asked_on)
    refuse(
        (
            missing("asked_on", asked_on, "Type the day you asked."),
            None if by_letter else how_problem("asked_how", wanted),
        )
    )
    return change_request(session, request, identity_asked_on=asked_on, identity_asked_how=wanted.how)


def proofs_asked(session: Session, request: AccessRequest) -> tuple[tuple[str, str], ...]:
    """What was asked for before the month can start, and how: what it is, and the words for it."""
    return tuple(
        (called, words) for name, called in _PROOFS.items() if (words := _asked_words(session, request, name))
    )


def _asked_words(session: Session, request: AccessRequest, name: str) -> str:
    asked = _asked(request, name)
    if asked.on is None:
        return ""
    days = sorted(_letter_days(session, request, name))
    said = asked_words(asked, typed_on(session, request.id, f"{name}_asked_on"), by_letter=asked.on in days)
    again = next((day for day in reversed(days) if day > asked.on), None)
    return f"{said} Asked again on {say(again)}: the first day counts." if again else said


def _asked(request: AccessRequest, name: str) -> AskedFor:
    return AskedFor(getattr(request, f"{name}_asked_on"), getattr(request, f"{name}_asked_how"))


def _by_letter(session: Session, request: AccessRequest, name: str, on: date) -> bool:
    """Whether a letter of ours asked for it on this day: then it shows by itself how."""
    return on in _letter_days(session, request, name)


def _letter_days(session: Session, request: AccessRequest, name: str) -> Iterator[date]:
    """The days on which letters of ours asked for it."""
    sent = session.list(RequestLetter, where={"request_id": request.id, "letter": LETTER_FOR[name]})
    return (one.sent_on for one in sent if one.sent_on is not None)


def _how_asked(
    session: Session, request: AccessRequest, values: Mapping[str, Any]
) -> Iterator[FieldProblem | None]:
    """A day on which proof was asked for, typed by somebody, perhaps days later: the words that say how are its only evidence."""
    for name in _PROOFS:
        on, how = values.get(f"{name}_asked_on"), str(values.get(f"{name}_asked_how") or "")
        is_known = name == "identity" and values.get("identity_known")
        if on is not None and not is_known and not _by_letter(session, request, name, on):
            yield how_problem(f"{name}_asked_how", AskedFor(on, how), _asked(request, name))


_PROOFS = {"identity": "Proof asked for", "authority": "Authority asked for"}
LETTER_FOR = {"identity": LetterKind.IDENTITY, "authority": LetterKind.AUTHORITY}


def asker_gate(session: Session, request: AccessRequest) -> Decision:
    """Whether it is settled who asks and by what right, as the record knows them today, and no order is passed over."""
    carer = asking_carer(session, request)
    pupil, bound = session.find(Pupil, request.pupil_id), bound_by_law(session, request)
    return all_of(
        identity_gate(as_known(request, carer), pupil, carer, bound=bound, today=session.clock.today()),
        order_gate(request, orders_held(session, request), barred_or_asking(session, request)),
        responsibility_gate(request, carer),
        care_gate(session, request, pupil),
    )


def asking_carer(session: Session, request: AccessRequest) -> Carer | None:
    """Who asks, where the pupil's record knows them."""
    return session.find(Carer, request.carer_id) if request.carer_id else None


def barred_or_asking(session: Session, request: AccessRequest) -> Carer | None:
    """Who asks, as an order or a bar on contact meets them: also whoever was typed in as somebody else and is called as one who is barred."""
    carer = asking_carer(session, request)
    if carer is not None or not request.pupil_id or request.requester_kind in _FOR_THEMSELVES:
        return carer
    own = session.list(Carer, where={"pupil_id": request.pupil_id})
    return next(
        (one for one in own if one.no_contact and may_be_one_person(one.name, request.requester)), None
    )


_FOR_THEMSELVES = frozenset({RequesterKind.PUPIL, RequesterKind.LOCAL_AUTHORITY, RequesterKind.STAFF})


def must_be_in_doubt(request: AccessRequest, letter: RequestLetter) -> None:
    """GateShut for a letter that asks for proof of who asked once that is known: it would hold up the month for nothing."""
    if letter.letter is LetterKind.IDENTITY and letter.sent_on is None and is_known(request):
        raise GateShut(("It is recorded that you know who asked, so no proof may hold up their request.",))


def orders_held(session: Session, request: AccessRequest) -> tuple[CourtOrderOnRecord, ...]:
    """The court orders on the pupil's record that hold today; none for what is about no pupil."""
    if not request.pupil_id:
        return ()
    today = session.clock.today()
    found = session.list(CourtOrderOnRecord, where={"pupil_id": request.pupil_id}, order="made_on")
    return tuple(one for one in found if one.holds_on(today))


def _on_record(
    values: Mapping[str, Any], held: tuple[CourtOrderOnRecord, ...], carer: Carer | None
) -> FieldProblem | None:
    if values.get("court_order") is not CourtOrder.NONE:
        return None
    if held:
        return FieldProblem("court_order", f"There is one on the pupil's record. {held[0].banner}")
    if carer is not None and carer.no_contact:
        said = "The pupil's record says that they must not be contacted. Find out why first."
        return FieldProblem("court_order", said)
    return None


def _not_read(
    request: AccessRequest,
    values: Mapping[str, Any],
    held: tuple[CourtOrderOnRecord, ...],
    carer: Carer | None,
) -> FieldProblem | None:
    """An order that came since it was answered is not passed over by saving something else: the note says what it means."""
    answered = {None, CourtOrder.NONE}
    if request.court_order in answered or values.get("court_order") in answered:
        return None
    note = str(values.get("court_order_note") or "").strip()
    if not unread_orders(request, held, carer) or (note and note != request.court_order_note.strip()):
        return None
    said = "An order came onto the pupil's record, or was changed, since this was answered. Write what it means for this request."
    return FieldProblem("court_order_note", said)


def _of_identity(values: Mapping[str, Any]) -> tuple[FieldProblem | None, ...]:
    known = values.get("identity_known")
    proof = known is False and values.get("identity_seen_on") is not None
    return (
        missing("identity_known", known, "Say whether you know them."),
        missing("identity_reason", values.get("identity_reason"), "Say how you know them.")
        if known
        else None,
        missing("identity_seen", values.get("identity_seen"), "Say what was seen.") if proof else None,
        missing("identity_seen_by", values.get("identity_seen_by"), "Say who saw it.") if proof else None,
    )


def _of_rights(values: Mapping[str, Any]) -> tuple[FieldProblem | None, ...]:
    seen = values.get("authority_seen_on") is not None
    told = values.get("court_order") in {CourtOrder.LIMITS, CourtOrder.FORBIDS}
    return (
        missing("authority_seen", values.get("authority_seen"), "Say what shows it.") if seen else None,
        missing("court_order_note", values.get("court_order_note"), "Write what the order says.")
        if told
        else None,
    )


def _of_child(values: Mapping[str, Any]) -> tuple[FieldProblem | None, ...]:
    if values.get("child_understands") is None:
        return ()
    reason = missing(
        "child_understands_reason", values.get("child_understands_reason"), "Say how it was judged."
    )
    # the one who judged is asked for where the screen asks it: requests logged before keep what they have
    if "child_judged_by" not in values:
        return (reason,)
    return reason, missing("child_judged_by", values.get("child_judged_by"), "Say who judged it.")


def _dated(values: dict[str, Any], answer: str, day: str, today: date) -> None:
    if values.get(answer) is not None and values.get(day) is None:
        values[day] = today
