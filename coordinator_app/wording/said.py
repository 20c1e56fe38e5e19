"""What Coordinator itself puts on a form, in the form's language: dates, lists made from the catalogue, gaps.

A line that nobody has translated yet is printed in English, and the print screen says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from coordinator_app.core.dates import say
from coordinator_app.core.derived import what_we_hold
from coordinator_app.core.print_order import PrintPart
from coordinator_app.organisations.letterhead import holdings_part, keeping_part
from coordinator_app.store.session import Session
from coordinator_app.wording.model import ENGLISH
from coordinator_app.wording.shipped import translations

_ELSE = "Everything else"


def said(language: str, english: str) -> str:
    """A text of Coordinator's own in a language; in English where nobody has translated it."""
    return translations(language).get(english, english)


def day_said(language: str, day: date | None) -> str:
    """A date in words: "3 May 2012", "3 maja 2012"; "" for none."""
    if day is None:
        return ""
    number, month, year = say(day).split(" ")
    return f"{number} {said(language, month)} {year}"


def contact_said(language: str, contact: str) -> str:
    """The line at the foot of a form, whose words come in English from the letterhead."""
    for english in ("Questions? Ring", "or write to"):
        contact = contact.replace(english, said(language, english))
    return contact


def holdings_said(session: Session, language: str) -> PrintPart:
    """The part "what we hold" in a language."""
    return _each(holdings_part(session), lambda line: said(language, line))


def keeping_said(session: Session, language: str) -> PrintPart:
    """The part "how long we keep it" in a language."""
    part = keeping_part(session)
    if language == ENGLISH:
        return part
    terms = _terms(session)
    pattern = re.compile("|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True)))
    return _each(part, lambda line: pattern.sub(lambda found: said(language, found[0]), line))


def unsaid(session: Session, language: str) -> tuple[str, ...]:
    """The lines of a statement that are not translated into this language."""
    known = translations(language)
    return () if language == ENGLISH else tuple(term for term in _terms(session) if term not in known)


def _terms(session: Session) -> tuple[str, ...]:
    """Every phrase that the two generated parts are put together from, each once."""
    holdings = what_we_hold(session.catalogue, "pupil")
    phrases: Iterable[str] = [
        *(one.line for one in holdings),
        *(words for one in holdings for words in one.retentions),
        _ELSE,
    ]
    return tuple(dict.fromkeys(phrases))


def _each(part: PrintPart, turn: Callable[[str], str]) -> PrintPart:
    return PrintPart(part.kind, tuple(tuple(turn(cell) for cell in row) for row in part.rows), part.head)
