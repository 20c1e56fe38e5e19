"""The passphrase is asked for again at most every 15 minutes, checked by the vault itself, and forgotten at the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QDialog

from coordinator_app.app.confirming import PassphraseAgain
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.ui.confirm_passphrase import ConfirmPassphrase
from tests.vaults import PASSPHRASE, House, house

__all__ = ["house"]


class Shows:
    """Dialogs that type a passphrase, or Cancel for None."""

    def __init__(self) -> None:
        self.typed: list[str | None] = []
        self.whys: list[ConfirmPassphrase] = []

    def show(self, dialog: QDialog, then: Callable[[int], None] | None = None) -> None:
        assert isinstance(dialog, ConfirmPassphrase)
        self.whys.append(dialog)
        typed = self.typed.pop(0)
        if then is not None:
            dialog.finished.connect(then)
        if typed is None:
            dialog.reject()
            return
        dialog.input.setText(typed)
        dialog.confirm()


@pytest.fixture
def shows() -> Shows:
    return Shows()


@pytest.fixture
def again(house: House, shows: Shows, qapp: object) -> Iterator[PassphraseAgain]:
    jobs = InlineJobs(lambda _read_only: house.session)
    yield PassphraseAgain(house.vault.confirm, jobs, cast("Any", shows), house.clock)
    shows.whys.clear()


def test_it_is_asked_once_and_then_not_for_fifteen_minutes(
    again: PassphraseAgain, shows: Shows, house: House
) -> None:
    done: list[str] = []
    shows.typed = [PASSPHRASE, PASSPHRASE]
    assert not again.fresh
    again(lambda: done.append("first"), "A pack is about to leave the vault.")
    house.clock.at += timedelta(minutes=14, seconds=59)
    again(lambda: done.append("second"), "Why.")
    assert (done, len(shows.whys)) == (["first", "second"], 1)
    house.clock.at += timedelta(seconds=1)
    assert not again.fresh
    again(lambda: done.append("third"), "Why.")
    assert (done, len(shows.whys)) == (["first", "second", "third"], 2)


@pytest.mark.parametrize("typed", [None, "wrong", "KETTLE AMBER WINDOW FIELD"])
def test_cancelled_or_wrong_nothing_is_done(again: PassphraseAgain, shows: Shows, typed: str | None) -> None:
    done: list[str] = []
    shows.typed = [typed]
    again(lambda: done.append("act"), "Why.")
    assert done == []
    assert not again.fresh


def test_two_wrong_tries_make_the_third_wait_even_with_the_right_words(
    again: PassphraseAgain, shows: Shows
) -> None:
    done: list[str] = []
    shows.typed = ["wrong", "wrong", PASSPHRASE]
    for _ in range(3):
        again(lambda: done.append("act"), "Why.")
    assert done == []
    assert "before you try again" in shows.whys[-1].row.error()


def test_the_lock_forgets_it(again: PassphraseAgain, shows: Shows) -> None:
    shows.typed = [PASSPHRASE]
    again(lambda: None, "Why.")
    assert again.fresh
    again.forget()
    assert not again.fresh


def test_a_clock_put_back_makes_it_asked_for_again(
    again: PassphraseAgain, shows: Shows, house: House
) -> None:
    shows.typed = [PASSPHRASE]
    again(lambda: None, "Why.")
    house.clock.at -= timedelta(minutes=1)
    assert not again.fresh


def test_a_check_that_lets_everything_through_would_be_seen(house: House, shows: Shows, qapp: object) -> None:
    jobs = InlineJobs(lambda _read_only: house.session)
    # the planted fault: nothing is checked
    broken = PassphraseAgain(lambda _typed: None, jobs, cast("Any", shows), house.clock)
    done: list[str] = []
    shows.typed = ["wrong"]
    broken(lambda: done.append("act"), "Why.")
    assert done == ["act"]  # what the tests above refuse
