"""The boxes of the People and details tab that are opened again: their records are read anew for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.links import CourtOrder, Sibling
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.pupils.parts import CarePlan, MedicalNote, PupilName, PupilNeed, SchoolOnRoll
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers

if TYPE_CHECKING:
    from coordinator_app.pupils.page.about import AboutTab
    from coordinator_app.store.session import Session

_ASKED: tuple[type[Any], ...] = (
    Carer, CourtOrder, Sibling, PupilName, SchoolOnRoll, PupilNeed, MedicalNote, CarePlan,
)  # fmt: skip
_WHY = "What was typed about health and safeguarding is about to be shown."


def openers(tab: AboutTab) -> Openers:
    """By the kind of draft; none opens anything before the tab has been read."""
    return {f"{record_type(one).kind}_details": partial(_again, tab, one) for one in _ASKED}


def _again(tab: AboutTab, cls: type[Any], left: Left) -> bool:
    if tab.about is None:
        return False
    tab.services.jobs.read(
        lambda session: _read(session, cls, tab.pupil_id, left),
        done=guarded(tab, partial(_ask, tab)),
        failed=guarded(tab, tab.services.say.trouble),
    )
    return True


def _read(session: Session, cls: type[Any], pupil_id: str, left: Left) -> tuple[Record, str]:
    """The record, and what stands above its questions. NotFound."""
    other_id = left.more.get("other_id", "")
    if left.record_id != pupil_id:
        return session.get(cls, left.record_id), ""
    if not other_id:
        return cls(pupil_id=pupil_id), ""
    return cls(pupil_id=pupil_id, other_id=other_id), session.get(Pupil, other_id).called


def _ask(tab: AboutTab, found: tuple[Record, str]) -> None:
    record, note = found
    act = guarded(tab, lambda: tab.edit(record, note))
    if record_type(record).compartment_of(record) is Compartment.GUARDED:
        tab.services.confirm(act, _WHY)
    else:
        act()
