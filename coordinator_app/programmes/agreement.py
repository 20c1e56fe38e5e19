"""What the family's summary may say of its agreement, and what the provider may be told without it (003-4.3, 6.4, 7.2)."""

from __future__ import annotations

from coordinator_app.consent.actions import programme_gate, sharing_gate
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import Decision
from coordinator_app.core.template import read
from coordinator_app.core.template_use import used
from coordinator_app.programmes.actions import overrides_of
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.store.session import Session

AGREED, TO_AGREE, WITHOUT, NOT_NOW, ENDED = "agreed", "to_agree", "without", "not_now", "ended"
"""Parts of the wording of the summary: exactly one of them is true of a programme."""
SHARING_CLAUSE, SAFETY_CLAUSE = "003-7.2", "003-6.4"
SAFETY = (
    "What keeps this child safe may still be told at any time, and nothing more: by you, or by the safeguarding lead "
    "of the school. Write down whom you told, what and why, as a safeguarding call in the chronology."
)


def provider_gate(session: Session, programme: Programme) -> Decision:
    """Whether the provider may be given anything about this programme. A start in spite of consent opens nothing."""
    return sharing_gate(session, programme.pupil_id)


def agreement_of(session: Session, programme: Programme) -> str:
    """How it stands with the family's agreement today, as the name of a part of the wording."""
    if programme.state is ProgrammeState.ENDED:
        return ENDED
    if programme_gate(session, programme.pupil_id).is_open:
        return AGREED
    if not programme.is_under_way:
        return TO_AGREE
    passed_over = any(one.without_consent for one in overrides_of(session, programme.id))
    return WITHOUT if passed_over else NOT_NOW


def demand_words(wording: str, agreement: str) -> None:
    """Go on, or raise GateShut: a partnership's own wording may know only programmes that the family agreed to."""
    if agreement == AGREED or agreement in used(read(wording).body).choices:
        return
    raise GateShut((_OWN_WORDING, _PUT_BACK))


_OWN_WORDING = "Your own wording of this summary speaks as if the family agrees, and that is not so today."
_PUT_BACK = "Put back the parts under “Your agreement” in Statements and forms, or use the wording that came with Coordinator."
