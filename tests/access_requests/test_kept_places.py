"""A court keeps from somebody where the pupil lives or goes: no pack or letter of a request tells them (003-3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import (
    confidential,
    decide,
    kept_places,
    letter_values,
    order,
    ready,
)
from coordinator_app.access_requests.actions.terms import terms_of
from coordinator_app.access_requests.gathering.holdings import Holding
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import AccessRequest, Exemption, RequesterKind
from coordinator_app.access_requests.pack_order import OrderItem, TermWeight
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.core.errors import GateShut
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.pupils.parts import SchoolOnRoll
from coordinator_app.referrals import actions as referrals
from coordinator_app.reviews import actions as reviews
from tests.vaults import House, add, gathered, item_for, new_pupil, new_referral, ready_request

ADDRESS = "4 Weir Cottages\nHazelmoor\nHZ2 7AB"


def bound(house: House, **more: object) -> AccessRequest:
    """The father asks; an order says that he must not be told where the pupil lives or goes."""
    session = house.session
    with session.write() as work:
        work.change(session.get(Carer, house.carer.id), address=ADDRESS)
        father = work.add(
            Carer(
                pupil_id=house.pupil.id,
                name="Nain Puddlecombe",
                relationship=Relationship.FATHER,
                has_responsibility=True,
            )
        )
        work.add(
            CourtOrder(
                pupil_id=house.pupil.id,
                order_kind=OrderKind.NON_MOLESTATION,
                made_on=date(2026, 1, 5),
                about=father.name,
                carer_id=father.id,
                hides_address=True,
                meaning="He must not be told where they live.",
            )
        )
    values = {
        "requester": "Nain Puddlecombe",
        "requester_kind": RequesterKind.PARENT,
        "carer_id": father.id,
        "requester_address": "1 Mill Lane",
    }
    return ready_request(house, **(values | more))


def test_where_the_pupil_lives_is_not_shared_with_him(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = bound(consented)
    entry = add(consented, "Home visit at 4 Weir Cottages, all calm.")
    item = replace(item_for(gathered(consented, request), entry), outcome=Outcome.SHARE)
    with pytest.raises(GateShut, match="must not be told"):
        decide.decide(consented.session, item)
    # planted fault: without the order it goes out
    monkeypatch.setattr(confidential, "is_bound", lambda *_: False)
    assert decide.decide(consented.session, item).record.outcome is Outcome.SHARE


def test_no_letter_to_him_names_the_school_and_the_pack_is_searched_for_it(consented: House) -> None:
    request, session = bound(consented), consented.session
    school = session.get(School, request.school_id)
    facts = letter_values.facts_of(session, request, practice=True)
    assert letter_values.school_called(session, facts) == "the school"
    assert {one.words: one.weight for one in terms_of(session, request, [], {})}[
        school.name
    ] is TermWeight.HARD
    mother = ready_request(consented, carer_id=consented.carer.id)
    hers = letter_values.facts_of(session, mother, practice=True)
    assert letter_values.school_called(session, hers) == school.name
    assert kept_places.names_kept(session, mother) == ()


def test_where_a_review_is_held_and_a_suspension_is_spent_is_kept_as_well(consented: House) -> None:
    """The pack was searched for the school and the providers, and said at which barn the lessons were."""
    session = consented.session
    review = reviews.plan_review(session, consented.pupil.id, date(2026, 12, 1)).record
    with session.write() as work:
        work.change(review, where_held="Beck Road Library")
        other = work.add(School(name="Nettlecombe School", school_type=SchoolType.ACADEMY))
        work.add(
            SchoolOnRoll(pupil_id=consented.pupil.id, school_id=other.id, school_name="Nettlecombe School")
        )
        for where in ("Hazel Barn Project", "at home", "The library"):
            work.add(
                Suspension(
                    pupil_id=consented.pupil.id,
                    exclusion_kind=ExclusionKind.SUSPENSION,
                    first_on=date(2026, 11, 3),
                    school_id=consented.school.id,
                    reason=next(iter(ExclusionReason)),
                    arranged_where=where,
                )
            )
    kept = set(kept_places.names_kept(session, bound(consented)))
    assert {"Beck Road Library", "Hazel Barn Project", "Nettlecombe School"} <= kept
    assert not kept & {"at home", "The library"}, "such words stand in any text"


@pytest.mark.parametrize(
    ("more", "is_bound"),
    [
        ({}, True),
        ({"carer_id": ""}, True),
        ({"carer_id": "", "requester": "Mr Puddlecombe, father"}, True),
        ({"carer_id": "", "requester": "Mr Puddlecombe (father)"}, True),
        ({"carer_id": "", "requester": "Silas Fernshaw", "requester_kind": RequesterKind.SOLICITOR}, True),
        ({"carer_id": "", "requester": "Silas Fernshaw"}, False),
        ({"carer_id": "", "requester_kind": RequesterKind.PUPIL}, False),
    ],
)
def test_it_counts_for_whoever_may_be_meant(
    consented: House, more: dict[str, object], is_bound: bool
) -> None:
    request = bound(consented)
    changed = replace(request, **more)  # type: ignore[arg-type]  # each value by its name
    assert kept_places.is_bound(consented.session, changed) is is_bound


def test_the_address_of_another_family_is_kept_as_well(consented: House) -> None:
    session = consented.session
    taken = referrals.take_referral(
        session,
        new_pupil(consented, given_names="Otis", family_name="Bramblewick", upn=""),
        new_referral(consented),
    )
    pupils.save_carer(
        session,
        Carer(
            pupil_id=taken.pupil.id,
            name="Juniper Bramblewick",
            relationship=Relationship.MOTHER,
            address="9 Beck Row\nOver Hazel\nHZ9 1AA",
            other_telephone="01632 960199",
            address_is_confidential=True,
        ),
    )
    entries = [add(consented, f"Kit walked home with Otis. {told}") for told in ("HZ9 1AA.", "01632960199.")]
    request = ready_request(consented)
    items = gathered(consented, request)
    for entry in entries:
        with pytest.raises(GateShut, match="address is confidential"):
            decide.decide(session, replace(item_for(items, entry), outcome=Outcome.SHARE))
    # a mother of two is kept twice: what is hers is no secret to herself
    with session.write() as work:
        asker = {"name": "Juniper Bramblewick", "address": "9 Beck Row\nOver Hazel\nHZ9 1AA"}
        work.change(session.get(Carer, consented.carer.id), **asker)
    own = replace(request, carer_id=consented.carer.id)
    assert confidential.hidden_of(session, own) == ()


def test_one_box_elsewhere_on_the_page_does_not_open_the_gate(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        work.change(session.get(Carer, consented.carer.id), address=ADDRESS, address_is_confidential=True)
    document = Document(
        pupil_id=consented.pupil.id,
        title="Letter",
        kind_of_document=DocumentKind.SCHOOL_LETTER,
        dated=date(2026, 10, 2),
    )
    said = "Dear Marigold, 4 Weir Cottages, Hazelmoor HZ2 7AB. Otis was there too."
    looked = Looked("application/pdf", 1, said, read_by_machine=True)
    kept = documents.attach(session, document, b"%PDF-1.7", looked).record
    request = ready_request(consented, carer_id="", requester_address="1 Mill Lane")
    item = replace(item_for(gathered(consented, request), kept), outcome=Outcome.REDACT)
    box = Redaction(
        page=1, left=1, top=1, right=99, bottom=99, exemption=Exemption.THIRD_PARTY, covered_words="Otis"
    )
    with pytest.raises(GateShut, match="Cover the address"):
        decide.decide(session, item, [box])
    whole = replace(box, covered_words="4 Weir Cottages, Hazelmoor HZ2 7AB")
    assert decide.decide(session, item, [box, whole]).record.outcome is Outcome.REDACT


@pytest.mark.parametrize(("boxes", "pages"), [(1, 2), (0, 0)])
def test_boxes_are_laid_only_on_as_many_pages_as_were_looked_at(boxes: int, pages: int) -> None:
    """A letter in Word is drawn anew, and may come to other pages: then the boxes would lie on other words."""
    document = Document(media_type="text/plain", page_count=2, content_id="x", byte_count=9)
    box = Redaction(page=1, left=1, top=1, right=9, bottom=9, exemption=Exemption.THIRD_PARTY)
    held = Holding(document, ())
    made = order._with_document(OrderItem(1, "t", None, "redact"), held, (box,) * boxes)
    assert made.pages == pages


def test_a_place_where_the_pupil_goes_since_the_pack_was_built_is_looked_for_before_it_leaves(
    consented: House,
) -> None:
    """An entry that spoke of it as of one place among others was shared; since Tuesday he goes there."""
    session = consented.session
    add(consented, "We spoke of the Hazel Barn Project and of two other places.")
    request = bound(consented)
    gathered(consented, request)
    before = ready.current_mark(session, request.id)
    assert ready.current_mark(session, request.id) == before
    with session.write() as work:
        given = {"pupil_id": consented.pupil.id, "exclusion_kind": ExclusionKind.SUSPENSION}
        days = {"first_on": date(2026, 11, 3), "school_id": consented.school.id}
        why = {"reason": next(iter(ExclusionReason)), "arranged_where": "Hazel Barn Project"}
        work.add(Suspension(**given, **days, **why))
    assert "Hazel Barn Project" in kept_places.names_kept(session, session.get(AccessRequest, request.id))
    assert ready.current_mark(session, request.id) != before, "the pack was not searched for it"
