"""The stages of a request: pressed twice they write once, and what is typed before an answer stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from desks import Desk
from seen import desk, gathering, identity, logged, now, opened

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.core.errors import DiskFull

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
__all__ = ["desk"]
Held = list[Callable[[], object]]


def hold(desk: Desk, which: str, monkeypatch: pytest.MonkeyPatch) -> Held:
    """What is asked of the reader or the writer from now on."""
    held: Held = []
    honest = getattr(desk.services.jobs, which)

    def later(*given: Any, **more: Any) -> None:
        held.append(lambda: honest(*given, **more))

    monkeypatch.setattr(desk.services.jobs, which, later)
    return held


def let_go(held: Held) -> None:
    while held:
        held.pop(0)()


def full(*_given: object, **_more: object) -> None:
    raise DiskFull("The disk is full.")


def test_a_draft_waits_for_its_request_and_is_not_dropped_meanwhile(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = logged(desk)
    held = hold(desk, "read", monkeypatch)
    page = desk.page(AccessRequestPage, request_id=request.id, stage="gather")
    draft = {"stages": {"gather": {"search_words": "The blue folder"}}, "stage": "gather"}
    page.restore_draft(draft)
    assert page.save_draft() == draft
    let_go(held)
    assert gathering(page).form.row("search_words").value() == "The blue folder"


def test_who_asked_is_saved_once_and_what_is_typed_before_the_answer_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = logged(desk)
    stage = identity(opened(desk, request, "identity"))
    how = stage.form.row("identity_reason")
    stage.form.set_values({"identity_known": True, "identity_reason": "Met at the review."})
    stage.form.row("identity_known").edited.emit()
    held = hold(desk, "write", monkeypatch)
    stage.save.click()
    stage.save.click()
    assert len(held) == 1
    assert desk.said.toasts == [("One moment: this is being kept.", None)]
    how.input.set_value("Met at the review, and again since.")
    how.edited.emit()
    let_go(held)
    assert now(desk, request).identity_reason == "Met at the review."
    assert how.value() == "Met at the review, and again since."
    assert stage.save_draft() is not None
    stage.save.click()
    let_go(held)
    assert now(desk, request).identity_reason == "Met at the review, and again since."
    assert stage.save_draft() is None


def test_who_asked_can_be_saved_again_after_a_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    request = logged(desk)
    stage = identity(opened(desk, request, "identity"))
    stage.form.set_values({"identity_known": True, "identity_reason": "Met at the review."})
    stage.form.row("identity_known").edited.emit()
    with monkeypatch.context() as broken:
        broken.setattr(intake, "change_request", full)
        stage.save.click()
    stage.save.click()
    assert now(desk, request).identity_reason == "Met at the review."


def test_words_of_the_search_that_could_not_be_kept_are_still_typed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = logged(desk)
    stage = gathering(opened(desk, request, "gather"))
    row = stage.form.row("search_words")
    row.input.set_value("The blue folder")
    row.edited.emit()
    with monkeypatch.context() as broken:
        broken.setattr(intake, "change_request", full)
        stage.form.left.emit("search_words")
    assert stage.save_draft() == {"search_words": "The blue folder"}
    stage.form.left.emit("search_words")
    assert now(desk, request).search_words == "The blue folder"
