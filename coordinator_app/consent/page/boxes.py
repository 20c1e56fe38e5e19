"""Boxes that ask: how a disagreement was settled, what was withdrawn, how somebody was chased."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from coordinator_app.consent import chase, settling, withdrawals
from coordinator_app.consent.chasing import ChaseMethod, ChaseReason, ConsentChase
from coordinator_app.consent.model import Consent
from coordinator_app.consent.terms import ConsentPurpose, ConsentResolution
from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.past_date import PastDate

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

Write = Callable[["Session"], Saved[Any]]
SETTLED_FOR = timedelta(days=42)  # our wording: six weeks, as between two reviews
_EVERYTHING = str(ConsentPurpose.PROGRAMME)


def coming_day(clock: Clock) -> DateInput:
    """A date that may lie ahead."""
    return DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today)


class KeepBox(FormBox):
    """A form box that writes what `act_of()` gives and says so; `then` runs once it is kept."""

    said = "Kept"

    def __init__(self, desk: Services, title: str, act: str, then: Callable[[], None]) -> None:
        super().__init__(title, act)
        self._desk = desk
        self._then = then
        self.saves(self._write)
        self.saved.connect(self._done_saving)

    def act_of(self) -> Write:
        """What is to be written, from the answers as they stand."""
        raise NotImplementedError

    def draft_place(self) -> DraftOf | None:
        """Where what is typed is kept until it is saved; None for boxes without a long answer."""
        return None

    def ask(self, receiver: QObject) -> None:
        """Show the box over the window; nothing runs once `receiver` is gone."""
        self._then = guarded(receiver, self._then)
        place = self.draft_place()
        if place is None:
            self._desk.dialogs.show(self)
        else:
            show_kept(self._desk, self, place)

    def _write(self, done: Callable[[object], None], failed: Callable[[Exception], None]) -> object:
        return self._desk.jobs.write(self.act_of(), done=done, failed=failed)

    def _done_saving(self, saved: object) -> None:
        assert isinstance(saved, Saved)
        self._desk.say.toast(self.said, saved.change_id)
        self._then()


class WithdrawBox(KeepBox):
    """Everything, or one extra; who said it, when, in which words (003-7.3; UK GDPR article 7(3))."""

    said = "Consent withdrawn"

    def __init__(
        self,
        desk: Services,
        consent: Consent,
        extras: Sequence[tuple[str, str]],
        people: Sequence[str],
        then: Callable[[], None],
    ) -> None:
        super().__init__(desk, "Withdraw this consent?", "Withdraw consent", then)
        self._consent, self._extras = consent, tuple(extras)
        options = [(_EVERYTHING, "All of it: the programme, the extras and sharing")]
        options += [(about, f"Only this extra: {name.lower()}") for about, name in extras]
        which = ChoiceBoxes(options, vertical=True, plain=True)
        self.form.add("about", FormRow("What is withdrawn?", "", which))
        which.set_value(_EVERYTHING)
        self.effect = label("", "small", "text-2", wrap=True)
        self.form.add_widget(self.effect)
        names = [(name, name) for name in people]
        who = ChoiceList([*names, ("", "Someone else")], none="Choose who said it")
        self.form.add("by", FormRow("Who said it?", "", who, optional=True))
        day = PastDate(desk.clock)
        self.form.add("withdrawn_on", FormRow("When?", "", day))
        day.set_value(desk.clock.today())
        self.form.add("words", FormRow("What did they say?", "In their own words.", LongText(lines=3)))
        self.form.edited.connect(self._follow)
        self.form.row("about").setVisible(bool(self._extras))
        self._follow()

    def draft_place(self) -> DraftOf:
        """With the consent."""
        return DraftOf("withdraw_consent", self._consent.id)

    def act_of(self) -> Write:
        """Withdraw the whole, or one purpose."""
        values: dict[str, Any] = self.form.values()
        consent = self._consent
        about, words = str(values.get("about") or _EVERYTHING), str(values["words"])
        on, by = values["withdrawn_on"], str(values["by"] or "")
        return lambda session: withdrawals.withdraw_purpose(session, consent, about, words, on=on, by=by)

    def save(self) -> None:
        """Nothing is withdrawn without the words that were said."""
        missing = {}
        if not str(self.form.row("words").value() or "").strip():
            missing["words"] = "Write what they said, in their own words."
        if self.form.row("withdrawn_on").value() is None:
            missing["withdrawn_on"] = (
                self.form.row("withdrawn_on").input.problem() or "Type the day on which they said it."
            )
        if self.form.errors(missing):
            super().save()

    def _follow(self) -> None:
        whole = self.form.row("about").value() in {None, _EVERYTHING}
        self.effect.setText(
            "Sharing and the programme close at once. The record stays, because the law asks us to keep it."
            if whole
            else "Only this extra ends. The programme and sharing go on."
        )


class SettleBox(KeepBox):
    """How a disagreement was settled, by whom, and when it is looked at again."""

    said = "Settlement recorded"

    def __init__(self, desk: Services, pupil_id: str, then: Callable[[], None]) -> None:
        super().__init__(desk, "How was it settled?", "Record it", then)
        self._pupil_id = pupil_id
        goes = ChoiceBoxes(((True, "The programme goes ahead"), (False, "It does not")), vertical=True)
        self.form.add("goes_ahead", FormRow("What was settled?", "", goes))
        help_text = "Who was spoken with, what each of them said, and on what it rests."
        self.form.add("words", FormRow("How?", help_text, LongText(lines=4)))
        self.form.add("decided_by", FormRow("Who settled it?", "Name and job.", TextInput()))
        self.form.add("decided_on", FormRow("When?", "", PastDate(desk.clock)))
        again = "Within 6 weeks. Today asks again on that day."
        self.form.add("review_on", FormRow("Look at it again on", again, coming_day(desk.clock)))
        self.form.set_values(
            {"decided_on": desk.clock.today(), "review_on": desk.clock.today() + SETTLED_FOR}
        )

    def draft_place(self) -> DraftOf:
        """With the pupil."""
        return DraftOf("settle_consent", self._pupil_id)

    def act_of(self) -> Write:
        """Keep the settlement."""
        values: dict[str, Any] = self.form.values()
        found = ConsentResolution(pupil_id=self._pupil_id, **values)
        return lambda session: settling.settle(session, found)


class ChaseBox(KeepBox):
    """That somebody was asked: how, whom, what came of it, when to ask again (`again` is offered)."""

    said = "Noted"

    def __init__(
        self,
        desk: Services,
        pupil_id: str,
        reason: ChaseReason,
        people: Sequence[str],
        then: Callable[[], None],
        again: date,
    ) -> None:
        super().__init__(desk, "How did you ask?", "Keep the note", then)
        self._pupil_id, self._reason = pupil_id, reason
        ways = [(one, one.label) for one in ChaseMethod if one is not ChaseMethod.LETTER]
        self.form.add("how", FormRow("How?", "", ChoiceBoxes(ways, vertical=True, plain=True)))
        names = [(name, name) for name in people]
        who = ChoiceList([*names, ("", "Someone else")], none="Choose who")
        self.form.add("asked", FormRow("Whom did you ask?", "", who, optional=True))
        self.form.add("chased_on", FormRow("When?", "", PastDate(desk.clock)))
        self.form.add("answer", FormRow("What did they answer?", "", LongText(lines=3), optional=True))
        help_text = "Until then the pupil stands under “Asked, waiting”."
        self.form.add("next_on", FormRow("Ask again on", help_text, coming_day(desk.clock), optional=True))
        today = desk.clock.today()
        self.form.set_values({"how": ChaseMethod.TELEPHONE, "chased_on": today, "next_on": again})

    def draft_place(self) -> DraftOf:
        """With the pupil, for each reason apart."""
        return DraftOf(f"chase_{self._reason}", self._pupil_id)

    def act_of(self) -> Write:
        """Keep the note."""
        values: dict[str, Any] = self.form.values()
        note = ConsentChase(
            pupil_id=self._pupil_id,
            reason=self._reason,
            how=values["how"],
            asked=str(values["asked"] or ""),
            chased_on=_day(values["chased_on"]),
            answer=str(values["answer"] or ""),
            next_on=_day(values["next_on"]),
        )
        return lambda session: chase.record_chase(session, note)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
