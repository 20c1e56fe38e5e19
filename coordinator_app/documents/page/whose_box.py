"""Asks whose a document is that lies on the wrong record, and how that is known."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.documents import another_child, view
from coordinator_app.documents.another_child import Moved
from coordinator_app.documents.model import Document, document_compartment
from coordinator_app.documents.page import whose_reading
from coordinator_app.documents.page.whose_reading import PupilLine, Standing
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note

_HIGH = 3 * 58 + 2
_NONE = "Nobody on the list has a name like this. Record the child’s referral first, then move the paper."
_IN_REQUEST = (
    "The paper leaves what is given out. In its place stands that it was taken out, and your reason. "
    "You decide there what is said of it."
)
_WHY = "It is kept on this record, and an access request gathers it. Do not name the other child in it."
_NAMES = (
    "This seems to name the other child. The reason stays on this record: write “the other child” instead."
)


class WhoseBox(FormBox):
    """`saved(Moved)` once the document lies on the other record."""

    def __init__(self, services: Services, document: Document, standing: Standing) -> None:
        super().__init__("This belongs to another child", "Move it")
        self._desk, self._document, self._round = services, document, 0
        self._pupils: dict[str, PupilLine] = {}
        self.typed = TextInput(longest=100, hint="Type part of a name")
        self.list = TwoLineList("Pupils found", compact=True, click_opens=False)
        self._card = list_card(self.list)
        self._says: QLabel = label("", "small", "text-2", wrap=True)
        self._asked = QWidget()
        self._notes = layout.column(self._asked, space=0)
        if standing.request:
            self.form.add_widget(Note("info", f"Request {standing.request} is open.", _IN_REQUEST))
        for words in standing.to_do:
            self.form.add_widget(Note("over", "To do afterwards.", words))
        self.form.add("pupil_id", FormRow("Whose is it?", "", self.typed, printed=False))
        for widget in (self._card, self._says, self._asked):
            self.form.add_widget(widget)
        self.form.add("reason", FormRow("How do you know?", _WHY, LongText(lines=2)))
        self.names = label(_NAMES, "small", "soon-fg", wrap=True)
        self.names.hide()
        self.form.add_widget(self.names)
        self.form.row("reason").edited.connect(self._look)
        layout.size(self._card, height=_HIGH)
        self._show(())
        self.typed.edited.connect(self._find)
        self.list.current_changed.connect(lambda _key: self._chosen())
        self.saves(self._move)

    def chosen(self) -> PupilLine | None:
        """The pupil in hand."""
        return self._pupils.get(str(self.list.current_key()))

    def _find(self) -> None:
        self._round += 1
        asked, typed, own = self._round, self.typed.value(), self._document.pupil_id
        self._desk.jobs.read(
            lambda session: whose_reading.find(session, typed, own),
            done=guarded(self, lambda found: self._found(asked, typed, found)),
            failed=guarded(self, self._desk.say.trouble),
        )

    def _found(self, asked: int, typed: str, found: tuple[PupilLine, ...]) -> None:
        if asked != self._round:
            return
        self._show(found)
        self._says.setText(_NONE if typed and not found else "")
        self._says.setVisible(bool(self._says.text()))
        if typed:
            announce(self, self._says.text() or f"{len(found)} found")

    def _show(self, found: tuple[PupilLine, ...]) -> None:
        self._pupils = {one.pupil_id: one for one in found}
        self.list.show_rows([Row(one.pupil_id, one.name, one.detail, "user") for one in found])
        self._card.setVisible(bool(found))
        self._says.hide()
        if len(found) == 1:
            self.list.choose(found[0].pupil_id)
        self._chosen()

    def _chosen(self) -> None:
        one = self.chosen()
        layout.clear(self._notes)
        self._asked.setVisible(one is not None and one.asked)
        if one is not None and one.asked:
            self._notes.addWidget(Note("soon", "Look twice.", view.asked_words(one.name)))
        self._look()

    def _look(self) -> None:
        """Say while it is typed that the reason names the child whose paper it is: it stays on this child's record."""
        one = self.chosen()
        said = whose_reading.says_name(str(self.form.row("reason").value()), one.name if one else "")
        if said and self.names.isHidden():
            announce(self, _NAMES)
        self.names.setVisible(said)

    def _move(self, done: Done, failed: Failed) -> object:
        one, reason = self.chosen(), str(self.form.row("reason").value())
        pupil_id = one.pupil_id if one is not None else ""
        return self._desk.jobs.write(
            lambda session: another_child.move(session, self._document, pupil_id, reason),
            done=done,
            failed=failed,
        )


def ask_whose(desk: Services, receiver: QObject, document: Document, then: Callable[[], None]) -> None:
    """Ask, move, and say what has to be done by hand; `then` runs once it is moved, unless `receiver` is gone."""

    def moved(done: Moved) -> None:
        desk.say.toast("Document moved to the other child’s record", done.change_id or None)
        if done.to_do:
            desk.dialogs.tell("This has to be done by hand", "\n\n".join(done.to_do))
        then()

    def ask(standing: Standing) -> None:
        box = WhoseBox(desk, document, standing)
        box.saved.connect(guarded(receiver, moved))
        place = DraftOf("move_document", document.id, document_compartment(document))
        # part of the other child's name is nothing for this record
        show_kept(desk, box, place, leave_out=("pupil_id",))

    desk.jobs.read(
        lambda session: whose_reading.standing(session, document),
        done=guarded(receiver, ask),
        failed=guarded(receiver, desk.say.trouble),
    )
