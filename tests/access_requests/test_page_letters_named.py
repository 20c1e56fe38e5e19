"""A letter that names somebody else: said before it leaves, asked once, and kept out of it or kept with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of, press, texts
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake, letters
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.access_requests.page.letter_panel import LetterPanel
from coordinator_app.access_requests.page.letters_page import RequestLettersPage
from coordinator_app.audit_log.sentences import Deed
from coordinator_app.audit_log.view import Wanted, read_lines
from coordinator_app.breaches import letters as breach_letters
from coordinator_app.breaches.page.letters import BreachLetterPage
from coordinator_app.breaches.people import Concern, add_person
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.core.named_here import NamesFound, WhyNamed
from coordinator_app.pupils import actions as pupils
from coordinator_app.store.audit_reading import AuditAsk
from coordinator_app.ui.name_warning import NamesBox
from tests.breaches.breached import written
from tests.vaults import House, fill_in_the_letter, new_pupil, new_request

SAID = "These words name Otis Sorrelby, who is not meant to be told of here."


@pytest.fixture
def desk(consented: House, qtbot: object, tmp_path: Path) -> Desk:
    fill_in_the_letter(consented)
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Sorrelby"))
    return desk_of(consented, tmp_path)


@pytest.fixture
def request_made(desk: Desk) -> AccessRequest:
    return intake.log_request(desk.house.session, new_request(desk.house)).record


def panel_with(desk: Desk, request: AccessRequest, question: str) -> tuple[RequestLettersPage, LetterPanel]:
    page = desk.page(RequestLettersPage, request_id=request.id, kind=LetterKind.CLARIFICATION.value)
    assert page.stage is not None
    assert page.stage.form is not None
    page.stage.form.row("question").input.set_value(question)
    press(page, "Prepare the letter")
    panel = page.stage.panel
    assert panel is not None
    return page, panel


def box_of(desk: Desk) -> NamesBox:
    box = desk.dialogs.shown[-1]
    assert isinstance(box, NamesBox)
    box.show()
    return box


def kept_lines(desk: Desk) -> list[Any]:
    rows, _mark = desk.house.session.newest_audit(AuditAsk(actions=("letter-names-kept",)), None, 20)
    return rows


def test_a_letter_without_names_is_not_asked_about(desk: Desk, request_made: AccessRequest) -> None:
    page, panel = panel_with(desk, request_made, "Which school years do you mean?")
    assert SAID not in texts(page)
    panel.sent.click()
    assert not any(isinstance(one, NamesBox) for one in desk.dialogs.shown)
    assert len(letters.letters_of(desk.house.session, request_made.id)) == 1


@pytest.mark.parametrize("act", ["sent", "save", "print"])
def test_nothing_is_kept_sent_saved_or_printed_before_it_is_answered(
    desk: Desk, request_made: AccessRequest, act: str
) -> None:
    page, panel = panel_with(desk, request_made, "Do you mean the day with Otis Sorrelby?")
    assert SAID in texts(page)
    getattr(panel, act).click()
    box = box_of(desk)
    assert SAID.rstrip(".") in texts(box)
    assert letters.letters_of(desk.house.session, request_made.id) == []
    box.act.click()
    assert "Choose why." in texts(box)
    assert kept_lines(desk) == []


def test_words_kept_with_a_reason_go_out_and_the_audit_has_the_reason_without_the_name(
    desk: Desk, request_made: AccessRequest
) -> None:
    _page, panel = panel_with(desk, request_made, "Do you mean the day with Otis Sorrelby?")
    panel.sent.click()
    box = box_of(desk)
    box.form.set_values({"why": WhyNamed.KNOWN})
    box.act.click()
    (line,) = kept_lines(desk)
    assert (line.entry.note_code, line.entry.record_id) == ("known-to-reader", request_made.id)
    assert line.entry.subject_id == desk.house.pupil.id
    assert "otis" not in repr(line).lower()
    said = read_lines(desk.house.session, Wanted(deed=Deed.LEFT), {}).lines[0].words
    assert said.endswith(
        "let somebody else be named in a letter about the record of Kit Puddlecombe."
        " Why: whoever gets the letter knows it already."
    )
    (letter,) = letters.letters_of(desk.house.session, request_made.id)
    assert "Otis Sorrelby" in letter.question
    boxes = sum(isinstance(one, NamesBox) for one in desk.dialogs.shown)
    panel.print.click()
    assert sum(isinstance(one, NamesBox) for one in desk.dialogs.shown) == boxes, "it is asked once"


def test_other_words_are_one_press_away_and_are_looked_through_again(
    desk: Desk, request_made: AccessRequest
) -> None:
    page, panel = panel_with(desk, request_made, "Do you mean the day with Otis Sorrelby?")
    panel.sent.click()
    box_of(desk).cancel.click()
    assert letters.letters_of(desk.house.session, request_made.id) == []
    words = desk.dialogs.shown[-1]
    text = str(words.form.row("text").value())
    assert "Otis Sorrelby" in text
    desk.answer(text=text.replace("with Otis Sorrelby", "with another child"))
    assert SAID not in texts(page)
    panel.sent.click()
    assert len(letters.letters_of(desk.house.session, request_made.id)) == 1


def test_a_name_that_was_let_stand_does_not_let_another_stand(
    desk: Desk, request_made: AccessRequest
) -> None:
    pupils.save_pupil(desk.house.session, new_pupil(desk.house, given_names="Faith", family_name="Underhill"))
    _page, panel = panel_with(desk, request_made, "Do you mean the day with Otis Sorrelby?")
    panel.save.click()
    box = box_of(desk)
    box.form.set_values({"why": WhyNamed.KNOWN})
    desk.dialogs.will_answer(None)
    box.act.click()
    panel._changed("# A question\n\nDo you mean the day with Otis Sorrelby and Faith Underhill?")
    shown = len(desk.dialogs.shown)
    panel.sent.click()
    assert len(desk.dialogs.shown) == shown + 1
    assert "Faith Underhill" in texts(box_of(desk))


# the page of a letter to one person


def breach_page(desk: Desk, happened: str) -> tuple[BreachLetterPage, BreachPerson]:
    session = desk.house.session
    breach = written(desk.house, pupil_id=desk.house.pupil.id, what_happened=happened)
    says = Concern(
        desk.house.pupil.called,
        MustBeTold.YES,
        told_whom="Marigold Puddlecombe",
        may_mean="Somebody may know.",
    )
    person = add_person(session, breach, says).record
    return desk.page(BreachLetterPage, person_id=person.id), person


def test_a_letter_about_a_breach_asks_before_it_is_saved(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page, breach = breach_page(desk, "The pack went to the mother of Otis Sorrelby.")
    qtbot.waitUntil(page.save.isEnabled)
    assert SAID in texts(page)
    page.save.click()
    box = box_of(desk)
    assert not (tmp_path / "letter.pdf").exists()
    box.form.set_values({"why": WhyNamed.NEEDED})
    desk.dialogs.will_answer(tmp_path / "letter.pdf")
    box.act.click()
    qtbot.waitUntil((tmp_path / "letter.pdf").is_file)
    assert [one.entry.note_code for one in kept_lines(desk)] == ["needed"]
    qtbot.waitUntil(lambda: bool(desk.house.session.get(BreachPerson, breach.id).letter_id))


def test_from_the_page_of_a_letter_other_words_are_typed_where_they_stand(desk: Desk, qtbot: QtBot) -> None:
    page, _breach = breach_page(desk, "The pack went to the mother of Otis Sorrelby.")
    qtbot.waitUntil(page.print.isEnabled)
    went: list[str] = []
    page.named._change = lambda: went.append("back")
    page.print.click()
    box_of(desk).cancel.click()
    assert went == ["back"]


def test_what_is_pressed_while_the_words_are_looked_through_waits_for_that(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _breach = breach_page(desk, "The pack went to the mother of Otis Sorrelby.")
    qtbot.waitUntil(page.print.isEnabled)
    found = page.named.found
    page.named._clear(page.named._reads)
    page.print.click()
    assert not any(isinstance(one, NamesBox) for one in desk.dialogs.shown)
    assert found is not None
    page.named._came(found, page.named._round)
    assert isinstance(desk.dialogs.shown[-1], NamesBox)


def test_where_the_look_fails_nothing_leaves(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> NamesFound:
        raise RuntimeError

    with monkeypatch.context() as fault:
        fault.setattr(breach_letters, "named", broken)
        page, breach = breach_page(desk, "The pack went to an old address.")
        qtbot.waitUntil(page.save.isEnabled)
        assert "The words could not be looked through for names." in texts(page)
        page.save.click()
        assert desk.house.session.get(BreachPerson, breach.id).letter_id == ""
        assert not any(kind == "save_file" for kind, _title in desk.dialogs.asked)
    desk.dialogs.will_answer(None)
    page.save.click()
    assert any(kind == "save_file" for kind, _title in desk.dialogs.asked), "looked through now, it goes on"
