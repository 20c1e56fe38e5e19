"""Health and plans never leave the guarded compartment: not by history, the index, undo, or a draft (003-6.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.details import remove_detail, save_detail
from coordinator_app.pupils.parts import CarePlan, MedicalNote, NoteKind, PlanKind
from tests.vaults import House

WORDS = "Zanthoxylum"


def _everything(house: House, compartment: Compartment) -> Iterator[str]:
    """Every text of every table of a compartment, history, audit, drafts and index included."""
    connection = house.session.databases.connection(compartment)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            yield from (str(one) for one in row)


def _holds(house: House, compartment: Compartment) -> bool:
    return any(WORDS.lower() in one.lower() for one in _everything(house, compartment))


@pytest.mark.parametrize(
    "detail",
    [
        MedicalNote(note_kind=NoteKind.ALLERGY, words=f"{WORDS} pepper", what_to_do=WORDS, told_by=WORDS),
        CarePlan(plan_kind=PlanKind.PROTECTION, from_day=date(2026, 1, 5), words=WORDS, social_worker=WORDS),
    ],
)
def test_no_word_of_it_is_found_in_the_general_file_after_any_change(
    referred: House, detail: MedicalNote | CarePlan
) -> None:
    session = referred.session
    kept = save_detail(session, replace(detail, pupil_id=referred.pupil.id)).record
    changed = save_detail(session, replace(kept, words=f"{WORDS} twice"))
    session.undo(changed.change_id)
    gone = remove_detail(session, session.get(type(kept), kept.id))
    session.undo(gone.change_id)
    assert len(session.history(kept.id)) >= 4
    assert not _holds(referred, Compartment.GENERAL)
    assert _holds(referred, Compartment.GUARDED)


def test_a_draft_of_it_lies_where_it_would_be_kept(referred: House) -> None:
    session = referred.session
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("pupil", referred.pupil.id, {"words": WORDS})
    assert not _holds(referred, Compartment.GENERAL)


def test_a_word_that_did_leak_is_found(referred: House) -> None:
    with referred.session.write() as work:
        work.change(referred.session.get(type(referred.carer), referred.carer.id), restrictions=WORDS)
    assert _holds(referred, Compartment.GENERAL)
