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


def new_answers(stored: Pupil | None, wanted: Pupil) -> frozenset[str]:
    """The names of the answers that would be kept in addition, rather than put right (003-5.4) or taken away.

    Another answer to a question of special category is a new one.
    """
    known = open_fields(stored) if stored is not None else frozenset()
    changed = {name for name in answered(wanted) if getattr(stored, name, None) != getattr(wanted, name)}
    return frozenset(name for name in changed if name not in known or record_type(Pupil).field(name).special)


def open_fields(pupil: Pupil) -> frozenset[str]:
    """The names of the questions that are answered, so that the answer can be put right or taken away.

    Where it is known since when there were free meals, their end belongs to the same answer.
    """
    found = answered(pupil)
    return found | {"free_meals_until"} if "free_meals_from" in found else found


def care_fields() -> frozenset[str]:
    """The names of all these questions."""
    return frozenset(spec.name for spec in record_type(Pupil).fields if _is_care(spec))


def _is_care(spec: FieldSpec) -> bool:
    return spec.special or spec.name in _CARE


_SAYS_NOTHING = (None, "", SenStatus.NOT_KNOWN)
