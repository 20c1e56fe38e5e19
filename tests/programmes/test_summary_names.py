"""The summary of a programme is gone through for names before it leaves: who is not meant to stand in it is asked about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coordinator_app.consent.actions import forms_of
from coordinator_app.core.named_here import WhyNamed
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.orders import Reader, summary_order
from coordinator_app.programmes.page import summary_reading
from coordinator_app.programmes.summary_names import summary_named
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from tests.organisations.desk import Desk, press
from tests.programmes.conftest import mother_of, started
from tests.vaults import House, new_pupil

OTHER, MOTHER = "Otis Bramblewick", "Marigold Puddlecombe"


def names(house: House, programme: Programme, reader: Reader, handed_to: str = "") -> set[str]:
    order = summary_order(house.session, programme, reader, practice=False)
    return {one.called for one in summary_named(house.session, programme, reader, order, handed_to).people}


@pytest.fixture
def naming(consented: House, provider: Provider) -> Programme:
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    aims = f"To work apart from Otis Bramblewik. {MOTHER} brings him."
    return started(consented, provider, objectives=aims, contact="Alder Thatch, 01632 960123")


def test_another_child_is_found_misspelt_too_and_whom_to_ring_is_not(
    consented: House, naming: Programme
) -> None:
    assert names(consented, naming, Reader.FAMILY) == {OTHER}
    assert names(consented, naming, Reader.PROVIDER) == {OTHER, MOTHER}, (
        "to the provider nobody of the family"
    )


def test_handed_to_one_parent_the_other_is_asked_about(consented: House, naming: Programme) -> None:
    father = pupils.save_carer(
        consented.session,
        Carer(pupil_id=consented.pupil.id, name="Ottokar Puddlecombe", relationship=Relationship.FATHER),
    ).record
    assert MOTHER not in names(consented, naming, Reader.FAMILY)
    assert MOTHER in names(consented, naming, Reader.FAMILY, father.id)
    mother = next(
        one
        for one in consented.session.list(Carer, where={"pupil_id": consented.pupil.id})
        if one.name == MOTHER
    )
    assert MOTHER not in names(consented, naming, Reader.FAMILY, mother.id)


def saving(desk: Desk, open_page: Any, programme: Programme, where: Path) -> Any:
    page = open_page(programme_id=programme.id)
    press(page, "Print summary")
    desk.dialogs.will_answer(where)
    press(page.summary, "Save as PDF")
    return page.summary


def test_nothing_leaves_before_it_is_said_why_the_name_stays(
    consented: House, desk: Desk, naming: Programme, open_page: Any, tmp_path: Path
) -> None:
    where = tmp_path / "summary.pdf"
    view = saving(desk, open_page, naming, where)
    assert not where.exists()
    assert forms_of(desk.session, consented.pupil.id) == []
    box = view.named.box
    assert box is not None
    box.act.click()
    assert box.form.row("why").error() == "Choose why."
    assert not where.exists()
    box.form.set_values({"why": WhyNamed.NOT_THEM})
    box.act.click()
    assert where.exists()


def test_the_way_to_other_words_leads_back_to_the_programme(
    consented: House, desk: Desk, naming: Programme, open_page: Any, tmp_path: Path
) -> None:
    left = []
    view = saving(desk, open_page, naming, tmp_path / "summary.pdf")
    view.left.connect(lambda: left.append(True))
    view.named.box.cancel.click()
    assert left == [True]
    assert not (tmp_path / "summary.pdf").exists()


def test_where_the_look_fails_nothing_leaves(
    desk: Desk, naming: Programme, open_page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **_more: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(summary_reading, "summary_named", fails)
    saving(desk, open_page, naming, tmp_path / "summary.pdf")
    assert not (tmp_path / "summary.pdf").exists()


def test_without_another_name_it_is_saved_at_once(
    consented: House, desk: Desk, provider: Provider, open_page: Any, tmp_path: Path
) -> None:
    mother_of(consented)
    plain = started(consented, provider, objectives="To come in on time.")
    view = saving(desk, open_page, plain, tmp_path / "summary.pdf")
    assert view.named.isHidden()
    assert (tmp_path / "summary.pdf").exists()
