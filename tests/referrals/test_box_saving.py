"""What a box has saved is not offered again as not kept yet, whatever comes between the save and its answer."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coordinator_app.core.errors import DiskFull
from coordinator_app.jobs.job import State
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.referrals import discussions
from coordinator_app.referrals.model import InitialDiscussion, LaterTalk
from coordinator_app.referrals.page import boxes
from coordinator_app.ui import box_draft
from coordinator_app.ui.box_draft import BoxDraft
from tests.held_jobs import HeldBack
from tests.referrals.driving import answer
from tests.referrals.page_desk import Desk
from tests.vaults import House

WORDS = "She rang again and asked about the bus."


@pytest.fixture
def first(house: House) -> InitialDiscussion:
    with house.session.write() as work:
        return work.add(
            InitialDiscussion(
                held_on=house.clock.today(), initials="AB", school_id=house.school.id, notes="It goes on."
            )
        )


def opened(qtbot: QtBot, desk: Desk, house: House, first: InitialDiscussion) -> boxes.TalkBox:
    box = boxes.TalkBox(first, house.clock)
    qtbot.addWidget(box)
    boxes.ask(desk.services, box, lambda _saved: None)
    return box


def draft_of(box: boxes.TalkBox) -> BoxDraft:
    draft = box.findChild(BoxDraft)
    assert draft is not None
    return draft


def held(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> HeldBack:
    return HeldBack(desk.services.jobs, monkeypatch, "write")


@pytest.mark.parametrize("kept_before", [True, False])
def test_a_lock_before_the_answer_leaves_no_draft_of_what_was_saved(
    qtbot: QtBot,
    at_desk: Desk,
    house: House,
    first: InitialDiscussion,
    monkeypatch: pytest.MonkeyPatch,
    kept_before: bool,
) -> None:
    box = opened(qtbot, at_desk, house, first)
    answer(box.form, notes=WORDS)
    if kept_before:
        draft_of(box).keep()
    with monkeypatch.context() as patch:
        held(at_desk, patch)
        box.save()
        draft_of(box).keep_at_lock()
    assert [one.notes for one in house.session.list(LaterTalk)] == [WORDS]
    assert house.session.drafts() == []
    assert opened(qtbot, at_desk, house, first).form.row("notes").value() == ""


def test_typing_on_while_it_is_saved_makes_no_draft_of_what_was_saved(
    qtbot: QtBot, at_desk: Desk, house: House, first: InitialDiscussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = opened(qtbot, at_desk, house, first)
    answer(box.form, notes=WORDS)
    late = held(at_desk, monkeypatch)
    box.save()
    answer(box.form, advice="Ring the school.")
    draft_of(box).keep_at_lock()
    assert house.session.drafts() == []
    late.let()
    assert box.isHidden()
    assert not draft_of(box)._wait.isActive()
    assert house.session.drafts() == []


def test_what_could_not_be_saved_is_in_the_draft_before_anybody_hears_of_it(
    qtbot: QtBot, at_desk: Desk, house: House, first: InitialDiscussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise DiskFull("The disk is full.")

    box = opened(qtbot, at_desk, house, first)
    answer(box.form, notes=WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(discussions, "keep_talk", full)
        held(at_desk, patch)
        box.save()
    (kept,) = house.session.drafts()
    assert kept.body["notes"] == WORDS
    again = opened(qtbot, at_desk, house, first)
    assert again.form.row("notes").value() == WORDS
    again.save()
    assert [one.notes for one in house.session.list(LaterTalk)] == [WORDS]
    assert house.session.drafts() == []


def test_a_draft_that_nobody_has_seen_outlives_a_quick_save(
    qtbot: QtBot, at_desk: Desk, house: House, first: InitialDiscussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = opened(qtbot, at_desk, house, first)
    answer(box.form, notes=WORDS)
    draft_of(box).keep()
    with monkeypatch.context() as patch:
        HeldBack(at_desk.services.jobs, patch, "read")
        quick = opened(qtbot, at_desk, house, first)
        answer(quick.form, notes="He rang as well.")
        held(at_desk, patch)
        quick.save()
    assert [one.notes for one in house.session.list(LaterTalk)] == ["He rang as well."]
    assert [one.body["notes"] for one in house.session.drafts()] == [WORDS]


def test_a_lock_on_real_threads_finds_the_draft_gone_with_the_save(
    qtbot: QtBot, at_desk: Desk, house: House, first: InitialDiscussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer is busy, Save is pressed, the vault locks: `stop` works off what waits, and nobody hears of it."""
    box = opened(qtbot, at_desk, house, first)
    answer(box.form, notes=WORDS)
    draft_of(box).keep()
    open_session = at_desk.services.jobs._writer._open
    at_desk.services.jobs._writer.ask_to_stop()  # its session is another thread's
    threads: Jobs[Any] = Jobs(lambda _read_only: open_session(), lambda _callback: None)
    monkeypatch.setattr(at_desk.services.jobs, "write", threads.write)
    gate = threading.Event()
    busy = threads.write(lambda _session: gate.wait(30))
    box.save()
    draft_of(box).keep_at_lock()
    gate.set()
    assert threads.stop(30)
    assert busy.state is State.DONE
    assert [one.notes for one in house.session.list(LaterTalk)] == [WORDS]
    assert house.session.drafts() == []


def test_words_typed_without_a_rest_are_kept_all_the_same(
    qtbot: QtBot, at_desk: Desk, house: House, first: InitialDiscussion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each key begins the second anew; the longer wait it leaves alone."""
    assert box_draft.AFTER_MS < box_draft.AT_LEAST_MS <= 5_000
    monkeypatch.setattr(box_draft, "AFTER_MS", 600_000)
    monkeypatch.setattr(box_draft, "AT_LEAST_MS", 1)
    box = opened(qtbot, at_desk, house, first)
    answer(box.form, notes=WORDS)
    qtbot.waitUntil(lambda: len(house.session.drafts()) == 1)
    assert not draft_of(box)._longest.isActive()
    answer(box.form, notes=f"{WORDS} Twice.")
    qtbot.waitUntil(lambda: house.session.drafts()[0].body["notes"] == f"{WORDS} Twice.")
