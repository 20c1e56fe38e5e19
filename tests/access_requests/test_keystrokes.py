"""How many keys a whole request takes: driven by keys alone, and counted (docs/keystrokes.md says the same numbers)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import Desk, desk_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from test_page_review import Bench

from coordinator_app.access_requests.actions import gather
from coordinator_app.access_requests.items import Outcome
from coordinator_app.pupils import actions as pupils
from tests.vaults import House, add, new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OTHERS = (("Otis", "Bramblewick"), ("Wren", "Tansyfield"), ("Fern", "Moonbeck"))
WHOLE, SHORT = (300, 60), (50, 10)
"""Items of a request, and how many of them name somebody; the short one has the same mix."""
DOCS = Path(__file__).parents[2] / "docs" / "keystrokes.md"
_KEYS = {"Enter": Qt.Key.Key_Return}


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    for given, family in OTHERS:
        pupils.save_pupil(consented.session, new_pupil(consented, given_names=given, family_name=family))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


class Hand:
    """Presses keys where the focus is and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: str) -> None:
        self.pressed += 1
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, _KEYS.get(key, Qt.Key(ord(key[0]))))
        QApplication.processEvents()


def fill(house: House, wanted: int, naming: int) -> None:
    """So many items that with those every vault of the tests has there are as many as wanted."""
    add(house, "First.")
    for number in range(wanted - 5):
        given, family = OTHERS[number % 3]
        words = (
            f"Kit sat beside {given} {family} on day {number}."
            if number < naming
            else f"On time on day {number}."
        )
        add(house, words)


def decided_by_keys(desk: Desk, wanted: int, naming: int) -> tuple[int, int]:
    """The items of a whole request that were decided by keys alone, and how many keys that took."""
    fill(desk.house, wanted, naming)
    bench = Bench(desk)
    hand = Hand()
    bench.stage.items.rows.setFocus()
    hand.press("P")
    for _ in OTHERS:
        hand.press("C")
    hand.press("P")
    items = gather.items_of(desk.house.session, bench.request.id)
    for _ in items:
        if bench.stage.panel.answers().outcome is Outcome.UNDECIDED:
            hand.press("1")
        bench.stage.items.rows.setFocus()
        hand.press("Enter")
    decided = gather.items_of(desk.house.session, bench.request.id)
    outcomes = [one.outcome for one in decided]
    assert outcomes.count(Outcome.REDACT) == naming
    assert outcomes.count(Outcome.SHARE) == len(decided) - naming
    return len(decided), hand.pressed


def reckoned(wanted: int, naming: int) -> tuple[int, int]:
    """The items, and the keys as the document reckons them: the people, one for what is covered already, two for the rest."""
    return wanted, len(OTHERS) + 2 + naming + 2 * (wanted - naming)


def test_every_item_takes_the_keys_by_which_the_document_reckons(desk: Desk) -> None:
    assert decided_by_keys(desk, *SHORT) == reckoned(*SHORT)
    assert counted_in_the_document() == reckoned(*WHOLE)


@pytest.mark.soak
def test_three_hundred_items_are_decided_with_the_keys_that_the_document_counts(desk: Desk) -> None:
    assert decided_by_keys(desk, *WHOLE) == reckoned(*WHOLE) == counted_in_the_document()


def counted_in_the_document() -> tuple[int, int]:
    """The items and the keys of the table's first line."""
    found = re.search(r"\| Coordinator \| ([\d,]+) items \| ([\d,]+) keys", DOCS.read_text(encoding="utf-8"))
    assert found is not None
    items, keys = (int(one.replace(",", "")) for one in found.groups())
    return items, keys
