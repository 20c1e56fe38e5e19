"""A request whose pack was sent is out of Undo's reach, by whatever way it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import papers
import pytest

from coordinator_app.access_requests.actions import decide, gather, intake, leaving, letters, sending
from coordinator_app.access_requests.items import Outcome, Pack, PackFinding, Redaction, RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    LetterKind,
    RequestLetter,
    RequestPause,
    SafeguardingAdvice,
    Stage,
)
from coordinator_app.core.catalogue import Catalogue, Record
from coordinator_app.core.print_order import Printed
from coordinator_app.registry import CATALOGUE
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, add, gathered, item_for, new_request

SENT = "The pack for request 1 was sent on 24 November 2026, so nothing in the request can be undone."


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


@pytest.fixture
def closed(case: papers.Case) -> papers.Case:
    """The same with its pack built, approved and sent."""
    session, request = case.house.session, case.now
    asked = intake.pause(session, request, date(2026, 11, 11), "Which year?").record
    intake.answer(session, asked, date(2026, 11, 12), "All of them")
    order = letters.letter_order(session, request, LetterKind.ACKNOWLEDGEMENT, practice=True)
    printed = Printed(pdf=b"pdf", pages=1, version=1, digest="ab")
    letters.keep_letter(session, request, LetterKind.ACKNOWLEDGEMENT, order, printed)
    kept = case.keep()
    case.settle(kept)
    case.approve()
    sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, date(2026, 11, 24))
    return case


def changes_of(case: papers.Case, cls: type[Record]) -> list[str]:
    """Every change ever made to the records of a type, in the order of their versions."""
    session = case.house.session
    found = session.list(cls, trashed=None)
    return [row.change_id for one in found for row in session.history(one.id)]


def as_it_stands(case: papers.Case) -> list[Any]:
    session = case.house.session
    return [session.list(described.cls, trashed=None) for described in CATALOGUE.types]


@pytest.mark.parametrize(
    "cls",
    [
        AccessRequest,
        RequestPause,
        Consultation,
        RequestLetter,
        SafeguardingAdvice,
        RequestItem,
        Redaction,
        Pack,
        PackFinding,
        Disclosure,
        DisclosedItem,
    ],
)
def test_no_change_of_a_closed_request_can_be_undone(closed: papers.Case, cls: type[Record]) -> None:
    before, changes = as_it_stands(closed), changes_of(closed, cls)
    assert changes
    for change in changes:
        with pytest.raises(CannotUndo) as refused:
            closed.house.session.undo(change)
        assert refused.value.happened == SENT
        assert refused.value.safe == "Nothing has been changed."
        assert "log a new request" in refused.value.next_step
    assert as_it_stands(closed) == before


def test_without_the_hook_the_sent_pack_would_be_taken_back(
    closed: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = closed.house.session
    sent = session.history(closed.request.id)[-1].change_id
    # the planted fault: a catalogue that asks nobody
    monkeypatch.setattr(session, "catalogue", Catalogue(described.cls for described in CATALOGUE.types))
    session.undo(sent)
    assert closed.now.sent_on is None


@pytest.mark.parametrize("of", [lambda case: case.shared, lambda case: case.withheld])
def test_a_record_gathered_for_a_closed_request_does_not_go_to_the_trash(
    closed: papers.Case, of: Callable[[papers.Case], Record]
) -> None:
    session, entry = closed.house.session, of(closed)
    with pytest.raises(CannotUndo, match="gathered for request 1, which is answered, so it stays") as refused:
        session.undo(session.history(entry.id)[0].change_id)
    assert "correct it" in refused.value.next_step
    assert session.get(type(entry), entry.id).trashed_at is None


def test_what_came_after_the_sending_and_another_request_can_still_be_undone(closed: papers.Case) -> None:
    session = closed.house.session
    entry = add(closed.house, "Kit stayed for lunch.")
    session.undo(session.history(entry.id)[0].change_id)
    assert session.get(type(entry), entry.id).trashed_at is not None
    other = intake.log_request(session, new_request(closed.house))
    session.undo(other.change_id)
    assert session.get(AccessRequest, other.record.id).trashed_at is not None


def test_in_an_open_request_a_decision_is_undone_and_the_pack_built_before_cannot_go(
    case: papers.Case,
) -> None:
    session = case.house.session
    item = item_for(gather.items_of(session, case.request.id), case.shared)
    kept = case.keep()
    case.settle(kept)
    case.approve()
    changed = decide.undecide(session, item)
    again = decide.decide(session, replace(changed.record, outcome=Outcome.SHARE))
    assert leaving.sending_gate(session, case.now, kept).is_open
    session.undo(again.change_id)
    assert session.get(RequestItem, item.id).outcome is Outcome.UNDECIDED
    gate = leaving.sending_gate(session, case.now, kept)
    assert any("changed since the pack was built" in reason.why for reason in gate.reasons)
    assert not leaving.saving_gate(session, case.now, kept).is_open


def test_undo_of_a_redaction_leaves_no_pack_that_could_be_sent(case: papers.Case) -> None:
    session = case.house.session
    item = item_for(gather.items_of(session, case.request.id), case.covered)
    kept = case.keep()
    session.undo(session.history(item.id)[-1].change_id)
    assert decide.redactions_of(session, item.id) == []
    assert not leaving.saving_gate(session, case.now, kept).is_open


def test_an_approval_and_a_check_kept_are_undone_while_the_request_is_open(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep()
    case.settle(kept)
    case.approve()
    session.undo(session.history(case.request.id)[-1].change_id)
    assert case.now.approved_by == ""
    assert not leaving.sending_gate(session, case.now, kept).is_open
    assert case.now.stage is Stage.PACK


def test_a_request_is_not_taken_back_under_what_belongs_to_it(consented: House) -> None:
    session = consented.session
    logged = intake.log_request(session, new_request(consented))
    gathered(consented, logged.record)
    consulted = intake.consult_school(
        session, session.get(AccessRequest, logged.record.id), date(2026, 11, 10), "T. Inkwell"
    )
    with pytest.raises(CannotUndo):
        session.undo(logged.change_id)
    assert session.get(AccessRequest, logged.record.id).trashed_at is None
    session.undo(consulted.change_id)
    assert session.list(Consultation) == []
