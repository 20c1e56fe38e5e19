from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import papers
import pytest

from coordinator_app.access_requests.actions import (
    decide,
    gather,
    intake,
    leaving,
    letters,
    order,
    pack,
    sending,
)
from coordinator_app.access_requests.items import FindingState, Outcome, Pack, PackFinding
from coordinator_app.access_requests.model import AccessRequest, Exemption, LetterKind, RequesterKind, Stage
from coordinator_app.access_requests.needed_checks import NEEDED_CHECKS, OF_THE_FILE
from coordinator_app.access_requests.pack_order import BuiltFinding
from coordinator_app.chronology import actions as chronology
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.print_order import Printed
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.actions import disclosures_of, shared_with_family
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem
from tests.vaults import House, add, cover, gathered, item_for, new_request, ready_request, share_the_rest

TODAY = date(2026, 11, 24)


@pytest.fixture
def case(consented: House) -> papers.Case:
    return papers.decided_case(consented)


def test_nothing_is_built_before_identity_the_school_and_every_decision(consented: House) -> None:
    session = consented.session
    request = intake.log_request(session, new_request(consented)).record
    for says in ("how you know", "school on roll", "Nothing has been gathered"):
        with pytest.raises(GateShut, match=says):
            order.pack_order(session, request, "pw", practice=True)
    gathered(consented, request)
    with pytest.raises(GateShut, match="items are not decided"):
        order.pack_order(session, session.get(AccessRequest, request.id), "pw", practice=True)


def test_a_record_corrected_after_gathering_stops_the_pack_until_it_is_decided_anew(
    case: papers.Case,
) -> None:
    chronology.correct_entry(case.house.session, case.shared, "Misheard.", words="Kit came in late.")
    with pytest.raises(GateShut, match="changed after it was gathered"):
        case.order()
    gather.gather(case.house.session, case.now)
    with pytest.raises(GateShut, match="2 items are not decided"):
        case.order()
    share_the_rest(case.house, case.request)
    words = [line.words for item in case.order()[0].items for line in item.lines]
    assert "Kit came in late." in words


def test_an_order_holds_what_is_released_and_nothing_of_what_is_withheld(case: papers.Case) -> None:
    made, mark = case.order()
    assert mark == pack.current_mark(case.house.session, case.request.id)
    assert [item.number for item in made.items] == list(range(1, len(made.items) + 1))
    withheld = next(item for item in made.items if item.outcome == "withhold")
    assert (withheld.lines, withheld.document, withheld.why) == ((), b"", "")
    redacted = next(item for item in made.items if item.outcome == "redact")
    span = next(line for line in redacted.lines if line.covered)
    assert span.words[span.covered[0].start : span.covered[0].end] == "Otis Bramblewick"
    assert redacted.why == "It is about someone else"
    everything = " ".join(line.words for item in made.items for line in item.lines)
    assert "late nights" not in everything
    assert {"Otis Bramblewick", "Otis", "Bramblewick"} <= {term.words for term in made.terms}
    assert "Worry raised about late nights at home." in {term.words for term in made.terms}


def test_a_reason_that_may_be_told_stands_in_the_order_and_in_the_letter(referred: House) -> None:
    entry = add(referred, "About Otis Bramblewick and his family only.")
    request = ready_request(referred)
    item = item_for(gathered(referred, request), entry)
    decide.decide(
        referred.session,
        replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="Another family"),
    )
    share_the_rest(referred, request)
    now = referred.session.get(AccessRequest, request.id)
    made, _ = order.pack_order(referred.session, now, "pw", practice=False)
    withheld = next(item for item in made.items if item.outcome == "withhold")
    assert withheld.why == "It is about someone else"
    assert made.letter.choices == ("part_withheld", "school_asked")
    left_out = made.letter.parts["withheld"].rows
    assert left_out == (("It is about someone else (Data Protection Act 2018, schedule 2, paragraph 16)",),)


def test_a_reason_that_gives_away_what_it_protects_is_told_nowhere(case: papers.Case) -> None:
    made, _ = case.order()
    words = repr(made.letter) + " ".join(item.title + item.why for item in made.items)
    assert "serious harm" not in words
    assert "where to say why would give it away" in repr(made.letter.parts["withheld"])


