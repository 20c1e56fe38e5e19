"""An approval is of one pack: built again, it asks for approval anew (decision 32)."""

from __future__ import annotations

from datetime import date

import papers
import pytest

from coordinator_app.access_requests import decisions
from coordinator_app.access_requests.actions import pack, sending
from coordinator_app.access_requests.items import Pack
from coordinator_app.core.errors import GateShut
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
    return [reason.why for reason in sending.sending_gate(case.house.session, case.now, kept).reasons]


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


def test_what_is_approved_before_anything_is_built_is_the_first_pack_and_no_later_one(
    case: papers.Case,
) -> None:
    case.approve()
    first = case.keep()
    case.settle(first)
    assert whys(case, first) == []
    assert whys(case, again(case)) == [REBUILT]


def test_an_approval_that_names_the_decisions_alone_would_let_any_pack_go(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decisions, "approval_mark", lambda mark, _pack: mark)  # the planted fault
    monkeypatch.setattr(pack, "approval_mark", lambda mark, _pack: mark)
    case.settle(case.keep())
    case.approve()
    assert whys(case, again(case)) == []
