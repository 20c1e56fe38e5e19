"""Carry on opens the very box in which somebody was typing, whichever it was, and what was typed is in it."""

from __future__ import annotations

import ast
import hashlib
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

import coordinator_app
from coordinator_app.app import opened
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.demo.run import PASSPHRASE, run_demo
from coordinator_app.documents.editor import DocumentBox
from coordinator_app.documents.unfinished import ADDING, FILES
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.ui.box_draft import BOX, BoxDraft, KeptBox
from coordinator_app.ui.carry_on import Left, open_again
from coordinator_app.ui.draft_keeper import PARAMS
from coordinator_app.ui.inputs import LongText, TextInput
from tests.journeys.driver import Laptop, MovingClock
from tests.journeys.left_boxes import LeftBox, boxes
from tests.pdf import foreign

TYPED = "Half a sent"
SHARES = 4
"""So many tests share the boxes: they can run side by side, and no window has to open all of them."""
HOME = Path(coordinator_app.__file__).parent
OF_NOBODY = {"settings", "registers", "wording", "breaches"}
"""The pages that show no pupil's record."""
OF_THEIR_OWN = {
    "CALL_DRAFT": "a safeguarding call that is not recorded yet has a row of its own on Today",
    "ADDING": "files that were being added are looked at again first: see the test of its own below",
    "'pack_arrived'": "it asks for a day alone, which is chosen again in a moment",
    "'right_person'": "it asks for yes or no and a day, which are chosen again in a moment",
    "page.name": "what is typed on a page is put back by the page itself",
    "old.screen": "likewise",
    "here.screen": "likewise",
}
NAMED_ELSEWHERE = {
    "ORDER_DRAFT": ("document_pages",),
    "SCREEN": ("correct_entry",),
    "self.drafted_as": ("begin_record", "correct_call", "close_call"),
    "screen": ("change_correction", "decide_correction", "tell_correction"),
    "f'chase_{self._reason}'": ("chase_",),
    "f'rights_{kind}'": ("rights_",),
    "f'{self._screen}_{way}'": ("rights_ask", "rights_reply", "rights_longer", "correction_ask"),
    "f'complaint_{name}'": ("complaint_",),
    "f'breach_{name}'": ("breach_",),
    "f'breach_person_{name}'": ("breach_person_",),
    "f'official_{name}'": ("official_",),
    "f'{kind.value}-text'": ("letter-acknowledgement-text",),
    "f'{kind}_details'": ("provider_check_details", "officer_cover_details"),
    "f'{described.kind}_details'": tuple(
        f"{one}_details"
        for one in (
            *("carer", "court_order", "sibling", "pupil_name", "school_on_roll"),
            *("pupil_need", "medical_note", "care_plan"),
        )
    ),
}


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice vault with its whole story."""
    folder = tmp_path_factory.mktemp("practice")
    return run_demo(
        folder, SetClock(datetime(2026, 11, 24, 8, 0)), lambda _progress: None, long_file=False
    ).vault


@pytest.fixture
def vault(practice: Path, tmp_path: Path) -> Path:
    """A copy of it for each test: what one leaves in it is not there in the next."""
    return Path(shutil.copytree(practice, tmp_path / "practice" / practice.name))


class Desk:
    """The open window, and what is asked of it here."""

    def __init__(self, laptop: Laptop, qtbot: QtBot) -> None:
        assert laptop.app is not None
        assert laptop.app.opened is not None
        self.app, self.opened, self.qtbot = laptop.app, laptop.app.opened, qtbot
        self.go = self.opened.services.go

    def read(self, work: Any) -> Any:
        return self.app.jobs.wait(self.app.jobs.read(work))

    def write(self, work: Any) -> Any:
        return self.app.jobs.wait(self.app.jobs.write(work))

    def leave(self, one: LeftBox) -> None:
        """The draft of a box as a lock leaves it, with nothing in it yet."""
        title = "The box" if one.leads else ""
        body = {PARAMS: one.params, BOX: {**one.more, "page": one.page, "title": title}}

        def keep(session: Session) -> None:
            with session.write(one.compartment) as work:
                work.save_draft(one.kind, one.record_id, body)

        self.write(keep)

    def carries_on(self, one: LeftBox) -> QDialog:
        """From Today, by the button; the box that comes."""
        self.go.to("today")
        self.opened._again._at = self.opened._parts.clock.now()  # the passphrase was typed a moment ago
        self.opened._offer_draft(self.read(opened._newest_draft))
        self.qtbot.waitUntil(lambda: bool(self._offers()))
        self._offers()[-1].click()
        QTest.keyClick(
            self.app.window, Qt.Key.Key_Shift
        )  # all the boxes take longer than it stays open unused
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        assert self.go.visit.page == one.page
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        return found

    def _offers(self) -> list[QPushButton]:
        found = self.app.window.findChildren(QPushButton)
        return [one for one in found if one.text() == "Carry on" and one.isVisible()]

    def draft(self, one: LeftBox) -> dict[str, Any]:
        found: dict[str, Any] = self.read(lambda session: session.draft(one.kind, one.record_id)) or {}
        return found


@pytest.fixture
def desk(vault: Path, laptop: Laptop, clock: MovingClock, qtbot: QtBot) -> Desk:
    clock.put(datetime(2026, 11, 24, 8, 40))
    user = laptop.start(vault)
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("Needs you")
    return Desk(laptop, qtbot)


def a_text(box: KeptBox) -> str:
    """The name of the first question that is answered in words, at length if there is one."""
    asked = {name: row for name, row in box.form.rows().items() if name not in box.never_drafted}
    return next(
        name
        for answer in (LongText, TextInput)
        for name, row in asked.items()
        if isinstance(row.input, answer) and not row.isHidden() and has_room(row.input)
    )


def has_room(answer: LongText | TextInput) -> bool:
    """Not for a number of minutes."""
    return isinstance(answer, LongText) or answer.maxLength() >= len(TYPED)


@pytest.mark.parametrize("share", range(SHARES))
def test_every_box_is_opened_again_with_what_was_typed(desk: Desk, share: int) -> None:
    nameless: list[tuple[str, ...]] = []
    for one in desk.write(boxes)[share::SHARES]:
        desk.leave(one)
        box: Any = desk.carries_on(one)
        if not says_whose(box, one):
            nameless.append((one.kind, one.page, box.whose()))
        name = a_text(box)
        box.form.row(name).input.set_value(TYPED)
        box.findChild(BoxDraft).keep()  # what comes a second after the last key
        desk.qtbot.waitUntil(lambda one=one, name=name: desk.draft(one).get(name) == TYPED)
        box.done(-1)  # as a lock ends it: neither kept nor thrown away
        again: Any = desk.carries_on(one)
        desk.qtbot.waitUntil(lambda again=again, name=name: again.form.row(name).value() == TYPED)
        assert again.accessibleName() == box_title(desk, one) or not one.leads
        again.done(QDialog.DialogCode.Rejected)
        desk.qtbot.waitUntil(lambda one=one: not desk.draft(one))
    assert not nameless


def says_whose(box: Any, one: LeftBox) -> bool:
    """Whether it says below its title, seen and heard, in whose record it writes; a box of nobody's record does not."""
    name = box.whose()
    if {one.page, one.kind} & OF_NOBODY:
        return not name
    seen = bool(name) and box.about.isVisible() and name not in box.windowTitle()
    return seen and str(box.accessibleDescription()).startswith(f"In the record of {name}")


