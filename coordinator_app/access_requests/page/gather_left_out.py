"""What the last search for mentions left out: it stands at Gather until it is said why, or a search leaves nothing out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.gathering import left_out
from coordinator_app.access_requests.gathering.left_out import LeftOut, why_left_out
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.core.changes import Saved
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_NEXT = (
    "Take or leave what stands here, then gather again: the next ones come. Or look for fewer words, or longer ones. "
    "A pack waits until none is left out, or you say why these need not be looked at."
)
_HELP = "A reasonable and proportionate search is enough. Whoever approves reads it; the reply says that the least likely were not read."
_RESTRICTED = "A reasonable and proportionate search is enough. Whoever approves reads it; it stays with what is restricted, and the reply tells nothing of it."


class LeftOutPanel(QWidget):
    """A note for each search that left something out, with its reason or the button to give it; hidden while there is none."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._lines = layout.column(self, space=12)
        self._shown: tuple[object, ...] = ()
        self.hide()

    def show_left_out(self, found: tuple[LeftOut, ...], *, closed: bool) -> None:
        """Show them anew if they are others; with `closed` (the pack was sent) nothing can be said any more."""
        if (found, closed) == self._shown:
            return
        self._shown = (found, closed)
        layout.clear(self._lines)
        self.setVisible(bool(found))
        for one in found:
            self._lines.addWidget(self._note(one, closed=closed))

    def _note(self, one: LeftOut, *, closed: bool) -> Note:
        if closed:
            return Note("info", one.words, why_left_out(one))
        act = button(
            "Change the reason" if one.is_answered else "Say why",
            small=True,
            accessible=f"Say why these need not be looked at: {one.words}",
        )
        act.clicked.connect(partial(self._ask, one))
        if one.is_answered:
            return Note("info", one.words, why_left_out(one), act)
        return Note("soon", one.words, _NEXT, act)

    def _ask(self, one: LeftOut) -> None:
        if one.is_answered and one.closed:
            self._services.confirm(lambda: self._open(one), "It is about safeguarding or health.")
            return
        self._open(one)

    def _open(self, one: LeftOut) -> None:
        ask_why(self._services, one.search)


def ask_why(services: Services, search: RequestSearch) -> FormDialog:
    """Why what it left out need not be looked at."""
    typed = LongText(lines=3)
    typed.set_value(search.left_out_reason)
    help_text = _RESTRICTED if search.is_guarded else _HELP
    dialog = FormDialog(
        "Leave these places out",
        left_out.words_of(search),
        "Keep the reason",
        {"left_out_reason": FormRow("Why need they not be looked at?", help_text, typed)},
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        return left_out.say_why(session, search, str(values["left_out_reason"]))

    place = DraftOf("search_left_out", search.id, left_out.place_of(search))
    ask(services, dialog, work, "The reason is kept.", place=place)
    return dialog
