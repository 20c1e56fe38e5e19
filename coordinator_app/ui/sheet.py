"""Builds the style sheet: app.qss with its @tokens replaced and its px multiplied by the text size."""

from __future__ import annotations

import re
from functools import cache

from coordinator_app.resources import resource

_TOKEN = re.compile(r"@([a-z0-9-]+)")
_PX = re.compile(r"\b(\d+(?:\.\d+)?)px")


def built(tokens: dict[str, str], scale: float) -> str:
    """The whole style sheet for one set of colours and one text size.

    A 1 px line stays 1 px up to 150 %, so that edges do not turn heavy. Raises KeyError for an unknown @token.
    """
    text = _TOKEN.sub(lambda found: tokens[found.group(1)], _source())
    scaled = _PX.sub(lambda found: _scaled(float(found.group(1)), scale), text)
    # the colours of labels first, so that a rule of the sheet itself wins
    return "\n".join(_label_colour(token, value) for token, value in tokens.items()) + scaled


def _scaled(length: float, scale: float) -> str:
    if length <= 2:
        return f"{round(length)}px"
    return f"{round(length * scale)}px"


def _label_colour(token: str, value: str) -> str:
    return f'QLabel[token="{token}"], QAbstractButton[token="{token}"] {{ color: {value}; }}'


@cache
def _source() -> str:
    return resource("styles", "app.qss").read_text(encoding="utf-8")
