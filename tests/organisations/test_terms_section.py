"""Term dates in the settings: nothing that cannot be read is dropped without a question."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from coordinator_app.organisations.model import TermBlock
from coordinator_app.organisations.page.terms_section import TermsSection
from tests.organisations.desk import desk_on, press
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
