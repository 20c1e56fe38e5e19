"""The pack: built, checked, looked at, saved locked, and recorded as sent (design 8.11; 003-5.1, 5.2)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions import hand_over, pack, sending
from coordinator_app.access_requests.actions.pack_password import UNSHOWN
from coordinator_app.access_requests.items import Pack, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import errand
from coordinator_app.access_requests.page.blocks import Columns, head_row
from coordinator_app.access_requests.page.build_left import BUILDING, STOPS_WITH_IT
from coordinator_app.access_requests.page.check_rows import CheckRows
from coordinator_app.access_requests.page.lost_copy import LostCopy
from coordinator_app.access_requests.page.pack_build import PackBuilder
from coordinator_app.access_requests.page.pack_look import PackLook
from coordinator_app.access_requests.page.pack_reading import (
    Check,
    FileShown,
    PackShown,
    find_found,
    pages_of_pack,
    read_pack,
)
from coordinator_app.access_requests.page.pack_verdict import keep_question, tally, verdict
from coordinator_app.access_requests.page.password_left import PasswordLeft
from coordinator_app.access_requests.page.print_edition import PrintEdition, question
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.send_panel import SendPanel, sent_question
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled, GateShut, InvalidInput
from coordinator_app.jobs.jobs import Progress
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.progress import ProgressCard
from coordinator_app.ui.reason_box import ReasonBox

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_IN_PICTURE = "These words were read in a picture. Draw a box over them: press X, or Draw box."

_ICONS = {"look": "eye", "build": "file-check", "approve": "user", "keep": "check", "fill": "pen-line"}
_STAGES = {"approve": StageName.APPROVE, "gather": StageName.GATHER}
"""Where what is to be done about a check is done."""


class PackStage(Stage):
    """Verdict and checks at the left, the pack and the way to send it at the right."""

    fills: ClassVar[bool] = False

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.shown: PackShown | None = None
        self.builder, self.passwords = PackBuilder(services, self), PasswordLeft(services, self)
        self.progress: ProgressCard | None = None
        self._banner, self._under = layout.column(space=0), layout.column(space=0)
        self.banner: Note | None = None
        self.rows, self.send, self.lost = CheckRows(), SendPanel(services), LostCopy(services)
        self._tally = label("", "small", "text-2")
        self.again = button("Build again", "secondary", "rotate-cw", small=True)
        self._head = head_row("Checks on the finished pack", self.again)
        self._lay_out()
        self._wire()

    def show_case(self, case: CaseFacts) -> None:
        """Read the pack and its checks."""
        super().show_case(case)
        request_id, confirmed = case.request.id, self.services.confirm.fresh
        self.read(lambda session: read_pack(session, request_id, guarded_words=confirmed), self._show)
        self.lost.show_request(case.request)
        self.builder.left.ask(request_id, self._under)

    def first_focus(self) -> None:
        """The verdict's own button: Enter takes its action. Of a pack that is ready that is to save it, not to build it."""
        target: QWidget | None = self.banner.button if self.banner is not None else None
        ready = self.send.save if self.send.record.isEnabled() else None
        (target or ready or self.again).setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what is shown --------------------------------------------------------------------------------------------

    def _show(self, shown: PackShown) -> None:
        if shown == self.shown:
            return
        self.shown = shown
        self.passwords.ask(shown.pack, self._under)
        self._show_banner(shown)
        built = shown.pack is not None
        self._head.setVisible(built)
        self._tally.setVisible(built)
        self.rows.setVisible(built)
        unsent = shown.pack is not None and shown.pack.sent_on is None
        self.again.setVisible(unsent and verdict(shown).act != "build")  # one button of these words at a time
        self._tally.setText(tally(shown))
        self.rows.show_checks(shown.checks)

    def _show_banner(self, shown: PackShown) -> None:
        had_focus = (
            self.banner is not None and self.banner.button is not None and self.banner.button.hasFocus()
        )
        self.send.show_pack(shown, building=self.builder.running)
        said = verdict(shown, building=self.builder.running)
        act = None
        if said.button:
            act = button(said.button, "primary", _ICONS.get(said.act))
            act.clicked.connect(lambda: self._act(said.check, said.act))
            act.setEnabled(not self.builder.running)
        layout.clear(self._banner)
        self.banner = Note(said.kind, said.lead, said.text, act, large=True)
        self._banner.addWidget(self.banner)
        if had_focus:
            self.first_focus()

    # -- building -------------------------------------------------------------------------------------------------

    def build(self) -> None:
        """Build the pack and show its password; the other screens stay usable."""
        self.services.confirm(guarded(self, self._build), "The pack's password will be shown.")

    def _build(self) -> None:
        if self.shown is None or self.builder.running:
            return
        self.progress = ProgressCard("Building the pack", STOPS_WITH_IT)
        self.progress.cancelled.connect(self.builder.cancel)
        layout.clear(self._under)
        self._under.addWidget(self.progress)
        self.progress.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.again.setEnabled(False)
        self.builder.start(self.shown.request)
        if self.builder.running:
            self._show_banner(self.shown)

    def _progressed(self, progress: Progress) -> None:
        if self.progress is not None:
            self.progress.show_progress(
                progress.done, progress.total or 0, progress.words, progress.seconds_left
            )

    def _built(self, password: str) -> None:
        self._end_building()
        if self.shown is not None:
            self._show_banner(self.shown)
        announce(self, "The pack is built and checked")
        if self.builder.kept is not None:
            self.passwords.tell(password, self.builder.kept)
        self.changed.emit()

    def _not_built(self, error: Exception) -> None:
        self._end_building()
        if isinstance(error, Cancelled):
            self._under.addWidget(Note("info", "Stopped.", "Everything is as it was before."))
            announce(self, "Stopped. Everything is as it was before.")
        elif isinstance(error, GateShut):
            self._under.addWidget(Note("soon", "The pack cannot be built yet.", " ".join(error.reasons)))
        else:
            self.failed(error)
        if self.shown is not None:
            self._show_banner(self.shown)

    def _end_building(self) -> None:
        layout.clear(self._under)
        self.progress = None
        self.again.setEnabled(True)

    # -- what can be done about a check ---------------------------------------------------------------------------

    def _act(self, check: object, act: str) -> None:
        if act == "build":
            self.build()
        elif act in _STAGES:
            self.frame.go_to(_STAGES[act].value)
        elif act == "fill":
            self.services.go.to("settings", section="Partnership and officers")
        elif isinstance(check, Check):
            acts: dict[str, Callable[[Check], None]] = {
                "look": self._look, "cover": self._cover, "keep": self._keep,
            }  # fmt: skip
            acts[act](check)

    def _look(self, check: Check) -> None:
        found = self.shown.pack if self.shown else None
        if found is not None and check.page is not None:
            read = partial(pages_of_pack, found=found, page=check.page)
            act = partial(self.read, read, partial(self._show_page, found, check))
            self.services.confirm(guarded(self, act), "The pack is about to be shown.")

    def _show_page(self, found: Pack, check: Check, shown: FileShown) -> None:
        page = check.page or 1
        look = PackLook(self.services, found, shown, page, check.detail, coverable=check.coverable)
        look.covering.connect(lambda: self._cover(check))
        self.services.dialogs.show(look)

    def _cover(self, check: Check) -> None:
        if self.shown is None:
            return
        request_id = self.shown.request.id
        self.read(partial(find_found, request_id, check), partial(self._to_item, request_id))

    def _to_item(self, request_id: str, found: errand.Errand) -> None:
        if not found.item_id:
            self.services.dialogs.tell(
                "These words stand in no item now.",
                "They may be in the letter or the list of the pack. Build the pack again, and look at the page.",
            )
            return
        if not found.words:
            self.services.say.hint(_IN_PICTURE)
        errand.leave(request_id, found)
        self.frame.go_to(StageName.REVIEW.value)

    def reopens(self) -> Openers:
        """The box over a finding that is opened again."""
        return {
            "keep_finding": self._keep_again, "lost_copy": self.lost.again, BUILDING: partial(_build_again, self),
            UNSHOWN: partial(_show_password, self),
        }  # fmt: skip

    def _keep_again(self, left: Left) -> bool:
        checks = self.shown.checks if self.shown is not None else ()
        ours = (one for one in checks if one.finding is not None and one.finding.id == left.record_id)
        check = next(ours, None)
        if check is None:
            return False
        self._keep(check)
        return True

    def _keep(self, check: Check) -> None:
        finding = check.finding
        if finding is None:
            return
        box = ReasonBox(keep_question(check))

        def keep(done: Done, failed: Failed) -> object:
            reason = box.words()
            return self.services.jobs.write(
                lambda session: pack.keep_finding(session, finding, reason), done=done, failed=failed
            )

        box.saves(keep)
        box.saved.connect(guarded(self, lambda _saved: self.changed.emit()))
        show_kept(self.services, box, DraftOf("keep_finding", finding.id, guarded_if_marked(finding)))

    # -- out of the vault -----------------------------------------------------------------------------------------

    def _save_copy(self) -> None:
        self.services.confirm(guarded(self, self._choose_place), "The pack is about to leave the vault.")

    def _choose_place(self) -> None:
        if self.shown is not None and self.shown.pack is not None:
            self.services.dialogs.save_file(
                "Save the locked pack",
                hand_over.file_name(self.shown.request),
                kinds("Locked packs", "pdf"),
                self._save_to,
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
        self.lost.refresh()

    def _print_edition(self) -> None:
        """The same pages without their lock, for paper: asked about, since anybody can read the file."""
        shown = self.shown
        if shown is None or shown.pack is None:
            return
        ask = partial(self.services.dialogs.confirm, question(shown.request, shown.pack), self._choose_paper)
        self.services.confirm(guarded(self, ask), "The pack is about to leave the vault without its lock.")

    def _choose_paper(self) -> None:
        if self.shown is not None:
            name = hand_over.file_name(self.shown.request).replace(".pdf", "-for-paper.pdf")
            self.services.dialogs.save_file(
                "Save the print edition", name, kinds("PDF files", "pdf"), self._save_paper
            )

    def _save_paper(self, place: Path) -> None:
        shown = self.shown
        if shown is None or shown.pack is None:
            return
        edition = PrintEdition(self.services, self, self._paper_saved, self.failed)
        edition.save(shown.request, shown.pack, place)

    def _paper_saved(self, words: str) -> None:
        self.services.say.toast(words)
        self.lost.refresh()

    def _record(self) -> None:
        shown, method, day = self.shown, self.send.method(), self.send.sent_on()
        if shown is None or shown.pack is None or not self.send.check() or method is None or day is None:
            return
        question = sent_question(shown, method, say(day))
        act = partial(self._record_now, shown.pack, self.send.delivery(method, day))
        self.services.confirm(
            guarded(self, lambda: self.services.dialogs.confirm(question, act)),
            "The pack is about to be recorded as sent.",
        )

    def _record_now(self, found: Pack, delivery: sending.Delivery) -> None:
        def work(session: Session) -> Saved[AccessRequest]:
            request = session.get(AccessRequest, found.request_id)
            return sending.record_sent(session, request, found, delivery.method, delivery.on, delivery)

        self.write(work, self._sent, refused=self.failed)

    def failed(self, error: Exception) -> None:
        """What is wrong with the way it goes stands at its field; the rest is said."""
        problems = error.problems if isinstance(error, InvalidInput) else ()
        if not problems or not self.send.refused({one.field: one.message for one in problems}):
            super().failed(error)

    def _sent(self, _saved: Saved[AccessRequest]) -> None:
        self.changed.emit()
        self.frame.go_to(StageName.SENT.value)

    # -- within ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        columns = Columns(left=5, right=2)
        for part in (self._banner, self._under):
            columns.left.addLayout(part)
        layout.add_all(columns.left, self._head, self._tally, self.rows, None)
        layout.add_all(columns.right, self.send, self.lost)
        columns.right.addStretch(1)
        layout.column(self, space=0).addWidget(columns)

    def _wire(self) -> None:
        self.again.clicked.connect(self.build)
        self.rows.acted.connect(self._act)
        self.send.saving.connect(self._save_copy)
        self.send.printing.connect(self._print_edition)
        self.send.sending.connect(self._record)
        self.builder.progress.connect(self._progressed)
        self.builder.built.connect(self._built)
        self.builder.failed.connect(self._not_built)
        self.passwords.shown.connect(self.first_focus)


def _build_again(stage: PackStage, _left: Left) -> bool:
    """Go on with a build that was left, where the pack can still be built; False until that is known."""
    if stage.shown is not None and stage.shown.build.is_open:
        stage.build()
    return stage.shown is not None


def _show_password(stage: PackStage, left: Left) -> bool:
    """The password of a pack that was finished while nobody was there; False until it is known which pack there is."""
    found = stage.shown.pack if stage.shown is not None else None
    if found is not None and found.id == left.record_id:
        stage.passwords.show(found)
    return stage.shown is not None
