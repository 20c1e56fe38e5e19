"""Settings of first talks: when Today asks about them, and how long deleted notes can be taken back (003-7.2)."""

from __future__ import annotations

from coordinator_app.core.errors import InvalidInput
from coordinator_app.referrals.discussions import FEWEST_DAYS, MOST_DAYS, ask_after, keep_days, trash_days
from coordinator_app.services import Services
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.settings_section import SettingsSection

_ASK = f"Days after the last talk, from {FEWEST_DAYS} to {MOST_DAYS}. Today then asks for a referral or the notes' end."
_TRASH = "Days after they were deleted, from 1 to 90. Then they go for good, and the audit log says so."


class FirstTalksSection(SettingsSection):
    """Both times are kept together, by the button."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.form = Form()
        for name, title, help_text in (
            ("ask", "When is a first talk asked about?", _ASK),
            ("trash", "When do deleted notes go for good?", _TRASH),
        ):
            answer = TextInput(width=90, sensitive=False, longest=10)
            self.form.add(name, FormRow(title, help_text, answer, printed=False))
        self.save = button("Save", "primary", accessible="Save the times of first talks")
        self.body.addWidget(at_left(self.form))
        self.body.addWidget(self.save)
        self.save.clicked.connect(self._keep)

    def refresh(self) -> None:
        """Show what is kept."""
        self.read(lambda session: (ask_after(session), trash_days(session)), self._show)

    def _show(self, kept: tuple[int, int]) -> None:
        ask, trash = kept
        self.form.set_values({"ask": str(ask), "trash": str(trash)})
        self.form.errors({})

    def _keep(self) -> None:
        ask, trash = (_number(str(self.form.row(name).value())) for name in ("ask", "trash"))
        self.services.jobs.write(
            lambda session: keep_days(session, ask, trash),
            done=guarded(self, self._kept),
            failed=guarded(self, self._refused),
        )

    def _kept(self, _change: str) -> None:
        self.form.errors({})
        self.services.say.toast("The times of first talks are kept")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput):
            self.form.errors({one.field: one.message for one in error.problems})
        else:
            self.services.say.trouble(error)


def _number(typed: str) -> int | None:
    """A whole number as people type it, or None."""
    plain = typed.removesuffix("days").strip()
    return int(plain) if plain.isascii() and plain.isdigit() else None
