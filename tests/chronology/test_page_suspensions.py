"""Suspensions above the chronology and on its entries: recorded, put right, taken away, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import due, suspending, things_to_do
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.suspension_box import SuspensionBox
from coordinator_app.chronology.page.suspension_goes import GoesBox
from coordinator_app.chronology.page.suspension_on_card import SuspensionOnCard, on_card
from coordinator_app.chronology.page.suspensions import SuspensionRow, SuspensionStrip
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.chronology.suspension_view import of_entries
from coordinator_app.chronology.view import Line, line_of
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from tests.chronology.made import new
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add, new_pupil

Make = Callable[[], SuspensionStrip]


@pytest.fixture
def strip(qtbot: QtBot, at_desk: Desk, house: House) -> Make:
    def make() -> SuspensionStrip:
        owner = QWidget()
        qtbot.addWidget(owner)
        made: list[SuspensionStrip] = []
        place = Place(at_desk.services, house.pupil.id, lambda: made[0].refresh(), owner)  # noqa: PLW0108  (not there yet)
        made.append(SuspensionStrip(place))
        qtbot.addWidget(made[0])
        made[0].resize(1000, 500)
        made[0].refresh()
        made[0].show()
        QApplication.processEvents()
        return made[0]

    return make


def kept(house: House) -> list[Suspension]:
    return suspending.suspensions_of(house.session, house.pupil.id)


def box_of(at_desk: Desk) -> SuspensionBox:
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, SuspensionBox)
    return box


def press(widget: QWidget, words: str) -> None:
    QApplication.processEvents()
    next(
        one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisibleTo(widget)
    ).click()
    QApplication.processEvents()


def fill(box: SuspensionBox, **more: Any) -> None:
    values: dict[str, Any] = {
        "exclusion_kind": ExclusionKind.SUSPENSION,
        "first_on": date(2026, 11, 19),
        "half_days": "7",
        "reason": ExclusionReason.DAMAGE,
    }
    box.form.set_values(values | more)
    box.form.edited.emit()


def test_a_suspension_is_recorded_with_its_entry_and_shown_with_day_six(
    consented: House, strip: Make, at_desk: Desk
) -> None:
    page = strip()
    assert words_of(page) == "Record a suspension"
    page.add.click()
    box = box_of(at_desk)
    assert box.form.row("school_id").value() == consented.school.id
    fill(box)
    box.save()
    (found,) = kept(consented)
    assert (found.half_days, found.reasons) == (14, (ExclusionReason.DAMAGE,))
    (entry,) = consented.session.list(ChronologyEntry)
    assert (entry.id, entry.category) == (found.entry_id, Category.SUSPENSION)
    assert at_desk.told.toasts[-1][0] == "Suspension recorded"
    assert "7 days in the autumn term 2026, 7 days in the school year 2026/27." in words_of(page)
    assert "More than 5 days in one term." in words_of(page)
    page.fold.click()
    words = words_of(page)
    assert "Day 6 is Thursday 26 November 2026" in words
    assert "Nothing is arranged yet." in words
    consented.session.undo(str(at_desk.told.toasts[-1][1]))
    page.refresh()
    assert kept(consented) == []
    assert consented.session.list(ChronologyEntry) == []


def test_while_one_types_the_box_says_what_follows(
    consented: House, strip: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    page = strip()
    page.record()
    box = box_of(at_desk)
    box.show()
    assert words_of(box.outlook) == ""
    fill(box, half_days="4")
    qtbot.waitUntil(lambda: "It ends before day 6" in words_of(box.outlook))
    fill(box, half_days="5.5")
    qtbot.waitUntil(lambda: "full-time education is due from then" in words_of(box.outlook))
    assert "With this one. 5½ days in the autumn term 2026" in words_of(box.outlook)
    fill(box, exclusion_kind=ExclusionKind.PERMANENT)
    assert box.form.row("half_days").isHidden()
    qtbot.waitUntil(lambda: "arranged by the local authority" in words_of(box.outlook))
    fill(box, exclusion_kind=ExclusionKind.LUNCHTIME)
    assert box.form.row("arranged_from").isHidden()
    assert not box.form.row("half_days").isHidden()
    box.close()


def test_what_cannot_be_right_is_said_at_its_field_and_nothing_typed_is_lost(
    consented: House, strip: Make, at_desk: Desk
) -> None:
    suspending.record(consented.session, new(consented))
    page = strip()
    page.another.click()
    box = box_of(at_desk)
    fill(box, first_on=date(2026, 11, 10), half_days="a week", words="Out of lessons.")
    box.save()
    assert box.form.row("half_days").error() == "Type for how long, for example 3 or 2.5 days."
    fill(box, first_on=date(2026, 11, 10), half_days="1")
    box.save()
    assert "overlap with the suspension from 9 November 2026" in box.form.row("first_on").error()
    assert box.form.row("words").value() == "Out of lessons."
    assert len(kept(consented)) == 1


def test_it_is_put_right_and_the_old_words_can_be_read(consented: House, strip: Make, at_desk: Desk) -> None:
    suspending.record(consented.session, new(consented, half_days=5), with_entry=True)
    page = strip()
    page.fold.click()
    press(page, "Change")
    box = box_of(at_desk)
    assert box.form.row("half_days").value() == "2.5"
    assert "with_entry" not in box.form.rows()
    box.save()
    assert "Nothing is different yet." in words_of(box)
    fill(box, first_on=date(2026, 11, 9), half_days="3", arranged_where="Kingfisher Workshop")
    box.save()
    assert at_desk.told.toasts[-1][0] == "Suspension changed"
    assert [one.half_days for one in kept(consented)] == [6]
    press(page, "See what changed")
    title, told = at_desk.dialogs.questions[-1]
    assert title == "What it has said, newest first"
    assert "Half days: 3 days (was: 2½ days)" in told


def test_how_day_six_was_counted_can_be_read(consented: House, strip: Make, at_desk: Desk) -> None:
    suspending.record(consented.session, new(consented, first_on=date(2026, 10, 14), half_days=12))
    page = strip()
    page.fold.click()
    press(page, "How day 6 was counted")
    _title, told = at_desk.dialogs.questions[-1]
    assert "Monday 19 October 2026: school holiday, not counted" in told
    assert told.endswith("Wednesday 28 October 2026: due")


def test_one_that_never_was_goes_and_comes_back_by_undo(consented: House, strip: Make, at_desk: Desk) -> None:
    suspending.record(consented.session, new(consented))
    page = strip()
    page.fold.click()
    press(page, "Delete")
    assert kept(consented) == []
    assert at_desk.told.toasts[-1][0] == "Suspension deleted"
    assert "None is kept; those that were deleted can be put back." in words_of(page)
    consented.session.undo(str(at_desk.told.toasts[-1][1]))
    assert len(kept(consented)) == 1


@pytest.mark.parametrize("goes", [False, True])
def test_what_is_still_to_be_done_about_it_is_asked_before_it_goes(
    consented: House, strip: Make, at_desk: Desk, qtbot: QtBot, goes: bool
) -> None:
    session = consented.session
    one = suspending.record(session, new(consented), with_entry=True).record
    action = EntryAction(
        entry_id=one.entry_id, what="Send work home", who="Pat", due_on=session.clock.today()
    )
    things_to_do.add(session, action)
    page = strip()
    page.fold.click()
    press(page, "Delete")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, GoesBox)
    qtbot.addWidget(box)
    assert "Send work home. Pat, by 24 November 2026." in words_of(box)
    box.act.click()
    assert len(kept(consented)) == 1, "neither answer is taken for granted"
    assert "Say what becomes of what is still to be done." in words_of(box)
    box.form.row("goes").input.set_value(goes)
    box.act.click()
    assert kept(consented) == []
    assert bool(session.list(ChronologyEntry)) is not goes
    assert bool(due.due_of(session, consented.pupil.id)) is not goes, "Today asks on, or no more, as was said"
    session.undo(str(at_desk.told.toasts[-1][1]))
    assert len(kept(consented)) == len(session.list(EntryAction)) == 1


def test_what_is_done_already_is_not_asked_about(consented: House, strip: Make, at_desk: Desk) -> None:
    session = consented.session
    one = suspending.record(session, new(consented), with_entry=True).record
    action = EntryAction(
        entry_id=one.entry_id, what="Send work home", who="Pat", due_on=session.clock.today()
    )
    things_to_do.settle(session, things_to_do.add(session, action).record)
    page = strip()
    page.fold.click()
    press(page, "Delete")
    assert kept(consented) == []
    assert at_desk.dialogs.shown == []


def test_a_deleted_one_is_put_back_also_when_its_undo_has_gone(
    consented: House, strip: Make, at_desk: Desk
) -> None:
    one = suspending.record(consented.session, new(consented), with_entry=True).record
    suspending.remove(consented.session, one)
    page = strip()
    page.fold.click()
    assert "Deleted" in words_of(page)
    assert "Change" not in words_of(page)
    press(page, "Put back")
    assert [found.id for found in kept(consented)] == [one.id]
    assert [found.id for found in consented.session.list(ChronologyEntry)] == [one.entry_id]
    assert at_desk.told.toasts[-1][0] == "Suspension put back"
    press(page, "Delete")
    suspending.record(consented.session, new(consented, half_days=2))
    page.refresh()
    press(page, "Put back")
    assert len(at_desk.told.troubles) == 1, "its days are taken by another one now"
    assert len(kept(consented)) == 1


def test_one_that_changed_meanwhile_stays_and_says_so(consented: House, strip: Make, at_desk: Desk) -> None:
    one = suspending.record(consented.session, new(consented)).record
    page = strip()
    page.fold.click()
    suspending.change(consented.session, one, half_days=8)
    press(page, "Delete")
    assert len(kept(consented)) == 1
    assert len(at_desk.told.troubles) == 1
    assert page.findChild(SuspensionRow).isEnabled()


def test_day_six_that_is_still_to_be_arranged_stands_above_the_fold(consented: House, strip: Make) -> None:
    suspending.record(consented.session, new(consented, first_on=date(2026, 11, 19), half_days=14))
    made = strip()
    assert made.findChildren(SuspensionRow) == []
    said = words_of(made)
    assert "Day 6: 26 November 2026." in said
    assert "Suspension, 7 days from 19 November 2026" in said
    (one,) = kept(consented)
    suspending.change(consented.session, one, arranged_from=date(2026, 11, 26))
    made.refresh()
    assert "Day 6: 26 November 2026." not in words_of(made)


def test_many_are_folded_after_the_first_few(consented: House, strip: Make) -> None:
    for day in (1, 2, 3, 4, 7, 8, 14, 15, 16):
        suspending.record(consented.session, new(consented, first_on=date(2026, 9, day), half_days=1))
    page = strip()
    assert page.findChildren(SuspensionRow) == []
    page.fold.click()
    assert page.rows.count() == 12  # six, each below its line
    assert page.more.isVisible()
    page.more.click()
    assert page.rows.count() == 18
    assert not page.more.isVisible()
    page.fold.click()
    assert page.rows.count() == 0


def test_a_press_before_the_facts_have_come_opens_the_box_when_they_are_there(
    consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    page = SuspensionStrip(Place(at_desk.services, consented.pupil.id, lambda: None, owner))
    qtbot.addWidget(page)
    page.record()
    page.ask(Suspension())
    assert at_desk.dialogs.shown == []
    page.refresh()
    assert box_of(at_desk).kept.pupil_id == consented.pupil.id


def test_before_a_referral_nothing_is_offered(house: House, strip: Make) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    page = strip()
    assert words_of(page) == ""


def test_a_school_that_has_closed_stays_to_be_chosen_for_what_it_decided(
    consented: House, strip: Make, at_desk: Desk
) -> None:
    other = organisations.save(
        consented.session, School(name="Thornfield School", school_type=SchoolType.ACADEMY)
    ).record
    suspending.record(consented.session, new(consented, school_id=other.id))
    organisations.save(consented.session, replace(other, closed_on=date(2026, 11, 1)))
    page = strip()
    page.fold.click()
    press(page, "Change")
    assert box_of(at_desk).form.row("school_id").value() == other.id


def line_for(house: House, entry: ChronologyEntry) -> Line:
    hung = of_entries(house.session, [entry])
    line = line_of(house.session, entry, {})
    return replace(line, hung={"suspension": hung[entry.id]} if hung else {})


def test_an_entry_about_a_suspension_leads_to_its_days_and_reasons(
    consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = add(
        consented,
        "The school rang: out until Wednesday.",
        category=Category.SUSPENSION,
        happened_on=date(2026, 11, 20),
    )
    owner = QWidget()
    qtbot.addWidget(owner)
    place = Place(at_desk.services, consented.pupil.id, lambda: None, owner)
    card = on_card(place, line_for(consented, entry))
    assert isinstance(card, SuspensionOnCard)
    qtbot.addWidget(card)
    assert words_of(card) == "Record days and reasons"
    card.open.click()
    box = box_of(at_desk)
    assert box.form.row("first_on").value() == date(2026, 11, 20)
    assert "with_entry" not in box.form.rows()
    fill(box, first_on=date(2026, 11, 20), half_days="3")
    box.save()
    (found,) = kept(consented)
    assert found.entry_id == entry.id
    again = on_card(place, line_for(consented, entry))
    assert isinstance(again, SuspensionOnCard)
    qtbot.addWidget(again)
    assert "Its last day is Tuesday 24 November 2026." in words_of(again)
    again.open.click()
    assert box_of(at_desk).kept.id == found.id
    assert on_card(place, line_for(consented, add(consented, "Kit was late."))) is None


def test_what_is_typed_into_the_box_outlives_it(consented: House, strip: Make, at_desk: Desk) -> None:
    page = strip()
    page.record()
    first = box_of(at_desk)
    fill(first, words="Out of three lessons in one day.")
    drafts = [one for one in first.children() if type(one).__name__ == "BoxDraft"]
    drafts[0].keep()
    page.record()
    second = box_of(at_desk)
    assert second is not first
    assert second.form.row("words").value() == "Out of three lessons in one day."
    assert second.form.row("half_days").value() == "7"
