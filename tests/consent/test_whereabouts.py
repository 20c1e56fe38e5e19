"""From whom it is kept where a pupil is, and what they are handed: every branch of the rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coordinator_app.consent import whereabouts
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.whereabouts import (
    MAY_NOT_HAVE,
    NOT_SAID,
    OF_THE_SCHOOL,
    SCHOOL,
    STILL_TELLS,
    YOUNG_PERSON,
    is_kept_from,
    kept_from,
    leaves_out,
    left_out,
    why_not,
)
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Relationship

TODAY = date(2026, 11, 24)
HIM = Carer(id="him", pupil_id="kit", name="Barnaby Puddlecombe", relationship=Relationship.FATHER)
HER = Carer(id="her", pupil_id="kit", name="Marigold Puddlecombe", relationship=Relationship.MOTHER)
ORDER = CourtOrder(
    pupil_id="kit",
    order_kind=OrderKind.NON_MOLESTATION,
    about="Barnaby Puddlecombe",
    carer_id="him",
    meaning="No word of where Kit is.",
    hides_address=True,
)
FORM, STATEMENT = FormTemplate.CONSENT_FORM, FormTemplate.PARENT_STATEMENT


def ids(*orders: CourtOrder, carers: tuple[Carer, ...] = (HIM, HER)) -> list[tuple[str, str, bool]]:
    return [(one.name, one.carer_id, one.nothing) for one in kept_from(carers, orders, TODAY)]


def test_whoever_an_order_names_is_kept_from_knowing_while_it_holds() -> None:
    assert ids(ORDER) == [("Barnaby Puddlecombe", "him", False)]
    for over in (
        replace(ORDER, ended_on=date(2026, 11, 23)),
        replace(ORDER, made_on=date(2026, 11, 25)),
        replace(ORDER, hides_address=False),
        replace(ORDER, trashed_at=datetime(2026, 11, 1, tzinfo=UTC)),
    ):
        assert ids(over) == []
    assert ids() == []


@pytest.mark.parametrize(
    ("about", "carer_id"),
    [
        ("barnaby  puddlecombe (dad)", "him"),
        ("The father, at any address", "him"),
        ("Marigold Puddlecombe", "her"),
        ("Silas Fernshaw", ""),
        ("The other one", ""),
    ],
)
def test_an_order_that_is_tied_to_nobody_counts_for_whoever_its_words_may_mean(
    about: str, carer_id: str
) -> None:
    other = replace(HIM, id="other", name="Quentin Fernshaw", relationship=Relationship.OTHER)
    nameless = replace(HIM, id="x", name="", relationship=None)
    loose = replace(ORDER, carer_id="", about=about)
    (one,) = kept_from((HIM, HER, other, nameless), (loose,), TODAY)
    assert (one.carer_id, one.name) == (
        carer_id,
        {"him": HIM, "her": HER}[carer_id].name if carer_id else about,
    )
    assert ("may mean them" in one.why) is bool(carer_id)


def test_who_must_not_be_contacted_is_handed_nothing_and_the_dead_and_removed_are_not_asked_about() -> None:
    gone = replace(HIM, trashed_at=datetime(2026, 11, 1, tzinfo=UTC))
    shut = replace(HIM, no_contact=True)
    assert ids(carers=(shut,)) == [("Barnaby Puddlecombe", "him", True)]
    assert ids(ORDER, carers=(shut, HER)) == [("Barnaby Puddlecombe", "him", True)], (
        "once, and nothing at all"
    )
    assert ids(carers=(replace(shut, has_died=True), replace(gone, no_contact=True))) == []
    twice = replace(ORDER, carer_id="", about="Silas Fernshaw")
    assert ids(twice, replace(twice, about="SILAS FERNSHAW")) == [("Silas Fernshaw", "", False)]


def test_until_it_is_said_for_whom_and_for_the_barred_it_is_left_out_where_the_pupil_is() -> None:
    kept = kept_from((HIM, HER), (ORDER,), TODAY)
    for handed_to in ("", "him", "somebody unknown"):
        assert leaves_out(kept, (HIM, HER), handed_to)
    for handed_to in ("her", SCHOOL, YOUNG_PERSON):
        assert not leaves_out(kept, (HIM, HER), handed_to)
    assert not leaves_out((), (HIM, HER), "")
    assert not is_kept_from(kept_from((HER,), (replace(ORDER, about="X", carer_id=""),), TODAY), "")


VALUES = {
    "child_name": "Kit Puddlecombe",
    "school_name": "Foxglove Hill School",
    "provider_name": "Kingfisher Workshop",
    "programme_summary": "Part time, Mondays at the canal",
    "child_upn": "Z855400019001",
    "carer_contact": "4 Weir Cottages",
}


def test_school_provider_days_and_the_addresses_of_others_are_left_out() -> None:
    form = left_out(VALUES, ("school_name", "provider_name", "programme_summary"), "none", "a provider")
    assert form == {
        "child_name": "Kit Puddlecombe",
        "school_name": "none",
        "provider_name": "none",
        "programme_summary": "none",
    }
    said = {"child_name": "Kit", "provider_name": "Kingfisher Workshop"}
    assert left_out(said, ("provider_name", "school_name"), "none", "a provider") == {
        "child_name": "Kit", "school_name": "none", "provider_name": "a provider",
    }  # fmt: skip
    assert left_out({"child_name": "Kit"}, ("child_name",), "none", "a provider") == {"child_name": "Kit"}


def test_a_form_is_refused_until_its_receiver_is_said_and_where_it_would_still_tell() -> None:
    kept = kept_from((HIM, HER), (ORDER,), TODAY)
    secrets = ("Foxglove Hill School", "")

    def judged(handed_to: str, form: FormTemplate = FORM, told: str = "Kit", people: tuple = kept) -> object:
        return why_not(people, (HIM, HER), handed_to, form, (told, "and more"), secrets)

    assert judged("") is NOT_SAID
    assert judged("her") is None
    assert judged("him") is None
    assert judged("him", FormTemplate.REFERRAL_FORM) is OF_THE_SCHOOL
    assert judged("him", FormTemplate.SCHOOL_STATEMENT) is OF_THE_SCHOOL
    assert judged("him", STATEMENT, "Our funds are held by FOXGLOVE-HILL school.") is STILL_TELLS
    assert judged("him", STATEMENT, "Foxglove Hill Schools") is None
    barred = kept_from((replace(HIM, no_contact=True), HER), (ORDER,), TODAY)
    assert judged("him", people=barred) is MAY_NOT_HAVE
    stranger = kept_from((HER,), (replace(ORDER, carer_id="", about="Silas Fernshaw"),), TODAY)
    assert judged("", people=stranger) is NOT_SAID
    assert judged("her", people=stranger) is None


def test_an_order_that_were_overlooked_would_be_seen_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whereabouts, "_is_meant", lambda _order, _carer: False)
    with pytest.raises(AssertionError):
        test_whoever_an_order_names_is_kept_from_knowing_while_it_holds()
