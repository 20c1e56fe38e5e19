"""What is said of a guarded record never lies in the open, also when a record becomes guarded later (003-2.3, 5.4)."""

from __future__ import annotations

import pytest

from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, following
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, CorrectionOutcome
from tests.corrections.asked import FATHER, asked, decided, give, new_claim
from tests.vaults import House, add

CORRECTED = CorrectionOutcome.CORRECTED


def names(house: House, claim: CorrectionClaim) -> list[str]:
    return [one.recipient for one in actions.notices_of(house.session, claim.id)]


def test_what_is_said_of_a_guarded_record_never_lies_in_the_open(referred: House) -> None:
    entry = add(referred, "A quiet talk.", category=Category.SAFEGUARDING)
    give(referred, entry)
    claim = asked(referred, entry, says="Marmalade never said that.")
    assert claim.is_guarded
    chronology.correct_entry(referred.session, entry, "Misheard", words="Another quiet talk.")
    decided(referred, claim, CORRECTED)
    open_side = referred.as_user(Compartment.GENERAL)
    assert open_side.list(CorrectionClaim) == []
    assert open_side.list(CorrectionNotice, trashed=None) == []
    assert names(referred, claim) == ["Kingfisher Workshop"]


def test_whoever_cannot_open_what_is_kept_apart_is_told_so(referred: House) -> None:
    session = referred.as_user(Compartment.GENERAL)
    with pytest.raises(InvalidInput, match="does not open restricted"):
        actions.ask(session, new_claim(referred, is_guarded=True))


def test_a_claim_goes_apart_by_its_tick_and_stays_there(referred: House) -> None:
    claim = asked(referred)
    saved = actions.change(referred.session, claim, is_guarded=True, says="It was his asthma.")
    assert (saved.record.is_guarded, saved.change_id) == (True, "")
    with pytest.raises(InvalidInput, match="stays apart"):
        actions.change(referred.session, saved.record, is_guarded=False)
    assert referred.as_user(Compartment.GENERAL).list(CorrectionClaim) == []


def moving(house: House) -> CorrectionClaim:
    """A claim with a notice about an entry that turns out to be about safeguarding."""
    entry = add(house, "Kit was late.")
    give(house, entry)
    claim = asked(house, entry)
    now = chronology.correct_entry(house.session, entry, "Misheard", words="Kit was early.").record
    decided(house, claim, CORRECTED)
    chronology.correct_entry(house.session, now, "It is one", category=Category.SAFEGUARDING)
    return claim


def test_what_was_asked_for_follows_an_entry_that_is_guarded_from_now_on(referred: House) -> None:
    claim = moving(referred)
    open_side = referred.as_user(Compartment.GENERAL)
    assert open_side.list(CorrectionClaim, trashed=None) == []
    assert open_side.list(CorrectionNotice, trashed=None) == []
    assert names(referred, claim) == ["Kingfisher Workshop"]


def test_what_a_kill_left_behind_follows_at_the_next_unlock(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "moved", lambda _session, _record: None)  # cut off in between
    claim = moving(referred)
    open_side = referred.as_user(Compartment.GENERAL)
    if not open_side.list(CorrectionClaim):
        pytest.fail("the kill was not planted")
    following.upkeep(open_side)  # without the key nothing happens
    assert open_side.list(CorrectionClaim) != []
    following.upkeep(referred.session)
    assert open_side.list(CorrectionClaim) == []
    assert open_side.list(CorrectionNotice) == []
    assert names(referred, claim) == ["Kingfisher Workshop"]


def test_the_name_of_whoever_asked_is_kept_as_typed(referred: House) -> None:
    assert asked(referred).asked_by == FATHER
