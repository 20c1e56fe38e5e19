"""What is found, by whom, in which order, and what is said of what was not searched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.chronology.model import Category
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.hooks import Step
from coordinator_app.registry import CATALOGUE
from coordinator_app.search import view
from coordinator_app.search.kinds import GROUPS, Found, opens
from coordinator_app.search.names import read_names
from coordinator_app.search.view import GUARDED, ORDINARY, Asked, HitLine, Shown, read, too_little
from coordinator_app.store import search_pages
from coordinator_app.store.session import Session
from tests.search.conftest import document, guarded_entry, other_name, other_pupil, write_entry
from tests.vaults import House

TODAY = date(2026, 11, 24)


def found(session: Session, typed: str, **more: Any) -> Shown:
    asked = replace(Asked(typed, guarded_words=True), **more)
    return read(session, asked, read_names(session))


def texts(shown: Shown) -> list[str]:
    return [one.text.partition(" · ")[0] for one in shown.lines]


def words_marked(line: HitLine) -> list[str]:
    return [line.text[start:end] for start, end in line.marked]


def test_entries_of_both_compartments_come_newest_first_with_their_words_marked(referred: House) -> None:
    write_entry(referred, "He was late for the workshop.", date(2026, 9, 1))
    guarded_entry(referred, "His aunt came late.", date(2026, 10, 1))
    write_entry(referred, "Late again.", date(2026, 11, 1))
    shown = found(referred.session, "late")
    assert texts(shown) == ["Late again.", "His aunt came late.", "He was late for the workshop."]
    assert [words_marked(one) for one in shown.lines] == [["Late"], ["late"], ["late"]]
    assert [one.restricted for one in shown.lines] == ["", "Safeguarding", ""]
    assert shown.lines[1].title == "Safeguarding entry, Kit Puddlecombe, 1 October 2026"
    assert shown.guards


def test_guarded_words_are_not_searched_without_the_key_and_that_is_said(referred: House) -> None:
    guarded_entry(referred, "His aunt hit him with a belt.")
    level_two = referred.as_user(Compartment.GENERAL)
    shown = found(level_two, "belt")
    assert shown.lines == ()
    assert shown.meant == ()
    assert "your passphrase does not open them" in shown.left_out[0].words
    assert not shown.left_out[0].can_open
    assert not shown.guards
    assert found(referred.session, "belt").lines


def test_the_test_for_the_key_would_see_a_guarded_word_that_lies_open(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: a safeguarding entry that is kept in the general compartment is found by everybody."""
    monkeypatch.setattr(Category, "is_guarded", property(lambda _one: False))
    guarded_entry(referred, "His aunt hit him with a belt.")
    assert found(referred.as_user(Compartment.GENERAL), "belt").lines


