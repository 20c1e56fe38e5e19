"""The school that refers need not be on the list: it is added in place, and what is typed stays."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations.actions import save
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.page.new_school import SchoolBox
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.places import Place
from coordinator_app.referrals.schools import add_school
from tests.referrals.driving import IDRIS, answer, errors, opened
from tests.referrals.page_desk import Desk
from tests.vaults import House

HAZELMOOR = {"name": "Hazelmoor Academy", "school_type": SchoolType.ACADEMY, "laestab": "855/4001"}


def asked(page: ReferralPage, at_desk: Desk) -> SchoolBox:
    (page.talk if page.place is Place.DISCUSSION else page.who).add_school.click()
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, SchoolBox)
    return box


def test_a_school_is_added_from_the_first_step_and_what_was_typed_stays(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="RS", rang="M. Parchment", notes="Often out of lessons.")
    box = asked(page, at_desk)
    answer(box.form, **HAZELMOOR)
    box.save()
    (school,) = house.session.list(School, where={"name": "Hazelmoor Academy"})
    assert school.laestab == "8554001"
    assert page.talk.answer("school_id") == school.id
    assert page.talk.answer("notes") == "Often out of lessons."
    draft = page.save_draft()
    assert draft is not None
    assert draft["discussion"]["school_id"] == school.id
    page.go_on()
    assert house.session.list(InitialDiscussion)[0].school_id == school.id
    assert page.who.answer("school_id") == school.id
    assert at_desk.told.toasts[0][0] == "School added"


def test_a_school_is_added_from_the_pupils_step_too(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    page.go_on()
    answer(page.who, **IDRIS)
    page.go_on()
    assert "school_id" in errors(page.who)
    box = asked(page, at_desk)
    box.save()
    assert set(errors(box.form)) == {"name", "school_type"}
    answer(box.form, **HAZELMOOR)
    box.save()
    assert errors(page.who) == {}
    assert page.who.answer("family_name") == "Moonbeck"
    assert page.talk.answer("school_id") is None, "the other step is not answered for"
    page.go_on()
    assert page.place is Place.FORM


def test_the_number_of_a_school_on_the_list_is_refused_in_the_box(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    save(house.session, School(name="Thistledown", school_type=SchoolType.ACADEMY, laestab="8554001"))
    page = opened(qtbot, at_desk)
    box = asked(page, at_desk)
    answer(box.form, **HAZELMOOR)
    box.save()
    assert errors(box.form) == {"laestab": "Thistledown has this number already. Check both schools."}
    assert len(house.session.list(School)) == 2


def test_a_school_without_name_or_type_is_not_kept(house: House) -> None:
    with pytest.raises(InvalidInput) as caught:
        add_school(house.session, School(name=" "))
    assert {one.field for one in caught.value.problems} == {"name", "school_type"}
