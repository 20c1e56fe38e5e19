"""What a risk assessment says goes to the trash with it and comes back with it, though it lies elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes import actions, guarded_words, running
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.safety import RiskAssessment, RiskWords
from coordinator_app.store.session import Session
from tests.programmes.conftest import TODAY, new_programme, week
from tests.vaults import House

WORDS = RiskWords(hazards="Chisels in the workshop.", measures="Two adults in the room.")


def planned(house: House, provider: Provider) -> Programme:
    return actions.save_plan(house.session, new_programme(house, provider), week(), ()).record


def assessed(session: Session, programme: Programme) -> Saved[RiskAssessment]:
    facts = RiskAssessment(
        programme_id=programme.id, made_by="P. Samplewell", made_on=TODAY, valid_until=date(2027, 7, 1)
    )
    return running.record_risk(session, facts, WORDS)


def found(session: Session) -> tuple[int, int]:
    """How many of the words are kept, and how many a search finds."""
    return session.count(RiskWords), len(list(session.search("chisels")))


def test_the_words_follow_an_undo_and_a_redo_of_the_assessment(consented: House, provider: Provider) -> None:
    session = consented.session
    plan = planned(consented, provider)
    kept = assessed(session, plan)
    other = assessed(session, plan)
    assert found(session) == (2, 2)
    back = session.undo(kept.change_id)
    assert found(session) == (1, 1)
    assert running.risk_words(session, other.record) is not None
    session.undo(back.id)
    assert found(session) == (2, 2)


def test_a_deleted_plan_takes_its_assessments_and_their_words_along(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = planned(consented, provider)
    assessed(session, plan)
    dropped = actions.drop_plan(session, plan)
    assert found(session) == (0, 0)
    assert session.count(RiskAssessment) == 0
    session.undo(dropped.change_id)
    assert found(session) == (1, 1)
    assert actions.risk_of(session, plan.id) is not None


def test_the_next_who_holds_the_key_does_what_another_could_not(consented: House, provider: Provider) -> None:
    session = consented.session
    plan = planned(consented, provider)
    assessed(session, plan)
    level_2 = consented.as_user(Compartment.GENERAL)
    actions.drop_plan(level_2, plan)
    level_2.close()
    assert found(session) == (1, 1)
    guarded_words.settle(session)
    assert found(session) == (0, 0)


def test_an_undo_of_something_else_leaves_the_guarded_side_alone(
    consented: House, provider: Provider
) -> None:
    session = consented.session
    plan = planned(consented, provider)
    assessed(session, plan)
    saved = actions.save_plan(session, replace(plan, longest_weeks=6), week(), ())
    rows = len(session.history(session.list(RiskWords)[0].id))
    session.undo(saved.change_id)
    guarded_words.settle(session)
    assert len(session.history(session.list(RiskWords)[0].id)) == rows
