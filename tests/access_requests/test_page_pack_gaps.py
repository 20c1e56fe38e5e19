"""A letter with gaps is not ready to send: the Pack stage says so and leads to where they are filled in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from desks import Desk, desk_of, press, texts
from papers import BUILT, Case, decided_case
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.items import FindingState
from coordinator_app.access_requests.pack_order import FILLED_IN, BuiltFinding
from coordinator_app.access_requests.page import pack_verdict
from coordinator_app.access_requests.page.pack_reading import Check, read_pack
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.pack_verdict import verdict
from coordinator_app.access_requests.page.request import AccessRequestPage
from tests.ui.reasons import give_reason
from tests.vaults import House

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
GAP = BuiltFinding(FILLED_IN, "look", "The letter says [joint data protection officer: not yet appointed].")


@pytest.fixture
def case(consented: House) -> Case:
    made = decided_case(consented)
    made.keep(replace(BUILT, findings=(*BUILT.findings, GAP)))
    return made


@pytest.fixture
def desk(case: Case, tmp_path: Path, qapp: QApplication) -> Desk:
    return desk_of(case.house, tmp_path)


def test_the_verdict_offers_to_fill_it_in(case: Case) -> None:
    said = verdict(read_pack(case.house.session, case.request.id))
    assert (said.kind, said.button, said.act) == ("soon", "Fill it in", "fill")
    assert "not yet appointed" in said.text


def test_the_check_leads_to_the_officers_or_is_kept_with_a_reason(case: Case, desk: Desk) -> None:
    page = desk.page(AccessRequestPage, request_id=case.request.id, stage="pack")
    assert isinstance(page.stage, PackStage)
    assert "ready to send" not in texts(page)
    press(page.stage.rows, "Fill in what the letter lacks")
    assert desk.went.places[-1] == ("settings", {"section": "Partnership and officers"})
    press(page.stage.rows, f"Send it with the gaps: {FILLED_IN}")
    give_reason(desk.dialogs.shown[-1], "The officer is to be appointed in spring.")
    row = next(one for one in page.stage.shown.checks if one.title == FILLED_IN)  # type: ignore[union-attr]  # it is shown
    assert row.kept
    assert "The officer is to be appointed in spring" in row.detail
    desk.services.jobs.stop()


def test_letting_gaps_stand_is_asked_in_its_own_words() -> None:
    asked = pack_verdict.keep_question(Check(FILLED_IN, "What was found.", FindingState.LOOK, is_open=True))
    assert asked.title == "Send the letter with these gaps?"
