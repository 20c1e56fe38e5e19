"""Every page of the practice vault: whatever can take the focus has a name, as a screen reader hears it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.run import PASSPHRASE, run_demo
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CAPABILITIES
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session
from tests.journeys.driver import Laptop, MovingClock

Walk = list[tuple[str, dict[str, object]]]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice vault with its whole story."""
    folder = tmp_path_factory.mktemp("practice")
    return run_demo(
        folder, SetClock(datetime(2026, 11, 24, 8, 0)), lambda _progress: None, long_file=False
    ).vault


def nameless(window: QWidget) -> list[str]:
    """What can take the focus and says no name; a list is named by the label whose buddy it is, and nothing else is."""
    labels = (label for label in window.findChildren(QLabel) if label.text())
    labelled = {label.buddy() for label in labels if isinstance(label.buddy(), QComboBox)}
    return [_where(one) for one in _focusable(window) if not _spoken(one) and one not in labelled]


def _focusable(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        inside = isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)
        if widget.isVisible() and not inside and _interface(widget).state().focusable:
            yield widget


def _interface(widget: QObject) -> object:
    return QAccessible.queryAccessibleInterface(widget)


def _spoken(widget: QWidget) -> str:
    return "" if isinstance(widget, QComboBox) else _interface(widget).text(QAccessible.Text.Name)


def _where(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return " in ".join(names)


def walk(session: Session) -> Walk:
    """Every page of the registry, with something to show."""
    kit = next(one for one in session.list(Pupil) if one.called.startswith("Kit"))
    request = session.list(AccessRequest, where={"pupil_id": kit.id})[0]
    review = session.list(Review, where={"pupil_id": kit.id})[-1]
    told = {
        "pupil": {"pupil_id": kit.id},
        "print_forms": {"pupil_id": kit.id},
        "record_consent": {"pupil_id": kit.id},
        "consent": {"pupil_id": kit.id},
        "review": {"review_id": review.id},
        "review_letter": {"review_id": review.id, "letter": "letter-review-family"},
        "access_request": {"request_id": request.id},
        "request_letters": {"request_id": request.id, "kind": "letter-refusal"},
    }
    pages = [name for capability in CAPABILITIES for name, _where in capability.pages]
    tabs = [tab.name for capability in CAPABILITIES for tab in capability.pupil_tabs]
    return [
        *((name, told.get(name, {})) for name in pages),
        *(("pupil", {"pupil_id": kit.id, "tab": tab}) for tab in tabs),
        *(("access_request", {"request_id": request.id, "stage": stage.value}) for stage in Stage),
    ]


def test_every_control_of_every_page_has_a_name(
    vault: Path, laptop: Laptop, clock: MovingClock, qtbot: QtBot
) -> None:
    clock.put(datetime(2026, 11, 24, 8, 40))
    user = laptop.start(vault)
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.sees("Needs you")
    app = laptop.app
    assert app is not None
    assert app.opened is not None
    found = {}
    for name, params in app.jobs.wait(app.jobs.read(walk)):
        app.opened.services.go.to(name, **params)
        come_to_rest(app.window, qtbot)
        if missing := nameless(app.window):
            found[f"{name} {params.get('tab', params.get('stage', ''))}"] = missing
    assert found == {}


def come_to_rest(window: QWidget, qtbot: QtBot) -> None:
    """Wait until the same things are on the screen twice in a row."""
    seen: list[int] = []

    def same() -> bool:
        seen.append(sum(widget.isVisible() for widget in window.findChildren(QWidget)))
        return len(seen) > 6 and len(set(seen[-6:])) == 1

    qtbot.waitUntil(same)


def test_a_nameless_button_is_caught(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("", window)
    window.show()
    assert nameless(window) == ["QPushButton in QWidget"]
    button.setAccessibleName("Zoom in")
    assert nameless(window) == []


def test_a_field_whose_label_does_not_lie_beside_it_is_caught(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    holder = QWidget(window)
    field, named = QLineEdit(holder), QLabel("From", window)
    named.setBuddy(field)
    window.show()
    assert nameless(window) == ["QLineEdit in QWidget in QWidget"]
    field.setAccessibleName("From which day")
    assert nameless(window) == []
