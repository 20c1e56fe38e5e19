"""Find the names of other people in texts: of pupils on the register, their families, this family, and staff.

Pure: texts in, places out, counted in code points. Finding is only a suggestion: a person decides what is covered.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from coordinator_app.access_requests.whereabouts import Whereabouts
from coordinator_app.core.names import PersonName, fold, variants

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bc][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019\u02bc](?:[sS])?$")
_SHORTEST = 3
_LONE = frozenset({"given", "family", "known as", "part", "initials"})
_NEAR = 4  # words: a whole name is never longer apart
# words that are names as well as everyday words: alone they are no sign of a person
_ALSO_WORDS = """
    will mark may rose grace hope faith joy april june august summer autumn dawn eve art bill rich frank young
    long king day hall wood hill school best good price cook bell head street church park field green brown white
    black gray grey little short small north south east west winter spring monday tuesday wednesday thursday friday
    saturday sunday january february march july september october november december the this that these those they
    their there then than and but for from with was were has had have his her him she its our your you are not all
    any can could should would might must been being about after before when what where who why how one two three
    first last next new old year years week weeks term class tutor teacher provider mother father parent carer
    pupil child miss mrs mister sir madam doctor review meeting letter note feedback behaviour attendance health
    page house road lane close bond case chance cross fox lamb moon star stone sky sunny angel christian major
    penny rusty sandy ray jay guy pat sue drew
"""
_EVERYDAY = frozenset(_ALSO_WORDS.split())


class Who(Enum):
    """Who someone is to the child asked about; in the order in which they are shown."""

    CONFIDENTIAL = "The address is confidential: cover it"
    OTHER_PUPIL = "Another pupil on our register"
    OTHER_FAMILY = "Family of another pupil"
    FAMILY = "This child's family"
    STAFF = "Staff, usually shared"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whose name the app knows. `key` is the record's id, `called` what a list shows."""

    key: str
    called: str
    name: PersonName
    who: Who


