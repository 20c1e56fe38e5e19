"""How an entry of a register stands today: the words and colour of its chip, and what of a provider runs out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.core.dates import say, say_list
from coordinator_app.organisations.duty import same_time
from coordinator_app.organisations.issues import PolicyIssue, next_step, stage
from coordinator_app.organisations.model import Officer, OfficerCover, School
from coordinator_app.organisations.partners import (
    FundAgreement,
    OtherPartnership,
    SteeringMember,
    agreement_gap,
    holds,
)
from coordinator_app.organisations.providers import (
    NEEDED_CHECKS,
    Agency,
    CheckKind,
    Provider,
    ProviderCheck,
    newest_of_each,
)

WARN_AHEAD = timedelta(days=30)  # design 8.13


@dataclass(frozen=True, slots=True)
class Chip:
    """A colour set of the design and a few words; without words there is no chip."""

    tone: str = "neutral"
    text: str = ""


@dataclass(frozen=True, slots=True)
class RunsOut:
    """Something of a provider that is missing (no day), has run out or will within 30 days."""

    what: str
    day: date | None
    keeps_out: bool

    def words(self, today: date) -> str:
        """Insurance ran out on 3 March 2026; a quality visit runs out on ...; no check of ... is recorded."""
        if self.day is None:
            return f"{self.what}: no check is recorded"
        verb = "ran out" if self.day < today else "runs out"
        return f"{self.what} {verb} on {say(self.day)}"


def runs_out(provider: Provider, checks: Iterable[ProviderCheck], today: date) -> tuple[RunsOut, ...]:
    """What of a provider in use is missing, has run out, or will within 30 days; the most urgent first."""
    if provider.closed_on is not None and provider.closed_on <= today:
        return ()
    newest = newest_of_each(checks)
    found = [RunsOut(kind.label, None, keeps_out=True) for kind in NEEDED_CHECKS if kind not in newest]
    for kind, check in newest.items():
        if check.valid_until is not None and check.valid_until <= today + WARN_AHEAD:
            found.append(RunsOut(kind.label, check.valid_until, keeps_out=kind in NEEDED_CHECKS))
    if provider.agreement_until is not None and provider.agreement_until <= today + WARN_AHEAD:
        found.append(RunsOut("The agreement", provider.agreement_until, keeps_out=False))
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.what)))


def provider_chip(provider: Provider, checks: Iterable[ProviderCheck], today: date) -> Chip:
    """The most urgent of its checks and its agreement."""
    if provider.closed_on is not None and provider.closed_on <= today:
        return _ended("Not used", provider.closed_on, today)
    found = runs_out(provider, checks, today)
    if not found:
        return Chip("safe", "Checks in date")
    missing = sum(one.day is None for one in found)
    if missing:
        return Chip("over", "1 check is missing" if missing == 1 else f"{missing} checks are missing")
    first = found[0]
    assert first.day is not None
    if first.day < today:
        return Chip("over" if first.keeps_out else "soon", f"Ran out {short(first.day, today)}")
    return Chip("soon", f"Runs out {short(first.day, today)}")


def check_chip(check: ProviderCheck, newest: dict[CheckKind, ProviderCheck], today: date) -> Chip:
    """How one check stands; an older one of its kind is only history."""
    if check.check is None or newest.get(check.check) is not check:
        return Chip("neutral", "Earlier check")
    if check.valid_until is None:
        return Chip("safe", "No end")
    if check.valid_until < today:
        return Chip("over", f"Ran out {short(check.valid_until, today)}")
    soon = check.valid_until <= today + WARN_AHEAD
    return Chip("soon" if soon else "safe", f"Until {short(check.valid_until, today)}")


def school_chip(school: School, fund_holding_id: str, today: date) -> Chip:
    """Closed, holding the funds, or lacking term dates."""
    if school.closed_on is not None:
        return _ended("Closed", school.closed_on, today)
    if not school.term_calendar_id:
        return Chip("soon", "No term dates")
    return Chip("info", "Holds the funds") if school.id == fund_holding_id else Chip()


def agency_chip(agency: Agency, today: date) -> Chip:
    """Not used any more, or nothing."""
    return Chip() if agency.closed_on is None else _ended("Not used", agency.closed_on, today)


def other_chip(other: OtherPartnership, today: date) -> Chip:
    """Ended, or without an officer to turn to (003-1d)."""
    if other.closed_on is not None:
        return _ended("Ended", other.closed_on, today)
    return Chip() if other.data_protection_officer else Chip("soon", "No officer named")


def span_chip(from_day: date | None, to_day: date | None, today: date) -> Chip:
    """Not yet begun, ended, or ending within 30 days."""
    if to_day is not None and to_day < today:
        return _ended("Until", to_day, today)
    if from_day is not None and from_day > today:
        return Chip("info", f"From {short(from_day, today)}")
    if to_day is not None and to_day <= today + WARN_AHEAD:
        return Chip("soon", f"Ends {short(to_day, today)}")
    return Chip()


def officer_chip(
    officer: Officer, known: Sequence[Officer], covers: Iterable[OfficerCover], today: date
) -> Chip:
    """Whether someone stands in, two hold one office, or the time runs out."""
    plain = span_chip(officer.from_day, officer.to_day, today)
    mine = (one for one in covers if one.officer_id == officer.id)
    if any(holds(one.from_day, one.to_day, today) for one in mine):
        return Chip("pause", "Someone stands in")
    now = [one for one in same_time(officer, known) if holds(one.from_day, one.to_day, today)]
    if now and holds(officer.from_day, officer.to_day, today):
        return Chip("soon", "Two hold this office")
    return plain


def member_chip(member: SteeringMember, today: date) -> Chip:
    """Whether a member has left, or soon will."""
    return span_chip(member.from_day, member.to_day, today)


def agreement_chip(
    agreement: FundAgreement, known: Sequence[FundAgreement], fund_holding_id: str, today: date
) -> Chip:
    """Whether the agreement runs, and what is wrong with it."""
    plain = span_chip(agreement.from_day, agreement.to_day, today)
    if not holds(agreement.from_day, agreement.to_day, today):
        return plain
    if agreement.school_id != fund_holding_id:
        return Chip("soon", "Not our fund holding school")
    gap = agreement_gap(known, fund_holding_id, today)
    if gap is not None and gap.code == "review":
        return Chip("soon", "Look at it again")
    return plain if plain.text else Chip("safe", "In force")


def issue_chip(issue: PolicyIssue, today: date) -> Chip:
    """How far it is, or how late the next step."""
    step = next_step(issue)
    if step is None:
        return Chip("safe", stage(issue).label)
    if step.due < today:
        return Chip("over", f"Was due {short(step.due, today)}")
    return Chip(
        "soon" if step.due <= today + timedelta(days=7) else "info", f"Next by {short(step.due, today)}"
    )


def short(day: date, today: date) -> str:
    """3 March, with the year where it is not this one."""
    return say_list(day) if day.year == today.year else f"{say_list(day)} {day.year}"


def _ended(word: str, day: date, today: date) -> Chip:
    if day > today:
        return Chip("soon", f"{'Closes' if word == 'Closed' else 'Ends'} {short(day, today)}")
    return Chip(
        "neutral", f"{word} {short(day, today)}" if word == "Until" else f"{word} since {short(day, today)}"
    )
