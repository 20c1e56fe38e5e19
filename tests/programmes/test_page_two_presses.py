"""A press before the answer to the one before is done once, and what is typed while a plan is kept stays."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.page.look_acts import LookActs
from coordinator_app.reviews.model import Review
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, press
from tests.programmes.conftest import started
from tests.programmes.screens import fill_in
from tests.vaults import House

TYPED = "To be in a small group again."


def test_what_is_typed_while_the_plan_is_kept_is_not_wiped_by_the_answer(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, provider)
    writes = HeldBack(desk.services.jobs, monkeypatch, "write")
    reads = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.plan_acts.keep()
    page.form.row("objectives").input.set_value(TYPED)
    page.form.row("objectives").edited.emit()
    writes.let()
    reads.let()
    assert page.form.row("objectives").value() == TYPED
    assert page.save_draft() is not None
    page.plan_acts.keep()
    writes.let()
    reads.let()
    (plan,) = consented.session.list(Programme)
    assert plan.objectives == TYPED
    assert page.save_draft() is None


def test_a_press_while_the_kept_plan_is_read_again_is_answered(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, provider)
    reads = HeldBack(desk.services.jobs, monkeypatch, "read")
    press(page, "Save the plan")
    press(page, "Save the plan")
    assert "One moment: the plan is being read." in desk.told.toasts
    reads.let()
    assert len(consented.session.list(Programme)) == 1


def test_a_second_press_on_start_leaves_the_word_that_it_has_started(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(pupil_id=consented.pupil.id)
    fill_in(page, provider)
    reads = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.plan_acts.start()
    page.plan_acts.start()
    assert "One moment: the plan is being read." not in desk.told.toasts
    assert len(desk.told.toasts) == 1
    reads.let()


def test_two_presses_plan_one_review(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(programme_id=started(consented, provider).id)
    before = len(consented.session.list(Review))
    writes = HeldBack(desk.services.jobs, monkeypatch, "write")
    reads = HeldBack(desk.services.jobs, monkeypatch, "read")
    page.look_acts.do("review")
    page.look_acts.do("review")
    writes.let()
    page.look_acts.do("review")
    writes.let()
    reads.let()
    assert writes.asked == 1
    assert len(consented.session.list(Review)) <= before + 1
    assert desk.told.toasts.count("One moment: this is being kept.") == 2


def test_without_the_look_at_what_was_pressed_two_would_be_written(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(LookActs, "_pressed", property(lambda _acts: None, lambda _acts, _shown: None), False)
    with pytest.raises(AssertionError):
        test_two_presses_plan_one_review(consented, desk, provider, open_page, monkeypatch)


def test_two_presses_on_print_note_and_make_one_summary(
    consented: House, desk: Desk, provider: Provider, open_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(programme_id=started(consented, provider).id)
    press(page, "Print summary")
    writes = HeldBack(desk.services.jobs, monkeypatch, "write")
    page.summary._draw_for_paper()
    page.summary._draw_for_paper()
    assert writes.asked == 1
