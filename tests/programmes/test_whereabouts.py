"""The family's summary of a programme where a court keeps from somebody where the child is (003-8.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.consent import family_copy
from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.whereabouts import SCHOOL
from coordinator_app.core.errors import GateShut
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.organisations.providers import Provider
from coordinator_app.pdf.print_job import print_order
from coordinator_app.programmes import actions
from coordinator_app.programmes.model import Programme, Transport
from coordinator_app.programmes.orders import Reader, summary_order, summary_reference
from coordinator_app.programmes.page.programme import ProgrammePage
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from tests.organisations.desk import Desk, press, words_of
from tests.programmes.conftest import TARGETS, new_programme, week
from tests.programmes.printed import text_of
from tests.vaults import House

WORDING = (2, "ab12cd34")
SECRETS = ("Briar Bank", "Kingfisher", "Harbour Road", "Monday", "30 November", "Taxi", "Mr Quill")


def father_kept_from_it(house: House, **more: Any) -> Carer:
    him = Carer(pupil_id=house.pupil.id, name="Basil Puddlecombe", relationship=Relationship.FATHER, **more)
    him = save_carer(house.session, him).record
    order = CourtOrder(
        pupil_id=house.pupil.id,
        order_kind=OrderKind.NON_MOLESTATION,
        about="Basil Puddlecombe",
        carer_id=him.id,
        meaning="He must not come near.",
        hides_address=True,
        made_on=date(2026, 9, 1),
    )
    save_detail(house.session, order)
    return him


@pytest.fixture
def programme(consented: House, provider: Provider) -> Programme:
    session = consented.session
    plan = new_programme(
        consented,
        provider,
        site="Harbour Road 5",
        transport=Transport.TAXI,
        objectives="To be in a small group again.",
        return_plan="Two mornings a week from January, with Mr Quill.",
    )
    kept = actions.start(session, plan, week(), TARGETS).record
    school = organisations.save(session, School(name="Briar Bank School", school_type=SchoolType.ACADEMY))
    with session.write() as work:
        work.change(session.get(Pupil, consented.pupil.id), school_id=school.record.id)
    return kept


@pytest.fixture
def father(consented: House, programme: Programme) -> Carer:
    return father_kept_from_it(consented)


def printed(house: House, programme: Programme, handed_to: str, reader: Reader = Reader.FAMILY) -> str:
    order = summary_order(house.session, programme, reader, practice=False, handed_to=handed_to)
    return text_of(print_order(order).pdf)


def test_for_the_one_who_must_not_know_it_says_neither_place_nor_days(
    consented: House, programme: Programme, father: Carer
) -> None:
    lean = printed(consented, programme, father.id)
    assert [one for one in SECRETS if one in lean] == []
    assert "not given on this copy" in lean
    assert "To be in a small group again." in lean
    for handed_to in (consented.carer.id, SCHOOL):
        whole = printed(consented, programme, handed_to)
        assert [one for one in SECRETS if one not in whole] == [], "the test would see it"
    assert "Harbour Road" in printed(consented, programme, "", Reader.PROVIDER)


def test_an_overlooked_order_would_tell_him(
    consented: House, programme: Programme, father: Carer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(family_copy, "kept_of", lambda *_: ())
    with pytest.raises(AssertionError):
        test_for_the_one_who_must_not_know_it_says_neither_place_nor_days(consented, programme, father)


def test_until_it_is_said_for_whom_nothing_is_made_or_noted(
    consented: House, programme: Programme, father: Carer
) -> None:
    session = consented.session
    for handed_to in ("", "nobody we know"):
        with pytest.raises(GateShut, match="Choose who will be handed this summary"):
            printed(consented, programme, handed_to)
        with pytest.raises(GateShut, match="Choose who will be handed this summary"):
            summary_reference(session, programme, Reader.FAMILY, WORDING, handed_to=handed_to)
    assert forms_of(session, consented.pupil.id) == []
    assert summary_reference(session, programme, Reader.FAMILY, WORDING, handed_to=father.id)


@pytest.mark.parametrize("name", ["Briar Bank School", "Kingfisher Workshop", "harbour road 5"])
def test_what_was_written_with_the_name_of_the_place_is_not_for_him(
    consented: House, programme: Programme, father: Carer, name: str
) -> None:
    told = replace(programme, objectives=f"To settle in at {name}.")
    with pytest.raises(GateShut, match="names where the pupil is"):
        printed(consented, told, father.id)
    assert name in printed(consented, told, consented.carer.id)


def test_one_who_must_not_be_contacted_is_handed_nothing(consented: House, programme: Programme) -> None:
    him = father_kept_from_it(consented, no_contact=True, no_contact_reason="A court order")
    with pytest.raises(GateShut, match="must not be contacted"):
        printed(consented, programme, him.id)


# on the screen


def looked_at(open_page: Any, programme: Programme) -> ProgrammePage:
    page: ProgrammePage = open_page(programme_id=programme.id)
    press(page, "Print summary")
    return page


def hand_to(page: ProgrammePage, carer_id: str) -> None:
    people = page.summary.handed.who.input
    people.set_value(carer_id)
    people.edited.emit()


def test_the_screen_names_him_asks_for_whom_and_lets_out_what_was_chosen(
    consented: House, programme: Programme, father: Carer, desk: Desk, open_page: Any, tmp_path: Path
) -> None:
    page = looked_at(open_page, programme)
    said = words_of(page.summary)
    for words in ("Must not see where the pupil is: Basil Puddlecombe.", "Who will be handed this summary?"):
        assert words in said
    assert not page.summary.print.isEnabled()
    assert not page.summary.save.isEnabled()
    hand_to(page, father.id)
    assert "For somebody who must not know." in words_of(page.summary)
    where = tmp_path / "summary.pdf"
    desk.dialogs.will_answer(where)
    press(page.summary, "Save as PDF")
    assert desk.told.troubles == []
    assert [one for one in SECRETS if one in text_of(where)] == []
    page.summary.reader.boxes[1].click()
    assert not page.summary.handed.isVisibleTo(page.summary), "the provider knows the place"
    page.summary.reader.boxes[0].click()
    assert not page.summary.save.isEnabled(), "it is asked anew"


def test_a_family_from_whom_nothing_is_kept_is_not_asked(
    consented: House, programme: Programme, desk: Desk, open_page: Any
) -> None:
    page = looked_at(open_page, programme)
    assert not page.summary.handed.isVisibleTo(page.summary)
    assert page.summary.print.isEnabled()


# what is noted is what leaves


def test_what_is_noted_is_what_leaves_whatever_is_ticked_meanwhile(
    consented: House,
    programme: Programme,
    desk: Desk,
    open_page: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = looked_at(open_page, programme)
    held: list[Any] = []
    real = desk.services.jobs.write

    def busy(work: Any, *, done: Any, failed: Any) -> None:
        real(work, done=lambda kept: held.append(lambda: done(kept)), failed=failed)

    where = tmp_path / "summary.pdf"
    with monkeypatch.context() as patch:
        patch.setattr(desk.services.jobs, "write", busy)
        page.summary.save_to(where)
    page.summary.reader.boxes[1].click()
    page.summary.large.click()
    held[0]()
    (form,) = forms_of(desk.session, consented.pupil.id)
    text = text_of(where)
    assert form.reference in text
    assert "with Mr Quill" in text, "the family's copy, as it was noted"
    assert "Keep this sheet locked away" not in text
    assert form.large_print is False
