"""An entry or a correction that was begun: a draft within a second where it belongs, and the way back to the box itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page.correct_box import CorrectBox
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.store import drafts
from coordinator_app.ui import draft_keeper
from coordinator_app.ui.box_draft import BOX
from coordinator_app.ui.draft_keeper import PARAMS, DraftKeeper
from coordinator_app.ui.navigator import Visit
from tests.confirmations import Asks
from tests.held_jobs import HeldBack
from tests.pupils.conftest import opened
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

Open = Callable[..., PupilPage]
__all__ = ["opened"]


@pytest.fixture
def page(opened: Open, consented: House) -> PupilPage:
    return opened(consented.pupil)


@pytest.fixture
def keeper(page: PupilPage, at_desk: Desk) -> DraftKeeper:
    made = DraftKeeper(at_desk.services.jobs, page)
    made.watch(page, None)
    return made


def tab(page: PupilPage) -> ChronologyTab:
    found = page._made["chronology"]
    assert isinstance(found, ChronologyTab)
    return found


def kept_in(house: House, compartment: Compartment) -> list[str]:
    connection = house.session.databases.connection(compartment)
    return [str(one.body.get("words")) for one in drafts.all_drafts(connection)]


def test_what_is_typed_is_a_draft_within_a_second_in_its_compartment_also_when_that_changes(
    page: PupilPage, keeper: DraftKeeper, consented: House, qtbot: QtBot
) -> None:
    page.add_entry()
    box = tab(page).box
    words = box.rows["words"].input.target()
    assert keeper._soon.interval() <= 1_000
    qtbot.keyClicks(box.categories, "b")
    qtbot.keyClicks(words, "He seems tir")
    qtbot.waitUntil(lambda: kept_in(consented, Compartment.GENERAL) == ["He seems tir"])
    for letter, here, there in (
        ("h", Compartment.GUARDED, Compartment.GENERAL),
        ("b", Compartment.GENERAL, Compartment.GUARDED),
        ("s", Compartment.GUARDED, Compartment.GENERAL),
    ):
        qtbot.keyClicks(box.categories, letter)
        qtbot.waitUntil(
            lambda here=here, there=there: (
                kept_in(consented, here) == ["He seems tir"] and kept_in(consented, there) == []
            )
        )


def test_a_page_that_did_not_tell_its_keys_would_keep_it_seconds_later(
    page: PupilPage, keeper: DraftKeeper, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page.add_entry()
    page.typed.disconnect()  # the planted fault
    qtbot.keyClicks(tab(page).box.rows["words"].input.target(), "He")
    assert not keeper._soon.isActive()
    assert draft_keeper.SOON_MS < draft_keeper.SECONDS * 1_000


def test_carrying_on_leads_to_the_chronology_whichever_tab_was_open(
    page: PupilPage, keeper: DraftKeeper, consented: House, opened: Open
) -> None:
    page.add_entry()
    tab(page).box.choose(Category.BEHAVIOUR)
    tab(page).box.rows["words"].input.set_value("Half a sentence")
    tab(page).filters.show_filters(
        replace(tab(page).filters.filters(), words="searched", only_soft=True, category=Category.HEALTH)
    )
    page.tabs.open("overview")
    keeper.keep()
    draft = consented.session.draft("pupil", consented.pupil.id)
    assert draft is not None
    way = draft[PARAMS]
    assert way["tab"] == "chronology"
    assert "searched" not in repr(draft)
    again = opened(consented.pupil, **{name: value for name, value in way.items() if name != "pupil_id"})
    again.restore_draft({name: value for name, value in draft.items() if name != PARAMS})
    assert again.tabs.current() == "chronology"
    assert tab(again).box.isVisible()
    assert tab(again).box.rows["words"].value() == "Half a sentence"


HALF = "Half a sentence, and the lid was shut on it, so th"


def carry_on(
    page: PupilPage, consented: House, monkeypatch: pytest.MonkeyPatch, at_desk: Desk
) -> tuple[HeldBack, DraftKeeper]:
    """As Today's "Carry on" does it, with every reading still to come."""
    with consented.session.write(Compartment.GENERAL) as work:
        work.save_draft("pupil", consented.pupil.id, {"words": HALF, "category": "behaviour"})
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.open(consented.pupil.id, tab="chronology")
    keeper = DraftKeeper(at_desk.services.jobs, page)
    keeper.watch(page, None)
    page.activateWindow()
    page.first_focus()
    return held, keeper


