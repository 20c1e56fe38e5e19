from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.ui.palette import Palette, PaletteContents, indexed
from tests.ui.entry_parts import unnamed

KIT = PaletteEntry(
    "Kit Puddlecombe",
    Step("pupil", {"pupil_id": "1"}),
    PaletteGroup.PUPILS,
    "Year 10, Foxglove Hill School",
    "user",
    main=Step("entry", {"pupil_id": "1"}),
    main_title="Add entry to Kit Puddlecombe",
)
EMBER = PaletteEntry(
    "Ember Puddlecombe", Step("pupil", {"pupil_id": "2"}), PaletteGroup.PUPILS, "Year 7", "user"
)
REQUEST = PaletteEntry(
    "Access request 14, Kit Puddlecombe",
    Step("request"),
    PaletteGroup.REQUESTS,
    "Review stage",
    "file-search",
)
START = PaletteEntry(
    "Start a referral", Step("referral"), PaletteGroup.ACTIONS, icon="user-plus", new=True, order=1
)


@pytest.fixture
def contents() -> PaletteContents:
    made = PaletteContents()
    made.set_source("pupils", indexed([KIT, EMBER]))
    made.set_source("access_requests", indexed([REQUEST]))
    made.set_source("referrals", indexed([START]))
    return made


@pytest.fixture
def palette(qtbot: QtBot, contents: PaletteContents) -> Iterator[Palette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 700)
    window.show()
    made = Palette(contents, window, referral=Step("referral"))
    made.open()
    yield made
    made.close()


def shown(palette: Palette) -> list[str]:
    return [hit.title for hit in palette.hits.hits]


def test_results_are_grouped_in_the_order_of_the_design(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "pud")
    assert shown(palette) == [
        "Pupils",
        "Kit Puddlecombe",
        "Ember Puddlecombe",
        "Requests and breaches",
        "Access request 14, Kit Puddlecombe",
        "Actions",
        "Add entry to Kit Puddlecombe",
    ]


def test_the_model_is_sound(palette: Palette) -> None:
    QAbstractItemModelTester(palette.hits, QAbstractItemModelTester.FailureReportingMode.Fatal)
    palette.input.setText("pud")
    palette.input.setText("zzz")


def test_the_keyboard_alone_opens_what_was_found(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "pud")
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert chosen.args == [REQUEST.opens]
    assert not palette.isVisible()


def test_ctrl_enter_does_the_main_thing_and_enter_opens(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "kit")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen.args == [KIT.main]


def test_the_line_of_the_main_thing_does_it_on_enter(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "pud")
    qtbot.keyClick(palette.input, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    assert chosen.args == [KIT.main]


def test_a_click_opens_too(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "ember")
    area = palette.view.visualRect(palette.hits.index(1))
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert chosen.args == [EMBER.opens]


def test_escape_closes_and_chooses_nothing(qtbot: QtBot, palette: Palette) -> None:
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.input, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_no_match_says_so_and_offers_a_referral(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "xyz")
    assert palette._no_match.text() == "No pupil or action matches “xyz”. Check the spelling."
    assert not palette._nothing.isHidden()
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.input, Qt.Key.Key_Return)


def test_what_was_opened_lately_is_shown_before_anything_is_typed(
    qtbot: QtBot, palette: Palette, contents: PaletteContents
) -> None:
    qtbot.keyClicks(palette.input, "ember")
    qtbot.keyClick(palette.input, Qt.Key.Key_Return)
    again = Palette(contents)
    qtbot.addWidget(again)
    assert shown(again)[:2] == ["Recent", "Ember Puddlecombe"]


def test_a_source_that_answers_again_takes_the_place_of_its_own_entries_only(
    contents: PaletteContents,
) -> None:
    contents.set_source("pupils", indexed([EMBER]))
    found = contents.find("pud")
    assert found[PaletteGroup.PUPILS] == [EMBER]
    assert found[PaletteGroup.REQUESTS] == [REQUEST]
    assert contents.new_entries() == [START]


def test_texts_join_later_and_keep_the_line_that_is_chosen(qtbot: QtBot, contents: PaletteContents) -> None:
    asked: list[tuple[str, Callable[[Sequence[PaletteEntry]], None]]] = []
    palette = Palette(contents, text_search=lambda typed, show: asked.append((typed, show)))
    qtbot.addWidget(palette)
    palette.open()
    qtbot.keyClicks(palette.input, "pudd")
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    palette._quiet.stop()
    palette._search_texts()
    letter = PaletteEntry(
        "Letter of 5 November 2026", Step("document"), PaletteGroup.RECORDS, "Kit Puddlecombe"
    )
    typed, show = asked[0]
    assert typed == "pudd"
    show([letter])
    assert "Letter of 5 November 2026" in shown(palette)
    current = palette.current()
    assert current is not None
    assert current.title == "Ember Puddlecombe"
    palette.input.setText("other")
    show([letter])
    assert "Letter of 5 November 2026" not in shown(palette)


def test_texts_that_come_above_the_line_that_is_chosen_do_not_make_another_of_it(
    qtbot: QtBot, contents: PaletteContents
) -> None:
    asked: list[Callable[[Sequence[PaletteEntry]], None]] = []
    palette = Palette(contents, text_search=lambda _typed, show: asked.append(show))
    qtbot.addWidget(palette)
    palette.open()
    qtbot.keyClicks(palette.input, "pudd")
    for _down in range(20):
        qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    last = palette.current()
    palette._quiet.stop()
    palette._search_texts()
    asked[0]([PaletteEntry("Letter of 5 November 2026", Step("document"), PaletteGroup.RECORDS, "")])
    lines = shown(palette)
    assert last is not None
    assert lines.index("Letter of 5 November 2026") < lines.index(last.title)
    assert palette.current() == last


def test_names_that_come_while_it_is_open_are_found_and_keep_the_line_that_is_chosen(qtbot: QtBot) -> None:
    contents = PaletteContents()
    contents.set_source("pupils", indexed([]))
    palette = Palette(contents)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.input, "pudd")
    assert palette.current() is None
    contents.set_source("pupils", indexed([KIT, EMBER]))
    assert palette.current() is None  # the planted fault: nobody looks again
    palette.look_again()
    qtbot.keyClick(palette.input, Qt.Key.Key_Down)
    contents.set_source("access_requests", indexed([REQUEST]))
    palette.look_again()
    current = palette.current()
    assert current is not None
    assert current.title == "Ember Puddlecombe"


def test_it_paints_and_every_control_has_a_name(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.input, "pud")
    assert not palette.grab().isNull()
    assert unnamed(palette) == []
