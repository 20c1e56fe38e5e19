"""That proof was asked for moves the start of the month: how it was asked is kept, and when that was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.actions.identifying import ask_by_hand, proofs_asked, save_identity
from coordinator_app.access_requests.model import AccessRequest, LetterKind, RequestLetter
from coordinator_app.access_requests.story import story_of
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.corrections import actions as corrections
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.corrections.view import read as read_claim
from coordinator_app.rights import actions as rights
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.view import read as read_rights
from tests.corrections.asked import asked, new_claim
from tests.rights.asked_for import asked_for, new_request
from tests.vaults import House
from tests.vaults import new_request as new_access_request

ASKED, HOW = date(2026, 11, 16), "By email to the address on the record, by T. Inkwell"
SAYS = f"{say(ASKED)}. How: {HOW}. Typed in on "


@pytest.fixture
def request_made(consented: House) -> AccessRequest:
    return intake.log_request(consented.session, new_access_request(consented)).record


def doubted(house: House, request: AccessRequest, **values: Any) -> AccessRequest:
    return save_identity(house.session, request, {"identity_known": False} | values).record


@pytest.mark.parametrize("name", ["identity", "authority"])
def test_a_day_that_is_typed_wants_to_know_how_and_the_page_says_when_it_was_typed(
    consented: House, request_made: AccessRequest, name: str
) -> None:
    day, how = f"{name}_asked_on", f"{name}_asked_how"
    with pytest.raises(InvalidInput) as refused:
        doubted(consented, request_made, **{day: ASKED, how: " "})
    assert [one.field for one in refused.value.problems] == [how]
    kept = doubted(consented, request_made, **{day: ASKED, how: HOW})
    ((_called, words),) = proofs_asked(consented.session, kept)
    assert words == f"{SAYS}{say(consented.session.clock.today())}."
    assert any(HOW in one.what for one in story_of(consented.session, kept, {}))
    with pytest.raises(InvalidInput):
        doubted(consented, kept, **{day: ASKED, how: ""})
    with pytest.raises(InvalidInput):
        doubted(consented, kept, **{day: date(2026, 11, 17), how: ""})
    taken_out = doubted(consented, kept, **{day: None, how: HOW})
    assert (getattr(taken_out, how), proofs_asked(consented.session, taken_out)) == ("", ())


def test_what_an_earlier_version_kept_without_it_can_be_saved_again(
    consented: House, request_made: AccessRequest
) -> None:
    before = intake.change_request(consented.session, request_made, identity_asked_on=ASKED).record
    kept = doubted(consented, before, identity_asked_on=ASKED, identity_asked_how="")
    ((_called, words),) = proofs_asked(consented.session, kept)
    assert words == f"{say(ASKED)}. Typed in on {say(consented.session.clock.today())}."


def test_a_letter_of_ours_shows_by_itself_how(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    one = RequestLetter(
        request_id=request_made.id,
        letter=LetterKind.IDENTITY,
        template_version=1,
        written_on=ASKED,
    )
    with session.write() as work:
        kept = work.add(one)
    letters.letter_sent(session, kept, ASKED)
    now = session.get(AccessRequest, request_made.id)
    assert proofs_asked(session, now) == (("Proof asked for", f"{say(ASKED)}, by our letter."),)
    doubted(consented, now, identity_asked_on=ASKED, identity_asked_how="")
    now = session.get(AccessRequest, request_made.id)
    with pytest.raises(InvalidInput, match="how it was asked for"):
        doubted(consented, now, identity_asked_on=date(2026, 11, 12), identity_asked_how="")


def letter(house: House, request: AccessRequest, kind: LetterKind, sent: date) -> RequestLetter:
    one = RequestLetter(
        request_id=request.id, letter=kind, template_version=1, written_on=ASKED, question="Which years?"
    )
    with house.session.write() as work:
        kept = work.add(one)
    return letters.letter_sent(house.session, kept, sent).record


@pytest.mark.parametrize("kind", [LetterKind.IDENTITY, LetterKind.AUTHORITY])
@pytest.mark.parametrize("back", [False, True], ids=["in order", "the earlier recorded later"])
def test_the_first_of_two_letters_is_the_day_it_was_asked_for_and_the_second_reminds(
    consented: House, request_made: AccessRequest, kind: LetterKind, *, back: bool
) -> None:
    """The month starts with the proof that was asked for without delay: a reminder makes no late request of it, and no second one."""
    session, again = consented.session, date(2026, 11, 20)
    for day in (again, ASKED) if back else (ASKED, again):
        letter(consented, request_made, kind, day)
    now = session.get(AccessRequest, request_made.id)
    name = "identity" if kind is LetterKind.IDENTITY else "authority"
    assert getattr(now, f"{name}_asked_on") == ASKED
    ((_called, words),) = proofs_asked(session, now)
    assert words == f"{say(ASKED)}, by our letter. Asked again on {say(again)}: the first day counts."


@pytest.mark.parametrize("kind", [LetterKind.IDENTITY, LetterKind.CLARIFICATION, LetterKind.EXTENSION])
def test_the_day_of_a_letter_is_not_moved_away_from_what_counts_from_it(
    consented: House, request_made: AccessRequest, kind: LetterKind
) -> None:
    session = consented.session
    sent = letter(consented, request_made, kind, ASKED)
    before = intake.clocks(session, session.get(AccessRequest, request_made.id)).legal
    with pytest.raises(GateShut, match="counts from that day"):
        letters.letter_sent(session, sent, date(2026, 11, 20))
    if kind is LetterKind.IDENTITY:  # to whom it went moves nothing
        assert letters.letter_sent(session, sent, ASKED, to="The mother").record.sent_to == "The mother"
    assert intake.clocks(session, session.get(AccessRequest, request_made.id)).legal == before


def test_the_pause_box_asks_it_too(consented: House, request_made: AccessRequest) -> None:
    with pytest.raises(InvalidInput, match="how it was asked for"):
        ask_by_hand(consented.session, request_made, ASKED, " ")
    with pytest.raises(InvalidInput, match="Type the day"):
        ask_by_hand(consented.session, request_made, None, HOW)
    kept = ask_by_hand(consented.session, request_made, ASKED, f" {HOW} ").record
    assert (kept.identity_asked_on, kept.identity_asked_how) == (ASKED, HOW)


def test_a_request_to_erase_says_how_and_when_that_was_typed(referred: House) -> None:
    session, day = referred.session, date(2026, 11, 21)
    unknown: dict[str, Any] = {"identity_known": None, "identity_reason": "", "identity_asked_on": day}
    with pytest.raises(InvalidInput, match="how it was asked for"):
        rights.log(session, new_request(referred, RightsKind.ERASURE, **unknown))
    kept = asked_for(referred, RightsKind.ERASURE, **unknown, identity_asked_how=HOW)
    with pytest.raises(InvalidInput, match="how it was asked for"):
        rights.change(session, kept, identity_asked_on=date(2026, 11, 22), identity_asked_how="")
    today = f"Typed in on {say(session.clock.today())}."
    assert read_rights(session, kept.id, guarded_words=True).proof == f"{say(day)}. How: {HOW}. {today}"
    apart = rights.change(session, kept, is_guarded=True).record
    assert today in read_rights(session, apart.id, guarded_words=True).proof, (
        "it moved, and what is known of it too"
    )
    out = rights.change(session, session.get(RightsRequest, kept.id), identity_asked_on=None).record
    assert (out.identity_asked_how, read_rights(session, out.id, guarded_words=True).proof) == ("", "")


def test_a_correction_says_how_and_when_that_was_typed(referred: House) -> None:
    session, day = referred.session, date(2026, 11, 21)
    with pytest.raises(InvalidInput, match="how it was asked for"):
        corrections.ask(session, new_claim(referred, identity_asked_on=day))
    kept = asked(referred, identity_asked_on=day, identity_asked_how=HOW)
    with pytest.raises(InvalidInput, match="how it was asked for"):
        corrections.change(session, kept, identity_asked_how="")
    said = read_claim(session, kept.id, guarded_words=True).proof
    assert said == f"{say(day)}. How: {HOW}. Typed in on {say(session.clock.today())}."
    out = corrections.change(session, session.get(CorrectionClaim, kept.id), identity_asked_on=None).record
    assert out.identity_asked_how == ""
    plain = replace(out, identity_asked_on=session.clock.today(), identity_asked_how=HOW)
    asked_today = corrections.change(
        session, out, identity_asked_on=plain.identity_asked_on, identity_asked_how=HOW
    ).record
    assert "Typed in" not in read_claim(session, asked_today.id, guarded_words=True).proof
