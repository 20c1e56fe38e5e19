"""The Sharing tab reads the ledger: who got what, when, why and how, and what the gate says now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category, MayBeTold
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.sharing import view
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.sharing.page import SharingTab
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add, new_pupil


def give(house: House, day: date, **more: object) -> None:
    values: dict[str, object] = {
        "pupil_id": house.pupil.id,
        "recipient": "Marigold Puddlecombe",
        "recipient_kind": RecipientKind.PARENT,
        "given_on": day,
        "method": DeliveryMethod.SECURE_EMAIL,
        "why": "In answer to an access request",
        "description": "The released pack, 12 pages",
    }
    record_disclosure(house.session, Disclosure(**(values | more)), [item_of(add(house, "One."))])


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> SharingTab:
    made = SharingTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_rows_say_who_what_when_why_and_how_newest_first(consented: House, tab: SharingTab) -> None:
    give(consented, date(2026, 11, 5))
    give(consented, date(2026, 11, 20), recipient="Foxglove Hill School", recipient_kind=RecipientKind.SCHOOL)
    tab.refresh()
    words = words_of(tab)
    for said in ("Marigold Puddlecombe", "The released pack, 12 pages", "Shared 5 November 2026"):
        assert said in words
    assert "Parent or carer. In answer to an access request. Secure email" in words
    assert words.index("Foxglove Hill School") < words.index("Marigold Puddlecombe")
    assert view.count(consented.session, consented.pupil.id) == 2


def test_nothing_shared_yet_is_said(tab: SharingTab) -> None:
    words = words_of(tab)
    assert "Nothing has been shared yet" in words
    assert "Sharing with providers and agencies is open." in words


def test_a_shut_gate_says_why_and_what_opens_it(house: House, at_desk: Desk, qtbot: QtBot) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    tab = SharingTab(at_desk.services, house.pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    words = words_of(tab)
    assert "Nothing can be shared with providers and agencies yet." in words
    assert "It opens when the school's signed referral form is recorded." in words
    assert "record a safeguarding call" in words


def test_a_user_without_the_guarded_key_counts_no_guarded_item(consented: House) -> None:
    from dataclasses import replace

    worry = add(consented, "Worry.", category=Category.SAFEGUARDING, may_be_told=MayBeTold.EVERYONE)
    record_disclosure(
        consented.session,
        Disclosure(
            pupil_id=consented.pupil.id,
            recipient="Marigold Puddlecombe",
            recipient_kind=RecipientKind.PARENT,
            given_on=date(2026, 11, 5),
            method=DeliveryMethod.AT_REVIEW,
            why="At review 1",
            description="What was talked about",
        ),
        [replace(item_of(worry), is_guarded=True)],
    )
    session = consented.as_user(Compartment.GENERAL)
    try:
        assert [one.items for one in view.read(session, consented.pupil.id).given] == [0]
        assert [one.items for one in view.read(consented.session, consented.pupil.id).given] == [1]
    finally:
        session.close()


def test_a_ledger_read_before_the_last_sharing_never_covers_the_one_read_after(
    consented: House, tab: SharingTab, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two readers answer in any order."""
    answers: list[Callable[[], object]] = []
    honest = at_desk.services.jobs.read

    def slow(work: Any, *, done: Any, failed: Any) -> None:
        honest(work, done=lambda found: answers.append(lambda: done(found)), failed=failed)

    monkeypatch.setattr(at_desk.services.jobs, "read", slow)
    tab.refresh()
    give(consented, date(2026, 11, 20))
    tab.refresh()
    for one in reversed(answers):
        one()
    assert "Marigold Puddlecombe" in words_of(tab)
