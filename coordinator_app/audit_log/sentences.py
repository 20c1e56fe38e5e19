"""What a row of the audit says, in a sentence. The audit holds codes only; names come from the records of today."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from coordinator_app.core.catalogue import Catalogue
from coordinator_app.core.errors import NotFound
from coordinator_app.core.named_here import WhyNamed

VIEWED, LOG_VIEWED, NAMES_KEPT = "record.viewed", "audit.viewed", "letter-names-kept"
LEFT_OUT, LEFT_OUT_KEPT = "search-left-out", "search-left-out-kept"


class Deed(StrEnum):
    """What is chosen above the list."""

    LOOKED = "looked"
    CHANGED = "changed"
    REMOVED = "removed"
    LEFT = "left"
    ENTRY = "entry"


WORDS: dict[Deed, str] = {
    Deed.LOOKED: "Looked at",
    Deed.CHANGED: "Added or changed",
    Deed.REMOVED: "Put in the trash or removed",
    Deed.LEFT: "Left the vault",
    Deed.ENTRY: "Recovery key, passphrases, restores",
}
_OF_RECORDS = {
    "record.made": ("added", Deed.CHANGED),
    "record.changed": ("changed", Deed.CHANGED),
    "record.restored": ("took out of the trash", Deed.CHANGED),
    "record.moved-in": ("moved to the guarded records", Deed.CHANGED),
    "record.moved-out": ("moved out of the general records", Deed.CHANGED),
    "record.trashed": ("put in the trash", Deed.REMOVED),
    "record.removed": ("removed for good", Deed.REMOVED),
    VIEWED: ("looked at", Deed.LOOKED),
}
_OF_THEMSELVES = {
    LOG_VIEWED: ("looked at the audit log", Deed.LOOKED),
    "list-exported": ("exported a list", Deed.LEFT),
    "pdf-saved": ("saved a PDF outside the vault", Deed.LEFT),
    "entries-printed": ("made a paper of entries of the chronology", Deed.LEFT),
    "calendar-saved": ("saved a calendar of reviews outside the vault", Deed.LEFT),
    "confidential-printed": ("printed a confidential telephone on a form, for a reason", Deed.LEFT),
    "document.copied-out": ("copied a document out of the vault", Deed.LEFT),
    "pack-saved": ("saved a pack outside the vault", Deed.LEFT),
    "pack-for-paper": ("saved a pack without its lock outside the vault, for paper", Deed.LEFT),
    "pack-sent": ("recorded that a pack was sent", Deed.LEFT),
    "request-closed": ("closed a request without a pack", Deed.CHANGED),
    "erased": ("erased what somebody asked to have erased", Deed.REMOVED),
    "request-dates-saved": ("saved the dates of requests outside the vault", Deed.LEFT),
    "official-decided": ("decided on what an official asks", Deed.CHANGED),
    "official-family": ("recorded whether the family was told that an official asked", Deed.CHANGED),
    "official-told-of-change": (
        "recorded that an official was told of a change to what they were given",
        Deed.CHANGED,
    ),
    "official-letter-made": ("made a letter to an official", Deed.CHANGED),
    "official-copied-out": ("copied what an official was given out of the vault", Deed.LEFT),
    "official-given": ("recorded that an official was given something", Deed.LEFT),
    "request-went-wrong": ("wrote down that the pack of a request went wrong", Deed.CHANGED),
    "request-answered-after-all": (
        "closed a request again: the right person has the pack that went wrong",
        Deed.CHANGED,
    ),
    "request-reopened": ("opened a closed request again", Deed.CHANGED),
    "pack-approved": ("approved a pack", Deed.CHANGED),
    LEFT_OUT: ("looked for mentions and left places out", Deed.CHANGED),
    LEFT_OUT_KEPT: ("said why places that a search left out need not be looked at", Deed.CHANGED),
    "part-outside-removed": (
        "took away what was left outside the vault of a file that was not saved to its end",
        Deed.LEFT,
    ),
    "part-outside-settled": (
        "said that what may lie outside the vault of a file that was not saved is dealt with",
        Deed.LEFT,
    ),
    "pack-finding-kept": ("let a finding of a pack stand, with a reason", Deed.CHANGED),
    "document-another-child": ("moved a paper to another child’s record", Deed.CHANGED),
    NAMES_KEPT: ("let somebody else be named in a letter about the record", Deed.LEFT),
    "attendance-brought-in": ("brought in a file of attendance", Deed.CHANGED),
    "discussion.purged": ("removed the notes of a first talk for good", Deed.REMOVED),
    "recovery-key.used": ("unlocked the vault with the recovery key", Deed.ENTRY),
    "passphrase.replaced": ("replaced a passphrase by the recovery key", Deed.ENTRY),
    "restored": ("The vault was restored from a backup", Deed.ENTRY),
}


def actions_of(deed: Deed | None) -> tuple[str, ...]:
    """The codes of a deed; of all of them none is left out."""
    if deed is None:
        return ()
    every = {**_OF_RECORDS, **_OF_THEMSELVES}
    return tuple(code for code, (_words, one) in every.items() if one is deed)


def sentence(action: str, kind: str, who: str, about: str, catalogue: Catalogue) -> str:
    """Who did what, of whom, such as "The Co-ordinator changed a review of Kit Puddlecombe.".

    A code that this version does not know (a newer one wrote it) is told as it is, never left out.
    """
    of = f" of {about}" if about else ""
    if action == "restored":
        return f"{_OF_THEMSELVES[action][0]}."
    if action in _OF_RECORDS:
        of_whom = f"the record{of}" if kind == "pupil" else f"{thing(kind, catalogue)}{of}"
        return f"{who} {_deed(_OF_RECORDS[action][0], of_whom)}."
    words = _OF_THEMSELVES.get(action, (f"did “{action}”", Deed.CHANGED))[0]
    return f"{who} {words}{of}."


def because(action: str, note_code: str) -> str:
    """The reason that was chosen, " Why: they agreed to be named here.", or how many, "" where the log keeps neither."""
    if action in {LEFT_OUT, LEFT_OUT_KEPT} and note_code.isdecimal():
        return f" Places left out: {int(note_code):,}."
    whys = {one.value: one.label for one in WhyNamed}
    why = whys.get(note_code, "") if action == NAMES_KEPT else ""
    return f" Why: {why[:1].lower()}{why[1:]}." if why else ""


def thing(kind: str, catalogue: Catalogue) -> str:
    """A record's title with its article: "an access request"."""
    try:
        title = catalogue.of_kind(kind).title
    except (KeyError, NotFound):
        return "a record"
    small = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    return f"{'an' if small[:1].lower() in 'aeiou' else 'a'} {small}"


def who_did(slot_id: str, roles: Mapping[str, str]) -> str:
    """The office of a user: "The Co-ordinator"; a slot that is gone is still told."""
    if not slot_id:
        return "Coordinator"
    role = roles.get(slot_id, "")
    return f"The {role}" if role else "A user who was removed"


def _deed(verb: str, of: str) -> str:
    """The verb with its object in its place: "took a review out of the trash"."""
    first, _, rest = verb.partition(" ")
    if not rest or first == "looked":
        return f"{verb} {of}"
    return f"{first} {of} {rest}"
