"""Pages of a document come for whoever asked last, also where the same file is asked for twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import Desk, desk_of
from PySide6.QtWidgets import QApplication

from coordinator_app.access_requests.page.page_loader import PageLoader
from coordinator_app.access_requests.page.review_reading import FileShown
from coordinator_app.core.errors import Cancelled
from tests.vaults import House


class Asked:
    """A job that does nothing; what is to be told when it fails."""

    def __init__(self, failed: Callable[[Exception], object]) -> None:
        self.failed, self.stopped = failed, False

    def cancel(self) -> None:
        self.stopped = True


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def test_a_file_shown_twice_does_not_take_the_end_of_the_first_turn_for_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Asked] = []

    def child(_task: str, _wanted: object, *, done: Any, failed: Any) -> Asked:
        asked.append(Asked(failed))
        return asked[-1]

    monkeypatch.setattr(desk.services.jobs, "child", child)
    loader = PageLoader(desk.services)
    told: list[Exception] = []
    loader.failed.connect(told.append)
    file = FileShown(b"%PDF-1.7", 1, has_words=True)
    loader.start(file)
    loader.start(file)
    assert [one.stopped for one in asked] == [True, False]
    asked[0].failed(Cancelled())
    assert told == []
    asked[1].failed(Cancelled())
    assert len(told) == 1
