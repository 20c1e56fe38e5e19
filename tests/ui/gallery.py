"""Shows every widget of the kit on one sheet and saves pictures: python tests/ui/gallery.py FOLDER."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from coordinator_app.ui import layout
from coordinator_app.ui.bar_chart import Bar, BarChart
from coordinator_app.ui.buttons import button, icon_button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.clock_card import ClockCard, Deadline
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.dialog_boxes import ConfirmDialog
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.focus_ring import FocusRing
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import heading, key_cap, label, link
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.notes import Note, strip
from coordinator_app.ui.progress import ProgressCard
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.side_panel import SidePanel
from coordinator_app.ui.stepper import Step, Stepper
from coordinator_app.ui.tables import Column, Table
from coordinator_app.ui.tabs import Tabs
from coordinator_app.ui.text_view import Span, TextView
from coordinator_app.ui.theme import Theme
from coordinator_app.ui.timeline import Entry, timeline
from coordinator_app.ui.toasts import Toast

CHIPS = (
    ("over", "octagon-alert", "3 school days overdue"),
    ("safe", "clock", "7 school days left"),
    ("soon", "clock-alert", "4 school days left"),
    ("pause", "circle-pause", "Paused, waiting for identity"),
    ("neutral", "circle-dashed", "To decide"),
    ("info", "share-2", "Shared 5 November 2026"),
)
CLOCKS = (
    Deadline("soon", "clock-alert", "Breach clock, due soon", "48 h 39 min", "left of 72 hours", 0.32,
             "Letter sent to wrong address", "decide whether to tell the ICO", "Continue breach"),
    Deadline("safe", "clock", "Access request, on time", "7 school days", "left, due 3 December", 0.53,
             "Kit Puddlecombe", "decide on 12 of 86 items", "Continue review"),
    Deadline("pause", "circle-pause", "Access request, paused", "4 days", "waiting for proof of identity", 0.14,
             "Wren Applegarth", "ring the requester if no reply by Friday", "See request"),
)  # fmt: skip
ENTRIES = [
    Entry(1, "calendar-check", "Attendance", "20 November 2026",
          "In on all three days this week. Late once, on Wednesday, because the bus was cancelled.",
          "Added by Pat Samplewell from provider register", "not-shared", "Not shared with parent yet"),
    Entry(2, "life-buoy", "Safeguarding", "6 November 2026", "Worry raised about late nights. School told the same day.",
          "Restricted: Level 1 only", "restricted", "Restricted"),
    Entry(3, "graduation-cap", "Academic", "5 November 2026", "Maths target met two weeks early.", "Review 1",
          "shared", "Shared 5 November 2026", corrected=True),
]  # fmt: skip
ROWS = [
    Row(1, "Progress review, Otis Bramblewick", "Was due 19 November 2026. Attendance already filled in.",
        "clipboard-check", "over", "3 school days overdue", "over", action="Start"),
    Row(2, "Consent not signed, Saffron Tumbledale", "Form printed 16 November 2026. Nothing can be shared until it is back.",
        "pen-line", "soon", "Due Friday", "soon", action="Scan in"),
    Row(3, "New referral to check, Idris Moonbeck", "Owlbeck Community College.", "user-plus", "neutral",
        "Step 2 of 4", "neutral", "list-checks", action="Check"),
    Row(4, "Review 1 minutes", "Shared 5 November 2026", "eraser", "info", word="Redact", word_kind="info",
        subtitle_icon="share-2", subtitle_kind="info"),
]  # fmt: skip


def _parse(text: str) -> date | None:
    return date(2026, 11, 28) if "28" in text else None


def _section(title: str, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    lines = layout.column(holder, space=8)
    lines.addWidget(heading(title))
    for widget in widgets:
        lines.addWidget(widget)
    return holder


def _line(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    line = layout.row(holder, space=8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return holder


def _chips() -> QWidget:
    holder = QWidget()
    cells = layout.grid(holder, space=6)
    for place, (kind, icon, text) in enumerate(CHIPS):
        cells.addWidget(StatusChip(kind, icon, text), place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
    cells.setColumnStretch(2, 1)
    return holder


def _buttons() -> QWidget:
    off = button("Record as sent")
    off.setEnabled(False)
    first = _line(
        button("Record decision", "primary"),
        button("Back", icon="chevron-left"),
        button("Finish later", "quiet"),
    )
    second = _line(
        button("Remove user", "danger"),
        off,
        button("Check again", icon="rotate-cw", small=True),
        icon_button("lock", "Lock"),
    )
    holder = QWidget()
    layout.add_all(layout.column(holder, space=8), first, second)
    return holder


def _form() -> Form:
    form = Form()
    form.add("ticked", FormRow("Did the school tick that it has read the privacy statement?", "It is the box on page 3.",
                               ChoiceBoxes([(True, "Yes"), (False, "No or not sure")])))  # fmt: skip
    form.row("ticked").input.set_value(True)
    date_row = FormRow("Date on the form", "For example, 18 November 2026.", DateInput(_parse))
    form.add_beside(
        {"who": FormRow("Who signed?", "Name and job.", TextInput("M. Parchment")), "date": date_row}
    )
    date_row.input.set_value("2026-11-28")
    date_row.set_error("This date is in the future. Check the form and type it again.")
    form.add(
        "reason",
        FormRow("Reason for hiding parts", "", ChoiceList([(1, "It is about someone else")], none=None)),
    )
    form.add(
        "why",
        FormRow(
            "Why is the school asking for help?",
            "",
            LongText("Often out of lessons.", lines=2),
            optional=True,
        ),
    )
    return form


def _row_list() -> CardList:
    rows = CardList()
    chip = StatusChip("over", None, "3 school days overdue")
    first = TwoLineRow("Progress review, Otis Bramblewick", "Was due 19 November 2026. Attendance filled in.",
                       icon="clipboard-check", kind="over", chip=chip, buttons=(button("Start", small=True),))  # fmt: skip
    first.set_selected(True)
    rows.add(first)
    rows.add(TwoLineRow("5 entries not yet shared with parents", "Share them at the next review.", icon="share-2",
                        buttons=(button("Look", small=True),)))  # fmt: skip
    return rows


def _confirm() -> QWidget:
    box = ConfirmDialog(
        "Record this pack as sent to Marigold Puddlecombe?",
        (("file-text", "143 pages about Kit Puddlecombe"), ("mail", "By secure email, locked with a password"),
         ("phone", "Password given by phone, never by email")),
        "The clock stops for good.", "I have checked the address with Marigold by phone.", "Record as sent",
    )  # fmt: skip
    box.tick.setChecked(True)
    box.setWindowFlags(Qt.WindowType.Widget)
    return box


def _progress() -> ProgressCard:
    card = ProgressCard("Building page 61 of 143")
    card.show_progress(61, 143, "Building page 61 of 143", 120)
    return card


def _empty() -> EmptyState:
    text = "When someone asks to see what you hold, log it the same day so that the clock is right."
    return EmptyState("inbox", "No open access requests", text, button("Log a request", "primary"))


def _tabs() -> Tabs:
    tabs = Tabs()
    for name, count in (("Overview", None), ("Chronology", 38), ("Reviews", 2), ("Documents", 17)):
        tabs.add(name.lower(), name, QWidget(), count)
    return tabs


def _steps() -> Stepper:
    names = ("Received", "Identity", "Gather", "Review", "Approve")
    return Stepper(
        [
            Step(name, name, "done" if place < 3 else "current" if place == 3 else "later")
            for place, name in enumerate(names)
        ]
    )


def _down() -> Stepper:
    return Stepper([Step("a", "Initial discussion", "done", "Notes, 17 November 2026"),
                    Step("b", "Formal referral", "current", "Form and acknowledgement"),
                    Step("c", "Parental consent", "locked", "Opens after step 2")], vertical=True)  # fmt: skip


def _table() -> Table:
    table = Table(
        [
            Column("School", sort="school"),
            Column("Pupils", figures=True, width=90, sort="n"),
            Column("Met", figures=True, width=90),
        ],
        "Figures",
    )
    table.rows.show_rows(
        [("Foxglove Hill", "24", "81%"), ("Owlbeck", "[c]", "[c]"), ("All schools", "31", "79%")], total=True
    )
    table.show_sorted("school", newest_first=False)
    layout.size(table, height=140)
    return table


def _chart() -> Card:
    card = Card()
    values = (62, 71, 80, 78, 90, 86, 94, 88)
    card.body.addWidget(
        BarChart(
            "Attendance by week, %",
            [Bar(str(week), value) for week, value in enumerate(values, 1)],
            target=85,
        )
    )
    return card


def _list() -> QWidget:
    view = TwoLineList("Needs you")
    view.show_rows(ROWS)
    view.step(1)
    layout.size(view, height=236)
    return list_card(view)


def _compact() -> QWidget:
    view = TwoLineList("Items", compact=True)
    view.show_rows(
        [
            ROWS[3],
            Row(
                9,
                "Letter about another pupil",
                "9 September 2026, 1 page",
                "ban",
                "over",
                word="Withhold",
                word_kind="over",
            ),
        ]
    )
    layout.size(view, height=116)
    return list_card(view)


def _text() -> TextView:
    view = TextView()
    text = "On Wednesday Kit was paired with Otis Bramblewick. They stripped a carburettor with T. Inkwell."
    view.show_text(text, [Span(33, 49), Span(84, 93, "accepted")])
    layout.size(view, height=70)
    return view


def columns() -> list[list[QWidget]]:
    """All sections, in three columns."""
    left = [_section("Deadline and state chips", _chips()), _section("Buttons", _buttons()), _section("Needs you", _row_list()),
            _section("List", _list(), _compact()), _section("Tabs", _tabs()), _section("Stages", _steps(), _down())]  # fmt: skip
    middle = [_section("Confirm something that cannot be undone", _confirm()), _section("Progress with cancel", _progress()),
              _section("Toast with Undo", Toast("Consent filed for Saffron Tumbledale", can_undo=True)),
              _section("Notes", Note("soon", "Names a child.", "Collect it from the printer straight away."),
                       Note("info", "", "If a child may be at risk, do not wait for this form. Ring your safeguarding lead now.", button("Look", small=True)),
                       strip("safe", "Parent or carer has consented.", "Marigold signed.", link("See forms"), icon="file-check"),
                       Note("soon", "The pack is built. Check one thing before you send it.", "A name can be read on page 41.",
                            button("Look at page 41", "primary", "eye"), large=True)),
              _section("Table", _table()), _section("Text", _text(), _line(key_cap("Ctrl K"), label("81% overall", "small", "text-2")))]  # fmt: skip
    right = [_section("Empty state", _empty()), _section("Form row", _form()), _section("Programme", _chart()),
             _section("Latest in chronology", _chronology()), TickBox("I have checked the address with Marigold by phone.")]  # fmt: skip
    return [left, middle, right]


def _chronology() -> Card:
    card = Card()
    card.body.addWidget(timeline(ENTRIES))
    return card


def build() -> QWidget:
    """The whole sheet."""
    sheet = QWidget()
    sheet.setProperty("page", True)
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    lines = layout.column(sheet, space=16, margins=(24, 20, 0, 0))
    lines.addWidget(heading("Tuesday 24 November 2026", 1))
    clocks = layout.row(space=16, margins=(0, 0, 24, 0))
    for place, clock in enumerate(CLOCKS):
        clocks.addWidget(ClockCard(clock, primary=place == 0), 1)
    lines.addLayout(clocks)
    across = layout.row(space=24)
    for sections in columns():
        column = layout.column(space=20)
        for section in sections:
            column.addWidget(section)
        column.addStretch(1)
        across.addLayout(column, 1)
    panel = SidePanel("What you can keep now", width=292)
    panel.add(label("Notes from the first discussion", wrap=True))
    panel.add(ChoiceBoxes([(1, "Standard, 12 point"), (2, "Large print, 18 point")], plain=True))
    panel.add(
        ChoiceBoxes(
            [(1, "Share in full"), (2, "Share with redactions"), (3, "Withhold")], vertical=True, keys=True
        )
    )
    panel.end()
    panel.bar().line.addStretch(1)
    panel.bar().line.addWidget(button("Save, next item", "primary"))
    across.addWidget(panel)
    lines.addLayout(across, 1)
    return sheet


def main(folder: Path) -> None:
    """Save light, dark and 200 % pictures."""
    app = QApplication.instance() or QApplication([])
    theme = Theme()
    theme.apply(app)
    FocusRing(app)
    sheet = build()
    for name, mode, scale, width in (
        ("light", "light", 1.0, 1720),
        ("dark", "dark", 1.0, 1720),
        ("large", "light", 2.0, 3000),
    ):
        theme.change(mode=mode, scale=scale)
        sheet.resize(width, 10)
        sheet.show()
        app.processEvents()
        sheet.resize(width, max(sheet.sizeHint().height(), sheet.heightForWidth(width)))
        sheet.findChild(QFrame)
        sheet.findChildren(ConfirmDialog)[0].cancel.setFocus()
        app.processEvents()
        sheet.grab().save(str(folder / f"gallery-{name}.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
