"""The wordings that came with Coordinator: by language, the present ones and those of earlier releases."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from coordinator_app.core.errors import Trouble
from coordinator_app.core.template import Template, read
from coordinator_app.resources import form_file
from coordinator_app.wording.model import ENGLISH

_LANGUAGE = "language.json"
_EARLIER = "earlier"
_NAME = re.compile("[a-z]+(-[a-z]+)*")


class NoSuchForm(Trouble):
    """There is no wording of this name in this language."""

    code = "no-such-form"
    next_step = "Choose another language."


@cache
def languages() -> dict[str, str]:
    """Code and own name of every language there are forms in, English first: {"en": "English", "pl": "Polski"}."""
    folders = sorted(path for path in form_file().iterdir() if path.joinpath(_LANGUAGE).is_file())
    found = {path.name: _about(path.name)["name"] for path in folders}
    return {ENGLISH: found.pop(ENGLISH), **found}


@cache
def english_name(language: str) -> str:
    """The English name of a language: "Polish"."""
    return str(_about(language)["english_name"])


@cache
def translations(language: str) -> dict[str, str]:
    """What Coordinator itself says on paper, from English into this language; empty for English."""
    return dict(_about(language)["words"])


@cache
def _about(language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(form_file(language, _LANGUAGE).read_text(encoding="utf-8"))
    return found


def languages_of(template: str) -> tuple[str, ...]:
    """The languages in which this form came with Coordinator, English first."""
    return tuple(code for code in languages() if _exists(template, code))


def _exists(template: str, language: str) -> bool:
    if not _NAME.fullmatch(template):
        return False
    try:
        return form_file(language, f"{template}.md").is_file()
    except (FileNotFoundError, ValueError):
        return False


@cache
def shipped_text(template: str, language: str = ENGLISH) -> str:
    """The whole text of a shipped wording. NoSuchForm if there is none in this language."""
    if not _exists(template, language):
        raise NoSuchForm("There is no wording of this form in this language.")
    return form_file(language, f"{template}.md").read_text(encoding="utf-8")


@cache
def shipped(template: str, language: str = ENGLISH) -> Template:
    """A shipped wording, read. NoSuchForm if there is none in this language."""
    return read(shipped_text(template, language))


@cache
def earlier_texts(template: str, language: str = ENGLISH) -> tuple[str, ...]:
    """The shipped wordings of earlier releases, oldest first: what was acknowledged can always be read."""
    folder = form_file(language) / _EARLIER
    found = [path.read_text(encoding="utf-8") for path in folder.glob(f"{template}.*.md")]
    return tuple(sorted(found, key=lambda text: read(text).version))
