"""What pupils and carers are called, who may be reached and in which order, and the age on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coordinator_app.core.catalogue import record_type
from coordinator_app.pupils.model import SAME_UPN, Carer, Pupil, age_on, in_order, upn_problem

KIT = Pupil(given_names="Christopher", family_name="Puddlecombe", known_as="Kit", year_group=10)
IN_TRASH = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
UPN = "B801200005001"


def test_a_pupil_is_called_by_the_name_used() -> None:
    assert KIT.called == "Kit Puddlecombe"
    assert KIT.words == "Kit Puddlecombe, Year 10"
    assert KIT.initials == "KP"


def test_a_pupil_in_the_trash_without_a_year_is_told_apart() -> None:
    gone = Pupil(given_names="Ada", family_name="Tarn", trashed_at=IN_TRASH)
    assert gone.words == "Ada Tarn, in the trash"
    assert gone.initials == "AT"


@pytest.mark.parametrize(
    ("carer", "warning"),
    [
        (Carer(), ""),
        (Carer(restrictions="Supervised contact only."), "Supervised contact only."),
        (Carer(no_contact=True), "Must not be contacted."),
        (Carer(no_contact=True, no_contact_reason="court order"), "Must not be contacted: court order"),
        (Carer(has_died=True), "Has died. Do not write or call."),
        (
            Carer(has_died=True, died_on=date(2026, 3, 2)),
            "Died on 2 March 2026. Do not write or call.",
        ),
    ],
)
def test_what_must_be_read_before_anyone_calls_is_said(carer: Carer, warning: str) -> None:
    assert carer.warning == warning


def test_a_number_that_leads_to_somebody_who_must_not_be_found_is_marked() -> None:
    assert Carer().number_said == Carer(address_is_confidential=True).number_said == "No telephone number"
    assert Carer(telephone="01632 960177").number_said == "01632 960177"
    hidden = Carer(telephone="01632 960177", address_is_confidential=True)
    assert hidden.number_said == "01632 960177 (confidential)"


def test_those_who_cannot_be_reached_are_tried_last() -> None:
    second, first = Carer(id="1", contact_order=2), Carer(id="2", contact_order=1)
    unordered, died = Carer(id="3"), Carer(id="4", contact_order=1, has_died=True)
    barred, trashed = Carer(id="5", no_contact=True), Carer(id="6", trashed_at=IN_TRASH)
    everyone = [died, barred, trashed, unordered, second, first]
    assert in_order(everyone)[:3] == [first, second, unordered]
    assert not any(one.may_be_reached for one in (died, barred, trashed))


def test_a_upn_is_refused_if_misread_or_another_pupil_has_it() -> None:
    slip = upn_problem("A1", [])
    assert slip is not None
    assert slip.field == "upn"
    assert upn_problem("", [KIT]) is None
    assert upn_problem(UPN, []) is None
    taken = upn_problem(UPN, [KIT])
    assert taken is not None
    assert taken.message == SAME_UPN


def test_a_misread_learner_number_is_refused() -> None:
    check = record_type(Pupil).field("uln").check
    assert check is not None
    assert check("12") is not None
    assert check("") is None


def test_someone_born_on_29_february_is_a_year_older_on_1_march() -> None:
    born = date(2012, 2, 29)
    assert age_on(born, date(2026, 2, 28)) == 13
    assert age_on(born, date(2026, 3, 1)) == 14
    assert age_on(born, date(2028, 2, 29)) == 16
