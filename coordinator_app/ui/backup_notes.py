"""What is said of a backup by where it lies: what to do with the drive, and that the same disk is lost with the laptop."""

from __future__ import annotations

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.kept_backups import KeptBackup, Where, place_words
from coordinator_app.ui.notes import Note

MADE = "The backup is made."
_CHECKED = "It was opened again and every page was read."
_REST = {
    Where.OWN: _CHECKED,
    Where.DRIVE: f"{_CHECKED} Take the drive out and keep it in another place.",
    Where.NETWORK: f"{_CHECKED} It is on another computer, so it is still there if the laptop is lost.",
    Where.SAME_DISK: "This is on the same disk as the vault: if the laptop is lost, both are. "
    "Make another one on a stick or another drive.",
}


def made_note(where: Where) -> Note:
    """The note after a backup: green, or amber where it does not help against a lost laptop."""
    return Note("soon" if where is Where.SAME_DISK else "safe", MADE, _REST[where])


def where_words(one: KeptBackup) -> str:
    """Where a backup outside of the vault is; of one that is not found now, when it last was, before a path that may be long."""
    place = place_words(one.place)
    if one.there:
        return f"On {place}"
    return f"Not found now, last seen {say(one.seen_at.astimezone(LONDON).date())} on {place}"
