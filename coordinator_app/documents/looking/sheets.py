"""Excel workbooks (XLSX): every sheet, hidden or not, with what Excel keeps and does not show. Nothing is worked out.

Cells are read one by one from the XML, so that a lone cell at the far corner of a sheet costs no more than any other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from coordinator_app.documents.looking import office, xmls
from coordinator_app.documents.looking.cells import Letters, Sheet, column_of, unseen, worded
from coordinator_app.documents.looking.found import Found, Part
from coordinator_app.documents.looking.zips import Package, damaged

_BOOK: Final = "xl/workbook.xml"
_MOST_COLUMNS: Final = 16_384
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED: Final = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
_ERRORS_AND_TRUE: Final = {"1": "TRUE", "0": "FALSE"}
_HINTS: Final = ("promptTitle", "prompt", "errorTitle", "error")
_ALSO: Final = (
    ("xl/drawings/drawing", "Text box or drawing", ("t",)),
    ("xl/charts/chart", "Chart", ("t", "v")),
    ("xl/diagrams/data", "Diagram", ("t",)),
    ("xl/externalLinks/externalLink", "Kept from another workbook", ("v",)),
    ("customXml/item", "Data kept in the file", ()),
)
_OF_A_SHEET: Final = ("col", "row", "dataValidation", "headerFooter")
_CODES: Final = re.compile(r"&(?:[LCRPNDTAFZGUEXYBISO]|\"[^\"]*\"|\d+|K[0-9A-F]{6})")
_PIVOT: Final = "Kept for a pivot table"


def read(content: bytes) -> Found:
    """A workbook in words. BadFile if it is damaged or holds more than can be shown."""
    package = Package(content)
    book = package.read(_BOOK)
    if not book:
        raise damaged()
    root = xmls.tree(book)
    reading = _Reading(package, root)
    sheets = [reading.sheet(one) for one in root.iter("{*}sheet")]
    said = office.properties(package)
    links, fetches = office.outside(package)
    parts = [part for sheet in sheets for part in sheet.parts()]
    parts += [*_names(root), *_also(package, reading.letters), links, said]
    hidden = [
        *unseen(sheets),
        *reading.unseen(),
        *office.macros(package),
        *fetches,
        *office.undrawn(package, "xl/"),
    ]
    return Found(
        (*(part for part in parts if _says(part)), *office.pictures(package, "xl/")),
        tuple(hidden),
        office.inside(package),
    )


def listed(package: Package) -> frozenset[str]:
    """The parts with the sheets that the workbook lists. BadFile if it is damaged."""
    targets = _targets(package, _BOOK)
    lines = xmls.tree(package.read(_BOOK)).iter("{*}sheet")
    return frozenset(targets.get(one.get(_R_ID, ""), "") for one in lines)


def _says(part: Part) -> bool:
    return part.heading.startswith(("Sheet: ", "Hidden sheet: ")) or any(line.strip() for line in part.lines)


@dataclass(slots=True)
class _Within:
    """What was met of a sheet so far."""

    row: int = 0
    columns: set[int] = field(default_factory=set)
    formulas: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)


class _Reading:
    """What the sheets of a book share: words, formats of dates, the day from which days are counted."""

    def __init__(self, package: Package, book: Any) -> None:
        self._package = package
        self.letters = Letters()
        self._shared = [_worded(one) for one in _pieces(package, "xl/sharedStrings.xml", "si")]
        self._dates = _date_styles(package)
        properties = book.find("{*}workbookPr")
        late = properties is not None and xmls.named(properties, "date1904") in {"1", "true"}
        self._first = datetime(1904, 1, 1) if late else datetime(1899, 12, 30)  # noqa: DTZ001  (a civil day)
        self._targets = _targets(package, _BOOK)
        self._persons = {
            xmls.named(one, "id"): xmls.named(one, "displayName")
            for name in package.under("xl/persons/", ".xml")
            for one in xmls.tree(package.read(name))
        }
        self._valueless = 0

    def sheet(self, one: Any) -> Sheet:
        """A sheet by its line in the book."""
        sheet = Sheet(
            xmls.named(one, "name") or "Sheet", xmls.named(one, "state").lower() in {"hidden", "veryhidden"}
        )
        path = self._targets.get(one.get(_R_ID, ""), "")
        data = self._package.read(path)
        if not data:
            return sheet
        within = _Within()
        for one_piece in xmls.pieces(data, *_OF_A_SHEET):
            self._take(one_piece, sheet, within)
        sheet.others += [
            Part(f"Formulas with words in sheet {sheet.name}", tuple(within.formulas)),
            *self._comments(path, sheet.name),
            Part(f"Hints of sheet {sheet.name}", tuple(within.hints)),
            Part(f"Printed above and below sheet {sheet.name}", tuple(within.printed)),
        ]
        return sheet

    def _take(self, piece: Any, sheet: Sheet, within: _Within) -> None:
        """One piece of a sheet: columns come before the rows, hints and what is printed after them."""
        name = xmls.local(piece)
        if name == "col":
            within.columns |= set(_hidden_columns(piece))
        elif name == "dataValidation":
            within.hints += [self.letters.take(words) for words in _hints(piece)]
        elif name == "headerFooter":
            within.printed += [_CODES.sub(" ", xmls.words_of(one)) for one in piece]
        else:
            given = xmls.named(piece, "r")
            within.row = int(given) if given.isdecimal() and len(given) < 9 else within.row + 1
            cells = dict(self._cells(piece, within.row, within.formulas))
            if cells:
                hidden = xmls.named(piece, "hidden") in {"1", "true"}
                sheet.row(within.row, cells, within.columns, is_hidden=hidden)

    def unseen(self) -> list[str]:
        """A sentence about formulas whose value the file does not hold."""
        count = xmls.counted(self._valueless, "formula has", "formulas have")
        return [f"{count} no kept value. Nothing is worked out here."] if self._valueless else []

    def _cells(self, row: Any, number: int, formulas: list[str]) -> Iterator[tuple[int, str]]:
        at = -1
        for cell in row.iterchildren("{*}c"):
            reference = xmls.named(cell, "r")
            at = column_of(reference) if reference else at + 1
            if not 0 <= at < _MOST_COLUMNS:
                raise damaged()
            formula = cell.find("{*}f")
            if formula is not None and '"' in (formula.text or ""):
                formulas.append(self.letters.take(f"{reference}: {formula.text}"))
            words = self._value(cell)
            if words.strip():
                yield at, self.letters.take(words)
            elif formula is not None and cell.find("{*}v") is None:
                self._valueless += 1
                yield at, f"(no value kept, row {number})"

    def _value(self, cell: Any) -> str:
        kind = xmls.named(cell, "t")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return _worded(inline) if inline is not None else ""
        value = cell.findtext("{*}v") or ""
        if kind == "s":
            return self._shared[int(value)] if value.isdecimal() and int(value) < len(self._shared) else ""
        if kind == "b":
            return _ERRORS_AND_TRUE.get(value, value)
        if kind in {"str", "e"}:
            return value
        if kind == "d":
            return worded(datetime.fromisoformat(value)) if xmls.day_of(value) else value
        return self._number(value, xmls.named(cell, "s"))

    def _number(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if style in self._dates and 0 <= number < 2_958_466:
            moment = self._first + timedelta(days=number)
            # what is less than a day is a time of day
            return (
                f"{moment:%H:%M}"
                if number < 1
                else worded((moment + timedelta(milliseconds=500)).replace(microsecond=0))
            )
        return worded(number) if number.is_integer() else value

    def _comments(self, path: str, sheet: str) -> Iterator[Part]:
        for target in _targets(self._package, path).values():
            if "threadedComments/" in target:
                yield Part(f"Comments in sheet {sheet}", tuple(self._threaded(target)))
            elif target.rpartition("/")[2].lower().startswith("comment"):
                yield Part(f"Comments on cells of sheet {sheet}", tuple(self._noted(target)))

    def _noted(self, target: str) -> Iterator[str]:
        data = self._package.read(target)
        if not data:
            return
        root = xmls.tree(data)
        authors = [xmls.words_of(one) for one in root.iter("{*}author")]
        for one in root.iter("{*}comment"):
            number = xmls.named(one, "authorId")
            who = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
            yield self.letters.take(
                f"{xmls.named(one, 'ref')}{f' by {who}' if who else ''}: {xmls.words_of(one)}"
            )

    def _threaded(self, target: str) -> Iterator[str]:
        data = self._package.read(target)
        for one in xmls.tree(data).iter("{*}threadedComment") if data else ():
            who = self._persons.get(xmls.named(one, "personId"), "")
            day = xmls.on_day(xmls.named(one, "dT"))
            yield self.letters.take(
                f"{xmls.named(one, 'ref')}{f' by {who}' if who else ''}{day}: {xmls.words_of(one)}"
            )


_R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _pieces(package: Package, path: str, name: str) -> Iterator[Any]:
    data = package.read(path)
    return xmls.pieces(data, name) if data else iter(())


def _worded(element: Any) -> str:
    """The text of a string with its runs, without the reading aids of Japanese."""
    pieces = (one for one in element.iter("{*}t") if xmls.local(one.getparent()) != "rPh")
    return "".join(one.text or "" for one in pieces)


def _targets(package: Package, path: str) -> dict[str, str]:
    """Where the parts lie that a part names, by the name it gives them."""
    folder, _, name = path.rpartition("/")
    data = package.read(f"{folder}/_rels/{name}.rels")
    found = {}
    for one in xmls.tree(data) if data else ():
        if xmls.named(one, "TargetMode") != "External":
            target = xmls.named(one, "Target")
            found[xmls.named(one, "Id")] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return found


def _date_styles(package: Package) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a day or a time."""
    data = package.read("xl/styles.xml")
    if not data:
        return frozenset()
    root = xmls.tree(data)
    own = {xmls.named(one, "numFmtId"): xmls.named(one, "formatCode") for one in root.iter("{*}numFmt")}
    formats = [xmls.named(one, "numFmtId") for block in root.iter("{*}cellXfs") for one in block]
    return frozenset(str(at) for at, number in enumerate(formats) if _is_date(number, own.get(number)))


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number) in _DATES
    return bool(re.search(r"[dmyhs]", _QUOTED.sub("", code.split(";")[0]).lower()))


