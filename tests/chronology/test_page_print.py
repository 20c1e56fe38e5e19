"""Printing from the chronology: what for is asked, what is kept apart only where ticked, the ledger once a copy for somebody has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import actions, giving, to_print
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page import print_entries
from coordinator_app.chronology.page.give_box import PaperBox
from coordinator_app.chronology.page.print_box import FILE, PAPER, PrintBox
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.to_print import Leaving, What
from coordinator_app.core.errors import DiskFull
from coordinator_app.jobs import leaving_pdf
from coordinator_app.jobs.leaving_pdf import LeavingPdf
from coordinator_app.services import Confirmation
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.ui import paper
from coordinator_app.ui.carry_on import Left
from tests.confirmations import Asks
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

Make = Callable[..., ChronologyTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make(confirm: Confirmation | None = None) -> ChronologyTab:
        services = replace(at_desk.services, confirm=confirm or at_desk.services.confirm)
        made = ChronologyTab(services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 640)
        made.show()
        QApplication.processEvents()
        return made

    return make


def box_of(desk: Desk, qtbot: QtBot) -> PrintBox:
    box = desk.dialogs.shown[-1]
    assert isinstance(box, PrintBox)
    qtbot.addWidget(box)
    return box


def answered(box: PrintBox, what: What | None = What.HERE, **answers: object) -> None:
    box.form.row("what").input.set_value(what)
    answers = {"how": FILE} | answers
    for name, value in answers.items():
        box.form.row(name).input.set_value(value)
    box.act.click()


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def audited(house: House) -> list[str]:
    wanted = {to_print.AUDITED, leaving_pdf.AUDITED}
    rows = house.session.audit_rows(limit=10_000)
    return [row.entry.note_code for row in rows if row.entry.action in wanted]


def test_what_the_filters_show_is_printed_for_the_case_file_and_stands_in_the_audit(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    add(consented, "Unit 2 begun.", category=Category.PROVIDER)
    page = tab()
    page.filters.show_filters(replace(page.filters.filters(), category=Category.PROVIDER))
    page.print.click()
    box = box_of(at_desk, qtbot)
    assert "1 entry. Only these: " in words_of(box)
    answered(box, None)
    assert "Choose what the paper is for." in words_of(box), "neither is taken for granted"
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    answered(box)
    told = text_of(tmp_path / "out.pdf")
    assert "Unit 2 begun." in told
    assert "He helped." not in told
    assert to_print.HERE in told
    assert sorted(audited(consented)) == ["1-entries.here", "entries.1-pages.open"]
    assert disclosures_of(consented.session, consented.pupil.id) == []
    assert at_desk.told.toasts[-1][0] == "The entries were saved as PDF"


def test_what_is_kept_apart_is_printed_only_with_the_tick_and_the_passphrase(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    add(consented, "He sleeps in a barn.", category=Category.SAFEGUARDING)
    asks = Asks(says_yes=True)
    page = tab(asks)
    for apart, wanted in ((False, False), (True, True)):
        page.print.click()
        box = box_of(at_desk, qtbot)
        at_desk.dialogs.will_answer(tmp_path / f"{apart}.pdf")
        asks.fresh, asks.whys = False, []
        answered(box, apart=apart)
        assert (print_entries._WHY in asks.whys) is wanted
        told = text_of(tmp_path / f"{apart}.pdf")
        assert ("barn" in told) is wanted
        assert (to_print.APART in told) is wanted


ANSWERS = {
    "recipient_kind": RecipientKind.PARENT,
    "recipient": "Marigold Puddlecombe",
    "method": DeliveryMethod.IN_PERSON,
    "why": "For the meeting.",
}


def asked_for_whom(page: ChronologyTab, desk: Desk, qtbot: QtBot, how: str = FILE) -> PaperBox:
    page.print.click()
    answered(box_of(desk, qtbot), What.GIVEN, how=how)
    box = desk.dialogs.shown[-1]
    assert isinstance(box, PaperBox)
    qtbot.addWidget(box)
    return box


def ledger(house: House) -> list[tuple[str, str]]:
    return [(one.recipient, one.description) for one in disclosures_of(house.session, house.pupil.id)]


MARIGOLD = [("Marigold Puddlecombe", "1 entry of the chronology")]


def test_a_paper_for_somebody_is_in_the_ledger_once_it_has_left_and_names_who_gets_it(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    entry = add(consented, "He helped.", happened_on=date(2026, 11, 3))
    box = asked_for_whom(tab(), at_desk, qtbot)
    assert audited(consented) == [], "nothing has left"
    box.form.set_values(ANSWERS)
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    box.act.click()
    assert ledger(consented) == MARIGOLD
    (told,) = disclosures_of(consented.session, consented.pupil.id)
    (line,) = consented.session.list(DisclosedItem, where={"disclosure_id": told.id})
    assert (line.item_id, line.item_version) == (entry.id, entry.version)
    words = text_of(tmp_path / "out.pdf")
    assert to_print.foot_for("Marigold Puddlecombe") in words
    assert to_print.HERE not in words
    assert sorted(audited(consented)) == ["1-entries.given", "entries.1-pages.open"]
    assert at_desk.told.toasts[-1][0] == "The entries were saved as PDF, and stand in the ledger"


def test_what_is_called_off_or_cannot_be_saved_leaves_no_line_in_the_ledger(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    page = tab()
    nowhere = tmp_path / "no such folder" / "out.pdf"
    for place in (None, nowhere):
        box = asked_for_whom(page, at_desk, qtbot)
        box.form.set_values(ANSWERS)
        at_desk.dialogs.will_answer(place)
        box.act.click()
        assert ledger(consented) == []
    assert isinstance(at_desk.told.troubles[-1], leaving_pdf.PdfNotSaved)
    box = asked_for_whom(page, at_desk, qtbot)
    box.form.set_values(ANSWERS)
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    box.act.click()
    assert ledger(consented) == MARIGOLD, "one line for one paper, however often it was tried"

    def noted_first(session: Session, leaving: Leaving, out: LeavingPdf) -> None:  # the fault
        to_print.note_left(session, leaving)
        leaving_pdf.save_pdf(session, out)

    monkeypatch.setattr(print_entries, "_out", noted_first)
    box = asked_for_whom(page, at_desk, qtbot)
    box.form.set_values(ANSWERS)
    at_desk.dialogs.will_answer(nowhere)
    box.act.click()
    assert ledger(consented) == MARIGOLD * 2


def test_too_many_sheets_are_refused_before_anybody_is_named(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_entries, "_MOST_SHEETS", 0)
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    page = tab()
    page.print.click()
    answered(box_of(at_desk, qtbot), What.GIVEN, how=PAPER)
    assert at_desk.dialogs.asked[-1] == ("trouble", "too-many-sheets")
    assert not isinstance(at_desk.dialogs.shown[-1], PaperBox)
    assert ledger(consented) == []
    assert audited(consented) == []


@pytest.mark.parametrize("goes", [True, False])
def test_what_went_to_the_printer_is_in_the_ledger_and_what_did_not_is_not(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, goes: bool
) -> None:
    def printer(_pages: object, _dialogs: object, done: Callable[[None], None], _failed: object) -> None:
        assert ledger(consented) == [], "the box of the printer may still be closed"
        if goes:
            done(None)

    monkeypatch.setattr(paper, "print_pages", printer)
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    box = asked_for_whom(tab(), at_desk, qtbot, PAPER)
    box.form.set_values(ANSWERS)
    box.act.click()
    assert ledger(consented) == (MARIGOLD if goes else [])


def test_who_may_not_be_told_is_refused_in_the_box_before_a_paper_is_made_for_him(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    add(consented, "He draws well.", is_soft=True, soft_purpose="For his plan.")
    box = asked_for_whom(tab(), at_desk, qtbot)
    box.show()
    box.form.set_values(ANSWERS | {"recipient_kind": RecipientKind.THIRD_PARTY})
    box.act.click()
    note = box.note()
    assert note is not None
    assert "Soft information goes only to the school" in note.text
    assert (ledger(consented), audited(consented)) == ([], [])


def test_a_paper_that_left_and_could_not_be_written_down_is_said_to_have_left(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_given: object, **_more: object) -> None:
        raise DiskFull("There is no room.")

    monkeypatch.setattr(giving, "give", full)
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    box = asked_for_whom(tab(), at_desk, qtbot)
    box.form.set_values(ANSWERS)
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    box.act.click()
    assert isinstance(at_desk.told.troubles[-1], to_print.LeftUnnoted)
    assert "He helped." in text_of(tmp_path / "out.pdf")


def test_an_entry_that_becomes_guarded_behind_the_question_is_on_no_paper(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    entry = add(consented, "He sleeps in a barn.", happened_on=date(2026, 11, 3))
    page = tab()
    page.print.click()
    box = box_of(at_desk, qtbot)
    actions.correct_entry(consented.session, entry, "His safety.", category=Category.SAFEGUARDING)
    answered(box)
    assert isinstance(at_desk.told.troubles[-1], giving.ChangedSince)
    assert list(tmp_path.glob("*.pdf")) == []
    assert audited(consented) == []


def test_the_box_that_asks_for_whom_is_opened_again_with_its_paper_and_makes_no_line_by_itself(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    entry = add(consented, "He helped.", happened_on=date(2026, 11, 3))
    page = tab()
    left = Left("paper_for", consented.pupil.id, {"entries": entry.id, "to_file": "1"})
    assert page.reopens()["paper_for"](left)
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PaperBox)
    qtbot.addWidget(box)
    box.form.set_values(ANSWERS)
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    box.act.click()
    assert "He helped." in text_of(tmp_path / "out.pdf")
    assert ledger(consented) == MARIGOLD
    actions.correct_entry(consented.session, entry, "His safety.", category=Category.SAFEGUARDING)
    assert page.reopens()["paper_for"](left)
    assert isinstance(at_desk.told.troubles[-1], giving.ChangedSince), "no tick was for that"


def test_ticked_entries_are_printed_alone(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(consented, "Ticked.", happened_on=date(2026, 11, 3))
    add(consented, "Left out.", happened_on=date(2026, 11, 4))
    page = tab()
    page.choosing.choose(on=True)
    assert not page.choosing.print.isEnabled()
    ticks = page.entries._ticks
    next(box for key, box in ticks.items() if "Ticked." in repr(page.entries.line(key))).click()
    page.choosing.print.click()
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    answered(box_of(at_desk, qtbot))
    told = text_of(tmp_path / "out.pdf")
    assert "Ticked." in told
    assert "Left out." not in told


def test_nothing_but_what_is_kept_apart_says_so_instead_of_an_empty_paper(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    add(consented, "He sleeps in a barn.", category=Category.SAFEGUARDING)
    page = tab()
    page.print.click()
    box = box_of(at_desk, qtbot)
    answered(box)
    assert "all of these are kept apart" in words_of(box)


def test_deleted_entries_are_given_to_nobody(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    actions.delete_entry(consented.session, add(consented, "One."), "Typed twice.")
    page = tab()
    page.filters.ticks["deleted"].click()
    page.print.click()
    box = box_of(at_desk, qtbot)
    answered(box, What.GIVEN)
    assert "Deleted entries are printed for work here only." in words_of(box)
