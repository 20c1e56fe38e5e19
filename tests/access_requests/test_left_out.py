"""What a search for mentions left out is kept with it, told, and waits for a reason or a search that leaves nothing out (003-5.1)."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.actions import gather, pack
from coordinator_app.access_requests.actions.closing import nothing_found_gate
from coordinator_app.access_requests.actions.where_looked import where_we_looked
from coordinator_app.access_requests.approval import Approval
from coordinator_app.access_requests.gathering import keeping, left_out, mentions
from coordinator_app.access_requests.gathering.gates import gathering_gate
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.audit_log.sentences import LEFT_OUT, LEFT_OUT_KEPT, because
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.gates import Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.store import audit
from tests.access_requests.papers import BUILT
from tests.vaults import House, add, new_entry, new_pupil, new_referral, ready_request, share_the_rest

WHY = "Kit is also the word for a pupil's gear; these are lists of gear."


@pytest.fixture
def otis(referred: House) -> Pupil:
    pupil = new_pupil(referred, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(referred.session, pupil, new_referral(referred)).pupil


def search(house: House, request: AccessRequest, *words: str) -> keeping.Kept:
    """Look as the button does; with words only for these."""
    session, now = house.session, house.session.get(AccessRequest, request.id)
    terms = read_terms(words or proposed(session, now))
    return keeping.keep(session, now, mentions.look(session, now, terms))


def gathered_and_searched(house: House, request: AccessRequest) -> keeping.Kept:
    gather.gather(house.session, house.session.get(AccessRequest, request.id))
    return search(house, request)


def settle(house: House, request: AccessRequest) -> None:
    keeping.leave_all(house.session, request.id, 100, "Another Kit")


def gate(house: House, request: AccessRequest) -> Decision:
    return gathering_gate(house.session, house.session.get(AccessRequest, request.id))


def counts(house: House, request: AccessRequest) -> list[tuple[bool, int | None]]:
    return [(one.is_guarded, one.left_out) for one in left_out.standing(house.session, request.id)]


def seven(house: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch) -> AccessRequest:
    """Five open entries and two guarded ones may mention Kit; two are kept."""
    monkeypatch.setattr(mentions, "MOST", 2)
    for number in range(5):
        add(house, f"Otis packed his bag with Kit on day {number}.", pupil_id=otis.id)
    for number in range(2):
        words = f"Otis ate with Kit, {number} times."
        add(house, words, pupil_id=otis.id, category=Category.SAFEGUARDING)
    return ready_request(house)


def test_the_number_is_kept_with_the_search_in_its_own_compartment_and_without_a_name(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = seven(referred, otis, monkeypatch)
    kept = search(referred, request)
    assert (kept.waiting, kept.left_out) == (2, 5)
    made = referred.session.list(RequestSearch, where={"request_id": request.id})
    assert sum(one.left_out or 0 for one in made) == 5
    assert sum((one.hits or 0) + (one.left_out or 0) for one in made if one.is_guarded) == 2
    general = referred.as_user(Compartment.GENERAL)
    for one in left_out.standing(general, request.id):
        assert not one.is_guarded
    assert not any("Otis" in one.words for one in left_out.left_out_of(referred.session, request.id))


def test_nothing_is_told_where_nothing_was_left_out(referred: House, otis: Pupil) -> None:
    add(referred, "Otis ate with Kit.", pupil_id=otis.id)
    request = ready_request(referred)
    assert gathered_and_searched(referred, request).left_out == 0
    assert counts(referred, request) == []
    settle(referred, request)
    assert gate(referred, request).is_open
    assert left_out.NOT_READ not in where_we_looked(referred.session, request)


def test_a_pack_waits_for_a_reason_of_each_search_that_left_something_out(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = seven(referred, otis, monkeypatch)
    gathered_and_searched(referred, request)
    settle(referred, request)
    share_the_rest(referred, request)
    reasons = gate(referred, request).reasons
    assert len(reasons) == len(left_out.standing(referred.session, request.id)) == 2
    assert all("left out of the search" in one.why for one in reasons)
    assert not pack.build_gate(referred.session, request).is_open
    for one in left_out.standing(referred.session, request.id):
        with pytest.raises(InvalidInput):
            left_out.say_why(referred.session, one, " ")
        left_out.say_why(referred.session, one, WHY)
    assert gate(referred, request).is_open
    assert [one.why for one in left_out.left_out_of(referred.session, request.id)] == [WHY, WHY]
    shut = left_out.left_out_of(referred.session, request.id, guarded_words=False)
    assert [one.why for one in shut] == [WHY, ""]


def test_the_next_search_goes_on_where_the_last_one_stopped_until_none_is_left_out(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = seven(referred, otis, monkeypatch)
    seen, out = 0, []
    for _ in range(4):
        kept = gathered_and_searched(referred, request)
        seen += kept.waiting
        out.append(kept.left_out)
        settle(referred, request)
    assert (seen, out) == (7, [5, 3, 1, 0])
    assert counts(referred, request) == []
    assert gate(referred, request).is_open


def test_a_narrower_search_clears_it_and_a_wider_one_asks_again(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = seven(referred, otis, monkeypatch)
    gathered_and_searched(referred, request)
    settle(referred, request)
    first = left_out.standing(referred.session, request.id)
    for one in first:
        left_out.say_why(referred.session, one, WHY)
    search(referred, request, "Kit Puddlecombe-Quill")
    for number in range(3):
        add(referred, f"Otis sang with Kit, song {number}.", pupil_id=otis.id)
    search(referred, request, "Kitty Quillfeather")
    assert counts(referred, request) == []
    with pytest.raises(GateShut, match="later search"):
        left_out.say_why(referred.session, first[0], WHY)
    assert search(referred, request).left_out
    assert not left_out.left_out_gate(referred.session, request.id).is_open, "a reason is of one search"


def test_a_reason_is_not_enough_to_say_that_nothing_is_held(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = seven(referred, otis, monkeypatch)
    with referred.session.write() as work:
        work.change(referred.session.get(AccessRequest, request.id), gathered_at=referred.clock.now())
    search(referred, request)
    settle(referred, request)
    for one in left_out.standing(referred.session, request.id):
        left_out.say_why(referred.session, one, WHY)
    now = referred.session.get(AccessRequest, request.id)
    monkeypatch.setattr("coordinator_app.access_requests.actions.closing.whole_gate", lambda *_: Decision())
    found = nothing_found_gate(referred.session, now)
    assert {one.opens for one in found.reasons} == {"Gather again until none is left out."}
    for _ in range(3):
        search(referred, request)
        settle(referred, request)
    assert nothing_found_gate(referred.session, now).is_open


def test_an_approval_is_of_what_was_left_out_and_why(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, request = referred.session, seven(referred, otis, monkeypatch)
    gathered_and_searched(referred, request)
    settle(referred, request)
    share_the_rest(referred, request)
    for one in left_out.standing(session, request.id):
        left_out.say_why(session, one, WHY)
    now = session.get(AccessRequest, request.id)
    mark = pack.current_mark(session, request.id)
    pack.keep_pack(session, now, BUILT, mark)
    pack.approve(
        session,
        session.get(AccessRequest, request.id),
        "O. Quillfeather",
        "Beside me",
        referred.clock.today(),
    )
    assert pack.approval(session, session.get(AccessRequest, request.id)) is Approval.STANDS
    left_out.say_why(session, left_out.standing(session, request.id)[0], "Something else.")
    assert pack.approval(session, session.get(AccessRequest, request.id)) is Approval.CHANGED


def test_whoever_asked_is_told_that_some_were_not_read_and_not_how_many(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = seven(referred, otis, monkeypatch)
    search(referred, request)
    told = where_we_looked(referred.session, request)
    assert left_out.NOT_READ in told
    assert not any(digit in left_out.NOT_READ for digit in "0123456789")
    settle(referred, request)
    search(referred, request, "Kitty Quillfeather")
    assert left_out.NOT_READ not in where_we_looked(referred.session, request)


def test_of_a_guarded_search_whoever_asked_is_told_nothing(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentions, "MOST", 1)
    for number in range(2):
        words = f"Otis ate with Kit, {number} times."
        add(referred, words, pupil_id=otis.id, category=Category.SAFEGUARDING)
    request = ready_request(referred)
    search(referred, request)
    assert counts(referred, request) == [(True, 1)]
    assert left_out.NOT_READ not in where_we_looked(referred.session, request)


def test_the_audit_tells_how_many_were_left_out_and_that_it_was_said_why(
    referred: House, otis: Pupil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mentions, "MOST", 2)
    for number in range(5):
        add(referred, f"Otis packed his bag with Kit on day {number}.", pupil_id=otis.id)
    request = ready_request(referred)
    search(referred, request)
    left_out.say_why(referred.session, left_out.standing(referred.session, request.id)[0], WHY)
    rows = audit.read(referred.session.databases.connection(Compartment.GENERAL), Compartment.GENERAL)
    kept = [(one.entry.action, one.entry.note_code) for one in rows]
    kept = [one for one in kept if one[0].startswith("search-")]
    assert kept == [(LEFT_OUT, "3"), (LEFT_OUT_KEPT, "3")]
    assert because(LEFT_OUT, "1234") == " Places left out: 1,234."
    assert because(LEFT_OUT, "Kit") == ""


@pytest.mark.parametrize(("hits", "words"), [((2, 0), 1), ((1, 1), 2), ((1, 0), 0)])
def test_a_search_of_an_earlier_version_that_kept_as_many_as_it_could_may_have_left_some_out(
    referred: House, monkeypatch: pytest.MonkeyPatch, hits: tuple[int, int], words: int
) -> None:
    """Vaults made before keep no number: two rows of one search are told apart by their compartment alone."""
    monkeypatch.setattr(left_out, "MOST", 2)
    request = ready_request(referred)
    for guarded, count in zip((False, True), hits, strict=True):
        one = RequestSearch(
            request_id=request.id, is_guarded=guarded, terms="Kit", where=keeping.EVERYWHERE, hits=count,
            searched_at=referred.clock.now(),
        )  # fmt: skip
        with referred.session.write(left_out.place_of(one)) as work:
            work.add(one)
    found = left_out.left_out_of(referred.session, request.id)
    assert bool(found) is bool(words)
    assert all("may have been left out" in one.words for one in found)
    search(referred, request)
    assert left_out.standing(referred.session, request.id) == ()


def test_of_2003_places_the_three_least_likely_are_left_out_and_counted(referred: House, otis: Pupil) -> None:
    with referred.session.write() as work:
        for number in range(2_003):
            words = f"Otis packed his bag with Kit on day {number}."
            work.add(new_entry(referred, words, pupil_id=otis.id))
    request = ready_request(referred)
    kept = search(referred, request)
    assert (kept.waiting, kept.left_out) == (2_000, 3)
    assert counts(referred, request) == [(False, 3)]
