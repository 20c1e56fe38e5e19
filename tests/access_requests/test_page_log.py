"""Logging a request sorts it by plain questions, asks only what matters, and takes nobody for somebody else (domain 2.1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from desks import Desk, texts
from PySide6.QtWidgets import QApplication, QScrollArea
from seen import SATURDAY, desk

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, Channel, ClosedAs, RequesterKind, RequestSort
from coordinator_app.access_requests.page.log import LogRequestPage
from coordinator_app.access_requests.page.log_form import About
from coordinator_app.access_requests.page.reading import read_pupils
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from tests.vaults import new_request

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def choose(page: LogRequestPage, name: str, value: Any) -> None:
    form = page.who if name in page.who.rows() else page.what
    form.row(name).input.set_value(value)
    form.row(name).input.edited.emit()


def shown(page: LogRequestPage) -> set[str]:
    rows = {**page.who.rows(), **page.what.rows()}
    return {name for name, row in rows.items() if not row.isHidden()}


def only(desk: Desk) -> AccessRequest:
    (request,) = desk.house.session.list(AccessRequest)
    return request


def test_a_parent_is_asked_which_right_and_nothing_is_logged_before(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", desk.house.carer.id)
    page.on.click()
    choose(page, "channel", Channel.TELEPHONE)
    page.on.click()
    assert page.what.row("sort").error() == "Say which of these. Choose both where it is not clear."
    assert desk.house.session.list(AccessRequest) == []
    choose(page, "sort", RequestSort.EDUCATIONAL_RECORD)
    assert "They are law where a parent asks in writing" in texts(page)
    page.on.click()
    assert only(desk).sort is RequestSort.EDUCATIONAL_RECORD


@pytest.mark.parametrize(
    "kind", [RequesterKind.PARENT, RequesterKind.SOLICITOR, RequesterKind.LOCAL_AUTHORITY]
)
def test_whoever_acts_as_a_parent_may_mean_the_record(desk: Desk, kind: RequesterKind) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", "someone-else")
    choose(page, "requester", "Tansy Otterburn")
    choose(page, "requester_kind", kind)
    assert "sort" in shown(page)


def test_the_pupil_is_not_asked_which_right(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", "the-pupil")
    assert "sort" not in shown(page)
    page.on.click()
    choose(page, "channel", Channel.IN_PERSON)
    page.on.click()
    assert (only(desk).sort, only(desk).requester) == (RequestSort.SUBJECT_ACCESS, "Kit Puddlecombe")


def test_a_member_of_staff_asks_about_themselves_without_a_pupil(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    choose(page, "about", About.STAFF)
    assert shown(page) & set(page.who.rows()) == {"about", "requester", "requester_address"}
    page.on.click()
    assert page.who.row("requester").error() == "Say who asked."
    choose(page, "requester", "Dr Lavender Quill")
    page.on.click()
    choose(page, "channel", Channel.EMAIL)
    page.on.click()
    request = only(desk)
    assert (request.about_staff, request.pupil_id) == ("Dr Lavender Quill", "")
    assert (request.requester_kind, request.sort) == (RequesterKind.STAFF, RequestSort.SUBJECT_ACCESS)


def test_a_question_about_our_work_names_no_pupil_even_if_one_was_chosen_before(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", desk.house.carer.id)
    choose(page, "about", About.WORK)
    choose(page, "requester", "Tansy Otterburn")
    page.on.click()
    assert "20 school days or 60 working days" in texts(page)
    choose(page, "channel", Channel.EMAIL)
    page.on.click()
    request = only(desk)
    assert (request.pupil_id, request.carer_id, request.requester) == ("", "", "Tansy Otterburn")
    assert request.sort is RequestSort.FREEDOM_OF_INFORMATION


def test_what_is_no_request_is_closed_with_its_reason(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    choose(page, "about", About.OTHER)
    choose(page, "requester", "Tansy Otterburn")
    page.on.click()
    choose(page, "channel", Channel.TELEPHONE)
    page.on.click()
    assert page.what.row("closed_because").error() == "Say why it is none."
    choose(page, "closed_because", "She wants a meeting")
    page.on.click()
    assert (only(desk).closed_as, only(desk).closed_because) == (
        ClosedAs.NOT_A_REQUEST,
        "She wants a meeting",
    )


def test_officials_are_sent_to_their_own_register_and_nothing_is_logged_here(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "about", About.OFFICIAL)
    assert "in its own register" in texts(page)
    page.on.click()
    assert desk.went.places == [("official_request", {"pupil_id": desk.house.pupil.id})]
    assert desk.house.session.list(AccessRequest) == []


def test_what_was_asked_before_by_the_same_person_is_offered_and_linked(desk: Desk) -> None:
    session = desk.house.session
    first = intake.log_request(
        session, new_request(desk.house, carer_id=desk.house.carer.id, received_on=SATURDAY)
    ).record
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", "the-pupil")
    assert "repeats_id" not in shown(page), "the child never asked"
    choose(page, "asker", desk.house.carer.id)
    assert "repeats_id" in shown(page)
    page.on.click()
    choose(page, "repeats_id", first.id)
    choose(page, "channel", Channel.TELEPHONE)
    choose(page, "sort", RequestSort.BOTH)
    page.on.click()
    again = next(one for one in session.list(AccessRequest) if one.id != first.id)
    assert again.repeats_id == first.id
    assert again.identity_known is None, "every check is made anew"


def test_what_was_linked_is_kept_in_the_draft(desk: Desk) -> None:
    session = desk.house.session
    first = intake.log_request(
        session, new_request(desk.house, carer_id=desk.house.carer.id, received_on=SATURDAY)
    ).record
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", desk.house.carer.id)
    page.on.click()
    choose(page, "repeats_id", first.id)
    draft = page.save_draft()
    assert draft is not None
    again = desk.page(LogRequestPage)
    again.restore_draft(draft)
    assert again.earlier.value() == first.id


def test_another_first_answer_alone_is_a_draft_and_an_untouched_page_is_none(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    assert page.save_draft() is None
    choose(page, "about", About.STAFF)
    draft = page.save_draft()
    assert draft is not None
    again = desk.page(LogRequestPage)
    again.restore_draft(draft)
    assert again.who.row("about").value() is About.STAFF


def test_two_carers_of_nearly_one_name_are_pointed_out(desk: Desk) -> None:
    other = Carer(pupil_id=desk.house.pupil.id, name="Marigold Puddlecomb", relationship=Relationship.OTHER)
    pupils.save_carer(desk.house.session, other)
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", desk.house.carer.id)
    assert "Two people here have nearly the same name." in texts(page)


def test_someone_else_who_is_called_as_a_carer_is_said_to_be_on_the_record(desk: Desk) -> None:
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    choose(page, "asker", "someone-else")
    choose(page, "requester", "marigold puddlecombe")
    assert "Somebody of this name is on the record." in texts(page)
    choose(page, "requester", "Tansy Otterburn")
    assert "Somebody of this name is on the record." not in texts(page)


@pytest.mark.parametrize(
    ("about", "register"),
    [(About.COMPLAINT, "complaints"), (About.CORRECTION, "corrections"), (About.RIGHTS, "rights")],
)
def test_what_has_a_register_of_its_own_is_logged_there(desk: Desk, about: About, register: str) -> None:
    page = desk.page(LogRequestPage)
    choose(page, "about", about)
    assert "It is logged under" in texts(page)
    way: dict[str, Any] = {"ask": True}
    if about is not About.COMPLAINT:
        page.on.click()
        assert (page.who.row("pupil_id").error(), desk.went.places) == ("Choose the pupil.", [])
        choose(page, "pupil_id", desk.house.pupil.id)
        way["pupil_id"] = desk.house.pupil.id
    page.on.click()
    assert desk.went.places == [(register, way)]
    assert desk.house.session.list(AccessRequest) == []


def test_a_request_that_was_begun_is_another_draft_than_what_an_official_asks(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    choose(page, "about", About.WORK)
    choose(page, "requester", "Tansy Otterburn")
    assert (page.draft_record, page.save_draft() is None) == ("", False)
    page.open(about="official")
    assert (page.draft_record, page.save_draft()) == ("official", None)
    assert page.who.row("about").value() is About.OFFICIAL


def test_what_is_no_request_is_not_asked_what_they_want_to_see(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    assert "wanted" in shown(page)
    choose(page, "about", About.OTHER)
    assert "wanted" not in shown(page)


def test_cancel_asks_before_what_is_typed_is_lost(desk: Desk) -> None:
    page = desk.page(LogRequestPage)
    page.leave.click()
    assert desk.went.backs == 1, "nothing is typed: nothing is asked"
    choose(page, "about", About.WORK)
    choose(page, "requester", "Tansy Otterburn")
    desk.dialogs.will_answer(False, True)
    page.leave.click()
    assert (page.who.row("requester").value(), desk.went.backs) == ("Tansy Otterburn", 1)
    page.leave.click()
    assert (page.who.row("requester").value(), desk.went.backs) == ("", 2)
    assert desk.dialogs.asked == [("ask", "Leave without logging it?")] * 2


def test_what_is_no_access_request_is_not_called_one(desk: Desk) -> None:
    page = desk.page(LogRequestPage, about="official")
    assert "Log what an official asks" in texts(page)
    assert "Log an access request" not in texts(page)
    assert "Step 1 of 2" not in texts(page)
    page = desk.page(LogRequestPage, about="rights")
    assert "Log a request to erase, restrict or stop" in texts(page)
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    assert "Log an access request" in texts(page)
    assert "Step 1 of 2: who asks" in texts(page)


def test_whoever_is_known_by_another_name_is_found_by_the_full_one(desk: Desk) -> None:
    """A solicitor's letter says the name of the birth certificate; it found nobody, as if nothing were held."""
    pupil = desk.house.pupil
    pupils.save_pupil(desk.house.session, replace(pupil, given_names="Christopher", known_as="Kit"))
    lines = read_pupils(desk.house.session)
    for typed in ("christopher", "Christopher Pudd", "kit pudd"):
        assert [one.id for one in lines.found(typed)] == [pupil.id], typed
    # whoever is called as on the certificate is not named twice
    pupils.save_pupil(
        desk.house.session,
        replace(desk.house.session.get(Pupil, pupil.id), given_names="Kit", known_as=""),
    )
    assert "full name" not in read_pupils(desk.house.session).line(0).words


def test_the_second_step_says_for_whom_it_is_and_begins_at_its_top(desk: Desk) -> None:
    """What was begun is taken up again at this step, which asks neither: it could be logged for the wrong child."""
    page = desk.page(LogRequestPage, pupil_id=desk.house.pupil.id)
    page.resize(900, 320)
    choose(page, "asker", desk.house.carer.id)
    assert "Asked by" not in texts(page)
    bar = page.findChildren(QScrollArea)[0].verticalScrollBar()
    QApplication.processEvents()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.on.click()
    said = f"About {desk.house.pupil.words}. Asked by {desk.house.carer.name}."
    assert f"Step 2 of 2: what arrived. {said}" in texts(page)
    QApplication.processEvents()
    assert bar.value() == 0
