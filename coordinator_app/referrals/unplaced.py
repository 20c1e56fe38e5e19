"""A safeguarding call about a child of whom too little is known to begin a record. Kept in the guarded compartment only.

Somebody rings about "a boy called Idris at your provider" and knows neither birth date nor school. What was said has to
be kept at once all the same (003-6.4); which child it was is found out afterwards, and then the call becomes an entry
of that child. Until then Today asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, day, describe, link, text
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import in_future, missing
from coordinator_app.core.privacy import CHILD_PROTECTION, SAFEGUARD, Audience, Compartment, Purpose


@describe(
    kind="unplaced_call",
    title="Safeguarding call about a child not known yet",
    plural="Safeguarding calls about children not known yet",
    purpose=Purpose.SAFEGUARDING,
    clause="003-6.4",
    basis=SAFEGUARD,
    retention=CHILD_PROTECTION,
    audience=Audience.RESTRICTED,
    holding="Notes on attendance, behaviour, work, health, safety, and what providers say",
    source="Your child's school, providers, other agencies, you and your child",
    subjects=("pupil_id",),
    compartments=(Compartment.GUARDED,),
    date_field="happened_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedCall(Record):
    """One call. `pupil_id` is set when the call has become the entry `entry_id`; `closed_why` when no record is its place."""

    given_names: str = text("Given names, as far as known", searched=True, special=True)
    family_name: str = text("Family name, as far as known", searched=True, special=True)
    birth_date: date | None = day("Date of birth, if known")
    school_id: str = link("School, if known", "school")
    happened_on: date | None = day("Date of the call", required=True, column=True)
    source: str = text("Who rang, and their job", searched=True)
    words: str = text(
        "What was said, and what was decided", long=True, required=True, searched=True, special=True
    )
    discussion_id: str = link("First talk that it came from", "initial_discussion")
    pupil_id: str = link("Pupil, once known", "pupil")
    entry_id: str = link("Entry that it became", "chronology_entry")
    closed_on: date | None = day("Closed without a record on", column=True)
    closed_why: str = text("Why no record is its place", long=True, searched=True)

    @property
    def called(self) -> str:
        """The child as far as the caller could say; "" if not at all."""
        return f"{self.given_names} {self.family_name}".strip()


def call_problems(call: UnplacedCall, today: date) -> tuple[FieldProblem | None, ...]:
    """What is wrong with a call as typed: nothing that is asked about the child is ever needed."""
    return (
        missing("happened_on", call.happened_on, "Type the date of the call."),
        in_future("happened_on", call.happened_on, today),
        missing("words", call.words, "Write what was said and what was decided."),
    )
