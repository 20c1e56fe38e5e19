"""The Identity page asks for what the gate needs, and calls nothing settled before it is (domain 2.1)."""

from __future__ import annotations

from datetime import date

import pytest
from desks import Desk, texts
from seen import desk, identity, logged, opened

from coordinator_app.access_requests.model import RequesterKind

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SETTLED = "It is settled who asked."
WITHOUT_RIGHT = [RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY]


@pytest.mark.parametrize("kind", WITHOUT_RIGHT)
def test_authority_that_is_needed_is_not_called_optional(desk: Desk, kind: RequesterKind) -> None:
    stage = identity(opened(desk, logged(desk, requester_kind=kind, carer_id=""), "identity"))
    said = texts(stage)
    assert "Authority seen on" in said
    assert "Authority seen on (optional)" not in said
    assert "Authority asked for on (optional)" not in said
    assert "Proof seen on (optional)" not in said


@pytest.mark.parametrize("kind", WITHOUT_RIGHT)
def test_nothing_is_settled_before_authority_was_seen(desk: Desk, kind: RequesterKind) -> None:
    page = opened(desk, logged(desk, requester_kind=kind, carer_id=""), "identity")
    stage = identity(page)
    values = {"identity_known": True, "identity_reason": "Met at the school gate"}
    stage.form.set_values(values)
    stage.form.edited.emit()
    stage.save.click()
    assert SETTLED not in texts(page)
    assert "They need authority to ask" in texts(page)
    assert stage.form.row("child_view").isHidden()
    stage.form.set_values({**values, "authority_seen_on": date(2026, 3, 1)})
    stage.form.edited.emit()
    stage.save.click()
    assert SETTLED in texts(page)
