"""Drafts that an earlier version left under New referral are offered at the record that they are about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import NotFound
from coordinator_app.referrals.actions import record_discussion
from coordinator_app.referrals.discussions import remove_for_good
from coordinator_app.referrals.due import due_items
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.referrals.upkeep import place_old_drafts, upkeep
from coordinator_app.registry import CAPABILITIES
from tests.referrals.driving import answer, opened
from tests.referrals.page_desk import Desk
from tests.vaults import House


def old_draft(house: House, record_id: str = "", **body: Any) -> None:
    with house.session.write() as work:
        work.save_draft("referral", record_id, {"place": "school", "typed": [], "carer": {}, **body})


def places(house: House) -> list[str]:
    return sorted(one.record_id for one in house.session.drafts())


def a_talk(house: House) -> InitialDiscussion:
    talk = InitialDiscussion(initials="IM", school_id=house.school.id, held_on=house.clock.today())
    return record_discussion(house.session, talk).record


def test_a_draft_about_a_kept_talk_is_put_back_where_the_talk_is_opened(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    talk = a_talk(house)
    page = opened(qtbot, at_desk, discussion_id=talk.id)
    answer(page.talk, notes="He sleeps in lessons, the tutor says.")
    body = page.save_draft()
    assert body is not None
    old_draft(house, **body, _params={})
    upkeep(house.session)
    (draft,) = house.session.drafts()
    assert (draft.record_id, draft.body["_params"]) == (talk.id, {"discussion_id": talk.id})
    again = opened(qtbot, at_desk, discussion_id=talk.id)
    again.restore_draft({name: value for name, value in draft.body.items() if name != "_params"})
    assert again.talk.row("notes").value() == "He sleeps in lessons, the tutor says."


def test_of_two_drafts_about_one_child_the_newer_stays(referred: House) -> None:
    pupil_id = referred.pupil.id
    old_draft(referred, pupil_id=pupil_id, discussion_id="", words="older")
    referred.clock.at = datetime(2026, 11, 24, 10, 0)
    old_draft(referred, pupil_id, pupil_id=pupil_id, discussion_id="", words="newer")
    assert place_old_drafts(referred.session) == 1
    (draft,) = referred.session.drafts()
    assert (draft.record_id, draft.body["words"]) == (pupil_id, "newer")
    referred.clock.at = datetime(2026, 11, 24, 11, 0)
    old_draft(referred, pupil_id=pupil_id, discussion_id="", words="newest")
    assert place_old_drafts(referred.session) == 1
    (draft,) = referred.session.drafts()
    assert (draft.record_id, draft.body["words"]) == (pupil_id, "newest")


def test_a_new_referral_keeps_its_draft_and_so_does_one_whose_record_is_gone(house: House) -> None:
    old_draft(house, pupil_id="", discussion_id="")
    assert place_old_drafts(house.session) == 0
    talk = a_talk(house)
    old_draft(house, pupil_id="", discussion_id=talk.id)
    remove_for_good(house.session, talk)
    with pytest.raises(NotFound):
        house.session.get(InitialDiscussion, talk.id)
    assert place_old_drafts(house.session) == 0
    assert places(house) == [""]


def test_today_leads_to_the_record_even_before_the_draft_was_moved(referred: House) -> None:
    old_draft(referred, pupil_id=referred.pupil.id, discussion_id="")
    (item,) = [one for one in due_items(referred.session) if one.key == "referral-draft"]
    assert (item.title, dict(item.params)) == ("Referral, not finished", {"pupil_id": referred.pupil.id})


def test_it_is_run_after_each_unlock() -> None:
    assert "coordinator_app.referrals.upkeep:upkeep" in {one.upkeep for one in CAPABILITIES}
