"""What is agreed to purpose by purpose: the programme, and each optional extra by itself (003-6.5, 7.3; decision 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.consent.court import prohibited
from coordinator_app.consent.model import (
    Around,
    Consent,
    ConsentStanding,
    ConsentState,
)
from coordinator_app.consent.terms import TICKED_ON, ConsentAnswer, ConsentPurpose, OptionalExtra
from coordinator_app.consent.validity import claims, consent_problems, counting
from coordinator_app.core.privacy import Choice
from coordinator_app.pupils.model import Carer


class PurposeState(Choice):
    """Where one purpose stands."""

    GIVEN = "given", "Given"
    PART = "part", "Given in part"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Run out"
    DISPUTED = "disputed", "Parents do not agree"
    SHUT = "shut", "Agreed to, but shut"
    NOT_ASKED = "not_asked", "No valid answer yet"

    @property
    def is_open(self) -> bool:
        """Whether it may be done, within its limits."""
        return self in {PurposeState.GIVEN, PurposeState.PART}


@dataclass(frozen=True, slots=True)
class PurposeStanding:
    """One purpose: its key (`ConsentPurpose`, or the id of the partnership's own extra), name, state and limits.

    `consent` is the form that says so; `since` the day it was signed, withdrawn or ran out.
    """

    about: str
    name: str
    state: PurposeState
    only_for: str = ""
    expires_on: date | None = None
    since: date | None = None
    consent: Consent | None = None


def purposes(
    stands: ConsentStanding,
    consents: Sequence[Consent],
    carers: Sequence[Carer],
    around: Around,
    extras: Sequence[OptionalExtra] = (),
    *,
    ended_on: date | None = None,
) -> tuple[PurposeStanding, ...]:
    """Each purpose as it stands: the programme as its gate says, an extra only where no holder says no to it.

    No extra is open while consent is not in place, and none by the word of somebody whom a court order forbids to decide.

    `ended_on` is the day on which the pupil's last programme ended, None while one runs or is planned: what was
    allowed for a programme ends with it.
    """
    known = {one.id: one for one in carers}
    now = counting(consents, carers)
    holders = [_Holder(known.get(one.carer_id), one, _of(one.carer_id, consents)) for one in now]
    asked = [(one, one.value, one.label) for one in TICKED_ON]
    asked += [(ConsentPurpose.OTHER, one.id, one.name) for one in extras]
    found = []
    for purpose, about, name in asked:
        of_programme = purpose is ConsentPurpose.PROGRAMME
        until = _Until(around, None if of_programme else ended_on)
        said = [_latest(one, purpose, about, name, until) for one in holders]
        if of_programme:
            found.append(_as_the_gate_says(_together(about, name, said), stands))
        else:
            may = [one for one in said if not (one.state.is_open and _is_barred(one, around))]
            found.append(_with_the_programme(_together(about, name, may), stands))
    return tuple(found)


def _is_barred(said: PurposeStanding, around: Around) -> bool:
    return said.consent is not None and prohibited(around.orders, said.consent.carer_id, around.today)


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who signed, the form of theirs that counts, and all of them."""

    carer: Carer | None
    now: Consent
    forms: tuple[Consent, ...]


def _of(carer_id: str, consents: Sequence[Consent]) -> tuple[Consent, ...]:
    return tuple(one for one in consents if one.carer_id == carer_id)


def _latest(
    holder: _Holder, purpose: ConsentPurpose, about: str, name: str, until: _Until
) -> PurposeStanding:
    """The last word of one who signed on one purpose.

    A yes counts only on the form that counts for them, and only if it is valid. A no, or taking back, counts from any
    of their forms until they say yes on a form that was signed after that day: what a later form does not ask about
    it does not bring back.
    """
    said = [_said(one, purpose, about, name, until) for one in holder.forms]
    counted = [one for one in said if _counts(one, holder)]
    return max(counted, key=_when, default=PurposeStanding(about, name, PurposeState.NOT_ASKED))


def _counts(said: PurposeStanding, holder: _Holder) -> bool:
    if said.state in _NO and claims(holder.carer) and not (holder.carer and holder.carer.has_died):
        return True
    answered = said.state is not PurposeState.NOT_ASKED and said.consent is holder.now
    return answered and not consent_problems(holder.now, holder.carer)


def _when(said: PurposeStanding) -> tuple[date, bool, date, int]:
    """The day of a word: taking back goes before a signature on the same day (`validity.counting`)."""
    assert said.consent is not None, "what a form says names it"
    signed, gone = said.consent.signed_on or date.min, said.state is PurposeState.WITHDRAWN
    last = max(signed, said.since or signed) if gone else signed
    return (last, gone, signed, said.consent.key)


_NO = frozenset({PurposeState.REFUSED, PurposeState.WITHDRAWN})


def answer_of(answers: Sequence[ConsentAnswer], consent_id: str, about: str) -> ConsentAnswer | None:
    """What a form says of one purpose beyond its tick."""
    return next((one for one in answers if one.consent_id == consent_id and one.about == about), None)


def ticked(consent: Consent, purpose: ConsentPurpose, more: ConsentAnswer | None) -> bool | None:
    """Whether the box of a purpose was ticked; None if the form did not ask."""
    if purpose is ConsentPurpose.OTHER:
        return more.ticked if more is not None else None
    answer: bool | None = getattr(consent, TICKED_ON[purpose])
    return answer


@dataclass(frozen=True, slots=True)
class _Until:
    around: Around
    ended_on: date | None

    def end(self, form: Consent, own: date | None) -> date | None:
        """The last day of a purpose: its own end, or that of the programme the form was signed for."""
        last = self.ended_on
        if last is None or (form.signed_on is not None and form.signed_on > last):
            return own
        return min(own, last) if own is not None else last


def _said(form: Consent, purpose: ConsentPurpose, about: str, name: str, until: _Until) -> PurposeStanding:
    """What one form says of one purpose today, valid or not."""
    more = answer_of(until.around.answers, form.id, about)
    limits, ends = more.only_for if more else "", until.end(form, more.expires_on if more else None)
    state, since = PurposeState.GIVEN, form.signed_on
    answer = ticked(form, purpose, more)
    gone = form.withdrawn_on or (more.withdrawn_on if more else None)
    if answer is None:
        state = PurposeState.NOT_ASKED
    elif answer is False:
        state = PurposeState.REFUSED
    elif gone is not None:
        state, since = PurposeState.WITHDRAWN, gone
    elif ends is not None and ends < until.around.today:
        state, since = PurposeState.EXPIRED, ends
    elif limits:
        state = PurposeState.PART
    return PurposeStanding(about, name, state, limits, ends, since, form)


def _together(about: str, name: str, said: Sequence[PurposeStanding]) -> PurposeStanding:
    """What the holders say together: a no by one of them is a no, and is said (ours; question 16)."""
    yes = [one for one in said if one.state.is_open]
    no = [one for one in said if one.state in _NO]
    if yes and no:
        return PurposeStanding(
            about, name, PurposeState.DISPUTED, yes[0].only_for, yes[0].expires_on, no[0].since, no[0].consent
        )
    narrow = next((one for one in yes if one.state is PurposeState.PART), None)
    first = narrow or next(iter(yes or no), None)
    first = first or next((one for one in said if one.state is PurposeState.EXPIRED), None)
    return first or PurposeStanding(about, name, PurposeState.NOT_ASKED)


def _as_the_gate_says(found: PurposeStanding, stands: ConsentStanding) -> PurposeStanding:
    """The programme is what its gate says, however many of the forms say yes; a settlement is told by its day."""
    settled = stands.settled
    if stands.state is ConsentState.IN_PLACE:
        if found.state.is_open:
            return found
        since = settled.decided_on if settled is not None else found.since
        return replace(found, state=PurposeState.GIVEN, since=since, consent=stands.consent)
    if settled is not None and settled.goes_ahead is not True:
        return replace(found, state=PurposeState.REFUSED, since=settled.decided_on)
    state = _BY_GATE[stands.state]
    if state is PurposeState.NOT_ASKED and found.state.is_open:
        state = PurposeState.SHUT
    no = next(iter(stands.refusing), None)
    if state is found.state or state not in _SAYS_NO or no is None:
        return replace(found, state=state)
    return replace(found, state=state, since=no.withdrawn_on or no.signed_on, consent=no)


_SAYS_NO = frozenset({PurposeState.REFUSED, PurposeState.WITHDRAWN, PurposeState.DISPUTED})
_BY_GATE = {
    ConsentState.DISCUSSION: PurposeState.NOT_ASKED,
    ConsentState.WAITING: PurposeState.NOT_ASKED,
    ConsentState.NOT_VALID: PurposeState.NOT_ASKED,
    ConsentState.PART: PurposeState.NOT_ASKED,
    ConsentState.REFUSED: PurposeState.REFUSED,
    ConsentState.WITHDRAWN: PurposeState.WITHDRAWN,
    ConsentState.DISAGREEMENT: PurposeState.DISPUTED,
    ConsentState.EXPIRED: PurposeState.EXPIRED,
    ConsentState.OLDER: PurposeState.SHUT,
}
"""What the programme is where consent is not in place: never open."""


def _with_the_programme(found: PurposeStanding, stands: ConsentStanding) -> PurposeStanding:
    """An extra is for the programme: where nothing may be shared or done, no extra is open by itself."""
    if stands.state is ConsentState.IN_PLACE or not found.state.is_open:
        return found
    return replace(found, state=PurposeState.SHUT)
