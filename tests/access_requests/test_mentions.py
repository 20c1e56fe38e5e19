from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.access_requests.actions import decide, gather, intake, order, pack, places, released
from coordinator_app.access_requests.gathering import judging, keeping, mentions, terms
from coordinator_app.access_requests.gathering.gates import gathering_gate
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption, RequesterKind, RequestSort
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.errors import Cancelled, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.jobs.jobs import InTask
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.referrals import actions as referrals
from tests.vaults import (
    House,
    gathered,
    new_entry,
    new_pupil,
    new_referral,
    new_request,
    ready_request,
    share_the_rest,
)


def other_pupil(house: House, given: str = "Otis", family: str = "Bramblewick", **more: object) -> Pupil:
    pupil = new_pupil(house, given_names=given, family_name=family, **more)
    return referrals.take_referral(house.session, pupil, new_referral(house)).pupil


def entry_of(house: House, pupil: Pupil, words: str, **more: object) -> ChronologyEntry:
    entry = new_entry(house, words, **{"pupil_id": pupil.id, **more})
    return chronology.add_entry(house.session, entry).record


def look(house: House, request: AccessRequest, *more: str) -> mentions.Looked:
    session = house.session
    wanted = (*terms.proposed(session, request), *more)
    return mentions.look(session, request, terms.read_terms(wanted))


def keep(house: House, request: AccessRequest, *more: str) -> keeping.Kept:
    return keeping.keep(house.session, request, look(house, request, *more))


def found(house: House, request: AccessRequest, *more: str) -> dict[str, mentions.Hit]:
    return {hit.record_id: hit for hit in look(house, request, *more).hits}


def test_a_mention_in_another_pupils_entry_is_found_with_its_sentence(referred: House) -> None:
    otis = other_pupil(referred)
    entry = entry_of(
        referred, otis, "Otis was late. He was paired with Kit Puddlecombe in the workshop. He left early."
    )
    entry_of(referred, otis, "Otis fed the hens.")
    hits = found(referred, ready_request(referred))
    assert list(hits) == [entry.id]
    assert hits[entry.id].is_likely
    assert hits[entry.id].sentences == ("He was paired with Kit Puddlecombe in the workshop.",)


def test_what_is_filed_under_the_pupil_is_no_mention(referred: House) -> None:
    entry_of(referred, referred.pupil, "Kit Puddlecombe came in on time.")
    request = ready_request(referred)
    gathered(referred, request)
    assert found(referred, request) == {}


def test_the_family_name_alone_in_a_sisters_file_is_the_sister(referred: House) -> None:
    sister = other_pupil(referred, "Saffron", "Puddlecombe")
    carer = Carer(pupil_id=sister.id, name=referred.carer.name, relationship=Relationship.MOTHER)
    pupils.save_carer(referred.session, carer)
    own = entry_of(referred, sister, "Miss Puddlecombe has settled. Saffron Puddlecombe likes the hens.")
    named = entry_of(referred, sister, "She walks in with Kit every morning.")
    hits = found(referred, ready_request(referred))
    assert own.id not in hits
    assert sister.id not in hits
    assert hits[named.id].is_likely  # his sister's Kit is Kit


def test_another_child_of_the_same_given_name_is_not_taken_for_the_pupil(referred: House) -> None:
    otis = other_pupil(referred)
    other = entry_of(referred, otis, "Otis sat beside Kit Thimblewick.")
    alone = entry_of(referred, otis, "Otis sat beside Kit.")
    hits = found(referred, ready_request(referred))
    assert other.id not in hits
    assert not hits[alone.id].is_likely


def test_a_namesakes_own_file_is_offered_and_never_taken_unasked(referred: House) -> None:
    namesake = other_pupil(referred, "Kit", "Puddlecombe", birth_date=date(2011, 1, 5))
    entry = entry_of(referred, namesake, "Kit Puddlecombe was late.")
    hits = found(referred, ready_request(referred))
    assert not hits[entry.id].is_likely


def test_numbers_that_are_typed_are_found_however_they_are_spaced(referred: House) -> None:
    otis = other_pupil(referred)
    entry = entry_of(referred, otis, "A car, AB12 CDE, waited at the gate.")
    request = ready_request(referred)
    assert found(referred, request) == {}
    assert found(referred, request, "ab12cde")[entry.id].score == 90


