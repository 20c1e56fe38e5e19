"""The summary of a review is gone through for names before it leaves: who is not meant to stand in it is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_of
from coordinator_app.core.named_here import WhyNamed
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.reviews import actions
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.orders import summary_order
from coordinator_app.reviews.page.review import ReviewPage
from coordinator_app.reviews.summary_names import summary_named
from tests.organisations.desk import Desk, desk_on, press
from tests.vaults import House, new_pupil

OTIS, MOTHER = "Otis Bramblewick", "Marigold Puddlecombe"


@pytest.fixture
def held(consented: House) -> Review:
    """A finished review whose words name another child, misspelt: the whole name shuts it anyway."""
    session = consented.session
    pupils.save_pupil(session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    planned = actions.plan_review(session, consented.pupil.id, date(2026, 11, 20)).record
    said = f"He keeps away from Otis Bramblewik now. {MOTHER} was content."
    kept = actions.save_review(
        session, replace(planned, held_on=date(2026, 11, 20), who_was_there=MOTHER, family_words=said)
    ).record
    actions.finish_review(session, kept, [])
    return session.get(Review, kept.id)


def names(house: House, review: Review, handed_to: str = "") -> set[str]:
    order = summary_order(house.session, review, practice=False)
    return {one.called for one in summary_named(house.session, review, order, handed_to).people}


def test_another_child_is_found_and_the_childs_own_mother_is_meant(consented: House, held: Review) -> None:
    assert names(consented, held) == {OTIS}


def test_handed_to_one_parent_the_other_is_asked_about(consented: House, held: Review) -> None:
    father = Carer(pupil_id=consented.pupil.id, name="Ottokar Puddlecombe", relationship=Relationship.FATHER)
    kept = pupils.save_carer(consented.session, father).record
    assert names(consented, held, kept.id) == {OTIS, MOTHER}


def test_nothing_leaves_before_it_is_said_why_the_name_stays(
    consented: House, held: Review, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_on(consented.vault, consented.clock, tmp_path) as desk:
        page = ReviewPage(desk.services)
        qtbot.addWidget(page)
        page.open(review_id=held.id)
        page.show()
        where = tmp_path / "summary.pdf"
        desk.dialogs.will_answer(where)
        press(page.summary, "Save as PDF")
        assert not where.exists()
        assert forms_of(desk.session, consented.pupil.id) == []
        box = page.summary.named.box
        assert box is not None
        box.form.set_values({"why": WhyNamed.KNOWN})
        box.act.click()
        assert where.exists()
        _asked_once(page, desk, tmp_path / "again.pdf")


def _asked_once(page: ReviewPage, desk: Desk, where: Path) -> None:
    """Of the same words it is asked once."""
    desk.dialogs.will_answer(where)
    press(page.summary, "Save as PDF")
    assert where.exists()
