"""Write and read the disclosure ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from coordinator_app.consent.actions import sharing_gate, standing_if
from coordinator_app.consent.model import Consent, may_share
from coordinator_app.consent.terms import ConsentAnswer, ConsentResolution
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.changes import Saved, TakenBack
from coordinator_app.core.gates import all_of
from coordinator_app.core.ids import new_id
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Carer
from coordinator_app.rights.restricting import Although, demand_usable
from coordinator_app.sharing.in_time import too_early
from coordinator_app.sharing.limits import hides_all, within_limits
from coordinator_app.sharing.model import (
    HEARS_FOR_THE_FAMILY,
    KEPT_WITH_IT,
    DisclosedItem,
    Disclosure,
    RecipientKind,
)
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from coordinator_app.store.unit_of_work import Work

_NEED_CONSENT = frozenset({RecipientKind.PROVIDER, RecipientKind.AGENCY, RecipientKind.OTHER})
_CONSENT = (Consent, ConsentAnswer, ConsentResolution, Carer)


def record_disclosure(
    session: Session, disclosure: Disclosure, items: Iterable[DisclosedItem], *, for_safety: bool = False
) -> Saved[Disclosure]:
    """Write down that something was given to someone, with the version of each record given (decision 12).

    GateShut for a restricted record, for a provider, an agency or somebody else without consent, for soft information to anybody but whom the policy names, and
    for what its author meant for others, unless it was to keep a child safe (003-6.3, 6.4, 7.2). InvalidInput where something
    of it happened only after the day on which it is said to have been given.
    """
    lines = tuple(items)
    demand(session, disclosure, lines, for_safety=for_safety)
    told, lines = reason_apart(named(disclosure, session.clock.today()), lines)
    although = Although.SAFETY if for_safety else None
    write_guarded_lines(session, told, lines, although)
    with session.write() as work:
        kept = write_disclosure(session, work, told, lines, although)
    return Saved(kept, work.change_id)


def demand(
    session: Session, disclosure: Disclosure, items: Iterable[DisclosedItem], *, for_safety: bool = False
) -> None:
    """Go on if `record_disclosure` would take it, for whoever has to know before something is made. Raises as that does."""
    lines = tuple(items)
    refuse((too_early("given_on", disclosure.given_on, _records(session, lines)),))
    if not for_safety:
        demand_usable(session, disclosure.pupil_id, records=(one.item_id for one in lines))
        if disclosure.recipient_kind in _NEED_CONSENT:
            sharing_gate(session, disclosure.pupil_id).demand()
        all_of(within_limits(session, disclosure.recipient_kind, lines), hides_all(session, lines)).demand()
    named(disclosure, session.clock.today())


def _records(session: Session, lines: Iterable[DisclosedItem]) -> list[Record]:
    found = (session.any_record(one.item_kind, one.item_id) for one in lines)
    return [one for one in found if one is not None]


def reason_apart(
    told: Disclosure, lines: tuple[DisclosedItem, ...]
) -> tuple[Disclosure, tuple[DisclosedItem, ...]]:
    """The line of the ledger and its items, the reason with the guarded items where there are any.

    Who gives a safeguarding entry says in the reason what the danger was: that may not lie where everyone reads it.
    InvalidInput without a reason: the sentence that stands in its place in the open would hide that there is none.
    """
    if not any(one.is_guarded for one in lines):
        return told, lines
    refuse((missing("why", told.why, "Say why it was given."),))
    apart = tuple(replace(one, why=told.why) if one.is_guarded else one for one in lines)
    return replace(told, why=KEPT_WITH_IT), apart


def named(disclosure: Disclosure, today: date) -> Disclosure:
    """The ledger line with an id, checked, so that its guarded items can be written before it.

    A kill in between leaves guarded items without their line, never a line without its items.
    """
    refuse(
        (
            missing("pupil_id", disclosure.pupil_id or disclosure.request_id, "Say whom it is about."),
            missing("recipient", disclosure.recipient, "Say who it was given to."),
            missing("method", disclosure.method, "Say how it was handed over."),
            in_future("given_on", disclosure.given_on, today),
        )
    )
    return replace(disclosure, id=disclosure.id or new_id())


def write_disclosure(
    session: Session,
    work: Work,
    disclosure: Disclosure,
    items: Iterable[DisclosedItem],
    although: Although | None = None,
) -> Disclosure:
    """The ledger line inside a unit of work that does more, so that an act and its line stand or fall together.

    `disclosure` comes from `named`; items of the guarded compartment went before, by `write_guarded_lines`. Every path
    that gives something passes here: GateShut for a restricted record, but for what is named by `although` (article 18).
    """
    lines = tuple(items)
    demand_usable(session, disclosure.pupil_id, although, (one.item_id for one in lines))
    kept = work.add(disclosure)
    for item in lines:
        if not item.is_guarded:
            work.add(replace(item, disclosure_id=kept.id))
    return kept


def write_guarded_lines(
    session: Session, kept: Disclosure, items: Iterable[DisclosedItem], although: Although | None = None
) -> None:
    """The items of a disclosure that lie in the guarded compartment. GateShut as `write_disclosure`, which follows."""
    lines = tuple(items)
    demand_usable(session, kept.pupil_id, although, (one.item_id for one in lines))
    guarded = [item for item in lines if item.is_guarded]
    if not guarded:
        return
    with session.write(Compartment.GUARDED) as work:
        for item in guarded:
            work.add(replace(item, disclosure_id=kept.id))


def item_of(record: Record) -> DisclosedItem:
    """The ledger's line for a record as it now stands."""
    return DisclosedItem(item_kind=record_type(record).kind, item_id=record.id, item_version=record.version)


