"""The ways a covered name may stand elsewhere in a pack: its parts, its initials, and other forms that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coordinator_app.access_requests.actions.persons import people_of
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.store.session import Session

_LETTERS: Final = """
AM AN AS AT BE BY DO DT GO GP HE HR ID IF IN IS IT LA ME MY NO OF OK ON OR PA PE PM PS RE SO TA TO TV UK UP US WE
"""
_NOT_INITIALS: Final = frozenset(_LETTERS.split())
"""Two letters that schools write all day: initials that look so would be shown on every page."""


def name_parts(words: str, own: frozenset[str]) -> tuple[str, ...]:
    """The parts of a covered name ("Otis" of "Otis Bramblewick"), without those of the pupil's own name."""
    parts = words.split()
    if not 2 <= len(parts) <= 4 or not all(part[:1].isupper() for part in parts):
        return ()
    return tuple(part for part in parts if len(part) >= 3 and part.casefold() not in own)


def initials(words: str) -> tuple[str, ...]:
    """As "O.B." for "Otis Bramblewick"; none where the two letters are an everyday word or short form."""
    parts = words.replace(",", " ").split()
    if not 2 <= len(parts) <= 3 or not all(
        len(part) > 1 and part.isalpha() and part.istitle() for part in parts
    ):
        return ()
    letters = [part[0] for part in parts]
    return () if "".join(letters) in _NOT_INITIALS else (f"{'.'.join(letters)}.",)


def forms_of(words: str, own: frozenset[str]) -> Iterator[str]:
    """A covered name and all its ways: "Otis Bramblewick", "Otis", "Bramblewick", "O.B."."""
    yield words
    yield from name_parts(words, own)
    if not all(part.casefold() in own for part in words.split()):
        yield from initials(words)


def people_covered(session: Session, request: AccessRequest, own: frozenset[str]) -> Iterator[str]:
    """Every name and form of name of those whose words are covered wherever they stand."""
    for person in people_of(session, request.id):
        if person.decision is None or not person.decision.covers:
            continue
        for name in (person.called, *person.also_called.splitlines()):
            if name.strip():
                yield from forms_of(" ".join(name.split()), own)
