"""The settings on a real vault: each section keeps what it says, and only sections that work are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.app.keeper import StoreKeeper
from coordinator_app.core.deadline_types import TargetRule
from coordinator_app.core.errors import InvalidInput
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.due import due_items
from coordinator_app.organisations.model import (
    ExceptionKind,
    Office,
    Officer,
    School,
    SchoolType,
    TermException,
)
from coordinator_app.organisations.page.partnership_section import PartnershipSection
from coordinator_app.organisations.page.schools_section import SchoolsSection
from coordinator_app.organisations.page.terms_section import TermsSection
from coordinator_app.settings import actions
from coordinator_app.settings.page.backups import BackupsSection
from coordinator_app.settings.page.deadlines import DeadlinesSection
from coordinator_app.settings.page.display import DisplaySection
from coordinator_app.settings.page.locking import LockingSection
from coordinator_app.settings.page.settings import SettingsPage
from coordinator_app.store import backup, places
from coordinator_app.store.vault import unlock
from coordinator_app.ui import theme
from coordinator_app.ui.focus_place import FocusPlace
from coordinator_app.ui.inputs import LongText
from tests.organisations.desk import Desk, desk_on, press, words_of
from tests.vaults import PASSPHRASE, House

NEW = "lantern orchard velvet crumpet saddle"
ALL = (
    "Partnership and officers",
    "Schools",
    "Term dates",
    "Deadlines",
    "Locking",
    "Backups",
    "Health of the vault",
    "Reading and display",
    "First talks",
    "Consent",
    "Wordings for entries",
    "Statements and forms",
)


@pytest.fixture
def desk(house: House, tmp_path: Path) -> Iterator[Desk]:
    with desk_on(house.vault, house.clock, tmp_path) as made:
        yield replace(made, services=replace(made.services, keeper=StoreKeeper(house.vault)))


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(desk.services)
    qtbot.addWidget(made)
    made.resize(1160, 720)
    made.open()
    made.show()
    return made


def test_the_sections_that_work_are_there_and_can_be_opened_by_name(page: SettingsPage) -> None:
    assert page.titles == ALL
    for title in ALL:
        page.open(section=title)
        assert page.section == title
        assert page.current().isVisible()


def test_a_section_that_cannot_work_is_absent(desk: Desk, qtbot: QtBot) -> None:
    made = SettingsPage(replace(desk.services, keeper=None))
    qtbot.addWidget(made)
    assert "Backups" not in made.titles


def test_an_address_of_five_lines_is_seen_whole_and_the_heading_stands_over_the_rows(
    page: SettingsPage, qtbot: QtBot
) -> None:
    page.open(section="Partnership and officers")
    address = next(one for one in page.current().findChildren(LongText) if "Address" in one.accessibleName())
    address.set_value("Bramblefield Academy\nOrchard Lane\nHazelmoor\nExample County\nLE99 1AA")
    qtbot.waitUntil(lambda: address.verticalScrollBar().maximum() == 0)
    address.set_value("\n".join("123456789"))  # planted: more than there is room for
    qtbot.waitUntil(lambda: address.verticalScrollBar().maximum() > 0)
    title = next(one for one in page.findChildren(QLabel) if one.property("heading") == 1)
    assert title.mapTo(page, QPoint(0, 0)).x() - page.list.mapTo(page, QPoint(0, 0)).x() == 12


def test_naming_the_joint_officer_closes_the_gap_on_today(page: SettingsPage, desk: Desk) -> None:
    assert "No joint data protection officer is named" in [one.title for one in due_items(desk.session)]
    section = page.current()
    assert isinstance(section, PartnershipSection)
    box = section.name_someone(Office.JOINT_DPO)
    box.form.set_values({"name": "D. Placeholder", "telephone": "01632 960155"})
    box.save()
    assert "No joint data protection officer is named" not in [one.title for one in due_items(desk.session)]
    assert "D. Placeholder, 01632 960155" in words_of(page)


def test_a_new_holder_begins_today_and_the_one_before_ended_yesterday(page: SettingsPage, desk: Desk) -> None:
    section = page.current()
    assert isinstance(section, PartnershipSection)
    box = section.name_someone(Office.COORDINATOR)
    box.form.set_values({"name": "Robin Stand-in"})
    box.save()
    ends = {one.name: (one.from_day, one.to_day) for one in desk.session.list(Officer)}
    assert ends["Pat Samplewell"] == (None, date(2026, 11, 23))
    assert ends["Robin Stand-in"] == (date(2026, 11, 24), None)


def test_a_school_is_added_with_its_calendar(page: SettingsPage, desk: Desk) -> None:
    page.open(section="Schools")
    section = page.current()
    assert isinstance(section, SchoolsSection)
    box = section.ask(School())
    box.form.set_values({"name": "Hazelmoor Academy", "laestab": "855/4O00"})
    box.save()
    assert "Character 5 is the letter O" in box.form.row("laestab").error()
    box.form.set_values({"laestab": "855/4001"})
    box.save()
    assert box.form.row("school_type").error() == "Choose the type of school."
    calendar = desk.session.list(School)[0].term_calendar_id
    box.form.set_values({"school_type": SchoolType.ACADEMY, "term_calendar_id": calendar})
    box.save()
    (added,) = desk.session.list(School, where={"name": "Hazelmoor Academy"})
    assert (added.laestab, added.term_calendar_id) == ("8554001", calendar)


def terms_of(page: SettingsPage) -> TermsSection:
    page.open(section="Term dates")
    section = page.current()
    assert isinstance(section, TermsSection)
    return section


def test_term_dates_say_where_they_end_and_take_the_next_term(
    page: SettingsPage, desk: Desk, house: House
) -> None:
    section = terms_of(page)
    assert "Deadlines after 12 February 2027 are not known." in words_of(page)
    press(page, "Add dates")
    section.terms.set_text(f"{section.terms.text()}\nSpring 2: 22 February 2027 to 25 March 2027\n")
    press(page, "Save the dates")
    days = organisations.school_days(desk.session, house.school.id)
    assert days.counts(date(2027, 3, 25))
    assert days.counts(date(2025, 9, 1))
    assert "Deadlines after 25 March 2027 are not known." in words_of(page)


def test_overlapping_terms_are_warned_of(page: SettingsPage) -> None:
    section = terms_of(page)
    press(page, "Change the dates")
    section.terms.set_text(f"{section.terms.text()}\nSummer 1: 1 February 2027 to 21 May 2027\n")
    assert "before Spring 1 ends on 12 February 2027" in words_of(section.terms)


def test_a_closure_of_one_school_outlives_a_change_of_the_terms(
    page: SettingsPage, desk: Desk, house: House
) -> None:
    section = terms_of(page)
    box = section.add_closure()
    snow = date(2026, 11, 26)
    box.form.set_values(
        {"school_id": house.school.id, "on_day": snow, "kind_of_day": ExceptionKind.CLOSURE, "title": "snow"}
    )
    box.save()
    press(page, "Change the dates")
    press(page, "Save the dates")
    assert organisations.school_days(desk.session, house.school.id).why_not(snow) == "snow"
    press(page, f"Remove: {house.school.name}, 26 November 2026")
    assert desk.session.list(TermException) == []
    assert organisations.school_days(desk.session, house.school.id).counts(snow)


def test_the_target_is_counted_as_chosen(page: SettingsPage, desk: Desk) -> None:
    page.open(section="Deadlines")
    press(page, "15 school days")
    press(page, "No")
    assert actions.target(desk.session) == (TargetRule.SCHOOL_15, False)
    # no Undo: a setting has no history and is chosen anew
    assert desk.told.toasts[-1] == "The target is kept"


def test_a_proclaimed_bank_holiday_is_no_working_day(page: SettingsPage, desk: Desk) -> None:
    page.open(section="Deadlines")
    section = page.current()
    assert isinstance(section, DeadlinesSection)
    section.holidays.set_values({"extra": "14 June 2027: Royal occasion\nsome day: Party"})
    press(page, "Save bank holidays")
    assert section.holidays.row("extra").error().startswith("Row 2 cannot be read.")
    section.holidays.set_values({"extra": "14 June 2027: Royal occasion"})
    press(page, "Save bank holidays")
    assert organisations.bank_holidays(desk.session).title(date(2027, 6, 14)) == "Royal occasion"
    assert actions.extra_holidays(desk.session) == "14 June 2027: Royal occasion\n"


def test_minutes_until_the_lock_are_kept_in_the_vault_and_bounded(page: SettingsPage, desk: Desk) -> None:
    page.open(section="Locking")
    section = page.current()
    assert isinstance(section, LockingSection)
    section.minutes.set_value(10)
    section.minutes.edited.emit()
    assert actions.idle_minutes(desk.session) == 10
    for minutes in (0, 16):
        with pytest.raises(InvalidInput):
            desk.services.jobs.write(lambda session, m=minutes: actions.keep_idle_minutes(session, m)).result(
                5
            )


def test_the_passphrase_is_changed_only_with_the_present_one(
    page: SettingsPage, desk: Desk, house: House, tmp_path: Path
) -> None:
    page.open(section="Locking")
    section = page.current()
    assert isinstance(section, LockingSection)
    section.old.setText("not my passphrase at all")
    section.new.first.setText(NEW)
    section.new.again.setText(NEW)
    press(page, "Change passphrase")
    assert section.old_row.error()
    house.clock.at += timedelta(minutes=2)
    section.old.setText(PASSPHRASE)
    press(page, "Change passphrase")
    assert desk.told.toasts == ["The passphrase is changed"]
    assert section.old.value() == ""
    house.session.close()
    house.vault.close()
    unlock(house.vault.folder, NEW, clock=house.clock, state=tmp_path / "state.json").close()


def test_a_backup_is_made_and_really_opened(page: SettingsPage, desk: Desk, house: House) -> None:
    page.open(section="Backups")
    assert "No backup yet" in words_of(page)
    press(page, "Back up now")
    words = words_of(page)
    assert "The backup is made." in words
    assert "24 November 2026, 9am" in words
    press(page, "Test")
    assert "This backup is good." in words_of(page)


def test_a_backup_from_a_day_to_come_is_marked_and_never_called_the_newest(
    page: SettingsPage, desk: Desk, house: House
) -> None:
    keeper = StoreKeeper(house.vault)
    desk.services.jobs.task(lambda task: keeper.back_up(None, task))
    (made,) = backup.generations(house.vault.folder / backup.LOCAL)
    made.rename(made.with_name(made.name.replace("2026", "2027")))
    page.open(section="Backups")
    press(page, "Back up now")
    words = words_of(page)
    assert words.index("24 November 2027, 9am") < words.index("24 November 2026, 9am")
    assert words.count("Date is still to come") == words.count("Newest") == 1
    assert words.index("Date is still to come") < words.index("24 November 2026, 9am") < words.index("Newest")
    assert "The clock of this laptop is wrong, or it was when this backup was made." in words


def test_the_header_hears_of_every_backup(house: House, tmp_path: Path) -> None:
    told: list[str] = []
    keeper = StoreKeeper(house.vault, made=lambda: told.append("made"))
    with desk_on(house.vault, house.clock, tmp_path / "desk") as made:
        made.services.jobs.task(lambda task: keeper.back_up(tmp_path / "elsewhere", task))
        assert told == ["made"]
        made.services.jobs.task(lambda task: keeper.back_up(None, task))
    assert told == ["made", "made"]


def test_a_damaged_backup_is_not_called_good(page: SettingsPage, desk: Desk, house: House) -> None:
    page.open(section="Backups")
    press(page, "Back up now")
    (made,) = backup.generations(house.vault.folder / backup.LOCAL)
    database = next(made.glob("general*.db"))
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 0xFF
    database.chmod(0o600)
    database.write_bytes(content)
    press(page, "Test")
    assert "This backup cannot be trusted." in words_of(page)


def test_a_backup_goes_to_the_folder_that_was_chosen(page: SettingsPage, desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.open(section="Backups")
    desk.dialogs.will_answer(stick)
    press(page, "Back up to a folder")
    assert len(backup.generations(stick)) == 1
    assert isinstance(page.current(), BackupsSection)
    words = words_of(page)
    assert "No backup yet" not in words
    assert "This is on the same disk as the vault: if the laptop is lost, both are." in words
    assert "Take the drive out" not in words
    assert words.index("In another folder of this disk") < words.index("24 November 2026, 9am")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the system says is another drive."""
    folder = tmp_path / "STICK"
    folder.mkdir()
    probes = places.Probes(mounts=list, device=lambda path: 2 if path.is_relative_to(folder) else 1)
    monkeypatch.setattr(places, "Probes", lambda: probes)
    return folder


