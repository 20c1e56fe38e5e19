"""The answers of a form as plain values for a draft, and back: dates stay as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.forms import Form


def typed(form: Form) -> dict[str, Any]:
    """What stands in every row, hidden ones too, as texts, numbers, true or false, or nothing."""
    return {
        name: row.input.typed() if isinstance(row.input, DateInput) else row.value()
        for name, row in form.rows().items()
    }


def put_back(form: Form, values: Mapping[str, Any]) -> None:
    """Show what `typed` took; fields that the form no longer has are passed over."""
    dates: list[str] = []
    for name, row in form.rows().items():
        if isinstance(row.input, DateInput):
            dates.append(name)
            row.input.line.set_value(values.get(name, row.input.typed()))
    form.set_values({name: value for name, value in values.items() if name not in dates})
