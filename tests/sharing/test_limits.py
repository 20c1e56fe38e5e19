"""Soft information, and what its author meant for some only, goes to nobody else (003-6.3b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing import limits
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add

SOFT = {"is_soft": True, "soft_purpose": "So that the workshop knows what helps him settle."}


def give(house: House, entry: ChronologyEntry, to: RecipientKind, *, for_safety: bool = False) -> None:
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient="Somebody",
        recipient_kind=to,
        given_on=date(2026, 11, 20),
        method=DeliveryMethod.TELEPHONE,
        why="Asked",
        description="1 entry",
    )
    line = replace(sharing.item_of(entry), is_guarded=bool(entry.category and entry.category.is_guarded))
    sharing.record_disclosure(house.session, told, [line], for_safety=for_safety)


@pytest.mark.parametrize("to", sorted(RecipientKind, key=str))
def test_soft_information_goes_to_school_services_pupil_and_family_only(
    consented: House, to: RecipientKind
) -> None:
    entry = add(consented, "He settles when he may draw.", **SOFT)
    if to in {RecipientKind.THIRD_PARTY, RecipientKind.OTHER, RecipientKind.PARTNERSHIP}:
        with pytest.raises(GateShut, match="Soft information goes only to the school"):
            give(consented, entry, to)
        assert sharing.disclosures_of(consented.session, consented.pupil.id) == []
    else:
        give(consented, entry, to)
    give(consented, entry, to, for_safety=True)  # safeguarding overrides limits on use (003-6.4)


def test_without_the_list_it_would_go_to_anybody(consented: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SOFT", frozenset(RecipientKind))  # the planted fault
    with pytest.raises(GateShut) as shut:  # by what is usual only
        give(consented, add(consented, "He settles.", **SOFT), RecipientKind.THIRD_PARTY)
    assert "Soft information" not in " ".join(shut.value.reasons)


@pytest.mark.parametrize(
    ("meant", "to", "said"),
    [
        (MayBeTold.PARTNERSHIP, RecipientKind.SCHOOL, "nobody outside the Partnership is told yet"),
        (MayBeTold.PROFESSIONALS, RecipientKind.PARENT, "meant it for the school and services"),
        (MayBeTold.FAMILY, RecipientKind.AGENCY, "meant it for the family and the pupil only"),
        (MayBeTold.EVERYONE, RecipientKind.THIRD_PARTY, "meant it for the family, the school"),
    ],
)
def test_what_its_author_meant_for_some_is_refused_to_others(
    consented: House, meant: MayBeTold, to: RecipientKind, said: str
) -> None:
    entry = add(consented, "One.", may_be_told=meant)
    with pytest.raises(GateShut) as shut:
        give(consented, entry, to)
    assert said in " ".join(shut.value.reasons)
    assert "record a safeguarding call" in " ".join(shut.value.reasons)


@pytest.mark.parametrize(
    ("meant", "to"),
    [
        (MayBeTold.PROFESSIONALS, RecipientKind.PROVIDER),
        (MayBeTold.FAMILY, RecipientKind.PUPIL),
        (MayBeTold.EVERYONE, RecipientKind.SCHOOL),
        (None, RecipientKind.PARENT),
        (None, RecipientKind.PROVIDER),
    ],
)
def test_whom_it_was_meant_for_is_given_it(consented: House, meant: MayBeTold, to: RecipientKind) -> None:
    give(consented, add(consented, "One.", may_be_told=meant), to)
    assert len(sharing.disclosures_of(consented.session, consented.pupil.id)) == 1


def test_of_a_guarded_entry_nobody_outside_is_told_unless_its_author_said_so(consented: House) -> None:
    worry = add(consented, "A worry.", category=Category.SAFEGUARDING)
    with pytest.raises(GateShut, match="nobody outside the Partnership"):
        give(consented, worry, RecipientKind.SCHOOL)
    meant = add(consented, "Told.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.PROFESSIONALS)
    give(consented, meant, RecipientKind.SCHOOL)


def test_a_limit_that_was_set_since_counts_and_a_reason_is_said_once(consented: House) -> None:
    session = consented.session
    entries = [add(consented, words) for words in ("One.", "Two.")]
    for entry in entries:
        with session.write() as work:
            work.change(entry, may_be_told=MayBeTold.PARTNERSHIP)
    told = limits.within_limits(session, RecipientKind.SCHOOL, [sharing.item_of(entry) for entry in entries])
    assert len(told.reasons) == 1


def test_a_record_that_is_gone_limits_nothing(consented: House) -> None:
    gone = sharing.item_of(add(consented, "One."))
    assert limits.within_limits(
        consented.session, RecipientKind.SCHOOL, [type(gone)(item_kind="chronology_entry", item_id="gone")]
    ).is_open


def test_as_usual_means_the_family_the_school_and_services_and_nobody_else(consented: House) -> None:
    entry = add(consented, "One.")
    with pytest.raises(GateShut, match="As usual it is meant for the family, the school"):
        give(consented, entry, RecipientKind.THIRD_PARTY)
    give(consented, entry, RecipientKind.THIRD_PARTY, for_safety=True)


def document(house: House, **more: object) -> Document:
    values = {
        "pupil_id": house.pupil.id,
        "title": "Minutes of a conference",
        "kind_of_document": next(iter(DocumentKind)),
        "dated": date(2026, 11, 1),
    }
    kept = Document(**(values | more))  # type: ignore[arg-type]  # a value for each field
    with house.session.write(Compartment.GUARDED if kept.is_guarded else Compartment.GENERAL) as work:
        return work.add(kept)


def may_go(house: House, one: Document, to: RecipientKind) -> bool:
    return limits.within_limits(house.session, to, [sharing.item_of(one)]).is_open


def test_of_a_restricted_document_nobody_outside_is_told_unless_its_keeper_said_so(consented: House) -> None:
    restricted, plain = document(consented, is_guarded=True), document(consented)
    said = document(consented, is_guarded=True, may_be_told=MayBeTold.PROFESSIONALS)
    assert not any(may_go(consented, restricted, to) for to in RecipientKind)
    assert may_go(consented, said, RecipientKind.SCHOOL)
    assert may_go(consented, plain, RecipientKind.PARENT)
    assert not may_go(consented, plain, RecipientKind.THIRD_PARTY)
