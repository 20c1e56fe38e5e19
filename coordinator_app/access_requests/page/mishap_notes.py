"""What went wrong with the packs of a request, in sight at every stage, with the way to the breach (003-8)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt

from coordinator_app.access_requests.mishaps import (
    Mishap,
    breach_words,
    sends_again,
    stand_words,
    wrong_words,
)
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.right_person import HAS_IT, ask_right_person
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.buttons import button
from coordinator_app.ui.chips import Set
from coordinator_app.ui.notes import Note

_APART = "{} lies with the restricted records: ask somebody whose passphrase opens those."
_ELSEWHERE = "What is done about it stands in {}."


def mishap_notes(services: Services, case: CaseFacts) -> list[Note]:
    """One note for each, the last first; red while the right person has no answer."""
    return [_note(services, case, one) for one in reversed(case.mishaps)]


def _note(services: Services, case: CaseFacts, one: Mishap) -> Note:
    opens = not one.is_apart or services.vault.holds(Compartment.GUARDED)
    act = button(f"Open {breach_words(one)}", small=True, icon="shield-alert") if opens else None
    if act is not None:
        act.clicked.connect(opener(services, one))
    where = (_ELSEWHERE if opens else _APART).format(breach_words(one))
    waits = sends_again(case.request, case.mishaps)
    has_it = button(HAS_IT, small=True) if waits is not None and waits.id == one.id else None
    if has_it is not None:
        has_it.clicked.connect(partial(ask_right_person, services, case.request, one))
    text = " ".join(part for part in (stand_words(case.request, one), where) if part)
    kind: Set = "over" if is_pressing(case, one) else "soon"
    note = Note(kind, f"{wrong_words(one)}.", text, act, icon="shield-alert")
    if has_it is not None:
        note.body.addWidget(has_it, 0, Qt.AlignmentFlag.AlignLeft)
    return note


def opener(services: Services, one: Mishap) -> Callable[..., None]:
    """What opens its breach."""
    return partial(_open, services, one.breach_id)


def _open(services: Services, breach_id: str, *_pressed: object) -> None:
    services.go.to("breaches", breach_id=breach_id)


def is_pressing(case: CaseFacts, one: Mishap) -> bool:
    """Whether somebody still waits for the answer that went astray, or nobody has said so."""
    if not one.of_delivery or one.answered:
        return False
    return one.answered is None or not case.is_closed
