"""What a signed form says purpose by purpose beyond its ticks, and how a disagreement was settled (003-4.3, 6.5, 7.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text, yes_no
from coordinator_app.core.privacy import (
    CONSENT,
    LEGAL_DUTY,
    ORGANISATION,
    PUPIL_FILE,
    Audience,
    Choice,
    Purpose,
)


class ConsentPurpose(Choice):
    """What a parent or carer is asked to agree to; each is its own answer (decision 4, domain 4.3)."""

    PROGRAMME = "programme", "The programme"
    PHOTOGRAPHS = "photographs", "Photographs"
    TRIPS = "trips", "Trips"
    ONLINE = "online", "Online accounts"
    OTHER = "other", "Another extra of the partnership"


TICKED_ON: dict[ConsentPurpose, str] = {
    ConsentPurpose.PROGRAMME: "agrees_programme",
    ConsentPurpose.PHOTOGRAPHS: "allows_photographs",
    ConsentPurpose.TRIPS: "allows_trips",
    ConsentPurpose.ONLINE: "allows_online",
}
"""The field of the consent that holds the tick of a purpose; that of a further extra is in its answer."""


@describe(
    kind="optional_extra",
    title="Optional extra",
    plural="Optional extras",
    purpose=Purpose.COMMUNICATION,
    clause="003-6.5",
    basis=CONSENT,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding="What you may agree to beside the programme",
    source="The partnership",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OptionalExtra(Record):
    """An extra that this partnership asks about beside photographs, trips and online accounts."""

    name: str = text("Name", personal=False, required=True, column=True)
    words: str = text("Words beside the box on the form", personal=False, required=True)
    in_use: bool = yes_no("Asked on new forms", default=True)


@describe(
    kind="consent_answer",
    title="Answer about one purpose",
    plural="Answers about one purpose",
    purpose=Purpose.COMMUNICATION,
    clause="003-6.5",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="The consent form that you signed",
    source="You",
    subjects=("consent_id.pupil_id",),
    part_of="consent_id",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer(Record):
    """What a tick alone cannot say of one purpose of a form: its limits, when it runs out, that it was withdrawn."""

    consent_id: str = link("Consent", "consent", required=True)
    purpose: ConsentPurpose | None = choice("What it is about", ConsentPurpose, required=True, column=True)
    extra_id: str = link("Extra of the partnership", "optional_extra")
    ticked: bool | None = yes_no("Ticked", default=None)
    only_for: str = text("Allowed only for", long=True)
    expires_on: date | None = day("Runs out on")
    withdrawn_on: date | None = day("Withdrawn on")
    withdrawn_words: str = text("What was said when it was withdrawn", long=True)
    withdrawn_by: str = text("Who withdrew it")

    @property
    def about(self) -> str:
        """The key of its purpose: the purpose itself, or the id of the partnership's own extra."""
        return self.extra_id or str(self.purpose)


@describe(
    kind="consent_resolution",
    title="How a disagreement was settled",
    plural="How disagreements were settled",
    purpose=Purpose.PROGRESS,
    clause="003-7.3",
    basis=LEGAL_DUTY,
    retention=PUPIL_FILE,
    audience=Audience.INDIVIDUAL,
    holding="The consent form that you signed",
    source="You and the partnership",
    subjects=("pupil_id",),
    date_field="decided_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentResolution(Record):
    """Two who hold parental responsibility did not agree; this says how it was settled, by whom, and until when.

    It counts for the forms, and what each said, when it was recorded; another answer opens the question again.
    """

    pupil_id: str = link("Pupil", "pupil", required=True)
    decided_on: date | None = day("Settled on", required=True, column=True)
    goes_ahead: bool | None = yes_no("The programme goes ahead", default=None, required=True, column=True)
    words: str = text("How it was settled", long=True, required=True)
    decided_by: str = text("Settled by", required=True)
    review_on: date | None = day("Look at it again on", required=True, column=True)
    forms: str = text("Forms that it is about", personal=False, released=False)

    def covers(self, sides: Iterable[str]) -> bool:
        """Whether it was settled with these very answers on the table, each "form=yes" or "form=no"."""
        return set(sides) == set(self.forms.split())
