"""Takes files that were chosen, dropped or pasted: each is looked at in a child process, then it is asked what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from coordinator_app.core.errors import Cancelled, InvalidInput, Trouble
from coordinator_app.documents import actions, adding_many, duplicates, told
from coordinator_app.documents.adding_many import ToAdd
from coordinator_app.documents.editor import Candidate, DocumentBox, chosen_too
from coordinator_app.documents.family import kin_of
from coordinator_app.documents.model import Document, Looked
from coordinator_app.documents.page.adding_draft import AddingDraft
from coordinator_app.documents.page.part_by_part import Heard, PartByPart
from coordinator_app.documents.page.several_box import Refused, SeveralBox
from coordinator_app.documents.page.taken import Again, Given, mark_of, read
from coordinator_app.documents.parting import Parting
from coordinator_app.documents.reading_jobs import LOOK, FileGiven, looked_of
from coordinator_app.documents.told import Told
from coordinator_app.services import Services
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.progress import ProgressCard

if TYPE_CHECKING:
    from coordinator_app.jobs.job import Job
    from coordinator_app.store.session import Session

_MOST = 50
_STOPPED = "Adding was stopped before it."


@dataclass(frozen=True, slots=True)
class Standing:
    """What is asked before files are taken: whether guarded ones may be kept, whether they are open, what is said first."""

    guards: bool = False
    open_now: bool = True
    asked: str = ""


class Adding(QObject):
    """`added(document)` for the last one kept; `running(bool)` while files are looked at or kept.

    `closed()` once a box is gone, kept or not. `left_out(id)` names the document that a file equals which was left out for it.
    `place` is where the card with the progress goes. What is taken while files are looked at comes after them.
    """

    added = Signal(object)
    closed = Signal()
    left_out = Signal(str)
    running = Signal(bool)

    def __init__(self, services: Services, owner: QObject, pupil_id: str, place: QVBoxLayout) -> None:
        super().__init__(owner)
        self._services, self._pupil_id, self._place = services, pupil_id, place
        self._queue: list[Given] = []
        self._found: list[Candidate] = []
        self._refused: list[Refused] = []
        self._troubles: list[Exception] = []
        self._asked = self._is_running = self._unwanted = False
        self._total = 0
        self._job: Job[Any] | None = None
        self._card: ProgressCard | None = None
        self.standing = Standing()

    @property
    def is_running(self) -> bool:
        """Whether files are being looked at or kept, or are asked about."""
        return self._is_running or self._asked

    def take(self, given: Sequence[Given]) -> None:
        """Take files one after the other."""
        room = max(0, _MOST - len(self._queue))
        self._queue += given[:room]
        self._total += min(room, len(given))
        for left in given[room:]:
            self._refused.append(Refused(_name(left), f"Only {_MOST} files are taken at a time."))
        if given and not self.is_running:
            self._is_running = True
            self.running.emit(True)
            self._next()

    def _next(self) -> None:
        if self._unwanted:
            self._stop()
            return
        if not self._queue:
            self._ask()
            return
        given = self._queue.pop(0)
        self._say_progress("Looking at file")
        if isinstance(given, FileGiven):
            self._look(given)
            return
        path = given.left.path if isinstance(given, Again) else str(given)
        self._job = self._services.jobs.task(
            lambda _in_task: read(given),
            done=guarded(self, lambda file: self._look(file, path)),
            failed=guarded(self, lambda error: self._not_taken(given.name, error)),
        )

    def _look(self, file: FileGiven, path: str = "") -> None:
        self._job = self._services.jobs.child(
            LOOK,
            file,
            done=guarded(self, lambda answer: self._part(file, path, looked_of(answer))),
            failed=guarded(self, lambda error: self._not_taken(file.name, error)),
        )

    def _part(self, file: FileGiven, path: str, looked: Looked) -> None:
        """A file of too many pages is read in parts first."""
        heard = Heard(
            lambda: not self._unwanted,
            partial(setattr, self, "_job"),
            self._say_part,
            lambda parting: self._compare(file, path, parting),
            lambda error: self._not_taken(file.name, error),
        )
        PartByPart(self._services, self, file, looked, heard).go_on()

    def _compare(self, file: FileGiven, path: str, parting: Parting) -> None:
        """See whether it is on the record already."""
        open_now = self.standing.open_now

        def look(session: Session) -> Candidate:
            looked = parting.result()
            same = duplicates.same_as(session, self._pupil_id, file.content, looked, guarded_words=open_now)
            return Candidate(file, looked, same, mark_of(file), path, kin_of(session, self._pupil_id))

        self._job = self._services.jobs.read(
            look,
            done=guarded(self, self._take_in),
            failed=guarded(self, lambda error: self._not_taken(file.name, error)),
        )

    def _take_in(self, candidate: Candidate) -> None:
        twin = next((one for one in self._found if one.file.content == candidate.file.content), None)
        if twin is not None:
            self._refused.append(Refused(candidate.file.name, f"It is the same file as {twin.file.name}."))
        else:
            self._found.append(candidate)
        self._next()

    def _not_taken(self, name: str, error: Exception) -> None:
        if isinstance(error, Cancelled):
            self._stop()
            return
        if not isinstance(error, Trouble):
            self._services.say.trouble(error)
        words = error.sentences() if isinstance(error, Trouble) else "It cannot be read."
        self._refused.append(Refused(name, words))
        self._troubles.append(error)
        self._next()

    # asking

    def _ask(self) -> None:
        self._over()
        found, refused, troubles = self._found, self._refused, self._troubles
        self._found, self._refused, self._troubles, self._total = [], [], [], 0
        if len(found) == 1 and not refused:
            self._ask_one(found[0])
        elif found:
            self._ask_several(found, refused)
        elif len(refused) == 1 and troubles and isinstance(troubles[0], Trouble):
            self._services.dialogs.trouble(troubles[0])
        elif refused:
            words = "\n\n".join(f"{one.name}: {one.why}" for one in refused)
            self._services.dialogs.tell("None of these files can be taken", words)

    def _ask_one(self, candidate: Candidate) -> None:
        standing = self.standing
        box = DocumentBox(candidate, self._services.clock, guards=standing.guards, asked=standing.asked)
        box.saves(lambda done, failed: self._keep_one(box, candidate, done, failed))
        box.saved.connect(self._kept_one)
        box.finished.connect(guarded(self, lambda _result: self._point_at(box)))
        self._show(box)

    def _point_at(self, box: DocumentBox) -> None:
        """A file was left out because it is there: show where."""
        there = [one.document_id for one in box.candidate.same if not one.in_trash]
        if there and box.leaves_out():
            self.left_out.emit(there[0])

    def _keep_one(self, box: DocumentBox, candidate: Candidate, done: Any, failed: Any) -> object:
        try:
            box.demand_choice()
        except InvalidInput as error:
            failed(error)
            return None
        document = box.document(self._pupil_id)
        act = _attaching(candidate, document, chosen_too(box.form))
        return self._services.jobs.write(act, done=done, failed=failed)

    def _kept_one(self, now: Told[Document]) -> None:
        self._say(told.added(1, now.came_along, now.in_parts), now)
        self.added.emit(now.saved.record)

    def _say(self, words: str, now: Told[Any], *, undo: bool = True) -> None:
        self._services.say.toast(words, (now.saved.change_id or None) if undo else None)
        if now.restricted():
            self._services.dialogs.tell("More was restricted", now.restricted())

    def _ask_several(self, found: Sequence[Candidate], refused: Sequence[Refused]) -> None:
        standing = self.standing
        box = SeveralBox(found, refused, self._services.clock, guards=standing.guards, asked=standing.asked)
        box.saves(lambda done, failed: self._keep_several(box, done, failed))
        box.saved.connect(self._kept_several)
        self._show(box)

    def _show(self, box: DocumentBox | SeveralBox) -> None:
        self._asked = True
        draft = AddingDraft(self._services, box, self._pupil_id)
        box.finished.connect(guarded(self, lambda _result: self._answered()))
        self._services.dialogs.show(box)
        draft.read()

    def _answered(self) -> None:
        """The box is gone: what was dropped meanwhile is looked at."""
        self._asked = False
        self.closed.emit()
        if self._queue and not self._is_running:
            self._is_running = True
            self.running.emit(True)
            self._next()

    # keeping several

    def _keep_several(self, box: SeveralBox, done: Any, failed: Any) -> object:
        """In one change where they are not too large.

        Else the first is kept while the box stands, so that what is missing is said there; the others follow it.
        """
        try:
            made = box.documents(self._pupil_id)
        except InvalidInput as error:
            failed(error)
            return None
        files, also = [_to_add(*one) for one in made], chosen_too(box.form)
        if adding_many.fit_together(files):
            return self._services.jobs.write(self._attaching_all(files, also), done=done, failed=failed)
        first, *rest = made

        def kept(now: Told[Document]) -> None:
            done((now, rest))

        return self._services.jobs.write(_attaching(*first, also), done=kept, failed=failed)

    def _attaching_all(
        self, files: Sequence[ToAdd], also: Sequence[str]
    ) -> Callable[[Session], Told[tuple[Document, ...]]]:
        pupil_id = self._pupil_id
        restricts = all(one.document.is_guarded for one in files)
        return lambda session: told.telling(
            session, pupil_id, lambda: adding_many.attach_all(session, files, also=also), restricts=restricts
        )

    def _kept_several(self, answer: Any) -> None:
        if isinstance(answer, tuple):
            self._write_on(*answer)
            return
        kept = answer.saved.record
        self._say(told.added(len(kept), answer.came_along, answer.in_parts), answer)
        self.added.emit(kept[-1])

    def _write_on(self, now: Told[Document], rest: list[tuple[Candidate, Document]]) -> None:
        self._total, self._is_running = len(rest) + 1, True
        self.running.emit(True)
        self._keep_next(now, 1, rest)

    def _keep_next(self, last: Told[Document], kept: int, rest: Sequence[tuple[Candidate, Document]]) -> None:
        if rest and self._unwanted:
            self._refused += [Refused(one.file.name, _STOPPED) for one, _document in rest]
            rest = ()
        if not rest:
            self._all_kept(last, kept)
            return
        (candidate, document), *more = rest
        self._say_progress("Adding document", kept)
        self._job = self._services.jobs.write(
            _attaching(candidate, document),
            done=guarded(self, lambda now: self._keep_next(told.joined(last, now), kept + 1, more)),
            failed=guarded(self, lambda error: self._not_kept(last, kept, candidate, error, more)),
        )

    def _not_kept(
        self, last: Told[Document], kept: int, candidate: Candidate, error: Exception, more: Sequence[Any]
    ) -> None:
        words = error.sentences() if isinstance(error, Trouble) else "It could not be kept."
        self._refused.append(Refused(candidate.file.name, words))
        self._keep_next(last, kept, more)

    def _all_kept(self, last: Told[Document], kept: int) -> None:
        self._over()
        refused, self._refused, self._total = self._refused, [], 0
        self._say(told.added(kept, last.came_along, last.in_parts), last, undo=kept == 1)
        if refused:
            text = "\n\n".join(f"{one.name}: {one.why}" for one in refused)
            self._services.dialogs.tell("These were not added", text)
        self.added.emit(last.saved.record)

    # the progress

    def _say_progress(self, words: str, done: int | None = None) -> None:
        if self._total < 2:
            return
        number = self._total - len(self._queue) if done is None else done + 1
        self._progress().show_progress(number - 1, self._total, f"{words} {number} of {self._total}")

    def _say_part(self, done: int, total: int) -> None:
        self._progress().show_progress(done, total, f"Reading a file in parts, step {done + 1} of {total}")

    def _progress(self) -> ProgressCard:
        if self._card is None:
            self._card = ProgressCard("Adding documents")
            self._card.cancelled.connect(self._cancel)
            self._place.addWidget(self._card)
        return self._card

    def _cancel(self) -> None:
        self._unwanted = True
        self._queue.clear()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _stop(self) -> None:
        """Cancelled while files were looked at: nothing was kept."""
        self._found, self._refused, self._troubles, self._total = [], [], [], 0
        self._over()
        self._services.say.toast("Stopped. No document was added.", None)

    def _over(self) -> None:
        self._is_running, self._unwanted, self._job = False, False, None
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self.running.emit(False)


def _attaching(
    candidate: Candidate, document: Document, also: Sequence[str] = ()
) -> Callable[[Session], Told[Document]]:
    twice, content, looked = bool(candidate.same), candidate.file.content, candidate.looked
    return lambda session: told.telling(
        session,
        document.pupil_id,
        lambda: actions.attach(session, document, content, looked, twice=twice, also=also),
        restricts=document.is_guarded,
    )


def _to_add(candidate: Candidate, document: Document) -> ToAdd:
    return ToAdd(document, candidate.file.content, candidate.looked, twice=bool(candidate.same))


def _name(given: Given) -> str:
    return given.name
