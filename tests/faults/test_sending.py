from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, intake, order, pack, sending
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.core.errors import GateShut, InvalidInput, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem
from tests.access_requests import papers
from tests.vaults import House, add, advise, gathered, item_for, ready_request, share_the_rest

EMAIL = DeliveryMethod.SECURE_EMAIL
TODAY = date(2026, 11, 24)


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def send(case: papers.Case, on: date = TODAY, request: AccessRequest | None = None) -> None:
    kept = pack.packs_of(case.house.session, case.request.id)[0]
    sending.record_sent(case.house.session, request or case.now, kept, EMAIL, on)


def made_ready(case: papers.Case) -> None:
    case.settle(case.keep())
    case.approve()


def guarded_lines(case: papers.Case) -> int:
    found: int = case.house.session.count(DisclosedItem, where={"is_guarded": True})
    return found


def test_a_pack_cannot_have_been_sent_before_the_request_arrived(case: papers.Case) -> None:
    made_ready(case)
    with pytest.raises(InvalidInput, match="before the day the request arrived"):
        send(case, date(2026, 11, 8))
    assert case.now.sent_on is None
    assert not disclosures_of(case.house.session, case.house.pupil.id)


def test_a_send_refused_for_an_older_request_leaves_no_guarded_lines_in_the_ledger(case: papers.Case) -> None:
    session = case.house.session
    item = next(one for one in gathered(case.house, case.request) if one.outcome is Outcome.WITHHOLD)
    decide.decide(
        session, replace(item, outcome=Outcome.SHARE, exemption=None, reason="", note="They know of it.")
    )
    made_ready(case)
    older = case.now
    intake.change_request(session, older, wanted="Everything, also the photographs")
    with pytest.raises(StaleRecord):
        send(case, request=older)
    assert guarded_lines(case) == 0
    send(case)
    assert guarded_lines(case) == 1
    assert len(disclosures_of(session, case.house.pupil.id)) == 1


def test_a_pack_that_a_newer_one_replaced_is_not_sent(case: papers.Case) -> None:
    older = case.keep()
    case.settle(older)
    made_ready(case)
    with pytest.raises(GateShut, match="newer pack"):
        sending.record_sent(case.house.session, case.now, older, EMAIL, TODAY)


def test_nothing_of_a_closed_request_can_be_written_any_more(case: papers.Case) -> None:
    session = case.house.session
    asked = intake.pause(session, case.now, date(2026, 11, 12), "Which years?").record
    answered = intake.answer(session, asked, date(2026, 11, 13), "All").record
    made_ready(case)
    _, mark = case.order()
    before = case.now
    send(case)
    kept = pack.packs_of(session, case.request.id)[0]
    finding = next(one for one in pack.findings_of(session, kept.id) if one.state == "look")
    consulted = intake.consultations_of(session, case.request.id)[0]
    for change in (
        lambda: intake.answer(session, answered, date(2026, 11, 20), "Later"),
        lambda: intake.school_replied(session, consulted, date(2026, 11, 20), "Yes"),
        lambda: pack.keep_finding(session, finding, "Another reason"),
        lambda: pack.keep_pack(session, before, papers.BUILT, mark),
        lambda: send(case),
    ):
        with pytest.raises(GateShut):
            change()


def test_a_reason_that_gives_away_what_it_protects_is_not_told_of_covered_words_either(
    consented: House,
) -> None:
    entry = add(consented, "Kit said that home frightens him.")
    request = ready_request(consented)
    item = item_for(gathered(consented, request), entry)
    advise(consented, request)
    box = papers_box(entry.words, "frightens", Exemption.CHILD_ABUSE)
    # chosen first to be withheld, then shared in part
    chosen = replace(item, outcome=Outcome.REDACT, exemption=Exemption.LEGAL_PRIVILEGE, reason="Advice")
    decide.decide(consented.session, chosen, [box])
    share_the_rest(consented, request)
    now = consented.session.get(AccessRequest, request.id)
    made, _ = order.pack_order(consented.session, now, "pw", practice=True)
    assert "abuse" not in repr(made)
    assert "legal advice" not in repr(made)


def papers_box(words: str, covered: str, exemption: Exemption) -> Redaction:
    at = words.index(covered)
    return Redaction(
        field_name="words", start=at, end=at + len(covered), exemption=exemption, covered_words=covered
    )


def test_what_is_typed_in_the_workbench_is_kept_on_the_guarded_side() -> None:
    from coordinator_app.access_requests.page.request import AccessRequestPage

    class Vault:
        def __init__(self, *held: Compartment) -> None:
            self._held = held

        def holds(self, compartment: Compartment) -> bool:
            return compartment in self._held

    class Desk:
        def __init__(self, *held: Compartment) -> None:
            self.vault = Vault(*held)

    class Page:
        def __init__(self, *held: Compartment) -> None:
            self.desk = Desk(*held)

    place = AccessRequestPage.draft_compartment
    assert isinstance(place, property)
    assert place.fget is not None
    assert place.fget(Page(Compartment.GENERAL, Compartment.GUARDED)) is Compartment.GUARDED
    assert place.fget(Page(Compartment.GENERAL)) is Compartment.GENERAL
