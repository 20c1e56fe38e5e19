"""OpenDocument spreadsheets (ODS): every sheet, hidden or not, with comments and named values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from coordinator_app.documents.looking import open_text, xmls
from coordinator_app.documents.looking.cells import Letters, Sheet, unseen
from coordinator_app.documents.looking.found import Found, Part

_MOST_REPEATED: Final = 256
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_HIDING: Final = frozenset({"collapse", "filter"})


def read(content: bytes) -> Found:
    """An OpenDocument spreadsheet in words. BadFile if it is damaged or locked."""
    package = open_text.open_package(content)
    root = xmls.tree(package.read("content.xml"))
    hidden, letters = _hidden_styles(root), Letters()
    sheets = [_sheet(table, hidden, letters) for table in root.iter("{*}table") if xmls.named(table, "name")]
    said = open_text.properties(package)
    walk = open_text.Walk()
    if package.read("styles.xml"):  # what is printed above and below the pages
        walk.over(xmls.tree(package.read("styles.xml")))
    parts = [part for sheet in sheets for part in sheet.parts()]
    parts += [
        Part("Names of places and values", tuple(_names(root))),
        *_beside(root),
        *walk.parts(),
        said,
    ]
    shown = (part for part in parts if part.lines or part.heading.startswith(("Sheet", "Hidden sheet")))
    return Found(
        (*shown, *open_text.pictures(package)),
        (*unseen(sheets), *open_text.macros(package)),
        open_text.inside(package),
    )


def _hidden_styles(root: Any) -> frozenset[str]:
    """Styles of tables that are not displayed."""
    return frozenset(
        xmls.named(one, "name")
        for one in root.iter("{*}style")
        if any(xmls.named(inner, "display") == "false" for inner in one)
    )


def _sheet(table: Any, hidden: frozenset[str], letters: Letters) -> Sheet:
    sheet = Sheet(xmls.named(table, "name"), xmls.named(table, "style-name") in hidden)
    columns = frozenset(_hidden_columns(table))
    comments: list[str] = []
    number = 0
    for row in table.iter("{*}table-row"):
        number += 1
        cells = dict(_cells(row, letters, comments))
        repeated = _count(row, "number-rows-repeated")
        if cells:
            is_hidden = xmls.named(row, "visibility") in _HIDING
            for at in range(min(repeated, _MOST_REPEATED)):
                again = {column: letters.take(words) for column, words in cells.items()} if at else cells
                sheet.row(number + at, again, columns, is_hidden=is_hidden)
            if repeated > _MOST_REPEATED:
                sheet.lines.append(f"(the row above stands here {repeated:,} times)")
        number += repeated - 1
    if comments:
        sheet.others.append(Part(f"Comments on cells of sheet {sheet.name}", tuple(comments)))
    return sheet


def _cells(row: Any, letters: Letters, comments: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for cell in row:
        if xmls.local(cell) not in _CELLS:
            continue
        repeated = _count(cell, "number-columns-repeated")
        words = "\n".join(_words(one) for one in cell if xmls.local(one) == "p")
        comments += [letters.take(_comment(one)) for one in cell if xmls.local(one) == "annotation"]
        words = words or _value(cell)
        if words.strip():
            for column in range(at, at + min(repeated, _MOST_REPEATED)):
                yield column, letters.take(words)
        at += repeated


def _words(paragraph: Any) -> str:
    return "".join(str(words) for words in paragraph.itertext())


def _value(cell: Any) -> str:
    """A value that is kept without words to show."""
    for name in ("string-value", "date-value", "time-value", "value"):
        if xmls.named(cell, name):
            return xmls.named(cell, name)
    return ""


def _comment(annotation: Any) -> str:
    who = next((xmls.words_of(one) for one in annotation if xmls.local(one) == "creator"), "")
    said = " ".join(xmls.words_of(one) for one in annotation if xmls.local(one) == "p")
    return f"By {who}: {said}" if who else said


def _hidden_columns(table: Any) -> Iterator[int]:
    at = 0
    for column in table.iter("{*}table-column"):
        repeated = _count(column, "number-columns-repeated")
        if xmls.named(column, "visibility") in _HIDING:
            yield from range(at, min(at + repeated, 16_384))
        at += repeated


def _count(element: Any, name: str) -> int:
    number = xmls.named(element, name)
    return max(1, min(int(number), 10_000_000)) if number.isdecimal() and len(number) < 12 else 1


def _names(root: Any) -> Iterator[str]:
    for one in root.iter("{*}named-range", "{*}named-expression"):
        yield f"{xmls.named(one, 'name')}: {xmls.named(one, 'cell-range-address') or xmls.named(one, 'expression')}"


def _beside(root: Any) -> Iterator[Part]:
    """Text boxes, hints of cells, and what was changed in tracked cells."""
    boxes = [
        words
        for one in root.iter("{*}shapes", "{*}frame", "{*}custom-shape")
        if (words := xmls.words_of(one))
    ]
    yield Part("Text box or drawing", tuple(dict.fromkeys(boxes)))
    hints = [
        words for one in root.iter("{*}help-message", "{*}error-message") if (words := xmls.words_of(one))
    ]
    yield Part("Hints of cells", tuple(hints))
    changes = [words for one in root.iter("{*}tracked-changes") if (words := xmls.words_of(one))]
    yield Part("Deleted text (tracked change)", tuple(changes))
