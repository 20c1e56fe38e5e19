"""The chronology as it is shown: sharing states, lateness, corrections, pages, and what level 2 never sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from coordinator_app.chronology import actions, view
from coordinator_app.chronology.model import Category, Standing
from coordinator_app.chronology.view import Filters
from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews import actions as reviews
from tests.vaults import House, add


def share_at_review(house: House, *entries: object) -> None:
    review = reviews.plan_review(house.session, house.pupil.id, date(2026, 9, 21)).record
    held = replace(review, held_on=date(2026, 11, 5), who_was_there="Kit, Marigold Puddlecombe")
    review = reviews.save_review(house.session, held).record
    told = [reviews.Told(entry, shared=True) for entry in entries]
    reviews.finish_review(house.session, review, told)


def test_states_say_shared_not_shared_and_restricted(consented: House) -> None:
    shared = add(consented, "One.", happened_on=date(2026, 10, 1))
    add(consented, "Two.", happened_on=date(2026, 11, 2))
    add(consented, "Three.", happened_on=date(2026, 11, 3), category=Category.SAFEGUARDING)
    share_at_review(consented, shared)
    lines = view.read(consented.session, consented.pupil.id, Filters()).lines
    assert [(line.sharing, line.sharing_words) for line in lines] == [
        ("restricted", "Restricted"),
        ("not-shared", "Not shared with parent yet"),
        ("shared", "Shared 5 November 2026"),
    ]


def test_only_what_the_family_has_not_had_is_left_by_the_filter(consented: House) -> None:
    shared = add(consented, "One.")
    add(consented, "Two.")
    share_at_review(consented, shared)
    found = view.read(consented.session, consented.pupil.id, Filters(only_unshared=True))
    assert [line.entry.words for line in found.lines] == ["Two."]


def test_category_filter_and_newest_first(consented: House) -> None:
    add(consented, "Old.", happened_on=date(2026, 10, 1))
    add(consented, "New.", happened_on=date(2026, 11, 1))
    add(consented, "Other.", category=Category.ATTENDANCE)
    found = view.read(consented.session, consented.pupil.id, Filters(category=Category.BEHAVIOUR))
    assert [line.entry.words for line in found.lines] == ["New.", "Old."]


def test_an_entry_written_down_later_says_how_much_later(consented: House) -> None:
    late = add(consented, "Late.", happened_on=date(2026, 11, 21), standing=Standing.OPINION)
    today = add(consented, "Today.", happened_on=date(2026, 11, 24))
    assert view.caption_of(late) == "Kingfisher Workshop. Opinion. Written down 3 days later"
    assert view.caption_of(today) == "Kingfisher Workshop"
    yesterday = add(consented, "Yesterday.", happened_on=date(2026, 11, 23), source="")
    assert view.caption_of(yesterday) == "Written down the next day"


def test_lateness_goes_by_the_calendar_in_london(consented: House) -> None:
    consented.clock.at = datetime(2026, 7, 1, 0, 30)  # half past eleven the evening before in UTC
    entry = add(consented, "Midnight.", happened_on=date(2026, 7, 1))
    assert view.days_late(entry) == 0


def test_a_correction_keeps_what_was_said_before(consented: House) -> None:
    entry = add(consented, "Kit was lat.")
    assert not view.line_of(consented.session, entry, {}).is_corrected
    kept = actions.correct_entry(consented.session, entry, "Misheard.", words="Kit was late.").record
    assert view.line_of(consented.session, kept, {}).is_corrected
    first, later = view.changes_of(consented.session, entry.id)
    assert (first.when, first.why) == ("24 November 2026, 9am", "")
    assert [one.now for one in first.told] == [
        "1 November 2026",
        "Behaviour",
        "Kit was lat.",
        "Kingfisher Workshop",
        "Fact",
    ]
    assert later.told == (view.Told("What happened", "Kit was late.", "Kit was lat."),)
    assert later.why == "Misheard."


def test_a_corrected_date_moves_the_back_dated_mark_and_says_what_it_was(consented: House) -> None:
    session = consented.session
    entry = add(consented, "Kit left early.", happened_on=date(2026, 2, 3), source="")
    assert view.caption_of(entry) == "Written down 294 days later"
    moved = actions.correct_entry(session, entry, "Wrong month.", happened_on=date(2026, 11, 23)).record
    caption = view.line_of(session, moved, {}).caption
    assert caption == "Written down the next day. Date corrected, was: 3 February 2026"
    back = actions.correct_entry(session, moved, "It was right.", happened_on=date(2026, 2, 3)).record
    assert view.line_of(session, back, {}).caption == "Written down 294 days later"
    shown = view.one_line(session, entry.id, guarded_words=True)
    assert [mark.words for mark in shown.marks] == ["Back-dated: typed on 24 November 2026"]
    assert shown.caption == ""


def test_what_was_empty_before_is_called_nothing(consented: House) -> None:
    entry = add(consented, "Kit left early.", source="")
    actions.correct_entry(consented.session, entry, "Found out.", source="the register")
    told = view.changes_of(consented.session, entry.id)[-1].told
    assert [one.sentence() for one in told] == ["Who says so: the register (was: nothing)"]


def test_a_long_chronology_comes_page_by_page_without_repeats(consented: House) -> None:
    for number in range(60):
        add(consented, f"Entry {number}.", happened_on=date(2026, 10, 1 + number % 20))
    seen: list[str] = []
    found = view.read(consented.session, consented.pupil.id, Filters())
    while True:
        seen += [line.entry.id for line in found.lines]
        if found.next is None:
            break
        found = view.read(consented.session, consented.pupil.id, Filters(), found.next)
    assert len(seen) == len(set(seen)) == 60


def test_without_the_guarded_key_nothing_guarded_is_read_or_counted(consented: House) -> None:
    add(consented, "Open.")
    add(consented, "Worry.", category=Category.SAFEGUARDING)
    session = consented.as_user(Compartment.GENERAL)
    try:
        found = view.read(session, consented.pupil.id, Filters())
        assert [line.entry.words for line in found.lines] == ["Open."]
        assert not found.sees_guarded
        assert view.count(session, consented.pupil.id) == 1
        assert [line.entry.words for line in view.latest(session, consented.pupil.id, 4)] == ["Open."]
    finally:
        session.close()
