from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from coordinator_app.chronology import suspending, suspension_view
from coordinator_app.chronology.lengths import read_length, said_length
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.chronology.suspension_view import SuspensionLine, Suspensions, outlook
from coordinator_app.chronology.thresholds import PERMANENT_ASKS
from coordinator_app.organisations import actions as organisations
from coordinator_app.pupils import actions as pupils
from tests.chronology.made import new
from tests.vaults import House, add, new_pupil

PERMANENT, LUNCHTIME = ExclusionKind.PERMANENT, ExclusionKind.LUNCHTIME


def shown(house: House) -> Suspensions:
    return suspension_view.read(house.session, house.pupil.id)


def test_each_says_what_follows_and_how_day_six_was_counted(referred: House) -> None:
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 19), half_days=14))
    (line,) = shown(referred).lines
    assert line.follows == (
        "Its last day is Friday 27 November 2026.",
        "Day 6 is Thursday 26 November 2026: full-time education is due from then, arranged by the school.",
        "Nothing is arranged yet.",
    )
    assert (line.chip, line.tone) == ("Day 6: 26 November 2026", "soon")
    assert line.counted[0] == "Thursday 19 November 2026: the suspension starts"
    assert "Saturday 21 November 2026: weekend, not counted" in line.counted
    referred.clock.at = datetime(2026, 11, 27, 9, 0)
    assert [(one.chip, one.tone) for one in shown(referred).lines] == [("Day 6 has passed", "over")]


def test_what_is_arranged_is_said_and_whether_it_is_too_late(referred: House) -> None:
    arranged = {"arranged_from": date(2026, 11, 26), "arranged_where": "Kingfisher Workshop"}
    kept = suspending.record(
        referred.session, new(referred, first_on=date(2026, 11, 19), half_days=14, **arranged)
    ).record
    (line,) = shown(referred).lines
    assert line.follows[-1] == "Education is arranged from 26 November 2026 at Kingfisher Workshop."
    assert line.chip == "Until 27 November 2026"
    suspending.arrange(referred.session, kept, date(2026, 11, 27), "")
    assert shown(referred).lines[0].follows[-1] == (
        "Education is arranged from 27 November 2026, which is after day 6."
    )


def test_a_short_one_says_when_it_would_be_due_only_as_long_as_it_lasts(referred: House) -> None:
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 23), half_days=6))
    (line,) = shown(referred).lines
    assert line.follows[-1] == (
        "It ends before day 6, Monday 30 November 2026. If it is made longer, education is due from that day."
    )
    referred.clock.at = datetime(2026, 11, 26, 9, 0)
    (line,) = shown(referred).lines
    assert (line.follows, line.chip) == (("Its last day is Wednesday 25 November 2026.",), "Over")


def test_of_two_that_follow_each_other_it_is_said_since_when_is_counted(referred: House) -> None:
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 19), half_days=4))
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 23), half_days=10))
    later, _first = shown(referred).lines
    assert (
        "Counted from 19 November 2026: no school day lies between this one and the one before."
        in later.follows
    )


def test_what_is_arranged_on_the_first_of_two_counts_for_the_second(referred: House) -> None:
    session = referred.session
    first = suspending.record(session, new(referred, first_on=date(2026, 11, 16), half_days=10)).record
    suspending.record(session, new(referred, first_on=date(2026, 11, 23), half_days=6))
    suspending.arrange(session, first, date(2026, 11, 23), "Kingfisher Workshop")
    later, _first = shown(referred).lines
    assert later.follows[-1] == "Education is arranged from 23 November 2026 at Kingfisher Workshop."
    assert (later.chip, later.tone) == ("Until 25 November 2026", "info")
    longer = new(referred, first_on=date(2026, 11, 26), half_days=2)
    assert "Nothing is arranged yet." not in dict(outlook(session, longer))["What follows"]


def test_a_permanent_exclusion_says_what_the_law_asks_and_a_lunchtime_nothing(referred: House) -> None:
    suspending.record(
        referred.session, new(referred, exclusion_kind=PERMANENT, arranged_from=date(2026, 11, 16))
    )
    suspending.record(
        referred.session, new(referred, exclusion_kind=LUNCHTIME, first_on=date(2026, 9, 7), half_days=2)
    )
    permanent, lunch = shown(referred).lines
    assert PERMANENT_ASKS in permanent.follows
    assert permanent.chip == "Permanent"
    assert (lunch.follows, lunch.counted) == (("Its last day is Tuesday 8 September 2026.",), ())


def test_without_term_dates_it_is_said_what_is_not_known(referred: House) -> None:
    organisations.save(referred.session, replace(referred.school, term_calendar_id=""))
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 19), half_days=14))
    (line,) = shown(referred).lines
    assert line.follows == (
        "Its last day cannot be counted: add term dates.",
        "Day 6 cannot be counted: add term dates.",
        "Nothing is arranged yet.",
    )
    assert line.chip == ""


