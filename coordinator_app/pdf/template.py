"""The wordings that came with Coordinator, as the child process reads them."""

from __future__ import annotations

from coordinator_app.core.template import Template, read
from coordinator_app.resources import form_file


def shipped(name: str, language: str = "en") -> Template:
    """The wording that came with Coordinator, for example `shipped("consent-form")`."""
    return read(form_file(language, f"{name}.md").read_text(encoding="utf-8"))
