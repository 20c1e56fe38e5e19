"""The answers of a form as plain values for a draft, and back: dates stay as they were typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtGui import QTextCursor

from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput


def typed(form: Form) -> dict[str, Any]:
    """What stands in every row, hidden ones too, as texts, numbers, true or false, or nothing."""
    return {
        name: row.input.typed() if isinstance(row.input, DateInput) else row.value()
        for name, row in form.rows().items()
    }


def put_back(form: Form, values: Mapping[str, Any]) -> None:
    """Show what `typed` took, the cursor behind the last letter; fields that the form no longer has are passed over."""
    dates: list[str] = []
    before = {name: text.toPlainText() for name, text in _long(form)}
    for name, row in form.rows().items():
        if isinstance(row.input, DateInput):
            dates.append(name)
            row.input.line.set_value(values.get(name, row.input.typed()))
    form.set_values({name: value for name, value in values.items() if name not in dates})
    for name, text in _long(form):
        if text.toPlainText() != before[name]:
            text.moveCursor(QTextCursor.MoveOperation.End)


def go_on(form: Form, names: Collection[str]) -> None:
    """Put the cursor into the last text among these that were put back, unless the user has left the first question."""
    shown = [(name, row) for name, row in form.rows().items() if not row.isHidden()]
    texts = [row for name, row in shown if name in names and isinstance(row.input, LongText | TextInput)]
    if texts and form.window().focusWidget() is shown[0][1].input.target():
        texts[-1].focus()


def _long(form: Form) -> list[tuple[str, LongText]]:
    inputs: list[tuple[str, object]] = [(name, row.input) for name, row in form.rows().items()]
    return [(name, one) for name, one in inputs if isinstance(one, LongText)]
