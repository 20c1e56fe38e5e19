"""Numbers that schools and services use, checked as they are typed: what is wrong, and where if that can be known.

A wrong character or length has a place; a check letter that does not agree has none, and we do not pretend
(decision 9). A local authority that we do not know is only a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from coordinator_app.core.stdnum_wrapper import nhs_number_agrees, upn_letter

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LOOK_LIKE_DIGITS = {"O": "0", "I": "1", "L": "1", "S": "5"}
_IGNORED = re.compile(r"[\s\u2010-\u2015-]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """`value` is the number in the form we keep (None when empty or wrong), `problem` stops it, `warning` asks."""

    value: str | None = None
    problem: str | None = None
    warning: str | None = None


class _Wrong(Exception):  # noqa: N818  (a sentence on its way to the screen)
    """Carries the problem's sentence."""


def _checked(text: str, check: Callable[[str], Checked]) -> Checked:
    """Runs `check` on the text without spaces and hyphens, in capitals; an empty text is no problem."""
    bare = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not bare:
        return Checked()
    try:
        return check(bare)
    except _Wrong as problem:
        return Checked(problem=str(problem))


def _length(bare: str, name: str, length: int, unit: str) -> None:
    if len(bare) != length:
        raise _Wrong(f"{name} has {length} {unit}. This one has {len(bare)}.")


def _digit_at(bare: str, place: int, names: str) -> None:
    """Raises with the place (from 1) when the character there is no number."""
    char = bare[place - 1]
    if char in "0123456789":
        return
    if char in _LOOK_LIKE_DIGITS:
        digit = _LOOK_LIKE_DIGITS[char]
        raise _Wrong(f"Character {place} is the letter {char}. {names} use the number {digit} here.")
    raise _Wrong(f"Character {place} is {_say_char(char)}. {names} use a number here.")


def _say_char(char: str) -> str:
    if char.isalpha():
        return f"the letter {char}"
    return f"\u201c{char}\u201d" if char.isprintable() else "a hidden character"


def _digits(bare: str, a_name: str, names: str, length: int) -> None:
    for place in range(1, min(length, len(bare)) + 1):
        _digit_at(bare, place, names)
    if not bare.isdigit():
        raise _Wrong(f"{a_name} has {length} numbers and nothing more. This one has {len(bare)} characters.")
    _length(bare, a_name, length, "numbers")


# --- pupils -----------------------------------------------------------------------------------------------


def check_upn(text: str) -> Checked:
    """A unique pupil number, permanent or temporary: 13 characters, the first a check letter (domain 6.1).

    Source: Government Data Standards Catalogue, UniquePupilNumber 2.0.
    """
    return _checked(text, _upn)


def _upn(bare: str) -> Checked:
    _length(bare, "A UPN", 13, "characters")
    _upn_letter_at(bare, 1)
    for place in range(2, 13):
        _digit_at(bare, place, "UPNs")
    if bare[12] not in "0123456789":
        _upn_letter_at(bare, 13)
    if upn_letter(bare[1:]) != bare[0]:
        raise _Wrong(
            "The first letter of this UPN and the characters after it do not agree. Compare it with the form."
        )
    authority = bare[1:4]
    if int(authority) in LOCAL_AUTHORITIES:
        return Checked(bare)
    return Checked(
        bare, warning=f"We do not know local authority {authority}. Compare characters 2 to 4 with the form."
    )


def _upn_letter_at(bare: str, place: int) -> None:
    char = bare[place - 1]
    if char in UPN_LETTERS:
        return
    if char in "IOS":
        raise _Wrong(f"Character {place} is the letter {char}. UPNs never use the letters I, O and S.")
    what = "start with a letter" if place == 1 else "end with a number or a letter"
    shown = f"the number {char}" if char in "0123456789" else _say_char(char)
    raise _Wrong(f"Character {place} is {shown}. UPNs {what}.")


def is_temporary_upn(upn: str) -> bool:
    """Whether a checked UPN is a temporary one: its last character is a letter."""
    return upn[-1] in UPN_LETTERS


def check_uln(text: str) -> Checked:
    """A unique learner number: 10 digits whose weighted sum leaves 10 when divided by 11 (HESA C17051)."""
    return _checked(text, _uln)


def _uln(bare: str) -> Checked:
    _digits(bare, "A ULN", "ULNs", 10)
    if bare[0] == "0":
        raise _Wrong("Character 1 is the number 0. ULNs never start with 0.")
    if bare == "9999999999":
        raise _Wrong("9999999999 means that the ULN is not known. Leave the field empty.")
    if sum(int(digit) * weight for digit, weight in zip(bare, range(10, 0, -1), strict=True)) % 11 != 10:
        raise _Wrong("The numbers of this ULN do not agree with each other. Compare it with the form.")
    return Checked(bare)


