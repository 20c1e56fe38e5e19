"""What consent brings to Today: forms to print, forms that are not back, consents that are not valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from coordinator_app.consent import of_age
from coordinator_app.consent.actions import standings_of
from coordinator_app.consent.chase import chase_page
from coordinator_app.consent.chase_words import WORDS, said
from coordinator_app.consent.chasing import CHASE_AFTER_DAYS, ChaseReason, Narrow, ToChase
from coordinator_app.consent.in_force import chase_after
from coordinator_app.consent.kept_chase import number_to_ask, to_ask
from coordinator_app.consent.model import Consent, FormTemplate, PrintedForm
from coordinator_app.consent.store import of_age_under_way
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import RailCount
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem, Who

__all__ = ["CHASE_AFTER_DAYS", "due_items", "due_of", "rail_count"]
_MOST_LINES = 8
_MOST_TO_PRINT = 100
_MOST_OF_AGE = 100
# an older statement waits for the next review; what a school has not ticked is said by the referral itself
_PRESSING = tuple(one for one in ChaseReason if one is not ChaseReason.OLDER)
_ON_TODAY = Narrow(waiting=False, reasons=tuple(one for one in _PRESSING if one is not ChaseReason.SCHOOL))


def due_items(session: Session) -> list[DueItem]:
    """The forms that have waited longest, one line for the rest of them, and the forms to print."""
    found = to_ask(session, _ON_TODAY)
    shown = found if len(found) <= _MOST_LINES else found[: _MOST_LINES - 1]
    lines = _lines(session, shown)
    if len(found) > len(shown):
        lines.append(_rest(session, found))
    return [*_of_age(session), *lines, *_to_print(session)]


def due_of(session: Session, pupil_id: str) -> list[DueItem]:
    """The same for one pupil, however many others wait longer."""
    narrow = replace(_ON_TODAY, pupil_ids=(pupil_id,))
    chased = _lines(session, chase_page(session, narrow, after_days=0))
    return [*_of_age(session, pupil_id), *chased, *_to_print(session, pupil_id)]


def rail_count(session: Session) -> RailCount | None:
    """How many are to be asked for a form now: the number beside "To ask now" on the list."""
    number = number_to_ask(session)
    return RailCount(number) if number else None


def _of_age(session: Session, pupil_id: str = "") -> list[DueItem]:
    """Programmes under way that rest on a parent's word though the pupil is an adult: nothing stops them silently."""
    today = session.clock.today()
    # whoever is born on 29 February is of age on 1 March
    latest = date(
        today.year - of_age.ADULT, today.month, 28 if (today.month, today.day) == (2, 29) else today.day
    )
    general = session.databases.connection(Compartment.GENERAL)
    ids = tuple(of_age_under_way(general, latest, pupil_id, limit=_MOST_OF_AGE))
    if not ids:
        return []
    asked = [one for one, stands in standings_of(session, ids).items() if of_age.OF_AGE in stands.notes]
    pupils = session.list(Pupil, where={"id": tuple(asked)}) if asked else []
    return [_line_of_age(one) for one in pupils]


def _line_of_age(pupil: Pupil) -> DueItem:
    return DueItem(
        key=f"consent-of-age-{pupil.id}",
        title=f"18 or older and under way on a parent’s word, {pupil.called}",
        second_line=of_age.ASK,
        icon="pen-line",
        page="record_consent",
        params=(("pupil_id", pupil.id),),
        action="Record",
        tone="soon",
        chip="Of age",
        pupil_id=pupil.id,
    )


def _lines(session: Session, found: Iterable[ToChase]) -> list[DueItem]:
    listed = list(found)
    ids = tuple({one.pupil_id for one in listed})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    return [_line(session, pupils[one.pupil_id], one) for one in listed if one.pupil_id in pupils]


def _line(session: Session, pupil: Pupil, one: ToChase) -> DueItem:
    if one.reason is ChaseReason.NOT_BACK:
        return _not_back(pupil, one, session.clock.today(), chase_after(session))
    words = WORDS[one.reason]
    return DueItem(
        key=f"consent-{pupil.id}-{one.reason}",
        title=f"{words.title}, {pupil.called}",
        second_line=said(one),
        icon=words.icon,
        page=words.page,
        params=(("pupil_id", pupil.id),),
        action=words.action,
        tone=words.tone,
        chip=words.chip,
        due=one.since,
        pupil_id=pupil.id,
    )


def _not_back(pupil: Pupil, one: ToChase, today: date, after: int) -> DueItem:
    printed = one.since or today
    days = (today - printed).days
    late = days >= after
    return DueItem(
        key=f"consent-{pupil.id}",
        title=f"Consent not signed, {pupil.called}",
        second_line=f"Form printed {say(printed)}. Nothing can be shared until it is back.",
        icon="pen-line",
        page="record_consent",
        params=(("pupil_id", pupil.id),),
        action="Record",
        who=Who.YOU,
        tone="soon" if late else "neutral",
        chip=f"Out for {days} days" if late else "",
        due=printed,
        pupil_id=pupil.id,
    )


def _rest(session: Session, found: list[ToChase]) -> DueItem:
    late = session.clock.today() - timedelta(days=chase_after(session))
    counts = Counter(
        one.reason
        for one in found
        if one.reason is not ChaseReason.NOT_BACK or one.since is None or one.since <= late
    )
    number = sum(counts.values())
    by_reason = [f"{reason.label}: {counts[reason]}" for reason in ChaseReason if counts[reason]]
    return DueItem(
        key="consent-chase",
        title=f"{len(found)} forms are out or want a hand",
        second_line=f"{'. '.join(by_reason)}." if by_reason else "None has been out for long.",
        icon="list-checks",
        page="chase_list",
        action="Open the list",
        tone="soon" if number else "neutral",
    )


def _to_print(session: Session, pupil_id: str = "") -> list[DueItem]:
    """Pupils whose referral was accepted and for whom no consent form has been printed or signed yet."""
    where: dict[str, object] = {"state": ReferralState.ACCEPTED}
    if pupil_id:
        where["pupil_id"] = pupil_id
    accepted = session.list(Referral, where=where, newest=True, limit=_MOST_TO_PRINT)
    ids = tuple({one.pupil_id for one in accepted})
    if not ids:
        return []
    done = {one.pupil_id for one in session.list(Consent, where={"pupil_id": ids})}
    forms = {"pupil_id": ids, "template": FormTemplate.CONSENT_FORM}
    done |= {form.pupil_id for form in session.list(PrintedForm, where=forms)}
    waiting = tuple(one for one in ids if one not in done)
    return [_line_print(one) for one in session.list(Pupil, where={"id": waiting})] if waiting else []


def _line_print(pupil: Pupil) -> DueItem:
    return DueItem(
        key=f"consent-print-{pupil.id}",
        title=f"Consent forms to print, {pupil.called}",
        second_line="The referral is accepted. The family needs the statement and the form to sign.",
        icon="printer",
        page="print_forms",
        params=(("pupil_id", pupil.id),),
        action="Print",
        pupil_id=pupil.id,
    )
