"""Another child's paper can be moved away while an access request runs, and cannot be hidden from it by that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import decide, gather
from coordinator_app.access_requests.decisions import decisions_mark
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import (
    AccessRequest,
    ClosedAs,
    Exemption,
    LetterKind,
    RequestLetter,
)
from coordinator_app.consent.model import Consent
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents import another_child, due, trash, upkeep
from coordinator_app.documents.model import Document, DocumentKind, TakenOut
from coordinator_app.hooks import resolve
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.registry import CAPABILITIES
from coordinator_app.scan_in import actions as scan_in
from coordinator_app.scan_in import restricted
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.documents.test_documents import LOOKED, PDF, new_document
from tests.scan_in.made import bare, built, drop, tray
from tests.vaults import House, gathered, new_pupil, new_referral, ready_request

WHY = "The name at the top is another one."
WHEN = date(2026, 11, 12)


@pytest.fixture
def other(consented: House) -> Pupil:
    child = new_pupil(consented, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(consented.session, child, new_referral(consented)).pupil


@pytest.fixture
def paper(consented: House) -> Document:
    return documents.attach(
        consented.session, new_document(consented, title="Letter about Otis"), PDF, LOOKED
    ).record


def items(house: House, request: AccessRequest) -> list[RequestItem]:
    return gather.items_of(house.session, request.id)


def test_it_goes_to_the_other_child_and_a_note_with_the_reason_stays(
    consented: House, paper: Document, other: Pupil
) -> None:
    moved = another_child.move(consented.session, paper, other.id, f" {WHY} ")
    assert (moved.document.pupil_id, moved.to_do) == (other.id, ())
    assert documents.documents_of(consented.session, consented.pupil.id) == []
    (note,) = consented.session.list(TakenOut)
    assert (note.pupil_id, note.reason, note.was_kind) == (
        consented.pupil.id,
        WHY,
        DocumentKind.SCHOOL_LETTER,
    )
    assert (note.paper_id, note.paper_version, note.was_called) == (paper.id, 1, "Letter about Otis")
    rows = [row.entry for row in consented.session.audit_rows()]
    (said,) = [one for one in rows if one.action == "document-another-child"]
    assert (said.record_id, said.subject_id, said.note_code) == (
        paper.id,
        consented.pupil.id,
        "another_child",
    )


@pytest.mark.parametrize(("words", "field"), [("", "reason"), ("  ", "reason")])
def test_without_a_reason_nothing_moves(
    consented: House, paper: Document, other: Pupil, words: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        another_child.move(consented.session, paper, other.id, words)
    assert [one.field for one in told.value.problems] == [field]
    assert consented.session.get(Document, paper.id).pupil_id == consented.pupil.id


def test_it_goes_neither_to_nobody_nor_to_the_same_child_nor_before_a_referral(
    consented: House, paper: Document
) -> None:
    session = consented.session
    with pytest.raises(InvalidInput, match="Say whose it is"):
        another_child.move(session, paper, "", WHY)
    with pytest.raises(InvalidInput, match="already"):
        another_child.move(session, paper, consented.pupil.id, WHY)
    early = pupils.save_pupil(session, new_pupil(consented, given_names="Otis")).record
    with pytest.raises(GateShut, match="Before the school refers"):
        another_child.move(session, paper, early.id, WHY)
    thrown = trash.to_trash(session, paper).record
    with pytest.raises(NotFound, match="trash"):
        another_child.move(session, session.get(Document, thrown.id), early.id, WHY)
    assert session.list(TakenOut) == []


def test_in_an_open_request_the_note_stands_where_the_paper_stood_and_waits_for_a_decision(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    request = ready_request(consented)
    before = gathered(consented, request)
    (item,) = [one for one in before if one.item_id == paper.id]
    mark = decisions_mark(before, {})
    moved = another_child.move(session, paper, other.id, WHY)
    after = items(consented, request)
    assert len(after) == len(before), "one went, one stands for it"
    assert paper.id not in {one.item_id for one in after}
    (note,) = [one for one in after if one.id == item.id]
    assert (note.title, note.outcome, note.item_kind) == (
        "Paper taken out",
        Outcome.UNDECIDED,
        "paper_taken_out",
    )
    assert "another child" in note.reset_because
    assert decisions_mark(after, {}) != mark, "a pack that was built with it can no longer be sent"
    holding = gather.holding_of(session, note)
    assert isinstance(holding.record, TakenOut)
    assert holding.record.reason == WHY
    session.undo(moved.change_id)
    assert paper.id in {one.item_id for one in items(consented, request)}
    assert session.get(Document, paper.id).pupil_id == consented.pupil.id
    assert session.list(TakenOut) == []


@pytest.mark.parametrize("told", [False, True])
def test_a_request_that_was_closed_without_a_pack_keeps_nothing_of_it_either(
    consented: House, paper: Document, other: Pupil, told: bool
) -> None:
    session = consented.session
    request = ready_request(consented)
    (item,) = [one for one in gathered(consented, request) if one.item_id == paper.id]
    box = Redaction(page=1, left=0, top=0, right=50_000, bottom=9_000, exemption=Exemption.THIRD_PARTY)
    covered = replace(box, covered_words="Otis Bramblewick")
    decide.decide(session, replace(item, outcome=Outcome.REDACT), [covered])
    ended = session.get(AccessRequest, request.id)
    with session.write() as work:
        as_closed = ClosedAs.REFUSED if told else ClosedAs.WITHDRAWN
        work.change(ended, closed_on=date(2026, 11, 24), closed_as=as_closed, closed_because="So")
        if told:
            work.add(
                RequestLetter(
                    request_id=request.id, letter=LetterKind.REFUSAL, template_version=1,
                    written_on=date(2026, 11, 24), sent_on=date(2026, 11, 24),
                )
            )  # fmt: skip
    moved = another_child.move(session, paper, other.id, WHY)
    after = {one.id: one for one in items(consented, request)}
    assert paper.id not in {one.item_id for one in after.values()}
    assert (after[item.id].item_kind, after[item.id].outcome) == ("paper_taken_out", Outcome.UNDECIDED)
    assert decide.redactions_of(session, item.id) == []
    session.undo(moved.change_id)  # the paper goes back, though the request is closed
    assert paper.id in {one.item_id for one in items(consented, request)}
    assert [one.covered_words for one in decide.redactions_of(session, item.id)] == ["Otis Bramblewick"]


def test_a_request_that_was_sent_stays_as_it_was_sent(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    request = ready_request(consented)
    (item,) = [one for one in gathered(consented, request) if one.item_id == paper.id]
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), sent_on=date(2026, 11, 24))
    moved = another_child.move(session, paper, other.id, WHY)
    assert session.get(RequestItem, item.id).item_id == paper.id
    assert any("was answered" in line for line in moved.to_do)


def test_a_move_that_forgot_the_request_would_leave_the_paper_in_its_pack(
    consented: House, paper: Document, other: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ready_request(consented)
    gathered(consented, request)
    monkeypatch.setattr(another_child, "taken_out", lambda *_all: None)
    another_child.move(consented.session, paper, other.id, WHY)
    assert paper.id in {one.item_id for one in gather.items_of(consented.session, request.id)}
    assert gather.compared(consented.session, consented.session.get(AccessRequest, request.id)).gone == 1


def test_gathering_again_neither_brings_it_back_nor_counts_the_note_twice(
    consented: House, paper: Document, other: Pupil
) -> None:
    request = ready_request(consented)
    count = len(gathered(consented, request))
    another_child.move(consented.session, paper, other.id, WHY)
    again = gathered(consented, request)
    assert len(again) == count
    assert [one.item_kind for one in again].count("paper_taken_out") == 1
    compared = gather.compared(consented.session, consented.session.get(AccessRequest, request.id))
    assert (compared.changed, compared.missing) == (0, 0)


def test_a_request_that_comes_later_gathers_the_note_and_the_other_childs_gathers_the_paper(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    with session.write() as work:
        paper = work.change(paper, title="What is known of Kit", source="Kit’s mother")
    another_child.move(session, paper, other.id, WHY)
    about = [one.record for one in session.gather("pupil", consented.pupil.id)]
    assert {type(one) for one in about} >= {TakenOut}
    assert paper.id not in {one.id for one in about}
    (theirs,) = [one for one in session.gather("pupil", other.id) if one.record.id == paper.id]
    assert theirs.superseded_versions == (), "what it said on the first child's record is not the other's"


def test_without_its_hook_the_first_childs_versions_would_be_given_to_the_other(
    consented: House, paper: Document, other: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    another_child.move(session, paper, other.id, WHY)
    monkeypatch.setattr(session.catalogue, "of_others", lambda _reader, _record: frozenset())
    (theirs,) = [one for one in session.gather("pupil", other.id) if one.record.id == paper.id]
    assert theirs.superseded_versions == (1,)


def test_moved_back_it_is_the_first_childs_again_with_two_notes(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    there = another_child.move(session, paper, other.id, WHY).document
    another_child.move(session, there, consented.pupil.id, "It was right before.")
    assert {one.pupil_id for one in session.list(TakenOut)} == {consented.pupil.id, other.id}
    (own,) = [one for one in session.gather("pupil", consented.pupil.id) if one.record.id == paper.id]
    assert own.superseded_versions == (1,)


def test_a_decided_item_is_undecided_and_what_was_covered_goes(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    request = ready_request(consented)
    (item,) = [one for one in gathered(consented, request) if one.item_id == paper.id]
    withheld = {"outcome": Outcome.WITHHOLD, "exemption": Exemption.THIRD_PARTY, "reason": "It is Otis’s."}
    with session.write() as work:
        work.change(item, **withheld)
    another_child.move(session, paper, other.id, WHY)
    now = session.get(RequestItem, item.id)
    assert (now.outcome, now.exemption, now.reason) == (Outcome.UNDECIDED, None, "")


def test_a_restricted_paper_keeps_its_note_restricted(consented: House, other: Pupil) -> None:
    session = consented.session
    kept = documents.attach(session, new_document(consented, is_guarded=True), PDF, LOOKED).record
    request = ready_request(consented)
    (item,) = [one for one in gathered(consented, request) if one.item_id == kept.id]
    moved = another_child.move(session, kept, other.id, WHY)
    assert moved.change_id
    note = session.get(RequestItem, item.id)
    assert (note.item_kind, note.is_guarded) == ("paper_taken_out", True)
    level_two = consented.as_user(Compartment.GENERAL)
    assert level_two.list(TakenOut) == []
    level_two.close()


def test_a_consent_recorded_from_it_is_said_and_today_asks_until_it_is_withdrawn(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    consent = session.list(Consent)[0]
    with session.write() as work:
        work.change(consent, scan_document_id=paper.id)
    assert due.due_items(session) == []
    moved = another_child.move(session, paper, other.id, WHY)
    (words,) = moved.to_do
    assert "A consent signed on" in words
    assert "withdrawn" in words
    (item,) = due.due_items(session)
    assert (item.page, item.pupil_id, item.tone) == ("consent", consented.pupil.id, "over")
    with session.write() as work:
        work.change(session.get(Consent, consent.id), withdrawn_on=session.clock.today())
    assert due.due_items(session) == []


def test_what_was_given_to_somebody_is_said(consented: House, paper: Document, other: Pupil) -> None:
    told = Disclosure(
        pupil_id=consented.pupil.id,
        recipient="M. Parchment",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.IN_PERSON,
        why="Asked for.",
        description="A letter",
    )
    record_disclosure(consented.session, told, [item_of(paper)])
    moved = another_child.move(consented.session, paper, other.id, WHY)
    (words,) = moved.to_do
    assert words.startswith("It was given to M. Parchment on 20 November 2026.")


def test_a_request_that_was_answered_with_it_is_left_as_it_was_sent_and_said(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    request = ready_request(consented)
    (item,) = [one for one in gathered(consented, request) if one.item_id == paper.id]
    with session.write() as work:
        now = session.get(AccessRequest, request.id)
        work.change(now, sent_on=session.clock.today() - timedelta(days=1))
    moved = another_child.move(session, paper, other.id, WHY)
    assert session.get(RequestItem, item.id).item_id == paper.id
    assert any("was answered on 23 November 2026" in words for words in moved.to_do)


# cut off between the two compartments


class Killed(BaseException):
    """The program is cut off here."""


def left_behind(house: House, other: Pupil, monkeypatch: pytest.MonkeyPatch) -> ScannedForm:
    """A restricted scan whose document went to the other child, when the program was cut off."""
    session = house.session
    drop(house, bare(), name="letter.pdf")
    form = scan_in.choose_pupil(session, tray(house)[0], house.pupil.id).record
    words = {"title": "Letter about Otis", "kind_of_document": DocumentKind.AGENCY_LETTER, "dated": WHEN}
    kept = restricted.file_restricted(session, form, built(house, form), words).record

    def cut_off(*_all: object) -> None:
        raise Killed

    monkeypatch.setattr(another_child, "_follow_apart", cut_off)
    with pytest.raises(Killed):
        another_child.move(session, session.get(Document, kept.document_id), other.id, WHY)
    monkeypatch.undo()
    return session.get(ScannedForm, kept.id)


def test_cut_off_between_the_two_the_next_unlock_lets_the_scan_follow_its_paper(
    consented: House, other: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    scan = left_behind(consented, other, monkeypatch)
    assert scan.pupil_id == consented.pupil.id, "without settling it would stay on the first child's record"
    assert session.get(Document, scan.document_id).pupil_id == other.id
    request = ready_request(consented)
    assert scan.id in {one.item_id for one in gathered(consented, request)}
    another_child.settle(session)
    assert session.get(ScannedForm, scan.id).pupil_id == other.id
    assert scan.id not in {one.item_id for one in items(consented, request)}
    assert scan.id not in {one.record.id for one in session.gather("pupil", consented.pupil.id)}
    version = session.get(ScannedForm, scan.id).version
    another_child.settle(session)
    assert session.get(ScannedForm, scan.id).version == version, "it is settled"


def test_without_the_guarded_key_it_waits_for_who_holds_it(
    consented: House, other: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = left_behind(consented, other, monkeypatch)
    two = consented.as_user(Compartment.GENERAL)
    another_child.settle(two)
    two.close()
    assert consented.session.get(ScannedForm, scan.id) == scan


def test_what_was_moved_whole_and_what_came_back_is_left_alone(
    consented: House, paper: Document, other: Pupil
) -> None:
    session = consented.session
    kept = documents.attach(session, new_document(consented, is_guarded=True), b"%PDF-2", LOOKED).record
    away = another_child.move(session, kept, other.id, WHY).document
    another_child.move(session, away, consented.pupil.id, "It was right before.")
    another_child.move(session, paper, other.id, WHY)
    before = session.anchors()
    another_child.settle(session)
    assert session.anchors() == before


def test_the_settling_runs_after_each_unlock() -> None:
    hooks = {one.name: one.upkeep for one in CAPABILITIES}
    assert resolve(hooks["documents"]) is upkeep.settle
    assert resolve(hooks["scan_in"]) is restricted.upkeep
