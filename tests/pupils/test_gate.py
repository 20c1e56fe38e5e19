"""One rule for what may be kept of a pupil now, asked by every action of this folder in its own write (003-7.2, 4.2)."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest

from coordinator_app import pupils as folder
from coordinator_app.core.census_codes import Need
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut, Trouble
from coordinator_app.core.gates import OPEN
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions, details, duplicates, gate, merging
from coordinator_app.pupils.gate import Keeps
from coordinator_app.pupils.links import Bond, CourtOrder, OrderKind, Sibling
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import (
    CarePlan,
    MedicalNote,
    NameKind,
    NoteKind,
    PlanKind,
    PupilName,
    PupilNeed,
    SchoolOnRoll,
)
from coordinator_app.referrals.deciding import withdraw_referral
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.referrals.states import WithdrawnBy
from coordinator_app.store.session import Session
from tests.pupils.kept import known_by_a_call, taken
from tests.vaults import House, new_pupil, new_referral

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Act:
    """One way to keep something: the action it goes by, what the rule calls it, and the doing of it."""

    action: str
    keeps: Keeps
    do: Callable[[House], object]


def _detail(make: Callable[[House], Any], keeps: Keeps = Keeps.RECORD) -> Act:
    return Act("details.save_detail", keeps, lambda house: details.save_detail(house.session, make(house)))


def _order(house: House) -> CourtOrder:
    kind = OrderKind.PROHIBITED_STEPS
    return CourtOrder(pupil_id=house.pupil.id, order_kind=kind, about="B. Vale", meaning="Not at the gate.")


def _other(house: House) -> Pupil:
    return next(one for one in house.session.list(Pupil) if one.given_names == "Wren")


def _name(house: House) -> PupilName:
    return PupilName(pupil_id=house.pupil.id, name_kind=NameKind.ALIAS, given_names="Kip")


def _merge(house: House) -> Saved[Any]:
    return merging.merge(house.session, house.pupil.id, _other(house).id, {}, "The school said so")


def _kept_before(house: House, record: Any) -> Any:
    with house.session.write() as work:
        return work.add(record)


def _differ_and_back(house: House) -> object:
    duplicates.say_different(house.session, house.pupil.id, _other(house).id)
    return duplicates.may_be_one(house.session, house.pupil.id, _other(house).id)


ACTS = {
    "who the child is": Act(
        "actions.save_pupil",
        Keeps.WHO,
        lambda h: actions.save_pupil(h.session, replace(h.pupil, known_as="Kip")),
    ),
    "an answer about care": Act(
        "actions.save_pupil",
        Keeps.RECORD,
        lambda h: actions.save_pupil(h.session, replace(h.pupil, first_language="Welsh")),
    ),
    "closing": Act(
        "actions.close_pupil", Keeps.WHO, lambda h: actions.close_pupil(h.session, h.pupil, "Moved")
    ),
    "opening": Act("actions.open_again", Keeps.WHO, lambda h: actions.open_again(h.session, h.pupil)),
    "a carer": Act(
        "actions.save_carer",
        Keeps.RECORD,
        lambda h: actions.save_carer(h.session, replace(h.carer, id="", version=0)),
    ),
    "a changed carer": Act(
        "actions.save_carer",
        Keeps.RIGHT,
        lambda h: actions.save_carer(h.session, replace(h.carer, language="Welsh")),
    ),
    "a carer gone": Act(
        "actions.remove_carer", Keeps.LESS, lambda h: actions.remove_carer(h.session, h.carer)
    ),
    "a court order": _detail(_order),
    "another name": _detail(_name),
    "an earlier school": _detail(
        lambda h: SchoolOnRoll(pupil_id=h.pupil.id, school_id=h.school.id, until_day=date(2024, 7, 1))
    ),
    "a need": _detail(lambda h: PupilNeed(pupil_id=h.pupil.id, need=Need.SEMH, rank=1)),
    "a medical note": _detail(
        lambda h: MedicalNote(pupil_id=h.pupil.id, note_kind=NoteKind.ALLERGY, words="Peanuts")
    ),
    "a sibling": _detail(lambda h: Sibling(pupil_id=h.pupil.id, other_id=_other(h).id, bond=Bond.SIBLINGS)),
    "a plan to keep safe": _detail(
        lambda h: CarePlan(pupil_id=h.pupil.id, plan_kind=PlanKind.PROTECTION, from_day=TODAY), Keeps.SAFETY
    ),
    "a changed order": _detail(lambda h: replace(_kept_before(h, _order(h)), ended_on=TODAY), Keeps.RIGHT),
    "a changed name": _detail(
        lambda h: replace(_kept_before(h, _name(h)), given_names="Kipper"), Keeps.RIGHT
    ),
    "a detail gone": Act(
        "details.remove_detail",
        Keeps.LESS,
        lambda h: details.remove_detail(h.session, _kept_before(h, _name(h))),
    ),
    "two children": Act(
        "duplicates.say_different",
        Keeps.WHO,
        lambda h: duplicates.say_different(h.session, h.pupil.id, _other(h).id),
    ),
    "maybe one child": Act("duplicates.may_be_one", Keeps.LESS, _differ_and_back),
    "one child": Act("merging.merge", Keeps.WHO, _merge),
    "apart again": Act(
        "merging.take_apart", Keeps.WHO, lambda h: merging.take_apart(h.session, _merge(h).record.id)
    ),
}
INSIDE_ANOTHER_WRITE = {
    # each of these writes in a unit of work that somebody else has opened and asked for
    "actions.write_pupil": "save_pupil, or the referral that is kept with it (referrals.actions.take_referral)",
    "duplicates.write_different": "say_different, or the referral that is kept with it",
    "schooling.keep_school": "write_pupil",
    "schooling.join_schools": "merge",
    "schooling.schools_apart": "take_apart",
    "apart.send_home": "settle",
}
FOLLOWS = {"merging.settle", "merging.undone"}
"""They let the guarded compartment follow what was decided, and keep nothing new."""


def _functions() -> Iterator[tuple[str, Any]]:
    for found in iter_modules(folder.__path__):
        if found.ispkg:
            continue
        module = import_module(f"{folder.__name__}.{found.name}")
        for name, act in inspect.getmembers(module, inspect.isfunction):
            if act.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{found.name}.{name}", act


def _writes(act: Any) -> bool:
    source = inspect.getsource(act)
    says = str(inspect.signature(act).return_annotation)
    return "Saved[" in says or ".write(" in source or " work: Work" in source


def test_every_action_that_keeps_anything_is_listed_here_with_its_gate() -> None:
    writing = {name for name, act in _functions() if _writes(act)}
    listed = {one.action for one in ACTS.values()} | set(INSIDE_ANOTHER_WRITE) | FOLLOWS
    assert writing - listed == set(), "a new action: list it here with what the rule says of it"
    assert listed - {name for name, _ in _functions()} == set()


def test_an_action_that_nobody_listed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def keep_freely(session: Session, pupil: Pupil) -> Saved[Pupil]:
        with session.write() as work:
            return Saved(work.put(pupil), work.change_id)

    keep_freely.__module__ = actions.__name__
    monkeypatch.setattr(actions, "keep_freely", keep_freely, raising=False)
    with pytest.raises(AssertionError, match="a new action"):
        test_every_action_that_keeps_anything_is_listed_here_with_its_gate()


@pytest.fixture
def by_a_call(house: House) -> House:
    """Two children who are known by safeguarding calls alone; the carer of the one was kept before this was shut."""
    house.pupil = known_by_a_call(house)
    known_by_a_call(house, given_names="Wren", birth_date=date(2014, 1, 7))
    mother = Carer(pupil_id=house.pupil.id, name="Sorrel Puddlecombe", relationship=Relationship.MOTHER)
    house.carer = _kept_before(house, mother)
    return house


@pytest.fixture
def unacknowledged(by_a_call: House) -> House:
    """The same with a referral each whose statement the school has not acknowledged."""
    for one in (by_a_call.pupil, _other(by_a_call)):
        lacking = new_referral(
            by_a_call, pupil_id=one.id, state=ReferralState.INCOMPLETE, statement_acknowledged=False
        )
        _kept_before(by_a_call, lacking)
    return by_a_call


def _is_asked(act: Act, house: House) -> None:
    if act.keeps is Keeps.RECORD:
        with pytest.raises(GateShut, match="It opens when"):
            act.do(house)
    else:
        act.do(house)


@pytest.mark.parametrize("name", list(ACTS))
def test_before_the_referral_each_action_keeps_only_what_the_policy_allows(
    by_a_call: House, name: str
) -> None:
    _is_asked(ACTS[name], by_a_call)


@pytest.mark.parametrize("name", list(ACTS))
def test_a_referral_without_the_schools_tick_opens_none_of_them(unacknowledged: House, name: str) -> None:
    _is_asked(ACTS[name], unacknowledged)


@pytest.mark.parametrize("name", list(ACTS))
def test_each_action_asks_the_one_rule_inside_its_own_write(
    referred: House, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    taken(referred, given_names="Wren", birth_date=date(2014, 1, 7))
    asked = list[tuple[Keeps, bool]]()
    rule = gate.rule

    def heard(keeps: Keeps, keeping: Any) -> Any:
        held = (referred.session.databases.connection(one) for one in Compartment)
        asked.append((keeps, any(one.in_transaction for one in held)))
        return rule(keeps, keeping)

    monkeypatch.setattr(gate, "rule", heard)
    ACTS[name].do(referred)
    assert (ACTS[name].keeps, True) in asked
    assert all(inside for _, inside in asked)


def test_a_rule_that_lets_everything_through_is_noticed(
    by_a_call: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "rule", lambda _keeps, _keeping: OPEN)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        _is_asked(ACTS["a court order"], by_a_call)


def test_a_withdrawn_referral_shuts_it_again_and_what_is_there_can_still_be_taken_away(
    referred: House,
) -> None:
    session = referred.session
    (referral,) = session.list(Referral)
    withdraw_referral(session, referral, WithdrawnBy.SCHOOL, "She moved")
    with pytest.raises(GateShut):
        ACTS["a carer"].do(referred)
    gone = actions.remove_carer(session, referred.carer)
    session.undo(gone.change_id)
    assert session.get(Carer, referred.carer.id).trashed_at is None


def test_a_brother_is_joined_only_where_both_were_referred(referred: House) -> None:
    known_by_a_call(referred, given_names="Wren", birth_date=date(2014, 1, 7))
    with pytest.raises(GateShut, match="Of the other pupil: Before the school refers"):
        ACTS["a sibling"].do(referred)
    assert not referred.session.count(Sibling)


def test_taking_the_referral_back_is_refused_once_people_or_orders_rest_on_it(house: House) -> None:
    house.pupil = known_by_a_call(house)
    with house.session.write() as work:
        work.add(new_referral(house, pupil_id=house.pupil.id))
    details.save_detail(house.session, _order(house))
    with pytest.raises(Trouble, match="rests on this referral"):
        house.session.undo(work.change_id)


def test_a_second_record_of_the_child_may_always_be_told_apart(by_a_call: House) -> None:
    assert gate.may_be_kept(by_a_call.session, by_a_call.pupil.id, Keeps.WHO).is_open
    assert not gate.may_be_kept(by_a_call.session, by_a_call.pupil.id).is_open


def test_the_actions_are_told_by_their_types() -> None:
    hints = typing.get_type_hints(details.save_detail)
    kept = set(typing.get_args(gate.Belonging)) - {Carer}
    assert set(hints["detail"].__constraints__) == kept


def test_a_new_pupil_alone_is_kept_with_no_more_than_who_it_is(house: House) -> None:
    assert actions.save_pupil(house.session, new_pupil(house)).record.id
