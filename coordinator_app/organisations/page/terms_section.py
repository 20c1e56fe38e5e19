"""Settings: term dates in a year view, pasted or imported anew, with what looks wrong; closures of single schools."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import read_date, say
from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations import actions
from coordinator_app.organisations.model import ExceptionKind, TermCalendarRecord, TermException
from coordinator_app.organisations.page.settings_reading import Calendars, read_calendar
from coordinator_app.organisations.page.terms_input import TermsInput, look_again
from coordinator_app.organisations.page.year_view import YearView
from coordinator_app.organisations.term_years import closure_doubt
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection


class TermsSection(SettingsSection):
    """One calendar at a time; "Change the dates" opens the paste box with the present dates in it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.shown: Calendars | None = None
        self._wanted = ""
        self._round = 0
        self.choice = ChoiceList([], none=None)
        self.row = FormRow(
            "Calendar", "A school follows one calendar and adds its own closures.", self.choice
        )
        self._view = layout.column(space=12)
        self.terms = TermsInput(services)
        self.save, self.cancel = button("Save the dates", "primary"), button("Cancel")
        self._editing = QWidget()
        lines = layout.column(self._editing, space=12)
        lines.addWidget(self.terms)
        acts = layout.row(space=12)
        layout.add_all(acts, self.save, self.cancel, None)
        lines.addLayout(acts)
        self._editing.hide()
        self.body.addWidget(self.row)
        self.body.addWidget(self._editing)
        self.body.addLayout(self._view)
        self.row.edited.connect(self._choose)
        self.save.clicked.connect(self.keep)
        self.cancel.clicked.connect(self._stop)

    def refresh(self) -> None:
        """Read the calendar again."""
        wanted, now = self._wanted, self._round
        self.read(lambda session: read_calendar(session, wanted), lambda shown: self._answered(now, shown))

    def change(self) -> None:
        """Open the box with the present dates."""
        if self.shown is not None:
            self.terms.set_text(self.shown.text)
            self._editing.show()
            self.terms.paste.setFocus()

    def keep(self) -> None:
        """Keep exactly the dates recognised, once rows that cannot be read are dealt with."""
        self.terms.leave(self._keep)

    def _keep(self) -> None:
        """Closures of single schools stay."""
        shown = self.shown
        if shown is None:
            return
        calendar = shown.shown or TermCalendarRecord(name="Term dates")
        blocks, days = self.terms.blocks(), (*self.terms.exceptions(), *shown.closures)
        self.write(lambda session: actions.save_calendar(session, calendar, blocks, days), self._kept)

    def add_calendar(self) -> FormBox:
        """Ask for the name of another calendar."""
        box = FormBox("Add a calendar", "Add")
        box.form.add(
            "name", FormRow("Name of the calendar", "For example, the other county's schools.", TextInput())
        )

        def save(done: Any, failed: Any) -> None:
            wanted = TermCalendarRecord(name=str(box.form.values()["name"]))
            self.services.jobs.write(lambda session: actions.save(session, wanted), done=done, failed=failed)

        box.saves(save)
        box.saved.connect(guarded(self, self._added))
        self.services.dialogs.show(box)
        return box

    def add_closure(self) -> FormBox:
        """Ask for a day on which one school is closed."""
        today = self.services.clock.today
        schools = [(one.id, one.name) for one in (self.shown.schools if self.shown else ())]
        box = FormBox("Add a closure", "Add")
        box.form.add("school_id", FormRow("School", "", ChoiceList(schools, none=None)))
        box.form.add(
            "on_day", FormRow("Day", "", DateInput(lambda text: read_date(text, today()).value, today=today))
        )
        box.form.add(
            "kind_of_day", FormRow("Why", "", ChoiceBoxes([(one, one.label) for one in ExceptionKind]))
        )
        box.form.add("title", FormRow("Note", "For example, snow.", TextInput(), optional=True))
        box.doubts(lambda: self._odd(box))
        box.saves(lambda done, failed: self._close(box, done, failed))
        box.saved.connect(guarded(self, self._closed))
        self.services.dialogs.show(box)
        return box

    # writing

    def _kept(self, saved: Saved[TermCalendarRecord]) -> None:
        self._stop()
        self._want(saved.record.id)
        self.services.say.toast("The term dates are kept", saved.change_id)
        self.refresh()

    def _added(self, saved: Saved[TermCalendarRecord]) -> None:
        self._want(saved.record.id)
        self.refresh()

    def _close(self, box: FormBox, done: Any, failed: Any) -> None:
        values: dict[str, Any] = box.form.values()
        if not isinstance(values["on_day"], date) or values["kind_of_day"] is None:
            name = "kind_of_day" if isinstance(values["on_day"], date) else "on_day"
            failed(InvalidInput.one(name, "Say why." if name == "kind_of_day" else "Type the day."))
            return
        calendar = self.shown.shown if self.shown else None
        wanted = TermException(term_calendar_id=calendar.id if calendar else "", **values)
        self.services.jobs.write(lambda session: actions.save(session, wanted), done=done, failed=failed)

    def _odd(self, box: FormBox) -> dict[str, str]:
        """A closure that changes nothing: at a weekend, outside every term, or there already."""
        values = box.form.values()
        day = values["on_day"]
        if self.shown is None or not isinstance(day, date):
            return {}
        wanted = TermException(school_id=str(values["school_id"] or ""), on_day=day)
        return {"on_day": closure_doubt(self.shown.days, self.shown.closures, wanted)}

    def _closed(self, saved: Saved[TermException]) -> None:
        self.services.say.toast("The closure is kept", saved.change_id)
        self.refresh()

    def _stop(self) -> None:
        self.terms.stay()
        self._editing.hide()

    # showing

    def _choose(self) -> None:
        self._want(str(self.choice.value() or ""))
        self._stop()
        self.refresh()

    def _want(self, calendar_id: str) -> None:
        self._wanted = calendar_id
        self._round += 1

    def _answered(self, asked_in: int, shown: Calendars) -> None:
        if asked_in == self._round:  # else another calendar was chosen meanwhile, and is being read
            self._show(shown)

    def _show(self, shown: Calendars) -> None:
        self.shown = shown
        self._wanted = shown.shown.id if shown.shown else ""
        self.choice.offer([(one.id, one.name) for one in shown.all])
        self.choice.set_value(self._wanted)
        self.row.setVisible(len(shown.all) > 1)
        layout.clear(self._view)
        self._say_known(shown)
        for note in look_again(shown.warnings):
            self._view.addWidget(note)
        self._view.addWidget(_acts(self))
        if shown.days.blocks:
            card = Card()
            card.body.addWidget(YearView(shown.days))
            self._view.addWidget(card)
        if shown.closures:
            self._view.addWidget(self._closures(shown))

    def _say_known(self, shown: Calendars) -> None:
        add = button("Add dates", small=True)
        add.clicked.connect(self.change)
        text = "Paste the next year below the dates that are there." if shown.days.blocks else ""
        self._view.addWidget(
            Note("soon" if shown.warnings or not shown.days.blocks else "info", shown.known_until, text, add)
        )

    def _closures(self, shown: Calendars) -> QWidget:
        holder = QWidget()
        lines = layout.column(holder, space=8)
        lines.addWidget(heading("Closures of single schools"))
        names = {one.id: one.name for one in shown.schools}
        rows = CardList()
        for one in shown.closures:
            day = say(one.on_day) if one.on_day else ""
            remove = button("Remove", small=True, accessible=f"Remove: {names.get(one.school_id, '')}, {day}")
            remove.clicked.connect(partial(self._remove, one))
            why = one.title or (one.kind_of_day.label if one.kind_of_day else "")
            rows.add(
                TwoLineRow(
                    f"{names.get(one.school_id, 'School')}, {day}", why, icon="calendar", buttons=(remove,)
                )
            )
        lines.addWidget(rows)
        return holder

    def _remove(self, closure: TermException, *_signal: object) -> None:
        shown = self.shown
        if shown is None or shown.shown is None:
            return
        calendar = shown.shown
        common = shown.days
        stay = tuple(one for one in shown.closures if one.id != closure.id)
        blocks, days = actions.records_of(common)
        self.write(
            lambda session: actions.save_calendar(session, calendar, blocks, (*days, *stay)), self._kept
        )


def _acts(section: TermsSection) -> QWidget:
    holder = QWidget()
    line = layout.row(holder, space=12)
    for words, act in (
        ("Change the dates", section.change),
        ("Add a closure", section.add_closure),
        ("Add a calendar", section.add_calendar),
    ):
        made = button(words, small=True)
        made.clicked.connect(lambda _on=False, act=act: act())
        line.addWidget(made)
    line.addStretch(1)
    return holder
