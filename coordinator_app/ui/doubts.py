"""Answers that are possible but unusual: asked about once, and kept if the user says that they are right."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coordinator_app.ui.dialogs import Dialogs
from coordinator_app.ui.forms import Form

Found = Mapping[str, str]


class Doubts:
    """Remembers which answers were called right; another answer in the same field is asked about again."""

    def __init__(self) -> None:
        self._right: set[tuple[str, object]] = set()

    def open(self, form: Form, found: Found) -> dict[str, str]:
        """Of the doubts found (a question by field), those that nobody has answered yet."""
        return {
            name: words
            for name, words in found.items()
            if words and (name, form.row(name).value()) not in self._right
        }

    def settle(self, form: Form, names: Mapping[str, str]) -> None:
        """These answers are right."""
        self._right |= {(name, form.row(name).value()) for name in names}

    def ask(self, dialogs: Dialogs, form: Form, found: Found, then: Callable[[], None]) -> None:
        """Go on, after a question if there is a doubt."""
        doubtful = self.open(form, found)
        if not doubtful:
            then()
            return

        def right() -> None:
            self.settle(form, doubtful)
            then()

        dialogs.ask(title_of(doubtful), words_of(form, doubtful), act_of(doubtful), right)


def title_of(doubtful: Found) -> str:
    """The question above."""
    return "Is this date right?" if len(doubtful) == 1 else "Are these dates right?"


def words_of(form: Form, doubtful: Found) -> str:
    """Each doubt under the name of its field."""
    return "\n".join(f"{form.row(name).text}: {words}" for name, words in doubtful.items())


def act_of(doubtful: Found) -> str:
    """The words of the button that keeps them."""
    return "The date is right" if len(doubtful) == 1 else "The dates are right"
