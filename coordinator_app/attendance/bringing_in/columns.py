"""What each column of a list holds: guessed by headings and by what stands below them, decided by the user."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from enum import StrEnum

from coordinator_app.attendance.bringing_in.days import read_day, read_heading, read_session
from coordinator_app.core.attendance import CODES
from coordinator_app.core.names import fold

WEEK_COLUMNS = tuple(f"{day}_{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm"))
DAY_COLUMNS = ("mon", "tue", "wed", "thu", "fri")
_DAY_WORDS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Means(StrEnum):
    """What a column may hold, by the word in which a mapping is remembered; `on` is a day of its own in the heading."""

    NOTHING = "-"
    UPN = "upn"
    FAMILY = "family"
    GIVEN = "given"
    NAME = "name"
    BIRTH = "birth"
    DATE = "date"
    WEEK = "week"
    SESSION = "session"
    MARK = "mark"
    AM = "am"
    PM = "pm"
    MARKS = "marks"
    ON = "on"


TITLES: dict[str, str] = {
    Means.NOTHING: "Not needed",
    Means.UPN: "Pupil number (UPN)",
    Means.FAMILY: "Family name",
    Means.GIVEN: "Given name",
    Means.NAME: "Whole name",
    Means.BIRTH: "Date of birth",
    Means.DATE: "Day",
    Means.WEEK: "First day of a week",
    Means.SESSION: "Morning or afternoon",
    Means.MARK: "Mark",
    Means.AM: "Mark of the morning",
    Means.PM: "Mark of the afternoon",
    Means.MARKS: "All marks of the week in one cell",
    **{
        f"{short}_{half}": f"{day} {words}"
        for short, day in zip(DAY_COLUMNS, _DAY_WORDS, strict=True)
        for half, words in (("am", "morning"), ("pm", "afternoon"))
    },
    **{short: f"{day}, both sessions" for short, day in zip(DAY_COLUMNS, _DAY_WORDS, strict=True)},
    Means.ON: "Marks of the day in the heading",
}
"""Every word that a mapping may hold and what the screen calls it, in the order of the list of choices."""
_ONCE = frozenset(TITLES) - {Means.NOTHING, Means.ON}

_HEADINGS: tuple[tuple[str, str], ...] = (
    (Means.UPN, r"upn|unique pupil (?:number|no|ref(?:erence)?)|pupil (?:number|no|id)"),
    (Means.FAMILY, r"(?:legal |preferred |pupil |student )*(?:surname|family name|last name)"),
    (Means.GIVEN, r"(?:legal |preferred |chosen |pupil |student )*(?:forename|fore name|given name|first name)(?: ?s)?"),
    (Means.BIRTH, r"d ?o ?b|date of birth|birth ?(?:date|day)|born"),
    (Means.WEEK, r"(?:week|w)[ /]*(?:beginning|commencing|starting|start|b|c|of)(?: date)?|wb|wc|week"),
    (Means.SESSION, r"session(?: name| type)?|am ?/? ?pm|am or pm|period|half day"),
    (Means.MARKS, r"(?:all |weekly )?marks(?: of the week)?|week marks|register marks"),
    (Means.MARK, r"(?:attendance |absence |register |reg )?(?:code|mark|attendance)|present"),
    (Means.AM, r"(?:am|morning)(?: (?:mark|code|session))?|(?:mark|code) am"),
    (Means.PM, r"(?:pm|afternoon)(?: (?:mark|code|session))?|(?:mark|code) pm"),
    (Means.DATE, r"(?:attendance |mark |session |register |event )?date|day|date of session"),
    (Means.NAME, r"(?:full |pupil |student |childs? |pupils? |preferred )*name|pupil|student|child"),
    *(
        (f"{short}_{half}", rf"{short}[a-z]*[ _-]*{half}")
        for short in DAY_COLUMNS for half in ("am", "pm")
    ),
    *((short, rf"{short}(?:day|sday|nesday|rsday|s|r)?") for short in DAY_COLUMNS),
)  # fmt: skip
_PATTERNS = tuple((means, re.compile(pattern)) for means, pattern in _HEADINGS)
_TOTALS = re.compile(
    r"%|per ?cent|possible|authorised|unauthorised|sessions? (?:attended|missed|absent)|total|number of lates|days? absent"
)
_UPN = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]", re.IGNORECASE)
_MOSTLY = 0.8


def is_upn(text: str) -> bool:
    """Whether a text has the shape of a UPN; not whether it is one."""
    return _UPN.fullmatch(text) is not None


def meaning_of(heading: str, *, day_first: bool = True) -> str:
    """What a heading by itself says that its column holds; `Means.NOTHING` if it says nothing known."""
    if read_heading(heading, day_first=day_first) is not None:
        return Means.ON
    plain = _plain(heading)
    return next((means for means, pattern in _PATTERNS if pattern.fullmatch(plain)), Means.NOTHING)


_WRITTEN = {
    "upn": Means.UPN, "unique pupil number": Means.UPN, "surname": Means.FAMILY, "family name": Means.FAMILY,
    "last name": Means.FAMILY, "forename": Means.GIVEN, "given name": Means.GIVEN, "first name": Means.GIVEN,
    "name": Means.NAME, "full name": Means.NAME, "pupil name": Means.NAME, "date of birth": Means.BIRTH,
    "birth date": Means.BIRTH, "date": Means.DATE, "week beginning": Means.WEEK, "week commencing": Means.WEEK,
    "session": Means.SESSION, "mark": Means.MARK, "code": Means.MARK, "attendance code": Means.MARK,
    "morning": Means.AM, "afternoon": Means.PM, "marks": Means.MARKS,
    **{f"{day.lower()} {half}": f"{short}_{half}"
       for short, day in zip(DAY_COLUMNS, _DAY_WORDS, strict=True) for half in ("am", "pm")},
}  # fmt: skip
_LIKE = 0.8


def near_meaning(heading: str) -> str:
    """What a heading that says nothing known may be meant to say, slips of the keyboard allowed; `Means.NOTHING` if nothing."""
    plain = _plain(heading)
    found = get_close_matches(plain, list(_WRITTEN), n=1, cutoff=_LIKE) if len(plain) <= _LONGEST_SLIP else []
    return _WRITTEN[found[0]] if found else Means.NOTHING


_LONGEST_SLIP = 40


def guess(
    heading: Sequence[str], rows: Sequence[Sequence[str]], *, day_first: bool = True
) -> tuple[str, ...]:
    """A meaning for each column, by its heading and else by the texts of some rows; none but `on` comes twice."""
    found: list[str] = [meaning_of(one, day_first=day_first) for one in heading]
    if found.count(Means.MARK) == 2 and Means.SESSION not in found:
        found[found.index(Means.MARK)] = Means.AM
        found[found.index(Means.MARK)] = Means.PM
    taken: set[str] = set()
    for place, means in enumerate(found):
        if means in _ONCE and means in taken:
            found[place] = Means.NOTHING
        taken.add(means)
    for place, means in enumerate(found):
        if means == Means.NOTHING:
            texts = [row[place] for row in rows if place < len(row) and row[place]]
            by_texts = _by_texts(texts, day_first=day_first)
            if by_texts not in taken and not (by_texts == Means.MARK and taken & _MARKED):
                found[place] = by_texts
                taken.add(by_texts)
    return tuple(found)


_MARKED = frozenset({Means.MARK, Means.AM, Means.PM, Means.MARKS, Means.ON, *WEEK_COLUMNS, *DAY_COLUMNS})


def _by_texts(texts: Sequence[str], *, day_first: bool) -> str:
    if not texts:
        return Means.NOTHING

    def mostly(test: Callable[[str], bool]) -> bool:
        return sum(map(test, texts)) >= _MOSTLY * len(texts)

    if mostly(is_upn):
        return Means.UPN
    if mostly(lambda text: not text.isdigit() and text.upper() in CODES):
        return Means.MARK
    if mostly(lambda text: not text.isdigit() and read_session(text) is not None):
        return Means.SESSION
    if mostly(lambda text: read_day(text, day_first=day_first) is not None):
        days = [day for text in texts if (day := read_day(text, day_first=day_first))]
        return (
            Means.DATE
            if min(days).year > max(days).year - 3 and len(set(days)) < len(days)
            else Means.NOTHING
        )
    return Means.NOTHING


def is_total(heading: str) -> bool:
    """Whether a heading is that of a sum."""
    return _TOTALS.search(_plain(heading)) is not None


def only_totals(heading: Sequence[str], meanings: Sequence[str]) -> bool:
    """Whether the headings are those of sums: percentages, sessions possible, and no mark anywhere."""
    sums = sum(map(is_total, heading))
    return sums >= 2 and not set(meanings) & _MARKED


def problem(meanings: Sequence[str]) -> str:
    """Why no register can be made of columns with these meanings, in a sentence; "" if one can."""
    held = set(meanings)
    doubled = next((one for one in meanings if one in _ONCE and list(meanings).count(one) > 1), "")
    if doubled:
        return f"Two columns are said to hold “{TITLES[doubled]}”. Choose one of them."
    names = {Means.FAMILY, Means.GIVEN} <= held or Means.NAME in held
    if Means.UPN not in held and not (names and Means.BIRTH in held):
        return "Say which column holds the pupil number (UPN), or which hold the names and the date of birth."
    return _no_marks(held)


def _no_marks(held: set[str]) -> str:
    if Means.ON in held:
        return ""
    if Means.WEEK in held and held & {Means.MARKS, *WEEK_COLUMNS, *DAY_COLUMNS}:
        return ""
    if held & {Means.DATE} and held & {Means.MARK, Means.AM, Means.PM}:
        return ""
    if held & {Means.DATE, Means.WEEK}:
        return "Say which column holds the marks."
    return "Say which column holds the day, or the first day of the week."


# remembered by the line of headings


def heading_key(heading: Sequence[str], *, day_first: bool = True) -> str:
    """The line of headings folded; days in it are left out, because next week's file has others."""
    named = [_plain(one) for one in heading if read_heading(one, day_first=day_first) is None]
    dated = len(named) < len(heading)
    return " | ".join(named) + (" | days" if dated else "")


def to_remember(heading: Sequence[str], meanings: Sequence[str], *, day_first: bool = True) -> str:
    """The meanings of the columns whose heading is no day, as they are kept."""
    kept = (
        means
        for one, means in zip(heading, meanings, strict=True)
        if read_heading(one, day_first=day_first) is None
    )
    return " ".join(kept)


def remembered(
    heading: Sequence[str], guessed: Sequence[str], kept: str, *, day_first: bool = True
) -> tuple[str, ...]:
    """The meanings with what was kept put in; the guess where what was kept does not fit this line of headings."""
    words = kept.split()
    named = [place for place, one in enumerate(heading) if read_heading(one, day_first=day_first) is None]
    if len(words) != len(named) or any(word not in TITLES for word in words):
        return tuple(guessed)
    made = list(guessed)
    for place, word in zip(named, words, strict=True):
        made[place] = word
    return tuple(made)


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9/%]+", " ", fold(heading)).split())
