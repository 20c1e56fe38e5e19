"""A file that is on the record already is found, by its bytes or by its words."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.documents import actions, duplicates, trash
from tests.documents.papers import LOOKED, paper
from tests.vaults import House

WORDS = " ".join(f"word{number}" for number in range(60))


def test_the_very_same_file_comes_first_then_what_says_nearly_the_same(consented: House) -> None:
    session = consented.session
    alike = paper(consented, "Typed again", WORDS.replace("word59", "end"))
    kept = paper(consented, "The same", WORDS)
    paper(consented, "Another", " ".join(f"other{number}" for number in range(60)))
    content = actions.content_of(session, kept)
    found = duplicates.same_as(session, consented.pupil.id, content, replace(LOOKED, words=WORDS.upper()))
    assert [(one.document_id, one.exact) for one in found] == [(kept.id, True), (alike.id, False)]
    assert found[0].sentence() == "This very file is on the record: “The same” of 2 October 2026."
    assert found[1].sentence().startswith("Nearly the same words are on the record")


def test_the_same_file_in_the_trash_is_said_to_be_there(consented: House) -> None:
    kept = paper(consented)
    trash.to_trash(consented.session, kept)
    content = actions.content_of(consented.session, kept)
    (found,) = duplicates.same_as(consented.session, consented.pupil.id, content, LOOKED)
    assert found.in_trash
    assert ", in the trash" in found.sentence()


def test_short_papers_and_other_children_are_not_compared(consented: House) -> None:
    paper(consented, words="Thank you for your letter.")
    looked = replace(LOOKED, words="Thank you for your letter.")
    assert duplicates.same_as(consented.session, consented.pupil.id, b"x", looked) == ()
    assert duplicates.same_as(consented.session, "somebody else", b"x", replace(looked, words=WORDS)) == ()


def test_a_closed_restricted_document_is_not_named(consented: House) -> None:
    paper(consented, "About harm", WORDS, is_guarded=True)
    looked = replace(LOOKED, words=WORDS)
    (found,) = duplicates.same_as(consented.session, consented.pupil.id, b"x", looked, guarded_words=False)
    assert found.title == "Restricted document"


def test_with_every_text_alike_it_would_find_the_wrong_ones() -> None:
    """What tells them apart is what they share of their runs of words."""
    one, other = duplicates.runs(WORDS), duplicates.runs(WORDS.replace("word30", "x").replace("word10", "y"))
    assert duplicates.alike(one, one)
    assert not duplicates.alike(one, other)
    assert not duplicates.alike(frozenset(), frozenset())


def test_both_can_be_kept(consented: House) -> None:
    kept = paper(consented)
    content = actions.content_of(consented.session, kept)
    again = actions.attach(consented.session, replace(kept, id="", version=0), content, LOOKED, twice=True)
    assert again.record.id != kept.id
