"""Settings: when a form is chased, what an older statement shuts, and the partnership's own extras (003-6.5, 7.3)."""

from __future__ import annotations

from typing import Any

from coordinator_app.consent import in_force, settling
from coordinator_app.consent.page.boxes import KeepBox, Write
from coordinator_app.consent.terms import OptionalExtra
from coordinator_app.core.errors import InvalidInput
from coordinator_app.services import Services
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection

_YES_NO = ((True, "Yes"), (False, "No"))
_OLDER = "A new version of the statement is in force and a family signed for an earlier one."
_EXTRAS = (
    "Photographs, trips and online accounts are always asked for. Put a box with the same words on the consent form, "
    "under Forms and wording."
)


class ExtraBox(KeepBox):
    """One extra of the partnership's own."""

    said = "Extra kept"

    def __init__(self, desk: Services, extra: OptionalExtra | None, then: Any) -> None:
        self._extra = extra or OptionalExtra()
        title = "Change an extra" if extra else "Add an extra"
        super().__init__(desk, title, "Keep it", then)
        self.form.add("name", FormRow("Name", "Short, such as Swimming.", TextInput(longest=60)))
        help_text = "As the family reads them, such as: My child may swim with the programme."
        self.form.add("words", FormRow("Words beside the box", help_text, TextInput(longest=300)))
        self.form.add("in_use", FormRow("Asked on new forms", "", ChoiceBoxes(_YES_NO)))
        one = self._extra
        self.form.set_values({"name": one.name, "words": one.words, "in_use": one.in_use})

    def act_of(self) -> Write:
        """Keep the extra."""
        values: dict[str, Any] = self.form.values()
        found = OptionalExtra(
            id=self._extra.id,
            key=self._extra.key,
            version=self._extra.version,
            created_at=self._extra.created_at,
            changed_at=self._extra.changed_at,
            name=values["name"],
            words=values["words"],
            in_use=values["in_use"] is not False,
        )
        return lambda session: settling.save_extra(session, found)


class ConsentSection(SettingsSection):
    """The two rules are kept by their button; the extras by their box, with Undo."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.form = Form()
        days = TextInput(width=90, longest=3)
        self.form.add(
            "after_days", FormRow("Chase a form that is not back after so many days", "From 1 to 60.", days)
        )
        shuts = FormRow("Does an older version shut sharing and the programme?", _OLDER, ChoiceBoxes(_YES_NO))
        self.form.add("shuts", shuts)
        self.keep = button("Save", "primary", accessible="Save the rules about consent")
        self.extras = CardList()
        self.extras.setAccessibleName("Further extras")
        self.add = button("Add an extra", icon="plus")
        self.body.addWidget(at_left(self.form))
        self.body.addWidget(self.keep)
        self.body.addWidget(heading("Further extras"))
        self.body.addWidget(label(_EXTRAS, "small", "text-2", wrap=True))
        self.body.addWidget(self.extras)
        self.body.addWidget(self.add)
        self.keep.clicked.connect(self._keep)
        self.add.clicked.connect(lambda: self._ask(None))

    def refresh(self) -> None:
        """Show what is kept."""
        self.read(
            lambda session: (
                in_force.chase_after(session),
                in_force.older_shuts(session),
                settling.extras(session),
            ),
            self._show,
        )

    def _show(self, kept: tuple[int, bool, list[OptionalExtra]]) -> None:
        after, shuts, extras = kept
        self.form.set_values({"after_days": str(after), "shuts": shuts})
        self.extras.clear()
        for extra in extras:
            act = button("Change", small=True, accessible=f"Change {extra.name}")
            act.clicked.connect(lambda _on=False, extra=extra: self._ask(extra))
            second = extra.words if extra.in_use else f"{extra.words} No longer asked."
            self.extras.add(TwoLineRow(extra.name, second, buttons=(act,)))
        self.extras.setVisible(bool(extras))

    def _ask(self, extra: OptionalExtra | None) -> None:
        ExtraBox(self.services, extra, self.refresh).ask(self)

    def _keep(self) -> None:
        values = self.form.values()
        typed = str(values["after_days"])
        days = int(typed) if typed.isascii() and typed.isdigit() else 0
        shuts = values["shuts"] is True
        self.services.jobs.write(
            lambda session: in_force.keep_rules(session, shuts=shuts, after_days=days),
            done=guarded(self, self._kept),
            failed=guarded(self, self._refused),
        )

    def _kept(self, _change: str) -> None:
        self.form.errors({})
        self.services.say.toast("The rules about consent are kept")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self.form.errors({one.field: one.message for one in error.problems})
        else:
            self.services.say.trouble(error)
