"""Who does an office's work on a day: its holder, or whoever stands in (003-1; cover counted). Pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coordinator_app.organisations.model import Office, Officer, OfficerCover, School
from coordinator_app.organisations.partners import OtherPartnership, holds
from coordinator_app.organisations.which_dpo import DpoNamed


@dataclass(frozen=True, slots=True)
class Serving:
    """Whom to turn to: name and numbers; `covers_for` is the holder when someone stands in, `until` the last day."""

    name: str
    telephone: str = ""
    email: str = ""
    covers_for: str = ""
    until: date | None = None

    @property
    def reach(self) -> str:
        """Telephone and email in one line."""
        return ", ".join(part for part in (self.telephone, self.email) if part)


def on_duty(
    office: Office, officers: Iterable[Officer], covers: Iterable[OfficerCover], on: date
) -> Serving | None:
    """Who does the work of an office on a day; None when nobody holds it and nobody stands in.

    The latest appointment wins, and of those who stand in the one who began last. Someone may go on standing in
    after the holder left: the office is then empty and still covered.
    """
    of_office = {one.id: one for one in officers if one.office is office}
    standing_in = [one for one in covers if one.officer_id in of_office and _covers(one, on)]
    if standing_in:
        cover = max(standing_in, key=lambda one: (one.from_day or date.min, one.key))
        holder = of_office[cover.officer_id]
        return Serving(cover.name, cover.telephone, cover.email, holder.name, cover.to_day)
    holding = [one for one in of_office.values() if holds(one.from_day, one.to_day, on)]
    if not holding:
        return None
    holder = max(holding, key=lambda one: (one.from_day or date.min, one.key))
    return Serving(holder.name, holder.telephone, holder.email, until=holder.to_day)


def _covers(cover: OfficerCover, on: date) -> bool:
    return cover.from_day is not None and holds(cover.from_day, cover.to_day, on)


def school_officer(school: School, on: date) -> Serving | None:
    """A school's own data protection officer on a day, or who stands in (003-1d)."""
    covered = school.dpo_cover_from is not None and holds(school.dpo_cover_from, school.dpo_cover_until, on)
    if school.dpo_cover and covered:
        return Serving(
            school.dpo_cover,
            school.dpo_cover_contact,
            covers_for=school.data_protection_officer,
            until=school.dpo_cover_until,
        )
    if school.data_protection_officer and holds(school.dpo_from, school.dpo_until, on):
        return Serving(
            school.data_protection_officer, school.dpo_telephone, school.dpo_email, until=school.dpo_until
        )
    return None


def as_dpo(serving: Serving | None) -> DpoNamed | None:
    """The same, as the rule that picks the officer wants it."""
    return None if serving is None else DpoNamed(serving.name, serving.reach, serving.covers_for)


def other_officer(other: OtherPartnership) -> DpoNamed | None:
    """The officer of another partnership's fund holding school, as far as we were told."""
    if not other.data_protection_officer:
        return None
    reach = ", ".join(part for part in (other.dpo_telephone, other.dpo_email) if part)
    return DpoNamed(other.data_protection_officer, reach)


def same_time(officer: Officer, known: Sequence[Officer]) -> tuple[Officer, ...]:
    """Others who hold the same office on some day of this appointment."""
    return tuple(
        other
        for other in known
        if other.id != officer.id
        and other.office is officer.office
        and overlap((officer.from_day, officer.to_day), (other.from_day, other.to_day))
    )


Span = tuple[date | None, date | None]


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans, both ends included, share a day; an open end is open."""
    starts = max(one[0] or date.min, other[0] or date.min)
    ends = min(one[1] or date.max, other[1] or date.max)
    return starts <= ends
