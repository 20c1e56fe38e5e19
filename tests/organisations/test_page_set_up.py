"""The set-up on a real new vault: what is typed is kept, what is left open shows as a gap (journey 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import BadFile
from coordinator_app.organisations import actions
from coordinator_app.organisations.due import due_items
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import Office, School, SchoolType, TermBlock, TermException
from coordinator_app.organisations.page.set_up import SetUpPage
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.theme import Theme
from tests.organisations.desk import Desk, desk_on, empty_vault, press, words_of
from tests.ui.recording import NO, YES

TERMS = """Autumn term 1: 25 August 2026 to 16 October 2026
Autumn term 2: 26 October 2026 to 18 December 2026
INSET: 27 November 2026
Spring half: 5 January
"""
CALENDAR = b"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:1
SUMMARY:Autumn term 1
DTSTART;VALUE=DATE:20260825
DTEND;VALUE=DATE:20261017
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Every Friday
DTSTART;VALUE=DATE:20260828
RRULE:FREQ=WEEKLY
END:VEVENT
END:VCALENDAR
""".replace(b"\n", b"\r\n")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with empty_vault(tmp_path) as (vault, clock), desk_on(vault, clock, tmp_path) as made:
        yield made


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SetUpPage:
    made = SetUpPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open()
    made.show()
    return made


def answer(page: SetUpPage, step: str, **values: object) -> None:
    page.forms[step].set_values(values)


def to_the_summary(page: SetUpPage, desk: Desk) -> None:
    answer(page, "partnership", name="Eastmere Partnership", telephone="01632 960118")
    press(page, "Continue to the school")
    answer(page, "school", name="Foxglove Hill School", school_type=SchoolType.MAINTAINED, laestab="855/4000")
    press(page, "Continue to term dates")
    page.terms.set_text(TERMS)
    desk.dialogs.will_answer(YES)  # one row cannot be read
    press(page, "Continue to who is who")
    answer(page, "people", coordinator="Pat Samplewell", chair="T. Inkwell", school_dpo="D. Placeholder")
    press(page, "Look it over")


def test_the_name_of_the_vault_is_offered_and_is_no_draft(page: SetUpPage, desk: Desk) -> None:
    assert page.forms["partnership"].values()["name"] == desk.services.vault.title
    assert page.save_draft() is None
    answer(page, "partnership", telephone="01632 960000")
    assert page.save_draft() is not None


def test_the_whole_set_up_is_kept_at_once(page: SetUpPage, desk: Desk) -> None:
    to_the_summary(page, desk)
    press(page, "Finish the set-up")
    kept = actions.partnership(desk.session)
    assert kept is not None
    school = desk.session.get(School, kept.fund_holding_school_id)
    assert (school.laestab, school.data_protection_officer) == ("8554000", "D. Placeholder")
    assert [one.title for one in desk.session.list(TermBlock)] == ["Autumn term 1", "Autumn term 2"]
    assert len(desk.session.list(TermException)) == 1
    assert desk.told.went[-1] == ("today", {})
    assert page.save_draft() is None


