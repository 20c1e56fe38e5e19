"""The Registers screen on a real vault: what is typed is kept, what is in use is ended, keys, drafts, narrow windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import NotFound
from coordinator_app.organisations.model import Office, Officer, School, SchoolType
from coordinator_app.organisations.page import dpo_box
from coordinator_app.organisations.page.dpo_box import DpoBox
from coordinator_app.organisations.page.dpo_reading import read_pick
from coordinator_app.organisations.page.register_reading import read_choices, read_entry, read_lines
from coordinator_app.organisations.page.registers import RegistersPage
from coordinator_app.organisations.partners import FundAgreement, OtherPartnership
from coordinator_app.organisations.providers import Provider
from coordinator_app.organisations.register_actions import keep
from coordinator_app.organisations.registers import REGISTERS
from coordinator_app.organisations.which_dpo import which_dpo
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.theme import Theme
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.vaults import House, new_pupil

TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(referred: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(referred.vault, referred.clock, tmp_path) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> RegistersPage:
    made = RegistersPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open()
    made.show()
    return made


def fill(page: RegistersPage, **values: object) -> None:
    assert page.pane.editing is not None
    page.pane.editing.form.set_values(values)


def box(desk: Desk) -> FormBox:
    made = desk.dialogs.shown[-1]
    assert isinstance(made, FormBox)
    return made


def kingfisher(referred: House) -> Provider:
    return keep(referred.session, Provider(name="Kingfisher Workshop", contact="Tamsin Oakapple")).record


def test_an_entry_that_is_gone_is_a_trouble_with_a_way_back(page: RegistersPage, desk: Desk) -> None:
    page.pane.read("no such id")
    assert page.in_trouble()
    with pytest.raises(NotFound):
        read_entry(desk.session, "schools", "no such id")


def test_an_entry_taken_away_leaves_the_list_and_undo_brings_it_back(
    page: RegistersPage, desk: Desk, referred: House
) -> None:
    provider = kingfisher(referred)
    page.open(register="providers", record_id=provider.id)
    press(page, "Remove")
    assert "No provider yet" in words_of(page)
    assert desk.told.toasts == ["It was taken away (undo)"]


def test_what_leaves_in_an_export_is_what_the_list_shows(
    page: RegistersPage, desk: Desk, referred: House
) -> None:
    provider = kingfisher(referred)
    keep(referred.session, replace(provider, id="", version=0, name="Otter Barn", closed_on=TODAY))
    page.open(register="providers")
    table = page._what_is_shown()(desk.session)
    assert [row[0] for row in table.rows] == ["Kingfisher Workshop"]
    assert table.rows[0][-1] == "5 checks are missing"
    assert table.about == ("Those that have ended are left out.",)
    page.ended.click()
    assert len(page._what_is_shown()(desk.session).rows) == 2


def test_a_long_register_is_read_in_its_order(desk: Desk, referred: House) -> None:
    for place in range(120):
        keep(referred.session, Provider(name=f"Provider {place:03}"))
    lines = read_lines(desk.session, "providers", ended=False).lines
    assert [one.title for one in lines] == sorted(one.title for one in lines)


def test_closed_schools_are_not_offered_in_the_agreement(desk: Desk, referred: House) -> None:
    keep(referred.session, School(name="Old Mill", school_type=SchoolType.ACADEMY, closed_on=TODAY))
    names = [words for _id, words in read_choices(desk.session).links["school_id"]]
    assert names == ["Foxglove Hill School"]
    agreement = FundAgreement(school_id=referred.school.id, from_day=TODAY, council="The county council")
    kept = keep(referred.session, agreement).record
    entry = read_entry(desk.session, "fund_agreement", kept.id)
    assert ("Fund holding school", "Foxglove Hill School") in entry.answers[0][1]


def test_a_name_full_of_odd_characters_is_shown_and_kept_as_one_line(page: RegistersPage, desk: Desk) -> None:
    page.open(register="agencies", add=True)
    fill(page, name="Bad\u202e\x07 <b>Agency</b> \U0001f98a")
    page.save_now()
    assert desk.session.list(REGISTERS[2].cls)[0].name == "Bad <b>Agency</b> \U0001f98a"  # type: ignore[attr-defined]  # an Agency
    assert "<b>Agency</b>" in words_of(page)


def test_pupils_of_a_closed_school_stay_theirs(desk: Desk, referred: House) -> None:
    school = School(name="Old Mill", school_type=SchoolType.ACADEMY)
    kept = keep(referred.session, school).record
    pupil = replace(new_pupil(referred), school_id=kept.id, family_name="Thistledown")
    with referred.session.write() as work:
        work.add(pupil)
    entry = read_entry(desk.session, "schools", kept.id)
    assert entry.use == "1 pupil attends this school."


def test_two_names_for_the_officer_of_the_fund_holding_school_are_told(desk: Desk, referred: House) -> None:
    keep(referred.session, Officer(office=Office.SCHOOL_DPO, name="Rowan Inkpen"))
    school = keep(referred.session, replace(referred.school, data_protection_officer="Sorrel Vane")).record
    notes = read_entry(desk.session, "schools", school.id).notes
    assert notes[0].text == "Sorrel Vane here, Rowan Inkpen under Officers. Letters name Rowan Inkpen."
    keep(referred.session, replace(school, data_protection_officer="Rowan Inkpen"))
    assert read_entry(desk.session, "schools", school.id).notes == ()


@pytest.mark.parametrize("right", [True, False])
def test_the_picker_names_the_joint_officer_only_by_the_rule(
    page: RegistersPage, desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch, right: bool
) -> None:
    if not right:  # the planted fault: whoever answers for the first answers for all
        monkeypatch.setattr(dpo_box, "which_dpo", lambda touched, joint: which_dpo(touched[:1], joint))
    keep(referred.session, OtherPartnership(name="Westmarsh"))
    keep(referred.session, Officer(office=Office.SCHOOL_DPO, name="Rowan Inkpen"))
    keep(referred.session, Officer(office=Office.JOINT_DPO, name="Joy Quill"))
    page.open(which_dpo=True)
    made = desk.dialogs.shown[-1]
    assert isinstance(made, DpoBox)
    list(made.ticks.values())[1].click()
    assert ("Joy Quill." in words_of(made)) is right


def test_the_answer_of_the_picker_comes_into_sight_in_large_text(
    desk: Desk, referred: House, look: Theme, qtbot: QtBot
) -> None:
    for name in ("Westmarsh", "Northfell", "Larkbourne", "Saltmere"):
        keep(referred.session, OtherPartnership(name=name))
    look.change(scale=2.0)
    made = DpoBox(read_pick(desk.session))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    QApplication.processEvents()
    list(made.ticks.values())[1].click()
    qtbot.waitUntil(lambda: made._area.verticalScrollBar().value() > 0)
