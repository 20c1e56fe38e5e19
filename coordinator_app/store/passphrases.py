"""Passphrases: what is long enough, what is too common, how strong it is and why, and a suggestion.

12 characters or four words, a list of common ones, no rules of composition and no expiry (security.md 2.2).
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cache

from coordinator_app.resources import resource

SHORTEST = 12
FEWEST_WORDS = 4
SUGGESTED_WORDS = 5
WORD_BITS = 10.5
"""What a random word of the shipped list is worth, carefully."""

# heads of the lists of passphrases found in leaks; compared without digits, marks and spaces
_COMMON = frozenset(
    """password passphrase passwort qwerty qwertyuiop qwertyuiopasdfghjkl asdfghjkl zxcvbnm letmein welcome
    welcometo iloveyou iloveyouforever monkey dragon football baseball sunshine princess admin administrator
    superman batman master trustno shadow michael liverpool arsenal chelsea manchesterunited changeme secret
    topsecret mypassword thisismypassword thisispassword passwordpassword correcthorsebatterystaple
    correcthorsebattery horsebatterystaple thequickbrownfox thequickbrownfoxjumpsoverthelazydog
    tobeornottobe onceuponatime maytheforcebewithyou openSesame opensesame abcdefghijkl abcdefghijklm
    abcdefghijklmnop abcdefghijklmnopqrstuvwxyz school schoolschool partnership inclusionpartnership
    education safeguarding coordinator coordinatorapp vault letmeinplease onetwothreefour onetwothreefourfive
    redyellowgreenblue mondaytuesdaywednesday januaryfebruarymarch default guest computer internet
    whatever nothing password password1 test testtest testing testingtesting""".lower().split()
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SWAPS = str.maketrans("013457@$", "oieastas")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "0123456789")


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a passphrase is: `step` 1 to 4, a word for it, why, and whether it may be used."""

    step: int
    word: str
    reason: str
    accepted: bool


_WORDS = {1: "Weak", 2: "Fair", 3: "Strong", 4: "Very strong"}


def judge(passphrase: str) -> Strength:
    """The strength in four steps with the reason; step 1 is never accepted."""
    text = unicodedata.normalize("NFC", passphrase)
    refusal = _refusal(text)
    if refusal:
        return Strength(1, _WORDS[1], refusal, accepted=False)
    bits = _bits(text)
    # four random words are strong, as the screen and security.md 2.2 say; six are very strong
    step = 4 if bits >= 6 * WORD_BITS else 3 if bits >= FEWEST_WORDS * WORD_BITS else 2
    return Strength(step, _WORDS[step], _reason(step), accepted=True)


def problem(passphrase: str) -> str | None:
    """Why a passphrase may not be used, as a sentence; None if it may."""
    strength = judge(passphrase)
    return None if strength.accepted else strength.reason


def suggest(words: int = SUGGESTED_WORDS) -> str:
    """Random words from the shipped list, with spaces between."""
    return " ".join(secrets.choice(word_list()) for _ in range(words))


@cache
def word_list() -> tuple[str, ...]:
    """The shipped English words."""
    return tuple(resource("words", "english.txt").read_text("utf-8").split())


def _refusal(text: str) -> str | None:
    words = _WORD.findall(text)
    if len(text) < SHORTEST and len(set(words)) < FEWEST_WORDS:
        return "Use at least 12 characters, or four words or more."
    if len({word.casefold() for word in words}) < 2 and len(set(text.casefold())) < 6:
        return "The same few characters are repeated. Use several different words."
    if any(bare in _COMMON or _repeats_common(bare) for bare in _bare(text)):
        return "This is one of the passphrases that people guess first. Use random words."
    if _is_run(text.casefold()):
        return "This is a row of keys or numbers. Use several different words."
    return None


def _bare(text: str) -> tuple[str, ...]:
    """The text without digits, marks and spaces: as typed, and with figures read as the letters they stand for."""
    folded = text.casefold()
    without_tail = re.sub(r"[\d\W_]+$", "", folded)
    candidates = (folded, folded.translate(_SWAPS), without_tail.translate(_SWAPS))
    return tuple({"".join(c for c in candidate if c.isalpha()) for candidate in candidates})


def _repeats_common(bare: str) -> bool:
    return any(bare == word * (len(bare) // len(word)) for word in _COMMON if bare.startswith(word))


def _is_run(text: str) -> bool:
    plain = "".join(text.split())
    return any(plain in (run * 4) or plain in (run[::-1] * 4) for run in _RUNS)


def _bits(text: str) -> float:
    """A careful guess at the bits a guesser faces: words count 10.5 each, other characters by what they add."""
    words = {word.casefold() for word in _WORD.findall(text)}
    rest = _WORD.sub("", text)
    rest_bits = 3.0 * len(set(rest) - {" ", "-", ".", ","})
    by_words = WORD_BITS * len(words) + rest_bits
    by_characters = math.log2(max(len(set(text)), 2)) * len(text) * 0.85
    # one long run of letters may be random or a single word: the words decide where there are several
    return by_words if len(words) >= 3 else min(by_characters, by_words + 20)


def _reason(step: int) -> str:
    if step == 4:
        return "Long and hard to guess."
    if step == 3:
        return "Hard to guess. More random words would make it very strong."
    return "Long enough. More random words would make it stronger."
