"""What is typed into an open box and not kept yet: a draft in the vault, so that a lock takes nothing of it (decision 22).

Only what differs from what stood in the box is kept, so that an old draft never puts back what was changed elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QTimer, SignalInstance
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog

from coordinator_app.core.errors import Cancelled
from coordinator_app.jobs.job import Job, State
from coordinator_app.services import Services
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.draft_keeper import PARAMS, DraftOf, plain_params
from coordinator_app.ui.draft_merge import both
from coordinator_app.ui.form_draft import go_on, put_back, typed
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.kept_at_lock import KeptAtLock
from coordinator_app.ui.navigator import Visit
from coordinator_app.ui.tidying import only_faults

BOX = "_box"
"""Where a draft says over which page its box stood, and what the box is called."""
AFTER_MS = 1_000  # a second after the last key
AT_LEAST_MS = 5_000  # while keys go on; a flat battery takes no more than that, a lock nothing
_PLAIN = (str, int, float, bool, list, type(None))


class KeptBox(Protocol):
    """A dialog whose answers stand in `form`."""

    form: Form
    never_drafted: Collection[str]
    saving: SignalInstance

    def take_stock(self) -> None:
        """What stands in it now was not typed by the user."""

    def tell(self, lead: str, text: str) -> None:
        """Say something above the form that is no fault."""


class BoxDraft(KeptAtLock):
    """The draft of one open box: made before the box is shown, then `read`. `leave_out` names rows that are not kept."""

    not_yet = "It is not kept yet. Cancel throws it away."

    def __init__(
        self,
        services: Services,
        box: KeptBox,
        place: DraftOf,
        leave_out: Collection[str] = (),
        more: Mapping[str, str] | None = None,
    ) -> None:
        assert isinstance(box, QDialog)
        super().__init__(box)
        self._title, self._more = box.accessibleName(), dict(more or {})
        self._services, self._box, self._place = services, box, place
        self._leave_out = frozenset((*leave_out, *box.never_drafted))
        self._is_read = self._lies = self._told = False
        self._save: Job[Any] | None = None  # the newest attempt to keep it as a record
        self._wait, self._longest = self._timer(AFTER_MS), self._timer(AT_LEAST_MS)
        self._box.form.edited.connect(self._edited)
        self._box.saving.connect(self._saving)
        box.accepted.connect(self._has_been_kept)
        box.rejected.connect(self._thrown_away)
        self._box.take_stock()
        self._before = self._typed()

    def _timer(self, after: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after)
        timer.timeout.connect(self.keep)
        return timer

    def _edited(self) -> None:
        self._wait.start()
        if not self._longest.isActive():
            self._longest.start()

    def _rest(self) -> None:
        self._wait.stop()
        self._longest.stop()

    def _saving(self, job: object) -> None:
        """Right behind the save, on the writer: the draft goes if that was kept, else what is typed is kept in it.

        Neither a lock nor the window's end comes between: the writer works off what waits. A draft of what is kept as
        a record would ask for it to be kept once more.
        """
        if not isinstance(job, Job):
            return  # something else comes first: it is told by the box that it was kept
        self._rest()
        self._save = job
        changed = self._changed()
        if changed or self._lies:
            self._write(changed, under=not self._is_read)

    def read(self) -> None:
        """Put back what was typed before; what was typed in the meantime stays."""
        place = self._place
        self._services.jobs.read(
            lambda session: session.draft(place.screen, place.record_id),
            done=guarded(self, self._put_back),
            failed=guarded(self, self._unread),
        )

    def keep_at_lock(self) -> None:
        """What was typed in the last second goes to the writer before the vault closes."""
        if not self._wait.isActive():
            return
        changed = self._changed()
        if self._is_read:
            self.keep()
        elif changed:  # what lies there has not come yet: it stays under what is typed
            self._write(changed, under=True)

    def keep(self) -> None:
        """Write what was typed until now; only once it is known what lies there already, so that nothing is lost."""
        if not self._is_read:
            self._wait.start()
            return
        self._rest()
        changed = self._changed()
        if changed:
            self._write(changed, under=False)
        else:
            self._drop()

    def _changed(self) -> dict[str, Any]:
        return {name: value for name, value in self._typed().items() if value != self._before.get(name)}

    def _write(self, changed: dict[str, Any], *, under: bool) -> None:
        self._lies = True
        place, body, join, save = self._place, {**changed, **self.beside()}, self.joined, self._save

        def write(session: Any) -> None:
            kept = _is_kept(save)
            if kept and under:
                return  # nobody has seen what lies there
            older = session.draft(place.screen, place.record_id) if under else None
            with session.write(place.compartment) as work:
                if kept or not changed:
                    work.drop_draft(place.screen, place.record_id)
                else:
                    work.save_draft(place.screen, place.record_id, join(older, body) if older else body)

        only = only_faults(self._services.say)

        def not_written(error: Exception) -> None:
            (only if _is_kept(save) else self._trouble)(error)

        self._services.jobs.write(write, failed=either(self, not_written, only))

    def beside(self) -> dict[str, Any]:
        """What the draft says beside the answers: over which page the box stood, and what leads back to it."""
        visit, page = (getattr(self._services.go, name, None) for name in ("visit", "page"))
        if visit is None:
            return {}
        where = page.where() if page is not None else None
        way = plain_params(visit if where is None else Visit(visit.page, where))
        return {PARAMS: way, BOX: {**self._more, "page": visit.page, "title": self._title}}

    @staticmethod
    def joined(older: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
        """Two drafts of this box made one; called on the writer."""
        return both(older, body)

    def _typed(self) -> dict[str, Any]:
        found = typed(self._box.form).items()
        return {
            name: value for name, value in found if name not in self._leave_out and isinstance(value, _PLAIN)
        }

    def _put_back(self, body: dict[str, Any] | None) -> None:
        self._is_read = True
        if body is None:
            return
        self._lies = True
        now, form = self._typed(), self._box.form
        old = {name: value for name, value in body.items() if name in now and value != now[name]}
        free = {name: value for name, value in old.items() if now[name] == self._before.get(name)}
        put_back(form, free)
        for name in old.keys() - free.keys():  # somebody was quicker: both stay, one below the other
            written = form.row(name).input
            if isinstance(written, LongText):
                _put_below(written, str(old[name]))
        for name in free:
            form.row(name).edited.emit()  # what an answer reveals
        if now == self._before:  # nobody has begun to type meanwhile
            go_on(form, free)
        if old:
            self._box.tell("What you typed before is back.", self._said())

    def _said(self) -> str:
        """Whoever finds his words again must not take it that the new telephone number is among them."""
        rows, never = self._box.form.rows(), self._box.never_drafted
        gone = ", ".join(rows[name].text.lower() for name in never if name in rows)
        return f"{self.not_yet} Type these again if you had changed them: {gone}." if gone else self.not_yet

    def _unread(self, error: Exception) -> None:
        self._is_read = True
        self._trouble(error)

    def _trouble(self, error: Exception) -> None:
        """Said once, not every second."""
        if not self._told and not isinstance(error, Cancelled):
            self._told = True
            self._services.say.trouble(error)

    def _thrown_away(self) -> None:
        if self._is_read:  # nobody throws away what was not shown to him yet
            self._drop()

    def _has_been_kept(self) -> None:
        self._rest()
        if not _is_kept(self._save):  # else it went right behind the record
            self._drop()

    def _drop(self) -> None:
        """Kept as a record, or thrown away by whoever typed it."""
        self._rest()
        if self._is_read and not self._lies:
            return  # there is nothing
        self._lies, place = False, self._place

        def drop(session: Any) -> None:
            with session.write(place.compartment) as work:
                work.drop_draft(place.screen, place.record_id)

        self._services.jobs.write(drop, failed=only_faults(self._services.say))


def _is_kept(save: Job[Any] | None) -> bool:
    """Whether a save has come to a good end; on the writer whatever was asked for before has come to one."""
    return save is not None and save.state is State.DONE


def _put_below(written: LongText, old: str) -> None:
    at = written.textCursor().position()
    end = QTextCursor(written.document())
    end.movePosition(QTextCursor.MoveOperation.End)
    end.insertText(f"\n\n{old}")
    back = written.textCursor()
    back.setPosition(at)
    written.setTextCursor(back)


def show_kept(
    services: Services,
    box: KeptBox,
    place: DraftOf,
    leave_out: Collection[str] = (),
    more: Mapping[str, str] | None = None,
) -> None:
    """Show a box and keep what is typed into it until it is saved or thrown away.

    `place` names the box and the record that it is about. The names in `leave_out` are of rows whose words are not for
    that record's draft. `more` is what the box was made with besides, for whoever opens it again (`carry_on.Left`).
    """
    draft = BoxDraft(services, box, place, leave_out, more)
    assert isinstance(box, QDialog)
    services.dialogs.show(box)
    draft.read()
