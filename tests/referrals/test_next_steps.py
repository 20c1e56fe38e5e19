from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coordinator_app.referrals.checklist import checklist
from coordinator_app.referrals.model import Referral
from coordinator_app.referrals.next_steps import age, is_late, next_step, since
from coordinator_app.referrals.states import ReferralState
from tests.referrals.test_checklist import WHOLE

TODAY = date(2026, 11, 24)
S = ReferralState


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ({"state": S.DRAFTED}, "Send the form to the school"),
        ({"state": S.SENT, "sent_on": date(2026, 11, 20)}, "Wait for the school"),
        ({"state": S.SENT, "sent_on": date(2026, 11, 9)}, "Ring the school"),
        ({"state": S.RECEIVED}, "Accept or decline it"),
        ({"state": S.INCOMPLETE, "signed_by": ""}, "Send the form back"),
        (
            {"state": S.INCOMPLETE, "signed_by": "", "sent_back_on": date(2026, 11, 20)},
            "Wait for the school",
        ),
        ({"state": S.ACCEPTED}, ""),
        ({"state": S.DECLINED}, ""),
    ],
)
def test_each_state_has_its_next_step(values: dict, step: str) -> None:
    one = replace(WHOLE, **values)
    assert next_step(one, checklist(one, "a"), TODAY) == step
    assert is_late(one, TODAY) is (step == "Ring the school")


def test_the_age_is_counted_from_when_it_came_or_went_or_began() -> None:
    began = Referral(created_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert since(began) == date(2026, 11, 1)
    assert since(replace(began, sent_on=date(2026, 11, 5))) == date(2026, 11, 5)
    assert since(replace(began, received_on=date(2026, 11, 9))) == date(2026, 11, 9)
    assert since(Referral()) is None
    assert [age(day, TODAY) for day in (None, TODAY, date(2026, 11, 23), date(2026, 11, 1))] == [
        "",
        "today",
        "1 day old",
        "23 days old",
    ]
