"""To whom, and where, the letters of a correction go: to whoever asked, as the record knows them (003-5.4; no Qt)."""

from __future__ import annotations

from coordinator_app.core.called_role import role_of, without_role
from coordinator_app.core.names import fold
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.store.session import Session

_SAYS_NOTHING = frozenset({"the", "his", "her", "their", "and", "main", "sole", "birth", "natural"})
_MOTHER = {"mother", "mum", "mam", "mom", "mummy"}
_FATHER = {"father", "dad", "daddy"}
_STEP = {"step", "stepparent", "stepmother", "stepfather", "stepmum", "stepdad"}
_GRAND = {
    "grandparent",
    "grandmother",
    "grandfather",
    "grandma",
    "grandpa",
    "granny",
    "gran",
    "grandad",
    "granddad",
}
_GRAND |= {"nan", "nana", "nanna"}
_CALLED: dict[Relationship, tuple[set[str], set[str]]] = {
    Relationship.MOTHER: (_MOTHER | {"parent", "carer"}, set()),
    Relationship.FATHER: (_FATHER | {"parent", "carer"}, set()),
    Relationship.STEP_PARENT: (_STEP, _MOTHER | _FATHER | {"parent", "carer"}),
    Relationship.GRANDPARENT: (_GRAND, {"maternal", "paternal", "carer"}),
    Relationship.FOSTER_CARER: ({"foster", "carer"}, _MOTHER | _FATHER | {"parent"}),
    Relationship.GUARDIAN: ({"guardian"}, {"special", "legal", "carer"}),
    Relationship.SOCIAL_WORKER: ({"social"}, {"worker"}),
    Relationship.OTHER: ({"carer"}, set()),
}
"""How somebody may be called whom the record knows as each of these: one of the first words, and perhaps some of the second."""


def address_of(session: Session, claim: CorrectionClaim) -> tuple[str, ...]:
    """Of whoever asked, where the record knows them by that name; a confidential address stands on no letter.

    None where two of that name live apart, where a role typed behind the name is not the one on the record, or where the
    pupil asks who is called so: it would go to somebody else.
    """
    if claim.by_pupil:
        return ()
    called = fold(without_role(claim.asked_by))
    known = [
        one for one in session.list(Carer, where={"pupil_id": claim.pupil_id}) if fold(one.name) == called
    ]
    apart = len({fold(one.address) for one in known}) > 1
    if not known or apart or any(one.address_is_confidential for one in known):
        return ()
    if not all(_fits(role_of(claim.asked_by), one.relationship) for one in known):
        return ()
    return tuple(known[0].address.splitlines())


def _fits(role: str, relationship: Relationship | None) -> bool:
    """Whether somebody of that relationship is called so. "Wren's mother" fits nobody: she may be another child's."""
    words = set(fold(role.replace("/", " ").replace(",", " ")).split()) - _SAYS_NOTHING
    if not role:
        return True
    one_of, besides = _CALLED[relationship] if relationship is not None else (set(), set())
    return not words.isdisjoint(one_of) and words <= one_of | besides
