from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.referrals import actions, deciding, discussions
from coordinator_app.referrals.due import due_items
from coordinator_app.referrals.model import InitialDiscussion, LaterTalk, Referral
from tests.vaults import House, new_pupil, new_referral


def _titles(house: House) -> list[str]:
    return [one.title for one in due_items(house.session)]


def test_a_form_that_went_back_rests_for_two_weeks_then_the_school_is_rung(house: House) -> None:
    session = house.session
    taken = actions.receive_referral(
        session, new_pupil(house), new_referral(house, signed_by=""), accept=False
    )
    assert _titles(house) == ["New referral to check, Kit Puddlecombe"]
    deciding.send_back(session, taken.referral)
    assert _titles(house) == []
    house.clock.at += timedelta(days=15)
    (item,) = due_items(session)
    assert item.title == "Ring the school about the referral form, Kit Puddlecombe"
    assert item.second_line == ("Foxglove Hill School. Sent back 24 November 2026, and it has not come back.")
    assert item.due == date(2026, 12, 8)


def test_a_second_referral_is_to_be_sent_and_then_waited_for(referred: House) -> None:
    session = referred.session
    actions.accept_referral(session, session.list(Referral)[0])
    second = deciding.refer_again(session, referred.pupil.id).record
    (item,) = due_items(session)
    assert (item.title, item.action) == ("New referral begun, Kit Puddlecombe", "Carry on")
    assert item.second_line.endswith("Send the form to the school.")
    deciding.send_form(session, second)
    assert _titles(referred) == []
    referred.clock.at += timedelta(days=20)
    (late,) = due_items(session)
    assert late.second_line.endswith("Sent 24 November 2026, and it has not come back.")


def test_the_last_talk_and_the_setting_say_when_notes_are_asked_about(house: House) -> None:
    session = house.session
    talk = InitialDiscussion(initials="IM", school_id=house.school.id, held_on=date(2026, 9, 1))
    first = actions.record_discussion(session, talk).record
    assert _titles(house) == ["Is a referral coming, IM, or delete the notes?"]
    later = LaterTalk(discussion_id=first.id, held_on=date(2026, 11, 1), notes="No better.")
    discussions.keep_talk(session, later)
    assert _titles(house) == []
    discussions.keep_days(session, 14, 30)
    (item,) = due_items(session)
    assert item.second_line == (
        "Last talk with Foxglove Hill School, 1 November 2026. Nothing followed for 14 days."
    )
