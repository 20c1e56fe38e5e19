"""Words read from pictures are found like any other, and pages that nobody could read are counted."""

from __future__ import annotations

from dataclasses import replace

from coordinator_app.documents import actions, changing, machine_words, rearranging, trash
from coordinator_app.documents.model import Document
from coordinator_app.documents.reading_jobs import MachineRead
from tests.documents.papers import LOOKED
from tests.documents.test_documents import PDF, new_document
from tests.vaults import House

PICTURE = replace(LOOKED, page_count=3, pages_without_words=3, hidden="A comment: call the aunt.")


def kept(house: House) -> Document:
    return actions.attach(house.session, new_document(house), PDF, PICTURE).record


def test_what_was_found_in_a_file_is_kept_with_it(consented: House) -> None:
    one = kept(consented)
    assert (one.unread_pages, one.read_by_machine, one.lies_hidden) == (3, False, "A comment: call the aunt.")
    assert machine_words.waits(one)


def test_words_read_later_are_found_and_marked_as_read_by_machine(consented: House) -> None:
    session, one = consented.session, kept(consented)
    read = machine_words.keep_words(session, one, MachineRead("plimsolls and a blot", 2, (3,)))
    assert (read.read_by_machine, read.unread_pages, machine_words.waits(read)) == (True, 1, False)
    assert [hit.record_id for hit in session.search("plimsolls")] == [one.id]


def test_words_read_meanwhile_refuse_nobody_who_changes_or_throws_it_away(consented: House) -> None:
    session, one = consented.session, kept(consented)
    machine_words.keep_words(session, one, MachineRead("plimsolls", 1))
    changed = changing.change(session, one, title="Other").record
    assert (changed.title, changed.words) == ("Other", "plimsolls")
    assert rearranging.may_rearrange(session, [changed])
    saved = trash.to_trash(session, one)
    assert saved.change_id
    assert trash.to_trash(session, one).change_id == "", "pressed twice"


def test_what_could_not_be_read_is_not_tried_again_and_again(consented: House) -> None:
    one = kept(consented)
    read = machine_words.keep_words(consented.session, one, MachineRead("", 0, (1, 2, 3)))
    assert (read.read_by_machine, read.unread_pages, machine_words.waits(read)) == (False, 3, False)


def test_a_document_that_is_gone_meanwhile_is_left_alone(consented: House) -> None:
    session, one = consented.session, kept(consented)
    gone = trash.to_trash(session, one).record
    assert not machine_words.waits(gone)
    trash.for_good(session, gone, "because")
    assert machine_words.keep_words(session, one, MachineRead("late", 1)) == one


def test_a_reading_that_was_stopped_counts_as_tried_and_is_left_to_a_person(consented: House) -> None:
    one = kept(consented)
    read = machine_words.cannot_read(consented.session, one)
    assert (read.unread_pages, read.words, machine_words.waits(read)) == (3, one.words, False)


def test_undo_of_what_was_done_before_goes_on_when_the_machine_has_read_meanwhile(consented: House) -> None:
    session = consented.session
    saved = actions.attach(session, new_document(consented), PDF, PICTURE)
    machine_words.keep_words(session, saved.record, MachineRead("plimsolls", 3))
    session.undo(saved.change_id)
    assert actions.documents_of(session, consented.pupil.id) == []
    assert session.search("plimsolls") == []


def test_undo_of_a_change_of_what_is_said_goes_on_too(consented: House) -> None:
    session, one = consented.session, kept(consented)
    changed = changing.change(session, one, title="Other")
    machine_words.cannot_read(session, changed.record)
    session.undo(changed.change_id)
    assert session.get(Document, one.id).title == one.title
