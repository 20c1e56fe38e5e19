"""The summary of a review where a court keeps from somebody where the child is (003-8.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent import family_copy
from coordinator_app.consent.actions import forms_of
from coordinator_app.core.errors import GateShut
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.reviews import actions
from coordinator_app.reviews.model import Review, ReviewTarget
from coordinator_app.reviews.orders import summary_order, summary_reference
from coordinator_app.reviews.page.review import ReviewPage
from tests.organisations.desk import desk_on, press, words_of
from tests.programmes.printed import text_of
from tests.vaults import House

TARGET = "Bring boots every day"
SECRETS = ("Briar Bank", "the bus from Weir Cottages", "hums while he welds", "moved in with Gran")


@pytest.fixture
def review(consented: House) -> Review:
    session = consented.session
    school = organisations.save(session, School(name="Briar Bank School", school_type=SchoolType.ACADEMY))
    with session.write() as work:
        work.change(session.get(Pupil, consented.pupil.id), school_id=school.record.id)
    planned = actions.plan_review(session, consented.pupil.id, date(2026, 10, 9)).record
    held = replace(
        planned,
        held_on=date(2026, 11, 20),
        who_was_there="Marigold Puddlecombe",
        attendance_words="Late when the bus from Weir Cottages is.",
        provider_words="He hums while he welds.",
        family_words="All is well since we moved in with Gran.",
    )
    kept = actions.save_review(session, held).record
    actions.set_targets(session, kept, [ReviewTarget(review_id=kept.id, words=TARGET)])
    return actions.finish_review(session, kept, []).record


@pytest.fixture
def father(consented: House) -> Carer:
    him = Carer(pupil_id=consented.pupil.id, name="Basil Puddlecombe", relationship=Relationship.FATHER)
    him = save_carer(consented.session, him).record
    order = CourtOrder(
        pupil_id=consented.pupil.id,
        order_kind=OrderKind.NON_MOLESTATION,
        about="Basil Puddlecombe",
        carer_id=him.id,
        meaning="He must not come near.",
        hides_address=True,
        made_on=date(2026, 9, 1),
    )
    save_detail(consented.session, order)
    return him


def printed(house: House, review: Review, handed_to: str) -> str:
    order = summary_order(house.session, review, practice=False, handed_to=handed_to)
    return text_of(print_order(order).pdf)


def test_for_the_one_who_must_not_know_school_and_what_others_said_are_left_out(
    consented: House, review: Review, father: Carer
) -> None:
    lean = printed(consented, review, father.id)
    assert [one for one in SECRETS if one in lean] == []
    assert TARGET in lean
    assert "not given on this copy" in lean
    whole = printed(consented, review, consented.carer.id)
    assert [one for one in SECRETS if one not in whole] == [], "the test would see it"


def test_an_overlooked_order_would_tell_him(
    consented: House, review: Review, father: Carer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(family_copy, "kept_of", lambda *_: ())
    with pytest.raises(AssertionError):
        test_for_the_one_who_must_not_know_school_and_what_others_said_are_left_out(consented, review, father)


def test_until_it_is_said_for_whom_nothing_is_made_or_noted(
    consented: House, review: Review, father: Carer
) -> None:
    with pytest.raises(GateShut, match="Choose who will be handed this summary"):
        printed(consented, review, "")
    with pytest.raises(GateShut, match="Choose who will be handed this summary"):
        summary_reference(consented.session, review, 1, "ab12cd34")
    assert forms_of(consented.session, consented.pupil.id) == []


def test_a_target_that_names_the_school_is_not_for_him(
    consented: House, review: Review, father: Carer
) -> None:
    target = ReviewTarget(review_id=review.id, words="Two mornings a week at Briar Bank School")
    actions.set_targets(consented.session, review, [target])
    with pytest.raises(GateShut, match="names where the pupil is"):
        printed(consented, review, father.id)


def test_the_screen_asks_for_whom_and_lets_out_what_was_chosen(
    consented: House, review: Review, father: Carer, tmp_path: Path, qtbot: QtBot
) -> None:
    with desk_on(consented.vault, consented.clock, tmp_path) as desk:
        page = ReviewPage(desk.services)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        page.open(review_id=review.id)
        page.show()
        said = words_of(page.summary)
        for words in (
            "Must not see where the pupil is: Basil Puddlecombe.",
            "Choose who will be handed this summary.",
        ):
            assert words in said
        assert not page.summary.print.isEnabled()
        assert not page.summary.save.isEnabled()
        page.summary.handed.who.input.set_value(consented.carer.id)
        page.summary.handed.edited.emit()
        assert page.summary.print.isEnabled()
        page.open(review_id=review.id)
        assert not page.summary.print.isEnabled(), "it is asked anew each time"
        page.summary.handed.who.input.set_value(father.id)
        page.summary.handed.edited.emit()
        where = tmp_path / "summary.pdf"
        desk.dialogs.will_answer(where)
        press(page.summary, "Save as PDF")
        assert desk.told.troubles == []
        text = text_of(where)
        assert [one for one in SECRETS if one in text] == []
        (form,) = forms_of(desk.session, consented.pupil.id)
        assert form.reference in text


def test_an_order_that_is_recorded_while_the_summary_is_looked_at_shuts_it(
    consented: House, review: Review, tmp_path: Path, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    with desk_on(consented.vault, consented.clock, tmp_path) as desk:
        page = ReviewPage(desk.services)
        qtbot.addWidget(page)
        page.open(review_id=review.id)
        page.show()
        assert page.summary.print.isEnabled()
        request.getfixturevalue("father")
        page.records_changed(frozenset({"court_order"}))
        assert not page.summary.print.isEnabled()
        assert "Who will be handed this summary?" in words_of(page.summary)
