"""The closed case: what was sent, when, how and to whom; the frozen copy can be looked at and saved again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coordinator_app.access_requests.actions import hand_over
from coordinator_app.access_requests.actions.mishaps import say_answered
from coordinator_app.access_requests.actions.sending import record_arrived
from coordinator_app.access_requests.actions.sent_in_error import sent_in_error
from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.mishaps import Mishap, breach_words, chip_words
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.blocks import Columns, buttons_row, facts_card
from coordinator_app.access_requests.page.clock_words import late_words
from coordinator_app.access_requests.page.mishap_notes import opener
from coordinator_app.access_requests.page.pack_look import PackLook
from coordinator_app.access_requests.page.pack_reading import FileShown, SentShown, pages_of_pack, read_sent
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.sent_boxes import AnsweredBox, ArrivedBox, SentInErrorBox
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.breaches.model import Breach
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui import layout
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.wrapped import WrappedActs

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_STOPPED = "The clocks have stopped. The request can be read, not changed."
_UNSAID = "Say below whether the right person has had the answer. If not, the request is opened again."
_LOST = "The password is kept nowhere. If the family has lost it, a new request is answered with a new pack."


class SentStage(Stage):
    """Read only."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.shown: SentShown | None = None
        self._note = layout.column(space=0)
        self._facts, self._ledger = layout.column(space=0), layout.column(space=0)
        self.look = button("Look at the pack", "secondary", "eye")
        self.save = button("Save the locked pack again", "secondary", "download")
        self.arrived = button("Record that it arrived", "secondary", "check")
        self.error = button("Sent in error or lost", "secondary", "shield-alert")
        self.has_it = button("Has the right person had it?", "secondary", "user")
        self.arrived.clicked.connect(self._ask_arrived)
        self.error.clicked.connect(self._ask_error)
        self.has_it.clicked.connect(self._ask_answered)
        self.look.clicked.connect(self._look)
        self.save.clicked.connect(self._save)
        columns = Columns()
        columns.left.addLayout(self._note)
        layout.add_all(columns.left, heading("What was sent"), self._facts, buttons_row(self.look, self.save))
        layout.add_all(columns.left, label(_LOST, "small", "text-2", wrap=True), None)
        layout.add_all(columns.right, heading("In the disclosure ledger"), self._ledger)
        layout.add_all(columns.right, WrappedActs([self.arrived, self.error, self.has_it]), None)
        layout.column(self, space=0).addWidget(columns)

    def show_case(self, case: CaseFacts) -> None:
        """Read what went."""
        super().show_case(case)
        request_id = case.request.id
        self.read(lambda session: read_sent(session, request_id), self._show)

    def _show(self, shown: SentShown) -> None:
        if shown == self.shown:
            return
        self.shown = shown
        request, pack, case = shown.request, shown.pack, self.case
        late = late_words(case) if case is not None else ""
        for part in (self._note, self._facts, self._ledger):
            layout.clear(part)
        day = say(request.sent_on) if request.sent_on else ""
        self._note.addWidget(_first_note(day, late, shown.wrong))
        self._facts.addWidget(facts_card(_facts(shown)))
        self._ledger.addWidget(facts_card(_ledger(shown)))
        wrong = shown.wrong
        self.arrived.setVisible(request.sent_on is not None and request.arrived_on is None and wrong is None)
        self.error.setVisible(pack is not None and pack.sent_on is not None)
        self.error.setText(f"Open {breach_words(wrong)}" if wrong is not None else "Sent in error or lost")
        self.has_it.setVisible(wrong is not None)
        self.look.setEnabled(pack is not None)
        self.save.setEnabled(pack is not None)

    def _ask_arrived(self) -> None:
        if self.shown is None:
            return
        request, box = self.shown.request, ArrivedBox(self.services.clock)

        def save(done: Done, failed: Failed) -> object:
            return self.services.jobs.write(
                lambda session: record_arrived(session, session.get(AccessRequest, request.id), box.day()),
                done=done,
                failed=failed,
            )

        box.saves(save)
        box.saved.connect(guarded(self, self._has_arrived))
        show_kept(self.services, box, DraftOf("pack_arrived", request.id, Compartment.GENERAL))

    def reopens(self) -> Openers:
        """The boxes over the record of what was sent that are opened again."""
        return {
            "pack_arrived": self._arrived_again,
            "sent_in_error": self._error_again,
            "right_person": self._answered_again,
        }

    def _arrived_again(self, left: Left) -> bool:
        meant = self.shown is not None and self.shown.request.id == left.record_id
        if meant:
            self._ask_arrived()
        return meant

    def _error_again(self, left: Left) -> bool:
        pack = self.shown.pack if self.shown is not None else None
        meant = pack is not None and pack.id == left.record_id
        if meant:
            self._ask_error()
        return meant

    def _has_arrived(self, saved: Saved[AccessRequest]) -> None:
        self.services.say.toast("Recorded that it arrived", saved.change_id)
        self.changed.emit()

    def _answered_again(self, left: Left) -> bool:
        wrong = self.shown.wrong if self.shown is not None else None
        meant = wrong is not None and wrong.id == left.record_id
        if meant:
            self._ask_answered()
        return meant

    def _ask_answered(self) -> None:
        shown, box = self.shown, AnsweredBox(self.services.clock)
        if shown is None or shown.wrong is None:
            return
        request, wrong = shown.request, shown.wrong

        def save(done: Done, failed: Failed) -> object:
            answered = box.answered()
            return self.services.jobs.write(
                lambda session: say_answered(session, request, wrong, answered), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(guarded(self, self._is_said))
        show_kept(self.services, box, DraftOf("right_person", wrong.id, Compartment.GENERAL))

    def _is_said(self, saved: Saved[AccessRequest]) -> None:
        again = saved.record.sent_on is None
        words = "The request is open again. Send it to the right person at Pack." if again else "Written down"
        self.services.say.toast(words, saved.change_id)
        self.changed.emit()

    def _ask_error(self) -> None:
        """What went wrong; what is written down already is opened instead."""
        shown = self.shown
        if shown is None or shown.pack is None:
            return
        if shown.wrong is not None:
            opener(self.services, shown.wrong)()
            return
        request, found, box = shown.request, shown.pack, SentInErrorBox(self.services.clock)

        def save(done: Done, failed: Failed) -> object:
            error, answered = box.error(), box.answered()
            return self.services.jobs.write(
                lambda session: sent_in_error(session, request, found, error, answered),
                done=done,
                failed=failed,
            )

        box.saves(save)
        box.saved.connect(guarded(self, self._is_breach))
        show_kept(self.services, box, DraftOf("sent_in_error", found.id, guarded_if_marked(found)))

    def _is_breach(self, saved: Saved[Breach]) -> None:
        self.services.say.toast("Breach written down. Today shows its 72 hours.", saved.change_id)
        self.services.go.to("breaches", breach_id=saved.record.id)

    def _look(self) -> None:
        found = self.shown.pack if self.shown else None
        if found is not None:
            act = partial(self.read, partial(pages_of_pack, found=found), partial(self._show_pages, found))
            self.services.confirm(guarded(self, act), "The pack is about to be shown.")

    def _show_pages(self, found: Pack, shown: FileShown) -> None:
        look = PackLook(self.services, found, shown, 1, "", coverable=False)
        self.services.dialogs.show(look)

    def _save(self) -> None:
        self.services.confirm(guarded(self, self._choose_place), "The pack is about to leave the vault.")

    def _choose_place(self) -> None:
        if self.shown is not None:
            name = hand_over.file_name(self.shown.request)
            self.services.dialogs.save_file(
                "Save the locked pack again", name, kinds("Locked packs", "pdf"), self._save_to
            )

    def _save_to(self, place: Path) -> None:
        shown = self.shown
        if shown is None or shown.pack is None:
            return
        request, found = shown.request, shown.pack

        def work(session: Session) -> str:
            return hand_over.saved_words(found, hand_over.save_copy(session, request, found, place))

        self.write(work, self._saved, refused=self.failed)

    def _saved(self, words: str) -> None:
        self.services.say.toast(words)


def _first_note(day: str, late: str, wrong: Mishap | None) -> Note:
    """That it was sent, in green only where that is the whole truth."""
    if wrong is None:
        return Note("soon" if late else "safe", f"Sent {day}.", f"{late} {_STOPPED}".strip(), large=True)
    lead = f"Sent {day}, {chip_words(wrong)}."
    if wrong.answered:
        return Note("soon", lead, f"{late} {_STOPPED}".strip(), large=True)
    return Note("over", lead, _UNSAID, large=True)


def _facts(shown: SentShown) -> tuple[tuple[str, str], ...]:
    request, pack = shown.request, shown.pack
    pages = pack.extent if pack else ""
    on_paper = request.sent_by is DeliveryMethod.IN_PERSON
    approved = f"{request.approved_by}, {say(request.approved_on)}" if request.approved_on else ""
    return (
        ("Sent on", say(request.sent_on) if request.sent_on else ""),
        ("To", request.requester),
        ("How", request.sent_by.label if request.sent_by else ""),
        ("Where", request.sent_to),
        ("Reference of the delivery", request.delivery_reference),
        *((("How the password was told", request.password_told),) if not on_paper else ()),
        ("Known to have arrived on", say(request.arrived_on) if request.arrived_on else ""),
        ("Approved by", approved),
        ("The pack", ". ".join(part for part in (shown.built, pages) if part)),
        ("Fingerprint of the file (SHA-256)", _in_groups(pack.sha256) if pack else ""),
    )


def _ledger(shown: SentShown) -> tuple[tuple[str, str], ...]:
    wrong = tuple(
        (
            "Given in error to",
            f"{one.recipient}, {say(one.given_on) if one.given_on else ''}. Meant for {one.meant_for}.",
        )
        for one in shown.in_error
    )
    return (*_rightly(shown), *wrong)


def _rightly(shown: SentShown) -> tuple[tuple[str, str], ...]:
    told = shown.disclosure
    if told is None:
        return (("Entry", ""),)
    items = "1 record" if shown.items_given == 1 else f"{shown.items_given} records"
    return (
        ("Given to", told.recipient),
        ("On", say(told.given_on) if told.given_on else ""),
        ("How", told.method.label if told.method else ""),
        ("Why", told.why),
        ("What", f"{told.description}. {items}, each with the version that was given."),
    )


def _in_groups(sha256: str) -> str:
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
