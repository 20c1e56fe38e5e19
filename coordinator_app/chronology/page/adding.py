"""The box of a new entry and what becomes of it: kept once, its draft let go with it, said where the user is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from coordinator_app.chronology.actions import check_entry
from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page import others_reading
from coordinator_app.chronology.page.aside import AsideNote
from coordinator_app.chronology.page.keeping import (
    MARK,
    Typed,
    begun,
    keep,
    lay_aside,
    lying_aside,
    mark_of,
    take_up,
    with_way_back,
)
from coordinator_app.chronology.page.others import Found
from coordinator_app.chronology.templates import gaps
from coordinator_app.core.errors import GateShut, InvalidInput, Trouble
from coordinator_app.core.ids import new_id
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved

_OPEN = tuple(one for one in Category if not one.is_guarded)


class Adding(QObject):
    """Made with the services, the pupil and the tab on which the box stands.

    What is handed to the writer leaves the box at once, so that the next entry can be typed whatever the disk does. An
    entry that cannot be kept is back in the box if nothing was typed since; else it lies aside, and `note` says so.

    Emits `kept` once an entry is kept, `refused` when a gate is shut, `returned` when something is put back into the
    box, and has `offer` called by whoever reads the gate.
    """

    kept = Signal()
    refused = Signal()
    returned = Signal()

    def __init__(self, services: Services, pupil_id: str, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._pupil_id, self._owner = services, pupil_id, owner
        self.gate_open, self.sees_guarded = True, services.vault.holds(Compartment.GUARDED)
        self._flying = 0  # entries that are being kept
        self._just_sent = False  # nothing has been typed since
        self._asked = ""  # the words about whose gaps was asked
        self._key = new_id()  # of what is in the box
        self.box, self.note = EntryBox(services.clock), AsideNote()
        self.box.saving.connect(self.save)
        self.box.edited.connect(self._edited)
        self.box.more.others.reads(self._find_others, self._name_others)
        self.note.wanted.connect(self._go_back)
        self._look_aside()

    def offered(self) -> tuple[Category, ...]:
        """The categories that this user may write in now."""
        if not self.gate_open:
            return (Category.SAFEGUARDING,) if self.sees_guarded else ()
        return tuple(Category) if self.sees_guarded else _OPEN

    def offer(self) -> None:
        """Offer the categories in the box."""
        self.box.offer(self.offered())

    def compartment(self) -> Compartment:
        """Where the draft lies: guarded unless an ordinary category is chosen, as a worry is typed before it is one."""
        category = self.box.category()
        ordinary = category is not None and not category.is_guarded
        return Compartment.GENERAL if ordinary or not self.sees_guarded else Compartment.GUARDED

    def is_saving(self) -> bool:
        """Whether all that was typed is being kept as an entry; what is typed behind it is a draft of its own."""
        return self._flying > 0 and self.box.is_empty()

    def save(self) -> None:
        """Keep the entry that is typed, and have the box ready for the next one.

        Once is enough: Ctrl+Enter is pressed twice by many a hand.
        """
        if self._just_sent and self.box.is_fresh():
            announce(self.box, "It is being saved." if self._flying else "It is saved already.")
            return
        if not self.box.check() or not self._is_whole() or self._asks_about_gaps():
            return
        entry, typed, others = self.box.entry(self._pupil_id), self._typed(), self.box.others()
        self._flying += 1
        self._empty()
        self._just_sent = True
        self.box.first_focus()
        self._services.jobs.write(
            lambda session: keep(session, entry, typed, others),
            done=self._either(partial(self._saved, len(others)), partial(self._say_saved, len(others))),
            failed=self._either(partial(self._not_saved, typed), self._services.say.trouble),
        )

    def _edited(self) -> None:
        self._just_sent = False

    def _empty(self) -> None:
        self._key = new_id()
        self.box.clear()

    def draft(self) -> dict[str, Any] | None:
        """What is typed, under the mark of its entry; None if there is nothing to keep."""
        found = self.box.draft()
        return None if found is None else {**found, MARK: self._key}

    def restore(self, draft: dict[str, Any]) -> None:
        """Put a draft back: what is in the box is that entry."""
        self._key = mark_of(draft)
        self.note.take(self._key)
        self.box.restore(draft)

    def _typed(self) -> Typed:
        """What stands in the box."""
        body = with_way_back(self.box.draft() or {}, self._pupil_id)
        return Typed(self._key, body, self.compartment())

    def _is_whole(self) -> bool:
        """Whether the entry lacks nothing: asked here, so that nobody types on while it is refused."""
        try:
            check_entry(self.box.entry(self._pupil_id), self._services.clock.today())
        except InvalidInput as wrong:
            self._show_problems(wrong)
            return False
        return True

    def _show_problems(self, wrong: InvalidInput) -> None:
        self.box.show_errors({one.field: one.message for one in wrong.problems})

    def _asks_about_gaps(self) -> bool:
        """Whether it is asked about gaps of a wording that are still open: once for the same words."""
        words = str(self.box.rows["words"].value())
        left = [words[start:end] for start, end in gaps(words)]
        if not left or words == self._asked:
            return False
        self._asked = words
        row = self.box.rows["words"]
        row.focus()  # before the error: leaving a field takes its error away
        row.set_error(f"Still to fill in: {', '.join(left)}. If it is meant so, press Save entry again.")
        return True

    def _find_others(self, typed: str, there: tuple[str, ...], then: Found) -> None:
        apart_from = (self._pupil_id, *there)
        self._services.jobs.read(
            lambda session: others_reading.find(session, typed, apart_from),
            done=guarded(self._owner, then),
            failed=guarded(self._owner, self._services.say.trouble),
        )

    def _name_others(self, pupil_ids: tuple[str, ...], then: Found) -> None:
        self._services.jobs.read(
            lambda session: others_reading.named(session, pupil_ids),
            done=guarded(self._owner, then),
            failed=guarded(self._owner, self._services.say.trouble),
        )

    def _either(
        self, here: Callable[[Any], object], elsewhere: Callable[[Any], object]
    ) -> Callable[[Any], None]:
        return either(self._owner, here, elsewhere)

    def _saved(self, others: int, saved: Saved[ChronologyEntry]) -> None:
        self._flying -= 1
        self._say_saved(others, saved)
        self.kept.emit()

    def _say_saved(self, others: int, saved: Saved[ChronologyEntry]) -> None:
        """Kept, whichever record is shown by now; what was kept apart, and for whom besides, is said."""
        category = saved.record.category
        apart = category is not None and category.is_guarded
        kind = f"{category.label} " if category is not None and apart else ""
        words = f"{kind}entry saved for {others + 1} pupils" if others else f"{kind}entry saved"
        words = words[:1].upper() + words[1:]
        self._services.say.toast(f"{words}, kept apart" if apart else words, saved.change_id)

    # what could not be kept

    def _not_saved(self, typed: Typed, error: Exception) -> None:
        self._flying -= 1
        if self.box.is_fresh():
            self._put_back(typed)
            self._go_to_what_is_wrong(error)
        else:  # the next one is being typed already: nothing of it is touched
            self.note.add(typed, _why(error))
        if isinstance(error, GateShut):
            announce(self._owner, " ".join(error.reasons), assertive=True)
            self.refused.emit()
        elif not isinstance(error, InvalidInput):
            self._services.say.trouble(error)

    def _go_to_what_is_wrong(self, error: Exception) -> None:
        """The cursor on Save: no letter typed ahead gets among the words. Whoever went elsewhere is left there."""
        focus = QApplication.focusWidget()
        if focus is None or self.box.isAncestorOf(focus):
            self.box.save.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, InvalidInput):
            self._show_problems(error)
        elif isinstance(error, GateShut) and self.box.others():
            # one of whom nothing may be kept; of this pupil the screen tells it anyway
            self.box.show_errors({"others": " ".join(error.reasons)})

    def _go_back(self, wanted: Typed) -> None:
        """To an entry that lies aside; what is typed by now lies aside instead."""
        now = None if self.box.is_empty() else self._typed()
        self._put_back(wanted, now)
        if now is not None:
            self.note.add(now, "")
        self.box.go_on()

    def _put_back(self, wanted: Typed, now: Typed | None = None) -> None:
        self.note.take(wanted.key)
        self._key = wanted.key
        self._just_sent = False
        self.box.clear()
        self.box.restore(wanted.body)
        self._services.jobs.write(
            lambda session: take_up(session, self._pupil_id, wanted, now),
            failed=only_faults(self._services.say),
        )
        self.returned.emit()

    def set_aside(self, draft: dict[str, Any]) -> None:
        """A draft that came back while another entry is typed: two entries are never made one."""
        typed = begun(draft, self._pupil_id, sees_guarded=self.sees_guarded)
        self.note.add(typed, "")
        self._services.jobs.write(
            lambda session: lay_aside(session, self._pupil_id, draft),
            failed=guarded(self._owner, self._services.say.trouble),
        )

    def keeps_beside(self) -> Callable[[Any, dict[str, Any]], None]:
        """Does so on the writer; for whoever leaves before the draft has come."""
        pupil_id = self._pupil_id
        return lambda session, draft: lay_aside(session, pupil_id, draft)

    def _look_aside(self) -> None:
        """What could not be kept on an earlier visit."""

        def came(found: tuple[Typed, ...]) -> None:
            for one in found:
                if one.key != self._key:
                    self.note.add(one, "")

        self._services.jobs.read(
            lambda session: lying_aside(session, self._pupil_id),
            done=guarded(self._owner, came),
            failed=guarded(self._owner, self._services.say.trouble),
        )


def _why(error: Exception) -> str:
    return error.happened if isinstance(error, Trouble) else ""
