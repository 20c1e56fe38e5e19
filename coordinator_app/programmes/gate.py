"""The start gate (003-4): what must be in place before a programme starts, each with its clause. Pure rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.gates import Decision, Reason
from coordinator_app.programmes.costs import cost_problems
from coordinator_app.programmes.model import Programme, ProgrammeDay
from coordinator_app.programmes.safety import RiskAssessment, StartOverride
from coordinator_app.programmes.timetable import MOST_WEEKS, day_problems, is_full_time, longest_end
from coordinator_app.referrals.model import ACKNOWLEDGED, Referral, missing_from_referral

CLAUSE = "003-4"
REFERRAL, STATEMENT, CONSENT = "referral", "statement", "consent"
LONGEST, DAYS, PROVIDER, RISK = "longest", "days", "provider", "risk"
LOOK_AGAIN_WITHIN = timedelta(weeks=6)
LOOK_AGAIN_WITHOUT_CONSENT = timedelta(weeks=2)
FURTHEST_START = timedelta(days=400)
_CLAUSE_AT_END = re.compile(r"(?P<why>.*?)(?: \((?P<clause>[0-9]{3}-[0-9][0-9a-z.]*)\))?")
_SHORTEST_REASON = 20  # letters: a word or two explain nothing to the one who reads it in a year


@dataclass(frozen=True, slots=True)
class Papers:
    """What the gate looks at. `keeping` is 003-7.2's, `consent` 003-4.3's, `checks` the provider's (None without one).

    `referral` is the newest, `start_gate` what a programme asks of it; `consent_on` the day since which consent
    stands, `consent_until` the last day of it (None: no end); `refused` whether someone with parental responsibility
    said no, `forbidden` whether a court order or what was settled stands against it.
    """

    keeping: Decision
    referral: Referral | None
    start_gate: Decision
    consent: Decision
    consent_on: date | None = None
    consent_until: date | None = None
    refused: bool = False
    forbidden: bool = False
    checks: Decision | None = None
    risk: RiskAssessment | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be in place: a stable code, its words, the clause, and why it is not (empty: it is).

    `waivable` is False where nothing about the pupil may be kept yet: then there is nothing that could be started; and
    where a parent has said no, or a court order or what was settled stands against it.
    """

    code: str
    words: str
    clause: str
    reasons: tuple[Reason, ...] = ()
    waivable: bool = True

    @property
    def is_met(self) -> bool:
        """Whether it is in place."""
        return not self.reasons


def start_checks(programme: Programme, days: Sequence[ProgrammeDay], papers: Papers) -> tuple[Check, ...]:
    """Everything that must be in place for this programme, in the order of the policy."""
    kind = programme.programme_type
    referral, statement = _referral(programme, papers)
    found = [referral, statement, _consent(programme, papers)]
    if kind is not None and kind.needs_longest:
        found.append(_longest(programme))
    if kind is not None and kind.needs_days:
        found.append(_days(days))
    if papers.checks is not None:
        found.append(Check(PROVIDER, "The provider's checks are in date", "003-3.5", papers.checks.reasons))
    if is_full_time(programme, days):
        found.append(_risk(programme, papers.risk))
    return tuple(found)


def decision(checks: Iterable[Check]) -> Decision:
    """The gate itself: open only if everything is in place."""
    return Decision(tuple(reason for check in checks for reason in check.reasons))


