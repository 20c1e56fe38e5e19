"""The boxes over a form's wording that are opened again, with what was typed into them before a lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from coordinator_app.ui.carry_on import Left, Openers

if TYPE_CHECKING:
    from coordinator_app.wording.page.editor import WordingPage


def openers(page: WordingPage) -> Openers:
    """By the kind of draft; none opens anything before the form has been read."""
    return {
        "put_in_force": partial(_put_in_force, page),
        "restore_shipped": partial(_open, page, page.go_back_to_shipped),
        "looked_through": partial(_open, page, page.look_through),
    }


def _put_in_force(page: WordingPage, left: Left) -> bool:
    """Not as long as something is in the way of this text."""
    return not page.judgement.in_the_way and _open(page, page.put_in_force, left)


def _open(page: WordingPage, act: Callable[[], None], left: Left) -> bool:
    if page.facts is None or left.record_id != f"{page.template} {page.language}":
        return False
    act()
    return True
