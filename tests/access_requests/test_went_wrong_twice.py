"""More than one thing goes wrong with the packs of a request, or half of it is said by somebody without the key."""

from __future__ import annotations

from pathlib import Path

import papers
import pytest
from test_went_wrong import NO, TODAY, YES, apart, case, error, ledger, sent, wrong

from coordinator_app.access_requests.actions import hand_over, sending
from coordinator_app.access_requests.actions.mishaps import mishaps_of, say_answered
from coordinator_app.access_requests.actions.sent_in_error import sent_in_error
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.mishaps import WentWrong
from coordinator_app.access_requests.page.pack_reading import read_pack
from coordinator_app.access_requests.page.pack_verdict import verdict
from coordinator_app.access_requests.upkeep import upkeep
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.people import Concern, add_person
from coordinator_app.breaches.person import MustBeTold
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.store.undo import CannotUndo

__all__ = ["apart", "case"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def twice_in_a_day(case: papers.Case) -> None:
    """It is lost on the way, sent again, and the second one goes to somebody else, who has it beside the right person."""
    session = case.house.session
    wrong(case, what=WentWrong.LOST, recipient="Not known")
    kept = read_pack(session, case.now.id).pack
    assert kept is not None
    sending.record_sent(session, case.now, kept, DeliveryMethod.SECURE_EMAIL, TODAY)
    sent_in_error(session, case.now, session.get(Pack, kept.id), error(recipient="An uncle"), YES)


def test_whoever_has_the_second_delivery_of_a_day_stands_in_the_ledger_too(case: papers.Case) -> None:
    twice_in_a_day(case)
    assert sorted((one.recipient, one.in_error) for one in ledger(case)) == [
        ("An uncle", True),
        ("Marigold Puddlecombe", False),
        ("Not known", True),
    ]


def test_what_is_said_later_of_the_second_takes_nothing_of_the_first_away(case: papers.Case) -> None:
    twice_in_a_day(case)
    say_answered(case.house.session, case.now, mishaps_of(case.house.session, case.now.id)[-1], NO)
    assert sorted((one.recipient, one.in_error) for one in ledger(case)) == [
        ("An uncle", True),
        ("Not known", True),
    ]


def test_a_pack_that_lies_apart_does_not_read_as_sent_once_its_request_is_open_again(
    apart: papers.Case,
) -> None:
    """Said by somebody who cannot open the pack: the next unlock with the key turns it."""
    session, kept = apart.house.session, sent(apart)
    assert kept.is_guarded
    sent_in_error(session, apart.now, kept, error(), YES)
    blind = apart.house.as_user(Compartment.GENERAL)
    try:
        say_answered(blind, apart.now, mishaps_of(blind, apart.now.id)[0], NO)
    finally:
        blind.close()
    assert apart.now.sent_on is None
    upkeep(session)
    assert session.get(Pack, kept.id).sent_on is None
    shown = read_pack(session, apart.now.id)
    assert "was sent on" not in verdict(shown).lead
    upkeep(session)


@pytest.mark.parametrize("of", ["case", "apart"])
@pytest.mark.parametrize("said", ["at once", "later"])
def test_once_a_new_pack_is_built_it_is_not_undone_that_nobody_has_the_answer(
    of: str, said: str, request: pytest.FixtureRequest
) -> None:
    """The request would read as answered, and the new pack as the one that was sent."""
    chosen: papers.Case = request.getfixturevalue(of)
    session = chosen.house.session
    saved = wrong(chosen, NO if said == "at once" else YES)
    if said == "later":
        saved = say_answered(session, chosen.now, mishaps_of(session, chosen.now.id)[0], NO)
    new = chosen.keep(papers.BUILT)
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)
    upkeep(session)
    assert chosen.now.sent_on is None
    assert session.get(Pack, new.id).sent_on is None


@pytest.mark.parametrize("of", ["case", "apart"])
def test_the_very_pack_that_said_what_it_should_not_does_not_leave_again(
    of: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    chosen: papers.Case = request.getfixturevalue(of)
    session, out = chosen.house.session, tmp_path / "out"
    out.mkdir()
    wrong(chosen, what=WentWrong.TOO_MUCH)
    shown = read_pack(session, chosen.now.id)
    assert shown.pack is not None
    said = verdict(shown)
    assert (said.kind, said.act) == ("soon", "build")
    assert said.lead == "This pack said what it should not."
    with pytest.raises(GateShut, match="said what it should not"):
        sending.record_sent(session, chosen.now, shown.pack, DeliveryMethod.SECURE_EMAIL, TODAY)
    with pytest.raises(GateShut, match="said what it should not"):
        hand_over.save_copy(session, chosen.now, shown.pack, out)
    assert not any(out.iterdir())
    new = chosen.keep(papers.BUILT)
    chosen.settle(new)
    chosen.approve()
    sending.record_sent(session, chosen.now, new, DeliveryMethod.SECURE_EMAIL, TODAY)
    assert chosen.now.sent_on == TODAY


@pytest.mark.parametrize("of", ["case", "apart"])
def test_a_breach_of_which_a_family_is_listed_is_not_undone(of: str, request: pytest.FixtureRequest) -> None:
    """Whom it concerns, and that they were told, would stand below a breach that is gone."""
    chosen: papers.Case = request.getfixturevalue(of)
    session, saved = chosen.house.session, wrong(chosen)
    add_person(session, saved.record, Concern("Otis Sorrelby", MustBeTold.YES))
    with pytest.raises(CannotUndo):
        session.undo(saved.change_id)
    assert [one.id for one in session.list(Breach)] == [saved.record.id]
    assert chosen.now.sent_on is None
