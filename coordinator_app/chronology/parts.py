"""What hangs on an entry: things to do, who has seen it; and the wordings that are offered for entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import Record, choice, day, describe, instant, link, text, yes_no
from coordinator_app.core.privacy import (
    LEGAL_DUTY,
    ORGANISATION,
    PUBLIC_TASK,
    PUPIL_FILE,
    Audience,
    Compartment,
    Purpose,
)

_HOLDING = "Notes on attendance, behaviour, work, health, safety, and what providers say"
_BOTH = (Compartment.GENERAL, Compartment.GUARDED)


def part_compartment(part: EntryAction | EntrySeen | EntryTemplate) -> Compartment:
    """The compartment of the entry it hangs on, or that its category calls for."""
    if isinstance(part, EntryTemplate):
        guarded = part.category is not None and part.category.is_guarded
    else:
        guarded = part.is_guarded
    return Compartment.GUARDED if guarded else Compartment.GENERAL


@describe(
    kind="entry_action",
    title="Thing to do",
    plural="Things to do",
    purpose=Purpose.WELLBEING,
    clause="003-3.3",
    basis=PUBLIC_TASK,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="The partnership",
    subjects=("entry_id.pupil_id",),
    compartments=_BOTH,
    part_of="entry_id",
    place=part_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryAction(Record):
    """What somebody is to do about an entry, by when, and when it was done or turned out not to be needed."""

    entry_id: str = link("Entry", "chronology_entry", required=True)
    what: str = text("What is to be done", required=True, searched=True)
    who: str = text("Who does it", required=True)
    due_on: date | None = day("By when", column=True)
    done_on: date | None = day("Done on", column=True, indexed=True)
    not_needed: bool = yes_no("Not needed")
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)


@describe(
    kind="entry_seen",
    title="Entry seen",
    plural="Entries seen",
    purpose=Purpose.WELLBEING,
    clause="003-2.1",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding=_HOLDING,
    source="The partnership",
    subjects=("entry_id.pupil_id",),
    compartments=_BOTH,
    part_of="entry_id",
    place=part_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EntrySeen(Record):
    """That the user of a slot has said that he has read an entry which others need to see."""

    entry_id: str = link("Entry", "chronology_entry", required=True)
    role: str = text("Who has seen it", required=True)
    slot_id: str = text("Key slot", personal=False, released=False, required=True)
    seen_at: datetime | None = instant("Seen", required=True)
    is_guarded: bool = yes_no("Kept in the guarded compartment", released=False)


@describe(
    kind="entry_template",
    title="Wording for entries",
    plural="Wordings for entries",
    purpose=Purpose.RUNNING,
    clause="003-3.3",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding="Wordings that we use again and again",
    source="The partnership",
    compartments=_BOTH,
    place=part_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTemplate(Record):
    """Words that are offered for a category. Gaps stand in square brackets: "Arrived at [time]"."""

    category: Category | None = choice("Category", Category, required=True, column=True)
    title: str = text("Name", personal=False, required=True, column=True)
    words: str = text("Words", long=True, personal=False, required=True)
