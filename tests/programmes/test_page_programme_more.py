"""The plan's screen and the programme's screen over a real vault (J3's end)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLabel

from coordinator_app.consent import actions as consent
from coordinator_app.organisations.providers import CheckKind
from coordinator_app.programmes import actions
from coordinator_app.programmes.model import (
    Programme,
    ProgrammeType,
)
from coordinator_app.programmes.page.boxes import (
    EndBox,
)
from coordinator_app.reviews.actions import reviews_of
from tests.organisations.desk import Desk, press, words_of
from tests.programmes.conftest import (
    let_run_out,
    new_provider,
    started,
    week,
)
from tests.programmes.screens import fill_in
from tests.vaults import House


def test_a_withdrawn_consent_asks_to_end_the_programme(consented: House, desk: Desk, open_page: Any) -> None:
    kept = started(consented)
    consent.withdraw_consent(
        consented.session, consent.consents_of(consented.session, consented.pupil.id)[0], "No more"
    )
    page = open_page(programme_id=kept.id)
    assert "Consent is no longer in place. End the programme with the school and the family." in words_of(
        page
    )
    press(page, "End programme")
    assert isinstance(desk.dialogs.shown[-1], EndBox)


def test_a_change_under_way_keeps_to_the_gate(consented: House, desk: Desk, open_page: Any) -> None:
    kept = started(consented)
    page = open_page(programme_id=kept.id)
    press(page, "Change")
    page.form.set_values({"programme_type": ProgrammeType.FULL_TIME})
    press(page, "Save changes")
    assert "This cannot be changed like that." in words_of(page)
    page.form.set_values({"programme_type": ProgrammeType.PART_TIME, "site": "Quarry Road"})
    press(page, "Save changes")
    assert desk.session.get(Programme, kept.id).site == "Quarry Road"
    assert "Quarry Road" in words_of(page)


def test_a_review_is_planned_from_the_programme_where_none_is(
    consented: House, desk: Desk, open_page: Any
) -> None:
    kept = started(consented)
    with consented.session.write() as work:
        for one in reviews_of(consented.session, consented.pupil.id):
            work.trash(one)
    page = open_page(programme_id=kept.id)
    press(page, "Plan a review")
    assert [one.due_on for one in reviews_of(desk.session, consented.pupil.id)] == [date(2027, 1, 11)]


def test_a_programme_that_is_gone_is_said_in_words(desk: Desk, open_page: Any) -> None:
    page = open_page(programme_id="0198f0f0-0000-7000-8000-000000000000")
    assert page.in_trouble()
    assert "This programme is not here" in words_of(page)


def test_each_line_of_the_checklist_leads_to_what_opens_it(
    referred: House, desk: Desk, open_page: Any
) -> None:
    provider = new_provider(referred.session)
    page = open_page(pupil_id=referred.pupil.id)
    fill_in(page, provider, start_on=date(2026, 9, 10))
    let_run_out(referred.session, provider, CheckKind.INSURANCE, date(2026, 8, 1))
    page.refresh()
    for act in ("Open the referral", "Record consent", "Open the provider's checks"):
        press(page, act)
    page.frame.stepper.chosen.emit("consent")
    pupil = {"pupil_id": referred.pupil.id}
    assert desk.told.went == [
        ("referral", pupil),
        ("record_consent", pupil),
        ("registers", {"register": "providers", "record_id": provider.id}),
        ("referral", pupil),
    ]


def test_undoing_a_start_comes_back_to_an_empty_plan(consented: House, desk: Desk, open_page: Any) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session))
    saved: list[str] = []
    desk.told.toast = lambda _words, change=None: saved.append(str(change))  # type: ignore[method-assign]  # a planted listener of toasts
    press(page, "Start the programme")
    consented.session.undo(saved[-1])
    page.refresh()
    assert page.views.currentWidget() is page.frame
    assert desk.session.count(Programme) == 0


def test_a_weekend_as_the_first_day_is_asked_about_and_may_be_right(
    consented: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session), start_on=date(2026, 11, 28))
    desk.dialogs.will_answer(True)
    press(page, "Start the programme")
    assert desk.dialogs.asked[-1][0] == "ask"
    assert desk.session.list(Programme)[0].start_on == date(2026, 11, 28)


def test_back_leads_from_summary_and_change_to_the_programme_and_then_away(
    consented: House, desk: Desk, open_page: Any
) -> None:
    kept = started(consented)
    page = open_page(programme_id=kept.id)
    for act in ("Print summary", "Change"):
        press(page, act)
        assert page.views.currentWidget() is not page.look
        page.go_back()
        assert page.views.currentWidget() is page.look
    press(page, "Back to Today")
    press(page, "Open the pupil's record")
    page.go_back()
    assert [name for name, _params in desk.told.went] == ["today", "pupil", "back"]


def test_ctrl_enter_saves_a_change_and_does_nothing_on_a_programme(
    consented: House, desk: Desk, open_page: Any
) -> None:
    kept = started(consented)
    page = open_page(programme_id=kept.id)
    page._main_act()
    press(page, "Change")
    page.form.set_values({"contact": "Wren Tackle"})
    page._main_act()
    assert desk.session.get(Programme, kept.id).contact == "Wren Tackle"


def test_an_unreadable_answer_keeps_the_override_box_away(
    referred: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(pupil_id=referred.pupil.id)
    fill_in(page, new_provider(referred.session), longest_weeks="soon")
    press(page, "Start before all is in place")
    assert desk.dialogs.shown == []
    assert "whole number" in page.form.row("longest_weeks").error()


def test_a_level_2_user_is_told_that_the_words_are_guarded(
    consented: House, desk: Desk, open_page: Any
) -> None:
    kept = started(consented)
    page = open_page(programme_id=kept.id)
    page.look.show_programme(replace(page.shown, opens_guarded=False), just_started=False)
    said = words_of(page)
    assert "which your passphrase does not open" in said
    assert "Show what it says" not in said
    page.frame.checklist.show_checks(
        actions.checks_for(desk.session, replace(kept, programme_type=ProgrammeType.FULL_TIME), week()),
        (),
        opens_guarded=False,
        kept=True,
    )
    assert "Ask your safeguarding lead." in "".join(
        one.text() for one in page.frame.checklist.findChildren(QLabel)
    )


def test_more_providers_than_are_shown_are_counted(consented: House, open_page: Any) -> None:
    for number in range(8):
        new_provider(consented.session, f"Barn {number}", insurance=None)
    page = open_page(pupil_id=consented.pupil.id)
    page.form.set_values({"programme_type": ProgrammeType.RESPITE})
    page.form.reveal()
    assert "And 2 more: look under Registers." in words_of(page)


def test_without_providers_the_form_says_where_to_add_one(consented: House, open_page: Any) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    page.form.set_values({"programme_type": ProgrammeType.RESPITE})
    page.form.reveal()
    assert "No provider is on the list yet." in words_of(page)


def test_the_whole_week_is_ticked_and_cleared_at_once(consented: House, open_page: Any) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    press(page, "Whole week")
    assert page.form.week.said.text() == "10 sessions a week: Monday to Friday."
    press(page, "Clear the week")
    assert page.form.week.days() == []
