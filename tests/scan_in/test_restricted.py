"""A scan about safeguarding or health: after it is filed the general database holds nothing of it, whatever cut it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.core.errors import GateShut, KeyNotHeld, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pdf.scans import put_together
from coordinator_app.scan_in import actions, clearing, filing, restricted
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage
from coordinator_app.scan_in.reading_jobs import Built
from coordinator_app.store.connection import Connection, open_database
from coordinator_app.store.undo import CannotUndo
from tests.pdf import foreign
from tests.scan_in.made import bare, built, drop, ours, printed, tray
from tests.vaults import House

TITLE, SOURCE, WORDS = "Strategy meeting Teaselwood", "Hazelmoor social care", "enquiry about the quagmire"
DETAILS: dict[str, object] = {
    "title": TITLE,
    "kind_of_document": DocumentKind.AGENCY_LETTER,
    "dated": date(2026, 11, 1),
    "source": SOURCE,
}
MARK = b"Thorncastle-9c1e"
SECRETS = (TITLE.encode(), SOURCE.encode(), b"quagmire", MARK)
PAGE = foreign.page(foreign.note) + b"\n% " + MARK


class Killed(BaseException):
    """The program is cut off here."""


def scanned(house: House, name: str = "scan.pdf") -> ScannedForm:
    """A letter in the tray, given to the pupil; the file and its page hold the mark."""
    page = replace(bare(), content=PAGE, thumbnail=b"picture " + MARK)
    drop(house, page, name=name, content=b"%PDF- " + name.encode() + MARK)
    return actions.choose_pupil(house.session, tray(house)[-1], house.pupil.id).record


def together(house: House, form: ScannedForm) -> Built:
    """Its pages as the child process gives them, with their words and the mark."""
    pages = [(page.content, page.turn) for page in filing.given(house.session, form).pages]
    return Built(put_together(pages) + b"\n% " + MARK, len(pages), WORDS, built(house, form).seen)


def filed(house: House, form: ScannedForm) -> ScannedForm:
    return restricted.file_restricted(house.session, form, together(house, form), DETAILS).record


def found_in(house: House, compartment: Compartment = Compartment.GENERAL) -> set[bytes]:
    """Which of the secrets stand anywhere in one database, opened by its own key: each cell of each table."""
    database = open_database(
        house.vault.paths[compartment], house.vault.keys.key(compartment), read_only=True
    )
    try:
        return {secret for cell in _cells(database) for secret in SECRETS if secret in cell}
    finally:
        database.close()


def _cells(database: Connection) -> Iterator[bytes]:
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        for row in database.execute(f'SELECT * FROM "{name}"'):
            yield from (cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)


def test_the_general_database_holds_neither_title_nor_words_nor_pages_of_it(consented: House) -> None:
    form = scanned(consented)
    assert found_in(consented) == {MARK}, "in the tray it lies open"
    kept = filed(consented, form)
    assert found_in(consented) == set()
    assert found_in(consented, Compartment.GUARDED) == set(SECRETS)
    document = consented.session.get(Document, kept.document_id)
    assert (document.title, document.is_guarded, document.pupil_id) == (TITLE, True, consented.pupil.id)
    assert MARK in consented.session.blob(document.content_id)
    assert (kept.title, kept.kind_of_document, kept.dated, kept.source) == ("", None, None, "")


def test_the_name_of_its_file_is_kept_nowhere_but_with_the_document(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Teaselwood disclosure.pdf"
    form = scanned(consented, name)
    with monkeypatch.context() as before:
        before.setattr(restricted, "_let_go", lambda _session, _work, one: one)
        restricted.file_restricted(consented.session, form, together(consented, form), DETAILS)
    assert names_in(consented, name), "the search would see it"
    restricted.settle(consented.session)
    assert not names_in(consented, name)
    (batch,) = consented.session.list(ScanBatch)
    assert (batch.given_name, batch.given_folder) == ("", "")
    kept = consented.session.get(Document, consented.session.list(ScannedForm)[0].document_id)
    assert kept.given_name == name


def names_in(house: House, name: str) -> bool:
    connection = house.session.databases.connection(Compartment.GENERAL)
    return any(name.encode() in cell for cell in _cells(connection))


def test_who_filed_it_is_told_what_the_file_outside_is_called(consented: House) -> None:
    form = scanned(consented, "Teaselwood disclosure.pdf")
    told = restricted.file_restricted(consented.session, form, together(consented, form), DETAILS)
    assert [one.given_name for one in told.originals] == ["Teaselwood disclosure.pdf"]


def test_what_was_typed_before_it_was_restricted_is_gone_with_every_version(consented: House) -> None:
    form = actions.describe(consented.session, scanned(consented), **DETAILS).record
    assert found_in(consented) == {MARK, TITLE.encode(), SOURCE.encode()}
    filed(consented, form)
    assert found_in(consented) == set()


def test_filed_without_restriction_its_words_would_lie_in_the_general_database(consented: House) -> None:
    form = actions.describe(consented.session, scanned(consented), **DETAILS).record
    filing.file_form(consented.session, form, together(consented, form))
    assert found_in(consented) == set(SECRETS)


@pytest.mark.parametrize("left", ["forget_earlier", "change"])
def test_a_tray_that_kept_earlier_versions_or_its_pages_would_be_found_out(
    consented: House, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    form = scanned(consented)
    if left == "forget_earlier":
        form = actions.describe(consented.session, form, **DETAILS).record
        monkeypatch.setattr("coordinator_app.store.unit_of_work.forget_earlier", lambda *_all: None)
    else:
        monkeypatch.setattr(restricted, "_pages", lambda *_all: [])
    filed(consented, form)
    assert MARK in found_in(consented)


def test_a_search_by_who_holds_the_general_key_finds_no_word_of_it(consented: House) -> None:
    kept = filed(consented, scanned(consented))
    two = consented.as_user(Compartment.GENERAL)
    try:
        assert [two.search(word) for word in ("quagmire", "Teaselwood", "Hazelmoor social")] == [[], [], []]
        assert two.find(Document, kept.document_id) is None
    finally:
        two.close()
    assert [hit.kind for hit in consented.session.search("quagmire")] == ["document"]


def test_without_the_guarded_key_nothing_is_restricted_and_nothing_changed(consented: House) -> None:
    form = scanned(consented)
    two = consented.as_user(Compartment.GENERAL)
    try:
        with pytest.raises(KeyNotHeld):
            restricted.file_restricted(two, form, together(consented, form), DETAILS)
        restricted.settle(two)
    finally:
        two.close()
    assert tray(consented) == [form]


def test_its_printed_form_counts_as_back(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    filed(referred, tray(referred)[0])
    assert referred.session.get(type(form), form.id).returned_on == referred.clock.today()


def test_another_scan_of_the_same_file_stays_whole_and_the_file_may_be_deleted_in_the_end(
    consented: House,
) -> None:
    session = consented.session
    reference = printed(consented).reference
    batch = drop(consented, replace(bare(), content=PAGE), ours(reference, 1, 1))
    letter, form = tray(consented)
    filed(consented, actions.choose_pupil(session, letter, consented.pupil.id).record)
    (page,) = actions.pages_of(session, form)
    assert session.blob(page.content_id)
    assert not clearing.original_of(session, batch).may_go
    filing.file_form(session, form, built(consented, form))
    assert clearing.original_of(session, batch).may_go


def test_while_its_file_has_to_be_read_on_it_cannot_be_restricted(consented: House) -> None:
    session = consented.session
    form = scanned(consented)
    (batch,) = filing.batches_of(session, form)
    batch = actions.cannot_read(session, batch.id, "It is torn.")
    with pytest.raises(GateShut, match="not read to its end"):
        restricted.given_restricted(session, form)
    with pytest.raises(GateShut, match="not read to its end"):
        filed(consented, form)
    actions.throw_file_away(session, batch)
    assert len(restricted.given_restricted(session, form).pages) == 1
    filed(consented, form)
    assert found_in(consented) == set()


def test_a_scan_of_no_pages_is_not_put_together(consented: House) -> None:
    form = scanned(consented)
    actions.leave_out(consented.session, actions.pages_of(consented.session, form)[0], True)
    with pytest.raises(GateShut, match="left out"):
        restricted.given_restricted(consented.session, form)


def test_it_can_neither_be_brought_back_nor_undone(consented: House) -> None:
    session = consented.session
    form = scanned(consented)
    done = restricted.file_restricted(session, form, together(consented, form), DETAILS)
    assert done.change_id == ""
    with pytest.raises(GateShut, match="filed as restricted"):
        filing.bring_back(session, done.record)
    last = session.history(done.record.id)[-1]
    with pytest.raises(CannotUndo, match="filed as restricted"):
        session.undo(last.change_id)


def test_it_leaves_the_tray_for_good_the_day_after_with_the_name_of_its_file(consented: House) -> None:
    session = consented.session
    filed(consented, scanned(consented, "Strategy meeting.pdf"))
    clearing.clear_done(session)
    assert session.count(ScannedForm) == 1, "on the day itself it is among what was filed"
    consented.clock.at += timedelta(days=1)
    restricted.upkeep(session)
    assert [session.count(one, trashed=None) for one in (ScannedForm, ScannedPage, ScanBatch)] == [0, 0, 0]
    assert session.count(Document) == 1


@pytest.mark.parametrize("back", ["brought back", "undone"])
def test_what_it_was_filed_as_before_goes_to_the_guarded_trash_too(consented: House, back: str) -> None:
    session = consented.session
    form = actions.describe(session, scanned(consented), **DETAILS).record
    first = filing.file_form(session, form, together(consented, form))
    if back == "undone":
        session.undo(first.change_id)
    else:
        filing.bring_back(session, first.record)
    assert found_in(consented) == set(SECRETS), "in the trash of the general compartment"
    (again,) = tray(consented)
    filed(consented, again)
    assert found_in(consented) == set()
    assert session.get(Document, first.record.document_id).trashed_at is not None


def test_a_page_that_comes_while_the_filing_is_cut_off_makes_a_scan_of_its_own(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = printed(referred).reference
    drop(referred, ours(reference, 1, 2))
    monkeypatch.setattr(restricted, "_finish", cut_off)
    with pytest.raises(Killed):
        filed(referred, tray(referred)[0])
    monkeypatch.undo()
    drop(referred, ours(reference, 2, 2), name="late.pdf")
    half, late = tray(referred)
    assert (len(actions.pages_of(referred.session, half)), half.document_id != "") == (1, True)
    restricted.settle(referred.session)
    assert tray(referred) == [late]
    assert referred.session.blob(actions.pages_of(referred.session, late)[0].content_id)


# cut off


def cut_off(*_all: object) -> None:
    raise Killed


def test_cut_off_before_the_document_is_kept_it_is_in_the_tray_again(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = scanned(consented)
    monkeypatch.setattr(restricted, "attach_in", cut_off)
    with pytest.raises(Killed):
        filed(consented, form)
    monkeypatch.undo()
    (half,) = tray(consented)
    assert half.document_id
    two = consented.as_user(Compartment.GENERAL)
    try:
        with pytest.raises(NotFound):
            actions.describe(two, half, title="What was typed")
        with pytest.raises(GateShut, match="cut off"):
            filing.file_form(two, half, built(consented, half))
    finally:
        two.close()
    restricted.settle(consented.session)
    (whole,) = tray(consented)
    assert (whole.document_id, whole.is_guarded) == ("", False)
    filed(consented, whole)
    assert found_in(consented) == set()


def test_cut_off_after_the_document_was_kept_the_next_unlock_finishes_it(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = scanned(consented)
    monkeypatch.setattr(restricted, "_finish", cut_off)
    with pytest.raises(Killed):
        filed(consented, form)
    monkeypatch.undo()
    assert found_in(consented) == {MARK}, "without settling its pages would stay"
    restricted.upkeep(consented.session)
    assert (tray(consented), found_in(consented)) == ([], set())
    assert consented.session.count(Document) == 1


def test_a_failure_while_the_document_is_kept_is_taken_back_at_once(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = scanned(consented)

    def full(*_all: object) -> None:
        raise OSError

    monkeypatch.setattr(restricted, "attach_in", full)
    with pytest.raises(OSError):
        filed(consented, form)
    (now,) = tray(consented)
    assert (now.document_id, now.is_guarded) == ("", False)


# a document that is restricted later


def test_a_document_that_is_restricted_by_hand_takes_its_scan_out_of_the_tray(consented: House) -> None:
    session = consented.session
    form = actions.describe(session, scanned(consented), **DETAILS).record
    kept = filing.file_form(session, form, together(consented, form)).record
    session.move(session.get(Document, kept.document_id), Compartment.GUARDED, is_guarded=True)
    assert found_in(consented) == set()
    assert session.get(ScannedForm, kept.id).is_guarded


def test_without_its_hook_the_tray_would_keep_it(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    session = consented.session
    form = actions.describe(session, scanned(consented), **DETAILS).record
    kept = filing.file_form(session, form, together(consented, form)).record
    monkeypatch.setattr(session.catalogue, "moved", None)
    session.move(session.get(Document, kept.document_id), Compartment.GUARDED, is_guarded=True)
    assert MARK in found_in(consented)
    restricted.upkeep(session)
    assert found_in(consented) == set(), "the next unlock does it"


def test_a_file_that_is_read_to_its_end_later_is_emptied_then(consented: House) -> None:
    session = consented.session
    batch = actions.keep_scan(session, ScanFile("a.pdf", "", b"%PDF- " + MARK)).record
    form = scanned(consented)
    (page,) = actions.pages_of(session, form)
    with session.write() as work:
        work.change(page, batch_id=batch.id)
    form = actions.describe(session, form, **DETAILS).record
    kept = filing.file_form(session, form, together(consented, form)).record
    session.move(session.get(Document, kept.document_id), Compartment.GUARDED, is_guarded=True)
    assert session.get(ScanBatch, batch.id).content_id, "it has to be read on"
    with session.write() as work:
        work.trash(session.get(ScanBatch, batch.id))
    restricted.upkeep(session)
    assert session.get(ScanBatch, batch.id).content_id == ""
