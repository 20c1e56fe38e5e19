"""After its request was opened again the right person is found to have the answer: one act closes it, with whose word it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import papers
import pytest
from desks import desk_of, press, texts
from PySide6.QtWidgets import QApplication, QPushButton
from test_went_wrong import NO, TODAY, apart, case, error, ledger, sent, wrong

from coordinator_app.access_requests.actions import decide, right_person, sending
from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.actions.mishaps import WHO_IS_APART, mishaps_of
from coordinator_app.access_requests.actions.right_person import Word, right_person_has_it
from coordinator_app.access_requests.actions.sent_in_error import sent_in_error
from coordinator_app.access_requests.due import due_items
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.mishaps import Mishap, WentWrong, sends_again, stand_words
from coordinator_app.access_requests.model import Stage
from coordinator_app.access_requests.page.form_dialog import FormDialog
from coordinator_app.access_requests.page.pack_reading import read_pack
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.right_person import HAS_IT
from coordinator_app.access_requests.story import story_of
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, RecipientKind

__all__ = ["apart", "case"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
SAID = Word(TODAY, "Marigold Puddlecombe", "She rang, and read out the number on its first page.")


def astray(case: papers.Case) -> Mishap:
    wrong(case)
    return mishaps_of(case.house.session, case.now.id)[-1]


def who_has(case: papers.Case) -> list[tuple[str, RecipientKind | None, bool, str]]:
    return sorted((one.recipient, one.recipient_kind, one.in_error, one.meant_for) for one in ledger(case))


BOTH = [
    ("A neighbour", RecipientKind.OTHER, True, "Marigold Puddlecombe"),
    ("Marigold Puddlecombe", RecipientKind.PARENT, False, ""),
]


def test_it_closes_the_request_stops_the_clocks_and_puts_the_ledger_right(case: papers.Case) -> None:
    session, mishap = case.house.session, astray(case)
    case.house.clock.at += timedelta(days=3)
    word = replace(SAID, on=TODAY + timedelta(days=1))
    saved = right_person_has_it(session, case.now, mishap, word)
    now = case.now
    assert (now.sent_on, now.stage, now.sent_by) == (word.on, Stage.SENT, DeliveryMethod.RECORDED_DELIVERY)
    assert (now.sent_to, now.delivery_reference, now.password_told) == (
        "4 Weir Cottages",
        "RD 12",
        "By phone",
    )
    assert open_requests(session) == []
    assert [line for line in due_items(session) if now.id in line.key and line.due is not None] == []
    kept = session.get(Mishap, mishap.id)
    assert (kept.answered, kept.answered_on, kept.said_by) == (True, word.on, SAID.by)
    assert f"{SAID.by} said so: {SAID.how}" in stand_words(now, kept)
    assert session.get(Pack, mishap.pack_id).sent_on == word.on
    assert who_has(case) == BOTH
    (theirs,) = [one for one in ledger(case) if not one.in_error]
    assert (theirs.given_on, session.count(DisclosedItem, where={"disclosure_id": theirs.id}) > 0) == (
        word.on,
        True,
    )
    assert any("has had the answer since" in one.what for one in story_of(session, now, {}))
    session.undo(saved.change_id)
    assert [one.id for one in open_requests(session)] == [now.id]
    assert sends_again(case.now, mishaps_of(session, now.id)) is not None
    assert who_has(case) == [("A neighbour", RecipientKind.OTHER, True, "Marigold Puddlecombe")]
    assert session.get(Pack, mishap.pack_id).sent_on is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"by": " "}, "said_by"),
        ({"how": ""}, "said_how"),
        ({"on": None}, "answered_on"),
        ({"on": TODAY + timedelta(days=1)}, "answered_on"),
        ({"on": TODAY - timedelta(days=1)}, "answered_on"),
    ],
)
def test_without_a_word_and_a_day_that_can_be_nothing_is_closed(
    case: papers.Case, change: dict[str, str | date | None], field: str
) -> None:
    session, mishap = case.house.session, astray(case)
    with pytest.raises(InvalidInput) as refused:
        right_person_has_it(session, case.now, mishap, replace(SAID, **change))  # type: ignore[arg-type]  # one is wrong
    assert field in {one.field for one in refused.value.problems}
    assert case.now.sent_on is None


def test_not_once_other_things_were_decided_or_another_delivery_answers_it(case: papers.Case) -> None:
    session, mishap = case.house.session, astray(case)
    item = items_of(session, case.now.id)[0]
    taken_back = decide.undecide(session, item)
    with pytest.raises(GateShut, match="something was decided"):
        right_person_has_it(session, case.now, mishap, SAID)
    session.undo(taken_back.change_id)
    case.house.clock.at += timedelta(hours=1)
    item = items_of(session, case.now.id)[0]
    anew = decide.decide(session, item)
    with pytest.raises(GateShut, match="something was decided"):
        right_person_has_it(session, case.now, mishap, SAID)
    session.undo(anew.change_id)
    right_person_has_it(session, case.now, mishap, SAID)
    with pytest.raises(GateShut, match="not open because of this delivery"):
        right_person_has_it(session, case.now, mishap, SAID)


def test_of_two_on_one_day_the_last_is_put_right(case: papers.Case) -> None:
    session = case.house.session
    wrong(case, what=WentWrong.LOST, recipient="Not known")
    kept = read_pack(session, case.now.id).pack
    assert kept is not None
    sending.record_sent(session, case.now, kept, DeliveryMethod.SECURE_EMAIL, TODAY)
    sent_in_error(session, case.now, session.get(Pack, kept.id), error(recipient="An uncle"), NO)
    first, last = mishaps_of(session, case.now.id)
    with pytest.raises(GateShut, match="not open because of this delivery"):
        right_person_has_it(session, case.now, first, SAID)
    right_person_has_it(session, case.now, last, SAID)
    assert [(name, erred) for name, _kind, erred, _for in who_has(case)] == [
        ("An uncle", True),
        ("Marigold Puddlecombe", False),
        ("Not known", True),
    ]
    assert case.now.sent_by is DeliveryMethod.SECURE_EMAIL


def test_of_a_pack_that_lies_apart_the_ledger_names_nobody_else_and_undo_takes_the_pack_back(
    apart: papers.Case,
) -> None:
    session, mishap = apart.house.session, astray(apart)
    assert mishap.is_apart
    saved = right_person_has_it(session, apart.now, mishap, SAID)
    pack = session.get(Pack, mishap.pack_id)
    assert (pack.is_guarded, pack.sent_on) == (True, TODAY)
    assert {name for name, _kind, erred, _for in who_has(apart) if erred} == {WHO_IS_APART}
    session.undo(saved.change_id)
    assert (apart.now.sent_on, session.get(Pack, mishap.pack_id).sent_on) == (None, None)


def test_planted_fault_without_the_look_at_the_pack_a_newer_decision_would_be_lost(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, mishap = case.house.session, astray(case)
    decide.undecide(session, items_of(session, case.now.id)[0])
    monkeypatch.setattr(right_person, "_is_all_of_it", lambda *_: True)
    right_person_has_it(session, case.now, mishap, SAID)
    assert case.now.sent_on == TODAY, "the very thing that the look prevents"


def test_the_note_offers_it_at_every_stage_and_only_while_it_is_open(
    case: papers.Case, tmp_path: Path, qapp: QApplication
) -> None:
    desk = desk_of(case.house, tmp_path)
    astray(case)
    page = desk.page(AccessRequestPage, request_id=case.now.id, stage="gather")
    QApplication.processEvents()
    press(page, HAS_IT)
    dialog = desk.answer()
    assert isinstance(dialog, FormDialog)
    assert "Say who told you" in dialog.form.row("said_by").error()
    assert case.now.sent_on is None
    press(page, HAS_IT)
    desk.answer(said_by=SAID.by, said_how=SAID.how)
    assert case.now.sent_on == TODAY
    page.refresh()
    QApplication.processEvents()
    assert HAS_IT not in [one.text() for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    assert f"{SAID.by} said so" in texts(page)


def test_nobody_is_asked_while_it_stands_as_sent(
    case: papers.Case, tmp_path: Path, qapp: QApplication
) -> None:
    desk = desk_of(case.house, tmp_path)
    sent(case)
    page = desk.page(AccessRequestPage, request_id=case.now.id, stage="sent")
    QApplication.processEvents()
    assert HAS_IT not in texts(page)
