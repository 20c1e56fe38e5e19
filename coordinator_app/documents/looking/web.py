"""Web pages, alone or as the words of an email: every word of them, the hidden ones under their own heading."""

from __future__ import annotations

import base64
import re
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from lxml import etree
from lxml import html as pages

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import web_rest
from coordinator_app.documents.looking.found import MOST_INSIDE, MOST_LETTERS, Found, Part
from coordinator_app.documents.looking.leftover import CUT, Net
from coordinator_app.documents.looking.texts import decoded, in_letters, too_long

_LINES: Final = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "hr",
        "title",
        "address",
        "form",
        "fieldset",
        "option",
        "caption",
        "center",
        "body",
    ]
)
_NEVER: Final = frozenset({"script", "style", "head", "template", "noframes"})
_CELLS: Final = frozenset({"td", "th"})
_HIDES: Final = re.compile(
    r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?![.\d])"
)
# looks, and what is meant for one program alone: not read as remarks, but their words are caught
_NOT_SAID: Final = re.compile(
    r"(?is)^\s*(?:\[if\b|<!\[|\[endif|/\*|@media|[.#\w][\w\s.,#:-]*\{[^{}]*:)|.*<\w"
)
_MOST_DEEP: Final = 3
_MOST_WITHIN: Final = (
    200  # pages in a page that are read as such; the words of others are caught as they stand
)
_SAID_BY: Final = ("alt", "title", "value", "placeholder", "aria-label", "content")
_LINKED: Final = ("src", "href", "data", "poster", "background", "xlink:href")
_CHARSET: Final = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([-\w:]{2,40})")


def read(content: bytes) -> Found:
    """A web page in words."""
    words = _decoded(content)
    if len(words) > 2 * MOST_LETTERS:
        raise too_long()
    root = _tree(words)
    title = "" if root is None else " ".join(" ".join(root.xpath("//title//text()")).split())
    parts = page_parts(words)
    hidden = [
        f"It has {part.heading.lower()} that a reader does not see."
        for part in parts
        if part.heading in _UNSEEN
    ]
    hidden += [_SCRIPTS] if root is not None and any(_is_program(one) for one in root.iter("script")) else []
    hidden += [CUT] if any(CUT in part.lines for part in parts[-1:]) else []
    return Found(parts, tuple(hidden), title=title)


def _is_program(script: Any) -> bool:
    return bool((script.text or "").strip()) and "json" not in script.get("type", "")


_SCRIPTS: Final = "It holds scripts, which are small programs. They were not run and not looked into."
_UNSEEN: Final = frozenset({"Hidden words", "Remarks in the page"})


def page_parts(words: str, deep: int = 0) -> tuple[Part, ...]:
    """The words of a page, then what does not show: hidden words, descriptions of pictures, links, remarks, the rest.

    `deep`: in how many other pages it lies.
    """
    root = _tree(words)
    if root is None:
        return ()
    walk = _Walk(deep)
    walk.over(root)
    return tuple(part for part in walk.parts() if part.picture or any(line.strip() for line in part.lines))


def _decoded(content: bytes) -> str:
    named = _CHARSET.search(content[:4096])
    if named and not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named.group(1).decode("ascii")
        # a page whose own words could be read to find the name is in none of these
        words = None if name.lower().startswith(("utf-16", "utf-32", "utf-7")) else in_letters(content, name)
        if words is not None:
            return words
    return decoded(content)


def _tree(words: str) -> Any:
    """The page, None if there is nothing in it. BadFile if it is none."""
    clean = "".join(letter if letter >= " " or letter in "\t\n\r" else " " for letter in words)
    clean = re.sub(r"(?i)^\s*<\?xml[^>]*\?>", "", clean.encode("utf-8", "replace").decode("utf-8"))
    if not clean.strip():
        return None
    parser = pages.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    try:
        root = pages.document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise BadFile(
            "This web page is damaged and cannot be read.",
            next_step="Open it, save a copy as PDF, then choose that copy.",
        ) from None
    return root


