"""Whatever someone types comes back as typed, is searched for without an error, and changes nothing else."""

from __future__ import annotations

import pytest

from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.names import fold
from coordinator_app.core.search_words import read_words
from coordinator_app.core.texts import one_line
from coordinator_app.store.session import Session
from tests.store.conftest import Child, Kite, Practice, Tail
from tests.store.naughty import NAUGHTY


def test_the_list_is_long_enough() -> None:
    assert len(NAUGHTY) >= 150


def test_every_naughty_string_comes_back_from_every_text_field(practice: Practice, session: Session) -> None:
    typed = [text for text in NAUGHTY if text.strip()]
    with session.write() as work:
        children = [work.add(Child(surname=text, nickname=text)) for text in typed]
        kites = [work.add(Kite(child_id=children[0].id, words=text)) for text in typed]
        tails = [work.add(Tail(kite_id=kites[0].id, ribbon=text)) for text in typed]
    again = practice.open(read_only=True)
    assert [(child.surname, child.nickname) for child in again.list(Child)] == [
        (one_line(text), one_line(text)) for text in typed
    ]
    assert [kite.words for kite in again.list(Kite)] == typed
    lines = [one_line(text) for text in typed]  # the only change: nothing in a name turns the writing
    assert [tail.ribbon for tail in again.list(Tail)] == lines
    assert [again.at_version(Tail, tail.id, 1).ribbon for tail in tails] == lines


def test_a_name_of_nothing_but_signs_that_turn_the_writing_is_no_name(session: Session) -> None:
    with pytest.raises(InvalidInput), session.write() as work:
        work.add(Child(surname="\u202e\u200f "))
    assert session.count(Child) == 0


def test_every_naughty_string_is_searched_for_without_an_error_and_found_if_it_has_words(
    session: Session,
) -> None:
    with session.write() as work:
        ids = {text: work.add(Child(surname="Puddlecombe", nickname=text)).id for text in NAUGHTY}
    total = len(ids)
    for text, record_id in ids.items():
        found = {hit.record_id for hit in session.search(text, limit=total)}
        read = read_words(text)
        # behind a minus stands what is to be left out
        if read.wanted and not read.unwanted and len(text) < 500:
            assert record_id in found, fold(text)
    assert session.count(Child) == total
    assert all(verdict.is_whole for verdict in session.verify_audit())


def test_naughty_strings_are_good_conditions_settings_and_drafts(session: Session) -> None:
    for text in NAUGHTY:
        assert session.count(Child, where={"surname": text}) == 0
    with session.write() as work:
        work.set_setting("wording", list(NAUGHTY))
        for place, text in enumerate(NAUGHTY):
            work.save_draft(f"screen {place}", "", {"words": text})
    assert session.setting("wording", [""]) == list(NAUGHTY)
    assert [session.draft(f"screen {place}", "") for place in range(len(NAUGHTY))] == [
        {"words": text} for text in NAUGHTY
    ]


def test_odd_queries_with_a_null_or_half_a_character_find_nothing_and_raise_nothing(session: Session) -> None:
    with session.write() as work:
        work.add(Child(surname="Puddlecombe"))
    for text in ("\x00", "a\x00b", "\ud800", "x\udfff", "", " ", "\t\n"):
        assert session.search(text) == []
        assert session.count_found(text) == 0
