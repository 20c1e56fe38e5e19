"""What was given stays as it was given, without a word of it beside the pack; what nobody was given goes; both are said before."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from coordinator_app.access_requests.actions.hand_over import SAVED
from coordinator_app.access_requests.actions.sent_in_error import contents
from coordinator_app.access_requests.items import Outcome, Pack, PackVolume, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, Exemption
from coordinator_app.access_requests.page.review_reading import read_item, read_names
from coordinator_app.breaches.model import Breach
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.errors import NotFound
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import elsewhere, erasing, letters, view
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest
from tests.breaches.breached import written
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import TODAY, asked_for, checked, decided, now
from tests.rights.test_erasing import AGREED, WORD, anywhere
from tests.vaults import House, add, new_entry, new_request


def answered(house: House, entry: ChronologyEntry, **more: Any) -> tuple[AccessRequest, Pack, RequestItem]:
    """A request that was answered with a pack in which the entry stands: the pack itself holds the word."""
    values = {"request_number": 41, "typed_on": TODAY, "sent_on": TODAY, **more}
    with house.session.write() as work:
        request = work.add(replace(new_request(house, received_on=TODAY), **values))
        item = work.add(
            RequestItem(
                request_id=request.id,
                item_kind="chronology_entry",
                item_id=entry.id,
                item_version=1,
                title=f"{WORD}, late",
                outcome=Outcome.REDACT,
                reason=f"{WORD} said it.",
                note=f"Ask {WORD}.",
                mention=f"{WORD} came in.",
                draft_words=WORD,
            )
        )
        covered = Redaction(
            request_item_id=item.id,
            field_name="words",
            start=0,
            end=3,
            exemption=Exemption.THIRD_PARTY,
            covered_words=WORD,
            reason=f"{WORD} is another child.",
        )
        work.change(work.add(covered), stands_for=f"a friend of {WORD}")
    return request, pack_of(house, request, sent_on=values["sent_on"]), item


def pack_of(house: House, request: AccessRequest, **more: Any) -> Pack:
    file = f"%PDF with {WORD}, {house.clock.now()} {more}".encode()
    with house.session.write() as work:
        place = work.put_blob(file)
        mark = hashlib.sha256(file).hexdigest()
        made = Pack(
            request_id=request.id,
            built_at=house.clock.now(),
            pages=3,
            sha256=mark,
            content_id=place,
            decisions_mark="ab",
            **more,
        )
        pack = work.add(made)
        work.add(PackVolume(pack_id=pack.id, volume=1, first_page=1, pages=3, sha256=mark, content_id=place))
    return pack


def a_paper(house: House, title: str) -> Document:
    return Document(
        pupil_id=house.pupil.id,
        title=title,
        kind_of_document=DocumentKind.OTHER,
        dated=TODAY,
        sha256="ab" * 32,
    )


def chosen(house: House, *entries: ChronologyEntry) -> RightsRequest:
    request = asked_for(house, RightsKind.ERASURE)
    for one in entries:
        request = erasing.choose(house.session, now(house, request), "chronology_entry", one.id).record
    return request


def erased(house: House, request: RightsRequest) -> RightsRequest:
    granted = decided(house, checked(house, now(house, request)), RightsOutcome.GRANTED)
    return erasing.erase(house.session, granted, AGREED).record


def test_what_a_pack_that_was_sent_holds_is_named_before_anything_is_decided(consented: House) -> None:
    session = consented.session
    entry, other = add(consented, f"{WORD} came in late."), add(consented, f"{WORD} again.")
    answered(consented, entry)
    request = chosen(consented, entry, other)
    (said,) = view.read(session, request.id, guarded_words=True).stays
    assert said.startswith("The pack of request 41, sent on 24 November 2026, holds 1 of these records.")
    assert "kept as it was" in said
    assert WORD not in said


def test_what_was_withheld_is_in_no_pack(consented: House) -> None:
    session, entry = consented.session, add(consented, f"{WORD} came in late.")
    _, _, item = answered(consented, entry)
    with session.write() as work:
        work.change(item, outcome=Outcome.WITHHOLD)
    assert view.read(session, chosen(consented, entry).id, guarded_words=True).stays == ()


def test_the_pack_that_was_sent_and_what_was_decided_stay_without_a_word_beside_it(consented: House) -> None:
    session, entry = consented.session, add(consented, f"{WORD} came in late.")
    request, pack, item = answered(consented, entry)
    before = contents(session, request, pack)
    erased(consented, chosen(consented, entry))
    assert anywhere(consented) == {"blob_part"}  # the pack, as it was sent
    assert hashlib.sha256(session.blob(pack.content_id)).hexdigest() == pack.sha256
    kept = session.get(RequestItem, item.id)
    assert (kept.title, kept.outcome, kept.item_id) == ("Erased", Outcome.REDACT, entry.id)
    (covered,) = session.list(Redaction, where={"request_item_id": item.id})
    assert covered.exemption is Exemption.THIRD_PARTY
    (line,) = read_item(session, item.id, read_names(session, request)).fields
    assert line.words.startswith("This record was erased on 24 November 2026.")
    assert contents(session, request, pack) == before  # a breach that comes to light later still counts it
    assert all(verdict.is_whole for verdict in session.verify_audit())


def test_an_item_that_kept_its_words_would_be_caught(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "bare", lambda *_all: None)  # the planted fault
    with pytest.raises(AssertionError):
        test_the_pack_that_was_sent_and_what_was_decided_stay_without_a_word_beside_it(consented)


def test_items_of_a_sent_request_that_went_with_the_record_would_be_caught(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "_packs_that_left", lambda *_all: [])  # the planted fault: as it was
    with pytest.raises(AssertionError):
        test_the_pack_that_was_sent_and_what_was_decided_stay_without_a_word_beside_it(consented)


def test_packs_that_nobody_was_given_go_with_it(consented: House) -> None:
    session, entry = consented.session, add(consented, f"{WORD} came in late.")
    case, sent, _ = answered(consented, entry)
    earlier = pack_of(consented, case)
    with session.write() as work:
        work.trash(earlier)
    ended = {"sent_on": None, "request_number": 42, "closed_on": TODAY, "closed_as": ClosedAs.WITHDRAWN}
    _, never, gone = answered(consented, entry, **ended)
    with session.write() as work:
        work.audit(SAVED, never)
    request = chosen(consented, entry)
    said = " ".join(view.read(session, request.id, guarded_words=True).stays)
    assert "A copy of a pack of request 42 was saved outside the vault. Find it and delete it." in said
    erased(consented, request)
    assert session.find(Pack, sent.id) is not None
    for one in (earlier, never):
        assert session.find(Pack, one.id) is None
        with pytest.raises(NotFound):
            session.blob(one.content_id)
    assert session.list(PackVolume, where={"pack_id": never.id}, trashed=None) == []
    assert session.find(RequestItem, gone.id) is None


def test_a_pack_that_was_saved_and_lost_stays_as_one_that_was_sent(consented: House) -> None:
    session, entry = consented.session, add(consented, f"{WORD} came in late.")
    ended = {"sent_on": None, "closed_on": TODAY, "closed_as": ClosedAs.WITHDRAWN}
    request, lost, _ = answered(consented, entry, **ended)
    breach = written(consented, request_id=request.id, pack_id=lost.id)
    with session.write() as work:
        work.change(breach, closed_on=TODAY)
    chose = chosen(consented, entry)
    (said,) = view.read(session, chose.id, guarded_words=True).stays
    assert "request 41, which left and went astray, holds 1" in said
    erased(consented, chose)
    assert session.find(Pack, lost.id) is not None
    assert session.count(Breach) == 1


def test_the_same_file_on_another_record_and_the_twin_in_the_trash_are_named(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        mine = work.add(a_paper(consented, "The paper"))
        work.add(a_paper(consented, "The same"))
        entry = work.add(new_entry(consented, "Words.", incident="one"))
        work.trash(work.add(new_entry(consented, "Words.", incident="one")))
    request = chosen(consented, entry)
    request = erasing.choose(session, now(consented, request), "document", mine.id).record
    said = " ".join(view.read(session, request.id, guarded_words=True).stays)
    assert "The same file is kept as 1 document more." in said
    assert "stands in 1 entry on other records" in said


def test_the_answer_says_that_what_was_given_is_kept_and_only_where_it_is(
    consented: House, tmp_path: Any
) -> None:
    session, entry, free = (
        consented.session,
        add(consented, f"{WORD} came in late."),
        add(consented, "Words."),
    )
    answered(consented, entry)
    words = "What we gave somebody on an access request is kept as it was given."
    for one, said in ((entry, True), (free, False)):
        done = erased(consented, chosen(consented, one))
        page = print_order(letters.answer_order(session, done, practice=True)).pdf
        assert (words in " ".join(pdf_text(page, tmp_path).split())) is said
