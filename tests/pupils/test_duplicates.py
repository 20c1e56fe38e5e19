"""The index of like names follows the vault, on whichever thread it is asked; who was called different is not named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.core.errors import InvalidInput, NotFound
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import duplicates, store
from coordinator_app.pupils.details import remove_detail, save_detail
from coordinator_app.pupils.duplicates import like_pupils, say_different
from coordinator_app.pupils.links import DifferentChildren
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.referrals import actions as referrals
from tests.pupils.kept import taken
from tests.vaults import House, new_pupil, new_referral


def named(house: House, pupil: Pupil) -> list[str]:
    return [one.id for one in like_pupils(house.session, pupil)]


def test_a_child_on_the_list_is_named_with_what_tells_it_apart(house: House) -> None:
    first = pupils.save_pupil(house.session, new_pupil(house)).record
    (like,) = like_pupils(house.session, new_pupil(house))
    assert (like.id, like.surely) == (first.id, True)
    assert like.words == "Kit Puddlecombe, Year 10, Foxglove Hill School, born 3 May 2012"
    assert like.why == "the same name and date of birth"


def test_the_index_follows_every_change_without_reading_all_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, asked = house.session, new_pupil(house, birth_date=None)
    first = taken(house)
    assert named(house, asked) == [first.id]
    asked_for: list[object] = []
    whole = store.names
    monkeypatch.setattr(store, "names", lambda s, only=None: asked_for.append(only) or whole(s, only))
    pupils.save_pupil(session, replace(first, family_name="Oakapple"))
    assert named(house, asked) == []
    name = PupilName(pupil_id=first.id, name_kind=NameKind.FORMER, family_name="Puddlecombe")
    former = save_detail(session, name).record
    assert named(house, asked) == [first.id]
    remove_detail(session, former)
    assert named(house, asked) == []
    with session.write() as work:
        work.trash(session.get(Pupil, first.id))
    assert named(house, replace(asked, family_name="Oakapple")) == []
    assert None not in asked_for
    assert named(house, asked) == []


def test_many_changes_at_once_make_the_index_anew(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "_ALL_AGAIN", 1)
    named(house, new_pupil(house))
    for _ in range(3):
        pupils.save_pupil(house.session, new_pupil(house))
    assert len(named(house, new_pupil(house))) == 3


def test_different_children_stay_different(house: House) -> None:
    session = house.session
    one, two = (pupils.save_pupil(session, new_pupil(house)).record for _ in range(2))
    saved = say_different(session, one.id, two.id)
    assert saved.record.id == say_different(session, two.id, one.id).record.id
    assert named(house, one) == named(house, two) == []
    assert pupils.likely_duplicates(session, one) == []
    assert len(named(house, new_pupil(house))) == 2
    for child in (one.id, two.id):
        assert saved.record.id in {each.record.id for each in session.gather("pupil", child)}
    session.undo(saved.change_id)
    assert named(house, one) == [two.id]
    with pytest.raises(InvalidInput):
        say_different(session, one.id, one.id)
    with pytest.raises(NotFound):
        say_different(session, one.id, "nobody")


def test_who_was_called_different_in_a_referral_is_not_named_again_and_goes_with_its_undo(
    house: House,
) -> None:
    session = house.session
    other = pupils.save_pupil(session, new_pupil(house)).record
    taken = referrals.take_referral(session, new_pupil(house), new_referral(house), different=[other.id])
    assert named(house, taken.pupil) == []
    session.undo(taken.change_id)
    assert not session.list(DifferentChildren)
