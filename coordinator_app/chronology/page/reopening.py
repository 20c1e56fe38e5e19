"""Opens a box over the chronology again in which somebody was typing: its records are read anew for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.chronology import view
from coordinator_app.chronology.page import reopening_reading as reading
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.page.suspension_box import show_suspension
from coordinator_app.chronology.page.to_do import show_to_do
from coordinator_app.core.privacy import Compartment
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers

if TYPE_CHECKING:
    from coordinator_app.chronology.view import Line
    from coordinator_app.store.session import Session

WHY = "What was typed about safeguarding or health is about to be shown."


class Reopening:
    """`delete` and `give` are what the tab does with an entry, and with several."""

    def __init__(
        self,
        place: Place,
        delete: Callable[[Line], None],
        give: Callable[[tuple[Line, ...]], None],
    ) -> None:
        self._place, self._delete, self._give = place, delete, give

    def openers(self) -> Openers:
        """By the kind of draft."""
        return {
            "delete_entry": self._delete_again,
            "entry_action": self._to_do_again,
            "suspension": self._suspension_again,
            "give_entries": self._give_again,
        }

    def _delete_again(self, left: Left) -> bool:
        def ask(line: Line) -> None:
            self._once_confirmed(view.is_guarded(line.entry), partial(self._delete, line))

        return self._read(lambda session: view.one_line(session, left.record_id, guarded_words=True), ask)

    def _to_do_again(self, left: Left) -> bool:
        def ask(found: reading.ToDo) -> None:
            show = partial(show_to_do, self._place, found.action, found.compartment)
            self._once_confirmed(found.compartment is Compartment.GUARDED, show)

        return self._read(lambda session: reading.to_do(session, left.record_id), ask)

    def _suspension_again(self, left: Left) -> bool:
        def ask(found: reading.ToSuspend) -> None:
            show_suspension(self._place, found.suspension, found.facts.schools)

        pupil_id = self._place.pupil_id
        return self._read(lambda session: reading.suspension(session, pupil_id, left.record_id), ask)

    def _give_again(self, left: Left) -> bool:
        def ask(lines: tuple[Line, ...]) -> None:
            give = partial(self._give, lines) if lines else _nothing
            self._once_confirmed(any(view.is_guarded(line.entry) for line in lines), give)

        ids = left.more.get("entries", "").split()
        return bool(ids) and self._read(lambda session: reading.lines(session, ids), ask)

    def _once_confirmed(self, guards: bool, act: Callable[[], object]) -> None:
        """Guarded words are shown only to whoever typed the passphrase a short while ago (decision 20)."""
        then = guarded(self._place.owner, lambda: _done(act))
        if guards:
            self._place.services.confirm(then, WHY)
        else:
            then()

    def _read(self, work: Callable[[Session], Any], ask: Callable[[Any], None]) -> bool:
        services = self._place.services
        services.jobs.read(
            work,
            done=guarded(self._place.owner, ask),
            failed=guarded(self._place.owner, services.say.trouble),
        )
        return True


def _done(act: Callable[[], object]) -> None:
    act()


def _nothing() -> None:
    """All of them have been deleted meanwhile."""