def test_the_reply_holds_what_article_15_asks_for(case: papers.Case) -> None:
    letter = case.order()[0].letter
    asked = {
        "searched",
        "purposes",
        "categories",
        "recipients",
        "sources",
        "how_long_we_keep",
        "withheld",
        "codes",
    }
    assert set(letter.parts) == asked
    assert all(part.rows for part in letter.parts.values())
    assert letter.values["item_count"].endswith("items")
    assert letter.gaps["joint_dpo"] == "joint data protection officer: not yet appointed"
    assert letter.values["controller_name"] == "Foxglove Hill School"
    assert letter.is_letter


@pytest.mark.parametrize(("outcome", "choice"), [(Outcome.SHARE, "all_shared")])
def test_the_reply_says_when_all_is_shared(referred: House, outcome: Outcome, choice: str) -> None:
    request = ready_request(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    now = referred.session.get(AccessRequest, request.id)
    letter = order.pack_order(referred.session, now, "pw", practice=True)[0].letter
    assert letter.choices == (choice, "school_asked")
    assert letter.parts["withheld"].rows == (("Nothing is held back.",),)
    assert letter.parts["recipients"].rows == ((order._NOBODY,),)


def test_a_user_without_the_safeguarding_store_cannot_build_half_a_pack(case: papers.Case) -> None:
    level_two = case.house.as_user(Compartment.GENERAL)
    with pytest.raises(GateShut, match="would not be whole"):
        order.pack_order(level_two, case.now, "pw", practice=True)
    level_two.close()


def test_the_very_file_is_kept_with_its_fingerprint_in_the_highest_compartment(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep()
    assert kept.is_guarded
    assert session.blob(kept.content_id) == b"locked"
    assert kept.sha256 == hashlib.sha256(b"locked").hexdigest()
    assert case.now.stage is Stage.PACK
    level_two = case.house.as_user(Compartment.GENERAL)
    assert pack.packs_of(level_two, case.request.id) == []
    level_two.close()
    checks = {one.check_name: one for one in pack.findings_of(session, kept.id)}
    assert checks["The school on roll was asked"].state is FindingState.LOOK
    reasons = checks["Each withheld item has a reason and, where needed, advice"]
    assert reasons.detail == "Safeguarding advice filed 12 November 2026"
    again = case.keep()
    assert [one.id for one in pack.packs_of(session, case.request.id)] == [again.id]


def test_a_pack_without_anything_guarded_stays_in_the_general_compartment(referred: House) -> None:
    request = ready_request(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    session = referred.session
    one = intake.consultations_of(session, request.id)[0]
    intake.school_replied(session, one, date(2026, 11, 23), "Nothing to add")
    now = session.get(AccessRequest, request.id)
    _, mark = order.pack_order(session, now, "pw", practice=True)
    kept = pack.keep_pack(session, now, papers.BUILT, mark).record
    assert not kept.is_guarded
    checks = {finding.check_name: finding for finding in pack.findings_of(session, kept.id)}
    assert checks["The school on roll was asked"].detail == "The school replied 23 November 2026"
    assert checks["Each withheld item has a reason and, where needed, advice"].detail == "Nothing is withheld"


def test_a_checked_and_approved_pack_is_sent_and_the_case_is_closed(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep()
    case.settle(kept)
    case.approve()
    sent = sending.record_sent(session, case.now, kept, DeliveryMethod.SECURE_EMAIL, TODAY).record
    assert (sent.stage, sent.sent_on, sent.sent_by) == (Stage.SENT, TODAY, DeliveryMethod.SECURE_EMAIL)
    assert session.get(Pack, kept.id).sent_on == TODAY
    told = disclosures_of(session, case.house.pupil.id)[0]
    assert (told.recipient, told.why) == ("Marigold Puddlecombe", "Access request 1")
    assert "Pack of 3 pages" in told.description
    lines = session.list(DisclosedItem, where={"disclosure_id": told.id})
    given = [item for item in gather.items_of(session, sent.id) if item.outcome is not Outcome.WITHHOLD]
    assert {(line.item_id, line.item_version) for line in lines} == {
        (item.item_id, item.item_version) for item in given
    }
    assert case.withheld.id not in {line.item_id for line in lines}
    for act in (
        lambda: pack.keep_pack(session, sent, papers.BUILT, "m"),
        lambda: pack.approve(session, sent, "Dana Placeholder", "No second user", TODAY),
        lambda: intake.change_request(session, sent, wanted="x"),
        lambda: intake.pause(session, sent, TODAY, "Which?"),
        lambda: intake.consult_school(session, sent, TODAY, "T. Inkwell"),
        lambda: letters.keep_letter(
            session,
            sent,
            LetterKind.REPLY,
            letters.letter_order(session, sent, LetterKind.ACKNOWLEDGEMENT, practice=True),
            Printed(b"%PDF", 1, 1, "ab"),
        ),
        lambda: sending.record_sent(session, sent, kept, DeliveryMethod.IN_PERSON, TODAY),
    ):
        with pytest.raises(GateShut):
            act()


def test_the_ledger_names_guarded_records_in_the_guarded_compartment_only(case: papers.Case) -> None:
    session = case.house.session
    entry = case.withheld
    item = item_for(gather.items_of(session, case.request.id), entry)
    known = "The family told us of it."
    decide.decide(session, replace(item, outcome=Outcome.SHARE, exemption=None, reason="", note=known))
    kept = case.keep()
    case.settle(kept)
    case.approve()
    sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    told = disclosures_of(session, case.house.pupil.id)[0]
    lines = session.list(DisclosedItem, where={"disclosure_id": told.id})
    assert [line.is_guarded for line in lines if line.item_id == entry.id] == [True]
    level_two = case.house.as_user(Compartment.GENERAL)
    seen = level_two.list(DisclosedItem, where={"disclosure_id": told.id})
    assert entry.id not in {line.item_id for line in seen}
    assert len(seen) < len(lines)
    level_two.close()


def test_an_unsettled_check_or_a_missing_approval_keeps_it_from_being_sent(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep()
    decision = leaving.sending_gate(session, case.now, kept)
    assert {reason.why for reason in decision.reasons} == {
        "Nobody has approved the pack.",
        "A check is not settled: The school on roll was asked.",
    }
    with pytest.raises(GateShut):
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    assert case.now.sent_on is None
    assert disclosures_of(session, case.house.pupil.id) == []


def test_a_suspicion_is_kept_with_a_reason_and_a_failure_never(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep(papers.with_findings(BuiltFinding("Covered names", "failed", "Otis", 2)))
    failed, look = pack.findings_of(session, kept.id)[:2]
    assert (failed.state, failed.page) == (FindingState.FAILED, 2)
    with pytest.raises(GateShut, match="cannot be kept"):
        pack.keep_finding(session, failed, "It is fine")
    with pytest.raises(InvalidInput):
        pack.keep_finding(session, look, " ")
    assert pack.keep_finding(session, look, "Rang twice").record.kept_reason == "Rang twice"
    case.approve()
    with pytest.raises(GateShut, match="Covered names"):
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)


def test_a_decision_changed_after_the_build_needs_a_new_pack_and_a_new_approval(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep()
    case.settle(kept)
    case.approve()
    assert leaving.sending_gate(session, case.now, kept).is_open
    item = item_for(gather.items_of(session, case.request.id), case.shared)
    cover(case.house, item, case.shared, "all day")
    why = {reason.why for reason in leaving.sending_gate(session, case.now, kept).reasons}
    assert why == {
        "Decisions or the request itself have changed since the pack was built.",
        "Decisions or the request itself have changed since it was approved.",
    }
    again = case.keep()
    case.settle(again)
    case.approve()
    assert leaving.sending_gate(session, case.now, again).is_open


def test_a_tampered_pack_in_the_vault_is_never_sent(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = case.house.session
    kept = case.keep()
    case.settle(kept)
    case.approve()
    monkeypatch.setattr(type(session), "blob", lambda *_: b"another file")  # the planted fault
    with pytest.raises(GateShut, match="not the file that was checked"):
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    assert case.now.sent_on is None


def test_approval_names_who_and_why_and_is_not_in_the_future(case: papers.Case) -> None:
    session = case.house.session
    with pytest.raises(InvalidInput) as told:
        pack.approve(session, case.now, "", "", date(2026, 11, 25))
    assert [one.field for one in told.value.problems] == ["approved_by", "approval_reason", "approved_on"]
    kept = case.keep()
    case.settle(kept)
    case.approve()
    with pytest.raises(InvalidInput):
        sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, date(2026, 11, 25))


def test_what_is_done_with_a_pack_stands_in_the_audit(case: papers.Case) -> None:
    session = case.house.session
    kept = case.keep()
    case.settle(kept)
    case.approve()
    sending.record_sent(session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    general = {row.entry.action for row in session.audit_rows(limit=500)}
    guarded = {row.entry.action for row in session.audit_rows(limit=500, compartment=Compartment.GUARDED)}
    assert {"pack-approved", "pack-sent"} <= general
    assert "pack-finding-kept" in guarded
    assert all(verdict.first_bad is None for verdict in session.verify_audit())


def test_letters_are_kept_with_the_version_of_their_wording(case: papers.Case) -> None:
    session = case.house.session
    wanted = letters.letter_order(session, case.now, LetterKind.CONSULT_SCHOOL, practice=True)
    assert wanted.head.recipient_lines[:2] == ("T. Inkwell", "Foxglove Hill School")
    assert wanted.values["reply_by_date"] == "1 December 2026"
    saved = letters.keep_letter(
        session, case.now, LetterKind.CONSULT_SCHOOL, wanted, Printed(b"%PDF-1.7", 1, 1, "ab12")
    ).record
    assert session.blob(saved.content_id) == b"%PDF-1.7"
    assert (saved.template_version, saved.template_hash, saved.reference) == (
        1,
        "ab12",
        wanted.head.reference,
    )
    with pytest.raises(InvalidInput):
        letters.letter_sent(session, saved, date(2026, 11, 25))
    assert letters.letter_sent(session, saved, TODAY).record.sent_on == TODAY
    assert [one.id for one in letters.letters_of(session, case.request.id)] == [saved.id]


def test_an_acknowledgement_asks_the_question_that_is_open(case: papers.Case) -> None:
    session = case.house.session
    intake.pause(session, case.now, TODAY, "Which school years?")
    wanted = letters.letter_order(session, case.now, LetterKind.ACKNOWLEDGEMENT, practice=True)
    assert {"clarification_needed", "about_somebody"} <= set(wanted.choices)
    assert "identity_needed" not in wanted.choices
    assert wanted.values["clarification_question"] == "Which school years?"
    assert wanted.head.our_reference == "Request 1"


def test_everything_an_item_says_is_shown_with_its_parts(case: papers.Case) -> None:
    session = case.house.session
    item = item_for(gather.items_of(session, case.request.id), case.shared)
    lines = dict(order.lines_of(gather.holding_of(session, item)))
    assert lines["What happened"] == "Kit came in on time and stayed all day."
    assert lines["Category"] == "Behaviour"


@pytest.mark.parametrize("kind", list(RequesterKind))
def test_whoever_asks_is_named_in_the_ledger(consented: House, kind: RequesterKind) -> None:
    case = papers.decided_case(consented, requester_kind=kind, authority_seen_on=date(2026, 11, 9))
    kept = case.keep()
    case.settle(kept)
    case.approve()
    sending.record_sent(consented.session, case.now, kept, DeliveryMethod.IN_PERSON, TODAY)
    told = disclosures_of(consented.session, consented.pupil.id)[0]
    assert told.recipient_kind is not None
    family = {RequesterKind.PARENT, RequesterKind.PUPIL}
    assert bool(shared_with_family(consented.session, consented.pupil.id)) is (kind in family)
    assert consented.session.list(PackFinding, where={"pack_id": kept.id})


def test_a_pack_that_lost_its_checks_on_the_way_fails_each_of_them_and_is_not_sent(consented: House) -> None:
    case = papers.decided_case(consented)
    kept = case.keep(replace(papers.BUILT, findings=papers.PASSED[1:]))
    found = pack.findings_of(case.house.session, kept.id)
    assert (found[0].check_name, found[0].state) == (OF_THE_FILE[0], "failed")
    assert {one.check_name for one in found} == {*NEEDED_CHECKS}
    case.settle(kept)
    case.approve()
    gate = leaving.sending_gate(case.house.session, case.now, kept)
    assert [one.why for one in gate.reasons] == [f"A check is not settled: {OF_THE_FILE[0]}."]
