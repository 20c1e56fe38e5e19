"""Where consent stands, in words: what it is, why, and what to do next. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from coordinator_app.consent.model import (
    Consent,
    ConsentStanding,
    ConsentState,
    FormTemplate,
    PrintedForm,
    SigningMethod,
)
from coordinator_app.consent.terms import TICKED_ON, ConsentAnswer, ConsentPurpose, OptionalExtra
from coordinator_app.consent.validity import consent_problems
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Choice
from coordinator_app.pupils.model import Carer, Pupil, age_on

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
        return _without_programme(refused=consent.agrees_programme is False)
    return Verdict(
        ConsentState.IN_PLACE,
        "safe",
        "This is a valid consent.",
        (
            f"Sharing with providers and agencies {'is open' if recorded else 'opens once it is recorded'}.",
            _extras(consent),
        ),
    )


def _without_programme(*, refused: bool) -> Verdict:
    talk = "Talk it through with them. Sharing and the programme stay shut until they agree."
    read = "They have read the statement and are content with it, but"
    if refused:
        lead = "They refuse the programme."
        return Verdict(ConsentState.REFUSED, "over", lead, (f"{read} said no to the programme.", talk))
    words = f"{read} the box about the programme was not answered."
    return Verdict(ConsentState.PART, "soon", "This is consent in part.", (words, talk))


def with_standing(found: Verdict, stands: ConsentStanding) -> Verdict:
    """The same form beside everything else on record: what is open for the pupil is what the gate says, not the form."""
    if stands.state is ConsentState.IN_PLACE and found.state is ConsentState.IN_PLACE:
        tone: Tone = "soon" if stands.notes else found.tone
        notes = tuple(one.sentence() for one in stands.notes)
        return Verdict(found.state, tone, found.lead, (*found.lines, *notes))
    others = tuple(one.sentence() for one in stands.problems)
    if found.state is ConsentState.IN_PLACE:
        shut = "Sharing with providers and agencies stays shut, and so does the programme."
        lead = f"This form is whole, but it opens nothing: {stands.state.label.lower()}."
        return Verdict(stands.state, "over", lead, (*others, shut))
    if stands.state is ConsentState.DISAGREEMENT:
        words = f"Together with what is on record: {stands.state.label.lower()}."
        return Verdict(stands.state, "over", found.lead, (words, *others, *found.lines))
    if stands.state is ConsentState.IN_PLACE:
        words = "Consent stays in place by another form that is on record."
        return Verdict(found.state, found.tone, found.lead, (*found.lines, words))
    return found


NOT_VALID_YET = "Record it all the same once it is complete: it shows that you asked."
"""Stands below the reasons until the form is recorded."""


def can_be_withdrawn(consent: Consent, carer: Carer | None, answers: Sequence[ConsentAnswer] = ()) -> bool:
    """Whether there is anything to withdraw: a form that was not valid, or that ticks nothing, opened nothing."""
    own = any(one.ticked is True for one in answers if one.consent_id == consent.id)
    gave = own or any(getattr(consent, name) is True for name in TICKED_ON.values())
    valid = verdict(consent, carer).state is not ConsentState.NOT_VALID
    return gave and valid and consent.withdrawn_on is None


def age_words(pupil: Pupil | None, signed_on: object, today: date) -> str:
    """How old the young person was, which says how much their own view weighs; "" if it is not known."""
    if pupil is None or pupil.birth_date is None:
        return ""
    if isinstance(signed_on, date) and signed_on >= pupil.birth_date:
        return f"Age {age_on(pupil.birth_date, signed_on)} on the day it was signed."
    return f"Age {age_on(pupil.birth_date, today)} now."


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


Parts = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Headings, each with (question, answer) in order."""


def kept_parts(
    consent: Consent,
    carer: Carer | None,
    answers: Sequence[ConsentAnswer] = (),
    extras: Sequence[OptionalExtra] = (),
) -> Parts:
    """Everything that a recorded form says, in the order of the form; what was not asked for is left out."""
    own = [one for one in answers if one.consent_id == consent.id]
    return tuple(
        (name, tuple((question, words) for question, words in cells if words))
        for name, cells in (
            ("Who signed", _signed(consent, carer)),
            ("What was answered", [*_boxes(consent, own), *_own_boxes(own, extras)]),
            ("The young person, language and help", _help(consent)),
            ("Withdrawn", _withdrawal(consent)),
        )
        if any(words for _question, words in cells)
    )


