import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.app.opened import rail_items
from coordinator_app.hooks import RailCount, RailItem
from coordinator_app.registry import CAPABILITIES
from coordinator_app.ui import theme
from coordinator_app.ui.rail import SLIM, WIDE, Rail, RailDelegate, RailPanel
from coordinator_app.ui.rail_model import NARROW, RailModel, RailRole, spoken

ITEMS = (
    RailItem("pupils", "Pupils", "users", "Work", 2),
    RailItem("settings", "Settings", "settings", "", 1),
    RailItem("today", "Today", "sun", "Work", 1),
    RailItem("access_requests", "Access requests", "file-search", "Data protection", 1),
)


def rail(qtbot: QtBot) -> Rail:
    made = Rail(ITEMS)
    panel = RailPanel(made)
    qtbot.addWidget(panel)
    panel.resize(204, 640)
    panel.show()
    made.panel = panel  # kept alive with it
    return made


def test_items_stand_in_their_groups_and_groups_without_items_are_absent() -> None:
    rows = RailModel(ITEMS).rows
    assert [row.title for row in rows] == [
        "Work",
        "Today",
        "Pupils",
        "Data protection",
        "Access requests",
        "",
        "Settings",
        "Help",
        "Narrow menu",
    ]
    assert RailModel(ITEMS).names == ["today", "pupils", "access_requests", "settings"]


def test_the_model_is_sound() -> None:
    model = RailModel(ITEMS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_count("today", RailCount(5, 1))
    model.set_open("pupils")
    model.set_narrow(True)


def test_the_red_pill_says_how_many_are_overdue_and_nothing_else_is_red(qtbot: QtBot) -> None:
    now = theme.current()
    made = rail(qtbot)

    def drawn(count: RailCount) -> tuple[QRect, bool]:
        picture = QImage(200, 30, QImage.Format.Format_RGB32)
        picture.fill(now.colour("rail"))
        painter = QPainter(picture)
        free = RailDelegate._count(painter, now, QRect(0, 0, 200, 30), count)
        painter.end()
        return free, any(picture.pixelColor(x, 15).name() == now.colour("over-bg").name() for x in range(200))

    assert drawn(RailCount(11, 1))[1]
    assert drawn(RailCount(11, 1))[0] == drawn(RailCount(1, 1))[0]  # as wide as the "1"
    assert not drawn(RailCount(11))[1]
    made.close()


def test_a_screen_reader_hears_the_count_and_what_is_overdue(qtbot: QtBot) -> None:
    made = rail(qtbot)
    made.items.set_count("today", RailCount(5, 1))
    at = made.items.place("today")
    assert at is not None
    assert made.items.index(at).data(Qt.ItemDataRole.AccessibleTextRole) == "Today, 5 things, 1 overdue"
    assert spoken("Pupils", RailCount(1)) == "Pupils, 1 thing"
    assert spoken("Pupils", RailCount(0)) == spoken("Pupils", None) == "Pupils"


def test_arrows_move_past_headings_and_enter_opens(qtbot: QtBot) -> None:
    made = rail(qtbot)
    made.show_open("pupils")
    opened: list[str] = []
    made.opened.connect(opened.append)
    qtbot.keyClick(made, Qt.Key.Key_Down)
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert opened == ["access_requests"]


def test_the_menu_is_one_tab_stop(qtbot: QtBot) -> None:
    made = rail(qtbot)
    assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not made.tabKeyNavigation()


def test_the_last_item_asks_for_a_narrow_menu_and_changes_its_name(qtbot: QtBot) -> None:
    made = rail(qtbot)
    at = made.items.place(NARROW)
    assert at is not None
    with qtbot.waitSignal(made.narrowing):
        made.setCurrentIndex(made.items.index(at))
        qtbot.keyClick(made, Qt.Key.Key_Return)
    made.set_narrow(True)
    assert made.items.index(at).data() == "Widen menu"


def test_narrow_shows_icons_only_with_tooltips(qtbot: QtBot) -> None:
    made = rail(qtbot)
    assert made.width() == theme.current().px(WIDE)
    at = made.items.place("pupils")
    assert at is not None
    assert made.items.index(at).data(Qt.ItemDataRole.ToolTipRole) is None
    made.set_narrow(True)
    assert made.width() == theme.current().px(SLIM)
    assert made.items.index(at).data(Qt.ItemDataRole.ToolTipRole) == "Pupils"
    assert made.items.index(at).data(Qt.ItemDataRole.AccessibleTextRole) == "Pupils"


def test_the_last_items_stand_at_the_foot_at_every_text_size(qtbot: QtBot, look: theme.Theme) -> None:
    made = rail(qtbot)
    for scale in (1.0, 2.0):
        look.change(scale=scale)
        total = sum(made.height_of(row) for row in made.items.rows if row.role is not RailRole.GAP)
        assert total + made.gap >= made.viewport().height() or made.gap == look.px(8)
    look.change(scale=1.0)
    made.grab()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 1.75, 2.0])
def test_every_item_of_the_real_menu_is_in_sight_without_scrolling_on_a_small_laptop(
    qtbot: QtBot, look: theme.Theme, scale: float
) -> None:
    made = Rail(rail_items(CAPABILITIES))
    panel = RailPanel(made)
    qtbot.addWidget(panel)
    look.change(scale=scale)
    made.set_narrow(1366 / scale < 1180)
    panel.resize(made.width(), 720)  # 1366 x 768 without the task bar
    panel.show()
    QApplication.processEvents()
    assert made.verticalScrollBar().maximum() == 0
    seen = made.viewport().rect()
    for place, row in enumerate(made.items.rows):
        area = made.visualRect(made.items.index(place))
        assert seen.contains(area) or row.role is RailRole.GAP
        lowest = max(24, look.px(14) + 4) if made.narrow else look.px(24)
        assert row.role is not RailRole.ITEM or area.height() >= lowest
    panel.resize(made.width(), 400)  # a window that is too low scrolls, rather than shrink them further
    QApplication.processEvents()
    assert made.verticalScrollBar().maximum() > 0 or scale == 1.0


def test_it_paints_in_both_modes_wide_and_narrow(qtbot: QtBot, look: theme.Theme) -> None:
    made = rail(qtbot)
    made.items.set_count("today", RailCount(5, 1))
    made.items.set_count("pupils", RailCount(84))
    made.show_open("today")
    made.setFocus()
    pictures = []
    for mode in ("light", "dark"):
        look.change(mode=mode)
        for narrow in (False, True):
            made.set_narrow(narrow)
            pictures.append(made.panel.grab().toImage())
    assert all(not picture.isNull() for picture in pictures)
    assert pictures[0] != pictures[2]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_red_dot_of_the_narrow_menu_is_whole(qtbot: QtBot, look: theme.Theme, scale: float) -> None:
    """At 200 % an item is hardly higher than its icon, and the row above cut the dot."""
    made = Rail(rail_items(CAPABILITIES))
    panel = RailPanel(made)
    qtbot.addWidget(panel)
    look.change(scale=scale)
    made.set_narrow(True)
    made.items.set_count("today", RailCount(5, 1))
    panel.resize(made.width(), 720)
    panel.show()
    QApplication.processEvents()
    picture, now = made.viewport().grab().toImage(), theme.current()
    red = now.colour("over-solid").name()
    reds = [
        (x, y)
        for x in range(picture.width())
        for y in range(made.height_of(made.items.rows[1]) * 2)
        if picture.pixelColor(x, y).name() == red
    ]
    across, down = zip(*reds, strict=True)
    assert abs((max(across) - min(across)) - (max(down) - min(down))) <= 1  # round
