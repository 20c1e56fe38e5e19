"""A file of too many pages on the record: whole and by its parts, all or nothing, and whatever is done to one is done to its pages."""

from __future__ import annotations

import hashlib
import pickle
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.core.clock import SetClock
from coordinator_app.core.errors import BadFile, GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents import (
    actions,
    another_child,
    changing,
    copying_out,
    duplicates,
    inside,
    listing,
    parting,
    rearranging,
    trash,
    view,
)
from coordinator_app.documents.listing import Asked
from coordinator_app.documents.model import Document, DocumentKind, Looked, TakenOut, document_compartment
from coordinator_app.documents.parting import parts_in, parts_of
from coordinator_app.documents.rearranging import NewDocument
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.registry import CATALOGUE
from coordinator_app.rights import erasing, restricting
from coordinator_app.rights.elsewhere import still_says
from coordinator_app.rights.model import RightsKind, RightsOutcome
from coordinator_app.rights.parts import RightsItem
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.documents import wholes
from tests.documents.papers import LOOKED
from tests.rights.asked_for import asked_for, checked, decided, now
from tests.vaults import PASSPHRASE, TODAY, House, new_pupil, new_referral

TITLE = "The file of the school"
DAY = date(2026, 5, 3)


@pytest.fixture(scope="module")
def content() -> bytes:
    return wholes.with_everything_hidden(12)


@pytest.fixture(scope="module")
def looked(content: bytes) -> Looked:
    with wholes.small_parts():
        return wholes.parted_here(content)


def new(house: House, **more: object) -> Document:
    return Document(
        pupil_id=house.pupil.id,
        title=TITLE,
        kind_of_document=DocumentKind.SCHOOL_LETTER,
        dated=DAY,
        source="Ms Field",
        given_name="school file.pdf",
        **more,
    )


@pytest.fixture
def kept(consented: House, content: bytes, looked: Looked) -> Document:
    return actions.attach(consented.session, new(consented), content, looked).record


def other_child(house: House) -> Pupil:
    child = new_pupil(house, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(house.session, child, new_referral(house)).pupil


def everything(house: House, **more: object) -> list[Document]:
    return house.session.list(Document, trashed=None, **more)


def test_it_is_kept_whole_and_by_its_parts_each_with_the_day_and_the_sender(
    consented: House, kept: Document, content: bytes, looked: Looked
) -> None:
    session = consented.session
    assert actions.content_of(session, kept) == content
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.is_whole, kept.page_count, kept.whole_pages, kept.part_count) == (True, 1, 12, 3)
    parts = parts_of(session, kept)
    assert [one.title for one in parts] == [
        f"{TITLE}, part 1 of 3 (pages 1 to 5)",
        f"{TITLE}, part 2 of 3 (pages 6 to 10)",
        f"{TITLE}, part 3 of 3 (pages 11 to 12)",
    ]
    assert sum(one.page_count or 0 for one in parts) == kept.whole_pages
    assert [actions.content_of(session, one) for one in parts] == [one.content for one in parts_in(looked)]
    for one in parts:
        assert (one.dated, one.source, one.kind_of_document, one.given_name) == (
            kept.dated,
            kept.source,
            kept.kind_of_document,
            kept.given_name,
        )
        assert (one.came_with_id, one.made_from_id, one.is_whole) == (kept.id, kept.id, False)
    (attached,) = [one for one in everything(consented) if one.given_name == "list.txt"]
    assert (attached.came_with_id, attached.part_number) == (kept.id, None)


def test_all_of_it_is_undone_as_one(consented: House, content: bytes, looked: Looked) -> None:
    saved = actions.attach(consented.session, new(consented), content, looked)
    assert len(everything(consented)) == 5
    consented.session.undo(saved.change_id)
    assert actions.documents_of(consented.session, consented.pupil.id) == []


