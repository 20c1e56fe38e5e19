"""What the palette offers of wordings: the list in the settings, and each statement and form by its name."""

from __future__ import annotations

from coordinator_app.hooks import PaletteEntry, PaletteGroup, Step
from coordinator_app.store.session import Session
from coordinator_app.wording.model import EDITABLE, ENGLISH
from coordinator_app.wording.shipped import english_name, languages_of

SECTION = "Statements and forms"


def palette(_session: Session) -> list[PaletteEntry]:
    """The list, then a line for each wording and language."""
    found = [
        PaletteEntry(
            SECTION,
            Step("settings", {"section": SECTION}),
            PaletteGroup.ACTIONS,
            detail="Your own wording, versions, reading age",
            icon="scroll-text",
            also="template privacy notice editor appendix 1 appendix 2 translation",
        )
    ]
    for form in EDITABLE:
        for language in languages_of(form.name):
            named = "" if language == ENGLISH else f", {english_name(language)}"
            found.append(
                PaletteEntry(
                    f"Wording of: {form.title}{named}",
                    Step("wording", {"template": form.name, "language": language}),
                    PaletteGroup.ACTIONS,
                    icon="scroll-text",
                )
            )
    return found
