"""Entries on paper: in the order of their days, with what stands round them, read back from the real PDF."""

from __future__ import annotations

from datetime import date, datetime

import pypdfium2
import pytest

from coordinator_app.chronology import actions, giving, things_to_do, to_print, view
from coordinator_app.chronology.filters import Filters
from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold, Standing
from coordinator_app.chronology.parts import EntryAction
from coordinator_app.chronology.printing import print_entries
from coordinator_app.chronology.to_print import Chosen, Leaving, Paper, What
from coordinator_app.core.privacy import Compartment
from tests.vaults import House, add


def asked_of(house: House, chosen: Chosen, *, with_apart: bool = False) -> list[ChronologyEntry]:
    found = to_print.find(house.session, chosen, guarded_words=True)
    return [line.entry for line in found.printed(with_apart=with_apart)]


def pages_of(
    house: House, chosen: Chosen, *, large: bool = False, with_apart: bool = False, what: What = What.HERE
) -> list[str]:
    foot = to_print.HERE if what is What.HERE else to_print.foot_for("Marigold Puddlecombe")
    asked = asked_of(house, chosen, with_apart=with_apart)
    made = to_print.order(house.session, chosen, asked, Paper(what, foot, large=large))
    printed = print_entries(made.order)
    with pypdfium2.PdfDocument(printed.pdf) as pdf:
        told = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert len(told) == printed.pages
    return told


def rows_in(house: House, compartment: Compartment) -> list[tuple[str, str]]:
    rows = house.session.audit_rows(limit=1000, compartment=compartment)
    return [
        (one.entry.record_id, one.entry.note_code) for one in rows if one.entry.action == to_print.AUDITED
    ]


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


def told_too_much(house: House) -> Chosen:
    """An entry with everything beside its words that is meant for nobody outside."""
    kept = add(
        house,
        "He drew a boat.",
        happened_on=date(2026, 11, 3),
        source="Ms Thimble",
        written_by="Pat Inkwell",
        is_soft=True,
        soft_purpose="To find him a place by the sea.",
        may_be_told=MayBeTold.FAMILY,
        for_others=True,
        incident="4711",
    )
    house.clock.at = datetime(2026, 11, 26, 9, 0)
    why = "Mrs Bluebell Thistlewick rang to say it is about Oakley."
    kept = actions.correct_entry(house.session, kept, why, words="He drew a boat and a harbour.").record
    to_do = EntryAction(
        entry_id=kept.id, what="Ring the harbour master", who="Pat", due_on=date(2026, 11, 30)
    )
    things_to_do.add(house.session, to_do)
    return Chosen(house.pupil.id, Filters(words="harbour", source="Thimble", only_soft=True))


OURS = (
    "Bluebell", "Oakley", "Pat Inkwell", "by the sea", "Soft information", "May be told", "The family",
    "harbour master", "“harbour”", "“Thimble”", "Only these", "Nobody is named",
)  # fmt: skip


