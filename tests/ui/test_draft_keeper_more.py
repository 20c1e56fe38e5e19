"""A page that still holds what it kept goes on from that, and what is typed behind an entry being kept is a draft."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.ui import draft_keeper
from coordinator_app.ui.draft_keeper import PARAMS, DraftKeeper
from coordinator_app.ui.navigator import Visit
from coordinator_app.ui.page import Page
from tests.ui.held_drafts import GENERAL, GUARDED, Held, NotePage, Other, Store

LONG = "She came in with a bruise on her arm and said that she had fallen."


class SteadyPage(NotePage):
    """Keeps its text while it is opened for the same record again, as a pupil's record does."""

    def open(self, record: str = "one", **_more: object) -> None:
        if record != self.draft_record:
            super().open(record)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def jobs(store: Store) -> Held:
    return Held(store)


@pytest.fixture
def keeper(jobs: Held, qtbot: QtBot) -> DraftKeeper:
    del qtbot
    return DraftKeeper(jobs)  # type: ignore[arg-type]  # held jobs stand in for them


@pytest.fixture
def page(qtbot: QtBot) -> SteadyPage:
    made = SteadyPage()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def other(qtbot: QtBot) -> Other:
    made = Other(None)  # type: ignore[arg-type]  # as above
    qtbot.addWidget(made)
    return made


Go = Callable[..., None]


@pytest.fixture
def go(keeper: DraftKeeper) -> Go:
    """What the window does: keep, open, watch."""

    def to(page: Page, **params: object) -> None:
        keeper.keep()
        page.open(**params)
        keeper.watch(page, Visit(page.name, params))

    return to


@pytest.fixture
def kept(jobs: Held, page: SteadyPage, other: Other, go: Go) -> None:
    """A long text was typed, and its page left."""
    go(page)
    jobs.settle()
    page.words = LONG
    go(other)
    jobs.settle()


@pytest.mark.usefixtures("kept")
def test_a_word_changed_in_the_middle_before_the_draft_has_come_doubles_nothing(
    jobs: Held, store: Store, page: SteadyPage, other: Other, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(page)
    page.words = typed = LONG.replace("in with", "in late with")
    put_back: list[object] = []
    monkeypatch.setattr(page, "restore_draft", put_back.append)
    jobs.settle()
    assert (page.words, put_back) == (typed, [])  # the cursor stays where it is, too
    go(other)
    jobs.settle()
    assert store.words() == typed


@pytest.mark.usefixtures("kept")
def test_whoever_leaves_before_the_draft_has_come_doubles_nothing_however_often(
    keeper: DraftKeeper, jobs: Held, store: Store, page: SteadyPage, other: Other, go: Go
) -> None:
    for visit in range(3):
        go(page)
        for key in "ab":  # each is kept: by hand, then by leaving
            page.words = page.words.replace("her arm", f"her {visit}{key} arm")
            keeper.keep()
        go(other)
        jobs.settle()
    assert store.words() == page.words
    assert page.words.count("bruise") == 1


@pytest.mark.usefixtures("kept")
def test_a_draft_that_the_page_did_not_hold_is_still_put_under_what_is_typed(
    keeper: DraftKeeper, jobs: Held, store: Store, page: SteadyPage, other: Other, go: Go
) -> None:
    """The other way round: only what was on the screen is gone on from."""
    go(page, record="two")
    go(page)  # empty by now
    page.words = "And her brother"
    keeper.keep()
    jobs.settle()
    assert page.words == f"{LONG}\nAnd her brother"
    go(other)
    jobs.settle()
    assert store.words() == f"{LONG}\nAnd her brother"


@pytest.mark.usefixtures("kept")
def test_if_every_draft_were_gone_on_from_it_would_be_lost(
    keeper: DraftKeeper,
    jobs: Held,
    store: Store,
    page: SteadyPage,
    other: Other,
    go: Go,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted fault."""
    monkeypatch.setattr(draft_keeper, "both", lambda _older, typed: typed)
    with pytest.raises(AssertionError):
        test_a_draft_that_the_page_did_not_hold_is_still_put_under_what_is_typed(
            keeper, jobs, store, page, other, go
        )


def test_what_was_typed_behind_an_entry_is_a_draft_once_that_is_kept_even_if_its_page_was_left(
    keeper: DraftKeeper, jobs: Held, store: Store, page: SteadyPage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words, page.flying = LONG, True
    go(other)
    page.words, page.flying = "And her brother", False  # the entry was kept, and went out of the box
    keeper.keep()  # the lock
    keeper.stop()
    jobs.settle()
    assert store.words() == "And her brother"


def test_it_takes_the_place_of_the_draft_that_had_both_and_is_written_once(
    keeper: DraftKeeper, jobs: Held, store: Store, page: SteadyPage, other: Other, go: Go
) -> None:
    go(page, record="one")
    jobs.settle()
    page.words = f"{LONG} And her brother"
    go(other)
    page.words, page.draft_compartment = "And her brother", GUARDED  # its category went with the entry
    for _tick in range(2):
        keeper._tick()
    assert len(jobs.writes) == 2  # the leaving, and this
    jobs.settle()
    assert (store.words(GENERAL), store.words(GUARDED)) == (None, "And her brother")
    way_back = json.loads(store.lying[GUARDED, "note", "one"])[PARAMS]
    assert way_back == {"record": "one"}
    page.words = ""
    keeper._tick()
    jobs.settle()
    assert store.lying == {}


def test_a_page_left_before_its_draft_has_come_does_not_drop_it_later_either(
    keeper: DraftKeeper, jobs: Held, store: Store, page: SteadyPage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = LONG
    go(page, record="two")
    jobs.settle()
    go(page)
    go(other)  # before the answer
    keeper._tick()
    jobs.settle()
    assert store.words() == LONG
