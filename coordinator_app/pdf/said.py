"""What stands round a form, in the language of its wording; in English where it is not translated."""

from __future__ import annotations

import json
from functools import cache

from coordinator_app.resources import form_file


def said(language: str, english: str) -> str:
    """A text of the frame; `language` as a wording names it ("en-GB", "pl-PL")."""
    return _words(language.partition("-")[0]).get(english, english)


@cache
def _words(language: str) -> dict[str, str]:
    try:
        file = form_file(language, "language.json")
    except (FileNotFoundError, ValueError):
        return {}
    return dict(json.loads(file.read_text(encoding="utf-8"))["words"])