def _hidden_columns(one: Any) -> range:
    first, last = (xmls.named(one, end) for end in ("min", "max"))
    if xmls.named(one, "hidden") not in {"1", "true"} or not (first.isdecimal() and last.isdecimal()):
        return range(0)
    return range(int(first) - 1, min(int(last), _MOST_COLUMNS))


def _hints(one: Any) -> Iterator[str]:
    said = [xmls.named(one, name) for name in _HINTS]
    said += [inner.text or "" for inner in one if '"' in (inner.text or "")]
    if any(said):
        yield f"{xmls.named(one, 'sqref')}: {' '.join(words for words in said if words)}"


def _names(book: Any) -> Iterator[Part]:
    lines = [
        f"{xmls.named(one, 'name')}: {xmls.words_of(one)}{' ' if xmls.named(one, 'comment') else ''}{xmls.named(one, 'comment')}"
        for one in book.iter("{*}definedName")
    ]
    yield Part("Names of places and values", tuple(lines))


def _also(package: Package, letters: Letters) -> Iterator[Part]:
    for start, heading, names in _ALSO:
        for path in sorted(package.under(start, ".xml")):
            if "itemProps" not in path:
                yield Part(heading, tuple(_texts(package.read(path), names, letters)))
    for path in sorted(package.under("xl/pivotCache/", ".xml")):
        said = (xmls.named(one, "v") for one in xmls.pieces(package.read(path), "s"))
        yield Part(_PIVOT, tuple(letters.take(words) for words in dict.fromkeys(said) if words.strip()))
    if package.read("xl/connections.xml"):
        root = xmls.tree(package.read("xl/connections.xml"))
        yield Part("Connections", tuple(letters.take(" ".join(one.attrib.values())) for one in root.iter()))


def _texts(data: bytes, names: tuple[str, ...], letters: Letters) -> Iterator[str]:
    for one in xmls.tree(data).iter():
        words = " ".join((one.text or "").split())
        if words and (not names or xmls.local(one) in names):
            yield letters.take(words)
        if xmls.local(one) == "cNvPr":
            yield from (letters.take(said) for name in ("descr", "title") if (said := xmls.named(one, name)))
