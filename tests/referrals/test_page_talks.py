from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import ChronologyEntry
from coordinator_app.referrals import actions
from coordinator_app.referrals.discussions import talks_of
from coordinator_app.referrals.model import InitialDiscussion, SchoolBasis
from coordinator_app.referrals.page.page import ReferralPage
from coordinator_app.referrals.page.places import Place
from coordinator_app.referrals.page.settings_section import FirstTalksSection
from tests.referrals.driving import IDRIS, answer, errors, names, notes, opened, press
from tests.referrals.page_desk import Desk
from tests.vaults import House


def _kept(house: House) -> InitialDiscussion:
    talk = InitialDiscussion(
        initials="IM", school_id=house.school.id, held_on=date(2026, 11, 1), notes="Out."
    )
    return actions.record_discussion(house.session, talk).record


def _at(qtbot: QtBot, at_desk: Desk, talk: InitialDiscussion) -> ReferralPage:
    page = opened(qtbot, at_desk, discussion_id=talk.id)
    page.go_to(Place.DISCUSSION)
    return page


def test_a_first_talk_keeps_the_schools_basis_and_the_advice(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    assert not page.talks.isVisibleTo(page), "nothing followed a talk that is not kept"
    answer(
        page.talk,
        initials="IM",
        school_id=house.school.id,
        school_basis=SchoolBasis.OWN_POLICY,
        parents_told=False,
        advice="Try a quiet room.",
    )
    page.go_on()
    (talk,) = house.session.list(InitialDiscussion)
    assert (talk.school_basis, talk.parents_told, talk.advice) == (
        SchoolBasis.OWN_POLICY,
        False,
        "Try a quiet room.",
    )
    page.go_to(Place.DISCUSSION)
    assert page.talk.answer("parents_told") is False
    assert page.talk.answer("school_basis") == SchoolBasis.OWN_POLICY


def test_a_later_talk_is_added_and_changed(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    talk = _kept(house)
    page = _at(qtbot, at_desk, talk)
    press(page, "Add a later talk")
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    answer(box.form, held_on="1 October 2026")
    box.save()
    assert set(errors(box.form)) == {"held_on", "notes"}
    answer(box.form, held_on="10 November 2026", notes="No better.")
    box.save()
    assert [one.notes for one in talks_of(house.session, talk.id)] == ["No better."]
    change = "Change the talk of 10 November 2026"
    [one for one in page.talks.findChildren(QPushButton) if one.accessibleName() == change][-1].click()
    again = at_desk.dialogs.shown[-1]
    qtbot.addWidget(again)
    answer(again.form, advice="Ring the educational psychologist.")
    again.save()
    assert talks_of(house.session, talk.id)[0].advice == "Ring the educational psychologist."
    assert at_desk.told.troubles == []
    assert names(page) == []


def test_the_blank_form_goes_to_the_school_without_a_name(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    talk = _kept(house)
    page = _at(qtbot, at_desk, talk)
    press(page, "Print the form")
    assert at_desk.told.went[-1] == ("print_forms", {"forms": "referral-form privacy-statement-school"})
    press(page, "It was sent")
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.save()
    assert house.session.get(InitialDiscussion, talk.id).form_sent_on == date(2026, 11, 24)
    assert at_desk.told.toasts[-1][1] is None
    press(page, "Not sent after all")
    assert house.session.get(InitialDiscussion, talk.id).form_sent_on is None


def test_the_notes_are_deleted_from_here_at_any_time(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    talk = _kept(house)
    page = _at(qtbot, at_desk, talk)
    press(page, "Delete")
    assert house.session.list(InitialDiscussion) == []
    assert at_desk.told.toasts[-1][0] == "Notes of the first talk deleted"
    assert at_desk.told.went[-1][0] == "today"


def test_a_safeguarding_call_is_recorded_from_the_first_talk(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = _at(qtbot, at_desk, _kept(house))
    press(page, "Record a safeguarding call")
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    answer(box.form, **{name: IDRIS[name] for name in ("given_names", "family_name", "birth_date")})
    answer(box.form, school_id=house.school.id, words="He says that he sleeps in a barn.")
    box.save()
    assert len(house.session.list(ChronologyEntry)) == 1
    assert not page.facts.keeps


def test_what_is_shut_is_said_with_what_opens_it(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = _at(qtbot, at_desk, _kept(house))
    from PySide6.QtWidgets import QLabel, QWidget

    said = " ".join(
        one.text() if isinstance(one, QLabel) else one.accessibleName()
        for one in page.frame.panel.findChildren(QWidget)
    )
    for words in (
        "Chronology, reviews and documents",
        "consent form",
        "Sharing with providers and agencies",
        "Pages printed for a provider",
        "The programme",
        "It opens when the school's signed referral form is recorded.",
    ):
        assert words in said, words
    assert any("only thing you may keep" in one for one in notes(page))


def test_the_times_of_first_talks_are_set(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    section = FirstTalksSection(at_desk.services)
    qtbot.addWidget(section)
    section.refresh()
    assert section.form.values() == {"ask": "60", "trash": "30"}
    for typed, field in (({"ask": "soon"}, "ask"), ({"ask": "6"}, "ask"), ({"trash": "-1"}, "trash")):
        answer(section.form, **{"ask": "60", "trash": "30"} | typed)
        section.save.click()
        assert set(errors(section.form)) == {field}
    answer(section.form, ask="90 days", trash="14")
    section.save.click()
    assert errors(section.form) == {}
    assert house.session.setting("discussion_ask_days", 0) == 90
    assert at_desk.told.toasts[-1][0] == "The times of first talks are kept"
