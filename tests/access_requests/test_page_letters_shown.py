"""A letter of a request leaves only as it is shown: never the page before it, whose words were not looked through last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of
from test_page_letters_named import SAID, panel_with, texts

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.letter_panel import LetterPanel
from coordinator_app.pupils import actions as pupils
from tests.vaults import House, fill_in_the_letter, new_pupil, new_request

Held = list[Callable[[], object]]


@pytest.fixture
def desk(consented: House, qtbot: object, tmp_path: Path) -> Desk:
    fill_in_the_letter(consented)
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Sorrelby"))
    return desk_of(consented, tmp_path)


@pytest.fixture
def request_made(desk: Desk) -> AccessRequest:
    return intake.log_request(desk.house.session, new_request(desk.house)).record


def hold_children(panel: LetterPanel, monkeypatch: pytest.MonkeyPatch) -> Held:
    """From now on a letter is made and drawn when it is let go."""
    held: Held = []
    jobs = panel._stage.services.jobs
    goes_on = jobs.child
    monkeypatch.setattr(jobs, "child", lambda *of, **how: held.append(lambda: goes_on(*of, **how)))
    return held


def let_go(held: Held) -> None:
    while held:
        held.pop(0)()


@pytest.mark.parametrize("act", ["sent", "save", "print"])
def test_the_page_before_does_not_leave_while_the_changed_one_is_made(
    desk: Desk, request_made: AccessRequest, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, panel = panel_with(desk, request_made, "Do you mean the day with Otis Sorrelby?")
    assert SAID in texts(page)
    held = hold_children(panel, monkeypatch)
    panel._changed("# A question\n\nDo you mean the day with another child?")
    assert panel.named.found is not None
    assert not panel.named.found.people
    shown = len(desk.dialogs.asked) + len(desk.dialogs.shown)
    getattr(panel, act).click()
    assert letters.letters_of(desk.house.session, request_made.id) == []
    assert len(desk.dialogs.asked) + len(desk.dialogs.shown) == shown
    assert desk.said.toasts, "it is said that the letter is being made"
    let_go(held)
    panel.sent.click()
    (letter,) = letters.letters_of(desk.house.session, request_made.id)
    assert b"%PDF" in desk.house.session.blob(letter.content_id)


def test_a_letter_that_was_written_does_not_leave_as_the_one_shown_before(
    desk: Desk, request_made: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    _page, panel = panel_with(desk, request_made, "Which school years do you mean?")
    panel.sent.click()
    (kept,) = letters.letters_of(desk.house.session, request_made.id)
    panel._changed("# A question\n\nDo you mean the day with Otis Sorrelby?")
    went: list[Any] = []
    held = hold_children(panel, monkeypatch)
    monkeypatch.setattr(panel, "_draw_for_paper", lambda: went.append(panel._pdf))
    panel.look(kept)
    panel.print.click()
    assert went == []
    let_go(held)
    panel.print.click()
    assert went == [desk.house.session.blob(kept.content_id)]


def test_what_was_made_of_words_that_were_changed_since_is_not_shown(
    desk: Desk, request_made: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    _page, panel = panel_with(desk, request_made, "Which school years do you mean?")
    held = hold_children(panel, monkeypatch)
    panel._changed("# A question\n\nDo you mean the day with Otis Sorrelby?")
    panel._changed("# A question\n\nDo you mean the day with another child?")
    first, second = held.pop(0), held.pop(0)
    second()
    let_go(held)
    right = panel._pdf
    assert right
    first()
    let_go(held)
    assert panel._pdf == right
