"""What the pupil's record says of programmes."""

from __future__ import annotations

from datetime import date, datetime

from coordinator_app.programmes import actions, running
from coordinator_app.programmes.gate import Override
from coordinator_app.programmes.model import Destination, EndReason, Outcome, ProgrammeType
from coordinator_app.programmes.running import Ending
from coordinator_app.programmes.standing import facts
from coordinator_app.pupils.page.record_reading import read
from tests.programmes.conftest import START, new_programme, new_provider, week
from tests.vaults import House


def test_the_record_says_what_runs_and_that_something_was_passed_over(referred: House) -> None:
    session = referred.session
    override = Override("Excluded elsewhere, with nowhere to be from Monday.", date(2026, 12, 1), True)
    kept = actions.start(
        session, new_programme(referred, new_provider(session)), week(), (), override=override
    ).record
    said = [
        (
            "Programme",
            "Part-time programme at Kingfisher Workshop, Monday to Wednesday, from 30 November 2026",
        ),
        ("Started before everything was in place", "to be looked at again on 1 December 2026"),
    ]
    assert facts(session, referred.pupil.id) == said
    assert [one for one in read(session, referred.pupil.id).facts if one in said] == said
    referred.clock.at = datetime(2026, 12, 4, 9, 0)
    paused = running.pause(session, kept, START, "Ill").record
    assert facts(session, referred.pupil.id)[0][0] == "Programme, paused"
    ending = Ending(START, EndReason.SCHOOL, Outcome.NOT_MET, Destination.NOT_KNOWN)
    running.end(session, paused, ending)
    assert facts(session, referred.pupil.id) == []


def test_a_plan_without_place_or_day_is_said_as_a_plan(consented: House) -> None:
    advice = new_programme(consented, None, programme_type=ProgrammeType.ADVICE, start_on=None)
    actions.save_plan(consented.session, advice, (), ())
    assert facts(consented.session, consented.pupil.id) == [("Programme planned", "Advice to the school")]
