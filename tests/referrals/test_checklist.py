from __future__ import annotations

from dataclasses import replace
from datetime import date

from coordinator_app.referrals.checklist import checklist, lacking
from coordinator_app.referrals.model import (
    REQUIREMENTS,
    Referral,
    accepted,
    missing_from_referral,
    older_statement,
    school_question,
)
from coordinator_app.referrals.reasons import ReferralReason
from coordinator_app.referrals.states import ReferralState

WHOLE = Referral(
    school_id="a",
    state=ReferralState.RECEIVED,
    signed_by="M. Parchment",
    signed_on=date(2026, 9, 11),
    statement_acknowledged=True,
    statement_version=2,
    school_words="Often out of lessons.",
)


def test_the_list_names_every_requirement_with_its_clause_and_what_to_do() -> None:
    lines = checklist(Referral(school_id="a"), "a")
    must = [one for one in lines if one.needed]
    assert [one.field for one in must] == [one.field for one in REQUIREMENTS]
    assert not any(one.has for one in must)
    assert all(one.do.endswith(".") and one.title for one in lines)
    assert {one.clause for one in must} == {"003-4.1", "003-4.2"}


def test_a_whole_referral_lacks_nothing_that_must_be_there() -> None:
    assert lacking(checklist(WHOLE, "a")) == ()
    assert missing_from_referral(WHOLE).is_open


def test_the_list_and_the_gate_agree_on_what_is_lacking() -> None:
    for name, empty in (
        ("signed_by", ""),
        ("signed_on", None),
        ("statement_version", None),
        ("school_words", " "),
    ):
        lame = replace(WHOLE, **{name: empty})
        assert [one.field for one in lacking(checklist(lame, "a"))] == [name]
        assert not missing_from_referral(lame).is_open


def test_what_is_asked_for_may_be_missing() -> None:
    asked = {one.title: one.has for one in checklist(WHOLE, "a") if not one.needed}
    assert not any(asked.values())
    whole = replace(
        WHOLE,
        received_on=date(2026, 9, 14),
        signatory_job="head",
        risk_named=False,
        scan_document_id="d",
    )
    asked = {one.title: one.has for one in checklist(whole, "a", (ReferralReason.DRUGS,)) if not one.needed}
    assert all(asked.values())


def test_a_pupil_who_changed_school_raises_the_question_who_is_responsible() -> None:
    assert school_question(WHOLE, "a").is_open
    assert school_question(Referral(), "b").is_open
    assert [one.title for one in lacking(checklist(WHOLE, "b"))] == ["School responsible"]
    assert school_question(replace(WHOLE, responsible_school_id="b"), "b").is_open


def test_an_older_statement_than_the_one_in_force_is_told() -> None:
    told = older_statement(WHOLE, 3)
    assert told is not None
    assert told.why == "The school read version 2 of the privacy statement. Version 3 is in force now."
    for version in (2, 1, None):
        assert older_statement(WHOLE, version) is None
    assert older_statement(replace(WHOLE, statement_acknowledged=None), 3) is None
    assert older_statement(replace(WHOLE, statement_version=None), 3) is None


def test_a_programme_asks_that_the_newest_referral_is_accepted() -> None:
    taken = replace(WHOLE, state=ReferralState.ACCEPTED)
    assert accepted([taken, WHOLE]).is_open
    assert not accepted([WHOLE, taken]).is_open
    assert not accepted([]).is_open