def test_a_paper_for_somebody_bears_no_word_that_is_meant_for_nobody_outside(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Why it was corrected, what was searched for, what it is kept for and who may be told stay with us."""
    chosen = told_too_much(consented)
    (page,) = pages_of(consented, chosen, what=What.GIVEN)
    assert [words for words in OURS if words in page] == []
    assert "He drew a boat and a harbour." in page
    assert "Said by Ms Thimble" in page
    assert "Corrected on 26 November 2026." in page
    assert to_print.SOME in page
    monkeypatch.setattr(to_print, "on_paper_outside", to_print.on_paper)  # the fault that this guards against
    monkeypatch.setattr(to_print, "SOME", to_print.in_words(chosen.filters))
    (page,) = pages_of(consented, chosen, what=What.GIVEN)
    assert {"Bluebell", "“harbour”", "by the sea", "May be told"} <= {one for one in OURS if one in page}


def test_a_paper_for_the_case_file_keeps_all_that_is_known_of_an_entry(consented: House) -> None:
    (page,) = pages_of(consented, told_too_much(consented))
    assert {"Bluebell", "Pat Inkwell", "by the sea", "“harbour”"} <= {one for one in OURS if one in page}


def test_what_is_kept_apart_is_said_to_somebody_in_words_for_him(consented: House) -> None:
    add(consented, "He sleeps in a barn.", category=Category.SAFEGUARDING)
    (page,) = pages_of(consented, Chosen(consented.pupil.id), with_apart=True, what=What.GIVEN)
    assert to_print.APART_OUT in page
    assert "kept apart" not in page


@pytest.mark.parametrize("what", What)
def test_what_became_guarded_since_the_question_is_printed_by_nobody(
    consented: House, monkeypatch: pytest.MonkeyPatch, what: What
) -> None:
    session, chosen = consented.session, Chosen(consented.pupil.id)
    entry = add(consented, "He sleeps in a barn.", happened_on=date(2026, 11, 3))
    asked = asked_of(consented, chosen)
    actions.correct_entry(session, entry, "It is about his safety.", category=Category.SAFEGUARDING)
    with pytest.raises(giving.ChangedSince) as told:
        to_print.order(session, chosen, asked, Paper(what, to_print.HERE))
    assert "choose once more" in told.value.next_step
    ticked = asked_of(consented, chosen, with_apart=True)
    assert to_print.order(session, chosen, ticked, Paper(what, to_print.HERE)).order.warning
    monkeypatch.setattr(
        giving, "as_they_stand", lambda _session, chosen_then: tuple(chosen_then)
    )  # the fault
    assert "barn" in repr(to_print.order(session, chosen, asked, Paper(what, to_print.HERE)))


def test_what_was_deleted_since_the_question_is_printed_by_nobody(consented: House) -> None:
    session, chosen = consented.session, Chosen(consented.pupil.id)
    entry = add(consented, "Typed twice.", happened_on=date(2026, 11, 3))
    asked = asked_of(consented, chosen)
    actions.delete_entry(session, entry, "Typed twice.")
    with pytest.raises(giving.ChangedSince):
        to_print.order(session, chosen, asked, Paper(What.HERE, to_print.HERE))
    deleted = asked_of(consented, Chosen(consented.pupil.id, Filters(deleted=True)))
    made = to_print.order(session, chosen, deleted, Paper(What.HERE, to_print.HERE))
    assert "Deleted: Typed twice." in made.order.entries[0].told, "which were asked for as deleted ones"


def test_it_is_looked_at_once_more_before_it_leaves(consented: House) -> None:
    session = consented.session
    entry = add(consented, "He sleeps in a barn.", happened_on=date(2026, 11, 3))
    made = to_print.order(
        session, Chosen(consented.pupil.id), [entry], Paper(What.HERE, to_print.HERE)
    ).entries
    actions.correct_entry(session, entry, "It is about his safety.", category=Category.SAFEGUARDING)
    with pytest.raises(giving.ChangedSince):
        to_print.note_leaving(session, Leaving(consented.pupil.id, made))
    assert rows_in(consented, Compartment.GENERAL) == []


def test_the_open_audit_counts_open_entries_and_tells_of_no_guarded_one(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_one = add(consented, "He helped.", happened_on=date(2026, 11, 3))
    apart = add(consented, "He sleeps in a barn.", category=Category.SAFEGUARDING)
    whose = consented.pupil.id
    to_print.note_printed(consented.session, whose, What.HERE, [open_one, apart])
    assert rows_in(consented, Compartment.GENERAL) == [(whose, "1-entries.here")]
    assert rows_in(consented, Compartment.GUARDED) == [(whose, "1-entries.here")]
    to_print.note_printed(consented.session, whose, What.GIVEN, [apart, apart])
    assert len(rows_in(consented, Compartment.GENERAL)) == 1, (
        "a paper of guarded entries alone leaves no mark"
    )
    assert rows_in(consented, Compartment.GUARDED)[1:] == [(whose, "2-entries.given")]
    monkeypatch.setattr(view, "is_guarded", lambda _entry: False)  # the fault that this guards against
    to_print.note_printed(consented.session, whose, What.GIVEN, [open_one, apart])
    assert rows_in(consented, Compartment.GENERAL)[-1] == (whose, "2-entries.given")
