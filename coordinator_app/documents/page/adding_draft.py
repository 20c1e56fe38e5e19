"""Keeps what is typed about files that are being added, by the file, so that a lock or a crash takes no word of it.

The files themselves stay where they lie: the draft knows where, so that they are looked at again. What was typed about
a file that is not in the box stays in the draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.editor import Candidate, DocumentBox
from coordinator_app.documents.page.several_box import SeveralBox
from coordinator_app.documents.unfinished import ADDING, FILES
from coordinator_app.services import Services
from coordinator_app.ui.box_draft import BOX, BoxDraft
from coordinator_app.ui.draft_keeper import PARAMS, DraftOf

_BESIDE = frozenset({FILES, PARAMS, BOX})


class AddingDraft(BoxDraft):
    """The draft of one open box. A row about one file ends in its mark, one about all of them in that of their group."""

    not_yet = "The files are not added yet. Cancel throws away what you typed."

    def __init__(self, services: Services, box: DocumentBox | SeveralBox, pupil_id: str) -> None:
        guards = services.vault.holds(Compartment.GUARDED)
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        self._files: Sequence[Candidate] = box.candidates if isinstance(box, SeveralBox) else (box.candidate,)
        self._group = self._files[0].mark
        self._others: dict[str, Any] = {}
        self._other_files: dict[str, Any] = {}
        self._ends = "" if isinstance(box, SeveralBox) else f":{self._group}"
        super().__init__(services, box, DraftOf(ADDING, pupil_id, side))

    def beside(self) -> dict[str, Any]:
        """And the files, with what was typed about others."""
        files = {one.mark: self._of_file(one) for one in self._files}
        return {**super().beside(), **self._others, FILES: {**self._other_files, **files}}

    def _of_file(self, one: Candidate) -> dict[str, str]:
        return {"name": one.file.name, "path": one.path, "group": self._group}

    def _in_draft(self, row: str) -> str:
        """What a row is called in the draft."""
        if ":" in row:
            return row
        return f"{row}{self._ends}" if self._ends else f"{row}:all:{self._group}"

    def _write(self, changed: dict[str, Any], *, under: bool) -> None:
        stored = {self._in_draft(name): value for name, value in changed.items()}
        self._others |= {name: value for name, value in stored.items() if name in self._others}
        super()._write(stored or dict(self._others), under=under)
        self._leave_others()

    def _put_back(self, body: dict[str, Any] | None) -> None:
        super()._put_back(None if body is None else self._known(body))

    def _known(self, body: dict[str, Any]) -> dict[str, Any]:
        """What the draft says of these files, by the rows of this box; the rest is kept as it is."""
        marks = {one.mark for one in self._files}
        files: dict[str, Any] = dict(body.get(FILES) or {})
        groups = [str(one.get("group") or "") for mark, one in files.items() if mark in marks]
        if groups and not self._ends:
            self._group = groups[0]
        found: dict[str, Any] = {}
        used: set[str] = set()
        for row in self._box.form.rows():
            names = (self._in_draft(row), *(f"{row}:all:{group}" for group in groups if self._ends))
            name = next((one for one in names if one in body), None)
            if name is not None:
                found[row] = body[name]
                used |= {name} if ":all:" not in name else set()  # it is said of the others too
        rest = {name: value for name, value in body.items() if name not in used and name not in _BESIDE}
        self._other_files = {mark: one for mark, one in files.items() if _has_words(mark, one, rest, marks)}
        about = {*self._other_files, *(str(one.get("group") or "") for one in self._other_files.values())}
        self._others = {name: value for name, value in rest.items() if name.rpartition(":")[2] in about}
        return found

    def _drop(self) -> None:
        super()._drop()
        self._leave_others()

    def _leave_others(self) -> None:
        """What was typed about files that are not in this box waits on once the draft was dropped: behind that."""
        if not self._others:
            return
        place, body = self._place, {**super().beside(), **self._others, FILES: self._other_files}

        def write(session: Any) -> None:
            if session.draft(place.screen, place.record_id) is None:
                with session.write(place.compartment) as work:
                    work.save_draft(place.screen, place.record_id, body)

        self._services.jobs.write(write, failed=self._trouble)


def _has_words(mark: str, one: Any, rest: dict[str, Any], here: set[str]) -> bool:
    """Whether something is typed about a file that is not in the box: about it, or about all that it came with."""
    if mark in here or not isinstance(one, dict):
        return False
    ends = (f":{mark}", f":all:{one.get('group') or ''}")
    return any(name.endswith(ends) for name in rest)
