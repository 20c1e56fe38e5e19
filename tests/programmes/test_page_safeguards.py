"""What the programme's screen never does: act on what was not read, start on what is gone, begin on a day without sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from coordinator_app.consent import actions as consent
from coordinator_app.core.errors import Cancelled, NotFound
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes import actions, running
from coordinator_app.programmes.gate import read_passed_over
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.programmes.page import programme_reading as reading
from coordinator_app.programmes.page.boxes import OverrideBox
from coordinator_app.programmes.page.programme import ProgrammePage
from coordinator_app.store.session import Session
from tests.organisations.desk import Desk, press, words_of
from tests.programmes.conftest import new_programme, new_provider, started_without_consent, week
from tests.programmes.conftest import started as started_now
from tests.programmes.screens import fill_in
from tests.vaults import House

FRIDAY = date(2026, 12, 4)


def fail(error: Exception) -> Callable[..., Any]:
    def reads(*_anything: object) -> Any:
        raise error

    return reads


def acts_of(page: ProgrammePage) -> list[str]:
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
    return [one.text() for one in buttons]


@pytest.mark.parametrize("error", [NotFound("It is gone."), KeyError("a bug of ours")])
def test_a_reading_that_fails_shows_the_trouble_and_no_form(
    consented: House, open_page: Any, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(reading, "read", fail(error))
        page = open_page(pupil_id=consented.pupil.id)
        assert page.in_trouble()
        assert [one for one in acts_of(page) if one] == ["Try again"]
        assert "Start the programme" not in words_of(page)
        page._main_act()
        assert page.save_draft() is None
    press(page, "Try again")
    assert not page.in_trouble()
    assert "Start the programme" in acts_of(page)


def test_while_a_programme_is_read_neither_a_form_nor_the_one_before_is_shown(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(programme_id=started_now(consented, provider).id)
    assert "Part-time programme at Kingfisher Workshop" in words_of(page)
    monkeypatch.setattr(desk.services.jobs, "read", lambda *_asked, **_more: None)  # it takes its time
    page.open(pupil_id=consented.pupil.id)
    said = words_of(page)
    assert "The programme is being read." in said
    for gone in ("Kingfisher Workshop", "Start the programme", "Tell the provider"):
        assert gone not in said


def test_a_reading_that_was_called_off_is_no_trouble(
    consented: House, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read", fail(Cancelled()))
    assert not open_page(pupil_id=consented.pupil.id).in_trouble()


def test_a_first_day_that_is_not_ticked_is_said_at_once_and_the_next_is_taken_with_one_press(
    consented: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session), start_on=FRIDAY)
    assert "Friday 4 December 2026 is not one of the ticked days." in words_of(page)
    desk.dialogs.will_answer(False)
    press(page, "Start the programme")
    assert desk.dialogs.asked[-1][0] == "ask"
    assert desk.session.count(Programme) == 0
    press(page, "Start on Monday 7 December 2026")
    assert "not one of the ticked days" not in words_of(page)
    press(page, "Start the programme")
    assert desk.session.list(Programme)[0].start_on == date(2026, 12, 7)


def test_a_programme_that_has_begun_on_another_day_is_changed_without_a_question(
    consented: House, desk: Desk, provider: Provider, open_page: Any
) -> None:
    kept = started_now(consented, provider, start_on=date(2026, 11, 20))  # a Friday
    page = open_page(programme_id=kept.id)
    press(page, "Change")
    page.form.set_values({"site": "Quarry Road"})
    press(page, "Save changes")
    assert desk.dialogs.asked == []
    assert desk.session.get(Programme, kept.id).site == "Quarry Road"


def test_consent_withdrawn_between_reading_and_pressing_starts_nothing(
    consented: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session))
    form = consent.consents_of(consented.session, consented.pupil.id)[0]
    consent.withdraw_consent(consented.session, form, "No more")  # the screen still shows a tick
    press(page, "Start the programme")
    assert "has withdrawn consent" in words_of(page)
    assert desk.session.count(Programme) == 0


def test_the_gate_is_asked_in_the_transaction_that_starts_changes_or_resumes(
    consented: House, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, asked = consented.session, []

    def checks(within: Session, programme: Programme, days: Any) -> Any:
        asked.append(within._writing)
        return kept_checks(within, programme, days)

    kept_checks = actions.checks_for
    monkeypatch.setattr(actions, "checks_for", checks)
    kept = actions.start(
        session, new_programme(consented, provider, start_on=date(2026, 11, 16)), week(), ()
    ).record
    kept = actions.save_plan(session, kept, week(), ()).record
    paused = running.pause(session, kept, date(2026, 11, 24), "Ill").record
    assert running.resume(session, paused).record.state is ProgrammeState.RUNNING
    assert len(asked) == 4
    assert all(asked)


def test_starting_early_is_said_in_two_ways_that_each_say_what_they_do(
    referred: House, desk: Desk, open_page: Any
) -> None:
    page = open_page(pupil_id=referred.pupil.id)
    fill_in(page, new_provider(referred.session))
    assert "Nothing starts before you answer." in words_of(page)
    press(page, "Start the programme")
    for act in ("Start before all is in place", "Say why it cannot wait"):
        assert acts_of(page).count(act) == 1
        press(page, act)
        assert isinstance(desk.dialogs.shown[-1], OverrideBox)
    assert desk.session.count(Programme) == 0


def test_no_clause_stands_inside_a_sentence_of_the_screen(referred: House, open_page: Any) -> None:
    kept = started_without_consent(referred)
    plan = open_page(pupil_id=referred.pupil.id)
    for page in (open_page(programme_id=kept.id), plan):
        for one in page.findChildren(QLabel):
            assert "(003-" not in one.text()
            assert "(policy" not in one.text()
    assert "Policy 003-4.3" in words_of(open_page(programme_id=kept.id))


def test_what_was_passed_over_is_read_as_sentences_and_clauses() -> None:
    kept = "No form (of any kind) is there. (003-4.3)\nThe check ran out.\nNo school form. (003-4)"
    assert read_passed_over(kept) == [
        ("No form (of any kind) is there.", "003-4.3"),
        ("The check ran out.", ""),
        ("No school form.", "003-4"),
    ]
    assert read_passed_over("") == []
