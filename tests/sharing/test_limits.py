"""Soft information, and what its author meant for some only, goes to nobody else (003-6.3b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import Category, ChronologyEntry, MayBeTold
from coordinator_app.core.errors import GateShut
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing import limits
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House, add, new_pupil

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


def hidden(house: House) -> None:
    with house.session.write() as work:
        house.carer = work.change(house.carer, telephone="01632 960177", email="m@hidden.example")
    with house.session.write() as work:
        work.change(
            house.carer, telephone="01632 960555", address="4 Weir Cottages", address_is_confidential=True
        )


@pytest.mark.parametrize(
    "words",
    [
        "Rang her on 01632 960555.",
        "Her number was (01632) 960177",
        "Wrote to M@hidden.example",
        "At 4, Weir Cottages",
    ],
)
@pytest.mark.parametrize("to", [RecipientKind.PROVIDER, RecipientKind.PARENT, RecipientKind.SCHOOL])
def test_what_tells_where_a_confidential_carer_is_goes_to_nobody_but_to_keep_a_child_safe(
    consented: House, words: str, to: RecipientKind
) -> None:
    entry = add(consented, words)
    give(consented, entry, to)  # nothing is confidential yet
    hidden(consented)
    with pytest.raises(GateShut, match="whose address is confidential") as shut:
        give(consented, entry, to)
    assert not any(part in str(shut.value.reasons) for part in ("960", "Weir", "hidden.example"))
    give(consented, add(consented, "Rang the school."), to)
    give(consented, entry, to, for_safety=True)


def test_another_family_s_hiding_place_is_kept_as_well_and_a_check_of_nothing_would_be_caught(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = pupils.save_pupil(consented.session, new_pupil(consented, given_names="Wren")).record
    wrens = Carer(
        pupil_id=other.id, name="Sorrel Finchley", relationship=Relationship.MOTHER, telephone="01632 960888",
        address_is_confidential=True,
    )  # fmt: skip
    with consented.session.write() as work:
        work.add(wrens)
    entry = add(consented, "Wren's mother can be rung on 01632 960888.")
    with pytest.raises(GateShut, match="whose address is confidential"):
        give(consented, entry, RecipientKind.PARENT)
    monkeypatch.setattr(limits, "tell_where", lambda *_: False)  # the planted fault
    give(consented, entry, RecipientKind.PARENT)
