"""What a web page says where no words are shown: values of its elements, remarks for one program, what stands by for later."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import html as pages

# what stands in these is never a word of somebody's
_NOT_WORDS: Final = frozenset(
    [
        *(
            "class",
            "id",
            "style",
            "width",
            "height",
            "align",
            "valign",
            "bgcolor",
            "color",
            "border",
            "face",
            "size",
        ),
        *(
            "cellpadding",
            "cellspacing",
            "lang",
            "xml:lang",
            "dir",
            "target",
            "rel",
            "type",
            "method",
            "role",
            "for",
        ),
        *(
            "colspan",
            "rowspan",
            "hspace",
            "vspace",
            "bordercolor",
            "clear",
            "start",
            "link",
            "vlink",
            "alink",
            "text",
        ),
        *(
            "http-equiv",
            "charset",
            "media",
            "tabindex",
            "scope",
            "integrity",
            "crossorigin",
            "loading",
            "viewbox",
        ),
        *(
            "autocomplete",
            "sizes",
            "d",
            "points",
            "transform",
            "fill",
            "stroke",
            "srcdoc",
            "enctype",
            "shape",
            "coords",
        ),
    ]
)
_NO_PLACE: Final = ("data:", "cid:", "#", "about:")
# each of these takes a time that grows with the words only: what is begun and never ended goes on to the end
_ONE_PROGRAM: Final = re.compile(r"<?!?-{0,4}\[(?:if|endif)[^\]]{0,200}\]-{0,4}>?")
_RULES: Final = re.compile(r"\{[^{}:]*+:[^{}]*+\}")
_STYLED: Final = re.compile(
    r"(?is)content\s*+:\s*+(?:\"((?:[^\"\\]++|\\.)*+)|'((?:[^'\\]++|\\.)*+))|/\*(.*?)(?:\*/|\Z)"
)
_TITLES: Final = re.compile(r"\s*+(?:Font |Style |List |Page |Table )?Definitions\s*+")
"""What Word writes above its looks."""
_STRING: Final = re.compile(r"(?s)\"(?:[^\"\\]++|\\.)*+\"?")
_BARE: Final = re.compile(r"(?:[\s\d.,:+\-eE\[\]{}]|true|false|null)*+")
"""What stands between the strings of data."""


def values(element: Any) -> Iterator[str]:
    """What the attributes of an element say."""
    for key, value in element.attrib.items():
        name = str(key).lower()
        if name in _NOT_WORDS or name.startswith("xmlns") or value.strip().lower().startswith(_NO_PLACE):
            continue
        if element.tag == "meta" and (element.get("http-equiv") or name == "name"):
            continue
        yield value


def inner(element: Any) -> str:
    """What stands in an element, as its source."""
    return (element.text or "") + "".join(pages.tostring(child, encoding="unicode") for child in element)


def remark(words: str) -> str:
    """A remark without what tells for which program it is, and without looks."""
    return _RULES.sub(" ", _ONE_PROGRAM.sub(" ", words)).strip()


def styled(words: str) -> Iterator[str]:
    """Words that looks put on a page, and remarks in them."""
    for found in _STYLED.finditer(words):
        said = next((one for one in found.groups() if one), "")
        if not _TITLES.fullmatch(said):
            yield said


def strings(words: str) -> Iterator[str]:
    """The strings of data that a page carries for programs, and whatever else stands in it that is no data."""
    last = 0
    for found in _STRING.finditer(words):
        yield from _between(words[last : found.start()])
        last = found.end()
        try:
            yield str(json.loads(found[0], strict=False))
        except ValueError:
            yield found[0].strip('"')
    yield from _between(words[last:])


def _between(words: str) -> Iterator[str]:
    if not _BARE.fullmatch(words):
        yield words
