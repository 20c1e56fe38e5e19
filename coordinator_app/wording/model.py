"""The partnership's own wordings, when they were looked through, and forms printed for nobody yet (003-4.2, 4.3, 7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.catalogue import Record, choice, day, describe, number, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, ORGANISATION, Audience, Purpose

ENGLISH = "en"
_HOLDING = "The wording of our statements, forms and letters, and who approved it"


@describe(
    kind="form_wording",
    title="Wording of a form",
    plural="Wordings of forms",
    purpose=Purpose.RUNNING,
    clause="003-7.3",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding=_HOLDING,
    source="The partnership",
    date_field="in_force_from",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class FormWording(Record):
    """One version of a wording in one language; without `in_force_from` it is a draft.

    `words` is the whole text that was printed, header and all, and `digest` its hash; a draft has neither. With
    `is_shipped` it says that the wording which came with Coordinator is in force again, and holds no text.
    """

    template: str = text("Form", personal=False, required=True, column=True)
    language: str = text("Language", personal=False, required=True, column=True)
    wording_version: int | None = number("Version", column=True)
    title: str = text("Title", personal=False)
    subtitle: str = text("Line under the title", personal=False)
    body: str = text("Text", long=True, personal=False)
    words: str = text("Text as printed", long=True, personal=False)
    digest: str = text("Fingerprint", personal=False, released=False)
    is_shipped: bool = yes_no("The wording that came with Coordinator")
    based_on: str = text(
        "Fingerprint of the shipped wording it was made from", personal=False, released=False
    )
    approved_by: str = text("Approved by")
    in_force_from: date | None = day("In force from", column=True)
    note: str = text("What changed", long=True, personal=False)
    left_out_reason: str = text("Why something was left out", long=True, personal=False)

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.in_force_from is None


@describe(
    kind="wording_review",
    title="Look through a statement",
    plural="Statements looked through",
    purpose=Purpose.RUNNING,
    clause="003-9.1",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.PUBLIC,
    holding=_HOLDING,
    source="The partnership",
    date_field="looked_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class WordingReview(Record):
    """Someone read a statement and found that it is still true; it is asked for once a year."""

    template: str = text("Form", personal=False, required=True, column=True)
    language: str = text("Language", personal=False, required=True, column=True)
    wording_version: int | None = number("Version", required=True, column=True)
    digest: str = text("Fingerprint", personal=False, required=True, released=False)
    looked_on: date | None = day("Looked through on", required=True, column=True)
    looked_by: str = text("Looked through by", required=True)
    note: str = text("What was found", long=True, personal=False)


@describe(
    kind="blank_form",
    title="Blank form",
    plural="Blank forms",
    purpose=Purpose.COMMUNICATION,
    clause="003-4.3",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding="Which blank forms we printed, each with its code",
    source="The partnership",
    date_field="printed_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm(Record):
    """A form printed for nobody in particular; its code is known, so that it can be filed once it comes back."""

    template: FormTemplate | None = choice("Form", FormTemplate, required=True, column=True)
    template_version: int | None = number("Version", required=True)
    template_hash: str = text("Fingerprint of the wording", personal=False, required=True, released=False)
    language: str = text("Language", personal=False, required=True)
    reference: str = text("Reference", personal=False, required=True, searched=True, column=True)
    printed_on: date | None = day("Printed on", required=True, column=True)
    large_print: bool = yes_no("Large print")
    used_on: date | None = day("Came back on")


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording as it is printed: its whole text, version, hash; since when it is in force (None: since it was shipped).

    `unchecked` marks a translation that nobody has checked yet.
    """

    template: str
    language: str
    title: str
    text: str
    version: int
    hash: str
    is_own: bool = False
    since: date | None = None
    unchecked: bool = False

    @property
    def name(self) -> str:
        """As the pages of the form name it: "version 2, ab12cd34"."""
        return f"version {self.version}, {self.hash[:8]}"


@dataclass(frozen=True, slots=True)
class Editable:
    """A wording that a partnership may change: its file's name, words for lists, who reads it, and what for.

    `statement` has to be looked through every year; `target_age` is the reading age it aims at, in years.
    """

    name: str
    title: str
    reader: str
    statement: bool = False
    target_age: int = 14


