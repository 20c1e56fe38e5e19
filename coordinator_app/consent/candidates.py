"""Whom a state of consent can be true of at all, as a condition in SQL: what keeps a rare state from costing a look at all.

The rule is `model.standing` alone. Each condition here is only necessary for its state, so that the rule is asked of
few pupils instead of twenty thousand; a test compares both over pupils made at random.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.consent.in_force import older_shuts, statements_in_force
from coordinator_app.consent.model import ConsentState
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Candidates:
    """A condition on the table pupil of the general compartment, and the values of its marks; "" lets everyone through."""

    sql: str = ""
    values: tuple[object, ...] = ()


NOBODY = Candidates("0")
_SIGNED = "EXISTS (SELECT 1 FROM consent AS c WHERE c.pupil_id = pupil.id AND c.trashed_at IS NULL{})"
# for what is rare: one walk through the forms, instead of a look at the forms of each pupil
_AMONG = "pupil.id IN (SELECT c.pupil_id FROM consent AS c WHERE c.trashed_at IS NULL{})"
_WHOLE = " AND c.signature_seen = 1 AND c.has_read = 1 AND c.understands = 1 AND c.is_content = 1"
_HOLDER = (
    "EXISTS (SELECT 1 FROM carer AS k WHERE k.id = c.carer_id AND k.has_responsibility = 1"
    " AND coalesce(k.evidence, '') <> ''{})"
)
_IS_HERE = " AND k.trashed_at IS NULL AND coalesce(k.has_died, 0) = 0"
_LACKING = (
    " AND NOT (coalesce(c.signature_seen, 0) AND coalesce(c.has_read, 0) AND coalesce(c.understands, 0)"
    f" AND coalesce(c.is_content, 0) AND {_HOLDER.format(_IS_HERE)})"
)
_ORDERED = "EXISTS (SELECT 1 FROM court_order AS o WHERE o.pupil_id = pupil.id AND o.trashed_at IS NULL)"
_STANDS, _AGREED = " AND c.withdrawn_on IS NULL", " AND c.agrees_programme = 1"
_NO = " AND (c.withdrawn_on IS NOT NULL OR c.agrees_programme = 0 OR c.is_content = 0)"
_RUN_OUT = (
    " AND EXISTS (SELECT 1 FROM consent_answer AS a WHERE a.consent_id = c.id AND a.trashed_at IS NULL"
    " AND a.expires_on < ?)"
)
_FIXED = {
    ConsentState.WAITING: "NOT " + _SIGNED.format(""),
    ConsentState.IN_PLACE: _SIGNED.format(f"{_STANDS}{_AGREED}{_WHOLE} AND {_HOLDER.format('')}"),
    ConsentState.PART: _AMONG.format(_STANDS + _WHOLE + " AND c.agrees_programme IS NULL"),
    ConsentState.REFUSED: _SIGNED.format(_STANDS + _WHOLE + " AND c.agrees_programme = 0"),
    ConsentState.NOT_VALID: f"({_SIGNED.format(_STANDS + _LACKING)} OR {_ORDERED})",
    ConsentState.WITHDRAWN: _AMONG.format(" AND c.withdrawn_on IS NOT NULL"),
    ConsentState.DISAGREEMENT: f"{_AMONG.format(_NO)} AND {_AMONG.format(_STANDS + _AGREED)}",
}


def candidates(session: Session, state: ConsentState) -> Candidates:
    """Every pupil of whom this state holds is among those that the condition lets through."""
    if state is ConsentState.EXPIRED:
        return Candidates(_AMONG.format(_AGREED + _RUN_OUT), (session.clock.today().isoformat(),))
    if state is ConsentState.OLDER:
        now = statements_in_force(session)
        older = _AMONG.format(" AND c.statement_version < ?")
        newest = max(now.version, *now.translated.values(), 0)
        return Candidates(older, (newest,)) if older_shuts(session) else NOBODY
    return Candidates(_FIXED.get(state, ""))
