"""What may be kept in a register, and what is asked about first: numbers, dates in order, two at the same time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.identifiers import Checked, check_laestab, check_telephone, check_urn
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import before, in_future
from coordinator_app.organisations import issues
from coordinator_app.organisations.duty import overlap, same_time
from coordinator_app.organisations.model import Officer, OfficerCover, School, number_taken
from coordinator_app.organisations.partners import FundAgreement, OtherPartnership, SteeringMember
from coordinator_app.organisations.providers import Agency, Provider, ProviderCheck

Problems = list[FieldProblem | None]
LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 200, 500, 20_000  # characters
_EARLIEST, _LATEST = 1900, 2100  # years between which an office, a check or an agreement can lie
_PAIRS = {
    School: (
        ("dpo_until", "dpo_from", "the day the officer began"),
        ("dpo_cover_until", "dpo_cover_from", "the day the cover began"),
    ),
    Officer: (("to_day", "from_day", "the day it began"),),
    OfficerCover: (("to_day", "from_day", "the day the cover began"),),
    SteeringMember: (("to_day", "from_day", "the day it began"),),
    FundAgreement: (
        ("to_day", "from_day", "the day it began"),
        ("reviewed_on", "from_day", "the day it began"),
    ),
    Provider: (("agreement_until", "agreement_from", "the day the agreement began"),),
    ProviderCheck: (("valid_until", "done_on", "the day of the check"),),
}
_HAPPENED = {FundAgreement: ("signed_on", "reviewed_on"), ProviderCheck: ("done_on",)}


def check_email(text: str) -> Checked:
    """Something before and after one @, a dot behind it, and no space: no more can be known of an address."""
    name, at, place = text.partition("@")
    if not text:
        return Checked()
    if (
        at
        and name
        and "." in place.strip(".")
        and "@" not in place
        and not any(one.isspace() for one in text)
    ):
        return Checked(text)
    return Checked(problem="An email address looks like office@eastmere.example. Check this one.")


def check_ukprn(text: str) -> Checked:
    """Eight digits that begin with 1 (domain 6.2); empty is no problem."""
    bare = "".join(text.split())
    if not bare:
        return Checked()
    if bare.isascii() and bare.isdigit() and len(bare) == 8 and bare.startswith("1"):
        return Checked(bare)
    return Checked(problem="A UKPRN has 8 digits and begins with 1. Check this one.")


_FORMS: Mapping[str, Callable[[str], Checked]] = {
    "laestab": check_laestab,
    "urn": check_urn,
    "ukprn": check_ukprn,
    "telephone": check_telephone,
    "dpo_telephone": check_telephone,
    "email": check_email,
    "dpo_email": check_email,
}


R = TypeVar("R", bound=Record)


def tidy(record: R) -> R:
    """The same with its numbers in the form that we keep; those that are wrong stay as typed, to be refused."""
    values: dict[str, Any] = {}
    for name in ("laestab", "urn", "ukprn"):
        if hasattr(record, name):
            values[name] = _FORMS[name](getattr(record, name)).value or getattr(record, name)
    return replace(record, **values) if values else record


def problems(record: Record, known: Sequence[Record], today: date) -> tuple[FieldProblem, ...]:
    """Everything that keeps a record of a register from being kept; `known` are the others of its type."""
    found: Problems = [*_lengths(record), *_days(record), *_numbers(record)]
    found += [
        before(late, getattr(record, late), getattr(record, early), words)
        for late, early, words in _pairs(record)
    ]
    found += [in_future(name, getattr(record, name), today) for name in _HAPPENED.get(type(record), ())]
    if isinstance(record, School):
        found += number_taken(record, [one for one in known if isinstance(one, School)])
    elif isinstance(record, Provider):
        found += _provider_number_taken(record, known)
    elif isinstance(record, issues.PolicyIssue):
        found += issues.problems(record, today)
    return _first_of_each(found)


def _first_of_each(found: Problems) -> tuple[FieldProblem, ...]:
    by_field: dict[str, FieldProblem] = {}
    for one in found:
        if one is not None:
            by_field.setdefault(one.field, one)
    return tuple(by_field.values())


def _pairs(record: Record) -> tuple[tuple[str, str, str], ...]:
    return _PAIRS.get(type(record), ())


def _lengths(record: Record) -> Problems:
    """A name longer than a line of a letter is no name: it was pasted by mistake."""
    found: Problems = []
    for spec in record_type(record).fields:
        if not spec.is_text:
            continue
        most = LONGEST_TEXT if spec.holds is FieldType.LONG_TEXT else LONGEST_LINE
        most = LONGEST_NAME if spec.name in {"name", "title"} else most
        size = len(getattr(record, spec.name))
        if size > most:
            found.append(
                FieldProblem(
                    spec.name, f"{spec.label}: {size:,} characters are too many. Keep it under {most:,}."
                )
            )
    return found


def _days(record: Record) -> Problems:
    found: Problems = []
    for spec in record_type(record).fields:
        value: Any = getattr(record, spec.name)
        if spec.holds is FieldType.DATE and value is not None and not _EARLIEST <= value.year <= _LATEST:
            found.append(FieldProblem(spec.name, f"{say(value)} cannot be right. Check the year."))
    return found


def _numbers(record: Record) -> Problems:
    found: Problems = []
    for spec in record_type(record).fields:
        check = _FORMS.get(spec.name)
        wrong = check(getattr(record, spec.name)).problem if check else None
        if wrong:
            found.append(FieldProblem(spec.name, wrong))
    return found


def _provider_number_taken(record: Provider, known: Sequence[Record]) -> Problems:
    others = [one for one in known if isinstance(one, Provider) and one.id != record.id]
    return [
        FieldProblem(name, f"{other.name} has this number already. Check both providers.")
        for name in ("urn", "ukprn")
        for other in others
        if getattr(record, name) and getattr(other, name) == getattr(record, name)
    ]


def doubts(record: Record, known: Sequence[Record], today: date) -> dict[str, str]:
    """What is possible but unusual, as a question by field: it is asked about once and may be kept."""
    found = dict(_same_name(record, known))
    if isinstance(record, Officer):
        found |= _two_holders(record, known)
    elif isinstance(record, OfficerCover):
        found |= _two_covers(record, known)
    elif isinstance(record, FundAgreement):
        found |= _two_agreements(record, known)
    elif isinstance(record, ProviderCheck):
        found |= _odd_check(record, today)
    return found


def _same_name(record: Record, known: Sequence[Record]) -> dict[str, str]:
    if not isinstance(record, School | Provider | Agency | OtherPartnership):
        return {}
    mine = fold(record.name).strip()
    if any(one.id != record.id and fold(getattr(one, "name", "")).strip() == mine for one in known):
        return {"name": "There is one of this name already."}
    return {}


def _two_holders(record: Officer, known: Sequence[Record]) -> dict[str, str]:
    others = same_time(record, [one for one in known if isinstance(one, Officer)])
    if not others:
        return {}
    name = others[0].name
    return {
        "from_day": f"{name} holds this office at the same time. Type the day on which {name} ends, if so."
    }


def _two_covers(record: OfficerCover, known: Sequence[Record]) -> dict[str, str]:
    span = (record.from_day, record.to_day)
    for one in known:
        mine = isinstance(one, OfficerCover) and one.id != record.id and one.officer_id == record.officer_id
        if mine and isinstance(one, OfficerCover) and overlap(span, (one.from_day, one.to_day)):
            return {"from_day": f"{one.name} stands in at the same time."}
    return {}


def _two_agreements(record: FundAgreement, known: Sequence[Record]) -> dict[str, str]:
    span = (record.from_day, record.to_day)
    for one in known:
        if (
            isinstance(one, FundAgreement)
            and one.id != record.id
            and overlap(span, (one.from_day, one.to_day))
        ):
            return {"from_day": "Another fund holding agreement runs at the same time."}
    return {}


def _odd_check(record: ProviderCheck, today: date) -> dict[str, str]:
    if record.valid_until is not None and record.valid_until < today:
        return {"valid_until": "This check has run out already."}
    return {}