def check_nhs_number(text: str) -> Checked:
    """An NHS number: 10 digits, the last a check digit. Hold it only where it is needed (domain 6.2)."""
    return _checked(text, _nhs_number)


def _nhs_number(bare: str) -> Checked:
    _digits(bare, "An NHS number", "NHS numbers", 10)
    if not nhs_number_agrees(bare):
        raise _Wrong(
            "The numbers of this NHS number do not agree with each other. Compare it with the letter."
        )
    return Checked(bare)


# --- schools ----------------------------------------------------------------------------------------------


def check_laestab(text: str) -> Checked:
    """A school's number, "855/4000" or "8554000": local authority and establishment; kept as seven digits."""
    return _checked(text.replace("/", "", 1), _laestab)


def _laestab(bare: str) -> Checked:
    _digits(bare, "A school number", "School numbers", 7)
    if int(bare[:3]) in LOCAL_AUTHORITIES:
        return Checked(bare)
    return Checked(bare, warning=f"We do not know local authority {bare[:3]}. Compare the first 3 numbers.")


def say_laestab(laestab: str) -> str:
    """855/4000."""
    return f"{laestab[:3]}/{laestab[3:]}"


def check_urn(text: str) -> Checked:
    """A school's unique reference number: six digits without a check digit."""

    def check(bare: str) -> Checked:
        _digits(bare, "A URN", "URNs", 6)
        return Checked(bare)

    return _checked(text, check)


def check_ukprn(text: str) -> Checked:
    """A provider's UKPRN: eight digits starting with 1."""

    def check(bare: str) -> Checked:
        _digits(bare, "A UKPRN", "UKPRNs", 8)
        if bare[0] != "1":
            raise _Wrong(f"Character 1 is the number {bare[0]}. UKPRNs start with 1.")
        return Checked(bare)

    return _checked(text, check)


# --- people and places ------------------------------------------------------------------------------------

_OUTWARD = re.compile(
    r"GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9ABEHMNPRV-Y]|[0-9][A-HJKPS-UW])"
)
_INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def check_postcode(text: str) -> Checked:
    """A postcode, kept in capitals with one space: "LE3 8RA" (pattern of domain 6.2)."""
    return _checked(text, _postcode)


def _postcode(bare: str) -> Checked:
    if not 5 <= len(bare) <= 7:
        raise _Wrong(f"A postcode has 5 to 7 letters and numbers. This one has {len(bare)}.")
    outward, inward = bare[:-3], bare[-3:]
    _digit_at(bare, len(bare) - 2, "Postcodes")
    for place in (len(bare) - 1, len(bare)):
        char = bare[place - 1]
        if char not in _INWARD_LETTERS:
            shown = f"the number {char}" if char in "0123456789" else _say_char(char)
            raise _Wrong(
                f"Character {place} is {shown}. Postcodes end with a number and two letters, never C, I, K, M, O or V."
            )
    if not _OUTWARD.fullmatch(outward) or (outward == "GIR" and inward != "0AA"):
        raise _Wrong(f"No postcode starts with {outward}. Compare it with the form.")
    return Checked(f"{outward} {inward}")


_TELEPHONE = re.compile(r"[0-9+() ./-]+(?:(?:ext?|x|extension)\.? ?[0-9]{1,6})?", re.IGNORECASE)


def check_telephone(text: str) -> Checked:
    """A telephone number, kept as typed: only what can be no number at all is refused, an odd length warned of."""
    kept = " ".join(text.split())
    if not kept:
        return Checked()
    digits = sum(char in "0123456789" for char in re.split(r"[ex]", kept, maxsplit=1, flags=re.IGNORECASE)[0])
    if not _TELEPHONE.fullmatch(kept) or digits < 3 or len(kept) > 40:
        return Checked(
            problem="This is not a telephone number. Type only the number, and put words in the notes."
        )
    abroad = kept.startswith(("+", "00")) and not kept.startswith(("+44", "0044"))
    usual = {12, 13, 14} if kept.startswith(("+44", "0044")) else {10, 11}
    if abroad or digits in usual or (digits == 3):
        return Checked(kept)
    return Checked(kept, warning=f"This number has {digits} digits. Most have 11. Compare it with the form.")


def _authorities() -> frozenset[int]:
    ranges = (
        (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394),
        (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816), (821, 823), (825, 826),
        (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861), (865, 896), (908, 909), (916, 916),
        (919, 919), (921, 921), (925, 926), (928, 929), (931, 931), (933, 933), (935, 938),
    )  # fmt: skip
    return frozenset(number for first, last in ranges for number in range(first, last + 1))


# known numbers of local authorities; a number that is not here is only warned of
LOCAL_AUTHORITIES = _authorities()
