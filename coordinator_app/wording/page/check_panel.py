"""The right side of the editor: what the wording has to say and whether it does, how hard it is, what cannot be printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.printable import listed
from coordinator_app.ui import layout
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import IconLabel, heading, label, link
from coordinator_app.ui.notes import Note
from coordinator_app.ui.side_panel import SidePanel
from coordinator_app.wording.judging import Judgement
from coordinator_app.wording.required import sentences

_HOW = "Flesch-Kincaid grade plus 5 years. It counts lengths only: read the text aloud as well."
_SHOWN_SENTENCE = 140


class CheckPanel(SidePanel):
    """`show_judgement` writes it anew; `sought(words)` when a hard sentence is to be shown in the text."""

    sought = Signal(str)

    def __init__(self) -> None:
        super().__init__("Check")
        self.judgement: Judgement | None = None
        holder = QWidget()
        self._lines = layout.column(holder, space=10)
        self.add(holder)
        self.end()

    def show_judgement(self, found: Judgement) -> None:
        """Show what was found; nothing is drawn anew where nothing changed."""
        if found == self.judgement:
            return
        self.judgement = found
        layout.clear(self._lines)
        if found.trouble:
            self._lines.addWidget(
                Note(
                    "over",
                    "This cannot be read yet.",
                    f"{found.trouble} The pages show what could be read last.",
                )
            )
            return
        self._age(found)
        self._points(found)
        if found.unprintable:
            words = f"[?] would stand for {listed(found.unprintable)}. Write them in another way."
            self._lines.addWidget(Note("over", "Some characters cannot be printed.", words, icon="printer"))

    def _age(self, found: Judgement) -> None:
        self._lines.addWidget(heading("Reading age"))
        length = f"{found.words} words, {found.words_a_sentence:.0f} to a sentence."
        if found.age is None:
            self._lines.addWidget(label(f"Measured for English only. {length}", "small", "text-2", wrap=True))
            return
        kind, words = ("safe", "on target") if found.reads_well else ("soon", f"aim at {found.target}")
        icon = "circle-check" if found.reads_well else "triangle-alert"
        age = f"{max(5, round(found.age))} years, {words}"
        self._lines.addWidget(StatusChip(kind, icon, age))  # type: ignore[arg-type]  # one of the two sets
        self._lines.addWidget(label(f"{length} {_HOW}", "small", "text-2", wrap=True))
        if found.hardest:
            self._lines.addWidget(label("Hardest sentences", "small-strong", "text", wrap=True))
        for one in found.hardest:
            shown = one.text if len(one.text) <= _SHOWN_SENTENCE else f"{one.text[:_SHOWN_SENTENCE]}…"
            self._lines.addWidget(label(f"{shown} ({one.words} words)", "small", "text-2", wrap=True))
            go = link("Show in the text", "small-medium")
            go.setAccessibleName(f"Show in the text: {shown}")
            go.clicked.connect(lambda _on=False, words=one.text: self.sought.emit(words))
            self._lines.addWidget(go)

    def _points(self, found: Judgement) -> None:
        self._lines.addWidget(heading("What it has to say"))
        rest = [one for one in found.lost if one.name not in {needed.name for needed in found.not_asked}]
        count = len(rest)
        if found.not_asked:
            words = "This form cannot be used as it stands."
            self._lines.addWidget(Note("over", words, "No reason lets these go: put them back."))
        for one in found.not_asked:
            self._line("x", "over-fg", "Needed", *sentences(one))
        if count:
            words = "1 thing is missing." if count == 1 else f"{count} things are missing."
            self._lines.addWidget(
                Note(
                    "soon", words, "Say it and mark the sentence, or give a reason when you put it in force."
                )
            )
        elif not found.made:
            self._lines.addWidget(
                label("No points are laid down for this form.", "small", "text-2", wrap=True)
            )
        for gone in rest:
            self._line("x", "over-fg", "Missing", gone.words, gone.clause)
        for point in found.made:
            self._line("check", "safe-fg", "Said", point.words, point.clause)

    def _line(self, icon: str, colour: str, state: str, words: str, clause: str) -> None:
        line = layout.row(space=8)
        mark = IconLabel(icon, colour, 16, name=state)
        line.addWidget(mark)
        text = layout.column(space=0)
        shown = label(f"{state}: {words}", "small", "text", wrap=True)
        layout.add_all(text, shown, label(clause, "caption", "text-3", wrap=True))
        line.addLayout(text, 1)
        self._lines.addLayout(line)
