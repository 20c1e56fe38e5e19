"""The pupils list: type to find, pages of a hundred in SQL, peek by Space, Enter opens."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.names import fold
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page import list_reading
from coordinator_app.pupils.page.list import PupilsPage
from coordinator_app.pupils.page.list_reading import Index, Named
from coordinator_app.pupils.palette import palette, rail_count
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil


@pytest.fixture
def page(qtbot: QtBot, at_desk: Desk) -> PupilsPage:
    made = PupilsPage(at_desk.services)
    qtbot.addWidget(made)
    made.resize(1162, 660)
    made.show()
    made.activateWindow()
    return made


def keep(house: House, given: str, family: str, **more: object) -> Pupil:
    return pupils.save_pupil(
        house.session, new_pupil(house, given_names=given, family_name=family, **more)
    ).record


def shown(page: PupilsPage) -> list[str]:
    return [row.title for row in page.list.rows()]


def type_in(qtbot: QtBot, page: PupilsPage, text: str) -> None:
    page.filter.setFocus()
    qtbot.keyClicks(page.filter, text)


def test_typing_finds_any_part_of_a_name_without_accents(
    house: House, page: PupilsPage, qtbot: QtBot
) -> None:
    keep(house, "Łukasz", "Tumbledale")
    keep(house, "Saffron", "O\u2019Fernhollow")
    keep(house, "Christopher", "Puddlecombe", known_as="Kit")
    page.open()
    assert shown(page) == ["Saffron O\u2019Fernhollow", "Kit Puddlecombe", "Łukasz Tumbledale"]
    type_in(qtbot, page, "luk")
    assert shown(page) == ["Łukasz Tumbledale"]
    page.filter.clear()
    type_in(qtbot, page, "ofern")
    assert shown(page) == ["Saffron O\u2019Fernhollow"]
    page.filter.clear()
    type_in(qtbot, page, "kit pud")
    assert shown(page) == ["Kit Puddlecombe"]
    page.filter.clear()
    assert len(shown(page)) == 3


def test_starts_of_words_come_before_other_parts() -> None:
    names = tuple(
        Named(name, " " + fold(name), "s", 7) for name in ("Hermann Ash", "Anna Moss", "Joanna Fell")
    )
    assert Index(names, (), ()).find("ann") == ["Anna Moss", "Hermann Ash", "Joanna Fell"]


def test_school_and_year_filter_in_the_vault_and_while_typing(
    house: House, page: PupilsPage, qtbot: QtBot
) -> None:
    from coordinator_app.organisations import actions as organisations

    other = organisations.save(
        house.session, School(name="Owlbeck College", school_type=SchoolType.ACADEMY)
    ).record
    keep(house, "Kit", "Puddlecombe")
    keep(house, "Kit", "Applegarth", school_id=other.id, year_group=8)
    page.open()
    page.school.set_value(other.id)
    page.school.edited.emit()
    assert shown(page) == ["Kit Applegarth"]
    type_in(qtbot, page, "kit")
    assert shown(page) == ["Kit Applegarth"]
    page.year.set_value(10)
    page.year.edited.emit()
    assert shown(page) == []
    assert "Nothing matches these filters" in words_of(page)
    page.clear_filters()
    assert len(shown(page)) == 2


def test_two_pupils_of_one_name_are_told_apart_by_the_second_line(house: House, page: PupilsPage) -> None:
    keep(house, "Kit", "Puddlecombe")
    keep(house, "Kit", "Puddlecombe", year_group=8)
    page.open()
    assert len({row.subtitle for row in page.list.rows()}) == 2


def test_a_long_list_comes_in_pages_of_a_hundred(house: House, page: PupilsPage) -> None:
    with house.session.write() as work:
        for number in range(230):
            work.add(new_pupil(house, given_names="Wren", family_name=f"Applegarth{number:03}"))
    page.open()
    assert len(shown(page)) >= 100
    assert len(shown(page)) < 230
    while page.list.model().canFetchMore(page.list.rootIndex()):
        page.list.model().fetchMore(page.list.rootIndex())
    assert shown(page) == [f"Wren Applegarth{number:03}" for number in range(230)]
    first = list_reading.read_page(house.session)
    assert (len(first.rows), first.next is not None) == (100, True)


def test_finding_among_twenty_thousand_names_takes_less_than_a_frame() -> None:
    names = tuple(
        Named(str(number), f" wren applegarth{number:05} moonbeck", "s", 7) for number in range(20_000)
    )
    index = Index(names, (), ())
    small = Index(names[:2_000], (), ())

    def took(one: Index) -> float:
        best = []
        for _ in range(5):
            begun = time.perf_counter()
            one.find("moonbeck 01999")
            best.append(time.perf_counter() - begun)
        return min(best)

    # no absolute time: ten times the names take about ten times as long, never the square
    assert took(index) < 40 * took(small)
    assert index.find("moonbeck 19999") == ["19999"]


def test_keyboard_goes_from_filter_to_list_to_record(
    house: House, page: PupilsPage, qtbot: QtBot, at_desk: Desk
) -> None:
    keep(house, "Kit", "Puddlecombe")
    second = keep(house, "Wren", "Tumbledale")
    page.open()
    page.first_focus()
    assert page.filter.hasFocus()
    qtbot.keyClick(page.filter, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert at_desk.told.went == [("pupil", {"pupil_id": second.id})]
    page.add_entry()
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": second.id, "tab": "chronology", "add": True})


def test_space_peeks_at_numbers_and_next_step_and_esc_closes(
    consented: House, page: PupilsPage, qtbot: QtBot
) -> None:
    page.open()
    page.list.step(1)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    QApplication.processEvents()
    words = words_of(page.peek)
    for said in ("Kit Puddlecombe", "01632 960177", "Consent in place", "Next: Plan the next review"):
        assert said in words
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.peek.isVisible()
    assert page.list.hasFocus()


def test_an_empty_list_offers_a_referral(page: PupilsPage, at_desk: Desk) -> None:
    page.open()
    assert "No pupils yet" in words_of(page)
    page.new.click()
    assert at_desk.told.went == [("referral", {})]


def test_an_answer_to_what_was_typed_before_is_dropped(house: House, page: PupilsPage) -> None:
    keep(house, "Kit", "Puddlecombe")
    page.open()
    late = list_reading.Rows((), None)
    page._show(late, page._round - 1, start=True)
    assert shown(page) == ["Kit Puddlecombe"]


def test_everything_that_can_be_pressed_has_a_name(consented: House, page: PupilsPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    page.open()
    kinds: tuple[Callable[..., object], ...] = (QAbstractButton, QComboBox, QLineEdit)
    for kind in kinds:
        for one in page.findChildren(kind):
            if one.isVisible():
                assert one.accessibleName(), one


def test_palette_finds_every_pupil_by_known_as_and_never_shows_health(consented: House) -> None:
    from dataclasses import replace

    kept = pupils.save_pupil(
        consented.session, replace(consented.pupil, given_names="Christopher", known_as="Kit")
    ).record
    found = palette(consented.session)
    assert [(one.title, one.detail) for one in found] == [
        ("Kit Puddlecombe", "Year 10, Foxglove Hill School")
    ]
    assert "Christopher" in found[0].also
    assert found[0].main is not None
    assert found[0].main.params == {"pupil_id": kept.id, "tab": "chronology", "add": True}
    assert rail_count(consented.session).number == 1
