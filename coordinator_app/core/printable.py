"""Which characters of a text the printed pages cannot show (decision 27), asked at typing and before printing.

Free of Qt and of reportlab: the table `print_letters` was made from the fonts, and a test holds it to them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache

from coordinator_app.core.print_letters import RANGES

NO_GLYPH = "[?]"
"""What stands on paper for a character that cannot be printed."""
_NEW_LINES = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "}
_UNSEEN = frozenset({"Cc", "Cf"})
_MARKS = frozenset({"Mn", "Mc", "Me"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NAMELESS = frozenset({"Cs", "Co", "Cn"})


def clean(text: str) -> str:
    """The text as it is printed: composed (NFC), tabs to spaces; what has no shape of its own is gone.

    That is control and direction characters, and the selectors that only choose between two looks of a character.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    for found, wanted in _NEW_LINES.items():
        composed = composed.replace(found, wanted)
    return "".join(char for char in composed if char == "\n" or not _unseen(char))


def _unseen(char: str) -> bool:
    if char.isascii():
        return not char.isprintable()
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return selector or unicodedata.category(char) in _UNSEEN


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of `text`, each once and in order, that stand as `NO_GLYPH` on paper."""
    if text.isascii():
        return ()
    # each character once before any is judged: this is asked at every key of a long text
    letters = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(
        char for char in letters if not (_is_known(ord(char)) or char in _NEW_LINES or _unseen(char))
    )


def listed(letters: Sequence[str], most: int = 8) -> str:
    """Characters for a sentence: "李, 明", the later ones as "and 3 more"; a mark on the circle that carries it."""
    shown = ", ".join(_shown(letter) for letter in letters[:most])
    return f"{shown} and {len(letters) - most} more" if len(letters) > most else shown


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in _NAMELESS:
        return f"U+{ord(letter):04X}"
    shown = f"\u25cc{letter}" if kind in _MARKS else letter
    # marks of direction, or a list of Arabic letters would run from right to left, commas and all
    return f"\u200e{shown}\u200e" if unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT else shown


def packed(codes: Iterable[int]) -> str:
    """Code points as ranges in hexadecimal, "20-7e a0-17f 1cd", the form of `print_letters`."""
    ends: list[list[int]] = []
    for code in sorted(set(codes)):
        if ends and ends[-1][1] == code - 1:
            ends[-1][1] = code
        else:
            ends.append([code, code])
    return " ".join(f"{first:x}" if first == last else f"{first:x}-{last:x}" for first, last in ends)


@cache
def _edges() -> tuple[int, ...]:
    """Where the printable begins and ends in turn: a code is printable after an odd number of edges."""
    edges: list[int] = []
    for one in RANGES.split():
        first, _, last = one.partition("-")
        edges += [int(first, 16), int(last or first, 16) + 1]
    return tuple(edges)


def _is_known(code: int) -> bool:
    return bisect_right(_edges(), code) % 2 == 1
