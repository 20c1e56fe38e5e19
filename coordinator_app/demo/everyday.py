"""What a school, a provider and a mother bring up in an ordinary week: a suspension, a thing to do, a correction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coordinator_app.chronology import suspending, things_to_do
from coordinator_app.chronology.actions import correct_entry, entries_of
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.core.clock import SetClock
from coordinator_app.corrections import actions as corrections
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.corrections.telling import answered
from coordinator_app.demo.days import StoryDays, at
from coordinator_app.demo.steps import Step
from coordinator_app.organisations.actions import school_days
from coordinator_app.pupils.model import Pupil
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session

_OTIS, _EMBER = "Otis", "Ember"


class Everyday:
    """Adds them to the story of the other pupils."""

    def __init__(self, session: Session, clock: SetClock, days: StoryDays) -> None:
        self.session, self.clock, self.days = session, clock, days

    def steps(self) -> Iterator[Step]:
        """What happened, to be done in order of time with the main story."""
        days = self.days
        yield Step(at(days.ago(12), 15), "Recording a suspension", self.suspension)
        yield Step(at(days.ago(6), 9), "Writing down a correction", self.claim)
        yield Step(at(days.ago(5), 9), "Correcting an entry", self.correction)

    def suspension(self) -> None:
        """003-3.3: two days, told by the school on the first of them, and what is to be done about it."""
        pupil = self._pupil(_OTIS)
        wanted = Suspension(
            pupil_id=pupil.id,
            exclusion_kind=ExclusionKind.SUSPENSION,
            first_on=self._school_day(pupil, self.clock.today()),
            half_days=4,
            school_id=pupil.school_id,
            reason=ExclusionReason.DISRUPTIVE,
            words="Left two lessons and would not come back in. T. Inkwell rang the same afternoon.",
        )
        kept = suspending.record(self.session, wanted, with_entry=True).record
        action = EntryAction(
            entry_id=kept.entry_id,
            what="Ask the school what was agreed when he came back",
            who="Pat Samplewell",
            due_on=self.days.today + timedelta(days=3),
        )
        things_to_do.add(self.session, action)

    def claim(self) -> None:
        """003-5.4: what the mother says is wrong, and what shows it."""
        pupil = self._pupil(_EMBER)
        entry = self._first_week(pupil)
        claim = CorrectionClaim(
            pupil_id=pupil.id,
            item_kind="chronology_entry",
            item_id=entry.id,
            field_label="What happened",
            asked_by="Sorrel Puddlecombe",
            asked_on=self.clock.today(),
            says="She was at the dentist on the second morning, so it was not every day.",
            evidence="The appointment card, seen today.",
        )
        self.claim_id = corrections.ask(self.session, claim).record.id

    def correction(self) -> None:
        """The entry put right, its old words kept behind it, and the mother told."""
        entry = self._first_week(self._pupil(_EMBER))
        correct_entry(
            self.session,
            entry,
            "Her mother showed the appointment card.",
            words="In every day of the first week but one morning, when she was at the dentist.",
        )
        decision = corrections.Decision(
            CorrectionOutcome.CORRECTED,
            "The appointment card shows it.",
            self.clock.today(),
        )
        claim = self.session.get(CorrectionClaim, self.claim_id)
        decided = corrections.decide(self.session, claim, decision).record
        answered(self.session, decided, self.clock.today(), DeliveryMethod.IN_PERSON)

    def _pupil(self, given: str) -> Pupil:
        return next(one for one in self.session.list(Pupil) if one.given_names == given)

    def _first_week(self, pupil: Pupil) -> ChronologyEntry:
        return next(one for one in entries_of(self.session, pupil.id) if one.category is Category.ATTENDANCE)

    def _school_day(self, pupil: Pupil, day: date) -> date:
        """That day, or the last one before it on which school was open; in the holidays, the day itself."""
        school = school_days(self.session, pupil.school_id)
        back = (day - timedelta(days=number) for number in range(7))
        return next((one for one in back if school.counts(one)), day)
