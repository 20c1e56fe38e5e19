"""Term dates in the settings: nothing that cannot be read is dropped without a question."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.organisations.model import ExceptionKind, TermBlock, TermException
from coordinator_app.organisations.page.terms_input import TermsInput
from coordinator_app.organisations.page.terms_section import TermsSection
from coordinator_app.ui.notes import Note
from tests.organisations.desk import desk_on, press, words_of
from tests.ui.recording import NO, YES
from tests.vaults import House


def test_rows_that_cannot_be_read_are_asked_about_before_the_dates_are_kept(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        section = TermsSection(desk.services)
        qtbot.addWidget(section)
        section.refresh()
        press(section, "Change the dates")
        section.terms.set_text(f"{section.terms.text()}\nSpring 2: 22 February 2027 to 31/02/2027\n")
        before = desk.session.list(TermBlock)
        desk.dialogs.will_answer(NO)
        press(section, "Save the dates")
        assert desk.dialogs.asked == [("ask", "1 row could not be read.")]
        assert desk.session.list(TermBlock) == before
        desk.dialogs.will_answer(YES)
        press(section, "Save the dates")
        assert desk.told.toasts == ["The term dates are kept (undo)"]


@pytest.mark.parametrize("mended", [True, False])
def test_cancelled_while_the_rows_are_read_nothing_is_kept_later(
    house: House, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mended: bool
) -> None:
    if not mended:  # the planted fault
        monkeypatch.setattr(TermsInput, "stay", lambda _self: None)
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        section = TermsSection(desk.services)
        qtbot.addWidget(section)
        section.refresh()
        press(section, "Change the dates")
        more = f"{section.terms.text()}\nSpring 2: 22 February 2027 to 26 March 2027\n"
        section.terms.paste.set_value(more)  # as if its reading were still under way
        before = desk.session.list(TermBlock)
        press(section, "Save the dates")
        press(section, "Cancel")
        section.terms._read()
        assert (desk.session.list(TermBlock) == before) is mended
        assert (desk.told.toasts == []) is mended


def test_after_a_reading_that_failed_nothing_goes_on_by_itself(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    went: list[bool] = []
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        terms = TermsInput(desk.services)
        qtbot.addWidget(terms)
        terms.paste.set_value("Autumn: 1 September 2026 to 16 October 2026")
        terms.leave(lambda: went.append(True))
        terms._not_read(DiskFull("The disk is full."))
        terms._read()
        assert not went
        terms.leave(lambda: went.append(True))
        assert went


def test_a_closure_that_changes_nothing_is_asked_about_once_and_may_be_kept(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        section = TermsSection(desk.services)
        qtbot.addWidget(section)
        section.refresh()
        box = section.add_closure()
        box.form.set_values({"on_day": date(2026, 11, 28), "kind_of_day": ExceptionKind.CLOSURE})
        box.form.set_values({"school_id": house.school.id})
        box.save()
        note = box.note()
        assert note is not None
        assert "28 November 2026 is at a weekend. It changes nothing." in note.text
        assert desk.session.list(TermException) == []
        box.form.set_values({"on_day": None})
        box.save()
        assert box.form.row("on_day").error() == "Type the day."
        box.form.set_values({"on_day": date(2026, 11, 27)})
        box.save()
        assert [one.on_day for one in desk.session.list(TermException)] == [date(2026, 11, 27)]


def test_the_summer_term_that_is_missing_is_asked_about_where_the_dates_stand(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        section = TermsSection(desk.services)
        qtbot.addWidget(section)
        section.refresh()
        said = words_of(section)
        assert (
            "Term dates for 2027 to 2028 are missing. Deadlines after 12 February 2027 are not known." in said
        )
        assert "Is the summer term missing?" in said
        press(section, "Change the dates")
        assert any("Is the summer term missing?" in one for one in section.terms.warnings())


def test_a_thousand_odd_dates_are_said_in_a_few_notes_and_the_window_goes_on(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = "".join(f"Term {number}: 25 August 2026 to 16 October 2026\n" for number in range(1_000))
    with desk_on(house.vault, house.clock, tmp_path) as desk:
        terms = TermsInput(desk.services)
        qtbot.addWidget(terms)
        terms.set_text(rows)
        assert len(terms.warnings()) > 900
        notes = terms.findChildren(Note)
        assert len(notes) < 12
        assert any(note.accessibleName().endswith("They are shown when these are mended.") for note in notes)
