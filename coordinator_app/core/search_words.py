"""What somebody typed to search for, read: words, phrases in quotes, words to leave out, days; and where they stand.

`"in the workshop" late -bus 3 May 2026` wants the phrase and the word, not the word bus, on that day. Everything is
folded (accents, capitals), so it is found however it is spelled.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from coordinator_app.core.dates import Lean, month_number, read_date, say
from coordinator_app.core.names import fold

Span = tuple[int, int]
"""Start and end in a text, in the indices of a str."""

MOST_TERMS = 24
BEGINNING = 3
"""So many letters are taken for the beginning of a word, one less behind other words; fewer are a word by themselves."""
MOST_CHANCES = 6
SENTENCE = 150
_BEFORE = 50
_AROUND = 400
_WALKED = 200_000
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d"
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+(?:['\u2019\u2018\u02bc`\u00b4](?:[^\W_]|[{_MARKS}])+)*")
_LAST_PLAIN = 0xFFFF
_PLAIN = re.compile(r"[^\W_]+")
_QUOTE = '"\u201c\u201d\u201e\u00ab\u00bb'
_PIECE = re.compile(
    rf"(?P<minus>[-\u2212\u2013]?)(?:[{_QUOTE}](?P<phrase>[^{_QUOTE}]*)[{_QUOTE}]?|(?P<word>[^\s{_QUOTE}]+))"
)
_SHORT_YEAR = re.compile(
    r"([0-9]{1,2}(?:st|nd|rd|th)?(?:[-/. ]+[0-9]{1,2}[-/. ]|[-/. ]*[a-z]{3,9}[-/., ]+))([0-9]{2})"
)
_BARE_DAY = re.compile(r"[0-9]{1,2}[-. ][0-9]{1,2}")
_MONTH = re.compile(r"([a-z]{3,9})[ ,.]+([0-9]{4})")
_END_OF_SENTENCE = re.compile(r"(?<!\b[A-Z])[.?!]\s+|\n\s*\n")  # not behind an initial


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand one behind the other, mostly a single one.

    `exact` was typed in quotes: no plural or possessive is taken for it. `begins` may go on: "carb" is carburettor too.
    `raw` is the folded text itself where signs stand in it that the index may take for letters (new emoji).
    """

    words: tuple[str, ...]
    exact: bool = False
    begins: bool = False
    raw: str = ""

    def fits(self, here: Sequence[str]) -> bool:
        """Whether these words, as many as its own, are meant."""
        *before, last = self.words
        return list(here[:-1]) == before and (
            here[-1] == last
            or (self.begins and here[-1].startswith(last))
            or (not self.exact and here[-1] == last + "s")
        )


@dataclass(frozen=True, slots=True)
class Days:
    """The days meant, the last one included, and the words in which it was understood."""

    since: date
    until: date
    words: str


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What was typed, read."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    days: Days | None = None

    @property
    def letters(self) -> int:
        """How many letters are wanted in all."""
        return sum(len(word) for term in self.wanted for word in term.words)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    minus: bool
    phrase: bool
    end: int


def read_words(typed: str, today: date | None = None) -> SearchWords:
    """Read what was typed; days are only understood where `today` is given (the civil date in London)."""
    pieces = [
        _Piece(found["phrase"] if found["word"] is None else found["word"], bool(found["minus"]),
               found["word"] is None, found.end())
        for found in _PIECE.finditer(typed)
    ]  # fmt: skip
    days = None
    if today is not None:
        days, pieces = _take_days(pieces, today)
    terms = [(piece, words) for piece in pieces if (words := words_of(piece.text))]
    wanted = [
        Term(words, piece.phrase, not piece.phrase and piece.end == len(typed), _raw(piece.text))
        for piece, words in terms
        if not piece.minus
    ][:MOST_TERMS]
    unwanted = [Term(words, exact=True) for piece, words in terms if piece.minus]
    return SearchWords(_as_far_as_typed(wanted), tuple(unwanted[:MOST_TERMS]), days)


def _as_far_as_typed(wanted: list[Term]) -> tuple[Term, ...]:
    """A word that is being typed, by how much of it is there: a single letter behind other words is not looked for yet."""
    *before, last = wanted or [Term(())]
    if not last.begins:
        return tuple(wanted)
    length = len(last.words[-1])
    words_before = any(len(word) > 1 for term in before for word in term.words)
    if words_before and last.words[0].isalpha() and len("".join(last.words)) == 1:
        return tuple(before)
    # by itself a short word is a word; behind others it may be the beginning of one
    enough = BEGINNING if not before else BEGINNING - 1
    return (*before, Term(last.words, begins=length >= enough, raw=last.raw))


