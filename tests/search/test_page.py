"""The search page: as one types, never wiped, outdated answers told to nobody, and back to the same line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.core.privacy import Compartment
from coordinator_app.search.model import SavedView
from coordinator_app.search.page import reading
from coordinator_app.search.page.page import SearchPage
from coordinator_app.ui.buttons import plain
from coordinator_app.ui.list_model import Roles
from tests.confirmations import Asks
from tests.held_jobs import HeldBack
from tests.organisations.desk import Desk, press, words_of
from tests.search.conftest import document, guarded_entry, other_pupil, write_entry
from tests.vaults import House


def type_in(page: SearchPage, qtbot: QtBot, words: str) -> None:
    """As a hand types: the words are looked for once the typing rests."""
    page.words.clear()
    qtbot.keyClicks(page.words, words)
    qtbot.waitUntil(lambda: not page._quiet.isActive())


def titles(page: SearchPage) -> list[str]:
    return [row.title for row in page.list.rows()]


def people(page: SearchPage) -> list[str]:
    return [row.title for row in page.people.rows]


def test_what_is_typed_is_found_with_its_words_marked(
    referred: House, page: SearchPage, qtbot: QtBot
) -> None:
    write_entry(referred, "He was <b>late</b> for the workshop.")
    type_in(page, qtbot, "late")
    (row,) = page.list.rows()
    assert row.title == "Behaviour entry, Kit Puddlecombe, 2 November 2026"
    assert [row.subtitle[start:end] for start, end in row.marks] == ["late"]
    # plain text, never markup
    assert "<b>late</b>" in row.subtitle
    page.list.grab()


def test_one_letter_asks_for_more_and_nothing_says_how(page: SearchPage, qtbot: QtBot) -> None:
    assert "Words in quotes" in words_of(page)
    assert not page.keep.isEnabled()
    type_in(page, qtbot, "k")
    assert "Type at least one letter more." in words_of(page)
    assert not page.list.isVisible()


def test_nothing_found_says_what_was_not_searched_and_what_may_have_been_meant(
    referred: House, page: SearchPage, qtbot: QtBot
) -> None:
    write_entry(referred, "Attendance was good.")
    type_in(page, qtbot, "atendance")
    said = words_of(page)
    assert "Nothing found for “atendance”" in said
    assert "Safeguarding and health records were not searched" in said
    assert "The trash was not searched." in said
    press(page, "Did you mean attendance")
    assert page.words.text() == "attendance"
    assert len(page.list.rows()) == 1


def test_a_filter_that_leaves_nothing_can_be_undone(referred: House, page: SearchPage, qtbot: QtBot) -> None:
    write_entry(referred, "late")
    type_in(page, qtbot, "late")
    page.filters.kind.set_value("documents")
    page.filters.kind.edited.emit()
    assert "Only what is chosen above was searched." in words_of(page)
    press(page, "Search everything")
    assert len(page.list.rows()) == 1
    assert page.filters.kind.value() is None


def test_a_pupil_found_by_name_opens_or_is_searched(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    write_entry(referred, "A good week.")
    type_in(page, qtbot, "puddle")
    assert people(page) == ["Kit Puddlecombe"]
    page.people.rows[0].opened.emit()
    assert desk.told.went == [("pupil", {"pupil_id": referred.pupil.id})]
    press(page, "Search in this record: Kit Puddlecombe")
    assert page.words.text() == ""
    assert plain(page.filters.only.text()) == "Only Kit Puddlecombe"
    assert any("Behaviour entry" in title for title in titles(page))
    page.filters.only.click()
    assert not page.filters.only.isVisible()


def test_the_page_opens_on_one_record_from_the_pupils_menu(
    referred: House, page: SearchPage, qtbot: QtBot
) -> None:
    other = other_pupil(referred)
    page.records_changed(frozenset({"pupil"}))
    write_entry(referred, "A good week.")
    page.open(pupil_id=referred.pupil.id)
    assert plain(page.filters.only.text()) == "Only Kit Puddlecombe"
    assert any("Behaviour entry" in title for title in titles(page))
    page.open(pupil_id=other.id)
    assert plain(page.filters.only.text()) == "Only Łukasz Thistledown"
    assert not any("Behaviour entry" in title for title in titles(page))


def test_a_name_and_words_lead_into_that_record(referred: House, page: SearchPage, qtbot: QtBot) -> None:
    write_entry(referred, "A week in the workshop.")
    type_in(page, qtbot, "kit week")
    assert people(page) == ["“week” in the record of Kit Puddlecombe"]
    page.people.rows[0].opened.emit()
    assert page.words.text() == "week"
    assert page.asked().pupil_id == referred.pupil.id
    assert len(page.list.rows()) == 1


def test_guarded_records_are_searched_once_the_passphrase_was_typed_and_closed_in_time(
    referred: House, page: SearchPage, asks: Asks, qtbot: QtBot
) -> None:
    guarded_entry(referred, "His aunt came late.")
    type_in(page, qtbot, "late")
    assert page.list.rows() == []
    asks.says_yes = True
    press(page, "Search them too")
    assert asks.whys == ["Safeguarding and health records are about to be searched and shown."]
    (row,) = page.list.rows()
    assert (row.chip_text, row.icon) == ("Safeguarding", "lock")
    assert "Safeguarding" in str(page.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    asks.fresh = False
    page._close_in_time()
    assert page.list.rows() == []
    assert page.words.text() == "late"


def test_an_answer_that_comes_late_wipes_nothing_and_is_not_shown(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry(referred, "late one")
    write_entry(referred, "other one")
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    type_in(page, qtbot, "late")
    first = held.take()
    type_in(page, qtbot, "other")
    second = held.take()
    for tell in (*second, *first):
        tell()
    assert page.words.text() == "other"
    assert [row.subtitle.partition(" · ")[0] for row in page.list.rows()] == ["other one"]


def test_the_test_for_late_answers_sees_one_that_is_shown(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: nobody counts the rounds."""
    write_entry(referred, "late one")
    held = HeldBack(desk.services.jobs, monkeypatch, "read")
    type_in(page, qtbot, "late")
    first = held.take()
    type_in(page, qtbot, "other")
    page.looking._round -= 1
    for tell in first:
        tell()
    assert page.list.rows() != []


