"""What is typed on the referral screen comes back: as a draft, with its version, and once only."""

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.pupils.model import Carer
from coordinator_app.referrals.model import InitialDiscussion, Referral, ReferralState
from coordinator_app.referrals.page.places import Place
from tests.referrals.driving import FORM, answer, at_form, notes, opened, press
from tests.referrals.page_desk import Desk
from tests.vaults import House


def test_what_is_typed_comes_back_as_a_draft_and_can_be_thrown_away(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    assert page.save_draft() is None
    at_form(page, house)
    answer(page.form, signed_by="M. Parchment", signed_on="no date yet")
    draft = page.save_draft()
    assert draft is not None
    page.draft_kept()
    assert page.frame.saved_words.text() == "Draft saved 9am, encrypted"

    again = opened(qtbot, at_desk)
    again.restore_draft(draft)
    assert again.place is Place.FORM
    assert again.who.answer("given_names") == "Idris"
    assert again.form.row("signed_on").input.typed() == "no date yet"
    assert any("Your draft is back" in one for one in notes(again))
    assert again.save_draft() == draft
    press(again, "Start again")
    assert again.place is Place.DISCUSSION
    assert again.save_draft() is None


@pytest.mark.parametrize("known", [True, False])
def test_a_draft_brings_back_the_version_of_the_statement_before_and_after_the_current_one_is_known(
    qtbot: QtBot, at_desk: Desk, house: House, known: bool
) -> None:
    page = opened(qtbot, at_desk)
    at_form(page, house)
    answer(page.form, statement_acknowledged=True)
    draft = page.save_draft()
    assert draft is not None
    current = page.facts.statements[0].version
    assert draft["form"]["statement_version"] == current
    older = {**draft, "form": {**draft["form"], "statement_version": 7}}
    for kept, version in ((older, 7), (draft, current)):
        again = opened(qtbot, at_desk)
        if not known:
            again.form._known = ()  # as it is until the page was read
        again.restore_draft(kept)
        again.form.offer(page.facts.statements)
        assert again.form.answer("statement_version") == version
    answer(again.form, statement_version=current)
    again.refresh()
    assert again.form.answer("statement_version") == current


def test_a_draft_without_a_version_leaves_the_current_one_preset(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    at_form(page, house)
    answer(page.form, signed_by="M. Parchment")
    draft = page.save_draft()
    assert draft is not None
    draft["form"]["statement_version"] = None
    again = opened(qtbot, at_desk)
    again.restore_draft(draft)
    answer(again.form, statement_acknowledged=True)
    assert again.form.answer("statement_version") == page.facts.statements[0].version


def test_a_parent_typed_in_the_form_of_a_draft_is_gone_from_it_once_added(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    press(page, "Add a parent or carer")
    answer(page.consent.questions, name="Idris Moonbeck", relationship="father", evidence_seen_on="no date")
    draft = page.save_draft()
    assert draft is not None
    again = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    again.restore_draft(draft)
    answer(again.consent.questions, evidence_seen_on="1/9/2026")
    press(again, "Add")
    assert [one.name for one in referred.session.list(Carer)] == ["Marigold Puddlecombe", "Idris Moonbeck"]
    assert not again.consent.is_asking()
    assert again.save_draft() is None
    press(again, "Add a parent or carer")
    assert [again.consent.questions.answer(name) for name in ("name", "evidence_seen_on")] == ["", None]
    assert again.consent.questions.row("evidence_seen_on").input.typed() == ""


def test_a_draft_of_a_talk_that_was_kept_since_goes_on_with_that_talk(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="IM", school_id=house.school.id)
    page.go_on()
    answer(page.who, given_names="Idris")
    draft = page.save_draft()
    assert page.draft_record == page.discussion_id
    again = opened(qtbot, at_desk, discussion_id=page.discussion_id)
    again.restore_draft(draft)
    assert again.facts.discussion.initials == "IM"
    assert again.who.answer("given_names") == "Idris"


def test_a_draft_about_one_child_is_not_put_into_a_new_referral(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="IM", school_id=house.school.id)
    page.go_on()
    answer(page.who, given_names="Idris")
    new = opened(qtbot, at_desk)
    new.restore_draft(page.save_draft())
    assert new.facts.discussion is None
    assert new.who.answer("given_names") == ""
    assert new.save_draft() is None


def test_saving_for_later_keeps_what_is_whole_and_leaves_the_rest_a_draft(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="IM", school_id=house.school.id)
    press(page, "Save and finish later")
    assert len(house.session.list(InitialDiscussion)) == 1
    assert page.save_draft() is None
    page.open()
    answer(page.talk, initials="KP")
    press(page, "Save and finish later")
    assert len(house.session.list(InitialDiscussion)) == 1
    assert page.save_draft() is not None
    page.open()
    at_form(page, house)
    answer(page.form, **FORM)
    press(page, "Save and finish later")
    assert house.session.list(Referral)[0].state is ReferralState.RECEIVED
    assert [went for went, _ in at_desk.told.went] == ["today"] * 3


def test_answers_of_the_next_step_survive_a_change_of_the_first(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    answer(page.talk, initials="IM", school_id=house.school.id)
    page.go_on()
    answer(page.who, given_names="Idris")
    page.way.back()
    answer(page.talk, rang="The head")
    page.go_on()
    assert page.who.answer("given_names") == "Idris"
    assert page.save_draft() is not None
    assert house.session.list(InitialDiscussion)[0].rang == "The head"
