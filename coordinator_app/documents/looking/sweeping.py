"""Listens to an XML part as it is read and puts every text and every value of it into the net."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from coordinator_app.documents.looking.leftover import Net
from coordinator_app.documents.looking.zips import damaged

_TABLES: Final = frozenset({"latentStyles", "rsids", "fonts", "font-face-decls"})
"""Elements that list what the format prescribes: fonts, styles that are not there, marks of who saved when."""
_READ: Final = frozenset(
    f"{page}{place}" for page in ("odd", "even", "first") for place in ("Header", "Footer")
)
"""What is printed above and below a sheet: its reader has read it, and knows the codes in it."""
_REFERS: Final = frozenset(
    [
        *(
            "pStyle",
            "rStyle",
            "tblStyle",
            "basedOn",
            "next",
            "link",
            "numStyleLink",
            "styleLink",
            "generator",
        ),
        *(
            "config-item",
            "config-item-set",
            "config-item-map-entry",
            "config-item-map-indexed",
            "config-item-map-named",
        ),
    ]
)
"""Elements whose values name a style or a setting; what the style is called stands with it."""
_LOOKS: Final = re.compile(
    r"http://www\.w3\.org/2001/XMLSchema-instance|urn:oasis:names:tc:opendocument:xmlns:(?:xsl-fo|svg|datastyle|of|smil|animation)\S*"
)
_STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
# what stands in these is never a word of somebody's: looks, kinds, languages, fonts, paths between parts, marks
_NAMES: Final = """
    themeTint themeShade themeFillTint themeFillShade type Type TargetMode
    typeface script ascii hAnsi eastAsia cs asciiTheme hAnsiTheme eastAsiaTheme cstheme panose lang altLang bidi uri
    Ignorable Requires ProgID progId ContentType Extension PartName PreferRelative MustUnderstand ProcessContent
    style style-name parent-style-name next-style-name master-page-name list-style-name data-style-name
    text-style-name page-layout-name default-style-name class-names cond-style-name apply-style-name
    path eqn fmla coordsize coordorigin textboxrect connectlocs connectangles adj limo gradientshapeok
    fillcolor strokecolor color color2 fgColor bgColor themeColor themeFill fill stroke startcolor
    paraId textId durableId rsidR rsidRDefault rsidP rsidRPr rsidTr rsidSect rsidDel uid sqref ref activeCell topLeftCell
    styleId basedOn spid embed pict href-type value-type formula content-validation-name
    CreatorTool Producer softwareAgent algn cap cmpd compression formatCode noProof spcFirstLastPara vertOverflow anchor wrap prst pitchFamily charset
"""
_NOT_WORDS: Final = frozenset(_NAMES.split())
_QUOTED: Final = frozenset({"formula", "formula1", "formula2", "f", "formatCode", "numFmt"})
"""Elements with formulas: their words are those in quotation marks."""
# where anything may be typed, also what is a word of the format elsewhere
_TYPED: Final = frozenset(
    [
        "tooltip",
        "displayText",
        "title",
        "descr",
        "alt",
        "caption",
        "label",
        "string-value",
        "current-value",
        "comment",
        "author",
    ]
)
_TYPED_IN: Final = frozenset(
    {"filter", "customFilter", "listEntry", "listItem", "docVar", "inputCells", "title", "user-defined"}
)
_WHOLE: Final = frozenset({"p", "h", "si", "is", "div", "li", "td", "text", "desc"})
"""Elements whose text is read as one, however it is cut into runs."""
_RUNS: Final = frozenset({"t", "delText", "instrText", "delInstrText", "f", "v"})
_PLACES: Final = frozenset({"align", "posOffset", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"})
_GAPS: Final = frozenset({"tab", "br", "cr", "s", "line-break", "noBreakHyphen", "p", "annotation", "note"})
_PLACED: Final = frozenset({"r", "sqref", "ref"})
_PLACE: Final = re.compile(r"\s*+(?:[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?\s*+)++")
"""Places in a sheet where only places stand: elsewhere what looks like one may be a word, as "HIV1" is."""
_QUOTES: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")


class Sweep:
    """What the parser tells, in its order. BadFile if the part brings definitions of its own."""

    def __init__(self, net: Net, skipped: frozenset[str], *, anything: bool = False) -> None:
        """`skipped` are the elements whose text a reader has read, but in what stands there for older programs.

        With `anything` the part is data of somebody's own, in which nothing is prescribed.
        """
        self._net, self._skipped, self._anything = net, skipped, anything
        self._path: list[str] = []
        self._aside = 0  # how deep within a table of the format
        self._again = 0  # how deep within what is there for older programs
        self._wholes: list[list[str]] = []
        self._alone: list[str] = []
        self._last = ""

    def doctype(self, *_: object) -> None:
        """Definitions are not read."""
        raise damaged()

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        self._flush()
        self._path.append(name)
        if self._aside or name in _TABLES:
            self._aside += 1
            return
        self._again += bool(self._again) or name == "Fallback"
        self._values(name, values)
        if name in _GAPS and self._wholes:
            self._wholes[-1].append(" ")
        if name in _WHOLE:
            self._wholes.append([])

    def end(self, tag: str) -> None:
        """An element ends."""
        del tag
        self._flush()
        name = self._path.pop()
        if self._aside:
            self._aside -= 1
            return
        if name in _WHOLE:
            words = "".join(self._wholes.pop())
            if self._again or name not in self._skipped:
                self._net.take(words, typed=True)
        self._again -= bool(self._again)

    def data(self, words: str) -> None:
        """Words, as many at a time as the parser has."""
        if not self._aside and (words.strip() or self._wholes):
            self._alone.append(words)

    def comment(self, words: str) -> None:
        """A remark of whoever wrote the part, who may have meant anything."""
        self._net.take(words, typed=True)

    def pi(self, *_: object) -> None:
        """What is said to programs."""

    def close(self) -> None:
        """The part ends."""

    def _flush(self) -> None:
        if not self._alone:
            return
        words, name = "".join(self._alone), self._path[-1] if self._path else ""
        self._alone.clear()
        if name in _READ or (name in self._skipped and name not in _WHOLE and not self._again):
            return
        if name in _QUOTED:
            self._quoted(words)
        elif not self._wholes:
            if not _is_place(name, words):
                self._net.take(words, typed=self._anything or name in _TYPED_IN)
        elif name not in _PLACES:
            gap = " " if name in _RUNS and name != self._last else ""
            self._wholes[-1].append(gap + words)
            self._last = name

    def _quoted(self, words: str) -> None:
        """The words of a formula or a format."""
        for found in _QUOTES.finditer(words):
            self._net.take(found[1] or found[2] or "", typed=True)

    def _values(self, name: str, values: Mapping[str, str]) -> None:
        if name in _REFERS or (name == "Relationship" and values.get("TargetMode") != "External"):
            return
        for key, value in values.items():
            if self._anything:
                self._net.take(value)
            elif key in ("formatCode", "formula"):
                self._quoted(value)
            elif _may_be_words(key) and not _is_place(key, value):
                self._net.take(value, typed=_local(key) in _TYPED or name in _TYPED_IN)


def _is_place(name: str, words: str) -> bool:
    return name in _PLACED and _PLACE.fullmatch(words) is not None


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


@lru_cache(maxsize=4096)
def _may_be_words(key: str) -> bool:
    """Whether what stands under this name may be words of somebody's."""
    space, _, name = key.rpartition("}")
    if space[1:] == _STYLE:
        return name == "display-name"
    return name not in _NOT_WORDS and not _LOOKS.fullmatch(space[1:])