def test_a_backup_on_another_drive_is_listed_with_place_and_date(
    page: SettingsPage, desk: Desk, house: House, stick: Path
) -> None:
    page.open(section="Backups")
    desk.dialogs.will_answer(stick)
    press(page, "Back up to a folder")
    words = words_of(page)
    assert "Take the drive out and keep it in another place." in words
    assert "No backup yet" not in words
    assert words.index("On another drive") < words.index("24 November 2026, 9am")
    assert f"On {stick}" in words
    press(page, "Test")
    assert "This backup is good." in words_of(page)
    stick.rename(stick.with_name("pocket"))
    house.clock.at += timedelta(days=2)
    section = page.current()
    assert isinstance(section, BackupsSection)
    section.refresh()
    words = words_of(page)
    assert f"Not found now, last seen 24 November 2026 on {stick}" in words
    assert "Verified" not in words
    shown = [one.text() for one in section.findChildren(QPushButton) if one.isVisibleTo(section)]
    assert "Test" not in shown


def test_the_vaults_own_folder_is_refused_for_a_backup(page: SettingsPage, desk: Desk, house: House) -> None:
    page.open(section="Backups")
    desk.dialogs.will_answer(house.vault.folder / "backups")
    press(page, "Back up to a folder")
    (trouble,) = desk.told.troubles
    assert "inside the vault itself" in str(trouble)
    assert "The backup is made." not in words_of(page)
    assert "No backup yet" in words_of(page)


