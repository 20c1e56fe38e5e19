"""The shapes of telephones, emails, postcodes, addresses, numbers and dates, however they are grouped."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_MONTH = "|".join(_MONTH_NAMES)
_ROADS = (
    "Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Cl|Drive|Dr|Crescent|Cres|Terrace|Way|Court|Ct|Gardens|Gdns|Grove"
    "|Place|Square|Row|Mews|Parade|Rise|Walk|View|Hill|Park|Green|Croft|Meadow|Fields|Mead"
)
_DOT = r"(?:\s?\.\s?|\s?[(\[]\s?dot\s?[)\]]\s?|\sdot\s)"
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+'\u2019-]{1,64}\s?@\s?[\w-]{1,63}(?:(?:\.|\s?\.\s?(?=[a-z]))[\w-]{1,63}){1,5}(?<![\s._-])"
)
SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.+-])[\w+-]{{1,64}}(?:{_DOT}[\w+-]{{1,64}}){{0,4}}"
    rf"(?:\s?[(\[]\s?at\s?[)\]]\s?|\sat\s)[\w-]{{2,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}(?![\w-])(?!\s?(?:[(\[]\s?at|at\s))",
    re.IGNORECASE,
)
FIGURES = re.compile(
    r"(?<![\w\u00a3$@/.,-])(?:\+\s?|\()?\(?[\dO](?:[\dOol]|[ \t().\u2010-\u2015/-]{1,3}(?=[\dOol(])"
    r"|[ \t]?\n[ \t]?(?=[\dOol])){5,24}(?<=[\dOol])(?![\w@])"
)
POSTCODE = re.compile(
    r"(?<![\w])([A-Z]{1,2}[0-9O][A-Z0-9]?)[ \t\n]{0,2}([0-9O][A-Z]{2})(?![\w])", re.IGNORECASE
)
ADDRESS = re.compile(
    r"(?<![\w/.-])(?:(?:Flat|Apartment|Apt|Unit|Room)\s{1,2}\w{1,4},?\s{1,2})?\d{1,4}[a-zA-Z]?,?[ \t]{1,2}"
    rf"(?:[A-Z][\w'\u2019]{{1,20}}[ \t\n]{{1,2}}){{1,3}}(?:{_ROADS})\b(?![\w'\u2019])\.?"
)
UPN = re.compile(r"(?<![\w])[A-Z](?:[ -]?[\dO]){11}[ -]?[\dA-Z](?![\w])", re.IGNORECASE)
NHS = re.compile(r"(?<![\w.+/-])\d{3}([ \t-]?)\d{3}\1\d{4}(?![\w/]|[.-]\d)")
DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<d1>\d{{1,2}})(?P<s>[/.\-\s])(?P<m1>\d{{1,2}})(?P=s)(?P<y1>\d{{4}}|\d{{2}})"
    rf"|(?P<y2>\d{{4}})(?P<t>[-/.])(?P<m2>\d{{1,2}})(?P=t)(?P<d2>\d{{1,2}})"
    rf"|(?P<d3>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?[\s\-./]*(?P<m3>{_MONTH})\.?,?[\s\-./]*(?P<y3>\d{{4}}|['\u2019]?\d{{2}})"
    rf"|(?P<m4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y4>\d{{4}}|['\u2019]?\d{{2}}))(?![\w/]|[.-]\d)",
    re.IGNORECASE,
)
_MONTHS = tuple(re.compile(one, re.IGNORECASE) for one in _MONTH_NAMES)
_MISREAD = str.maketrans("Ool", "001")
_LONG_AGO = 40  # two figures above this are of the century before


def digits(words: str) -> str:
    """The figures of a run, with an O for a nought and an l for a one as a scan gives them."""
    return "".join(filter(str.isdigit, words.translate(_MISREAD)))


def telephone(words: str) -> str:
    """The figures of a telephone number without country or leading nought; "" if it is none of this country."""
    found = digits(words.replace("(0)", "") if "+" in words else words)
    if found.startswith("0044"):
        found = found[4:]
    elif found.startswith("44") and len(found) in {11, 12}:
        found = found[2:]
    elif not found.startswith("0"):
        return ""
    found = found.lstrip("0")
    return found if len(found) in {9, 10} and found[0] in "12378" else ""


def without_nought(words: str) -> str:
    """The figures of a number that may have lost its leading nought in a spreadsheet, "" if it is too short or too long."""
    found = digits(words)
    return found if len(found) in {9, 10} and found[0] in "12378" else ""


def email(words: str) -> str:
    """An email without spaces, with its signs: "otis dot b at mail dot example" is "otis.b@mail.example"."""
    if "@" in words and " " not in words:
        return words.replace("\u2019", "'").casefold()
    words = re.sub(r"\s?[(\[]\s?at\s?[)\]]\s?|\sat\s", "@", words, flags=re.IGNORECASE)
    words = re.sub(r"\s?[(\[]\s?dot\s?[)\]]\s?|\sdot\s", ".", words, flags=re.IGNORECASE)
    return re.sub(r"\s", "", words).replace("\u2019", "'").casefold()


def postcode(words: str) -> str:
    """A postcode without its space."""
    return re.sub(r"\s", "", words).casefold()


def days(found: re.Match[str]) -> set[date]:
    """The days a date may mean: two where two figures may be of two centuries; none if there is no such day."""
    for number in "1234":
        day, month, year = (found.groupdict().get(f"{part}{number}") for part in "dmy")
        if day and month and year:
            return {one for one in _days(day, month, year.lstrip("'\u2019")) if one}
    return set()


def _days(day: str, month: str, year: str) -> list[date | None]:
    at = int(month) if month.isdigit() else _month(month)
    years = [int(year)] if len(year) == 4 else [2000 + int(year), 1900 + int(year)]
    return [_day(one, at, int(day)) for one in years if one < 2000 + _LONG_AGO]


def _month(word: str) -> int:
    return next((at for at, one in enumerate(_MONTHS, start=1) if one.fullmatch(word)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