def missing(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Those that are not in place."""
    return tuple(check for check in checks if not check.is_met)


def _referral(programme: Programme, papers: Papers) -> tuple[Check, Check]:
    """Clauses 4.1 and 4.2, told apart by the clause that each reason names."""
    if papers.referral is None:
        reasons: tuple[Reason, ...] = (
            Reason(
                "The school has not referred the pupil.",
                "It opens when the school's signed referral form is recorded.",
                "003-4.1",
            ),
            Reason(
                "The school has not acknowledged the privacy statement.",
                "It opens when the school's tick on the referral form is recorded.",
                ACKNOWLEDGED,
            ),
        )
    else:
        reasons = missing_from_referral(papers.referral).reasons
        if not papers.keeping.is_open and not reasons:  # whole on paper, but declined or withdrawn
            reasons = tuple(Reason(one.why, one.opens, "003-4.1") for one in papers.keeping.reasons)
        reasons = reasons or papers.start_gate.reasons
    form = (
        *(one for one in reasons if one.clause != ACKNOWLEDGED),
        *_too_early(programme, _referred_on(papers.referral), "The school referred the pupil", "003-4.1"),
    )
    statement = tuple(one for one in reasons if one.clause == ACKNOWLEDGED)
    waivable = papers.keeping.is_open
    return (
        Check(REFERRAL, "The school has completed the referral form", "003-4.1", form, waivable),
        Check(
            STATEMENT, "The school has acknowledged the privacy statement", ACKNOWLEDGED, statement, waivable
        ),
    )


def _referred_on(referral: Referral | None) -> date | None:
    return (referral.received_on or referral.signed_on) if referral else None


def _too_early(programme: Programme, day: date | None, happened: str, clause: str) -> tuple[Reason, ...]:
    start = programme.start_on
    if start is None or day is None or start >= day:
        return ()
    return (Reason(f"{happened} on {say(day)}, after the first day.", "Choose a later first day.", clause),)


def _consent(programme: Programme, papers: Papers) -> Check:
    if papers.consent.is_open:
        early = _too_early(programme, papers.consent_on, "Consent came into place", "003-4.3")
        return Check(CONSENT, _CONSENT_WORDS, "003-4.3", (*early, *_run_out(programme, papers.consent_until)))
    known = {reason.why for reason in papers.keeping.reasons}
    reasons = tuple(reason for reason in papers.consent.reasons if reason.why not in known)
    against = (*((REFUSED,) if papers.refused else ()), *((FORBIDDEN,) if papers.forbidden else ()))
    if against:
        return Check(CONSENT, _CONSENT_WORDS, "003-4.3", (*reasons, *against), waivable=False)
    if not reasons:
        reasons = (
            Reason(
                "No parent or carer has signed the consent form.",
                "It can be recorded once the school has referred the pupil.",
                "003-4.3",
            ),
        )
    return Check(CONSENT, _CONSENT_WORDS, "003-4.3", reasons)


def _run_out(programme: Programme, until: date | None) -> tuple[Reason, ...]:
    """An agreement with an end that comes before the first day is none for this programme."""
    start = programme.start_on
    if until is None or start is None or start <= until:
        return ()
    why = f"The agreement to the programme holds only until {say(until)}, before the first day."
    return (Reason(why, "Ask the family again, or choose an earlier first day.", "003-4.3"),)


REFUSED = Reason(
    "Someone with parental responsibility has said no, so it cannot be started all the same.",
    "Talk with them and the school. If you think it must go ahead, ask your data protection officer and the local "
    "authority first.",
    "003-4.3",
)
"""A missing form may be passed over for a while; a no may not: without a parent's agreement there is no programme."""
FORBIDDEN = Reason(
    "A court order, or what was settled between the parents, stands against it, so it cannot be started all the same.",
    "Ask your data protection officer and the local authority first. It opens once another who may decide agrees, or it "
    "is settled that it goes ahead.",
    "003-4.3",
)
"""What a court or a settlement forbids is no missing form: nobody who starts a programme may pass over it."""
_CONSENT_WORDS = "A parent or carer has signed the consent and acknowledged the statement"


def _longest(programme: Programme) -> Check:
    words = "The longest period is agreed"
    if programme.longest_weeks:
        return Check(LONGEST, words, CLAUSE)
    why = "The longest period of the programme has not been agreed."
    return Check(
        LONGEST, words, CLAUSE, (Reason(why, "Agree it with the school and type the weeks.", CLAUSE),)
    )


def _days(days: Sequence[ProgrammeDay]) -> Check:
    words = "The days of the week are given"
    if days:
        return Check(DAYS, words, CLAUSE)
    why = "No day of the week has been chosen."
    return Check(DAYS, words, CLAUSE, (Reason(why, "Choose the mornings and afternoons.", CLAUSE),))


def _risk(programme: Programme, risk: RiskAssessment | None) -> Check:
    words, opens = (
        "A risk assessment is in date",
        "It opens when a risk assessment that holds on the first day is recorded.",
    )
    why = ""
    on = programme.start_on
    if risk is None:
        why = "A full-time programme needs a risk assessment first, and none is recorded."
    elif on is not None and risk.valid_until is not None and risk.valid_until < on:
        why = f"The risk assessment holds only until {say(risk.valid_until)}."
    elif on is not None and risk.made_on is not None and risk.made_on > on:
        why = f"The risk assessment was made on {say(risk.made_on)}, after the first day."
    return Check(RISK, words, "003-6.4", (Reason(why, opens, "003-6.4"),) if why else ())


# the plan itself


def plan_problems(programme: Programme, days: Sequence[ProgrammeDay], today: date) -> list[FieldProblem]:
    """What cannot be kept as typed, started or not."""
    found = [*_who_problems(programme), *_date_problems(programme, today), *cost_problems(programme)]
    found += [FieldProblem("days", words) for words in day_problems(days)]
    return found


def _who_problems(programme: Programme) -> Iterator[FieldProblem]:
    kind = programme.programme_type
    if kind is None:
        yield FieldProblem("programme_type", "Choose the kind of programme.")
        return
    if programme.provider_id and not kind.may_have_provider:
        yield FieldProblem(
            "provider_id", f"{kind.label} has no provider. Choose another kind, or no provider."
        )
    if programme.host_school_id and not kind.needs_host_school:
        yield FieldProblem("host_school_id", f"{kind.label} goes to no other school.")


def _date_problems(programme: Programme, today: date) -> Iterator[FieldProblem]:
    start, end, weeks = programme.start_on, programme.planned_end_on, programme.longest_weeks
    if start is not None and start > today + FURTHEST_START:
        yield FieldProblem("start_on", "This date is more than a year ahead. Check the year.")
    if weeks is not None and not 1 <= weeks <= MOST_WEEKS:
        words = (
            "A programme is agreed for a time and looked at again before it goes on. "
            f"{weeks:,} weeks is not possible: type 1 to {MOST_WEEKS} weeks."
        )
        yield FieldProblem("longest_weeks", words)
        return
    if end is None or start is None:
        return
    last = longest_end(programme)
    if end < start:
        yield FieldProblem("planned_end_on", "This date is before the start. Check both dates.")
    elif last is not None and end > last:
        words = (
            f"The longest period agreed ends on {say(last)}. Choose an earlier day, or agree a longer period."
        )
        yield FieldProblem("planned_end_on", words)


def start_problems(programme: Programme) -> list[FieldProblem]:
    """What a start needs that no override can replace."""
    kind, found = programme.programme_type, []
    if programme.start_on is None:
        found.append(FieldProblem("start_on", "Type the first day."))
    if kind is not None and kind.needs_provider and not programme.provider_id:
        found.append(FieldProblem("provider_id", "Choose the provider."))
    if kind is not None and kind.needs_host_school and not programme.host_school_id:
        found.append(FieldProblem("host_school_id", "Choose the school that takes the pupil."))
    return found


# starting all the same


@dataclass(frozen=True, slots=True)
class Override:
    """A wish to start all the same: why, when it is looked at again, and the harder words where consent is missing."""

    reason: str
    review_on: date | None
    without_consent_said: bool = False


def override_problems(override: Override, lacking: Sequence[Check], today: date) -> list[FieldProblem]:
    """Why the gate cannot be overridden like this."""
    found: list[FieldProblem] = []
    letters = "".join(override.reason.split())
    if len(letters) < _SHORTEST_REASON:
        words = "Say why it cannot wait, in a sentence that can be understood a year from now."
        found.append(FieldProblem("reason", words))
    codes = {check.code for check in lacking}
    within = LOOK_AGAIN_WITHOUT_CONSENT if CONSENT in codes else LOOK_AGAIN_WITHIN
    weeks = within.days // 7
    if override.review_on is None:
        found.append(FieldProblem("review_on", "Type the day on which you look at it again."))
    elif not today < override.review_on <= today + within:
        words = f"Choose a day after today and within {weeks} weeks."
        found.append(FieldProblem("review_on", words))
    if CONSENT in codes and not override.without_consent_said:
        words = f"{_whys(lacking, CONSENT)} Tick that you start it without consent."
        found.append(FieldProblem("without_consent_said", words))
    return found


def _whys(checks: Iterable[Check], code: str) -> str:
    return " ".join(reason.why for check in checks if check.code == code for reason in check.reasons)


def not_waivable(lacking: Iterable[Check]) -> Decision:
    """The reasons that no override opens."""
    return decision(check for check in lacking if not check.waivable)


def still_missing(override: StartOverride, checks: Iterable[Check]) -> tuple[Check, ...]:
    """Of what an override passed over, what is still not in place."""
    return tuple(check for check in missing(checks) if check.code in override.codes)


def passed_over_words(reason: Reason) -> str:
    """A reason as an override keeps it: by these words it is known again."""
    return f"{reason.why} ({reason.clause})"


def read_passed_over(words: str) -> list[tuple[str, str]]:
    """What an override keeps, a line a reason: each sentence with its clause, "" where a line names none."""
    found = (_CLAUSE_AT_END.fullmatch(line) for line in words.splitlines())
    return [(one["why"], one["clause"] or "") for one in found if one]


def not_waived(checks: Iterable[Check], overrides: Iterable[StartOverride], provider_id: str) -> Decision:
    """What is not in place and was not passed over at the start. An override passes over what it says, no more.

    So it counts while it is not settled, for the very reasons that it names, and as to checks for the provider of
    that day: it is no pass for another provider, nor for a refusal that came later.
    """
    kept = tuple(overrides)
    return Decision(
        tuple(
            reason
            for check in checks
            for reason in check.reasons
            if not any(_waives(one, check.code, reason, provider_id) for one in kept)
        )
    )


def _waives(override: StartOverride, code: str, reason: Reason, provider_id: str) -> bool:
    return (
        override.resolved_on is None
        and code in override.codes
        and passed_over_words(reason) in override.missing_words.splitlines()
        and (code != PROVIDER or override.provider_id == provider_id)
    )


def made_worse(
    before: Iterable[Check],
    after: Iterable[Check],
    overrides: Iterable[StartOverride],
    *,
    provider_was: str = "",
    provider_id: str = "",
) -> Decision:
    """What a change of a programme under way takes out of place: it must not pass by the gate (003-4).

    What was not in place before, or was overridden, may stay so: a withdrawn consent must not keep one from typing
    the day of the end. Another provider's checks are always asked.
    """
    moved = provider_was != provider_id
    known = {
        (check.code, reason)
        for check in before
        for reason in check.reasons
        if not (moved and check.code == PROVIDER)
    }
    fresh = (
        replace(check, reasons=tuple(one for one in check.reasons if (check.code, one) not in known))
        for check in after
    )
    return not_waived(fresh, overrides, provider_id)
