"""The rules that stand beside the record of a referral."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.referrals.model import (
    INITIALS_ONLY,
    REQUIREMENTS,
    Referral,
    ReferralState,
    accepted,
    initials_problem,
    may_keep,
    missing_from_referral,
    older_statement,
    school_question,
)

WHOLE = Referral(
    school_id="foxglove",
    state=ReferralState.RECEIVED,
    signed_by="M. Parchment",
    signed_on=date(2026, 9, 11),
    statement_acknowledged=True,
    statement_version=2,
    school_words="Often out of lessons since September.",
)


@pytest.mark.parametrize("typed", ["KJP", "A-M O", "R.O.S.E", "É O"])
def test_initials_pass(typed: str) -> None:
    assert initials_problem(typed) is None


@pytest.mark.parametrize("typed", ["", ".", "Jo", "Ro se", "ADAM", "JO AN", "A1", "A.B.C.D.E"])
def test_what_may_be_a_name_does_not_pass_for_initials(typed: str) -> None:
    assert initials_problem(typed) == INITIALS_ONLY


def test_a_whole_form_lacks_nothing_and_an_empty_one_names_what_it_lacks() -> None:
    assert missing_from_referral(WHOLE).is_open
    lacking = missing_from_referral(Referral()).reasons
    assert [one.why for one in lacking] == [
        one.why for one in REQUIREMENTS if one.field != "statement_version"
    ]
    (version,) = missing_from_referral(replace(WHOLE, statement_version=None)).reasons
    assert version.why == "It is not recorded which version of the statement the school read."


def test_after_a_change_of_school_it_is_asked_which_is_responsible() -> None:
    assert school_question(WHOLE, "foxglove").is_open
    assert not school_question(WHOLE, "otter").is_open
    assert school_question(replace(WHOLE, responsible_school_id="otter"), "otter").is_open
    assert school_question(replace(WHOLE, school_id=""), "otter").is_open


@pytest.mark.parametrize(
    ("referral", "in_force"),
    [
        (WHOLE, 2),
        (WHOLE, None),
        (replace(WHOLE, statement_acknowledged=False), 3),
        (replace(WHOLE, statement_version=None), 3),
    ],
)
def test_no_older_statement_is_told_where_none_was_read(referral: Referral, in_force: int | None) -> None:
    assert older_statement(referral, in_force) is None


def test_an_older_statement_than_the_one_in_force_is_told() -> None:
    told = older_statement(WHOLE, 3)
    assert told is not None
    assert told.why == "The school read version 2 of the privacy statement. Version 3 is in force now."


def test_before_a_formal_and_acknowledged_referral_nothing_more_is_kept() -> None:
    (before,) = may_keep([replace(WHOLE, state=ReferralState.WITHDRAWN)]).reasons
    assert before.clause == "003-7.2"
    (unread,) = may_keep([replace(WHOLE, statement_acknowledged=None)]).reasons
    assert unread.clause == "003-4.2"
    assert may_keep([WHOLE]).is_open


def test_only_the_newest_referral_counts_as_accepted() -> None:
    taken = replace(WHOLE, state=ReferralState.ACCEPTED)
    assert accepted([taken, WHOLE]).is_open
    assert not accepted([WHOLE, taken]).is_open
    assert not accepted([]).is_open
