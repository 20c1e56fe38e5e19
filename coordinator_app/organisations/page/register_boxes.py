"""The small questions of the Registers screen: a check or cover, and the day on which an entry ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.core.catalogue import Record
from coordinator_app.core.dates import read_date
from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations import register_actions
from coordinator_app.organisations.page.register_form import answered, fill_part, shown
from coordinator_app.organisations.page.register_shapes import Entry, PartList
from coordinator_app.organisations.register_rules import doubts
from coordinator_app.organisations.registers import Part
from coordinator_app.services import Services
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label


def part_box(services: Services, entry: Entry, part: Part, record: Record | None) -> FormBox:
    """Ask for a check or a cover, new or known; `saved` carries what was kept."""
    link: dict[str, Any] = {part.link: entry.record.id}
    base = replace(record or part.cls(), **link)
    box = FormBox(f"Change the {part.one}" if record else part.add, "Save")
    fill_part(box.form, part, services)
    shown(box.form, base)
    known = _known(entry.parts, part)
    today = services.clock.today

    def odd() -> Mapping[str, str]:
        return doubts(answered(box.form, base), known, today())

    def save(done: Callable[[object], None], failed: Callable[[Exception], None]) -> object:
        wanted = answered(box.form, base)
        return services.jobs.write(
            lambda session: register_actions.keep(session, wanted), done=done, failed=failed
        )

    box.doubts(odd)
    box.saves(save)
    return box


def _known(parts: Sequence[PartList], part: Part) -> list[Record]:
    return [line.record for one in parts if one.part is part for line in one.lines]


def end_box(services: Services, entry: Entry) -> FormBox:
    """Ask from which day an entry has ended, and say who still names it."""
    about, today = entry.register, services.clock.today
    box = FormBox(f"{about.leave}: {entry.title}", about.leave)
    if entry.use:
        box.form.add_widget(label(entry.use, "body", wrap=True))
    day = DateInput(lambda text: read_date(text, today()).value, today=today)
    last = about.end == "to_day"
    question = "Last day" if last else "From which day"
    box.form.add("on", FormRow(question, "Its record stays; it is no longer offered.", day))
    box.form.set_values({"on": today()})

    def save(done: Callable[[object], None], failed: Callable[[Exception], None]) -> None:
        on = box.form.values()["on"]
        if not isinstance(on, date):
            failed(InvalidInput.one("on", "Type the day."))
            return
        services.jobs.write(
            lambda session: register_actions.end(session, entry.record, on),
            done=done,
            failed=lambda error: failed(_at_the_day(error)),
        )

    box.saves(save)
    return box


def _at_the_day(error: Exception) -> Exception:
    """A problem with the field that ends the entry stands at the one question that there is."""
    if isinstance(error, InvalidInput):
        return InvalidInput.one("on", error.happened)
    return error
