"""Health of the vault: the disk, the folder, the clock, the copies and the room, each with what to do; and a whole check."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import AuditAltered
from coordinator_app.core.vault_health import HealthCheck, Standing, WholeCheck
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import Set, StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection

_CHIPS: dict[Standing, tuple[str, Set]] = {
    Standing.GOOD: ("In order", "safe"),
    Standing.LOOK: ("Look at this", "soon"),
    Standing.BAD: ("Act on this", "over"),
    Standing.UNKNOWN: ("Not known", "neutral"),
}
_ICONS: dict[str, str] = {
    Standing.GOOD: "circle-check",
    Standing.LOOK: "triangle-alert",
    Standing.BAD: "octagon-alert",
    Standing.UNKNOWN: "info",
}
_WHOLE = (
    "Reads every page of the vault and checks that none was changed, and that nobody altered the audit log. "
    "You can go on working meanwhile; with many scans it takes some minutes."
)


class HealthSection(SettingsSection):
    """Looks anew each time it is shown."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.rows = CardList()
        self.again = button("Look again", icon="rotate-cw", small=True)
        self.check = button("Check every page")
        self._said = layout.column(space=0)
        line, under = layout.row(), layout.row()
        layout.add_all(line, self.again, None)
        layout.add_all(under, self.check, None)
        self.body.addWidget(self.rows)
        self.body.addLayout(line)
        layout.add_all(self.body, heading("The vault itself"), label(_WHOLE, "small", "text-2", wrap=True))
        self.body.addLayout(under)
        self.body.addLayout(self._said)
        self.again.clicked.connect(self.refresh)
        self.check.clicked.connect(self.check_all)

    @staticmethod
    def offered(services: Services) -> bool:
        """Only where there is a vault on a disk."""
        return services.keeper is not None

    def refresh(self) -> None:
        """Look at everything."""
        keeper = self.services.keeper
        if keeper is None:
            return
        self.again.setEnabled(False)
        self.services.jobs.task(
            lambda _task: keeper.health(), done=guarded(self, self._show), failed=guarded(self, self._failed)
        )

    def check_all(self) -> None:
        """Read every page of the vault."""
        keeper = self.services.keeper
        if keeper is None:
            return
        self.check.setEnabled(False)
        self._say(Note("info", "Checking", "You can go on working."))
        self.services.jobs.task(
            lambda _task: keeper.check_vault(),
            done=guarded(self, self._checked),
            failed=guarded(self, self._failed),
        )

    def _show(self, found: tuple[HealthCheck, ...]) -> None:
        self.again.setEnabled(True)
        self.rows.clear()
        for one in found:
            self.rows.add(_row(one))
        bad = sum(one.standing is Standing.BAD for one in found)
        announce(self, f"{bad} to act on" if bad else "Nothing to act on")

    def _checked(self, found: WholeCheck) -> None:
        self.check.setEnabled(True)
        if found.damaged:
            what = "Do not delete anything. Restore from the newest good backup under Backups, beside this vault."
            self._say(Note("over", "The vault is damaged.", f"{' '.join(found.damaged)} {what}"))
        elif found.altered:
            words = f"{' '.join(found.altered)} {AuditAltered.next_step}"
            self._say(Note("over", "The audit log was altered.", words))
        else:
            words = "Nothing was changed or damaged, and no entry of the audit log was altered."
            self._say(Note("safe", "Every page is as it was written.", words))

    def _failed(self, error: Exception) -> None:
        self.again.setEnabled(True)
        self.check.setEnabled(True)
        layout.clear(self._said)
        self.services.say.trouble(error)

    def _say(self, note: QWidget) -> None:
        layout.clear(self._said)
        self._said.addWidget(note)


def _row(one: HealthCheck) -> TwoLineRow:
    words, kind = _CHIPS[one.standing]
    second = " ".join(part for part in (one.found, one.to_do) if part)
    return TwoLineRow(
        one.name,
        second,
        icon=_ICONS[one.standing],
        kind=kind,
        chip=StatusChip(kind, _ICONS[one.standing], words),
    )
