"""The trash of documents: thirty days, back at any time, for good only when somebody says so and nobody asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.consent.model import Consent
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions, due, trash
from coordinator_app.documents.model import Document, TakenOut
from coordinator_app.scan_in import actions as scans
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.reading_jobs import ScanLooked
from coordinator_app.store.erasure import StillNeeded
from coordinator_app.store.records import table
from tests.documents.papers import found_in, give, paper
from tests.scan_in.made import PDF, bare, drop, tray
from tests.vaults import House, new_consent, new_request


def later(house: House, days: int) -> None:
    house.clock.at += timedelta(days=days)


def test_days_are_counted_down_and_it_can_be_taken_back(consented: House) -> None:
    session = consented.session
    kept = paper(consented)
    trash.to_trash(session, kept)
    later(consented, 12)
    (thrown,) = trash.in_trash(session, consented.pupil.id)
    assert (thrown.days_in, thrown.days_left) == (12, 18)
    trash.take_back(session, thrown.document)
    assert trash.in_trash(session, consented.pupil.id) == ()
    assert session.get(Document, kept.id).trashed_at is None
    with pytest.raises(GateShut):
        trash.take_back(session, thrown.document)


def test_a_night_in_summer_is_counted_by_the_calendar_on_the_wall(consented: House) -> None:
    """Half past midnight in July is the day before by the vault's own time: the thirty days were one short."""
    consented.clock.at = datetime(2027, 7, 1, 0, 30)
    trash.to_trash(consented.session, paper(consented))
    later(consented, 29)
    (thrown,) = trash.in_trash(consented.session, consented.pupil.id)
    assert (thrown.days_in, thrown.days_left) == (29, 1)


def test_what_came_with_a_message_goes_and_comes_back_with_it(consented: House) -> None:
    session = consented.session
    message = paper(consented, "Message")
    with_it = paper(consented, "Attached", came_with_id=message.id)
    saved = trash.to_trash(session, message)
    assert actions.documents_of(session, consented.pupil.id) == []
    trash.take_back(session, saved.record)
    assert {one.id for one in actions.documents_of(session, consented.pupil.id)} == {message.id, with_it.id}
    session.undo(trash.to_trash(session, session.get(Document, message.id)).change_id)
    assert len(actions.documents_of(session, consented.pupil.id)) == 2


def test_for_good_leaves_nothing_of_it_after_thirty_days(consented: House) -> None:
    session = consented.session
    kept = paper(consented, "Letter about plimsolls", "words of plimsolls")
    gone = trash.to_trash(session, kept).record
    later(consented, 30)
    trash.for_good(session, gone)
    with pytest.raises(NotFound):
        session.get(Document, kept.id)
    with pytest.raises(NotFound):
        session.blob(kept.content_id)
    assert found_in(consented, Compartment.GENERAL, "plimsolls") == []
    assert session.list(TakenOut) == []
    session.tidy_up()


def test_before_its_days_are_over_a_reason_is_asked_for_and_stays(consented: House) -> None:
    session = consented.session
    gone = trash.to_trash(session, paper(consented)).record
    later(consented, 29)
    with pytest.raises(InvalidInput) as told:
        trash.for_good(session, gone, "  ")
    assert [one.field for one in told.value.problems] == ["reason"]
    assert session.get(Document, gone.id)
    trash.for_good(session, gone, "Scanned by mistake, it is a cooking recipe.")
    (note,) = session.list(TakenOut)
    assert "cooking recipe" in note.reason
    assert (note.was_kind, note.was_called) == (gone.kind_of_document, "")
    assert due.due_items(session) == []


def test_only_what_is_in_the_trash_goes_for_good(consented: House) -> None:
    with pytest.raises(GateShut):
        trash.for_good(consented.session, paper(consented), "because")


@pytest.mark.parametrize("guarded", [False, True])
def test_while_somebody_asks_nothing_goes(consented: House, guarded: bool) -> None:
    session = consented.session
    kept, there = paper(consented, is_guarded=guarded), paper(consented, "Other", is_guarded=guarded)
    gone = trash.to_trash(session, there).record
    later(consented, 40)
    assert len(trash.over(session)) == 1
    intake.log_request(session, new_request(consented))
    with pytest.raises(GateShut, match="access request"):
        trash.to_trash(session, kept)
    with pytest.raises(GateShut, match="access request"):
        trash.for_good(session, gone, "because")
    assert trash.over(session) == (), "Today does not ask for what may not be done"
    assert session.get(Document, gone.id)


