"""Nothing that hangs on a guarded entry is found when general.db is opened by itself."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology import following, templates, things_to_do
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntryAction, EntryTemplate
from coordinator_app.core.privacy import Compartment
from tests.journeys.general_alone import demand_nothing_in_the_open, found_in_the_open
from tests.vaults import House, add

PLANTED = ["nebuliser", "paediatrician"]


def thing(house: House, entry: ChronologyEntry, what: str) -> EntryAction:
    action = EntryAction(entry_id=entry.id, what=what, who="Pat Samplewell", due_on=date(2026, 11, 27))
    return things_to_do.add(house.session, action).record


def closed(house: House) -> None:
    house.session.close()
    house.vault.close()


def test_things_to_do_and_wordings_of_guarded_entries_are_nowhere_in_the_open(consented: House) -> None:
    session = consented.session
    entry = add(consented, "He carries a nebuliser.", category=Category.HEALTH, for_others=True)
    kept = thing(consented, entry, "Ring the paediatrician")
    things_to_do.settle(session, kept)
    gone = thing(consented, entry, "Ask the paediatrician for a letter")
    things_to_do.remove(session, gone)
    templates.save(
        session,
        EntryTemplate(
            category=Category.HEALTH, title="With the nebuliser", words="Nebuliser used at [time]."
        ),
    )
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("entry_action", entry.id, {"what": "Buy a nebuliser"})
    closed(consented)
    demand_nothing_in_the_open(consented.vault.folder, consented.clock, PLANTED)


def test_what_hung_in_the_open_leaves_nothing_there_once_its_entry_is_guarded(consented: House) -> None:
    session = consented.session
    entry = add(consented, "He had his breathing machine.")
    kept = thing(consented, entry, "Ring the paediatrician")
    things_to_do.change(
        session, kept, what="Write to the paediatrician", who="Pat", due_on=date(2026, 11, 30)
    )
    things_to_do.remove(session, thing(consented, entry, "Ask about the nebuliser"))
    with session.write() as work:
        work.save_draft("entry_action", entry.id, {"what": "Ask the paediatrician"})
        work.save_draft("entry_action", kept.id, {"what": "Ask the paediatrician again"})
    chronology.correct_entry(session, entry, "It is about his health.", category=Category.HEALTH)
    closed(consented)
    demand_nothing_in_the_open(consented.vault.folder, consented.clock, PLANTED)


def test_what_stays_behind_is_found(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    session = consented.session
    entry = add(consented, "He had his breathing machine.")
    thing(consented, entry, "Ring the paediatrician")
    monkeypatch.setattr(following, "_follow", lambda *_: None)  # the planted fault
    chronology.correct_entry(session, entry, "It is about his health.", category=Category.HEALTH)
    closed(consented)
    assert found_in_the_open(consented.vault.folder, consented.clock, PLANTED) != []
