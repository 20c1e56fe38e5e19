"""Before a document is restricted the box says what goes with it, and asks for each message that holds the same words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coordinator_app.documents import actions, family
from coordinator_app.documents.editor import ChangeBox, DocumentBox
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.page.several_box import SeveralBox
from coordinator_app.documents.page.tab import DocumentsTab
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.ui.choices import TickBox
from tests.documents.looking.planted_pdf import plain
from tests.pupils.screens import Desk, words_of
from tests.vaults import House

Make = Callable[[], DocumentsTab]
TERMS = plain("Terms and privacy notice of the provider for everybody to read")


@pytest.fixture
def tab(qtbot: QtBot, at_desk: Desk, consented: House) -> Make:
    def make() -> DocumentsTab:
        made = DocumentsTab(at_desk.services, consented.pupil.id)
        qtbot.addWidget(made)
        made.resize(1162, 600)
        made.show()
        QApplication.processEvents()
        return made

    return make


def mail(number: int) -> bytes:
    """A report by email, with the terms that are attached to each of them."""
    made = EmailMessage()
    made["From"], made["To"] = "unit@provider.example", "office@partnership.example"
    made["Subject"], made["Date"] = f"Report {number}", "Fri, 02 Oct 2026 10:00:00 +0000"
    made.set_content(f"Report number {number} about a good week in the unit")
    made.add_attachment(TERMS, maintype="application", subtype="pdf", filename="terms.pdf")
    return made.as_bytes()


def kept(house: House, number: int, **more: Any) -> Document:
    content = mail(number)
    document = Document(
        pupil_id=house.pupil.id,
        title=f"Report {number}",
        kind_of_document=DocumentKind.EMAIL,
        dated=date(2026, 10, 2),
    )
    looked = look(FileGiven(f"{number}.eml", content))
    return actions.attach(house.session, replace(document, **more), content, looked).record


def box_of(desk: Desk, qtbot: QtBot) -> Any:
    box = desk.dialogs.shown[-1]
    qtbot.addWidget(box)
    box.show()
    QApplication.processEvents()
    return box


def changing(page: DocumentsTab, which: Document, desk: Desk, qtbot: QtBot) -> ChangeBox:
    page.choose_document(which.id)
    page.shown.tools["details"].click()
    box = box_of(desk, qtbot)
    assert isinstance(box, ChangeBox)
    return box


def restrict(box: ChangeBox | DocumentBox | SeveralBox, *, on: bool = True) -> None:
    box.form.row("is_guarded").input.set_value(on)


def asked(box: ChangeBox | DocumentBox | SeveralBox) -> dict[str, TickBox]:
    """The ticks that are shown, by their words."""
    row = box.form.row("also")
    ticks: list[TickBox] = row.input.boxes  # type: ignore[attr-defined]  # the list of ticks has them
    return {} if row.isHidden() else {tick.text(): tick for tick in ticks if not tick.isHidden()}


def restricted(house: House) -> set[str]:
    return {one.title for one in house.session.list(Document) if one.is_guarded}


def test_every_message_that_holds_the_same_file_is_asked_about_by_title(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    reports = [kept(consented, number) for number in range(4)]
    box = changing(tab(), reports[2], at_desk, qtbot)
    assert asked(box) == {}
    restrict(box)
    words = [f"“Report {number}”, 2 October 2026" for number in (0, 1, 3)]
    assert {text: tick.value() for text, tick in asked(box).items()} == dict.fromkeys(words, False)
    said = words_of(box)
    assert "Restricted with it: “terms”." in said
    assert "the same words stay readable" in said
    asked(box)[words[0]].click()
    box.save()
    assert restricted(consented) == {"Report 2", "Report 0", "terms"}


def test_if_nothing_were_asked_the_words_would_stay_in_the_open_unsaid(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    reports = [kept(consented, number) for number in range(2)]
    monkeypatch.setattr(family, "holding", lambda *_: frozenset())
    box = changing(tab(), reports[0], at_desk, qtbot)
    restrict(box)
    assert asked(box) == {}


def test_the_message_of_an_attachment_is_ticked_for_it_holds_that_very_file(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot
) -> None:
    kept(consented, 0)
    (terms,) = [one for one in consented.session.list(Document) if one.came_with_id]
    box = changing(tab(), terms, at_desk, qtbot)
    restrict(box)
    assert [tick.value() for tick in asked(box).values()] == [True]
    restrict(box, on=False)
    assert asked(box) == {}
    box.form.row("title").input.set_value("Terms")
    box.save()
    assert restricted(consented) == set()


def test_a_new_message_says_that_its_attachment_lies_restricted_and_is_kept_open(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    kept(consented, 0, is_guarded=True)
    (tmp_path / "new.eml").write_bytes(mail(1))
    tab().add([tmp_path / "new.eml"])
    box = box_of(at_desk, qtbot)
    assert "An attachment lies restricted." in words_of(box)
    assert "“terms.pdf”" in words_of(box)
    assert box.form.row("is_guarded").value() is False
    box.save()
    assert restricted(consented) == {"Report 0", "terms"}


def test_a_message_that_is_restricted_as_it_is_added_asks_for_the_others_that_hold_its_files(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in (0, 1):
        kept(consented, number)
    (tmp_path / "new.eml").write_bytes(mail(2))
    tab().add([tmp_path / "new.eml"])
    box = box_of(at_desk, qtbot)
    assert "An attachment lies restricted." not in words_of(box)
    restrict(box)
    first, _second = asked(box).values()
    first.click()
    box.save()
    assert restricted(consented) == {"Report 2", "Report 0", "terms"}


def test_of_several_only_those_that_are_ticked_to_be_added_are_asked_about(
    consented: House, tab: Make, at_desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    kept(consented, 0)
    paths = [tmp_path / "new.eml", tmp_path / "plain.pdf"]
    paths[0].write_bytes(mail(1))
    paths[1].write_bytes(plain("Bus times of next week"))
    tab().add(paths)
    box = box_of(at_desk, qtbot)
    assert isinstance(box, SeveralBox)
    restrict(box)
    assert list(asked(box)) == ["“Report 0”, 2 October 2026"]
    box.ticks[0].click()
    assert asked(box) == {}
    box.ticks[0].click()
    (tick,) = asked(box).values()
    tick.click()
    box.form.row("kind_of_document").input.set_value(DocumentKind.OTHER)
    box.form.row("dated").input.set_value(date(2026, 11, 12))
    box.save()
    assert all(one.is_guarded for one in consented.session.list(Document))
