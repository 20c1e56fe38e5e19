"""Pages in a new order: new documents, the old ones in the trash, undone as one, and never of what was given away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.core.errors import GateShut, InvalidInput, StaleRecord
from coordinator_app.documents import actions, changing, rearranging, trash
from coordinator_app.documents.model import Document
from coordinator_app.documents.rearranging import NewDocument
from tests.documents.papers import LOOKED, give, paper
from tests.vaults import House, new_request

NEW = NewDocument("In order", b"%PDF-1.7 new", replace(LOOKED, page_count=2, words="new words"))


def test_the_new_one_stands_for_the_old_one_and_undo_turns_it_back(consented: House) -> None:
    session = consented.session
    old = paper(consented, "Upside down", source="The school")
    whole = actions.content_of(session, old)
    with_it = paper(consented, "Attached", came_with_id=old.id)
    saved = rearranging.rearrange(session, [old], [NEW])
    (new,) = saved.record
    assert (new.made_from_id, new.title, new.source, new.page_count) == (old.id, "In order", "The school", 2)
    assert new.words == "new words"
    assert session.get(Document, with_it.id).came_with_id == new.id
    assert [one.document.id for one in trash.in_trash(session, consented.pupil.id)] == [old.id]
    assert actions.content_of(session, old) == whole, "the original is never altered"
    session.undo(saved.change_id)
    assert session.get(Document, old.id).trashed_at is None
    assert session.get(Document, new.id).trashed_at is not None
    assert session.get(Document, with_it.id).came_with_id == old.id


def test_two_are_put_together_and_one_is_split(consented: House) -> None:
    session = consented.session
    one, other = paper(consented, "One"), paper(consented, "Other")
    rearranging.rearrange(session, [one, other], [NEW])
    assert [kept.title for kept in actions.documents_of(session, consented.pupil.id)] == ["In order"]
    (kept,) = actions.documents_of(session, consented.pupil.id)
    parts = rearranging.titles(kept.title, 2)
    assert parts == ("In order, part 1", "In order, part 2")
    made = [NewDocument(name, name.encode(), LOOKED) for name in parts]
    assert len(rearranging.rearrange(session, [kept], made).record) == 2
    assert rearranging.titles("Letter", 1) == ("Letter",)


def test_what_was_given_to_somebody_stays_as_it_was_given(consented: House) -> None:
    old = paper(consented)
    give(consented, old)
    with pytest.raises(GateShut, match="given to Rowan Puddlecombe on 20 November 2026"):
        rearranging.rearrange(consented.session, [old], [NEW])
    assert consented.session.get(Document, old.id).trashed_at is None


def test_without_the_look_at_the_ledger_it_would_be_replaced(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    old = paper(consented)
    give(consented, old)
    monkeypatch.setattr("coordinator_app.documents.bound._given", lambda *_: iter(()))
    assert rearranging.rearrange(consented.session, [old], [NEW]).record


def test_in_an_open_request_papers_stay_as_they_are(consented: House) -> None:
    old = paper(consented)
    intake.log_request(consented.session, new_request(consented))
    with pytest.raises(GateShut, match="Its papers stay as they are"):
        rearranging.contents(consented.session, [old])


def test_a_document_that_changed_meanwhile_or_is_gone_is_left_alone(consented: House) -> None:
    session, old = consented.session, paper(consented)
    changing.change(session, old, title="Other")
    with pytest.raises(StaleRecord):
        rearranging.rearrange(session, [old], [NEW])
    gone = trash.to_trash(session, session.get(Document, old.id)).record
    with pytest.raises(GateShut):
        rearranging.rearrange(session, [gone], [NEW])


def test_restricted_and_open_papers_are_not_mixed_nor_two_childrens(consented: House) -> None:
    one, other = paper(consented, "One"), paper(consented, "Other", is_guarded=True)
    with pytest.raises(GateShut, match="One of these documents is restricted"):
        rearranging.contents(consented.session, [one, other])


def test_too_much_and_nothing_are_refused(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    one = paper(consented)
    assert rearranging.contents(consented.session, [one]) == (actions.content_of(consented.session, one),)
    with pytest.raises(InvalidInput):
        rearranging.rearrange(consented.session, [one], [])
    monkeypatch.setattr(rearranging, "MOST_TOGETHER", 10)
    with pytest.raises(InvalidInput):
        rearranging.contents(consented.session, [one])


def test_a_restricted_paper_stays_restricted(consented: House) -> None:
    old = paper(consented, is_guarded=True)
    (new,) = rearranging.rearrange(consented.session, [old], [NEW]).record
    assert new.is_guarded
