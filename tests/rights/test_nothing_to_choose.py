"""The box that chooses a record says what to do where there is none to choose: an empty list said nothing."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.corrections.choosing import Item
from coordinator_app.rights.model import RightsKind
from coordinator_app.rights.page.boxes import ItemBox
from coordinator_app.rights.parts import RightsItem
from coordinator_app.rights.view import Choosable
from tests.pupils.screens import words_of

ENTRY = Item("chronology_entry", "e1", "Behaviour entry, 1 November 2026", is_guarded=False)
APART = Item("chronology_entry", "e2", "Restricted entry", is_guarded=True)
OWN = Item("pupil", "p1", "The pupil’s record", is_guarded=False)


def shown(
    qtbot: QtBot, kind: RightsKind, *items: Item, listed: tuple[str, ...] = (), guards: bool = True
) -> ItemBox:
    on_list = tuple(RightsItem(request_id="r", item_kind="chronology_entry", item_id=one) for one in listed)
    box = ItemBox(kind, Choosable("Kit", items, None, ()), on_list, guards=guards)
    qtbot.addWidget(box)
    box.show()
    return box


def test_with_a_record_to_choose_it_asks_which(qtbot: QtBot) -> None:
    box = shown(qtbot, RightsKind.ERASURE, OWN, ENTRY)
    assert box.form.row("item").isVisible()
    assert box.act.isEnabled()
    assert "no record" not in words_of(box)


@pytest.mark.parametrize(
    ("kind", "listed", "lead", "then"),
    [
        (
            RightsKind.ERASURE,
            (),
            "There is no record that can be erased by itself.",
            "say so in the decision",
        ),
        (RightsKind.ERASURE, ("e1",), "Every record is on the list.", "record the decision"),
        (RightsKind.RESTRICTION, (), "There is no record that can be shut alone.", "leave the list empty"),
    ],
)
def test_without_one_it_says_so_and_what_to_do(
    qtbot: QtBot, kind: RightsKind, listed: tuple[str, ...], lead: str, then: str
) -> None:
    box = shown(qtbot, kind, OWN, *((ENTRY,) if listed else ()), listed=listed)
    said = words_of(box)
    assert lead in said
    assert then in said
    assert "ask the safeguarding lead" not in said
    assert not box.form.row("item").isVisible()
    assert (box.act.isEnabled(), box.cancel.text()) == (False, "Close")


def test_whoever_cannot_open_what_is_restricted_learns_whom_to_ask(qtbot: QtBot) -> None:
    box = shown(qtbot, RightsKind.ERASURE, OWN, APART, guards=False)
    assert "ask the safeguarding lead" in words_of(box)
