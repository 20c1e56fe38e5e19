"""J9, the pack: built, stopped once, a name found, mended, built again, approved, saved, recorded as sent."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
import pytest
from desks import Desk, desk_of, press, texts
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import decide, pack
from coordinator_app.access_requests.items import FindingState, Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.access_requests.page.approve import ApproveStage
from coordinator_app.access_requests.page.check_rows import CheckRow
from coordinator_app.access_requests.page.pack_look import PackLook
from coordinator_app.access_requests.page.pack_reading import PackShown
from coordinator_app.access_requests.page.pack_stage import PackStage
from coordinator_app.access_requests.page.password_box import PasswordBox
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.access_requests.page.sent import SentStage
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.pupils import actions as pupils
from coordinator_app.registry import CATALOGUE
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.session import Session
from coordinator_app.ui.bridge import Bridge
from coordinator_app.ui.dialogs import Confirm
from tests.ui.reasons import give_reason
from tests.vaults import (
    House,
    add,
    cover,
    fill_in_the_letter,
    gathered,
    item_for,
    new_pupil,
    ready_request,
    share_the_rest,
    withhold_for_harm,
)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
PLANTED = ("Bramblewick", "late nights at home")
PATIENCE = 120_000  # milliseconds: a pack in a process of its own, on a slow machine


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    """The page with real threads and child processes."""
    fill_in_the_letter(consented)
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    bridge = Bridge()
    made = desk_of(consented, tmp_path)

    def open_session(read_only: bool) -> Session:
        return Session(
            consented.vault.paths,
            consented.vault.keys,
            catalogue=CATALOGUE,
            clock=consented.clock,
            actor=consented.vault.actor,
            publish=jobs.publish,
            read_only=read_only,
        )

    jobs: Jobs[Session] = Jobs(open_session, bridge.deliver)
    made.services = replace(made.services, jobs=jobs)
    yield made
    assert jobs.stop()


@pytest.fixture
def request_with_a_name_left(desk: Desk) -> AccessRequest:
    house = desk.house
    first = add(house, "Kit was paired with Otis Bramblewick. They rebuilt a carburettor.")
    add(house, "On Friday Otis Bramblewick came again, and both were calm.")
    hidden = add(
        house,
        "Worry raised about late nights at home. The lead was told the same day.",
        category=Category.SAFEGUARDING,
    )
    request = ready_request(house)
    items = gathered(house, request)
    cover(house, item_for(items, first), first, "Otis Bramblewick")
    withhold_for_harm(house, request, item_for(items, hidden))
    share_the_rest(house, request)
    return house.session.get(AccessRequest, request.id)


class Journey:
    """The page and what a person does with it."""

    def __init__(self, desk: Desk, request: AccessRequest, qtbot: QtBot) -> None:
        self.desk, self.request, self.qtbot = desk, request, qtbot
        self.page = desk.page(AccessRequestPage, request_id=request.id, stage="pack")
        self.until(lambda: isinstance(self.page.stage, PackStage) and self.page.stage.shown is not None)

    @property
    def pack(self) -> PackStage:
        assert isinstance(self.page.stage, PackStage), self.desk.said.troubles
        return self.page.stage

    @property
    def shown(self) -> PackShown:
        assert self.pack.shown is not None
        return self.pack.shown

    @property
    def review(self) -> ReviewStage:
        assert isinstance(self.page.stage, ReviewStage)
        return self.page.stage

    def until(self, done: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(done()), timeout=PATIENCE)

    def build(self, name: str) -> str:
        """Build and note the password, as it is shown once."""
        before = len(self.desk.dialogs.shown)
        press(self.pack, name)
        self.until(lambda: len(self.desk.dialogs.shown) > before or self.desk.said.troubles)
        assert self.desk.said.troubles == []
        box = self.desk.dialogs.shown[-1]
        assert isinstance(box, PasswordBox)
        password = box.shown_password()
        box.noted.click()
        return password

    def row(self, title: str) -> CheckRow:
        return next(
            row for row in self.pack.rows.rows() if isinstance(row, CheckRow) and row.check.title == title
        )

    def now(self) -> AccessRequest:
        return self.desk.house.session.get(AccessRequest, self.request.id)


def test_j9_the_pack(
    desk: Desk, request_with_a_name_left: AccessRequest, qtbot: QtBot, tmp_path: Path
) -> None:
    journey = Journey(desk, request_with_a_name_left, qtbot)
    stopped_once(journey)
    first_password = journey.build("Build the pack")
    mend_what_is_found(journey)
    password = rebuilt(journey)
    assert password != first_password
    journey.until(lambda: journey.shown.is_current)
    assert journey.row("Covered names").check.state is FindingState.PASSED
    keep_a_suspicion(journey)
    approve(journey)
    place = tmp_path / "stick" / "request.pdf"
    place.parent.mkdir()
    desk.dialogs.will_answer(place)
    press(journey.pack, "Save the locked pack")
    journey.until(place.exists)
    reads_as_promised(place, password, journey)
    record_as_sent(journey)
    is_closed(desk, journey)


def stopped_once(journey: Journey) -> None:
    """Nothing is kept of a pack that was stopped."""
    press(journey.pack, "Build the pack")
    journey.until(lambda: journey.pack.builder.at_work)  # the order is read, the process is at work
    press(journey.pack, "Cancel: Building the pack")
    journey.until(lambda: "Everything is as it was before." in texts(journey.pack))
    assert pack.packs_of(journey.desk.house.session, journey.request.id) == []


def mend_what_is_found(journey: Journey) -> None:
    """The check finds the name that was left; its page is looked at; the very item is covered."""
    dialogs = journey.desk.dialogs
    journey.until(lambda: journey.shown.checks and journey.page.case is not None and journey.page.case.pack)
    found = journey.row("Covered names").check
    assert found.is_open
    assert "Bramblewick" in found.detail
    press(journey.row("Covered names"), f"Look at page {found.page}: {found.words}")
    journey.until(lambda: isinstance(dialogs.shown[-1], PackLook))
    look = dialogs.shown[-1]
    assert isinstance(look, PackLook)
    journey.until(lambda: look.shows_a_page)
    look.cover.click()
    journey.until(lambda: isinstance(journey.page.stage, ReviewStage) and journey.review.view.groups())
    review = journey.review
    review.panel.names.rows()[0].box.click()
    journey.desk.house.clock.at += timedelta(minutes=5)
    assert review.panel.answers().outcome is Outcome.REDACT
    journey.page.activateWindow()
    review.items.rows.setFocus()
    journey.until(review.items.rows.hasFocus)
    QTest.keyClick(review.items.rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    journey.until(lambda: [one.outcome for one in items(journey)].count(Outcome.REDACT) == 2)
    journey.page.go_to("pack")
    journey.until(lambda: not journey.shown.is_current)
    assert "1 item was decided or gathered anew since the pack was built: " in texts(journey.pack)


def keep_a_suspicion(journey: Journey) -> None:
    press(journey.row("The school on roll was asked"), "Go on without it: The school on roll was asked")
    box = journey.desk.dialogs.shown[-1]
    assert box.accessibleName() == "Send the pack without the school's reply?"
    give_reason(box, "The school was rung twice and has nothing to add.")
    journey.until(lambda: not journey.row("The school on roll was asked").check.is_open)


def approve(journey: Journey) -> None:
    journey.page.go_to("approve")
    stage = journey.page.stage
    assert isinstance(stage, ApproveStage)
    journey.until(lambda: stage.shown is not None)
    stage.form.set_values({"approved_by": "Dana Placeholder", "approval_reason": "Has no passphrase here."})
    press(stage, "Record the approval")
    journey.until(lambda: journey.now().approved_by == "Dana Placeholder")
    journey.until(lambda: isinstance(journey.page.stage, PackStage))
    journey.until(lambda: journey.shown.sending is not None and journey.shown.sending.is_open)
    assert "The pack is ready to send." in texts(journey.pack)
    journey.pack.first_focus()  # Enter saves it: once it built the pack again
    assert journey.pack.window().focusWidget() is journey.pack.send.save


def record_as_sent(journey: Journey) -> None:
    journey.pack.send.way.boxes[0].click()
    journey.desk.dialogs.will_answer(True)
    press(journey.pack, "Record as sent")
    journey.until(lambda: isinstance(journey.page.stage, SentStage) and journey.page.stage.shown)
    question = journey.desk.dialogs.questions[-1]
    assert isinstance(question, Confirm)
    assert question.title == "Record this pack as sent to Marigold Puddlecombe?"


def rebuilt(journey: Journey) -> str:
    before = len(journey.desk.dialogs.shown)
    journey.pack.again.click()
    journey.until(lambda: len(journey.desk.dialogs.shown) > before)
    box = journey.desk.dialogs.shown[-1]
    assert isinstance(box, PasswordBox)
    return box.shown_password()


def items(journey: Journey) -> list[RequestItem]:
    return journey.desk.house.session.list(RequestItem, where={"request_id": journey.request.id})


def reads_as_promised(place: Path, password: str, journey: Journey) -> None:
    """Another reader opens it with the password only, and no planted word is in it by two extractors."""
    reader = pypdf.PdfReader(io.BytesIO(place.read_bytes()))
    assert reader.is_encrypted
    assert not reader.decrypt("wrong")
    assert reader.decrypt(password)
    kept = journey.shown.pack
    assert kept is not None
    assert len(reader.pages) == kept.pages
    own = "\n".join(page.extract_text() for page in reader.pages)
    done = subprocess.run(
        ["pdftotext", "-upw", password, str(place), "-"], capture_output=True, check=True, text=True
    )
    for words in PLANTED:
        assert words not in own
        assert words not in done.stdout
    assert "carburettor" in done.stdout


def is_closed(desk: Desk, journey: Journey) -> None:
    session, request = desk.house.session, journey.now()
    assert request.sent_on == desk.house.clock.today()
    assert request.sent_by is DeliveryMethod.SECURE_EMAIL
    assert request.stage is Stage.SENT
    told = disclosures_of(session, request.pupil_id)[0]
    assert told.request_id == request.id
    assert told.recipient == "Marigold Puddlecombe"
    kept = pack.packs_of(session, request.id)[0]
    assert kept.sent_on == request.sent_on
    words = texts(journey.page)
    assert "The request can be read, not changed." in words
    assert kept.sha256[:8] in words
    with pytest.raises(GateShut):
        decide.decide(session, replace(items(journey)[0], outcome=Outcome.WITHHOLD))
    journey.page.go_to("review")
    assert journey.review.panel.is_locked
    assert not journey.review.panel.save.isEnabled()
    assert not journey.review.view.cover.isEnabled()
