"""From "erase it" to the answer: checks, decision, who is told, a restriction while it lasts (UK GDPR articles 12, 17 to 21)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, due, following, letters, palette, view
from coordinator_app.rights.checks import against, questions, speaks_for, unanswered
from coordinator_app.rights.model import RightsKind, RightsLetter, RightsOutcome, RightsRequest
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import Restriction, RightsCheck, RightsNotice
from coordinator_app.rights.timing import TIMING
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.corrections.asked import give
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import MOTHER, TODAY, asked_for, checked, decided, now, restricted
from tests.vaults import House, add, ready_request

ERASURE, RESTRICTION, OBJECTION = RightsKind.ERASURE, RightsKind.RESTRICTION, RightsKind.OBJECTION
GRANTED, PARTLY, REFUSED = RightsOutcome.GRANTED, RightsOutcome.PARTLY, RightsOutcome.REFUSED


def test_the_month_runs_from_the_day_or_from_the_proof_that_was_asked_for(referred: House) -> None:
    request = asked_for(referred, ERASURE)
    clock = TIMING.clock_of(referred.session, request)
    assert clock is not None
    assert clock.due == date(2026, 12, 21)
    waiting = actions.change(
        referred.session,
        request,
        identity_known=None,
        identity_asked_on=date(2026, 11, 23),
        identity_asked_how="By post",
    ).record
    clock = TIMING.clock_of(referred.session, waiting)
    assert clock is not None
    assert clock.due is None
    seen = actions.change(referred.session, waiting, identity_seen_on=TODAY).record
    clock = TIMING.clock_of(referred.session, seen)
    assert clock is not None
    assert clock.due == date(2026, 12, 24)
    assert TIMING.clock_of(referred.session, RightsRequest()) is None


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"asked_by": " "}, "asked_by"),
        ({"asker_kind": None}, "asker_kind"),
        ({"channel": None}, "channel"),
        ({"received_on": None}, "received_on"),
        ({"received_on": TODAY + timedelta(days=1)}, "received_on"),
        ({"says": ""}, "says"),
        ({"kind_asked": None}, "kind_asked"),
        ({"identity_reason": ""}, "identity_reason"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_is_kept(
    referred: House, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        asked_for(referred, ERASURE, **more)
    assert [one.field for one in refused.value.problems] == [field]
    assert referred.session.count(RightsRequest) == 0


# checks


@pytest.mark.parametrize("kind", [ERASURE, RESTRICTION, OBJECTION])
def test_every_question_names_its_law(kind: RightsKind) -> None:
    for one in questions(kind):
        assert one.law
        assert one.stops is not None or one.opens is not None
    assert questions(None) == questions(RightsKind.PORTABILITY) == ()


def test_an_answer_stands_against_it_or_for_it() -> None:
    answers: dict[str, bool | None] = {"duty": True, "needed": True, "agreed": False}
    assert [one.key for one in against(ERASURE, answers)] == ["duty", "needed"]
    assert not speaks_for(ERASURE, answers)
    assert speaks_for(ERASURE, {"unlawful": True})
    assert "claim" in {one.key for one in unanswered(ERASURE, answers)}


def test_what_stands_against_it_has_to_say_what_it_rests_on(referred: House) -> None:
    request = asked_for(referred, ERASURE)
    with pytest.raises(InvalidInput) as refused:
        actions.check(referred.session, request, {"duty": (True, " "), "agreed": (True, "")})
    assert [one.field for one in refused.value.problems] == ["note_duty"]
    actions.check(referred.session, request, {"duty": (True, "003-6.1")})
    actions.check(referred.session, request, {"duty": (False, "")})
    assert referred.session.count(RightsCheck) == len(questions(ERASURE))
    assert actions.answered(referred.session, request)["duty"] is False


# the decision


def test_nothing_is_erased_that_the_law_obliges_us_to_keep(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = checked(referred, asked_for(referred, ERASURE), duty=True)
    with pytest.raises(GateShut, match="law obliges us"):
        decided(referred, request, GRANTED)
    refused = decided(referred, request, REFUSED)
    assert refused.outcome is REFUSED
    with pytest.raises(GateShut):
        actions.check(referred.session, refused, {})
    monkeypatch.setattr(actions, "stands_against", lambda _session, _request: ())  # the planted fault
    monkeypatch.setattr(actions, "items_of", lambda _session, _request: [request])
    assert decided(referred, request, GRANTED).outcome is GRANTED


@pytest.mark.parametrize("outcome", [GRANTED, PARTLY])
def test_nothing_is_erased_while_somebody_asks_to_see_it(referred: House, outcome: RightsOutcome) -> None:
    ready_request(referred)
    request = checked(referred, asked_for(referred, ERASURE))
    with pytest.raises(GateShut, match="section 173"):
        decided(referred, request, outcome)


def test_every_question_is_answered_and_it_is_known_who_asks_before_a_decision(referred: House) -> None:
    request = asked_for(referred, ERASURE, identity_known=None)
    with pytest.raises(GateShut, match="not known yet who they are"):
        decided(referred, request, REFUSED)
    request = actions.change(referred.session, request, identity_seen_on=TODAY).record
    with pytest.raises(GateShut, match="questions are open"):
        decided(referred, request, REFUSED)
    assert decided(referred, request, RightsOutcome.WITHDRAWN).told_on is None
    with pytest.raises(GateShut):
        actions.change(referred.session, now(referred, request), says="More.")
    with pytest.raises(TypeError):
        actions.change(referred.session, request, outcome=GRANTED)


@pytest.mark.parametrize(
    ("outcome", "more", "field"),
    [
        (REFUSED, {"reason": " "}, "reason"),
        (PARTLY, {"what_is_done": ""}, "what_is_done"),
        (REFUSED, {"decided_by": ""}, "decided_by"),
        (REFUSED, {"decided_on": None}, "decided_on"),
        (REFUSED, {"decided_on": date(2026, 11, 1)}, "decided_on"),
        (None, {}, "outcome"),
    ],
)
def test_a_decision_says_why_what_by_whom_and_when(
    referred: House, outcome: Any, more: dict[str, Any], field: str
) -> None:
    request = checked(referred, asked_for(referred, OBJECTION))
    with pytest.raises(InvalidInput) as refused:
        decided(referred, request, outcome, **more)
    assert [one.field for one in refused.value.problems] == [field]


def test_portability_is_said_not_to_apply(referred: House, tmp_path: Path) -> None:
    request = asked_for(referred, RightsKind.PORTABILITY)
    with pytest.raises(GateShut, match="does not apply"):
        decided(referred, request, GRANTED)
    kept = decided(referred, request, RightsOutcome.NOT_APPLYING)
    order = letters.answer_order(referred.session, kept, practice=True)
    words = " ".join(pdf_text(print_order(order).pdf, tmp_path).split())
    assert "copy of all of it" in words


def test_an_objection_ends_it_unless_compelling_reasons_are_written_down(referred: House) -> None:
    request = checked(referred, asked_for(referred, OBJECTION), compelling=True)
    with pytest.raises(GateShut, match="compelling"):
        decided(referred, request, GRANTED)
    again = checked(referred, asked_for(referred, OBJECTION))
    kept = decided(referred, again, GRANTED)
    assert kept.done_on == TODAY
    told = actions.told(referred.session, kept, TODAY, DeliveryMethod.POST).record
    with pytest.raises(GateShut, match="done already"):
        decided(referred, told, REFUSED)


# who is told


def test_who_was_given_it_and_who_works_with_the_child_is_told_of_a_restriction(
    consented: House, tmp_path: Path
) -> None:
    give(consented, consented.pupil, "Kingfisher Workshop", RecipientKind.PROVIDER)
    give(consented, consented.pupil, MOTHER, RecipientKind.PARENT)
    request = restricted(consented)
    found = {one.recipient: one for one in notices_of(consented.session, request.id)}
    assert set(found) == {"Kingfisher Workshop", consented.school.name}
    order = letters.notice_order(consented.session, found["Kingfisher Workshop"], practice=True)
    printed = print_order(order)
    assert "do not use it for now" in " ".join(pdf_text(printed.pdf, tmp_path).split())
    letters.made(consented.session, found["Kingfisher Workshop"], RightsLetter.NOTICE, order, printed)
    told = consented.session.get(RightsNotice, found["Kingfisher Workshop"].id)
    assert told.told_on is None, "printed or saved it has told nobody"
    settled = actions.tell(
        consented.session, told, told_on=TODAY, confirmed_on=TODAY, told_how=DeliveryMethod.POST
    ).record
    assert letters.letters_of(consented.session, request.id)[0].sent_how is DeliveryMethod.POST
    assert actions.is_settled(settled)
    school = actions.tell(
        consented.session, found[consented.school.name], told_on=None, not_needed="They asked for it."
    ).record
    with pytest.raises(GateShut, match="need not be told"):
        letters.notice_order(consented.session, school, practice=True)
    for more in ({"told_on": None}, {"told_on": TODAY, "not_needed": "x"}, {"told_on": date(2026, 12, 1)}):
        with pytest.raises(InvalidInput):
            actions.tell(consented.session, settled, **more)


def test_of_an_erasure_only_they_hear_who_were_given_it(consented: House) -> None:
    from coordinator_app.rights import erasing

    entry = add(consented, "Of another child.")
    give(consented, entry, "Kingfisher Workshop", RecipientKind.PROVIDER)
    request = asked_for(consented, ERASURE)
    erasing.choose(consented.session, request, "chronology_entry", entry.id)
    request = decided(consented, checked(consented, request), GRANTED)
    (notice,) = notices_of(consented.session, request.id)
    assert notice.recipient == "Kingfisher Workshop"
    decided(consented, request, REFUSED)
    assert notices_of(consented.session, request.id) == []


@pytest.mark.parametrize("kind", [RESTRICTION, OBJECTION])
def test_the_answer_says_why_not_and_where_they_may_complain(
    referred: House, tmp_path: Path, kind: RightsKind
) -> None:
    request = decided(referred, checked(referred, asked_for(referred, kind)), REFUSED)
    order = letters.answer_order(referred.session, request, practice=True)
    printed = print_order(order)
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    for said in ("Our answer is no", "needed for the school", "ico.org.uk", "complain to us", "court"):
        assert said in words
    kept = letters.made(referred.session, request, RightsLetter.ANSWER, order, printed).record
    assert referred.session.get(RightsRequest, request.id).told_on is None
    assert referred.session.blob(kept.content_id) == printed.pdf


def test_they_are_told_who_was_told_if_they_ask(consented: House, tmp_path: Path) -> None:
    request = restricted(consented)
    words = pdf_text(
        print_order(letters.answer_order(consented.session, request, practice=True)).pdf, tmp_path
    )
    assert "ask us" in " ".join(words.split())
    request = actions.wants_to_know(consented.session, request, TODAY).record
    words = pdf_text(
        print_order(letters.answer_order(consented.session, request, practice=True)).pdf, tmp_path
    )
    assert f"{consented.school.name} (school on roll)" in " ".join(words.split())


# around it


def test_today_and_the_list_say_what_comes_next(consented: House) -> None:
    session = consented.session
    request = asked_for(consented, RESTRICTION)
    (item,) = due.due_items(session)
    assert (item.title, item.chip) == ("Restriction 1, Kit Puddlecombe", "27 days left")
    assert palette.palette(session)[-1].title == "Restriction 1"
    count = palette.rail_count(session)
    assert count is not None
    assert view.read_lines(session, consented.pupil.id, None, 10).lines[0].chip == "27 days left"
    request = decided(consented, checked(consented, request), GRANTED)
    answer, notices = due.due_items(session)
    assert answer.second_line.endswith("Tell whoever asked what was decided.")
    assert notices.second_line == "1 of 1 recipient to be told."
    assert view.state(session, request) == ("soon", "Tell whoever asked")
    request = actions.told(session, request, TODAY, DeliveryMethod.POST).record
    assert view.state(session, request) == ("soon", "1 to be told")
    (notice,) = notices_of(session, request.id)
    notice = actions.tell(session, notice, told_on=TODAY).record
    (left,) = due.due_items(session)
    assert left.second_line == "1 recipient to say that it is done."
    actions.tell(session, notice, told_on=TODAY, confirmed_on=TODAY)
    assert due.due_items(session) == []
    assert view.state(session, request) == ("pause", "Restricted")
    assert palette.rail_count(session) is None


def test_one_about_safeguarding_lies_apart_with_its_parts_after_a_kill_too(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, request = consented.session, asked_for(consented, OBJECTION)
    actions.check(session, request, {"claim": (True, "Words of the court.")})
    monkeypatch.setattr(following, "_PARTS", ())
    moved = actions.change(session, request, is_guarded=True).record
    monkeypatch.undo()
    assert {one.is_guarded for one in session.list(RightsCheck)} == {False}
    following.upkeep(session)
    assert {one.is_guarded for one in session.list(RightsCheck)} == {True}
    with pytest.raises(InvalidInput):
        actions.change(session, moved, is_guarded=False)
    shown = view.read(session, moved.id, guarded_words=False)
    assert shown.is_closed
    (item,) = due.due_items(session)
    assert item.title == "Objection 1"
    level_two = consented.as_user(Compartment.GENERAL)
    following.upkeep(level_two)
    level_two.close()


def test_what_is_in_force_is_not_undone(consented: House) -> None:
    request = restricted(consented)
    history = consented.session.history(request.id)
    with pytest.raises(CannotUndo, match="in force"):
        consented.session.undo(history[-1].change_id)
    (mark,) = consented.session.list(Restriction)
    with pytest.raises(CannotUndo, match="restricted"):
        consented.session.undo(consented.session.history(mark.id)[-1].change_id)
    order = letters.answer_order(consented.session, request, practice=True)
    left = letters.made(consented.session, request, RightsLetter.ANSWER, order, print_order(order))
    with pytest.raises(CannotUndo, match="may have left"):
        consented.session.undo(left.change_id)


def test_a_notice_of_nothing_is_not_written(referred: House) -> None:
    request = decided(referred, checked(referred, asked_for(referred, OBJECTION)), REFUSED)
    with referred.session.write() as work:
        notice = work.add(RightsNotice(request_id=request.id, recipient="X"))
    with pytest.raises(GateShut, match="Nothing is done"):
        letters.notice_order(referred.session, notice, practice=True)
    with pytest.raises(GateShut, match="Nothing is decided"):
        letters.answer_order(referred.session, asked_for(referred, OBJECTION), practice=True)


def test_whoever_is_recognised_meanwhile_owes_no_proof_and_the_month_runs(referred: House) -> None:
    asked = asked_for(
        referred,
        ERASURE,
        identity_known=None,
        identity_reason="",
        identity_asked_on=date(2026, 11, 21),
        identity_asked_how="By post",
    )
    known = actions.change(
        referred.session, asked, identity_known=True, identity_reason="Met at the review on 23 November"
    ).record
    clock = TIMING.clock_of(referred.session, known)
    assert clock is not None
    assert clock.due == date(2026, 12, 21), "from the day it arrived"


def test_a_carer_speaks_for_what_is_said_of_them_only_where_they_are_on_the_record(consented: House) -> None:
    session = consented.session
    nobody = asked_for(consented, RESTRICTION, asked_by="Nigel Nobody", about_carer="Nigel Nobody")
    assert not actions.may_ask(session, nobody)
    with pytest.raises(GateShut, match="Nobody has seen that they may ask"):
        decided(consented, checked(consented, nobody), GRANTED)
    assert actions.may_ask(session, asked_for(consented, RESTRICTION, about_carer=MOTHER))
    other = asked_for(consented, RESTRICTION, asked_by="Nigel Nobody", about_carer=MOTHER)
    assert not actions.may_ask(session, other)


def test_another_decision_has_to_be_told_anew(consented: House) -> None:
    session = consented.session
    request = decided(consented, checked(consented, asked_for(consented, RESTRICTION)), REFUSED)
    request = actions.told(session, request, TODAY, DeliveryMethod.POST).record
    assert decided(consented, request, REFUSED).told_on == TODAY, "the same once more: they know it"
    request = decided(consented, request, GRANTED)
    assert request.told_on is None
    assert "Tell whoever asked" in " ".join(one.second_line for one in due.due_items(session))
