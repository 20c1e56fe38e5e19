from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from coordinator_app.ui.dialogs import AskText
from coordinator_app.ui.reason_box import ReasonBox


def test_an_empty_reason_is_asked_for_and_a_given_one_is_kept_once(qtbot: QtBot) -> None:
    kept: list[str] = []
    answers: list[Callable[[object], None]] = []
    box = ReasonBox(
        AskText("Close this record?", "Why it is closed", "Close the record", required="Say why.")
    )
    qtbot.addWidget(box)

    def keep(done: Callable[[object], None], _failed: object) -> None:
        kept.append(box.words())
        answers.append(done)

    box.saves(keep)
    box.act.click()
    assert (box.form.row("words").error(), kept) == ("Say why.", [])
    box.form.row("words").input.set_value(" Moved away ")
    box.act.click()
    box.save()
    assert kept == ["Moved away"]
    answers[0](None)
    assert not box.isVisible()


def test_which_of_many_alike_it_is_about_is_seen_and_heard(qtbot: QtBot) -> None:
    which = "Behaviour, 22 November 2026: “Left class”"
    box = ReasonBox(AskText("Delete this entry?", "Why is it deleted?", "Delete the entry"), which)
    qtbot.addWidget(box)
    box.belongs_to("Marigold Puddlecombe")
    box.show()
    assert box.which.isVisible()
    assert box.which.text() == which
    assert box.accessibleDescription() == f"In the record of Marigold Puddlecombe. {which}"
