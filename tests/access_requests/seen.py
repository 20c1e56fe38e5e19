"""One request on the screen, at the stage that a test looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from desks import Desk, desk_of
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import (
    AccessRequest,
)
from coordinator_app.access_requests.page.gather_stage import GatherStage
from coordinator_app.access_requests.page.identity import IdentityStage
from coordinator_app.access_requests.page.received import ReceivedStage
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.core.deadline_types import Rule
from tests.vaults import House, add, new_request

SATURDAY, MONDAY = date(2026, 2, 28), datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    add(consented, "Kit came in on time.", happened_on=date(2026, 2, 3))
    consented.clock.at = MONDAY
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def logged(desk: Desk, **more: object) -> AccessRequest:
    values = {"received_on": SATURDAY, "carer_id": desk.house.carer.id, **more}
    return intake.log_request(desk.house.session, new_request(desk.house, **values)).record


def now(desk: Desk, request: AccessRequest) -> AccessRequest:
    return desk.house.session.get(AccessRequest, request.id)


def opened(desk: Desk, request: AccessRequest, stage: str = "") -> AccessRequestPage:
    return desk.page(AccessRequestPage, request_id=request.id, stage=stage)


def received(page: AccessRequestPage) -> ReceivedStage:
    assert isinstance(page.stage, ReceivedStage)
    return page.stage


def identity(page: AccessRequestPage) -> IdentityStage:
    assert isinstance(page.stage, IdentityStage)
    return page.stage


def gathering(page: AccessRequestPage) -> GatherStage:
    assert isinstance(page.stage, GatherStage)
    return page.stage


def figures(page: AccessRequestPage) -> dict[Rule, str]:
    return {card.line.rule: card.line.figure for card in received(page).clocks.cards}
