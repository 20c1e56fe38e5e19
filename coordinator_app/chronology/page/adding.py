"""The box of a new entry and what becomes of it: kept once, its draft let go with it, said where the user is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology.editor import EntryBox
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.page import others_reading
from coordinator_app.chronology.page.keeping import Typed, keep
from coordinator_app.chronology.page.others import Found
from coordinator_app.chronology.templates import gaps
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.draft_keeper import PARAMS

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved

_OPEN = tuple(one for one in Category if not one.is_guarded)


class Adding(QObject):
    """Made with the services, the pupil and the tab on which the box stands.

    Emits `kept` once an entry is kept, `refused` when a gate is shut, and has `offer` called by whoever reads the gate.
    """

    kept = Signal()
    refused = Signal()

    def __init__(self, services: Services, pupil_id: str, owner: QWidget) -> None:
        super().__init__(owner)
        self._services, self._pupil_id, self._owner = services, pupil_id, owner
        self.gate_open, self.sees_guarded = True, services.vault.holds(Compartment.GUARDED)
        self._saving = self._once_more = False
        self._asked = ""  # the words about whose gaps was asked
        self._sent: Mapping[str, object] = {}  # the answers of the entry that is being kept
        self.box = EntryBox(services.clock)
        self.box.saving.connect(self.save)
        self.box.more.others.reads(self._find_others, self._name_others)

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
        """Whether all that is typed is being kept as an entry; what is typed behind it is a draft of its own."""
        return self._saving and self.box.has_the_words_of(self._sent)

    def save(self) -> None:
        """Keep the entry that is typed; what is typed while the one before is being kept, right after that.

        Once is enough of the same words: Ctrl+Enter is pressed twice by many a hand.
        """
        if self._saving:
            self._once_more = not self.box.has_the_words_of(self._sent)
            return
        if not self.box.check() or self._asks_about_gaps():
            return
        entry, body, answers = self.box.entry(self._pupil_id), self.box.draft(), self.box.answers()
        others = self.box.others()
        typed = Typed(self._with_way_back(body), self.compartment()) if body is not None else None
        self._sent = answers
        self._let_save(allowed=False)
        self._services.jobs.write(
            lambda session: keep(session, entry, typed, others),
            done=self._either(partial(self._saved, answers), self._saved_elsewhere),
            failed=self._either(self._not_saved, self._services.say.trouble),
        )

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

    def _let_save(self, *, allowed: bool) -> None:
        self._saving = not allowed
        self.box.save.setEnabled(allowed)

    def _with_way_back(self, body: dict[str, Any]) -> dict[str, Any]:
        return {**body, PARAMS: {"pupil_id": self._pupil_id, "tab": "chronology"}}

    def _saved(self, answers: Mapping[str, object], saved: Saved[ChronologyEntry]) -> None:
        again, self._once_more = self._once_more, False
        self._let_save(allowed=True)
        went_on = self.box.answers() != answers
        self.box.clear(answers)
        self.offer()
        self._saved_elsewhere(saved)
        if not went_on:  # the next entry is being typed already: nothing moves the cursor
            self.box.first_focus()
        self.kept.emit()
        if again:
            self.save()

    def _saved_elsewhere(self, saved: Saved[ChronologyEntry]) -> None:
        """Kept, whichever record is shown by now; what was kept apart says so."""
        category = saved.record.category
        apart = category is not None and category.is_guarded
        words = (
            f"{category.label} entry saved, kept apart" if category is not None and apart else "Entry saved"
        )
        self._services.say.toast(words, saved.change_id)

    def _not_saved(self, error: Exception) -> None:
        self._once_more = False
        self._let_save(allowed=True)
        if isinstance(error, InvalidInput):
            self.box.show_errors({one.field: one.message for one in error.problems})
        elif isinstance(error, GateShut):
            announce(self._owner, " ".join(error.reasons), assertive=True)
            if self.box.others():  # one of whom nothing may be kept; of this pupil the screen tells it anyway
                self.box.show_errors({"others": " ".join(error.reasons)})
            self.refused.emit()
        else:
            self._services.say.trouble(error)
