"""Two versions of a wording held against each other, word by word; told in words as well as in colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.template import read
from coordinator_app.core.word_diff import Piece, count_changes, differences
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.announce import announce
from coordinator_app.ui.cards import separator
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.diff_view import DiffView
from coordinator_app.ui.focus_header import FocusHeader
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.labels import label
from coordinator_app.ui.page import Page
from coordinator_app.wording.model import ENGLISH
from coordinator_app.wording.page.wording_reading import Version, WordingFacts, plain_text, read_wording

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class _Compared:
    """What came of two versions."""

    pieces: tuple[Piece, ...]
    changes: int


class CompareWordingsPage(Page):
    """A focus screen; `open(template, language, older, newer)`: keys of versions, the one in force without."""

    name = "compare_wordings"
    title = "Compare two versions"
    kinds = frozenset({"form_wording"})
    focus_screen = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.template, self.language = "", ENGLISH
        self.facts: WordingFacts | None = None
        self._wanted = ("", "")
        self.header = FocusHeader("Compare two versions", back=True)
        self.header.left.connect(services.go.back)
        self.header.locked.connect(services.lock)
        self.older, self.newer = ChoiceList((), none=None), ChoiceList((), none=None)
        self.sources = TickBox("Show sources as well")
        self.count = label("", "body-strong", "text", wrap=True)
        self.shown = DiffView("What differs")
        self._lay_out()
        for box in (self.older, self.newer):
            box.edited.connect(self._chosen)
        self.sources.toggled.connect(lambda _on: self.compare())

    def _lay_out(self) -> None:
        holder = QWidget()
        lines = layout.column(holder, space=12, margins=(24, 16, 24, 20))
        choices = layout.row(space=20)
        choices.addWidget(FormRow("Before", "", self.older), 1)
        choices.addWidget(FormRow("After", "", self.newer), 1)
        lines.addLayout(choices)
        help_text = "Words taken out stand struck through in [removed: …], new ones underlined in [added: …]."
        layout.add_all(
            lines, self.sources, self.count, label(help_text, "small", "text-2", wrap=True), self.shown
        )
        lines.setStretch(4, 1)
        whole = layout.column(self.content, space=0)
        layout.add_all(whole, self.header, separator(), holder)
        whole.setStretch(2, 1)

    def open(
        self, template: str = "", language: str = ENGLISH, older: str = "", newer: str = "", **_more: Any
    ) -> None:
        """Hold two versions against each other."""
        self.new_visit()
        self.template, self.language, self._wanted = template, language, (older, newer)
        self.facts = None
        self.refresh()

    def refresh(self) -> None:
        """Read the versions again."""
        template, language, practice = self.template, self.language, self.desk.vault.practice
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(
            lambda session: read_wording(session, template, language, practice=practice),
            done=came,
            failed=failed,
        )

    def _show(self, facts: WordingFacts) -> None:
        self.show_content()
        self.facts = facts
        self.header.about.setText(f"{facts.form.title}, {facts.language_name}")
        options = [(one.key, _words(one)) for one in facts.versions]
        if facts.draft.id:
            options.insert(0, (DRAFT, "The draft"))
        current = next((one.key for one in facts.versions if one.in_force), options[0][0])
        older, newer = self._wanted
        after = newer if newer in dict(options) else current
        others = [key for key, _words in options if key not in {after, DRAFT}]
        before = older if older in dict(options) and older != after else (others or [after])[0]
        for box, wanted in ((self.older, before), (self.newer, after)):
            box.set_options(options)
            box.set_value(wanted)
        self.compare()

    def _chosen(self) -> None:
        self._wanted = (str(self.older.value()), str(self.newer.value()))
        self.compare()

    def compare(self) -> None:
        """Compare the two chosen, on a reader: a long text takes its time."""
        facts = self.facts
        if facts is None:
            return
        texts = [
            _text(facts, str(box.value()), sources=self.sources.isChecked())
            for box in (self.older, self.newer)
        ]

        def work(_session: Session) -> _Compared:
            pieces = differences(texts[0], texts[1])
            return _Compared(pieces, count_changes(pieces))

        came, failed = self.in_turn(self._compared, self.desk.say.trouble)
        self.desk.jobs.read(work, done=came, failed=failed)

    def _compared(self, found: _Compared) -> None:
        words = {0: "The two are the same.", 1: "They differ in 1 place."}
        self.count.setText(words.get(found.changes, f"They differ in {found.changes} places."))
        self.shown.show_pieces(found.pieces)
        announce(self, self.count.text())

    def _trouble(self, error: Exception) -> None:
        if self.facts is None and isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _words(one: Version) -> str:
    whose = "our own" if one.wording.is_own else "came with Coordinator"
    return f"Version {one.wording.version}, {one.wording.hash[:8]}, {'in force' if one.in_force else whose}"


def _text(facts: WordingFacts, key: str, *, sources: bool) -> str:
    if key == DRAFT:
        return plain_text(facts.draft.title, facts.draft.subtitle, facts.draft.body, sources=sources)
    version = next(one for one in facts.versions if one.key == key)
    found = read(version.wording.text)
    return plain_text(found.title, found.subtitle, found.body, sources=sources)
