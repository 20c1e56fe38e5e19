"""The summary of a programme on paper: what the family reads, and how little the provider is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_of
from coordinator_app.consent.model import FormTemplate
from coordinator_app.organisations.providers import Provider
from coordinator_app.pdf.print_job import print_order
from coordinator_app.programmes import actions
from coordinator_app.programmes.model import (
    LegalRoute,
    Programme,
    ProgrammeTarget,
    ProgrammeType,
    Transport,
)
from coordinator_app.programmes.orders import Reader, dates_words, days_words, in_one_line, summary_order
from coordinator_app.programmes.page.programme import ProgrammePage
from tests.organisations.desk import desk_on, press
from tests.programmes.conftest import START, add_risk, new_programme, week
from tests.programmes.printed import text_of
from tests.vaults import House

RETURN = "Two mornings at school from January, with Mr Quill."


@pytest.fixture
def programme(consented: House, provider: Provider) -> Programme:
    days = [replace(one, begins="9:15", ends="15:00") for one in week()]
    plan = new_programme(
        consented,
        provider,
        planned_end_on=date(2027, 2, 12),
        legal_route=LegalRoute.OFF_SITE,
        plan_named=True,
        cost_code="AP-77",
        weekly_cost=18550,
        transport=Transport.TAXI,
        objectives="To be in a small group again.",
        return_plan=RETURN,
        site="Quarry Road",
    )
    targets = (ProgrammeTarget(words="Arrive by 9:15 on four days of five."),)
    return actions.start(consented.session, plan, days, targets).record


def printed(house: House, programme: Programme, reader: Reader) -> str:
    order = summary_order(house.session, programme, reader, practice=False)
    return text_of(print_order(order).pdf)


def test_the_family_reads_where_when_what_for_and_what_comes_then(
    consented: House, programme: Programme
) -> None:
    add_risk(consented, programme)
    text = printed(consented, programme, Reader.FAMILY)
    for words in (
        "Kingfisher Workshop, Quarry Road",
        "Monday to Wednesday, 9:15am to 3pm",
        "30 November 2026 to 12 February 2027, for 12 weeks at the most",
        "Taxi or escort",
        "Arrive by 9:15 on four days of five.",
        RETURN,
        "11 January 2027",
        "You can take it back at any time.",
    ):
        assert words in text
    for kept_back in ("Tools in the workshop", "185", "AP-77", "section 29A", "care plan"):
        assert kept_back not in text


def test_the_provider_is_given_no_more_than_it_needs(consented: House, programme: Programme) -> None:
    add_risk(consented, programme)
    text = printed(consented, programme, Reader.PROVIDER)
    assert "Keep this sheet locked away" in text
    assert "Kit Puddlecombe" in text
    for kept_back in (RETURN, "185", "AP-77", "section 29A", "care plan", "Tools in the", "2012", "Marigold"):
        assert kept_back not in text


def test_a_bare_plan_prints_with_what_is_still_to_be_agreed(consented: House) -> None:
    bare = new_programme(consented, None, programme_type=ProgrammeType.ADVICE, start_on=None)
    plan = actions.save_plan(consented.session, bare, (), ()).record
    text = printed(consented, plan, Reader.FAMILY)
    assert "[dates to be agreed]" in text
    assert "No targets have been set yet." in text


def test_dates_and_days_are_said_as_far_as_they_are_known() -> None:
    assert dates_words(Programme()) == ""
    assert dates_words(Programme(start_on=START)) == "From 30 November 2026"
    assert days_words([]) == ""


def test_a_consent_form_can_name_the_programme_in_one_line(consented: House, programme: Programme) -> None:
    assert in_one_line(consented.session, programme) == (
        "Part-time programme, Kingfisher Workshop, Quarry Road, Monday to Wednesday, 9:15am to 3pm, "
        "30 November 2026 to 12 February 2027, for 12 weeks at the most"
    )


def test_the_summary_is_looked_at_and_saved_with_its_reference(
    consented: House, programme: Programme, tmp_path: Path, qtbot: QtBot
) -> None:
    with desk_on(consented.vault, consented.clock, tmp_path) as desk:
        page = ProgrammePage(desk.services)
        qtbot.addWidget(page)
        page.open(programme_id=programme.id)
        page.show()
        press(page, "Print summary")
        page.summary.reader.boxes[1].click()
        where = tmp_path / "summary.pdf"
        desk.dialogs.will_answer(where)
        press(page.summary, "Save as PDF")
        assert desk.told.troubles == []
        (form,) = forms_of(desk.session, consented.pupil.id)
        assert form.template is FormTemplate.PROGRAMME_SUMMARY
        assert form.reference in text_of(where)
        assert RETURN not in text_of(where)
        desk.dialogs.will_answer(tmp_path)  # a folder: it cannot be written
        press(page.summary, "Save as PDF")
        assert "could not be saved" in str(desk.told.troubles[-1])
        press(page.summary, "Back to the programme")
        assert page.views.currentWidget() is page.look
