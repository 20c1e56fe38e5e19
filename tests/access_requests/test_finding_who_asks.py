"""A title tells the mother who asks from the father of her name, where nobody else could be meant (003-5.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.finding import finder
from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.page.known_reading import known_for
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from tests.vaults import House, ready_request

NAMES = ("Kit Quillfeather", "Marigold Quillfeather")
KIT = Known("kit", PersonKind.PUPIL, NAMES, titled="mrs Marigold Quillfeather")
ROWAN = Known("rowan", PersonKind.FAMILY, ("Rowan Quillfeather",), titled="mr")
NAN = Known("nan", PersonKind.FAMILY, ("Ida Quillfeather",))
WREN = Known("wren", PersonKind.PUPIL, ("Wren Quillfeather",))
TEACHER = Known("head", PersonKind.STAFF, ("Mrs Quillfeather",))


def keys(text: str, *known: Known, subject: Known = KIT) -> set[str]:
    return {one.key for one in Finder(known or (ROWAN,), subject).find(text)}


@pytest.mark.parametrize("text", ["Mrs Quillfeather rang.", "We wrote to Ms Quillfeather on Friday."])
def test_the_mother_who_asks_is_not_taken_for_the_father(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys(text) == set()
    assert keys(f"Rowan Quillfeather left. {text}") == {"rowan"}, "his whole name alone"
    assert len(Finder((ROWAN,), KIT).find(f"Rowan Quillfeather left. {text}")) == 1
    # planted fault: as it was, the title was not asked
    monkeypatch.setattr(finder.WhoAsks, "is_meant", lambda *_: False)
    assert keys(text) == {"rowan"}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Mr Quillfeather rang.", (ROWAN,)),
        ("Mr and Mrs Quillfeather came.", (ROWAN,)),
        ("Mr & Mrs Quillfeather came.", (ROWAN,)),
        ("Mrs Quillfeather senior came.", (ROWAN,)),
        ("Mrs Quillfeather rang.", (ROWAN, NAN)),
        ("Mrs Quillfeather rang.", (ROWAN, TEACHER)),
        ("Miss Quillfeather came along.", (ROWAN, WREN)),
    ],
)
def test_where_another_could_be_meant_it_is_found_as_before(text: str, known: tuple[Known, ...]) -> None:
    assert Finder(known, KIT).find(text) != ()


def test_a_name_that_is_the_childs_and_not_hers_tells_nothing() -> None:
    """The mother has another name: "Mrs Quillfeather" may be the father's wife."""
    other = replace(KIT, names=("Kit Quillfeather", "Marigold Finchley"), titled="mrs Marigold Finchley")
    assert keys("Mrs Quillfeather rang.", subject=other) == {"rowan"}


def test_in_a_vault_the_record_says_who_asks(consented: House) -> None:
    session, family = consented.session, consented.pupil.family_name
    father = Carer(pupil_id=consented.pupil.id, name=f"Rowan {family}", relationship=Relationship.FATHER)
    kept = pupils.save_carer(session, father).record
    mother = session.get(Carer, consented.carer.id)
    assert mother.relationship is Relationship.MOTHER
    others, subject = known_for(session, ready_request(consented))
    found = Finder(others, subject).find(f"Mrs {family} rang, and Mr {family} came.")
    assert [(one.key, one.start > 20) for one in found] == [(kept.id, True)]
    asks = ready_request(consented, requester=kept.name, carer_id=kept.id)
    others, subject = known_for(session, asks)
    found = Finder(others, subject).find(f"Mrs {family} rang. Then came Mr {family}.")
    assert [one.key for one in found] == [mother.id]
