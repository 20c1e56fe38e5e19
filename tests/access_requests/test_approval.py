"""An approval is of one pack: built again, it asks for approval anew (decision 32)."""

from __future__ import annotations

from datetime import date, timedelta

import papers
import pytest

from coordinator_app.access_requests import approval
from coordinator_app.access_requests.actions import intake, leaving, pack, sending
from coordinator_app.access_requests.approval import Approval
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.pack_order import BuiltFinding
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.sharing.model import DeliveryMethod
from tests.vaults import House

TODAY = date(2026, 11, 24)


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


REBUILT = "The pack was built again since it was approved."


def again(case: papers.Case) -> Pack:
    """The same decisions, built anew: other bytes."""
    kept = case.keep(papers.BUILT_AGAIN)
    case.settle(kept)
    return kept


def whys(case: papers.Case, kept: Pack) -> list[str]:
    return [reason.why for reason in leaving.sending_gate(case.house.session, case.now, kept).reasons]


def test_an_approval_is_of_the_pack_that_was_looked_at_and_of_no_later_one(case: papers.Case) -> None:
    first = case.keep()
    case.settle(first)
    case.approve()
    assert whys(case, first) == []
    second = again(case)
    assert whys(case, second) == [REBUILT]
    with pytest.raises(GateShut, match="built again"):
        sending.record_sent(case.house.session, case.now, second, DeliveryMethod.IN_PERSON, TODAY)
    case.approve()
    assert whys(case, second) == []


def test_nobody_has_approved_a_pack_on_a_day_before_it_was_built(case: papers.Case) -> None:
    session = case.house.session
    case.house.clock.at += timedelta(days=1)
    case.settle(case.keep())
    with pytest.raises(InvalidInput, match="the day this pack was built"):
        pack.approve(session, case.now, "Dana Placeholder", "There is no second user", TODAY)
    pack.approve(session, case.now, "Dana Placeholder", "There is no second user", TODAY + timedelta(days=1))


def school_replied(case: papers.Case) -> None:
    """So that nothing in the checks is left to judge."""
    session = case.house.session
    [asked] = intake.consultations_of(session, case.request.id)
    intake.school_replied(session, asked, TODAY, "Nothing to correct.")


def test_what_is_approved_before_anything_is_built_is_the_first_pack_whose_checks_all_pass_and_no_later_one(
    case: papers.Case,
) -> None:
    school_replied(case)
    case.approve()
    first = case.keep()
    assert whys(case, first) == []
    assert whys(case, again(case)) == [REBUILT]


def test_an_approval_from_before_the_pack_is_not_one_of_what_its_checks_found(case: papers.Case) -> None:
    case.approve()
    first = case.keep()  # the school has not replied: a finding to judge
    case.settle(first)
    assert whys(case, first) == [Approval.UNSEEN.value]
    case.approve()
    assert whys(case, first) == []


def test_a_suspicion_that_is_kept_after_the_approval_asks_for_approval_again(case: papers.Case) -> None:
    session, found = case.house.session, BuiltFinding("Covered names", "look", "A name on page 3", 3)
    kept = case.keep(papers.with_findings(found))
    case.approve()
    case.settle(kept)
    assert whys(case, kept) == [Approval.KEPT.value]
    assert pack.approval(session, case.now) is Approval.KEPT
    with pytest.raises(GateShut, match="kept since"):
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    case.approve()
    assert whys(case, kept) == []
    [one] = [each for each in pack.findings_of(session, kept.id) if each.page == 3]
    pack.keep_finding(session, one, "For another reason.")
    assert whys(case, kept) == [Approval.KEPT.value]


def _of_decisions(mark: str, _pack: object, _findings: object = ()) -> str:
    return mark


def test_an_approval_that_names_the_decisions_alone_would_let_any_pack_go(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approval, "approval_mark", _of_decisions)  # the planted fault
    monkeypatch.setattr(pack, "approval_mark", _of_decisions)
    case.settle(case.keep())
    case.approve()
    assert whys(case, again(case)) == []
