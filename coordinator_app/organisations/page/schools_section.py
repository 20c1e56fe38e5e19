"""Settings: the schools, their type, people and term calendar."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.identifiers import check_laestab, check_urn, say_laestab
from coordinator_app.organisations import actions
from coordinator_app.organisations.model import School, TermCalendarRecord
from coordinator_app.organisations.page import fields
from coordinator_app.organisations.page.settings_reading import read_schools
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.checked_input import CheckedInput
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection

_TEXTS = (("head", "Headteacher"), ("data_protection_officer", "Data protection officer"),
          ("safeguarding_lead", "Safeguarding lead"))  # fmt: skip


class SchoolsSection(SettingsSection):
    """A row for each school; Add a school and Change open the same form."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._calendars: tuple[TermCalendarRecord, ...] = ()
        self._schools: tuple[School, ...] | None = None
        self.add = button("Add a school", "primary", icon="plus")
        self.all = button("Everything about a school", small=True, icon="book-user")
        self._rows = layout.column(space=8)
        acts = layout.row(space=12)
        layout.add_all(acts, self.add, self.all, None)
        self.body.addLayout(acts)
        self.body.addLayout(self._rows)
        self.add.clicked.connect(lambda: self.ask(School()))
        self.all.clicked.connect(lambda: self.services.go.to("registers", register="schools"))

    def refresh(self) -> None:
        """Read the schools."""
        self.read(read_schools, self._show)

    def reopens(self) -> Openers:
        """The form of a school that is opened again."""
        return {"school_details": self._again}

    def _again(self, left: Left) -> bool:
        if self._schools is None:
            return False
        known = next((one for one in self._schools if one.id == left.record_id), None)
        if known is None and left.record_id:
            return False
        self.ask(known or School())
        return True

    def ask(self, school: School) -> FormBox:
        """The form of one school, new or known."""
        box = FormBox("Change the school" if school.id else "Add a school", "Save")
        form = box.form
        form.add("name", FormRow("Name of the school", "", TextInput()))
        chosen = form.add("school_type", fields.school_type())
        means = label(fields.type_words(school.school_type), "small", "info-fg", wrap=True)
        form.add_widget(means)
        chosen.edited.connect(lambda: means.setText(fields.type_words(chosen.value())))
        form.add("laestab", fields.laestab())
        form.add("urn", FormRow("URN", "", CheckedInput(check_urn, width=160), optional=True))
        form.add("address", FormRow("Address", "", LongText(lines=5, sensitive=False), optional=True))
        form.add("telephone", fields.telephone())
        form.add("email", fields.email())
        for name, words in _TEXTS:
            form.add(name, FormRow(words, "", TextInput(), optional=True))
        options = [(one.id, one.name) for one in self._calendars]
        form.add(
            "term_calendar_id", FormRow("Term dates", "", ChoiceList(options, none="None yet"), optional=True)
        )
        form.set_values({name: getattr(school, name) for name in form.rows()})
        box.saves(lambda done, failed: self._keep(school, box, done, failed))
        box.saved.connect(guarded(self, self._kept))
        show_kept(self.services, box, DraftOf("school_details", school.id))
        return box

    def _keep(self, school: School, box: FormBox, done: Any, failed: Any) -> object:
        values: dict[str, Any] = box.form.values()
        values["laestab"] = check_laestab(values["laestab"]).value or ""
        values["term_calendar_id"] = values["term_calendar_id"] or ""
        if values["school_type"] is None:
            failed(InvalidInput.one("school_type", "Choose the type of school."))
            return None
        wanted = replace(school, **values)
        return self.services.jobs.write(
            lambda session: actions.save(session, wanted), done=done, failed=failed
        )

    def _kept(self, saved: Saved[School]) -> None:
        self.services.say.toast("The school is kept", saved.change_id)
        self.refresh()

    def _show(self, found: tuple[tuple[School, ...], tuple[TermCalendarRecord, ...]]) -> None:
        schools, self._calendars = found
        self._schools = tuple(schools)
        names = {one.id: one.name for one in self._calendars}
        layout.clear(self._rows)
        if not schools:
            self._rows.addWidget(
                EmptyState("graduation-cap", "No school yet", "Add the fund holding school first.")
            )
            return
        rows = CardList()
        for school in schools:
            rows.add(self._row(school, names.get(school.term_calendar_id, "no term dates")))
        self._rows.addWidget(rows)

    def _row(self, school: School, calendar: str) -> TwoLineRow:
        change = button("Change", small=True, accessible=f"Change: {school.name}")
        change.clicked.connect(partial(self._ask, school))
        kind = school.school_type.label if school.school_type else ""
        number = say_laestab(school.laestab) if school.laestab else ""
        second = ", ".join(part for part in (kind, number, calendar) if part)
        return TwoLineRow(school.name, second, icon="graduation-cap", buttons=(change,))

    def _ask(self, school: School, *_signal: object) -> None:
        self.ask(school)
