"""How somebody on record may be written in a letter and is asked about all the same; and what is too little to ask for."""

from __future__ import annotations

import pytest

from coordinator_app.answering import naming
from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.organisations.letterhead import house
from coordinator_app.pupils import actions as pupils
from tests.vaults import House, new_pupil


def named(of: House, text: str) -> list[tuple[str, str]]:
    session = of.session
    for given, family in (("Fern", "Underhill"), ("Otis", "Bramblewick")):
        pupils.save_pupil(session, new_pupil(of, given_names=given, family_name=family))
    head = house(session, practice=True).head
    order = PrintOrder(template="letter-clarification", head=head, values={"question": text})
    found = named_in(session, order, of.pupil, Meant(of.pupil.id))
    return [(one.words, one.called) for one in found.people]


@pytest.mark.parametrize(
    ("text", "words", "called"),
    [
        ("He sat with F. Underhill.", "F. Underhill", "Fern Underhill"),
        ("He sat with F Underhill.", "F Underhill", "Fern Underhill"),
        ("Fern U. was there too.", "Fern U", "Fern Underhill"),
        ("It was O.Bramblewick.", "O.Bramblewick", "Otis Bramblewick"),
        ("Fern2 hit him.", "Fern2", "Fern Underhill"),
        ("It was Otis1 who began.", "Otis1", "Otis Bramblewick"),
        ("The file is called Otis_B.", "Otis_B", "Otis Bramblewick"),
        ("His brother Otis came.", "Otis", "Otis Bramblewick"),
        ("We rang the mother of Otis.", "Otis", "Otis Bramblewick"),
        ("He was with Underhill again.", "Underhill", "Fern Underhill"),
    ],
)
def test_initials_digits_and_relatives_hide_nobody_on_record(
    consented: House, text: str, words: str, called: str
) -> None:
    assert (words, called) in named(consented, text)


@pytest.mark.parametrize(
    "text", ["His brother came.", "He sat with FU.", "Room F2, year 10, page 3.", "Fernhill is a village."]
)
def test_what_is_nobodys_name_stops_no_letter(consented: House, text: str) -> None:
    assert named(consented, text) == []


def test_planted_fault_with_initials_taken_for_guesses_one_would_go_out(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "_GUESSED", naming._GUESSED | {naming.Form.INITIAL})
    assert named(consented, "He sat with F. Underhill.") != [("F. Underhill", "Fern Underhill")]
