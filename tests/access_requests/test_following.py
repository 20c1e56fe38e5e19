"""A record that is kept apart from now on takes its packs, and who is known from it alone, out of the open side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import papers
import pytest

from coordinator_app.access_requests.actions import following, order, pack, persons
from coordinator_app.access_requests.items import Pack, PackFinding, PackVolume
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.privacy import Compartment
from tests.vaults import House, add, gathered, ready_request, share_the_rest


def with_pack(house: House) -> tuple[ChronologyEntry, AccessRequest, Pack]:
    """An entry that is in a pack on the open side."""
    session = house.session
    entry = add(house, "Juniper Quillfeather came late and said that he had slept in the shed again.")
    request = ready_request(house)
    gathered(house, request)
    share_the_rest(house, request)
    now = session.get(AccessRequest, request.id)
    _, mark = order.pack_order(session, now, "pw", practice=True)
    built = replace(papers.BUILT, locked=b"he had slept in the shed")
    kept = pack.keep_pack(session, now, built, mark).record
    assert not kept.is_guarded
    return entry, request, kept


@pytest.mark.parametrize("sent", [date(2026, 11, 24), None])
def test_no_pack_stays_open_when_its_record_turns_out_to_be_a_worry(
    referred: House, sent: date | None
) -> None:
    session = referred.session
    entry, request, kept = with_pack(referred)
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), sent_on=sent)
    chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    level_two = referred.as_user(Compartment.GENERAL)
    assert pack.packs_of(level_two, request.id) == []
    assert level_two.list(PackVolume, trashed=None) == []
    assert level_two.list(PackFinding, trashed=None) == []
    [volume] = pack.volumes_of(session, session.get(Pack, kept.id))
    assert pack.locked_bytes(session, volume) == b"he had slept in the shed"


def test_planted_fault_without_following_the_pack_stays_open(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_packs_follow", lambda *_: None)
    entry, request, _ = with_pack(referred)
    chronology.correct_entry(referred.session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    assert pack.packs_of(referred.as_user(Compartment.GENERAL), request.id)


def test_a_newer_pack_puts_the_older_in_the_trash_whichever_side_it_is_on(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = referred.session
    _, request, first = with_pack(referred)
    monkeypatch.setattr(pack, "is_guarded", lambda *_: True)
    now = session.get(AccessRequest, request.id)
    second = pack.keep_pack(session, now, papers.BUILT, pack.current_mark(session, request.id)).record
    assert second.is_guarded
    assert [one.id for one in pack.packs_of(session, request.id)] == [second.id]
    assert session.get(Pack, first.id).trashed_at is not None


def test_who_is_known_from_that_record_alone_goes_with_it_and_others_stay(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Juniper Quillfeather hit him in the shed, and Ann saw it.")
    add(referred, "Otis Bramblewick walked home with him and Joanna.")
    request = ready_request(referred)
    gathered(referred, request)
    for called in ("Juniper Quillfeather", "Ann", "Otis Bramblewick"):
        one = RequestPerson(
            request_id=request.id,
            person_kind=PersonKind.FAMILY,
            called=called,
            reason="Named in it",
            decision=PersonDecision.COVER,
        )
        persons.decide_person(session, one)
    chronology.correct_entry(session, entry, "It is a worry.", category=Category.SAFEGUARDING)
    left = persons.people_of(referred.as_user(Compartment.GENERAL), request.id)
    assert [one.called for one in left] == ["Otis Bramblewick"]
    assert {one.called: one.is_guarded for one in persons.people_of(session, request.id)} == {
        "Juniper Quillfeather": True,
        "Ann": True,
        "Otis Bramblewick": False,
    }
