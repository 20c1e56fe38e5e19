from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.consent import actions as consent
from coordinator_app.ui import theme
from coordinator_app.ui.form_box import FormBox
from coordinator_app.wording import actions
from coordinator_app.wording.page import WordingPage
from coordinator_app.wording.page.hints import MarksBox
from coordinator_app.wording.page.versions_tab import counts
from coordinator_app.wording.page.wording_reading import Acknowledged
from tests.referrals.driving import names
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_consent
from tests.wording.test_actions import STATEMENT, in_force


@pytest.fixture
def boxes(at_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[FormBox]]:
    """The form boxes that were shown."""
    shown: list[FormBox] = []
    monkeypatch.setattr(at_desk.dialogs, "show", lambda box, _then=None: shown.append(box))
    yield shown
    for box in shown:
        box.deleteLater()


def opened(qtbot: QtBot, at_desk: Desk, **params: str) -> WordingPage:
    page = WordingPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(**({"template": STATEMENT} | params))
    with qtbot.waitExposed(page):
        page.show()
    return page


def type_in(page: WordingPage, words: str) -> None:
    page.writing.source.put_in(words)
    page.judge_now()


def press(page: Any, words: str) -> None:
    next(one for one in page.findChildren(QPushButton) if one.text() == words and not one.isHidden()).click()