def test_reading_and_display_change_at_once_and_stay_on_this_laptop(page: SettingsPage, desk: Desk) -> None:
    page.open(section="Reading and display")
    section = page.current()
    assert isinstance(section, DisplaySection)
    press(page, "Dark")
    section.form.set_values({"text_size": 150})
    section.form.row("text_size").edited.emit()
    press(page, "Easier to tell letters apart")
    now = theme.current()
    assert (now.mode, now.scale, now.family) == ("dark", 1.5, "hyperlegible")
    assert desk.services.settings.text_size == 150


def test_the_list_of_sections_gives_way_in_a_narrow_window(page: SettingsPage) -> None:
    page.resize(560, 700)
    assert page.choice.isVisible()
    assert not page.list.isVisible()
    page.resize(1160, 720)
    assert page.list.isVisible()


def test_the_focus_stays_on_back_up_now(page: SettingsPage, qtbot: QtBot, qapp: QApplication) -> None:
    watch = FocusPlace(qapp)
    page.open(section="Backups")
    section = page.current()
    assert isinstance(section, BackupsSection)
    with qtbot.waitActive(page):
        page.activateWindow()
    section.now.setFocus()
    section.now.click()
    section._busy(busy=True)  # as long as real work takes
    QApplication.processEvents()
    assert QApplication.focusWidget() is not section.now
    section._end()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is section.now)
    watch.deleteLater()
