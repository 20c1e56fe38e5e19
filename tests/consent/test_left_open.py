"""Which lines print empty is said before a form about a pupil is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent import left_open as module
from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.left_open import left_open, left_open_words
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.print_order import PrintHead, PrintOrder
from tests.consent.printing_page import opened
from tests.programmes.conftest import started_without_consent
from tests.referrals.driving import notes
from tests.referrals.page_desk import Desk
from tests.vaults import House

EMPTY = "2 lines will be left to fill in by hand."


def order(**values: str) -> PrintOrder:
    return PrintOrder("consent-form", PrintHead("Eastmere", ""), values)


def test_each_empty_line_is_named_once_and_a_whole_form_says_nothing() -> None:
    whole = order(school_name="Foxglove Hill", provider_name="Kingfisher", programme_summary="Part time")
    form = FormTemplate.CONSENT_FORM
    assert left_open([(form, whole)]) == ()
    assert left_open_words(()) == ("", "")
    found = left_open([(form, order()), (FormTemplate.REFERRAL_FORM, order(child_upn="Z1"))])
    assert found == (
        "the school", "who the programme is with", "what it is, where, and on which days", "the year group",
    )  # fmt: skip
    assert left_open([(FormTemplate.PARENT_STATEMENT, order())]) == ()
    assert left_open_words(("the school",)) == (
        "1 line will be left to fill in by hand.",
        "Not known here: the school. Write it in before anybody signs.",
    )


def test_a_consent_form_without_a_programme_says_so_beside_print_and_one_press_waits(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id, at_once=True)  # type: ignore[arg-type]  # a yes or no
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.told.toasts[0][0].startswith("Look at what is said")
    assert forms_of(referred.session, referred.pupil.id) == []
    (said,) = [one for one in notes(page) if EMPTY in one]
    assert "who the programme is with; what it is, where, and on which days" in said
    page.forms.tick((FormTemplate.PARENT_STATEMENT,))
    page.forms.changed.emit()
    assert not [one for one in notes(page) if EMPTY in one]


def test_a_planned_programme_and_a_blank_form_leave_nothing_to_say(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    started_without_consent(referred)
    for pupil_id in (referred.pupil.id, ""):
        page = opened(qtbot, at_desk, pupil_id=pupil_id)
        assert page.options.left_open == ("", "")


def test_a_line_that_were_forgotten_would_be_caught(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(module._LINES, FormTemplate.CONSENT_FORM, {})
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    assert page.options.left_open == ("", "")
