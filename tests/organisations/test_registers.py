"""Keeping, ending and taking away entries of the registers, on a real encrypted vault."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations import register_actions
from coordinator_app.organisations.issues import IssueStage, PolicyIssue, stage
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School, SchoolType
from coordinator_app.organisations.partners import FundAgreement, MemberRole, OtherPartnership, SteeringMember
from coordinator_app.organisations.providers import Agency, CheckKind, Provider, ProviderCheck
from coordinator_app.organisations.register_actions import (
    InUse,
    Use,
    asked_first,
    chase,
    end,
    keep,
    pass_on,
    take_away,
    take_away_part,
    use_words,
    uses,
)
from coordinator_app.organisations.register_rules import check_email, check_ukprn, problems
from coordinator_app.organisations.registers import PROVIDERS, REGISTERS, register
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral
from tests.vaults import House

TODAY = date(2026, 11, 24)


def wrong(house: House, record: Record) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        keep(house.session, record)
    return {one.field: one.message for one in caught.value.problems}


def provider(**more: Any) -> Provider:
    return Provider(**({"name": "Kingfisher Workshop"} | more))


def test_every_register_asks_for_fields_that_its_records_have_and_all_that_must_be_given() -> None:
    for one in REGISTERS:
        described = record_type(one.cls)
        names = {spec.name for spec in described.fields}
        needed = {spec.name for spec in described.fields if spec.required}
        assert needed <= set(one.fields) <= names
        assert one.order in names
        assert not one.end or one.end in names
        for part in one.parts:
            part_names = {spec.name for spec in record_type(part.cls).fields}
            assert {*part.fields, part.link} <= part_names
        # a list of more than five questions under one heading is not read
        assert all(1 < len(group.fields) <= 5 for group in one.groups)
    assert register("providers") is PROVIDERS
    assert register("no such register") is REGISTERS[0]


def test_numbers_are_kept_in_one_form_and_wrong_ones_are_refused(house: House) -> None:
    school = School(
        name="Bramblefield Academy", school_type=SchoolType.ACADEMY, laestab="855/4001", urn="123456"
    )
    assert keep(house.session, school).record.laestab == "8554001"
    found = wrong(house, School(name="X", school_type=SchoolType.ACADEMY, laestab="85/4001", urn="12345"))
    assert set(found) == {"laestab", "urn"}
    found = wrong(house, provider(ukprn="20001234", telephone="ring us", email="nobody"))
    assert set(found) == {"ukprn", "telephone", "email"}


def test_the_same_number_twice_is_refused_and_names_the_other(house: House) -> None:
    kept = keep(house.session, provider(ukprn="1000 1234")).record
    assert kept.ukprn == "10001234"
    found = wrong(house, provider(name="Otter Barn", ukprn="10001234"))
    assert "Kingfisher Workshop has this number already" in found["ukprn"]
    keep(house.session, replace(kept, telephone="01632 960144"))
    keep(house.session, School(name="A", school_type=SchoolType.ACADEMY, urn="123456"))
    assert set(wrong(house, School(name="B", school_type=SchoolType.ACADEMY, urn="123456"))) == {"urn"}


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (
            School(name="A", school_type=SchoolType.ACADEMY, dpo_from=TODAY, dpo_until=date(2026, 1, 1)),
            "dpo_until",
        ),
        (Officer(office=Office.CHAIR, name="A", from_day=TODAY, to_day=date(2026, 1, 1)), "to_day"),
        (
            SteeringMember(
                name="A", role=MemberRole.CHAIR, body="B", from_day=TODAY, to_day=date(2026, 11, 23)
            ),
            "to_day",
        ),
        (provider(agreement_from=TODAY, agreement_until=date(2026, 11, 23)), "agreement_until"),
        (provider(agreement_until=date(1066, 10, 14)), "agreement_until"),
        (provider(name="x" * 201), "name"),
        (provider(contact="x" * 501), "contact"),
        (provider(address="x" * 20_001), "address"),
        (provider(name="   "), "name"),
        (provider(name="\u202e"), "name"),
        (provider(name="null\x00byte"), "name"),
        (provider(name="half \ud800 letter"), "name"),
        (Agency(name="A", email="two@at@signs.example"), "email"),
        (OtherPartnership(name="A", dpo_telephone="?"), "dpo_telephone"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(house: House, record: Record, field: str) -> None:
    assert field in wrong(house, record)


def test_a_name_of_the_greatest_length_and_an_open_span_are_kept(house: House) -> None:
    keep(house.session, provider(name="x" * 200, contact="x" * 500))
    keep(house.session, Officer(office=Office.CHAIR, name="A", from_day=TODAY, to_day=TODAY))


def test_a_check_or_a_signature_in_the_future_is_refused(house: House) -> None:
    kept = keep(house.session, provider()).record
    check = ProviderCheck(provider_id=kept.id, check=CheckKind.INSURANCE, done_on=date(2026, 11, 25))
    assert "done_on" in wrong(house, check)
    signed = FundAgreement(school_id=house.school.id, from_day=TODAY, signed_on=date(2026, 11, 25))
    assert "signed_on" in wrong(house, signed)


def test_unusual_answers_are_asked_about_and_not_refused(house: House) -> None:
    session = house.session
    chair = keep(session, Officer(office=Office.CHAIR, name="Joy Quill", from_day=date(2026, 1, 1))).record
    second = Officer(office=Office.CHAIR, name="Tansy Ledger", from_day=TODAY)
    assert "Joy Quill holds this office at the same time" in asked_first(session, second)["from_day"]
    assert (
        asked_first(
            session,
            replace(second, office=Office.JOINT_DPO, from_day=date(1999, 1, 1), to_day=date(1999, 2, 1)),
        )
        == {}
    )
    keep(session, OfficerCover(officer_id=chair.id, name="Sorrel Vane", from_day=TODAY))
    again = OfficerCover(officer_id=chair.id, name="Another", from_day=TODAY)
    assert "Sorrel Vane stands in" in asked_first(session, again)["from_day"]
    assert asked_first(session, replace(again, officer_id="another")) == {}
    keep(session, FundAgreement(school_id=house.school.id, from_day=date(2026, 4, 1)))
    assert asked_first(session, FundAgreement(school_id=house.school.id, from_day=TODAY))
    keep(session, provider())
    assert "name" in asked_first(session, provider(name="kingfisher workshop"))
    old = ProviderCheck(check=CheckKind.INSURANCE, done_on=date(2025, 1, 1), valid_until=date(2026, 1, 1))
    assert "valid_until" in asked_first(session, old)
    assert asked_first(session, replace(old, valid_until=TODAY)) == {}


def test_a_school_that_pupils_attend_is_not_taken_away_but_can_be_closed(referred: House) -> None:
    session = referred.session
    with pytest.raises(InUse) as caught:
        take_away(session, referred.school)
    assert caught.value.happened.startswith("1 pupil attends this school, and ")
    assert "Close the school instead" in caught.value.next_step
    other = keep(session, School(name="Bramblefield", school_type=SchoolType.ACADEMY)).record
    closed = end(session, other, TODAY).record
    assert closed.closed_on == TODAY
    assert end(session, closed, None).record.closed_on is None


@pytest.mark.parametrize("guarded", [True, False])
def test_only_the_look_for_uses_keeps_a_school_with_pupils(
    referred: House, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:  # the planted fault
        monkeypatch.setattr(register_actions, "uses", lambda _session, _record: ())
    with nullcontext() if not guarded else pytest.raises(InUse):
        take_away(referred.session, referred.school)
    assert bool(referred.session.list(School)) is guarded


def test_the_fund_holding_school_is_not_closed(house: House) -> None:
    with pytest.raises(InUse) as caught:
        end(house.session, house.school, TODAY)
    assert "holds the funds" in caught.value.happened
    assert house.session.get(School, house.school.id).closed_on is None


def test_what_nothing_names_goes_to_the_trash_with_its_parts_and_comes_back(house: House) -> None:
    session = house.session
    kept = keep(session, provider()).record
    keep(session, ProviderCheck(provider_id=kept.id, check=CheckKind.INSURANCE, done_on=TODAY))
    assert uses(session, kept) == ()
    saved = take_away(session, kept)
    assert (session.list(Provider), session.list(ProviderCheck)) == ([], [])
    session.undo(saved.change_id)
    assert len(session.list(Provider)) == len(session.list(ProviderCheck)) == 1
    take_away_part(session, session.list(ProviderCheck)[0])
    assert session.list(ProviderCheck) == []


def test_the_words_of_use_count_pupils_first() -> None:
    assert use_words((), "school") == ""
    assert use_words((Use(Pupil, 3),), "school") == "3 pupils attend this school."
    assert use_words((Use(Referral, 1),), "school") == "1 referral names this school."
    both = use_words((Use(Pupil, 1), Use(Referral, 1), Use(Referral, 1)), "school")
    assert both == "1 pupil attends this school, and 2 referrals name it."


def test_an_officer_who_leaves_ends_the_open_cover_too_and_never_before_it_began(house: House) -> None:
    session = house.session
    officer = keep(session, Officer(office=Office.CHAIR, name="A", from_day=date(2026, 1, 1))).record
    cover = keep(session, OfficerCover(officer_id=officer.id, name="B", from_day=date(2026, 11, 1))).record
    fixed = OfficerCover(officer_id=officer.id, name="C", from_day=TODAY, to_day=date(2026, 12, 1))
    fixed = keep(session, fixed).record
    for day in (date(2025, 12, 31), date(1066, 10, 14)):
        with pytest.raises(InvalidInput) as caught:
            end(session, officer, day)
        assert [one.field for one in caught.value.problems] == ["to_day"]
    end(session, officer, TODAY)
    assert session.get(OfficerCover, cover.id).to_day == TODAY
    assert session.get(OfficerCover, fixed.id).to_day == date(2026, 12, 1)


def test_an_issue_is_numbered_passed_on_and_chased_each_with_the_day(house: House) -> None:
    session = house.session
    issue = PolicyIssue(title="A", problem="B", raised_by="C", raised_on=TODAY)
    first, second = keep(session, issue).record, keep(session, issue).record
    assert (first.number, second.number) == (1, 2)
    at_chair = pass_on(session, first).record
    at_group = pass_on(session, at_chair).record
    assert (stage(at_chair), stage(at_group)) == (IssueStage.CHAIR, IssueStage.GROUP)
    with pytest.raises(InvalidInput):
        pass_on(session, at_group)
    assert chase(session, at_group).record.chased_on == TODAY
    assert keep(session, replace(second, clause="5.1")).record.number == 2


def test_an_empty_number_and_an_empty_address_are_no_problem() -> None:
    assert check_ukprn(" ").problem is None
    assert check_email("").problem is None
    assert check_email("office@eastmere.example").value == "office@eastmere.example"
    assert check_email("office\t@eastmere.example").problem
    assert problems(provider(), (), TODAY) == ()
