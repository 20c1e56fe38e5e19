from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import Trouble
from coordinator_app.referrals import actions
from coordinator_app.referrals.actions import ReferralTaken
from coordinator_app.referrals.orders import form_back_order
from coordinator_app.referrals.page.form_back import FormBackPage
from coordinator_app.referrals.states import ReferralState
from tests.held_jobs import HeldBack
from tests.referrals.driving import answer, names
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_pupil, new_referral


def _taken(house: House, **more: object) -> ReferralTaken:
    lacking = {"signed_by": "", "statement_acknowledged": False, "statement_version": None} | more
    return actions.receive_referral(
        house.session, new_pupil(house), new_referral(house, **lacking), accept=False
    )


def _page(qtbot: QtBot, at_desk: Desk, pupil_id: str) -> FormBackPage:
    page = FormBackPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(pupil_id=pupil_id)
    page.show()
    return page


def test_the_letter_lists_what_the_form_lacks_and_nothing_guarded(house: House) -> None:
    taken = _taken(house)
    order = form_back_order(house.session, taken.referral, practice=True)
    lines = [row[0] for row in order.parts["what_is_missing"].rows]
    assert lines[0] == "Signature for the school"
    assert "Tick that the school has read the privacy statement" in lines
    assert "Reasons by their codes, if you can tell us" in lines
    assert order.choices == ("not_acknowledged",)
    assert order.values["received_date"] == "12 September 2026"
    whole = form_back_order(house.session, new_referral(house, pupil_id=taken.pupil.id), practice=True)
    assert whole.choices == ("acknowledged",)


def test_the_printed_letter_says_it_in_words(
    qtbot: QtBot, at_desk: Desk, house: House, tmp_path: Path
) -> None:
    taken = _taken(house)
    page = _page(qtbot, at_desk, taken.pupil.id)
    assert page.print.isEnabled()
    assert names(page) == []
    target = tmp_path / "letter.pdf"
    page.save_to(target)
    assert at_desk.told.toasts[-1][0] == "The letter was saved as PDF"
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(target).pages).split())
    assert "Your referral of Kit Puddlecombe" in text
    assert "Signature for the school" in text
    assert "003-" not in text  # clause numbers are not for people to read
    assert "12 September 2026" in text
    assert "We pass nothing on to anyone." in text
    assert len(PdfReader(target).pages) == 1
    page.save_to(tmp_path / "nowhere" / "letter.pdf")
    assert isinstance(at_desk.told.troubles[-1], Trouble)


def test_it_is_noted_as_sent_and_that_is_not_offered_to_undo(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    taken = _taken(house)
    page = _page(qtbot, at_desk, taken.pupil.id)
    page.sent.click()
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    answer(box.form, day="1 September 2026")
    box.save()
    assert box.note() is not None, "before the day it came"
    answer(box.form, day="24 November 2026")
    box.save()
    kept = actions.referrals_of(house.session, taken.pupil.id)[0]
    assert kept.state is ReferralState.INCOMPLETE
    assert kept.sent_back_on is not None
    assert at_desk.told.toasts[-1] == ("Noted that the form went back", None)
    assert at_desk.told.went[-1] == ("referral", {"pupil_id": taken.pupil.id})
    page.enclosed.click()
    assert at_desk.told.went[-1][1]["forms"] == "referral-form privacy-statement-school"


@pytest.mark.parametrize("pupil_id", ["", "gone"])
def test_without_a_referral_there_is_no_letter(
    qtbot: QtBot, at_desk: Desk, house: House, pupil_id: str
) -> None:
    page = _page(qtbot, at_desk, pupil_id)
    assert page.in_trouble()


def test_two_presses_on_print_draw_one_letter(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = _taken(house)
    page = _page(qtbot, at_desk, taken.pupil.id)
    drawn = HeldBack(at_desk.services.jobs, monkeypatch, "child")
    page._draw()
    page.print.click()
    assert drawn.asked == 1


def test_a_letter_that_is_drawn_anew_while_one_is_asked_where_to_save_it_is_not_saved_empty(
    qtbot: QtBot, at_desk: Desk, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = _taken(house)
    page = _page(qtbot, at_desk, taken.pupil.id)
    HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.refresh()
    page.save_to(tmp_path / "letter.pdf")
    assert not (tmp_path / "letter.pdf").exists()
    assert at_desk.told.toasts[-1][0] == "The letter is being made. Try again in a moment."
