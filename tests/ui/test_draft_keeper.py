"""What is typed is kept as a draft, comes back once, and is neither lost nor covered by an answer that comes late."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.ui import draft_keeper
from coordinator_app.ui.draft_keeper import DraftKeeper
from coordinator_app.ui.navigator import Visit
from coordinator_app.ui.page import Page
from tests.ui.held_drafts import GENERAL, GUARDED, Held, NotePage, Other, Store

LONG = "She came in with a bruise on her arm and said that she had fallen."


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
def page(qtbot: QtBot) -> NotePage:
    made = NotePage()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def other(qtbot: QtBot) -> Other:
    made = Other(None)  # type: ignore[arg-type]  # as above
    qtbot.addWidget(made)
    return made


@pytest.fixture
def go(keeper: DraftKeeper) -> Callable[..., None]:
    """What the window does: keep, open, watch."""

    def to(page: Page, **params: object) -> None:
        keeper.keep()
        page.open(**params)
        keeper.watch(page, Visit(page.name, params))

    return to


Go = Callable[..., None]


def test_what_is_typed_is_kept_and_comes_back(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He came in"
    go(other)
    go(page)
    jobs.settle()
    assert (store.words(), page.words, page.told) == ("He came in", "He came in", 1)
    assert keeper.keep() is None  # nothing has changed


def test_whoever_leaves_again_before_the_draft_has_come_does_not_drop_it(
    jobs: Held, store: Store, page: NotePage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = LONG
    go(other)
    jobs.settle()
    go(page)
    go(other)  # before the answer
    jobs.settle()
    assert store.words() == LONG


def test_a_lock_before_the_draft_has_come_does_not_drop_it(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = LONG
    go(other)
    jobs.settle()
    go(page)
    assert keeper.keep() is None
    keeper.stop()
    jobs.settle()
    assert store.words() == LONG


def test_whoever_comes_back_at_once_finds_the_last_words_not_those_from_before(
    jobs: Held, page: NotePage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He came in"
    go(other)
    jobs.settle()
    go(page)
    jobs.settle()
    page.words = "He came in late"
    go(other)
    go(page)  # its draft is still being written
    jobs.let_go(jobs.reads)
    assert page.words == ""
    jobs.settle()
    assert page.words == "He came in late"


def test_a_draft_that_comes_late_covers_nothing_that_was_typed_meanwhile(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    store.lying[GENERAL, "note", "one"] = json.dumps({"words": LONG})
    go(page)
    page.words = "And her brother"
    jobs.settle()
    assert page.words == f"{LONG}\nAnd her brother"
    keeper.keep()
    jobs.settle()
    assert store.words() == f"{LONG}\nAnd her brother"


def test_without_the_look_at_what_is_typed_it_would_be_covered(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(draft_keeper, "both", lambda older, _typed: older)
    with pytest.raises(AssertionError):
        test_a_draft_that_comes_late_covers_nothing_that_was_typed_meanwhile(keeper, jobs, store, page, go)


def test_a_lock_while_the_draft_is_on_its_way_keeps_both_what_was_and_what_is_typed(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    store.lying[GENERAL, "note", "one"] = json.dumps({"words": LONG})
    go(page)
    page.words = "And her brother"
    keeper._tick()  # too early: nothing is written before it is known what lies there
    assert jobs.writes == []
    assert keeper.keep() is not None  # the lock
    keeper.stop()
    jobs.settle()
    assert store.words() == f"{LONG}\nAnd her brother"


def test_a_draft_that_could_not_be_read_is_asked_for_again_and_not_dropped_meanwhile(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.lying[GENERAL, "note", "one"] = json.dumps({"words": LONG})

    def full(_screen: str, _record: str) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(store, "draft", full)
        go(page)
        jobs.settle()
    assert (page.words, store.words(), len(jobs.troubles)) == ("", LONG, 1)
    assert keeper.keep() is None
    keeper._tick()
    jobs.settle()
    assert page.words == LONG


def test_the_answer_about_one_record_is_never_put_into_another(
    jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    store.lying[GENERAL, "note", "one"] = json.dumps({"words": LONG})
    go(page)
    go(page, record="two")
    jobs.settle()
    assert page.words == ""


def test_a_draft_whose_page_learns_its_compartment_before_the_answer_is_put_back_all_the_same(
    jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    """The tab that knows the compartment is made when the record has been read: sooner or later than the draft."""
    store.lying[GUARDED, "note", "one"] = json.dumps({"words": LONG})
    go(page)
    page.draft_compartment = GUARDED
    jobs.settle()
    assert page.words == LONG


def test_a_draft_never_stays_where_its_category_has_left(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He told me that"
    keeper.keep()
    jobs.settle()
    page.draft_compartment = GUARDED
    keeper.keep()
    jobs.settle()
    assert (store.words(GENERAL), store.words(GUARDED)) == (None, "He told me that")
    page.draft_compartment = GENERAL  # and back: it is not taken for kept there still
    keeper.keep()
    jobs.settle()
    assert (store.words(GENERAL), store.words(GUARDED)) == ("He told me that", None)


def test_one_from_before_the_unlock_does_not_stay_there_either(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    store.lying[GENERAL, "note", "one"] = json.dumps({"words": LONG})
    go(page)
    jobs.settle()
    page.draft_compartment, page.words = GUARDED, f"{LONG} He hit her."
    keeper.keep()
    jobs.settle()
    assert store.words(GENERAL) is None


def test_a_move_that_failed_is_done_later_and_said_once(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He told me that"
    keeper.keep()
    jobs.settle()
    page.draft_compartment, store.full = GUARDED, True
    for _tick in range(3):
        keeper._tick()
        jobs.settle()
    assert (store.words(GENERAL), len(jobs.troubles)) == ("He told me that", 1)
    store.full = False
    keeper._tick()
    jobs.settle()
    assert (store.words(GENERAL), store.words(GUARDED)) == (None, "He told me that")


def test_after_a_failure_nothing_is_taken_for_kept_not_even_what_was_typed_before(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He came in"
    keeper.keep()
    jobs.settle()
    page.words, store.full = "He came in late", True
    keeper.keep()
    jobs.settle()
    page.words, store.full = "He came in", False
    assert keeper.keep() is not None


def test_two_writes_of_a_draft_leave_the_newer_whatever_is_answered_between(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He came"
    keeper.keep()
    page.words = "He came in"
    keeper.keep()
    store.full = True
    jobs.writes.pop(0)()  # the older fails, with the newer on its way
    store.full = False
    jobs.settle()
    assert store.words() == "He came in"
    assert keeper.keep() is None


def test_what_is_being_kept_as_a_record_is_left_to_that_write(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words, page.flying = "He came in", True
    go(other)
    keeper.stop()
    jobs.settle()
    assert store.words() is None


def test_what_was_kept_as_a_record_after_its_page_was_left_does_not_come_back_as_a_draft(
    keeper: DraftKeeper, jobs: Held, store: Store, page: NotePage, other: Other, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He came in"
    go(other)
    jobs.settle()
    assert store.words() == "He came in"
    page.words = ""  # its write was answered
    keeper._tick()
    jobs.settle()
    assert store.words() is None


def test_a_page_is_not_told_that_the_draft_of_the_record_before_was_kept(
    jobs: Held, page: NotePage, go: Go
) -> None:
    go(page)
    jobs.settle()
    page.words = "He came in"
    go(page, record="two")
    jobs.settle()
    assert page.told == 0


@pytest.mark.parametrize("first", ["reads", "writes"])
def test_what_was_written_before_the_answer_is_taken_for_kept_whichever_comes_first(
    keeper: DraftKeeper, jobs: Held, page: NotePage, go: Go, first: str
) -> None:
    go(page)
    page.words = "He came in"
    keeper.keep()
    jobs.let_go(getattr(jobs, first))
    jobs.settle()
    assert (page.words, keeper.keep()) == ("He came in", None)
