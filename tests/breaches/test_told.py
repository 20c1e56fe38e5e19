"""Whether those concerned are told of a breach (UK GDPR article 34): each of them listed, decided, written to, told and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.access_requests import figures
from coordinator_app.breaches import actions, due, letters, people, view
from coordinator_app.breaches.actions import Telling
from coordinator_app.breaches.model import Breach, BreachReport, PeopleTold
from coordinator_app.breaches.people import Concern, Told
from coordinator_app.breaches.person import BreachPerson, MustBeTold, owes_telling
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from coordinator_app.store.undo import CannotUndo
from tests.breaches.breached import written
from tests.pdf.readers import pdf_text
from tests.vaults import House

TODAY = date(2026, 11, 24)
MAY_MEAN = "Somebody may know in which week Kit was ill."
KIT = Concern(
    "Kit Puddlecombe",
    MustBeTold.YES,
    told_whom="Marigold Puddlecombe",
    told_address="4 Weir Cottages\nHazelmoor",
    may_mean=MAY_MEAN,
    they_can_do="Ring us if anybody speaks to you of it.",
)
OTIS = Concern(
    "Otis Bramblewick",
    MustBeTold.YES,
    told_whom="Petra Bramblewick",
    may_mean="Somebody may know his school.",
)
NOBODY = Telling(PeopleTold.LOW_RISK, "Counts alone.")
BY_PHONE = Told(TODAY, "By telephone", "Dana")


def settled(house: House, **more: Any) -> Breach:
    """Contained and decided about the report: what is left is those concerned."""
    session, breach = house.session, written(house, **more)
    breach = actions.contain(session, breach, "They deleted it unopened.", TODAY).record
    return actions.decide(session, breach, BreachReport.NO_RISK, "Locked.", TODAY).record


def listed(house: House, breach: Breach, *said: Concern) -> list[BreachPerson]:
    return [people.add_person(house.session, breach, one).record for one in said]


def test_it_is_not_closed_before_everybody_who_must_be_told_is_told(referred: House) -> None:
    session, breach = referred.session, settled(referred)
    assert due.due_items(session)[0].second_line == "Who is concerned, and are they told? Write it down."
    with pytest.raises(GateShut, match="article 34"):
        actions.close(session, breach)
    kit, otis = listed(referred, breach, KIT, OTIS)
    assert due.due_items(session)[0].second_line == "2 people who must be told are not told."
    people.record_told(session, kit, BY_PHONE)
    assert due.due_items(session)[0].second_line == "1 person who must be told is not told."
    with pytest.raises(GateShut, match="article 34"):
        actions.close(session, breach, "  ")
    people.record_told(session, otis, BY_PHONE)
    assert due.due_items(session)[0].second_line == "Close it."
    closed = actions.close(session, breach).record
    assert (closed.closed_on, closed.closed_although) == (TODAY, "")
    for refused in (
        lambda: people.add_person(session, closed, KIT),
        lambda: people.change_person(session, otis, OTIS),
        lambda: people.record_told(session, otis, BY_PHONE),
        lambda: people.take_off(session, otis),
        lambda: actions.tell_people(session, closed, NOBODY),
    ):
        with pytest.raises(GateShut, match="closed"):
            refused()


def test_a_written_reason_closes_it_all_the_same_and_stands_in_the_record(referred: House) -> None:
    session, breach = referred.session, settled(referred)
    listed(referred, breach, KIT)
    closed = actions.close(
        session, breach, "She moved abroad, and nobody knows where. The Chair decided."
    ).record
    assert closed.closed_on == TODAY
    (shown,) = view.read_all(session, guarded_words=True)
    assert "moved abroad" in dict(shown.facts)["Closed although not everybody was told"]


def test_planted_fault_a_breach_without_that_question_would_be_closed(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    breach = settled(referred)
    listed(referred, breach, KIT)
    monkeypatch.setattr(actions, "owes_telling", lambda _breach, _people: False)
    assert actions.close(referred.session, breach).record.closed_on == TODAY


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Telling(None), "people_told"),
        (Telling(PeopleTold.TOLD, "Yes."), "people_told"),
        (Telling(PeopleTold.NOT_YET, "No."), "people_told"),
        (Telling(PeopleTold.LOW_RISK), "told_reason"),
        (Telling(PeopleTold.LOW_RISK, "No risk.", TODAY), "people_told_on"),
        (Telling(PeopleTold.LOCKED, "Locked."), "people_told"),
        (Telling(PeopleTold.MENDED, "Deleted."), "people_told"),
        (Telling(PeopleTold.IN_PUBLIC, "So many."), "people_told_on"),
        (Telling(PeopleTold.IN_PUBLIC, "So many.", TODAY), "told_how"),
        (Telling(PeopleTold.IN_PUBLIC, "So many.", date(2026, 11, 25), "A notice"), "people_told_on"),
    ],
)
def test_what_is_decided_for_everybody_needs_what_the_law_asks_of_it(
    referred: House, said: Telling, field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        actions.tell_people(referred.session, written(referred), said)
    assert field in {one.field for one in told.value.problems}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Concern(" ", MustBeTold.YES), "concerned"),
        (Concern("Kit"), "must"),
        (Concern("Kit", MustBeTold.LOW_RISK), "why"),
        (Concern("Kit", MustBeTold.NOT_YET), "why"),
        (Concern("Kit", MustBeTold.LOCKED, "Locked."), "must"),
        (Concern("Kit", MustBeTold.MENDED, "Deleted."), "must"),
    ],
)
def test_what_is_decided_of_one_needs_what_the_law_asks_of_it(
    referred: House, said: Concern, field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        people.add_person(referred.session, written(referred), said)
    assert field in {one.field for one in told.value.problems}


def test_that_somebody_was_told_needs_the_day_the_way_and_whom(referred: House) -> None:
    session, breach = referred.session, written(referred)
    (one,) = listed(referred, breach, replace(KIT, told_whom=""))
    for told, field in (
        (Told(None, "By post", whom="She"), "told_on"),
        (Told(TODAY, "", whom="She"), "told_how"),
        (Told(TODAY, "By post"), "told_whom"),
        (Told(date(2026, 11, 25), "By post", whom="She"), "told_on"),
        (Told(date(2026, 11, 20), "By post", whom="She"), "told_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            people.record_told(session, one, told)
        assert [each.field for each in refused.value.problems] == [field]


def test_what_is_decided_for_everybody_gives_way_to_the_list(referred: House) -> None:
    session, breach = referred.session, settled(referred)
    breach = actions.tell_people(session, breach, NOBODY).record
    assert not owes_telling(breach, ())
    kit = people.add_person(session, breach, KIT)
    assert owes_telling(breach, [kit.record]), "of whoever is listed it is decided anew"
    with pytest.raises(GateShut, match="listed"):
        actions.tell_people(session, breach, NOBODY)
    session.undo(kit.change_id)
    assert people.people_of(session, breach.id) == ()


def test_not_yet_stays_on_today(referred: House) -> None:
    session, breach = referred.session, settled(referred)
    listed(referred, breach, replace(KIT, must=MustBeTold.NOT_YET, why="The father would come."))
    assert due.due_items(session)[0].second_line.endswith("Look again whether it can be.")
    with pytest.raises(GateShut):
        actions.close(session, breach)


def test_who_is_on_record_by_one_name_alone_belongs_to_that_record(referred: House) -> None:
    session, breach = referred.session, written(referred)
    kit, otis = listed(referred, breach, KIT, OTIS)
    assert (kit.pupil_id, otis.pupil_id) == (referred.pupil.id, "")
    with pytest.raises(InvalidInput, match="on the list already"):
        people.add_person(
            session, breach, replace(KIT, concerned="kit puddlecombe", may_mean="", they_can_do="")
        )


def test_the_letter_says_what_happened_what_may_come_of_it_and_what_was_done(
    referred: House, tmp_path: Path
) -> None:
    session, breach = referred.session, settled(referred)
    (kit,) = listed(referred, breach, replace(KIT, may_mean=""))
    with pytest.raises(GateShut, match="not said yet who is told"):
        letters.letter_order(session, kit, practice=True)
    kit = people.change_person(session, kit, KIT).record
    order = letters.letter_order(session, kit, practice=True)
    printed = print_order(order)
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    for said in (
        "The pack went to an old email address.",
        "A pack of 3 pages with 2 records.",
        MAY_MEAN,
        "They deleted it unopened.",
        "Ring us if anybody",
        "data protection officer",
        "4 Weir Cottages",
        "ico.org.uk",
    ):
        assert said in words
    assert "password was not told" not in words
    left = letters.letter_left(session, kit, order, printed)
    assert (left.record.told_on, left.record.settled) == (None, False), "a printer tells nobody"
    with pytest.raises(CannotUndo, match="printed or saved"):
        session.undo(left.change_id)
    with pytest.raises(GateShut, match="stay on the list"):
        people.take_off(session, left.record)
    lines = view.person_lines(left.record)
    assert f"Letter {order.head.reference}, made and kept" in lines
    assert session.blob(left.record.letter_id) == printed.pdf
    told = people.record_told(session, left.record, BY_PHONE).record
    assert view.told_words(told) == "Told on 24 November 2026, by telephone, by Dana"
    assert view.standing(told) == ("safe", "Told 24 November 2026")
    session.undo(session.history(told.id)[-1].change_id)
    assert not people.person_of(session, told.id).settled


def test_each_family_has_a_letter_of_its_own_with_what_is_theirs(referred: House, tmp_path: Path) -> None:
    session, breach = referred.session, settled(referred)
    kit, otis = listed(referred, breach, KIT, replace(OTIS, of_theirs="Two pages about his school days."))
    to_kit, to_otis = (
        " ".join(
            pdf_text(print_order(letters.letter_order(session, one, practice=True)).pdf, tmp_path).split()
        )
        for one in (kit, otis)
    )
    assert "Marigold" in to_kit
    assert not {"Otis", "Petra", "Bramblewick"} & set(to_kit.replace(".", " ").split())
    assert "Two pages about his school days." in to_otis
    assert "A pack of 3 pages" not in to_otis
    assert not {"Kit", "Marigold", "Puddlecombe"} & set(to_otis.replace(".", " ").split())


@pytest.mark.parametrize("field", ["of_theirs", "may_mean", "they_can_do"])
@pytest.mark.parametrize("words", ["Otis Bramblewick was in it too.", "Ask Otis.", "Mrs Bramblewick knows."])
def test_words_that_name_another_who_is_concerned_are_refused(
    referred: House, field: str, words: str
) -> None:
    breach = written(referred)
    listed(referred, breach, OTIS)
    with pytest.raises(InvalidInput) as told:
        people.add_person(referred.session, breach, replace(KIT, **{field: words}))
    assert [one.field for one in told.value.problems] == [field]
    assert "names somebody else who is concerned" in str(told.value.problems[0].message)


def test_whoever_is_listed_later_stops_the_letters_that_name_them(referred: House) -> None:
    session = referred.session
    breach = settled(referred, what_happened="Pages about Otis Bramblewick lay in the envelope.")
    (kit,) = listed(referred, breach, KIT)
    letters.letter_order(session, kit, practice=True)
    listed(referred, breach, OTIS)
    with pytest.raises(GateShut, match=r"What happened: “Otis Bramblewick” names somebody else"):
        letters.letter_order(session, kit, practice=True)
    words = actions.Words("Other pages lay in the envelope.", breach.recipient, breach.what_was_in_it)
    actions.change_words(session, breach, words)
    letters.letter_order(session, kit, practice=True)
    with pytest.raises(InvalidInput):
        actions.change_words(session, session.get(Breach, breach.id), actions.Words(" ", "", ""))


def test_planted_fault_without_that_look_one_family_reads_of_another(
    referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    breach = settled(referred, what_happened="Pages about Otis Bramblewick lay in the envelope.")
    kit, _ = listed(referred, breach, KIT, OTIS)
    monkeypatch.setattr(letters, "others_named", lambda *_all: ())
    order = letters.letter_order(referred.session, kit, practice=True)
    assert "Otis" in pdf_text(print_order(order).pdf, tmp_path)
    named = letters.named(referred.session, kit, order)
    assert [one.words for one in named.people] == ["Otis Bramblewick"], (
        "and it is asked about before it leaves"
    )


def test_brothers_and_sisters_of_one_family_may_read_of_one_another(referred: House) -> None:
    breach = settled(referred)
    sister = replace(
        KIT, concerned="Fern Puddlecombe", may_mean="Somebody may know that Kit and Fern were ill."
    )
    _, fern = listed(referred, breach, KIT, sister)
    letters.letter_order(referred.session, fern, practice=True)


def test_everyday_words_are_no_names(referred: House) -> None:
    will = replace(OTIS, concerned="Will Bramblewick", told_whom="")
    breach = written(referred)
    listed(referred, breach, will)
    says = replace(KIT, they_can_do="We will ring you. You may ask the school what it will do.")
    assert people.add_person(referred.session, breach, says).record.they_can_do


@pytest.mark.parametrize("must", [MustBeTold.LOW_RISK, MustBeTold.NOT_YET])
def test_nobody_is_written_to_who_is_not_to_be_told(referred: House, must: MustBeTold) -> None:
    breach = settled(referred)
    (kit,) = listed(referred, breach, replace(KIT, must=must, why="Counts alone."))
    with pytest.raises(GateShut, match=r"not told|not be told"):
        letters.letter_order(referred.session, kit, practice=True)


def test_those_of_a_breach_that_lies_apart_lie_there_too(referred: House) -> None:
    session, breach = referred.session, written(referred, is_guarded=True)
    (kit,) = listed(referred, breach, KIT)
    assert session.find_with_place(BreachPerson, kit.id) == (kit, Compartment.GUARDED)
    (shut,) = view.read_all(session, guarded_words=False)
    assert shut.people == ()


def test_the_figures_count_breaches_and_hide_small_numbers(referred: House) -> None:
    for number in range(10):
        breach = written(referred)
        if number < 6:
            (kit,) = listed(referred, breach, KIT)
            people.record_told(referred.session, kit, BY_PHONE)
        if number == 5:
            listed(referred, breach, OTIS)  # not told: this one does not count
    (year,) = figures.read(referred.session)
    shown = dict(year.figures)
    assert shown["Breaches"] == "10"
    assert shown["Breaches of which those concerned were told"] == "5 of 10"
    assert shown["Breaches reported to the ICO"] == "0 of 10"
    public = Telling(PeopleTold.IN_PUBLIC, "So many.", TODAY, "A notice on our page")
    actions.tell_people(referred.session, written(referred), public)
    (year,) = figures.read(referred.session)
    assert dict(year.figures)["Breaches of which those concerned were told"] == "6 of 11"


# breaches of earlier versions


def old(house: House, **more: Any) -> Breach:
    session = house.session
    breach = settled(house, pupil_id=house.pupil.id)
    with session.write() as work:
        kept = {"told_letter_id": work.put_blob(b"%PDF of the letter"), "told_reference": "AB-12"}
        return work.change(breach, **{**kept, **more})


def test_the_letter_of_a_breach_from_before_stays_readable_beside_whom_it_went_to(referred: House) -> None:
    session = referred.session
    told: dict[str, Any] = {
        "people_told": PeopleTold.TOLD, "people_told_on": TODAY, "told_whom": "Marigold Puddlecombe",
        "told_how": "By post", "may_mean": MAY_MEAN, "told_reason": "She has to know.", "closed_on": TODAY,
    }  # fmt: skip
    breach = old(referred, **told)
    people.upkeep(session)
    people.upkeep(session)
    (one,) = people.people_of(session, breach.id)
    assert (one.concerned, one.pupil_id, one.must, one.told_on) == (
        referred.pupil.called, referred.pupil.id, MustBeTold.YES, TODAY,
    )  # fmt: skip
    assert (one.told_whom, one.reference, one.why) == ("Marigold Puddlecombe", "AB-12", "She has to know.")
    assert session.blob(one.letter_id) == b"%PDF of the letter"
    now = session.get(Breach, breach.id)
    assert (now.told_whom, now.told_letter_id, now.people_told, now.closed_on) == ("", "", None, TODAY)


@pytest.mark.parametrize(
    ("chosen", "must"),
    [
        (None, MustBeTold.YES),
        (PeopleTold.NOT_YET, MustBeTold.NOT_YET),
        (PeopleTold.LOW_RISK, MustBeTold.LOW_RISK),
    ],
)
def test_what_was_decided_before_is_decided_of_the_one_it_was_said_of(
    referred: House, chosen: PeopleTold | None, must: MustBeTold
) -> None:
    breach = old(referred, people_told=chosen, told_whom="Marigold", told_reason="Why.")
    people.upkeep(referred.session)
    assert [one.must for one in people.people_of(referred.session, breach.id)] == [must]


def test_what_was_decided_for_everybody_before_stays_for_everybody(referred: House) -> None:
    session = referred.session
    actions.tell_people(session, settled(referred), NOBODY)
    people.upkeep(session)
    assert session.list(BreachPerson) == []
    assert dict(view.read_all(session, guarded_words=True)[0].facts)["Are those concerned told?"].startswith(
        "They are not told: a high risk to them is unlikely (UK GDPR article 34(1))"
    )
