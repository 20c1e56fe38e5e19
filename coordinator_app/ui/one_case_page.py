"""The page of one case of a register: read by its id, closed until the passphrase is typed, its box opened again once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtWidgets import QPushButton, QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.page import Page
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.core.catalogue import Record
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session


class Shown(Protocol):
    """A case as it was read."""

    @property
    def name(self) -> str:
        """The pupil."""

    @property
    def is_closed(self) -> bool:
        """Whether it lies apart, and the passphrase has not been typed."""


class OneCasePage(Page):
    """Subclasses say what is read, show it, and open their boxes by `reopen`."""

    parameter: ClassVar[str]
    """What names the case where the page is opened."""
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    why: ClassVar[str] = "This is about safeguarding or health."
    """Said where the passphrase is asked for."""

    def __init__(self, services: Services, parts: QWidget, reveal: QPushButton) -> None:
        super().__init__(services)
        self.desk = services
        self.case_id = self._box = self._looked_at = ""
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        lines.addWidget(parts)
        lines.addStretch(1)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), self.why))

    # what a subclass says

    def seen(self) -> Shown | None:
        """What is shown now."""
        raise NotImplementedError

    def forget(self) -> None:
        """Another case is read: nothing of this one stays."""
        raise NotImplementedError

    def reads(self, case_id: str) -> Callable[[Session, bool], Any]:
        """What is read of a case, told whether the passphrase was typed."""
        raise NotImplementedError

    def show_case(self, shown: Any) -> Record | None:
        """Put it on the page; the record of which it is noted that somebody looked at it, None where that is not noted."""
        raise NotImplementedError

    def reopen(self, box: str) -> None:
        """Open the box again in which somebody was typing."""
        raise NotImplementedError

    # what the shell asks

    def show_one(self, case_id: str, box: str) -> None:
        """Read this one."""
        if case_id != self.case_id:
            self.new_visit()
            self.forget()
        self.case_id, self._box, self._looked_at = case_id, box, ""
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return {self.parameter: self.case_id}

    def whose(self) -> str:
        """The pupil."""
        shown = self.seen()
        return shown.name if shown is not None else ""

    def refresh(self) -> None:
        """Read it again."""
        if not self.case_id:
            return
        read, fresh = self.reads(self.case_id), self.desk.confirm.fresh
        came, failed = self.in_turn(self._came, self._failed)
        self.desk.jobs.read(lambda session: read(session, fresh), done=came, failed=failed)

    def _came(self, shown: Any) -> None:
        self.show_content()
        looked_at = self.show_case(shown)
        if looked_at is not None and not shown.is_closed and self._looked_at != looked_at.id:
            # who looked at what lies apart stands in the audit, once for each visit
            self._looked_at = looked_at.id
            self.desk.jobs.write(lambda session: session.viewed(looked_at), failed=only_faults(self.desk.say))
        box, self._box = self._box, ""
        if box and not shown.is_closed and self.in_front():
            self.reopen(box)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and self.seen() is None:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    # writing

    def show_box(self, box: FormBox, write: Callable[[], Any], words: str, place: DraftOf, way: str) -> None:
        """Ask; what `write` gives when the box is saved is written, and the words are said."""
        box.saves(lambda done, failed: self.desk.jobs.write(write(), done=done, failed=failed))
        box.saved.connect(self.of_visit(partial(self._saved, words), partial(self._say, words)))
        show_with_way(self.desk, box, place, self.name, {self.parameter: self.case_id, "box": way})

    def at_once(self, pressed: QWidget, write: Any, words: str) -> None:
        """What a button does without a box; it waits until that is written."""
        pressed.setEnabled(False)

        def saved(answer: Saved[Any]) -> None:
            pressed.setEnabled(True)
            self._saved(words, answer)

        def failed(error: Exception) -> None:
            pressed.setEnabled(True)
            self.desk.say.trouble(error)

        self.desk.jobs.write(
            write,
            done=self.of_visit(saved, partial(self._say, words)),
            failed=self.of_visit(failed, self.desk.say.trouble),
        )

    def _say(self, words: str, saved: Saved[Any]) -> None:
        self.desk.say.toast(words, saved.change_id or None)

    def _saved(self, words: str, saved: Saved[Any]) -> None:
        self._say(words, saved)
        self.refresh()


def writing(action: Callable[..., Any], *answers: Any, **values: Any) -> Callable[[Session], Any]:
    """The write as it was asked for at the press."""
    return lambda session: action(session, *answers, **values)
