"""Two records of one child become one and come apart again; nothing is lost, whatever kind of record it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import gather, intake
from coordinator_app.access_requests.page.known_reading import known_for
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.core.catalogue import FieldType, record_type
from coordinator_app.core.errors import InvalidInput, NotFound, StaleRecord, Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import details, duplicates, merging
from coordinator_app.pupils.links import Bond, MergedRecord, PupilMerge, Sibling
from coordinator_app.pupils.merging import CannotMerge, merge, settle, take_apart
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import MedicalNote, NameKind, NoteKind, PupilName
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.model import Referral
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from tests.pupils.kept import taken
from tests.vaults import House, add, new_pupil, new_referral, new_request

WHY = "The school confirmed it"
UPN_ONE, UPN_TWO = "Z855400019001", "J855400020127"


@pytest.fixture
def twice(consented: House) -> House:
    """Kit, referred twice: the second record has health notes, a carer, a disclosure and a UPN of its own."""
    session = consented.session
    kit = replace(session.get(Pupil, consented.pupil.id), upn=UPN_ONE)
    consented.pupil = pupils.save_pupil(session, kit).record
    return consented


def second(house: House, **more: object) -> Pupil:
    """The other record of the same child, with everything round it."""
    session = house.session
    pupil = new_pupil(
        house, given_names="Christopher", known_as="Kit", upn=UPN_TWO, first_language="Welsh", **more
    )
    taken = referrals.take_referral(session, pupil, new_referral(house)).pupil
    carer = Carer(pupil_id=taken.id, name="Barnaby Puddlecombe", relationship=Relationship.FATHER)
    pupils.save_carer(session, carer)
    health = ChronologyEntry(
        pupil_id=taken.id,
        category=Category.HEALTH,
        happened_on=date(2026, 11, 2),
        words="Wears glasses now.",
        source="School nurse",
    )
    chronology.add_entry(session, health)
    note = MedicalNote(pupil_id=taken.id, note_kind=NoteKind.ALLERGY, words="Peanuts")
    details.save_detail(session, note)
    return taken


def linking(session: Session, pupil_id: str) -> dict[str, int]:
    """How many live or trashed records of each kind lead to a pupil, by any link, without the notes of merges."""
    counts: dict[str, int] = {}
    for described in session.catalogue.types:
        for spec in described.fields:
            if (
                spec.holds is FieldType.LINK
                and spec.links_to == "pupil"
                and described.cls is not MergedRecord
            ):
                found = session.list(described.cls, where={spec.name: pupil_id}, trashed=None)
                counts[f"{described.kind}.{spec.name}"] = len(found)
    return counts


def everything(session: Session) -> dict[str, tuple[object, ...]]:
    """What every record says, by id, so that two moments can be compared."""
    found: dict[str, tuple[object, ...]] = {}
    for described in session.catalogue.types:
        if described.cls in {MergedRecord, PupilMerge}:
            continue
        for one in session.list(described.cls, trashed=None):
            found[one.id] = (described.kind, one.trashed_at is None, described.values(one))
    return found


def test_every_record_that_led_to_the_other_leads_to_the_kept_one(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    before = linking(session, gone.id)
    own = linking(session, kept.id)
    assert before["chronology_entry.pupil_id"] == before["medical_note.pupil_id"] == 1
    merge(session, kept.id, gone.id, {}, WHY)
    after = linking(session, gone.id)
    assert {kind for kind, number in after.items() if number} == {"pupil_merge.gone_id"}
    now = linking(session, kept.id)
    for kind, number in before.items():
        assert now[kind] >= own[kind] + number, kind


def test_both_histories_stay_and_both_ids_are_found(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    earlier = len(session.history(gone.id))
    merge(session, kept.id, gone.id, {}, WHY)
    assert len(session.history(gone.id)) > earlier
    assert pupils.current(session, gone.id).id == kept.id
    found = {one.record.id for one in session.gather("pupil", kept.id)}
    assert {kept.id, gone.id} <= found


def test_names_upn_and_school_of_both_are_kept(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    merge(session, kept.id, gone.id, {"upn": True, "known_as": True}, WHY)
    one = session.get(Pupil, kept.id)
    assert (one.upn, one.former_upns, one.first_language) == (UPN_TWO, UPN_ONE, "")
    names = [name.whole for name in session.list(PupilName, where={"pupil_id": kept.id})]
    assert "Christopher Puddlecombe" in names
    pupils.save_pupil(session, replace(one, year_group=11))  # its UPN stands on the record in the trash too


def test_what_is_known_wins_over_what_is_not_until_someone_chooses(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    usual = merging.usual(kept, gone)
    assert usual["first_language"]
    assert not usual["given_names"]
    assert not usual["upn"]
    merge(session, kept.id, gone.id, usual, WHY)
    assert session.get(Pupil, kept.id).first_language == "Welsh"


def test_an_undo_makes_two_of_one_again_in_both_compartments(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    before = everything(session)
    saved = merge(session, kept.id, gone.id, {"upn": True}, WHY)
    session.undo(saved.change_id)
    after = everything(session)
    assert {one: after[one] for one in before} == before
    extra = [after[one] for one in after if one not in before]
    assert not any(live for _, live, _ in extra)


def test_a_merge_that_was_taken_back_is_made_again_by_merging_and_not_by_redo(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    saved = merge(session, kept.id, gone.id, {}, WHY)
    back = session.undo(saved.change_id)
    with pytest.raises(CannotUndo, match="apart again"):
        session.undo(back.id)
    merge(session, kept.id, gone.id, {}, WHY)
    assert pupils.current(session, gone.id).id == kept.id
    assert not linking(session, gone.id)["medical_note.pupil_id"]


def test_a_kill_between_the_compartments_is_mended_by_the_next_unlock(
    twice: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    with monkeypatch.context() as killed:
        killed.setattr(merging, "settle", lambda _session: None)
        saved = merge(session, kept.id, gone.id, {}, WHY)
    assert linking(session, gone.id)["medical_note.pupil_id"] == 1
    settle(session)
    settle(session)
    assert linking(session, gone.id)["medical_note.pupil_id"] == 0
    with monkeypatch.context() as killed:
        killed.setattr(merging, "settle", lambda _session: None)
        session.undo(saved.change_id)
    assert linking(session, gone.id)["medical_note.pupil_id"] == 0
    settle(session)
    assert linking(session, gone.id)["medical_note.pupil_id"] == 1


def test_who_does_not_hold_the_other_key_can_neither_merge_nor_settle(twice: House) -> None:
    gone = second(twice)
    small = twice.as_user(Compartment.GENERAL)
    with pytest.raises(CannotMerge, match="does not open"):
        merge(small, twice.pupil.id, gone.id, {}, WHY)
    settle(small)
    small.close()


def test_a_merge_waits_for_an_open_access_request(twice: House) -> None:
    gone = second(twice)
    intake.log_request(twice.session, new_request(twice))
    with pytest.raises(CannotMerge, match="is being answered"):
        merge(twice.session, twice.pupil.id, gone.id, {}, WHY)


@pytest.mark.parametrize("how", ["undo", "apart"])
def test_nothing_comes_apart_once_something_was_given_about_the_one_child(twice: House, how: str) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    saved = merge(session, kept.id, gone.id, {}, WHY)
    twice.clock.at += timedelta(minutes=5)
    given(twice)
    with pytest.raises(CannotUndo, match="given to someone"):
        session.undo(saved.change_id) if how == "undo" else take_apart(session, saved.record.id)


def given(house: House) -> None:
    line = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Marigold Puddlecombe",
        recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.IN_PERSON,
        why="She asked",
        description="A review",
    )
    sharing.record_disclosure(house.session, line, ())


def test_a_ledger_that_was_there_before_does_not_stand_in_the_way(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    given(twice)
    saved = merge(session, gone.id, kept.id, {}, WHY)
    assert session.list(Disclosure)[0].pupil_id == gone.id
    session.undo(saved.change_id)
    assert session.list(Disclosure)[0].pupil_id == kept.id


def test_records_come_apart_long_after_and_what_was_written_since_stays(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    saved = merge(session, kept.id, gone.id, {"upn": True}, WHY)
    since = add(twice, "Kit made a chair.")
    one = session.get(Pupil, kept.id)
    pupils.save_pupil(session, replace(one, year_group=11))
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)
    take_apart(session, saved.record.id)
    assert session.get(Pupil, gone.id).trashed_at is None
    assert session.get(Pupil, kept.id).upn == UPN_ONE
    assert session.get(Pupil, kept.id).year_group == 11
    assert session.get(ChronologyEntry, since.id).pupil_id == kept.id
    assert session.count(MedicalNote, where={"pupil_id": gone.id}) == 1
    assert session.count(Referral, where={"pupil_id": gone.id}) == 1
    assert not session.list(PupilName, where={"pupil_id": kept.id})
    with pytest.raises(Trouble, match="apart already"):
        take_apart(session, saved.record.id)


def test_a_record_is_not_merged_with_itself_with_the_trash_or_with_a_twin(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    with pytest.raises(CannotMerge, match="one and the same"):
        merge(session, kept.id, kept.id, {}, WHY)
    with pytest.raises(InvalidInput, match="Say how you know"):
        merge(session, kept.id, gone.id, {}, " ")
    link = details.save_detail(session, Sibling(pupil_id=kept.id, other_id=gone.id, bond=Bond.TWINS)).record
    with pytest.raises(CannotMerge, match="brothers or sisters"):
        merge(session, kept.id, gone.id, {}, WHY)
    details.remove_detail(session, link)
    with session.write() as work:
        work.trash(session.get(Pupil, gone.id))
    with pytest.raises(CannotMerge, match="in the trash"):
        merge(session, kept.id, gone.id, {}, WHY)


def test_a_tie_between_the_two_goes_with_the_merge_and_comes_back_with_the_undo(
    twice: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    said = duplicates.say_different(session, kept.id, gone.id).record
    monkeypatch.setattr(
        merging, "different_from", lambda *_ids: frozenset()
    )  # a tie of a kind that is not refused
    saved = merge(session, kept.id, gone.id, {}, WHY)
    assert session.get(type(said), said.id).trashed_at is not None
    session.undo(saved.change_id)
    assert session.get(type(said), said.id).trashed_at is None
    again = merge(session, kept.id, gone.id, {}, WHY)
    take_apart(session, again.record.id)
    assert session.get(type(said), said.id).trashed_at is None


def test_an_access_request_after_a_merge_gathers_both_and_what_the_lost_record_said(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    merge(session, kept.id, gone.id, {}, WHY)
    request = intake.log_request(session, new_request(twice)).record
    gather.gather(session, request)
    ids = {item.item_id for item in gather.items_of(session, request.id)}
    assert {kept.id, gone.id} <= ids
    assert session.list(MedicalNote)[0].id in ids


def test_the_kinds_that_a_merge_moves_are_those_of_the_catalogue(twice: House) -> None:
    kinds = {described.kind for described, _ in merging._links(twice.session)}
    asked = {
        described.kind
        for described in twice.session.catalogue.types
        if any(spec.links_to == "pupil" for spec in described.fields)
    } - {record_type(MergedRecord).kind}
    assert kinds == asked
    assert {"carer", "referral", "document", "disclosure", "access_request", "sibling"} <= kinds


def test_the_merged_child_is_no_stranger_in_its_own_request_and_others_are_known_by_former_names(
    twice: House,
) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    other = taken(twice, given_names="Otis", family_name="Moonbeck")
    former = PupilName(pupil_id=other.id, name_kind=NameKind.FORMER, family_name="Thistledown")
    details.save_detail(session, former)
    merge(session, kept.id, gone.id, {}, WHY)
    request = intake.log_request(session, new_request(twice)).record
    everybody, subject = known_for(session, request)
    people = {one.key: one for one in everybody}
    assert gone.id not in people
    assert any("Thistledown" in name for name in people[other.id].names)
    assert any("Christopher" in name for name in subject.names)


def test_two_who_were_said_to_be_different_children_are_not_merged_until_that_is_taken_back(
    twice: House,
) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    duplicates.say_different(session, gone.id, kept.id)
    with pytest.raises(CannotMerge, match="said to be different") as told:
        merge(session, kept.id, gone.id, {}, WHY)
    assert "take it back" in told.value.next_step
    duplicates.may_be_one(session, kept.id, gone.id)
    with pytest.raises(NotFound, match="Nobody has said"):
        duplicates.may_be_one(session, kept.id, gone.id)
    merge(session, kept.id, gone.id, {}, WHY)


def test_what_was_said_of_a_record_holds_for_the_one_it_was_merged_into(twice: House) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    third = pupils.save_pupil(session, new_pupil(twice, given_names="Kitt")).record
    duplicates.say_different(session, gone.id, third.id)
    merge(session, kept.id, gone.id, {}, WHY)
    with pytest.raises(CannotMerge, match="said to be different"):
        merge(session, kept.id, third.id, {}, WHY)


def test_every_note_of_a_chain_of_merges_is_gathered_for_the_one_that_is_left(twice: House) -> None:
    session = twice.session
    one, two = twice.pupil, second(twice)
    three = pupils.save_pupil(session, new_pupil(twice, given_names="Kitt")).record
    four = pupils.save_pupil(session, new_pupil(twice, given_names="Kitty")).record
    for kept, gone in ((two, one), (three, two), (four, three)):
        merge(session, kept.id, gone.id, {}, WHY)
    notes = {note.id for note in session.list(MergedRecord, trashed=None)}
    assert notes <= {each.record.id for each in session.gather("pupil", four.id)}


@pytest.mark.parametrize("which", [0, 1])
def test_what_changed_since_the_two_were_compared_is_not_merged_unseen(twice: House, which: int) -> None:
    session, kept = twice.session, twice.pupil
    gone = second(twice)
    seen = (kept.version, gone.version)
    changed = (kept, gone)[which]
    newer = pupils.save_pupil(session, replace(changed, birth_date=date(2011, 1, 1))).record
    with pytest.raises(StaleRecord, match="since you compared"):
        merge(session, kept.id, gone.id, {}, WHY, seen)
    now = (newer.version, gone.version) if which == 0 else (kept.version, newer.version)
    merge(session, kept.id, gone.id, {}, WHY, now)
