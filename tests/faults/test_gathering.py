from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, gather, intake, leaving, order
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews.model import ReviewTarget
from coordinator_app.store.sql import rows
from tests.access_requests import papers
from tests.vaults import House, add, cover, gathered, item_for, ready_request, share_the_rest


def in_general(house: House) -> str:
    """Every row of the tables of requests and of history in the general database, as one text."""
    connection = house.session.databases.connection(Compartment.GENERAL)
    tables = ("request_item", "redaction", "history", "draft", "search_document")
    return repr([rows(connection, f"SELECT * FROM {name}") for name in tables])


def test_a_pack_is_not_built_from_what_a_user_without_the_safeguarding_store_gathered(
    consented: House,
) -> None:
    add(consented, "Kit came in on time.")
    add(consented, "Worry raised about late nights.", category=Category.SAFEGUARDING)
    request = ready_request(consented)
    consented.clock.at += timedelta(hours=1)
    level_two = consented.as_user(Compartment.GENERAL)
    gather.gather(level_two, request)
    level_two.close()
    share_the_rest(consented, request)
    with pytest.raises(GateShut, match="1 record was held and was not gathered"):
        order.pack_order(consented.session, current(consented, request), "pw", practice=True)
    gathered(consented, request)
    share_the_rest(consented, request)
    made, _ = order.pack_order(consented.session, current(consented, request), "pw", practice=True)
    assert "late nights" in repr(made.items)


def current(house: House, request: AccessRequest) -> AccessRequest:
    return house.session.get(AccessRequest, request.id)


def test_words_of_a_draft_that_turned_to_safeguarding_leave_the_general_store(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        work.save_draft("chronology", consented.pupil.id, {"words": "Kit seems tired"})
    request = ready_request(consented)
    items = gathered(consented, request)
    item = next(one for one in items if one.draft_screen)
    box = Redaction(
        field_name="draft_words",
        start=0,
        end=4,
        exemption=Exemption.THIRD_PARTY,
        covered_words=item.draft_words[:4],
    )
    decide.decide(session, replace(item, outcome=Outcome.REDACT), [box])
    with session.write() as work:
        work.drop_draft("chronology", consented.pupil.id)
    with session.write(Compartment.GUARDED) as work:
        work.save_draft("chronology", consented.pupil.id, {"words": "Kit fears the neighbour"})
    again = next(one for one in gathered(consented, request) if one.draft_screen)
    assert "fears the neighbour" in again.draft_words
    assert again.is_guarded
    assert again.outcome is Outcome.UNDECIDED
    assert "neighbour" not in in_general(consented)
    assert not gather.changed_since(session, current(consented, request))


def test_what_is_typed_about_the_request_itself_is_no_item_of_it(consented: House) -> None:
    add(consented, "Kit came in on time.")
    request = ready_request(consented)
    item = gathered(consented, request)[0]
    for compartment, about in ((Compartment.GENERAL, request.id), (Compartment.GUARDED, item.id)):
        with consented.session.write(compartment) as work:
            work.save_draft("access_request", about, {"note": "Ask the solicitor first"})
    items = gathered(consented, request)
    assert not [one for one in items if "solicitor" in one.draft_words]


def test_an_earlier_wording_of_a_part_is_gathered_like_that_of_a_whole_record(consented: House) -> None:
    session = consented.session
    review = reviews.plan_review(session, consented.pupil.id, session.clock.today()).record
    reviews.set_targets(session, review, [ReviewTarget(words="Stop frightening the others.")])
    target = reviews.targets_of(session, review.id)[0]
    reviews.set_targets(session, review, [replace(target, words="Come in on time.")])
    request = ready_request(consented)
    items = gathered(consented, request)
    said = [gather.holding_of(session, item) for item in items]
    words = " ".join(text for holding in said for _, text in order.lines_of(holding))
    assert "Come in on time." in words
    assert "Stop frightening the others." in words
    share_the_rest(consented, request)
    made, _ = order.pack_order(session, current(consented, request), "pw", practice=True)
    assert "Stop frightening the others." in repr(made.items)


def covered_nowhere(item: RequestItem) -> list[Redaction]:
    plain = Redaction(exemption=Exemption.THIRD_PARTY, covered_words="Otis")
    page: dict[str, Any] = {"page": 1, "left": 10, "top": 10, "right": 90, "bottom": 90}
    return [
        replace(plain, field_name="wordz", start=0, end=4),
        replace(plain, field_name="words", start=3, end=3),
        replace(plain, field_name="words", start=-4, end=4),
        replace(plain, field_name="words", start=4, end=4000),
        replace(plain, field_name="words"),
        replace(plain, **page),
        plain,
    ]


@pytest.mark.parametrize("which", range(7))
def test_a_covering_that_covers_nothing_is_refused_before_it_is_kept(consented: House, which: int) -> None:
    entry = add(consented, "Otis Bramblewick pushed Kit.")
    request = ready_request(consented)
    item = item_for(gathered(consented, request), entry)
    with pytest.raises(InvalidInput, match="covered"):
        decide.decide(
            consented.session, replace(item, outcome=Outcome.REDACT), [covered_nowhere(item)[which]]
        )
    assert item_for(gather.items_of(consented.session, request.id), entry).outcome is Outcome.UNDECIDED


def test_a_pack_is_not_ordered_with_a_covering_that_fits_nothing(consented: House) -> None:
    entry = add(consented, "Otis Bramblewick pushed Kit.")
    request = ready_request(consented)
    item = cover(consented, item_for(gathered(consented, request), entry), entry, "Otis Bramblewick")
    share_the_rest(consented, request)
    box = decide.redactions_of(consented.session, item.id)[0]
    with consented.session.write() as work:
        work.change(box, field_name="gone:words")
    with pytest.raises(InvalidInput, match="covered"):
        order.pack_order(consented.session, current(consented, request), "pw", practice=True)


def test_a_pack_addressed_to_someone_else_than_the_request_now_says_is_not_sent(consented: House) -> None:
    case = papers.decided_case(consented)
    kept = case.keep()
    case.settle(kept)
    case.approve()
    assert leaving.sending_gate(consented.session, case.now, kept).is_open
    intake.change_request(consented.session, case.now, requester_address="9 Elsewhere Row")
    shut = leaving.sending_gate(consented.session, case.now, kept)
    assert any("since the pack was built" in reason.why for reason in shut.reasons)
