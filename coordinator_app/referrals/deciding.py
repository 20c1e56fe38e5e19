"""What happens to a referral: sent, sent back, accepted, declined, withdrawn, discussed (003-4.1, 4.2).

Each is one move that `states` allows; what is refused says why and what opens it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.gates import all_of
from coordinator_app.core.plausible import before, in_future, missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import (
    ForumOutcome,
    Referral,
    ReferralState,
    missing_from_referral,
    school_question,
)
from coordinator_app.referrals.risk import ReferralRisk, risk_problems
from coordinator_app.referrals.states import ENDED, DeclineReason, WithdrawnBy, may_move
from coordinator_app.store.session import Session


def refer_again(session: Session, pupil_id: str) -> Saved[Referral]:
    """Begin a new referral of a pupil who was referred before; the former one stays as it is and is named.

    GateShut while the one before waits for something: two open referrals would be answered by halves.
    """
    pupil = session.get(Pupil, pupil_id)
    former = next(iter(session.list(Referral, where={"pupil_id": pupil_id}, newest=True)), None)
    if former is not None and former.state is not ReferralState.ACCEPTED and former.state not in ENDED:
        raise GateShut(("The referral before is still open. Go on with it, or withdraw it first.",))
    made = Referral(
        pupil_id=pupil_id, school_id=pupil.school_id, former_id=former.id if former is not None else ""
    )
    with session.write() as work:
        kept = work.add(made)
    return Saved(kept, work.change_id)


def send_form(session: Session, referral: Referral, on: date | None = None) -> Saved[Referral]:
    """Note that the form went to the school to be filled in."""
    return _move(session, referral, ReferralState.SENT, sent_on=_day(session, "sent_on", on))


def not_sent(session: Session, referral: Referral) -> Saved[Referral]:
    """Note that the form was not sent after all."""
    return _move(session, referral, ReferralState.DRAFTED, sent_on=None)


def send_back(session: Session, referral: Referral, on: date | None = None) -> Saved[Referral]:
    """Note that the form went back to the school, because something is missing."""
    day = _day(session, "sent_back_on", on)
    refuse((before("sent_back_on", day, referral.received_on, "the day the form came"),))
    return _move(session, referral, ReferralState.INCOMPLETE, sent_back_on=day, decided_on=None)


def accept_referral(session: Session, referral: Referral) -> Saved[Referral]:
    """Accept a complete referral; GateShut names what is missing (003-4.1, 4.2)."""
    pupil = session.get(Pupil, referral.pupil_id)
    all_of(missing_from_referral(referral), school_question(referral, pupil.school_id)).demand()
    return _move(session, referral, ReferralState.ACCEPTED, decided_on=session.clock.today())


def decline_referral(
    session: Session, referral: Referral, reason: str, code: DeclineReason | None = DeclineReason.OTHER
) -> Saved[Referral]:
    """Decline a referral with a coded reason; "Other" needs words."""
    words = reason if code is DeclineReason.OTHER else "not needed"
    refuse(
        (
            missing("decline_code", code, "Choose why the referral is declined."),
            missing("decision_reason", words, "Say why the referral is declined."),
        )
    )
    today = session.clock.today()
    return _move(
        session,
        referral,
        ReferralState.DECLINED,
        decided_on=today,
        decline_code=code,
        decision_reason=reason.strip(),
    )


def withdraw_referral(
    session: Session, referral: Referral, by: WithdrawnBy | None, reason: str, on: date | None = None
) -> Saved[Referral]:
    """Note that a referral was taken back, by whom, why and when.

    What was kept stays; new records are shut, unless an earlier referral of the pupil still stands (003-7.2).
    """
    day = _day(session, "withdrawn_on", on)
    refuse(
        (
            missing("withdrawn_by", by, "Choose who withdrew it."),
            missing("withdrawn_reason", reason, "Write why it was withdrawn."),
            before("withdrawn_on", day, referral.received_on, "the day the form came"),
        )
    )
    return _move(
        session,
        referral,
        ReferralState.WITHDRAWN,
        withdrawn_on=day,
        withdrawn_by=by,
        withdrawn_reason=reason.strip(),
    )


def keep_forum(
    session: Session, referral: Referral, on: date | None, outcome: ForumOutcome | None, minute: str
) -> Saved[Referral]:
    """Note what the Inclusion Forum decided, and where that is written."""
    refuse(
        (
            missing("forum_on", on, "Type the date of the Inclusion Forum."),
            in_future("forum_on", on, session.clock.today()),
            missing("forum_outcome", outcome, "Choose what was decided."),
        )
    )
    return _change(session, referral, forum_on=on, forum_outcome=outcome, forum_minute=minute.strip())


def name_school(session: Session, referral: Referral, school_id: str) -> Saved[Referral]:
    """Say which school is responsible for a pupil who changed school; the one that referred stays named."""
    refuse((missing("responsible_school_id", school_id, "Choose the school that is responsible."),))
    session.get(School, school_id)
    return _change(session, referral, responsible_school_id=school_id)


def correct_school(session: Session, referral: Referral, school_id: str) -> Saved[Referral]:
    """Put right which school referred: another was recorded by a slip, and there is no question of two schools."""
    session.get(School, school_id)
    return _change(session, referral, school_id=school_id, responsible_school_id="")


def keep_risk(session: Session, risk: ReferralRisk) -> Saved[ReferralRisk]:
    """Keep what the school says of risk, guarded; the referral says from then on that a risk is named.

    KeyNotHeld where the passphrase opens no guarded records. The flag goes first: after a kill in between everyone is warned and the words are still to be written.
    """
    refuse(risk_problems(risk, session.clock.today()))
    session.databases.connection(Compartment.GUARDED)  # KeyNotHeld before anything is written
    referral = session.get(Referral, risk.referral_id)
    if referral.risk_named is not True:
        _change(session, referral, risk_named=True)
    with session.write(Compartment.GUARDED) as work:
        kept = work.put(replace(risk, pupil_id=referral.pupil_id))
    return Saved(kept, work.change_id)


def risk_of(session: Session, referral_id: str) -> ReferralRisk | None:
    """What is known of risk; None if nothing is, or if the passphrase does not open guarded records."""
    if Compartment.GUARDED not in session.held:
        return None
    return next(iter(session.list(ReferralRisk, where={"referral_id": referral_id}, newest=True)), None)


def _day(session: Session, field: str, on: date | None) -> date:
    today = session.clock.today()
    problem: FieldProblem | None = in_future(field, on, today)
    refuse((problem,))
    return on or today


def _move(session: Session, referral: Referral, to: ReferralState, **values: Any) -> Saved[Referral]:
    may_move(referral.state, to).demand()
    return _change(session, referral, state=to, **values)


def _change(session: Session, referral: Referral, **values: Any) -> Saved[Referral]:
    with session.write() as work:
        kept = work.change(referral, **values)
    return Saved(kept, work.change_id)
