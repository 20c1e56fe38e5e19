"""The names and the family come late, or again while somebody types: nothing typed or pressed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from coordinator_app.access_requests.page.log import LogRequestPage
from coordinator_app.access_requests.page.pupil_lines import PupilLine
from coordinator_app.access_requests.page.pupil_picker import PupilPicker
from coordinator_app.core.errors import NotFound
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from tests.vaults import House, new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WREN, KIT, OTHER_KIT = (
    PupilLine("1", "Wren Thistledown", "born 3 May 2012"),
    PupilLine("2", "Kit Thistledown", "born 4 May 2013"),
    PupilLine("3", "Kit Puddlecombe", ""),
)


class Late:
    """What was read and is not told yet: told, or failed, when the test says so."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waiting: list[tuple[Callable[[], object], Callable[[Exception], object]]] = []
        self._read = desk.services.jobs.read
        monkeypatch.setattr(desk.services.jobs, "read", self._hold)

    def _hold(self, work: Any, *, done: Any, failed: Any) -> None:
        self._read(work, done=lambda facts: self.waiting.append((lambda: done(facts), failed)), failed=failed)

    def tell(self) -> None:
        """Everything, also what is asked in answer to it."""
        while self.waiting:
            self.waiting.pop(0)[0]()

    def fail(self, error: Exception) -> None:
        """All of it."""
        waiting, self.waiting = self.waiting, []
        for _tell, failed in waiting:
            failed(error)


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


