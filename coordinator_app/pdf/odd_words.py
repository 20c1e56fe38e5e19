"""Pages whose words are not what stands on them: signs that say no letter, and letters that make no words.

A font may draw one letter and say another: old programs for Bengali, Panjabi or Gujarati say Latin letters, a font
that was cut down badly says letters moved along the alphabet, and joined letters of Arabic often say nothing. A person
reads such a page without trouble; whoever looks for names in its words finds none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.page_words import Ink

_NO_LETTER: Final = "\ufffd"
_PAIRS: Final = """
ab ac ad af ag ah ai ak al am an ap ar as at au av ay ba be bi bl bo br by ca cc ce ch ci ck cl co ct cu da de di do
dr ds dy ea eb ec ed ee ef eg ei el em en ep eq er es et ev ew ex ey fa fe ff fi fo fr ft ga ge gh gi go gr gu ha he
hi ho hr ia ic id ie ig il im in io ir is it iv ja jo ka ke ki ks la ld le li ll lo ls lt lu ly ma me mi mm mo mp mu
na nc nd ne ng ni nk nl nn no ns nt ny ob oc od oe of og oi ok ol om on oo op or os ot ou ov ow pa pe ph pi pl po pp
pr pt pu qu ra rc rd re rg ri rk rm rn ro rr rs rt ru ry sa sc se sh si sk so sp ss st su ta te th ti tl to tr ts tt
ty ua ud ue ul um un up ur us ut va ve vi wa we wh wi wn wo ya ye ys yt za
"""
_USUAL: Final = frozenset(_PAIRS.split())
"""Pairs of letters that follow each other in English and in names. Welsh, Polish, Somali and twelve other languages have
at least 66 of 100 of their pairs here, and 53 of any forty; letters that were moved or changed 30 to 44."""
_JUDGED: Final = 40
"""Pairs that are judged together: five to eight words."""
_FEWEST_USUAL: Final = 45
_FEW: Final = 20
"""Pairs from which all that stands on a page is judged, where it is no more."""
_FEWEST_OF_FEW: Final = 35
_RUN: Final = re.compile(r"[^\W\d_]{3,}")
_LETTERS: Final = str.maketrans(
    {"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "s", "æ": "a", "œ": "o", "þ": "t", "ð": "d"}
)


def says_otherwise(words: Sequence[Word], inks: Mapping[Word, Ink]) -> bool:
    """Whether the words of a page, as they are read, are not all that a person reads there."""
    return _has_unknown(words, inks) or _is_garbled(word.text for word in words)


def _has_unknown(words: Sequence[Word], inks: Mapping[Word, Ink]) -> bool:
    """Whether words have signs of which nobody knows the letter. A bullet stands alone, and says nothing."""
    claimed = any(ink is Ink.CLAIMED for ink in inks.values())
    lone = [inks.get(word) is Ink.LONE or _is_unknown(word.text) for word in words]
    torn = any(len(word.text) > 1 and _NO_LETTER in word.text for word in words)
    return claimed or torn or any(one and two for one, two in pairwise(lone))


def _is_unknown(text: str) -> bool:
    """Whether a word is made of signs that are no letters of any script: a font's own."""
    return all(char == _NO_LETTER or unicodedata.category(char) in {"Co", "Cn"} for char in text)


def _is_garbled(words: Iterable[str]) -> bool:
    """Whether somewhere on the page so many letters follow each other as in no language that we have seen."""
    usual = [pair in _USUAL for word in words for pair in _pairs(word)]
    if _FEW <= len(usual) < _JUDGED:
        return sum(usual) * 100 < _FEWEST_OF_FEW * len(usual)
    ends = range(_JUDGED, len(usual) + 1, _JUDGED // 2)
    return any(sum(usual[end - _JUDGED : end]) * 100 < _FEWEST_USUAL * _JUDGED for end in ends)


def _pairs(word: str) -> Iterator[str]:
    for found in _RUN.findall(word):
        letters = _bare(found)
        if letters.isascii():  # other scripts are not judged
            yield from (one + two for one, two in pairwise(letters))


def _bare(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(char for char in apart if not unicodedata.combining(char))
