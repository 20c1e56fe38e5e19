"""Settings: the partnership's own particulars, and who holds which office; what is open shows as a gap."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from coordinator_app.core.changes import Saved
from coordinator_app.organisations import actions, officers
from coordinator_app.organisations.model import Office, Officer, Partnership
from coordinator_app.organisations.page import fields
from coordinator_app.organisations.page.set_up_forms import partnership_form
from coordinator_app.organisations.page.settings_reading import People, read_people
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection

_HOLDER = "It is the data controller, and has the final responsibility for data security (clause 1)."


class PartnershipSection(SettingsSection):
    """The form is kept by its button, an office by its own dialog."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.people: People | None = None
        self.form = partnership_form()
        self.holder = ChoiceList([], none="Not chosen yet")
        self.form.add("fund_holding_school_id", FormRow("Fund holding school", _HOLDER, self.holder))
        self.save = button("Save", "primary", accessible="Save the partnership")
        self._offices = layout.column(space=8)
        self.body.addWidget(at_left(self.form))
        self.body.addWidget(self.save)
        self.body.addWidget(heading("Who holds which office"))
        self.body.addLayout(self._offices)
        self.save.clicked.connect(self._keep)

    def refresh(self) -> None:
        """Read partnership and officers."""
        self.read(read_people, self._show)

    def name_someone(self, office: Office) -> FormBox:
        """Ask who holds an office from today."""
        now = self.people.holders.get(office) if self.people else None
        box = FormBox(office.label, "Save")
        box.form.add("name", FormRow("Name", "Another name begins today.", TextInput()))
        box.form.add("organisation", FormRow("Works for", "", TextInput(), optional=True))
        box.form.add("telephone", fields.telephone())
        box.form.add("email", fields.email())
        if now is not None:
            box.form.set_values({name: getattr(now, name) for name in box.form.rows()})
        box.saves(lambda done, failed: self._appoint(office, box, done, failed))
        box.saved.connect(guarded(self, self._appointed))
        self.services.dialogs.show(box)
        return box

    def _show(self, people: People) -> None:
        before, self.people = self.people, people
        self.holder.offer([(one.id, one.name) for one in people.schools])
        kept = before.partnership if before else None
        if kept != people.partnership:
            self.form.set_values(self._untouched(kept, people.partnership))
        layout.clear(self._offices)
        rows = CardList()
        for office in Office:
            rows.add(self._row(office, people.holders.get(office)))
        self._offices.addWidget(rows)

    def _untouched(self, before: Partnership | None, now: Partnership) -> dict[str, object]:
        """What is kept now, of the answers that nobody has changed since they were shown: the others stay."""
        rows = self.form.rows()
        changed = {
            name
            for name, row in rows.items()
            if before is not None and (row.value() or "") != (getattr(before, name) or "")
        }
        return {name: getattr(now, name) for name in rows if name not in changed}

    def _row(self, office: Office, holder: Officer | None) -> TwoLineRow:
        words = "Change" if holder else "Name someone"
        act = button(words, small=True, accessible=f"{words}: {office.label}")
        act.clicked.connect(partial(self._ask, office))
        if holder is None:
            chip = StatusChip("soon", "circle-dashed", "Still open")
            return TwoLineRow(
                office.label, "Nobody is named", icon="user", kind="soon", chip=chip, buttons=(act,)
            )
        reach = ", ".join(part for part in (holder.name, holder.telephone, holder.email) if part)
        return TwoLineRow(office.label, reach, icon="user", buttons=(act,))

    def _ask(self, office: Office, *_signal: object) -> None:
        self.name_someone(office)

    def _appoint(self, office: Office, box: FormBox, done: Any, failed: Any) -> None:
        values: dict[str, Any] = box.form.values()
        wanted = Officer(office=office, **values)
        self.services.jobs.write(lambda session: officers.appoint(session, wanted), done=done, failed=failed)

    def _appointed(self, saved: Saved[Officer]) -> None:
        self.services.say.toast("The office is kept", saved.change_id)
        self.refresh()

    def _keep(self) -> None:
        if self.people is None or not self.form.check():
            return
        values: dict[str, Any] = self.form.values()
        if not values["name"]:
            self.form.errors({"name": "Type the name of the partnership."})
            return
        values["fund_holding_school_id"] = values["fund_holding_school_id"] or ""
        wanted = replace(self.people.partnership, **values)
        self.write(lambda session: actions.save(session, wanted), self._kept)

    def _kept(self, saved: Saved[Partnership]) -> None:
        self.services.say.toast("The partnership is kept", saved.change_id)
        self.refresh()
