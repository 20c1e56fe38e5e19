"""While a pack is built in the place of another, that one neither leaves the vault nor is recorded as sent (003-5.1)."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from desks import desk_of, press, texts
from papers import Case, decided_case
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.pack_build import PackBuilder
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.core.errors import Cancelled
from tests.vaults import House

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
READY = "The pack is ready to send."


def _under_way(builder: PackBuilder, _request: AccessRequest) -> None:
    builder.running = True


@pytest.fixture
def case(consented: House) -> Case:
    made = decided_case(consented)
    made.settle(made.keep())
    made.approve()
    return made


def test_the_old_pack_is_shut_while_it_is_built_again_and_open_once_that_was_stopped(
    case: Case, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PackBuilder, "start", _under_way)
    page = desk_of(case.house, tmp_path).page(AccessRequestPage, request_id=case.request.id, stage="pack")
    stage = page.stage
    assert isinstance(stage, PackStage)
    ways = (stage.send.record, stage.send.save, stage.send.paper)
    assert all(one.isEnabled() for one in ways)
    assert READY in texts(stage)
    press(stage, "Build again")
    assert not any(one.isEnabled() for one in ways)
    assert READY not in texts(stage)
    assert "The pack is being built again." in texts(stage)
    stage.builder.running = False
    stage.builder.failed.emit(Cancelled())
    assert all(one.isEnabled() for one in ways)
    assert READY in texts(stage)
