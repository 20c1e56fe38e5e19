"""Answers that come late, or again, in the settings: nothing typed is wiped, and no older one comes last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.organisations import actions
from coordinator_app.organisations.model import Partnership, School, TermCalendarRecord
from coordinator_app.organisations.page.partnership_section import PartnershipSection
from coordinator_app.organisations.page.terms_section import TermsSection
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, desk_on
from tests.vaults import House


@pytest.fixture
def desk(house: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(house.vault, house.clock, tmp_path) as made:
        yield made


def kept(house: House) -> Partnership:
    return house.session.list(Partnership)[0]


def partnership(qtbot: QtBot, desk: Desk) -> PartnershipSection:
    made = PartnershipSection(desk.services)
    qtbot.addWidget(made)
    made.refresh()
    return made


def test_what_is_typed_stays_when_a_school_is_added_meanwhile(qtbot: QtBot, house: House, desk: Desk) -> None:
    section = partnership(qtbot, desk)
    section.form.set_values({"name": "Bramblefield and Hazelmoor"})
    school = desk.session.list(School)[0]
    actions.save(house.session, replace(school, id="", name="Weir School", laestab="8554002"))
    section.refresh()
    assert section.form.values()["name"] == "Bramblefield and Hazelmoor"
    assert section.holder.findText("Weir School") > 0


def test_what_is_typed_on_while_the_partnership_is_kept_stays(qtbot: QtBot, house: House, desk: Desk) -> None:
    section = partnership(qtbot, desk)
    section.form.set_values({"name": "Bramblefield"})
    actions.save(house.session, replace(kept(house), name="Bramblefield", address="4 Weir Cottages"))
    section.form.set_values({"name": "Bramblefield and Hazelmoor"})  # before the reading after the save comes
    section.refresh()
    values = section.form.values()
    assert (values["name"], values["address"]) == ("Bramblefield and Hazelmoor", "4 Weir Cottages")


def test_a_calendar_chosen_while_another_is_read_stays_chosen(
    qtbot: QtBot, house: House, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = desk.session.list(TermCalendarRecord)[0]
    other = actions.save(house.session, TermCalendarRecord(name="The other county")).record
    section = TermsSection(desk.services)
    qtbot.addWidget(section)
    section.refresh()
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    section.refresh()
    wanted = other if section.choice.value() == first.id else first
    section.choice.set_value(wanted.id)
    section.choice.edited.emit()
    (before, after) = held.take()
    before()
    assert section.choice.value() == wanted.id
    after()
    assert section.shown is not None
    assert section.shown.shown is not None
    assert (section.choice.value(), section.shown.shown.id) == (wanted.id, wanted.id)


def test_the_older_of_two_answers_is_not_the_last(
    qtbot: QtBot, house: House, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = partnership(qtbot, desk)
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    section.refresh()
    actions.save(house.session, replace(kept(house), name="Bramblefield"))
    section.refresh()
    before, after = held.take()
    after()
    before()
    assert section.form.values()["name"] == "Bramblefield"
