"""Whose a scan may be: a code is sure, a guess says what it rests on, and two of one name are never guessed between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coordinator_app.consent.model import FormTemplate
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.matching import Match, Matched, by_letters, forms_out, matched
from coordinator_app.scan_in.model import PageMark, ScannedForm
from tests.scan_in.made import bare, built, drop, ours, printed, tray
from tests.vaults import House, new_pupil, new_referral


def known(house: House, form: ScannedForm, name: str = "scan_1", day: date | None = None) -> Matched:
    pages = actions.pages_of(house.session, form)
    return matched(house.session, form, pages, forms_out(house.session), name, day)


def another(house: House, **more: object) -> Pupil:
    return referrals.take_referral(house.session, new_pupil(house, **more), new_referral(house)).pupil


def test_a_code_of_ours_is_a_match(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    found = known(referred, tray(referred)[0])
    assert (found.match, found.pupil, found.printed) == (Match.CODE, referred.pupil, form)
    assert found.why == "Parent or carer consent, printed 24 November 2026."


def test_a_forged_code_and_one_in_the_trash_are_no_match_and_say_why(referred: House) -> None:
    form = printed(referred)
    with referred.session.write() as work:
        work.trash(form)
    drop(referred, ours(form.reference, 1, 1), ours("ZZZZ-ZZZZ-ZZZ2", 1, 1))
    gone, forged = (known(referred, one) for one in tray(referred))
    assert (gone.match, forged.match) == (Match.NONE, Match.NONE)
    assert "in the trash" in gone.why
    assert "made up" in forged.why


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (PageMark.TORN, "letters printed below"),
        (PageMark.FOREIGN, "not one of ours"),
        (PageMark.BLANK_FORM, "printed blank"),
        (PageMark.SEVERAL, "several forms"),
        (PageMark.NONE, "no code"),
    ],
)
def test_what_stands_where_a_code_should_be_is_said(referred: House, mark: PageMark, words: str) -> None:
    drop(referred, bare(mark))
    assert words in known(referred, tray(referred)[0]).why


def test_the_name_of_the_file_is_a_likely_match_of_a_form_that_is_out(referred: House) -> None:
    other = another(referred, given_names="Otis", family_name="Bramblewick")
    printed(referred)
    mine = printed(referred, pupil_id=other.id)
    drop(referred, bare(), name="x.pdf")
    found = known(referred, tray(referred)[0], "consent Bramblewick, Otis")
    assert (found.match, found.offers[0].printed) == (Match.LIKELY, mine)
    assert found.pupil is None, "a guess is nobody's until the user says so"


def test_two_pupils_of_one_name_are_never_guessed_between(referred: House) -> None:
    twin = another(referred)
    printed(referred)
    printed(referred, pupil_id=twin.id)
    drop(referred, bare())
    found = known(referred, tray(referred)[0], "kit puddlecombe")
    assert found.match is Match.NONE
    assert {one.pupil.id for one in found.offers} == {referred.pupil.id, twin.id}


def test_the_only_form_that_is_out_is_likely_unless_the_file_is_older(referred: House) -> None:
    form = printed(referred)
    drop(referred, bare())
    (scan,) = tray(referred)
    assert known(referred, scan).match is Match.LIKELY
    before = (form.printed_on or date.min) - timedelta(days=1)
    assert known(referred, scan, day=before).match is Match.NONE


def test_forms_that_are_kept_by_the_family_are_not_waited_for(referred: House) -> None:
    printed(referred, FormTemplate.PARENT_STATEMENT)
    assert forms_out(referred.session) == []
    printed(referred)
    referred.clock.at += timedelta(days=90)
    assert forms_out(referred.session) == []


def test_what_the_user_says_is_a_choice_not_a_code(referred: House) -> None:
    form = printed(referred)
    drop(referred, bare())
    chosen = actions.choose_form(referred.session, tray(referred)[0], form).record
    found = known(referred, chosen)
    assert (found.match, found.printed) == (Match.CHOSEN, form)
    only = actions.choose_pupil(referred.session, chosen, referred.pupil.id).record
    assert known(referred, only).match is Match.CHOSEN


def test_a_scan_for_a_pupil_who_was_chosen_without_a_form(referred: House) -> None:
    drop(referred, bare())
    chosen = actions.choose_pupil(referred.session, tray(referred)[0], referred.pupil.id).record
    assert known(referred, chosen).why == "You said so."


def test_the_letters_of_a_torn_code_find_the_form_however_they_are_typed(referred: House) -> None:
    form = printed(referred)
    assert by_letters(referred.session, form.reference.lower().replace("-", " ")) == form
    assert by_letters(referred.session, "ZZZZ ZZZZ ZZZ2") is None


def test_a_form_that_came_back_is_out_no_longer(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 1))
    filing.file_form(referred.session, tray(referred)[0], built(referred, tray(referred)[0]))
    assert forms_out(referred.session) == []


@pytest.mark.parametrize("mark", [PageMark.BLANK_FORM, PageMark.FOREIGN, PageMark.TORN, PageMark.SEVERAL])
def test_another_code_rules_a_guess_out(referred: House, mark: PageMark) -> None:
    printed(referred)
    drop(referred, bare(mark))
    found = known(referred, tray(referred)[0], "kit puddlecombe")
    assert found.match is Match.NONE
    assert bool(found.offers) is (mark is not PageMark.BLANK_FORM), "it may be offered, never called likely"


def test_a_form_that_lies_in_the_tray_is_no_guess_for_another_scan(referred: House) -> None:
    form = printed(referred)
    drop(referred, ours(form.reference, 1, 2), name="one.pdf")
    drop(referred, bare(), name="other.pdf")
    assert known(referred, tray(referred)[1]).match is Match.NONE
