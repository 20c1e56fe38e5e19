"""Nothing was given on a day before it happened, whoever types that it was (003-5.4)."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.chronology import giving
from coordinator_app.core.errors import InvalidInput
from coordinator_app.documents.model import Document
from coordinator_app.programmes.model import Programme
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing import in_time
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.documents.papers import paper
from tests.vaults import House, add

EARLY, LATE = date(2026, 11, 20), date(2026, 11, 22)


def told(house: House, on: date = EARLY) -> Disclosure:
    return Disclosure(
        pupil_id=house.pupil.id,
        recipient="Marigold Puddlecombe",
        recipient_kind=RecipientKind.PARENT,
        given_on=on,
        method=DeliveryMethod.TELEPHONE,
        why="So that she knows",
        description="One entry",
    )


@pytest.mark.parametrize("for_safety", [False, True])
def test_an_entry_cannot_have_been_given_before_it_happened(consented: House, for_safety: bool) -> None:
    session = consented.session
    chosen = [add(consented, "Before.", happened_on=EARLY), add(consented, "After.", happened_on=LATE)]
    with pytest.raises(InvalidInput) as refused:
        giving.give(session, told(consented), chosen, for_safety=for_safety)
    (problem,) = refused.value.problems
    assert (problem.field, problem.message.split(". ")[0]) == (
        "given_on",
        "Something you chose happened on 22 November 2026, after this day",
    )
    assert sharing.disclosures_of(session, consented.pupil.id) == []
    giving.give(session, told(consented, LATE), chosen, for_safety=for_safety)
    assert sharing.shared_with_family(session, consented.pupil.id)[chosen[1].id] == LATE


def test_nor_a_document_before_its_date(consented: House) -> None:
    letter = paper(consented, dated=LATE)
    with pytest.raises(InvalidInput, match="22 November 2026"):
        sharing.record_disclosure(consented.session, told(consented), [sharing.item_of(letter)])
    sharing.record_disclosure(consented.session, told(consented, LATE), [sharing.item_of(letter)])


def test_when_it_was_typed_says_nothing(consented: House) -> None:
    """The clock stands at 24 November: both are typed days after the day on which they were told."""
    entry = add(consented, "Told by telephone on the same day.", happened_on=EARLY)
    giving.give(consented.session, told(consented), [entry])
    assert sharing.shared_with_family(consented.session, consented.pupil.id) == {entry.id: EARLY}


def test_what_tells_of_days_to_come_may_be_given_before_them() -> None:
    assert in_time.day_of(Programme(start_on=LATE)) is None
    assert in_time.day_of(Document(dated=LATE)) == LATE
    assert not in_time.came_after(Document(dated=LATE), None)


def test_the_check_would_notice_a_ledger_that_takes_any_day(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "too_early", lambda *_: None)
    entry = add(consented, "After.", happened_on=LATE)
    giving.give(consented.session, told(consented), [entry])
    assert sharing.shared_with_family(consented.session, consented.pupil.id)[entry.id] == EARLY
