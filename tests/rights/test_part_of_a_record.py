"""A restriction of single records shuts these and nothing else; a decision is taken back until something has left."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import exporting, giving, to_print
from coordinator_app.chronology import view as chronology_view
from coordinator_app.chronology.filters import NOTHING_CHOSEN
from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.chronology.to_print import Leaving
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Purpose
from coordinator_app.corrections import actions as corrections
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.documents import copying_out
from coordinator_app.documents import view as documents_view
from coordinator_app.rights import actions, due, erasing, lasting, restricting, taking_back
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest, UseAllowed
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import RestrictedUse, Restriction
from coordinator_app.rights.restricting import MARK, SOME_LEFT_OUT, banner, restriction_gate, usable
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.corrections.asked import asked
from tests.documents.papers import paper
from tests.rights.asked_for import TODAY, asked_for, checked, decided, now, restricted, told_yes
from tests.vaults import House, add


def shut_entry(house: House, entry: ChronologyEntry, **more: object) -> RightsRequest:
    request = asked_for(house, RightsKind.RESTRICTION, **more)
    erasing.choose(house.session, request, "chronology_entry", entry.id)
    request = checked(house, now(house, request))
    return decided(house, request, RightsOutcome.GRANTED, what_is_done="This entry is not used for now.")


def given_to(house: House, *entries: ChronologyEntry) -> object:
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Foxglove Hill",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=TODAY,
        method=DeliveryMethod.POST,
        why="They asked.",
        description="1 record",
    )
    return giving.give(house.session, told, list(entries))


def test_only_the_chosen_entry_is_shut_and_the_rest_leaves(consented: House) -> None:
    session = consented.session
    contested, other = add(consented, "Kit threw a chair."), add(consented, "Kit came on time.")
    request = shut_entry(consented, contested)
    (mark,) = session.list(Restriction)
    assert (mark.is_whole, mark.about) == (False, contested.id)
    given_to(consented, other)
    exporting.table(session, [other.id])
    to_print.note_leaving(session, Leaving(consented.pupil.id, (other,)))
    for press in (
        lambda: given_to(consented, contested),
        lambda: given_to(consented, other, contested),
        lambda: exporting.table(session, [other.id, contested.id]),
        lambda: to_print.note_leaving(session, Leaving(consented.pupil.id, (contested, other))),
    ):
        with pytest.raises(GateShut, match="A part of this is restricted"):
            press()
    assert restricting.shut_today(session, [consented.pupil.id]) == frozenset(), "lists name the pupil still"
    assert banner(session, consented.pupil.id) == (
        "one record of it may not be used or shared, unless somebody is in danger. The rest may.",
    )
    marks = {
        line.entry.words: [one.words for one in line.marks]
        for line in chronology_view.read(session, consented.pupil.id, NOTHING_CHOSEN).lines
    }
    assert MARK in marks["Kit threw a chair."]
    assert MARK not in marks["Kit came on time."]
    lasting.use(session, request, RestrictedUse(allowed=UseAllowed.LEGAL_CLAIM, what="For it."))
    given_to(consented, contested)


def test_planted_fault_an_exit_that_does_not_say_what_it_gives_would_let_it_out(consented: House) -> None:
    contested = add(consented, "Kit threw a chair.")
    shut_entry(consented, contested)
    assert restriction_gate(consented.session, consented.pupil.id).is_open
    assert not restriction_gate(consented.session, consented.pupil.id, (contested.id,)).is_open


def test_a_document_by_itself(consented: House) -> None:
    session = consented.session
    contested, other = paper(consented), paper(consented)
    request = asked_for(consented, RightsKind.RESTRICTION)
    erasing.choose(session, request, "document", contested.id)
    decided(consented, checked(consented, now(consented, request)), RightsOutcome.GRANTED)
    seconds = {
        line.document.id: line.second for line in documents_view.read(session, consented.pupil.id).lines
    }
    assert "restricted: it is kept, and not used or shared" in seconds[contested.id]
    assert "restricted" not in seconds[other.id]
    place = consented.vault.folder.parent
    copying_out.copy_out(session, other, place / "other.pdf", Purpose.RIGHTS)
    with pytest.raises(GateShut, match="A part of this is restricted"):
        copying_out.copy_out(session, contested, place / "copy.pdf", Purpose.RIGHTS)
    copying_out.copy_out(session, contested, place / "safe.pdf", Purpose.SAFEGUARDING)


def test_a_list_leaves_out_the_row_that_is_shut_and_says_so(consented: House) -> None:
    contested, other = add(consented, "Kit threw a chair."), add(consented, "Kit came on time.")
    shut_entry(consented, contested)
    rows = (contested, other)
    left, said = usable(consented.session, rows, lambda one: one.pupil_id, lambda one: one.id)
    assert (left, said) == ((other,), (SOME_LEFT_OUT,))
    assert usable(consented.session, rows, lambda one: one.pupil_id) == (rows, ())


def test_without_a_choice_the_whole_record_is_shut(consented: House) -> None:
    restricted(consented)
    assert not restriction_gate(consented.session, consented.pupil.id).is_open
    assert restricting.shut_today(consented.session, [consented.pupil.id]) == {consented.pupil.id}


def test_only_what_every_way_out_knows_can_be_shut_alone(consented: House) -> None:
    session, request = consented.session, asked_for(consented, RightsKind.RESTRICTION)
    add(consented, "Kit threw a chair.")
    kinds = {one.kind for one in erasing.to_choose(session, request, guarded_words=True).items}
    assert kinds == {"chronology_entry"}
    with pytest.raises(InvalidInput, match="cannot be shut by itself"):
        erasing.choose(session, request, "carer", consented.carer.id)


def test_of_a_single_record_only_those_are_told_who_were_given_it(consented: House) -> None:
    contested, other = add(consented, "Kit threw a chair."), add(consented, "Kit came on time.")
    given_to(consented, other)
    request = shut_entry(consented, contested)
    assert notices_of(consented.session, request.id) == []
    given = add(consented, "Kit hid.")
    given_to(consented, given)
    told = shut_entry(consented, given)
    assert [one.recipient for one in notices_of(consented.session, told.id)] == ["Foxglove Hill"]


def test_an_erasure_is_held_by_a_restriction_of_the_same_record_alone(consented: House) -> None:
    contested, other = add(consented, "Kit threw a chair."), add(consented, "Kit came on time.")
    shut_entry(consented, contested)
    for entry, stands in ((other, False), (contested, True)):
        request = asked_for(consented, RightsKind.ERASURE)
        erasing.choose(consented.session, request, "chronology_entry", entry.id)
        against = actions.stands_against(consented.session, now(consented, request))
        assert any("somebody wants it kept" in one for one in against) is stands


# before it ends


def on_today(house: House) -> list[str]:
    return [one.second_line for one in due.due_items(house.session) if one.key.endswith("-lift")]


def test_today_asks_to_tell_them_before_a_restriction_ends(consented: House) -> None:
    session, request = consented.session, asked_for(consented, RightsKind.RESTRICTION)
    request = checked(consented, request, unlawful=False, claim=False, objected=False)
    request = decided(consented, request, RightsOutcome.GRANTED)
    assert on_today(consented) == []
    claim = asked(consented)
    assert on_today(consented) == []
    corrections.decide(session, claim, corrections.Decision(CorrectionOutcome.REFUSED, "It is right.", TODAY))
    (line,) = on_today(consented)
    assert "What the restriction waited for is decided" in line
    lasting.tell_of_lifting(session, now(consented, request), None, "It is decided.")
    untold = (
        "The restriction is to end, and they were never told that the answer is yes. Tell them that first."
    )
    assert on_today(consented) == [untold]
    told_yes(consented, request)
    assert on_today(consented) == ["The restriction is to end. Tell whoever asked before it does."]
    lasting.tell_of_lifting(
        session, now(consented, request), TODAY, "It is decided.", DeliveryMethod.TELEPHONE
    )
    assert on_today(consented) == [
        "They were told on 24 November 2026 that the restriction ends. End it, or change why."
    ]
    lasting.lift(session, told_yes(consented, request), "It is decided.")
    assert on_today(consented) == []


# taking a decision back


@pytest.mark.parametrize("kind", [RightsKind.OBJECTION, RightsKind.RESTRICTION, RightsKind.ERASURE])
def test_a_yes_is_taken_back_while_nothing_has_left(consented: House, kind: RightsKind) -> None:
    session, entry = consented.session, add(consented, "Kit threw a chair.")
    given_to(consented, entry)
    request = asked_for(consented, kind)
    if kind is RightsKind.ERASURE:
        erasing.choose(session, request, "chronology_entry", entry.id)
    kept = decided(consented, checked(consented, now(consented, request)), RightsOutcome.GRANTED)
    assert notices_of(session, kept.id)
    taking_back.take_back(session, kept)
    after = now(consented, request)
    assert (after.outcome, after.done_on, after.decided_on, notices_of(session, kept.id)) == (
        None,
        None,
        None,
        [],
    )
    assert restriction_gate(session, consented.pupil.id).is_open
    with pytest.raises(GateShut, match="Nothing is decided"):
        taking_back.take_back(session, after)
    decided(consented, after, RightsOutcome.REFUSED)


def test_an_objection_granted_by_a_slip_is_undone_and_changed(consented: House) -> None:
    session, request = consented.session, checked(consented, asked_for(consented, RightsKind.OBJECTION))
    saved = actions.decide(
        session, request, actions.Decision(RightsOutcome.GRANTED, "", "We stop.", "T. Fieldgate", TODAY)
    )
    session.undo(saved.change_id)
    assert now(consented, request).outcome is None
    saved = actions.decide(
        session,
        now(consented, request),
        actions.Decision(RightsOutcome.GRANTED, "", "We stop.", "T. F.", TODAY),
    )
    decided(consented, saved.record, RightsOutcome.PARTLY)
    assert now(consented, request).done_on == date(2026, 11, 24)


def test_once_something_has_left_it_stays(consented: House) -> None:
    session, request = consented.session, checked(consented, asked_for(consented, RightsKind.OBJECTION))
    saved = actions.decide(
        session, request, actions.Decision(RightsOutcome.GRANTED, "", "We stop.", "T. Fieldgate", TODAY)
    )
    told = actions.told(session, saved.record, TODAY, DeliveryMethod.POST)
    with pytest.raises(GateShut, match="told of it already"):
        taking_back.take_back(session, told.record)
    with pytest.raises(GateShut, match="done already"):
        decided(consented, told.record, RightsOutcome.REFUSED)
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)
    session.undo(told.change_id)
    taking_back.take_back(session, now(consented, request))


def test_a_restriction_opens_again_only_by_taking_it_back(consented: House) -> None:
    request = restricted(consented)
    lasting.tell_of_lifting(consented.session, request, TODAY, "It is decided.", DeliveryMethod.TELEPHONE)
    with pytest.raises(GateShut, match="told that the restriction ends"):
        taking_back.take_back(consented.session, now(consented, request))
