"""The pupils list: type to find, pages of a hundred in SQL, peek by Space, Enter opens."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.core.names import fold
from coordinator_app.jobs.job import Job
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.page import list as list_page
from coordinator_app.pupils.page import list_reading
from coordinator_app.pupils.page.index_reading import KEEPER
from coordinator_app.pupils.page.list import PupilsPage
from coordinator_app.pupils.page.list_reading import Filters, Index, Named
from coordinator_app.pupils.palette import palette, rail_count
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.referrals import actions as referrals
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.theme import Theme
from tests.pupils.kept import taken
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil, new_referral


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


def test_a_long_list_comes_in_pages(house: House, page: PupilsPage) -> None:
    with house.session.write() as work:
        for number in range(230):
            work.add(new_pupil(house, given_names="Wren", family_name=f"Applegarth{number:03}"))
    page.open()
    assert len(shown(page)) >= list_reading.AT_A_TIME
    assert len(shown(page)) < 230
    while page.list.model().canFetchMore(page.list.rootIndex()):
        page.list.model().fetchMore(page.list.rootIndex())
    assert shown(page) == [f"Wren Applegarth{number:03}" for number in range(230)]
    first = list_reading.read_page(house.session)
    assert (len(first.rows), first.next is not None) == (list_reading.AT_A_TIME, True)


def test_finding_among_twenty_thousand_names_takes_less_than_a_frame() -> None:
    names = tuple(
        Named(str(number), f" wren applegarth{number:05} moonbeck", "s", 7) for number in range(20_000)
    )
    index = Index(names, (), ())
    small = Index(names[:2_000], (), ())

    def took(one: Index) -> float:
        best = []
        for _ in range(25):
            begun = time.perf_counter()
            one.find("moonbeck 01999")
            best.append(time.perf_counter() - begun)
        return min(best)

    # no absolute time: ten times the names take about ten times as long, never the square
    assert took(index) < 40 * took(small)
    assert index.find("moonbeck 19999") == ["19999"]


def test_rows_that_the_next_letter_makes_stale_are_read_no_more(
    page: PupilsPage, qtbot: QtBot, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open()
    waiting: list[Job[Any]] = []

    def read(_work: object, *, done: Any, failed: Any) -> Job[Any]:
        waiting.append(Job(lambda tell: tell(), done, failed))
        return waiting[-1]

    monkeypatch.setattr(at_desk.services.jobs, "read", read)
    type_in(qtbot, page, "kit")
    assert [one.cancelled() for one in waiting] == [True, True, False]
    assert at_desk.told.troubles == []


def test_the_rows_are_asked_for_before_the_names_of_twenty_thousand(
    page: PupilsPage, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(at_desk.services.jobs, "read", lambda work, **_told: asked.append(work))
    page.open()
    assert [getattr(one, "func", one) for one in asked] == [list_page._page, KEEPER.read]


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


# filters, other names, closed records, export


def keep_referred(house: House, given: str, **more: object) -> Pupil:
    return referrals.take_referral(
        house.session, new_pupil(house, given_names=given, **more), new_referral(house)
    ).pupil


def choose(box: ChoiceList, value: object) -> None:
    box.set_value(value)
    box.edited.emit()


def test_consent_and_stage_narrow_the_list_and_what_is_found(
    consented: House, page: PupilsPage, qtbot: QtBot
) -> None:
    keep_referred(consented, "Wren")
    keep(consented, "Otis", "Puddlecombe")
    page.open()
    choose(page.consent, "in_place")
    assert shown(page) == ["Kit Puddlecombe"]
    choose(page.consent, "waiting")
    assert shown(page) == ["Wren Puddlecombe"]
    choose(page.consent, "discussion")
    assert shown(page) == ["Otis Puddlecombe"]
    choose(page.consent, None)
    choose(page.stage, "referral")
    assert shown(page) == ["Kit Puddlecombe", "Wren Puddlecombe"]
    type_in(qtbot, page, "pudd wr")
    assert shown(page) == ["Wren Puddlecombe"]
    choose(page.stage, "running")
    assert shown(page) == []


@pytest.mark.parametrize("stage", [name for name, _ in list_reading.STAGES])
def test_every_stage_can_be_asked_for_and_no_pupil_is_in_two(consented: House, stage: str) -> None:
    found = list_reading.read_page(consented.session, Filters(stage=stage)).rows
    assert len(found) == (1 if stage == "referral" else 0)


def test_a_rare_consent_is_found_among_many_pupils(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_reading, "LOOKED_THROUGH", 4)
    monkeypatch.setattr(list_reading, "_AT_ONCE", 2)
    with house.session.write() as work:
        for number in range(7):
            work.add(new_pupil(house, family_name=f"Applegarth{number}"))
    last = keep_referred(house, "Wren", family_name="Zebedee")
    waiting = list_reading.read_page(house.session, Filters(consent="waiting"))
    assert [row.id for row in waiting.rows] == [last.id]
    asked = Filters(consent="discussion")
    first = list_reading.read_page(house.session, asked, None, 3)
    assert (len(first.rows), first.next is not None) == (3, True)
    rest = list_reading.read_page(house.session, asked, first.next)
    assert [row.name for row in (*first.rows, *rest.rows)] == [f"Kit Applegarth{one}" for one in range(7)]


def test_closed_records_are_hidden_until_they_are_asked_for(
    house: House, page: PupilsPage, qtbot: QtBot
) -> None:
    keep(house, "Wren", "Moonbeck")
    pupils.close_pupil(house.session, keep(house, "Kit", "Puddlecombe"), "Moved away")
    page.open()
    assert shown(page) == ["Wren Moonbeck"]
    assert page.heading.text() == "Pupils (1)"
    assert rail_count(house.session).number == 1
    page.closed.click()
    assert len(shown(page)) == 2
    assert "Closed on 24 November 2026." in page.list.rows()[1].subtitle
    page.closed.click()
    type_in(qtbot, page, "kit")
    assert shown(page) == []


def test_a_pupil_is_found_by_a_former_name_which_is_then_shown(
    house: House, page: PupilsPage, qtbot: QtBot
) -> None:
    kit = taken(house, upn="Z855400019001")
    name = PupilName(pupil_id=kit.id, name_kind=NameKind.FORMER, given_names="Kit", family_name="Oakapple")
    save_detail(house.session, name)
    page.open()
    type_in(qtbot, page, "oakap")
    assert shown(page) == ["Kit Puddlecombe"]
    assert "Also Kit Oakapple." in page.list.rows()[0].subtitle
    page.filter.clear()
    type_in(qtbot, page, "z8554")
    assert shown(page) == ["Kit Puddlecombe"]
    assert "oakapple" in palette(house.session)[0].also.lower()


def test_namesakes_are_told_apart_by_birthday_and_by_more_where_that_is_the_same(
    house: House, page: PupilsPage
) -> None:
    keep(house, "Kit", "Puddlecombe")
    page.open()
    assert page.list.rows()[0].subtitle == "Year 10, Foxglove Hill School"
    keep(house, "Kit", "Puddlecombe", birth_date=date(2012, 8, 9))
    page.refresh()
    assert [row.subtitle.partition(". ")[2] for row in page.list.rows()] == [
        "Born 3 May 2012.",
        "Born 9 August 2012.",
    ]
    keep(house, "Kit", "Puddlecombe", upn="Z855400019001")
    page.refresh()
    found = {row.subtitle for row in page.list.rows()}
    assert len(found) == 3
    assert any("UPN ends 9001" in one for one in found)
    assert any("added 24 November 2026" in one for one in found)
    assert len({one.detail for one in palette(house.session)}) == 3


def test_what_is_shown_is_what_is_exported(house: House, page: PupilsPage, qtbot: QtBot) -> None:
    keep(house, "Kit", "Puddlecombe")
    keep(house, "Wren", "Moonbeck", year_group=8)
    page.open()
    table = page._to_export()(house.session)
    assert table.columns == ("Name", "Year", "School", "Consent", "Next review")
    assert [row[0] for row in table.rows] == shown(page)
    type_in(qtbot, page, "wren")
    assert [row[:3] for row in page._to_export()(house.session).rows] == [
        ("Wren Moonbeck", "Year 8", "Foxglove Hill School")
    ]


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_the_tick_for_closed_records_stands_level_with_the_lists_beside_it(
    page: PupilsPage, look: Theme, scale: float
) -> None:
    look.change(scale=scale)
    page.open()
    QApplication.processEvents()
    assert middle(page, page.closed) == pytest.approx(middle(page, page.stage), abs=1)


def middle(page: PupilsPage, one: QWidget) -> int:
    return one.mapTo(page, one.rect().center()).y()
