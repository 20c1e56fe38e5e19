from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology import giving
from coordinator_app.chronology.model import Category, MayBeTold
from coordinator_app.core.derived import record_lines
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing import view
from coordinator_app.sharing.model import (
    KEPT_WITH_IT,
    DeliveryMethod,
    DisclosedItem,
    Disclosure,
    RecipientKind,
    line_compartment,
)
from tests.store.looking import tables_with
from tests.vaults import House, add


def given(house: House, **more: object) -> Disclosure:
    values = {
        "pupil_id": house.pupil.id,
        "recipient": "Marigold Puddlecombe",
        "recipient_kind": RecipientKind.PARENT,
        "given_on": date(2026, 11, 5),
        "method": DeliveryMethod.AT_REVIEW,
        "why": "So that they know",
        "description": "One entry",
    }
    return Disclosure(**(values | more))


def guarded(item: DisclosedItem) -> DisclosedItem:
    return replace(item, is_guarded=True)


def test_a_ledger_line_binds_each_record_to_the_version_given(referred: House) -> None:
    entry = add(referred, "Kit came in on time.")
    line = sharing.item_of(entry)
    kept = sharing.record_disclosure(referred.session, given(referred), [line]).record
    (written,) = referred.session.list(DisclosedItem, where={"disclosure_id": kept.id})
    assert (written.item_kind, written.item_id, written.item_version) == ("chronology_entry", entry.id, 1)
    assert sharing.disclosures_of(referred.session, referred.pupil.id) == [kept]


def test_guarded_records_given_are_named_in_the_guarded_compartment_only(referred: House) -> None:
    session = referred.session
    plain = add(referred, "Kit came in on time.")
    worry = add(referred, "A worry.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.EVERYONE)
    lines = [sharing.item_of(plain), guarded(sharing.item_of(worry))]
    assert line_compartment(lines[1]) is Compartment.GUARDED
    sharing.record_disclosure(session, given(referred), lines)
    assert set(sharing.shared_with_family(session, referred.pupil.id)) == {plain.id, worry.id}
    level_two = referred.as_user(Compartment.GENERAL)
    assert set(sharing.shared_with_family(level_two, referred.pupil.id)) == {plain.id}
    level_two.close()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"recipient": " "}, "recipient"),
        ({"method": None}, "method"),
        ({"given_on": date(2026, 11, 25)}, "given_on"),
    ],
)
def test_a_line_that_cannot_be_right_leaves_nothing_behind(referred: House, values: dict, field: str) -> None:
    worry = add(referred, "A worry.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.EVERYONE)
    with pytest.raises(InvalidInput) as told:
        sharing.record_disclosure(
            referred.session, given(referred, **values), [guarded(sharing.item_of(worry))]
        )
    assert [one.field for one in told.value.problems] == [field]
    assert referred.session.list(DisclosedItem) == []


def test_a_kill_between_leaves_no_line_without_its_items(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    worry = add(referred, "A worry.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.EVERYONE)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sharing, "write_disclosure", killed)
    with pytest.raises(KeyboardInterrupt):
        sharing.record_disclosure(referred.session, given(referred), [guarded(sharing.item_of(worry))])
    assert sharing.disclosures_of(referred.session, referred.pupil.id) == []
    assert sharing.shared_with_family(referred.session, referred.pupil.id) == {}


def test_only_what_the_family_was_given_counts_from_the_first_day(referred: House) -> None:
    session = referred.session
    entry = add(referred, "Kit came in on time.")
    for day, kind in (
        (date(2026, 11, 9), RecipientKind.PUPIL),
        (date(2026, 11, 5), RecipientKind.PARENT),
        (date(2026, 11, 1), RecipientKind.SCHOOL),
        (date(2026, 11, 12), RecipientKind.PARENT),
    ):
        sharing.record_disclosure(
            session, given(referred, given_on=day, recipient_kind=kind), [sharing.item_of(entry)]
        )
    assert sharing.shared_with_family(session, referred.pupil.id) == {entry.id: date(2026, 11, 5)}


DANGER = "The stepfather hits him and he is afraid to go home."


def to_the_police(house: House, *, category: Category, why: str = DANGER) -> Disclosure:
    entry = add(house, "What he said.", category=category)
    told = given(
        house,
        recipient="PC Thimble",
        recipient_kind=RecipientKind.AGENCY,
        method=DeliveryMethod.TELEPHONE,
        why=why,
    )
    return giving.give(house.session, told, [entry], for_safety=True).record


def test_what_the_danger_was_lies_with_the_guarded_entry_that_was_given(consented: House) -> None:
    """In no table of the general database, history and index too; who holds the key reads it in the ledger."""
    told = to_the_police(consented, category=Category.SAFEGUARDING)
    general = consented.session.databases.connection(Compartment.GENERAL)
    assert tables_with(general, "stepfather") == set()
    assert [one.why for one in view.read(consented.session, consented.pupil.id).given] == [DANGER]
    (line,) = consented.session.list(DisclosedItem, where={"disclosure_id": told.id})
    assert (line.is_guarded, line.why) == (True, DANGER)
    level_two = consented.as_user(Compartment.GENERAL)
    assert [one.why for one in view.read(level_two, consented.pupil.id).given] == [KEPT_WITH_IT]
    level_two.close()


@pytest.mark.parametrize("category", [Category.SAFEGUARDING, Category.SEN])
def test_nothing_is_given_without_a_reason_whichever_compartment_keeps_it(
    consented: House, category: Category
) -> None:
    with pytest.raises(InvalidInput, match=r"(?i)why"):
        to_the_police(consented, category=category, why=" ")
    assert consented.session.list(Disclosure) == []
    assert consented.session.list(DisclosedItem) == []


def test_the_reason_for_an_open_entry_stands_in_the_ledger(consented: House) -> None:
    assert to_the_police(consented, category=Category.SEN).why == DANGER


def test_a_request_of_the_family_finds_the_reason_that_is_kept_apart(consented: House) -> None:
    to_the_police(consented, category=Category.SAFEGUARDING)
    found = consented.session.gather("pupil", consented.pupil.id)
    assert any(DANGER in repr(record_lines(one.record)) for one in found)
