"""Why the vault locked, and the sentence about it on the lock screen."""

from __future__ import annotations

from enum import StrEnum


class LockReason(StrEnum):
    """Why the vault locked; the value travels to the fresh process, the words stand on its lock screen."""

    NONE = ""
    ASKED = "asked"
    IDLE = "idle"
    SLEEP = "sleep"
    SESSION = "session"
    HIDDEN = "hidden"
    TROUBLE = "trouble"

    @property
    def words(self) -> str:
        """One sentence for the lock screen; empty at an ordinary start."""
        return _WORDS[self]

    @classmethod
    def read(cls, text: str) -> LockReason:
        """The reason of that value; NONE for anything else."""
        return cls(text) if text in set(cls) else cls.NONE


_WORDS = {
    LockReason.NONE: "",
    LockReason.ASKED: "You locked the vault.",
    LockReason.IDLE: "The vault locked itself because nobody used it for a while.",
    LockReason.SLEEP: "The vault locked itself because the laptop went to sleep.",
    LockReason.SESSION: "The vault locked itself because the laptop was locked.",
    LockReason.HIDDEN: "The vault locked itself because its window was out of sight for a while.",
    LockReason.TROUBLE: "The vault locked itself because something went wrong in the program.",
}
