"""Health of the vault on the screen, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.app import keeper as keepers
from coordinator_app.app.keeper import StoreKeeper
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.vault_health import Standing
from coordinator_app.settings.page.health import HealthSection
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from tests.organisations.desk import Desk, desk_on
from tests.vaults import House


@pytest.fixture
def desk(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(keepers, "is_encrypted", lambda _folder: None)
    monkeypatch.setattr(keepers, "space_warning", lambda _folder: None)
    with desk_on(house.vault, house.clock, tmp_path) as made:
        yield replace(made, services=replace(made.services, keeper=StoreKeeper(house.vault)))


def section(qtbot: QtBot, desk: Desk) -> HealthSection:
    made = HealthSection(desk.services)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    made.refresh()
    return made


def rows(made: HealthSection) -> dict[str, str]:
    found = [one for one in made.rows.rows() if isinstance(one, TwoLineRow)]
    return {one.title: one.chip.text() for one in found if one.chip is not None}


def said(made: HealthSection) -> str:
    QApplication.processEvents()
    return " ".join(one.accessibleName() for one in made.findChildren(Note) if not one.isHidden())


def test_what_to_act_on_is_told_first_and_only_that(qtbot: QtBot, desk: Desk) -> None:
    found = rows(section(qtbot, desk))
    assert next(iter(found)) == "Backups off this laptop"
    assert found["Backups off this laptop"] == "Act on this"
    assert found["Disk of this laptop"] == "Not known"
    assert found["Clock"] == "In order"


def test_a_clock_that_was_set_back_is_found_by_the_newest_entry(house: House, desk: Desk) -> None:
    keeper = StoreKeeper(house.vault)
    house.clock.at -= timedelta(days=2)
    standing = {one.name: one.standing for one in keeper.health()}
    assert standing["Clock"] is Standing.BAD


def test_every_page_of_a_whole_vault_is_as_it_was_written(qtbot: QtBot, desk: Desk) -> None:
    made = section(qtbot, desk)
    made.check.click()
    qtbot.waitUntil(made.check.isEnabled)
    assert "Every page is as it was written." in said(made)


def test_a_changed_page_is_found_and_said_with_what_to_do(qtbot: QtBot, desk: Desk, house: House) -> None:
    made = section(qtbot, desk)
    with house.vault.paths[Compartment.GUARDED].open("r+b") as file:
        file.seek(30 * 4096 + 200)
        file.write(b"changed")
    made.check.click()
    qtbot.waitUntil(made.check.isEnabled)
    assert "The vault is damaged." in said(made)
    assert "Do not delete anything." in said(made)
