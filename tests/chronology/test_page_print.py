"""Printing from the chronology: what for is asked, what is kept apart only where ticked, the ledger before a copy for somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.chronology import actions, to_print
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.page import print_entries
from coordinator_app.chronology.page.give_box import GiveBox
from coordinator_app.chronology.page.print_box import FILE, PrintBox
from coordinator_app.chronology.page.tab import ChronologyTab
from coordinator_app.chronology.to_print import What
from coordinator_app.jobs import leaving_pdf
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind
from tests.confirmations import Asks
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add

Make = Callable[..., ChronologyTab]


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make(confirm: object = None) -> ChronologyTab:
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
    box.form.row("how").input.set_value(FILE)
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


def test_a_paper_for_somebody_waits_for_the_ledger_and_names_who_gets_it(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(consented, "He helped.", happened_on=date(2026, 11, 3))
    page = tab()
    page.print.click()
    answered(box_of(at_desk, qtbot), What.GIVEN)
    give = at_desk.dialogs.shown[-1]
    assert isinstance(give, GiveBox)
    qtbot.addWidget(give)
    assert audited(consented) == [], "nothing is made before the ledger has it"
    give.form.set_values(
        {
            "recipient_kind": RecipientKind.PARENT,
            "recipient": "Marigold Puddlecombe",
            "method": DeliveryMethod.IN_PERSON,
            "why": "For the meeting.",
        }
    )
    at_desk.dialogs.will_answer(tmp_path / "out.pdf")
    give.act.click()
    assert [one.recipient for one in disclosures_of(consented.session, consented.pupil.id)] == [
        "Marigold Puddlecombe"
    ]
    told = text_of(tmp_path / "out.pdf")
    assert to_print.foot_for("Marigold Puddlecombe") in told
    assert to_print.HERE not in told


def test_ticked_entries_are_printed_alone(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(consented, "Ticked.", happened_on=date(2026, 11, 3))
    add(consented, "Left out.", happened_on=date(2026, 11, 4))
    page = tab()
    page.choosing.choose(on=True)
    assert not page.choosing.print.isEnabled()
    ticks = page.entries._ticks
    next(box for key, box in ticks.items() if page.entries.line(key).words == "Ticked.").click()
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