def test_totals_stand_for_the_term_the_year_and_the_years_before(referred: House) -> None:
    assert shown(referred).total == ""
    suspending.record(referred.session, new(referred, first_on=date(2026, 3, 9), half_days=3))
    suspending.record(referred.session, new(referred, half_days=11))
    found = shown(referred)
    assert found.total == "5½ days in the autumn term 2026, 5½ days in the school year 2026/27."
    assert found.earlier == ("School year 2025/26: 1½ days.",)
    assert [one.title for one in found.numbers] == ["More than 5 days in one term"]
    assert (found.school_id, found.schools) == (
        referred.school.id,
        ((referred.school.id, "Foxglove Hill School"),),
    )
    assert found.may_add


def test_before_a_referral_none_may_be_added(house: House) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    assert not shown(house).may_add


def test_the_card_of_an_entry_finds_its_suspension(referred: House) -> None:
    suspending.record(referred.session, new(referred), with_entry=True)
    suspending.record(referred.session, new(referred, first_on=date(2026, 11, 16)))
    plain = add(referred, "Kit was late.")
    (entry,) = [one for one in referred.session.list(ChronologyEntry) if one.category is Category.SUSPENSION]
    found = suspension_view.of_entries(referred.session, [entry, plain])
    assert list(found) == [entry.id]
    line = found[entry.id]
    assert isinstance(line, SuspensionLine)
    assert line.suspension.first_on == date(2026, 11, 9)
    assert suspension_view.of_entries(referred.session, [plain]) == {}
    assert suspension_view.of_entries(referred.session, []) == {}


def test_while_one_types_it_is_said_what_follows(referred: House) -> None:
    session = referred.session
    suspending.record(session, new(referred, first_on=date(2026, 9, 14), half_days=4))
    draft = new(referred, first_on=date(2026, 11, 23), half_days=7)
    leads = dict(outlook(session, draft))
    assert "Day 6" not in leads
    assert leads["What follows"].startswith("Its last day is Thursday 26 November 2026. It ends before day 6")
    assert leads["With this one"] == "5½ days in the autumn term 2026, 5½ days in the school year 2026/27."
    assert "More than 5 days in one term" in leads
    both = dict(outlook(session, new(referred, first_on=date(2026, 9, 15))))
    assert both["Two at once"] == "These days overlap with the one from 14 September 2026."
    permanent = dict(outlook(session, new(referred, exclusion_kind=PERMANENT)))
    assert "With this one" not in permanent
    for lacking in ({"first_on": None}, {"exclusion_kind": None}, {"half_days": None}, {"school_id": ""}):
        assert outlook(session, new(referred, **lacking)) == ()
    assert suspending.suspensions_of(session, referred.pupil.id)[0].half_days == 4, (
        "nothing is kept by looking"
    )


def test_what_is_put_right_is_not_counted_twice(referred: House) -> None:
    kept = suspending.record(referred.session, new(referred)).record
    leads = dict(outlook(referred.session, replace(kept, half_days=4)))
    assert leads["With this one"].startswith("2 days in the autumn term")
    assert "Two at once" not in leads


def test_what_it_has_said_can_be_read(referred: House) -> None:
    kept = suspending.record(referred.session, new(referred)).record
    referred.clock.at = datetime(2026, 11, 25, 10, 0)
    suspending.change(
        referred.session, kept, half_days=None, exclusion_kind=PERMANENT, arranged_from=date(2026, 11, 16)
    )
    newest, first = suspension_view.history(referred.session, kept.id).split("\n\n")
    assert newest.splitlines() == [
        "25 November 2026, 10am:",
        "Kind: Permanent exclusion (was: Suspension)",
        "Half days: nothing (was: 3 days)",
        "Education arranged from: 16 November 2026 (was: nothing)",
    ]
    assert "School: Foxglove Hill School" in first
    assert "Kind: Suspension" in first


@pytest.mark.parametrize(
    ("typed", "kind", "half_days"),
    [
        ("3", None, 6),
        ("2.5", None, 5),
        ("2,5 days", None, 5),
        ("2½", None, 5),
        ("½", None, 1),
        ("half a day", None, 1),
        ("1 school day", None, 2),
        ("0.5", None, 1),
        (".5", None, 1),
        ("3.0", None, 6),
        ("2 and half", None, 5),
        ("", None, None),
        ("a week", None, None),
        ("3.25", None, None),
        ("4", LUNCHTIME, 4),
        ("2 lunchtimes", LUNCHTIME, 2),
        ("2.5", LUNCHTIME, None),
    ],
)
def test_a_length_is_read_as_people_type_it(
    typed: str, kind: ExclusionKind | None, half_days: int | None
) -> None:
    assert (read_length(typed, kind) or None) == half_days


def test_a_length_is_shown_as_it_is_typed() -> None:
    assert [said_length(Suspension(half_days=one)) for one in (None, 5, 6)] == ["", "2.5", "3"]
    assert said_length(Suspension(half_days=3, exclusion_kind=LUNCHTIME)) == "3"
    assert ExclusionReason.DAMAGE.label == "Damage"