def disclosures_of(session: Session, pupil_id: str) -> list[Disclosure]:
    """What was given about a pupil, newest first; about nobody, nothing: what staff were given is nobody else's.

    What officials were given is not among it (`given_apart`): neither a list nor a letter may tell that they asked.
    """
    return _ledger(session, pupil_id, apart=False)


def given_apart(session: Session, pupil_id: str) -> list[Disclosure]:
    """What officials were given about a pupil, newest first; nothing for whose passphrase does not open it."""
    return _ledger(session, pupil_id, apart=True)


def _ledger(session: Session, pupil_id: str, *, apart: bool) -> list[Disclosure]:
    if not pupil_id:
        return []
    where = {"pupil_id": pupil_id, "is_guarded": apart}
    return session.list(Disclosure, where=where, order="given_on", newest=True)


def write_apart(work: Work, disclosure: Disclosure, items: Iterable[DisclosedItem]) -> Disclosure:
    """A line of the ledger for an official, with its items, all of it inside one guarded unit of work.

    `disclosure` comes from `named`. A power of the law waits for no consent, and a restriction gives way to it (article 18(2)).
    """
    kept = work.add(replace(disclosure, is_guarded=True))
    for item in items:
        work.add(replace(item, disclosure_id=kept.id, is_guarded=True))
    return kept


def shared_with_family(session: Session, pupil_id: str, name: str | None = None) -> dict[str, date]:
    """For each record id given to the pupil or family, or to the one of this name: the day it was first given (003-5.3)."""
    given: dict[str, date] = {}
    for disclosure, item in told_to_family(session, pupil_id, name):
        if disclosure.given_on is not None:
            given[item.item_id] = min(given.get(item.item_id, disclosure.given_on), disclosure.given_on)
    return given


def told_to_family(
    session: Session, pupil_id: str, name: str | None = None
) -> Iterator[tuple[Disclosure, DisclosedItem]]:
    """Each line of the ledger by which the pupil or family, or the one of this name, was given something, with each item of it."""
    for disclosure in disclosures_of(session, pupil_id):
        if disclosure.recipient_kind not in HEARS_FOR_THE_FAMILY or disclosure.given_on is None:
            continue
        if name is not None and not _is_named(disclosure, name):
            continue
        for item in session.list(DisclosedItem, where={"disclosure_id": disclosure.id}):
            yield disclosure, item


