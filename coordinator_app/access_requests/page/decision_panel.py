"""The right pane of the workbench: what is decided about the item, why, whom it names, and a note for the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from coordinator_app.access_requests.decisions import (
    available,
    harm_gate,
    mention_gate,
    restricted_gate,
)
from coordinator_app.access_requests.exemptions import in_order
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import Exemption, RequesterKind
from coordinator_app.access_requests.opinions import OnFile
from coordinator_app.access_requests.page.name_look import LOOKING
from coordinator_app.access_requests.page.names_found import NamesFound
from coordinator_app.core.dates import say
from coordinator_app.ui import layout, sizing, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.side_panel import ActionBar

_OUTCOMES = (Outcome.SHARE, Outcome.REDACT, Outcome.WITHHOLD)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is chosen and typed about an item."""

    outcome: Outcome
    exemption: Exemption | None
    reason: str
    note: str

    def on(self, item: RequestItem) -> RequestItem:
        """The item with these answers."""
        kept = None if self.outcome is Outcome.SHARE else self.exemption
        reason = "" if self.outcome is Outcome.SHARE else self.reason
        return replace(item, outcome=self.outcome, exemption=kept, reason=reason, note=self.note)


class DecisionPanel(QFrame):
    """`edited` on every change; `saving` and `asking_advice` are its buttons; `ticked(key, cover)` of a name.

    `people` is the mouse's way to what P does, for items that can be read and not changed as well.
    """

    edited = Signal()
    saving = Signal()
    asking_advice = Signal()
    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName("Decision")
        self._item: RequestItem | None = None
        self._advice: tuple[OnFile, ...] = ()
        self._usual: Exemption | None = None
        self._asked_by: RequesterKind | None = None
        self.is_locked, self._refused = False, False
        self._hinted: tuple[Hint, ...] | None = None
        self._build()

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_item(
        self,
        item: RequestItem,
        advice: tuple[OnFile, ...],
        why_open: str = "",
        covered: Sequence[Redaction] = (),
    ) -> None:
        """Show what is kept about an item and its covered places; `why_open` says why it must be decided again."""
        if self._item is None or self._item.id != item.id:
            self._area.verticalScrollBar().setValue(0)  # another item is decided from its beginning
        self._item, self._advice, self._usual = item, advice, None
        shared = item.already_shared_on
        words = f"Shared {say(shared)}" if shared else "Never shared before"
        self._chip.show_state("info" if shared else "neutral", "share-2" if shared else "eye-off", words)
        self.choice.set_value(item.outcome if item.outcome in _OUTCOMES else None)
        kept = next(
            (one for one in covered if one.exemption), None
        )  # a reason may stand with the places alone
        reason = item.exemption or (kept.exemption if kept else None)
        self._offer(reason)
        self.reason.set_value(reason)
        self.words.input.set_value(item.reason or (kept.reason if kept else ""))
        self.note.input.set_value(item.note)
        self.refuse(())
        if item.reset_because and item.outcome is Outcome.UNDECIDED:
            self._say(Note("soon", "Decide again.", item.reset_because))
        elif why_open and item.outcome is not Outcome.UNDECIDED:
            self._say(Note("soon", "Not settled.", why_open))
        self._show_rows()

    def show_advice(self, advice: tuple[OnFile, ...]) -> None:
        """The advice on file has changed."""
        self._advice = advice
        self._show_rows()

    def asked_by(self, kind: RequesterKind | None) -> None:
        """Who asks: some reasons stand only against somebody with parental responsibility."""
        self._asked_by = kind

    def is_typed_in(self) -> bool:
        """Whether the focus is in a text of this panel, where letters write and decide nothing."""
        return any(text.hasFocus() for text in self.findChildren(LongText))

    def answers(self) -> Answers:
        """What is chosen and typed now."""
        outcome, exemption = self.choice.value(), self.reason.value()
        return Answers(
            outcome if isinstance(outcome, Outcome) else Outcome.UNDECIDED,
            Exemption(str(exemption)) if exemption else None,  # a list hands back the bare value
            str(self.words.value()),
            str(self.note.value()),
        )

    def put(self, answers: Answers) -> None:
        """Put answers back, for a draft."""
        self.choice.set_value(answers.outcome if answers.outcome in _OUTCOMES else None)
        self._offer(answers.exemption)
        self.reason.set_value(answers.exemption)
        self.words.input.set_value(answers.reason)
        self.note.input.set_value(answers.note)
        self._show_rows()

    def choose(self, outcome: Outcome) -> None:
        """Decide, as the keys 1, 2 and 3 do."""
        if self._item is None or self.is_locked:
            return
        self.choice.set_value(outcome)
        self._chosen()

    def covers_changed(self, usual: Exemption | None) -> None:
        """Something was covered or cleared: what was refused before is no longer so.

        `usual` is the reason that goes without saying for what is covered now; it is taken where none is chosen yet.
        """
        self._usual = usual
        if self._refused:
            self.refuse(())
        self._take_usual()
        self._show_rows()

    def refuse(self, reasons: tuple[str, ...]) -> None:
        """Say at the button why it cannot be kept yet; nothing takes the message away."""
        layout.clear(self._messages)
        self._refused = bool(reasons)
        if reasons:
            self._say(Note("soon", "Not kept yet.", " ".join(reasons)))

    def wait_for_names(self) -> None:
        """Say that it is kept once names have been looked for; the next change takes the message away."""
        layout.clear(self._messages)
        self._say(
            Note(
                "info",
                LOOKING,
                "It is saved once they have been looked for. If some are found, you are asked.",
            )
        )

    def lock(self, *, locked: bool) -> None:
        """A closed case can be read, not changed."""
        self.is_locked = locked
        for widget in (
            self.choice,
            self.reason,
            self.words,
            self.names,
            self.note,
            self.save,
            self.ask_advice,
        ):
            widget.setEnabled(not locked)

    # -- within ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._chip = StatusChip("neutral", "eye-off", "Never shared before")
        head = layout.row(space=8)
        layout.add_all(head, heading("Decision"), None, self._chip)
        self.choice = ChoiceBoxes([(one, one.label) for one in _OUTCOMES], vertical=True, keys=True)
        for box, one in zip(self.choice.boxes, _OUTCOMES, strict=True):
            box.setAccessibleName(f"Decision {one.label}")
        self.choice.edited.connect(self._chosen)
        self._reason_name = label("", "body-strong", "text")
        self.reason = ChoiceList([], none="Choose the reason")
        self._reason_name.setBuddy(self.reason)
        self.reason.edited.connect(self._reason_chosen)
        self._law = label("", "caption", "text-3", wrap=True)
        self._test = label("", "caption", "text-2", wrap=True)
        self.words = FormRow("Reason in your words", "", LongText(lines=2))
        self.note = FormRow("Note for the file (not sent)", "", LongText(lines=2))
        for row in (self.words, self.note):
            row.edited.connect(self.edited)
        self.note.edited.connect(self._show_hints)
        self._hint, self._messages = layout.column(space=8), layout.column(space=8)
        self.names = NamesFound()
        self.names.ticked.connect(self.ticked)
        self.people = button("People", "quiet", "users", small=True)
        self.people.setToolTip("One decision for each person in all items, or press P")
        way = layout.row(space=0)
        layout.add_all(way, self.people, None)
        content = QWidget()
        lines = layout.column(content, space=12, margins=(18, 14, 18, 14))
        why = layout.column(space=4)
        layout.add_all(why, self._reason_name, self.reason, self._law, self._test)
        layout.add_all(lines, head, self.choice, self._messages, why, self.words, self._hint)
        layout.add_all(lines, self.names, way, self.note, None)
        whole = layout.column(self, space=0, margins=(1, 0, 0, 0))
        self._area = layout.scrolling(content, "Decision")
        whole.addWidget(self._area, 1)
        whole.addWidget(self._bar())

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        self.ask_advice = button("Ask for advice", "quiet", "life-buoy")
        self.save = button("Save, next item", "primary")
        self.ask_advice.clicked.connect(self.asking_advice)
        self.save.clicked.connect(self.saving)
        sizing.keep_spacing(bar.line, 12, (12, 12, 18, 12), theme.current().px)
        layout.add_all(bar.line, self.ask_advice, None, self.save)
        return bar

    def _chosen(self) -> None:
        self._offer()
        self._take_usual()
        self.refuse(())
        self._show_rows()
        self.edited.emit()

    def _take_usual(self) -> None:
        if self._usual and self.choice.value() is Outcome.REDACT and self.reason.value() is None:
            self.reason.set_value(self._usual)

    def _reason_chosen(self) -> None:
        self.refuse(())
        self._show_rows()
        self.edited.emit()

    def _offer(self, kept: Exemption | None = None) -> None:
        """The reasons there are to choose from; one that is kept is among them, whatever is usual."""
        parts = self.choice.value() is Outcome.REDACT
        usual = (one for one in in_order() if one.rule.for_parts or not parts)
        reasons = tuple(one for one in usual if available(one, self._asked_by))
        reasons += (kept,) if kept and kept not in reasons else ()
        self.reason.set_options([(one, one.label) for one in reasons])

    def _show_rows(self) -> None:
        answers = self.answers()
        hides = answers.outcome in {Outcome.REDACT, Outcome.WITHHOLD}
        whole = answers.outcome is Outcome.WITHHOLD
        self.reason.setVisible(hides)
        self._reason_name.setText("Reason for withholding it" if whole else "Reason for hiding parts")
        self._reason_name.setVisible(hides)
        self._law.setText(answers.exemption.law if answers.exemption else "")
        self._law.setVisible(hides and answers.exemption is not None)
        asked = answers.exemption.rule.questions if hides and answers.exemption else ()
        self._test.setText(f"Only if so: {' '.join(asked)}")
        self._test.setVisible(bool(asked))
        self.words.setVisible(hides)
        self._show_hints()

    def _show_hints(self) -> None:
        """What the decision still needs, said before it is saved; made anew only when it changes."""
        answers = self.answers()
        wanted = hints(self._item, answers, self._advice) if self._item and not self.is_locked else ()
        if wanted != self._hinted:
            self._hinted = wanted
            layout.clear(self._hint)
            for lead, text, icon in wanted:
                self._hint.addWidget(Note("soon", lead, text, icon=icon))

    def _say(self, note: Note) -> None:
        self._messages.addWidget(note)


