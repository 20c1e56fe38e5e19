"""What is erased is gone: from every table, every byte, every version, both compartments; and what stays says no word of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from coordinator_app.access_requests.items import Pack, RequestItem
from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, due, erasing, letters, view
from coordinator_app.rights.erasing import Agreement
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import ErasureCertificate, RightsItem
from coordinator_app.store.undo import CannotUndo
from tests.corrections.asked import asked, give
from tests.corrections.asked import decided as correction_decided
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import TODAY, asked_for, checked, decided, now
from tests.store.looking import tables_with
from tests.vaults import House, add, new_entry, new_pupil, new_request, ready_request

WORD = "Quillfeather"
AGREED = Agreement("Barnaby Elderwood", "In a meeting on 24 November 2026.")


def granted(house: House, *entries: ChronologyEntry, **more: object) -> RightsRequest:
    request = asked_for(house, RightsKind.ERASURE, **more)
    for one in entries:
        request = erasing.choose(house.session, now(house, request), "chronology_entry", one.id).record
    request = checked(house, now(house, request))
    return decided(house, request, RightsOutcome.GRANTED)


def anywhere(house: House) -> set[str]:
    """The tables of both compartments in which the word stands."""
    connections = (
        house.session.databases.connection(one) for one in (Compartment.GENERAL, Compartment.GUARDED)
    )
    return {table for one in connections for table in tables_with(one, WORD)}


def everything_of(house: House, category: Category = Category.BEHAVIOUR) -> ChronologyEntry:
    """An entry of which something stands wherever it can leave something."""
    entry = add(house, f"{WORD} came in late.", category=category)
    chronology.correct_entry(house.session, entry, f"{WORD} was on time.", words=f"{WORD} came in on time.")
    entry = house.session.get(ChronologyEntry, entry.id)
    with house.session.write(
        Compartment.GUARDED if category is Category.SAFEGUARDING else Compartment.GENERAL
    ) as work:
        work.save_draft("entry", entry.id, {"words": WORD})
    claim = asked(house, entry, says=f"{WORD} was never there.")
    correction_decided(house, claim, CorrectionOutcome.REFUSED)
    return entry


@pytest.mark.parametrize("category", [Category.BEHAVIOUR, Category.SAFEGUARDING])
def test_what_is_erased_stands_nowhere_any_more(consented: House, category: Category) -> None:
    entry = everything_of(consented, category)
    assert {"chronology_entry", "history", "correction_claim", "draft"} <= anywhere(consented)
    request = granted(consented, entry)
    assert request.is_guarded is (category is Category.SAFEGUARDING)
    kept = erasing.erase(consented.session, request, AGREED).record
    assert kept.done_on == TODAY
    assert anywhere(consented) == set()
    with pytest.raises(NotFound):
        consented.session.get(ChronologyEntry, entry.id)
    assert all(verdict.is_whole for verdict in consented.session.verify_audit())


def test_it_would_still_be_found_if_its_history_stayed(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = granted(consented, everything_of(consented))
    monkeypatch.setattr(erasing, "_COPIES", ())  # the planted fault
    erasing.erase(consented.session, request, AGREED)
    assert "correction_claim" in anywhere(consented)


def test_no_byte_of_the_decrypted_file_holds_it(consented: House, tmp_path: Path) -> None:
    request = granted(consented, everything_of(consented))
    before = plain_copy(consented, tmp_path / "before.db")
    assert WORD.encode() in before
    erasing.erase(consented.session, request, AGREED)
    after = plain_copy(consented, tmp_path / "after.db")
    assert WORD.encode() not in after
    assert WORD.lower().encode() not in after.lower()


def plain_copy(house: House, place: Path) -> bytes:
    """The general database page by page as it lies on the disk, but without its lock: free pages come along."""
    connection = house.session.databases.connection(Compartment.GENERAL)
    target = dbapi2.connect(str(place))
    target.close()
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(place),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    content = place.read_bytes()
    if WORD.encode() not in content:
        assert free == 0, "free pages may hold what was erased"
    return content


def test_the_certificate_says_what_and_who_agreed_and_never_what_it_said(
    consented: House, tmp_path: Path
) -> None:
    session = consented.session
    request = granted(consented, everything_of(consented), add(consented, "Another."))
    kept = erasing.erase(session, request, AGREED).record
    (certificate,) = erasing.certificates_of(session, kept)
    assert certificate.kinds == "2 chronology entries"
    assert certificate.agreed_by == "Barnaby Elderwood"
    assert "Backups made before" in certificate.backups
    assert {(one.called, one.erased_on) for one in session.list(RightsItem)} == {("", TODAY)}
    order = letters.answer_order(session, kept, practice=True)
    words = " ".join(pdf_text(print_order(order).pdf, tmp_path).split())
    assert "Safety copies made before it is erased may still hold it." in words
    shown = view.read(session, kept.id, guarded_words=True)
    assert shown.certificates == (certificate,)
    assert view.is_about_erasure(shown)
    with pytest.raises(GateShut, match="nothing to erase"):
        erasing.erase(session, kept, AGREED)
    assert any(row.entry.action == "erased" for row in session.audit_rows(limit=10_000))
    history = session.history(certificate.id)
    with pytest.raises(CannotUndo):
        session.undo(history[0].change_id)


@pytest.mark.parametrize(
    ("agreement", "match"),
    [
        (Agreement("", "In a meeting."), "Name the second person"),
        (Agreement("Barnaby Elderwood", " "), "Say how they agreed"),
        (Agreement("Tansy Fieldgate", "In a meeting."), "somebody else"),
        (Agreement("marigold puddlecombe", "In a meeting."), "somebody else"),
    ],
)
def test_a_second_person_agrees_before_anything_goes(
    consented: House, agreement: Agreement, match: str
) -> None:
    entry = add(consented, f"{WORD} came in.")
    request = granted(consented, entry)
    with pytest.raises(InvalidInput, match=match):
        erasing.erase(consented.session, request, agreement)
    assert consented.session.get(ChronologyEntry, entry.id)
    assert consented.session.count(ErasureCertificate) == 0


def test_whoever_asks_to_see_it_in_between_stops_it(consented: House) -> None:
    request = granted(consented, add(consented, "Words."))
    ready_request(consented)
    with pytest.raises(GateShut, match="section 173"):
        erasing.erase(consented.session, request, AGREED)


def test_what_is_erased_is_chosen_before_the_decision_and_only_of_this_pupil(consented: House) -> None:
    session, entry = consented.session, add(consented, "Words.")
    request = asked_for(consented, RightsKind.ERASURE)
    offered = erasing.to_choose(session, request, guarded_words=True)
    assert entry.id in {one.id for one in offered.items}
    with pytest.raises(GateShut, match="not said yet what is erased"):
        decided(consented, checked(consented, request), RightsOutcome.GRANTED)
    with session.write() as work:
        other = work.add(new_pupil(consented, given_names="Wren"))
    for kind, item_id in (("", ""), ("pupil", other.id)):
        with pytest.raises(InvalidInput):
            erasing.choose(session, request, kind, item_id)
    erasing.choose(session, request, "chronology_entry", entry.id)
    with pytest.raises(InvalidInput, match="already"):
        erasing.choose(session, request, "chronology_entry", entry.id)
    (item,) = session.list(RightsItem)
    erasing.leave_out(session, item)
    assert session.list(RightsItem) == []
    erasing.choose(session, request, "chronology_entry", entry.id)
    decided(consented, request, RightsOutcome.REFUSED)
    (item,) = session.list(RightsItem)
    with pytest.raises(GateShut):
        erasing.leave_out(session, item)
    with pytest.raises(GateShut):
        erasing.choose(session, now(consented, request), "chronology_entry", entry.id)


def test_a_kill_between_the_erasing_and_its_certificate_is_carried_on(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = granted(consented, add(consented, f"{WORD} came in."))

    def killed(*_all: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(erasing, "_certify", killed)
        with pytest.raises(KeyboardInterrupt):
            erasing.erase(consented.session, request, AGREED)
    kept = erasing.erase(consented.session, now(consented, request), AGREED).record
    assert kept.done_on == TODAY
    assert anywhere(consented) == set()


def test_the_certificate_names_the_pack_and_the_twin_of_the_incident_that_still_say_it(
    consented: House,
) -> None:
    session = consented.session
    with session.write() as work:
        other = work.add(new_pupil(consented, given_names="Wren", family_name="Thorncastle"))
        entry = work.add(new_entry(consented, f"{WORD} came in late.", incident="one"))
        work.add(replace(new_entry(consented, f"{WORD} came in late.", incident="one"), pupil_id=other.id))
        asks = new_request(consented, received_on=TODAY)
        sent = work.add(replace(asks, request_number=41, typed_on=TODAY, sent_on=TODAY))
        work.add(
            RequestItem(request_id=sent.id, item_kind="chronology_entry", item_id=entry.id, item_version=1)
        )
        built = consented.clock.now()
        pack = Pack(
            request_id=sent.id, built_at=built, pages=3, sha256="ab", content_id="none", decisions_mark="ab"
        )
        work.add(pack)
    request = erasing.erase(session, granted(consented, entry), AGREED).record
    (certificate,) = erasing.certificates_of(session, request)
    assert (
        "The pack of request 41, sent on 24 November 2026, holds 1 of these records." in certificate.backups
    )
    assert "stands in 1 entry on other records" in certificate.backups
    assert WORD not in certificate.backups


def test_a_certificate_that_kept_silent_about_the_pack_would_be_caught(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "still_says", lambda *_: ())  # the planted fault
    with pytest.raises(AssertionError):
        test_the_certificate_names_the_pack_and_the_twin_of_the_incident_that_still_say_it(consented)


@pytest.mark.parametrize(
    "typed", ["T. Fieldgate", "Ms Tansy Fieldgate", "Fieldgate, Tansy", "Mrs Puddlecombe"]
)
def test_the_second_person_is_another_however_the_name_is_typed(consented: House, typed: str) -> None:
    request = granted(consented, add(consented, "Kit shouted at the gate."))
    with pytest.raises(InvalidInput, match="somebody else than who decided"):
        erasing.erase(consented.session, request, Agreement(typed, "In a meeting"))


def test_nobody_is_told_that_something_is_erased_before_it_is(consented: House) -> None:
    session = consented.session
    entry = add(consented, "Kit shouted at the gate.")
    give(consented, entry, to="Foxglove Hill School")
    request = granted(consented, entry)
    (notice,) = notices_of(session, request.id)
    with pytest.raises(GateShut, match="Nothing is erased yet"):
        letters.notice_order(session, notice, practice=True)
    with pytest.raises(GateShut, match="Nothing is erased yet"):
        actions.tell(session, notice, told_on=TODAY)
    assert [one.second_line for one in due.due_items(session)][1:] == [
        "It was granted. Erase what was chosen."
    ]
    answer = text_of_letter(letters.answer_order(session, request, practice=True))
    assert "made before it is erased" in answer
    assert "before today" not in answer
    request = erasing.erase(session, request, AGREED).record
    assert "We have erased something" in text_of_letter(letters.notice_order(session, notice, practice=True))
    assert "1 of 1 recipient to be told." in [one.second_line for one in due.due_items(session)]


def test_a_record_is_left_out_once(consented: House) -> None:
    session = consented.session
    request = asked_for(consented, RightsKind.ERASURE)
    entry = add(consented, "Kit shouted.")
    request = erasing.choose(session, request, "chronology_entry", entry.id).record
    (item,) = session.list(RightsItem, where={"request_id": request.id})
    erasing.leave_out(session, item)
    with pytest.raises(GateShut, match="off the list already"):
        erasing.leave_out(session, item)
