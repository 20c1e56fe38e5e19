"""People of whom only a name in the papers is known: which found names are whole, and whose part a lone word is (no Qt).

A name of nobody on record has its own words for a key ("unknown:faith underhill"), so that one decision holds wherever they
stand. Accents and capitals make no other person of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coordinator_app.access_requests.finding.parts import PARTICLES, TITLES
from coordinator_app.access_requests.finding.short_names import short_names
from coordinator_app.access_requests.page.name_finder import FoundName
from coordinator_app.core.names import fold

_OF_NOBODY = "unknown:"
_EMAIL = "email:"
_QUOTES = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_NUMBER_OF_A_MESSAGE = re.compile(
    r"\b(?:message-id|in-reply-to|references|content-id)\b[ \t]*:?[^\n:]{0,400}\n?[ \t]*<?$", re.IGNORECASE
)
_BEFORE = 420


def folded(key: str) -> str:
    """The key of a name of nobody on record, however it is accented; any other key as it is."""
    return f"{_OF_NOBODY}{fold(key.removeprefix(_OF_NOBODY))}" if is_nobody(key) else key


def is_nobody(key: str) -> bool:
    """Whether the key is made of the words of somebody who is on no record."""
    return key.startswith(_OF_NOBODY)


def is_whole(name: FoundName) -> bool:
    """Whether it is a whole name of nobody on record: two words written as names are, or one behind a title."""
    words = said(name).split()
    if not is_nobody(name.key) or not words:
        return False
    titled = fold(words[0]).rstrip(".") in TITLES
    first, *rest = words[titled:] or [""]
    called = (
        [first] if fold(first) not in PARTICLES or fold(first) in short_names() else []
    )  # "Ben Thornwick"
    own = [word for word in (*called, *rest) if word and (word is first or fold(word) not in PARTICLES)]
    as_names = [word for word in own if word[:1].isupper() and not word.isupper()]
    initials = [word for word in own if len(word.rstrip(".")) == 1]
    return len(as_names) + len(initials) == len(own) and len(as_names) > 0 and len(own) + titled > 1


def said(name: FoundName) -> str:
    """The words themselves, without the quotation marks of the list."""
    return name.label.strip(_QUOTES)


def wholes_of(part: str, wholes: Iterable[str]) -> tuple[str, ...]:
    """The keys of the whole names that a lone word may be a part of: more than one if they share it."""
    if not is_nobody(part):
        return ()
    words = _words(part) - TITLES
    return tuple(key for key in wholes if is_nobody(key) and words and words < _words(key) - TITLES)


def only_numbers_of_messages(name: FoundName, texts: Sequence[str]) -> bool:
    """Whether what looks like an email address is only what mail programs number messages by."""
    if not name.key.startswith(_EMAIL):
        return False
    before = (texts[one.text][max(0, one.start - _BEFORE) : one.start] for one in name.places)
    return all(_NUMBER_OF_A_MESSAGE.search(words) for words in before)


def _words(key: str) -> frozenset[str]:
    return frozenset(fold(key.removeprefix(_OF_NOBODY)).split())