Hint = tuple[str, str, str | None]


def hints(item: RequestItem, answers: Answers, advice: tuple[OnFile, ...]) -> tuple[Hint, ...]:
    """What a decision needs before it can be kept, each as lead, text and icon (003-5.2, 5.3)."""
    found: list[Hint] = []
    whole = answers.outcome is Outcome.WITHHOLD
    hides = whole or answers.outcome is Outcome.REDACT
    if hides and not (shut := harm_gate(answers.exemption, advice, item.id)).is_open:
        asked = [one.asked_on for one in advice if one.asked_on]
        since = f" You asked on {say(max(asked))}." if asked else ""
        found.append(("Locked until advice is on file.", shut.reasons[0].sentence() + since, "lock"))
    if not whole and not restricted_gate(replace(item, note=answers.note), advice).is_open:
        found.append(
            _of_official(item) if tells_of_official(item) else ("It is restricted.", _TO_SHARE, "lock")
        )
    about_another = mention_gate(replace(item, note=answers.note, outcome=answers.outcome))
    if not about_another.is_open and not tells_of_official(item):  # there no note opens it
        found.append(("It is about somebody else.", about_another.reasons[0].opens, "lock"))
    if answers.outcome is Outcome.REDACT and item.is_mention and not answers.note.strip():
        found.append(("It is held about another person.", _GOES_OUT, None))
    if whole and item.already_shared_on is not None:
        words = "Withholding it now will look odd. Say why in the note for the file."
        found.append((f"They have had this since {say(item.already_shared_on)}.", words, None))
    return tuple(found)


def tells_of_official(item: RequestItem) -> bool:
    """Whether an item tells that an official asked: no advice and no note opens it, only that the family was told."""
    return item.is_guarded and (
        item.item_kind in _OFFICIAL or item.draft_screen.startswith(("log_official", "official_"))
    )


def _of_official(item: RequestItem) -> Hint:
    lead = "It tells that an official asked."
    if item.is_mention:  # that the other family was told opens nothing here
        return (lead, "It is about somebody else, so it cannot be shared here. Withhold it.", "lock")
    return (
        lead,
        "Withhold it. It can be shared only once the official request records that the family was told.",
        "lock",
    )


_GOES_OUT = "All of it goes out but what is covered. S covers all but the sentences about the person who is asked about."
_OFFICIAL = frozenset({"official_request", "official_notice", "disclosure"})
_TO_SHARE = "To share it, ask for advice about this item and record it, or say in the note for the file why they may see it."


def first_field(panel: DecisionPanel) -> QWidget:
    """Where the focus goes when the decision is gone to."""
    target = panel.choice.focusProxy()
    return target if isinstance(target, QWidget) else panel
