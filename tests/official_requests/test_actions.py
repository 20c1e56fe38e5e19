"""Nothing about a child is given to an official who was not checked, has no power, or asks for more than is necessary."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests import actions, view
from coordinator_app.official_requests.actions import Deciding, Giving, deciding_gate
from coordinator_app.official_requests.due import due_items
from coordinator_app.official_requests.model import OfficialDecision, OfficialKind, OfficialRequest, Power
from coordinator_app.official_requests.palette import palette
from coordinator_app.sharing import view as sharing
from coordinator_app.sharing.actions import disclosures_of, given_apart
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store.undo import CannotUndo
from coordinator_app.store.unit_of_work import Work
from tests.official_requests.officials import TODAY, checked, decided, deciding, logged, new_official, now
from tests.vaults import House, add

GIVING = Giving("The attendance of 3 November", DeliveryMethod.SECURE_EMAIL, TODAY)


def test_it_is_logged_under_its_own_number_and_never_as_subject_access(referred: House) -> None:
    first, second = logged(referred), logged(referred)
    assert (first.official_number, second.official_number) == (1, 2)
    assert first.typed_on == TODAY
    assert referred.session.list(AccessRequest) == []
    with pytest.raises(NotFound):
        referred.as_user(Compartment.GENERAL).get(OfficialRequest, first.id)


def test_without_the_key_nothing_is_written_or_found(referred: House) -> None:
    logged(referred)
    other = referred.as_user(Compartment.GENERAL)
    with pytest.raises(GateShut, match="passphrase"):
        actions.log(other, new_official(referred))
    assert due_items(other) == []
    assert palette(other) == []
    assert view.read_lines(other, None, 10).lines == ()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"organisation": " "}, "organisation"),
        ({"officer": ""}, "officer"),
        ({"asked_for": ""}, "asked_for"),
        ({"power": None}, "power"),
        ({"official_kind": None}, "official_kind"),
        ({"received_on": None}, "received_on"),
        ({"received_on": date(2026, 11, 25)}, "received_on"),
        ({"answer_by": date(2026, 11, 1)}, "answer_by"),
        ({"official_kind": OfficialKind.COURT}, "power"),
    ],
)
def test_who_asks_what_and_by_which_power_must_be_said(
    referred: House, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        logged(referred, **more)
    assert [problem.field for problem in told.value.problems] == [field]


def why(request: OfficialRequest) -> list[str]:
    return [reason.why for reason in deciding_gate(request, OfficialDecision.GIVE).reasons]


def test_nothing_is_given_to_somebody_unchecked_or_without_a_power_or_in_writing(referred: House) -> None:
    good = checked(referred)
    assert why(good) == []
    assert why(replace(good, checked_on=None)) == ["Nobody has checked who they are."]
    assert why(replace(good, power=Power.NONE_NAMED)) == ["They name no power."]
    assert why(replace(good, in_writing_on=None)) == ["It has not been seen in writing."]
    assert why(replace(good, in_writing_on=None, power=Power.SAFEGUARDING)) == []
    for power in (Power.COURT_ORDER, Power.STATUTORY):
        assert why(replace(good, power=power)) == ["The order or the section is not named."]
        assert why(replace(good, power=power, power_words="Section 47")) == []


def test_a_decision_that_gives_waits_for_the_checks_and_a_refusal_does_not(referred: House) -> None:
    request = logged(referred)
    with pytest.raises(GateShut, match="Nobody has checked"):
        actions.decide(referred.session, request, deciding())
    kept = actions.decide(referred.session, request, deciding(OfficialDecision.REFUSE)).record
    assert kept.decision is OfficialDecision.REFUSE


def test_what_is_necessary_why_by_whom_and_when_stand_with_the_decision(referred: House) -> None:
    request = checked(referred)
    with pytest.raises(InvalidInput) as told:
        actions.decide(referred.session, request, Deciding(OfficialDecision.GIVE))
    assert {problem.field for problem in told.value.problems} == {
        "necessary", "decided_because", "decided_by", "decided_on",
    }  # fmt: skip
    with pytest.raises(InvalidInput, match="Choose what was decided"):
        actions.decide(referred.session, request, Deciding(None, "x", "x", "x", TODAY))


def test_another_wish_or_power_is_decided_anew(referred: House) -> None:
    request = decided(referred)
    kept = actions.change(referred.session, request, asked_for="Everything").record
    assert kept.decision is None
    again = actions.decide(referred.session, kept, deciding()).record
    assert actions.change(referred.session, again, reference="HP/78").record.decision is not None


def test_what_a_step_writes_is_not_changed_by_hand(referred: House) -> None:
    with pytest.raises(TypeError):
        actions.change(referred.session, checked(referred), decision=OfficialDecision.GIVE)


def test_what_was_given_at_once_to_keep_a_child_safe_is_written_down_with_its_reason(referred: House) -> None:
    session = referred.session
    request = logged(referred, power=Power.SAFEGUARDING, official_kind=OfficialKind.SOCIAL_CARE)
    with pytest.raises(InvalidInput) as told:
        actions.decide(session, request, replace(deciding(), because=" "))
    assert [problem.field for problem in told.value.problems] == ["decided_because"]
    request = actions.decide(session, request, deciding()).record
    assert actions.give(session, request, GIVING).record.given_on is not None


def test_a_check_says_how_and_by_whom(referred: House) -> None:
    with pytest.raises(InvalidInput) as told:
        actions.change(referred.session, logged(referred), checked_on=TODAY)
    assert {problem.field for problem in told.value.problems} == {"checked_how", "checked_by"}


# given or refused


def test_what_is_given_stands_in_the_guarded_part_of_the_ledger_alone(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Kit stayed all day.", happened_on=date(2026, 11, 3))
    request = decided(referred)
    items = (DisclosedItem(item_kind="chronology_entry", item_id=entry.id, item_version=entry.version),)
    kept = actions.give(session, request, replace(GIVING, items=items)).record
    (line,) = given_apart(session, referred.pupil.id)
    assert kept.disclosure_id == line.id
    assert (line.recipient, line.recipient_kind, line.given_on) == (
        "Hazelmoor Police", RecipientKind.AGENCY, TODAY,
    )  # fmt: skip
    told = f"{line.why} {line.description}"
    assert told == "Official request 1 What was decided in official request 1"
    given = session.list(DisclosedItem, where={"disclosure_id": line.id})
    assert [(one.item_id, one.item_version) for one in given] == [(entry.id, entry.version)]
    # nobody reads in the open that they asked: no list, no count, no other user
    assert disclosures_of(session, referred.pupil.id) == []
    assert (sharing.read(session, referred.pupil.id).given, sharing.count(session, referred.pupil.id)) == (
        (),
        0,
    )
    with closing(referred.as_user(Compartment.GENERAL)) as other:
        assert other.list(Disclosure, trashed=None) == []
        assert other.list(DisclosedItem, trashed=None) == []
        assert given_apart(other, referred.pupil.id) == []


def test_nothing_is_given_before_the_decision_or_when_the_checks_were_taken_out(referred: House) -> None:
    session = referred.session
    with pytest.raises(GateShut, match="Nobody has decided"):
        actions.give(session, checked(referred), GIVING)
    request = decided(referred)
    unsure = actions.change(session, request, checked_how=None, checked_on=None, checked_by="").record
    with pytest.raises(GateShut, match="Nobody has checked"):
        actions.give(session, unsure, GIVING)
    assert given_apart(session, referred.pupil.id) == []


def test_the_line_of_the_ledger_and_the_record_stand_or_fall_together(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, request = referred.session, decided(referred)

    def killed(*_: object) -> None:
        raise OSError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(Work, "audit", killed)  # the last thing that is written
        with pytest.raises(OSError, match="killed"):
            actions.give(session, request, GIVING)
    assert given_apart(session, referred.pupil.id) == []
    kept = actions.give(session, now(referred, request), GIVING).record
    assert [one.id for one in given_apart(session, referred.pupil.id)] == [kept.disclosure_id]


def test_an_answered_one_is_read_only_and_its_answer_is_not_undone(referred: House) -> None:
    session = referred.session
    given = actions.give(session, decided(referred), GIVING)
    with pytest.raises(GateShut, match="answered"):
        actions.change(session, given.record, officer="Another")
    with pytest.raises(CannotUndo, match="answered on 24 November 2026"):
        session.undo(given.change_id)
    refused = decided(referred, OfficialDecision.REFUSE)
    told = actions.refuse_it(session, refused, TODAY)
    with pytest.raises(CannotUndo):
        session.undo(told.change_id)


def test_a_refusal_is_told_only_after_it_was_decided(referred: House) -> None:
    session = referred.session
    with pytest.raises(GateShut, match="give nothing"):
        actions.refuse_it(session, decided(referred), TODAY)
    with pytest.raises(InvalidInput):
        actions.refuse_it(session, decided(referred, OfficialDecision.REFUSE), None)


def test_each_step_before_that_is_undone(referred: House) -> None:
    session = referred.session
    done = actions.decide(session, checked(referred), deciding())
    session.undo(done.change_id)
    assert now(referred, done.record).decision is None


# where it stands


def test_today_names_the_number_and_the_next_step_and_no_pupil_or_officer(referred: House) -> None:
    logged(referred, answer_by=date(2026, 11, 23))
    (line,) = due_items(referred.session)
    assert (line.title, line.tone) == ("Official request 1", "over")
    assert line.second_line == "Check who they are. They ask for it by 23 November 2026."


@pytest.mark.parametrize(
    ("make", "step"),
    [
        (logged, "Check who they are"),
        (checked, "Decide what is necessary"),
        (decided, "Give what was decided"),
        (lambda house: decided(house, OfficialDecision.REFUSE), "Tell them that nothing is given"),
    ],
)
def test_the_next_step_is_said(referred: House, make: Any, step: str) -> None:
    assert view.next_step(make(referred)) == step


def test_the_palette_shows_numbers_only_and_leaves_out_what_is_answered(referred: House) -> None:
    logged(referred)
    actions.give(referred.session, decided(referred), GIVING)
    titles = [one.title for one in palette(referred.session)]
    assert titles == ["Police, courts and inspectors", "Log what an official asks", "Official request 1"]


def test_the_list_tells_how_each_stands(referred: House) -> None:
    logged(referred)
    checked(referred)
    actions.give(referred.session, decided(referred), GIVING)
    actions.refuse_it(referred.session, decided(referred, OfficialDecision.REFUSE), TODAY)
    chips = {one.title: one.chip for one in view.read_lines(referred.session, None, 10).lines}
    assert chips == {
        "Official request 1": "To be checked",
        "Official request 2": "Decide what is necessary",
        "Official request 3": "Given 24 November 2026",
        "Official request 4": "Refused 24 November 2026",
    }


@pytest.mark.parametrize(
    "other",
    [{"officer": "Mr Nobody"}, {"organisation": "Hazelmoor Council"}, {"official_kind": OfficialKind.OTHER}],
)
def test_the_check_of_one_officer_does_not_stand_for_another(referred: House, other: dict[str, Any]) -> None:
    session, request = referred.session, decided(referred)
    kept = actions.change(session, request, **other).record
    assert (kept.checked_how, kept.checked_on, kept.checked_by, kept.decision) == (None, None, "", None)
    with pytest.raises(GateShut, match="Nobody has checked"):
        actions.decide(session, kept, deciding())


def test_a_mended_capital_is_the_same_officer_and_a_check_typed_with_the_name_stands(referred: House) -> None:
    session, request = referred.session, checked(referred)
    kept = actions.change(session, request, officer="pc fern tallow").record
    assert kept.checked_on == TODAY
    both = {
        "officer": "PC Rowan Ash",
        "checked_how": kept.checked_how,
        "checked_on": TODAY,
        "checked_by": "T. I.",
    }
    assert actions.change(session, kept, **both).record.checked_by == "T. I."


def test_a_decision_that_gives_is_not_older_than_the_check_and_the_paper_it_rests_on(referred: House) -> None:
    request = checked(referred)
    early = replace(deciding(), on=date(2026, 11, 22))
    with pytest.raises(InvalidInput) as told:
        actions.decide(referred.session, request, early)
    assert {one.field for one in told.value.problems} == {"decided_on"}
    refusing = replace(deciding(OfficialDecision.REFUSE), on=date(2026, 11, 22))
    assert actions.decide(referred.session, request, refusing).record.decision is OfficialDecision.REFUSE


@pytest.mark.parametrize("name", ["checked_on", "in_writing_on"])
def test_a_decision_does_not_rest_on_a_check_or_a_paper_that_came_after_it(
    referred: House, name: str
) -> None:
    request = decided(referred)
    referred.clock.at += timedelta(days=2)
    later = actions.change(referred.session, request, **{name: date(2026, 11, 26)}).record
    assert (later.decision, later.decided_on) == (None, None)
    with pytest.raises(GateShut, match="Nobody has decided"):
        actions.give(referred.session, later, GIVING)