def test_without_the_look_at_requests_it_would_go(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault planted."""
    gone = trash.to_trash(consented.session, paper(consented)).record
    intake.log_request(consented.session, new_request(consented))
    monkeypatch.setattr("coordinator_app.documents.bound.asked_for", lambda *_: False)
    trash.for_good(consented.session, gone, "because")
    assert consented.session.find(Document, gone.id) is None


def test_what_was_given_to_somebody_stays(consented: House) -> None:
    kept = paper(consented)
    give(consented, kept)
    with pytest.raises(GateShut, match="Rowan Puddlecombe"):
        trash.to_trash(consented.session, kept)


def test_the_paper_of_a_consent_stays(consented: House) -> None:
    session, kept = consented.session, paper(consented)
    (consent,) = session.list(Consent) or [None]
    if consent is None:
        consent = new_consent(consented)
    with session.write() as work:
        work.put(consent) if not consent.id else None
        work.change(session.list(Consent)[0], scan_document_id=kept.id)
    with pytest.raises(GateShut, match="names it as its paper"):
        trash.to_trash(session, kept)


def test_a_document_that_others_came_with_or_were_made_from_goes_alone(consented: House) -> None:
    session = consented.session
    old = paper(consented, "Old")
    new = paper(consented, "New", made_from_id=old.id)
    apart = paper(consented, "Apart", made_from_id=old.id, is_guarded=True)
    gone = trash.to_trash(session, old).record
    later(consented, 31)
    trash.for_good(session, gone)
    assert session.get(Document, new.id).made_from_id == ""
    assert session.get(Document, apart.id).made_from_id == ""


def test_the_scan_that_it_came_by_goes_with_it(consented: House) -> None:
    session = consented.session
    drop(consented, bare())
    (scan,) = tray(consented)
    kept = paper(consented)
    with session.write() as work:
        work.change(scan, document_id=kept.id, filed_on=consented.clock.today())
    gone = trash.to_trash(session, kept).record
    later(consented, 31)
    trash.for_good(session, gone)
    assert session.find(ScannedForm, scan.id) is None


def test_today_says_that_the_days_are_over_once_for_each_pupil(consented: House) -> None:
    session = consented.session
    for title in ("One", "Two"):
        trash.to_trash(session, paper(consented, title))
    later(consented, 29)
    trash.to_trash(session, paper(consented, "Three"))
    assert due.due_items(session) == []
    later(consented, 1)
    (item,) = due.due_items(session)
    assert item.second_line.startswith("2 documents have been there for 30 days")
    assert (item.page, dict(item.params)["tab"]) == ("pupil", "documents")
    two = consented.as_user(Compartment.GENERAL)
    assert len(due.due_items(two)) == 1
    two.close()


def filed_as(house: House, kept: Document) -> ScannedForm:
    drop(house, bare())
    (scan,) = tray(house)
    with house.session.write() as work:
        return work.change(scan, document_id=kept.id, filed_on=house.clock.today())


def test_what_a_consent_in_the_trash_rests_on_stays_whole_with_its_scan(consented: House) -> None:
    session, kept = consented.session, paper(consented)
    scan = filed_as(consented, kept)
    with session.write() as work:
        consent = work.change(session.list(Consent)[0], scan_document_id=kept.id)
        work.trash(consent)
    gone = trash.to_trash(session, kept).record
    later(consented, 31)
    with pytest.raises(GateShut, match="may come back"):
        trash.for_good(session, gone)
    assert session.find(ScannedForm, scan.id) is not None, "nothing went, not half of it"
    assert session.find(Document, kept.id) is not None


def test_nothing_goes_when_the_paper_itself_cannot(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The paper and its scan go in one change, whatever stops it."""
    session, kept = consented.session, paper(consented)
    scan = filed_as(consented, kept)
    with session.write() as work:
        consent = work.change(session.list(Consent)[0], scan_document_id=kept.id)
        work.trash(consent)
    gone = trash.to_trash(session, kept).record
    later(consented, 31)
    monkeypatch.setattr(trash, "demand_let_go", lambda *_: None)
    with pytest.raises(StillNeeded):
        trash.for_good(session, gone)
    assert session.find(ScannedForm, scan.id) is not None


def test_a_scan_that_was_kept_apart_goes_with_its_paper(consented: House) -> None:
    session = consented.session
    batch = scans.keep_scan(session, ScanFile("a.pdf", "E:/Scans", b"%PDF-plimsolls"), apart=True).record
    scans.keep_pages(session, batch.id, ScanLooked(PDF, 1, (replace(bare(), number=1),)))
    (scan,) = scans.in_tray(session)
    kept = paper(consented, "Kept apart", is_guarded=True)
    with session.write(Compartment.GUARDED) as work:
        scan = work.change(scan, document_id=kept.id, filed_on=consented.clock.today())
    gone = trash.to_trash(session, kept).record
    later(consented, 31)
    trash.for_good(session, gone)
    assert session.find(ScannedForm, scan.id) is None
    assert session.find(Document, kept.id) is None


def test_the_rest_of_a_restricted_scan_goes_with_its_paper(consented: House) -> None:
    session, kept = consented.session, paper(consented, is_guarded=True)
    scan = filed_as(consented, kept)
    gone = trash.to_trash(session, kept).record
    later(consented, 31)
    trash.for_good(session, gone)
    assert session.find(ScannedForm, scan.id) is None


def test_what_is_said_of_the_trash_reads_no_document(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    for title in ("One", "Two"):
        trash.to_trash(session, paper(consented, title))
    later(consented, 30)
    trash.to_trash(session, paper(consented, "Three"))

    def whole(*_all: object) -> None:
        pytest.fail("a whole document was read")

    monkeypatch.setattr(table(Document), "decode", whole)
    assert trash.counts(session, consented.pupil.id) == (3, 2)
    assert [(one.count, one.longest) for one in trash.over(session)] == [(2, 30)]
