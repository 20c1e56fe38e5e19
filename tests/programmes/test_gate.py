"""The start gate: what must be in place, what an override may pass over, and what a change may not take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.consent.model import may_share, standing
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.programmes import gate
from coordinator_app.programmes.gate import Override, Papers
from coordinator_app.programmes.model import Programme, ProgrammeType, Tier
from coordinator_app.programmes.safety import RiskAssessment, StartOverride
from coordinator_app.referrals.model import Referral, ReferralState, accepted, may_keep
from tests.programmes.conftest import START, TODAY, full_week, week

REFERRAL = Referral(
    state=ReferralState.ACCEPTED,
    received_on=date(2026, 9, 12),
    signed_by="M. Parchment",
    signatory_job="assistant head",
    signed_on=date(2026, 9, 11),
    statement_acknowledged=True,
    statement_version=1,
    school_words="Often out of lessons.",
)
RISK = RiskAssessment(made_on=date(2026, 11, 20), valid_until=date(2027, 7, 1))
PROGRAMME = Programme(
    programme_type=ProgrammeType.PART_TIME, provider_id="p", start_on=START, longest_weeks=12
)
FULL = replace(PROGRAMME, programme_type=ProgrammeType.FULL_TIME)
GOOD = Papers(
    keeping=OPEN,
    referral=REFERRAL,
    start_gate=OPEN,
    consent=OPEN,
    checks=OPEN,
    consent_on=date(2026, 9, 14),
)
SHUT = Decision((Reason("The parent or carer has withdrawn consent.", "Ask again.", "003-4.3"),))
OVERRIDE = Override(
    "The pupil has nowhere else to be on Monday.", date(2026, 12, 1), without_consent_said=True
)


def codes(papers: Papers, programme: Programme = PROGRAMME, days: Any = None) -> dict[str, bool]:
    checks = gate.start_checks(programme, week() if days is None else days, papers)
    return {check.code: check.is_met for check in checks}


def test_everything_in_place_opens_the_gate() -> None:
    assert codes(GOOD) == dict.fromkeys(
        ("referral", "statement", "consent", "longest", "days", "provider"), True
    )
    assert gate.decision(gate.start_checks(PROGRAMME, week(), GOOD)).is_open


@pytest.mark.parametrize(
    ("papers", "lacking", "clause"),
    [
        (replace(GOOD, referral=replace(REFERRAL, signed_by="")), "referral", "003-4.1"),
        (replace(GOOD, referral=replace(REFERRAL, received_on=date(2026, 12, 1))), "referral", "003-4.1"),
        (replace(GOOD, referral=replace(REFERRAL, statement_acknowledged=None)), "statement", "003-4.2"),
        (replace(GOOD, consent=SHUT), "consent", "003-4.3"),
        (replace(GOOD, consent_on=date(2026, 12, 1)), "consent", "003-4.3"),
        (replace(GOOD, consent_until=date(2026, 11, 29)), "consent", "003-4.3"),
        (replace(GOOD, checks=SHUT), "provider", "003-4.3"),
    ],
)
def test_each_paper_that_is_missing_shuts_it_and_names_its_clause(
    papers: Papers, lacking: str, clause: str
) -> None:
    checks = gate.start_checks(PROGRAMME, week(), papers)
    assert [check.code for check in gate.missing(checks)] == [lacking]
    assert [reason.clause for reason in gate.decision(checks).reasons] == [clause]


def test_an_agreement_that_holds_on_the_first_day_is_enough_for_the_gate() -> None:
    assert codes(replace(GOOD, consent_until=START))["consent"]
    no_day = replace(PROGRAMME, start_on=None)
    assert codes(replace(GOOD, consent_until=date(2026, 11, 29)), no_day)["consent"]


def test_a_no_is_not_passed_over_and_says_whom_to_ask() -> None:
    lacking = gate.missing(gate.start_checks(PROGRAMME, week(), replace(GOOD, consent=SHUT, refused=True)))
    assert [(check.code, check.waivable) for check in lacking] == [("consent", False)]
    assert lacking[0].reasons == (*SHUT.reasons, gate.REFUSED)
    assert "data protection officer" in gate.not_waivable(lacking).reasons[1].opens
    settled = replace(GOOD, refused=True)
    assert codes(settled)["consent"], "what the parents settled between them opens it"


def test_no_period_and_no_days_shut_it_for_a_programme_that_needs_them() -> None:
    found = codes(GOOD, replace(PROGRAMME, longest_weeks=None), [])
    assert (found["longest"], found["days"]) == (False, False)
    move = Programme(programme_type=ProgrammeType.MANAGED_MOVE, start_on=START, longest_weeks=8)
    assert codes(replace(GOOD, checks=None), move, []) == dict.fromkeys(
        ("referral", "statement", "consent", "longest"), True
    )
    assert set(codes(GOOD, Programme(), [])) == {"referral", "statement", "consent", "provider"}


@pytest.mark.parametrize(
    ("risk", "why"),
    [
        (None, "none is recorded"),
        (replace(RISK, valid_until=date(2026, 11, 25)), "holds only until 25 November 2026"),
        (replace(RISK, made_on=date(2026, 12, 2)), "made on 2 December 2026, after the first day"),
    ],
)
def test_full_time_needs_a_risk_assessment_that_holds_on_the_first_day(
    risk: RiskAssessment | None, why: str
) -> None:
    checks = gate.start_checks(FULL, full_week(), replace(GOOD, risk=risk))
    assert [check.code for check in gate.missing(checks)] == ["risk"]
    assert why in gate.decision(checks).reasons[0].why
    assert "risk" not in codes(GOOD)


@pytest.mark.parametrize(
    ("programme", "days"),
    [
        (FULL, full_week()),
        (replace(PROGRAMME, tier=Tier.FOUR), week()),
        (PROGRAMME, full_week()),
        (replace(FULL, start_on=None), full_week()),
    ],
)
def test_a_risk_assessment_in_date_opens_it_whatever_makes_it_full_time(
    programme: Programme, days: Any
) -> None:
    assert codes(replace(GOOD, risk=RISK), programme, days)["risk"]


def test_before_a_referral_every_paper_is_missing_and_none_can_be_passed_over() -> None:
    keeping = may_keep([])
    papers = Papers(keeping, None, accepted([]), may_share(standing(keeping, [], [])))
    lacking = gate.missing(gate.start_checks(PROGRAMME, week(), papers))
    assert [check.code for check in lacking] == ["referral", "statement", "consent"]
    assert [check.waivable for check in lacking] == [False, False, True]
    reasons = gate.decision(lacking).reasons
    assert reasons[2].opens == "It can be recorded once the school has referred the pupil."
    assert gate.not_waivable(lacking).reasons == reasons[:2]


def test_a_declined_referral_that_is_whole_on_paper_shuts_the_first_line() -> None:
    declined = replace(REFERRAL, state=ReferralState.DECLINED)
    papers = replace(GOOD, keeping=may_keep([declined]), referral=declined)
    assert codes(papers)["referral"] is False
    assert codes(papers)["statement"] is True


def test_a_start_needs_a_first_day_and_its_place() -> None:
    bare = Programme(programme_type=ProgrammeType.PART_TIME)
    assert [one.field for one in gate.start_problems(bare)] == ["start_on", "provider_id"]
    move = Programme(programme_type=ProgrammeType.FAIR_ACCESS, start_on=START)
    assert [one.field for one in gate.start_problems(move)] == ["host_school_id"]
    assert gate.start_problems(PROGRAMME) == []
    assert [one.field for one in gate.start_problems(Programme())] == ["start_on"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"programme_type": None}, "programme_type"),
        ({"programme_type": ProgrammeType.ADVICE}, "provider_id"),
        ({"host_school_id": "s"}, "host_school_id"),
        ({"start_on": date(2029, 1, 1)}, "start_on"),
        ({"longest_weeks": 0}, "longest_weeks"),
        ({"longest_weeks": 99}, "longest_weeks"),
        ({"planned_end_on": date(2026, 11, 1)}, "planned_end_on"),
        ({"planned_end_on": date(2027, 3, 1)}, "planned_end_on"),
        ({"weekly_cost": -5}, "weekly_cost"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(change: dict[str, Any], field: str) -> None:
    found = gate.plan_problems(replace(PROGRAMME, **change), week(), TODAY)
    assert [one.field for one in found] == [field]


@pytest.mark.parametrize("end", [None, date(2027, 2, 21)])
def test_a_plan_that_can_be_is_kept(end: date | None) -> None:
    assert gate.plan_problems(replace(PROGRAMME, planned_end_on=end), week(), TODAY) == []
    assert gate.plan_problems(replace(PROGRAMME, longest_weeks=None, planned_end_on=TODAY), [], TODAY) != []
    open_ended = replace(PROGRAMME, longest_weeks=None, planned_end_on=date(2027, 6, 1))
    assert gate.plan_problems(open_ended, [], TODAY) == []
    assert gate.plan_problems(replace(PROGRAMME, start_on=None), [], TODAY) == []


def lacking_consent() -> tuple[gate.Check, ...]:
    return gate.missing(gate.start_checks(PROGRAMME, week(), replace(GOOD, consent=SHUT)))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": "urgent"}, "reason"),
        ({"review_on": None}, "review_on"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": date(2026, 12, 20)}, "review_on"),
        ({"without_consent_said": False}, "without_consent_said"),
    ],
)
def test_an_override_asks_for_a_reason_a_near_day_and_the_harder_words(
    change: dict[str, Any], field: str
) -> None:
    found = gate.override_problems(replace(OVERRIDE, **change), lacking_consent(), TODAY)
    assert [one.field for one in found] == [field]
    assert field != "without_consent_said" or found[0].message.startswith(SHUT.reasons[0].why)
    assert gate.override_problems(OVERRIDE, lacking_consent(), TODAY) == []


def test_an_override_of_anything_else_may_be_looked_at_within_six_weeks() -> None:
    lacking = gate.missing(gate.start_checks(PROGRAMME, week(), replace(GOOD, checks=SHUT)))
    calm = replace(OVERRIDE, review_on=date(2026, 12, 20), without_consent_said=False)
    assert gate.override_problems(calm, lacking, TODAY) == []


def test_what_was_passed_over_is_still_missing_until_its_paper_is_there() -> None:
    override = StartOverride(missing="consent")
    shut = gate.start_checks(PROGRAMME, week(), replace(GOOD, consent=SHUT, checks=SHUT))
    assert [check.code for check in gate.still_missing(override, shut)] == ["consent"]
    assert gate.still_missing(override, gate.start_checks(PROGRAMME, week(), GOOD)) == ()


def test_a_change_under_way_must_not_pass_by_the_gate() -> None:
    before = gate.start_checks(PROGRAMME, week(), GOOD)
    after = gate.start_checks(FULL, full_week(), GOOD)
    assert not gate.made_worse(before, after, ()).is_open
    assert gate.made_worse(before, after, (passed_over(after),)).is_open
    assert gate.made_worse(after, after, ()).is_open


def passed_over(checks: Sequence[gate.Check], **more: Any) -> StartOverride:
    lacking = gate.missing(checks)
    words = [gate.passed_over_words(one) for one in gate.decision(lacking).reasons]
    values = {
        "missing": " ".join(check.code for check in lacking),
        "missing_words": "\n".join(words),
        "provider_id": "p",
    }
    return StartOverride(**(values | more))


def test_an_override_passes_over_what_it_names_for_its_provider_until_it_is_settled() -> None:
    shut = gate.start_checks(PROGRAMME, week(), replace(GOOD, checks=SHUT))
    assert gate.not_waived(shut, (passed_over(shut),), "p").is_open
    for one in (passed_over(shut, provider_id="q"), passed_over(shut, resolved_on=TODAY), passed_over(())):
        assert gate.not_waived(shut, (one,), "p") == gate.decision(shut)
    other = Decision((Reason("Insurance: no check is recorded.", "Record it.", "003-3.5"),))
    later = gate.start_checks(PROGRAMME, week(), replace(GOOD, checks=other))
    assert not gate.not_waived(later, (passed_over(shut),), "p").is_open


def test_a_move_to_another_provider_asks_its_checks_even_where_the_same_was_missing() -> None:
    shut = gate.start_checks(PROGRAMME, week(), replace(GOOD, checks=SHUT))
    assert gate.made_worse(shut, shut, (), provider_was="p", provider_id="p").is_open
    moved = gate.made_worse(shut, shut, (passed_over(shut),), provider_was="p", provider_id="q")
    assert moved == gate.decision(shut)


@pytest.mark.parametrize(("weeks", "said"), [(0, "0 weeks"), (61, "61 weeks"), (99999, "99,999 weeks")])
def test_a_longest_period_that_cannot_be_says_the_limit_and_why_there_is_one(weeks: int, said: str) -> None:
    (problem,) = gate.plan_problems(replace(PROGRAMME, longest_weeks=weeks), week(), TODAY)
    assert problem.field == "longest_weeks"
    assert problem.message == (
        "A programme is agreed for a time and looked at again before it goes on. "
        f"{said} is not possible: type 1 to 60 weeks."
    )
    assert gate.plan_problems(replace(PROGRAMME, longest_weeks=60), week(), TODAY) == []
