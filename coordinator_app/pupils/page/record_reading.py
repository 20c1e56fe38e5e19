"""Everything a pupil's record shows outside its other tabs, read in one go (no Qt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module

from coordinator_app.access_requests.actions.intake import clocks
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology import view as chronology
from coordinator_app.chronology.view import Line
from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import ConsentStanding, ConsentState
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.dates import say
from coordinator_app.core.deadline_types import Deadline, Rule, Unit
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.remaining import Remaining, remaining
from coordinator_app.hooks import resolve
from coordinator_app.organisations.actions import school_days, schools_to_choose
from coordinator_app.organisations.model import School
from coordinator_app.programmes import standing as programmes
from coordinator_app.programmes.actions import programmes_of
from coordinator_app.programmes.model import ProgrammeState
from coordinator_app.pupils.actions import carers_of, current
from coordinator_app.pupils.consent_words import Strip, strip_of
from coordinator_app.pupils.details import orders_of
from coordinator_app.pupils.model import Carer, Pupil, Relationship, age_on
from coordinator_app.referrals.actions import keeping, referrals_of
from coordinator_app.reviews.actions import never_shared, reviews_of
from coordinator_app.reviews.model import Review
from coordinator_app.rights.restricting import banner as restriction_banner
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

LATEST = 4
__all__ = ["Line", "Person", "Record", "read"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone around the pupil. `carer` is None for the school; `warning` is a restriction to read first."""

    name: str
    second: str
    telephone: str
    carer: Carer | None = None
    warning: str = ""
    confidential_address: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The header, the strip, the counts of the tabs, and the overview."""

    pupil: Pupil
    second: str
    strip: Strip
    state: ConsentState
    gate: Decision
    counts: dict[str, int]
    clock: Remaining | None
    next: tuple[DueItem, ...]
    latest: tuple[Line, ...]
    facts: tuple[tuple[str, str], ...]
    attendance: tuple[tuple[str, float], ...]
    people: tuple[Person, ...]
    schools: tuple[tuple[str, str], ...]
    orders: tuple[str, ...] = ()
    restricted: tuple[str, ...] = ()


def read(
    session: Session, pupil_id: str, hooks: Sequence[str] = (), counters: Sequence[tuple[str, str]] = ()
) -> Record:
    """Read the record. `hooks` are the due-item functions of all capabilities, `counters` (tab, function) pairs.

    Of a record that was merged into another, the other one. Raises NotFound.
    """
    pupil = current(session, pupil_id)
    pupil_id = pupil.id
    today = session.clock.today()
    school = session.find(School, pupil.school_id)
    carers = carers_of(session, pupil_id)
    stands = standing_of(session, pupil_id)
    running = _running(session, pupil_id, today)
    return Record(
        pupil=pupil,
        second=second_line(pupil, school, today),
        strip=strip_of(
            stands,
            _signed_by(stands, carers),
            _acknowledged_on(session, pupil_id),
            next(iter(referrals_of(session, pupil_id)), None),
            runs=any(one.state in _RUNS for one in programmes_of(session, pupil_id)),
        ),
        state=stands.state,
        gate=keeping(session, pupil_id),
        counts={name: int(resolve(function)(session, pupil_id)) for name, function in counters},
        clock=running.stands if running else None,
        next=_next(session, pupil, stands, hooks, running),
        latest=chronology.latest(session, pupil_id, LATEST),
        facts=_facts(session, pupil_id, stands),
        attendance=_attendance(session, pupil_id),
        people=(*(_carer(one) for one in carers), *_school(school)),
        schools=schools_to_choose(session, pupil.school_id),
        orders=tuple(one.banner for one in orders_of(session, pupil_id, today)),
        restricted=restriction_banner(session, pupil_id),
    )


_RUNS = frozenset({ProgrammeState.RUNNING, ProgrammeState.PAUSED})


def second_line(pupil: Pupil, school: School | None, today: date) -> str:
    """Year, school, birth date and age, with the given names where a known-as name stands above."""
    parts = [
        f"Year {pupil.year_group}" if pupil.year_group is not None else "",
        school.name if school else "",
    ]
    said = ", ".join(part for part in parts if part)
    sentences = [f"{said}." if said else ""]
    if pupil.birth_date is not None:
        sentences.append(f"Born {say(pupil.birth_date)}, age {age_on(pupil.birth_date, today)}.")
    if pupil.known_as and pupil.known_as != pupil.given_names:
        sentences.append(f"Full name {pupil.given_names} {pupil.family_name}.")
    if pupil.pronunciation:
        sentences.append(f"Say it: {pupil.pronunciation}.")
    if pupil.closed_on is not None:
        because = f": {pupil.closed_because.rstrip('.')}" if pupil.closed_because else ""
        sentences.append(f"Closed on {say(pupil.closed_on)}{because}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _signed_by(stands: ConsentStanding, carers: list[Carer]) -> str:
    if stands.consent is None:
        return ""
    return next((one.name for one in carers if one.id == stands.consent.carer_id), "")


def _acknowledged_on(session: Session, pupil_id: str) -> date | None:
    found = (one.signed_on for one in referrals_of(session, pupil_id) if one.statement_acknowledged)
    return next((day for day in found if day), None)


@dataclass(frozen=True, slots=True)
class Running:
    """An open access request and its earliest clock."""

    request: AccessRequest
    deadline: Deadline
    stands: Remaining


def _running(session: Session, pupil_id: str, today: date) -> Running | None:
    """The open request whose clock runs out first, and how it stands; one that waits says so."""
    found: list[Running] = []
    for request in session.list(
        AccessRequest, where={"pupil_id": pupil_id, "sent_on": None, "closed_on": None}
    ):
        known = clocks(session, request)
        first = next((one for one in known.all if one.waiting), None) or known.first or known.legal
        found.append(Running(request, first, remaining(first, today)))
    return min(found, key=lambda one: one.deadline.due or date.max, default=None)


def _next(
    session: Session,
    pupil: Pupil,
    stands: ConsentStanding,
    hooks: Sequence[str],
    running: Running | None,
) -> tuple[DueItem, ...]:
    """What the capabilities say is due for this pupil, what none of them says, and what the family has not had."""
    found = (item for hook in hooks for item in _due_of(session, hook, pupil.id))
    hooked = [_without_name(item, pupil.called) for item in found if item.pupil_id == pupil.id]
    pages = {"record_consent" if item.page == "print_forms" else item.page for item in hooked}
    own = [*_own_items(session, pupil, stands), *_request_item(running)]
    items = [*hooked, *(item for item in own if item.page not in pages)]
    items.sort(key=lambda item: (item.tone != "over", item.due or date.max))
    return (*items, *_unshared(session, pupil.id))


def _due_of(session: Session, hook: str, pupil_id: str) -> list[DueItem]:
    """A capability whose list for Today is cut short, or long to make, has `due_of` beside it, for one pupil."""
    module, _, _ = hook.partition(":")
    own = getattr(import_module(module), "due_of", None)
    found: list[DueItem] = resolve(hook)(session) if own is None else own(session, pupil_id)
    return found


def _without_name(item: DueItem, called: str) -> DueItem:
    """Today names the pupil in every line; on the pupil's own record the line says what it is."""
    title = item.title.removesuffix(f", {called}").removesuffix(f" for {called}")
    if title != called:
        return replace(item, title=title)
    step = f"Next: {item.second_line}" if item.second_line else ""
    return replace(item, title=_TITLES.get(item.page, "Deadline"), second_line=step)


