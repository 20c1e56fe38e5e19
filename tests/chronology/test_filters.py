"""Which entries are shown: every filter, in the place, in pages of the store, and never by what a closed entry holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology import actions, view
from coordinator_app.chronology.backdated import BackDated
from coordinator_app.chronology.filters import NOTHING_CHOSEN, Filters, Typed, read_plain
from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold, Standing
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.organisations.actions import school_days
from tests.chronology.test_view import share_at_review
from tests.vaults import House, add

EVERYTHING = Filters(
    category=Category.HEALTH,
    standing=Standing.OPINION,
    since=date(2026, 9, 1),
    until=date(2026, 10, 1),
    source="tutor",
    words="engine",
    only_unshared=True,
    only_soft=True,
    only_backdated=True,
    only_to_do=True,
    deleted=True,
)


def found(house: House, wanted: Filters, *, guarded_words: bool = True) -> list[str]:
    shown = view.read(house.session, house.pupil.id, wanted, guarded_words=guarded_words)
    return [line.entry.words for line in shown.lines]


def test_a_place_remembers_what_was_chosen_and_not_what_was_typed() -> None:
    plain = EVERYTHING.plain()
    assert read_plain(plain, Typed("tutor", "engine")) == EVERYTHING
    assert read_plain(plain) == replace(EVERYTHING, source="", words="")
    assert "engine" not in plain
    assert "tutor" not in plain
    assert NOTHING_CHOSEN.plain() == ""
    assert EVERYTHING.number() == 11
    assert read_plain("category=magic&since=never&nobody=1") == NOTHING_CHOSEN


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Filters(category=Category.PROVIDER), ["Engine unit."]),
        (Filters(standing=Standing.OPINION), ["He seems tired."]),
        (Filters(since=date(2026, 11, 20)), ["He seems tired."]),
        (Filters(until=date(2026, 10, 1)), ["Engine unit.", "Old."]),
        (Filters(since=date(2026, 9, 2), until=date(2026, 10, 1)), ["Engine unit."]),
        (Filters(source="THE TUT"), ["Engine unit."]),
        (Filters(words="tired seems"), ["He seems tired."]),
        (Filters(words="tutor engine"), ["Engine unit."]),
        (Filters(only_soft=True), ["He seems tired."]),
        (Filters(only_backdated=True), ["Engine unit.", "Old."]),
        (Filters(only_to_do=True), ["Old."]),
        (Filters(only_unshared=True), ["He seems tired.", "Engine unit."]),
        (Filters(deleted=True), ["Typed twice."]),
        (Filters(category=Category.PROVIDER, only_soft=True), []),
    ],
)
def test_each_filter_leaves_what_it_says(consented: House, wanted: Filters, words: list[str]) -> None:
    old = add(consented, "Old.", happened_on=date(2026, 9, 1), source="")
    add(
        consented,
        "Engine unit.",
        happened_on=date(2026, 10, 1),
        category=Category.PROVIDER,
        source="The tutor",
    )
    add(
        consented,
        "He seems tired.",
        happened_on=date(2026, 11, 23),
        standing=Standing.OPINION,
        is_soft=True,
        soft_purpose="For his plan.",
        source="",
    )
    gone = add(consented, "Typed twice.")
    actions.delete_entry(consented.session, gone, "It was.")
    with consented.session.write() as work:
        work.add(EntryAction(entry_id=old.id, what="Ring", who="Pat"))
        done = work.add(EntryAction(entry_id=gone.id, what="Ring", who="Pat"))
        work.change(done, done_on=date(2026, 11, 23))
    share_at_review(consented, old)
    assert found(consented, wanted) == words


def test_filters_that_look_inside_go_on_page_by_page_without_repeats(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_CHUNK", 7)
    monkeypatch.setattr(view, "PAGE", 5)
    for number in range(40):
        source = "The tutor" if number % 2 else ""
        add(consented, f"Entry {number}.", happened_on=date(2026, 10, 1 + number % 9), source=source)
    seen: list[str] = []
    mark = None
    while True:
        shown = view.read(consented.session, consented.pupil.id, Filters(source="tutor"), mark)
        seen += [line.entry.id for line in shown.lines]
        mark = shown.next
        if mark is None:
            break
    assert len(seen) == len(set(seen)) == 20


def test_words_are_not_looked_for_in_entries_that_are_closed(consented: House) -> None:
    add(consented, "He does not want to go home.", category=Category.SAFEGUARDING, source="The nurse")
    for wanted in (Filters(words="home"), Filters(source="nurse")):
        assert found(consented, wanted, guarded_words=False) == []
        assert found(consented, wanted) == ["He does not want to go home."]


def test_a_filter_that_looked_there_would_say_what_they_hold(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "is_guarded", lambda _entry: False)  # the planted fault
    add(consented, "He does not want to go home.", category=Category.SAFEGUARDING)
    assert found(consented, Filters(words="home"), guarded_words=False) != []


@pytest.mark.parametrize(
    ("happened", "back_dated"),
    [
        (date(2026, 11, 24), False),  # a Tuesday, the day it is typed
        (date(2026, 11, 20), False),  # a Friday: two school days later
        (date(2026, 11, 19), True),
        (date(2026, 11, 23), False),
    ],
)
def test_more_than_two_school_days_later_is_back_dated(
    consented: House, happened: date, back_dated: bool
) -> None:
    entry = add(consented, "One.", happened_on=happened)
    line = view.one_line(consented.session, entry.id, guarded_words=True)
    assert [mark.words for mark in line.marks] == ["Back-dated: typed on 24 November 2026"] * back_dated


def test_a_half_term_between_counts_for_nothing_and_unknown_days_as_weekdays(consented: House) -> None:
    session = consented.session
    school = BackDated(school_days(session, consented.school.id))
    nobody = BackDated(school_days(session, ""))
    consented.clock.at = consented.clock.at.replace(month=10, day=27)  # the second day after half term
    entry = add(consented, "One.", happened_on=date(2026, 10, 16))
    assert not school.is_so(entry)
    assert nobody.is_so(entry)
    assert not school.is_so(replace(entry, created_at=None))
    assert school.is_so(replace(entry, happened_on=date(2026, 6, 1)))


def test_what_its_author_said_of_an_entry_is_seen_on_it(consented: House) -> None:
    entry = add(
        consented,
        "Draws well.",
        happened_on=date(2026, 11, 24),
        may_be_told=MayBeTold.PROFESSIONALS,
        is_soft=True,
        soft_purpose="For his plan.",
        written_by="the tutor",
        source="",
    )
    line = view.one_line(consented.session, entry.id, guarded_words=True)
    assert [mark.words for mark in line.marks] == [
        "Soft information",
        "May be told: the school and services that work with the pupil",
    ]
    assert line.caption == "Written by the tutor. What it is for: For his plan"


def test_a_closed_entry_has_no_marks_and_none_of_its_words(consented: House) -> None:
    entry = add(
        consented,
        "A worry.",
        category=Category.HEALTH,
        is_soft=True,
        soft_purpose="For the nurse.",
        written_by="the nurse",
    )
    line = view.one_line(consented.session, entry.id, guarded_words=False)
    for secret in ("A worry", "nurse"):
        assert secret not in repr(line)


def test_the_first_page_of_a_long_chronology_is_read_by_its_index(consented: House) -> None:
    """However many there are: the plan of the statement walks the index and sorts nothing."""
    from coordinator_app.store.paging import Ask, phase_sql
    from coordinator_app.store.records import table

    wanted = Filters(category=Category.BEHAVIOUR, until=date(2026, 10, 1))
    ask = Ask(where=wanted.where(consented.pupil.id), order="happened_on", newest=True)
    sql, parameters = phase_sql(table(ChronologyEntry), 0, ask, view._first(wanted), empty=False)
    plan = " ".join(
        str(row[-1])
        for row in consented.session._connections(ChronologyEntry)[0].execute(
            f"EXPLAIN QUERY PLAN {sql}", parameters
        )
    )
    assert "USING INDEX chronology_entry__pupil_id" in plan
    assert "TEMP B-TREE" not in plan
