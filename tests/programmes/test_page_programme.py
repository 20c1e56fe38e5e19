"""The plan's screen and the programme's screen over a real vault (J3's end)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coordinator_app.consent import actions as consent
from coordinator_app.programmes.model import (
    Destination,
    EndReason,
    Half,
    Outcome,
    Programme,
    ProgrammeState,
    ProgrammeType,
    Weekday,
)
from coordinator_app.programmes.page.boxes import (
    EndBox,
    OverrideBox,
    PauseBox,
    RiskBox,
    SettleBox,
    TellBox,
)
from coordinator_app.programmes.page.programme import ProgrammePage
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.programmes.conftest import (
    START,
    new_provider,
    started,
)
from tests.programmes.screens import fill_in
from tests.vaults import House, new_consent

REASON = "Excluded elsewhere, with nowhere to be from Monday."


def test_the_programme_is_refused_before_consent_and_starts_after_it(
    referred: House, desk: Desk, open_page: Any
) -> None:
    provider = new_provider(referred.session)
    page = open_page(pupil_id=referred.pupil.id)
    fill_in(page, provider)
    press(page, "Start the programme")
    said = words_of(page)
    assert "It cannot start yet." in said
    assert "No parent or carer has signed the consent form." in said
    assert desk.session.count(Programme) == 0
    consent.record_consent(referred.session, new_consent(referred))
    page.refresh()
    assert page.form.row("longest_weeks").value() == "12"  # what is typed stays
    press(page, "Start the programme")
    assert desk.told.troubles == []
    (kept,) = desk.session.list(Programme)
    assert (kept.state, kept.sessions) == (ProgrammeState.RUNNING, 6)
    said = words_of(page)
    assert "The programme starts on 30 November 2026. The first review is on 11 January 2027." in said
    assert "Tell the provider" in said
    assert "Part-time programme at Kingfisher Workshop" in said


def test_the_full_time_programme_needs_its_risk_assessment_from_the_same_screen(
    consented: House, desk: Desk, open_page: Any
) -> None:
    provider = new_provider(consented.session)
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, provider, programme_type=ProgrammeType.FULL_TIME)
    press(page, "Start the programme")
    assert "A full-time programme needs a risk assessment first" in words_of(page)
    press(page, "Record a risk assessment")  # keeps the plan, which it belongs to
    box = desk.dialogs.shown[-1]
    assert isinstance(box, RiskBox)
    box.form.set_values(
        {
            "made_by": "P. Samplewell",
            "valid_until": date(2027, 7, 1),
            "hazards": "Tools.",
            "measures": "Two adults.",
        }
    )
    box.save()
    assert "Risk assessment recorded (undo)" in desk.told.toasts
    press(page, "Start the programme")
    assert desk.session.list(Programme)[0].state is ProgrammeState.RUNNING
    assert "Tools." not in words_of(page)
    press(page, "Show what it says")
    assert desk.dialogs.asked[-1] == ("tell", "Risk assessment")


def test_starting_without_consent_asks_harder_words_and_stays_in_sight(
    referred: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(pupil_id=referred.pupil.id)
    fill_in(page, new_provider(referred.session))
    press(page, "Start before all is in place")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, OverrideBox)
    box.form.set_values({"reason": REASON, "review_on": date(2026, 12, 1)})
    box.save()
    assert "Tick that you start it without consent" in box.form.row("without_consent_said").error()
    box.form.set_values({"without_consent_said": True})
    box.save()
    assert desk.session.list(Programme)[0].state is ProgrammeState.RUNNING
    said = words_of(page)
    assert "before everything was in place. To be looked at again on 1 December 2026." in said
    press(page, "Settle")
    settle = desk.dialogs.shown[-1]
    assert isinstance(settle, SettleBox)
    settle.save()
    assert settle.note() is not None
    settle.form.set_values({"words": "The mother signs on Friday."})
    settle.save()
    assert "settled on 24 November 2026" in words_of(page)


def test_before_the_referral_nothing_can_be_kept_or_overridden(
    house: House, tmp_path: Path, qtbot: QtBot
) -> None:
    from tests.vaults import new_pupil

    with house.session.write() as work:
        pupil = work.add(new_pupil(house))
    provider = new_provider(house.session)
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        page = ProgrammePage(desk.services)
        qtbot.addWidget(page)
        page.open(pupil_id=pupil.id)
        page.show()
        fill_in(page, provider)
        assert page.save_draft() is None
        press(page, "Start the programme")
        said = words_of(page)
        assert "The school has not referred the pupil." in said
        assert "Start before all is in place" not in said
        assert desk.session.count(Programme) == 0


def test_a_provider_out_of_date_is_shown_with_the_reason_and_cannot_be_chosen(
    consented: House, open_page: Any
) -> None:
    new_provider(consented.session)
    late = new_provider(consented.session, "Old Mill", insurance=date(2026, 10, 1))
    page = open_page(pupil_id=consented.pupil.id)
    page.form.set_values({"programme_type": ProgrammeType.PART_TIME})
    page.form.reveal()
    assert "Old Mill. Insurance: the check ran out on 1 October 2026." in words_of(page)
    assert page.form.provider.list.findText(late.name) < 0


def test_the_week_is_ticked_by_keyboard(consented: House, open_page: Any, qtbot: QtBot) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    ticks = page.form.week.ticks
    ticks[Weekday.MONDAY, Half.MORNING].setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(page.focusWidget(), key)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Right)  # nothing stands there
    assert page.form.week.said.text() == "3 sessions a week: Monday, Tuesday afternoon."
    assert page.focusWidget() is ticks[Weekday.TUESDAY, Half.AFTERNOON]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("start_on", "31/02/2027", "no 31 February"),
        ("longest_weeks", "a few", "whole number"),
        ("longest_weeks", "0", "1 to 60"),
        ("weekly_cost", "=1+1", "pounds"),
        ("school_share", "60", "must come to 100"),
        ("school_share", "٦٠", "whole number"),
        ("planned_end_on", "1 May 2027", "longest period agreed ends"),
        ("first_review_on", "30 November 2026", "not after the first day"),
    ],
)
def test_a_bad_answer_is_said_at_its_field_and_nothing_is_kept(
    consented: House, desk: Desk, open_page: Any, field: str, typed: str, words: str
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session))
    answer = page.form.row(field).input
    (answer.line if hasattr(answer, "line") else answer).setText(typed)
    press(page, "Start the programme")
    assert words in page.form.row(field).error()
    assert desk.session.count(Programme) == 0


def test_a_time_that_cannot_be_is_said_at_the_week(consented: House, desk: Desk, open_page: Any) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session))
    page.form.week.times[Half.MORNING, "from"].setText("soon")
    press(page, "Save the plan")
    assert "Type a time such as 9:15" in page.form.row("days").error()
    assert desk.session.count(Programme) == 0


def test_a_plan_is_kept_found_again_and_deleted(consented: House, desk: Desk, open_page: Any) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session), weekly_cost="£185.50", plan_named=False)
    press(page, "Save the plan")
    (kept,) = desk.session.list(Programme)
    assert (kept.state, kept.weekly_cost, kept.plan_named) == (ProgrammeState.PLANNED, 18550, False)
    again = open_page(pupil_id=consented.pupil.id)
    assert again.where() == {"programme_id": kept.id}
    assert again.form.row("weekly_cost").value() == "£185.50"
    assert again.form.week.said.text() == "6 sessions a week: Monday to Wednesday."
    press(again, "Delete this plan")
    assert desk.session.count(Programme) == 0
    assert desk.told.toasts[-1] == "Plan deleted (undo)"


def test_what_is_typed_is_a_draft_and_comes_back(consented: House, open_page: Any) -> None:
    provider = new_provider(consented.session)
    page = open_page(pupil_id=consented.pupil.id)
    assert page.save_draft() is None
    fill_in(page, provider)
    draft = page.save_draft()
    assert draft is not None
    again = open_page(pupil_id=consented.pupil.id)
    again.restore_draft(draft)
    assert again.form.programme(Programme()).provider_id == provider.id
    assert len(again.form.days()) == 6
    assert again.form.row("start_on").value() == START


def test_the_provider_is_told_and_the_ledger_says_so(consented: House, desk: Desk, open_page: Any) -> None:
    kept = started(consented)
    page = open_page(programme_id=kept.id)
    press(page, "Tell the provider")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, TellBox)
    box.save()
    assert box.note() is not None or box.form.row("method").error()
    box.form.set_values({"method": DeliveryMethod.SECURE_EMAIL})
    box.save()
    assert [one.recipient for one in disclosures_of(desk.session, consented.pupil.id)] == [
        "Kingfisher Workshop"
    ]
    assert "The provider was told\n24 November 2026" in words_of(page)


def test_a_programme_is_paused_goes_on_and_ends(consented: House, desk: Desk, open_page: Any) -> None:
    kept = started(consented, start_on=date(2026, 11, 23))
    page = open_page(programme_id=kept.id)
    press(page, "Pause")
    box = desk.dialogs.shown[-1]
    assert isinstance(box, PauseBox)
    box.form.set_values({"pause_reason": "In hospital"})
    box.save()
    assert "From 24 November 2026. In hospital" in words_of(page)
    press(page, "Go on")
    assert desk.session.get(Programme, kept.id).state is ProgrammeState.RUNNING
    press(page, "End programme")
    end = desk.dialogs.shown[-1]
    assert isinstance(end, EndBox)
    end.form.set_values(
        {
            "end_reason": EndReason.COMPLETED,
            "outcome": Outcome.PARTLY_MET,
            "destination": Destination.SCHOOL_ON_ROLL,
        }
    )
    end.save()
    said = words_of(page)
    assert "Objectives met in part" in said
    assert "End programme" not in said
