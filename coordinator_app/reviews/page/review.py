"""One progress review: six short steps, beside them what was never shared; then the summary (design 8.8)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say, say_day
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews.closing import Proposal, Written
from coordinator_app.reviews.letters import Letter
from coordinator_app.reviews.page import going_on, review_reading
from coordinator_app.reviews.page import review_forms as forms
from coordinator_app.reviews.page.keeping_people import PeopleKeeper
from coordinator_app.reviews.page.review_parts import ReviewParts
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.reviews.page.saving import Saver
from coordinator_app.reviews.page.share_place import SharePlace
from coordinator_app.reviews.page.summary import SummaryPanel
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.labels import label
from coordinator_app.ui.page import Page
from coordinator_app.ui.step_screen import StepHeader, StepScreen

if TYPE_CHECKING:
    from coordinator_app.ui.chips import Set

_BESIDE = 860  # px of the design: narrower, and the list stands in the last step
_FINISH = "Finish and print summary"


class ReviewPage(Page):
    """`open(review_id=…)`. Everything typed is a draft until it is finished, or kept with "Save and finish later"."""

    name: ClassVar[str] = "review"
    title: ClassVar[str] = "Progress review"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "chronology_entry",
            "document",
            "disclosure",
            "carer",
            "court_order",
            "review",
            "review_person",
            "review_copy",
        }
    )
    focus_screen: ClassVar[bool] = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.shown: ReviewShown | None = None
        self._review_id, self._wanted = "", ""
        self._held: dict[str, Any] | None = None
        self._touched, self._at = False, ""
        self._first: QWidget | None = None
        self.frame = StepScreen(self.title, forms.STEPS)
        self.parts = ReviewParts(services)
        self.forms, self.targets = self.parts.forms, self.parts.targets
        self.people, self.share = self.parts.people, self.parts.share
        self.weeks = self.parts.weeks
        self.summary = SummaryPanel(services)
        self._saver, self._keeper = Saver(self), PeopleKeeper(self)
        self._lay_out()
        self._wire()

    # what the shell asks

    def open(self, *, review_id: str = "", **_more: Any) -> None:
        """Show a review from where it was left."""
        if review_id != self._review_id:
            self.new_visit()
            self._saver.anew()
            self._forget()
        self.frame.go_on.setEnabled(self.shown is not None)  # a write of the review before may still run
        self.summary.handed.start()
        self._review_id = review_id
        self._read(self._has_come)

    def _forget(self) -> None:
        """Another review: nothing of the last one may stay behind."""
        self.shown, self._held, self._touched, self._at = None, None, False, ""
        self.parts.forget()
        self.frame.header.say_kept("")
        self._let_answer(allowed=False)

    def _let_answer(self, *, allowed: bool) -> None:
        self.parts.let_answer(allowed=allowed)
        for one in (self.frame.go_on, self.frame.finish_later):
            one.setEnabled(allowed)

    def whose(self) -> str:
        """The pupil."""
        return self.shown.pupil.called if self.shown is not None else ""

    def refresh(self) -> None:
        """What is not shared, or who may be handed the summary, may have changed; what is typed stays."""
        if self.shown is None:
            self._read(self._has_come)  # the first reading failed, or is still on its way
        elif self.shown.review.finished:
            self._read(self._show_finished)
            self.summary.show_again()
        else:
            self._read(self._show_beside)

    @property
    def draft_record(self) -> str:
        """Whose draft it is."""
        return self._review_id

    @property
    def draft_compartment(self) -> Compartment:
        """A reason for holding a restricted entry back may say what it is about."""
        guards = self.desk.vault.holds(Compartment.GUARDED)
        return Compartment.GUARDED if guards else Compartment.GENERAL

    def first_focus(self) -> None:
        """The first question of the step."""
        form = self.forms.get(self.frame.current)
        if form is not None:
            form.first_focus()
        else:
            self.frame.first_focus()
        self._first = self.window().focusWidget()

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and ticked, and where we are; one that still waits for the review stays kept."""
        if self._held is not None:
            return self._held
        if self.shown is None or self.shown.review.finished or not self._touched:
            return None
        return {**self.parts.draft(), "step": self.frame.current, "at": self._at}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back and go on at the last step; it may come before the review itself, and then waits for it."""
        self._held = draft if self.shown is None else None
        if self.shown is None or self.shown.review.finished:
            return
        has_moved = self.window().focusWidget() is not self._first
        self.parts.put_back(draft)
        self._touched, self._at = True, str(draft.get("at", ""))
        step = draft.get("step")
        if step in {one.name for one in forms.STEPS}:
            self.show_step(str(step))
        self._propose()
        if not has_moved:  # where somebody has begun already the cursor stays
            self.first_focus()
            going_on.go_there(self.parts, self._at)

    def draft_kept(self) -> None:
        """Say so in the header."""
        self.frame.header.say_kept("Draft kept, encrypted")

    # the look

    def _lay_out(self) -> None:
        # what has no room gives way; without this the widest layout would hold the window open
        self.setMinimumWidth(1)
        column = layout.column(self.content, space=0)
        self._place = SharePlace(self.share, self.frame.column("share"))
        self.frame.set_panel(self._place.panel)
        column.addWidget(self.frame)
        column.addWidget(self.summary, 1)
        self.summary.hide()
        self.parts.put_into(self.frame)
        self.why_then = label("", "small", "text-2", wrap=True)
        self.frame.column("share").addWidget(self.why_then)

    def _wire(self) -> None:
        frame = self.frame
        self.summary.reopened.connect(self._reopened)
        frame.onward.connect(self.go_on)
        frame.back.connect(lambda: self._go(frame.neighbour(-1)))
        frame.chosen.connect(self._go)
        frame.later.connect(self._saver.keep_and_leave)
        frame.closing.connect(self.desk.go.back)
        frame.locking.connect(self.desk.lock)
        self.parts.connect(self._edited, self._saver.keep_and_write)
        self.forms["meeting"].row("held_on").left.connect(self._propose)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands beside, or in the last step."""
        super().resizeEvent(event)
        self._arrange()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() / theme.current().scale >= _BESIDE
        self._place.arrange(beside=beside, shown=not self.summary.isVisibleTo(self))

    # reading

    def _read(self, done: Any) -> None:
        review_id = self._review_id
        came, failed = self.in_turn(done, self._failed)
        self.desk.jobs.read(lambda session: review_reading.read(session, review_id), done=came, failed=failed)

    def _has_come(self, shown: ReviewShown) -> None:
        self.show_content()
        first = self.shown is None
        self.shown = shown
        if first:
            self._let_answer(allowed=True)
        _say_header(self.frame.header, shown)
        finished = shown.review.finished
        self.summary.setVisible(finished)
        self.frame.setVisible(True)
        self.frame.show_only_header(finished)
        self._arrange()
        if finished:
            self.frame.header.say_kept("")
            self.summary.show_review(shown)
            return
        if first:
            self.parts.show_review(shown)
            self.show_step("meeting")
            self._propose()
        self._show_beside(shown)
        if first:
            self.first_focus()
        if self._held is not None:
            self.restore_draft(self._held)

    def _show_finished(self, shown: ReviewShown) -> None:
        """Who got a copy; a finishing or opening that was undone meanwhile shows the review as it is now."""
        if shown.review.finished:
            self.shown = shown
            self.summary.show_beside(shown)
        else:
            self._reopened()

    def _reopened(self) -> None:
        self._forget()
        self._read(self._has_come)

    def _show_beside(self, shown: ReviewShown) -> None:
        self.shown = shown
        self.parts.show_beside(shown)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and self.shown is None:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    # the steps

    def _edited(self) -> None:
        self._touched, self._at = True, going_on.where(self.parts) or self._at

    def go_on(self) -> None:
        """The next step; from the last one, finish."""
        form = self.forms.get(self.frame.current)
        if form is not None and not form.check():
            return
        if self.frame.current == "meeting":
            self._propose()
        if self.frame.current == "share":
            self._saver.finish()
        else:
            self._go(self.frame.neighbour(1))

    def _go(self, step: str) -> None:
        self.show_step(step)
        self.first_focus()

    def show_step(self, step: str) -> None:
        """Show this step."""
        names = [one.name for one in forms.STEPS]
        done = self.parts.done(self.shown)
        self.frame.show_step(step, reached=tuple(names), done=tuple(done))
        words = (
            _FINISH if step == "share" else f"Continue to {forms.STEPS[names.index(step) + 1].title.lower()}"
        )
        self.frame.go_on.setText(words)
        self.frame.go_on.setAccessibleName(words)

    def _propose(self) -> None:
        shown = self.shown
        if shown is None or shown.following is not None:
            self.forms["share"].row("next_on").hide()
            due = shown.following.due_on if shown and shown.following else None
            self.why_then.setText(f"The next review is planned already, for {say(due)}." if due else "")
            return
        held = self.forms["meeting"].row("held_on").value()
        start = held if isinstance(held, date) else shown.today
        pupil_id = shown.pupil.id
        self.desk.jobs.read(
            lambda session: review_reading.read_proposal(session, pupil_id, start),
            done=self.of_visit(self._proposed),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _proposed(self, proposal: Proposal) -> None:
        self.forms["share"].row("next_on").show()
        self.why_then.setText(
            f"If you leave it empty, the next review is on {say_day(proposal.on)}. {proposal.why}"
        )

    # keeping: `saving.py` does it

    def written(self) -> Written | None:
        """Everything on the screen."""
        return self.parts.written(self.shown) if self.shown is not None else None

    def kept_for_later(self) -> None:
        """What was written is kept: go back to where one came from."""
        self.shown = None
        if self.in_front():
            self.desk.go.back()

    def kept_for_letter(self, letter: Letter) -> None:
        """What was written is kept: write the letter, and read it all again on the way back."""
        review_id, self.shown, self._touched = self._review_id, None, False
        self._let_answer(allowed=False)  # what is typed before it has been read again would be covered
        if self.in_front():
            self.desk.go.to("review_letter", review_id=review_id, letter=letter.value)

    def finished(self) -> None:
        """It is finished: show the summary."""
        self.frame.go_on.setEnabled(True)
        self._touched = False
        self._read(self._has_come)


def _say_header(header: StepHeader, shown: ReviewShown) -> None:
    header.title.setText(f"Review {shown.review.review_number}")
    header.title.setAccessibleName(f"Progress review {shown.review.review_number}")
    header.about.setText(", ".join(part for part in (shown.pupil.called, shown.where) if part))
    header.chip.show_state(cast("Set", shown.remains.state.tone), None, shown.remains.text)
    header.chip.show()
