"""The answers about a pupil's care, needs and support: none of them is kept before a referral (003-7.2)."""

from __future__ import annotations

from coordinator_app.core.catalogue import FieldSpec, record_type
from coordinator_app.pupils.model import Pupil, SenStatus

_CARE = frozenset(
    {
        "ethnicity_source",
        "free_meals_from",
        "free_meals_until",
        "is_in_care",
        "care_authority",
        "care_status",
        "was_in_care",
        "is_young_carer",
    }
)


def care_answers(pupil: Pupil) -> dict[str, object]:
    """What is answered of care, needs and support and of special category, by the words of the question."""
    asked = (spec for spec in record_type(Pupil).fields if _is_care(spec))
    found = {spec.label: getattr(pupil, spec.name) for spec in asked}
    return {label: answer for label, answer in found.items() if answer not in _SAYS_NOTHING}


def _is_care(spec: FieldSpec) -> bool:
    return spec.special or spec.name in _CARE


_SAYS_NOTHING = (None, "", SenStatus.NOT_KNOWN)
