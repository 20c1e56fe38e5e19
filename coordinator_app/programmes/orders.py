"""The summary of a programme, for the family or for the provider: each gets what it needs and no more (003-6.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.consent.actions import forms_printed
from coordinator_app.consent.family_copy import for_hand
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.dates import say, say_range
from coordinator_app.core.print_order import PrintOrder, listed, paragraphs
from coordinator_app.core.privacy import Choice
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.actions import days_of, targets_of
from coordinator_app.programmes.agreement import ENDED, agreement_of, demand_words, provider_gate
from coordinator_app.programmes.model import Programme, ProgrammeDay
from coordinator_app.programmes.timetable import times_words, week_words
from coordinator_app.pupils.confidential import hidden_gate
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.actions import reviews_of
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import in_force

TEMPLATE = FormTemplate.PROGRAMME_SUMMARY


class Reader(Choice):
    """Who the summary is for."""

    FAMILY = "family", "The family"
    PROVIDER = "provider", "The provider"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a programme is: the provider's or the other school's name with the site, "" if nothing is known."""

    words: str
    name: str


def place_of(session: Session, programme: Programme) -> Place:
    """Where a programme takes place, in words."""
    provider = session.find(Provider, programme.provider_id) if programme.provider_id else None
    school = session.find(School, programme.host_school_id) if programme.host_school_id else None
    name = provider.name if provider else school.name if school else ""
    return Place(", ".join(part for part in (name, programme.site) if part), name)


def summary_order(
    session: Session,
    programme: Programme,
    reader: Reader,
    *,
    practice: bool,
    reference: str = "",
    large_print: bool = False,
    handed_to: str = "",
) -> PrintOrder:
    """The summary of a programme. The legal route, the cost and the education, health and care plan are on neither.

    The plan for the return is the family's only. Nothing of the guarded compartment is printed. GateShut for the
    provider's without consent (003-7.2), for what tells where a confidential carer is, and for the family's where the wording would say what is not so, or where it
    must be kept from somebody where the pupil is and the one it is `handed_to` is not known, or may not have it.
    """
    demand_usable(session, programme.pupil_id)
    wording = in_force(session, TEMPLATE.value).text
    choices = _choices(session, programme, reader, wording)
    pupil = session.get(Pupil, programme.pupil_id)
    school = session.find(School, pupil.school_id)
    ours = house(session, practice=practice)
    place = place_of(session, programme)
    review = _first_review(session, programme)
    values = {
        "child_name": f"{pupil.given_names} {pupil.family_name}",
        "child_year_group": f"Year {pupil.year_group}" if pupil.year_group else "",
        "school_name": school.name if school else "",
        "programme_name": programme.called,
        "place": place.words,
        "place_contact": programme.contact or _provider_contact(session, programme),
        "days": days_words(days_of(session, programme.id)),
        "dates": dates_words(programme),
        "transport": programme.transport.label if programme.transport else "",
        "objectives": programme.objectives,
        "return_plan": programme.return_plan,
        "review_date": say(review) if review else "",
        "coordinator_name": ours.values["coordinator_name"],
        "coordinator_contact": ours.values["coordinator_contact"],
    }
    if reader is Reader.PROVIDER:
        del values["return_plan"]
    targets = [one.words for one in targets_of(session, programme.id)]
    order = PrintOrder(
        template=TEMPLATE.value,
        head=replace(ours.head, reference=reference, large_print=large_print),
        values={name: words for name, words in values.items() if words},
        gaps={
            name: words for name, words in (ours.gaps | _LATER).items() if name in values or name in _LATER
        },
        parts={"targets": listed(targets) if targets else paragraphs("No targets have been set yet.")},
        choices=choices,
        wording=wording,
    )
    hidden_gate(session, (*(values[name] for name in _TYPED if name in values), *targets)).demand()
    if reader is Reader.PROVIDER:
        return order
    return for_hand(session, order, programme.pupil_id, handed_to, hidden=_WHERE)


_TYPED = ("place", "place_contact", "transport", "objectives", "return_plan")
"""What somebody typed: it may tell where a carer is who must not be found."""
_WHERE = frozenset({"school_name", "place", "place_contact", "days", "dates", "transport", "return_plan"})
"""What says where the pupil is, when and on what way: not for one who must not know."""


def _choices(session: Session, programme: Programme, reader: Reader, wording: str) -> tuple[str, ...]:
    """The parts of the wording that are printed: what the family reads of its agreement is what is so today."""
    if reader is Reader.PROVIDER:
        provider_gate(session, programme).demand()
        return (reader.value,)
    agreement = agreement_of(session, programme)
    demand_words(wording, agreement)
    goes_on = () if agreement == ENDED else ("goes_on",)
    return (reader.value, agreement, *goes_on)


_LATER = {
    "child_year_group": "year group",
    "school_name": "school on roll",
    "place": "place to be agreed",
    "place_contact": "name and telephone",
    "days": "days to be agreed",
    "dates": "dates to be agreed",
    "transport": "to be agreed",
    "objectives": "to be agreed",
    "return_plan": "plan for the return to school, to be agreed",
    "review_date": "day to be agreed",
}


def _provider_contact(session: Session, programme: Programme) -> str:
    provider = session.find(Provider, programme.provider_id) if programme.provider_id else None
    if provider is None:
        return ""
    return ", ".join(part for part in (provider.contact, provider.telephone) if part)


def days_words(days: list[ProgrammeDay]) -> str:
    """The week in words: "Monday to Wednesday, 9:15am to 3pm", or ""."""
    return ", ".join(part for part in (week_words(days), times_words(days)) if part)


def dates_words(programme: Programme) -> str:
    """The dates in words: "30 November 2026 to 12 February 2027", "From 30 November 2026", or ""."""
    start, end = programme.start_on, programme.ended_on or programme.planned_end_on
    if start is None:
        return ""
    longest = f", for {programme.longest_weeks} weeks at the most" if programme.longest_weeks else ""
    said = say_range(start, end) if end and end >= start else f"From {say(start)}"
    return f"{said}{longest}"


def in_one_line(session: Session, programme: Programme) -> str:
    """What it is, where and on which days: for a consent form."""
    parts = (programme.called, place_of(session, programme).words, days_words(days_of(session, programme.id)))
    return ", ".join(part for part in (*parts, dates_words(programme)) if part)


def _first_review(session: Session, programme: Programme) -> date | None:
    start = programme.start_on or date.min
    waiting = [one.due_on for one in reviews_of(session, programme.pupil_id) if not one.finished]
    return min((day for day in waiting if day is not None and day >= start), default=None)


def summary_reference(
    session: Session,
    programme: Programme,
    reader: Reader,
    wording: tuple[int, str],
    *,
    large_print: bool = False,
    handed_to: str = "",
) -> str:
    """Note the summary as printed; its reference stands beside the QR code. `wording` is its version and hash.

    This is what lets it out, so every gate is asked here again. GateShut where `summary_order` says it.
    """
    summary_order(session, programme, reader, practice=False, handed_to=handed_to)
    noted = forms_printed(session, programme.pupil_id, ((TEMPLATE, *wording),), large_print=large_print)
    return noted[0].record.reference
