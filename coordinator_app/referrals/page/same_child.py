"""Looks whether the pupil that is being typed is on the list already, before anything is kept (design 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.referrals.page.notes import alike_note, same_upn_note
from coordinator_app.referrals.page.places import Place
from coordinator_app.referrals.page.reading import Alike, PupilCheck, check_pupil
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage

_TELLING = frozenset({"given_names", "family_name", "birth_date"})


class SameChild:
    """Works for one page. Pupils whom the user called different are not named again."""

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self._different: set[str] = set()

    @property
    def different(self) -> frozenset[str]:
        """Pupils who were said to be other children: remembered with the referral."""
        return frozenset(self._different)

    def clear(self) -> None:
        """Another referral is opened."""
        self._different.clear()

    def look(self, name: str) -> None:
        """A field was left: look as soon as there is a whole name."""
        who = self._page.who
        named = who.answer("family_name") and who.answer("given_names")
        if named and self._page.place is Place.PUPIL and name in _TELLING:
            self.check(None)

    def check(self, then: Callable[[], None] | None) -> None:
        """Check the pupil as typed; `then` if nothing is wrong and nobody on the list may be the same child."""
        page = self._page
        pupil = page.who.pupil(page.facts.pupil if page.facts else None)
        page.desk.jobs.read(
            lambda session: check_pupil(session, pupil),
            done=guarded(page, lambda check: self._checked(check, then)),
            failed=guarded(page, page.trouble),
        )

    def _checked(self, check: PupilCheck, then: Callable[[], None] | None) -> None:
        page = self._page
        problems = {one.field: one.message for one in check.problems}
        if then is not None and not page.who.errors(problems):
            self._name_the_other(check)
            page.frame.show_focus()
            return
        alike = [one for one in check.alike if one.id not in self._different]
        page.show_notes()
        for one in alike:
            page.frame.notes.addWidget(self._note(one))
        if alike and then is not None:
            page.frame.to_top()
        elif then is not None:
            then()

    def _name_the_other(self, check: PupilCheck) -> None:
        self._page.show_notes()
        for one in check.same_upn:
            note = same_upn_note(one.words, partial(self._page.desk.go.to, "pupil", pupil_id=one.id))
            self._page.frame.notes.addWidget(note)

    def _note(self, one: Alike) -> Note:
        return alike_note(
            one.words,
            lambda: self._page.desk.go.to("pupil", pupil_id=one.id),
            lambda: self._differ(one.id),
        )

    def _differ(self, pupil_id: str) -> None:
        self._different.add(pupil_id)
        self.check(None)
