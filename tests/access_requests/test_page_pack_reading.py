"""What the Approve, Pack and Sent stages are told: verdicts, checks, where words still stand, the password once."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dataclasses import replace
from datetime import date, timedelta

import pytest
from papers import BUILT_AGAIN, Case, decided_case, with_findings
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests import pack_checks
from coordinator_app.access_requests.actions import decide, gather, intake, pack, sending
from coordinator_app.access_requests.approval import Approval
from coordinator_app.access_requests.items import FindingState, Outcome
from coordinator_app.access_requests.pack_order import BuiltFinding
from coordinator_app.access_requests.page import pack_verdict, password_box
from coordinator_app.access_requests.page.errand import Errand
from coordinator_app.access_requests.page.pack_reading import (
    Check,
    PackShown,
    find_found,
    read_pack,
    read_sent,
    read_to_approve,
)
from coordinator_app.access_requests.page.pack_verdict import tally, verdict
from coordinator_app.access_requests.page.review_reading import find_item
from coordinator_app.sharing.model import DeliveryMethod
from tests.vaults import TODAY, House, add

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
READABLE = BuiltFinding(
    "Covered names", "look", "\u201cOtis\u201d on page 3, in \u201cwith Otis again\u201d", 3
)
UNDER = BuiltFinding("Nothing readable under any redaction box", "failed", "Text can be read on page 2.", 2)


@pytest.fixture
def case(consented: House) -> Case:
    return decided_case(consented)


def shown(case: Case, *findings: BuiltFinding) -> PackShown:
    case.keep(with_findings(*findings))
    return read_pack(case.house.session, case.request.id)


def test_before_a_pack_is_built_the_verdict_offers_to_build_it(case: Case) -> None:
    said = verdict(read_pack(case.house.session, case.request.id))
    assert (said.kind, said.act) == ("info", "build")


def test_an_undecided_item_says_why_no_pack_can_be_built(case: Case) -> None:
    session = case.house.session
    decide.undecide(session, gather.items_of(session, case.request.id)[0])
    said = verdict(read_pack(session, case.request.id))
    assert said.act == "none"
    assert "1 item is not decided" in said.text


def test_a_failed_check_stands_first_and_can_only_be_mended(case: Case) -> None:
    now = shown(case, READABLE, UNDER)
    assert now.checks[0].title == UNDER.check_name
    said = verdict(now)
    assert (said.kind, said.lead, said.act) == ("over", "Do not send this pack.", "look")
    assert tally(now).endswith("1 failed")


def test_a_readable_name_leads_to_its_page_and_to_its_words(case: Case) -> None:
    now = shown(case, READABLE)
    said = verdict(now)
    assert (said.button, said.act) == ("Look at page 3", "look")
    assert said.check is not None
    assert said.check.coverable
    assert said.check.words == "Otis"


def test_a_kept_suspicion_is_counted_as_kept_with_its_reason(case: Case) -> None:
    shown(case, READABLE)
    session = case.house.session
    found = pack.packs_of(session, case.request.id)[0]
    case.settle(found)
    now = read_pack(session, case.request.id)
    check = next(one for one in now.checks if one.title == "Covered names")
    assert not check.is_open
    assert check.detail.endswith("Kept by you: Rang twice")
    assert "2 kept" in tally(now)


def test_an_approval_falls_with_the_next_change_of_a_decision(case: Case) -> None:
    session = case.house.session
    case.keep()
    case.approve()
    assert read_to_approve(session, case.request.id).stands
    items = gather.items_of(session, case.request.id)
    item = next(one for one in items if one.outcome is Outcome.REDACT)
    decide.decide(session, replace(item, outcome=Outcome.SHARE))
    assert not read_to_approve(session, case.request.id).stands
    now = read_pack(session, case.request.id)
    assert verdict(now).lead == now.changed != ""
    assert any("has changed since." in check.detail for check in now.checks)


def test_an_approval_falls_with_another_pack_and_says_so(case: Case) -> None:
    session = case.house.session
    case.keep()
    case.approve()
    case.keep(BUILT_AGAIN)
    now = read_to_approve(session, case.request.id)
    assert (now.stands, now.approval) == (False, Approval.REBUILT)
    assert any(
        check.is_open and "The pack was built again since." in check.detail
        for check in read_pack(session, case.request.id).checks
    )
    case.approve()
    assert read_to_approve(session, case.request.id).stands


def test_the_approver_sees_what_is_held_back_and_why(case: Case) -> None:
    held = read_to_approve(case.house.session, case.request.id).held_back
    said = {one.outcome: one for one in held}
    assert "1 place covered" in said[Outcome.REDACT].reason
    assert "Data Protection Act 2018" in said[Outcome.WITHHOLD].law


def test_only_another_slot_is_a_second_user(case: Case) -> None:
    session = case.house.session
    assert not read_to_approve(session, case.request.id).second_user
    own = session.actor.slot_id
    session.actor = replace(session.actor, slot_id="another")
    assert read_to_approve(session, case.request.id).second_user
    # what was decided under the recovery key was decided by whoever holds the office
    session.actor = replace(session.actor, also=(own,))
    assert not read_to_approve(session, case.request.id).second_user


def test_words_are_found_in_the_item_where_they_can_still_be_read(case: Case) -> None:
    session = case.house.session
    assert find_item(session, case.request.id, "Otis Bramblewick") == ""  # covered
    assert find_item(session, case.request.id, "late nights") == ""  # withheld
    item = find_item(session, case.request.id, "STAYED all day")
    found = next(one for one in gather.items_of(session, case.request.id) if one.id == item)
    assert found.item_id == case.shared.id


def test_a_sent_pack_is_told_with_its_ledger(case: Case) -> None:
    session = case.house.session
    kept = case.keep()
    case.settle(kept)
    request = case.approve()
    sending.record_sent(session, request, kept, DeliveryMethod.IN_PERSON, date(2026, 11, 24))
    now = read_sent(session, case.request.id)
    assert now.disclosure is not None
    assert now.items_given == sum(
        item.outcome is not Outcome.WITHHOLD for item in gather.items_of(session, case.request.id)
    )
    assert verdict(read_pack(session, case.request.id)).act == "none"


def test_the_password_leaves_the_clipboard_unless_something_else_was_copied(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    later: list[object] = []
    monkeypatch.setattr(QTimer, "start", lambda timer, _after: later.append(timer))
    password_box.copy_for_a_minute("KQ4D-2M7Z")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "KQ4D-2M7Z"
    timer = later[0]
    assert isinstance(timer, QTimer)
    timer.timeout.emit()
    assert clipboard.text() == ""
    password_box.copy_for_a_minute("KQ4D-2M7Z")
    clipboard.setText("something else")
    timer = later[1]
    assert isinstance(timer, QTimer)
    timer.timeout.emit()
    assert clipboard.text() == "something else"


def test_the_password_box_is_not_closed_by_escape(qapp: QApplication) -> None:
    box = password_box.PasswordBox("KQ4D-2M7Z")
    box.show()
    box.reject()
    assert box.isVisible()
    box.noted.click()
    assert not box.isVisible()


def test_a_name_left_in_the_open_is_seen_by_the_finder_of_items(case: Case) -> None:
    # the planted fault: the same words put into a shared entry must be found, so that "" above means covered
    entry = add(case.house, "Otis Bramblewick came again.")
    session = case.house.session
    gather.gather(session, case.now)
    item = find_item(session, case.request.id, "Otis Bramblewick")
    found = next(one for one in gather.items_of(session, case.request.id) if one.id == item)
    assert found.item_id == entry.id


@pytest.mark.parametrize("where", ["page 25", "pages 25, 31 and 40"])
def test_what_a_check_found_leads_to_the_item_whose_page_it_is(case: Case, where: str) -> None:
    session = case.house.session
    items = gather.items_of(session, case.request.id)
    said = f"“Faith” on {where}, in item 2, in “with Faith, in item 9”. “Otis” with it"
    check = Check("Covered names", said, FindingState.LOOK, is_open=True, page=25)
    assert find_found(case.request.id, check, session) == Errand(items[1].id, "Faith")


def test_without_an_item_it_leads_to_where_the_words_can_be_read_and_else_to_none(case: Case) -> None:
    session = case.house.session
    add(case.house, "Otis Bramblewick came again.")
    gather.gather(session, case.now)
    for words, there in (("Otis Bramblewick", True), ("Faith", False)):
        said = f"“{words}” on page 25, in “with {words}, in item 2”"
        found = find_found(
            case.request.id, Check("Covered names", said, FindingState.LOOK, is_open=True), session
        )
        assert bool(found.item_id) is there


def test_what_changed_since_the_pack_was_built_is_named(case: Case) -> None:
    session = case.house.session
    case.keep()
    assert read_pack(session, case.request.id).changed == ""
    case.house.clock.at = TODAY + timedelta(minutes=5)
    items = gather.items_of(session, case.request.id)
    for item in items:
        if item.item_id in {case.shared.id, case.withheld.id}:
            decide.undecide(session, item)
    said = read_pack(session, case.request.id).changed
    assert said.startswith(
        "2 items were decided or gathered anew since the pack was built: Behaviour, 9 October 2026; "
    )
    assert said.endswith("Safeguarding, 6 November 2026.")


def test_a_change_of_the_request_alone_is_not_laid_to_an_item(case: Case) -> None:
    session = case.house.session
    case.keep()
    case.house.clock.at = TODAY + timedelta(minutes=5)
    intake.change_request(session, case.now, search_words="The filing cabinet")
    said = read_pack(session, case.request.id)
    assert (
        said.changed
        == "Since the pack was built a decision, what the letter says of the request, or what a search left out has changed."
    )
    assert verdict(said).lead == said.changed


@pytest.mark.parametrize(
    "name", [pack_verdict.PICTURES, pack_verdict.NO_WORDS, pack.CONSULTED, "Covered names"]
)
def test_letting_a_check_stand_is_asked_in_its_own_words(name: str) -> None:
    check = Check(name, "What was found.", FindingState.LOOK, is_open=True)
    asked = pack_verdict.keep_question(check)
    assert name not in asked.title
    assert asked.help.startswith(f"{name}: What was found. ")
    assert pack_verdict.PICTURES == pack_checks.PICTURES
    assert pack_verdict.NO_WORDS == pack_checks.NO_WORDS
