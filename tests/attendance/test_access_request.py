"""A family that asks for everything reads its child's weeks in words, each once, and what was put right."""

from __future__ import annotations

from coordinator_app.access_requests.actions import gather, released
from coordinator_app.attendance import actions, drafts
from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.organisations.providers import Provider
from tests.attendance.conftest import MONDAY, another_pupil, at
from tests.vaults import House, gathered, ready_request


def type_in(house: House, provider: Provider, marks: dict[int, str]) -> None:
    actions.type_marks(house.session, [Typed(house.pupil.id, at(provider), MONDAY, marks)])


def weeks_in(house: House) -> list[dict[str, str]]:
    items = gathered(house, ready_request(house))
    held = (gather.holding_of(house.session, one) for one in items)
    return [
        {label: words for _key, label, words in released.released_fields(one)}
        for one in held
        if isinstance(one.record, AttendanceWeek) and not one.draft_screen
    ]


def test_a_week_is_given_in_words_with_its_day_and_who_says_so(referred: House, provider: Provider) -> None:
    type_in(referred, provider, {0: "/", 1: "\\", 3: "I"})
    assert weeks_in(referred) == [
        {
            "Week beginning": "16 November 2026",
            "Marks": "Monday morning and afternoon: present. Tuesday afternoon: illness.",
            "Who says so": "Kingfisher Workshop",
        }
    ]


def test_a_week_typed_day_by_day_is_one_item_and_a_mark_put_right_is_told_with_what_it_was(
    referred: House, provider: Provider
) -> None:
    for at_, mark in ((0, "/"), (1, "\\"), (2, "O"), (3, "\\")):
        type_in(referred, provider, {at_: mark})
    assert len(weeks_in(referred)) == 1
    type_in(referred, provider, {2: "/"})
    now, before = weeks_in(referred)
    assert now["Marks"] == "Monday morning and afternoon: present. Tuesday morning and afternoon: present."
    assert "Tuesday morning: absent, other or unknown reason." in before["Marks"]


def test_marks_typed_and_not_kept_are_given_in_words_and_name_no_other_child(
    referred: House, provider: Provider
) -> None:
    second = another_pupil(referred)
    typed = [Typed(one, at(provider), MONDAY, {0: "I"}) for one in (referred.pupil.id, second.id)]
    with referred.session.write() as work:
        drafts.write(referred.session, work, typed, {"_params": {"week": "2026-11-16"}}, [])
    (item,) = [one for one in gathered(referred, ready_request(referred)) if one.draft_screen]
    assert item.draft_words == "Marks typed: Monday morning, 16 November 2026: illness"
