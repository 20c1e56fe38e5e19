"""Proof of who somebody is on the screens of a request: how it was asked for, at Identity and from the pause box."""

from __future__ import annotations

from datetime import date

from desks import Desk, texts
from seen import MONDAY, desk, figures, identity, logged, now, opened

from coordinator_app.core.deadline_types import Rule

__all__ = ["desk"]  # the fixture


def test_proof_that_was_asked_for_moves_the_legal_month_and_nothing_else(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "identity")
    stage = identity(page)
    stage.form.set_values({"identity_known": False})
    stage.form.edited.emit()
    assert stage.form.row("identity_asked_how").isHidden(), "nothing was asked for yet"
    stage.form.set_values({"identity_asked_on": date(2026, 3, 2)})
    stage.form.edited.emit()
    stage.save.click()
    assert "Say how it was asked for" in stage.form.row("identity_asked_how").error()
    stage.form.set_values({"identity_asked_how": "By telephone, by T. Inkwell"})
    stage.save.click()
    assert "Proof asked for" in texts(page)
    assert "2 March 2026. How: By telephone, by T. Inkwell." in texts(page)
    page.go_to("received")
    assert figures(page)[Rule.LEGAL_MONTH] == "No date yet"
    assert figures(page)[Rule.POLICY_TARGET] == "13 March 2026"
    assert figures(page)[Rule.SCHOOL_RECORD] == "20 March 2026"
    assert "waits for identity" in page.header.history.text()


def test_proof_asked_for_from_the_pause_button_is_waited_for(desk: Desk) -> None:
    request = logged(desk)
    page = opened(desk, request, "received")
    page.header.pause.click()
    dialog = desk.answer(reason="identity")
    assert "Say how it was asked for" in dialog.form.row("asked_how").error()
    assert now(desk, request).identity_asked_on is None
    page.header.pause.click()
    desk.answer(reason="identity", asked_how="By email, by T. Inkwell")
    assert now(desk, request).identity_asked_how == "By email, by T. Inkwell"
    assert now(desk, request).identity_asked_on == MONDAY.date()
    page.go_to("identity")
    stage = identity(page)
    assert stage.form.row("identity_known").value() is None
    stage.form.set_values({"identity_known": True, "identity_reason": "She came in person"})
    stage.form.edited.emit()
    stage.save.click()
    kept = now(desk, request)
    assert kept.identity_asked_on is None, "nobody we know is kept waiting for proof"
    assert kept.identity_asked_how == "", "and what was not asked for was asked for in no way"
