"""Three records that became one come apart the newest merge first, so that nobody keeps another child's answers (003-5.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import apart, merging
from coordinator_app.pupils.apart import merges_of
from coordinator_app.pupils.links import PupilMerge
from coordinator_app.pupils.merging import merge, take_apart, usual
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from tests.pupils.about_tab import tab_of
from tests.pupils.kept import taken
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

WHY = "The school confirmed it"
UPN = "J855400020127"
NUT = "Bea only: severe nut allergy"
SHAPES = pytest.mark.parametrize("shape", ["chain", "star"])


class Three:
    """Ann with Bea merged into her; then all of it into Cat (a chain), or Cat into Ann as well (a star)."""

    def __init__(self, house: House, shape: str) -> None:
        self.session = house.session
        self.ann = taken(house, given_names="Ann")
        self.bea = taken(house, given_names="Bea", upn=UPN, in_an_emergency=NUT, first_language="Welsh")
        self.cat = taken(house, given_names="Cat", first_language="Polish")
        self.older = self.join(self.ann, self.bea)
        both = (self.cat, self.ann) if shape == "chain" else (self.ann, self.cat)
        self.newer = self.join(*both, first_language=True)
        self.kept = both[0]

    def join(self, kept: Pupil, gone: Pupil, **taken_over: bool) -> PupilMerge:
        one, other = self.now(kept), self.now(gone)
        return merge(self.session, kept.id, gone.id, usual(one, other) | taken_over, WHY).record

    def now(self, pupil: Pupil) -> Pupil:
        return self.session.get(Pupil, pupil.id)


def older_is_refused(three: Three) -> None:
    made = three.session.history(three.older.id)[0].change_id
    for way in (lambda: take_apart(three.session, three.older.id), lambda: three.session.undo(made)):
        with pytest.raises(CannotUndo, match="Another record was merged into this one later, on 24 November"):
            way()
    assert three.now(three.bea).trashed_at is not None


@SHAPES
def test_the_older_of_two_merges_is_not_taken_apart_first(house: House, shape: str) -> None:
    older_is_refused(Three(house, shape))


@SHAPES
def test_a_gate_that_looks_at_no_later_merge_is_noticed(
    house: House, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    three = Three(house, shape)
    monkeypatch.setattr(merging, "refuse_older", lambda *_: None)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        older_is_refused(three)


@SHAPES
@pytest.mark.parametrize("how", ["apart", "undo"])
def test_newest_first_each_child_says_again_what_it_said(house: House, shape: str, how: str) -> None:
    three = Three(house, shape)
    session = three.session
    if how == "apart":
        take_apart(session, three.newer.id)
    else:  # the line of the older merge, which it only turned, does not stand in its way
        session.undo(session.history(three.newer.id)[0].change_id)
    take_apart(session, three.older.id)
    for before in (three.ann, three.bea, three.cat):
        now = three.now(before)
        assert now.trashed_at is None
        assert (now.in_an_emergency, now.first_language) == (before.in_an_emergency, before.first_language)
        assert (now.upn, now.former_upns) == (before.upn, before.former_upns)
    assert not merges_of(session, three.kept.id)
    for one in (three.ann, three.cat):
        assert not any(NUT in said or UPN in said for said in gathered(session, one))


def gathered(session: Session, pupil: Pupil) -> list[str]:
    """Every version that an access request would give of a pupil's records, in words."""
    found: list[str] = []
    for one in session.gather("pupil", pupil.id):
        kind: Any = type(one.record)
        older = (session.at_version(kind, one.record.id, number) for number in one.superseded_versions)
        found += [str(each) for each in (one.record, *older)]
    return found


def test_a_record_merged_anew_brings_no_old_version_with_what_was_the_other_childs(house: House) -> None:
    three = Three(house, "chain")
    session = three.session
    take_apart(session, three.newer.id)
    take_apart(session, three.older.id)
    again = three.join(three.cat, three.ann)
    assert not any(NUT in said or UPN in said for said in gathered(session, three.cat))
    session.undo(session.history(again.id)[0].change_id)
    assert three.now(three.ann).trashed_at is None


def test_an_old_version_would_be_given_if_only_lines_of_today_were_asked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_first_kept", lambda _reader, line: line.kept_id)
    with pytest.raises(AssertionError):
        test_a_record_merged_anew_brings_no_old_version_with_what_was_the_other_childs(house)


def test_what_came_through_two_merges_goes_home_with_its_child(house: House) -> None:
    three = Three(house, "chain")
    mother = Carer(pupil_id=three.cat.id, name="Marigold Puddlecombe", relationship=Relationship.MOTHER)
    since = pupils.save_carer(three.session, mother).record
    assert pupils.current(three.session, three.bea.id).id == three.cat.id
    gathered_for = {each.record.id for each in three.session.gather("pupil", three.cat.id)}
    assert {three.ann.id, three.bea.id} <= gathered_for
    pupils.save_carer(three.session, replace(since, telephone="01632 960101"))
    take_apart(three.session, three.newer.id)
    take_apart(three.session, three.older.id)
    assert pupils.current(three.session, three.bea.id).id == three.bea.id
    assert three.session.get(Carer, since.id).pupil_id == three.cat.id


@SHAPES
def test_only_the_newest_merge_is_offered_to_be_taken_apart(
    qtbot: QtBot, at_desk: Desk, house: House, shape: str
) -> None:
    three = Three(house, shape)
    tab = tab_of(qtbot, at_desk, three.kept.id)
    for left in (2, 1):
        words = words_of(tab)
        assert words.count("Two records are one here.") == left
        assert words.count("first take the later merge above apart") == left - 1
        (button,) = (
            one for one in tab.findChildren(QAbstractButton) if one.text() == "Take the records apart"
        )
        button.click()
        tab = tab_of(qtbot, at_desk, three.ann.id)
    assert not merges_of(three.session, three.ann.id)
    assert three.now(three.bea).trashed_at is None
