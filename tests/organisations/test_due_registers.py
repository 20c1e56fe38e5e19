"""What the registers put on Today, on a real vault."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from coordinator_app.organisations.actions import open_schools, save
from coordinator_app.organisations.due import due_items
from coordinator_app.organisations.due_registers import register_items
from coordinator_app.organisations.issues import PolicyIssue
from coordinator_app.organisations.letterhead import house as letterhead
from coordinator_app.organisations.model import Office, Officer, OfficerCover, School, SchoolType, TermBlock
from coordinator_app.organisations.palette import palette
from coordinator_app.organisations.partners import FundAgreement
from coordinator_app.organisations.providers import NEEDED_CHECKS, CheckKind, Provider, ProviderCheck
from coordinator_app.organisations.register_actions import end, keep
from coordinator_app.today.model import DueItem
from tests.vaults import House, new_pupil

TODAY = date(2026, 11, 24)


def keys(house: House) -> dict[str, DueItem]:
    return {one.key: one for one in register_items(house.session)}


def agree(house: House, **more: object) -> FundAgreement:
    values: dict[str, object] = {"school_id": house.school.id, "from_day": date(2026, 4, 1)}
    return keep(house.session, FundAgreement(**(values | more))).record  # type: ignore[arg-type]  # fields told by name


def test_a_missing_and_an_ended_agreement_stand_on_today_until_there_is_one(house: House) -> None:
    assert keys(house)["agreement-missing"].params == (("register", "fund_agreement"),)
    ended = agree(house, to_day=date(2026, 10, 31))
    assert keys(house)["agreement-ended"].tone == "over"
    keep(house.session, replace(ended, to_day=None))
    assert not [key for key in keys(house) if key.startswith("agreement")]


def test_the_fund_holding_schools_own_officer_is_missed_until_named_here_or_at_the_school(
    house: House,
) -> None:
    assert "gap-office-school_dpo" in keys(house)
    named = save(house.session, replace(house.school, data_protection_officer="Rowan Inkpen")).record
    assert "gap-office-school_dpo" not in keys(house)
    save(house.session, replace(named, dpo_until=date(2026, 11, 1)))
    assert "gap-office-school_dpo" in keys(house)
    keep(house.session, Officer(office=Office.SCHOOL_DPO, name="Sorrel Vane"))
    assert "gap-office-school_dpo" not in keys(house)


def test_an_office_that_falls_empty_within_thirty_days_is_told_unless_someone_follows(house: House) -> None:
    session = house.session
    chair = keep(session, Officer(office=Office.CHAIR, name="Joy Quill", to_day=date(2026, 12, 24))).record
    item = keys(house)[f"office-ends-{chair.id}"]
    assert item.title == "Chair of the Partnership: nobody is named from 25 December 2026"
    keep(session, Officer(office=Office.CHAIR, name="Tansy Ledger", from_day=date(2026, 12, 25)))
    assert f"office-ends-{chair.id}" not in keys(house)


def test_a_provider_is_told_thirty_days_ahead_and_as_shut_when_a_check_ran_out(house: House) -> None:
    session = house.session
    provider = keep(session, Provider(name="Kingfisher Workshop")).record
    key = f"provider-{provider.id}"
    assert keys(house)[key].title == "No pupil can start at Kingfisher Workshop"
    assert keys(house)[key].second_line.endswith("and 4 more.")
    for kind in NEEDED_CHECKS:
        keep(session, ProviderCheck(provider_id=provider.id, check=kind, done_on=date(2026, 6, 1)))
    assert key not in keys(house)
    newer = ProviderCheck(
        provider_id=provider.id,
        check=CheckKind.INSURANCE,
        done_on=date(2026, 6, 2),
        valid_until=date(2026, 12, 1),
    )
    kept = keep(session, newer).record
    item = keys(house)[key]
    assert (item.title, item.tone, item.due) == ("Look at Kingfisher Workshop", "soon", date(2026, 12, 1))
    keep(session, replace(kept, valid_until=date(2026, 11, 1)))
    assert keys(house)[key].tone == "over"
    end(session, provider, TODAY)
    assert key not in keys(house)


def test_an_unanswered_issue_is_chased_from_the_day_its_answer_was_wanted(house: House) -> None:
    issue = PolicyIssue(title="Days", problem="Which?", raised_by="Pat", raised_on=date(2026, 11, 17))
    kept = keep(house.session, issue).record
    assert keys(house)[f"issue-{kept.id}"].title == "Give it to the Chair"
    house.clock.at = datetime(2026, 11, 23, 9, 0)
    assert f"issue-{kept.id}" not in keys(house)


def test_the_next_school_year_is_asked_for_from_april_of_schools_in_use_only(house: House) -> None:
    session = house.session
    blocks = (
        TermBlock(title="Summer", first_day=date(2027, 4, 12), last_day=date(2027, 7, 9)),
        TermBlock(title="Spring", first_day=date(2027, 2, 22), last_day=date(2027, 4, 1)),
    )
    for block in blocks:
        save(session, replace(block, term_calendar_id=house.school.term_calendar_id))
    keep(
        session,
        replace(
            School(name="Unused", school_type=house.school.school_type),
            term_calendar_id=house.school.term_calendar_id,
        ),
    )
    house.clock.at = datetime(2027, 3, 31, 9, 0)
    assert not [key for key in keys(house) if key.startswith("year")]
    house.clock.at = datetime(2027, 4, 1, 9, 0)
    years = [one for key, one in keys(house).items() if key.startswith("year")]
    assert [one.title for one in years] == ["Term dates of Foxglove Hill School for 2027 to 2028 are missing"]


def test_whoever_stands_in_is_named_on_letters_while_they_do(house: House) -> None:
    session = house.session
    officer = session.list(Officer)[0]
    cover = OfficerCover(
        officer_id=officer.id, name="Juniper Vale", telephone="01632 960198", from_day=TODAY, to_day=TODAY
    )
    keep(session, cover)
    assert letterhead(session, practice=False).values["coordinator_name"] == "Juniper Vale"
    house.clock.at = datetime(2026, 11, 25, 9, 0)
    assert letterhead(session, practice=False).values["coordinator_name"] == "Pat Samplewell"


def test_the_palette_leads_to_each_register_to_the_picker_and_to_those_in_use(house: House) -> None:
    used = keep(house.session, Provider(name="Kingfisher Workshop")).record
    gone = keep(house.session, Provider(name="Otter Barn")).record
    end(house.session, gone, TODAY)
    entries = {one.title: one for one in palette(house.session)}
    assert entries["Kingfisher Workshop"].opens.params == {"register": "providers", "record_id": used.id}
    assert "Otter Barn" not in entries
    assert entries["Which data protection officer?"].opens.params == {"which_dpo": True}
    assert entries["Add an agency"].opens.params == {"register": "agencies", "add": True}
    assert {"Providers", "Steering group", "Policy issues", "Fund holding agreement"} <= set(entries)


def test_term_dates_are_asked_for_only_of_schools_that_pupils_attend_or_that_hold_the_funds(
    house: House,
) -> None:
    session = house.session
    unused = keep(session, School(name="Bramblefield Academy", school_type=SchoolType.ACADEMY)).record
    assert f"gap-terms-{unused.id}" not in {one.key for one in due_items(session)}
    pupil = replace(new_pupil(house), school_id=unused.id)
    with session.write() as work:
        work.add(pupil)
    assert f"gap-terms-{unused.id}" in {one.key for one in due_items(session)}
    end(session, unused, TODAY)
    assert f"gap-terms-{unused.id}" not in {one.key for one in due_items(session)}
    assert [one.name for one in open_schools(session)] == ["Foxglove Hill School"]
    assert len(open_schools(session, date(2026, 11, 23))) == 2
