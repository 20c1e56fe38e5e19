"""Registers: schools, providers, agencies, partnerships, steering group, officers, agreement, issues (design 8.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.errors import Trouble
from coordinator_app.organisations.page import register_reading as reading
from coordinator_app.organisations.page.dpo_box import DpoBox
from coordinator_app.organisations.page.dpo_reading import Pick, read_pick
from coordinator_app.organisations.page.register_entry import CHIP_ICONS
from coordinator_app.organisations.page.register_export_reading import table
from coordinator_app.organisations.page.register_pane import EntryPane
from coordinator_app.organisations.page.register_shapes import Line, Lines
from coordinator_app.organisations.registers import REGISTERS, register
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.export_list import Load, export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.lists import Row, TwoLineList, list_card
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

if TYPE_CHECKING:
    from coordinator_app.store.session import Session
    from coordinator_app.ui.chips import Set

_BESIDE, _ONE_LINE, _CHIPS_BESIDE, _HEAD = 820, 760, 700, 560  # px of the design
_PARTS = frozenset({"provider_check", "officer_cover", "partnership"})


class RegistersPage(Page):
    """The list at the left, the entry at the right; in a narrow window one of them. Enter reads, E edits."""

    name: ClassVar[str] = "registers"
    title: ClassVar[str] = "Registers"
    opens_once: ClassVar[frozenset[str]] = frozenset({"add", "which_dpo"})
    kinds: ClassVar[frozenset[str]] = frozenset(record_type(one.cls).kind for one in REGISTERS) | _PARTS
    keys: ClassVar[tuple[KeyLine, ...]] = (
        KeyLine("read", ("Enter",), "Read the entry", own=True),
        KeyLine("edit", ("E",), "Edit the entry that is shown", single=True, own=True),
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.about = REGISTERS[0]
        self._round, self._wanted, self._wanted_first, self._reads = 0, "", "", False
        self.choice = ChoiceList([(one.name, one.title) for one in REGISTERS], none=None, width=240)
        self.ended = TickBox("Show those that have ended")
        self.add = button("Add a school", "primary", "plus")
        self.which = button("Which officer?", icon="life-buoy")
        self.export = export_button(services, "Registers", chosen=self._what_is_shown)
        self.list = TwoLineList("Schools")
        self.pane = EntryPane(services)
        self._lay_out()
        self._wire()

    # what the shell asks

    def open(
        self,
        *,
        register: str = "",
        record_id: str = "",
        add: bool = False,
        which_dpo: bool = False,
        **_more: Any,
    ) -> None:
        """Show a register, or an entry of it; `add` opens an empty form, `which_dpo` the picker of the officer."""
        self._edit.setEnabled(self.desk.settings.single_letters)
        self._turn(register or self.about.name)
        self._wanted = self._wanted_first = record_id
        self._reads = bool(record_id)
        self.refresh()
        if add:
            self.pane.begin(self.about.cls())
        if which_dpo:
            self.ask_which()

    def where(self) -> dict[str, Any] | None:
        """The register and the entry shown."""
        entry = self.pane.entry
        return {"register": self.about.name, "record_id": entry.record.id if entry else ""}

    def refresh(self) -> None:
        """Read the list and the entry again; a form that is open stays as it is."""
        self._round += 1
        about, ended, asked = self.about, self.ended.value(), self._round
        self.desk.jobs.read(
            lambda session: reading.read_lines(session, about.name, ended=ended),
            done=guarded(self, lambda lines: self._show_lines(lines, asked)),
            failed=guarded(self, self._failed),
        )

    def first_focus(self) -> None:
        """The form, the list if there is one, else the choice of the register."""
        if self.pane.editing is not None:
            self.pane.editing.form.first_focus()
        else:
            (self.list if self.list.rows() else self.choice).setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Save the form (Ctrl+S)."""
        self.pane.save()

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed in the form and not saved."""
        form = self.pane.editing
        typed = form.typed() if form is not None else None
        if form is None or typed is None:
            return None
        return {"register": self.about.name, "record_id": form.base.id, "answers": typed}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Open the form again with what was typed."""
        answers, record_id = dict(draft.get("answers", {})), str(draft.get("record_id", ""))
        if self._reads and self._wanted_first != record_id:  # another entry was asked for
            self.desk.say.hint("What you typed here before is open again")
        self._turn(str(draft.get("register", "")))
        self._wanted = record_id
        self.refresh()
        cls = self.about.cls
        self.desk.jobs.read(
            lambda session: (session.find(cls, record_id) if record_id else None) or cls(),
            done=guarded(self, lambda record: self.pane.begin(record, answers)),
            failed=guarded(self, self._failed),
        )

    # the look

    def _lay_out(self) -> None:
        # what has no room gives way; without this the widest layout would hold the window open
        self.setMinimumWidth(1)
        self._head = layout.row(space=12)
        acts, chosen = layout.row(space=12), layout.row(space=12)
        layout.add_all(acts, self.which, self.export, None)
        layout.add_all(self._head, heading("Registers", 1), None)
        self._head.addLayout(acts)
        self.body.addLayout(self._head)
        spoken = label("Register", "body-strong")
        spoken.setBuddy(self.choice)
        layout.add_all(chosen, spoken, self.choice, self.add, None)
        self._picker = QWidget()
        self._line = layout.row(self._picker, space=12)
        self._line.addLayout(chosen)
        self._line.addWidget(self.ended)
        self.body.addWidget(self._picker)
        across = layout.row(space=16)
        self._left = QWidget()
        left = layout.column(self._left, space=0)
        self._empty = layout.column(space=0)
        self._card = list_card(self.list)
        left.addLayout(self._empty)
        left.addWidget(self._card, 1)
        left.addStretch(0)
        across.addWidget(self._left, 2)
        across.addWidget(self.pane, 3)
        self.body.addLayout(across, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other or one at a time."""
        super().resizeEvent(event)
        self._fold()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fold()

    def _fold(self) -> None:
        room = self.width() / theme.current().scale
        beside, form = room >= _BESIDE, self.pane.editing is not None
        has = form or self.pane.entry is not None
        reads = form or (self._reads and has)
        self._left.setVisible(beside or not reads)
        self._picker.setVisible(beside or not reads)  # one thing at a time where there is little room
        self.pane.setVisible(has and (beside or reads))
        self.pane.back.setVisible(not beside)
        way = QBoxLayout.Direction.LeftToRight if room >= _ONE_LINE else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(way)
        high = QBoxLayout.Direction.LeftToRight if room >= _HEAD else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(high)
        own = (room - 64) * (2 / 5 if beside and has else 1)
        # without chips no room is left for them
        self.list.wrap_chips(own < _CHIPS_BESIDE and any(row.chip_text for row in self.list.rows()))

    def _wire(self) -> None:
        self.choice.edited.connect(lambda: self.pane.leave_form(self._chosen, self._stay))
        self.ended.edited.connect(self.refresh)
        self.add.clicked.connect(lambda: self.pane.leave_form(self._add))
        self.which.clicked.connect(self.ask_which)
        self.pane.back.clicked.connect(self._to_list)
        self.list.opened.connect(lambda key: self.pane.leave_form(lambda: self._read(str(key))))
        self.pane.kept.connect(self._kept)
        self.pane.changed.connect(self.refresh)
        self.pane.turned.connect(self._fold)
        self.pane.failed.connect(self._failed)
        self._edit = QShortcut(QKeySequence("E"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._edit.activated.connect(lambda: self.pane.act("edit"))

    # the list

    def _chosen(self) -> None:
        self._turn(str(self.choice.value()))
        self._wanted, self._reads = "", False
        self.refresh()

    def _stay(self) -> None:
        self.choice.set_value(self.about.name)

    def _add(self) -> None:
        self.pane.begin(self.about.cls())

    def _read(self, record_id: str) -> None:
        self._reads = True
        self.pane.read(record_id, focus=True)

    def _kept(self, record_id: str) -> None:
        self._wanted, self._reads = record_id, True
        self.refresh()
        (self.list if self._left.isVisibleTo(self) else self.pane.back).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def _to_list(self) -> None:
        self._reads = False
        self._fold()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, name: str) -> None:
        self.about = register(name)
        self.pane.turn(self.about)
        self.choice.set_value(self.about.name)
        self.list.show_rows([])
        self.list.setAccessibleName(self.about.title)
        words = f"Add {'an' if self.about.one[0] in 'aeiou' else 'a'} {self.about.one}"
        self.add.setText(words)

    def _show_lines(self, lines: Lines, asked: int) -> None:
        if asked != self._round:
            return  # another register was chosen meanwhile
        self.list.show_rows([_row(one, self.about.icon) for one in lines.lines])
        self.ended.setVisible(bool(lines.ended))
        layout.clear(self._empty)
        self._card.setVisible(bool(lines.lines))
        if not lines.lines:
            self._empty.addWidget(self._nothing(lines))
        shown, self._wanted = self._wanted or self._last_shown(lines), ""
        if shown:
            self.list.choose(shown)
            self.pane.read(shown)
        else:
            self.pane.view.entry = None
        self._fold()

    def _last_shown(self, lines: Lines) -> str:
        """The entry that was shown, or the first of the list."""
        entry = self.pane.entry
        if entry is not None and any(one.id == entry.record.id for one in lines.lines):
            return entry.record.id
        return lines.lines[0].id if lines.lines else ""

    def _nothing(self, lines: Lines) -> EmptyState:
        about = self.about
        title = f"No {about.one} yet" if not lines.ended else f"Every {about.one} has ended"
        add = button(self.add.text(), icon="plus")
        add.clicked.connect(self._add)
        return EmptyState(about.icon, title, about.empty, add)

    # which officer, export, troubles

    def ask_which(self) -> None:
        """Open the picker of the data protection officer."""
        self.desk.jobs.read(read_pick, done=guarded(self, self._pick), failed=guarded(self, self._failed))

    def _pick(self, pick: Pick) -> None:
        box = DpoBox(pick)
        box.register_wanted.connect(guarded(self, lambda name: self.open(register=name)))
        self.desk.dialogs.show(box)

    def _what_is_shown(self) -> Load:
        about, ended = self.about, self.ended.value()

        def load(session: Session) -> Any:
            return table(session, about, ended=ended)

        return load

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _row(one: Line, icon: str) -> Row:
    tone = cast("Set", one.chip.tone)
    chip_icon = CHIP_ICONS.get(one.chip.tone, "")
    return Row(
        one.id, one.title, one.second, icon, chip_text=one.chip.text, chip_kind=tone, chip_icon=chip_icon
    )
