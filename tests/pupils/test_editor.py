"""The box of a pupil's details asks about a birth date that is possible but unusual."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.pupils.editor import PupilBox
from coordinator_app.pupils.model import Pupil
from tests.vaults import TODAY


def box_of(pupil: Pupil, qtbot: QtBot) -> tuple[PupilBox, list[Pupil]]:
    made, kept = PupilBox(pupil, [("s", "Foxglove Hill School")], SetClock(TODAY)), list[Pupil]()
    qtbot.addWidget(made)
    made.saves(lambda _done, _failed: kept.append(made.pupil()))
    return made, kept


def test_a_birth_date_of_another_school_age_is_kept_only_on_the_second_press(qtbot: QtBot) -> None:
    box, kept = box_of(Pupil(given_names="Kit", family_name="Puddlecombe", school_id="s"), qtbot)
    box.form.set_values({"birth_date": date(2025, 5, 1)})
    box.save()
    note = box.note()
    assert note is not None
    assert "This pupil would be 1 year old." in note.text
    assert kept == []
    box.save()
    assert [one.birth_date for one in kept] == [date(2025, 5, 1)]


def test_a_birth_date_that_was_kept_before_is_not_asked_about_with_every_change(qtbot: QtBot) -> None:
    pupil = Pupil(
        id="p",
        given_names="Kit",
        family_name="Puddlecombe",
        school_id="s",
        birth_date=date(2017, 5, 1),
        year_group=4,
    )
    box, kept = box_of(pupil, qtbot)
    box.save()
    assert len(kept) == 1
