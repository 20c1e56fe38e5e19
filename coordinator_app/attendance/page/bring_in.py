"""Bring in attendance from a file, step by step: file, letters, columns, check, done. Nothing is kept before the last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coordinator_app.attendance.bringing_in.bringing import CheckedTooLongAgo, Reading, bring_in
from coordinator_app.attendance.bringing_in.files import Register, read_register
from coordinator_app.attendance.bringing_in.plan import Plan
from coordinator_app.attendance.page import bring_in_reading
from coordinator_app.attendance.page.bring_in_asking import Asking
from coordinator_app.attendance.page.bring_in_back import TakeBack
from coordinator_app.attendance.page.bring_in_frame import BringInFrame
from coordinator_app.attendance.page.bring_in_reading import Remembered
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded

if TYPE_CHECKING:
    from coordinator_app.attendance.bringing_in.asked import FileSeen
    from coordinator_app.attendance.model import AttendanceFile
    from coordinator_app.core.changes import Saved
    from coordinator_app.jobs.jobs import InTask, Job
    from coordinator_app.store.session import Session


class BringInPage(BringInFrame):
    """`open()`, or `open(school_id=…)` or `open(provider_id=…)` for the register of that place."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.asking = Asking(services)
        self.back = TakeBack(services, self._begin_back, self.waits.tell, self)
        self._wanted = self._settled = ""  # of `_settled` nothing is left to do: opened with, or brought in
        self._register: Register | None = None
        self._by_user = False  # whether the encoding is the user's choice
        self._wire()
        self._show("file")

    # what the shell asks

    def open(self, *, school_id: str = "", provider_id: str = "", **_more: Any) -> None:
        """Begin, or go on where it was left."""
        wanted = f"school:{school_id}" if school_id else f"provider:{provider_id}" if provider_id else ""
        self._wanted = wanted or self._wanted
        if not self.file.where():
            self._settled = wanted
        self.refresh()

    def refresh(self) -> None:
        """Read the places and the files brought in again; what is chosen stays."""
        came, failed = self.in_turn(lambda found: self.show_places(found, self._wanted), self._cannot_read)
        self.desk.jobs.read(bring_in_reading.places, done=came, failed=failed)
        self.file.show_files()

    def save_draft(self) -> dict[str, Any] | None:
        """Whose register it is; the file itself is not ours before it is brought in, and then nothing is left to do."""
        here = self.file.where()
        over = (
            self._writing
            or self.frame.current == "done"
            or (here == self._settled and self._register is None)
        )
        return {"place": here} if here and not over else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Choose the place again."""
        self._wanted = str(draft.get("place", ""))
        self.refresh()

    def _wire(self) -> None:
        frame = self.frame
        frame.onward.connect(self.go_on)
        frame.back.connect(lambda: self._go(frame.neighbour(-1)))
        frame.chosen.connect(self._go)
        frame.closing.connect(self.desk.go.back)
        frame.locking.connect(self.desk.lock)
        self.file.given.connect(self.take)
        self.file.edited.connect(self._place_changed)
        self.file.taken_back.connect(self.back.ask)
        self.done.taken_back.connect(self.back.ask)
        self.back.done.connect(self._is_back)
        self.back.ended.connect(self._back_ended)
        self.waits.changed.connect(self._say_onward)
        self.look.again.connect(self._look_again)
        self.columns.edited.connect(self._columns_changed)

    # the way

    def go_on(self) -> None:
        """From this step to the next; from the check, keep it."""
        if not self.frame.go_on.isEnabled():
            return
        acts: dict[str, Callable[[], None]] = {
            "file": partial(self._go, "look"), "look": partial(self._go, "columns"), "columns": self._check,
            "check": self._bring, "done": self._begin_again,
        }  # fmt: skip
        acts[self.frame.current]()

    def _go(self, step: str) -> None:
        if not self.waits.busy and step in self._reached():
            self._show(step)
            self.first_focus()

    # the file

    def take(self, path: Path) -> None:
        """A file was dropped or chosen."""
        if self._writing:
            return
        self._forget()
        self.frame.current = "file"
        self._show("file")
        self._start(
            "Reading the file",
            lambda: self.desk.jobs.task(
                lambda _in_task: read_register(path),
                done=self.of_visit(self._has_file),
                failed=self.of_visit(self._refused),
            ),
        )

    def _has_file(self, register: Register) -> None:
        self._register = register
        self.file.say_file(register.called)
        self._look()

    def _look(self, encoding: str = "", sheet: str = "") -> None:
        assert self._register is not None
        register = self._register
        self._start(
            "Looking into the file",
            lambda: self.asking.look(
                register,
                encoding,
                sheet,
                done=self.of_visit(self._looked),
                failed=self.of_visit(self._refused),
            ),
        )

    def _look_again(self, encoding: str, sheet: str) -> None:
        if self._register is not None and not self._writing:
            self.new_visit()
            self.check.forget()
            self._by_user = self._by_user or bool(encoding)
            self._look(encoding, sheet)

    def _looked(self, seen: FileSeen) -> None:
        self.seen = seen
        self.look.show_file(seen)
        self.desk.jobs.read(
            lambda session: bring_in_reading.remembered(session, seen),
            done=self.of_visit(self._has_columns),
            failed=self.of_visit(self._refused),
        )

    def _has_columns(self, known: Remembered | None) -> None:
        assert self.seen is not None
        if known is not None and self._reads_otherwise(known.encoding):
            self._by_user = True
            self._look(known.encoding, self.seen.sheet)
            return
        meanings = known.meanings if known else self.seen.meanings
        day_first = known.day_first if known else self.seen.day_first
        self.columns.show_file(self.seen, meanings, day_first=day_first, known=known is not None)
        self.waits.rest()
        first = self.frame.current == "file" and bool(self.file.where())
        self._show("look" if first else self.frame.current)
        self.first_focus()

    def _reads_otherwise(self, encoding: str) -> bool:
        """Whether such a file came in another encoding before, which fits this one too."""
        assert self.seen is not None
        others = {one.name for one in self.seen.encodings} - {self.seen.encoding}
        return not self._by_user and encoding in others

    def _refused(self, error: Exception) -> None:
        """The file cannot be taken: why stands where it was chosen."""
        self.waits.rest()
        trouble = self.asking.words(error)
        if trouble is None:
            if not isinstance(error, Cancelled):
                self.desk.say.trouble(error)
        elif self.frame.current in {"file", "look"}:
            self._show("file")
            self.file.say_trouble(trouble)
        else:
            self.desk.say.trouble(trouble)

    # the check

    def _place_changed(self) -> None:
        self.check.forget()
        if not self.waits.busy:
            self._say_onward()
            if self.seen is not None and self.file.where() and self.frame.current == "file":
                self._show("file")

    def _columns_changed(self) -> None:
        self.check.forget()
        self._say_onward()

    def _check(self) -> None:
        if not self.columns.check() or self._register is None or self.seen is None:
            return
        self.check.forget()
        register, seen = self._register, self.seen
        self._start(
            "Checking every row",
            lambda: self.asking.check(
                register,
                seen,
                self._reading(),
                bring_in_reading.place_of(self.file.where()),
                self.file.place.currentText(),
                started=self.waits.now,
                done=self.of_visit(self._checked),
                failed=self.of_visit(self._refused),
                progress=self.of_visit(self.waits.tell),
            ),
        )

    def _reading(self) -> Reading:
        assert self.seen is not None
        return Reading(
            self.seen.heading, self.columns.meanings(), self.seen.encoding, day_first=self.columns.day_first()
        )

    def _checked(self, plan: Plan) -> None:
        self.waits.rest()
        self.check.show_plan(plan)
        self._show("check")
        self.first_focus()

    # keeping

    def _bring(self) -> None:
        plan = self.check.plan
        if plan is None or self._writing:
            return
        reading = self._reading()
        self._writing = True

        def write(session: Session, within: InTask) -> Saved[AttendanceFile]:
            return bring_in(session, plan, reading, within)

        self._start(
            "Keeping the weeks",
            lambda: self.desk.jobs.long_write(
                write,
                done=guarded(self, partial(self._kept, plan)),
                failed=guarded(self, self._not_kept),
                progress=guarded(self, self.waits.tell),
            ),
        )

    def _kept(self, plan: Plan, saved: Saved[AttendanceFile]) -> None:
        self._writing = False
        self.desk.say.toast("The register is brought in", saved.change_id)
        self.done.show_file(saved.record, plan.place_name)
        self._settled = self.file.where()
        self._forget()
        self._show("done")
        if self.in_front():
            self.first_focus()
        self.file.show_files()

    def _not_kept(self, error: Exception) -> None:
        self._writing = False
        self.waits.rest()
        if isinstance(error, Cancelled):
            self.desk.say.hint("Stopped. Nothing of the file was kept")
            return
        if isinstance(error, CheckedTooLongAgo):
            self.check.forget()
            self._show("columns")
        self.desk.say.trouble(error)

    def _begin_again(self) -> None:
        self._forget()
        self.frame.current = "file"
        self._show("file")
        self.first_focus()

    def _begin_back(self, words: str, ask: Callable[[], Job[Any]]) -> bool:
        """A file is to be taken back; not while a file is read or kept: each has its own way to stop."""
        if self.waits.busy:
            return False
        self._writing = True
        self._start(words, ask)
        return True

    def _back_ended(self) -> None:
        self._writing = False
        self.waits.rest()

    def _is_back(self) -> None:
        self.check.forget()
        if self.frame.current == "done":
            self.done.say_back()
        elif self.frame.current == "check":
            self._show("columns")
        self.file.show_files()

    def _start(self, words: str, ask: Callable[[], Job[Any]]) -> None:
        self.waits.start(self._above[self.frame.current], words, ask)

    def _forget(self) -> None:
        """Nothing of the file before may stay, and no answer about it may come late."""
        self.new_visit()
        if not self._writing:
            self.waits.stop()
        self._register, self.seen, self._by_user = None, None, False
        for part in (self.look, self.columns, self.check):
            part.forget()
        self.file.say_file("")
        self.file.say_trouble(None)
        self.waits.rest()

    def _cannot_read(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)
