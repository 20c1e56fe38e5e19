"""How others write a name, a telephone or a date, by chance, and what a scan makes of a page."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from coordinator_app.bench.finding_names import SHORT
from coordinator_app.bench.finding_people import Someone, bare, heard, misread, mistyped

if TYPE_CHECKING:
    from coordinator_app.bench.finding_corpus import Planted

_FIRST = {
    "whole": 40, "swapped": 6, "capitals": 6, "small": 4, "initial": 6, "given and initial": 4, "short": 6, "former": 3,
    "accents": 5, "mistyped": 8, "heard": 5, "given": 12, "family": 2, "initials": 2, "middle": 4, "spaced": 1, "broken": 3,
}  # fmt: skip
_AGAIN = {
    "given": 45, "whole": 12, "short given": 8, "family": 4, "initials": 9, "initial": 5, "mistyped given": 5,
    "heard given": 4, "capitals given": 3, "swapped": 3, "given and initial": 3, "small given": 2, "broken": 2,
}  # fmt: skip
_ADULT = {
    "title": 35, "whole": 35, "given": 8, "capitals": 3, "initial": 8, "mistyped": 4, "accents": 5, "short": 3, "small": 2,
}  # fmt: skip
_MISREAD = 0.03


def written(one: Someone, random: Random, *, again: bool, adult: bool, kind: str) -> tuple[str, str]:
    """The words of one mention, and the name of the form."""
    weights = _ADULT if adult else _AGAIN if again else _FIRST
    form = random.choices(tuple(weights), tuple(weights.values()))[0]
    if kind == "email" and random.random() < 0.06 and not adult:
        form = "small"
    words = _written(one, form, random)
    return (words, form) if words else (f"{one.given} {one.family}", "whole")


def _written(one: Someone, form: str, random: Random) -> str:  # noqa: PLR0911  (a table of forms)
    given, family = one.known_as or one.given, one.family
    if form in {"short", "short given"}:
        if one.given not in SHORT:
            return ""
        short = random.choice(SHORT[one.given])
        return f"{short} {family}" if form == "short" else short
    if form == "former":
        return f"{given} {one.former}" if one.former else ""
    if form == "middle":
        return f"{one.given} {one.middle} {family}" if one.middle else ""
    if form.endswith(" given"):
        return _changed(given, form.removesuffix(" given"), random)
    if form in {"capitals", "small", "accents", "mistyped", "heard", "spaced", "broken"}:
        return _changed_whole(given, family, form, random)
    return _plain(given, family, form, random)


def _plain(given: str, family: str, form: str, random: Random) -> str:
    first, last = given[0], family[0]
    table = {
        "whole": f"{given} {family}",
        "swapped": f"{family}, {given}" if random.random() < 0.7 else f"{family} {given}",
        "given": given,
        "family": family,
        "initial": f"{first}. {family}" if random.random() < 0.6 else f"{first} {family}",
        "given and initial": f"{given} {last.upper()}" + random.choice(("", ".")),
        "initials": random.choice((f"{first}{last.upper()}", f"{first}.{last.upper()}.")),
        "title": f"{random.choice(('Mr', 'Mrs', 'Ms', 'Miss'))} {family}",
    }
    return table[form]


def _changed_whole(given: str, family: str, form: str, random: Random) -> str:
    if form in {"mistyped", "heard"}:
        which = random.randrange(3)
        given = given if which == 0 else _changed(given, form, random)
        family = family if which == 1 else _changed(family, form, random)
        return f"{given} {family}"
    if form == "broken":
        at = random.randrange(2, len(family) - 1) if len(family) > 4 else 0
        broken = f"{family[:at]}-\n{family[at:]}" if at and random.random() < 0.6 else family
        return f"{given}\n{family}" if broken == family else f"{given} {broken}"
    return _changed(f"{given} {family}", form, random)


def _changed(words: str, form: str, random: Random) -> str:
    if form == "capitals":
        return words.upper()
    if form == "small":
        return words.lower()
    if form == "accents":
        return bare(words)
    if form == "spaced":
        return " ".join(words.replace(" ", ""))
    return mistyped(words, random) if form == "mistyped" else heard(words, random)


def telephone(phone: str, random: Random) -> str:
    """A number in one of the usual groupings."""
    figures = phone.replace(" ", "")
    return random.choice(
        (
            phone,
            figures,
            f"+44 {figures[1:5]} {figures[5:]}",
            f"+44{figures[1:]}",
            f"{figures[:5]} {figures[5:]}",
            f"({figures[:5]}) {figures[5:8]}-{figures[8:]}",
            f"{figures[:4]}-{figures[4:7]}-{figures[7:]}",
        )
    )


def born(one: Someone, random: Random) -> str:
    """A birth date in one of the usual ways."""
    day = one.born
    if day is None:
        return ""
    month = day.strftime("%B")
    return random.choice(
        (
            f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day.day} {month} {day.year}", f"{day.day}th {month[:3]} {day.year}",
            f"{day:%Y-%m-%d}", f"{month} {day.day}, {day.year}", f"{day.day}/{day.month}/{day:%y}",
        )
    )  # fmt: skip


def misread_page(text: str, planted: list[Planted], random: Random) -> tuple[str, list[Planted]]:
    """The page as a scan reads it: letters mixed up at random everywhere, places moved along."""
    out, moved, at = "", [], 0
    for one in planted:
        out += misread(text[at : one.start], random, _MISREAD)
        words = one.words if one.what == "detail" else misread(one.words, random, _MISREAD)
        moved.append(replace(one, start=len(out), end=len(out) + len(words), words=words))
        out, at = out + words, one.end
    return out + misread(text[at:], random, _MISREAD), moved
