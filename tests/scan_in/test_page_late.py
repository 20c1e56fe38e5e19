"""Answers of the writer that come late in the tray: what follows a deed is done for its own scan only."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from coordinator_app.core.changes import Saved
from coordinator_app.scan_in import actions
from coordinator_app.scan_in.page.tray_reading import PupilFound
from coordinator_app.wording.model import BlankForm
from tests.held_jobs import HeldBack
from tests.pupils.screens import Desk
from tests.scan_in.made import bare, drop, tray
from tests.scan_in.paper import Make
from tests.vaults import House


def test_the_pupil_of_one_scan_is_not_looked_for_while_another_one_is_in_hand(
    page: Make, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(referred, bare())
    drop(referred, bare(), name="scan_0002.pdf")
    first, second = tray(referred)
    made = page()
    made.list.choose(first.id)
    QApplication.processEvents()
    monkeypatch.setattr(actions, "choose_blank", lambda _session, form, _blank: Saved(form, ""))
    found = PupilFound("", "", "", blank=BlankForm())
    writes = HeldBack(at_desk.services.jobs, monkeypatch, "write")
    made.deeds._found(found)
    made.list.choose(second.id)
    QApplication.processEvents()
    writes.let()
    assert made.panel.finder.isHidden()
    made.list.choose(first.id)
    QApplication.processEvents()
    made.deeds._found(found)
    writes.let()
    assert not made.panel.finder.isHidden()


def test_the_keys_file_nothing_while_the_button_cannot_be_pressed(
    page: Make, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(referred, bare())
    made = page()
    asked: list[object] = []
    monkeypatch.setattr(made.filer, "file", asked.append)
    assert not made.file.isEnabled()
    made.file_now()
    assert asked == []
    made.file.setEnabled(True)
    made.file_now()
    assert len(asked) == 1
