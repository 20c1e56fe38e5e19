"""What is said of a filed document can be put right, and what is restricted leaves nothing behind in the open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import gather
from coordinator_app.chronology.model import MayBeTold
from coordinator_app.core.errors import GateShut, InvalidInput, StaleRecord
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import another_child, changing, trash, upkeep
from coordinator_app.documents.model import Document, DocumentKind, TakenOut
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from tests.documents.papers import found_in, paper
from tests.vaults import House, gathered, new_pupil, new_referral, ready_request

SECRET = "thornwick"


def test_a_wrong_kind_and_date_are_put_right_and_undone(consented: House) -> None:
    session = consented.session
    before = paper(consented)
    saved = changing.change(
        session, before, kind_of_document=DocumentKind.MINUTES, dated=date(2026, 10, 3), title="Minutes"
    )
    assert (saved.record.kind_of_document, saved.record.dated) == (DocumentKind.MINUTES, date(2026, 10, 3))
    assert [hit.record_id for hit in session.search("minutes")] == [before.id]
    session.undo(saved.change_id)
    assert session.get(Document, before.id).kind_of_document is DocumentKind.SCHOOL_LETTER


def test_the_same_press_twice_changes_it_once(consented: House) -> None:
    before = paper(consented)
    first = changing.change(consented.session, before, title="Better", source="School")
    again = changing.change(consented.session, before, title="Better", source="School")
    assert again.record == first.record
    assert again.change_id == ""
    assert len(consented.session.history(before.id)) == 2


def test_a_change_made_meanwhile_is_not_written_over(consented: House) -> None:
    before = paper(consented)
    changing.change(consented.session, before, title="Hers")
    with pytest.raises(StaleRecord):
        changing.change(consented.session, before, title="His")
    assert consented.session.get(Document, before.id).title == "Hers"


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("kind_of_document", None), ("dated", None), ("dated", date(2027, 1, 1))],
)
def test_what_every_document_needs_is_asked_for(consented: House, field: str, value: Any) -> None:
    with pytest.raises(InvalidInput) as told:
        changing.change(consented.session, paper(consented), **{field: value})
    assert [one.field for one in told.value.problems] == [field]


def test_only_what_people_type_can_be_changed(consented: House) -> None:
    with pytest.raises(TypeError):
        changing.change(consented.session, paper(consented), content_id="elsewhere")


def test_what_lies_in_the_trash_is_taken_back_before_it_is_changed(consented: House) -> None:
    before = paper(consented)
    gone = trash.to_trash(consented.session, before).record
    with pytest.raises(GateShut):
        changing.change(consented.session, gone, title="Other")


def test_who_may_be_told_is_kept(consented: House) -> None:
    kept = changing.change(consented.session, paper(consented), may_be_told=MayBeTold.FAMILY).record
    assert kept.may_be_told is MayBeTold.FAMILY


# restricted later


def family(house: House) -> tuple[Document, Document, Document]:
    """A message, what came with it, and the paper in the trash from which the attachment was made."""
    message = paper(house, f"Message {SECRET}", f"about {SECRET}")
    older = paper(house, f"Older {SECRET}", f"also {SECRET}")
    with_it = paper(
        house, f"Attached {SECRET}", f"more {SECRET}", came_with_id=message.id, made_from_id=older.id
    )
    return message, with_it, trash.to_trash(house.session, older).record


def test_a_document_restricted_later_leaves_no_word_of_it_in_the_open(consented: House) -> None:
    session = consented.session
    message, with_it, older = family(consented)
    session_draft(consented, with_it)
    gathered(consented, ready_request(consented))
    assert found_in(consented, Compartment.GENERAL, SECRET), "the search would see it"
    changing.change(session, with_it, also=(message.id,), is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    for one in (message, with_it, older):
        found = session.find_with_place(Document, one.id)
        assert found is not None
        assert (found[1], found[0].is_guarded) == (Compartment.GUARDED, True)
    assert session.get(Document, older.id).trashed_at is not None
    assert len(session.search(SECRET, kinds=("document",))) == 2


def session_draft(house: House, document: Document) -> None:
    with house.session.write() as work:
        work.save_draft("document_details", document.id, {"title": f"Typed {SECRET}"})


def test_without_the_relatives_words_would_stay_behind(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted: only the document itself moves."""
    message, with_it, _older = family(consented)
    monkeypatch.setattr(changing, "relatives", lambda *_: [])
    changing.change(consented.session, with_it, also=(message.id,), is_guarded=True)
    assert "document" in found_in(consented, Compartment.GENERAL, SECRET)


def test_what_a_kill_cut_off_is_finished_at_the_next_unlock(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    message, with_it, _older = family(consented)
    with monkeypatch.context() as cut:
        cut.setattr(changing, "follow", lambda *_: ())
        changing.change(consented.session, with_it, also=(message.id,), is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET)
    two = consented.as_user(Compartment.GENERAL)
    upkeep.settle(two)
    two.close()
    assert found_in(consented, Compartment.GENERAL, SECRET), "who does not hold the key leaves it"
    upkeep.settle(consented.session)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_the_note_on_the_other_childs_record_follows_with_what_it_was_called(consented: House) -> None:
    session = consented.session
    other: Pupil = referrals.take_referral(
        session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"), new_referral(consented)
    ).pupil
    moved = another_child.move(
        session, paper(consented, f"Letter {SECRET}"), other.id, "The name at the top."
    )
    changing.change(session, moved.document, is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    (note,) = session.list(TakenOut)
    assert note.is_guarded


def test_a_request_finds_a_document_that_was_restricted_meanwhile(consented: House) -> None:
    before = paper(consented)
    request = ready_request(consented)
    gathered(consented, request)
    changing.change(consented.session, before, is_guarded=True)
    (item,) = [one for one in gather.items_of(consented.session, request.id) if one.item_id == before.id]
    assert item.is_guarded


def test_what_is_restricted_stays_so(consented: House) -> None:
    before = paper(consented, is_guarded=True)
    with pytest.raises(InvalidInput) as told:
        changing.change(consented.session, before, is_guarded=False)
    assert [one.field for one in told.value.problems] == ["is_guarded"]


def test_nobody_restricts_without_the_key(consented: House) -> None:
    before = paper(consented)
    two = consented.as_user(Compartment.GENERAL)
    with pytest.raises(InvalidInput, match="Ask the safeguarding lead"):
        changing.change(two, before, is_guarded=True)
    two.close()
