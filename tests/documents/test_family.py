"""The same words lie in several documents: a file kept twice, one that came in two messages.

Restricted, every copy is. A message that only shares an attachment is asked about, never taken along in silence.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions, adding_many, changing, family, trash, upkeep
from coordinator_app.documents.adding_many import ToAdd
from coordinator_app.documents.family import Kin
from coordinator_app.documents.model import Document, DocumentKind, Inside, Looked
from tests.documents.papers import found_in, paper
from tests.vaults import House

SECRET = "thornwick"
ATTACHED = f"about {SECRET}".encode()


def message(house: House, title: str, **more: Any) -> Document:
    """A message with the same attachment as every other made here."""
    above = Document(
        pupil_id=house.pupil.id,
        title=title,
        kind_of_document=DocumentKind.EMAIL,
        dated=date(2026, 10, 2),
        given_name=f"{title}.eml",
    )
    looked = Looked("message/rfc822", 1, f"hello, {title}", inside=(_attached(),))
    content = f"From: {title}\n\n{SECRET}".encode()
    return actions.attach(house.session, replace(above, **more), content, looked).record


def _attached() -> Inside:
    return Inside("notes.txt", ATTACHED, Looked("text/plain", 1, f"about {SECRET}"))


def again(house: House, one: Document, **more: Any) -> Document:
    """The very same file kept a second time."""
    copy = replace(
        Document(pupil_id=one.pupil_id, title="Once more", kind_of_document=DocumentKind.OTHER),
        dated=one.dated,
        **more,
    )
    content = actions.content_of(house.session, one)
    return actions.attach(
        house.session, copy, content, Looked("application/pdf", 1, SECRET), twice=True
    ).record


@pytest.mark.parametrize("which", [0, 1, 3])
def test_the_same_attachment_in_two_messages_is_restricted_with_either(consented: House, which: int) -> None:
    """The attachment, and the message that was chosen; the others are asked about, and stay if they are not ticked."""
    messages = [message(consented, f"Report {number}") for number in range(4)]
    kin = family.kin_of(consented.session, consented.pupil.id)
    chosen = messages[which]
    asked = {one.title for one in family.to_ask(kin, {chosen.id})}
    assert asked == {f"Report {number}" for number in range(4)} - {chosen.title}
    changing.change(consented.session, chosen, is_guarded=True)
    restricted = {one.title for one in consented.session.list(Document) if one.is_guarded}
    assert restricted == {chosen.title, "notes"}
    late = message(consented, "Bus times next week")
    assert not late.is_guarded, "only what is inside it lies restricted"
    assert "notes.txt" not in late.lies_hidden, "a restricted file is not called by its name in the open"
    upkeep.settle(consented.session)
    assert sum(one.is_guarded for one in consented.session.list(Document)) == 2, "nor at the next unlock"


def test_if_ties_ran_on_through_shared_attachments_all_letters_would_go(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    honest = family.going_with
    monkeypatch.setattr(
        family, "going_with", lambda kin, ids: honest(kin, ids) | family.holding(kin, honest(kin, ids))
    )
    messages = [message(consented, f"Report {number}") for number in range(4)]
    changing.change(consented.session, messages[2], is_guarded=True)
    assert all(one.is_guarded for one in consented.session.list(Document))


def test_messages_that_are_ticked_go_too_with_what_came_with_them(consented: House) -> None:
    first, second, third = (message(consented, f"Report {number}") for number in range(3))
    paper(consented, "Came too", came_with_id=second.id)
    changing.change(consented.session, first, also=(second.id,), is_guarded=True)
    still_open = [one.title for one in consented.session.list(Document) if not one.is_guarded]
    assert still_open == [third.title]


def test_an_attachment_restricted_by_itself_asks_for_the_message_that_it_came_with(consented: House) -> None:
    above = message(consented, "Report")
    (inner,) = consented.session.list(Document, where={"came_with_id": above.id})
    kin = family.kin_of(consented.session, consented.pupil.id)
    assert family.holding_itself(kin, {inner.id}) == {above.id}
    assert [one.document_id for one in family.to_ask(kin, {inner.id})] == [above.id]
    changing.change(consented.session, inner, also=(above.id,), is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_the_same_message_saved_anew_is_known_by_its_words(consented: House) -> None:
    message(consented, "Report", is_guarded=True)
    looked = Looked("message/rfc822", 1, "hello,\nReport")
    anew = Document(
        pupil_id=consented.pupil.id,
        title="Anew",
        kind_of_document=DocumentKind.EMAIL,
        dated=date(2026, 10, 2),
    )
    assert actions.attach(consented.session, anew, b"other bytes", looked).record.is_guarded
    other = replace(looked, words="about something else")
    assert not actions.attach(consented.session, anew, b"others", other).record.is_guarded
    silent = replace(looked, words="")
    assert not actions.attach(consented.session, anew, b"silent", silent).record.is_guarded


def test_what_is_ticked_may_bring_others_that_are_asked_about(consented: House) -> None:
    kin = (
        Kin("a", inside=frozenset({"1"})),
        Kin("b", inside=frozenset({"1", "2"}), title="B"),
        Kin("c", inside=frozenset({"2"}), title="C"),
        Kin("x", own="1"),
        Kin("y", own="2", message="b", title="Y"),
    )
    assert [one.document_id for one in family.to_ask(kin, {"a"})] == ["b"]
    assert [one.document_id for one in family.to_ask(kin, {"a"}, {"b"})] == ["b", "c"]
    assert [one.document_id for one in family.ever_to_ask(kin, {"a"})] == ["b", "c"]


def test_a_file_kept_twice_is_restricted_twice(consented: House) -> None:
    one = paper(consented, "Letter", SECRET)
    other = again(consented, one)
    changing.change(consented.session, other, is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    assert consented.session.get(Document, one.id).is_guarded


def test_without_fingerprints_the_same_words_would_stay_in_the_open(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    one = paper(consented, "Letter", SECRET)
    honest = family.kin_of

    def blind(*asked: Any) -> tuple[Kin, ...]:
        return tuple(replace(each, own="") for each in honest(*asked))

    other = again(consented, one)
    monkeypatch.setattr(family, "kin_of", blind)
    changing.change(consented.session, other, is_guarded=True)
    assert "document" in found_in(consented, Compartment.GENERAL, SECRET)


def test_what_is_added_restricted_takes_the_same_file_with_it(consented: House) -> None:
    one = paper(consented, "Letter", SECRET)
    again(consented, one, is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_what_is_added_to_the_same_file_that_is_restricted_is_restricted_at_once(consented: House) -> None:
    one = paper(consented, "Letter", SECRET, is_guarded=True)
    assert again(consented, one).is_guarded
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_of_several_added_at_once_only_the_one_that_lies_restricted_already_does(consented: House) -> None:
    one = paper(consented, "Letter", SECRET, is_guarded=True)
    plain = Document(
        pupil_id=one.pupil_id, title="Plain", kind_of_document=DocumentKind.OTHER, dated=one.dated
    )
    same = replace(plain, title="Same")
    files = [
        ToAdd(plain, b"plain", Looked("text/plain", 1, "plain")),
        ToAdd(same, actions.content_of(consented.session, one), Looked("application/pdf", 1, SECRET), True),
    ]
    saved = adding_many.attach_all(consented.session, files)
    kept = saved.record
    assert {each.title: each.is_guarded for each in kept} == {"Same": True, "Plain": False}
    assert saved.change_id == "", "on two sides of the vault they are two changes"
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_who_does_not_hold_the_key_leaves_it_to_the_next_who_does(consented: House) -> None:
    one = paper(consented, "Letter", SECRET, is_guarded=True)
    content = actions.content_of(consented.session, one)
    two = consented.as_user(Compartment.GENERAL)
    copy = Document(pupil_id=one.pupil_id, title="Open", kind_of_document=DocumentKind.OTHER, dated=one.dated)
    actions.attach(two, copy, content, Looked("application/pdf", 1, SECRET))
    upkeep.settle(two)
    two.close()
    assert found_in(consented, Compartment.GENERAL, SECRET)
    upkeep.settle(consented.session)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_another_childs_copy_of_the_same_file_is_left_alone_and_so_is_what_shares_nothing(
    consented: House,
) -> None:
    one, other = paper(consented, "Letter", SECRET), paper(consented, "Other")
    changing.change(consented.session, one, is_guarded=True)
    assert not consented.session.get(Document, other.id).is_guarded
    kin = (
        Kin("a", message="elsewhere", own="1"),
        Kin("b", message="elsewhere", own="2"),
        Kin("c", source="a", own="3"),
    )
    assert family.going_with(kin, {"a"}) == {"a", "c"}, (
        "a message on another child's record ties nothing here"
    )
    assert family.going_with(kin, {"unknown"}) == {"unknown"}


def test_what_lies_in_the_trash_is_restricted_too(consented: House) -> None:
    one = paper(consented, "Letter", SECRET)
    other = again(consented, one)
    trash.to_trash(consented.session, one)
    changing.change(consented.session, other, is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    assert consented.session.get(Document, one.id).trashed_at is not None
