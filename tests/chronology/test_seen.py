from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology import due, seen
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntrySeen
from coordinator_app.chronology.seen import Readers
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session
from tests.vaults import House, add

BOTH = (Compartment.GENERAL, Compartment.GUARDED)


def colleague(house: House, *held: Compartment, slot: str = "slot-of-another") -> Session:
    """A session of another user of the vault."""
    made = house.as_user(*(held or BOTH))
    made.actor = replace(made.actor, slot_id=slot, role="Administrator", also=())
    return made


def readers(session: Session, entry: ChronologyEntry) -> Readers:
    now = session.get(ChronologyEntry, entry.id)
    found = seen.of_entries(session, [now])[entry.id]
    assert isinstance(found, Readers)
    return found


def waiting(session: Session) -> list[str]:
    return [one.title for one in due.due_items(session) if one.key.startswith("chronology-to-read")]


def test_an_entry_for_others_waits_until_each_has_read_it(referred: House) -> None:
    entry = add(referred, "The door code is another one from Monday.", for_others=True)
    assert readers(referred.session, entry) == Readers(("Co-ordinator, 24 November 2026, 9am",), waits=False)
    assert waiting(referred.session) == []
    other = colleague(referred)
    assert readers(other, entry).waits
    assert waiting(other) == ["An entry to read, Kit Puddlecombe"]
    referred.clock.at = datetime(2026, 11, 24, 10, 20)
    assert seen.mark_read(other, entry).change_id
    assert waiting(other) == []
    assert [one.split(",")[0] for one in readers(other, entry).lines] == ["Co-ordinator", "Administrator"]
    assert readers(other, entry).lines[1] == "Administrator, 24 November 2026, 10:20am"
    other.close()
    third = colleague(referred, slot="a-third")
    assert waiting(third) == ["An entry to read, Kit Puddlecombe"]
    third.close()


def test_a_second_press_keeps_the_first(referred: House) -> None:
    entry = add(referred, "The door code is another one.", for_others=True)
    other = colleague(referred)
    first = seen.mark_read(other, entry)
    assert seen.mark_read(other, entry) == replace(first, change_id="")
    assert len(other.list(EntrySeen)) == 2
    other.close()


def test_what_was_corrected_since_waits_again_and_the_card_says_so(referred: House) -> None:
    entry = add(referred, "The door code is another one.", for_others=True)
    other = colleague(referred)
    seen.mark_read(other, entry)
    referred.clock.at = datetime(2026, 11, 25, 9, 0)
    chronology.correct_entry(referred.session, entry, "Misheard.", words="The gate code is another one.")
    assert readers(other, entry).waits
    assert waiting(other) == ["An entry to read, Kit Puddlecombe"]
    assert readers(other, entry).lines[1].endswith(", before it was corrected")
    assert not readers(referred.session, entry).waits, "whoever corrects it has read it"
    other.close()


def test_what_is_for_nobody_else_waits_for_nobody(referred: House) -> None:
    entry = add(referred, "Kit was late.")
    assert seen.of_entries(referred.session, [entry]) == {}
    other = colleague(referred)
    assert waiting(other) == []
    other.close()


def test_a_guarded_one_is_told_neutrally_and_only_to_whoever_may_open_it(referred: House) -> None:
    entry = add(referred, "A bruise on his arm.", category=Category.SAFEGUARDING, for_others=True)
    other, level_two = colleague(referred), colleague(referred, Compartment.GENERAL)
    assert waiting(other) == ["An entry to read that is kept apart, Kit Puddlecombe"]
    (line,) = [one for one in due.due_items(other) if one.key.startswith("chronology-to-read")]
    assert not any(word in f"{line}".lower() for word in ("safeguarding", "health", "bruise"))
    assert waiting(level_two) == []
    with pytest.raises(NotFound):
        seen.mark_read(level_two, entry)
    seen.mark_read(other, entry)
    assert level_two.list(EntrySeen) == []
    assert [one.is_guarded for one in other.list(EntrySeen)] == [True, True]
    other.close()
    level_two.close()


def test_a_mark_without_its_time_counts_as_old(referred: House) -> None:
    entry = add(referred, "Kit was late.", for_others=True)
    other = colleague(referred)
    with referred.session.write() as work:
        made = seen.write_read(other, work, entry)
    assert seen._line(replace(made, seen_at=None), entry) == "Administrator"
    assert not seen._is_current(replace(made, seen_at=None), entry)
    other.close()


def test_the_author_is_not_asked_to_read_his_own_words(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronology, "_has_read", lambda *_: None)  # the planted fault
    add(referred, "The door code is another one.", for_others=True)
    assert waiting(referred.session) == ["An entry to read, Kit Puddlecombe"]


def test_it_moves_apart_with_its_entry(referred: House) -> None:
    entry = add(referred, "Kit was quiet.", for_others=True)
    other = colleague(referred)
    seen.mark_read(other, entry)
    chronology.correct_entry(referred.session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    level_two = referred.as_user(Compartment.GENERAL)
    assert level_two.list(EntrySeen, trashed=None) == []
    level_two.close()
    assert not readers(referred.session, entry).waits
    other.close()
