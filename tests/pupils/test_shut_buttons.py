"""What may not be kept yet is greyed on the record, with the reason in words beside it, before anybody presses (003-7.2)."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.core.census_codes import Ethnicity
from coordinator_app.pupils.care_answers import care_fields
from coordinator_app.pupils.editor import PupilBox
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.page import about_reading
from coordinator_app.pupils.page.record import PupilPage
from tests.pupils.about_tab import press, tab_of
from tests.pupils.conftest import Open
from tests.pupils.kept import known_by_a_call
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

OPENS = "It opens when the school's signed referral form is recorded."
WHY = f"Before the school refers a pupil, only notes of the first discussion may be kept. {OPENS}"
ADDS = (
    "Add a person",
    "Add a court order",
    "Add a brother or sister",
    "Add a name",
    "Add an earlier school",
    "Add a need",
    "Add a medical note",
)


@pytest.fixture
def known(house: House) -> House:
    house.pupil = known_by_a_call(house)
    mother = Carer(pupil_id=house.pupil.id, name="Sorrel Puddlecombe", relationship=Relationship.MOTHER)
    with house.session.write() as work:  # kept before this was shut
        house.carer = work.add(mother)
    return house


def named(widget: Any, name: str) -> QAbstractButton:
    found = [one for one in widget.findChildren(QAbstractButton) if one.accessibleName() == name]
    assert len(found) == 1, name
    return found[0]


def reasons(widget: Any) -> dict[str, QLabel]:
    """The words beside what is shut, by what a screen reader calls them."""
    shown = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return {one.accessibleName(): one for one in shown if " is shut. " in one.accessibleName()}


def all_shut(tab: Any) -> None:
    said = reasons(tab)
    for words in ADDS:
        assert not named(tab, words).isEnabled(), words
        assert named(tab, words).accessibleDescription() == WHY
    for words in ADDS:
        line = said[f"{words} is shut. {WHY}"]
        assert line.text() == f"Shut. {OPENS}"
        assert line.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_every_add_of_the_tab_is_shut_with_its_reason_beside_it(
    qtbot: QtBot, at_desk: Desk, known: House
) -> None:
    tab = tab_of(qtbot, at_desk, known.pupil.id)
    all_shut(tab)
    assert "Only who the child is may be kept now." in words_of(tab)
    assert named(tab, "Add a plan").isEnabled()  # safety comes first (003-6.4)
    press(tab, "Move Sorrel Puddlecombe to the trash")  # what is there may be taken away
    assert known.session.get(Carer, known.carer.id).trashed_at is not None


def test_a_tab_that_does_not_ask_the_rule_is_noticed(
    qtbot: QtBot, at_desk: Desk, known: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(about_reading, "may_be_kept", lambda *_: about_reading.OPEN)
    with pytest.raises(AssertionError, match="Add a person"):
        all_shut(tab_of(qtbot, at_desk, known.pupil.id))


def test_once_referred_all_of_them_are_live(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    tab = tab_of(qtbot, at_desk, referred.pupil.id)
    assert all(named(tab, words).isEnabled() for words in ADDS)
    assert not reasons(tab)
    assert named(tab, "Change Marigold Puddlecombe").isEnabled()


def test_the_school_of_today_cannot_be_thrown_away_and_says_why(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    tab = tab_of(qtbot, at_desk, referred.pupil.id)
    bin_ = named(tab, "Move Foxglove Hill School to the trash")
    assert not bin_.isEnabled()
    assert bin_.accessibleDescription() == "The pupil is on roll there now. Change the school first."


def test_the_overview_and_the_menu_say_it_too(known: House, opened: Open) -> None:
    page: PupilPage = opened(known.pupil)
    assert not named(page.overview, "Add a person").isEnabled()
    assert named(page.overview, "Change Sorrel Puddlecombe").isEnabled()  # who is known can be put right
    assert f"Add a person is shut. {WHY}" in reasons(page.overview)
    acts = {one.text(): one.isEnabled() for one in page.header.menu().actions()}
    assert acts["Add a parent, carer or contact (shut until the school refers)"] is False
    assert acts["Record consent (shut until the school refers)"] is False
    assert acts["Record a safeguarding call"]
    assert acts["Change details"]


def test_the_form_of_the_details_asks_only_who_the_child_is(
    at_desk: Desk, known: House, opened: Open
) -> None:
    with known.session.write() as work:
        work.change(known.session.get(Pupil, known.pupil.id), ethnicity=Ethnicity.WBRI)
    page: PupilPage = opened(known.pupil)
    assert page.record is not None
    page.edit_details(page.record)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, PupilBox)
    asked = {name for name, row in box.form.rows().items() if not row.isHidden()}
    assert asked & care_fields() == {"ethnicity"}  # there already: it may be taken away
    assert len(reasons(box)) == 1
    box.form.set_values({"known_as": "Kip", "ethnicity": None})
    box.save()
    kept = known.session.get(Pupil, known.pupil.id)
    assert (kept.known_as, kept.ethnicity) == ("Kip", None)
