"""What the registers ask for, as lines of Today: agreement, officers, providers, policy issues, missing years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coordinator_app.core.calendar import school_year
from coordinator_app.core.dates import say
from coordinator_app.organisations.actions import is_used, partnership, term_calendar
from coordinator_app.organisations.duty import on_duty
from coordinator_app.organisations.issues import PolicyIssue, next_step, stage
from coordinator_app.organisations.model import NO_SCHOOL_DPO, Office, Officer, Partnership, School
from coordinator_app.organisations.officers import school_dpo
from coordinator_app.organisations.partners import FundAgreement, agreement_gap
from coordinator_app.organisations.providers import Provider, ProviderCheck
from coordinator_app.organisations.standing import WARN_AHEAD, RunsOut, runs_out
from coordinator_app.organisations.term_years import missing_years, year_words
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.store.session import Session
from coordinator_app.today.model import DueItem

_YEAR_ASKED_FROM = 4  # April: schools publish the next year's dates in spring
_ENDS_SOON = timedelta(days=60)  # then the line on dates that run out says it


def register_items(session: Session) -> list[DueItem]:
    """Everything that the registers ask for today."""
    today, ours = session.clock.today(), partnership(session)
    if ours is None:
        return []
    return [
        *_agreement(session, ours, today),
        *_officers(session, ours, today),
        *_providers(session, today),
        *_issues(session, today),
        *_years(session, today),
    ]


def _agreement(session: Session, ours: Partnership, today: date) -> Iterator[DueItem]:
    if not ours.fund_holding_school_id:
        return
    gap = agreement_gap(session.list(FundAgreement), ours.fund_holding_school_id, today)
    if gap is None:
        return
    yield DueItem(
        key=f"agreement-{gap.code}",
        title=gap.words,
        second_line=gap.second,
        icon="file-check",
        page="registers",
        params=(("register", "fund_agreement"),),
        action="Fill in" if gap.code == "missing" else "Look",
        tone="over" if gap.code == "ended" else "soon",
        chip="Still open",
        due=gap.due,
    )


def _officers(session: Session, ours: Partnership, today: date) -> Iterator[DueItem]:
    officers = session.list(Officer)
    school = session.find(School, ours.fund_holding_school_id) if ours.fund_holding_school_id else None
    if school_dpo(session, school) is None:
        yield DueItem(
            key=f"gap-{NO_SCHOOL_DPO.code}",
            title=NO_SCHOOL_DPO.words.removesuffix("."),
            second_line=NO_SCHOOL_DPO.second,
            icon="user",
            page="registers",
            params=(("register", "officers"),),
            action="Fill in",
            tone="soon",
            chip="Still open",
        )
    yield from (
        _leaves(one, one.office, one.to_day)
        for one in officers
        if one.office is not None and one.to_day is not None
        if today <= one.to_day <= today + WARN_AHEAD and not _followed(one, officers)
    )


def _followed(officer: Officer, known: list[Officer]) -> bool:
    """Whether somebody holds the office on the day after."""
    assert officer.to_day is not None
    assert officer.office is not None
    return on_duty(officer.office, known, (), officer.to_day + timedelta(days=1)) is not None


def _leaves(officer: Officer, office: Office, last: date) -> DueItem:
    return DueItem(
        key=f"office-ends-{officer.id}",
        title=f"{office.label}: nobody is named from {say(last + timedelta(days=1))}",
        second_line=f"{officer.name} ends on {say(last)}.",
        icon="user",
        page="registers",
        params=(("register", "officers"), ("record_id", officer.id)),
        action="Look",
        tone="soon",
        due=last,
    )


def _providers(session: Session, today: date) -> Iterator[DueItem]:
    providers = session.list(Provider, order="name")
    checks: dict[str, list[ProviderCheck]] = {}
    for check in session.list(ProviderCheck) if providers else ():
        checks.setdefault(check.provider_id, []).append(check)
    for provider in providers:
        found = runs_out(provider, checks.get(provider.id, ()), today)
        if any(one.keeps_out for one in found) and _has_pupils(session, provider):
            found = tuple(
                one for one in found if not one.keeps_out
            )  # the line that counts the pupils says it
        if found:
            yield _provider(provider, found, today)


def _has_pupils(session: Session, provider: Provider) -> bool:
    under_way = (ProgrammeState.RUNNING, ProgrammeState.PAUSED)
    return session.count(Programme, where={"provider_id": provider.id, "state": under_way}, cap=1) > 0


def _provider(provider: Provider, found: tuple[RunsOut, ...], today: date) -> DueItem:
    days = [one.day for one in found if one.day is not None]
    shut = any(one.keeps_out and (one.day is None or one.day < today) for one in found)
    first = found[0].words(today)
    more = "" if len(found) == 1 else f", and {len(found) - 1} more"
    return DueItem(
        key=f"provider-{provider.id}",
        title=f"{'No pupil can start at' if shut else 'Look at'} {provider.name}",
        second_line=f"{first}{more}.",
        icon="handshake",
        page="registers",
        params=(("register", "providers"), ("record_id", provider.id)),
        action="Look",
        tone="over" if shut and days and min(days) < today else "soon",
        chip="Still open" if not days else "",
        due=min(days, default=None),
    )


def _issues(session: Session, today: date) -> Iterator[DueItem]:
    for issue in session.list(PolicyIssue, order="raised_on"):
        step = next_step(issue)
        if step is None or step.due > today:
            continue
        yield DueItem(
            key=f"issue-{issue.id}",
            title=step.words,
            second_line=f"Policy issue {issue.number}, {issue.title}: {stage(issue).label.lower()}.",
            icon="message-square-warning",
            page="registers",
            params=(("register", "policy_issues"), ("record_id", issue.id)),
            action="Look",
            tone="soon",
            due=step.due,
        )


def _years(session: Session, today: date) -> Iterator[DueItem]:
    """The next school year, from April on, of schools that pupils attend and of the one that holds the funds."""
    if today.month < _YEAR_ASKED_FROM or school_year(today) == today.year:
        return
    for school in session.list(School, order="name"):
        if school.closed_on is not None or not school.term_calendar_id or not is_used(session, school):
            continue
        terms = term_calendar(session, school.term_calendar_id, school.id)
        last = terms.last_known_day
        far = last is not None and last > today + _ENDS_SOON
        if last is not None and far and school_year(today) + 1 in missing_years(terms, today):
            yield _year(school, school_year(today) + 1, last)


def _year(school: School, year: int, last: date) -> DueItem:
    return DueItem(
        key=f"year-{school.id}-{year}",
        title=f"Term dates of {school.name} for {year_words(year)} are missing",
        second_line=f"Deadlines after {say(last)} are not known.",
        icon="calendar",
        page="settings",
        params=(("section", "Term dates"),),
        action="Add dates",
        tone="soon",
        due=last,
    )
