from __future__ import annotations

from datetime import date, datetime

from coordinator_app.app.opened import _newest_draft
from coordinator_app.core.privacy import Compartment
from coordinator_app.referrals.actions import accept_referral, record_discussion, referrals_of, take_referral
from coordinator_app.referrals.call_drafts import CALL_DRAFT
from coordinator_app.referrals.discussions import purge, remove_for_good
from coordinator_app.referrals.due import due_items
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.palette import palette
from tests.vaults import House, new_pupil, new_referral


def test_a_received_form_is_to_be_checked_until_it_is_accepted(house: House) -> None:
    session = house.session
    taken = take_referral(session, new_pupil(house), new_referral(house, signed_by=""))
    item = due_items(session)[0]
    assert item.title == "New referral to check, Kit Puddlecombe"
    assert item.second_line == "Foxglove Hill School. Nobody has signed for the school."
    assert (item.chip, item.page, dict(item.params)) == (
        "Step 2 of 4",
        "referral",
        {"pupil_id": taken.pupil.id},
    )
    with session.write() as work:
        work.change(taken.referral, signed_by="M. Parchment")
    accept_referral(session, referrals_of(session, taken.pupil.id)[0])
    assert due_items(session) == []


def test_notes_of_a_first_talk_are_asked_about_after_60_days_and_only_then(house: House) -> None:
    session = house.session
    talk = InitialDiscussion(initials="IM", school_id=house.school.id, held_on=date(2026, 11, 1))
    kept = record_discussion(session, talk).record
    house.clock.at = datetime(2026, 12, 31, 9, 0)
    assert due_items(session) == [], "the 60th day"
    house.clock.at = datetime(2027, 1, 1, 9, 0)
    item = due_items(session)[0]
    assert item.title == "Is a referral coming, IM, or delete the notes?"
    assert dict(item.params) == {"discussion_id": kept.id}
    take_referral(session, new_pupil(house), new_referral(house), kept.id)
    assert [one.key for one in due_items(session) if one.key.startswith("discussion")] == []


def test_an_unfinished_new_referral_stands_on_today_as_a_draft(house: House) -> None:
    with house.session.write() as work:
        work.save_draft("referral", "", {"place": "pupil"})
    assert [(item.title, item.action) for item in due_items(house.session)] == [
        ("New referral, not finished", "Carry on")
    ]


def test_a_new_referral_stands_in_the_palette_and_the_new_menu(house: House) -> None:
    entry = palette(house.session)[0]
    assert (entry.title, entry.new, entry.opens.page) == ("New referral", True, "referral")


def test_one_draft_is_offered_once_by_today_or_by_the_card_above_it(house: House) -> None:
    with house.session.write() as work:
        work.save_draft("referral", "", {"place": "pupil"})
    assert _newest_draft(house.session) is None
    with house.session.write() as work:
        work.save_draft("pupil", "7", {"words": "Kit came"})
    house.clock.at = datetime(2026, 11, 24, 10, 0)
    with house.session.write() as work:
        work.save_draft("referral", "", {"place": "form"})
    card = _newest_draft(house.session)
    assert card is not None
    assert card.screen == "pupil"
    assert [item.action for item in due_items(house.session)] == ["Carry on"]


def call_about(house: House, talk_id: str) -> None:
    with house.session.write(Compartment.GUARDED) as work:
        work.save_draft(CALL_DRAFT, talk_id, {"words": "A barn.", "pupil_id": "", "discussion_id": talk_id})


def calls(house: House) -> list[str]:
    return [one.key for one in due_items(house.session) if one.key.startswith("call-draft")]


def test_a_call_about_deleted_notes_leads_nowhere_and_goes_with_them(house: House) -> None:
    session = house.session
    talk = InitialDiscussion(initials="IM", school_id=house.school.id, held_on=date(2026, 11, 1))
    kept = record_discussion(session, talk).record
    call_about(house, kept.id)
    assert calls(house) == [f"call-draft-{kept.id}"]
    with session.write() as work:
        kept = work.trash(kept)
    assert calls(house) == [], "the row would open nothing"
    assert session.draft(CALL_DRAFT, kept.id) is not None, "the notes may come back"
    with session.write() as work:
        kept = work.restore(kept)
    assert calls(house) == [f"call-draft-{kept.id}"]
    remove_for_good(session, kept)
    assert session.drafts() == []


def test_a_call_whose_notes_went_while_nobody_could_open_it_goes_at_the_next_unlock(house: House) -> None:
    call_about(house, "0e0e0e0e-0000-4000-8000-000000000000")
    with house.session.write(Compartment.GUARDED) as work:
        work.save_draft(CALL_DRAFT, "", {"words": "Nobody yet.", "pupil_id": "", "discussion_id": ""})
    assert calls(house) == ["call-draft-"]
    assert purge(house.session) == 0
    assert [one.record_id for one in house.session.drafts()] == [""]
