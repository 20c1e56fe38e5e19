"""Looks whether the pupil that is being typed is on the list already, before anything is kept (design 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.referrals.page.notes import alike_note, namesake_note, same_upn_note
from coordinator_app.referrals.page.places import Place
from coordinator_app.referrals.page.reading import Alike, PupilCheck, check_pupil
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage

_TELLING = frozenset({"given_names", "family_name", "birth_date", "school_id"})


class SameChild:
    """Works for one page. Pupils whom the user called different are not named again.

    Who may be this child holds it up until that is answered; a namesake at the school is said once, and who goes on
    has read it.
    """

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self._different: set[str] = set()
        self._said: set[str] = set()  # namesakes
        self._asked, self._goes_on = 0, False

    @property
    def different(self) -> frozenset[str]:
        """Pupils who were said to be other children: remembered with the referral."""
        return frozenset(self._different)

    def clear(self) -> None:
        """Another referral is opened: what is still being looked for belongs to what was shown before."""
        self._different.clear()
        self._said.clear()
        self._asked += 1
        self._goes_on = False

    def look(self, name: str) -> None:
        """A field was left: look as soon as there is a whole name."""
        who = self._page.who
        named = who.answer("family_name") and who.answer("given_names")
        if named and self._page.place is Place.PUPIL and name in _TELLING:
            self.check(None)

    def check(self, then: Callable[[], None] | None) -> None:
        """Check the pupil as typed; `then` if nothing is wrong and nobody on the list may be the same child.

        Of two looks only the later one is told; the look that goes on is waited for.
        """
        if self._goes_on:
            return  # it was pressed already
        page = self._page
        pupil = page.who.pupil(page.facts.pupil if page.facts else None)
        self._asked, self._goes_on = self._asked + 1, then is not None
        asked = self._asked

        def not_here(_answer: object) -> None:
            if asked == self._asked:  # else the look that is waited for by now is another
                self._goes_on = False

        page.desk.jobs.read(
            lambda session: check_pupil(session, pupil),
            done=page.of_visit(lambda check: self._answered(asked, check, then), otherwise=not_here),
            failed=page.of_visit(lambda error: self._not_answered(asked, error), otherwise=not_here),
        )

    def _answered(self, asked: int, check: PupilCheck, then: Callable[[], None] | None) -> None:
        if asked != self._asked:
            return  # of another child, or of a name that was typed over
        self._goes_on = False
        if self._page.place is Place.PUPIL:
            self._checked(check, then)

    def _not_answered(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self._goes_on = False
            self._page.trouble(error)

    def _checked(self, check: PupilCheck, then: Callable[[], None] | None) -> None:
        page = self._page
        problems = {one.field: one.message for one in check.problems}
        if then is not None and not page.who.errors(problems):
            self._name_the_other(check)
            page.frame.show_focus()
            return
        alike = [one for one in check.alike if one.id not in self._different]
        softly = [one for one in check.namesakes if one.id not in self._different]
        new = {one.id for one in softly} - self._said
        self._said |= new
        page.show_notes()
        for one in alike:
            page.frame.notes.addWidget(self._note(one, alike_note))
        for one in softly:
            page.frame.notes.addWidget(self._note(one, namesake_note))
        if (alike or new) and then is not None:
            page.frame.to_top()
        elif then is not None:
            then()

    def _name_the_other(self, check: PupilCheck) -> None:
        self._page.show_notes()
        for one in check.same_upn:
            note = same_upn_note(one.words, partial(self._page.desk.go.to, "pupil", pupil_id=one.id))
            self._page.frame.notes.addWidget(note)

    def _note(self, one: Alike, make: Callable[..., Note]) -> Note:
        return make(
            one.words,
            lambda: self._page.desk.go.to("pupil", pupil_id=one.id),
            lambda: self._differ(one.id),
        )

    def _differ(self, pupil_id: str) -> None:
        self._different.add(pupil_id)
        self.check(None)
