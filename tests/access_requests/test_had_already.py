"""What they have had already is what they have, whole and as it stands now: nothing else opens a restricted record (003-5.2, 5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import papers
import pytest

from coordinator_app.access_requests.actions import decide, gather, had_already, order, pack, sending
from coordinator_app.access_requests.actions.ready import build_gate
from coordinator_app.access_requests.decisions import item_gate
from coordinator_app.access_requests.items import Outcome, Pack, RequestItem
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews.model import ReviewTarget
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import (
    House,
    add,
    cover,
    gathered,
    item_for,
    ready_request,
    share_the_rest,
    withhold_for_harm,
)

TODAY = date(2026, 11, 24)
WORRY = "Otis Bramblewick says that Kit is hit at home."


def now(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def answered(house: House, request: AccessRequest) -> None:
    """The rest is shared, and its pack is sent."""
    session = house.session
    share_the_rest(house, request)
    _, mark = order.pack_order(session, now(house, request), "pw", practice=True)
    kept = pack.keep_pack(session, now(house, request), papers.BUILT, mark).record
    for finding in pack.findings_of(session, kept.id):
        if finding.state == "look":
            pack.keep_finding(session, finding, "Rang twice")
    pack.approve(session, now(house, request), "Dana Placeholder", "There is no second user", TODAY)
    way = DeliveryMethod.RECORDED_DELIVERY
    sending.record_sent(session, now(house, request), session.get(Pack, kept.id), way, TODAY)


def present(items: list[RequestItem], record: Any) -> RequestItem:
    return next(one for one in items if one.item_id == record.id and not one.state_label)


def may_leave_unasked(item: RequestItem) -> bool:
    """Whether it may be shared whole without advice and without a word of why."""
    return item_gate(replace(item, outcome=Outcome.SHARE, note=""), (), ()).is_open


def given(
    house: House,
    *records: Any,
    to: str = "Marigold Puddlecombe",
    kind: RecipientKind = RecipientKind.PARENT,
) -> Disclosure:
    told = Disclosure(
        pupil_id=house.pupil.id, recipient=to, recipient_kind=kind, given_on=TODAY,
        method=DeliveryMethod.IN_PERSON, why="Asked", description="1 entry",
    )  # fmt: skip
    lines = [replace(item_of(one), is_guarded=False) for one in records]
    return record_disclosure(house.session, told, lines, for_safety=True).record


def asked_again_after_a_part(house: House) -> RequestItem:
    """An entry of which the worry was covered in the first pack, as the second request gathers it."""
    entry = add(house, f"Kit fed the hens. {WORRY}", category=Category.SAFEGUARDING)
    first = ready_request(house)
    cover(house, replace(item_for(gathered(house, first), entry), note="The hens"), entry, WORRY)
    answered(house, first)
    return present(gathered(house, ready_request(house)), entry)


def test_what_was_covered_in_the_first_pack_is_no_open_secret_in_the_second(consented: House) -> None:
    item = asked_again_after_a_part(consented)
    assert item.already_shared_on is None
    assert not may_leave_unasked(item)


def test_planted_fault_by_the_id_of_a_record_alone_a_part_would_open_the_whole(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(had_already._Packs, "gave_whole", lambda *_: True)
    assert may_leave_unasked(asked_again_after_a_part(consented))


def test_what_they_had_whole_they_have(consented: House) -> None:
    entry = add(consented, "Kit fed the hens.", category=Category.SAFEGUARDING)
    first = ready_request(consented)
    gathered(consented, first)
    answered(consented, first)
    item = present(gathered(consented, ready_request(consented)), entry)
    assert item.already_shared_on == TODAY
    assert may_leave_unasked(item)


def test_an_earlier_wording_that_was_given_tells_nothing_of_the_one_that_was_held_back(
    consented: House,
) -> None:
    session = consented.session
    entry = add(consented, "Kit fed the hens.", category=Category.SAFEGUARDING)
    chronology.correct_entry(session, entry, "More was said.", words="Kit says that he is hit at home.")
    first = ready_request(consented)
    older, latest = sorted(
        (one for one in gathered(consented, first) if one.item_id == entry.id),
        key=lambda one: not one.state_label,
    )
    decide.decide(session, replace(older, outcome=Outcome.SHARE, note="Hens"))
    withhold_for_harm(consented, first, latest)
    answered(consented, first)
    again = gathered(consented, ready_request(consented))
    assert not may_leave_unasked(present(again, entry))
    assert (
        next(one for one in again if one.item_id == entry.id and one.state_label).already_shared_on == TODAY
    )


def test_what_was_changed_since_it_was_given_is_new_to_them(consented: House) -> None:
    session = consented.session
    entry = add(consented, "Kit fed the hens.", category=Category.SAFEGUARDING)
    first = ready_request(consented)
    gathered(consented, first)
    answered(consented, first)
    second = ready_request(consented)
    assert may_leave_unasked(present(gathered(consented, second), entry))
    chronology.correct_entry(session, entry, "More was said.", words="Kit says that he is hit at home.")
    assert not may_leave_unasked(present(gathered(consented, second), entry))


def test_a_part_that_came_since_is_new_to_them(consented: House) -> None:
    session = consented.session
    review = reviews.plan_review(session, consented.pupil.id, date(2026, 9, 21)).record
    given(consented, review)
    assert present(gathered(consented, ready_request(consented)), review).already_shared_on == TODAY
    consented.clock.at += timedelta(minutes=1)
    reviews.set_targets(session, review, (ReviewTarget(words="In on time"),))
    assert present(gathered(consented, ready_request(consented)), review).already_shared_on is None


def test_another_file_under_the_same_title_is_new_to_them(consented: House) -> None:
    session = consented.session
    made = Document(
        pupil_id=consented.pupil.id, title="Letter", kind_of_document=DocumentKind.OTHER, dated=TODAY
    )
    paper = documents.attach(session, made, b"%PDF-1.7", Looked("application/pdf", 1, "Hens")).record
    given(consented, paper)
    request = ready_request(consented)
    assert present(gathered(consented, request), paper).already_shared_on == TODAY
    with session.write() as work:
        work.change(session.get(Document, paper.id), sha256="other")
    assert present(gathered(consented, request), paper).already_shared_on is None


def test_a_gathering_follows_what_was_given_since_and_asks_again_where_it_turns(consented: House) -> None:
    session = consented.session
    entry = add(consented, "Kit fed the hens.")
    request = ready_request(consented)
    item = present(gathered(consented, request), entry)
    decide.decide(session, replace(item, outcome=Outcome.SHARE))
    line = given(consented, entry)
    item = present(gathered(consented, request), entry)
    assert (item.already_shared_on, item.outcome) == (TODAY, Outcome.UNDECIDED)
    assert "given it since" in item.reset_because
    decide.decide(session, replace(item, outcome=Outcome.SHARE))
    with session.write() as work:  # it turns out that somebody else has it
        work.change(line, recipient="A neighbour", recipient_kind=RecipientKind.OTHER, in_error=True)
    assert gather.changed_since(session, now(consented, request)) == 2  # the entry, and the line itself
    assert not build_gate(session, now(consented, request)).is_open
    item = present(gathered(consented, request), entry)
    assert (item.already_shared_on, item.outcome) == (None, Outcome.UNDECIDED)
    assert gather.changed_since(session, now(consented, request)) == 0


def test_the_day_of_an_item_follows_its_record(consented: House) -> None:
    """The index of a pack went by the wrong day that had been put right."""
    entry = add(consented, "Kit fed the hens.", happened_on=date(2026, 10, 9))
    request = ready_request(consented)
    gathered(consented, request)
    chronology.correct_entry(consented.session, entry, "Wrong day.", happened_on=date(2026, 9, 1))
    assert present(gathered(consented, request), entry).on_day == date(2026, 9, 1)


def asked_by(house: House, kind: RequesterKind, carer_id: str = "") -> AccessRequest:
    """A request by somebody who is called Kit Puddlecombe, as the pupil is."""
    return ready_request(house, requester="Kit Puddlecombe", requester_kind=kind, carer_id=carer_id)


@pytest.mark.parametrize(
    ("first", "then"),
    [(RequesterKind.PUPIL, RequesterKind.PARENT), (RequesterKind.PARENT, RequesterKind.PUPIL)],
)
def test_what_the_child_was_given_a_parent_of_the_same_name_has_not_had(
    consented: House, first: RequesterKind, then: RequesterKind
) -> None:
    """A father is called as his son is: what the son said of him, and was given, would leave to him without advice."""
    entry = add(consented, "Kit says that he is hit at home.", category=Category.SAFEGUARDING)
    given(consented, entry, to="Kit Puddlecombe", kind=_AS_GIVEN[first])
    assert not may_leave_unasked(present(gathered(consented, asked_by(consented, then)), entry))
    assert may_leave_unasked(present(gathered(consented, asked_by(consented, first)), entry))


_AS_GIVEN = {RequesterKind.PUPIL: RecipientKind.PUPIL, RequesterKind.PARENT: RecipientKind.PARENT}


def test_what_one_carer_was_given_another_of_the_same_name_has_not_had(consented: House) -> None:
    session, own = consented.session, consented.carer
    entry = add(consented, "Kit says that he is hit at home.", category=Category.SAFEGUARDING)
    first = ready_request(consented)
    decide.decide(
        session, replace(present(gathered(consented, first), entry), outcome=Outcome.SHARE, note="Known")
    )
    answered(consented, first)
    with session.write() as work:
        grandmother = work.add(replace(own, id="", version=0, relationship=Relationship.GRANDPARENT))
    other = ready_request(consented, carer_id=grandmother.id)
    assert not may_leave_unasked(present(gathered(consented, other), entry))
    again = ready_request(consented)
    assert may_leave_unasked(present(gathered(consented, again), entry))


def test_what_the_father_was_given_the_grandfather_of_his_name_has_not_had(consented: House) -> None:
    """A line of the ledger says a name and no more: who of the two has it nobody knows."""
    session = consented.session
    entry = add(consented, WORRY, category=Category.SAFEGUARDING)
    name = "Rowan Puddlecombe"
    father, old = (
        pupils.save_carer(session, Carer(pupil_id=consented.pupil.id, name=name, relationship=one)).record
        for one in (Relationship.FATHER, Relationship.GRANDPARENT)
    )
    given(consented, entry, to=name)
    for asker in (old, father):
        request = ready_request(
            consented, requester=name, carer_id=asker.id, requester_kind=RequesterKind.OTHER_CARER
        )
        item = present(gathered(consented, request), entry)
        assert item.already_shared_on is None
        assert not may_leave_unasked(item)