def test_one_whose_parts_are_not_all_there_is_not_kept_at_all(
    consented: House, content: bytes, looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = replace(looked, inside=looked.inside[1:])
    alone = replace(looked, inside=())
    for fault in (short, alone):
        with pytest.raises(BadFile, match="12 pages"):
            actions.attach(consented.session, new(consented), content, fault)
        assert everything(consented) == []
    monkeypatch.setattr(parting, "demand_whole", lambda *_: None)  # the fault planted
    actions.attach(consented.session, new(consented), content, short)
    assert len(parts_of(consented.session, everything(consented)[0])) == 2


def test_the_same_file_a_second_time_is_found_and_so_is_another_of_the_same_words(
    consented: House, kept: Document, content: bytes, looked: Looked
) -> None:
    session = consented.session
    with pytest.raises(BadFile, match="already on the pupil"):
        actions.attach(session, new(consented), content, looked)
    (same,) = duplicates.same_as(session, consented.pupil.id, content, looked)
    assert (same.document_id, same.exact) == (kept.id, True)
    found = duplicates.same_as(session, consented.pupil.id, content + b"\n", looked)
    assert [(one.title, one.exact) for one in found] == [(f"{TITLE}, part 1 of 3 (pages 1 to 5)", False)]
    both = actions.attach(session, new(consented), content, looked, twice=True).record
    assert len(parts_of(session, both)) == 3, "no part is left out for one that lies there"


def test_restricted_it_is_restricted_whole(consented: House, kept: Document) -> None:
    session = consented.session
    second = parts_of(session, kept)[1]
    changing.change(session, second, is_guarded=True)
    lying = {document_compartment(one) for one in everything(consented) if one.given_name != "list.txt"}
    assert lying == {Compartment.GUARDED}
    assert [one.part_number for one in parts_of(session, session.get(Document, kept.id))] == [1, 2, 3]


def test_kept_as_restricted_no_part_lies_open(consented: House, content: bytes, looked: Looked) -> None:
    actions.attach(consented.session, new(consented, is_guarded=True), content, looked)
    assert {document_compartment(one) for one in everything(consented)} == {Compartment.GUARDED}


def test_a_part_goes_to_the_trash_with_its_file_only(consented: House, kept: Document) -> None:
    session = consented.session
    part = parts_of(session, kept)[0]
    with pytest.raises(GateShut, match="Move that file to the trash"):
        trash.to_trash(session, part)
    trash.to_trash(session, kept)
    assert all(one.trashed_at for one in everything(consented))
    with pytest.raises(GateShut, match="Throw that file away first"):
        trash.for_good(session, session.get(Document, part.id), "It is not ours.")
    trash.take_back(session, session.get(Document, kept.id))
    assert len(parts_of(session, kept, trashed=False)) == 3
    trash.to_trash(session, session.get(Document, kept.id))
    trash.for_good(session, session.get(Document, kept.id), "It is not ours.")
    for one in everything(consented):
        trash.for_good(session, one, "It is not ours.")
    assert everything(consented) == []


def test_moved_to_the_right_child_it_goes_with_its_parts(consented: House, kept: Document) -> None:
    session = consented.session
    other = other_child(consented)
    moved = another_child.move(session, kept, other.id, "The name is on it.")
    assert {one.pupil_id for one in (moved.document, *parts_of(session, kept))} == {other.id}
    assert len(session.list(TakenOut, where={"pupil_id": consented.pupil.id})) == 4
    assert moved.to_do == ("Document: it names this paper as its copy. Open it and correct it.",), (
        "of the attachment alone"
    )


def test_a_part_that_goes_to_another_child_alone_is_said_to_stay_in_the_file(
    consented: House, kept: Document
) -> None:
    session = consented.session
    part = parts_of(session, kept)[1]
    moved = another_child.move(session, part, other_child(consented).id, "The name is on it.")
    assert "stays on this record, and holds these pages" in " ".join(moved.to_do)
    assert session.get(Document, kept.id).pupil_id == consented.pupil.id


def test_its_pages_stay_in_their_order_but_those_of_a_part_may_be_split(
    consented: House, kept: Document
) -> None:
    session = consented.session
    one = NewDocument("One", b"%PDF-1.7 new", LOOKED)
    with pytest.raises(GateShut, match="kept whole as it came"):
        rearranging.rearrange(session, [kept], [one])
    part = parts_of(session, kept)[0]
    too_many = replace(one, looked=replace(LOOKED, portion=kept.portion))
    with pytest.raises(InvalidInput, match="too many"):
        rearranging.rearrange(session, [part], [too_many])
    rearranging.rearrange(session, [part], [one])
    assert session.get(Document, part.id).trashed_at is not None


def test_a_copy_of_it_is_the_file_as_it_came(
    consented: House, kept: Document, content: bytes, tmp_path: Path
) -> None:
    place = copying_out.copy_out(consented.session, kept, tmp_path / "copy.pdf", Purpose.RIGHTS)
    assert place.read_bytes() == content


def test_a_part_that_is_restricted_by_itself_keeps_the_file_in_and_the_other_parts_not(
    consented: House, kept: Document, tmp_path: Path
) -> None:
    session = consented.session
    first, second, _ = parts_of(session, kept)
    request = asked_for(consented, RightsKind.RESTRICTION)
    erasing.choose(session, request, "document", second.id)
    request = checked(consented, now(consented, request))
    decided(consented, request, RightsOutcome.GRANTED, what_is_done="This part is not used for now.")
    for shut in (second, kept):
        with pytest.raises(GateShut, match="A part of this is restricted"):
            copying_out.copy_out(session, shut, tmp_path / "copy.pdf", Purpose.RIGHTS)
    copying_out.copy_out(session, first, tmp_path / "copy.pdf", Purpose.RIGHTS)


def test_without_the_look_at_the_same_pages_the_file_would_leave(
    consented: House, kept: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    monkeypatch.setattr(restricting, "same_pages", lambda _session, one: (one.id,))
    with pytest.raises(pytest.fail.Exception):
        test_a_part_that_is_restricted_by_itself_keeps_the_file_in_and_the_other_parts_not(
            consented, kept, tmp_path
        )


def test_an_erasure_of_a_part_says_that_the_file_holds_its_pages(consented: House, kept: Document) -> None:
    session = consented.session
    parts = parts_of(session, kept)
    chosen = [RightsItem(item_kind="document", item_id=parts[0].id)]
    assert "The same pages are kept in 1 document more" in " ".join(still_says(session, chosen))
    chosen = [RightsItem(item_kind="document", item_id=one.id) for one in (kept, *parts)]
    assert still_says(session, chosen) == ()


def test_the_list_shows_the_parts_in_their_order_under_the_file(consented: House, kept: Document) -> None:
    lines = view.read(consented.session, consented.pupil.id).lines
    assert [(one.document.part_number, one.depth) for one in lines] == [
        (None, 0),
        (1, 1),
        (2, 1),
        (3, 1),
        (None, 1),
    ]
    assert "12 pages in 3 parts, kept whole" in lines[0].second
    assert "of the file above" in lines[2].second
    assert kept.id == lines[0].document.id


def test_the_tenth_part_stands_behind_the_second(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        file = work.add(replace(new(consented), part_count=11, whole_pages=5_400))
        for number in (11, 2, 10, 1):
            work.add(
                replace(
                    new(consented),
                    title=f"part {number}",
                    came_with_id=file.id,
                    part_number=number,
                    part_count=11,
                )
            )
    placed = listing.read(session, Asked(consented.pupil.id)).placed
    assert [one.document.part_number for one in placed] == [None, 1, 2, 10, 11]


def test_a_title_that_is_too_long_is_cut_before_what_part_it_is(consented: House, looked: Looked) -> None:
    one = parts_in(looked)[1].looked
    assert one is not None
    assert one.portion is not None
    named = inside.of_inside(replace(new(consented), title="x" * 200), parts_in(looked)[1], one)
    assert len(named.title) == 200
    assert named.title.endswith("x, part 2 of 3 (pages 6 to 10)")


# killed in the middle

_ATTACH = """
import os, pickle, signal, sys
from pathlib import Path
from datetime import datetime
from coordinator_app.core.clock import SetClock
from coordinator_app.documents import actions
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.registry import CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.store.vault import unlock
folder, passphrase, where = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
clock = SetClock(datetime(2026, 11, 24, 9, 0))
vault = unlock(folder, passphrase, clock=clock)
session = Session(vault.paths, vault.keys, catalogue=CATALOGUE, clock=clock, actor=vault.actor, publish=lambda _: None)
document, content, looked = pickle.loads(Path(sys.argv[4]).read_bytes())
honest, put = Work.put_blob, []
def counted(work, data):
    put.append(data)
    if len(put) == where:
        os.kill(os.getpid(), signal.SIGKILL)
    return honest(work, data)
Work.put_blob = counted
actions.attach(session, document, content, looked)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize(("where", "count"), [(1, 0), (3, 0), (5, 0), (99, 5)])
def test_killed_before_the_end_nothing_of_it_is_kept(
    consented: House, content: bytes, looked: Looked, tmp_path: Path, where: int, count: int
) -> None:
    given = tmp_path / "given"
    given.write_bytes(pickle.dumps((new(consented), content, looked)))
    folder = consented.vault.folder
    consented.session.close()
    consented.vault.close()
    command = [sys.executable, "-c", _ATTACH, str(folder), PASSPHRASE, str(where), str(given)]
    child = subprocess.run(command, check=False, capture_output=True, cwd=Path(__file__).parents[2])
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    consented.vault = unlock(folder, PASSPHRASE, clock=SetClock(TODAY))
    consented.session = Session(
        consented.vault.paths, consented.vault.keys, catalogue=CATALOGUE, clock=consented.clock,
        actor=consented.vault.actor, publish=lambda _: None,
    )  # fmt: skip
    assert len(everything(consented)) == count
    assert all(verdict.is_whole for verdict in consented.session.verify_audit())
    connection = consented.session.databases.connection(Compartment.GENERAL)
    assert connection.execute("SELECT count(*) FROM blob").fetchone() == (count,)
