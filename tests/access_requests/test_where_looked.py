"""What the reply says of where we looked tells nothing that the pack holds back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, gather, where_looked
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.chronology.model import Category
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.referrals import actions as referrals
from tests.vaults import House, add, gathered, new_pupil, new_referral, ready_request


@pytest.mark.parametrize("outcome", [Outcome.REDACT, Outcome.WITHHOLD])
def test_another_name_that_is_kept_back_is_not_told_among_the_words_looked_for(
    consented: House, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    with session.write() as work:
        kind = next(iter(NameKind))
        name = work.add(
            PupilName(pupil_id=consented.pupil.id, name_kind=kind, given_names="Kit", family_name="Hartley")
        )
    request = ready_request(consented)
    whole = next(item for item in gathered(consented, request) if item.item_kind == "pupil")
    with session.write() as work:
        words = "Kit Puddlecombe\nHartley"
        work.add(
            RequestSearch(
                request_id=request.id, terms=words, where="All", hits=1, searched_at=session.clock.now()
            )
        )
    now = session.get(AccessRequest, request.id)
    assert "Hartley" in " ".join(where_looked.where_we_looked(session, now))
    box = Redaction(
        field_name=f"{name.id}:family_name",
        start=0,
        end=7,
        exemption=Exemption.CRIME,
        covered_words="Hartley",
    )
    answer = replace(whole, outcome=outcome, exemption=Exemption.CRIME, reason="Not for them", note="Asked")
    decide.decide(session, answer, [box])
    said = " ".join(where_looked.where_we_looked(session, now))
    assert "Hartley" not in said
    assert "Kit Puddlecombe" in said
    # planted fault: the words as they were searched tell it
    monkeypatch.setattr(where_looked, "_kept_back", lambda *_: (frozenset(), ()))
    assert "Hartley" in " ".join(where_looked.where_we_looked(session, now))


def looked_for(house: House, *terms: str) -> AccessRequest:
    """A request for which these words were looked for, and found nowhere in the open."""
    session, request = house.session, ready_request(house)
    gathered(house, request)
    with session.write() as work:
        said = "\n".join(("Kit Puddlecombe", *terms))
        at = session.clock.now()
        work.add(RequestSearch(request_id=request.id, terms=said, where="All", hits=0, searched_at=at))
    return session.get(AccessRequest, request.id)


def told(house: House, request: AccessRequest) -> str:
    return " ".join(where_looked.where_we_looked(house.session, request))


def test_a_name_of_which_a_part_stands_in_what_is_held_back_is_not_told(consented: House) -> None:
    """“Otis Bramblewick” was looked for, and the entry that is held back says “Otis”."""
    session = consented.session
    entry = add(consented, "Otis hit Kit at the gate.", category=Category.SAFEGUARDING)
    paper = documents.attach(
        session,
        Document(
            pupil_id=consented.pupil.id,
            title="Letter",
            kind_of_document=DocumentKind.OTHER,
            dated=date(2026, 10, 2),
        ),
        b"%PDF-1.7",
        Looked("application/pdf", 1, "Wren Thistledown was there"),
    ).record
    request = looked_for(consented, "Otis Bramblewick", "Wren Sallowfield", "Kitty")
    assert "Otis" in told(consented, request)
    for one in gather.items_of(session, request.id):
        if one.item_id in {entry.id, paper.id}:
            held = replace(one, outcome=Outcome.WITHHOLD, exemption=Exemption.CRIME, reason="x")
            decide.decide(session, held)
    said = told(consented, request)
    assert "Otis" not in said
    assert "Wren" not in said
    assert "Kit Puddlecombe; Kitty" in said


def test_another_child_who_was_looked_for_is_not_told_whatever_was_found(consented: House) -> None:
    pupil = new_pupil(consented, given_names="Otis", family_name="Bramblewick", known_as="Oz")
    referrals.take_referral(consented.session, pupil, new_referral(consented))
    request = looked_for(consented, "otis  bramblewick", "Oz Bramblewick", "Puddles")
    assert "We looked for: Kit Puddlecombe; Puddles." in told(consented, request)