def test_whoever_has_gone_on_before_it_is_kept_is_not_called_back_to_today(
    page: SetUpPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_the_summary(page, desk)
    held: list[Callable[[], object]] = []
    write = desk.services.jobs.write

    def busy(work: Any, *, done: Any, failed: Any) -> None:
        write(work, done=lambda kept: held.append(lambda: done(kept)), failed=failed)

    monkeypatch.setattr(desk.services.jobs, "write", busy)
    press(page, "Finish the set-up")
    monkeypatch.setattr(
        desk.services.go, "page", None, raising=False
    )  # another page was opened by the palette
    (let_it_answer,) = held
    let_it_answer()
    assert desk.told.went == []
    assert desk.told.toasts[-1] == "The partnership is set up"


def test_without_the_look_at_who_is_still_there_it_would_call_back(
    page: SetUpPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(SetUpPage, "in_front", lambda _page: True)
    with pytest.raises(AssertionError, match="today"):
        test_whoever_has_gone_on_before_it_is_kept_is_not_called_back_to_today(page, desk, monkeypatch)


def test_an_office_left_open_shows_on_today_and_between_brackets_in_print(
    page: SetUpPage, desk: Desk
) -> None:
    to_the_summary(page, desk)
    assert "[joint data protection officer: not yet appointed]" in words_of(page)
    press(page, "Finish the set-up")
    titles = [one.title for one in due_items(desk.session)]
    assert "No joint data protection officer is named" in titles
    assert "No Co-ordinator is named" not in titles
    assert (
        house(desk.session, practice=True).gaps["joint_dpo"]
        == "joint data protection officer: not yet appointed"
    )


@pytest.mark.parametrize("named", [True, False])
def test_the_last_step_names_as_many_gaps_as_today_shows_afterwards(
    page: SetUpPage, desk: Desk, named: bool
) -> None:
    to_the_summary(page, desk)
    if not named:
        page._go("people")
        answer(page, "people", school_dpo="", chair="")
        press(page, "Look it over")
    before = {
        one.title.removesuffix(".")
        for one in page.findChildren(TwoLineRow)
        if one.chip and one.isVisibleTo(page)
    }
    press(page, "Finish the set-up")
    # dates that run out are no gap: the last step warns of them beside the dates
    after = {one.title for one in due_items(desk.session) if not one.key.startswith("terms-")}
    assert after == before
    assert len(before) == (3 if named else 5)


def test_a_step_is_not_left_without_its_name(page: SetUpPage) -> None:
    answer(page, "partnership", name="")
    press(page, "Continue to the school")
    assert page.frame.current == "partnership"
    assert page.forms["partnership"].row("name").error() == "Type the name of the partnership."


def test_a_wrong_school_number_is_pointed_at(page: SetUpPage) -> None:
    answer(page, "partnership", name="Eastmere Partnership")
    press(page, "Continue to the school")
    answer(page, "school", name="Foxglove Hill School", school_type=SchoolType.ACADEMY, laestab="855/4OOO")
    press(page, "Continue to term dates")
    assert "Character 5 is the letter O" in page.forms["school"].row("laestab").error()


def test_the_type_of_school_says_what_it_means_for_the_fifteen_days(page: SetUpPage, qtbot: QtBot) -> None:
    answer(page, "partnership", name="Eastmere Partnership")
    press(page, "Continue to the school")
    press(page, SchoolType.ACADEMY.label)
    assert "does not bind this school" in words_of(page)
    press(page, SchoolType.MAINTAINED.label)
    assert "within 15 school days" in words_of(page)


def test_pasted_dates_are_read_while_they_are_pasted(page: SetUpPage) -> None:
    page.terms.paste.setPlainText(TERMS)
    words = words_of(page.terms)
    assert "Recognised: 2 terms, 1 day without school" in words
    assert "1 row could not be read." in words
    assert "Row 4" in words


def at_the_terms(page: SetUpPage, text: str) -> None:
    answer(page, "partnership", name="Eastmere Partnership")
    press(page, "Continue to the school")
    answer(page, "school", name="Foxglove Hill School", school_type=SchoolType.MAINTAINED)
    press(page, "Continue to term dates")
    page.terms.set_text(text)


def test_rows_that_cannot_be_read_are_left_out_only_after_a_question_and_are_counted_at_the_end(
    page: SetUpPage, desk: Desk
) -> None:
    at_the_terms(page, TERMS)
    desk.dialogs.will_answer(NO)
    press(page, "Continue to who is who")
    assert page.frame.current == "terms"
    title, text, act = desk.dialogs.questions[-1]  # type: ignore[misc]  # of an ask
    assert (title, act) == ("1 row could not be read.", "Leave them out")
    assert text.startswith("Row 4: ")
    assert "later than the law allows" in text
    desk.dialogs.will_answer(YES)
    press(page, "Continue to who is who")
    assert page.frame.current == "people"
    press(page, "Look it over")
    assert "1 row was left out." in words_of(page)
    asked = len(desk.dialogs.asked)
    press(page, "Finish the set-up")
    assert len(desk.dialogs.asked) == asked, "asked once for the same rows"


def test_rows_that_became_unreadable_are_asked_about_from_the_list_of_steps_too(
    page: SetUpPage, desk: Desk
) -> None:
    at_the_terms(page, TERMS.replace("Spring half: 5 January\n", ""))
    press(page, "Continue to who is who")
    assert desk.dialogs.asked == []
    page.frame.chosen.emit("terms")
    page.terms.set_text(TERMS)
    desk.dialogs.will_answer(NO)
    page.frame.chosen.emit("people")
    assert page.frame.current == "terms"
    page.frame.chosen.emit("school")
    assert page.frame.current == "school", "back is never asked about"


def test_dates_still_being_read_are_waited_for(page: SetUpPage, desk: Desk) -> None:
    at_the_terms(page, TERMS)
    page.terms.paste.set_value(TERMS + "Nonsense: 31/02/2027\n")  # as if its reading were still under way
    page.go_on()
    assert page.frame.current == "terms"
    desk.dialogs.will_answer(YES)
    page.terms._read()
    assert desk.dialogs.questions[-1][0] == "2 rows could not be read."  # type: ignore[index]  # of an ask
    assert page.frame.current == "people"


@pytest.mark.parametrize("mended", [True, False])
def test_whoever_went_back_while_the_dates_are_read_is_not_led_on(
    page: SetUpPage, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    if not mended:  # the planted fault
        monkeypatch.setattr(page.terms, "stay", lambda: None)
    at_the_terms(page, TERMS.replace("Spring half: 5 January\n", ""))
    page.terms.paste.set_value(f"{page.terms.text()}Spring 1: 5 January 2027 to 12 February 2027\n")
    page.frame.chosen.emit("people")
    page.frame.chosen.emit("school")
    page.terms._read()
    assert page.frame.current == ("school" if mended else "people")


def test_a_term_missing_in_the_middle_is_named_on_the_last_page(page: SetUpPage, desk: Desk) -> None:
    at_the_terms(page, TERMS.replace("Spring half: 5 January", "Summer: 12 April 2027 to 21 May 2027"))
    press(page, "Continue to who is who")
    press(page, "Look it over")
    assert "no school-day deadline is counted across them" in words_of(page)


def test_dates_may_come_later_and_the_gap_is_said(page: SetUpPage, desk: Desk) -> None:
    answer(page, "partnership", name="Eastmere Partnership")
    press(page, "Continue to the school")
    answer(page, "school", name="Foxglove Hill School", school_type=SchoolType.MAINTAINED)
    press(page, "Continue to term dates")
    press(page, "Add them later")
    press(page, "Look it over")
    assert "Term dates for Foxglove Hill School are missing." in words_of(page)
    press(page, "Finish the set-up")
    assert "Term dates for Foxglove Hill School are missing" in [one.title for one in due_items(desk.session)]


def test_a_calendar_file_fills_the_box_and_says_what_it_left_out(
    page: SetUpPage, desk: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "terms.ics"
    file.write_bytes(CALENDAR)
    desk.dialogs.will_answer(file)
    press(page.terms, "Choose a calendar file")
    assert "Autumn term 1: 25 August 2026 to 16 October 2026" in page.terms.text()
    assert "This event repeats" in words_of(page.terms)
    assert len(page.terms.blocks()) == 1


def test_a_file_that_is_no_calendar_is_refused_in_words(page: SetUpPage, desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "terms.ics"
    file.write_bytes(b"%PDF-1.7 not a calendar")
    desk.dialogs.will_answer(file, tmp_path / "gone.ics")
    press(page.terms, "Choose a calendar file")
    press(page.terms, "Choose a calendar file")
    assert desk.dialogs.asked[-1] == ("trouble", BadFile.code)
    assert page.terms.text() == ""


def test_a_draft_brings_everything_back(page: SetUpPage, desk: Desk, qtbot: QtBot) -> None:
    to_the_summary(page, desk)
    draft = page.save_draft()
    assert draft is not None
    again = SetUpPage(desk.services)
    qtbot.addWidget(again)
    again.restore_draft(draft)
    assert again.frame.current == "summary"
    assert "1 row was left out." in words_of(again)
    desk.dialogs.will_answer(
        YES
    )  # asked of every page anew: a draft keeps what was typed, not what was answered
    press(again, "Finish the set-up")
    school = desk.session.list(School)[0]
    assert school.school_type is SchoolType.MAINTAINED
    assert actions.officers(desk.session, desk.services.clock.today())[Office.CHAIR].name == "T. Inkwell"


def test_a_partnership_that_is_set_up_is_not_set_up_twice(page: SetUpPage, desk: Desk) -> None:
    to_the_summary(page, desk)
    press(page, "Finish the set-up")
    page.frame.chosen.emit("partnership")
    page.open()
    assert "The partnership is set up already." in words_of(page)
    assert not page.frame.go_on.isVisible()


def test_no_button_of_the_bar_is_cut_off_on_a_laptop_with_large_text(
    desk: Desk, qtbot: QtBot, look: Theme
) -> None:
    look.change(scale=2.0)
    page = SetUpPage(desk.services)
    qtbot.addWidget(page)
    page.resize(1366, 736)
    page.show()
    at_the_terms(page, "")
    for one in (page.frame.go_back, page.frame.finish_later, page.frame.go_on):
        qtbot.waitUntil(lambda one=one: one.width() >= one.sizeHint().width())
