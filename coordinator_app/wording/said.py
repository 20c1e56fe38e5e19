"""What Coordinator itself puts on a form, in the form's language: dates, lists made from the catalogue, gaps.

A line that nobody has translated yet is printed in English, and the print screen says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from coordinator_app.core.dates import say
from coordinator_app.core.derived import retention_schedule, what_we_hold
from coordinator_app.core.print_order import PrintPart, listed
from coordinator_app.organisations.letterhead import holdings_part
from coordinator_app.store.session import Session
from coordinator_app.wording.model import ENGLISH
from coordinator_app.wording.shipped import translations

_ELSE, _ALL = "Everything else", "Everything"


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
    """The part "how long we keep it" in a language: a line for each rule, that of most things last.

    Where one line of the statement stands for things kept by several rules, the longest is told: never too little.
    """
    years = {row.words: row.years for row in retention_schedule(session.catalogue)}
    by_rule: dict[str, list[str]] = {}
    for holding in what_we_hold(session.catalogue, "pupil"):
        # of two equally long the later one says more: "until 25, then looked at again"
        longest = max(holding.retentions, key=lambda words: (years[words], len(words)))
        by_rule.setdefault(longest, []).append(holding.line)
    most = max(by_rule, key=lambda words: len(by_rule[words]))
    others = [
        f"{_joined([said(language, line) for line in lines])}: {said(language, words)}"
        for words, lines in by_rule.items()
        if words != most
    ]
    rest = _ELSE if others else _ALL
    return listed([*others, f"{said(language, rest)}: {said(language, most)}"])


def _joined(lines: list[str]) -> str:
    """Lines of a list as one sentence: only the first begins with a capital."""
    return "; ".join([*lines[:1], *(line[:1].lower() + line[1:] for line in lines[1:])])


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
