"""An entry that was begun on another day and one that is typed and kept before it has come back: neither wipes the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page import keeping
from coordinator_app.chronology.page.keeping import lying_aside
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.draft_keeper import DraftKeeper
from tests.chronology.test_page_late import Record
from tests.pupils.screens import Desk
from tests.vaults import House

OLD = "He told me that his uncle"
BEGUN: dict[str, Any] = {
    "words": OLD,
    "category": "safeguarding",
    "happened_on": "2026-11-24",
    "standing": "fact",
    "source": "",
    "written_by": "",
    "soft_purpose": "",
    "others": [],
    "may_be_told": "",
    "is_soft": False,
}


class Whole(Record):
    """A pupil's record as far as drafts are concerned."""

    def restore_draft(self, draft: dict[str, Any]) -> None:
        self.tab.restore(draft)

    def restore_beside(self, draft: dict[str, Any]) -> bool:
        return self.tab.restore_beside(draft)

    def keeps_beside(self) -> Callable[[Any, dict[str, Any]], None]:
        return self.tab.keeps_beside()


@pytest.fixture
def answers(at_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], object]]:
    """The readings asked for, held back: each is made when it is called."""
    honest, waiting = at_desk.services.jobs.read, []
    monkeypatch.setattr(
        at_desk.services.jobs, "read", lambda *asked, **how: waiting.append(lambda: honest(*asked, **how))
    )
    return waiting


def _typed_and_saved(tab: ChronologyTab) -> None:
    tab.opener.click()
    tab.box.choose(Category.BEHAVIOUR)
    tab.box.rows["words"].input.set_value("Late today.")
    tab.save()


def _keeper_at(consented: House, at_desk: Desk, qtbot: QtBot) -> tuple[ChronologyTab, DraftKeeper]:
    with consented.session.write(Compartment.GUARDED) as work:
        work.save_draft("pupil", consented.pupil.id, BEGUN)
    tab = ChronologyTab(at_desk.services, consented.pupil.id)
    qtbot.addWidget(tab)
    tab.show()
    record = Whole(tab)
    qtbot.addWidget(record)
    keeper = DraftKeeper(at_desk.services.jobs, record)
    keeper.watch(record, None)
    return tab, keeper


def _words_on_disk(house: House) -> list[str]:
    return [str(one.body.get("words")) for one in house.session.drafts()]


@pytest.mark.parametrize("full", [False, True], ids=["kept", "disk full"])
def test_an_older_draft_is_on_disk_at_every_moment_though_another_entry_is_kept_before_it_was_read(
    consented: House,
    at_desk: Desk,
    qtbot: QtBot,
    answers: list[Callable[[], object]],
    monkeypatch: pytest.MonkeyPatch,
    full: bool,
) -> None:
    if full:
        monkeypatch.setattr(keeping.actions, "add_entry", _no_room)
    tab, keeper = _keeper_at(consented, at_desk, qtbot)
    _typed_and_saved(tab)
    assert OLD in _words_on_disk(consented)
    assert {
        one.compartment for one in lying_aside(consented.session, consented.pupil.id) if OLD in str(one)
    } == {Compartment.GUARDED}
    for one in answers:
        one()
    keeper.keep()
    assert OLD in _words_on_disk(consented)
    keeper.stop()


def test_planted_fault_whoever_drops_what_lies_there_loses_it(
    consented: House,
    at_desk: Desk,
    qtbot: QtBot,
    answers: list[Callable[[], object]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "mark_of", lambda _body: "the same")
    monkeypatch.setattr(
        keeping, "_let_go", lambda session, pupil_id, _key: keeping._drop(session, "pupil", pupil_id)
    )
    tab, keeper = _keeper_at(consented, at_desk, qtbot)
    _typed_and_saved(tab)
    assert OLD not in _words_on_disk(consented)
    assert answers
    keeper.stop()


def test_a_draft_that_is_typed_on_and_kept_goes_with_its_entry(
    consented: House, at_desk: Desk, qtbot: QtBot
) -> None:
    tab, keeper = _keeper_at(consented, at_desk, qtbot)
    assert tab.box.rows["words"].value() == OLD
    tab.box.rows["words"].input.set_value(f"{OLD} waits at the gate.")
    tab.save()
    keeper.keep()
    assert _words_on_disk(consented) == []
    keeper.stop()


def _no_room(*_: object, **__: object) -> None:
    raise DiskFull("The disk is full.")