_TITLES = {"access_request": "Access request", "review": "Progress review"}


def _request_item(running: Running | None) -> list[DueItem]:
    if running is None:
        return []
    request, stands = running.request, running.stands
    stage = request.stage.label if request.stage else "Open"
    due = f"D{stands.due_text[1:]}." if stands.due_text else ""
    item = DueItem(
        f"request:{request.id}",
        f"Access request from {request.requester}",
        f"{stage}. {due}".strip(),
        "file-search",
        "access_request",
        (("request_id", request.id),),
        "Continue",
        tone=stands.state.tone,
        chip=stands.text,
        due=running.deadline.due,
        pupil_id=request.pupil_id,
    )
    return [item]


def _own_items(session: Session, pupil: Pupil, stands: ConsentStanding) -> list[DueItem]:
    today = session.clock.today()
    items: list[DueItem] = []
    if stands.state in {ConsentState.WAITING, ConsentState.NOT_VALID, ConsentState.PART}:
        params = (("pupil_id", pupil.id),)
        text = "Print the form, or record it when it comes back signed."
        items.append(
            DueItem(
                "consent",
                stands.state.label,
                text,
                "pen-line",
                "record_consent",
                params,
                "Record",
                tone="soon",
            )
        )
    waiting = [one for one in reviews_of(session, pupil.id) if not one.finished and one.due_on]
    if waiting:
        review = min(waiting, key=lambda one: one.due_on or date.max)
        items.append(_review_item(session, pupil, review, today))
    return items


