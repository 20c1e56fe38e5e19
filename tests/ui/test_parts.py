"""The smaller parts: each says by name what it shows, fits, and does by keyboard what the mouse can do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.ui.bar_chart import Bar, BarChart
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import ICONS, StatusChip
from coordinator_app.ui.clock_card import ClockCard, Deadline
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.notes import Note, strip
from coordinator_app.ui.progress import ProgressCard, time_left
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.side_panel import SidePanel
from coordinator_app.ui.stepper import Step, Stepper
from coordinator_app.ui.tables import Column, Table, TableModel
from coordinator_app.ui.tabs import Tabs
from coordinator_app.ui.theme import Theme
from coordinator_app.ui.timeline import Entry, TimelineItem

BREACH = Deadline(
    "soon",
    "clock-alert",
    "Breach clock, due soon",
    "48 h 39 min",
    "left of 72 hours",
    0.32,
    "Letter",
    "decide",
    "Continue breach",
)


def test_chip_is_24_high_and_says_its_words(qtbot: QtBot, look: Theme) -> None:
    chip = StatusChip("over", None, "3 school days overdue")
    qtbot.addWidget(chip)
    assert (chip.sizeHint().height(), chip.accessibleName()) == (24, "3 school days overdue")
    look.change(scale=2.0)
    assert chip.sizeHint().height() == 48
    assert set(ICONS) == {"over", "soon", "safe", "pause", "info", "neutral"}


def test_chip_draws_the_colours_of_its_set(qtbot: QtBot, look: Theme) -> None:
    chip = StatusChip("pause", None, "Paused")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    image = chip.grab().toImage()
    assert image.pixelColor(chip.width() - 8, 4).name() == look.colour("pause-bg").name()


def test_clock_card_takes_new_figures_without_being_rebuilt(qtbot: QtBot) -> None:
    card = ClockCard(BREACH, primary=True)
    qtbot.addWidget(card)
    assert "48 h 39 min left of 72 hours" in card.accessibleName()
    card.show_deadline(
        Deadline(
            "over",
            "octagon-alert",
            "Breach clock, urgent",
            "Urgent, 11 h left",
            "",
            0.85,
            "Letter",
            "",
            "Continue breach",
        )
    )
    assert "Urgent, 11 h left" in card.accessibleName()
    with qtbot.waitSignal(card.acted):
        card.button.click()


def test_note_is_never_cut_when_it_folds(qtbot: QtBot, look: Theme) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    from coordinator_app.ui import layout

    note = Note(
        "soon",
        "The pack is built. Check one thing before you send it.",
        "A name can be read. " * 5,
        button("Look"),
        large=True,
    )
    layout.add_all(layout.column(holder), note, None)
    holder.resize(420, 400)
    holder.show()
    words = [one for one in note.findChildren(QLabel) if one.wordWrap()]
    assert all(one.height() >= one.heightForWidth(one.width()) for one in words)
    holder.resize(1200, 400)
    qtbot.waitUntil(lambda: note.height() < 90)


def test_strip_says_lead_and_text(qtbot: QtBot) -> None:
    made = strip("safe", "Parent or carer has consented.", "Marigold signed.")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Parent or carer has consented. Marigold signed."


def test_progress_counts_and_cancels_once(qtbot: QtBot) -> None:
    card, told = ProgressCard("Building the pack"), list[bool]()
    qtbot.addWidget(card)
    card.cancelled.connect(lambda: told.append(True))
    card.show_progress(61, 143, "Building page 61 of 143", 125)
    assert card.accessibleName() == "Building page 61 of 143. About 2 minutes left"
    card.cancel.click()
    card.cancel.click()
    assert told == [True]


def test_time_left_is_rough_and_in_words() -> None:
    said = [time_left(seconds) for seconds in (3, 22, 58, 61, 125)]
    assert said == [
        "A few seconds left",
        "About 20 seconds left",
        "About 1 minute left",
        "About 1 minute left",
        "About 2 minutes left",
    ]


def test_stages_say_where_one_is_and_only_done_ones_can_be_pressed(qtbot: QtBot) -> None:
    stepper = Stepper(
        [Step("a", "Received", "done"), Step("b", "Review", "current"), Step("c", "Sent", "later")]
    )
    qtbot.addWidget(stepper)
    names = [one.accessibleName() for one in stepper._buttons]
    assert names == [
        "Stage 1 of 3, Received, done",
        "Stage 2 of 3, Review, current",
        "Stage 3 of 3, Sent, not yet",
    ]
    with qtbot.waitSignal(stepper.chosen) as chosen:
        stepper._buttons[0].click()
    assert chosen.args == ["a"]
    assert stepper._buttons[2].focusPolicy() == Qt.FocusPolicy.NoFocus
    first = stepper._buttons[0]
    same = [Step("a", "Received", "done"), Step("b", "Review", "current"), Step("c", "Sent", "later")]
    stepper.show_steps(same)
    assert stepper._buttons[0] is first, "made anew, it would flicker and lose the focus"
    stepper.show_steps([Step("x", "Only", "locked", "Opens after step 2")])
    assert stepper._buttons[0].accessibleName() == "Stage 1 of 1, Only, Opens after step 2"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_tabs_that_do_not_fit_are_reached_by_buttons_that_can_be_hit(
    qtbot: QtBot, look: Theme, scale: float
) -> None:
    look.change(scale=scale)
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for name in ("overview", "chronology", "reviews", "documents", "sharing", "programmes"):
        tabs.add(name, name.title(), QWidget(), 12)
    tabs.resize(look.px(320), look.px(300))
    tabs.show()
    scrollers = tabs.bar.findChildren(QToolButton)
    assert [one.isVisible() for one in scrollers] == [True, True]
    for one in scrollers:
        assert min(one.width(), one.height()) >= look.px(24)
        assert one.accessibleName() in {"Earlier tabs", "Later tabs"}
    before = tabs.bar.tabRect(5).left()
    for _ in range(6):
        next(one for one in scrollers if one.toolTip() == "Later tabs").click()
    assert tabs.bar.tabRect(5).left() < before


def test_tabs_turn_by_name_and_by_key_and_count(qtbot: QtBot) -> None:
    tabs = Tabs()
    qtbot.addWidget(tabs)
    for name in ("overview", "chronology", "reviews"):
        tabs.add(name, name.title(), QWidget(), 38 if name == "chronology" else None)
    tabs.show()
    assert tabs.bar.accessibleTabName(1) == "Chronology, 38"
    with qtbot.waitSignal(tabs.changed) as changed:
        tabs.open("reviews")
    assert changed.args == ["reviews"]
    tabs._go_round(1)
    assert tabs.current() == "overview"
    tabs.set_count("chronology", 39)
    assert tabs.page("chronology") is tabs.stack.widget(1)
    tabs.grab()


def test_table_model_keeps_the_rules_of_item_models(qtbot: QtBot) -> None:
    model = TableModel([Column("School"), Column("Pupils", figures=True)])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([("Foxglove Hill", "24"), ("Owlbeck", "[c]")], keys=["f", "o"])
    model.show_rows([])
    assert tester.model() is model


def test_hidden_figure_is_spoken_and_sorting_is_asked_for(qtbot: QtBot) -> None:
    table = Table([Column("School", sort="school"), Column("Pupils", figures=True, sort="n")], "Figures")
    qtbot.addWidget(table)
    table.rows.show_rows([("Owlbeck", "[c]")], keys=["o"])
    assert table.rows.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "hidden to protect pupils"
    table.show_sorted("n", newest_first=True)
    spoken = table.rows.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Pupils, sorted, newest or largest first"
    with qtbot.waitSignal(table.sort_wanted) as wanted:
        table.horizontalHeader().sectionClicked.emit(1)
    assert wanted.args == ["n", False]
    table.setCurrentIndex(table.rows.index(0, 0))
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["o"]


def test_chart_is_read_aloud_and_has_a_table_twin(qtbot: QtBot) -> None:
    chart = BarChart("Attendance by week, %", [Bar("Week 1", 62), Bar("Week 2", None)], target=85)
    qtbot.addWidget(chart)
    chart.show()
    assert (
        chart.bars.accessibleName() == "Attendance by week, %. Week 1: 62, Week 2: hidden to protect pupils"
    )
    qtbot.keyClick(chart.bars, Qt.Key.Key_Right)
    chart.switch.click()
    assert chart.table.isVisible()
    assert chart.table.rows.index(1, 1).data() == "[c]"
    chart.switch.click()
    assert not chart.grab().isNull()


def test_row_says_everything_and_opens_by_enter(qtbot: QtBot) -> None:
    chip = StatusChip("soon", None, "Due Friday")
    row = TwoLineRow(
        "Consent not signed", "Form printed 16 November 2026.", icon="pen-line", chip=chip, clickable=True
    )
    qtbot.addWidget(row)
    assert row.accessibleName() == "Consent not signed, Form printed 16 November 2026., Due Friday"
    with qtbot.waitSignal(row.opened):
        qtbot.keyClick(row, Qt.Key.Key_Return)
    row.set_selected(True)
    assert not row.grab().isNull()


def test_a_row_grows_with_words_that_do_not_fit_so_that_none_is_cut(qtbot: QtBot, look: Theme) -> None:
    words = "Form printed 16 November 2026. Nothing can be shared until it is back."
    card = CardList()
    qtbot.addWidget(card)
    card.add(
        TwoLineRow(
            "Consent not signed, Otis Bramblewick", words, icon="pen-line", buttons=(button("Record"),)
        )
    )
    card.resize(900, card.heightForWidth(900))
    card.show()
    (row,) = card.rows()
    assert row.height() == 58, "on one line it is as high as before"
    look.change(scale=2.0)
    card.resize(900, card.heightForWidth(900))
    second = next(one for one in row.findChildren(QLabel) if one.text() == words)
    assert second.heightForWidth(second.width()) > look.line_height("small"), "it needs a second line"
    assert second.height() >= second.heightForWidth(second.width())


def test_list_card_draws_lines_between_rows_only(qtbot: QtBot) -> None:
    card = CardList()
    qtbot.addWidget(card)
    for number in range(3):
        card.add(TwoLineRow(f"Row {number}"))
    assert (len(card.rows()), card.body.count()) == (3, 5)
    card.clear()
    assert card.rows() == []


def test_long_entry_is_folded_and_unfolds(qtbot: QtBot) -> None:
    item = TimelineItem(
        Entry(
            "k",
            "life-buoy",
            "Safeguarding",
            "6 November 2026",
            "Worry raised. " * 40,
            "Level 1 only",
            "restricted",
            "Restricted",
            corrected=True,
        )
    )
    qtbot.addWidget(item)
    assert len(item.full_text().text()) < 260
    more, changed = (one for one in item.findChildren(type(_link())) if one.text())
    more.click()
    assert item.full_text().text() == "Worry raised. " * 40
    with qtbot.waitSignal(item.changes_wanted) as wanted:
        changed.click()
    assert wanted.args == ["k"]


def _link() -> QWidget:
    from coordinator_app.ui.labels import link

    return link("x")


def test_panel_has_a_name_and_one_action_bar(qtbot: QtBot) -> None:
    panel = SidePanel("Decision")
    qtbot.addWidget(panel)
    panel.add(EmptyState("inbox", "Nothing yet", "Log the first one.", button("Log")))
    panel.end()
    assert panel.accessibleName() == "Decision"
    assert panel.bar() is panel.bar()
