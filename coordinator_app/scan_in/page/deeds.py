"""What is done to one scan of the tray: say whose and what it is, tick it, turn and sort its pages, throw it away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from coordinator_app.core.errors import Trouble
from coordinator_app.documents.model import Document
from coordinator_app.scan_in import actions, apart, filing
from coordinator_app.scan_in.matching import Match
from coordinator_app.scan_in.page.details import DetailsBox
from coordinator_app.scan_in.page.panel import ScanPanel
from coordinator_app.scan_in.page.restricted_filer import RestrictedFiler
from coordinator_app.scan_in.page.tray_reading import Line, PupilFound
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coordinator_app.core.changes import Saved
    from coordinator_app.scan_in.model import ScanBatch, ScannedForm
    from coordinator_app.store.session import Session


class Deeds(QObject):
    """For a page (`owner`) with its panel; `list` takes the focus back. `guards`: this user may restrict a scan.

    `again()` when the tray has to be read anew, `filed(Saved)` for a scan that was filed at once.
    """

    again = Signal()
    filed = Signal(object)
    read_on = Signal()

    def __init__(self, services: Services, panel: ScanPanel, list_: QWidget, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._panel, self._list = services, panel, list_
        self.guards = False
        panel.acted.connect(self.act)
        panel.page_acted.connect(self.page_act)
        panel.file_acted.connect(self.file_act)
        panel.finder.chosen.connect(self._found)
        panel.finder.given_up.connect(self._stop_finding)

    def confirm(self, line: Line) -> None:
        """Enter: take the likely match, say whose or what it is, or tick it."""
        if line.matched.match is Match.LIKELY:
            self._take_offer(line)
        elif line.matched.match is Match.NONE:
            self._panel.look_for()
        elif line.can_be_filed:
            self._change(lambda session: actions.confirm(session, line.form, True))
        elif line.gate.is_open:
            self._show_details(line.form, line.document, _called(line))
        else:
            self._record_referral(line)

    def tick(self, line: Line) -> None:
        """Space, or a click on the box."""
        if line.can_be_filed:
            self._change(lambda session: actions.confirm(session, line.form, not line.ticked))
        else:
            self.confirm(line)

    def act(self, name: str) -> None:
        """What a button of the panel or the row's menu does to the scan in hand."""
        line = self._panel.line
        if line is None:
            return
        acts: dict[str, Callable[[], object]] = {
            "offer": lambda: self._take_offer(line),
            "find": self._panel.look_for,
            "details": lambda: self._show_details(line.form, line.document, _called(line)),
            "tick": lambda: self.tick(line),
            "untick": lambda: self.tick(line),
            "delete": lambda: self._delete(line),
            "join": lambda: self._join(line),
            "apart": lambda: self._keep_apart(line.form),
            "referral": lambda: self._record_referral(line),
        }
        acts[name]()

    def page_act(self, name: str) -> None:
        """What a tool above the pages does to the page in view."""
        line, page = self._panel.line, self._panel.page()
        if line is None or page is None:
            return
        form, place = line.form, self._panel.preview.view.page + 1
        if name == "turn":
            self._change(lambda session: actions.turn_page(session, page))
        elif name == "leave":
            self._change(lambda session: actions.leave_out(session, page, not page.left_out))
        elif name == "split":
            self._change(lambda session: actions.split(session, form, place), "Split into two scans")
        else:
            self._move(form, place, -1 if name == "up" else 1)

    def file_act(self, batch: ScanBatch, name: str) -> None:
        """What the menu of a file that is not read does."""
        if name == "away":
            self._change(lambda session: actions.throw_file_away(session, batch), "File moved to the trash")
        elif name == "apart":
            self._change(lambda session: apart.keep_file_apart(session, batch), then=self._kept_apart)
        elif batch.problem:
            self._change(
                lambda session: actions.try_again(session, batch), then=lambda _saved: self.read_on.emit()
            )

    def _keep_apart(self, form: ScannedForm) -> None:
        self._change(lambda session: apart.keep_apart(session, form), then=self._kept_apart)

    def _kept_apart(self, _saved: object) -> None:
        self._desk.say.toast("Kept apart: only who may open safeguarding and health sees it now")
        self.again.emit()  # the last step of a move is told to nobody

    def bring_back(self, form: ScannedForm) -> None:
        """Take a filed scan back to the tray."""
        self._change(lambda session: filing.bring_back(session, form), "Back in the tray")

    # whose and what it is

    def _take_offer(self, line: Line) -> None:
        offer = line.matched.offers[0]
        self._change(lambda session: actions.choose_form(session, line.form, offer.printed, confirmed=True))

    def _found(self, one: PupilFound) -> None:
        line, printed, blank = self._panel.line, one.printed, one.blank
        self._stop_finding()
        if line is None:
            return
        if blank is not None:
            self._change(
                lambda session: actions.choose_blank(session, line.form, blank),
                then=self._if_in_hand(line.form, self._panel.look_for),
            )
        elif printed is not None:
            self._change(lambda session: actions.choose_form(session, line.form, printed, confirmed=True))
        else:
            self._change(
                lambda session: actions.choose_pupil(session, line.form, one.pupil_id),
                then=partial(self._ask_what, one.name),
            )

    def _stop_finding(self) -> None:
        self._panel.stop_looking()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_what(self, name: str, saved: Saved[ScannedForm]) -> None:
        """A pupil was chosen without a form: what it is has to be said before it can be filed."""
        self._desk.jobs.read(
            lambda session: filing.as_document(session, saved.record),
            done=guarded(self, lambda document: self._ask_rest(saved.record, document, name)),
            failed=guarded(self, self._desk.say.trouble),
        )

    def _ask_rest(self, form: ScannedForm, document: Document, name: str) -> None:
        if document.title and document.kind_of_document and document.dated:
            self._change(lambda session: actions.confirm(session, form, True))
        else:
            self._show_details(form, document, name)

    def _show_details(self, form: ScannedForm, document: Document, name: str) -> None:
        # what is kept apart is filed so: there is nothing to tick
        box = DetailsBox(document, self._desk.clock, guards=self.guards and not form.kept_apart)
        box.belongs_to(name)

        def save(done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
            answers = box.answers()
            if box.restricted:
                RestrictedFiler(self._desk, self, form, answers).file(done, failed)
                return
            self._desk.jobs.write(
                lambda session: actions.describe(session, form, **answers), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(self._told)
        self._desk.dialogs.show(box)

    def _told(self, saved: Saved[ScannedForm]) -> None:
        if saved.record.filed_on is not None:
            self.filed.emit(saved)

    def _record_referral(self, line: Line) -> None:
        form = line.form
        self._desk.go.to("referral", pupil_id=form.pupil_id, form_reference=form.reference, scan_id=form.id)

    # pages

    def _move(self, form: ScannedForm, place: int, by: int) -> None:
        view = self._panel.preview.view
        self._change(
            lambda session: actions.move_page(session, form, place, by),
            then=self._if_in_hand(form, lambda: view.turn_to(place - 1 + by)),
        )

    def _join(self, line: Line) -> None:
        behind = line.behind
        if behind is not None:
            self._change(lambda session: actions.join(session, line.form, behind), "Pages put together")

    def _delete(self, line: Line) -> None:
        self._change(lambda session: actions.throw_away(session, [line.form]), "Scan moved to the trash")

    def _if_in_hand(self, form: ScannedForm, then: Callable[[], None]) -> Callable[[Saved[Any]], None]:
        """`then`, unless another scan is in hand by the time it is written: its pupil is not to be mixed up."""

        def call(_saved: Saved[Any]) -> None:
            if self._panel.line is not None and self._panel.line.form.id == form.id:
                then()

        return call

    def _change(
        self,
        write: Callable[[Session], Saved[Any]],
        words: str = "",
        then: Callable[[Saved[Any]], None] | None = None,
    ) -> None:
        def done(saved: Saved[Any]) -> None:
            if words and saved.change_id:
                self._desk.say.toast(words, saved.change_id)
            if then is not None:
                then(saved)

        self._desk.jobs.write(write, done=guarded(self, done), failed=guarded(self, self._refused))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self._desk.dialogs.trouble(error)
            self.again.emit()
        else:
            self._desk.say.trouble(error)


def _called(line: Line) -> str:
    """Whose record the scan goes into, as far as that is known."""
    return line.matched.pupil.called if line.matched.pupil is not None else ""
