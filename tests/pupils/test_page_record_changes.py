"""What is changed on the record page: details, schools, closing; court orders in sight, merged records found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPushButton

from coordinator_app.core.census_codes import CareStatus
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import merging
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.duplicates import different_from
from coordinator_app.pupils.editor import PupilBox
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.schooling import schools_of
from coordinator_app.ui.box_draft import BoxDraft
from tests.pupils.conftest import Open
from tests.pupils.screens import Desk, words_of
from tests.ui.reasons import give_reason
from tests.vaults import House, new_pupil


def test_a_court_order_that_holds_is_in_sight_on_every_tab(referred: House, opened: Open) -> None:
    order = CourtOrder(
        pupil_id=referred.pupil.id,
        order_kind=OrderKind.PROHIBITED_STEPS,
        about="Barnaby Puddlecombe",
        meaning="He must not collect Kit.",
        hides_address=True,
    )
    save_detail(referred.session, order)
    save_detail(referred.session, replace(order, about="D. Oakapple", ended_on=date(2026, 11, 1)))
    page = opened(referred.pupil)
    for tab in ("overview", "chronology", "about"):
        page.tabs.open(tab)
        words = words_of(page.header)
        assert "Court order: Barnaby Puddlecombe must not be told where they live." in words.replace(
            "\n", " "
        )
        assert "Oakapple" not in words
    place = page.header._strip_place
    first, last = place.itemAt(0), place.itemAt(place.count() - 1)
    assert first is not None
    assert last is not None
    assert "Court order:" in words_of(first.widget()), "first at every size, above where consent stands"
    assert last.widget() is page.header.strip


def test_a_record_that_was_merged_opens_the_one_that_was_kept(referred: House, opened: Open) -> None:
    other = pupils.save_pupil(referred.session, new_pupil(referred, given_names="Christopher")).record
    merging.merge(referred.session, referred.pupil.id, other.id, {}, "The school said so")
    page = opened(other)
    assert page.pupil_id == referred.pupil.id
    assert page.header.heading.text() == "Kit Puddlecombe"


def test_a_record_is_closed_with_a_reason_and_opened_again(
    referred: House, opened: Open, at_desk: Desk
) -> None:
    page = opened(referred.pupil)

    def offered() -> list[str]:
        return [action.text() for action in page.header.menu().actions()]

    assert "Close this record" in offered()
    assert "Open this record again" not in offered()
    page.header.chosen.emit("close")
    give_reason(at_desk.dialogs.shown[-1], "Moved away")
    assert "Closed on 24 November 2026: Moved away." in page.header.second.text()
    assert "Close this record" not in offered()
    page.header.chosen.emit("reopen")
    assert "Closed on" not in page.header.second.text()
    page.header.chosen.emit("merge")
    assert at_desk.told.went[-1] == ("merge_pupils", {"pupil_id": referred.pupil.id})


def test_others_of_a_like_name_are_named_while_the_name_is_typed(
    referred: House, opened: Open, at_desk: Desk
) -> None:
    other = pupils.save_pupil(referred.session, new_pupil(referred, given_names="Otis")).record
    page = opened(referred.pupil, edit=True)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, PupilBox)
    assert "This may be" not in words_of(box)
    box.form.set_values({"given_names": "Otiss"})
    box.form.row("given_names").edited.emit()
    assert "This may be Otis Puddlecombe, Year 10, Foxglove Hill School, born 3 May 2012." in words_of(box)
    next(one for one in box.findChildren(QPushButton) if one.text() == "They are different children").click()
    assert "This may be" not in words_of(box)
    box.save()
    assert page.record is not None
    assert page.record.pupil.given_names == "Otiss"
    assert different_from(referred.session, other.id) == {referred.pupil.id}


def test_one_of_a_like_name_can_be_opened_from_the_form(referred: House, opened: Open, at_desk: Desk) -> None:
    other = pupils.save_pupil(referred.session, new_pupil(referred, given_names="Otis")).record
    opened(referred.pupil, edit=True)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, PupilBox)
    box.form.set_values({"given_names": "Otis"})
    box.form.row("given_names").edited.emit()
    next(one for one in box.findChildren(QPushButton) if one.text() == "Open it").click()
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": other.id})


def test_another_school_asks_since_when_and_keeps_the_one_before(
    referred: House, opened: Open, at_desk: Desk
) -> None:
    other = organisations.save(
        referred.session, School(name="Briar Bank School", school_type=SchoolType.ACADEMY)
    ).record
    opened(referred.pupil, edit=True)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, PupilBox)
    form = box.form
    assert form.row("moved_on").isHidden()
    form.set_values({"school_id": other.id, "is_in_care": True, "is_young_carer": "unknown"})
    form.row("school_id").edited.emit()
    form.row("is_in_care").edited.emit()
    form.set_values(
        {"moved_on": date(2026, 11, 2), "why_left": "Moved", "care_authority": "Eastmere Council"}
    )
    box.save()
    now, before = schools_of(referred.session, referred.pupil.id)
    assert (now.from_day, before.until_day, before.why_left) == (
        date(2026, 11, 2),
        date(2026, 11, 2),
        "Moved",
    )
    kept = referred.session.get(Pupil, referred.pupil.id)
    assert (kept.care_authority, kept.is_young_carer) == ("Eastmere Council", None)


def test_what_is_said_of_care_goes_when_the_pupil_is_in_care_no_more(
    referred: House, opened: Open, at_desk: Desk
) -> None:
    pupil = replace(referred.pupil, is_in_care=True, care_authority="Eastmere", care_status=CareStatus.AGREED)
    opened(pupils.save_pupil(referred.session, pupil).record, edit=True)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, PupilBox)
    box.form.set_values({"is_in_care": False})
    box.save()
    kept = referred.session.get(Pupil, referred.pupil.id)
    assert (kept.is_in_care, kept.care_authority, kept.care_status) == (False, "", None)


def test_why_a_record_is_closed_is_not_lost_by_a_lock(referred: House, opened: Open, at_desk: Desk) -> None:
    page = opened(referred.pupil)
    page.header.chosen.emit("close")
    box = at_desk.dialogs.shown[-1]
    answer = box.form.row("words").input
    answer.setText("Moved to")
    answer.textEdited.emit("Moved to")
    draft = box.findChild(BoxDraft)
    assert draft is not None
    draft.keep()
    page.header.chosen.emit("close")
    assert at_desk.dialogs.shown[-1].form.row("words").value() == "Moved to"
