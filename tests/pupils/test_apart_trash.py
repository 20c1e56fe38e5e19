"""What was put in the trash so that two children could come apart does not come back as a tie between them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.core.changes import Saved
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import apart, details
from coordinator_app.pupils.links import CourtOrder, OrderKind, PupilMerge
from coordinator_app.pupils.merging import merge, take_apart
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.store.undo import CannotUndo
from tests.pupils.kept import known_by_a_call, taken
from tests.vaults import House

WHY = "The school confirmed it"


@pytest.fixture
def joined(referred: House) -> tuple[House, PupilMerge, Carer]:
    """Two children, each referred, in one record; the mother came with the one that was merged into the other."""
    session, gone, mother = referred.session, referred.pupil, referred.carer
    kept = taken(referred, given_names="Christopher")
    line = merge(session, kept.id, gone.id, {}, WHY).record
    referred.pupil = kept
    return referred, line, session.get(Carer, mother.id)


def order(house: House, carer_id: str) -> CourtOrder:
    kind = OrderKind.PROHIBITED_STEPS
    return CourtOrder(
        pupil_id=house.pupil.id,
        order_kind=kind,
        about="B. Vale",
        meaning="Not at the gate.",
        carer_id=carer_id,
    )


def trashed_order(house: House, mother: Carer) -> Saved[CourtOrder]:
    kept = details.save_detail(house.session, order(house, mother.id)).record
    return details.remove_detail(house.session, kept)


def test_a_tie_across_the_two_stays_in_the_trash(joined: tuple[House, PupilMerge, Carer]) -> None:
    house, line, mother = joined
    gone = trashed_order(house, mother)
    take_apart(house.session, line.id)
    with pytest.raises(CannotUndo, match=r"came apart since.*Court order .*person on the record"):
        house.session.undo(gone.change_id)
    assert house.session.get(CourtOrder, gone.record.id).trashed_at is not None


def test_a_link_that_was_turned_before_they_came_apart_does_not_turn_back(
    joined: tuple[House, PupilMerge, Carer],
) -> None:
    house, line, mother = joined
    kept = details.save_detail(house.session, order(house, mother.id)).record
    changed = details.save_detail(house.session, replace(kept, carer_id=""))
    take_apart(house.session, line.id)
    with pytest.raises(CannotUndo, match="came apart since"):
        house.session.undo(changed.change_id)


def test_without_the_gate_the_tie_would_come_back(
    joined: tuple[House, PupilMerge, Carer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_across", lambda *_: False)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        test_a_tie_across_the_two_stays_in_the_trash(joined)


def test_what_names_only_its_own_child_comes_back(joined: tuple[House, PupilMerge, Carer]) -> None:
    house, line, mother = joined
    aunt = Carer(pupil_id=house.pupil.id, name="Aunt Sorrel", relationship=Relationship.OTHER)
    own = pupils.save_carer(house.session, aunt).record
    gone = trashed_order(house, own)
    take_apart(house.session, line.id)
    house.session.undo(gone.change_id)
    assert house.session.get(CourtOrder, gone.record.id).carer_id == own.id
    left = pupils.remove_carer(house.session, house.session.get(Carer, mother.id))
    house.session.undo(left.change_id)
    assert house.session.get(Carer, mother.id).trashed_at is None


def test_nothing_comes_back_for_a_child_who_is_left_without_any_referral(referred: House) -> None:
    session, gone = referred.session, referred.pupil
    kept = known_by_a_call(referred, given_names="Christopher")
    line = merge(session, kept.id, gone.id, {}, WHY).record
    referred.pupil = kept
    trashed = trashed_order(referred, Carer())
    take_apart(session, line.id)
    with pytest.raises(CannotUndo, match="has no referral"):
        session.undo(trashed.change_id)