@pytest.fixture
def fresh(qtbot: QtBot, at_desk: Desk) -> PupilPage:
    made = PupilPage(at_desk.services)
    qtbot.addWidget(made)
    made.resize(1162, 660)
    made.show()
    return made


@pytest.mark.parametrize("first", [1, -1])
def test_carrying_on_puts_the_cursor_behind_the_last_letter(
    fresh: PupilPage,
    consented: House,
    at_desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    first: int,
) -> None:
    held, _keeper = carry_on(fresh, consented, monkeypatch, at_desk)
    for answer in held.take()[::first]:  # the record before the draft, and the draft before the record
        answer()
    held.let()
    focus = QApplication.focusWidget()
    assert focus is tab(fresh).box.rows["words"].input.target()
    qtbot.keyClicks(focus, "at it broke off.")
    assert tab(fresh).box.rows["words"].value() == f"{HALF}at it broke off."


def test_whoever_has_gone_elsewhere_by_then_is_left_there(
    fresh: PupilPage, consented: House, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, _keeper = carry_on(fresh, consented, monkeypatch, at_desk)
    fresh.header.more.setFocus()
    held.let()
    assert QApplication.focusWidget() is fresh.header.more
    assert tab(fresh).box.rows["words"].value() == HALF


APART = "The lodger frightens him at night, so he says."


def begin_another(
    page: PupilPage,
    consented: House,
    at_desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    **draft: str,
) -> tuple[HeldBack, DraftKeeper]:
    """An entry that is typed before it has come back that another one was begun and left."""
    with consented.session.write(Compartment.GUARDED) as work:
        work.save_draft("pupil", consented.pupil.id, draft)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.open(consented.pupil.id, tab="chronology")
    (record,) = held.take()
    record()
    keeper = DraftKeeper(at_desk.services.jobs, page)
    rest = held.take()
    keeper.watch(page, None)
    page.activateWindow()
    page.add_entry()
    qtbot.keyClicks(tab(page).box.categories, "b")
    qtbot.keyClick(tab(page).box.categories, Qt.Key.Key_Tab)
    qtbot.keyClicks(tab(page).box.rows["words"].input.target(), "Calm all")
    for answer in rest:
        answer()
    return held, keeper


def both_are_kept_apart(house: House) -> None:
    """What was begun about safeguarding lies where only those find it who may open it; nothing of either is lost."""
    assert kept_in(house, Compartment.GENERAL) == ["Calm all"]
    assert kept_in(house, Compartment.GUARDED) == [APART]


def test_a_worry_that_comes_back_late_is_never_put_among_the_words_of_an_open_entry(
    fresh: PupilPage, consented: House, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, keeper = begin_another(
        fresh, consented, at_desk, qtbot, monkeypatch, words=APART, category="safeguarding"
    )
    held.let()  # the draft comes by now
    keeper.keep()
    words = tab(fresh).box.rows["words"].input.target()
    assert QApplication.focusWidget() is words
    assert tab(fresh).box.rows["words"].value() == "Calm all"
    both_are_kept_apart(consented)
    assert "Safeguarding. Its words are kept." in words_of(tab(fresh).adding.note)
    tab(fresh).adding.note.findChildren(QPushButton)[0].click()
    assert tab(fresh).box.rows["words"].value() == APART
    assert tab(fresh).box.category() is Category.SAFEGUARDING
    keeper.keep()
    both_are_kept_apart(consented)


def test_nor_is_it_if_the_vault_is_locked_before_it_has_come(
    fresh: PupilPage, consented: House, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, keeper = begin_another(
        fresh, consented, at_desk, qtbot, monkeypatch, words=APART, category="safeguarding"
    )
    keeper.keep()  # the lock
    both_are_kept_apart(consented)
    keeper.keep()
    held.let()  # only the way to lock it is long
    keeper.keep()
    both_are_kept_apart(consented)


def test_two_drafts_made_one_would_put_it_in_the_open(
    fresh: PupilPage, consented: House, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(PupilPage, "restore_beside", lambda _page, _draft: False)
    held, keeper = begin_another(
        fresh, consented, at_desk, qtbot, monkeypatch, words=APART, category="safeguarding"
    )
    held.let()
    keeper.keep()
    assert APART in kept_in(consented, Compartment.GENERAL)[0]


def test_back_returns_to_the_list_as_it_was_narrowed_and_found(
    consented: House, opened: Open, page: PupilPage
) -> None:
    add(consented, "Engine unit.", category=Category.PROVIDER)
    add(consented, "Another.", category=Category.PROVIDER)
    page.tabs.open("chronology")
    wanted = replace(tab(page).filters.filters(), words="engine", category=Category.PROVIDER)
    tab(page).filters.show_filters(wanted)
    tab(page).refresh()
    where = page.where()
    assert where is not None
    again = opened(consented.pupil, **{name: value for name, value in where.items() if name != "pupil_id"})
    assert tab(again).filters.filters() == wanted
    assert "Engine unit." in words_of(tab(again))
    assert "Another." not in words_of(tab(again))
    again.open(consented.pupil.id, tab="chronology", shown="")
    assert tab(again).filters.filters().number() == 0


def test_a_correction_is_carried_on_in_its_own_box(
    consented: House, opened: Open, page: PupilPage, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = add(consented, "Kit was lat.")
    page.tabs.open("chronology")
    tab(page).acts._act("Correct", entry.id)
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CorrectBox)
    qtbot.addWidget(box)
    qtbot.keyClicks(box.form.row("why").input.target(), "Misread")
    qtbot.waitUntil(lambda: consented.session.draft("correct_entry", entry.id) is not None)
    draft = consented.session.draft("correct_entry", entry.id)
    assert draft is not None
    assert draft[BOX] == {"page": "pupil", "title": ""}
    opened(**{"pupil": consented.pupil} | {n: v for n, v in draft[PARAMS].items() if n != "pupil_id"})
    again = at_desk.dialogs.shown[-1]
    assert again is not box
    assert isinstance(again, CorrectBox)
    qtbot.addWidget(again)
    assert again.form.row("why").value() == "Misread"


@pytest.mark.parametrize("planted", [False, True])
def test_what_is_typed_after_a_correction_was_carried_on_does_not_lead_back_into_that(
    consented: House,
    opened: Open,
    at_desk: Desk,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    planted: bool,
) -> None:
    if planted:
        monkeypatch.setattr(PupilPage, "opens_once", frozenset())
    entry = add(consented, "Kit was lat.")
    told = {"tab": "chronology", "correct": entry.id}
    page = opened(consented.pupil, **told)
    box = at_desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.reject()
    keeper = DraftKeeper(at_desk.services.jobs, page)
    keeper.watch(page, Visit("pupil", {"pupil_id": consented.pupil.id, **told}))
    page.add_entry()
    qtbot.keyClicks(tab(page).box.rows["words"].input.target(), "Another matter")
    keeper.keep()
    draft = consented.session.draft("pupil", consented.pupil.id)
    assert draft is not None
    assert ("correct" in draft[PARAMS]) is planted


def test_a_guarded_correction_is_carried_on_once_the_passphrase_is_typed(
    consented: House, opened: Open, at_desk: Desk, qtbot: QtBot
) -> None:
    entry = add(consented, "A worry.", category=Category.SAFEGUARDING)
    asks = Asks()
    closed = replace(at_desk, services=replace(at_desk.services, confirm=asks))
    opened(consented.pupil, closed, tab="chronology", correct=entry.id)
    assert at_desk.dialogs.shown == []
    asks.says_yes = True
    opened(consented.pupil, closed, tab="chronology", correct=entry.id)
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, CorrectBox)
    qtbot.addWidget(box)
    assert box.form.row("words").value() == "A worry."
    QApplication.processEvents()
