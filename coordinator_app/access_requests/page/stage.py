"""A stage of an access request: what fills the screen below the header, and what it may ask of the frame round it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.services import Services
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.forms import Form

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

T = TypeVar("T")
Refused = Callable[[GateShut], None]


class Frame(Protocol):
    """The page round a stage: header, steps, and the way from stage to stage.

    It may have a `home`, the widget that a stage is built in: put there afterwards, all of it would be styled once more.
    """

    def go_to(self, stage: str) -> None:
        """Show another stage by its name (a value of model.Stage); nothing happens if it is not open yet."""

    def stage_open(self, stage: str) -> bool:
        """Whether that stage can be shown now."""


class Stage(QWidget):
    """Shows one request. `show_case` comes at opening and after every change; it must not lose what is being typed.

    `fills` True: the stage lays out the whole area itself (panes); else it stands in a scroll area with the usual
    edges. Emit `changed` after a write that no record tells of; writes of the request's records are noticed anyway.
    """

    fills: ClassVar[bool] = False

    changed = Signal()

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(getattr(frame, "home", None))
        self.services, self.frame = services, frame
        self.case: CaseFacts | None = None

    def show_case(self, case: CaseFacts) -> None:
        """Show the request as it now stands."""
        self.case = case

    def first_focus(self) -> None:
        """Put the focus on the first heading, without a Tab stop."""
        first = next((one for one in self.findChildren(QLabel) if one.property("heading") == 2), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and not saved, as plain values, or None."""
        return None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put a draft back; called after `show_case`."""

    def read(self, work: Callable[[Session], T], done: Callable[[T], None]) -> None:
        """Read on a reader; `done` comes back here if the stage is still there."""
        self.services.jobs.read(work, done=guarded(self, done), failed=guarded(self, self.failed))

    def write(
        self,
        work: Callable[[Session], T],
        done: Callable[[T], None],
        *,
        form: Form | None = None,
        refused: Refused | None = None,
    ) -> None:
        """Write on the writer. Problems with fields go to `form`, a shut gate to `refused`, the rest is said."""
        told = self._first_freed(_told(self.failed, form, refused))
        # another request may be shown by then: that something was not kept is said all the same
        self.services.jobs.write(
            work, done=guarded(self, done), failed=either(self, told, self.services.say.trouble)
        )

    def _first_freed(self, tell: Callable[[Exception], None]) -> Callable[[Exception], None]:
        def freed(error: Exception) -> None:
            self.not_kept()
            tell(error)

        return freed

    def not_kept(self) -> None:
        """A write was refused or failed, for whatever reason: what waited for it goes on."""

    def failed(self, error: Exception) -> None:
        """Say what happened, whether the data is safe and what to do."""
        self.services.say.trouble(error)


def _told(
    other: Callable[[Exception], None], form: Form | None, refused: Refused | None
) -> Callable[[Exception], None]:
    def tell(error: Exception) -> None:
        if isinstance(error, InvalidInput) and form is not None:
            form.errors({problem.field: problem.message for problem in error.problems})
        elif isinstance(error, GateShut) and refused is not None:
            refused(error)
        else:
            other(error)

    return tell