def printed_words(form: PrintedForm) -> str:
    """When a form was printed, in which version, under which code, and whether it came back."""
    words = f"Printed {say(form.printed_on)}" if form.printed_on else "Printed on a day that was not noted"
    words += f", version {form.template_version}, code {form.reference}."
    if form.contact_because:
        words += f" A confidential telephone stands on it: {form.contact_because.rstrip('.')}."
    if form.returned_on is not None:
        return f"{words} Came back {say(form.returned_on)}."
    # only the consent form is asked back by this screen; the statements stay with those who read them
    return f"{words} Not back yet." if form.template is FormTemplate.CONSENT_FORM else words


def _signed(consent: Consent, carer: Carer | None) -> list[tuple[str, str]]:
    who = carer.name if carer else "Someone no longer on the list"
    relation = f", {carer.relationship.label.lower()}" if carer and carer.relationship else ""
    method = consent.method.label if consent.method else SigningMethod.PAPER.label
    typed = f"{consent.typed_name}, seen by {consent.witness}" if consent.typed_name else ""
    seen = "the signature was seen" if consent.signature_seen else "the signature was not seen"
    return [
        ("Signed by", f"{who}{relation}"),
        ("Parental responsibility", _responsibility(carer)),
        ("Date on the form", say(consent.signed_on) if consent.signed_on else "Not dated"),
        ("How it was signed", f"{method}, {seen}"),
        ("Name typed", typed),
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


def _boxes(consent: Consent, own: Sequence[ConsentAnswer]) -> list[tuple[str, str]]:
    of = {TICKED_ON[one.purpose]: one for one in own if one.purpose in TICKED_ON}
    return [
        (words, " ".join((_ticked(getattr(consent, name)), *_limits(of.get(name)))).strip())
        for name, words in TICKS.items()
    ]


def _own_boxes(own: Sequence[ConsentAnswer], extras: Sequence[OptionalExtra]) -> list[tuple[str, str]]:
    names = {one.id: one.name for one in extras}
    return [
        (
            f"Extra: {names.get(one.extra_id, 'one that is no longer asked for')}",
            " ".join((_ticked(one.ticked), *_limits(one))).strip(),
        )
        for one in own
        if one.purpose is ConsentPurpose.OTHER
    ]


def _limits(answer: ConsentAnswer | None) -> tuple[str, ...]:
    """What is said of one purpose beyond its tick, each a phrase after it."""
    if answer is None:
        return ()
    said = (
        f"only for: {answer.only_for}" if answer.only_for else "",
        f"until {say(answer.expires_on)}" if answer.expires_on else "",
        f"withdrawn {say(answer.withdrawn_on)}" if answer.withdrawn_on else "",
        f"by {answer.withdrawn_by}" if answer.withdrawn_on and answer.withdrawn_by else "",
    )
    return tuple(f"({words})" for words in said if words)


def _ticked(answer: bool | None) -> str:
    return "Not recorded" if answer is None else "Ticked" if answer else "Left empty"


def _help(consent: Consent) -> list[tuple[str, str]]:
    signed = {True: "Yes", False: "No", None: ""}[consent.young_person_signed]
    return [
        ("The young person signed too", signed),
        ("The young person agrees", {True: "Yes", False: "No", None: ""}[consent.young_person_agrees]),
        ("The young person’s own view", consent.young_person_view),
        ("Understands enough to decide", _label(consent.young_person_competence)),
        ("What this rests on", consent.competence_note),
        ("How it was given", _label(consent.format_given)),
        ("Language or format given", consent.language),
        ("Interpreter", consent.interpreter),
    ]


def _withdrawal(consent: Consent) -> list[tuple[str, str]]:
    if consent.withdrawn_on is None:
        return []
    return [
        ("Withdrawn on", say(consent.withdrawn_on)),
        ("By", consent.withdrawn_by),
        ("What they said", consent.withdrawn_words),
    ]


def _label(chosen: Choice | None) -> str:
    return chosen.label if chosen is not None else ""
