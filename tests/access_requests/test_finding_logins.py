"""Three initials and logins made of a name and a letter: shown where the record knows the name, ticked only where it is certain."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.finding import finder as finders
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.logins import Logins
from coordinator_app.access_requests.finding.mentions import SubjectForms, mentions_in
from coordinator_app.access_requests.finding.shapes import Form, Known, Suggestion
from coordinator_app.access_requests.persons import PersonKind


def pupil(key: str, *names: str) -> Known:
    return Known(key, PersonKind.PUPIL, names)


KIT = pupil("kit", "Puddlecombe, Kit Edward")
OTIS = pupil("otis", "Bramblewick, Otis James")
BEN = pupil("ben", "Furnham, Benjamin")
FAITH = pupil("faith", "Will, Faith")
MO = pupil("mo", "Li, Mo")
EVERYBODY = (KIT, OTIS, BEN, FAITH, MO)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(EVERYBODY, KIT)


def one(finder: Finder, text: str) -> Suggestion:
    (only,) = finder.find(text)
    return only


@pytest.mark.parametrize("text", ["Then OJB hit Kit.", "It was OJB again.", "OJB", "Kit sat by OJB."])
def test_three_initials_that_the_record_knows_are_shown_and_not_ticked(finder: Finder, text: str) -> None:
    found = one(finder, text)
    assert (found.words, found.key, found.form, found.ticked) == ("OJB", "otis", Form.INITIALS, False)


def test_with_stops_they_are_as_sure_as_two_are(finder: Finder) -> None:
    assert (one(finder, "Then O.J.B. left.").key, one(finder, "Then O.J.B. left.").ticked) == ("otis", True)


def test_of_somebody_named_here_they_are_ticked(finder: Finder) -> None:
    assert [item.ticked for item in finder.find("Otis Bramblewick came. Then OJB left.")] == [True, True]


@pytest.mark.parametrize(
    "text", ["KEP left.", "The RSE form.", "OJ was there.", "OJB HIT KIT AT THE GATE", "OJBX"]
)
def test_three_letters_of_nobody_or_of_the_pupil_are_no_initials(finder: Finder, text: str) -> None:
    assert "OJB" not in [item.words for item in finder.find(text)]
    assert not [item for item in finder.find(text) if item.form is Form.INITIALS and len(item.words) == 3]


def test_among_many_three_letters_tell_nobody_but_where_a_person_stands() -> None:
    many = [pupil(name, f"{name}, Rhys Sam") for name in ("Eames", "Eccles", "Edgar", "Eaves")]
    crowd = Finder((KIT, *many), KIT)
    assert crowd.find("The RSE policy is on the wall.") == ()
    found = one(crowd, "RSE told Kit to stop.")
    assert (found.words, found.key, found.ticked) == ("RSE", "", False)


@pytest.mark.parametrize("login", ["otisb", "otisb12", "otisjb", "ojbramblewick", "benf12", "benjaminf"])
def test_a_login_in_one_word_is_shown_and_not_ticked(finder: Finder, login: str) -> None:
    found = one(finder, f"His login is {login} since May.")
    assert (found.words, found.ticked) == (login, False)
    assert found.key == ("ben" if "f" in login else "otis")


@pytest.mark.parametrize(
    "login",
    ["otis.b", "otis_b", "b.otis", "o.bramblewick", "obramblewick", "bramblewicko", "otis.b12", "ben.f"],
)
def test_a_login_that_holds_a_whole_name_is_covered_with_its_letter(finder: Finder, login: str) -> None:
    """The name alone was covered, and the letter left standing."""
    found = one(finder, f"His login is {login} since May.")
    assert (found.words, found.ticked) == (login, True)


def test_a_login_of_somebody_named_here_is_ticked(finder: Finder) -> None:
    found = finder.find("Otis Bramblewick came. Otisb's or otisb's screen was on.")
    assert [(item.words, item.ticked) for item in found][-1] == ("otisb", True)


@pytest.mark.parametrize(
    "text",
    [
        "kitp and kpuddlecombe signed in.",
        "We kept faith.w and hope.",
        "e.g. mol and m.l and moli",
        "A hotisb and the biotisbx were there.",
        "He went to www.b.example/b and x-b.",
    ],
)
def test_the_pupils_own_login_and_other_words_are_none(finder: Finder, text: str) -> None:
    assert [item.words for item in finder.find(text)] == []


def test_a_search_for_the_pupil_finds_the_login_elsewhere() -> None:
    (found,) = mentions_in("Signed in: otisb, 09:14.", SubjectForms(OTIS))
    assert (found.words, found.form) == ("otisb", Form.INITIAL)


def test_without_the_rule_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    class Without(Logins):
        def find(self, *_given: object) -> object:  # type: ignore[override]  # the planted fault
            return iter(())

    monkeypatch.setattr(finders, "Logins", Without)
    assert Finder(EVERYBODY, KIT).find("His login is otisb since May.") == ()
