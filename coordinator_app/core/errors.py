"""Every trouble a user may meet, in words: what happened, whether the data is safe, what to do next.

A subclass of `Trouble` is the user's trouble and is shown as it stands; any other exception is our bug.
Messages never hold a name, a text from a record or a path inside the vault.
"""

from __future__ import annotations

from dataclasses import dataclass

RESTORE = "Restore the newest verified backup: choose “Restore from a backup” where you unlock the vault."
"""What to do where the vault itself cannot be used."""


class Trouble(Exception):  # noqa: N818  (not an error of the program)
    """Something the user can understand and act on.

    `happened`, `safe` and `next_step` are whole sentences; `code` is short, stable and free of content.
    """

    code = "trouble"
    safe = "Your vault is safe."
    next_step = ""

    def __init__(self, happened: str, *, safe: str | None = None, next_step: str | None = None) -> None:
        super().__init__(happened)
        self.happened = happened
        if safe is not None:
            self.safe = safe
        if next_step is not None:
            self.next_step = next_step

    def sentences(self) -> str:
        """The three sentences as one paragraph."""
        return " ".join(part for part in (self.happened, self.safe, self.next_step) if part)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: its name in the catalogue and a sentence that says what to do."""

    field: str
    message: str


class InvalidInput(Trouble):
    """One or more fields cannot be kept as typed; nothing was written."""

    code = "invalid-input"
    safe = "Nothing has been changed."

    def __init__(self, *problems: FieldProblem) -> None:
        # what is wrong with two fields alike is said once
        super().__init__(" ".join(dict.fromkeys(problem.message for problem in problems)))
        self.problems = problems

    @classmethod
    def one(cls, field: str, message: str) -> InvalidInput:
        """A single problem with a single field."""
        return cls(FieldProblem(field, message))


class GateShut(Trouble):
    """A rule of the policy keeps this shut; `reasons` say why and what opens it."""

    code = "gate-shut"
    safe = "Nothing has been changed."

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class StaleRecord(Trouble):
    """Someone (or another window) changed the record since it was read; `theirs` is the record as kept, `yours` as wanted."""

    code = "stale-record"
    safe = "Nothing was overwritten."
    next_step = "Open the record again, look at what changed, and make your change once more."

    def __init__(self, happened: str, *, theirs: object = None, yours: object = None) -> None:
        super().__init__(happened)
        self.theirs = theirs
        self.yours = yours


class NotFound(Trouble):
    """The record is not there, or not in a compartment that this user may open."""

    code = "not-found"


class WrongPassphrase(Trouble):
    """No key slot opens with what was typed."""

    code = "wrong-passphrase"
    next_step = "Check Caps Lock and try again."


class MustWait(Trouble):
    """Too many wrong tries; `seconds` must pass first."""

    code = "must-wait"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Wait {seconds} seconds before you try again.")
        self.seconds = seconds


class WrongRecoveryKey(Trouble):
    """The recovery key does not open the vault; `groups` are the numbers (from 1) of groups mistyped."""

    code = "wrong-recovery-key"

    def __init__(self, happened: str, groups: tuple[int, ...] = ()) -> None:
        super().__init__(happened, next_step="Check it against the printed sheet and type it again.")
        self.groups = groups


class VaultMissing(Trouble):
    """There is no vault at the place named."""

    code = "vault-missing"


class VaultDamaged(Trouble):
    """The passphrase is right but a database (or the header) cannot be trusted."""

    code = "vault-damaged"
    safe = "The damaged file has been left exactly as it is."
    next_step = RESTORE


class VaultInUse(Trouble):
    """Another running Coordinator holds the vault."""

    code = "vault-in-use"


class VaultTooNew(Trouble):
    """The vault was last used by a newer Coordinator."""

    code = "vault-too-new"
    next_step = "Install the newest Coordinator on this laptop, then open the vault again."


class VaultPlaceUnsafe(Trouble):
    """The folder is read-only, on a network, or in a synchronised folder."""

    code = "vault-place-unsafe"


class DiskFull(Trouble):
    """The disk has no room; the transaction was rolled back."""

    code = "disk-full"
    safe = "What you saved before is safe. The last change is still on the screen and not yet saved."
    next_step = "Free some space on this disk, then save again."


class BackupFailed(Trouble):
    """A backup could not be written or did not verify; older backups are untouched."""

    code = "backup-failed"


class AuditAltered(Trouble):
    """A backup was made and is whole, but somebody altered the story of what was done, in the vault and so in its copy."""

    code = "audit-altered"
    safe = "The backup holds what the vault holds. Earlier backups have not been touched."
    next_step = "Stop, do not delete anything, and ring your data protection officer."


class KeyNotHeld(Trouble):
    """The user's slot does not hold the key of this compartment."""

    code = "key-not-held"


class BadFile(Trouble):
    """A foreign file is not what it says, is too large, or cannot be read safely."""

    code = "bad-file"
    safe = "Nothing has been added to the vault."


class ChildFailed(Trouble):
    """A child process ended without an answer."""

    code = "child-failed"
    next_step = "Try again. If it happens a second time, ring whoever looks after your laptop."


class Cancelled(Trouble):
    """The user stopped the job; everything is as it was before."""

    code = "cancelled"
    safe = "Everything is as it was before."

    def __init__(self) -> None:
        super().__init__("Stopped.")
