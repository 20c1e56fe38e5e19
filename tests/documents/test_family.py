"""The same words lie in several documents: a file kept twice, one that came in two messages. Restricted, all of them are."""

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
    looked = Looked("message/rfc822", 1, "hello", inside=(_attached(),))
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


@pytest.mark.parametrize("which", ["first", "second"])
def test_the_same_attachment_in_two_messages_is_restricted_with_either(consented: House, which: str) -> None:
    messages = {title: message(consented, title) for title in ("first", "second")}
    assert found_in(consented, Compartment.GENERAL, SECRET), "the search would see it"
    changing.change(consented.session, messages[which], is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    assert all(one.is_guarded for one in consented.session.list(Document))


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
        return tuple(replace(each, prints=frozenset()) for each in honest(*asked))

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
    message(consented, "first", is_guarded=True)
    second = message(consented, "second")
    assert second.is_guarded, "it holds the restricted attachment whole"
    assert found_in(consented, Compartment.GENERAL, SECRET) == []


def test_several_added_at_once_lie_with_the_one_that_is_restricted_already(consented: House) -> None:
    one = paper(consented, "Letter", SECRET, is_guarded=True)
    plain = Document(
        pupil_id=one.pupil_id, title="Plain", kind_of_document=DocumentKind.OTHER, dated=one.dated
    )
    same = replace(plain, title="Same")
    files = [
        ToAdd(plain, b"plain", Looked("text/plain", 1, "plain")),
        ToAdd(same, actions.content_of(consented.session, one), Looked("application/pdf", 1, SECRET), True),
    ]
    kept = adding_many.attach_all(consented.session, files).record
    assert [each.is_guarded for each in kept] == [True, True]
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
        Kin("a", False, frozenset({"elsewhere"}), frozenset({"1"})),
        Kin("b", False, frozenset({"elsewhere"}), frozenset({"2"})),
        Kin("c", False, frozenset({"a"}), frozenset({"3"})),
    )
    assert family.together(kin, "a") == {"a", "c"}, "a message on another child's record ties nothing here"
    assert family.together(kin, "unknown") == {"unknown"}


def test_what_lies_in_the_trash_is_restricted_too(consented: House) -> None:
    one = paper(consented, "Letter", SECRET)
    other = again(consented, one)
    trash.to_trash(consented.session, one)
    changing.change(consented.session, other, is_guarded=True)
    assert found_in(consented, Compartment.GENERAL, SECRET) == []
    assert consented.session.get(Document, one.id).trashed_at is not None
