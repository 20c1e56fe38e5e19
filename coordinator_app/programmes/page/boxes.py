"""The dialogs of a programme: risk assessment, start all the same, pause, end, settle, tell the provider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import Lean, read_date
from coordinator_app.programmes.gate import CONSENT, Check, Override
from coordinator_app.programmes.model import (
    Destination,
    EndReason,
    Outcome,
    Programme,
    ProgrammeState,
    ProgrammeTarget,
    TargetOutcome,
)
from coordinator_app.programmes.running import Ending
from coordinator_app.programmes.safety import RiskAssessment, RiskWords
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, Options, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate


def _ahead(clock: Clock) -> DateInput:
    return DateInput(lambda typed: read_date(typed, clock.today(), lean=Lean.FUTURE).value, today=clock.today)


def _options(choices: Any) -> Options:
    return [(one, one.label) for one in choices]


class RiskBox(FormBox):
    """A new risk assessment; its words go to the guarded side."""

    def __init__(self, clock: Clock, programme_id: str) -> None:
        super().__init__("Record a risk assessment", "Record risk assessment")
        self._programme_id = programme_id
        form = self.form
        form.add_widget(
            Note(
                "info",
                "What you write here is kept in the guarded part of the vault.",
                "Others see who made it, when, and until when it holds.",
                icon="lock",
            )
        )
        form.add("made_by", FormRow("Who made it", "Name and job.", TextInput(longest=200)))
        form.add_beside(
            {
                "made_on": FormRow("Made on", "", PastDate(clock)),
                "valid_until": FormRow("Holds until", "", _ahead(clock)),
            }
        )
        form.add("hazards", FormRow("What could go wrong", "", LongText(lines=4), printed=False))
        form.add("measures", FormRow("What is done about it", "", LongText(lines=4), printed=False))
        form.row("made_on").input.set_value(clock.today())

    def assessment(self) -> RiskAssessment:
        """Who, when, until when."""
        typed = self.form.values()
        return RiskAssessment(
            programme_id=self._programme_id,
            made_by=str(typed["made_by"]),
            made_on=_day(typed["made_on"]),
            valid_until=_day(typed["valid_until"]),
        )

    def words(self) -> RiskWords:
        """The hazards and measures."""
        typed = self.form.values()
        return RiskWords(hazards=str(typed["hazards"]), measures=str(typed["measures"]))


class OverrideBox(FormBox):
    """Starting all the same: why, when it is looked at again, and the harder words where consent is missing."""

    def __init__(self, clock: Clock, lacking: Sequence[Check]) -> None:
        super().__init__("Start before everything is in place?", "Start all the same")
        self.act.set_kind("danger")
        form = self.form
        missing = "\n".join(reason.why for check in lacking for reason in check.reasons)
        without = any(check.code == CONSENT for check in lacking)
        lead = "This starts a programme without a valid consent." if without else "Not in place:"
        form.add_widget(Note("over" if without else "soon", lead, missing))
        why = "It stays on the pupil's record and in the audit log, with the day and with what was missing."
        form.add("reason", FormRow("Why can it not wait?", why, LongText(lines=3)))
        weeks = "2 weeks" if without else "6 weeks"
        again = f"Today shows it until it is settled. Choose a day within {weeks}."
        form.add("review_on", FormRow("Look at it again on", again, _ahead(clock)))
        tick = TickBox("I start this programme without the consent of anyone with parental responsibility")
        row = form.add("without_consent_said", FormRow("Without consent", "", tick))
        row.setVisible(without)

    def override(self) -> Override:
        """The wish as typed."""
        typed = self.form.values()
        return Override(
            str(typed["reason"]), _day(typed["review_on"]), bool(typed.get("without_consent_said", False))
        )


class PauseBox(FormBox):
    """From when and why a programme is interrupted."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("Pause this programme", "Pause programme")
        self.form.add("paused_on", FormRow("Paused from", "", PastDate(clock)))
        self.form.add("pause_reason", FormRow("Why?", "", TextInput(longest=300)))
        self.form.row("paused_on").input.set_value(clock.today())

    def answers(self) -> tuple[date | None, str]:
        """The day and the reason."""
        typed = self.form.values()
        return _day(typed["paused_on"]), str(typed["pause_reason"])


