"""A restriction ends: told before, for the reason that was told, taken back while nothing left; the answer says what is so (article 18(3))."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.core.errors import GateShut
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, following, lasting, letters, restricting
from coordinator_app.rights.model import RightsLetter, RightsOutcome, RightsRequest
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.parts import Restriction
from coordinator_app.sharing.model import DeliveryMethod
from tests.corrections.asked import give
from tests.rights.asked_for import TODAY, decided, now, restricted, told_yes
from tests.vaults import House

WHY = "The date of birth is put right."
PROMISE = "What we do: We keep it and do not use it."


def ended(
    house: House, how: DeliveryMethod = DeliveryMethod.TELEPHONE, *, letter: bool = False
) -> RightsRequest:
    """Told that it was granted and that it ends, and ended."""
    session, request = house.session, told_yes(house, restricted(house))
    request = lasting.tell_of_lifting(session, request, None, WHY).record
    if letter:
        order = letters.lifting_order(session, request, WHY, practice=True)
        letters.made(session, request, RightsLetter.LIFTING, order, print_order(order))
    request = lasting.tell_of_lifting(session, request, TODAY, WHY, how).record
    return lasting.lift(session, request, WHY).record


def answer(house: House, request: RightsRequest) -> str:
    order = letters.answer_order(house.session, now(house, request), practice=True)
    return text_of_letter(order).replace("**", "")


def test_the_answer_says_what_is_so_while_it_lasts_when_it_is_to_end_and_after_it(consented: House) -> None:
    session, request = consented.session, restricted(consented)
    said = answer(consented, request)
    assert PROMISE in said
    assert "end" not in said.partition("Why:")[0].replace("Marigold", "").split("What we do")[1]
    lasting.tell_of_lifting(session, request, None, WHY)
    said = answer(consented, request)
    assert "This is about to end." in said
    assert f"Why it ends: {WHY}" in said
    # recorded by a version that asked for less: ended, and never told that it was granted
    with session.write() as work:
        work.change(now(consented, request), lifted_on=TODAY, lift_told_on=TODAY)
    following.upkeep(session)
    said = answer(consented, request)
    assert PROMISE not in said, "nobody is promised what is over"
    assert "What we did: We keep it and do not use it." in said
    assert "This ended on 24 November 2026." in said
    assert f"Why it ended: {WHY}" in said
    assert "From that day on we may use it again." in said
    restricted(consented)
    assert "for another reason" in answer(consented, request)


def test_the_end_is_taken_back_while_nothing_of_it_left(consented: House) -> None:
    session, request = consented.session, ended(consented)
    assert restricting.restriction_of(session, consented.pupil.id) is None
    assert lasting.end_left(session, request) == ""
    again = lasting.take_back_end(session, request).record
    assert again.restricts
    (mark,) = session.list(Restriction)
    assert (mark.from_day, mark.until_day) == (TODAY, None), "as if it never had ended"
    with pytest.raises(GateShut, match="has not ended"):
        lasting.take_back_end(session, again)
    lasting.lift(session, again, WHY)
    consented.clock.at += timedelta(days=2)
    lasting.take_back_end(session, now(consented, request))
    marks = session.list(Restriction)
    assert [(one.from_day, one.until_day) for one in marks] == [
        (TODAY, TODAY),
        (TODAY + timedelta(days=2), None),
    ], "two days it was open, and nothing says otherwise"


@pytest.mark.parametrize("ours", [True, False], ids=["ours", "another"])
def test_once_its_letter_left_the_end_stays(consented: House, ours: bool) -> None:
    session, request = consented.session, ended(consented, DeliveryMethod.POST, letter=ours)
    with pytest.raises(GateShut, match=r"letter that it ends has left.*another request"):
        lasting.take_back_end(session, request)
    assert restricting.restriction_of(session, consented.pupil.id) is None


@pytest.mark.parametrize("whom", ["a school", "whoever asked"])
def test_once_somebody_was_told_that_it_has_ended_it_stays(consented: House, whom: str) -> None:
    session = consented.session
    give(consented, consented.pupil, to="Foxglove Hill School")
    request = ended(consented)
    consented.clock.at += timedelta(days=2)
    later = TODAY + timedelta(days=2)
    if whom == "a school":
        actions.tell(session, notices_of(session, request.id)[0], told_on=later)
    else:
        actions.told(session, request, later, DeliveryMethod.TELEPHONE)
    with pytest.raises(GateShut, match="told since that it has ended"):
        lasting.take_back_end(session, now(consented, request))


def test_a_notice_of_the_end_that_left_on_the_day_itself_counts(consented: House) -> None:
    session = consented.session
    give(consented, consented.pupil, to="Foxglove Hill School")
    request = told_yes(consented, restricted(consented))
    notice = actions.tell(session, notices_of(session, request.id)[0], told_on=TODAY).record
    request = lasting.tell_of_lifting(session, request, TODAY, WHY, DeliveryMethod.TELEPHONE).record
    request = lasting.lift(session, request, WHY).record
    assert lasting.end_left(session, request) == "", "they were told that it is restricted"
    order = letters.notice_order(session, notice, practice=True)
    letters.made(session, notice, RightsLetter.NOTICE, order, print_order(order))
    actions.tell(session, notice, told_on=TODAY, told_how=DeliveryMethod.POST)
    assert lasting.end_left(session, now(consented, request)) != ""


def test_a_kill_while_the_end_is_taken_back_leaves_no_mark_that_lies(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, request = consented.session, ended(consented)

    def killed(*_: object) -> None:
        raise OSError("killed")

    with monkeypatch.context() as patch:
        patch.setattr(lasting, "rights_compartment", killed)
        with pytest.raises(OSError, match="killed"):
            lasting.take_back_end(session, request)
    assert restricting.restriction_of(session, consented.pupil.id) is not None, "shut rather than open"
    following.upkeep(session)
    assert restricting.restriction_of(session, consented.pupil.id) is None, (
        "it has ended, as the request says"
    )


def test_of_another_decision_nobody_was_told_that_it_ends(consented: House) -> None:
    session, request = consented.session, told_yes(consented, restricted(consented))
    request = lasting.tell_of_lifting(session, request, TODAY, WHY, DeliveryMethod.TELEPHONE).record
    again = decided(consented, request, RightsOutcome.PARTLY)
    assert (again.told_on, again.lift_told_on, again.lift_reason) == (None, None, WHY)
    with pytest.raises(GateShut, match="never told that the answer is yes"):
        lasting.lift(session, again, WHY)


def test_planted_fault_without_the_question_it_would_end_untold(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lasting, "untold_before_the_end", lambda _request: ())
    request = lasting.tell_of_lifting(consented.session, restricted(consented), None, WHY).record
    lasting.lift(consented.session, request, WHY)
    assert restricting.restriction_of(consented.session, consented.pupil.id) is None
