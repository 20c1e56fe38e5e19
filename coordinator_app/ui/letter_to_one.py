"""A letter whose addressee is known before it is opened: asked is only how large (focus screen)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.letter_page import LetterPage, Makes, Notes, NotToBeToldTo

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


_WHY = "This is about safeguarding or health."


@dataclass(frozen=True, slots=True)
class OneLetter:
    """What stands above it: `about` in the head; `lacks` what keeps it from being made, as lead and rest of a note.

    A `is_guarded` one lies apart: neither head nor letter stands there before the passphrase is typed.
    """

    about: str
    lacks: tuple[str, str] | None = None
    confidential: bool = False
    is_guarded: bool = False


class LetterToOne(LetterPage):
    """How it goes is not asked: that is recorded with the day, once it went."""

    facts: OneLetter | None

    @abstractmethod
    def reads(self) -> Callable[[Session], OneLetter]:
        """What reads what stands above the letter that was asked for."""

    @abstractmethod
    def makes(self, *, practice: bool, large: bool) -> Makes:
        """What makes the letter; it raises GateShut where it may not go out."""

    @abstractmethod
    def keeps(self, order: PrintOrder, printed: Printed) -> Notes:
        """What keeps the very letter."""

    def ask(self) -> None:
        """Nothing: whom it goes to is known."""

    def reading(self) -> Callable[[Session], Any]:
        """What stands above it."""
        return self.reads()

    def show_facts(self, facts: OneLetter, *, first: bool) -> None:  # noqa: ARG002  (the same each time)
        """To whom and about what."""
        self.header.about.setText("" if self._is_shut() else facts.about)

    def lacking(self) -> tuple[str, str] | None:
        """What has to be known before it."""
        if self.facts is None or self.facts.lacks is not None:
            return self.facts.lacks if self.facts is not None else None
        if self._is_shut():
            return "It is restricted.", "Your passphrase is asked for before it is shown."
        return None

    def _is_shut(self) -> bool:
        """Whether it lies apart and the passphrase was last typed too long ago."""
        return self.facts is not None and self.facts.is_guarded and not self.desk.confirm.fresh

    def _make(self) -> None:
        """Make the letter as the answers stand; of one that is shut only the way to it."""
        super()._make()
        if self._is_shut():
            self.reveal = button("Show it", "primary", accessible="Show the letter")
            self.reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))
            row = layout.row()
            layout.add_all(row, self.reveal, None)
            self.above.addLayout(row)

    def kept_from(self) -> Iterable[NotToBeToldTo]:
        """Whoever it is written to was chosen before."""
        return ()

    def is_confidential(self) -> bool:
        """Whether the address is."""
        return self.facts is not None and self.facts.confidential

    def making(self) -> Makes:
        """The letter as the answers stand."""
        large = self.form.row("large").value() is True
        return self.makes(practice=self.desk.vault.practice, large=large)

    def noting(self, order: PrintOrder, printed: Printed) -> Notes:
        """That this page was printed or saved."""
        return self.keeps(order, printed)
