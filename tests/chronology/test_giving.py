"""What is given to someone: what is refused before it is made is what the ledger would refuse, and nothing of it lies open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.chronology import actions, giving
from coordinator_app.chronology.giving import ChangedSince, Gift
from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from tests.vaults import House, add


def to(house: House, kind: RecipientKind = RecipientKind.SCHOOL) -> Disclosure:
    return Disclosure(
        pupil_id=house.pupil.id,
        recipient="Foxglove Hill School",
        recipient_kind=kind,
        given_on=date(2026, 11, 24),
        method=DeliveryMethod.TELEPHONE,
        why="For the meeting.",
    )


def helped(house: House) -> ChronologyEntry:
    return add(house, "He sleeps in a barn.", happened_on=date(2026, 11, 3))


def test_an_entry_that_is_guarded_since_it_was_chosen_is_given_by_nobody_and_has_no_open_line(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, chosen = consented.session, helped(consented)
    actions.correct_entry(
        session, chosen, "His safety.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.EVERYONE
    )
    with pytest.raises(ChangedSince):
        giving.give(session, to(consented), [chosen])
    assert session.list(DisclosedItem) == []
    now = session.get(ChronologyEntry, chosen.id)
    giving.give(session, to(consented), [now])
    (line,) = session.list(DisclosedItem)
    found = session.find_with_place(DisclosedItem, line.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    monkeypatch.setattr(giving, "as_they_stand", lambda _session, asked: tuple(asked))  # the fault
    giving.give(session, to(consented), [chosen])
    places = [session.find_with_place(DisclosedItem, one.id) for one in session.list(DisclosedItem)]
    assert Compartment.GENERAL in {place[1] for place in places if place is not None}


def test_whoever_may_not_open_it_hears_of_no_guarded_entry_but_gives_nothing(consented: House) -> None:
    chosen = helped(consented)
    actions.correct_entry(consented.session, chosen, "His safety.", category=Category.SAFEGUARDING)
    level_two = consented.as_user(Compartment.GENERAL)
    with pytest.raises(ChangedSince) as told:
        giving.give(level_two, to(consented), [chosen])
    level_two.close()
    assert "deleted, or is kept apart" in told.value.happened, "which of the two is not said"


def test_an_entry_that_is_deleted_since_is_given_by_nobody(consented: House) -> None:
    chosen = helped(consented)
    actions.delete_entry(consented.session, chosen, "Typed twice.")
    with pytest.raises(ChangedSince):
        giving.give(consented.session, to(consented), [chosen])


@pytest.mark.parametrize("for_safety", [False, True])
@pytest.mark.parametrize("told", [None, *MayBeTold])
def test_what_is_asked_before_a_paper_is_made_is_what_the_ledger_asks(
    referred: House, told: MayBeTold | None, *, for_safety: bool
) -> None:
    """Without consent, for everybody who can be given something: refused early and late alike."""
    session = referred.session
    entry = actions.add_entry(
        session,
        ChronologyEntry(
            pupil_id=referred.pupil.id,
            category=Category.SAFEGUARDING,
            happened_on=date(2026, 11, 3),
            words="He is afraid.",
            may_be_told=told,
        ),
    ).record
    for kind in RecipientKind:
        given = to(referred, kind)
        early: list[str] = []
        late: list[str] = []
        for found, act in (
            (early, lambda given=given: giving.demand(session, Gift(given, for_safety), [entry])),
            (late, lambda given=given: giving.give(session, given, [entry], for_safety=for_safety)),
        ):
            try:
                act()
            except (GateShut, InvalidInput) as trouble:
                found.append(str(trouble))
        assert early == late


@pytest.mark.parametrize("lacking", [{"why": ""}, {"given_on": None}, {"recipient": " "}, {"method": None}])
def test_what_the_ledger_would_not_keep_is_refused_before_a_paper_is_made(
    consented: House, monkeypatch: pytest.MonkeyPatch, lacking: dict[str, Any]
) -> None:
    entry = helped(consented)
    gift = Gift(replace(to(consented), **lacking))
    with pytest.raises(InvalidInput) as early:
        giving.demand(consented.session, gift, [entry])
    with pytest.raises(InvalidInput) as late:
        giving.give(consented.session, gift.told, [entry])
    assert str(early.value) == str(late.value)
    if lacking == {"why": ""}:
        monkeypatch.setattr(giving, "validate", lambda _record: None)  # the fault: it would have left unnoted
        giving.demand(consented.session, gift, [entry])
