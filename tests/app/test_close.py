"""Closing the window takes nothing of what stands in an open box, however fresh it is."""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from tests.app.conftest import Running

PLACE = DraftOf("note_box", "one")


def box_over(running: Running) -> FormBox:
    box = FormBox("Write a note", "Save note")
    box.form.add("words", FormRow("Words", "", LongText()))
    box.saves(lambda _done, _failed: None)
    show_kept(running.opened.services, box, PLACE)
    return box


def test_the_last_second_of_what_was_typed_into_a_box_is_there_after_the_window_was_closed(
    running: Running, start: Callable[[], Running]
) -> None:
    box = box_over(running)
    box.form.row("words").input.set_value("half a thought")
    box.form.row("words").edited.emit()
    running.app.close()
    again = start()
    again.unlock()
    jobs = again.app.jobs
    found = jobs.wait(jobs.read(lambda session: session.draft(PLACE.screen, PLACE.record_id)))
    assert found is not None
    assert found["words"] == "half a thought"
