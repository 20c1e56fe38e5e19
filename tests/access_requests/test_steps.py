"""Which stages of a request are ticked: only where nothing is left to do there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from coordinator_app.access_requests.actions import places
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.access_requests.page.reading import read_case
from coordinator_app.access_requests.page.steps import is_done, is_open, next_stage, why_shut
from coordinator_app.ui.stepper import Step, Stepper
from tests.vaults import House, gathered, ready_request, share_the_rest


def test_gather_is_ticked_only_once_every_place_to_look_in_is_settled(referred: House) -> None:
    session = referred.session
    request = ready_request(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    assert is_done(read_case(session, request.id), Stage.GATHER)
    places.propose(session, session.get(AccessRequest, request.id))
    case = read_case(session, request.id)
    assert not is_done(case, Stage.GATHER)
    assert next_stage(case) is not Stage.REVIEW
    assert is_open(case, Stage.REVIEW)  # what was found already can be decided in the meantime
    assert not is_open(case, Stage.PACK)
    for place in places.places_of(session, request.id):
        places.leave_out(session, place, "There is none.")
    case = read_case(session, request.id)
    assert is_done(case, Stage.GATHER)
    assert is_open(case, Stage.PACK)


def test_a_shut_stage_says_why_and_what_opens_it(referred: House) -> None:
    session = referred.session
    request = ready_request(referred)
    case = read_case(session, request.id)
    assert why_shut(case, Stage.REVIEW) == "Review is not open. Nothing is gathered yet: do that at Gather."
    gathered(referred, request)
    case = read_case(session, request.id)
    for stage in (Stage.APPROVE, Stage.PACK):
        assert not is_open(case, stage)
        assert case.decided.reasons[0].sentence() in why_shut(case, stage)
    assert why_shut(case, Stage.SENT).endswith("once the pack is recorded as sent.")


def test_pressing_a_shut_stage_says_it_on_the_screen(qapp: QApplication) -> None:
    stepper, pressed = Stepper([Step("pack", "Pack", "later")], explains=True), []
    stepper.refused.connect(pressed.append)
    button = stepper.findChildren(QPushButton)[0]
    button.click()
    assert pressed == ["pack"]
    silent = Stepper([Step("pack", "Pack", "later")])
    assert silent.findChildren(QPushButton)[0].focusPolicy() is Qt.FocusPolicy.NoFocus
