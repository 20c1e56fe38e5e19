"""What was decided of two records that look alike is seen on the record, and can be taken back there (003-5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import InvalidInput
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import details, duplicates
from coordinator_app.pupils.editor import CarerBox
from coordinator_app.pupils.links import CourtOrder, DifferentChildren, OrderKind
from coordinator_app.pupils.merging import belonging
from coordinator_app.pupils.model import Carer
from coordinator_app.pupils.page.about import AboutTab
from coordinator_app.pupils.page.detail_box import DetailBox
from tests.pupils.about_tab import press, tab_of
from tests.pupils.kept import taken
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

LIKE = "This may be the same child as:"
SAID = "Said to be different children:"


def test_who_was_said_to_be_another_child_stays_in_sight_and_can_be_taken_back(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    other = taken(referred)
    tab = tab_of(qtbot, at_desk, referred.pupil.id)
    assert LIKE in words_of(tab)
    different = [one for one in words_of(tab).splitlines() if one == "They are different children"]
    assert len(different) == 1
    duplicates.say_different(referred.session, referred.pupil.id, other.id)
    tab.refresh()
    words = words_of(tab)
    assert LIKE not in words
    assert f"{SAID} {other.words}, born 3 May 2012, said on 24 November 2026" in words
    press(tab, f"They may be one child after all: {other.words}, born 3 May 2012, said on 24 November 2026")
    assert not referred.session.count(DifferentChildren)
    assert LIKE in words_of(tab)
    assert SAID not in words_of(tab)
    told, change_id = at_desk.told.toasts[-1]
    assert (told, bool(change_id)) == ("They may be one child", True)


def test_an_answer_from_before_the_decision_does_not_bring_its_question_back(
    at_desk: Desk, referred: House, tab: AboutTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = taken(referred)
    held = list[tuple[Any, Any]]()
    jobs = at_desk.services.jobs
    monkeypatch.setattr(jobs, "read", lambda work, done, **_: held.append((work, done)))
    tab.refresh()
    tab.refresh()
    early, late = held[1], held[3]
    session = referred.session
    before = early[0](session)
    duplicates.say_different(session, referred.pupil.id, other.id)
    late[1](late[0](session))
    early[1](before)
    assert LIKE not in words_of(tab)


def test_entries_and_papers_are_counted_and_what_is_kept_apart_is_not_told(referred: House) -> None:
    add(referred, "Kit made a chair.")
    add(referred, "He told us.", category=Category.SAFEGUARDING)
    counts = dict(belonging(referred.session, referred.pupil.id))
    assert counts["Chronology entries"] == 1
    assert counts["Parents, carers and contacts"] == 1


def test_choosing_a_person_names_whom_the_order_binds(at_desk: Desk, referred: House, tab: AboutTab) -> None:
    tab.edit(CourtOrder(pupil_id=referred.pupil.id))
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, DetailBox)
    person = box.form.row("carer_id")
    person.input.set_value(referred.carer.id)
    person.edited.emit()
    assert box.form.row("about").value() == "Marigold Puddlecombe"
    box.form.row("about").input.set_value("Barnaby Vale")
    person.edited.emit()
    assert box.form.row("about").value() == "Barnaby Vale"  # what was typed stays


@pytest.mark.parametrize(
    ("meaning", "hides", "banner"),
    [
        ("He must not collect Kit.", False, "Barnaby Vale: He must not collect Kit."),
        ("Barnaby Vale must not collect Kit.", False, "Barnaby Vale must not collect Kit."),
        ("Ring 999.", True, "Barnaby Vale must not be told where they live. Ring 999."),
    ],
)
def test_the_banner_always_names_whom_the_order_binds(meaning: str, hides: bool, banner: str) -> None:
    order = CourtOrder(order_kind=OrderKind.OTHER, about="Barnaby Vale", meaning=meaning, hides_address=hides)
    assert order.banner == banner


def test_the_day_on_which_somebody_died_is_kept_and_said(
    at_desk: Desk, referred: House, tab: AboutTab
) -> None:
    tab.edit(referred.carer)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, CarerBox)
    assert box.form.row("died_on").isHidden()
    box.form.set_values({"has_died": True})
    box.form.row("has_died").edited.emit()
    assert not box.form.row("died_on").isHidden()
    box.form.set_values({"died_on": date(2026, 11, 3)})
    box.save()
    kept = referred.session.get(Carer, referred.carer.id)
    assert kept.died_on == date(2026, 11, 3)
    assert kept.warning == "Died on 3 November 2026. Do not write or call."
    assert replace(kept, died_on=None).warning == "Has died. Do not write or call."
    box.form.set_values({"has_died": False})
    assert box.carer().died_on is None
    with pytest.raises(InvalidInput, match="in the future"):
        pupils.save_carer(referred.session, replace(kept, died_on=date(2026, 12, 1)))


def test_two_fields_that_are_wrong_alike_are_told_once(referred: House) -> None:
    wrong = replace(referred.carer, telephone="ask the aunt", other_telephone="ask the uncle")
    with pytest.raises(InvalidInput) as told:
        pupils.save_carer(referred.session, wrong)
    assert [one.field for one in told.value.problems] == ["telephone", "other_telephone"]
    assert str(told.value).count("This is not a telephone number") == 1


def test_the_details_of_an_order_are_those_typed(referred: House) -> None:
    order = CourtOrder(pupil_id=referred.pupil.id, order_kind=OrderKind.OTHER, about="B. Vale", meaning="x")
    assert details.save_detail(referred.session, order).record.about == "B. Vale"