def test_guarded_words_are_not_searched_before_the_passphrase_was_typed_again(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    guarded_entry(referred, "His aunt hit him with a belt.")
    shown = found(referred.session, "belt", guarded_words=False)
    assert (shown.lines, shown.meant, shown.guards) == ((), (), False)
    assert shown.left_out[0].can_open
    assert found(referred.session, "blet", guarded_words=False).meant == ()
    # the planted fault: the guarded index is asked all the same
    monkeypatch.setattr(view, "places", lambda session, _asked: tuple(session.held))
    assert found(referred.session, "belt", guarded_words=False).lines


def test_where_to_look_can_be_chosen(referred: House) -> None:
    write_entry(referred, "late one")
    guarded_entry(referred, "late two")
    assert texts(found(referred.session, "late", place=ORDINARY)) == ["late one"]
    assert texts(found(referred.session, "late", place=GUARDED)) == ["late two"]
    only = found(referred.session, "kit", place=GUARDED)
    assert only.people == ()
    assert found(referred.session, "late", place=ORDINARY, guarded_words=False).left_out[0].words == (
        "The trash was not searched."
    )


def test_the_trash_is_left_out_unless_it_is_asked_for(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = write_entry(referred, "late and kept", date(2026, 9, 1))
    gone = write_entry(referred, "late and gone", date(2026, 10, 1))
    with referred.session.write() as work:
        work.trash(gone)
    assert texts(found(referred.session, "late")) == ["late and kept"]
    both = found(referred.session, "late", with_trash=True)
    assert texts(both) == ["late and gone", "late and kept"]
    assert [one.trashed for one in both.lines] == [True, False]
    assert both.lines[0].opens == Step("pupil", {"pupil_id": kept.pupil_id})
    assert not any("trash" in one.words for one in both.left_out)
    assert texts(found(referred.session, "late -gone", with_trash=True)) == ["late and kept"]
    # the planted fault: whatever was thrown away is given with the rest
    monkeypatch.setattr(
        view, "SearchAsk", lambda *ask: search_pages.SearchAsk(*ask[:3], with_trash=True, limit=ask[4])
    )
    assert len(found(referred.session, "late").lines) == 2


def test_names_are_found_however_they_are_spelled(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    lukasz = other_pupil(referred, known_as="Luke", upn="A123456789012", birth_date=date(2011, 2, 14))
    other_name(referred, lukasz, "Łukasz", "Bramblewick")

    def names(typed: str) -> list[str]:
        return [one.name for one in found(referred.session, typed).people]

    for typed in (
        "lukasz",
        "ŁUKASZ thistle",
        "luke",
        "bramblewick",
        "lt",
        "L.T.",
        "A123456789012",
        "14.02.2011",
    ):
        assert names(typed) == ["Luke Thistledown"], typed
    # the planted fault: names are looked for as they are written
    monkeypatch.setattr("coordinator_app.search.names.fold", str)
    monkeypatch.setattr("coordinator_app.core.search_words.fold", str.lower)
    assert names("bramblewick") == []


def test_a_name_with_slips_or_of_the_same_sound_is_offered(referred: House) -> None:
    other_pupil(referred, "Catherine", "Wright")
    for typed in ("pudelcomb", "Pudlecombe", "kit pudlecombe"):
        (person,) = found(referred.session, typed).people
        assert (person.name, person.near) == ("Kit Puddlecombe", True)
        assert person.detail.startswith("Spelled differently")
    assert [one.name for one in found(referred.session, "kathryn rite").people] == ["Catherine Wright"]


def test_a_word_of_some_record_is_no_slip_of_a_name(referred: House) -> None:
    other_pupil(referred, "Kate", "Larkspur")
    assert [one.name for one in found(referred.session, "kats").people] == ["Kate Larkspur"]
    write_entry(referred, "He drew kats.")
    assert found(referred.session, "kats").people == ()


def test_a_pupil_found_by_name_stands_once(referred: House) -> None:
    shown = found(referred.session, "puddlecombe")
    assert [one.name for one in shown.people] == ["Kit Puddlecombe"]
    assert not any(one.key.startswith("pupil:") for one in shown.lines)
    assert [one.title for one in shown.lines] == [
        "Parent, carer or contact, Kit Puddlecombe, 24 November 2026"
    ]


def test_a_name_and_words_offer_the_search_in_that_record(referred: House) -> None:
    write_entry(referred, "A good week in the workshop.")
    shown = found(referred.session, "kit workshop")
    assert [(one.name, one.words) for one in shown.in_records] == [("Kit Puddlecombe", "workshop")]
    inside = found(referred.session, "workshop", pupil_id=referred.pupil.id)
    assert texts(inside) == ["A good week in the workshop."]


def test_a_search_is_narrowed_by_pupil_kind_and_days(referred: House) -> None:
    other = other_pupil(referred)
    write_entry(referred, "late", date(2026, 9, 1))
    write_entry(referred, "late", date(2026, 10, 1))
    document(referred, "He was late for the forum.")
    session = referred.session
    assert len(found(session, "late").lines) == 3
    assert found(session, "late", pupil_id=other.id).lines == ()
    assert [one.title for one in found(session, "late", group="documents").lines] == [
        "Minutes of the forum (minutes of a meeting), Kit Puddlecombe, 5 October 2026"
    ]
    assert len(found(session, "late", since=date(2026, 9, 2)).lines) == 2
    assert len(found(session, "late", until=date(2026, 9, 1)).lines) == 1
    assert (
        len(
            found(session, "late", group="entries", since=date(2026, 10, 1), pupil_id=referred.pupil.id).lines
        )
        == 1
    )
    assert len(found(session, "", pupil_id=referred.pupil.id, group="entries").lines) == 2


def test_a_day_that_is_typed_finds_what_happened_then(referred: House) -> None:
    write_entry(referred, "A quiet day.", date(2026, 9, 1))
    write_entry(referred, "Another, planned on 1 September.", date(2026, 9, 2))
    shown = found(referred.session, "1 Sept 2026")
    assert texts(shown)[0] == "A quiet day."
    assert shown.days == "1 September 2026"
    assert texts(found(referred.session, "1 september", as_words=True)) == [
        "Another, planned on 1 September."
    ]


def test_a_hit_in_a_document_opens_it_on_its_page_with_the_words(referred: House) -> None:
    kept = document(referred, "Page one\nPage two has the carburettor\nPage three")
    (line,) = found(referred.session, "carburettor").lines
    assert line.opens == Step(
        "pupil",
        {
            "pupil_id": referred.pupil.id,
            "tab": "documents",
            "document": kept.id,
            "page": 2,
            "marked": "carburettor",
        },
    )
    assert ", page 2)" in line.title


def test_a_hit_opens_its_entry(referred: House) -> None:
    entry = write_entry(referred, "A good week.")
    (line,) = found(referred.session, '"good week"').lines
    assert line.opens == Step(
        "pupil",
        {"pupil_id": referred.pupil.id, "tab": "chronology", "entry": entry.id, "marked": '"good week"'},
    )


def test_what_was_meant_is_offered_where_nothing_is_found(referred: House) -> None:
    write_entry(referred, "Attendance was good in the workshop.")
    assert found(referred.session, "atendance workshop").meant == ("workshop attendance",)
    assert found(referred.session, "zzzzzz").meant == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type at least two letters."),
        ("k", "Type at least one letter more."),
        ("-late", "Type a word to look for as well as the one to leave out."),
        ("ki", ""),
        ("yesterday", ""),
    ],
)
def test_too_little_to_look_for_is_said(typed: str, said: str) -> None:
    assert too_little(Asked(typed), TODAY) == said
    assert too_little(replace(Asked(typed), group="entries"), TODAY) == ("" if len(typed) != 1 else said)


def test_pages_follow_each_other_without_loss_or_repeat(referred: House) -> None:
    for number in range(50):
        write_entry(referred, f"late {number}", date(2026, 10, 1 + number % 5))
        if number % 3 == 0:
            guarded_entry(referred, f"late guarded {number}", date(2026, 10, 1 + number % 5))
    asked, keys, mark = Asked("late", guarded_words=True), list[str](), None
    while True:
        shown = read(referred.session, asked, None, mark)
        keys += [one.key for one in shown.lines]
        mark = shown.next
        if mark is None:
            break
    assert len(keys) == len(set(keys)) == 67


def test_every_kind_with_searched_words_stands_in_one_group_and_opens_somewhere(referred: House) -> None:
    searched = {one.kind for one in CATALOGUE.types if any(spec.searched for spec in one.fields)}
    grouped = [kind for group in GROUPS for kind in group.kinds]
    assert sorted(grouped) == sorted(searched)
    for kind in searched:
        record = CATALOGUE.of_kind(kind).cls(id="one")
        assert opens(Found(record, referred.pupil.id)) is not None, kind
        assert record_type(record).kind == kind
