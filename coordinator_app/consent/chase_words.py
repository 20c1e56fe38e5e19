"""The words of the chase list: what is wrong, what to do about it, and which act does it. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coordinator_app.consent.chasing import ChaseReason, ConsentChase, ToChase
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Choice


class Act(Choice):
    """What can be done about a row."""

    LETTER = "letter", "Write a letter"
    CALL = "call", "Note a call"
    PRINT = "print", "Print the form again"
    RECORD = "record", "Record the form"
    SETTLE = "settle", "Record how it was settled"
    CONSENT = "consent", "See the consent"
    REFERRAL = "referral", "Open the referral"


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """How a reason is shown: title, chip with its tone, the step to take, its act and the others that may help.

    `page` and `action` are where its line on Today leads.
    """

    title: str
    icon: str
    tone: str
    chip: str
    step: str
    act: Act
    others: tuple[Act, ...]
    page: str = "record_consent"
    action: str = "See what to do"


WORDS: dict[ChaseReason, ReasonWords] = {
    ChaseReason.DISAGREEMENT: ReasonWords(
        "Parents do not agree",
        "split",
        "over",
        "Not agreed",
        "One agrees and another does not. Talk with each of them, then record how it was settled and when you look at "
        "it again. Until then the programme and sharing stay shut.",
        Act.SETTLE,
        (Act.CALL, Act.CONSENT, Act.RECORD),
        "consent",
    ),
    ChaseReason.WRONG_PERSON: ReasonWords(
        "Consent not valid",
        "file-check",
        "over",
        "Not valid",
        "Ask someone who holds parental responsibility to sign. If the person who signed holds it after all, look at "
        "what shows it and record it with the person.",
        Act.PRINT,
        (Act.LETTER, Act.CALL, Act.RECORD, Act.CONSENT),
    ),
    ChaseReason.UNSIGNED: ReasonWords(
        "Consent not valid",
        "file-check",
        "over",
        "Not signed",
        "The form came back without a signature that was seen. Ask for it, or look at the form again.",
        Act.LETTER,
        (Act.CALL, Act.PRINT, Act.RECORD, Act.CONSENT),
    ),
    ChaseReason.UNANSWERED: ReasonWords(
        "Consent not valid",
        "file-check",
        "over",
        "Box empty",
        "A box is empty. Ask whether it means no or was missed. Nobody fills it in for them.",
        Act.CALL,
        (Act.LETTER, Act.PRINT, Act.RECORD, Act.CONSENT),
    ),
    ChaseReason.EXPIRED: ReasonWords(
        "Consent runs out",
        "hourglass",
        "soon",
        "Ask again",
        "The family agreed until a certain day. Ask them again if the programme is to go on.",
        Act.PRINT,
        (Act.LETTER, Act.CALL, Act.RECORD, Act.CONSENT),
    ),
    ChaseReason.NOT_BACK: ReasonWords(
        "Consent not signed",
        "pen-line",
        "soon",
        "Not back",
        "The form is still with the family. Ask for it. Nothing can be shared until it is back.",
        Act.LETTER,
        (Act.CALL, Act.PRINT, Act.RECORD),
        action="Record",
    ),
    ChaseReason.SCHOOL: ReasonWords(
        "Statement not acknowledged",
        "graduation-cap",
        "soon",
        "School",
        "The school has not ticked that it has read the privacy statement. Until it does, no more than notes is kept.",
        Act.LETTER,
        (Act.CALL, Act.REFERRAL),
        "referral",
        "Open",
    ),
    ChaseReason.REVIEW_DUE: ReasonWords(
        "Disagreement to look at again",
        "calendar-check",
        "soon",
        "Look again",
        "The parents did not agree, and the day you set for looking at it again has come.",
        Act.SETTLE,
        (Act.CALL, Act.CONSENT, Act.RECORD),
        "consent",
    ),
    ChaseReason.OLDER: ReasonWords(
        "Signed for an older statement",
        "file-text",
        "neutral",
        "Older version",
        "The statement has changed since. Give the family the new one and ask again at the next review.",
        Act.PRINT,
        (Act.LETTER, Act.CALL, Act.RECORD, Act.CONSENT),
    ),
}


def said(one: ToChase) -> str:
    """The second line: since when, and what there is about it."""
    return _SAID[one.reason](say(one.since) if one.since else "")


def asked(one: ToChase) -> str:
    """When somebody is to be asked again, or ""."""
    return f"Ask again on {say(one.next_on)}." if one.next_on else ""


def _on(words: str, day: str, without: str) -> str:
    return f"{words} {day}." if day else without


_SAID: dict[ChaseReason, Callable[[str], str]] = {
    ChaseReason.DISAGREEMENT: lambda day: _on(
        "One agrees, one does not. Signed", day, "One agrees, one does not."
    ),
    ChaseReason.WRONG_PERSON: lambda day: (
        _on("Signed", day, "Signed.")
        + " No parental responsibility was seen. Ask someone who holds it to sign."
    ),
    ChaseReason.UNSIGNED: lambda day: (
        _on("Form dated", day, "Form came back.") + " No signature was seen. Ask for it."
    ),
    ChaseReason.UNANSWERED: lambda day: _on("Signed", day, "Signed.") + " A box is empty. Ask what it means.",
    ChaseReason.EXPIRED: lambda day: (
        _on("Agreed until", day, "Agreed for a time.") + " Ask the family again."
    ),
    ChaseReason.NOT_BACK: lambda day: _on("Form printed", day, "Form printed.") + " Not back yet.",
    ChaseReason.SCHOOL: lambda day: (
        _on("Referral received", day, "Referral received.") + " The school has not ticked the statement."
    ),
    ChaseReason.REVIEW_DUE: lambda day: _on("To be looked at again since", day, "To be looked at again."),
    ChaseReason.OLDER: lambda day: _on("Signed", day, "Signed.") + " The statement has changed since.",
}


def chase_said(chase: ConsentChase) -> tuple[str, str]:
    """One time that somebody was asked: a heading and what came of it."""
    how = chase.how.label if chase.how else "Asked"
    when = say(chase.chased_on) if chase.chased_on else "on a day that was not noted"
    who = f", {chase.asked}" if chase.asked else ""
    about = f"About: {chase.reason.label[0].lower()}{chase.reason.label[1:]}." if chase.reason else ""
    again = f"Ask again on {say(chase.next_on)}." if chase.next_on else ""
    parts = (chase.answer, again, about)
    return f"{how}, {when}{who}", " ".join(part for part in parts if part)
