"""Entries on paper: in the order of their days, with what stands round them, read back from the real PDF."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from coordinator_app.chronology import actions, to_print
from coordinator_app.chronology.filters import Filters
from coordinator_app.chronology.model import Category, Standing
from coordinator_app.chronology.printing import print_entries
from coordinator_app.chronology.to_print import Chosen, What
from tests.vaults import House, add


def pages_of(house: House, chosen: Chosen, *, large: bool = False, with_apart: bool = False) -> list[str]:
    session = house.session
    found = to_print.find(session, chosen, guarded_words=True)
    ids = [line.entry.id for line in found.printed(with_apart=with_apart)]
    order = to_print.order(session, chosen, ids, to_print.HERE, large=large, practice=False)
    printed = print_entries(order)
    with pypdfium2.PdfDocument(printed.pdf) as pdf:
        told = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert len(told) == printed.pages
    return told


def test_the_paper_says_whose_it_is_what_it_covers_and_what_it_is_for(consented: House) -> None:
    add(consented, "He helped a new boy.", happened_on=date(2026, 11, 3), source="Ms Thimble")
    add(consented, "He was late.", happened_on=date(2026, 9, 7), standing=Standing.OPINION)
    (page,) = pages_of(consented, Chosen(consented.pupil.id))
    assert f"{consented.pupil.called}, born" in page
    assert "2 entries, 7 September 2026 to 3 November 2026" in page
    assert "All of the chronology" in page
    assert "24 November 2026, 9am, by the Co-ordinator" in page
    assert to_print.HERE in page
    assert page.index("He was late.") < page.index("He helped a new boy."), "the oldest first"
    assert "3 November 2026: Behaviour He helped a new boy. Fact. Said by Ms Thimble" in page
    assert "Opinion" in page
    assert to_print.APART not in page


def test_what_is_kept_apart_is_printed_only_where_asked_and_the_paper_says_so(consented: House) -> None:
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    add(consented, "He sleeps in a barn.", happened_on=date(2026, 11, 4), category=Category.SAFEGUARDING)
    without = " ".join(pages_of(consented, Chosen(consented.pupil.id)))
    assert "barn" not in without
    assert to_print.APART not in without
    both = " ".join(pages_of(consented, Chosen(consented.pupil.id), with_apart=True))
    assert "He sleeps in a barn." in both
    assert to_print.APART in both


def test_only_what_the_filters_show_is_printed_and_they_stand_on_it_in_words(consented: House) -> None:
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    add(consented, "Unit 2 begun.", happened_on=date(2026, 10, 3), category=Category.PROVIDER)
    wanted = Filters(category=Category.PROVIDER, since=date(2026, 9, 1), words="unit")
    (page,) = pages_of(consented, Chosen(consented.pupil.id, wanted))
    assert "Unit 2 begun." in page
    assert "He helped." not in page
    label = Category.PROVIDER.label
    assert f"Only these: {label}, from 1 September 2026, with the words “unit”" in page


def test_ticked_entries_alone_a_correction_and_a_deletion_are_told(consented: House) -> None:
    session = consented.session
    one = add(consented, "He was lat.", happened_on=date(2026, 11, 3))
    add(consented, "Not ticked.", happened_on=date(2026, 11, 4))
    actions.correct_entry(session, one, "Misread.", words="He was late.")
    (page,) = pages_of(consented, Chosen(consented.pupil.id, entry_ids=(one.id,)))
    assert "Those that were ticked" in page
    assert "He was late." in page
    assert "Corrected: Misread." in page
    assert "Not ticked." not in page


def test_many_entries_fill_pages_that_each_say_whose_they_are_in_large_print_too(consented: House) -> None:
    for day in range(1, 25):
        add(consented, f"Day {day}. " + "He worked on the engine. " * 12, happened_on=date(2026, 10, day))
    small, large = (pages_of(consented, Chosen(consented.pupil.id), large=one) for one in (False, True))
    assert 1 < len(small) < len(large)
    for page in (*small, *large):
        assert consented.pupil.called in page
        assert "For work in this office only." in page


def test_more_than_a_thousand_are_refused_with_the_way_out(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 4):
        add(consented, "One.", happened_on=date(2026, 10, day))
    monkeypatch.setattr(to_print, "MOST", 2)
    with pytest.raises(to_print.TooMany) as told:
        to_print.find(consented.session, Chosen(consented.pupil.id), guarded_words=True)
    assert "print it in parts" in told.value.next_step


def test_the_audit_says_how_many_and_what_for_and_nothing_of_what_they_say(consented: House) -> None:
    to_print.note_printed(consented.session, consented.pupil.id, What.HERE, 3, apart=True)
    rows = [
        one.entry for one in consented.session.audit_rows(limit=1000) if one.entry.action == to_print.AUDITED
    ]
    assert [(one.record_id, one.note_code) for one in rows] == [
        (consented.pupil.id, "3-entries.here.with-guarded")
    ]
