"""What a web page says where no words are shown: values of its elements, remarks for one program, what stands by for later."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
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
_ONE_PROGRAM: Final = re.compile(r"<?!?-*\[(?:if|endif)[^\]]{0,200}\]-*>?")
_RULES: Final = re.compile(r"\{[^{}]*:[^{}]*\}")
_STYLED: Final = re.compile(r"(?is)content\s*:\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')|/\*(.{0,2000}?)\*/")
_STRING: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"")


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
        if not said.rstrip().endswith("Definitions"):
            yield said


def strings(words: str) -> Iterator[str]:
    """The strings of data that a page carries for programs."""
    for found in _STRING.finditer(words):
        with suppress(ValueError):
            yield str(json.loads(found[0], strict=False))
