"""Which texts say the same or nearly the same, and which message is told whole in a later one of its thread.

Pure: texts in, likenesses out. Nearly the same is never the same: what a copy says more is always shown (`says_more`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from math import ceil
from zlib import crc32

from coordinator_app.core.names import fold

SAME = 100
ALIKE = 90
"""Of 100 runs of words that either has, so many both must have to be nearly the same."""
_RUN = 5
_MOST_RUNS = 400
_LONG = 60_000
"""Letters of two texts from which they are compared line by line: word by word takes the square of the time."""
_FEWEST = 25
"""Words: of shorter texts many say nearly the same by chance, so only the very same count."""
_WORD = re.compile(r"[^\W_]+")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_HEADER = re.compile(r"^\s*(?:from|to|cc|bcc|sent|date|subject|attachments)\s*:", re.IGNORECASE)
_ANSWER = re.compile(r"^\s*(?:(?:re|fw|fwd|aw|sv)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FEWEST_HELD = 8
"""Words: a shorter message stands in many others by chance ("Thank you, best wishes")."""


@dataclass(frozen=True, slots=True)
class Text:
    """One item's words. `mark` is "" or the fingerprint of its file; `subject` that of a message, "" for anything else."""

    key: str
    words: str
    mark: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that says what another does. `likeness` is SAME only where not a word is different."""

    key: str
    of: str
    likeness: int


def words_of(text: str) -> tuple[str, ...]:
    """The words by which texts are compared: capitals, accents, stops, white space and marks of quoting left away."""
    return tuple(_WORD.findall(fold(_QUOTE.sub("", text))))


def copies(texts: Sequence[Text]) -> tuple[Copy, ...]:
    """Each text that says the same or nearly the same as an earlier one, with the earliest it is most like.

    The same is found by its words in one pass; nearly the same by runs of five words: two texts that have nine of ten
    runs in common must have one of the rarest tenth in common, so only those are compared. Of each text no more is held
    than a mark and some hundred runs, so that 5,000 pages need little room.
    """
    runs: dict[int, Runs] = {}
    found: dict[int, tuple[int, int]] = {}
    first: dict[bytes, int] = {}
    for at, text in enumerate(texts):
        words = words_of(text.words)
        said = " ".join(words) or text.mark
        mark = sha256(said.encode()).digest()
        earlier = first.setdefault(mark, at) if said else at
        if earlier != at:
            # two files of the same words may still show different pictures, or writing that no machine read
            one_file = text.mark == texts[earlier].mark
            found[at] = (earlier, SAME if one_file else SAME - 1)
        elif len(words) >= _FEWEST:
            runs[at] = _runs(words)
    found |= _nearly(runs)
    return tuple(Copy(texts[at].key, texts[of].key, like) for at, (of, like) in sorted(found.items()))


Runs = frozenset[int]


def _nearly(runs: Mapping[int, Runs]) -> dict[int, tuple[int, int]]:
    often = Counter(run for one in runs.values() for run in one)
    holding: dict[int, list[int]] = {}
    found: dict[int, tuple[int, int]] = {}
    for at, own in runs.items():
        rare = sorted(own, key=lambda run: (often[run], run))[: len(own) - ceil(len(own) * ALIKE / 100) + 1]
        candidates = {other for run in rare for other in holding.get(run, ())}
        best = max(((_likeness(own, runs[other]), -other) for other in candidates), default=(0, 0))
        if best[0] >= ALIKE:
            found[at] = (-best[1], best[0])
            continue  # what is like it is like the first one too, or is found by itself
        for run in rare:
            holding.setdefault(run, []).append(at)
    return found


def _runs(words: Sequence[str]) -> Runs:
    """The runs of five words as numbers; of a long text those whose number a power of two divides, some hundred."""
    every = max(1, len(words) // _MOST_RUNS)
    rows = zip(*(words[at:] for at in range(_RUN)), strict=False)
    step = 1 << (every - 1).bit_length()
    return frozenset(mark for row in rows if not (mark := crc32(" ".join(row).encode())) % step)


def _likeness(one: Runs, other: Runs) -> int:
    """Of 100; never SAME: the runs of two texts may be one set where their words are not one row."""
    return min(SAME - 1, 100 * len(one & other) // max(1, len(one | other)))


def says_more(one: str, other: str) -> tuple[str, ...]:
    """What `one` says that `other` does not, stretch by stretch as it is written; () where not a word is more.

    Long texts are compared line by line (a page is a line), and word by word within what is left.
    """
    if len(one) + len(other) > _LONG:
        mine, theirs = (dict.fromkeys(text.split("\n")) for text in (one, other))
        known = {words_of(line) for line in theirs}
        more = [line for line in mine if words_of(line) and words_of(line) not in known]
        left = "\n".join(line for line in theirs if line not in mine)
        return tuple(part for line in more for part in (_more(line, left) if len(left) < _LONG else (line,)))
    return _more(one, other)


def _more(one: str, other: str) -> tuple[str, ...]:
    own = [(found[0], found.span()) for found in re.finditer(r"\S+", one)]
    mine, theirs = [_plain(word) for word, _ in own], [_plain(word) for word in other.split()]
    kept = [at for at, word in enumerate(mine) if word]
    matched = SequenceMatcher(
        None, [mine[at] for at in kept], [word for word in theirs if word], autojunk=False
    )
    more = []
    for tag, start, end, _, _ in matched.get_opcodes():
        if tag in {"replace", "delete"}:
            more.append(one[own[kept[start]][1][0] : own[kept[end - 1]][1][1]])
    return tuple(more)


def _plain(word: str) -> str:
    return "".join(_WORD.findall(fold(word)))


def same_pages(pages: Iterable[tuple[str, int, str]]) -> dict[tuple[str, int], tuple[str, int]]:
    """Pages (key, number from 1, words) that say word for word what an earlier page says, with that page.

    Pages with few words are left out: a title page is like any other.
    """
    first: dict[tuple[str, ...], tuple[str, int]] = {}
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for key, number, text in pages:
        words = words_of(text)
        if len(words) < _FEWEST:
            continue
        earlier = first.setdefault(words, (key, number))
        if earlier != (key, number):
            found[(key, number)] = earlier
    return found


# messages


def thread_of(subject: str) -> str:
    """What the messages of one exchange have in common: the subject without "Re:" and "Fw:", folded."""
    return fold(_ANSWER.sub("", subject.strip()))


def folded_messages(texts: Sequence[Text]) -> tuple[Copy, ...]:
    """Messages that a longer one of their thread holds whole: SAME where nothing is more, not even who it went to.

    `texts` are messages; those without a subject are in no thread.
    """
    threads: dict[str, list[Text]] = {}
    for text in texts:
        if thread := thread_of(text.subject):
            threads.setdefault(thread, []).append(text)
    return tuple(copy for group in threads.values() if len(group) > 1 for copy in _held(group))


def _held(group: Sequence[Text]) -> Iterator[Copy]:
    whole = {text.key: _row(text.words) for text in group}
    body = {text.key: _row(_body(text.words)) for text in group}
    longest = sorted(group, key=lambda text: -len(whole[text.key]))
    for text in group:
        own = body[text.key]
        if own.count(" ") <= _FEWEST_HELD:
            continue
        for other in longest:
            longer = len(whole[other.key]) > len(whole[text.key])
            if other.key != text.key and longer and own in whole[other.key]:
                yield Copy(text.key, other.key, _share(whole[text.key], whole[other.key]))
                break


def _body(text: str) -> str:
    """A message without the lines at its head that say from whom, to whom and when."""
    lines = text.split("\n")
    at = next((number for number, line in enumerate(lines) if line.strip() and not _HEADER.match(line)), 0)
    return "\n".join(lines[at:])


def _row(text: str) -> str:
    """The words of a text in a row, with a space before and after each: one row is in another only word by word."""
    return f" {' '.join(words_of(text))} "


def _share(row: str, other: str) -> int:
    """How much of a message the longer one says: SAME only where not one word of it is more."""
    if row in other:
        return SAME
    words = row.split()
    missing = Counter(words) - Counter(other.split())
    return min(SAME - 1, 100 * (len(words) - missing.total()) // len(words))