def _review_item(session: Session, pupil: Pupil, review: Review, today: date) -> DueItem:
    deadline = Deadline(
        rule=Rule.PROGRAMME_REVIEW,
        due=review.due_on,
        why_unknown="",
        source="003-5.3",
        steps=(),
        unit=Unit.SCHOOL_DAYS,
        school=school_days(session, pupil.school_id),
    )
    left = remaining(deadline, today)
    return DueItem(
        f"review:{review.id}",
        f"Progress review {review.review_number}",
        f"{say(review.due_on) if review.due_on else ''}. Ask the provider for feedback first.",
        "clipboard-check",
        "review",
        (("review_id", review.id),),
        "Start",
        tone=left.state.tone,
        chip=left.text,
        due=review.due_on,
        pupil_id=pupil.id,
    )


_NOT_SHARED = "not shared with the parent yet"
_UNSHARED = ("Restricted entries, not shared with the parent", f"1 entry or document {_NOT_SHARED}")
_AT_REVIEW = "Share at the next review, or record why not."
_RESTRICTED = "Whether the family is told of restricted entries is decided with the safeguarding lead."


def _unshared(session: Session, pupil_id: str) -> tuple[DueItem, ...]:
    held = never_shared(session, pupil_id)
    if not held:
        return ()
    # how many restricted ones there are is not told (decision 21), and nobody is asked to share what may endanger
    number = sum(1 for one in held if record_type(one).compartment_of(one) is Compartment.GENERAL)
    item = DueItem(
        "unshared",
        _UNSHARED[number] if number < len(_UNSHARED) else f"{number} entries and documents {_NOT_SHARED}",
        " ".join((*([_AT_REVIEW] if number else []), *([_RESTRICTED] if number < len(held) else []))),
        "share-2",
        "pupil",
        (("pupil_id", pupil_id), ("tab", "chronology")),
        "Look",
        Who.YOU,
        tone="soon",
    )
    return (item,)


def _facts(session: Session, pupil_id: str, stands: ConsentStanding) -> tuple[tuple[str, str], ...]:
    facts: list[tuple[str, str]] = []
    referral = next(iter(referrals_of(session, pupil_id)), None)
    if referral is not None:
        day = f", received {say(referral.received_on)}" if referral.received_on else ""
        facts.append(("Referral", f"{referral.state.label if referral.state else ''}{day}"))
        if referral.reason is not None:
            facts.append(("Main reason", referral.reason.label))
    facts.append(("Consent", stands.state.label))
    if stands.consent is not None and stands.state is ConsentState.IN_PLACE:
        extras = (
            ("Photographs", stands.consent.allows_photographs),
            ("Trips", stands.consent.allows_trips),
            ("Online accounts", stands.consent.allows_online),
        )
        facts += [(name, "Allowed" if answer else "Not allowed") for name, answer in extras]
    return (*facts, *programmes.facts(session, pupil_id))


def _attendance(session: Session, pupil_id: str) -> tuple[tuple[str, float], ...]:
    held = [one for one in reversed(reviews_of(session, pupil_id)) if one.attendance_percent]
    return tuple((f"Review {one.review_number}", float(one.attendance_percent)) for one in held[-8:])


def _carer(one: Carer) -> Person:
    relation = one.relationship or Relationship.OTHER
    words = [relation.label if relation is not Relationship.OTHER else "Contact"]
    if one.has_responsibility:
        words.append("parental responsibility")
    elif one.has_responsibility is None:
        words.append("parental responsibility not known")
    return Person(one.name, ", ".join(words), one.telephone, one, one.warning, one.address_is_confidential)


def _school(school: School | None) -> tuple[Person, ...]:
    if school is None:
        return ()
    return (
        Person(
            school.head or school.name,
            f"{school.name}, headteacher" if school.head else "School on roll",
            school.telephone,
        ),
    )
