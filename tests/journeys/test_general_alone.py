"""The check that every journey ends with finds a guarded word wherever it lies in general.db."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coordinator_app.chronology.model import Category
from coordinator_app.chronology.parts import EntryTemplate
from coordinator_app.core.ids import new_id
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents import changing
from coordinator_app.documents.model import Document, DocumentKind, Inside, Looked
from coordinator_app.organisations.model import School
from coordinator_app.search.model import SavedView
from coordinator_app.store import search
from coordinator_app.store.session import Session
from tests.journeys.general_alone import demand_nothing_in_the_open, found_in_the_open
from tests.vaults import House, add, new_entry

WORDS = "He carries a nebuliser in his bag."


def closed(house: House) -> House:
    house.session.close()
    house.vault.close()
    return house


def test_nothing_guarded_is_found_after_entries_drafts_and_deletions(consented: House) -> None:
    session = consented.session
    kept = add(consented, WORDS, category=Category.HEALTH)
    with session.write(Compartment.GUARDED) as work:
        work.trash(kept)
        work.save_draft("pupil", consented.pupil.id, {"words": "The nebuliser was empty."})
    closed(consented)
    demand_nothing_in_the_open(consented.vault.folder, consented.clock, ["nebuliser"])


def _draft(session: Session, house: House) -> None:
    with session.write() as work:
        work.save_draft("pupil", house.pupil.id, {"words": WORDS})


def _index(session: Session, house: House) -> None:
    worry = add(house, "Seen by the nebuliser nurse.", category=Category.HEALTH)
    with session.write() as work:
        search.index(work.connection, worry)


def _forgotten_page(session: Session, house: House) -> None:
    """A draft that was dropped where pages are not cleaned."""
    connection = session.databases.connection(Compartment.GENERAL)
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute("CREATE TABLE aside (words TEXT)")
    connection.execute("INSERT INTO aside VALUES (?)", (WORDS,))
    connection.execute("DROP TABLE aside")


@pytest.mark.parametrize(
    ("leak", "where"),
    [(_draft, "in draft"), (_index, "in the index"), (_forgotten_page, "in a page")],
)
def test_a_word_that_leaked_is_found(
    consented: House, leak: Callable[[Session, House], None], where: str
) -> None:
    """The planted faults."""
    add(consented, WORDS, category=Category.HEALTH)
    leak(consented.session, consented)
    closed(consented)
    found = found_in_the_open(consented.vault.folder, consented.clock, ["nebuliser"])
    assert any(where in one for one in found), found
    with pytest.raises(AssertionError, match=r"guarded words in general\.db"):
        demand_nothing_in_the_open(consented.vault.folder, consented.clock, ["nebuliser"])


def test_without_words_planted_what_is_written_at_length_is_looked_for(consented: House) -> None:
    add(consented, WORDS, category=Category.SAFEGUARDING)
    with consented.session.write() as work:  # the same words in an open entry
        work.add(new_entry(consented, WORDS))
    closed(consented)
    assert found_in_the_open(consented.vault.folder, consented.clock) != []


@pytest.mark.parametrize(
    "body",
    [{"source": "The night nurse at the clinic"}, {"rows": [{"why": "The night nurse at the clinic"}]}],
)
def test_all_that_is_being_typed_is_looked_for_however_deep_it_lies(
    consented: House, body: dict[str, object]
) -> None:
    with consented.session.write(Compartment.GUARDED) as work:
        work.save_draft("pupil", consented.pupil.id, body)
    with consented.session.write() as work:
        work.save_draft("pupil", "", body)
    closed(consented)
    assert found_in_the_open(consented.vault.folder, consented.clock) != []


def test_a_short_field_of_a_guarded_record_is_looked_for_and_a_school_may_be_named(consented: House) -> None:
    school = consented.session.list(School)[0].name
    add(consented, WORDS, category=Category.SAFEGUARDING, source=school)
    add(consented, WORDS, category=Category.SAFEGUARDING, source="The night nurse")
    with consented.session.write() as work:
        work.add(new_entry(consented, "The night nurse rang."))
    closed(consented)
    found = found_in_the_open(consented.vault.folder, consented.clock)
    assert {one.partition(" in ")[0] for one in found} == {"The night nurse"}


def _mail(house: House, number: int) -> Document:
    """One of several letters with the same file attached, about the nebuliser."""
    inside = Inside("plan.txt", WORDS.encode(), Looked("text/plain", 1, WORDS))
    looked = Looked("message/rfc822", 1, f"Letter {number}", inside=(inside,))
    document = Document(
        pupil_id=house.pupil.id,
        title=f"Letter {number}",
        kind_of_document=DocumentKind.EMAIL,
        dated=date(2026, 10, 2),
    )
    content = f"Letter {number}\n\n{WORDS}".encode()
    return documents.attach(house.session, document, content, looked).record


@pytest.mark.parametrize("ticked", [True, False])
def test_of_a_restricted_attachment_only_the_files_of_letters_that_were_left_open_hold_the_words(
    consented: House, ticked: bool
) -> None:
    """The box said that the words stay readable in that file: no record, no index and no line of the audit tells them."""
    first, second = _mail(consented, 1), _mail(consented, 2)
    changing.change(consented.session, first, also=[second.id] if ticked else [], is_guarded=True)
    kept = [one.id for one in consented.session.list(Document) if not one.is_guarded]
    assert kept == ([] if ticked else [second.id])
    closed(consented)
    found = found_in_the_open(consented.vault.folder, consented.clock, ["nebuliser"])
    places = {one.rpartition(" in ")[2] for one in found}
    assert places == (set() if ticked else {"a page", "blob_part"}), found


TITLE = "Letters of the night nurse"


def view_of(session: Session, *, is_guarded: bool) -> None:
    with session.write(Compartment.GUARDED if is_guarded else Compartment.GENERAL) as work:
        work.add(SavedView(id=new_id(), title=TITLE, page="search", filters="[]", is_guarded=is_guarded))


def test_a_guarded_title_may_be_an_open_one_of_its_kind(consented: House) -> None:
    for is_guarded in (True, False):
        view_of(consented.session, is_guarded=is_guarded)
    closed(consented)
    assert found_in_the_open(consented.vault.folder, consented.clock) == []


def test_a_guarded_title_in_an_open_record_of_another_kind_is_found(consented: House) -> None:
    view_of(consented.session, is_guarded=True)
    with consented.session.write() as work:
        work.add(EntryTemplate(id=new_id(), category=Category.ATTENDANCE, title=TITLE, words="She rang."))
    closed(consented)
    found = found_in_the_open(consented.vault.folder, consented.clock)
    assert f"{TITLE} in entry_template" in found
