from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.core.errors import GateShut, InvalidInput, KeyNotHeld, NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions, deciding, discussions, safeguarding, unplaced_calls
from coordinator_app.referrals.due import due_items
from coordinator_app.referrals.model import InitialDiscussion, LaterTalk, Referral, SchoolBasis
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.store.undo import CannotUndo
from tests.vaults import House, new_pupil, new_referral, new_request


def _talk(house: House, **more: object) -> InitialDiscussion:
    made = InitialDiscussion(
        initials="KP",
        school_id=house.school.id,
        held_on=date(2026, 9, 1),
        school_basis=SchoolBasis.PARENTS_AGREE,
        parents_told=True,
        advice="Try a quiet room first.",
    )
    return actions.record_discussion(house.session, replace(made, **more)).record  # type: ignore[arg-type]  # fields told by name


def _later(talk: InitialDiscussion, **more: object) -> LaterTalk:
    made = LaterTalk(discussion_id=talk.id, held_on=date(2026, 10, 1), notes="No better.")
    return replace(made, **more)  # type: ignore[arg-type]  # fields told by name


def test_several_talks_are_kept_on_one_child_without_a_name(house: House) -> None:
    session = house.session
    first = _talk(house)
    discussions.keep_talk(session, _later(first, held_on=date(2026, 11, 1)))
    discussions.keep_talk(session, _later(first))
    assert [one.held_on for one in discussions.talks_of(session, first.id)] == [
        date(2026, 10, 1),
        date(2026, 11, 1),
    ]
    assert session.list(Pupil) == []
    taken = actions.take_referral(session, new_pupil(house), new_referral(house), first.id)
    kinds = {one.record_type.kind for one in session.gather("pupil", taken.pupil.id)}
    assert {"initial_discussion", "later_talk"} <= kinds


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"held_on": None}, "held_on"),
        ({"held_on": date(2026, 8, 31)}, "held_on"),
        ({"held_on": date(2026, 11, 25)}, "held_on"),
        ({"notes": " "}, "notes"),
    ],
)
def test_a_later_talk_needs_a_day_after_the_first_and_words(
    house: House, values: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        discussions.keep_talk(house.session, _later(_talk(house), **values))
    assert [one.field for one in told.value.problems] == [field]


def test_the_blank_form_is_noted_as_sent_and_that_is_not_undone(house: House) -> None:
    first = _talk(house)
    for day in (date(2026, 11, 25), date(2026, 8, 1)):
        with pytest.raises(InvalidInput):
            discussions.note_form_sent(house.session, first, day)
    sent = discussions.note_form_sent(house.session, first, date(2026, 9, 2))
    with pytest.raises(CannotUndo):
        house.session.undo(sent.change_id)
    assert discussions.note_form_sent(house.session, sent.record, None).record.form_sent_on is None
    with pytest.raises(InvalidInput):
        _talk(house, form_sent_on=date(2027, 1, 1))


def test_deleted_notes_come_back_with_all_their_talks(house: House) -> None:
    session, first = house.session, _talk(house)
    discussions.keep_talk(session, _later(first))
    gone = actions.drop_discussion(session, first).record
    assert discussions.talks_of(session, first.id) == []
    back = discussions.take_back(session, gone).record
    assert back.trashed_at is None
    assert len(discussions.talks_of(session, first.id)) == 1


def test_deleted_notes_go_for_good_after_the_time_set_and_the_audit_says_so(house: House) -> None:
    session, first = house.session, _talk(house, notes="Often out of lessons.")
    talk = discussions.keep_talk(session, _later(first)).record
    dropped = actions.drop_discussion(session, first)
    assert discussions.purge(session) == 0
    house.clock.at += timedelta(days=29)
    assert discussions.purge(session) == 0
    house.clock.at += timedelta(days=1)
    assert discussions.purge(session) == 1
    for cls, one in ((InitialDiscussion, first), (LaterTalk, talk)):
        with pytest.raises(NotFound):
            session.get(cls, one.id)
        assert session.history(one.id) == []
    entries = [row.entry for row in session.audit_rows(limit=1000)]
    assert [one.action for one in entries if one.record_id == first.id][-2:] == [
        discussions.PURGED,
        "record.removed",
    ]
    with pytest.raises((CannotUndo, NotFound)):
        session.undo(dropped.change_id)


def test_notes_of_a_child_who_was_referred_are_not_purged(house: House) -> None:
    session, first = house.session, _talk(house)
    actions.take_referral(session, new_pupil(house), new_referral(house), first.id)
    actions.drop_discussion(session, session.get(InitialDiscussion, first.id))
    house.clock.at += timedelta(days=400)
    assert discussions.purge(session) == 0


@pytest.mark.parametrize("known", [True, False])
def test_notes_stay_in_the_trash_while_somebody_asks_for_what_may_be_theirs(
    referred: House, known: bool
) -> None:
    session, first = referred.session, _talk(referred)
    if known:  # by a safeguarding call, without a referral of this talk
        with session.write() as work:
            work.change(first, pupil_id=referred.pupil.id)
        for referral in session.list(Referral):
            deciding.decline_referral(session, referral, "No place is free.")
    actions.drop_discussion(session, session.get(InitialDiscussion, first.id))
    request = intake.log_request(session, new_request(referred)).record
    referred.clock.at += timedelta(days=400)
    assert discussions.purge(session) == 0
    with pytest.raises(GateShut, match="Somebody has asked for their records"):
        discussions.remove_for_good(session, session.get(InitialDiscussion, first.id))
    with session.write() as work:
        work.change(session.get(AccessRequest, request.id), sent_on=referred.clock.today())
    discussions.remove_for_good(session, session.get(InitialDiscussion, first.id))


def test_the_times_are_settings_within_bounds(house: House) -> None:
    session = house.session
    assert (discussions.ask_after(session), discussions.trash_days(session)) == (60, 30)
    for ask, trash, field in ((6, 30, "ask"), (366, 30, "ask"), (None, 30, "ask"), (60, 0, "trash")):
        with pytest.raises(InvalidInput) as told:
            discussions.keep_days(session, ask, trash)
        assert [one.field for one in told.value.problems] == [field]
    discussions.keep_days(session, 90, 14)
    assert (discussions.ask_after(session), discussions.trash_days(session)) == (90, 14)


def call(house: House, discussion_id: str) -> None:
    """A safeguarding call about the child of a first talk, whom no school has referred."""
    entry = ChronologyEntry(happened_on=date(2026, 11, 1), words="A concern.", source="The school")
    safeguarding.record_call(house.session, new_pupil(house), entry, discussion_id)


def test_a_safeguarding_call_keeps_the_child_and_not_the_notes(house: House) -> None:
    """Today goes on asking about them, and deleted they go for good (003-7.2)."""
    session = house.session
    talk = _talk(house, held_on=date(2026, 8, 1))
    call(house, talk.id)
    assert [item.key for item in due_items(session)] == [f"discussion-{talk.id}"]
    actions.drop_discussion(session, session.get(InitialDiscussion, talk.id))
    house.clock.at += timedelta(days=31)
    assert discussions.purge(session) == 1


def test_once_the_school_has_referred_the_child_nobody_asks_about_the_notes(house: House) -> None:
    talk = _talk(house, held_on=date(2026, 8, 1))
    call(house, talk.id)
    pupil = house.session.list(Pupil)[0]
    actions.take_referral(house.session, pupil, new_referral(house))
    assert not any(item.key.startswith("discussion") for item in due_items(house.session))


def test_what_was_said_of_a_safeguarding_worry_is_not_kept_where_everyone_reads_it(house: House) -> None:
    worry = {"school_basis": SchoolBasis.SAFEGUARDING}
    with pytest.raises(InvalidInput, match="Record a safeguarding call"):
        _talk(house, **worry, advice="", notes="Heron feather.")
    with pytest.raises(InvalidInput, match="Record a safeguarding call"):
        _talk(house, **worry, notes="", advice="Heron feather.")
    talk = _talk(house, **worry, notes="", advice="")
    later = LaterTalk(discussion_id=talk.id, held_on=date(2026, 11, 2), notes="Heron feather.")
    with pytest.raises(InvalidInput, match="Record a safeguarding call"):
        discussions.keep_talk(house.session, later)
    assert house.as_user(Compartment.GENERAL).search("heron") == []


def test_a_talk_that_was_deleted_by_itself_stays_deleted(house: House) -> None:
    session = house.session
    talk = _talk(house)
    kept = discussions.keep_talk(
        session, LaterTalk(discussion_id=talk.id, held_on=talk.held_on, notes="Right.")
    )
    wrong = discussions.keep_talk(
        session, LaterTalk(discussion_id=talk.id, held_on=talk.held_on, notes="Wrong.")
    )
    session.undo(wrong.change_id)
    discussions.take_back(session, actions.drop_discussion(session, talk).record)
    assert [one.id for one in discussions.talks_of(session, talk.id)] == [kept.record.id]


def test_a_call_that_cannot_be_kept_leaves_nobodys_record(house: House) -> None:
    entry = ChronologyEntry(happened_on=date(2026, 11, 1), words="A concern.", source="The school")
    with pytest.raises(KeyNotHeld):
        safeguarding.record_call(house.as_user(Compartment.GENERAL), new_pupil(house), entry)
    with pytest.raises(InvalidInput):
        safeguarding.record_call(house.session, new_pupil(house), replace(entry, words="w" * 3_000_000))
    assert house.session.list(Pupil) == []


def test_notes_that_a_call_came_from_go_for_good_all_the_same_and_the_call_stays(house: House) -> None:
    """One such note stopped every later one, and all that is done after an unlock."""
    session, first, second = house.session, _talk(house), _talk(house, initials="AB")
    kept = unplaced_calls.keep_call(
        session,
        UnplacedCall(happened_on=date(2026, 11, 1), words="He sleeps in a barn.", discussion_id=first.id),
    ).record
    unplaced_calls.close_call(session, kept, "Passed on to the next partnership.")
    for one in (first, second):
        actions.drop_discussion(session, session.get(InitialDiscussion, one.id))
    house.clock.at += timedelta(days=31)
    assert discussions.purge(session) == 2
    stays = session.get(UnplacedCall, kept.id)
    assert (stays.words, stays.discussion_id) == ("He sleeps in a barn.", "")


def test_a_call_is_placed_though_its_notes_were_removed_by_somebody_without_the_key(referred: House) -> None:
    session, first = referred.session, _talk(referred)
    kept = unplaced_calls.keep_call(
        session,
        UnplacedCall(happened_on=date(2026, 11, 1), words="He sleeps in a barn.", discussion_id=first.id),
    ).record
    open_only = referred.as_user(Compartment.GENERAL)
    actions.drop_discussion(open_only, open_only.get(InitialDiscussion, first.id))
    referred.clock.at += timedelta(days=31)
    assert discussions.purge(open_only) == 1
    entry = unplaced_calls.place_call(session, session.get(UnplacedCall, kept.id), referred.pupil.id).record
    assert entry.pupil_id == referred.pupil.id
