"""Read what the Registers screen shows: the lines of a register, an entry with its parts and history (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, cast

from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_range
from coordinator_app.core.identifiers import say_laestab
from coordinator_app.organisations import standing
from coordinator_app.organisations.actions import partnership
from coordinator_app.organisations.issues import IssueStage, PolicyIssue, next_step, stage
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School, TermCalendarRecord
from coordinator_app.organisations.officers import serving
from coordinator_app.organisations.page.register_shapes import (
    Choices,
    Entry,
    Line,
    Lines,
    PartLine,
    PartList,
    Said,
)
from coordinator_app.organisations.partners import (
    FundAgreement,
    OtherPartnership,
    SteeringMember,
    agreement_gap,
)
from coordinator_app.organisations.providers import (
    Agency,
    Provider,
    ProviderCheck,
    checks_in_date,
    newest_of_each,
)
from coordinator_app.organisations.register_actions import use_words, uses
from coordinator_app.organisations.register_rules import doubts
from coordinator_app.organisations.registers import Part, Register, register
from coordinator_app.organisations.standing import Chip
from coordinator_app.store.session import Session


class _Around:
    """What several entries of one register need to know of the rest, read once."""

    def __init__(self, session: Session, about: Register) -> None:
        self.session, self.today = session, session.clock.today()
        ours = partnership(session)
        self.fund_holding_id = ours.fund_holding_school_id if ours else ""
        self.known: list[Record] = list(session.list(about.cls, order=about.order))
        self.checks = self._by_owner(ProviderCheck, "provider_id") if about.cls is Provider else {}
        self.covers = session.list(OfficerCover) if about.cls is Officer else []
        schools = session.list(School) if about.cls is FundAgreement else []
        self.schools = {one.id: one.name for one in schools}

    def _by_owner(self, cls: type[ProviderCheck], name: str) -> dict[str, list[ProviderCheck]]:
        found: dict[str, list[ProviderCheck]] = {}
        for one in self.session.list(cls):
            found.setdefault(getattr(one, name), []).append(one)
        return found


def read_lines(session: Session, name: str, *, ended: bool) -> Lines:
    """The entries of a register in order; those that have ended last, and only where asked for."""
    about = register(name)
    around = _Around(session, about)
    known = sorted(around.known, key=_ORDER.get(about.cls, lambda _: ()))
    current = [one for one in known if not _has_ended(about, one, around.today)]
    gone = [one for one in known if _has_ended(about, one, around.today)]
    shown = current + gone if ended else current
    return Lines(tuple(_line(one, around) for one in shown), len(gone))


_ORDER: dict[type[Record], Callable[[Any], Any]] = {
    Officer: lambda one: (
        list(Office).index(one.office) if one.office else 0,
        one.from_day or date.min,
    ),
    FundAgreement: lambda one: -(one.from_day or date.min).toordinal(),
    PolicyIssue: lambda one: -(one.number or 0),
}


def _has_ended(about: Register, record: Record, today: date) -> bool:
    day = getattr(record, about.end, None) if about.end else None
    if day is None:
        return False
    # the last day of an office is still a day in office; a school is closed on the day of its closing
    return bool(day < today if about.end == "to_day" else day <= today)


def _can_be_taken_up(about: Register, record: Record, today: date) -> bool:
    """Whether it has ended, or its closing was decided; the last day of an office is set from the start."""
    decided = about.end == "closed_on" and getattr(record, about.end) is not None
    return decided or _has_ended(about, record, today)


def _line(record: Record, around: _Around) -> Line:
    title, second = _words(record, around)
    return Line(record.id, title, second, _chip(record, around))


def _joined(*parts: object) -> str:
    return ", ".join(str(part) for part in parts if part)


def _words(record: Record, around: _Around) -> tuple[str, str]:
    words: dict[type[Record], Callable[[Any], tuple[str, str]]] = {
        School: lambda one: (
            one.name,
            _joined(
                one.school_type.label if one.school_type else "",
                say_laestab(one.laestab) if one.laestab else "",
                one.head,
            ),
        ),
        Provider: lambda one: (
            one.name,
            _joined(one.provider_type.label if one.provider_type else "", one.contact, one.telephone),
        ),
        Agency: lambda one: (one.name, _joined(one.service, one.contact, one.telephone)),
        OtherPartnership: lambda one: (
            one.name,
            _joined(one.fund_holding_school, one.data_protection_officer),
        ),
        SteeringMember: lambda one: (one.name, _joined(one.role.label if one.role else "", one.body)),
        Officer: lambda one: (
            one.office.label if one.office else "Officer",
            _joined(one.name, one.organisation, one.telephone),
        ),
        FundAgreement: lambda one: (
            around.schools.get(one.school_id, "School"),
            _joined(f"With {one.council}" if one.council else "", _span(one.from_day, one.to_day)),
        ),
        PolicyIssue: lambda one: (
            f"Issue {one.number}: {one.title}" if one.number else one.title,
            _joined(_on_its_way(one), f"clause {one.clause}" if one.clause else ""),
        ),
    }
    return words[type(record)](record)


def _on_its_way(issue: PolicyIssue) -> str:
    days = {
        IssueStage.RAISED: issue.raised_on,
        IssueStage.CHAIR: issue.to_chair_on,
        IssueStage.GROUP: issue.to_group_on,
        IssueStage.ANSWERED: issue.answered_on,
    }
    now = stage(issue)
    day = days[now]
    if day is None:
        return now.label
    between = "" if now in {IssueStage.RAISED, IssueStage.ANSWERED} else "since "
    return f"{now.label} {between}{say(day)}"


def _span(from_day: date | None, to_day: date | None) -> str:
    if from_day and to_day and from_day <= to_day:
        return say_range(from_day, to_day)
    return f"from {say(from_day)}" if from_day else f"until {say(to_day)}" if to_day else ""


def _chip(record: Record, around: _Around) -> Chip:
    today, fund = around.today, around.fund_holding_id
    chips: dict[type[Record], Callable[[Any], Chip]] = {
        School: lambda one: standing.school_chip(one, fund, today),
        Provider: lambda one: standing.provider_chip(one, around.checks.get(one.id, ()), today),
        Agency: lambda one: standing.agency_chip(one, today),
        OtherPartnership: lambda one: standing.other_chip(one, today),
        SteeringMember: lambda one: standing.member_chip(one, today),
        Officer: lambda one: standing.officer_chip(
            one, cast("list[Officer]", around.known), around.covers, today
        ),
        FundAgreement: lambda one: standing.agreement_chip(
            one, cast("list[FundAgreement]", around.known), fund, today
        ),
        PolicyIssue: lambda one: standing.issue_chip(one, today),
    }
    return chips[type(record)](record)


def read_entry(session: Session, name: str, record_id: str) -> Entry:
    """One entry whole. Raises NotFound."""
    about = register(name)
    record = session.get(about.cls, record_id)
    around = _Around(session, about)
    title, second = _words(record, around)
    answers, unanswered = _answers(session, about, record)
    return Entry(
        about,
        record,
        title,
        second,
        _chip(record, around),
        answers,
        unanswered,
        tuple(_notes(record, around)),
        tuple(_part(session, part, record, around) for part in about.parts),
        _history(session, record),
        use_words(uses(session, record), about.one),
        _can_be_taken_up(about, record, around.today),
        stage(record) if isinstance(record, PolicyIssue) else None,
    )


def _answers(
    session: Session, about: Register, record: Record
) -> tuple[tuple[tuple[str, tuple[tuple[str, str], ...]], ...], tuple[str, ...]]:
    described, groups, unanswered = record_type(record), [], []
    for group in about.groups:
        filled = []
        for name in group.fields:
            spec = described.field(name)
            words = answer(session, spec, getattr(record, name))
            if words:
                filled.append((spec.label, words))
            else:
                unanswered.append(spec.label)
        if filled:
            groups.append((group.title, tuple(filled)))
    return tuple(groups), tuple(unanswered)


def answer(session: Session, spec: FieldSpec, value: Any) -> str:
    """An answer in words: a date in full, the words of a choice, the name of what a link leads to."""
    if value is None or value == "":
        return ""
    if spec.holds is FieldType.DATE:
        return say(value)
    if spec.holds is FieldType.CHOICE:
        return str(value.label)
    if spec.holds is FieldType.LINK:
        found = session.any_record(str(spec.links_to), value)
        return str(getattr(found, "name", "")) if found else ""
    return say_laestab(value) if spec.name == "laestab" else str(value)


def _notes(record: Record, around: _Around) -> list[Said]:
    found = [Said("soon", "Look at this again.", words) for words in _doubts(record, around)]
    if isinstance(record, Provider):
        found.insert(0, _provider_note(record, around))
    elif isinstance(record, School):
        found += _two_names(record, around)
    elif isinstance(record, FundAgreement):
        gap = agreement_gap(cast("list[FundAgreement]", around.known), around.fund_holding_id, around.today)
        found += [Said("soon", f"{gap.words}.", gap.second)] if gap else []
    elif isinstance(record, PolicyIssue):
        step = next_step(record)
        late = step is not None and step.due < around.today
        found += [Said("soon" if late else "info", f"{step.words}.", f"By {say(step.due)}.")] if step else []
    return found


def _two_names(school: School, around: _Around) -> list[Said]:
    """The officer of the fund holding school stands among the officers as well: both must name the same person."""
    held = serving(around.session, Office.SCHOOL_DPO) if school.id == around.fund_holding_id else None
    here = school.data_protection_officer
    if held is None or not here or here in {held.name, held.covers_for}:
        return []
    text = f"{here} here, {held.name} under Officers. Letters name {held.name}."
    return [Said("soon", "Two names for the data protection officer.", text)]


def _doubts(record: Record, around: _Around) -> Sequence[str]:
    return list(doubts(record, around.known, around.today).values())


def _provider_note(provider: Provider, around: _Around) -> Said:
    decision = checks_in_date(provider, around.checks.get(provider.id, ()), around.today)
    if decision.is_open:
        return Said("safe", "Pupils can start here.", "Every check that is needed is in date.")
    return Said("over", "No pupil can start here.", " ".join(one.why for one in decision.reasons))


def _part(session: Session, part: Part, owner: Record, around: _Around) -> PartList:
    newest_first = record_type(part.cls).date_field or "key"
    found = session.list(part.cls, where={part.link: owner.id}, order=newest_first, newest=True)
    newest = newest_of_each(one for one in found if isinstance(one, ProviderCheck))
    return PartList(part, tuple(_part_line(one, newest, around.today) for one in found))


def _part_line(record: Record, newest: dict[Any, ProviderCheck], today: date) -> PartLine:
    if isinstance(record, ProviderCheck):
        title = record.check.label if record.check else "Check"
        done = f"Checked on {say(record.done_on)}" if record.done_on else ""
        until = f"holds until {say(record.valid_until)}" if record.valid_until else ""
        by = f"by {record.checked_by}" if record.checked_by else ""
        return PartLine(
            record, title, _joined(done, by, until, record.note), standing.check_chip(record, newest, today)
        )
    assert isinstance(record, OfficerCover)
    second = _joined(_span(record.from_day, record.to_day), record.telephone, record.email, record.reason)
    return PartLine(record, record.name, second, standing.span_chip(record.from_day, record.to_day, today))


def _history(session: Session, record: Record) -> tuple[tuple[str, str], ...]:
    """When it was added and changed, newest first: (day, what)."""
    labels = {spec.name: spec.label for spec in record_type(record).fields}
    found = []
    for row in session.history(record.id):
        day = say(row.at.astimezone(LONDON).date())
        before, after = row.before or {}, row.after or {}
        changed = [words for name, words in labels.items() if before.get(name) != after.get(name)]
        if row.before is None:
            found.append((day, "Added"))
        elif changed:
            found.append((day, f"{'Undone' if row.undoes else 'Changed'}: {_joined(*changed)}"))
        else:
            found.append((day, "Taken away" if after.get("trashed_at") else "Taken back"))
    return tuple(reversed(found))


def read_choices(session: Session) -> Choices:
    """What the links of the forms may point to: open schools and calendars, by name."""
    today = session.clock.today()
    schools = tuple(
        (one.id, one.name)
        for one in session.list(School, order="name")
        if one.closed_on is None or one.closed_on > today
    )
    calendars = tuple((one.id, one.name) for one in session.list(TermCalendarRecord, order="name"))
    return Choices({"school_id": schools, "term_calendar_id": calendars})
