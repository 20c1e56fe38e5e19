"""Names on the pages of a document come later than its first page: nothing is shared, and nothing said, before."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen import canvas

from coordinator_app.access_requests.actions import gather
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page import item_saving, name_look
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.access_requests.page.suggesting import SuggestionBook
from coordinator_app.core.errors import Cancelled, ChildFailed
from coordinator_app.documents import actions as documents
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pupils import actions as pupils
from tests.vaults import House, add, new_pupil, ready_request

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NAMED = "Kit was paired with Otis Bramblewick."


@dataclass
class Later:
    """Searches for names that end when the test says so, as they do on their own thread."""

    waiting: list[Callable[[], None]] = field(default_factory=list)
    fault: Exception | None = None

    def task(
        self, work: Callable[[Any], Any], *, done: Callable[[Any], None], failed: Callable[[Any], None]
    ) -> None:
        if "Page" in work.__qualname__.partition(".")[0]:  # a page that is read or drawn is no search
            done(work(None))
            return

        def end() -> None:
            if self.fault is not None:
                failed(self.fault)
            else:
                done(work(None))

        self.waiting.append(end)

    def end(self, number: int = 0) -> None:
        self.waiting.pop(number)()
        QApplication.processEvents()


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


@pytest.fixture
def later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Later:
    made = Later()
    monkeypatch.setattr(desk.services.jobs, "task", made.task)
    return made


def letter(*pages: str) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    for words in pages:
        sheet.drawString(72, 770, words)
        if not words:
            sheet.bezier(72, 500, 120, 640, 200, 420, 300, 560)  # written by hand: no empty page
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def attach(house: House, *pages: str) -> str:
    content = letter(*pages)
    made = Document(
        pupil_id=house.pupil.id,
        title="Weeks 7 and 8",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 11, 18),
    )
    return documents.attach(house.session, made, content, look(FileGiven("a.pdf", content))).record.id


class Bench:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.request = ready_request(desk.house)
        gather.gather(desk.house.session, desk.house.session.get(AccessRequest, self.request.id))
        self.page = desk.page(AccessRequestPage, request_id=self.request.id, stage="review")
        self.page.activateWindow()
        QApplication.processEvents()

    @property
    def stage(self) -> ReviewStage:
        assert isinstance(self.page.stage, ReviewStage)
        return self.page.stage

    def item(self, record_id: str) -> RequestItem:
        found = self.desk.house.session.list(RequestItem, where={"request_id": self.request.id})
        return next(one for one in found if one.item_id == record_id)

    def go_to(self, record_id: str) -> None:
        self.stage.items.choose(self.item(record_id).id)
        QApplication.processEvents()

    def share(self) -> None:
        rows = self.stage.items.rows
        rows.setFocus()
        QTest.keyClick(rows, Qt.Key.Key_1)
        QTest.keyClick(rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()

    def names(self) -> str:
        return texts(self.stage.panel.names)


def test_that_no_name_was_found_is_said_only_when_the_search_has_ended(desk: Desk, later: Later) -> None:
    document = attach(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    bench.go_to(document)
    assert name_look.LOOKING in bench.names()
    assert name_look.NONE_FOUND not in bench.names()
    later.end()
    assert name_look.LOOKING not in bench.names()
    assert name_look.NONE_FOUND in bench.names()


def test_a_letter_shared_before_the_names_are_in_waits_and_asks_when_one_turns_up(
    desk: Desk, later: Later
) -> None:
    document = attach(desk.house, NAMED)
    bench = Bench(desk)
    bench.go_to(document)
    bench.share()
    assert bench.item(document).outcome is Outcome.UNDECIDED
    assert "It is saved once they have been looked for." in texts(bench.stage.panel)
    assert desk.dialogs.asked == []
    desk.dialogs.will_answer(False)
    later.end()
    assert desk.dialogs.asked[-1][1] == "Share in full, with these names in it?"
    assert bench.item(document).outcome is Outcome.UNDECIDED


def test_a_search_that_is_thought_ended_too_soon_would_share_the_name(
    desk: Desk, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the planted fault: a workbench that does not know that the search is under way shares without a question
    monkeypatch.setattr(item_saving.ItemView, "look", name_look.Look.DONE)
    document = attach(desk.house, NAMED)
    bench = Bench(desk)
    bench.go_to(document)
    bench.share()
    assert desk.dialogs.asked == []
    assert bench.item(document).outcome is Outcome.SHARE


def test_a_letter_without_names_is_saved_by_itself_when_the_search_has_ended(
    desk: Desk, later: Later
) -> None:
    document = attach(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    bench.go_to(document)
    bench.share()
    later.end()
    assert desk.dialogs.asked == []
    assert bench.item(document).outcome is Outcome.SHARE


def test_what_waited_for_names_is_not_saved_once_another_item_is_in_hand(desk: Desk, later: Later) -> None:
    document, entry = attach(desk.house, NAMED), add(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    bench.go_to(document)
    bench.share()
    bench.go_to(entry.id)
    assert desk.said.hints == [item_saving.NOT_YET]  # no green tick stands beside what was not done
    later.end()
    assert bench.item(document).outcome is Outcome.UNDECIDED
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED
    assert name_look.NONE_FOUND in bench.names()
    bench.go_to(document)
    assert bench.stage.panel.answers().outcome is Outcome.SHARE  # what was chosen is still there
    assert name_look.LOOKING in bench.names()


def test_names_of_another_letter_that_come_late_are_not_shown_as_this_ones(desk: Desk, later: Later) -> None:
    first, second = attach(desk.house, NAMED), attach(desk.house, "Kit came in on time.")
    bench = Bench(desk)
    later.waiting.clear()
    bench.go_to(first)
    bench.go_to(second)
    own = len(later.waiting) - 1
    bench.share()
    later.end(0)  # that of the first letter
    assert name_look.LOOKING in bench.names()
    assert bench.item(second).outcome is Outcome.UNDECIDED
    later.end(own - 1)
    assert bench.item(second).outcome is Outcome.SHARE
    assert bench.item(first).outcome is Outcome.UNDECIDED


@pytest.mark.parametrize("fault", [ChildFailed("It ended."), Cancelled()])
def test_a_search_that_failed_or_was_stopped_says_so_and_sharing_asks(
    desk: Desk, later: Later, fault: Exception
) -> None:
    document = attach(desk.house, NAMED)
    bench = Bench(desk)
    bench.go_to(document)
    later.fault = fault
    later.end()
    assert name_look.NOT_LOOKED in bench.names()
    assert name_look.NONE_FOUND not in bench.names()
    desk.dialogs.will_answer(False)
    bench.share()
    assert desk.dialogs.asked[-1][1] == "Share in full what was not looked through?"
    assert bench.item(document).outcome is Outcome.UNDECIDED


def test_pages_that_were_stopped_by_others_are_not_taken_for_looked_through(
    desk: Desk, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_task: str, _wanted: object, *, failed: Callable[[Exception], None], **_more: Any) -> None:
        failed(Cancelled())

    document = attach(desk.house, NAMED)
    bench = Bench(desk)
    monkeypatch.setattr(desk.services.jobs, "child", stopped)
    bench.go_to(document)
    assert name_look.NOT_LOOKED in bench.names()


def test_a_scan_that_nobody_could_look_through_asks_before_it_is_shared(desk: Desk, later: Later) -> None:
    document = attach(desk.house, "")
    bench = Bench(desk)
    bench.go_to(document)
    later.end()
    assert "We could not read this page" in bench.names()
    desk.dialogs.will_answer(False)
    bench.share()
    assert desk.dialogs.asked[-1][1] == "Share in full what was not looked through?"


def test_a_page_without_words_is_named_beside_the_names_found_on_the_others(desk: Desk, later: Later) -> None:
    document = attach(desk.house, NAMED, "")
    bench = Bench(desk)
    bench.go_to(document)
    later.end()
    assert "We could not read page 2" in bench.names()
    assert [group.label for group in bench.stage.view.groups()] == ["Otis Bramblewick"]


def test_until_the_next_item_is_read_nothing_is_decided_about_the_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = add(desk.house, "Kit came in on time."), add(desk.house, "Kit was late.")
    bench = Bench(desk)
    bench.go_to(first.id)
    bench.stage.reader.start(bench.stage.reader._book)
    monkeypatch.setattr(bench.stage.reader, "_read", lambda _item_id: None)  # it does not come
    bench.go_to(second.id)
    bench.share()
    assert bench.item(first.id).outcome is Outcome.UNDECIDED
    assert name_look.LOOKING in bench.names()


def test_without_a_finder_a_late_search_finds_nothing(
    desk: Desk, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the planted fault: the tests above rest on the finder itself, not on the letter
    monkeypatch.setattr(SuggestionBook, "find", lambda _book, _texts: ())
    document = attach(desk.house, NAMED)
    bench = Bench(desk)
    bench.go_to(document)
    bench.share()
    later.end()
    assert bench.item(document).outcome is Outcome.SHARE
