"""One index of everybody for all requests: each sees in it what it would see in one of its own, and it follows the vault."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from coordinator_app.access_requests.actions import people_kept
from coordinator_app.access_requests.actions.known_people import everybody_known, known_pupil, others_known
from coordinator_app.access_requests.actions.people_kept import Keeper
from coordinator_app.access_requests.finding.everybody import Everybody, Others
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known, Suggestion
from coordinator_app.access_requests.page.known_reading import known_for
from coordinator_app.access_requests.page.suggesting import SuggestionBook
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.bench.finding_corpus import CorpusPage, corpus
from coordinator_app.bench.finding_people import Partnership, Someone
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from tests.vaults import House, add, new_pupil, new_request

SEED = 901
PAGES = 80


@pytest.fixture(scope="module")
def people() -> Partnership:
    return Partnership(SEED, 150)


@pytest.fixture(scope="module")
def pages(people: Partnership) -> list[CorpusPage]:
    return list(corpus(SEED, PAGES, held_back=True, people=people))


@pytest.fixture(scope="module")
def everybody(people: Partnership) -> Everybody:
    """Everybody as nobody's request sees them: each of the children is in it, and all carers are others' family."""
    nobody = Someone("", PersonKind.PUPIL, "", "")
    return Everybody(people.everybody(nobody))


def seen_by(everybody: Everybody, subject: Someone) -> Others:
    numbers = [number for one in subject.carers for number in everybody.numbers[one.key]]
    family = {one: replace(everybody.people[one - 1], kind=PersonKind.FAMILY) for one in numbers}
    return Others(everybody, frozenset(everybody.numbers[subject.key]), family)


def found(
    pages: Iterable[CorpusPage], people: Partnership, known: dict[str, Others | list[Known]]
) -> list[tuple[Suggestion, ...]]:
    finders = {
        key: Finder(one, next(each.known() for each in people.pupils if each.key == key))
        for key, one in known.items()
    }
    return [finders[page.subject.key].find(page.text) for page in pages]


def test_a_shared_index_finds_the_same_on_the_pages_of_the_bench_as_one_made_for_the_request(
    people: Partnership, pages: list[CorpusPage], everybody: Everybody
) -> None:
    whose = {page.subject.key for page in pages}
    subjects = [one for one in people.pupils if one.key in whose]
    own = found(pages, people, {one.key: people.everybody(one) for one in subjects})
    shared = found(pages, people, {one.key: seen_by(everybody, one) for one in subjects})
    assert shared == own
    assert sum(map(len, own)) > 5 * PAGES
    # planted faults: the family taken for strangers, and somebody left out whom the pages name
    strangers = {one.key: replace(seen_by(everybody, one), instead={}) for one in subjects}
    assert found(pages, people, strangers) != own
    named = next(one.key for each in own for one in each if one.kind is PersonKind.PUPIL and one.key)
    missed = {one.key: seen_by(everybody, one).without(named) for one in subjects}
    assert found(pages, people, missed) != own


OTIS = Known("o", PersonKind.PUPIL, ("Bramblewick, Otis",), ("A801200001001",))
HEAD, LEAD = (
    Known("s", PersonKind.STAFF, (name,), ("01632 960101",)) for name in ("Ada Inkwell", "Ida Parchment")
)
KIT = Known("k", PersonKind.PUPIL, ("Puddlecombe, Kit",))


def test_whoever_is_left_out_is_found_by_no_name_and_no_detail() -> None:
    everybody = Everybody((OTIS, HEAD, LEAD, KIT))
    words = "Otis Bramblewick, A801200001001, saw Ida Parchment; Kit did not. OB, Ottis."
    everyone = [one.key for one in Finder(Others(everybody), KIT).find(words)]
    assert everyone == [one.key for one in Finder((OTIS, HEAD, LEAD), KIT).find(words)]
    assert "o" in everyone
    without = Finder(Others(everybody).without("o"), KIT).find(words)
    assert without == Finder((HEAD, LEAD), KIT).find(words)
    assert "o" not in {one.key for one in without}


def test_of_two_in_one_record_the_one_who_asks_about_himself_leaves_the_other_by_name() -> None:
    others = Others(Everybody((OTIS, HEAD, LEAD))).without_called(["Ada Inkwell"])
    assert [one.names[0] for one in others] == ["Bramblewick, Otis", "Ida Parchment"]
    (line,) = SuggestionBook.of(others, KIT).find(["She asked Ida Parchment."])
    assert line.label == "Ida Parchment"
    both = SuggestionBook.of((OTIS, HEAD, LEAD), KIT).find(["She asked Ida Parchment."])
    assert both[0].label == "\u201cIda Parchment\u201d", "the record alone does not tell which of the two"


# kept while the vault goes on


def names_of(keeper: Keeper, house: House) -> set[str]:
    return {name for one in keeper.everybody(house.session).people for name in one.names}


def test_the_kept_index_is_made_anew_for_a_name_and_for_nothing_else(referred: House) -> None:
    session, keeper = referred.session, Keeper()
    first = keeper.everybody(session)
    add(referred, "He was on time.")
    assert keeper.everybody(session) is first
    with session.write() as work:
        otis = work.add(new_pupil(referred, given_names="Otis", family_name="Bramblewick", upn=""))
    assert "Bramblewick, Otis" in names_of(keeper, referred)
    with session.write() as work:
        otis = work.change(otis, family_name="Moonbeck")
        work.add(Carer(pupil_id=otis.id, name="Tansy Moonbeck", relationship=Relationship.MOTHER))
        work.change(session.list(School)[0], head="Wren Applegarth")
    assert {"Moonbeck, Otis", "Bramblewick, Otis", "Tansy Moonbeck", "Wren Applegarth"} <= names_of(
        keeper, referred
    )
    assert sorted(map(repr, keeper.everybody(session).people)) == sorted(map(repr, everybody_known(session)))


def test_who_was_erased_for_good_is_kept_no_longer(referred: House) -> None:
    session, keeper = referred.session, Keeper()
    with session.write() as work:
        otis = work.add(new_pupil(referred, given_names="Otis", family_name="Bramblewick", upn=""))
    assert "Bramblewick, Otis" in names_of(keeper, referred)
    with session.write() as work:
        work.remove(session.get(Pupil, otis.id))
    assert "Bramblewick, Otis" not in names_of(keeper, referred)


def test_planted_fault_a_keeper_that_hears_of_no_change_misses_the_new_pupil(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, keeper = referred.session, Keeper()
    monkeypatch.setattr(people_kept, "_changed", lambda *_: False)
    keeper.everybody(session)
    with session.write() as work:
        work.add(new_pupil(referred, given_names="Otis", family_name="Bramblewick", upn=""))
    assert "Bramblewick, Otis" not in names_of(keeper, referred), "the test above sees what this leaves out"


def test_two_requests_share_the_index_and_each_leaves_out_its_own(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, keeper = referred.session, Keeper()
    monkeypatch.setattr("coordinator_app.access_requests.page.known_reading.KEEPER", keeper)
    with session.write() as work:
        otis = work.add(new_pupil(referred, given_names="Otis", family_name="Bramblewick", upn=""))
    ours, subject = known_for(session, new_request(referred))
    theirs, _ = known_for(session, replace(new_request(referred), pupil_id=otis.id, carer_id=""))
    assert ours.everybody is theirs.everybody
    assert {one.key for one in ours} >= {otis.id}
    assert {referred.pupil.id, referred.carer.id}.isdisjoint(one.key for one in ours)
    kinds = {one.key: one.kind for one in theirs}
    assert (otis.id in kinds, referred.pupil.id in kinds) == (False, True)
    assert kinds[referred.carer.id] is PersonKind.OTHER_FAMILY
    asked_by_nobody = others_known(session, ours.everybody, referred.pupil.id)
    assert {one.key: one.kind for one in asked_by_nobody}[referred.carer.id] is PersonKind.FAMILY
    assert known_pupil(session, referred.pupil.id).names[0] in subject.names