_ASKED = "Who asked to see a record"
_ASKED_CHILD = "A young person who asked"
EDITABLE = (
    Editable("privacy-statement-parent", "Privacy statement for families", "Parents and carers", True, 11),
    Editable("privacy-statement-child", "Privacy statement for young people", "The young person", True, 11),
    Editable("privacy-statement-school", "Privacy statement for schools", "Schools", True),
    Editable("consent-form", "Parent or carer consent", "Parents and carers", False, 11),
    Editable("referral-form", "Referral form", "Schools"),
    Editable("review-summary", "Progress review", "The family and the school", False, 11),
    Editable("programme-summary", "Programme", "The family and the provider", False, 11),
    Editable("letter-chase-family", "Letter: a form has not come back", "Parents and carers", False, 11),
    Editable("letter-review-family", "Letter: an invitation to a review", "Parents and carers", False, 11),
    Editable("letter-review-school", "Letter: an invitation to a review, for the school", "Schools"),
    Editable("letter-review-provider", "Letter: an invitation to a review, for the provider", "Providers"),
    Editable("letter-review-feedback", "Letter: a reminder about feedback", "Providers"),
    Editable("letter-form-back", "Letter: a referral form goes back", "Schools"),
    Editable("letter-chase-school", "Letter: what a referral lacks", "Schools"),
    Editable(
        "letter-acknowledgement", "Letter: we have your request", "Who asked to see a record", False, 11
    ),
    Editable("letter-consult-school", "Letter: a request about a pupil on your roll", "Schools"),
    Editable("letter-identity", "Letter: show us who you are", _ASKED, False, 11),
    Editable("letter-authority", "Letter: show us that you may ask", _ASKED, False, 12),
    Editable("letter-clarification", "Letter: a question about your request", _ASKED, False, 11),
    Editable("letter-extension", "Letter: we need longer", _ASKED, False, 11),
    Editable("letter-refusal", "Letter: what we cannot give you", _ASKED, False, 12),
    Editable("letter-nothing-held", "Letter: we hold nothing about this", _ASKED, False, 11),
    Editable(
        "letter-third-party", "Letter: may we show what is about you", "Who is named in a record", False, 11
    ),
    Editable(
        "letter-safeguarding-advice", "Letter: advice of the Safeguarding Officer", "The Safeguarding Officer"
    ),
    Editable("letter-health-opinion", "Letter: opinion of a health professional", "A health professional"),
    Editable("letter-reply", "Letter: our reply to your request", _ASKED, False, 12),
    Editable("letter-reply-child", "Letter: our reply, in words for a child", _ASKED_CHILD, False, 10),
    Editable(
        "letter-clarification-child", "Letter: a question, in words for a child", _ASKED_CHILD, False, 10
    ),
    Editable(
        "letter-extension-child", "Letter: we need more time, in words for a child", _ASKED_CHILD, False, 10
    ),
    Editable(
        "letter-refusal-child", "Letter: what we cannot give, in words for a child", _ASKED_CHILD, False, 10
    ),
    Editable(
        "letter-nothing-held-child", "Letter: we found nothing, in words for a child", _ASKED_CHILD, False, 10
    ),
    Editable("letter-correction-notice", "Letter: something we told you was wrong", "Schools and providers"),
    Editable(
        "letter-correction-answer",
        "Letter: you said that something is wrong",
        "Parents and carers",
        False,
        11,
    ),
    Editable("letter-rights-answer", "Letter: our answer to what you asked", "Parents and carers", False, 11),
    Editable(
        "letter-rights-lifting", "Letter: a restriction is about to end", "Parents and carers", False, 11
    ),
    Editable(
        "letter-rights-question", "Letter: a question about what you asked", "Parents and carers", False, 11
    ),
    Editable("letter-rights-longer", "Letter: we need longer to answer you", "Parents and carers", False, 11),
    *(
        Editable(
            f"letter-rights-{name}-child", f"Letter: {words}, in words for a child", _ASKED_CHILD, False, 10
        )
        for name, words in (
            ("answer", "our answer to what you asked"),
            ("lifting", "a restriction is about to end"),
            ("question", "a question about what you asked"),
            ("longer", "we need longer to answer you"),
        )
    ),
    Editable("letter-rights-notice", "Letter: erase, or do not use for now", "Schools and providers"),
    Editable(
        "letter-breach", "Letter: something went wrong with what we keep", "Parents and carers", False, 11
    ),
    Editable(
        "letter-complaint-acknowledgement", "Letter: we have your complaint", "Parents and carers", False, 11
    ),
    Editable("letter-complaint-outcome", "Letter: what we found", "Parents and carers", False, 11),
    *(
        Editable(f"letter-{name}-child", f"Letter: {words}, in words for a child", _ASKED_CHILD, False, 10)
        for name, words in (
            ("correction-answer", "you told us that something is wrong"),
            ("complaint-acknowledgement", "we know that you are not happy"),
            ("complaint-outcome", "what we found"),
        )
    ),
    Editable("complaint-form", "Complaint form", "Parents and carers", False, 11),
    Editable("request-figures", "Figures of access requests", "The partnership"),
)
"""Every wording but that of the recovery key, which is printed before there is a vault to keep another in."""

REVIEW_AFTER = timedelta(days=365)
"""How long after it came into force, or was last read, a statement is to be looked through (003-9.1, our choice)."""


def editable(name: str) -> Editable | None:
    """The wording of that name; None for one that cannot be changed."""
    return next((one for one in EDITABLE if one.name == name), None)


def newest(versions: list[FormWording], today: date) -> FormWording | None:
    """Which of these is in force today: the last to come into force, of two on one day the one approved later."""
    begun = [one for one in versions if one.in_force_from is not None and one.in_force_from <= today]
    return max(begun, key=lambda one: (one.in_force_from or date.min, *approved_at(one)), default=None)


def approved_at(version: FormWording) -> tuple[datetime, int]:
    """Sorts versions by when they were approved, which is their last change: from then on none is rewritten.

    When it was begun says nothing: a draft may lie for weeks.
    """
    return version.changed_at or datetime.min.replace(tzinfo=UTC), version.key


def review_due(last: date | None, set_up: date, today: date) -> date | None:
    """The day by which a statement is to be looked through if that is now; None while there is time.

    `last` is the newest of when it came into force and when it was last read; without one the year runs from the day
    the vault was set up.
    """
    due = (last or set_up) + REVIEW_AFTER
    return due if due <= today else None
