from __future__ import annotations

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.clock import SetClock
from coordinator_app.ui.coming_date import ComingDate
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.form_draft import put_back, typed
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.past_date import PastDate

CLOCK = SetClock(datetime(2026, 11, 24, 9, 0))


@pytest.mark.parametrize(
    ("words", "value", "problem"),
    [
        ("", None, ""),
        ("18 nov", date(2026, 11, 18), ""),
        ("24/11/2026", date(2026, 11, 24), ""),
        ("25/11/2026", date(2026, 11, 25), "This date is in the future."),
        ("soon", None, "This is not a date"),
        ("31/2/2026", None, "There is no 31 February"),
    ],
)
def test_a_date_that_must_have_happened_says_what_is_wrong(
    qtbot: QtBot, words: str, value: date | None, problem: str
) -> None:
    field = PastDate(CLOCK)
    qtbot.addWidget(field)
    field.line.set_value(words)
    assert field.value() == value
    assert field.problem().startswith(problem)
    assert bool(field.problem()) is bool(problem)


@pytest.mark.parametrize(
    ("words", "value", "problem"),
    [
        ("30/11", date(2026, 11, 30), ""),
        ("3 jan", date(2027, 1, 3), ""),
        ("30/11/2026", date(2026, 11, 30), ""),
        ("20/11/2026", date(2026, 11, 20), ""),
        ("soon", None, "This is not a date"),
        ("", None, ""),
    ],
)
def test_a_date_to_come_is_the_next_of_its_name(
    qtbot: QtBot, words: str, value: date | None, problem: str
) -> None:
    field = ComingDate(CLOCK)
    qtbot.addWidget(field)
    field.line.set_value(words)
    assert field.value() == value
    assert field.problem().startswith(problem)
    assert bool(field.problem()) is bool(problem)


def test_a_draft_of_a_form_keeps_a_date_as_it_was_typed(qtbot: QtBot) -> None:
    def made() -> Form:
        form = Form()
        qtbot.addWidget(form)
        form.add("name", FormRow("Name", "", TextInput()))
        form.add("day", FormRow("Day", "", PastDate(CLOCK)))
        return form

    first, second = made(), made()
    first.set_values({"name": "Idris"})
    first.row("day").input.line.set_value("next week")
    draft = typed(first)
    assert draft == {"name": "Idris", "day": "next week"}
    put_back(second, draft)
    assert typed(second) == draft
    put_back(second, {"name": "Kit"})
    assert typed(second) == {"name": "Kit", "day": "next week"}


@pytest.mark.parametrize(("back", "name"), [(True, "Back"), (False, "Close")])
def test_the_header_of_a_focus_screen_leads_back_and_locks(qtbot: QtBot, back: bool, name: str) -> None:
    header = FocusHeader("New referral", back=back)
    qtbot.addWidget(header)
    assert header.leave.accessibleName() == name
    with qtbot.waitSignal(header.left):
        header.leave.click()
    with qtbot.waitSignal(header.locked):
        header.lock.click()
