"""What finding is given and what it answers: who is known, what may be about them, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from coordinator_app.access_requests.persons import PersonKind


class Form(Enum):
    """How a place in a text matched; the words are for the reviewer."""

    WHOLE = "the whole name"
    SWAPPED = "family name first"
    PART = "one part of the name"
    INITIAL = "an initial and a name"
    INITIALS = "initials"
    NICKNAME = "a short form of the name"
    SPELLING = "another spelling"
    MISTYPED = "a letter or two wrong"
    SCANNED = "as a scan may misread it"
    JOINED = "written apart or together"
    SHARED = "this pupil or somebody else of that name"
    TITLE = "a title and a name"
    UNKNOWN = "looks like a name"
    RELATIVE = "a relative"
    TELEPHONE = "a telephone number"
    EMAIL = "an email address"
    POSTCODE = "a postcode"
    ADDRESS = "an address"
    UPN = "a pupil number (UPN)"
    NHS_NUMBER = "an NHS number"
    BIRTH_DATE = "a date of birth"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the app knows, `key` being the record's id.

    `names` are whole names, the usual one first: "Bramblewick, Otis James" where the parts are known, else
    "Otis Bramblewick". Short forms and former names are names of their own. `details` are telephones, emails,
    addresses, UPNs and NHS numbers as kept, and birth dates as "2011-04-09". `is_secret`: where they are must
    not become known, so their details are always covered. `titled` is "mrs" or "mr" where it is known which of them
    somebody is; of the subject with the name of whoever asks, "mrs Marigold Quillfeather".
    """

    key: str
    kind: PersonKind
    names: tuple[str, ...]
    details: tuple[str, ...] = ()
    is_secret: bool = False
    titled: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A stretch of a text (code points) that may tell of somebody.

    `key` is "" if nobody known or more than one could be meant. `likelihood` is 0 to 100; `ticked` whether it is
    offered as covered; `why` says in plain words what it was taken for.
    """

    start: int
    end: int
    words: str
    key: str
    kind: PersonKind
    form: Form
    likelihood: int
    ticked: bool
    why: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text speaks of one person, its `score` (0 to 100) and the sentence round it (code points)."""

    start: int
    end: int
    words: str
    form: Form
    score: int
    sentence: str
    sentence_start: int
    sentence_end: int
