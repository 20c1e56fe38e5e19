"""What is typed for a letter: the questions that its kind asks, and its whole text changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.letter_kinds import LETTERS, Ask, LetterWords, Refusal
from coordinator_app.access_requests.letter_text import MOST_PARTS
from coordinator_app.access_requests.model import LetterKind
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values
from coordinator_app.core.longer_ground import NOT_SAID, LongerGround
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput


def words_form(kind: LetterKind) -> Form:
    """The questions of one kind of letter."""
    form = Form()
    if kind is LetterKind.EXTENSION:
        said = "UK GDPR article 12(3). The letter says which."
        form.add("longer", FormRow("What makes it take longer?", said, ChoiceBoxes(_LONGER, vertical=True)))
    for ask in LETTERS[kind].asks:
        form.add(ask.name, _row(ask, may_be_empty=not ask.lacking and ask.name not in _BY_GROUND))
    if kind is LetterKind.REFUSAL:
        form.add("ground", FormRow("On what ground?", "", ChoiceBoxes(_GROUNDS, vertical=True)))
        form.add(
            "exemption",
            FormRow(
                "Which law lets you?",
                "Only what may be told is listed.",
                ChoiceList(_EXEMPTIONS, none="Choose one"),
                optional=True,
            ),
        )
        form.edited.connect(lambda: _show_what_counts(form))
        _show_what_counts(form)
    return form


_LONGER = tuple((one, one.label) for one in LongerGround)
_GROUNDS = tuple((one, one.label) for one in Refusal)
_EXEMPTIONS = [(one, f"{one.label} ({one.law})") for one in Exemption if one.may_be_told]


_BY_GROUND = {"why", "evidence"}
"""Asked for by the ground of a refusal, not always."""


def _row(ask: Ask, *, may_be_empty: bool) -> FormRow:
    lines = 2 if ask.name == "to_address" else 3
    return FormRow(
        ask.label,
        ask.help,
        LongText(lines=lines) if ask.is_long else TextInput(),
        optional=may_be_empty,
    )


def _show_what_counts(form: Form) -> None:
    ground = form.row("ground").value()
    form.row("exemption").setVisible(ground is Refusal.REASON)
    form.row("evidence").setVisible(isinstance(ground, Refusal) and ground.needs_evidence)
    form.row("why").setVisible(ground is not Refusal.UNTOLD)


def lacking(kind: LetterKind, values: Values) -> dict[str, str]:
    """What has to be typed before the letter can be made: the row's name and what to say there."""
    found = {
        ask.name: ask.lacking
        for ask in LETTERS[kind].asks
        if ask.lacking and not str(values.get(ask.name) or "").strip()
    }
    if kind is LetterKind.EXTENSION and not isinstance(values.get("longer"), LongerGround):
        found["longer"] = NOT_SAID
    if kind is not LetterKind.REFUSAL:
        return found
    ground = values.get("ground")
    if not isinstance(ground, Refusal):
        return {**found, "ground": "Say on what ground."}
    if ground is not Refusal.UNTOLD and not str(values.get("why") or "").strip():
        found["why"] = "Say why, in plain words."
    if ground is Refusal.REASON and values.get("exemption") is None:
        found["exemption"] = "Choose the law."
    if ground.needs_evidence and not str(values.get("evidence") or "").strip():
        found["evidence"] = "Say what you go by. It is for us to show it."
    return found


def words_of(values: Values, person_id: str = "") -> LetterWords:
    """The answers of a form as the words of a letter."""
    typed = {name: value for name, value in values.items() if value is not None}
    return LetterWords(**typed, person_id=person_id)


def place_of(kind: LetterKind, *, guards: bool) -> Compartment:
    """Where a draft of such a letter lies: whoever is named in the papers may be named in guarded ones alone."""
    names = kind is LetterKind.THIRD_PARTY and guards
    return Compartment.GUARDED if kind.is_guarded or names else Compartment.GENERAL


def ask_text(
    services: Services, request_id: str, kind: LetterKind, text: str, then: Callable[[str], None]
) -> FormDialog:
    """The whole letter to be changed by hand; who signs stays as it is."""
    rows = {"text": FormRow("The letter", _HOW, LongText(lines=18))}
    dialog = FormDialog("Change the words of the letter", _ONLY_THIS, "Use these words", rows)
    dialog.form.set_values({"text": text})

    def acted(values: dict[str, Any]) -> None:
        typed = str(values["text"])
        if not typed.strip():
            dialog.form.errors({"text": "Write the letter."})
        elif len([part for part in typed.splitlines() if part.strip()]) > MOST_PARTS:
            dialog.form.errors({"text": f"This is longer than {MOST_PARTS} lines. Shorten it."})
        else:
            dialog.accept()
            then(typed)

    dialog.acted.connect(acted)
    place = place_of(kind, guards=services.vault.holds(Compartment.GUARDED))
    show_kept(services, dialog, DraftOf(f"{kind.value}-text", request_id, place))
    return dialog


_HOW = "An empty line begins a new paragraph. “# ” begins a heading, “- ” a point of a list."
_ONLY_THIS = "This changes this one letter. To change the wording of every such letter go to Settings, Statements and forms."
