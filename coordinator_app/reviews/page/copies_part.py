"""Who got the summary: what is noted, and a line to note another, each with its way back (003-5.3)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import read_date, say
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.reviews.page.review_reading import ReviewShown
from coordinator_app.reviews.parts import CopyWay, ReviewCopy
from coordinator_app.reviews.people import Somebody
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import PageServices


class CopiesPart(Card):
    """Emits `wanted(ReviewCopy)`; `noted` and `refused` say what came of it."""

    wanted = Signal(object)

    def __init__(self, services: PageServices) -> None:
        super().__init__(space=12)
        self._clock = services.clock
        self._review_id = ""
        self._people: dict[str, Somebody] = {}
        self._lines, self._notes = layout.column(space=4), layout.column(space=0)
        today = services.clock.today
        self.form = Form()
        day = DateInput(lambda typed: read_date(typed, today(), future=False).value, today=today)
        self.who = ChoiceList([], none="Choose who")
        ways = [(one, one.label) for one in CopyWay]
        self.form.add_beside(
            {
                "name": FormRow("Given to", "", self.who),
                "way": FormRow("How", "", ChoiceList(ways, none="Choose how")),
            }
        )
        self.form.add("given_on", FormRow("On", "", day))
        self.note = button("Note it", small=True, accessible="Note that they got the summary")
        self.body.addWidget(heading("Who got a copy?"))
        self.body.addLayout(self._lines)
        self.body.addLayout(self._notes)
        self.body.addWidget(self.form)
        self.body.addWidget(self.note, 0, Qt.AlignmentFlag.AlignLeft)
        self.note.clicked.connect(self._press)

    def show_review(self, shown: ReviewShown) -> None:
        """Show what is noted; what is being chosen stays while it is the same review."""
        if shown.review.id != self._review_id:
            self._review_id = shown.review.id
            self.form.set_values({"name": None, "way": None, "given_on": self._clock.today()})
            self.form.errors({})
            layout.clear(self._notes)
        self._people = {" ".join(line.who.mark): line.who for line in shown.people}
        self.who.offer([(mark, _called(one)) for mark, one in self._people.items()])
        layout.clear(self._lines)
        if not shown.copies:
            self._lines.addWidget(label("Nobody so far.", "body", "text-2", wrap=True))
        for one in shown.copies:
            self._lines.addWidget(_line(one))
        self.note.setEnabled(True)

    def noted(self) -> None:
        """It is kept: ready for the next."""
        layout.clear(self._notes)
        self.form.set_values({"name": None, "way": None})
        self.note.setEnabled(True)
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def refused(self, error: InvalidInput | GateShut) -> None:
        """Say beside it why it was not kept."""
        self.note.setEnabled(True)
        layout.clear(self._notes)
        if isinstance(error, InvalidInput):
            self.form.errors({one.field: one.message for one in error.problems})
            return
        said = Note("over", "This copy cannot be given.", " ".join(error.reasons), icon="lock")
        self._notes.addWidget(said)
        announce(self, f"{said.lead} {said.text}", assertive=True)

    def _press(self) -> None:
        who, way = self._people.get(str(self.who.value())), self.form.row("way").value()
        day = self.form.row("given_on").value()
        lacking = {
            "name": "" if who else "Choose who got it.",
            "way": "" if way else "Choose how they got it.",
            "given_on": "" if isinstance(day, date) else "Type the day on which they got it.",
        }
        if not self.form.errors({name: words for name, words in lacking.items() if words}) or who is None:
            return
        self.note.setEnabled(False)
        self.wanted.emit(
            ReviewCopy(
                review_id=self._review_id,
                name=who.name,
                role=who.role,
                carer_id=who.carer_id,
                way=way if isinstance(way, CopyWay) else None,
                given_on=day if isinstance(day, date) else None,
            )
        )


def _line(copy: ReviewCopy) -> QWidget:
    holder = QWidget()
    line = layout.row(holder, space=8)
    how = f"{copy.way.label[0].lower()}{copy.way.label[1:]}" if copy.way else ""
    when = f"on {say(copy.given_on)}" if copy.given_on else ""
    words = f"{copy.name}, {' '.join(part for part in (how, when) if part)}"
    line.addWidget(IconLabel("circle-check", "safe-fg", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(label(words, "body", wrap=True), 1)
    return holder


def _called(who: Somebody) -> str:
    return f"{who.name}, {who.about}" if who.about else who.name