@pytest.fixture
def late(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Late:
    return Late(desk, monkeypatch)


@pytest.fixture
def page(desk: Desk, late: Late) -> LogRequestPage:
    made = desk.page(LogRequestPage)
    made.activateWindow()
    return made


@pytest.fixture
def picker(qapp: QApplication) -> PupilPicker:
    made = PupilPicker()
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def found(picker: PupilPicker) -> QAbstractItemView:
    finder = picker.completer()
    assert finder is not None
    popup = finder.popup()
    assert popup is not None
    return popup


def test_what_is_typed_before_the_names_come_stays_and_is_looked_for_at_once(picker: PupilPicker) -> None:
    QTest.keyClicks(picker, "kit thist")
    picker.setCursorPosition(3)
    assert not found(picker).isVisible()
    picker.offer([WREN, KIT, OTHER_KIT])
    assert (picker.text(), picker.cursorPosition(), picker.value()) == ("kit thist", 3, None)
    assert found(picker).isVisible()
    assert [found(picker).model().index(0, 0).data(), found(picker).model().rowCount()] == [KIT.words, 1]


def test_a_name_typed_out_before_the_names_come_is_the_pupil_of_that_name(picker: PupilPicker) -> None:
    QTest.keyClicks(picker, "kit puddlecombe")
    picker.offer([WREN, KIT, OTHER_KIT])
    assert picker.value() == "3"


def test_the_only_one_that_fits_is_taken_if_the_field_was_left_before_the_names_came(
    picker: PupilPicker,
) -> None:
    told: list[object] = []
    picker.edited.connect(lambda: told.append(picker.value()))
    QTest.keyClicks(picker, "wren")
    picker.clearFocus()
    assert (picker.value(), picker.problem()) == (None, "")
    picker.offer([WREN, KIT, OTHER_KIT])
    assert (picker.value(), picker.text(), told[-1]) == ("1", WREN.words, "1")


def test_leaving_after_the_names_came_takes_the_only_one(picker: PupilPicker) -> None:
    QTest.keyClicks(picker, "puddle")
    picker.offer([WREN, KIT, OTHER_KIT])
    QTest.keyClick(found(picker), Qt.Key.Key_Tab)
    picker.clearFocus()
    assert (picker.value(), picker.text()) == ("3", OTHER_KIT.words)


def test_names_that_come_again_leave_the_line_gone_to(picker: PupilPicker) -> None:
    picker.offer([WREN, KIT])
    QTest.keyClicks(picker, "thist")
    for _down in range(2):
        QTest.keyClick(found(picker), Qt.Key.Key_Down)
    picker.offer([OTHER_KIT, WREN, KIT])
    QTest.keyClick(found(picker), Qt.Key.Key_Return)
    assert picker.value() == "2"


def test_one_chosen_whose_name_was_put_right_is_shown_by_it(picker: PupilPicker) -> None:
    picker.offer([WREN, KIT])
    picker.set_value("2")
    picker.offer([WREN, PupilLine("2", "Christopher Thistledown", "")])
    assert (picker.value(), picker.text()) == ("2", "Christopher Thistledown")


def test_one_chosen_before_the_names_come_is_shown_when_they_do(picker: PupilPicker) -> None:
    picker.offer([WREN])
    picker.set_value("2")  # a pupil of today, who was not there when the names were read last
    assert picker.value() == "2"
    picker.offer([WREN, KIT])
    assert (picker.value(), picker.text()) == ("2", KIT.words)


def test_one_chosen_who_is_not_listed_any_more_is_said_at_the_question(
    page: LogRequestPage, late: Late
) -> None:
    late.tell()
    page.picker.offer([WREN, KIT])
    page.picker.set_value("2")
    page.picker.offer([WREN])
    assert (page.picker.value(), page.picker.text()) == (None, KIT.words)
    assert page.who.row("pupil_id").error() == "Choose one of the pupils that are listed as you type."


def test_continue_pressed_before_the_names_come_is_done_when_they_do(
    page: LogRequestPage, late: Late
) -> None:
    page.picker.setFocus()
    QTest.keyClicks(page.picker, "kit pudd")
    page.on.setFocus()
    page.on.click()
    assert (page.who.row("pupil_id").error(), page.who.row("asker").error()) == ("", "")
    late.tell()
    assert page.picker.value()
    assert page.who.row("asker").error() == "Choose who asked."


def test_who_asked_is_not_skipped_while_the_family_has_not_come(
    desk: Desk, page: LogRequestPage, late: Late
) -> None:
    late.tell()
    choose(page.picker, desk.house.pupil.id)
    page.on.click()
    assert page.forms.currentIndex() == 0
    late.tell()
    assert (page.forms.currentIndex(), page.who.row("asker").error()) == (0, "Choose who asked.")


def test_names_that_cannot_be_read_are_told_and_asked_for_again_by_continue(
    desk: Desk, page: LogRequestPage, late: Late
) -> None:
    QTest.keyClicks(page.picker, "kit pudd")
    page.on.setFocus()
    page.on.click()
    late.fail(NotFound("It was deleted."))
    assert len(desk.said.troubles) == 1
    assert page.picker.text() == "kit pudd"
    page.on.click()
    late.tell()
    assert page.picker.value()


def about(pupil_id: str, step: int) -> dict[str, Any]:
    values = {"requester": "Tansy Puddlecombe", "requester_kind": "parent", "asker": "someone-else"}
    return {"values": {**values, "pupil_id": pupil_id}, "step": step}


@pytest.mark.parametrize("step", [0, 1])
def test_a_draft_about_a_pupil_who_is_gone_goes_no_further_without_one(
    desk: Desk, page: LogRequestPage, late: Late, step: int
) -> None:
    session, pupil = desk.house.session, desk.house.pupil
    with session.write() as work:
        work.trash(session.get(Pupil, pupil.id))
    page.refresh()
    late.tell()
    page.restore_draft(about(pupil.id, step))
    page.on.click()
    late.tell()
    assert (page.picker.value(), page.forms.currentIndex()) == (None, 0)
    assert page.who.row("pupil_id").error() == "Choose the pupil."


def test_a_draft_about_a_pupil_who_is_listed_goes_on(desk: Desk, page: LogRequestPage, late: Late) -> None:
    late.tell()
    page.restore_draft(about(desk.house.pupil.id, 1))
    late.tell()
    assert (page.picker.value(), page.forms.currentIndex()) == (desk.house.pupil.id, 1)


def test_continue_pressed_about_one_pupil_is_not_done_about_another(
    desk: Desk, page: LogRequestPage, late: Late
) -> None:
    other = pupils.save_pupil(desk.house.session, new_pupil(desk.house, given_names="Otis", upn="")).record
    page.refresh()
    late.tell()
    choose(page.picker, desk.house.pupil.id)
    page.on.click()
    choose(page.picker, other.id)
    late.tell()
    assert page.who.row("asker").error() == "", "nothing was pressed about this pupil"
    assert page.asker.isVisible()


def test_who_asked_stays_when_the_family_is_read_again_meanwhile(
    desk: Desk, page: LogRequestPage, late: Late
) -> None:
    late.tell()
    choose(page.picker, desk.house.pupil.id)
    late.tell()
    page.refresh()
    choose(page.asker, desk.house.carer.id)
    aunt = Carer(pupil_id=desk.house.pupil.id, name="Tansy Puddlecombe", relationship=Relationship.OTHER)
    pupils.save_carer(desk.house.session, aunt)
    late.tell()
    assert page.asker.value() == desk.house.carer.id


def choose(box: Any, value: object) -> None:
    """As the user does."""
    assert isinstance(box, QWidget)
    box.set_value(value)  # type: ignore[attr-defined]  # an input of the kit
    box.edited.emit()  # type: ignore[attr-defined]  # as above
