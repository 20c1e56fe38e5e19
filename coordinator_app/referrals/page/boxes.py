"""The boxes that ask what happened to a referral or a first talk; each knows how its answers are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import Clock
from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals import deciding, discussions
from coordinator_app.referrals.model import ForumOutcome, InitialDiscussion, LaterTalk, Referral
from coordinator_app.referrals.page.naming_hint import NamingHint
from coordinator_app.referrals.risk import ReferralRisk, RiskLevel
from coordinator_app.referrals.states import DeclineReason, WithdrawnBy
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, Options
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.past_date import PastDate

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

Keep: TypeAlias = "Callable[[Session], Saved[Any]]"


class AskBox(FormBox):
    """A box whose `keep()` gives what the writer does with the answers as they stand."""

    said = "Kept"

    def keep(self) -> Keep:
        """What to write; called on the window's thread."""
        raise NotImplementedError

    def draft_place(self) -> DraftOf | None:
        """Where what is typed is kept until it is saved; None for boxes without a long answer."""
        return None

    def above(self, words: str) -> None:
        """A line above the questions."""
        self.form.add_widget(label(words, "small", "text-2", wrap=True))

    def day(self, name: str, title: str, clock: Clock, shown: date | None = None) -> None:
        """Ask for a day that is not ahead."""
        self.form.add(name, FormRow(title, "", PastDate(clock)))
        self.form.row(name).input.set_value(shown or clock.today())

    def words(
        self, name: str, title: str, help_text: str = "", *, shown: str = "", optional: bool = False
    ) -> None:
        """Ask for words."""
        self.form.add(name, FormRow(title, help_text, LongText(shown, lines=3), optional))

    def line(self, name: str, title: str, help_text: str = "", *, shown: str = "") -> None:
        """Ask for one line that may be empty."""
        self.form.add(name, FormRow(title, help_text, TextInput(shown), optional=True))

    def choose(self, name: str, title: str, options: Options, shown: object = None) -> None:
        """Ask for one of a list."""
        self.form.add(name, FormRow(title, "", ChoiceList(options)))
        self.form.row(name).input.set_value(shown)

    def answers(self) -> dict[str, Any]:
        """The answers as they stand."""
        return dict(self.form.values())


def ask(services: Services, box: AskBox, then: Callable[[Saved[Any]], None], *, undo: bool = True) -> None:
    """Show a box, keep its answers, say so, and go on; `undo` False for what has left the building."""

    def write(done: Callable[[object], None], failed: Callable[[Exception], None]) -> object:
        return services.jobs.write(box.keep(), done=done, failed=failed)

    def kept(saved: Saved[Any]) -> None:
        services.say.toast(box.said, saved.change_id if undo else None)
        then(saved)

    box.saves(write)
    box.saved.connect(guarded(box, kept))
    place = box.draft_place()
    if place is None:
        services.dialogs.show(box)
    else:
        show_kept(services, box, place)


class DeclineBox(AskBox):
    """Why a referral is declined."""

    said = "Referral declined"

    def __init__(self, referral: Referral) -> None:
        super().__init__("Decline this referral", "Decline")
        self._referral = referral
        self.above("Nothing new may be kept afterwards. What is kept stays, and the school may refer again.")
        self.choose("decline_code", "Why?", [(one, one.label) for one in DeclineReason])
        self.words("decision_reason", "In your words", "Needed for “Other”.", optional=True)

    def draft_place(self) -> DraftOf:
        """With the referral."""
        return DraftOf("decline_referral", self._referral.id)

    def keep(self) -> Keep:
        """Decline it."""
        found, referral = self.answers(), self._referral
        return lambda session: deciding.decline_referral(
            session, referral, found["decision_reason"], found["decline_code"]
        )


class WithdrawBox(AskBox):
    """Who took a referral back, when and why."""

    said = "Referral withdrawn"

    def __init__(self, referral: Referral, clock: Clock) -> None:
        super().__init__("Withdraw this referral", "Withdraw")
        self._referral = referral
        self.above(
            "End the programme and file what is still to come first: nothing new may be kept afterwards. "
            "What is kept stays."
        )
        self.choose("withdrawn_by", "Who withdrew it?", [(one, one.label) for one in WithdrawnBy])
        self.day("withdrawn_on", "When?", clock)
        self.words("withdrawn_reason", "Why?")

    def draft_place(self) -> DraftOf:
        """With the referral."""
        return DraftOf("withdraw_referral", self._referral.id)

    def keep(self) -> Keep:
        """Withdraw it."""
        found, referral = self.answers(), self._referral
        return lambda session: deciding.withdraw_referral(
            session, referral, found["withdrawn_by"], found["withdrawn_reason"], found["withdrawn_on"]
        )


