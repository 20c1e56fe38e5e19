"""Finds names in text as they really stand in files: broken over lines, spaced, hyphenated, ligatured, accented.

Both sides are folded: case, accents, ligatures, dashes, quotation marks, unseen characters (decision 30). A word
that is also an everyday word ("Will", "Rose") or very short is judged by its context and shown to a person.
Standard library only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Final

from coordinator_app.core.letter_order import other_orders
from coordinator_app.core.look_alikes import as_latin
from coordinator_app.pdf.pack_content import Forbidden
from coordinator_app.pdf.seal_disguises import undisguised
from coordinator_app.pdf.seal_nouns import everyday_of, is_a_thing, is_small

_WORDS_THAT_ARE_NAMES: Final = """
abbey amber angel april archer art august autumn baker ball banks barn basil bay bell berry bill bird bishop
black bliss bloom blossom blue bond booth bow bowl bridge brook brooks brown buck bud bull bush butcher
butler carol carpenter carter cash castle chance charity chase cherry church clay cliff coal coach cook
cooper coral court craft crane crisp crystal daisy dale dash dawn day dean den destiny dot drake drew driver
duke earl east eden ember ever faith farmer fern field fields finch fish fisher flint forest fortune fox
frank freeman frost gene ginger glory gold golden good grace grant gray green grey grove guy hall harmony
haven hazel head heath heather hill hills holly honey honour hood hook hope house hunt hunter ice iris ivory
ivy jack jade jasmine jay jet jewel jolly joy judge june justice king kit kitty knight lake lamb lance lane
lark laurel law leaf liberty lily little lock long love lovely lucky lush mace major march mark marks marsh
marshal mason mat may meadow melody mercy merry mill miller mint misty moon moor moss mount noble north nova
oak ocean olive opal page park parsons pat patience peace peach pear pearl penny pepper pike pleasant pond
pool poppy porter potter precious price pride prince queen rain rainbow raven ray read reading reed rich
river rivers rob robin rock rocky rod roman root rose royal ruby rush rusty sage sandy savage scarlet sea
senior serenity shepherd short silver singer skip sky small smart snow sonny south spring star stark steel
sterling stone storm street strong sue summer sunny swan swift temple thorn tiger timber tower tree trip
true truth turner van vale venture victor violet walker wall ward waters way weaver welcome wells west
wheeler white wild will willow winter wise wolf wood woods worth young
"""
EVERYDAY: Final = frozenset(_WORDS_THAT_ARE_NAMES.split())
"""Names that are words as well: lower case is the word; a capital is shown to a person."""
_ODD: Final = re.compile(r"[`\r\f\v]")
_SHORT: Final = 3
_LONG: Final = 7
"""Letters of a term from which it is looked for backwards and packed as well."""
_SMALL_WORDS: Final = """
a all an and as at be for he her his i in is it its my no not of on one or our she so that the their them
then there these they this those to us was we what when where who with you your
"""
_WORDS_OF_THREE: Final = """
ad add ado age ago ah aid ail aim air ale all am an and ant any ape apt arc are ark arm art ash ask ate awe axe aye
bad bag ban bar bat bed bee beg bet bib bid big bin bit bob bog boo bow box boy bra bud bug bun bus but buy bye cab
can cap car cat cob cod cog con cot cow coy cry cub cue cup cut dab dad dam dew did die dig dim din dip dog don dr dry
due dug dye each ear eat eel egg ego elf elm end era etc eve ewe eye fan far fat fed fee few fig fin fit fix flu fly
foe fog for fox fry fun fur gap gas gel gem get gin go god got gum gun gut guy gym had ham has hat hay hem hen her hey
him hip hit hot how hug hum hut if ill ink inn ion ivy jab jam jar jaw jet jig job jog joy jug keg key kid kin kit lab
lad lag lap law lay led leg let lid lie lip lit log lot low mad man map mat max may me men met mid mix mob mop mr mrs
ms mud mug mum nap net new nil nip nod nor not now nun nut oak oar oat odd off oh oil ok old one opt ore oar out owe
owl own pad pal pan par pat paw pay pea peg pen per pet pew pie pig pin pip pit ply pod pop pot pro pub pun pup put
ran rap rat raw ray red rib rid rig rim rip rob rod roe rot row rub rug rum run rut rye sad sat saw say sea see set
sew she shy sin sip sir sit ski sky so sob son soy spa spy sty sub sue sum sun tab tag tan tap tar tax tea ten the tie
tin tip toe ton too top tow toy try tub tug two up use van vat vet via vow wad wag war was wax way web wed wee wet who
why wig win wit woe won wow yes yet you zip zoo de la le st th van von al
"""
_SHORT_WORDS: Final = frozenset(_WORDS_OF_THREE.split())
"""Words of at most three letters, and parts of names that stand before others ("al" too); "zoe" is none of them."""
_GRAMMAR: Final = frozenset(_SMALL_WORDS.split())
_FOLDS: Final = {
    "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "æ": "ae",
    "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ı": "i", "ħ": "h", "Ħ": "h", "ŧ": "t", "Ŧ": "t",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "\x02": "", "\ufffe": "", "\u2028": "\n", "\u2029": "\n", "\r": "\n",
    "\f": "\n", "\v": "\n",
}  # fmt: skip
_PLAIN: Final = str.maketrans(
    {char: folded for char, folded in _FOLDS.items() if char.isascii() and char != "\x02"}
)
_LETTER: Final = r"[^\W_]"
_BROKEN: Final = r"(?:-?[ ]*\n\s*)?"
_REACH: Final = 40
_MONTH: Final = re.compile(r"(?i:april|may|june|august)")
_DAY: Final = re.compile(r"(?<!\d)(?:[12]?\d|3[01])(?:st|nd|rd|th)?(?:\s+of)?\s+\Z")
_YEAR: Final = re.compile(r",?\s+(?:[12]?\d|3[01])?(?:st|nd|rd|th)?,?\s*(?:19|20)\d\d\b")
_GAP: Final = re.compile(r"\s+")
_OWNED: Final = re.compile(r"['\u2019]s$")
_MISREAD: Final = str.maketrans("1l|058", "iiiosb")
_BETWEEN: Final = r"[\s\-'.,@/()+]*"
_SPACED: Final = r"[\s.*_'@-]{1,3}"


class _Folds(dict[str, str]):
    """The folded form of each character, worked out once."""

    def __missing__(self, char: str) -> str:
        folded = _FOLDS.get(char)
        if folded is None:
            folded = "".join(_FOLDS.get(part, part) for part in unicodedata.normalize("NFKD", char))
            folded = "".join(_kept(part) for part in folded).casefold()
            folded = as_latin(folded)
        self[char] = folded
        return folded


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if kind in {"Mn", "Mc", "Cf", "Me"}:
        return ""  # accents, vowel signs (many scripts write them beside the letter), characters of no width
    if kind == "Pd":
        return "-"
    return " " if char.isspace() and char != "\n" else char


_FOLDED: Final = _Folds()


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its characters, its place in `text`."""
    if text.isascii() and "\x02" not in text:
        folded = text.lower()
        return folded.translate(_PLAIN) if _ODD.search(folded) else folded, list(range(len(text)))
    parts = [_FOLDED[char] for char in text]
    if {*map(len, parts)} == {1}:
        return "".join(parts), list(range(len(text)))
    places: list[int] = []
    for place, folded in enumerate(parts):
        places.extend([place] * len(folded))
    return "".join(parts), places


