"""The first step: whose register it is, the file, and the files that were brought in before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from coordinator_app.attendance.page import bring_in_reading
from coordinator_app.attendance.page.bring_in_reading import Rows
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.dialogs import kinds
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.core.errors import Trouble
    from coordinator_app.store.paging import PageMark
    from coordinator_app.store.session import Session

_TAKES = "CSV, XLSX, XLS, ODS or CTF XML, up to 25 MB and 50,000 rows"
_ENDINGS = ("csv", "txt", "tsv", "xlsx", "xls", "ods", "xml")
_LIST_HEIGHT = 220


class FileStep(QWidget):
    """`given(Path)` for a file chosen; `edited` when the place changed; `taken_back(id)` from the list below."""

    given = Signal(object)
    edited = Signal()
    taken_back = Signal(str, str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._desk = services
        self._round = 0
        self.place = ChoiceList((), none="Choose a school or provider", width=360)
        self.place.setEnabled(False)
        self.row = FormRow(
            "Whose register is it?", "The school or provider that marked the register.", self.place
        )
        self.choose = button("&Choose a file", "secondary", "upload")
        self.called = label("", "body-strong", "text", wrap=True)
        self._trouble = layout.column(space=0)
        self.list = TwoLineList("Files brought in", click_opens=False)
        self._before = QWidget()
        self._lay_out()
        self.place.edited.connect(self.edited)
        self.choose.clicked.connect(self._ask)
        self.list.opened.connect(self._take_back)

    def where(self) -> str:
        """The place chosen, as a value of `bring_in_reading.places`."""
        return str(self.place.value() or "")

    def show_places(self, found: Sequence[tuple[str, str]], wanted: str) -> None:
        """The schools and providers have come."""
        self.place.offer(tuple(found))
        self.place.setEnabled(True)
        if wanted and not self.where():
            self.place.set_value(wanted)
            self.edited.emit()

    def say_file(self, called: str) -> None:
        """Which file is in hand."""
        self.called.setText(f"Chosen: {called}" if called else "")
        self.called.setVisible(bool(called))
        self.choose.setText("Choose another file" if called else "&Choose a file")

    def say_trouble(self, trouble: Trouble | None) -> None:
        """Why the file cannot be taken, or nothing."""
        layout.clear(self._trouble)
        if trouble is not None:
            self._trouble.addWidget(Note("over", trouble.happened, f"Nothing was kept. {trouble.next_step}"))
            announce(self, f"{trouble.happened} Nothing was kept. {trouble.next_step}", assertive=True)

    def show_files(self) -> None:
        """Read the files brought in anew."""
        self._round += 1
        self.list.start(partial(self._load, self._round))

    def _lay_out(self) -> None:
        lines = layout.column(self, space=18)
        lines.addWidget(self.row)
        lines.addLayout(self._trouble)
        lines.addWidget(self._drop_area())
        before = layout.column(self._before, space=8)
        before.addWidget(heading("Files brought in"))
        card = list_card(self.list)
        layout.size(card, min_height=_LIST_HEIGHT)
        before.addWidget(card)
        self._before.hide()
        lines.addWidget(self._before)

    def _drop_area(self) -> QFrame:
        area = QFrame()
        area.setProperty("drop", True)
        area.setAccessibleName("Drop a register here")
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        inside, middle = layout.column(area, space=8, margins=(16, 16, 16, 16)), Qt.AlignmentFlag.AlignHCenter
        inside.addWidget(IconLabel("upload", "text-3", 28), 0, middle)
        inside.addWidget(heading("Drop the register here"), 0, middle)
        takes = label(_TAKES, "small", "text-2", wrap=True)
        for words in (takes, self.called):
            words.setAlignment(middle)
            inside.addWidget(words)
        inside.addWidget(self.choose, 0, middle)
        self.called.hide()
        return area

    def _ask(self) -> None:
        self._desk.dialogs.choose_file(
            "Choose a register", kinds("Registers", *_ENDINGS), guarded(self, self._chosen)
        )

    def _chosen(self, path: Path) -> None:
        self.given.emit(path)

    def _load(self, asked_in: int, after: object, limit: int) -> None:
        mark = cast("PageMark | None", after)

        def read(session: Session) -> Rows:
            return bring_in_reading.files(session, mark, limit)

        self._desk.jobs.read(
            read,
            done=guarded(self, partial(self._show, asked_in)),
            failed=guarded(self, self._desk.say.trouble),
        )

    def _show(self, asked_in: int, found: Rows) -> None:
        if asked_in != self._round:
            return
        self.list.add_rows([_row(one) for one in found.rows], found.next)
        self._before.setVisible(bool(self.list.rows()))

    def _take_back(self, key: object) -> None:
        row = next((one for one in self.list.rows() if one.key == key), None)
        if row is not None and not row.chip_text:
            self.taken_back.emit(str(key), row.title)


def _row(one: bring_in_reading.FileRow) -> Row:
    chip = "Taken back" if one.is_back else ""
    return Row(
        one.id, one.called, one.second, "list-checks", chip_text=chip, chip_icon="undo-2" if chip else "",
        action="" if chip else "Take back",
    )  # fmt: skip
