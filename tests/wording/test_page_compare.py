from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.wording import actions
from coordinator_app.wording.page import CompareWordingsPage
from coordinator_app.wording.page.section import StatementsSection, second_line
from coordinator_app.wording.page.wording_reading import forms_table, plain_text, read_forms
from tests.held_jobs import HeldBack
from tests.referrals.driving import names
from tests.referrals.page_desk import Desk
from tests.vaults import House
from tests.wording.test_actions import STATEMENT, in_force, own


def opened(qtbot: QtBot, at_desk: Desk, **params: str) -> CompareWordingsPage:
    page = CompareWordingsPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.open(**({"template": STATEMENT} | params))
    return page


def test_what_differs_is_told_in_words(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    in_force(house)
    page = opened(qtbot, at_desk)
    assert page.count.text() == "They differ in 1 place."
    assert "[added: Ours." in page.shown.toPlainText()
    assert "<!--" not in page.shown.toPlainText()
    page.sources.click()
    assert "<!-- our wording -->" in page.shown.toPlainText()
    page.older.set_value(page.newer.value())
    page.compare()
    assert page.count.text() == "The two are the same."
    assert names(page) == []


def test_a_draft_can_be_compared_and_the_same_version_is_not_held_against_itself(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    kept = in_force(house)
    actions.save_draft(house.session, own(house, words="And a draft. "))
    page = opened(qtbot, at_desk, older=kept.id)
    assert page.older.value() != page.newer.value() == kept.id
    page.newer.set_value("draft")
    page.older.set_value(kept.id)
    page.compare()
    assert "[added: And a draft." in page.shown.toPlainText()


def test_versions_of_a_form_that_is_not_there_are_said_in_words(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    assert opened(qtbot, at_desk, template="no-such-form").in_trouble()


def test_a_text_is_compared_without_its_sources_unless_they_are_wanted() -> None:
    body = "One. <!-- 003-1 --> Two. <!--\nlong -->"
    assert plain_text("T", "", body, sources=False) == "T\n\nOne. Two."
    assert plain_text("T", "S", body, sources=True).endswith(body)


def test_the_settings_list_every_form_with_what_it_wants(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    in_force(house)
    section = StatementsSection(at_desk.services)
    qtbot.addWidget(section)
    section.refresh()
    assert names(section) == []
    lines = {(one.form.name, one.language): one for one in read_forms(house.session)}
    ours = lines[STATEMENT, "en"]
    assert second_line(ours).startswith(
        "For parents and carers. Version 3, our own, since 24 November 2026, reading age"
    )
    assert lines[STATEMENT, "pl"].now.unchecked
    assert lines[STATEMENT, "pl"].age is None
    section._open(STATEMENT, "pl")
    assert at_desk.told.went == [("wording", {"template": STATEMENT, "language": "pl"})]


def test_the_list_goes_out_as_it_stands(house: House) -> None:
    table = forms_table(house.session)
    assert table.columns[0] == "Form"
    assert len(table.rows) == len(read_forms(house.session))


def test_the_versions_chosen_stay_when_the_wordings_are_read_again(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    kept = in_force(house)
    page = opened(qtbot, at_desk)
    shipped = page.older.value()
    for box, wanted in ((page.older, kept.id), (page.newer, shipped)):  # the other way round
        box.set_value(wanted)
        box.edited.emit()
    page.refresh()
    assert (page.older.value(), page.newer.value()) == (kept.id, shipped)
    page.open(template=STATEMENT)
    assert (page.older.value(), page.newer.value()) == (shipped, kept.id)


def test_an_older_comparison_does_not_come_last(
    qtbot: QtBot, at_desk: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force(house)
    page = opened(qtbot, at_desk)
    held = HeldBack(at_desk.services.jobs, monkeypatch, "read")
    page.compare()
    page.older.set_value(page.newer.value())
    page.older.edited.emit()
    before, after = held.take()
    after()
    before()
    assert page.count.text() == "The two are the same."
