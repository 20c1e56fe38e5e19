"""Help pages: a small part of Markdown read into blocks, searched, and linked with each other.

A page is `# Title`, then `##` headings, paragraphs, `-` and `1.` lists and tables; inside a line `**bold**`, `` `typed` ``
and `[words](name of another page)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

_PIECE = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|`(?P<typed>[^`]+)`|\[(?P<words>[^\]]+)\]\((?P<link>[a-z0-9_]+)\)"
)
_NUMBER = re.compile(r"\d+\. ")
_RULE = re.compile(r"\|[-| :]+\|")
_EXCERPT = 140


class Kind(Enum):
    """What a block is; the cells of a table's row are joined by tabs."""

    HEADING = auto()
    PARAGRAPH = auto()
    BULLETS = auto()
    NUMBERS = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words in one look; `link` is the name of another page."""

    words: str
    bold: bool = False
    typed: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or the items of a list or rows of a table."""

    kind: Kind
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpPage:
    """`name` is that of the screen it is about."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds what was typed, and the words round it."""

    page: HelpPage
    excerpt: str


def read_help(name: str, text: str) -> HelpPage:
    """Read a page. ValueError if it does not begin with its title."""
    first, _, rest = text.partition("\n")
    if not first.startswith("# "):
        raise ValueError(f"the help page {name} begins with no title")
    return HelpPage(name, first[2:].strip(), tuple(_blocks(rest)))


def pieces(line: str) -> Iterator[Piece]:
    """The words of a line with their looks."""
    place = 0
    for found in _PIECE.finditer(line):
        if found.start() > place:
            yield Piece(line[place : found.start()])
        place = found.end()
        bold, typed = found["bold"], found["typed"]
        if bold:
            yield Piece(bold, bold=True)
        elif typed:
            yield Piece(typed, typed=True)
        else:
            yield Piece(found["words"], link=found["link"])
    if place < len(line):
        yield Piece(line[place:])


def plain(line: str) -> str:
    """The words alone."""
    return "".join(piece.words for piece in pieces(line)).replace("\t", ". ")


def links(page: HelpPage) -> frozenset[str]:
    """The names of the pages that it leads to."""
    lines = (line for block in page.blocks for line in block.items)
    return frozenset(piece.link for line in lines for piece in pieces(line) if piece.link)


def find(pages: Iterable[HelpPage], typed: str) -> list[Found]:
    """The pages that hold every word typed, those with one of them in the title first; none for nothing typed."""
    wanted = _folded(typed).split()
    if not wanted:
        return []
    hits = [page for page in pages if all(word in _whole(page) for word in wanted)]
    hits.sort(key=lambda page: (not any(word in _folded(page.title) for word in wanted), page.title))
    return [Found(page, _excerpt(page, wanted)) for page in hits]


def _whole(page: HelpPage) -> str:
    return _folded("\n".join([page.title, *(plain(line) for block in page.blocks for line in block.items)]))


def _excerpt(page: HelpPage, wanted: list[str]) -> str:
    lines = [plain(line) for block in page.blocks for line in block.items if block.kind is not Kind.HEADING]
    best = next((line for line in lines if any(word in _folded(line) for word in wanted)), "")
    return best if len(best) <= _EXCERPT else f"{best[:_EXCERPT].rsplit(' ', 1)[0]}…"


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", text):
        lines = [line.rstrip() for line in part.splitlines() if line.strip()]
        while lines and lines[0].startswith("#"):
            yield Block(Kind.HEADING, (lines.pop(0).lstrip("# "),))
        if lines:
            yield from _body(lines)


def _body(lines: list[str]) -> Iterator[Block]:
    """Paragraph, lists and tables of one part; a list may follow its sentence without an empty line."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or (
            _kind(lines[at]) is not _kind(lines[start]) and not lines[at].startswith(" ")
        ):
            yield _block(_kind(lines[start]), lines[start:at])
            start = at


def _kind(line: str) -> Kind:
    if line.startswith("|"):
        return Kind.TABLE
    if line.startswith("- "):
        return Kind.BULLETS
    return Kind.NUMBERS if _NUMBER.match(line) else Kind.PARAGRAPH


def _block(kind: Kind, lines: list[str]) -> Block:
    if kind is Kind.PARAGRAPH:
        return Block(kind, (" ".join(line.strip() for line in lines),))
    if kind is Kind.TABLE:
        return Block(kind, tuple(_rows(lines)))
    items: list[str] = []
    for line in lines:
        if _kind(line) is kind:
            items.append(line.split(" ", 1)[1])
        else:
            items[-1] = f"{items[-1]} {line.strip()}"
    return Block(kind, tuple(items))


def _rows(lines: list[str]) -> Iterator[str]:
    """Each row on its own: what stands in the head is said with each cell but the first, which leads the row."""
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    heads = rows.pop(0) if len(rows) < len(lines) else []
    for first, *rest in rows:
        said = (f"{head[:1].upper()}{head[1:]}: {cell}" for head, cell in zip(heads[1:], rest, strict=True))
        yield "\t".join([first, *(said if heads else rest)])


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip("|").split("|")]
