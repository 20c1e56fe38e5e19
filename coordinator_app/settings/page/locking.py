"""Locking: after how long the vault locks itself, and changing one's passphrase."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import InvalidInput, MustWait, WrongPassphrase
from coordinator_app.services import Services
from coordinator_app.settings import actions
from coordinator_app.ui import layout
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.new_passphrase import NewPassphrase
from coordinator_app.ui.passphrase_input import PassphraseInput
from coordinator_app.ui.settings_section import SettingsSection

_MINUTES = (1, 2, 3, 5, 10, 15)


class LockingSection(SettingsSection):
    """The minutes change at once; the passphrase needs the present one."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        options = [(one, "1 minute" if one == 1 else f"{one} minutes") for one in _MINUTES]
        self.minutes = ChoiceList(options, none=None, width=180)
        help_text = "A warning comes a minute before. It also locks when the laptop sleeps or is locked."
        self.row = FormRow("Lock when nobody uses it for", help_text, self.minutes)
        self.body.addWidget(self.row)
        self.row.edited.connect(self._keep)
        if services.keeper is not None:
            self._offer_passphrase(services)

    def refresh(self) -> None:
        """Show what is kept."""
        self.read(actions.idle_minutes, self.minutes.set_value)

    def _keep(self) -> None:
        minutes = self.minutes.value()
        if isinstance(minutes, int):
            self.write(lambda session: actions.keep_idle_minutes(session, minutes), self._kept)

    def _kept(self, _change: str) -> None:
        self.services.say.toast("The time until the lock is kept")

    # the passphrase

    def _offer_passphrase(self, services: Services) -> None:
        self.old = PassphraseInput("Present passphrase")
        self.old_row = FormRow("Present passphrase", "", self.old)
        self.new = NewPassphrase(cast("Any", services.keeper))
        self.change = button("Change passphrase", "primary")
        older = "Backups made before still open with the passphrase of their day."
        holder = QWidget()
        layout.size(holder, max_width=520)
        lines = layout.column(holder, space=16)
        layout.add_all(lines, heading("Change your passphrase"), label(older, "small", "text-2", wrap=True))
        layout.add_all(lines, self.old_row, self.new, self.change)
        self.body.addWidget(at_left(holder))
        self.change.clicked.connect(self.change_passphrase)
        self.new.finished.connect(self.change_passphrase)

    def change_passphrase(self) -> None:
        """Check both, then change it."""
        keeper = self.services.keeper
        self.old_row.set_error("" if self.old.value() else "Type the present passphrase.")
        if keeper is None or not self.old.value() or not self.new.check() or not self.change.isEnabled():
            return
        old, new = self.old.value(), self.new.value()
        self.change.setEnabled(False)
        self.services.jobs.task(
            lambda _in_task: keeper.change_passphrase(old, new),
            done=guarded(self, self._changed),
            failed=guarded(self, self._refused),
        )

    def _changed(self, _none: None) -> None:
        self.change.setEnabled(True)
        self.old.forget()
        self.new.forget()
        self.services.say.toast("The passphrase is changed")

    def _refused(self, error: Exception) -> None:
        self.change.setEnabled(True)
        if isinstance(error, WrongPassphrase | MustWait):
            self.old_row.set_error(f"{error.happened} {error.next_step}".strip())
            self.old_row.focus()
        elif isinstance(error, InvalidInput):
            self.new.first_row.set_error(error.problems[0].message)
        else:
            self.services.say.trouble(error)
