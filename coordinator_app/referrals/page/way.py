"""The way through a referral: from one group of questions to the next, and what each continue does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from coordinator_app.referrals.page.places import ORDER, SAID, Place, act, may_go, steps
from coordinator_app.referrals.page.questions import Questions
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.doubts import Doubts
from coordinator_app.ui.stepper import Step

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage


class Way:
    """Works for one page."""

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self._doubts = Doubts()

    def go_to(self, place: Place) -> None:
        """Show another group of questions, if it may be opened, and put the focus into it."""
        page = self._page
        if page.facts is None or not may_go(page.facts, place):
            return
        if place is Place.PROGRAMME:
            if page.in_front():
                page.desk.go.to("programme", pupil_id=page.pupil_id)
            return
        self.put(place)
        page.frame.to_top()
        self.focus()

    def focus(self) -> None:
        """Put the focus into the first question of the group that is shown."""
        step = self._page.steps[self._page.place]
        if isinstance(step, Questions):
            step.first_focus()
        else:
            self._page.consent.add.setFocus()

    def wait(self) -> None:
        """Nothing is known yet: what was shown before goes, and there is nothing to go on with."""
        page = self._page
        page.place = Place.DISCUSSION
        page.frame.header.title.setText(page.title)
        for widget in (*page.steps.values(), page.talks, page.standing, page.scan):
            widget.hide()
        page.frame.wait()

    def put(self, place: Place) -> None:
        """Show a group without moving the focus."""
        page, facts = self._page, self._page.facts
        if facts is None:
            return
        page.place = place
        page.frame.ready()
        said = SAID[place]
        page.frame.caption.setText(said.caption)
        page.frame.question.setText(said.question)
        page.frame.question.setAccessibleName(said.question)
        page.frame.later.setVisible(place is not Place.CONSENT)
        for one, widget in page.steps.items():
            widget.setVisible(one is place)
        page.talks.setVisible(place is Place.DISCUSSION and facts.discussion is not None)
        page.standing.setVisible(place is Place.FORM and facts.referral is not None)
        page.scan.setVisible(place is Place.FORM and facts.form is not None)
        page.frame.stepper.show_steps(
            [
                Step(str(one.place), one.title, cast("Any", one.state), one.caption)
                for one in steps(facts, place)
            ]
        )
        page.show_notes()

    def say_act(self) -> None:
        """The words of the primary button as things stand."""
        page = self._page
        words = act(page.facts, page.place, unticked=page.is_unticked())
        page.frame.on.setText(words)
        page.frame.on.setAccessibleName(words)

    def back(self) -> None:
        """One group back; from the first, back to where one came from."""
        at = ORDER.index(self._page.place)
        if at == 0:
            self._page.desk.go.back()
        else:
            self.go_to(ORDER[at - 1])

    def on(self) -> None:
        """Check this group, keep what may be kept now, and go to the next."""
        page, facts = self._page, self._page.facts
        if facts is None:
            return
        if page.place is Place.DISCUSSION and page.talk.is_empty() and facts.discussion is None:
            self.go_to(Place.PUPIL)
        elif page.place is Place.DISCUSSION:
            self._if_right(page.talk, lambda: page.saver.discussion(lambda: self.go_to(Place.PUPIL)))
        elif page.place is Place.PUPIL:
            self._if_right(page.who, lambda: page.same.check(lambda: self.go_to(Place.FORM)))
        elif page.place is Place.FORM and facts.ended:
            page.saver.refer_again()
        elif page.place is Place.FORM:
            self._if_right(page.form, self._accept)
        elif page.consent.is_asking():
            page.consent.submit()
        elif facts.starting.is_open:
            self.go_to(Place.PROGRAMME)
        else:
            page.desk.go.to("pupil", pupil_id=page.pupil_id)

    def later(self) -> None:
        """Keep what is whole as a record, the rest as a draft, and leave."""
        page = self._page
        if page.place is Place.DISCUSSION and not page.talk.problems():
            self._if_sure(page.talk, lambda: page.saver.discussion(self._leave))
        elif (
            page.place is Place.FORM
            and not (page.form.problems() | page.who.problems())
            and not self._ended()
        ):
            self._if_sure(page.form, lambda: page.saver.referral(accept=False, then=self._leave))
        else:
            page.desk.say.toast("Kept as a draft, encrypted")
            self._leave()

    def _ended(self) -> bool:
        return self._page.facts is not None and self._page.facts.ended

    def _leave(self) -> None:
        if self._page.in_front():
            self._page.desk.go.to("today")

    def _if_right(self, questions: Questions, then: Callable[[], None]) -> None:
        if questions.errors(questions.problems()):
            self._if_sure(questions, then)
        else:
            self._page.frame.show_focus()

    def _if_sure(self, questions: Questions, then: Callable[[], None]) -> None:
        sure = guarded(self._page, lambda _nothing=None: then())
        self._doubts.ask(self._page.desk.dialogs, questions, questions.doubts(), sure)

    def _accept(self) -> None:
        page = self._page
        if page.form.answer("statement_acknowledged"):
            page.saver.referral(accept=True)
        else:
            page.saver.referral(accept=False, then=page.say_missing)