def squeezed(folded: str) -> str:
    """Letters and digits only."""
    return re.sub(r"[\W_]+", "", folded)


def as_scanned(bare: str) -> str:
    """A form in which what a scan's reader mixes up is one: rn and m, cl and d, l and i and 1."""
    return bare.replace("rn", "m").replace("cl", "d").replace("vv", "w").translate(_MISREAD)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a term stands: `certain` or to be judged by a person; `around` are the words about it.

    `disguised`: it is written backwards, with figures for letters, or packed; `spelt` is how, where it stands there in nearly its
    letters. `end` is the place behind its last letter, 0 where it stands in no plain text.
    """

    term: int
    certain: bool
    start: int
    around: str
    disguised: bool = False
    end: int = 0
    spelt: str = ""


Alike = Callable[[str], Iterable[tuple[int, int, int]]]
"""Where a text may say a term in nearly its letters: (which term, from, to)."""


class Terms:
    """What must not be found, made ready for searching many texts; `alike` tells of pages what is nearly a term."""

    def __init__(self, terms: Sequence[Forbidden], alike: Alike | None = None) -> None:
        self._alike = alike
        self._terms = [_Term(index, term) for index, term in enumerate(terms) if squeezed(fold(term.text)[0])]
        # letters apart and line ends take room
        self._reach = 100 + 2 * max((len(term.text) for term in terms), default=0)
        self._long = {term.index: bool(term.backwards) for term in self._terms}
        things = everyday_of(term.bare for term in self._terms)
        for term in self._terms:
            term.is_thing = term.bare in things

    def find(self, text: str) -> Iterator[Hit]:
        """Every place of every term in one text."""
        yield from self._plain(text)
        for other in undisguised(text):
            for hit in self._plain(other):
                if hit.certain or self._long[hit.term]:
                    yield Hit(hit.term, certain=False, start=0, around=hit.around, disguised=True)

    def find_on_page(self, text: str) -> Iterator[Hit]:
        """And what is nearly a term, where nothing else was found of it."""
        taken: list[tuple[int, int]] = []
        for hit in self.find(text):
            taken.append((hit.start, hit.end))
            yield hit
        for term, start, end in self._alike(text) if self._alike else ():
            if not any(start < last and first < end for first, last in taken):
                around = _around(text, start, end)
                yield Hit(term, certain=False, start=start, around=around, end=end, spelt=text[start:end])

    def _plain(self, text: str) -> Iterator[Hit]:
        """In the order in which the letters stand, and in others that may be meant where the script has such."""
        known: set[int] = set()
        for hit in self._as_it_stands(text):
            if not hit.disguised:
                known.add(hit.term)
            yield hit
        for reading in other_orders(text):
            for hit in self._as_it_stands(reading.text):
                end = max(hit.end, hit.start + 1)
                if hit.term not in known and reading.is_moved(hit.start, end):
                    start, end = reading.place(hit.start, end)
                    yield replace(hit, start=start, end=end)

    def _as_it_stands(self, text: str) -> Iterator[Hit]:
        folded, places = fold(text)
        bare = squeezed(folded)
        read = as_scanned(bare)
        for term in self._terms:
            if term.bare in bare:
                yield from term.find(text, folded, places)
            elif term.backwards and term.backwards in bare:
                yield Hit(term.index, certain=False, start=0, around="", disguised=True)
            elif term.backwards and term.scanned in read:
                yield Hit(term.index, certain=False, start=0, around="")

    def find_across(self, before: str, after: str) -> Iterator[Hit]:
        """Every place of every term that begins at the end of one text and goes on at the head of the next."""
        left, seam = before[-self._reach :], min(len(before), self._reach)
        for hit in self._plain(f"{left}\n{after[: self._reach]}"):
            if hit.start < seam < hit.end - 1:
                yield hit

    def find_raw(self, data: bytes) -> Iterator[Hit]:
        """Long terms that stand in raw bytes, as one-byte or two-byte text; for what is not text at all."""
        lowered = data.lower()
        for term in self._terms:
            if any(form in lowered for form in term.raw):
                yield Hit(term.index, term.hard, 0, "")


class _Term:
    """One term with its patterns."""

    def __init__(self, index: int, term: Forbidden) -> None:
        folded = fold(term.text)[0]
        tokens = re.findall(rf"{_LETTER}+", folded)
        self.index, self.hard, self.bare = index, term.hard, squeezed(folded)
        self.is_thing = (
            False  # a word of the language as well, though none of those that every reader takes for names
        )
        self._everyday = all(token in EVERYDAY or len(token) <= _SHORT for token in tokens)
        if len(tokens) > 1 and self.bare.upper() == self.bare.lower():
            self._everyday = False  # two words of a script without capitals are no everyday English
        self._figures = sum(char.isdigit() for char in self.bare) >= 4
        if self._figures:
            self._everyday = False
        # children write names in small letters: two words that are a name together, or a short one that is no word
        words = [token for token in tokens if len(token) > 1]
        together = len(words) > 1 or (len(words) == 1 and len(tokens) > 1 and not {"a", "i"} & {*tokens})
        self._always_shown = together or (len(tokens) == len(words) == 1 and not _is_a_word(tokens[0]))
        self._tokens = tokens
        self._is_initials = all(len(token) == 1 for token in tokens)
        is_long = len(self.bare) >= _LONG and not self._everyday
        self.backwards = self.bare[::-1] if is_long and not self._figures else ""
        self.scanned = as_scanned(self.bare)
        self.raw = tuple(form.encode(code) for form in {folded, self.bare} for code in ("utf-8", "utf-16-be"))
        if self._everyday or len(self.bare) < 6:
            self.raw = ()

    @cached_property
    def _body(self) -> str:
        """The pattern of the term; made when its letters stand in a text, which for most terms is never."""
        if self._figures:
            body = _BETWEEN.join(map(re.escape, self.bare))
        else:
            body = _BETWEEN.join(_BROKEN.join(map(re.escape, token)) for token in self._tokens)
        return f"(?:{body}|{_apart(self.bare)})" if len(self.bare) > _SHORT else body

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        # "Otis2024" opens an account; of two or three letters with figures behind them most are codes
        edge = _LETTER if self._figures or self._everyday or len(self.bare) <= _SHORT else r"[^\W\d_]"
        return re.compile(rf"(?<!{edge}){self._body}(?:'?s)?(?!{edge})")

    @cached_property
    def _inside(self) -> re.Pattern[str] | None:
        # scripts without capitals may write names without spaces: there a name stands inside by right
        enough = 2 if self.bare.upper() == self.bare.lower() else 6
        return re.compile(self._body) if len(self.bare) >= enough else None

    @cached_property
    def _joined(self) -> re.Pattern[str]:
        return re.compile(self._body)

    @cached_property
    def _torn(self) -> re.Pattern[str]:
        """A long name cut in two or more anywhere: "Thorn castle"."""
        return re.compile(r"[\W_]{0,3}".join(map(re.escape, self.bare)))

    def find(self, text: str, folded: str, places: list[int]) -> Iterator[Hit]:
        """The places of this term; also inside longer words, which a person judges."""
        seen: set[int] = set()
        for found in self._whole.finditer(folded):
            seen.add(found.start())
            start, end = places[found.start()], places[found.end() - 1] + 1
            if not self._everyday:
                small = self.is_thing and is_small(text[start:end])
                if not (small and is_a_thing(text, start)):
                    yield Hit(self.index, self.hard and not small, start, _around(text, start, end), end=end)
            elif self._always_shown or _is_name(text, start, end, is_initials=self._is_initials):
                yield Hit(self.index, False, start, _around(text, start, end), end=end)
        inside = [*self._inside.finditer(folded)] if self._inside else []
        if not self._inside and not self._everyday and len(self.bare) > _SHORT:
            inside = [one for one in self._joined.finditer(folded) if _is_run_on(text, places, one)]
        if not seen and not inside and self.backwards:
            inside = [*self._torn.finditer(folded)]
        for found in inside:
            if found.start() not in seen:
                start, end = places[found.start()], places[found.end() - 1] + 1
                yield Hit(self.index, False, start, _around(text, start, end), end=end)


def _is_run_on(text: str, places: list[int], found: re.Match[str]) -> bool:
    """Whether capitals alone part it from what stands beside it: "OtisB", "wrenOtis"; not "Hotis" and "Otiser"."""
    start, end = places[found.start()], places[found.end() - 1] + 1
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    opens = not before.isalpha() or (before.islower() and text[start].isupper())
    closes = not after.isalpha() or (after.isupper() and text[end - 1].islower())
    return opens and closes


def _is_a_word(token: str) -> bool:
    """Whether an everyday or short name is a word of the language, or a figure, so that it alone tells nobody."""
    return token.isdigit() or token in EVERYDAY or token in _GRAMMAR or token in _SHORT_WORDS


def _apart(bare: str) -> str:
    """The pattern of letters written apart; a doubled letter may be one folded character, as the sharp s is."""
    pattern = re.escape(bare[0])
    for before, letter in pairwise(bare):
        pattern += (_SPACED.replace("{1", "{0") if before == letter else _SPACED) + re.escape(letter)
    return pattern


def _is_name(text: str, start: int, end: int, *, is_initials: bool = False) -> bool:
    """Whether an everyday word stands as a name: no small letter, and not just the first word of a sentence.

    Initials are capitals throughout, wherever they stand. A month with its day or its year is a date.
    At the head of a sentence it counts as a name unless the next word shows the everyday one ("Will you").
    """
    if text[start].upper() != text[start] or text[start].isdigit():
        return False
    if is_initials:
        said = _OWNED.sub("", text[start:end])
        return said.upper() == said
    if _MONTH.fullmatch(text[start:end]) and (_DAY.search(text[:start]) or _YEAR.match(text[end:])):
        return False
    before = text[:start].rstrip(" \t\"'“‘(")
    opens = not before or before[-1] in ".?!:\n\r•"
    if not opens:
        return True
    following = re.match(r"\W*(\w+)", text[end : end + 40])
    return not (following and following[1].casefold() in _GRAMMAR)


def _around(text: str, start: int, end: int) -> str:
    """About 40 characters each side, from the first whole word to the last; a word without an end is cut."""
    left, right = max(0, start - _REACH), min(len(text), end + _REACH)
    before, after = text[left:start], text[end:right]
    if left and not text[left - 1].isspace():
        before = _after_a_gap(before)
    if right < len(text) and not text[right].isspace():
        after = _after_a_gap(after[::-1])[::-1]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _after_a_gap(words: str) -> str:
    """Without the rest of a word at the beginning; all of it where there is no gap to cut at."""
    gap = _GAP.search(words)
    return words[gap.end() :] if gap else words
