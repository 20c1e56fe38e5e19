"""Moving a document to another child from the screen: who is found, what is warned of, what is said afterwards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.consent.model import Consent
from coordinator_app.documents.editor import Candidate, DocumentBox
from coordinator_app.documents.model import Document, Looked, TakenOut
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.documents.page.whose_box import WhoseBox
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.scan_in.page.details import DetailsBox
from tests.documents.test_page_documents import LETTER, Make, attach, tab
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, gathered, new_pupil, new_referral, new_request, ready_request

__all__ = ["tab"]
WHY = "The name at the top is another one."


@pytest.fixture
def other(consented: House) -> Pupil:
    child = new_pupil(consented, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(consented.session, child, new_referral(consented)).pupil


def asked(page: DocumentsTab, desk: Desk, qtbot: QtBot) -> WhoseBox:
    page.shown.tools["another"].click()
    box = desk.dialogs.shown[-1]
    assert isinstance(box, WhoseBox)
    qtbot.addWidget(box)
    box.show()
    return box


def type_name(box: WhoseBox, words: str) -> None:
    box.typed.setText(words)
    box.typed.textEdited.emit(words)


def test_it_is_moved_while_a_request_is_open_and_the_request_says_so(
    consented: House, other: Pupil, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    paper = attach(consented)
    request = ready_request(consented)
    count = len(gathered(consented, request))
    page = tab()
    box = asked(page, at_desk, qtbot)
    assert f"Request {request.request_number} is open." in words_of(box)
    type_name(box, "bramble")
    box.form.row("reason").input.set_value(WHY)
    box.save()
    assert consented.session.get(Document, paper.id).pupil_id == other.id
    words, change_id = at_desk.told.toasts[-1]
    assert words == "Document moved to the other child’s record"
    assert change_id
    assert page.list.rows() == []
    items = gather.items_of(consented.session, request.id)
    assert len(items) == count
    assert [one.title for one in items].count("Paper taken out") == 1


def test_a_reason_that_names_the_other_child_is_said_while_it_is_typed(
    consented: House, other: Pupil, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    attach(consented)
    box = asked(tab(), at_desk, qtbot)
    type_name(box, "bramble")
    reason = box.form.row("reason")
    for words, named in ((WHY, False), ("The letter is to ótis’ mother.", True), ("", False)):
        reason.input.set_value(words)
        reason.edited.emit()
        assert box.names.isHidden() is not named, words
    assert "the other child" in box.names.text()


def test_nobody_chosen_and_no_reason_are_said_at_their_fields(
    consented: House, other: Pupil, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    paper = attach(consented)
    box = asked(tab(), at_desk, qtbot)
    box.save()
    assert box.form.row("pupil_id").error() == "Say whose it is."
    assert box.form.row("reason").error() == "Say how you know."
    type_name(box, "kit")
    assert box.list.rows() == [], "never the child on whose record it lies"
    assert "Nobody on the list has a name like this." in words_of(box)
    assert consented.session.get(Document, paper.id).pupil_id == consented.pupil.id
    assert consented.session.list(TakenOut) == []


def test_a_request_about_the_other_child_is_said_before_it_is_moved_there(
    consented: House, other: Pupil, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    attach(consented)
    intake.log_request(consented.session, new_request(consented, pupil_id=other.id, carer_id=""))
    box = asked(tab(), at_desk, qtbot)
    assert "is open" not in words_of(box)
    type_name(box, "otis")
    assert "An access request about Otis Bramblewick is open." in words_of(box)


def test_a_consent_that_was_recorded_from_it_is_said_before_and_after(
    consented: House, other: Pupil, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    paper = attach(consented)
    consent = consented.session.list(Consent)[0]
    with consented.session.write() as work:
        work.change(consent, scan_document_id=paper.id, signed_on=date(2026, 11, 20))
    box = asked(tab(), at_desk, qtbot)
    words = "A consent signed on 20 November 2026 was recorded from this paper."
    assert words in words_of(box)
    type_name(box, "otis")
    box.form.row("reason").input.set_value(WHY)
    box.save()
    assert words in at_desk.dialogs.questions[-1][1]


def test_a_date_ahead_is_refused_while_it_is_typed(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    clock = at_desk.services.clock
    looked = Looked("application/pdf", 1, "")
    boxes = (
        DocumentBox(Candidate(FileGiven("a.pdf", b""), looked), clock, guards=False),
        DetailsBox(Document(pupil_id=consented.pupil.id), clock),
    )
    for box in boxes:
        qtbot.addWidget(box)
        row = box.form.row("dated")
        row.input.line.setText("1 January 2027")
        row.input.left.emit()
        assert "future" in row.error()
        row.input.line.setText("24 November 2026")
        row.input.left.emit()
        assert row.error() == ""


def test_a_file_for_a_child_with_an_open_request_is_warned_of_before_it_is_kept(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(LETTER)
    page = tab()
    page.add([path])
    assert "access request" not in words_of(at_desk.dialogs.shown[-1])
    at_desk.dialogs.shown[-1].reject()
    intake.log_request(consented.session, new_request(consented))
    page.refresh()
    page.add([path])
    assert "An access request about Kit Puddlecombe is open." in words_of(at_desk.dialogs.shown[-1])
