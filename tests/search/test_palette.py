"""What the palette finds of searches and records: nothing guarded, and every place by its name."""

from __future__ import annotations

from coordinator_app.app.palette_places import places
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import PaletteGroup, Step
from coordinator_app.registry import CAPABILITIES
from coordinator_app.search.actions import keep_search
from coordinator_app.search.palette import palette, texts
from coordinator_app.search.view import Asked
from coordinator_app.ui.palette import PaletteContents, indexed
from tests.search.conftest import document, guarded_entry, write_entry
from tests.vaults import House


def found(typed: str) -> list[str]:
    contents = PaletteContents()
    contents.set_source("places", indexed(places(CAPABILITIES)))
    return [one.title for entries in contents.find(typed).values() for one in entries]


def test_places_that_nobody_named_before_are_found() -> None:
    assert found("safeguarding")[0] == "Record a safeguarding call"
    assert found("record consent") == ["Record consent"]
    assert found("dark") == ["Reading and display"]
    assert "Go to access requests" in found("access")
    assert found("backup") == ["Backups"]


def test_every_place_leads_to_a_page_and_every_section_is_named_once() -> None:
    pages = {name for one in CAPABILITIES for name, _where in one.pages}
    made = places(CAPABILITIES)
    assert {one.opens.page for one in made} <= pages
    sections = [one.opens.params["section"] for one in made if one.opens.page == "settings"]
    wanted = [title for one in CAPABILITIES for title, _where in one.settings_pages]
    assert sorted([*sections, "Term dates", "Partnership and officers"]) == sorted(wanted)
    assert len({one.title for one in made}) == len(made)


def test_acts_come_before_places_and_before_anything_is_typed() -> None:
    contents = PaletteContents()
    contents.set_source("places", indexed(places(CAPABILITIES)))
    shown = contents.when_empty()[PaletteGroup.ACTIONS.value]
    assert [one.title for one in shown[:2]] == ["Record a safeguarding call", "Record consent"]


def test_records_are_found_by_their_words_but_nothing_guarded(referred: House) -> None:
    write_entry(referred, "A good week in the workshop.")
    document(referred, "one\nthe workshop")
    guarded_entry(referred, "He fears the workshop.")
    entries = texts(referred.session, "workshop")
    assert [one.title for one in entries[:-1]] == [
        "Behaviour entry, Kit Puddlecombe, 2 November 2026",
        "Minutes of the forum (minutes of a meeting, page 2), Kit Puddlecombe, 5 October 2026",
    ]
    assert entries[-1].title == "Search every record for “workshop”"
    assert entries[-1].opens == Step("search", {"typed": "workshop"})
    assert not any("fears" in f"{one.title} {one.detail}" for one in entries)
    assert texts(referred.session, "w") == []


def test_what_was_typed_is_not_remembered_among_the_recent(referred: House) -> None:
    contents = PaletteContents()
    for one in texts(referred.session, "puddlecombe"):
        contents.opened(one)
    assert contents.when_empty()["Recent"] == []


def test_kept_searches_are_found_by_name_and_restricted_ones_only_as_such(referred: House) -> None:
    keep_search(referred.session, "Late buses", Asked("late", group="entries"))
    keep_search(referred.session, "The aunt", Asked("aunt", guarded_words=True))
    made = palette(referred.session)
    assert [one.title for one in made] == [
        "Search every record",
        "Late buses",
        "Restricted searches kept by name",
    ]
    assert made[1].opens == Step("search", {"typed": "late", "group": "entries"})
    assert not any("aunt" in f"{one.title} {one.detail} {one.also}" for one in made)
    assert len(palette(referred.as_user(Compartment.GENERAL))) == 2
