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
        "is_service_child",
        "first_language",
        "has_additional_language",
    }
)


def care_answers(pupil: Pupil) -> dict[str, object]:
    """What is answered of care, needs and support and of special category, by the words of the question."""
    return {record_type(Pupil).field(name).label: getattr(pupil, name) for name in answered(pupil)}


def answered(pupil: Pupil) -> frozenset[str]:
    """The names of those questions that are answered."""
    return frozenset(name for name in care_fields() if getattr(pupil, name) not in _SAYS_NOTHING)


def care_fields() -> frozenset[str]:
    """The names of all these questions."""
    return frozenset(spec.name for spec in record_type(Pupil).fields if _is_care(spec))


def _is_care(spec: FieldSpec) -> bool:
    return spec.special or spec.name in _CARE


_SAYS_NOTHING = (None, "", SenStatus.NOT_KNOWN)