def test_the_wording_in_force_stands_beside_its_pages_and_what_it_has_to_say(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    assert page.header.title.text() == "Privacy statement for families"
    assert page.header.about.text() == "English, version 2 in force, came with Coordinator"
    assert "# Who we are" in page.writing.source.words()
    assert page.writing.preview.view.page_count >= 2
    assert page.judgement.reads_well
    assert page.judgement.lost == ()
    assert page.restore.isHidden()
    assert page.drop.isHidden()
    assert page.save_draft() is None


def test_what_is_typed_is_judged_and_drawn_and_survives_a_lock(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk)
    before = page.writing.preview.view.page_count
    type_in(page, "Our own words. <!-- our wording -->\n\n{{page break}}\n\n")
    assert page.writing.preview.view.page_count == before + 1
    draft = page.save_draft()
    assert draft is not None
    assert draft["body"].startswith("Our own words.")
    assert page.draft_record == f"{STATEMENT}:en"
    other = opened(qtbot, at_desk)
    other.restore_draft(draft)
    assert other.writing.source.words() == draft["body"]
    assert other.save_draft() == draft
    assert house.session.list(actions.FormWording) == [], "nothing is kept but by Save"


def test_what_cannot_be_read_is_said_and_the_pages_stay(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    pages = page.writing.preview.view.page_count
    type_in(page, "**never closed\n\n")
    assert "not closed" in page.judgement.trouble
    assert not page.force.isEnabled()
    assert page.writing.preview.view.page_count == pages
    page.writing.source.show_words("Mended. <!-- our wording -->")
    page.judge_now()
    assert page.force.isEnabled()


def test_why_it_cannot_be_put_in_force_is_said_beside_the_button_and_by_keyboard(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk, template="consent-form")
    assert page.why.isHidden()
    whole = page.writing.source.words()
    lines = [one for one in whole.splitlines() if "{#parental_responsibility}" not in one]
    page.writing.source.show_words("\n".join(lines))
    page.judge_now()
    reason = "The form has to have the box “I have parental responsibility” once."
    assert page.why.text() == f"It cannot be put in force yet. {reason}"
    assert page.force.accessibleDescription() == page.why.text()
    assert not page.force.isEnabled()
    assert not page.why.isHidden()
    assert page.why.focusPolicy() & Qt.FocusPolicy.TabFocus, "a grey button cannot be asked"
    told = [one.text() for one in page.check.findChildren(type(page.state))]
    assert f"Needed: {reason}" in told
    page.put_in_force()
    assert actions.draft_of(house.session, "consent-form") is None
    page.writing.source.show_words("\n".join((*lines, "", "عل **never")))
    page.judge_now()
    assert "not closed" in page.why.text()
    page.writing.source.show_words("\n".join((*lines, "", "عل.")))
    page.judge_now()
    assert page.why.text().endswith("And 1 more: see Check.")
    page.writing.source.show_words(whole)
    page.judge_now()
    assert (page.why.isHidden(), page.force.accessibleDescription()) == (True, "")
    assert page.force.isEnabled()


def test_the_marks_of_a_text_are_explained(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    page.writing.marks.click()
    (box,) = at_desk.dialogs.shown
    assert isinstance(box, MarksBox)
    words = " ".join(one.text() for one in box.findChildren(QLabel))
    for mark in ("# Words", "{school_name}", "[ ] Words {#programme}", "<!-- 003-7.3 -->", "point rights"):
        assert mark in words


def test_a_draft_is_saved_found_again_and_thrown_away(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    type_in(page, "Ours. <!-- our wording --> ")
    press(page, "Save draft")
    assert at_desk.told.toasts[-1][0] == "The draft is saved"
    assert page.save_draft() is None
    again = opened(qtbot, at_desk)
    assert again.writing.source.words().startswith("Ours.")
    assert not again.drop.isHidden()
    press(again, "Throw the draft away")
    assert actions.draft_of(house.session, STATEMENT) is None
    assert again.writing.source.words().startswith("{{fields")


def test_typing_that_was_not_saved_can_be_thrown_away_too(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    type_in(page, "Ours. ")
    press(page, "Throw the draft away")
    assert page.writing.source.words().startswith("{{fields")
    assert page.save_draft() is None


def test_a_wording_is_put_in_force_under_the_name_of_who_approved_it(
    qtbot: QtBot, at_desk: Desk, house: House, boxes: list[FormBox]
) -> None:
    page = opened(qtbot, at_desk)
    type_in(page, "Ours. <!-- our wording -->\n\n")
    press(page, "Put in force")
    (box,) = boxes
    assert "left_out_reason" not in box.form.rows()
    words = [one.text() for one in box.findChildren(QLabel)]
    assert any("That it does not leave the country: “" in one for one in words), "each point is there to read"
    box.save()
    assert box.form.row("approved_by").error() == "Say who approved this wording."
    box.form.set_values({"approved_by": "O. Quillfeather", "note": "A sentence of ours"})
    box.save()
    now = actions.in_force(house.session, STATEMENT)
    assert (now.version, now.is_own) == (3, True)
    text, change_id = at_desk.told.toasts[-1]
    assert text == "Version 3 is in force"
    assert change_id
    assert page.header.about.text() == "English, version 3 in force, our own"


def test_a_lost_point_is_named_and_asks_for_a_reason(
    qtbot: QtBot, at_desk: Desk, house: House, boxes: list[FormBox]
) -> None:
    page = opened(qtbot, at_desk)
    body = page.writing.source.words().replace("We do not send your data to other countries.", "")
    page.writing.source.show_words(body)
    page._typed()
    page.judge_now()
    assert [one.name for one in page.judgement.lost] == ["abroad"]
    spoken = [one.text() for one in page.check.findChildren(type(page.state)) if "Missing" in one.text()]
    assert spoken == ["Missing: That it does not leave the country"]
    press(page, "Put in force")
    (box,) = boxes
    assert "That it does not leave the country" in box.form.row("left_out_reason").help_text
    box.form.set_values({"approved_by": "O. Q.", "note": "Shorter"})
    box.save()
    assert "Left out: That it does not leave the country" in box.form.row("left_out_reason").error()
    box.form.set_values({"left_out_reason": "Our officer says so"})
    box.save()
    assert actions.in_force(house.session, STATEMENT).is_own


def test_the_shipped_wording_is_put_in_force_again(
    qtbot: QtBot, at_desk: Desk, house: House, boxes: list[FormBox]
) -> None:
    in_force(house)
    page = opened(qtbot, at_desk)
    press(page, "Go back to the shipped wording")
    boxes[0].form.set_values({"approved_by": "O. Q.", "note": "Simpler"})
    boxes[0].save()
    assert not actions.in_force(house.session, STATEMENT).is_own
    assert page.restore.isHidden()


def test_versions_can_be_read_and_held_against_each_other_and_looking_through_is_kept(
    qtbot: QtBot, at_desk: Desk, house: House, boxes: list[FormBox]
) -> None:
    kept = in_force(house)
    page = opened(qtbot, at_desk)
    assert [one.wording.version for one in page.facts.versions] == [3, 2, 1]  # type: ignore[union-attr]  # read by now
    page.versions.compared.emit(kept.id)
    assert at_desk.told.went[-1] == (
        "compare_wordings",
        {"template": STATEMENT, "language": "en", "older": kept.id},
    )
    shipped = page.facts.versions[1]  # type: ignore[union-attr]  # read by now
    page.tabs.open("versions")
    page.versions.read.emit(shipped.key)
    assert page.tabs.current() == "write"
    assert "Version 2" in page.writing.preview._title
    page.versions.looked.emit()
    boxes[0].form.set_values({"looked_by": "Pat Samplewell"})
    boxes[0].save()
    assert actions.reviews_of(house.session, STATEMENT)[0].looked_by == "Pat Samplewell"


def test_who_acknowledged_which_version_is_named_and_leads_to_the_pupil(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    kept = in_force(referred)
    given = replace(new_consent(referred), statement_version=3, statement_hash=kept.digest)
    consent.record_consent(referred.session, given)
    page = opened(qtbot, at_desk)
    page.tabs.open("who")
    texts = [one.text() for one in page.acknowledged.findChildren(type(page.state))]
    assert "Acknowledged on 1 consent form." in texts
    assert "Kit Puddlecombe" in texts
    page.acknowledged.opened.emit(referred.pupil.id)
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": referred.pupil.id})
    assert counts(Acknowledged(3, 2, 1, ())) == "Acknowledged on 2 consent forms and 1 referral."


def test_an_unchecked_translation_and_a_newer_shipped_wording_are_said(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    page = opened(qtbot, at_desk, template=STATEMENT, language="pl")
    assert page.hints.count() == 1
    assert page.judgement.age is None
    draft = actions.save_draft(
        house.session, replace(actions.new_draft(house.session, STATEMENT), based_on="ab")
    )
    changed = replace(draft.record, body=f"Ours. <!-- our wording -->\n\n{draft.record.body}")
    approval = actions.Approval("O. Q.", house.session.clock.today(), "Ours")
    actions.put_in_force(house.session, changed, approval)
    page.open(template=STATEMENT)
    assert page.facts is not None
    assert page.facts.newly_shipped
    assert page.hints.count() == 1


def test_a_form_that_is_not_there_is_said_in_words(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk, template="no-such-form")
    assert page.in_trouble()


def test_the_tools_put_plain_text_where_the_cursor_is(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    source = page.writing.source
    source.show_words("one")
    source.selectAll()
    press(page, "Bold")
    assert source.words() == "**one**"
    source.show_words("text")
    cursor = source.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    source.setTextCursor(cursor)
    source.put_in("# Head", own_line=True)
    assert source.words() == "text\n\n# Head"
    page.writing.tools.values.set_value("{school_name}")
    page.writing.tools.values.edited.emit()
    assert "{school_name}" in source.words()
    assert page.writing.tools.values.value() is None
    assert source.find_words("# Head")
    assert not source.find_words("nothing of the kind")
    before = source.words()
    QTest.keyClick(source, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert source.words() == before


def test_a_book_pasted_in_is_taken_back(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    before = page.writing.source.words()
    page.writing.source.insertPlainText("x" * 150_000)
    assert page.writing.source.words() == before


def test_a_hard_sentence_is_shown_in_the_text(qtbot: QtBot, at_desk: Desk, house: House) -> None:
    page = opened(qtbot, at_desk)
    hard = (
        "The educational institution endeavours to facilitate comprehensive participation throughout always."
    )
    type_in(page, f"{hard} <!-- our wording -->\n\n")
    assert page.judgement.hardest[0].text == hard
    page.check.sought.emit(hard)
    assert hard in page.writing.source.textCursor().block().text()
    page.check.sought.emit("not there at all, word for word")
    assert "A value stands" in at_desk.told.toasts[-1][0]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_large_text_fits(
    qtbot: QtBot, at_desk: Desk, house: House, look: theme.Theme, scale: float
) -> None:
    look.change(scale=scale)
    page = opened(qtbot, at_desk)
    assert names(page) == []
    page.setMinimumSize(1, 1)
    page.resize(1166, 640)
    qtbot.wait(1)
    assert page.split.main.minimumSizeHint().width() <= page.width()
    assert page.minimumSizeHint().height() <= 736