class _Walk:
    def __init__(self, deep: int) -> None:
        self._deep, self._within = deep, 0
        self._loose: list[str] = []  # what is said where nothing is shown
        # lines in pieces: to lengthen a line again and again would take ever longer
        self._lines: dict[str, list[list[str]]] = {"": [[]], "Hidden words": [[]]}
        self._hidden: list[Any] = []
        self._said: list[str] = []
        self._links: list[str] = []
        self._remarks: list[str] = []
        self._files: dict[bytes, None] = {}  # what lies in the page itself, each once

    def parts(self) -> tuple[Part, ...]:
        """What was found, the plain words first."""
        shown = (Part(heading, _tidy(lines)) for heading, lines in self._lines.items())
        rest = (
            Part("Descriptions in the page", tuple(dict.fromkeys(self._said))),
            Part("Links", tuple(dict.fromkeys(self._links))),
            Part("Remarks in the page", tuple(self._remarks)),
        )
        files = (
            Part(
                f"Picture or file {number} in the page",
                picture=data,
                file=f"Picture or file {number} in the page",
            )
            for number, data in enumerate(self._files, start=1)
        )
        said = (*shown, *rest)
        net = Net(line for part in said for line in part.lines)
        for words in self._loose:
            net.take(words)
        return (*said, *files, net.with_cut())

    def over(self, root: Any) -> None:
        """Go over the page in its order."""
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "comment":
                self._remark(element)
            elif event == "start":
                self._start(element)
                if element.tag in _NEVER:
                    self._meta(element)
                    self._unshown(element)
                    walk.skip_subtree()
                else:
                    self._say(element.text)
            else:
                self._end(element)
                self._say(element.tail)

    def _start(self, element: Any) -> None:
        name = element.tag
        if name in _LINES:
            self._break()
        elif name in _CELLS and self._current()[-1]:
            self._current()[-1].append(" | ")
        if not self._hidden and self._hides(element):
            self._hidden.append(element)
            self._break()
        link = element.get("href", "").strip() if name == "a" else ""
        if link and not link.lower().startswith("data:"):
            self._links.append(link)
        self._written_out(element)
        self._loose += web_rest.values(element)
        if element.get("srcdoc"):
            self._page_within(element.get("srcdoc"))
        if name not in _NEVER:
            self._said += [said for key in _SAID_BY if (said := " ".join(element.get(key, "").split()))]

    def _end(self, element: Any) -> None:
        if self._hidden and self._hidden[-1] is element:
            self._break()
            self._hidden.pop()
        if element.tag in _LINES:
            self._break()

    def _written_out(self, element: Any) -> None:
        """Pictures, and files of any kind, whose bytes stand in the page as a link. BadFile if they are too many."""
        for key in _LINKED:
            data = _within(element.get(key, ""))
            if data:
                self._files.setdefault(data)
        if len(self._files) > MOST_INSIDE:
            raise BadFile(
                "This web page holds more pictures than are safe to read.",
                next_step="Open it, save a copy as PDF, then choose that copy.",
            )

    def _hides(self, element: Any) -> bool:
        if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
            return True
        return _HIDES.search(element.get("style", "")) is not None

    def _meta(self, element: Any) -> None:
        if element.tag == "head":
            self._said += [
                " ".join(one.split()) for one in element.xpath(".//meta[@name]/@content") if one.strip()
            ]
            for one in element.xpath(".//title"):
                self._current()[-1].append(" ".join(one.text_content().split()))
            self._break()

    def _remark(self, element: Any) -> None:
        words = element.text or ""
        if words.strip() and not _NOT_SAID.match(words):
            self._remarks.append(" ".join(words.split()))
        elif words.strip():
            self._page_within(web_rest.remark(words))
        self._say(element.tail)

    def _unshown(self, element: Any) -> None:
        """What stands in an element of which nothing is shown."""
        if element.tag == "head":
            for one in element:
                if one.tag is etree.Comment:
                    self._page_within(web_rest.remark(one.text or ""))
                elif isinstance(one.tag, str) and one.tag != "title":
                    self._loose += web_rest.values(one)
                    self._unshown(one)
        elif element.tag == "style":
            self._loose += web_rest.styled(element.text or "")
        elif element.tag == "script":
            self._loose += web_rest.strings(element.text or "") if "json" in element.get("type", "") else ()
        else:
            self._page_within(web_rest.inner(element))

    def _page_within(self, words: str) -> None:
        """A page that lies in this one: in a frame, in a remark for one program, kept for later."""
        self._within += "<" in words
        if "<" not in words or self._deep >= _MOST_DEEP or self._within > _MOST_WITHIN:
            self._loose.append(words)
            return
        for part in page_parts(words, self._deep + 1):
            self._loose += part.lines
            if part.picture:
                self._files.setdefault(part.picture)

    def _current(self) -> list[list[str]]:
        return self._lines["Hidden words" if self._hidden else ""]

    def _break(self) -> None:
        if self._current()[-1]:
            self._current().append([])

    def _say(self, words: str | None) -> None:
        if words:
            self._current()[-1].append(re.sub(r"\s+", " ", words))


def _within(link: str) -> bytes:
    """The bytes that a link of the kind "data:" holds itself, b"" for any other link."""
    scheme, _, rest = link.strip().partition(":")
    if scheme.lower() != "data":
        return b""
    kind, _, data = rest.partition(",")
    content = unquote_to_bytes(data)
    if not kind.lower().rstrip().endswith(";base64"):
        return content
    letters = content.translate(None, b" \t\r\n=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except ValueError:
        return content


def _tidy(lines: list[list[str]]) -> tuple[str, ...]:
    whole = ("".join(pieces).strip(" |") for pieces in lines)
    return tuple(line for line in whole if line)
