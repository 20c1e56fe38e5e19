"""That an official asked is told to nobody by a slip: not in the family's own pack, not in a letter, not on a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, gather, officials, order, released
from coordinator_app.access_requests.actions.closing import close_request, reopen_request
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.access_requests.model import AccessRequest, ClosedAs, Exemption
from coordinator_app.access_requests.pack_items import item_of
from coordinator_app.access_requests.pack_order import PackOrder
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.gates import OPEN
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions as corrections
from coordinator_app.corrections import letters as correction_letters
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.corrections.working_with import working_with
from coordinator_app.hooks import Step
from coordinator_app.official_requests import actions
from coordinator_app.official_requests.actions import Giving
from coordinator_app.official_requests.model import OfficialKind, OfficialRequest, Power
from coordinator_app.rights import actions as rights
from coordinator_app.rights import letters as rights_letters
from coordinator_app.rights.notices import notices_of
from coordinator_app.search.kinds import Found, opens
from coordinator_app.sharing.actions import given_apart
from coordinator_app.sharing.model import DeliveryMethod
from tests.corrections import asked as claims
from tests.official_requests.officials import TODAY, decided, now
from tests.rights.asked_for import restricted
from tests.vaults import House, add, fill_in_the_letter, gathered, ready_request, share_the_rest

GIVEN = Giving("The attendance of 3 November", DeliveryMethod.SECURE_EMAIL, TODAY)
POLICE = "Hazelmoor Police"


def given(house: House, **more: Any) -> OfficialRequest:
    return actions.give(house.session, decided(house, **more), GIVEN).record


def telling(house: House, request: AccessRequest) -> list[RequestItem]:
    """The items that tell of it: the official request, and its line of the ledger."""
    kinds = {"official_request", "disclosure"}
    return [one for one in gather.items_of(house.session, request.id) if one.item_kind in kinds]


def test_both_items_come_with_the_reason_to_withhold_them_and_neither_a_note_nor_a_cover_opens_them(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    asked = given(consented)
    request = ready_request(consented)
    gathered(consented, request)
    items = telling(consented, request)
    assert {one.item_kind for one in items} == {"official_request", "disclosure"}
    assert "An older version" in [one.state_label for one in items]
    for one in items:
        assert (one.is_guarded, one.outcome, one.exemption) == (True, Outcome.UNDECIDED, Exemption.CRIME)
        assert "the family was not told" in one.reason
        for outcome in (Outcome.SHARE, Outcome.REDACT):
            with pytest.raises(GateShut, match="not recorded that the family was told"):
                decide.decide(session, replace(one, outcome=outcome, note="They know."))
        decide.decide(session, replace(one, outcome=Outcome.WITHHOLD))
    share_the_rest(consented, request)
    fill_in_the_letter(consented)
    request = session.get(AccessRequest, request.id)
    made = order.pack_order(session, request, "pw", practice=True)[0]
    assert "Police" not in repr((made.letter, made.items))
    assert made.letter.parts["recipients"].rows == ((order._NOBODY,),)
    # told, they read it: the note alone decides now, and the reply names who was given something
    actions.tell_family(session, asked, True, "PC Tallow told them on 24 November")
    gather.gather(session, request)
    for one in telling(consented, request):
        decide.decide(session, replace(one, outcome=Outcome.SHARE, note="PC Tallow told them."))
    made = order.pack_order(session, request, "pw", practice=True)[0]
    assert made.letter.parts["recipients"].rows == ((POLICE,),)
    assert "Police" in repr(made.items)
    # recorded by mistake: what was decided before that is not built
    actions.tell_family(session, now(consented, asked), False, "It was another family")
    (line,) = [one for one in telling(consented, request) if one.item_kind == "disclosure"]
    assert line.outcome is Outcome.SHARE
    with pytest.raises(GateShut):
        order.pack_order(session, request, "pw", practice=True)
    # planted fault: without the gate the note is enough
    asked = actions.tell_family(session, now(consented, asked), False, "It was another family").record
    monkeypatch.setattr(officials, "untold_gate", lambda *_: OPEN)
    decide.decide(session, replace(line, outcome=Outcome.SHARE, note="They know."))


@pytest.mark.parametrize("law", [Exemption.THIRD_PARTY, Exemption.CONFIDENTIAL_REFERENCE])
def test_whatever_reason_is_chosen_the_pack_says_neither_what_it_is_nor_when_nor_why(
    consented: House, law: Exemption, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    decided(consented, official_kind=OfficialKind.SOCIAL_CARE, power=Power.SAFEGUARDING)
    add(consented, "Kit came in on time.", happened_on=TODAY)  # later than the day they asked
    request = ready_request(consented)
    gathered(consented, request)
    items = telling(consented, request)
    for one in items:
        decide.decide(session, replace(one, outcome=Outcome.WITHHOLD, exemption=law))
    share_the_rest(consented, request)
    fill_in_the_letter(consented)
    request = session.get(AccessRequest, request.id)
    made = order.pack_order(session, request, "pw", practice=True)[0]
    assert [one.outcome for one in made.items[-len(items) :]] == ["withhold"] * len(items)
    assert printed(made) == {"Something that we hold back"}
    assert law.label not in repr(made.letter.parts["withheld"])
    # planted fault: taken for any other item, it is told by its kind and its day, or by the reason at least
    monkeypatch.setattr(order, "tells_untold", lambda *_: False)
    assert (
        law.label.lower()
        in "".join(printed(order.pack_order(session, request, "pw", practice=True)[0])).lower()
    )
    monkeypatch.setattr(order, "_is_unnamed", lambda _: False)
    assert "Official request" in "".join(printed(order.pack_order(session, request, "pw", practice=True)[0]))


def withdrawn(house: House, request: AccessRequest) -> None:
    """An earlier request: one that is worked at still has no steps to be given."""
    session = house.session
    close_request(session, session.get(AccessRequest, request.id), ClosedAs.WITHDRAWN, "They rang.", TODAY)


def steps(house: House, request: AccessRequest) -> list[RequestItem]:
    """The guarded steps of an earlier request that are items of this one."""
    items = gather.items_of(house.session, request.id)
    return [one for one in items if one.item_kind == "request_item" and one.is_guarded]


def test_the_next_request_of_the_family_does_not_tell_by_the_steps_of_the_one_before(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    given(consented)
    first = ready_request(consented)
    gathered(consented, first)
    withdrawn(consented, first)
    again = ready_request(consented)
    gathered(consented, again)
    found = steps(consented, again)
    assert {(one.exemption, "was not told" in one.reason) for one in found} == {(Exemption.CRIME, True)}
    for one in found:
        with pytest.raises(GateShut, match="not recorded that the family was told"):
            decide.decide(session, replace(one, outcome=Outcome.SHARE, note="They know."))
        said = repr(list(released.released_fields(gather.holding_of(session, one))))
        assert "was not told" not in said  # why it was withheld is our own work
        assert "crime" not in said
    with (
        monkeypatch.context() as planted
    ):  # who looks at the item alone, and not at what it stood for, lets it out
        planted.setattr(officials, "_stands_for", lambda _session, item: (item.item_id, item.draft_screen))
        decide.decide(session, replace(found[0], outcome=Outcome.SHARE, note="They know."))
    # once it is withheld there, it is no step to be given at all
    reopen_request(session, session.get(AccessRequest, first.id))
    for one in telling(consented, first):
        decide.decide(session, replace(one, outcome=Outcome.WITHHOLD))
    withdrawn(consented, first)
    gather.gather(session, session.get(AccessRequest, again.id))
    assert steps(consented, again) == []


def printed(made: PackOrder) -> set[str]:
    """What the index says of each withheld item, with its day."""
    held = [item_of(one, None) for one in made.items if one.outcome == "withhold"]
    return {" ".join(filter(None, (str(one.when or ""), one.title))) for one in held}


def test_what_was_given_to_an_official_alone_is_not_told_by_another_sentence_of_the_reply(
    consented: House,
) -> None:
    asked = given(consented)
    request = ready_request(consented)
    gathered(consented, request)
    for one in telling(consented, request):
        decide.decide(consented.session, replace(one, outcome=Outcome.WITHHOLD))
    share_the_rest(consented, request)
    fill_in_the_letter(consented)
    request = consented.session.get(AccessRequest, request.id)
    said = recipients(consented, request)
    assert asked.disclosure_id
    (line,) = given_apart(consented.session, consented.pupil.id)
    with consented.session.write(Compartment.GUARDED) as work:
        work.trash(line)
    assert recipients(consented, request) == said


def recipients(house: House, request: AccessRequest) -> Any:
    """What the reply says of who was given something."""
    return order._reply_parts(house.session, request, [], frozenset(), ())["recipients"].rows


def test_a_draft_of_the_register_is_held_back_as_well(consented: House) -> None:
    draft = RequestItem(
        item_kind="pupil", item_id=consented.pupil.id, is_guarded=True, draft_screen="log_official"
    )
    assert not officials.officials_gate(consented.session, replace(draft, outcome=Outcome.SHARE)).is_open
    assert officials.officials_gate(consented.session, replace(draft, outcome=Outcome.WITHHOLD)).is_open
    other = replace(draft, draft_screen="chronology", outcome=Outcome.SHARE)
    assert officials.officials_gate(consented.session, other).is_open


def test_who_asks_for_another_reason_than_crime_is_proposed_with_no_law(consented: House) -> None:
    decided(consented, official_kind=OfficialKind.SOCIAL_CARE, power=Power.SAFEGUARDING)
    request = ready_request(consented)
    gathered(consented, request)
    found = {(one.exemption, bool(one.reason)) for one in telling(consented, request)}
    assert found == {(None, True)}


def test_no_letter_and_no_list_of_who_is_told_names_them(consented: House) -> None:
    session = consented.session
    given(consented)
    assert POLICE not in [one.name for one in working_with(session, consented.pupil.id)]
    claim = claims.asked(consented)
    claims.put_right(consented)
    claim = claims.decided(consented, claim, CorrectionOutcome.CORRECTED)
    claim = corrections.wants_to_know(session, claim, TODAY).record
    assert POLICE not in [one.recipient for one in corrections.notices_of(session, claim.id)]
    request = restricted(consented)
    request = rights.wants_to_know(session, request, TODAY).record
    assert POLICE not in [one.recipient for one in notices_of(session, request.id)]
    assert POLICE not in text_of_letter(rights_letters.answer_order(session, request, practice=True))
    assert POLICE not in text_of_letter(correction_letters.answer_order(session, claim, practice=True))


def test_that_the_family_was_told_can_be_recorded_after_it_was_answered(consented: House) -> None:
    session, asked = consented.session, given(consented)
    with pytest.raises(InvalidInput) as missing:
        actions.tell_family(session, asked, None, " ")
    assert {one.field for one in missing.value.problems} == {"family_told", "family_because"}
    kept = actions.tell_family(session, asked, True, "PC Tallow, on 24 November")
    assert (kept.record.family_told, kept.record.given_on) == (True, TODAY)
    assert kept.change_id == ""  # it was answered: Undo would say no
    early = actions.tell_family(session, decided(consented), True, "At once")
    session.undo(early.change_id)
    assert now(consented, early.record).family_told is None


def test_its_line_of_the_ledger_leads_to_the_register_and_never_to_the_tab_of_sharing(
    consented: House,
) -> None:
    given(consented)
    (line,) = given_apart(consented.session, consented.pupil.id)
    assert opens(Found(line, consented.pupil.id)) == Step("official_requests")
    shown = opens(Found(replace(line, is_guarded=False), consented.pupil.id))
    assert shown is not None
    assert shown.page == "pupil"
