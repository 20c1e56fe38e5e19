"""The writer takes its time: what comes when the next child is shown is said, and touches nothing of that child."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coordinator_app.programmes import running
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.programmes.page.programme import ProgrammePage
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.deciding import accept_referral
from coordinator_app.ui.page import Page
from tests.organisations.desk import Desk, press, words_of
from tests.programmes.conftest import TODAY, add_risk, new_provider, new_referral, started
from tests.programmes.screens import fill_in
from tests.vaults import House, new_pupil

OBJECTIVES = "To be in a small group again."


def another_child(house: House) -> str:
    other = new_pupil(house, given_names="Olive", family_name="Crumbworthy", upn="")
    taken = referrals.take_referral(house.session, other, new_referral(house))
    accept_referral(house.session, taken.referral)
    return taken.pupil.id


def while_busy(
    desk: Desk, act: Callable[[], object], patched: pytest.MonkeyPatch, kind: str = "write"
) -> Callable[[], None]:
    """Act while the writer, or the readers, are busy; what is returned lets them answer."""
    held: list[Callable[[], object]] = []
    real = getattr(desk.services.jobs, kind)

    def busy(work: Any, *, done: Any, failed: Any) -> None:
        real(
            work,
            done=lambda kept: held.append(lambda: done(kept)),
            failed=lambda error: held.append(lambda: failed(error)),
        )

    with patched.context() as now:
        now.setattr(desk.services.jobs, kind, busy)
        act()
    assert held

    def answers() -> None:
        for one in held:
            one()

    return answers


def type_for(page: ProgrammePage, pupil_id: str) -> None:
    page.open(pupil_id=pupil_id)
    page.form.row("objectives").input.set_value(OBJECTIVES)
    page.form.row("objectives").edited.emit()


def has_what_was_typed(page: ProgrammePage, pupil_id: str) -> bool:
    typed = page.form.row("objectives").value() == OBJECTIVES and page.touched
    return typed and page.shown is not None and page.shown.pupil.id == pupil_id


@pytest.mark.parametrize("act", ["Save the plan", "Start the programme"])
def test_what_is_typed_for_the_next_child_stays_when_the_plan_before_it_is_kept(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    other = another_child(consented)
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session))
    answers = while_busy(desk, lambda: press(page, act), monkeypatch)
    type_for(page, other)
    answers()
    (kept,) = desk.session.list(Programme)
    assert kept.pupil_id == consented.pupil.id
    assert desk.told.toasts, "it is said that the one before was kept"
    assert has_what_was_typed(page, other)


def test_without_the_look_at_the_visit_it_would_be_wiped(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "of_visit", lambda _page, callback, **_more: callback)
    with pytest.raises(AssertionError):
        test_what_is_typed_for_the_next_child_stays_when_the_plan_before_it_is_kept(
            consented, desk, open_page, monkeypatch, "Save the plan"
        )


def test_a_refusal_of_the_plan_before_is_no_note_on_the_next_childs(
    referred: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(referred)
    page = open_page(pupil_id=referred.pupil.id)
    fill_in(page, new_provider(referred.session))
    answers = while_busy(desk, lambda: press(page, "Start the programme"), monkeypatch)
    type_for(page, other)
    answers()
    assert len(desk.told.troubles) == 1
    assert "It cannot start yet." not in words_of(page)
    assert has_what_was_typed(page, other)


def test_the_next_plan_can_be_kept_while_the_one_before_is_still_written(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(consented)
    page = open_page(pupil_id=consented.pupil.id)
    provider = new_provider(consented.session)
    fill_in(page, provider)
    answers = while_busy(desk, lambda: press(page, "Save the plan"), monkeypatch)
    page.open(pupil_id=other)
    fill_in(page, provider)
    press(page, "Save the plan")
    answers()
    assert {one.pupil_id for one in desk.session.list(Programme)} == {consented.pupil.id, other}


def test_a_deleted_plan_does_not_lead_away_from_the_next_child(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(consented)
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, new_provider(consented.session))
    press(page, "Save the plan")
    answers = while_busy(desk, page.plan_acts.drop, monkeypatch)
    type_for(page, other)
    answers()
    assert desk.told.went == []
    assert has_what_was_typed(page, other)


def test_a_programme_that_goes_on_says_so_and_leaves_the_next_one_as_it_is(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(consented)
    kept = started(consented, start_on=TODAY)
    running.pause(consented.session, kept, TODAY, "The workshop is closed.")
    page = open_page(programme_id=kept.id)
    answers = while_busy(desk, lambda: page.look_acts.do("resume"), monkeypatch)
    type_for(page, other)
    read: list[str] = []
    monkeypatch.setattr(page, "read", lambda: read.append("again"))
    answers()
    assert desk.session.list(Programme)[0].state is ProgrammeState.RUNNING
    assert desk.told.toasts
    assert read == []
    assert has_what_was_typed(page, other)


def test_what_a_risk_assessment_says_is_not_shown_over_the_next_child(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(consented)
    kept = started(consented)
    add_risk(consented, kept)
    page = open_page(programme_id=kept.id)
    answers = while_busy(desk, lambda: page.look_acts.do("risk_words"), monkeypatch, "read")
    page.open(pupil_id=other)
    answers()
    assert "Tools in the workshop" not in str(vars(desk.dialogs))


@pytest.mark.parametrize(
    "guard",
    [
        test_a_programme_that_goes_on_says_so_and_leaves_the_next_one_as_it_is,
        test_what_a_risk_assessment_says_is_not_shown_over_the_next_child,
    ],
)
def test_without_the_look_at_the_visit_it_would_be_shown_or_read_again(
    consented: House, desk: Desk, open_page: Any, monkeypatch: pytest.MonkeyPatch, guard: Callable[..., None]
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "of_visit", lambda _page, callback, **_more: callback)
    with pytest.raises(AssertionError):
        guard(consented, desk, open_page, monkeypatch)
