"""Where consent stands, in words: what it is, why, and what to do next. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coordinator_app.consent.model import (
    Consent,
    ConsentState,
    FormTemplate,
    PrintedForm,
    SigningMethod,
    consent_problems,
)
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer

Tone = Literal["over", "soon", "safe", "info"]
TICKS = {
    "has_read": "I have read the privacy statement",
    "understands": "I understand it",
    "is_content": "I am content with it",
    "responsibility_stated": "I have parental responsibility",
    "agrees_programme": "I agree to the programme",
    "allows_photographs": "Extra: photographs",
    "allows_trips": "Extra: trips",
    "allows_online": "Extra: online accounts",
}
"""The boxes of the form in its order, each with its words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a form as answered amounts to: state, tone, one sentence, then every reason with what to do."""

    state: ConsentState
    tone: Tone
    lead: str
    lines: tuple[str, ...]


def verdict(consent: Consent, carer: Carer | None, *, recorded: bool = False) -> Verdict:
    """What this form opens or keeps shut, if it is recorded as it stands, or once it is (003-7.3)."""
    problems = consent_problems(consent, carer)
    if problems:
        return Verdict(
            ConsentState.NOT_VALID,
            "over",
            "This is not a valid consent.",
            tuple(problem.sentence() for problem in problems),
        )
    if consent.agrees_programme is not True:
        return Verdict(
            ConsentState.PART,
            "soon",
            "This is consent in part.",
            (
                "They have read the statement and are content with it, but have not agreed to the programme.",
                "Talk it through with them. Sharing and the programme stay shut until they agree.",
            ),
        )
    return Verdict(
        ConsentState.IN_PLACE,
        "safe",
        "This is a valid consent.",
        (
            f"Sharing with providers and agencies {'is open' if recorded else 'opens once it is recorded'}.",
            _extras(consent),
        ),
    )


NOT_VALID_YET = "Record it all the same once it is complete: it shows that you asked."
"""Stands below the reasons until the form is recorded."""


def can_be_withdrawn(consent: Consent, carer: Carer | None) -> bool:
    """Whether there is anything to withdraw: a form that was not valid opened nothing."""
    return consent.withdrawn_on is None and verdict(consent, carer).state is not ConsentState.NOT_VALID


def _extras(consent: Consent) -> str:
    extras = {
        "photographs": consent.allows_photographs,
        "trips": consent.allows_trips,
        "online accounts": consent.allows_online,
    }
    refused = [name for name, allowed in extras.items() if allowed is not True]
    if not refused:
        return "All extras are agreed to."
    if len(refused) == len(extras):
        return "No extras: no photographs, no trips, no online accounts."
    return f"Not agreed to: {' and '.join(refused)}."


def on_record(consent: Consent, carer: Carer | None) -> tuple[str, str]:
    """The line of a consent that is kept: who and when, and where it stands."""
    who = carer.name if carer else "Someone no longer on the list"
    signed = f"signed {say(consent.signed_on)}" if consent.signed_on else "not dated"
    if consent.withdrawn_on is not None:
        return f"{who}, {signed}", f"Withdrawn {say(consent.withdrawn_on)}."
    return f"{who}, {signed}", f"{verdict(consent, carer).state.label}."


Parts = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Headings, each with (question, answer) in order."""


def kept_parts(consent: Consent, carer: Carer | None) -> Parts:
    """Everything that a recorded form says, in the order of the form; what was not asked for is left out."""
    return tuple(
        (name, tuple((question, words) for question, words in cells if words))
        for name, cells in (
            ("Who signed", _signed(consent, carer)),
            ("What was answered", [(words, _ticked(getattr(consent, one))) for one, words in TICKS.items()]),
            ("The young person, language and help", _help(consent)),
            ("Withdrawn", _withdrawal(consent)),
        )
        if any(words for _question, words in cells)
    )


def printed_words(form: PrintedForm) -> str:
    """When a form was printed, in which version, under which code, and whether it came back."""
    words = f"Printed {say(form.printed_on)}" if form.printed_on else "Printed on a day that was not noted"
    words += f", version {form.template_version}, code {form.reference}."
    if form.returned_on is not None:
        return f"{words} Came back {say(form.returned_on)}."
    # only the consent form is asked back by this screen; the statements stay with those who read them
    return f"{words} Not back yet." if form.template is FormTemplate.CONSENT_FORM else words


def _signed(consent: Consent, carer: Carer | None) -> list[tuple[str, str]]:
    who = carer.name if carer else "Someone no longer on the list"
    relation = f", {carer.relationship.label.lower()}" if carer and carer.relationship else ""
    method = consent.method.label if consent.method else SigningMethod.PAPER.label
    seen = "the signature was seen" if consent.signature_seen else "the signature was not seen"
    return [
        ("Signed by", f"{who}{relation}"),
        ("Parental responsibility", _responsibility(carer)),
        ("Date on the form", say(consent.signed_on) if consent.signed_on else "Not dated"),
        ("How it was signed", f"{method}, {seen}"),
        ("Privacy statement", f"Version {consent.statement_version}" if consent.statement_version else ""),
        ("Code on the form", consent.form_reference),
    ]


def _responsibility(carer: Carer | None) -> str:
    if carer is None or carer.has_responsibility is None:
        return "Not known"
    if not carer.has_responsibility:
        return "No"
    seen = f", {carer.evidence.label[0].lower()}{carer.evidence.label[1:]}" if carer.evidence else ""
    return f"Yes{seen}{f', {say(carer.evidence_seen_on)}' if carer.evidence_seen_on else ''}"


def _ticked(answer: bool | None) -> str:
    return "Not recorded" if answer is None else "Ticked" if answer else "Left empty"


def _help(consent: Consent) -> list[tuple[str, str]]:
    signed = {True: "Yes", False: "No", None: ""}[consent.young_person_signed]
    return [
        ("The young person signed too", signed),
        ("The young person’s own view", consent.young_person_view),
        ("Language or format given", consent.language),
        ("Interpreter", consent.interpreter),
    ]


def _withdrawal(consent: Consent) -> list[tuple[str, str]]:
    if consent.withdrawn_on is None:
        return []
    return [("Withdrawn on", say(consent.withdrawn_on)), ("What they said", consent.withdrawn_words)]