def _raw(text: str) -> str:
    return fold(text) if any(ord(letter) > _LAST_PLAIN for letter in text) else ""


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, letters and numbers only."""
    sound = text.replace("\x00", " ").encode("utf-8", "ignore").decode()
    # folded as the index holds it, then taken apart: one half is two words to it
    return tuple(_PLAIN.findall(fold(sound)))


def _take_days(pieces: list[_Piece], today: date) -> tuple[Days | None, list[_Piece]]:
    """The first days that are named, longest words first, and the pieces without them."""
    for at in range(len(pieces)):
        for count in (4, 3, 2, 1):
            some = pieces[at : at + count]
            if len(some) == count and not any(one.phrase or one.minus for one in some):
                days = read_days(" ".join(one.text for one in some), today)
                if days is not None:
                    return days, pieces[:at] + pieces[at + count :]
    return None, pieces


def read_days(text: str, today: date) -> Days | None:
    """A day, a month ("May 2026"), "yesterday", "last week", "this month"; None for what is none of these.

    Two numbers alone are a day only with a slash between them, and a word alone only if it says a day by itself.
    """
    low = text.lower().strip(" .,")
    spoken = _spoken(low, today)
    if spoken is not None:
        return spoken
    month = _MONTH.fullmatch(low)
    number = month_number(month[1]) if month else None
    if month and number and int(month[2]) > 0:
        return _month(int(month[2]), number)
    if not any(letter.isdigit() for letter in low) or _BARE_DAY.fullmatch(low):
        return None
    day = read_date(_whole_year(low, today), today, lean=Lean.PAST).value
    return None if day is None else Days(day, day, say(day))


def _spoken(low: str, today: date) -> Days | None:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    yesterday = today - timedelta(days=1)
    known = {
        "today": Days(today, today, say(today)),
        "yesterday": Days(yesterday, yesterday, say(yesterday)),
        "this week": _week(monday),
        "last week": _week(monday - timedelta(days=7)),
        "this month": _month(today.year, today.month),
        "last month": _month(before.year, before.month),
    }
    return known.get(low)


def _week(monday: date) -> Days:
    sunday = monday + timedelta(days=6)
    return Days(monday, sunday, f"{say(monday)} to {say(sunday)}")


def _month(year: int, month: int) -> Days:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return Days(first, last, say(first).partition(" ")[2])


def _whole_year(low: str, today: date) -> str:
    """A day such as 03.05.26 with its century: a year that has come, or comes next."""
    found = _SHORT_YEAR.fullmatch(low)
    if found is None:
        return low
    year = today.year - today.year % 100 + int(found[2])
    return f"{found[1]}{year if year <= today.year + 1 else year - 100}"


# where they stand in a text


def spans(text: str, words: SearchWords) -> tuple[Span, ...]:
    """Where the wanted terms stand, from the left, none over another."""
    found = [(at.start(), at.end(), fold(at[0])) for at in _WORD.finditer(text)]
    firsts = tuple(term.words[0] for term in words.wanted)
    marked: list[Span] = []
    at = 0
    while at < len(found):
        # most words are none of them: one look in C at each
        length = _match(found, at, words) if found[at][2].startswith(firsts) else 0
        if length:
            marked.append((found[at][0], found[at + length - 1][1]))
        at += length or 1
    return tuple(marked)


def _match(found: Sequence[tuple[int, int, str]], at: int, words: SearchWords) -> int:
    """How many words from `at` on are a wanted term; the longest one counts."""
    longest = 0
    for term in words.wanted:
        here = [one[2] for one in found[at : at + len(term.words)]]
        if len(here) == len(term.words) and term.fits(here):
            longest = max(longest, len(here))
    return longest


def is_in(text: str, words: SearchWords) -> bool:
    """Whether every wanted term stands in a text and none of the unwanted."""
    there = all(spans(text, SearchWords((term,))) for term in words.wanted)
    return there and not any(spans(text, SearchWords((term,))) for term in words.unwanted)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a record on one line, the words found in it marked; `at` is where the first stands in the whole."""

    text: str
    marked: tuple[Span, ...] = ()
    at: int = 0


def quote(text: str, words: SearchWords) -> Quote:
    """The sentence in which most of the wanted terms stand, the first of equals; the start of the text if none does."""
    best = _best(text, words, _plain_chances(text, words))
    if best is None and not (text.isascii() and "'" not in text and "`" not in text):
        # accents and apostrophes are not found by plain letters
        walked = spans(text[:_WALKED], words)[:MOST_CHANCES]
        best = _best(text, words, (start for start, _ in walked))
    return best or _cut(" ".join(text[:_AROUND].split()), (), 0)


def _best(text: str, words: SearchWords, chances: Iterable[int]) -> Quote | None:
    best: tuple[int, Quote] | None = None
    for at in chances:
        line = _sentence(text, at)
        marked = spans(line, words)
        said = len({fold(line[one:two]) for one, two in marked})
        if marked and (best is None or said > best[0]):
            best = (said, _cut(line, marked, at))
        if said >= len(words.wanted):
            break
    return best[1] if best else None


def _plain_chances(text: str, words: SearchWords) -> Iterator[int]:
    """Places where a wanted term may stand, by its plain letters."""
    low = text.lower()
    for term in words.wanted:
        begun = re.finditer(rf"(?<![^\W_]){re.escape(term.words[0])}", low)
        yield from (found.start() for found in islice(begun, MOST_CHANCES))


def _sentence(text: str, at: int) -> str:
    """The sentence round a place on one line; of a long one the part round the place, in whole words."""
    around = max(0, at - _AROUND)
    starts = [found.end() for found in _END_OF_SENTENCE.finditer(text, around, at)]
    ended = _END_OF_SENTENCE.search(text, at, at + _AROUND)
    cut = text.find(" ", around, at) + 1 if around else 0
    start = starts[-1] if starts else cut
    end = ended.start() + 1 if ended else at + _AROUND
    return " ".join(text[start:end].split())


def _cut(line: str, marked: tuple[Span, ...], at: int) -> Quote:
    """At most SENTENCE letters, begun so that the first mark is in sight."""
    first = marked[0][0] if marked else 0
    start = 0 if first <= _BEFORE or len(line) <= SENTENCE else line.rfind(" ", 0, first - _BEFORE // 2) + 1
    end = start + SENTENCE
    before = "" if start == 0 else "… "
    after = "" if end >= len(line) else " …"
    kept = line[start:end] if end >= len(line) else line[start:end].rsplit(" ", 1)[0]
    shift = len(before) - start
    shown = tuple((one + shift, two + shift) for one, two in marked if two - start <= len(kept))
    return Quote(before + kept + after, shown, at)
