"""A press in People and details before the answer to the one before is done once."""

from __future__ import annotations

import pytest

from coordinator_app.pupils.page.about import AboutTab
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk
from tests.vaults import House


def test_two_presses_remove_a_person_once_and_nobody_is_told_of_a_failure(
    at_desk: Desk, referred: House, tab: AboutTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    tab.remove(referred.carer)
    tab.remove(referred.carer)
    writes.let()
    assert writes.asked == 1
    assert at_desk.told.troubles == []
