"""Where the stages of a request stand: each is made in pieces, out of sight, and shown once it is whole."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import steps
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.hooks import resolve
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.in_pieces import dressed


class StageArea(QStackedWidget):
    """A blank until the first stage is there: half a stage is never in sight. `home` is what a stage is built in."""

    def __init__(self) -> None:
        super().__init__()
        self._blank = QWidget()
        self.addWidget(self._blank)
        self.home: QWidget = self

    @property
    def is_blank(self) -> bool:
        """Whether no stage is in sight yet."""
        return self.currentWidget() is self._blank

    def make(
        self, name: StageName, services: Services, frame: Frame, case: CaseFacts
    ) -> Generator[None, None, Stage]:
        """Make a stage behind what is in sight; gives it back once it can be shown."""
        kind: type[Stage] = resolve(steps.STAGES[name])
        self.home = self if kind.fills else QWidget()
        if not kind.fills:
            self.addWidget(layout.scrolling(self.home, name.label))
        made = kind(services, frame)
        if kind.fills:
            self.addWidget(made)
        else:
            layout.column(self.home, space=0, margins=(24, 20, 24, 24)).addWidget(made)
        yield
        yield from made.made()
        yield from made.first_shown(case)
        yield from dressed(made)
        return made

    def show_stage(self, stage: Stage) -> None:
        """Bring one that was made into sight."""
        self.setCurrentWidget(_outermost(stage, self))

    def empty(self) -> None:
        """Put all stages away, those as well that are being made."""
        self.setCurrentWidget(self._blank)
        while (old := self.widget(1)) is not None:
            self.removeWidget(old)
            old.deleteLater()


def _outermost(widget: QWidget, stack: QStackedWidget) -> QWidget:
    """The page of the stack that a stage stands in."""
    places = (stack.widget(place) for place in range(stack.count()))
    return next(
        page
        for page in places
        if page is widget or (isinstance(page, QScrollArea) and page.isAncestorOf(widget))
    )
