"""The answers of the form on the screen as records: the consent, its parts, and who signed. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coordinator_app.consent.model import Competence, Consent, FormatGiven, SigningMethod
from coordinator_app.consent.page.words import TICKS
from coordinator_app.consent.terms import TICKED_ON, ConsentAnswer, ConsentPurpose
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence

OTHER, UNKNOWN, PART = "other", "unknown", "part"
EXTRA = "extra_"
"""Begins the name of the question about one of the partnership's own extras; its id follows."""
LIMITS = "limits_"
"""Begins the name of the question what an extra is allowed for, before the name of its tick."""
FIXED_EXTRAS = tuple(name for purpose, name in TICKED_ON.items() if purpose is not ConsentPurpose.PROGRAMME)
_BY_TICK = {name: purpose for purpose, name in TICKED_ON.items()}
_TEXTS = ("young_person_view", "language", "interpreter", "typed_name", "witness", "competence_note")

Values = Mapping[str, Any]


def consent_of(values: Values, pupil_id: str) -> Consent:
    """The answers as a new record; who signed and the statement's version are added when it is kept."""
    form, method = values["form"], values["method"]
    way = SigningMethod(method) if method else None
    named = {name: values[name] for name in ("signed_on", "young_person_signed", "young_person_agrees")}
    rest: dict[str, Any] = {name: _ticked(values[name]) for name in TICKS}
    rest |= {name: str(values.get(name) or "") for name in _TEXTS}
    given, knows = values.get("format_given"), values.get("young_person_competence")
    return Consent(
        pupil_id=pupil_id,
        form_reference=str(values.get("form_reference") or "").upper() if form == OTHER else form,
        method=way,
        # who signs or types before us was seen doing it
        signature_seen=bool(values.get("signature_seen"))
        or way in {SigningMethod.SCREEN, SigningMethod.TYPED},
        format_given=FormatGiven(given) if given else None,
        young_person_competence=Competence(knows) if knows else None,
        **named,
        **rest,
    )


def answers_of(values: Values) -> tuple[ConsentAnswer, ...]:
    """What the ticks alone do not say: limits, ends, and the partnership's own extras."""
    found = []
    for name in TICKED_ON.values():
        limits, until = _limits(values, name), _until(values, name)
        if _ticked(values[name]) and (limits or until):
            found.append(ConsentAnswer(purpose=_BY_TICK[name], only_for=limits, expires_on=until))
    for name, value in values.items():
        if name.startswith(EXTRA) and value is not None:
            found.append(
                ConsentAnswer(
                    purpose=ConsentPurpose.OTHER,
                    extra_id=name.removeprefix(EXTRA),
                    ticked=_ticked(value),
                    only_for=_limits(values, name),
                    expires_on=_until(values, name) if _ticked(value) else None,
                )
            )
    return tuple(found)


def carer_of(values: Values, pupil_id: str, kept: Carer | None) -> Carer | None:
    """Who signed, with what is known now; None as long as nobody is chosen."""
    if not values["carer_id"]:
        return None
    who = kept or Carer(
        pupil_id=pupil_id,
        name=values.get("carer_name") or "",
        relationship=Relationship(values["relationship"]) if values.get("relationship") else None,
    )
    held, evidence = values["has_responsibility"], values.get("evidence")
    return replace(
        who,
        has_responsibility=held if isinstance(held, bool) else None,
        evidence=ResponsibilityEvidence(evidence) if evidence else None,
        evidence_seen_on=values.get("evidence_seen_on") if evidence else None,
    )


def _ticked(value: object) -> bool | None:
    return True if value == PART else value if isinstance(value, bool) else None


def _limits(values: Values, name: str) -> str:
    return str(values.get(f"{LIMITS}{name}") or "") if values.get(name) == PART else ""


def _until(values: Values, name: str) -> Any:
    return values.get("programme_until" if name == "agrees_programme" else "extras_until")
