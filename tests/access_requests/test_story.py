"""What happened to a request is told from history: each step once, with who and when, and what was taken back too."""

from __future__ import annotations

from datetime import date

import pytest
from desks import Desk, texts
from PySide6.QtWidgets import QLabel, QPushButton
from seen import SATURDAY, desk, logged, now, opened, received

from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.access_requests.actions.closing import close_request, reopen_request
from coordinator_app.access_requests.model import (
    AccessRequest,
    ClosedAs,
    CourtOrder,
    LetterKind,
    RequestLetter,
    RequestSort,
)
from coordinator_app.access_requests.page.closing_box import ask_close
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.page.story_box import StoryBox
from coordinator_app.access_requests.story import story_of
from coordinator_app.ui.notes import Note
from tests.vaults import House, ready_request

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TODAY = date(2026, 11, 24)


def told(house: House, request: AccessRequest) -> list[str]:
    return [one.what for one in story_of(house.session, request, {})]


def test_each_step_is_told_once_in_its_order(referred: House) -> None:
    session = referred.session
    request = ready_request(referred, sort=RequestSort.BOTH)
    pause = intake.pause(session, request, date(2026, 11, 12), "Which years?").record
    intake.answer(session, pause, date(2026, 11, 16), "All")
    held = intake.change_request(
        session,
        session.get(AccessRequest, request.id),
        court_order=CourtOrder.NONE,
        child_understands=False,
        child_understands_reason="Too young",
    ).record
    gather.gather(session, held)
    with session.write() as work:
        letter = work.add(
            RequestLetter(
                request_id=request.id, letter=LetterKind.ACKNOWLEDGEMENT, template_version=1, written_on=TODAY
            )
        )
    with session.write() as work:
        work.change(letter, sent_on=TODAY)
    # the clock of the test stands still, so that only the steps of one record have an order
    assert sorted(told(referred, request)) == sorted(
        [
            "Logged, as received on 9 November 2026",
            "Sorted: Both: everything held, and the educational record",
            "The school was asked on 10 November 2026",
            "They are known to us",
            "Asked them on 12 November 2026: Which years?",
            "They answered on 16 November 2026",
            "Court order: We asked, and there is none",
            "The child does not understand yet",
            "Everything held was gathered",
            "Acknowledgement: written",
            "Acknowledgement: sent on 24 November 2026",
        ]
    )
    assert told(referred, request)[0].startswith("Logged")


def test_an_end_its_undo_and_going_on_stand_in_the_story(referred: House) -> None:
    session = referred.session
    request = ready_request(referred)
    ended = close_request(session, request, ClosedAs.WITHDRAWN, "She rang", TODAY)
    session.undo(ended.change_id)
    again = close_request(
        session, session.get(AccessRequest, request.id), ClosedAs.WITHDRAWN, "She rang", TODAY
    )
    reopen_request(session, again.record)
    steps = [one for one in story_of(session, request, {}) if one.what.startswith(("Closed", "Opened"))]
    closed = "Closed: asked for no longer 24 November 2026"
    assert [(one.what, one.by_undo) for one in steps] == [
        (closed, False),
        ("Opened again", True),
        (closed, False),
        ("Opened again", False),
    ]


def test_a_step_names_who_made_it_and_when(referred: House) -> None:
    request = ready_request(referred)
    slot = referred.session.history(request.id)[0].actor_slot
    first = story_of(referred.session, request, {slot: "Co-ordinator"})[0]
    assert (first.who, first.when) == ("Co-ordinator", "24 November 2026, 9am")
    own = story_of(referred.session, request, {})[0]
    assert own.who == referred.vault.actor.role


def test_the_story_is_shown_from_the_header(desk: Desk) -> None:
    page = opened(desk, logged(desk), "received")
    page.header.acted.emit("story")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, StoryBox)
    said = [one.text() for one in box.findChildren(QLabel)]
    assert "Logged, as received on 28 February 2026" in said


def test_a_request_is_closed_and_opened_again_from_the_header(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.acted.emit("close")
    desk.answer(closed_as=ClosedAs.REFUSED, closed_because="A court order")
    shown = desk.dialogs.shown[-1]
    assert isinstance(shown, FormDialog)
    assert ["Nobody has told them in writing" in one.text for one in shown.findChildren(Note)] == [True]
    desk.answer(closed_as=ClosedAs.WITHDRAWN, closed_because="She rang")
    assert now(desk, request).closed_as is ClosedAs.WITHDRAWN
    page.refresh()
    offered = [action.text() for action in page.header.more_menu().actions()]
    assert "Open the request again" in offered
    assert "Close without a pack" not in offered
    assert "Asked for no longer 2 March 2026. She rang" in texts(page)
    page.header.acted.emit("reopen")
    desk.answer()
    assert now(desk, request).closed_on is None


def test_a_question_about_our_work_has_one_stage_and_ends_there(desk: Desk) -> None:
    request = logged(desk, sort=RequestSort.FREEDOM_OF_INFORMATION, pupil_id="", carer_id="")
    page = opened(desk, request, "gather")
    assert "How the Partnership works" in texts(page)
    words = [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]
    assert "Next: Identity" not in words
    assert "Close it as answered or passed on" in words
    assert not page.stage_open("gather")


def test_a_sort_is_changed_from_the_screen_and_says_what_it_means(desk: Desk) -> None:
    request = logged(desk, sort=RequestSort.BOTH, received_on=SATURDAY)
    page = opened(desk, request, "received")
    assert "All three clocks are shown." in texts(page)
    received(page).change.click()
    desk.answer(sort=RequestSort.SUBJECT_ACCESS)
    assert now(desk, request).sort is RequestSort.SUBJECT_ACCESS


def test_a_box_of_closing_names_what_it_closes(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    assert page.case is not None
    dialog = ask_close(desk.services, page.case)
    dialog.act.click()
    assert dialog.form.row("closed_as").error() == "Say how it ends."
    assert dialog.form.row("closed_because").error() == "Write why."
