"""A letter takes its time to leave: what is noted is the letter that left, and a confidential address is never on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.consent.chase import chases_of
from coordinator_app.consent.chasing import ChaseReason
from coordinator_app.consent.page import ChaseLetterPage, chase_letter, chase_reading
from coordinator_app.consent.page.chase_reading import letter_order
from coordinator_app.core.errors import GateShut
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.referrals.actions import take_referral
from coordinator_app.ui import letter_page, paper
from coordinator_app.ui.page import Page
from tests.consent.made import a_father
from tests.consent.test_page_chase import letter, read
from tests.held_jobs import HeldBack
from tests.referrals.driving import answer, press
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_pupil, new_referral


def at_the_printer(
    page: ChaseLetterPage, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]
) -> bytes:
    """Print, and do something else on the page while the paper is on its way; the page that went."""
    sent: list[bytes] = []

    def prints(_pages: Any, _dialogs: Any, done: Callable[[None], None], _failed: Any) -> None:
        assert page._printed is not None
        sent.append(page._printed.pdf)
        meanwhile()
        done(None)

    monkeypatch.setattr(paper, "print_pages", prints)
    press(page, "Print")
    return sent[0]


def test_a_letter_is_noted_for_whom_it_went_to_though_another_is_chosen_meanwhile(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    father = a_father(referred)
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    answer(page.form, carer_id=father.id, next_on="30 November 2026")
    other = {"carer_id": referred.carer.id, "next_on": "9 December 2026"}
    went = at_the_printer(page, monkeypatch, lambda: answer(page.form, **other))
    (kept,) = chases_of(referred.session, referred.pupil.id)
    assert (kept.asked, str(kept.next_on)) == ("Rowan Puddlecombe", "2026-11-30")
    assert referred.session.blob(kept.content_id) == went


def test_a_saved_letter_is_noted_though_the_page_makes_it_anew_meanwhile(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    real = letter_page.let_out

    def slowly(desk: Any, receiver: Any, out: Any, done: Callable[[], None], failed: Any) -> None:
        def left() -> None:
            page._order, page._printed = None, None  # as it stands while a letter is being made
            done()

        real(desk, receiver, out, left, failed)

    monkeypatch.setattr(letter_page, "let_out", slowly)
    target = tmp_path / "letter.pdf"
    at_desk.dialogs.will_answer(target)
    press(page, "Save as PDF")
    (kept,) = chases_of(referred.session, referred.pupil.id)
    assert referred.session.blob(kept.content_id) == target.read_bytes()


def another_child(house: House) -> Pupil:
    session = house.session
    other = take_referral(
        session, new_pupil(house, given_names="Posy", family_name="Thistlewick", upn=""), new_referral(house)
    ).pupil
    mother = Carer(pupil_id=other.id, name="Olive Thistlewick", relationship=Relationship.MOTHER)
    save_carer(session, mother)
    return other


def test_a_letter_that_left_does_not_close_the_letter_about_the_next_child(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = another_child(referred)
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    at_the_printer(page, monkeypatch, lambda: page.open(pupil_id=other.id, reason="not_back"))
    (kept,) = chases_of(referred.session, referred.pupil.id)
    assert kept.asked == "Marigold Puddlecombe"
    assert chases_of(referred.session, other.id) == []
    assert ("back", {}) not in at_desk.told.went


def test_without_the_look_at_the_visit_the_next_letter_would_close(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(Page, "of_visit", lambda _page, callback, **_more: callback)
    with pytest.raises(AssertionError):
        test_a_letter_that_left_does_not_close_the_letter_about_the_next_child(
            qtbot, at_desk, referred, monkeypatch
        )


def confidential(house: House) -> None:
    with house.session.write() as work:
        house.carer = work.change(
            house.carer, address="7 Sanctuary Lane\nHazelmoor", address_is_confidential=True
        )


@pytest.mark.parametrize("large", [False, True])
def test_a_confidential_address_is_on_no_letter(referred: House, large: bool, tmp_path: Path) -> None:
    confidential(referred)
    order = letter_order(
        referred.session,
        referred.pupil.id,
        ChaseReason.NOT_BACK,
        referred.carer.id,
        practice=True,
        large=large,
    )
    text = read(order, tmp_path)
    assert "Dear Marigold Puddlecombe" in text
    assert "Sanctuary Lane" not in text
    assert order.head.recipient_lines == ("Marigold Puddlecombe",)


def test_a_letter_that_printed_every_address_would_be_caught(
    referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(
        chase_reading, "_lines_of_carer", lambda carer: (carer.name, *carer.address.splitlines())
    )
    with pytest.raises(AssertionError):
        test_a_confidential_address_is_on_no_letter(referred, False, tmp_path)


def test_the_screen_says_that_the_address_is_confidential_and_not_that_there_is_none(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    confidential(referred)
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    said = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "The address is confidential." in said
    assert "No address is on record." not in said
    assert "Sanctuary" not in said


def shut(house: House) -> None:
    """Meanwhile it is written down that the one chosen is not to be contacted."""
    with house.session.write() as work:
        house.carer = work.change(house.carer, no_contact=True, no_contact_reason="Court order")


def test_a_letter_that_may_no_longer_go_out_does_not_leave(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path
) -> None:
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    shut(referred)
    target = tmp_path / "letter.pdf"
    at_desk.dialogs.will_answer(target)
    press(page, "Save as PDF")
    assert not target.exists()
    said = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "This letter cannot be written." in said
    assert not page.print.isEnabled()
    assert chases_of(referred.session, referred.pupil.id) == []


def test_a_letter_that_was_not_asked_about_again_would_leave(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(ChaseLetterPage, "_if_it_may", lambda _page, _leaving, then: then())
    with pytest.raises(AssertionError):
        test_a_letter_that_may_no_longer_go_out_does_not_leave(qtbot, at_desk, referred, tmp_path)


def test_a_letter_that_left_and_could_not_be_noted_is_said_to_have_left(
    qtbot: QtBot, at_desk: Desk, referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_asked: object) -> None:
        raise GateShut(("The record was closed.",))

    monkeypatch.setattr(chase_letter, "record_letter", refuses)
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    target = tmp_path / "letter.pdf"
    at_desk.dialogs.will_answer(target)
    press(page, "Save as PDF")
    assert target.exists()
    trouble = at_desk.told.troubles[-1]
    assert isinstance(trouble, letter_page.LeftUnnoted)
    assert trouble.happened == "The letter has left and could not be noted. The record was closed."
    assert "cannot be written" not in "\n".join(one.text() for one in page.findChildren(QLabel))
    assert page.print.isEnabled()


def test_the_day_by_which_an_answer_is_wanted_is_the_day_to_ask_again(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    assert page._order is not None
    assert page._order.values["answer_by_date"] == "1 December 2026"
    answer(page.form, next_on="9 December 2026")
    assert page._order.values["answer_by_date"] == "9 December 2026"


def test_a_press_before_the_letter_is_made_is_answered(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldBack(at_desk.services.jobs, monkeypatch, "child")
    page = letter(qtbot, at_desk, referred.pupil.id, "not_back")
    page._print_now()
    assert at_desk.told.toasts[-1] == ("The letter is being made. Try again in a moment.", None)
    held.let()
    assert page.print.isEnabled()
