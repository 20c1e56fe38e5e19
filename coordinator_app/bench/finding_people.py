"""A partnership's worth of generated people, and the many ways in which others write their names."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from coordinator_app.access_requests.finding.shapes import Known
from coordinator_app.access_requests.persons import PersonKind
from coordinator_app.bench.finding_names import FAMILY, GIVEN, SHORT, SOUNDS
from coordinator_app.core.stdnum_wrapper import nhs_number_agrees, upn_letter

_STREETS = (
    "Mill Lane",
    "Otter Road",
    "Gorse Avenue",
    "Church Close",
    "Lower Street",
    "Beacon Way",
    "Tannery Court",
)
_TOWNS = ("Oakhurst", "Little Wexham", "Thornbridge", "Saltmere")
_KEYS = {
    "a": "qsz", "b": "vgn", "c": "xvd", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjy", "i": "uok", "j": "hku",
    "k": "jli", "l": "kop", "m": "nk", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf", "s": "adw", "t": "ryg",
    "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xas",
}  # fmt: skip
_GIVEN_SHARE = 0.04


@dataclass(slots=True)
class Someone:
    """A generated person and what is kept of them; `born` None for adults."""

    key: str
    kind: PersonKind
    given: str
    family: str
    middle: str = ""
    known_as: str = ""
    former: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    upn: str = ""
    nhs: str = ""
    born: date | None = None
    carers: list[Someone] = field(default_factory=list)

    def known(self) -> Known:
        """As the finder is told of them."""
        given = f"{self.given} {self.middle}".strip()
        names = [f"{self.family}, {given}"]
        names += [f"{self.family}, {self.known_as}"] if self.known_as else []
        names += [f"{self.former}, {given}"] if self.former else []
        address = f"{self.street}, {self.town}, {self.postcode}" if self.street else ""
        born = self.born.isoformat() if self.born else ""
        details = (self.phone, self.email, address, self.upn, self.nhs, born)
        return Known(self.key, self.kind, tuple(names), tuple(filter(None, details)))


class Partnership:
    """Everybody of one seed: `pupils` with their `carers`, and `staff`."""

    def __init__(self, seed: int, pupils: int) -> None:
        self._random = Random(f"people {seed}")  # noqa: S311 - generated people
        self.pupils = [self._pupil(number) for number in range(pupils)]
        self.staff = [
            self._adult(f"s{number}", self._staff_kind()) for number in range(max(12, pupils // 20))
        ]

    def everybody(self, subject: Someone) -> list[Known]:
        """All but the subject, whose own carers are this pupil's family."""
        found = [one.known() for one in self.pupils if one is not subject]
        for pupil in self.pupils:
            kind = PersonKind.FAMILY if pupil is subject else PersonKind.OTHER_FAMILY
            found += [Known(one.key, kind, one.known().names, one.known().details) for one in pupil.carers]
        return found + [one.known() for one in self.staff]

    def _staff_kind(self) -> PersonKind:
        kinds = (PersonKind.STAFF, PersonKind.STAFF, PersonKind.PROVIDER, PersonKind.OFFICER)
        return self._random.choice(kinds)

    def _pupil(self, number: int) -> Someone:
        random = self._random
        one = self._adult(f"p{number}", PersonKind.PUPIL)
        one.phone = one.email = ""
        one.born = date(2008, 9, 1) + timedelta(days=random.randrange(2900))
        one.upn, one.nhs = self._upn(), self._nhs()
        for at in range(random.choice((1, 2, 2))):
            carer = self._adult(f"{one.key}c{at}", PersonKind.OTHER_FAMILY)
            carer.street, carer.town, carer.postcode = one.street, one.town, one.postcode
            if random.random() < 0.6:
                carer.family = one.family
            one.carers.append(carer)
        return one

    def _adult(self, key: str, kind: PersonKind) -> Someone:
        random = self._random
        given, family = random.choice(GIVEN), random.choice(FAMILY)
        one = Someone(key, kind, given, family)
        if random.random() < 0.3:
            one.middle = random.choice([name for name in GIVEN if "-" not in name])
        if given in SHORT and random.random() < 0.3:
            one.known_as = random.choice(SHORT[given])
        if random.random() < 2 * _GIVEN_SHARE:
            one.former = random.choice(FAMILY)
        local = f"{bare(given)}.{bare(family)}".replace(" ", "").replace("'", "").lower()
        one.phone = (
            f"07{random.randrange(700, 999)} {random.randrange(100, 999)} {random.randrange(100, 999)}"
        )
        one.email = f"{local}{random.randrange(10, 99)}@mail.example"
        one.street = f"{random.randrange(1, 180)} {random.choice(_STREETS)}"
        one.town = random.choice(_TOWNS)
        one.postcode = f"OK{random.randrange(1, 20)} {random.randrange(1, 9)}{random.choice('ABDEFGH')}{random.choice('JLNPQR')}"
        return one

    def _upn(self) -> str:
        figures = f"8{self._random.randrange(10**11):011d}"[:12]
        return upn_letter(figures) + figures

    def _nhs(self) -> str:
        while True:
            number = f"4{self._random.randrange(10**9):09d}"
            if nhs_number_agrees(number):
                return f"{number[:3]} {number[3:6]} {number[6:]}"


def bare(words: str) -> str:
    """Without accents, as on a keyboard that has none."""
    words = words.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ß", "ss").replace("ı", "i")
    return "".join(char for char in unicodedata.normalize("NFD", words) if not unicodedata.combining(char))


def mistyped(word: str, random: Random) -> str:
    """One letter wrong, two in long words, at places that chance finds; the first letter seldom."""
    for _ in range(2 if len(word) >= 9 and random.random() < 0.3 else 1):
        if len(word) < 4:
            return word
        at = random.randrange(0 if random.random() < 0.1 else 1, len(word))
        letter = word[at]
        kind = random.choice("swapd")
        if kind == "s":
            word = word[:at] + random.choice(_KEYS.get(bare(letter).lower(), letter)) + word[at + 1 :]
        elif kind == "w" and at + 1 < len(word):
            word = word[:at] + word[at + 1] + letter + word[at + 2 :]
        elif kind == "a":
            word = word[:at] + letter + word[at:]
        elif kind == "p":
            word = word[:at] + random.choice("aeiourstn") + word[at:]
        else:
            word = word[:at] + word[at + 1 :]
    return word


def heard(word: str, random: Random) -> str:
    """As somebody writes it who only heard it; unchanged if nothing in it can be written otherwise."""
    can = [(old, new) for old, new in SOUNDS if old in word[1:].lower()]
    if not can:
        return word
    old, new = random.choice(can)
    at = word.lower().index(old, 1)
    return word[:at] + new + word[at + len(old) :]


def misread(word: str, random: Random, rate: float) -> str:
    """As a scan may misread it, letter by letter."""
    pairs: Sequence[tuple[str, str]] = (
        ("rn", "m"),
        ("m", "rn"),
        ("cl", "d"),
        ("O", "0"),
        ("l", "1"),
        ("I", "l"),
        ("l", "I"),
        ("i", "l"),
        ("vv", "w"),
        ("w", "vv"),
        ("S", "5"),
        ("B", "8"),
        ("o", "0"),
    )
    out, at = "", 0
    while at < len(word):
        hits = [pair for pair in pairs if word.startswith(pair[0], at)]
        if hits and random.random() < rate:
            old, new = random.choice(hits)
            out, at = out + new, at + len(old)
        else:
            out, at = out + word[at], at + 1
    return out
