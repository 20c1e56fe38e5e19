"""What the print screen says of a language before a page leaves, and what it asks before forms are saved."""

from __future__ import annotations

from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.page.form_list import ABOUT
from coordinator_app.consent.page.print_reading import PrintFacts
from coordinator_app.ui.dialogs import Confirm


def translation_words(facts: PrintFacts | None, ticked: tuple[FormTemplate, ...]) -> tuple[str, str]:
    """What has to be said of the language before these forms are printed: a lead and a sentence, or two empty texts."""
    if facts is None:
        return "", ""
    english = [one for one in ticked if one in facts.in_english]
    parts = []
    if any(one in facts.unchecked for one in ticked):
        parts.append("A translator should check the words before a family is given them.")
    if english:
        names = ", ".join(ABOUT[one][0] for one in english)
        parts.append(f"Not there in {facts.language_name}, so printed in English: {names}.")
    lines = facts.lines_unsaid(ticked)
    if lines:
        said = "1 line of the lists is" if lines == 1 else f"{lines} lines of the lists are"
        parts.append(f"{said} still in English.")
    if not parts:
        return "", ""
    unchecked = any(one in facts.unchecked for one in ticked)
    lead = (
        "This translation has not been checked."
        if unchecked
        else f"Not everything is in {facts.language_name}."
    )
    return lead, " ".join(parts)


def leaving(ticked: tuple[FormTemplate, ...], facts: tuple[tuple[str, str], ...]) -> Confirm:
    """The question before forms about a child are saved outside the vault."""
    forms = len(ticked)
    return Confirm(
        "Save these forms outside the vault?",
        (
            ("file-text", f"{forms} form{'' if forms == 1 else 's'} about one child"),
            ("lock-open", "The file is not encrypted. Whoever has it can read it."),
            *facts,
        ),
        "I will keep the file safe, and delete it once it is printed.",
        "Save as PDF",
        undo="What has left the vault cannot be called back.",
    )
