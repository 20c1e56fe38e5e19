"""Health of the vault on the screen, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.app import clock_facts
from coordinator_app.app import keeper as keepers
from coordinator_app.app.keeper import StoreKeeper
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.vault_health import DatedAhead, HealthCheck, Standing
from coordinator_app.registry import CATALOGUE
from coordinator_app.settings.page.health import HealthSection
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from tests.organisations.desk import Desk, desk_on
from tests.vaults import House, add


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


def test_an_entry_that_was_written_under_a_clock_ahead_is_found_once_the_clock_is_right(
    referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keepers, "is_encrypted", lambda _folder: None)
    keeper = StoreKeeper(referred.vault)

    def clock() -> HealthCheck:
        (found,) = [one for one in keeper.health() if one.name == "Clock"]
        return found

    assert clock().standing is Standing.GOOD
    true = referred.clock.at
    referred.clock.at += timedelta(days=40)
    ahead = add(referred, "Seen at the gate.", category=Category.SAFEGUARDING, happened_on=date(2027, 1, 2))
    referred.clock.at = true
    assert clock().found.endswith("but something was written on 3 January 2027.")
    # the clock of the laptop has reached that time, but not the day that was typed
    monkeypatch.setattr(clock_facts, "last_written", lambda _vault: None)
    assert clock().standing is Standing.LOOK
    assert "one record is dated later, up to 2 January 2027" in clock().found
    chronology.delete_entry(referred.session, ahead, "Typed under a wrong clock.")
    assert clock().standing is Standing.GOOD


def test_days_to_come_are_looked_for_by_an_index_and_nowhere_without_the_key(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = referred.clock.at
    referred.clock.at += timedelta(days=40)
    add(referred, "Seen at the gate.", category=Category.SAFEGUARDING, happened_on=date(2027, 1, 2))
    referred.clock.at = true
    monkeypatch.delitem(referred.vault.paths, Compartment.GUARDED)
    assert clock_facts.dated_ahead(referred.vault) == DatedAhead()
    for kind, field in clock_facts.HAPPENED:
        assert CATALOGUE.of_kind(kind).date_field == field, "the index of this day answers"


def test_a_clock_set_right_again_is_still_known_by_what_was_written_meanwhile(house: House) -> None:
    true = house.clock.at
    house.clock.at += timedelta(days=40)
    house.session.note("audit.viewed")
    house.clock.at = true
    house.session.note("audit.viewed")
    assert clock_facts.last_written(house.vault) == (true + timedelta(days=40)).astimezone(UTC)


def test_an_altered_audit_is_said_apart_from_damage_and_never_with_restore(
    qtbot: QtBot, desk: Desk, house: House
) -> None:
    made = section(qtbot, desk)
    connection = house.session.databases.connection(Compartment.GENERAL)
    connection.execute("DROP TRIGGER audit_is_never_changed")
    connection.execute("UPDATE audit SET slot_id = 'somebody' WHERE seq = 1")
    made.check.click()
    qtbot.waitUntil(made.check.isEnabled)
    assert "The audit log was altered." in said(made)
    assert "general store do not match from number 1 on" in said(made)
    assert "ring your data protection officer" in said(made)
    assert "Restore" not in said(made)


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
