"""The help pages that are shipped, read once when they are first wanted."""

from __future__ import annotations

import re
from functools import cache

from coordinator_app.core.help_pages import HelpPage, read_help
from coordinator_app.resources import resource

LANGUAGE = "en"


@cache
def help_pages() -> dict[str, HelpPage]:
    """Every page by its name, in the order of their titles."""
    files = sorted(resource("help", LANGUAGE).glob("*.md"))
    read = (read_help(path.stem, path.read_text(encoding="utf-8")) for path in files)
    return {page.name: page for page in sorted(read, key=lambda page: page.title.casefold())}


def settings_help(title: str) -> str:
    """The name of the help page of a section of the settings: "settings_term_dates"."""
    return f"settings_{re.sub(r'[^a-z0-9]+', '_', title.lower()).strip('_')}"