@dataclass(frozen=True, slots=True)
class Secret:
    """Somebody whose address is confidential: the id of the carer, the name, and what tells where he can be found."""

    key: str
    called: str
    told_by: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a name stands: which of the texts, from and to in code points."""

    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundName:
    """One person (or a lone word that is somebody's name), why it was found, and every place."""

    key: str
    label: str
    note: str
    who: Who
    sure: bool
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    text: int
    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Match:
    """A whole name: from this token up to (not with) that one."""

    first: int
    last: int
    person: Person


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names by their words, so that a text is gone through once however many names are known.

    `own` are the words of the name of the child asked about: never found on their own.
    """

    people: tuple[Person, ...]
    own: frozenset[str]
    _by_word: Mapping[str, frozenset[int]] = field(repr=False)
    _known: dict[str, tuple[tuple[str, ...], ...]] = field(repr=False)
    secrets: tuple[Secret, ...] = ()

    @classmethod
    def of(cls, people: Iterable[Person], own: Iterable[str], secrets: Iterable[Secret] = ()) -> NameBook:
        """Make a book; `own` are given names, known as, and family name of the child."""
        known = tuple(people)
        by_word: defaultdict[str, set[int]] = defaultdict(set)
        for number, person in enumerate(known):
            for word in _index_words(person.name):
                by_word[word].add(number)
        mine = frozenset(word for one in own for word in _words(one))
        return cls(
            known, mine, {word: frozenset(numbers) for word, numbers in by_word.items()}, {}, tuple(secrets)
        )

    def find(self, texts: Sequence[str]) -> tuple[FoundName, ...]:
        """What is confidential, then everyone named in the texts, surest first, with every place of it."""
        tokens = list(_tokens(texts))
        whole = _without_overlaps(list(self._whole_names(tokens)))
        sure = list({match.person.key: match.person for match in whole}.values())
        found: dict[str, _Finding] = {}
        for match in whole:
            found.setdefault(match.person.key, _Finding.of(match.person)).add(tokens, match.first, match.last)
        taken = {at for match in whole for at in range(match.first, match.last)}
        for at, token in enumerate(tokens):
            one = self._lone(token, sure) if at not in taken else None
            if one is not None:
                found.setdefault(one.key, one).add(tokens, at, at + 1)
        for person in sure:
            found[person.key].places += _initials(person, texts, found[person.key].places)
        named = sorted((one.finished() for one in found.values()), key=_likely)
        return (*(one for secret in self.secrets for one in _told(secret, texts)), *named)

    def _whole_names(self, tokens: list[_Token]) -> Iterator[_Match]:
        for at, token in enumerate(tokens):
            here = self._by_word.get(token.folded, frozenset())
            near = tokens[max(0, at - _NEAR) : at + _NEAR + 1] if here else []
            for number in sorted(self._candidates(here, token, near)):
                person = self.people[number]
                for words in self._patterns(person):
                    yield from _fits(words, person, tokens, at)

    def _candidates(self, here: frozenset[int], token: _Token, near: list[_Token]) -> set[int]:
        """Those of `here` whose other names, or an initial, stand nearby: few, however common the word is."""
        found: set[int] = set()
        for other in near:
            if other is token or other.text != token.text:
                continue
            if len(other.folded) == 1:
                found |= {number for number in here if other.folded in _first_letters(self.people[number])}
            else:
                found |= here & self._by_word.get(other.folded, frozenset())
        return found

    def _patterns(self, person: Person) -> tuple[tuple[str, ...], ...]:
        known = self._known.get(person.key)
        if known is None:
            folded = {tuple(_words(one.text)) for one in variants(person.name) if one.kind not in _LONE}
            known = tuple(sorted((words for words in folded if len(words) > 1), key=len, reverse=True))
            self._known[person.key] = known
        return known

    def _lone(self, token: _Token, sure: list[Person]) -> _Finding | None:
        """What a single word says: it names someone whose whole name stands here too, or it may name someone."""
        numbers = self._by_word.get(token.folded)
        if not numbers or not token.capital or token.folded in self.own or len(token.folded) < _SHORTEST:
            return None
        people = [self.people[number] for number in sorted(numbers)]
        named = next((person for person in sure if person in people), None)
        if named is not None:
            return _Finding.of(named)
        if token.folded in _EVERYDAY:
            return None
        who = min((one.who for one in people), key=list(Who).index)
        shown = f"\N{LEFT DOUBLE QUOTATION MARK}{token.folded.capitalize()}\N{RIGHT DOUBLE QUOTATION MARK}"
        return _Finding(f"word:{token.folded}", shown, _could_be(people, who), who, sure=False)


@dataclass(slots=True)
class _Finding:
    """A name while its places are still being collected."""

    key: str
    label: str
    note: str
    who: Who
    sure: bool
    places: list[Place] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person) -> _Finding:
        return cls(person.key, person.called, person.who.value, person.who, sure=True)

    def add(self, tokens: list[_Token], first: int, last: int) -> None:
        self.places.append(Place(tokens[first].text, tokens[first].start, tokens[last - 1].end))

    def finished(self) -> FoundName:
        ordered = tuple(sorted(self.places, key=lambda place: (place.text, place.start)))
        return FoundName(self.key, self.label, self.note, self.who, self.sure, ordered)


def secret_key(carer_id: str, kind: str) -> str:
    """The key under which the address, telephone or email of a carer is listed."""
    return f"confidential:{kind}:{carer_id}"


def secret_name(secret: Secret, kind: str, places: Iterable[Place]) -> FoundName:
    """One line to tick: "Address of Marigold Puddlecombe"."""
    label, who = f"{kind} of {secret.called}", Who.CONFIDENTIAL
    ordered = tuple(sorted(places, key=lambda place: (place.text, place.start)))
    return FoundName(secret_key(secret.key, kind), label, who.value, who, sure=True, places=ordered)


def _told(secret: Secret, texts: Sequence[str]) -> Iterator[FoundName]:
    """What the texts say of where somebody can be found: address, telephone and email each on a line."""
    by_kind: dict[str, dict[Place, None]] = {}
    for one in secret.told_by:
        for number, text in enumerate(texts):
            for start, end in one.stretches(text):
                by_kind.setdefault(one.kind, {})[Place(number, start, end)] = None
    yield from (secret_name(secret, kind, places) for kind, places in by_kind.items())


def _index_words(name: PersonName) -> set[str]:
    whole = " ".join((name.given, name.family, name.middle, name.known_as, *name.former))
    glued = (fold(part).replace(" ", "") for part in (name.family, name.given))
    return {word for word in (*_words(whole), *glued) if len(word) > 1}


def _first_letters(person: Person) -> set[str]:
    return {fold(part)[:1] for part in (person.name.given, person.name.family, person.name.known_as) if part}


def _could_be(people: list[Person], who: Who) -> str:
    names = list(dict.fromkeys(person.called for person in people if person.who is who))
    if len(names) == 1:
        return f"Could be {names[0]}. {who.value}"
    pupils = "pupils on our register" if who is Who.OTHER_PUPIL else "people we know of"
    return f"Could be one of {len(names)} {pupils}"


def _words(text: str) -> list[str]:
    return [fold(found.group()) for found in _WORD.finditer(text.replace("_", " "))]


def _tokens(texts: Sequence[str]) -> Iterator[_Token]:
    for number, text in enumerate(texts):
        for found in _WORD.finditer(text):
            whole = found.group()
            bare = _POSSESSIVE.sub("", whole)
            end = found.start() + len(bare)
            yield _Token(number, found.start(), end, fold(bare), whole[:1].isupper())


def _fits(words: tuple[str, ...], person: Person, tokens: list[_Token], at: int) -> Iterator[_Match]:
    size = len(words)
    for offset, word in enumerate(words):
        first = at - offset
        if word != tokens[at].folded or first < 0 or first + size > len(tokens):
            continue
        run = tokens[first : first + size]
        if tuple(token.folded for token in run) == words and _adjoining(run) and _is_name(run):
            yield _Match(first, first + size, person)


def _is_name(run: list[_Token]) -> bool:
    """Small letters are no bar, unless every word of the name is an everyday word."""
    return all(token.capital for token in run) or not all(token.folded in _EVERYDAY for token in run)


def _adjoining(run: list[_Token]) -> bool:
    return all(one.text == two.text and two.start - one.end <= 4 for one, two in pairwise(run))


def _without_overlaps(matches: list[_Match]) -> list[_Match]:
    """The longest match at each place; of equals, the first."""
    taken: set[int] = set()
    kept = []
    for match in sorted(matches, key=lambda one: (one.first - one.last, one.first)):
        covered = set(range(match.first, match.last))
        if not covered & taken:
            taken |= covered
            kept.append(match)
    return kept


def _initials(person: Person, texts: Sequence[str], known: list[Place]) -> Iterator[Place]:
    """Initials say least: only of someone whose whole name stands in the same item, and only as capitals."""
    first, last = person.name.given[:1].upper(), person.name.family[:1].upper()
    if not first or not last:
        return
    shape = re.compile(rf"(?<![\w.]){re.escape(first)}\.? ?{re.escape(last)}(?:\.|\b)(?!\w)")
    for number, text in enumerate(texts):
        for found in shape.finditer(text):
            inside = any(
                one.text == number and one.start < found.end() and found.start() < one.end for one in known
            )
            if not inside:
                yield Place(number, found.start(), found.end())


def _likely(found: FoundName) -> tuple[bool, int, bool, int, str]:
    """Others first, then family, then staff; among them those named in full, then the most often named."""
    rank = list(Who).index(found.who)
    return found.who in {Who.FAMILY, Who.STAFF}, rank, not found.sure, -len(found.places), found.label
