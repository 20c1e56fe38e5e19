"""The places outside the vault, each with how far it is and what can be recorded of it next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.access_requests.actions import places
from coordinator_app.access_requests.actions.places import PlaceState
from coordinator_app.access_requests.page import place_questions
from coordinator_app.access_requests.page.blocks import Entry, head_row
from coordinator_app.access_requests.page.gather_reading import PlaceLine
from coordinator_app.access_requests.searching import RequestPlace
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import label

_EMPTY = "Gathering proposes where to look: earlier schools, providers, mailbox, paper, phones and folders."
_WHY = (
    "A pack is built once each of them is settled. The reply names where you looked, and where not and why."
)
_KINDS: dict[PlaceState, Set] = {
    PlaceState.TO_ASK: "soon",
    PlaceState.ASKED: "pause",
    PlaceState.FOUND: "soon",
    PlaceState.NOTHING: "safe",
    PlaceState.ATTACHED: "safe",
    PlaceState.LEFT_OUT: "neutral",
}
_ICONS = {"safe": "circle-check"}


class PlacesPanel(QWidget):
    """A list of places; every button opens a question, or does what it says at once with Undo."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._request_id, self._pupil_id = "", ""
        self.add = button("Add a place", icon="plus", small=True, accessible="Add a place to look in")
        self._note = label(_EMPTY, "body", "text-2", wrap=True)
        self._list = CardList()
        self._shown: tuple[PlaceLine, ...] | None = None
        lines = layout.column(self, space=12)
        layout.add_all(lines, head_row("Places outside this vault", self.add), self._note, self._list)
        self._list.hide()
        self.add.clicked.connect(lambda: place_questions.ask_place(services, self._request_id))

    def show_places(
        self, request_id: str, pupil_id: str, lines: tuple[PlaceLine, ...], *, closed: bool
    ) -> None:
        """Show them anew; with `closed` they can be read alone. Unchanged ones are left, with the focus in them."""
        self._request_id, self._pupil_id = request_id, pupil_id
        self.add.setVisible(not closed)
        if lines == self._shown:
            return
        self._shown = lines
        self._note.setText(_WHY if lines else _EMPTY)
        self._list.clear()
        self._list.setVisible(bool(lines))
        for line in lines:
            actions = () if closed else self._actions(line)
            self._list.add(Entry(line.place.called, line.told, _chip(line), *actions))

    def _actions(self, line: PlaceLine) -> tuple[QPushButton, ...]:
        place, services = line.place, self._services
        ask = partial(self._button, place)
        found = ask("Record what was found", partial(place_questions.ask_answered, services, place))
        out = ask("Leave out", partial(place_questions.ask_left_out, services, place))
        match line.state:
            case PlaceState.TO_ASK:
                asked = ask("Record that you asked", partial(place_questions.ask_asked, services, place))
                return asked, found, out
            case PlaceState.ASKED:
                chase = ask("Record a chase", partial(place_questions.ask_chased_place, services, place))
                return chase, found, out
            case PlaceState.FOUND:
                to_record = ask("Open their documents", self._open_documents)
                return to_record, ask("All on the record", partial(self._attached, place))
            case _:
                return (ask("Change", partial(place_questions.ask_answered, services, place)),)

    def _button(self, place: RequestPlace, words: str, act: Callable[[], object]) -> QPushButton:
        made = button(words, small=True, accessible=f"{words}: {place.called}")
        made.clicked.connect(act)
        return made

    def _open_documents(self) -> None:
        if self._pupil_id:
            self._services.go.to("pupil", pupil_id=self._pupil_id, tab="documents")
        else:
            self._services.go.to("pupils")

    def _attached(self, place: RequestPlace) -> None:
        self._services.jobs.write(
            lambda session: places.attached(session, place),
            done=guarded(
                self, lambda kept: self._services.say.toast("All of it is on the record.", kept.change_id)
            ),
            failed=guarded(self, self._services.say.trouble),
        )


def _chip(line: PlaceLine) -> StatusChip:
    if line.is_late:
        return StatusChip("soon", None, "No answer yet")
    kind = _KINDS[line.state]
    return StatusChip(kind, _ICONS.get(kind), line.state.label)
