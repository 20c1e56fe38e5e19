"""A restriction while it lasts: what it shuts, what the law allows all the same, and its end (UK GDPR article 18)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, due, following, lasting, letters, restricting, taking_back
from coordinator_app.rights.model import RightsKind, RightsLetter, RightsOutcome, RightsRequest, UseAllowed
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import RestrictedUse
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.undo import CannotUndo
from tests.corrections.asked import give
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import TODAY, decided, now, restricted, told_yes
from tests.vaults import House

ERASURE, RESTRICTION, OBJECTION = RightsKind.ERASURE, RightsKind.RESTRICTION, RightsKind.OBJECTION
GRANTED, PARTLY, REFUSED = RightsOutcome.GRANTED, RightsOutcome.PARTLY, RightsOutcome.REFUSED


def test_a_restricted_record_says_so_and_leaves_only_as_the_law_allows(consented: House) -> None:
    session = consented.session
    request = restricted(consented)
    (words,) = restricting.banner(session, consented.pupil.id)
    assert words.startswith("keep it as it is since 24 November 2026")
    assert restricting.restricted(session, (consented.pupil.id, "another")) == {consented.pupil.id}
    assert restricting.restricted(session, ()) == frozenset()
    assert restricting.banner(session, "another") == ()
    given = Disclosure(
        pupil_id=consented.pupil.id,
        recipient="Foxglove Hill",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=TODAY,
        method=DeliveryMethod.POST,
        why="Asked",
        description="1 record",
    )
    with pytest.raises(GateShut, match="restricted since"):
        sharing.record_disclosure(session, given, [])
    sharing.record_disclosure(session, given, [], for_safety=True)
    with pytest.raises(InvalidInput):
        lasting.use(session, request, RestrictedUse())
    lasting.use(session, request, RestrictedUse(allowed=UseAllowed.LEGAL_CLAIM, what="For the court."))
    sharing.record_disclosure(session, given, [])
    consented.clock.at = consented.clock.at + timedelta(days=1)
    with pytest.raises(GateShut):
        sharing.record_disclosure(session, given, [])


def test_without_the_gate_it_would_be_given_away(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    restricted(consented)
    monkeypatch.setattr(restricting, "restrictions_of", lambda _session, _pupil_id: [])  # the planted fault
    give(consented, consented.pupil)
    assert sharing.disclosures_of(consented.session, consented.pupil.id)


def test_a_restriction_of_a_guarded_request_is_seen_by_everybody_and_why_by_nobody(consented: House) -> None:
    restricted(consented, is_guarded=True, says="Because of the safeguarding entry.")
    level_two = consented.as_user(Compartment.GENERAL)
    assert restricting.banner(level_two, consented.pupil.id)
    assert not restricting.restriction_gate(level_two, consented.pupil.id).is_open
    assert level_two.list(RightsRequest) == []
    assert level_two.search("safeguarding") == []
    with pytest.raises(InvalidInput, match="passphrase"):
        actions.log(level_two, RightsRequest(pupil_id=consented.pupil.id, is_guarded=True))
    level_two.close()


def test_they_are_told_before_a_restriction_ends(consented: House, tmp_path: Path) -> None:
    session, request = consented.session, restricted(consented)
    with pytest.raises(GateShut, match=r"never told that the answer is yes.*told before"):
        lasting.lift(session, request, "It is over.")
    request = told_yes(consented, request)
    with pytest.raises(GateShut, match="told before"):
        lasting.lift(session, request, "It is over.")
    with pytest.raises(GateShut, match="why the restriction ends"):
        letters.lifting_order(session, request, "", practice=True)
    with pytest.raises(InvalidInput):
        lasting.tell_of_lifting(session, request, TODAY, " ", DeliveryMethod.TELEPHONE)
    with pytest.raises(InvalidInput, match="how they were told"):
        lasting.tell_of_lifting(session, request, TODAY, "It is over.")
    why = "The date of birth is put right."
    request = lasting.tell_of_lifting(session, request, TODAY, why, DeliveryMethod.TELEPHONE).record
    order = letters.lifting_order(session, request, why, practice=True)
    printed = print_order(order)
    assert why in " ".join(pdf_text(printed.pdf, tmp_path).split())
    request = lasting.tell_of_lifting(session, request, None, why).record
    letters.made(session, request, RightsLetter.LIFTING, order, printed)
    with pytest.raises(GateShut, match="told before"):
        lasting.lift(session, request, why)
    request = lasting.tell_of_lifting(session, request, TODAY, why, DeliveryMethod.POST).record
    assert letters.letters_of(session, request.id)[0].sent_how is DeliveryMethod.POST
    with pytest.raises(InvalidInput, match="told another reason"):
        lasting.lift(session, request, "Nobody works with it.")
    with pytest.raises(InvalidInput, match="Say why"):
        lasting.lift(session, request, " ")
    lifted = lasting.lift(session, request, why).record
    assert not lifted.restricts
    assert restricting.restriction_gate(session, consented.pupil.id).is_open
    for act in (
        lambda: lasting.lift(session, lifted, why),
        lambda: lasting.use(session, lifted, RestrictedUse()),
        lambda: lasting.tell_of_lifting(session, lifted, TODAY, "x", DeliveryMethod.TELEPHONE),
        lambda: letters.lifting_order(session, lifted, "x", practice=True),
    ):
        with pytest.raises(GateShut, match="not restricted"):
            act()


def test_another_decision_ends_the_restriction_and_a_kill_in_between_is_settled(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, request = consented.session, restricted(consented)
    decided(consented, request, REFUSED)
    assert restricting.restriction_of(session, consented.pupil.id) is None
    request = decided(consented, request, GRANTED)
    request = told_yes(consented, request)
    request = lasting.tell_of_lifting(
        session, request, TODAY, "It is settled.", DeliveryMethod.TELEPHONE
    ).record
    monkeypatch.setattr(lasting, "_end", lambda _session, _request: None)  # killed here
    lasting.lift(session, request, "It is settled.")
    monkeypatch.undo()
    assert restricting.restriction_of(session, consented.pupil.id) is not None
    following.upkeep(session)
    assert restricting.restriction_of(session, consented.pupil.id) is None


def test_undo_never_says_restricted_where_nothing_is_shut(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    request = restricted(consented)
    assert restricting.restriction_of(session, consented.pupil.id) is not None
    saved = actions.decide(
        session, request, actions.Decision(REFUSED, "It is right after all", "", "Tansy Fieldgate", TODAY)
    )
    assert saved.change_id == "", "nothing is offered to be undone"
    # planted fault: with its change at hand, the gate alone stands in the way
    whole = session.get(RightsRequest, request.id)
    back = TakenBack(now=whole, wanted=request)
    with pytest.raises(CannotUndo, match="shut nothing"):
        following.undo_gate(session, (back,))
    assert restricting.restriction_of(session, consented.pupil.id) is None


def test_an_unlock_restricts_what_a_kill_left_said_to_be_restricted(consented: House) -> None:
    session = consented.session
    request = restricted(consented)
    lasting._end(session, request)  # the mark alone, as a kill would leave it
    assert restricting.restriction_of(session, consented.pupil.id) is None
    lasting.settle(session)
    found = restricting.restriction_of(session, consented.pupil.id)
    assert found is not None
    assert found.request_id == request.id
    lasting.settle(session)
    assert len(restricting.restrictions_of(session, consented.pupil.id)) == 1, "once is enough"


def test_who_was_told_of_a_restriction_is_written_to_when_it_has_ended_and_nobody_else(
    consented: House,
) -> None:
    session = consented.session
    for school in ("Foxglove Hill School", "Kingfisher Workshop"):
        give(consented, consented.pupil, to=school)
    request = restricted(consented)
    told, untold = [one for one in notices_of(session, request.id) if one.disclosure_id]
    told = actions.tell(session, told, told_on=TODAY).record
    text = text_of_letter(letters.notice_order(session, told, practice=True))
    assert "do not use it for now" in text
    assert "that it is done" in text
    request = lasting.tell_of_lifting(
        session, told_yes(consented, request), TODAY, "It is over.", DeliveryMethod.TELEPHONE
    ).record
    lasting.lift(session, request, "It is over.")
    text = text_of_letter(letters.notice_order(session, told, practice=True))
    assert "That has ended" in text
    assert "do not use it for now" not in text
    assert "that it is done" not in text
    with pytest.raises(GateShut, match="nothing left to tell"):
        letters.notice_order(session, untold, practice=True)
    asks = [one.second_line for one in due.due_items(session) if "to be told" in one.second_line]
    assert asks == ["The restriction has ended, and 1 recipient is still to be told of that."]


def test_the_letter_before_lifting_says_what_goes_on_while_another_restriction_lasts(
    consented: House,
) -> None:
    session = consented.session
    first = restricted(consented)
    text = text_of_letter(letters.lifting_order(session, first, "It is over.", practice=True))
    assert "we may use it again" in text
    restricted(consented)
    text = text_of_letter(letters.lifting_order(session, first, "It is over.", practice=True))
    assert "we may use it again" not in text
    assert "for another reason" in text


@pytest.mark.parametrize(
    ("how", "kept"),
    [(DeliveryMethod.SECURE_EMAIL, DeliveryMethod.SECURE_EMAIL), (DeliveryMethod.TELEPHONE, None)],
)
def test_a_letter_that_was_made_has_told_nobody_and_how_it_went_is_kept_with_it(
    consented: House, how: DeliveryMethod, kept: DeliveryMethod | None
) -> None:
    session, request = consented.session, restricted(consented)
    order = letters.answer_order(session, request, practice=True)
    letters.made(session, request, RightsLetter.ANSWER, order, print_order(order))
    assert now(consented, request).told_on is None
    assert [one.sent_how for one in letters.letters_of(session, request.id)] == [None]
    assert taking_back.what_left(session, now(consented, request)) == "", "it went to nobody"
    told = actions.told(session, now(consented, request), TODAY, how).record
    assert (told.told_on, told.told_how) == (TODAY, how)
    assert [one.sent_how for one in letters.letters_of(session, request.id)] == [kept]