class EndBox(FormBox):
    """How a programme ended: last day, reason, outcome, destination, and the result of each target."""

    def __init__(self, clock: Clock, programme: Programme, targets: Sequence[ProgrammeTarget]) -> None:
        super().__init__("End this programme", "End programme")
        self._targets = tuple(targets)
        form = self.form
        form.add("ended_on", FormRow("Last day", "", PastDate(clock)))
        form.add("end_reason", FormRow("Why did it end?", "", ChoiceList(_options(EndReason))))
        outcomes = ChoiceList(_options(Outcome))
        form.add("outcome", FormRow("How did it come out?", "", outcomes))
        form.add("destination", FormRow("Where does the pupil go?", "", ChoiceList(_options(Destination))))
        for place, target in enumerate(self._targets):
            boxes = ChoiceBoxes(_options(TargetOutcome))
            form.add(f"target_{place}", FormRow(f"Target: {target.words}", "", boxes, optional=True))
        words = "What helped, and what the next school should know."
        form.add("end_words", FormRow("About the end", words, LongText(lines=3), optional=True))
        form.row("ended_on").input.set_value(clock.today())
        if programme.state is ProgrammeState.PLANNED:
            outcomes.set_value(Outcome.NOT_TAKEN_UP)

    def ending(self) -> Ending:
        """The end as typed."""
        typed: dict[str, Any] = self.form.values()
        results = [
            replace(target, result=found)
            for place, target in enumerate(self._targets)
            if (found := typed[f"target_{place}"]) is not None
        ]
        return Ending(
            _day(typed["ended_on"]),
            typed["end_reason"],
            typed["outcome"],
            typed["destination"],
            str(typed["end_words"]),
            tuple(results),
        )


class SettleBox(FormBox):
    """How what was passed over at the start was settled; words are needed while something is still missing."""

    def __init__(self, still: Sequence[str]) -> None:
        super().__init__("Settle what was passed over", "Mark as settled")
        if still:
            note = Note("soon", "This is still not in place:", "\n".join(still))
            help_text = "Say what was decided instead."
        else:
            note = Note("safe", "Everything that was passed over is in place now.")
            help_text = "You may leave this empty."
        self.form.add_widget(note)
        self.form.add("words", FormRow("What was decided?", help_text, LongText(lines=3), optional=not still))

    def words(self) -> str:
        """What was decided."""
        return str(self.form.values()["words"])


class TellBox(FormBox):
    """To whom, when and how the summary was handed to the provider."""

    def __init__(self, clock: Clock, recipient: str) -> None:
        super().__init__("Tell the provider", "Record as told")
        form = self.form
        form.add_widget(
            Note(
                "info",
                "Give the provider the summary for providers, and nothing more.",
                "“Print summary” makes it. Once it is recorded here, the start cannot be undone.",
            )
        )
        form.add("recipient", FormRow("Given to", "", TextInput(longest=200)))
        form.add("given_on", FormRow("Given on", "", PastDate(clock)))
        ways = [one for one in DeliveryMethod if one is not DeliveryMethod.AT_REVIEW]
        form.add("method", FormRow("How?", "", ChoiceList(_options(ways))))
        form.row("recipient").input.set_value(recipient)
        form.row("given_on").input.set_value(clock.today())

    def answers(self) -> tuple[DeliveryMethod | None, date | None, str]:
        """How, when and to whom."""
        typed: dict[str, Any] = self.form.values()
        return typed["method"], _day(typed["given_on"]), str(typed["recipient"])


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
