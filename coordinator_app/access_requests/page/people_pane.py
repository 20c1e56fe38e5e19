"""People in the papers of a request, in the right pane of the workbench: one decision for each (design 3.13)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from coordinator_app.access_requests.actions.persons import WORDS
from coordinator_app.access_requests.page.not_on_record import is_nobody
from coordinator_app.access_requests.page.people_reading import PersonLine, is_open, undecided
from coordinator_app.access_requests.persons import PersonDecision, PersonKind
from coordinator_app.ui import layout, sizing, theme
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import Set
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList
from coordinator_app.ui.side_panel import ActionBar

_WORDS: dict[PersonDecision, tuple[str, Set, str]] = {
    PersonDecision.UNDECIDED: ("circle-dashed", "neutral", ""),
    PersonDecision.COVER: ("eraser", "info", "Cover"),
    PersonDecision.ROLE_ONLY: ("eraser", "info", "Role only"),
    PersonDecision.AGREED: ("check", "safe", "Agreed"),
    PersonDecision.KNOWN: ("check", "safe", "Known"),
    PersonDecision.SHOW: ("check", "safe", "Show"),
}
_BY_ITEM: tuple[str, Set, str] = ("eraser", "info", "Covered in each item")
"""Nothing was decided for them, and what was decided for each item covers or withholds every place of theirs."""
LOOKING = "Looking through all items for people\N{HORIZONTAL ELLIPSIS}"


class PeoplePane(QFrame):
    """`deciding(line)` opens the questions; `ruled(line, PersonDecision)` by one key; `closed` back to the item."""

    deciding = Signal(object)
    ruled = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.setAccessibleName("People")
        self._lines: dict[str, PersonLine] = {}
        self._locked = False
        self._build()

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show everybody found; the row in hand stays in hand."""
        self._lines = {line.key: line for line in lines}
        self.rows.show_rows([_row(line) for line in lines])
        left = undecided(lines)
        said = "Everybody is decided." if not left else f"{left} to decide."
        self._said.setText(f"{said} One decision holds for every item and page." if lines else "")
        self.rows.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if lines and self.rows.current_key() is None:
            self.rows.choose(lines[0].key)
        self._allow()

    def wait(self) -> None:
        """Nothing is known yet."""
        self._said.setText(LOOKING)
        self.empty.hide()
        self._allow()

    def lock(self, *, locked: bool) -> None:
        """A closed case can be read, not changed."""
        self._locked = locked
        self._allow()

    def line(self) -> PersonLine | None:
        """The person in hand."""
        return self._lines.get(str(self.rows.current_key()))

    def rule(self, decision: PersonDecision) -> None:
        """Decide for the person in hand by one key."""
        line = self.line()
        if line is not None and not self._locked:
            self.ruled.emit(line, decision)

    def go_on(self, after: PersonLine) -> None:
        """The next for whom nothing is decided; the row stays where there is none, or where another is in hand by now."""
        keys = list(self._lines)
        if after.key not in keys or self.rows.current_key() != after.key:
            return
        at = keys.index(after.key)
        left = (self._lines[key] for key in (*keys[at + 1 :], *keys[:at]))
        following = next((one for one in left if is_open(one)), None)
        if following is not None:
            self.rows.choose(following.key)

    def _build(self) -> None:
        self._said = label("", "small", "text-2", wrap=True)
        close = button("Back to the item", "quiet", "chevron-left", small=True)
        close.clicked.connect(self.closed)
        head = layout.column(space=6, margins=(18, 14, 18, 10))
        first = layout.row(space=8)
        layout.add_all(first, heading("People"), None, close)
        layout.add_all(head, first, self._said)
        self.rows = TwoLineList("People in this request", compact=True, click_opens=False)
        self.rows.opened.connect(lambda _key: self._open())
        self.rows.current_changed.connect(lambda _key: self._allow())
        self.empty = EmptyState("users", "Nobody was found.", "Cover by hand what tells of somebody else.")
        self.empty.hide()
        lines = layout.column(self, space=0, margins=(1, 0, 0, 0))
        lines.addLayout(head)
        lines.addWidget(self.rows, 1)
        lines.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self._bar())

    def _bar(self) -> ActionBar:
        bar = ActionBar()
        self.cover = button("Cover (C)", "secondary", small=True, accessible="Cover everywhere")
        self.role = button("Role only (R)", "secondary", small=True, accessible="Say only who they are")
        self.decide = button("Decide", "primary", small=True, accessible="Decide for this person")
        self.cover.clicked.connect(lambda: self.rule(PersonDecision.COVER))
        self.role.clicked.connect(lambda: self.rule(PersonDecision.ROLE_ONLY))
        self.decide.clicked.connect(self._open)
        sizing.keep_spacing(bar.line, 8, (12, 12, 12, 12), theme.current().px)
        layout.add_all(bar.line, self.cover, self.role, None, self.decide)
        return bar

    def _open(self) -> None:
        line = self.line()
        if line is not None and not self._locked:
            self.deciding.emit(line)

    def _allow(self) -> None:
        line = self.line()
        may = line is not None and not self._locked
        for one in (self.cover, self.decide):
            one.setEnabled(may)
        self.role.setEnabled(may and line is not None and line.person.item_kind != WORDS)


def _row(line: PersonLine) -> Row:
    one = line.person
    icon, kind, word = _WORDS[one.decision or PersonDecision.UNDECIDED]
    if line.is_hidden and one.decision in {None, PersonDecision.UNDECIDED}:
        icon, kind, word = _BY_ITEM
    return Row(
        line.key,
        one.called,
        f"{_who(line)}, {counted(line)}",
        icon=icon,
        kind=kind,
        word=word,
        word_kind=kind,
    )


def _who(line: PersonLine) -> str:
    one = line.person
    if one.item_kind == WORDS:
        return "The same words"
    kind = one.person_kind or PersonKind.OTHER
    unknown = kind is PersonKind.OTHER and is_nobody(one.item_id)
    return f"{kind.label}, not on any record" if unknown else kind.label


def counted(line: PersonLine) -> str:
    """How often and in how many items: "5 places in 3 items"."""
    places = "1 place" if line.places == 1 else f"{line.places} places"
    return f"{places} in 1 item" if len(line.items) == 1 else f"{places} in {len(line.items)} items"