def test_documents_by_their_words_and_entries_in_the_trash_are_found(referred: House) -> None:
    session = referred.session
    otis = other_pupil(referred)
    paper = documents.attach(
        session,
        Document(
            pupil_id=otis.id, title="Letter", kind_of_document=DocumentKind.OTHER, dated=date(2026, 10, 2)
        ),
        b"%PDF-1.7",
        Looked("application/pdf", 1, "Otis and Kit Puddlecombe share a bench"),
    ).record
    thrown = entry_of(referred, otis, "Kit Puddlecombe broke the chair.")
    with session.write() as work:
        work.trash(thrown)
    hits = found(referred, ready_request(referred))
    assert {paper.id, thrown.id} <= set(hits)


def test_a_misspelling_is_found_in_the_trash_and_in_what_a_record_said_before(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = referred.session
    otis = other_pupil(referred)
    thrown = entry_of(referred, otis, "Kyt Pudlecombe broke the chair.")
    changed = entry_of(referred, otis, "He ran off with Kyt Pudlecombe.")
    looks_alike = entry_of(referred, otis, "He sat with \u041ait \u0420uddlecombe.")
    clean = entry_of(referred, otis, "Otis fed the hens in the puddle.")
    with session.write() as work:
        work.change(changed, words="He ran off.")
        work.change(looks_alike, words="He sat there.")
        work.change(clean, words="Otis fed the hens.")
        work.trash(thrown)
    request = ready_request(referred)
    wanted = {(thrown.id, False), (changed.id, True), (looks_alike.id, True)}
    hits = look(referred, request).hits
    assert {(hit.record_id, hit.is_older) for hit in hits} == wanted
    assert "He ran off with Kyt Pudlecombe." in {hit.sentences[0] for hit in hits}
    # the planted fault: looked for letter by letter, as it once was, all three are missed
    monkeypatch.setattr(mentions.Spellings, "among", lambda *_: iter(()))
    assert look(referred, request).hits == []


def test_what_is_typed_about_another_and_not_kept_is_found(referred: House) -> None:
    otis = other_pupil(referred)
    with referred.session.write() as work:
        work.save_draft("chronology", otis.id, {"words": "He ran off with Kit Puddlecombe"})
        work.save_draft("chronology", referred.pupil.id, {"words": "Kit Puddlecombe rang"})
    request = ready_request(referred)
    keep(referred, request)
    [item] = keeping.mentions_of(referred.session, request.id)
    assert (item.item_id, item.state_label, item.title) == (otis.id, "A draft", "Chronology")
    lines = list(released.released_fields(gather.holding_of(referred.session, item)))
    assert [words for _, _, words in lines] == ["What happened: He ran off with Kit Puddlecombe"]


def test_a_guarded_mention_lies_guarded_and_its_search_is_logged_apart(referred: House) -> None:
    otis = other_pupil(referred)
    entry_of(referred, otis, "He told of Kit Puddlecombe.", category=Category.SAFEGUARDING)
    request = ready_request(referred)
    keep(referred, request)
    general = referred.as_user(Compartment.GENERAL)
    assert keeping.mentions_of(general, request.id) == []
    [open_search] = general.list(RequestSearch, where={"request_id": request.id})
    assert (open_search.hits, open_search.is_guarded) == (0, False)
    searches = referred.session.list(RequestSearch, where={"request_id": request.id})
    assert sorted((one.is_guarded, one.hits) for one in searches) == [(False, 0), (True, 1)]
    assert "Kit Puddlecombe" in open_search.terms


def test_likely_ones_are_taken_and_the_others_wait_to_be_taken_or_left(referred: House) -> None:
    session, otis = referred.session, other_pupil(referred)
    sure = entry_of(referred, otis, "He sat with Kit Puddlecombe.")
    one = entry_of(referred, otis, "He sat with Kit.")
    two = entry_of(referred, otis, "He ate with Kit.")
    request = ready_request(referred)
    gathered(referred, request)
    kept = keep(referred, request)
    assert (kept.taken, kept.waiting) == (1, 2)
    items = {item.item_id for item in gather.items_of(session, request.id) if item.is_mention}
    assert items == {sure.id}
    assert not gathering_gate(session, request).is_open
    waits = {item.item_id: item for item in keeping.waiting(session, request.id)}
    keeping.take(session, waits[one.id])
    with pytest.raises(InvalidInput):
        keeping.leave(session, waits[two.id], " ")
    keeping.leave(session, waits[two.id], "Another Kit")
    assert gathering_gate(session, request).is_open
    assert {item.item_id for item in gather.items_of(session, request.id) if item.is_mention} == {
        sure.id,
        one.id,
    }
    assert keep(referred, request).waiting == 0  # who was left is not offered again
    assert [item.note for item in keeping.left(session, request.id)] == ["Another Kit"]


def test_what_was_left_is_offered_again_once_its_record_says_something_else(referred: House) -> None:
    session, otis = referred.session, other_pupil(referred)
    entry = entry_of(referred, otis, "He sat with Kit.")
    request = ready_request(referred)
    keep(referred, request)
    keeping.leave(session, keeping.waiting(session, request.id)[0], "Another Kit")
    chronology.correct_entry(session, entry, "Misheard.", words="He sat with Kit Puddlecombe.")
    keep(referred, request)
    [again] = keeping.waiting(session, request.id)
    assert again.mention == "He sat with Kit Puddlecombe."


def test_many_can_be_left_with_one_reason(referred: House) -> None:
    session, otis = referred.session, other_pupil(referred)
    for number in range(3):
        entry_of(referred, otis, f"He sat with Kit on day {number}.")
    request = ready_request(referred)
    keep(referred, request)
    assert len(keeping.leave_all(session, request.id, judging.LIKELY, "Kit is the dog")) == 1
    assert keeping.waiting(session, request.id) == []


def test_a_mention_is_shared_without_what_belongs_to_it_and_decided_anew_when_its_record_changes(
    referred: House,
) -> None:
    session, otis = referred.session, other_pupil(referred)
    entry = entry_of(referred, otis, "He sat with Kit Puddlecombe.")
    request = ready_request(referred)
    gathered(referred, request)
    keep(referred, request)
    [item] = [one for one in gather.items_of(session, request.id) if one.is_mention]
    assert gather.holding_of(session, item).parts == ()
    cover = Redaction(field_name="words", start=0, end=2, exemption=Exemption.THIRD_PARTY, covered_words="He")
    decide.decide(session, replace(item, outcome=Outcome.REDACT), [cover])
    share_the_rest(referred, request)
    assert gather.compared(session, session.get(AccessRequest, request.id)) == gather.Compared(0, 0)
    ordered, _ = order.pack_order(session, session.get(AccessRequest, request.id), "pw", practice=True)
    assert len(ordered.items) == session.count(RequestItem, where={"request_id": request.id})
    chronology.correct_entry(session, entry, "Misheard.", words="She sat with Kit Puddlecombe.")
    assert gather.changed_since(session, session.get(AccessRequest, request.id)) == 1
    assert not pack.build_gate(session, session.get(AccessRequest, request.id)).is_open
    result = gather.gather(session, session.get(AccessRequest, request.id))
    assert result.reset == 1
    again = session.get(RequestItem, item.id)
    assert (again.outcome, again.item_version) == (Outcome.UNDECIDED, 2)


def test_a_later_request_of_another_pupil_does_not_gather_the_words_of_a_mention(referred: House) -> None:
    """The fault to be kept out: an item's copied words about a third child, in a pack of somebody else's."""
    session, otis = referred.session, other_pupil(referred)
    with session.write() as work:
        work.save_draft("chronology", otis.id, {"words": "He ran off with Kit Puddlecombe"})
    first = ready_request(referred)
    gathered(referred, first)
    keep(referred, first)
    later = ready_request(referred)
    kept = gathered(referred, later)
    held = [gather.holding_of(session, item) for item in kept]
    said = " ".join(words for one in held for _, _, words in released.released_fields(one))
    assert "ran off" not in said


def test_a_search_that_is_stopped_keeps_nothing(referred: House) -> None:
    other_pupil(referred)
    request = ready_request(referred)
    stopped = InTask(lambda _: None, lambda: True)
    wanted = terms.read_terms(terms.proposed(referred.session, request))
    with pytest.raises(Cancelled):
        mentions.look(referred.session, request, wanted, stopped)
    assert keeping.mentions_of(referred.session, request.id) == []


def test_a_word_that_stands_everywhere_is_not_looked_for_alone_and_that_is_said(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    otis = other_pupil(referred)
    for number in range(3):
        entry_of(referred, otis, f"The kit was packed on day {number}.")
    sure = entry_of(referred, otis, "He sat with Kit Puddlecombe.")
    monkeypatch.setattr(mentions, "COMMON", 2)
    looked = look(referred, ready_request(referred))
    assert [hit.record_id for hit in looked.hits] == [sure.id]
    assert "“Kit” alone stands in more than 2 records" in looked.said[0]


def test_more_than_can_be_looked_at_is_counted(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    otis = other_pupil(referred)
    for number in range(3):
        entry_of(referred, otis, f"He sat with Kit on day {number}.")
    monkeypatch.setattr(mentions, "MOST", 2)
    looked = look(referred, ready_request(referred))
    assert len(looked.hits) == 2
    assert looked.left_out == {False: 1}


def test_nothing_to_look_for_finds_nothing(referred: House) -> None:
    assert mentions.look(referred.session, ready_request(referred), terms.read_terms("")).hits == []


def test_misspelt_initials_and_former_names_are_found(referred: House) -> None:
    session, otis = referred.session, other_pupil(referred)
    with session.write() as work:
        former = PupilName(pupil_id=referred.pupil.id, name_kind=NameKind.FORMER, family_name="Quillfeather")
        work.add(former)
    entries = {
        words: entry_of(referred, otis, words).id
        for words in (
            "He sat with Kit Pudlecombe today.",
            "He sat with PUDDLECOMBE, KIT today.",
            "He sat with Kit Quillfeather today.",
            "He sat with K.P. today.",
            "The Puddlecombes came today.",
            "Christopher Puddlecombe came today.",
            "KitPuddlecombe came today.",
            "He sat with Kit Puddle-\ncombe today.",
            "He sat with Kitt Puddelcomb today.",
            "He took Kit\u2019s bag today.",
        )
    }
    hits = found(referred, ready_request(referred))
    assert {words for words, entry in entries.items() if entry not in hits} == set()


def test_initials_of_whoever_the_record_is_about_are_theirs(referred: House) -> None:
    kester = other_pupil(referred, "Kester", "Pepperhill")
    entry_of(referred, kester, "K.P. was late.")
    assert found(referred, ready_request(referred)) == {}


def test_an_abbreviation_is_offered_last_and_never_taken(referred: House) -> None:
    otis = other_pupil(referred)
    entry = entry_of(referred, otis, "KP nuts were handed round.")
    hits = found(referred, ready_request(referred))
    assert 0 < hits[entry.id].score < 30


def test_a_member_of_staff_is_found_by_name_across_everything(referred: House) -> None:
    session = referred.session
    entry = entry_of(referred, referred.pupil, "Greta Thimblewick led the session.")
    draft = {"words": "Rang G. Thimblewick, she is out"}
    with session.write() as work:
        work.save_draft("chronology", referred.pupil.id, draft)
    request = intake.log_request(
        session,
        new_request(
            referred,
            pupil_id="",
            requester="Greta Thimblewick",
            requester_kind=RequesterKind.STAFF,
            about_staff="Greta Thimblewick",
            sort=RequestSort.SUBJECT_ACCESS,
        ),
    ).record
    gather.gather(session, session.get(AccessRequest, request.id))
    assert gather.items_of(session, request.id) == []  # nothing is filed under a member of staff
    keep(referred, request)
    items = keeping.mentions_of(session, request.id)
    assert {item.item_id for item in items} == {entry.id, referred.pupil.id}
    assert places.propose(session, request) == 4
    assert gather.compared(session, session.get(AccessRequest, request.id)) == gather.Compared(0, 0)


def test_what_an_earlier_version_said_and_the_record_says_no_more_is_found(referred: House) -> None:
    session, otis = referred.session, other_pupil(referred)
    gone = entry_of(referred, otis, "He sat with Kit Puddlecombe.")
    chronology.correct_entry(session, gone, "Misheard.", words="He sat with Wren.")
    still = entry_of(referred, otis, "He ate with Kit Puddlecombe.")
    chronology.correct_entry(session, still, "Added.", words="He ate with Kit Puddlecombe. He was happy.")
    request = ready_request(referred)
    gathered(referred, request)
    keep(referred, request)
    keep(referred, request)
    items = [item for item in gather.items_of(session, request.id) if item.is_mention]
    assert {(item.item_id, item.state_label, item.item_version) for item in items} == {
        (gone.id, "An older version", 1),
        (still.id, "", 2),
    }
    older = next(item for item in items if item.item_id == gone.id)
    lines = dict(line[::2] for line in released.released_fields(gather.holding_of(session, older)))
    assert "He sat with Kit Puddlecombe." in lines.values()
    assert gather.changed_since(session, session.get(AccessRequest, request.id)) == 0