def box_title(desk: Desk, one: LeftBox) -> str:
    return str(desk.draft(one)[BOX]["title"])


def kinds_in_the_code() -> set[str]:
    """What the places of drafts are called wherever one is made."""
    return {
        ast.unparse(call.args[0])
        for path in HOME.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "DraftOf"
    }


def test_no_kind_of_draft_is_without_its_opener(desk: Desk) -> None:
    gone_through = {one.kind for one in desk.write(boxes)}
    for words in kinds_in_the_code() - OF_THEIR_OWN.keys():
        for kind in NAMED_ELSEWHERE.get(words, (words.strip("'"),)):
            assert any(one == kind or (kind[-1] == "_" and one.startswith(kind)) for one in gone_through), (
                kind
            )


def test_files_that_were_being_added_are_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(foreign.page(foreign.note))
    mark = hashlib.sha256(path.read_bytes()).hexdigest()
    kit = next(one for one in desk.read(lambda session: session.list(Pupil)) if one.called.startswith("Kit"))
    left = LeftBox(ADDING, kit.id, "pupil", {"pupil_id": kit.id, "tab": "documents"}, Compartment.GUARDED)
    body = {
        PARAMS: left.params,
        BOX: {"page": left.page, "title": "Add a document"},
        FILES: {mark: {"name": path.name, "path": str(path), "group": mark}},
        f"title:{mark}": TYPED,
    }

    def keep(session: Session) -> None:
        with session.write(left.compartment) as work:
            work.save_draft(left.kind, left.record_id, body)

    desk.write(keep)
    box = desk.carries_on(left)
    assert isinstance(box, DocumentBox)
    desk.qtbot.waitUntil(lambda: box.form.row("title").value() == TYPED)
    box.done(QDialog.DialogCode.Rejected)
    desk.qtbot.waitUntil(lambda: not desk.draft(left))


def test_a_kind_that_no_part_of_the_page_knows_opens_nothing(desk: Desk) -> None:
    page = desk.opened.shell.navigator.page
    assert page is not None
    assert not open_again(page, Left("unheard_of", "7"))
