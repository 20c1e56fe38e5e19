import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from coordinator_app.core.changes import Change, ChangeSet, RecordChange
from coordinator_app.ui.navigator import NoSuchPageError, PageNavigator, Visit
from coordinator_app.ui.page import Page
from tests.ui.shell_pages import PAGES, TodayPage


def change(kind: str) -> ChangeSet:
    return ChangeSet("c1", "general", (RecordChange(kind, "r1", "s1", Change.CHANGED, 2),))


@pytest.fixture
def stack(qtbot: QtBot) -> QStackedWidget:
    made = QStackedWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def navigator(stack: QStackedWidget) -> PageNavigator:
    return PageNavigator(stack, frozenset(PAGES), lambda name: PAGES[name](None))


def test_pages_are_built_once_when_first_wanted_and_told_where_to_go(
    navigator: PageNavigator, stack: QStackedWidget
) -> None:
    assert stack.count() == 0
    navigator.to("today", day="1")
    navigator.to("note")
    navigator.to("today", day="2")
    assert stack.count() == 2
    page = navigator.page
    assert isinstance(page, TodayPage)
    assert page.opened == [{"day": "1"}, {"day": "2"}]


def test_back_returns_with_what_the_page_was_told(navigator: PageNavigator) -> None:
    navigator.to("today", day="1")
    navigator.to("note")
    assert navigator.can_go_back()
    navigator.back()
    assert navigator.visit == Visit("today", {"day": "1"})
    assert not navigator.can_go_back()
    navigator.back()
    assert navigator.visit == Visit("today", {"day": "1"})


def test_a_visible_page_refreshes_and_a_hidden_one_becomes_stale(navigator: PageNavigator) -> None:
    navigator.to("today")
    today = navigator.page
    assert isinstance(today, TodayPage)
    navigator.changed(change("pupil"))
    navigator.changed(change("school"))
    assert today.refreshed == 1
    navigator.to("note")
    navigator.changed(change("pupil"))
    assert today.stale
    assert today.refreshed == 1
    navigator.to("today")
    assert not today.stale


def test_leaving_and_arriving_are_told(navigator: PageNavigator, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []

    def note(what: str, page: Page) -> None:
        told.append((what, page.name))

    navigator.leaving.connect(lambda page: note("leaving", page))
    navigator.arrived.connect(lambda page: note("arrived", page))
    navigator.to("today")
    navigator.to("note")
    assert told == [("arrived", "today"), ("leaving", "today"), ("arrived", "note")]


def test_a_page_that_does_not_exist_or_cannot_be_built_leaves_everything_as_it_is(
    navigator: PageNavigator,
) -> None:
    navigator.to("today")
    with pytest.raises(NoSuchPageError):
        navigator.to("nowhere")
    with pytest.raises(ValueError, match="Marigold"):
        navigator.to("broken")
    assert navigator.visit == Visit("today")
    assert not navigator.can_go_back()


def test_back_returns_to_what_the_page_had_become(
    navigator: PageNavigator, monkeypatch: pytest.MonkeyPatch
) -> None:
    navigator.to("today")
    page = navigator.page
    assert isinstance(page, TodayPage)
    monkeypatch.setattr(page, "where", lambda: {"day": "3"})
    navigator.to("note")
    navigator.back()
    assert page.opened == [{}, {"day": "3"}]


@pytest.mark.parametrize("planted", [False, True])
def test_what_opens_a_box_holds_for_one_opening_only(
    navigator: PageNavigator, monkeypatch: pytest.MonkeyPatch, planted: bool
) -> None:
    if not planted:
        monkeypatch.setattr(TodayPage, "opens_once", frozenset({"correct"}))
    navigator.to("today", day="1", correct="7")
    page = navigator.page
    assert isinstance(page, TodayPage)
    assert page.opened == [{"day": "1", "correct": "7"}]
    assert (navigator.visit == Visit("today", {"day": "1"})) is not planted
    navigator.to("note")
    navigator.back()
    assert (page.opened[-1] == {"day": "1"}) is not planted
