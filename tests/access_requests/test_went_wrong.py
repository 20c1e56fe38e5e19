"""A pack that went wrong never reads as sent well: the request says it, is open again, and is sent again to the right person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import papers
import pytest

from coordinator_app.access_requests import figures, mishaps
from coordinator_app.access_requests.actions import hand_over, sending
from coordinator_app.access_requests.actions import mishaps as acts
from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.actions.lost_copy import lost, saved_copies
from coordinator_app.access_requests.actions.mishaps import WHO_IS_APART, Answered, mishaps_of, say_answered
from coordinator_app.access_requests.actions.recipients import recipients
from coordinator_app.access_requests.actions.sent_in_error import Error, sent_in_error
from coordinator_app.access_requests.due import due_items
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.mishaps import Mishap, WentWrong
from coordinator_app.access_requests.model import Stage
from coordinator_app.access_requests.page.list import _closed_row
from coordinator_app.access_requests.page.pack_reading import read_pack
from coordinator_app.access_requests.page.pack_verdict import verdict
from coordinator_app.access_requests.page.reading import read_case, read_closed, read_list
from coordinator_app.access_requests.page.send_panel import facts
from coordinator_app.access_requests.page.table_reading import read_table
from coordinator_app.access_requests.palette import palette
from coordinator_app.access_requests.story import story_of
from coordinator_app.access_requests.upkeep import upkeep
from coordinator_app.breaches import actions as breaches
from coordinator_app.breaches.model import Breach
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.actions import disclosures_of, shared_with_family
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.sharing.view import read as ledger_read
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, add, gathered, ready_request, share_the_rest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 24)
NO, YES = Answered(has_it=False), Answered(True, TODAY)
WRONG = "The pack went to the wrong person on 24 November 2026"


@pytest.fixture
def apart(consented: House) -> papers.Case:
    """A request whose pack touches restricted records."""
    return papers.decided_case(consented)


@pytest.fixture
def case(consented: House) -> papers.Case:
    """A request whose pack lies in the open."""
    shared = add(consented, "Kit came in on time and stayed all day.", happened_on=date(2026, 10, 9))
    request = ready_request(consented)
    gathered(consented, request)
    share_the_rest(consented, request)
    return papers.Case(consented, replace(request), shared, shared, shared)


def sent(case: papers.Case) -> Pack:
    session, kept = case.house.session, case.keep(papers.BUILT)
    case.settle(kept)
    case.approve()
    way = sending.Delivery(DeliveryMethod.RECORDED_DELIVERY, TODAY, "4 Weir Cottages", "RD 12", "By phone")
    sending.record_sent(session, case.now, kept, way.method, TODAY, way)
    return session.get(Pack, kept.id)


def error(**more: Any) -> Error:
    return replace(Error("It went next door.", "A neighbour", TODAY, "00:01", password_told=False), **more)


def wrong(case: papers.Case, answered: Answered = NO, **more: Any) -> Any:
    kept = sent(case)
    return sent_in_error(case.house.session, case.now, kept, error(**more), answered)


def ledger(case: papers.Case) -> list[Disclosure]:
    return disclosures_of(case.house.session, case.house.pupil.id)


def test_where_the_right_person_has_nothing_the_request_is_open_and_its_clocks_run(case: papers.Case) -> None:
    session = case.house.session
    wrong(case)
    now = case.now
    assert (now.sent_on, now.sent_by, now.sent_to, now.stage) == (None, None, "", Stage.PACK)
    assert [one.id for one in open_requests(session)] == [now.id]
    (one,) = mishaps_of(session, now.id)
    assert (one.went_wrong, one.happened_on, one.sent_to) == (
        WentWrong.WRONG_PERSON,
        TODAY,
        "4 Weir Cottages",
    )
    (standing,) = read_list(session).standings
    assert standing.second_line.startswith(f"Request 1, Marigold Puddlecombe. {WRONG}. ")
    assert (
        standing.second_line.endswith("Next: acknowledge it by letter.")
        or "right person" in standing.next_step
    )
    clock = next(line for line in due_items(session) if line.key == f"access_request-{now.id}")
    assert clock.due is not None
    line = next(line for line in due_items(session) if line.key == f"access_request-{now.id}-wrong")
    assert line.second_line.startswith(f"{WRONG}, and the right person has no answer. Next: ")
    assert WRONG in str(read_table(session, with_closed=False).rows)
    assert read_case(session, now.id).is_closed is False


def test_the_ledger_says_what_went_to_whom_wrongly_and_nobody_counts_as_told(
    case: papers.Case,
) -> None:
    session = case.house.session
    sent(case)
    assert shared_with_family(session, case.house.pupil.id)
    sent_in_error(session, case.now, session.get(Pack, read_pack(session, case.now.id).pack.id), error(), NO)  # type: ignore[union-attr]  # it was built above
    (line,) = ledger(case)
    assert (line.recipient, line.recipient_kind, line.in_error) == ("A neighbour", RecipientKind.OTHER, True)
    assert (line.meant_for, line.given_on) == ("Marigold Puddlecombe", TODAY)
    assert shared_with_family(session, case.house.pupil.id) == {}, "it was told to nobody of the family"
    (given,) = ledger_read(session, case.house.pupil.id).given
    assert (given.to, given.who, given.in_error) == (
        "A neighbour", "Given in error, meant for Marigold Puddlecombe", True,
    )  # fmt: skip
    assert list(recipients(session, case.now)) == ["Another person"], "no letter says what was typed of them"


def test_it_can_be_sent_again_and_the_second_delivery_stands_beside_the_first(case: papers.Case) -> None:
    session = case.house.session
    wrong(case)
    kept = read_pack(session, case.now.id)
    assert kept.pack is not None
    assert kept.sending is not None
    assert kept.sending.is_open, kept.sending.reasons
    assert verdict(kept).lead == "The pack is ready to be sent again."
    assert any("so it is sent again" in words for _, words in facts(kept, DeliveryMethod.IN_PERSON, "today"))
    case.house.clock.at += timedelta(days=2)
    later = session.clock.today()
    sending.record_sent(session, case.now, kept.pack, DeliveryMethod.SECURE_EMAIL, later)
    assert (case.now.sent_on, case.now.sent_by) == (later, DeliveryMethod.SECURE_EMAIL)
    assert [(one.in_error, one.recipient, one.given_on) for one in ledger(case)] == [
        (False, "Marigold Puddlecombe", later),
        (True, "A neighbour", TODAY),
    ]
    assert mishaps.standing_one(case.now, mishaps_of(session, case.now.id)) is None
    (line,) = read_closed(session, None, 10).lines
    assert (line.wrong, line.in_error, _closed_row(line).chip_kind) == (f"{WRONG}.", "", "safe")
    again = sent_in_error(
        session, case.now, session.get(Pack, kept.pack.id), error(known_on=later, what=WentWrong.LOST), NO
    )
    assert again.record.breach_number == 2, "another delivery may go wrong too"


def test_the_same_delivery_is_not_written_down_twice(case: papers.Case) -> None:
    session = case.house.session
    wrong(case, YES)
    kept = read_pack(session, case.now.id).pack
    assert kept is not None
    with pytest.raises(GateShut, match="already, as breach 1"):
        sent_in_error(session, case.now, kept, error(), NO)
    assert len(session.list(Breach)) == 1


def test_a_saved_copy_is_lost_once_and_its_request_says_so(case: papers.Case, tmp_path: Path) -> None:
    session, kept = case.house.session, case.keep(papers.BUILT)
    case.settle(kept)
    case.approve()
    hand_over.save_copy(session, case.now, kept, tmp_path)
    (copy,) = saved_copies(session, case.request.id)
    lost(session, case.now, copy, error(), TODAY)
    with pytest.raises(GateShut, match="already, as breach 1"):
        lost(session, case.now, copy, error(), TODAY)
    (copy,) = saved_copies(session, case.request.id)
    assert copy.mishap is not None
    (standing,) = read_list(session).standings
    assert standing.wrong == "A saved copy of the pack was lost on 24 November 2026."
    case.house.clock.at += timedelta(minutes=5)
    hand_over.save_copy(session, case.now, kept, tmp_path)
    assert [one.mishap is None for one in saved_copies(session, case.request.id)].count(True) == 1


def test_what_was_saved_for_a_delivery_that_went_wrong_is_not_lost_beside_it(
    case: papers.Case, tmp_path: Path
) -> None:
    session, kept = case.house.session, case.keep(papers.BUILT)
    case.settle(kept)
    case.approve()
    hand_over.save_copy(session, case.now, kept, tmp_path)
    case.house.clock.at += timedelta(minutes=5)
    sending.record_sent(session, case.now, kept, DeliveryMethod.SECURE_EMAIL, TODAY)
    sent_in_error(session, case.now, session.get(Pack, kept.id), error(), NO)
    assert saved_copies(session, case.request.id) == ()
    case.house.clock.at += timedelta(minutes=5)
    hand_over.save_copy(session, case.now, session.get(Pack, kept.id), tmp_path)
    assert len(saved_copies(session, case.request.id)) == 1


def test_where_the_right_person_has_it_the_day_is_that_day_and_both_stand_in_the_ledger(
    case: papers.Case,
) -> None:
    session, kept = case.house.session, sent(case)
    case.house.clock.at += timedelta(days=3)
    later = session.clock.today()
    said = error(known_on=later)
    for day, field in (
        (None, "answered_on"),
        (later + timedelta(days=1), "answered_on"),
        (date(2026, 11, 1), "answered_on"),
    ):
        with pytest.raises(InvalidInput) as told:
            sent_in_error(session, case.now, kept, said, Answered(True, day))
        assert [one.field for one in told.value.problems] == [field]
    with pytest.raises(InvalidInput, match="the clocks turn on it"):
        sent_in_error(session, case.now, kept, said, Answered(None))
    with pytest.raises(InvalidInput, match="what went wrong"):
        sent_in_error(session, case.now, kept, replace(said, what=None), NO)
    assert session.list(Breach) == []
    sent_in_error(session, case.now, kept, said, Answered(True, later))
    assert (case.now.sent_on, session.get(Pack, kept.id).sent_on) == (later, later)
    assert [(one.recipient, one.in_error, one.given_on) for one in ledger(case)] == [
        ("Marigold Puddlecombe", False, later),
        ("A neighbour", True, TODAY),
    ]


def test_whoever_finds_later_that_they_have_nothing_opens_it_again(case: papers.Case) -> None:
    session = case.house.session
    wrong(case, YES)
    (one,) = mishaps_of(session, case.now.id)
    say_answered(session, case.now, one, NO)
    assert case.now.sent_on is None
    assert [(line.recipient, line.in_error) for line in ledger(case)] == [("A neighbour", True)]
    with pytest.raises(GateShut, match="open already"):
        say_answered(session, case.now, mishaps_of(session, case.now.id)[0], YES)


@pytest.mark.parametrize("answered", [NO, YES])
def test_recording_it_is_undone_whole_for_nothing_left_by_it(case: papers.Case, answered: Answered) -> None:
    session, kept = case.house.session, sent(case)
    before, line = case.now, ledger(case)[0]
    saved = sent_in_error(session, case.now, kept, error(), answered)
    session.undo(saved.change_id)
    same = dict.fromkeys(("version", "changed_at"))
    assert replace(case.now, **same) == replace(before, **same)  # type: ignore[arg-type]  # to compare the rest
    assert session.get(Pack, kept.id).sent_on == TODAY
    assert (session.list(Breach), session.list(Mishap)) == ([], [])
    assert [(one.recipient, one.in_error) for one in ledger(case)] == [(line.recipient, False)]
    with pytest.raises(CannotUndo):  # the giving itself is never taken back
        session.undo(session.history(line.id)[0].change_id)


@pytest.mark.parametrize("answered", [NO, YES])
def test_what_lies_apart_follows_the_undo(apart: papers.Case, answered: Answered) -> None:
    session, kept = apart.house.session, sent(apart)
    assert kept.is_guarded
    saved = sent_in_error(session, apart.now, kept, error(), answered)
    assert session.get(Pack, kept.id).sent_on == answered.on
    session.undo(saved.change_id)
    assert (session.list(Breach), session.get(Pack, kept.id).sent_on) == ([], TODAY)
    assert apart.now.sent_on == TODAY


@pytest.mark.parametrize("of", ["case", "apart"])
def test_a_breach_of_which_more_is_known_is_not_undone(of: str, request: pytest.FixtureRequest) -> None:
    chosen: papers.Case = request.getfixturevalue(of)
    session, saved = chosen.house.session, wrong(chosen)
    breaches.contain(session, saved.record, "They deleted it.", TODAY)
    with pytest.raises(CannotUndo, match="says more by now"):
        session.undo(saved.change_id)
    assert chosen.now.sent_on is None


def test_whoever_cannot_open_the_breach_cannot_take_it_back_by_halves(apart: papers.Case) -> None:
    saved = wrong(apart)
    blind = apart.house.as_user(Compartment.GENERAL)
    with pytest.raises(CannotUndo, match="lies with the restricted records"):
        blind.undo(saved.change_id)
    assert len(apart.house.session.list(Mishap)) == 1


def test_who_has_it_stays_with_the_breach_where_that_lies_apart(apart: papers.Case) -> None:
    wrong(apart, recipient="The uncle of whom the plan speaks")
    (line,) = ledger(apart)
    assert line.recipient == WHO_IS_APART
    general = " ".join(map(str, (*apart.house.session.list(Mishap), apart.now, line)))
    assert "uncle" not in general


def test_a_breach_from_before_marks_its_request_and_asks_who_has_the_answer(apart: papers.Case) -> None:
    """Also what a kill left between the two parts."""
    session, kept = apart.house.session, sent(apart)
    old = Breach(
        request_id=apart.now.id, pack_id=kept.id, happened_on=TODAY, aware_at=session.clock.now(), is_guarded=True,
        what_happened="It went next door.", recipient="A neighbour", what_was_in_it="A pack.",
    )  # fmt: skip
    breaches.write_down(session, old)
    assert mishaps_of(session, apart.now.id) == ()
    upkeep(session)
    upkeep(session)
    (one,) = mishaps_of(session, apart.now.id)
    assert (one.asks, one.is_apart, one.breach_number) == (True, True, 1)
    line = next(line for line in due_items(session) if line.key.endswith("-wrong"))
    assert line.second_line == f"{WRONG}. Say whether the right person has had the answer."
    assert "Kit" not in line.second_line
    (shown,) = read_closed(session, None, 10).lines
    row = _closed_row(shown)
    assert (row.chip_kind, row.chip_text) == ("over", "Sent 24 November 2026, to the wrong person")
    assert WRONG in row.subtitle
    assert any("to the wrong person" in entry.detail for entry in palette(session))
    say_answered(session, apart.now, one, YES)
    assert not any(line.key.endswith("-wrong") for line in due_items(session))
    assert len(ledger(apart)) == 2


def test_planted_fault_a_request_that_is_not_marked_reads_as_sent_well(
    apart: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = apart.house.session
    monkeypatch.setattr(acts, "_turn", lambda _work, request, _answered: request)
    wrong(apart)
    assert apart.now.sent_on == TODAY, "open_requests, lists, clocks and figures go by this day alone"
    assert open_requests(session) == []


def test_the_figures_count_no_answer_before_the_right_person_has_it(case: papers.Case) -> None:
    session = case.house.session
    sent(case)
    counted = figures._count(session)[2026]
    assert (counted.sent, counted.still_open) == (1, 0)
    assert all(of == 1 for _, of in counted.in_time.values())
    kept = read_pack(session, case.now.id).pack
    assert kept is not None
    saved = sent_in_error(session, case.now, kept, error(), NO)
    counted = figures._count(session)[2026]
    assert (counted.sent, counted.still_open, counted.in_time) == (0, 1, {})
    session.undo(saved.change_id)
    old = Breach(
        request_id=case.now.id, pack_id=kept.id, happened_on=TODAY, aware_at=session.clock.now(),
        what_happened="It went next door.", recipient="A neighbour", what_was_in_it="A pack.",
    )  # fmt: skip
    breaches.write_down(session, old)
    upkeep(session)
    counted = figures._count(session)[2026]
    assert (counted.sent, counted.in_time, counted.pages) == (0, {}, []), (
        "nobody has said that it was answered"
    )


def test_the_story_tells_it_step_by_step(case: papers.Case) -> None:
    session, saved = case.house.session, wrong(case)
    told = [step.what for step in story_of(session, case.now, {})]
    assert f"{WRONG}: breach 1" in told
    assert "Open again: the right person has had no answer" in told
    session.undo(saved.change_id)
    assert "That a pack went wrong taken back" in [step.what for step in story_of(session, case.now, {})]
