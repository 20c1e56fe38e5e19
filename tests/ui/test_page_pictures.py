"""Pictures of pages are decoded by a worker, never on the window's thread, and only what is still shown is put in."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from coordinator_app.jobs.jobs import Jobs
from coordinator_app.ui import page_canvas, page_pictures
from coordinator_app.ui.bridge import Bridge
from coordinator_app.ui.page_pictures import PagePictures
from coordinator_app.ui.page_view import PageView

PAGES = Path(__file__).resolve().parents[2] / "coordinator_app"
# previews of packs, of letters and of what was scanned or attached
OFF_THE_WINDOW = (
    "documents/page/source.py",
    "scan_in/page/source.py",
    "access_requests/page/item_view.py",
    "access_requests/page/letter_panel.py",
    "access_requests/page/pack_look.py",
    "ui/letter_page.py",
    "referrals/page/form_back.py",
)


def picture(level: int = 200) -> bytes:
    out = io.BytesIO()
    Image.new("L", (60, 85), level).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs[Any]]:
    bridge = Bridge()
    made: Jobs[Any] = Jobs(_no_session, bridge.deliver)
    yield made
    made.stop()


def _no_session(_read_only: bool) -> Any:
    raise AssertionError("no vault is asked")


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each picture that is decoded: whether that was done on the window's thread."""
    seen: list[bool] = []
    decode = page_canvas.decoded

    def noted(data: bytes) -> object:
        seen.append(threading.current_thread() is threading.main_thread())
        return decode(data)

    for module in (page_canvas, page_pictures):
        monkeypatch.setattr(module, "decoded", noted)
    return seen


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    made = PageView("Page")
    qtbot.addWidget(made)
    return made


def ignore(_error: Exception) -> None:
    raise AssertionError("no page fails here")


def test_no_picture_is_decoded_on_the_windows_thread(
    qtbot: QtBot, jobs: Jobs[Any], view: PageView, threads: list[bool]
) -> None:
    pictures = PagePictures(jobs, view, ignore)
    pictures.show([picture(), picture(90)])
    qtbot.waitUntil(view.here)
    view.turn_to(1)
    qtbot.waitUntil(view.here)
    assert threads == [False, False]


def test_a_view_that_is_given_bytes_is_found_out(view: PageView, threads: list[bool]) -> None:
    view.set_pages([picture()])
    assert threads == [True], "the fault that the test above looks for"


def test_what_comes_for_another_document_is_let_go(view: PageView) -> None:
    waiting: list[tuple[Callable[..., Any], Callable[..., Any]]] = []

    class Later:
        def task(self, work: Any, *, done: Any, failed: Any) -> None:
            waiting.append((work, done))

    pictures = PagePictures(Later(), view, ignore)  # type: ignore[arg-type]  # all that is asked of jobs
    pictures.show([picture()])
    pictures.show([])
    pictures.show([picture(), picture()])
    for work, done in waiting[:1]:
        done(work(None))
    assert not view.here(), "the first document's page is not the second one's"
    work, done = waiting[-1]
    done(work(None))
    assert view.here()


def test_a_page_that_is_no_picture_is_said(qtbot: QtBot, jobs: Jobs[Any], view: PageView) -> None:
    told: list[Exception] = []
    PagePictures(jobs, view, told.append).show([b"no picture"])
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ValueError)


@pytest.mark.parametrize("name", OFF_THE_WINDOW)
def test_these_previews_never_hand_bytes_to_the_view(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8")
    assert "set_pages(" not in source
    assert "PagePictures(" in source or "decoded(" in source
    assert "view.show_image(" not in source or "decoded(" in source
