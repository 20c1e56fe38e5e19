"""From the 18th birthday a parent no longer decides: it is said until the young adult has signed (Children Act 1989)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.consent import of_age
from coordinator_app.consent.actions import record_consent, standing_of, standings_of
from coordinator_app.consent.due import due_items, due_of
from coordinator_app.consent.model import Around, Consent, ConsentState, standing
from coordinator_app.core.gates import OPEN
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from tests.consent.test_model import CARER
from tests.consent.test_model_holders import YES
from tests.programmes.conftest import started_without_consent
from tests.vaults import House, new_consent

BORN = date(2008, 11, 24)
OWN = replace(YES, young_person_signed=True, young_person_agrees=True)


def noted(form: Consent, born: date | None, today: date) -> bool:
    found = standing(OPEN, [form], [CARER], Around(today=today, born=born))
    assert found.state is ConsentState.IN_PLACE, "nothing is stopped silently"
    return of_age.OF_AGE in found.notes


@pytest.mark.parametrize(
    ("born", "today", "adult"),
    [
        (BORN, date(2026, 11, 23), False),
        (BORN, date(2026, 11, 24), True),
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
        (None, date(2026, 11, 24), False),
    ],
)
def test_from_the_birthday_on_it_is_noted_that_a_parent_no_longer_decides(
    born: date | None, today: date, *, adult: bool
) -> None:
    assert noted(YES, born, today) is adult


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        (replace(OWN, signed_on=date(2026, 11, 25)), False),
        (replace(OWN, signed_on=date(2026, 11, 24)), False),
        (replace(OWN, signed_on=date(2026, 11, 23)), True),
        (replace(OWN, signed_on=date(2026, 11, 25), young_person_signed=None), True),
        (replace(OWN, signed_on=date(2026, 11, 25), young_person_agrees=None), True),
        (replace(OWN, signed_on=None), True),
    ],
)
def test_the_young_adults_own_signature_since_the_birthday_settles_it(form: Consent, *, asked: bool) -> None:
    assert noted(form, BORN, date(2026, 12, 1)) is asked


def of_age_lines(session: Session) -> list[str]:
    return [one.title for one in due_items(session) if one.key.startswith("consent-of-age")]


def under_way(house: House, born: date) -> None:
    session = house.session
    started_without_consent(house)
    record_consent(session, new_consent(house))
    with session.write() as work:
        house.pupil = work.change(session.get(Pupil, house.pupil.id), birth_date=born)


def test_a_programme_under_way_stands_on_today_from_the_birthday_until_the_young_adult_signed(
    referred: House,
) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    under_way(referred, date(2008, 11, 25))
    assert of_age_lines(session) == []
    # 00:30 in London, still the day before in no other clock that counts
    referred.clock.at = datetime(2026, 11, 25, 0, 30, tzinfo=referred.clock.at.tzinfo)
    assert of_age_lines(session) == ["18 or older and under way on a parent’s word, Kit Puddlecombe"]
    assert [one.key for one in due_of(session, pupil_id)] == [f"consent-of-age-{pupil_id}"]
    stands = standing_of(session, pupil_id)
    assert (stands.state, of_age.OF_AGE in stands.notes) == (ConsentState.IN_PLACE, True)
    own = new_consent(
        referred, signed_on=date(2026, 11, 25), young_person_signed=True, young_person_agrees=True
    )
    record_consent(session, own)
    assert of_age_lines(session) == []
    assert of_age.OF_AGE not in standings_of(session, [pupil_id])[pupil_id].notes


def test_a_leap_day_is_a_day_of_today_as_well(referred: House) -> None:
    under_way(referred, date(2009, 9, 3))
    referred.clock.at = datetime(2028, 2, 29, 9, 0, tzinfo=referred.clock.at.tzinfo)
    assert len(of_age_lines(referred.session)) == 1


def test_who_forgot_the_birthday_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setattr(of_age, "is_adult", lambda _born, _day: False)
    with pytest.raises(AssertionError):
        test_from_the_birthday_on_it_is_noted_that_a_parent_no_longer_decides(
            BORN, date(2026, 11, 24), adult=True
        )