def _is_named(disclosure: Disclosure, name: str) -> bool:
    """Whether something was given to the one of this name, alone or among others: a line may name two."""
    return bool(fold(name)) and fold(name) in {
        fold(one.strip()) for one in _BESIDE.split(disclosure.recipient)
    }


_BESIDE = re.compile(r"[,;&/()]|\band\b")


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Go on, or raise CannotUndo: what was given to someone cannot be taken back (003-5.4).

    So a line of the ledger stays, a record that it names does not go to the trash, and a consent stays under which
    a provider or agency was given something. A withdrawal may be undone: that takes nothing away.
    """
    given = _given(session, taken)
    for one in taken:
        if isinstance(one.now, Disclosure | DisclosedItem) and not (_was_noted(taken) or _was_wrong(taken)):
            raise CannotUndo(
                "This was given to someone and stands in the disclosure ledger.", next_step=_TELL
            )
        if one.now.id in given:
            title = record_type(one.now).title.lower()
            raise CannotUndo(f"This {title} was given to someone, so it stays.", next_step=_CORRECT)
        if not (isinstance(one.now, _CONSENT) and _rests_on(session, _whose(session, one.now), taken)):
            continue
        if isinstance(one.now, Carer):
            raise CannotUndo(
                "Since this was recorded, something was given to a provider or agency, and consent rests on it.",
                next_step="If it is wrong, correct it on the pupil’s record, and tell whoever was given something.",
            )
        raise CannotUndo(
            "Since this consent was recorded, something was given to a provider or agency.",
            next_step="If the family no longer agrees, record that the consent is withdrawn.",
        )


def _given(session: Session, taken: tuple[TakenBack, ...]) -> frozenset[str]:
    """Which of the records that would go to the trash a line of the ledger names; asked at once for thousands of them."""
    going = tuple(one.now.id for one in taken if one.goes)
    lines = session.list(DisclosedItem, where={"item_id": going}) if going else []
    return frozenset(line.item_id for line in lines)


def _was_noted(taken: tuple[TakenBack, ...]) -> bool:
    """Whether it is the note of a review's copy that goes back, with its line: a slip of the pen about who got it."""
    return any(record_type(one.now).kind == "review_copy" and one.goes for one in taken)


def _was_wrong(taken: tuple[TakenBack, ...]) -> bool:
    """Whether it is the note that a pack went wrong that goes back, with what it said of the line: the giving itself stays."""
    keeps = all(
        one.wanted is not None for one in taken if isinstance(one.now, Disclosure) and not one.now.in_error
    )
    return keeps and any(record_type(one.now).kind == "request_mishap" for one in taken)


_TELL = "It cannot be taken back by Undo. If it went to the wrong person, tell your data protection officer today."
_CORRECT = "If it is wrong, open it and correct it, and tell whoever was given it."


def _rests_on(session: Session, pupil_id: str, taken: tuple[TakenBack, ...]) -> bool:
    """Whether sharing would shut that is open now, and something was given by it since the consent was recorded."""
    later = standing_if(session, pupil_id, taken)
    if may_share(later).is_open or not sharing_gate(session, pupil_id).is_open:
        return False
    since = min(_since(one.now) for one in taken if isinstance(one.now, _CONSENT))
    given = disclosures_of(session, pupil_id)
    return any(told.recipient_kind in _NEED_CONSENT and str(told.created_at) >= since for told in given)


def _since(record: Record) -> str:
    """When what is undone was recorded: a form when it came, what is known of a person when it was last changed."""
    return str(record.changed_at if isinstance(record, Carer) else record.created_at)


def _whose(session: Session, record: Consent | ConsentAnswer | ConsentResolution | Carer) -> str:
    """The pupil whose consent this is, or is a part of."""
    if not isinstance(record, ConsentAnswer):
        return record.pupil_id
    form = session.find(Consent, record.consent_id)
    return form.pupil_id if form is not None else ""