class ForumBox(AskBox):
    """What the Inclusion Forum said."""

    said = "Inclusion Forum noted"

    def __init__(self, referral: Referral, clock: Clock) -> None:
        super().__init__("Inclusion Forum", "Save")
        self._referral = referral
        self.day("forum_on", "When was it discussed?", clock, referral.forum_on)
        outcomes = [(one, one.label) for one in ForumOutcome]
        self.choose("forum_outcome", "What was decided?", outcomes, referral.forum_outcome)
        self.line("forum_minute", "Number of the minute", "Where it is written.", shown=referral.forum_minute)

    def keep(self) -> Keep:
        """Note it."""
        found, referral = self.answers(), self._referral
        return lambda session: deciding.keep_forum(
            session, referral, found["forum_on"], found["forum_outcome"], found["forum_minute"]
        )


class SchoolBox(AskBox):
    """Which school is responsible for a pupil who changed school."""

    said = "School responsible noted"

    def __init__(self, referral: Referral, referred: str, now: tuple[str, str]) -> None:
        super().__init__("Which school is responsible?", "Save")
        self._referral, self._now = referral, now[0]
        self.above("Ask both schools. The school that referred stays on the referral, whatever you choose.")
        options = (
            (referral.school_id, f"{referred}, which referred"),
            (now[0], f"{now[1]}, on roll now"),
            ("", f"{now[1]} referred: the other school was a slip"),
        )
        boxes = ChoiceBoxes(options, vertical=True)
        self.form.add("responsible_school_id", FormRow("School responsible", "", boxes))

    def keep(self) -> Keep:
        """Name it."""
        chosen, referral, now = self.answers()["responsible_school_id"], self._referral, self._now
        if chosen == "":
            return lambda session: deciding.correct_school(session, referral, now)
        return lambda session: deciding.name_school(session, referral, chosen or "")


class SentBox(AskBox):
    """On which day a form went to the school."""

    def __init__(
        self, title: str, said: str, clock: Clock, write: Callable[[Session, date], Saved[Any]]
    ) -> None:
        super().__init__(title, "Save")
        self.said, self._write = said, write
        self.above("What went out cannot be taken back by Undo.")
        self.day("day", "When did it go out?", clock)

    def keep(self) -> Keep:
        """Note the day."""
        day, write = self.answers()["day"], self._write
        return lambda session: write(session, day)


_YES_NO: Options = ((True, "Yes"), (False, "No"), (None, "Not known"))


class RiskBox(AskBox):
    """What the school says of risk; guarded."""

    said = "Risk kept among the guarded records"

    def __init__(self, referral: Referral, kept: ReferralRisk | None, clock: Clock) -> None:
        super().__init__("Risk named in the referral", "Save")
        self._risk = kept or ReferralRisk(referral_id=referral.id)
        risk = self._risk
        self.above("Kept among the guarded records. The referral says only that the school names a risk.")
        for name, title in _RISKS:
            self.form.add(name, FormRow(title, "", ChoiceBoxes(_YES_NO), optional=True))
            self.form.row(name).input.set_value(getattr(risk, name))
        self.choose("level", "How great is it?", [(one, one.label) for one in RiskLevel], risk.level)
        self.words("known", "What is known?", "In the school’s own words.", shown=risk.known)
        self.words("plan", "What keeps people safe?", shown=risk.plan, optional=True)
        self.day("noted_on", "Noted on", clock, risk.noted_on)

    def draft_place(self) -> DraftOf:
        """Guarded, as what is kept of it."""
        return DraftOf("referral_risk", self._risk.referral_id, Compartment.GUARDED)

    def keep(self) -> Keep:
        """Keep it guarded."""
        risk = replace(self._risk, **self.answers())
        return lambda session: deciding.keep_risk(session, risk)


_RISKS = (
    ("to_self", "Risk to the pupil?"),
    ("from_others", "Risk from other people?"),
    ("to_others", "Risk to other people?"),
)


class TalkBox(AskBox):
    """One more talk about the same child."""

    said = "Later talk kept"

    def __init__(self, first: InitialDiscussion, clock: Clock, kept: LaterTalk | None = None) -> None:
        super().__init__("A later talk" if kept else "Add a later talk", "Save")
        self._talk = kept or LaterTalk(discussion_id=first.id)
        talk = self._talk
        self.above("Initials only here too: before the school refers, no name may be kept.")
        self.day("held_on", "Date of the talk", clock, talk.held_on)
        self.line("rang", "Who rang or wrote?", "Name and job.", shown=talk.rang)
        self.words("notes", "Notes of the talk", shown=talk.notes)
        self.words("advice", "Advice given", shown=talk.advice, optional=True)
        self.hints = [NamingHint(self.form.row(name)) for name in ("notes", "advice")]

    def draft_place(self) -> DraftOf:
        """With the talk that is changed, or with the first one while it is new."""
        return DraftOf("later_talk", self._talk.id or self._talk.discussion_id)

    def keep(self) -> Keep:
        """Keep it with the first."""
        talk = replace(self._talk, **self.answers())
        return lambda session: discussions.keep_talk(session, talk)
