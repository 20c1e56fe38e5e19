"""The month to answer a request about rights or a correction: more time, questions, their letters, Today, the calendar, undo."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from coordinator_app.access_requests.dates import dates_out, read_dates
from coordinator_app.access_requests.model import Channel
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions as corrections
from coordinator_app.corrections import due as corrections_due
from coordinator_app.corrections import letters as correction_letters
from coordinator_app.corrections.model import CorrectionClaim, CorrectionQuestion
from coordinator_app.corrections.timing import TIMING as CLAIMS
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, due, letters
from coordinator_app.rights.model import RightsKind, RightsLetter, RightsOutcome, RightsRequest
from coordinator_app.rights.parts import RightsQuestion
from coordinator_app.rights.timing import TIMING
from coordinator_app.store.undo import CannotUndo
from coordinator_app.today.model import Who
from tests.corrections.asked import asked
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import TODAY, asked_for, checked, decided, now
from tests.vaults import House

WHY = "There are four files at two schools."
ASKS = "Which of the two reports do you mean?"


def printed(order: PrintOrder) -> Printed:
    return print_order(order)


def words_of(order: PrintOrder, folder: Path) -> str:
    return " ".join(pdf_text(print_order(order).pdf, folder).split())


def on_today(house: House, key: str) -> list[str]:
    return [one.second_line for one in due.due_items(house.session) if one.key.endswith(key)]


def test_it_takes_longer_where_that_is_told_within_the_month(referred: House, tmp_path: Path) -> None:
    session, request = referred.session, asked_for(referred, RightsKind.ERASURE)
    assert TIMING.clock_of(session, request).due == date(2026, 12, 21)  # type: ignore[union-attr]  # it arrived
    with pytest.raises(InvalidInput):
        TIMING.extend(session, request, None, " ", LongerGround.COMPLEX)
    TIMING.extend(session, request, None, WHY, LongerGround.COMPLEX)
    assert TIMING.clock_of(session, now(referred, request)).due == date(2026, 12, 21)  # type: ignore[union-attr]  # nobody is told
    assert on_today(referred, "-longer") == [
        "It is to take longer. Tell them within the month, or it is too late."
    ]
    order = letters.time_order(session, now(referred, request), RightsLetter.LONGER, practice=False)
    text = words_of(order, tmp_path)
    for said in (
        WHY,
        "until 21 December 2026",
        "The new last day is 22 February 2027.",
        "You asked us to erase",
        "The law allows it because your request is complex.",
    ):
        assert said in text
    assert "several" not in text
    letters.time_left(session, now(referred, request), RightsLetter.LONGER, order, printed(order))
    assert now(referred, request).extended_on is None, "printed or saved it has told nobody"
    TIMING.extend(session, now(referred, request), TODAY, WHY, LongerGround.COMPLEX)
    kept = now(referred, request)
    assert (kept.extended_on, kept.extension_reference) == (TODAY, order.head.reference)
    clock = TIMING.clock_of(session, kept)
    assert clock is not None
    assert clock.due == date(2027, 2, 22)
    assert any("3 months after" in line for line in TIMING.time_of(session, kept).steps)
    (line,) = [one for one in due.due_items(session) if one.key.endswith("-answer")]
    assert line.due == date(2027, 2, 22), "Today shows the date that moved"
    (shown,) = read_dates(session).dates
    assert (shown.on, shown.page) == (date(2027, 2, 22), "rights_request")
    assert [one.title for one in dates_out(session).dates] == ["Erasure 1: limit of the law"]


@pytest.mark.parametrize("ground", LongerGround)
def test_the_law_knows_two_grounds_and_the_letter_says_which(
    referred: House, tmp_path: Path, ground: LongerGround
) -> None:
    session, request = referred.session, asked_for(referred, RightsKind.ERASURE)
    with pytest.raises(InvalidInput, match="the law knows no other reason"):
        TIMING.extend(session, request, None, WHY, None)
    TIMING.extend(session, request, None, WHY, ground)
    assert TIMING.time_of(session, now(referred, request)).extension_ground is ground
    order = letters.time_order(session, now(referred, request), RightsLetter.LONGER, practice=False)
    text = words_of(order, tmp_path)
    assert ("is complex" in text) is (ground is not LongerGround.SEVERAL)
    assert ("several" in text) is (ground is not LongerGround.COMPLEX)
    # recorded before it was asked: the letter waits for it
    with session.write() as work:
        work.change(now(referred, request), extension_ground=None)
    with pytest.raises(GateShut, match="not said yet what in law"):
        letters.time_order(session, now(referred, request), RightsLetter.LONGER, practice=False)


def test_after_the_month_nobody_takes_longer(referred: House) -> None:
    session, request = (
        referred.session,
        asked_for(referred, RightsKind.ERASURE, received_on=date(2026, 10, 1)),
    )
    with pytest.raises(InvalidInput, match="An extension must be told within it"):
        TIMING.extend(session, request, TODAY, WHY, LongerGround.COMPLEX)
    TIMING.extend(session, request, None, WHY, LongerGround.COMPLEX)
    with pytest.raises(GateShut, match="over on 2 November 2026"):
        letters.time_order(session, now(referred, request), RightsLetter.LONGER, practice=False)
    # a planted fault: written all the same, the clock itself knows that it was too late
    referred_late = now(referred, request)
    with session.write() as work:
        work.change(referred_late, extended_on=TODAY)
    assert TIMING.clock_of(session, now(referred, request)).due == date(2026, 11, 2)  # type: ignore[union-attr]  # it arrived


def test_more_time_by_hand_is_undone_and_by_letter_is_not(referred: House) -> None:
    session, request = referred.session, asked_for(referred, RightsKind.RESTRICTION)
    saved = TIMING.extend(session, request, TODAY, WHY, LongerGround.COMPLEX)
    session.undo(saved.change_id)
    assert now(referred, request).extended_on is None
    TIMING.extend(session, now(referred, request), None, WHY, LongerGround.COMPLEX)
    order = letters.time_order(session, now(referred, request), RightsLetter.LONGER, practice=False)
    left = letters.time_left(session, now(referred, request), RightsLetter.LONGER, order, printed(order))
    with pytest.raises(CannotUndo, match="printed or saved"):
        session.undo(left.change_id)


def test_a_question_is_written_asked_chased_and_answered_and_the_month_runs_on(
    referred: House, tmp_path: Path
) -> None:
    session, request = referred.session, asked_for(referred, RightsKind.OBJECTION)
    TIMING.ask(session, request, "Which report?", "")
    TIMING.ask(session, request, ASKS, "Two have that name.")
    (draft,) = TIMING.questions_of(session, request)
    assert (draft.question, draft.asked_on) == (ASKS, None)
    assert on_today(referred, "-question") == ["Our question has not gone out yet. Write it."]
    with pytest.raises(GateShut, match="not gone out"):
        TIMING.reply(session, request, TODAY, "The second")
    order = letters.time_order(session, request, RightsLetter.QUESTION, practice=False)
    text = words_of(order, tmp_path)
    for said in (
        ASKS,
        "Two have that name.",
        "runs on while we wait",
        "You asked us to stop doing something",
    ):
        assert said in text
    left = letters.time_left(session, request, RightsLetter.QUESTION, order, printed(order))
    with pytest.raises(CannotUndo, match="printed or saved"):
        session.undo(left.change_id)
    (draft,) = TIMING.questions_of(session, request)
    assert (draft.asked_on, draft.letter_reference) == (None, order.head.reference)
    TIMING.ask(session, request, ASKS, "Two have this name.")
    assert TIMING.waiting(session, request).letter_id == "", "that letter asked in other words"
    order = letters.time_order(session, request, RightsLetter.QUESTION, practice=False)
    letters.time_left(session, request, RightsLetter.QUESTION, order, printed(order))
    TIMING.ask(session, request, ASKS, "Two have this name.", TODAY)
    waits = TIMING.waiting(session, request)
    assert (waits.asked_on, waits.letter_reference) == (TODAY, order.head.reference)
    with pytest.raises(GateShut, match="open already"):
        TIMING.ask(session, request, "And?", "")
    assert TIMING.clock_of(session, request).due == date(2026, 12, 21)  # type: ignore[union-attr]  # it arrived
    (line,) = [one for one in due.due_items(session) if one.key.endswith("-question")]
    assert (line.who, ASKS in line.second_line) == (Who.SOMEONE_ELSE, False)
    referred.clock.at = datetime(2026, 12, 9, 9, 0)
    (line,) = [one for one in due.due_items(session) if one.key.endswith("-question")]
    assert (line.who, line.action) == (Who.YOU, "Chase")
    TIMING.remind(session, request, date(2026, 12, 9))
    referred.clock.at = datetime(2026, 12, 10, 9, 0)
    saved = TIMING.reply(session, request, date(2026, 12, 10), "The second.", Channel.TELEPHONE)
    assert on_today(referred, "-question") == []
    clock = TIMING.clock_of(session, request)
    assert clock is not None
    assert clock.work_to == date(2026, 12, 21)
    assert clock.due is not None
    assert clock.due > clock.work_to
    session.undo(saved.change_id)
    assert TIMING.waiting(session, request).answer == ""


def test_once_it_is_decided_nothing_is_asked_any_more(referred: House) -> None:
    request = checked(referred, asked_for(referred, RightsKind.OBJECTION))
    decided(referred, request, RightsOutcome.REFUSED)
    for press in (
        lambda: TIMING.ask(referred.session, now(referred, request), ASKS),
        lambda: TIMING.extend(referred.session, now(referred, request), None, WHY, LongerGround.COMPLEX),
        lambda: TIMING.reply(referred.session, now(referred, request), TODAY, "x"),
    ):
        with pytest.raises(GateShut):
            press()


def test_a_question_goes_where_its_request_goes(referred: House) -> None:
    session, request = referred.session, asked_for(referred, RightsKind.OBJECTION)
    TIMING.ask(session, request, ASKS)
    actions.change(session, request, is_guarded=True)
    (moved,) = session.list(RightsQuestion)
    assert moved.is_guarded
    assert referred.as_user(Compartment.GENERAL).list(RightsQuestion) == []
    claim = asked(referred)
    CLAIMS.ask(session, claim, ASKS)
    corrections.change(session, claim, is_guarded=True)
    assert [one.is_guarded for one in session.list(CorrectionQuestion)] == [True]
    titles = {one.title for one in read_dates(session).dates}
    assert titles == {"Objection 1", "Correction"}, "of what lies apart the calendar tells no name"


def test_a_correction_has_the_same_month(referred: House, tmp_path: Path) -> None:
    session, claim = referred.session, asked(referred)
    CLAIMS.extend(session, claim, None, WHY, LongerGround.COMPLEX)
    CLAIMS.ask(session, session.get(CorrectionClaim, claim.id), ASKS)
    keys = {one.key.rpartition("-")[2] for one in corrections_due.due_items(session)}
    assert {"longer", "question"} <= keys
    for letter, said in (("longer", "You asked us to put something right."), ("question", ASKS)):
        one = session.get(CorrectionClaim, claim.id)
        order = correction_letters.time_order(session, one, letter, practice=False)
        assert said in words_of(order, tmp_path)
        correction_letters.time_left(session, one, letter, order, printed(order))
    CLAIMS.extend(session, session.get(CorrectionClaim, claim.id), TODAY, WHY, LongerGround.COMPLEX)
    kept = session.get(CorrectionClaim, claim.id)
    assert CLAIMS.clock_of(session, kept).work_to == date(2027, 2, 22)  # type: ignore[union-attr]  # it arrived
    changed = corrections.change(
        session,
        kept,
        identity_asked_on=date(2026, 11, 21),
        identity_asked_how="By post",
        identity_seen_on=date(2026, 11, 23),
    ).record
    assert CLAIMS.clock_of(session, changed).started == date(2026, 11, 23)  # type: ignore[union-attr]  # it arrived
    with pytest.raises(InvalidInput):
        corrections.change(session, changed, identity_seen_on=date(2026, 11, 20))


def test_nothing_without_the_day_it_arrived(referred: House) -> None:
    with pytest.raises(GateShut, match="not known when it arrived"):
        TIMING.months_of(referred.session, RightsRequest())
    with pytest.raises(GateShut, match="No question is open"):
        TIMING.remind(referred.session, asked_for(referred, RightsKind.ERASURE), TODAY)
