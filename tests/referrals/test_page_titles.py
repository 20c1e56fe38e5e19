"""The referral's screen is called by where the referral stands, and its notes say when they look like a name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.referrals import actions
from coordinator_app.referrals.model import InitialDiscussion, Referral
from coordinator_app.referrals.naming import NAME_HINT, NUMBER_HINT
from coordinator_app.referrals.page.boxes import TalkBox
from coordinator_app.referrals.page.places import title_of
from coordinator_app.referrals.states import ReferralState
from tests.referrals.driving import opened
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_pupil, new_referral


def test_an_accepted_referral_is_called_so(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    taken = actions.receive_referral(house.session, new_pupil(house), new_referral(house), accept=True)
    page = opened(qtbot, at_desk, pupil_id=taken.pupil.id)
    assert page.frame.header.title.text() == "Accepted referral"
    page.open()
    assert page.frame.header.title.text() == "New referral"


@pytest.mark.parametrize("state", list(ReferralState))
def test_every_state_has_a_title_of_its_own(state: ReferralState) -> None:
    titles = {title_of(Referral(state=one)) for one in ReferralState}
    assert len(titles) == len(ReferralState)
    assert title_of(Referral(state=state)) != title_of(None) == "New referral"


def test_notes_with_a_full_name_say_so_under_the_field_and_are_kept_all_the_same(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    hint, _ = page.talk.hints
    row = page.talk.row("notes")
    row.input.set_value("Often out of lessons.")
    row.edited.emit()
    assert hint.isHidden()
    row.input.set_value("Idris Moonbeck is often out of lessons.")
    row.edited.emit()
    assert (hint.isHidden(), hint.words.text()) == (False, NAME_HINT)
    assert not page.talk.problems().get("notes")
    row.input.set_value(f"Often away from {house.school.name}.")
    row.edited.emit()
    assert hint.isHidden()
    row.input.set_value("His number is Z855400019001.")
    row.edited.emit()
    assert hint.words.text() == NUMBER_HINT


def test_a_kept_talk_and_a_later_one_say_it_too(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    kept = actions.record_discussion(
        house.session,
        replace(
            InitialDiscussion(initials="IM", school_id=house.school.id, held_on=house.clock.today()),
            notes="Rang about Idris Moonbeck.",
        ),
    ).record
    page = opened(qtbot, at_desk, discussion_id=kept.id)
    assert page.talk.hints[0].words.text() == NAME_HINT
    box = TalkBox(kept, house.clock)
    qtbot.addWidget(box)
    box.form.row("advice").input.set_value("Ring Idris Moonbeck at home.")
    box.form.row("advice").edited.emit()
    assert [hint.isHidden() for hint in box.hints] == [True, False]
