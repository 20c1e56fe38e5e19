"""A referral that is interrupted goes on where it was left, and never turns up in the referral of the next child."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtWidgets import QLineEdit

from coordinator_app.pupils.model import Pupil
from coordinator_app.ui.page import Page
from tests.journeys import the_referral, the_request
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.journeys.test_j2_telephone_call import looked_into, shut_house
from tests.vaults import House

__all__ = ["shut_house"]


def half_typed(house: House, laptop: Laptop, clock: MovingClock) -> WindowUser:
    """The first talk is kept; of the pupil some is typed and nothing kept."""
    clock.put(datetime(2026, 11, 24, 10, 0))
    user = laptop.start(house.vault.folder)
    the_request.unlock(user)
    the_referral.first_talk(user)
    user.sees("Who is the pupil?")
    user.types("Given names", "Idris")
    user.types("Family name", "Moonbeck")
    user.types("Date of birth", "3 May 2012")
    return user


def field(user: WindowUser, name: str) -> str:
    control = user._control(name, lambda widget: isinstance(widget, QLineEdit))
    assert isinstance(control, QLineEdit)
    return control.text()


def open_the_talk(user: WindowUser, laptop: Laptop) -> None:
    """From the list of first talks."""
    assert laptop.app is not None
    assert laptop.app.opened is not None
    laptop.app.opened.services.go.to("referrals", which="talks")
    user.opens("IM")


def leave(user: WindowUser) -> None:
    user.presses("Save and finish later")
    user.does_not_see("Who is the pupil?")


def test_it_comes_back_from_the_first_talk_and_not_under_new_referral(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = half_typed(shut_house, laptop, clock)
    leave(user)
    user.opens("Pupils")
    user.presses("New referral")
    user.sees("What did the school say on first contact?")
    user.does_not_see("Who is the pupil?", "Your draft is back")
    assert field(user, "Pupil’s initials") == ""
    user.presses("Close")
    open_the_talk(user, laptop)
    user.sees("Who is the pupil?", "Your draft is back")
    assert (field(user, "Given names"), field(user, "Date of birth")) == ("Idris", "3 May 2012")
    laptop.close()


def test_it_comes_back_after_the_window_was_closed(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    half_typed(shut_house, laptop, clock)
    laptop.close()
    user = laptop.start(shut_house.vault.folder)
    the_request.unlock(user)
    user.presses("Carry on")
    user.sees("Who is the pupil?", "Your draft is back")
    assert field(user, "Family name") == "Moonbeck"
    laptop.close()


def test_the_next_child_does_not_take_the_place_of_the_one_before(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    user = half_typed(shut_house, laptop, clock)
    leave(user)
    open_the_talk(user, laptop)
    user.sees("Your draft is back")
    user.chooses("School on roll", "Foxglove Hill School")
    user.presses("Continue")
    the_referral.the_form(user)
    user.sees("Who can consent for the pupil?")
    user.presses("Close")
    user.opens("Pupils")
    user.presses("New referral")
    user.sees("What did the school say on first contact?")
    user.does_not_see("Moonbeck")
    laptop.close()
    with looked_into(shut_house, clock) as session:
        (kept,) = session.list(Pupil)
        assert (kept.given_names, kept.birth_date) == ("Idris", date(2012, 5, 3))


def test_without_the_draft_moving_with_its_record_it_would_turn_up_there(
    shut_house: House, laptop: Laptop, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: the draft stays where it was begun."""
    from coordinator_app.referrals.page.page import ReferralPage

    monkeypatch.setattr(ReferralPage, "draft_record", "")
    monkeypatch.setattr(Page, "draft_moves", False)
    user = half_typed(shut_house, laptop, clock)
    leave(user)
    open_the_talk(user, laptop)
    user.sees("Who is the pupil?")
    assert field(user, "Given names") == ""
    laptop.close()


def test_a_safeguarding_call_is_still_there_after_a_lock(
    shut_house: House, laptop: Laptop, clock: MovingClock
) -> None:
    clock.put(datetime(2026, 11, 24, 17, 40))
    user = laptop.start(shut_house.vault.folder)
    the_request.unlock(user)
    user.opens("Pupils")
    user.presses("New referral")
    user.presses("Record a safeguarding call")
    user.types("What was said, and what was decided?", "He is afraid to go home tonight.")
    user.keys("Ctrl+L")  # within the second after the last key
    assert laptop.app is not None
    laptop.app.window.resize(1366, 736)
    the_request.unlock(user)
    user.sees("Safeguarding call, not recorded yet")
    user.presses("Carry on, Safeguarding call, not recorded yet")
    user.sees("What you typed before is back.", "He is afraid to go home tonight.")
    laptop.close()
