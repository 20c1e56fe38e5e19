"""What the referral screen keeps, each through one action on the writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.referrals.actions import (
    ReferralTaken,
    drop_discussion,
    receive_referral,
    record_discussion,
)
from coordinator_app.referrals.carers import add_carer
from coordinator_app.referrals.deciding import refer_again
from coordinator_app.referrals.model import ReferralState
from coordinator_app.referrals.page.places import ORDER, Place
from coordinator_app.referrals.scans import BUILD, built_of, file_with_referral, pages_to_file
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.referrals.page.page import ReferralPage
    from coordinator_app.referrals.page.reading import ReferralFacts

Then = Callable[[], None]
_WAIT = "One moment: this is being kept."


class Saver:
    """Writes for one page. While one write runs, and until what it made is read, a second press writes nothing.

    From the facts before it, the second press would make a second talk or a second child.
    """

    def __init__(self, page: ReferralPage) -> None:
        self._page = page
        self._running = False
        self._before: ReferralFacts | None = None
        self._still_here: Callable[[list[bool]], None] = _say_yes

    def discussion(self, then: Then) -> None:
        """Keep the notes of the first talk."""
        page = self._page
        record = page.talk.discussion(page.facts.discussion if page.facts else None)

        def here(saved: Saved[Any]) -> None:
            page.kept(page.talk, discussion_id=saved.record.id, then=then)

        self._write(lambda session: record_discussion(session, record), "Notes of the first talk kept", here)

    def drop_discussion(self) -> None:
        """No referral is coming: the notes go to the trash, and Today is shown."""
        page = self._page
        talk = page.facts.discussion if page.facts else None
        if talk is None:
            return

        def here(_saved: Saved[Any]) -> None:
            page.drafts.clear()
            if page.in_front():
                page.desk.go.to("today")

        self._write(lambda session: drop_discussion(session, talk), "Notes of the first talk deleted", here)

    def referral(self, *, accept: bool, then: Then | None = None) -> None:
        """Keep pupil and form; with `accept` accept it too if it is complete, and go on to consent."""
        page = self._page
        facts = page.facts
        if facts is None:
            return
        pupil = page.who.pupil(facts.pupil)
        referral = page.form.referral(facts.referral, pupil.school_id)
        talk = facts.discussion.id if facts.discussion else ""
        reasons = page.form.reasons()
        if page.document_id or page.form_reference:
            referral = replace(
                referral,
                scan_document_id=page.document_id or referral.scan_document_id,
                form_reference=page.form_reference or referral.form_reference,
            )

        def here(taken: ReferralTaken) -> None:
            page.kept(
                page.talk, page.who, page.form, pupil_id=taken.pupil.id, then=then or self._after_acceptance
            )

        # the scan of this referral, whatever the page shows by the time it is kept
        different, scan_id = page.same.different, page.scan_id
        self._write(
            lambda session: receive_referral(
                session, pupil, referral, talk, accept=accept, reasons=reasons, different=different
            ),
            _taken,
            here,
            lambda taken: self._file_scan(taken.pupil.id, scan_id),
        )

    def _file_scan(self, pupil_id: str, scan_id: str) -> None:
        """The scan that came before the pupil goes to the pupil's documents now; a failure leaves it in the tray."""
        page = self._page
        if not scan_id:
            return

        def built(answer: Any) -> None:
            page.desk.jobs.write(
                lambda session: file_with_referral(session, scan_id, pupil_id, built_of(answer)),
                done=guarded(page, filed),
                failed=guarded(page, page.trouble),
            )

        def filed(_saved: object) -> None:
            if page.scan_id == scan_id:
                page.scan_id = ""
            page.desk.say.toast("The scanned form is among the pupil's documents")
            page.refresh()

        def build(given: Any) -> None:
            if given is not None:
                page.desk.jobs.child(
                    BUILD, given, done=guarded(page, built), failed=guarded(page, page.trouble)
                )

        page.desk.jobs.read(
            lambda session: pages_to_file(session, scan_id),
            done=guarded(page, build),
            failed=guarded(page, page.trouble),
        )

    def send_back(self) -> None:
        """Keep the form as it came, then write the letter that goes back to the school with it."""
        page = self._page
        found = page.form.problems()
        if page.who.problems() or not page.form.errors({name: found[name] for name in found}):
            return

        def writing() -> None:
            pupil = page.facts.pupil if page.facts else None
            if pupil is not None and page.in_front():
                page.desk.go.to("form_back", pupil_id=pupil.id)

        self.referral(accept=False, then=writing)

    def refer_again(self) -> None:
        """Begin a new referral of the pupil; the one shown stays and can be read."""
        page = self._page
        pupil_id = page.pupil_id

        def here(_saved: Saved[Any]) -> None:
            page.kept(page.form, pupil_id=pupil_id, then=lambda: page.go_to(Place.PUPIL))

        self._write(lambda session: refer_again(session, pupil_id), "New referral begun", here)

    def carer(self) -> None:
        """Keep a new parent or carer of the pupil."""
        page = self._page
        pupil = page.facts.pupil if page.facts else None
        if pupil is None:
            return
        carer = page.consent.questions.carer(pupil.id)

        def here(_saved: Saved[Any]) -> None:
            page.consent.close_questions()
            page.kept(pupil_id=pupil.id, then=page.consent.add.setFocus)

        self._write(lambda session: add_carer(session, carer), "Parent or carer added", here)

    def _after_acceptance(self) -> None:
        page = self._page
        if page.facts is not None and page.facts.keeps and not page.facts.lacks:
            page.go_to(Place.CONSENT)
        else:
            page.say_missing()

    def _write(
        self,
        work: Callable[[Any], Any],
        said: str | Callable[[Any], str],
        here: Callable[[Any], None],
        always: Callable[[Any], None] = lambda _kept: None,
    ) -> None:
        """Keep; then say so, do `always`, and do `here` unless the page shows another pupil by now."""
        page = self._page
        if self._must_wait():
            page.desk.say.hint(_WAIT)
            return
        self._running, self._still_here = True, page.of_visit(_say_yes)
        page.drafts.mark()

        def show(saved: Any) -> None:
            self._running, self._before = False, page.facts
            here(saved)

        def refuse(error: Exception) -> None:
            self._running = False
            self._refused(error)

        shown, refused = page.of_visit(show), page.of_visit(refuse, otherwise=page.desk.say.trouble)

        def finish(saved: Any) -> None:
            page.desk.say.toast(said if isinstance(said, str) else said(saved), saved.change_id)
            always(saved)
            shown(saved)

        page.desk.jobs.write(work, done=guarded(page, finish), failed=refused)

    def _must_wait(self) -> bool:
        here: list[bool] = []
        self._still_here(here)
        if not here:  # what is still being written of the one before keeps nobody from pressing
            self._running, self._before = False, None
        if self._running:
            return True
        unread = self._before is not None and self._page.facts is self._before
        if unread:
            self._page.refresh()  # should the reading after the write have failed
        return unread

    def _refused(self, error: Exception) -> None:
        """An action refused: problems to their fields, going to the group that has them; the rest as trouble."""
        page = self._page
        if not isinstance(error, InvalidInput):
            page.trouble(error)
            return
        found = {one.field: one.message for one in error.problems}
        for place in ORDER:
            questions = page.questions_of(place)
            if found.keys() & questions.rows().keys():
                page.go_to(place)
                questions.errors({name: found[name] for name in questions.rows() if name in found})
                return
        page.trouble(error)


def _say_yes(heard: list[bool]) -> None:
    heard.append(True)


def _taken(taken: ReferralTaken) -> str:
    accepted = taken.referral.state is ReferralState.ACCEPTED
    return "Referral accepted" if accepted else "Referral kept as received"