def test_a_reading_that_fails_says_so_and_can_be_tried_again(
    referred: House, page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry(referred, "late one")

    def broken(*_asked: object) -> None:
        raise DiskFull("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(reading, "read_first", broken)
        type_in(page, qtbot, "late")
        assert page.in_trouble()
    press(page, "Try again")
    assert not page.in_trouble()
    assert len(page.list.rows()) == 1


def test_back_returns_to_the_same_words_filters_and_line(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    for day in range(1, 6):
        write_entry(referred, f"late {day}", date(2026, 10, day))
    page.open(typed="late", group="entries", since=date(2026, 10, 2))
    key = page.list.rows()[2].key
    page.list.opened.emit(key)
    (name, params) = desk.told.went[-1]
    assert (name, params["tab"], params["marked"]) == ("pupil", "chronology", "late")
    left = page.where()
    assert left["chosen"] == key
    page.open(typed="something else")
    page.open(**left)
    assert page.words.text() == "late"
    assert page.filters.since.value() == date(2026, 10, 2)
    assert page.list.current_key() == key


def test_gone_to_anew_the_words_are_chosen_so_that_typing_replaces_them(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    write_entry(referred, "late")
    type_in(page, qtbot, "late")
    page.list.opened.emit(page.list.rows()[0].key)
    page.open(**page.where())
    page.first_focus()
    assert page.window().focusWidget() is page.list
    page.open()
    page.first_focus()
    assert page.window().focusWidget() is page.words
    assert page.words.selectedText() == "late"


def test_back_to_a_page_that_nothing_has_changed_asks_nothing_again(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry(referred, "late")
    type_in(page, qtbot, "late")
    asked: list[object] = []
    honest = reading.read_first
    monkeypatch.setattr(reading, "read_first", lambda *ask: (asked.append(ask), honest(*ask))[1])
    page.open(**page.where())
    assert asked == []
    page.hide()
    page.records_changed(frozenset({"chronology_entry"}))
    page.show()
    page.open(**page.where())
    assert len(asked) == 1


def test_what_changes_while_one_looks_is_found_and_nothing_typed_is_lost(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    write_entry(referred, "late one")
    type_in(page, qtbot, "late")
    page.words.setText("late o")
    page.words.setCursorPosition(3)
    write_entry(referred, "late other")
    page.records_changed(frozenset({"chronology_entry"}))
    assert (page.words.text(), page.words.cursorPosition()) == ("late o", 3)
    assert len(page.list.rows()) == 2


def test_keys_go_from_the_words_to_the_list_and_enter_opens(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    entry = write_entry(referred, "late one")
    type_in(page, qtbot, "late")
    qtbot.keyClick(page.words, Qt.Key.Key_Return)
    assert desk.told.went[-1][1]["entry"] == entry.id
    qtbot.keyClick(page.words, Qt.Key.Key_Down)
    assert page.list.current_key() == f"chronology_entry:{entry.id}"
    # Enter before the typing rests looks first: what stands there answers something else
    page.words.setFocus()
    page.words.clear()
    qtbot.keyClicks(page.words, "other")
    went = len(desk.told.went)
    qtbot.keyClick(page.words, Qt.Key.Key_Return)
    assert len(desk.told.went) == went
    assert page.list.rows() == []


def test_more_are_read_as_one_scrolls(referred: House, page: SearchPage, qtbot: QtBot) -> None:
    for number in range(45):
        write_entry(referred, f"late {number}", date(2026, 9, 1) + timedelta(days=number))
    type_in(page, qtbot, "late")
    assert len(page.list.rows()) == 20
    model = page.list.model()
    while model.canFetchMore(page.list.rootIndex()):
        model.fetchMore(page.list.rootIndex())
    keys = [row.key for row in page.list.rows()]
    assert len(keys) == len(set(keys)) == 45
    assert str(model.index(44, 0).data(Roles.TITLE)).endswith("1 September 2026")


def test_a_rare_kind_behind_many_others_is_looked_for_further_back_by_itself(
    referred: House, page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.store.search.LOOKED_THROUGH", 2)
    monkeypatch.setattr("coordinator_app.store.search._AT_ONCE", 2)
    monkeypatch.setattr("coordinator_app.search.view.STEPS_AT_ONCE", 1)
    document(referred, "He was late.")
    for day in range(10, 18):
        write_entry(referred, "late", date(2026, 10, day))
    page.open(typed="late", group="documents")
    assert [title.partition(" (")[0] for title in titles(page)] == ["Minutes of the forum"]


def test_a_day_can_be_taken_for_words(referred: House, page: SearchPage, qtbot: QtBot) -> None:
    write_entry(referred, "We plan for 1 September.", date(2026, 8, 1))
    type_in(page, qtbot, "1 september")
    assert "Read as 1 September 2026." in words_of(page)
    press(page, "Search for the words instead")
    assert len(page.list.rows()) == 1


def test_a_search_is_kept_chosen_renamed_and_removed_with_undo(
    referred: House, page: SearchPage, desk: Desk, qtbot: QtBot
) -> None:
    write_entry(referred, "late")
    page.open(typed="late", group="entries", pupil_id=referred.pupil.id)
    desk.dialogs.will_answer("Late for lessons")
    page.keep.click()
    assert desk.told.toasts == ["Search kept (undo)"]
    page.open(typed="", group="", pupil_id="")
    page.refresh()
    (row,) = page.kept.rows
    assert (row.title, row.subtitle) == ("Late for lessons", "“late”. Chronology. Only Kit Puddlecombe")
    row.opened.emit()
    assert page.asked().typed == "late"
    assert page.asked().group == "entries"
    assert plain(page.filters.only.text()) == "Only Kit Puddlecombe"
    page.open(typed="", group="", pupil_id="")
    page.refresh()
    desk.dialogs.will_answer("Lateness")
    press(page, "Rename “Late for lessons”")
    page.refresh()
    assert [one.title for one in page.kept.rows] == ["Lateness"]
    press(page, "Remove “Lateness”")
    page.refresh()
    assert page.kept.rows == []
    assert desk.told.toasts[1:] == ["Search renamed (undo)", "Search removed (undo)"]


def test_a_search_among_guarded_records_is_kept_among_them_and_shown_after_the_passphrase(
    referred: House, page: SearchPage, desk: Desk, asks: Asks, qtbot: QtBot
) -> None:
    asks.fresh = True
    page.open(typed="belt")
    desk.dialogs.will_answer("The belt")
    page.keep.click()
    general = referred.session.databases.connection(Compartment.GENERAL)
    assert general.execute("SELECT count(*) FROM saved_view").fetchone() == (0,)
    assert referred.as_user(Compartment.GENERAL).list(SavedView) == []
    asks.fresh = False
    page.open(typed="")
    page.refresh()
    assert [one.title for one in page.kept.rows] == ["Restricted searches"]
    asks.says_yes = True
    page.kept.rows[0].opened.emit()
    assert [one.title for one in page.kept.rows] == ["The belt"]


def test_nothing_typed_leaves_the_page(referred: House, page: SearchPage, desk: Desk, qtbot: QtBot) -> None:
    """No draft, no title, no setting, no log: search history is not kept."""
    type_in(page, qtbot, "quokka")
    assert page.save_draft() is None
    assert "quokka" not in page.windowTitle() + page.accessibleName()
    folder = referred.vault.folder.parent
    ini = [one.read_bytes() for one in folder.rglob("*.ini")]
    assert not any(b"quokka" in one for one in ini)
    for compartment in (Compartment.GENERAL, Compartment.GUARDED):
        connection = referred.session.databases.connection(compartment)
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            if not table.startswith(("search_index", "search_word")):
                rows = connection.execute(f'SELECT * FROM "{table}"').fetchall()
                assert not any("quokka" in str(row) for row in rows)


def test_every_question_of_the_page_has_a_name(
    referred: House, page: SearchPage, qtbot: QtBot, look: Callable[..., object]
) -> None:
    other_pupil(referred)
    type_in(page, qtbot, "thistle")
    assert page.list.accessibleName() == "Records found"
    for widget in page.filters.inputs():
        assert (
            widget.accessibleName()
            or widget.isHidden()
            or widget
            in {
                page.filters.kind,
                page.filters.place,
                page.filters.since.line,
                page.filters.until.line,
            }
        )
