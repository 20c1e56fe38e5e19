"""The questions about a parent or carer of a pupil who is referred, and the line that says what is known."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import ClassVar

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import say
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.page.questions import Questions
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.past_date import PastDate

UNKNOWN = "unknown"


class CarerQuestions(Questions):
    """A parent or carer, and what is known of parental responsibility (003-7.3a)."""

    needed: ClassVar = MappingProxyType(
        {"name": "Type the name.", "relationship": "Choose how they are related."}
    )

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        relations = ChoiceList([(one.value, one.label) for one in Relationship])
        self.add_beside(
            {
                "name": FormRow("Name", "", TextInput()),
                "relationship": FormRow("Relationship to the pupil", "", relations),
            }
        )
        held = ChoiceBoxes(((True, "Yes"), (False, "No"), (UNKNOWN, "Not known")), plain=True)
        held.set_value(UNKNOWN)
        self.add("has_responsibility", FormRow("Do they have parental responsibility?", "", held))
        seen = ChoiceList([(one.value, one.label) for one in ResponsibilityEvidence])
        # below each other: the longest answer has no room in half the width
        self.add("evidence", FormRow("How was this seen?", "Needed if they have it.", seen))
        self.add("evidence_seen_on", FormRow("Seen on", "", PastDate(clock), optional=True))
        self.add_beside(
            {
                "telephone": FormRow("Telephone", "", TextInput(), optional=True),
                "email": FormRow("Email", "", TextInput(), optional=True),
            }
        )

    def carer(self, pupil_id: str) -> Carer:
        """The answers as a new record."""
        values = self.answers()
        evidence, held = values["evidence"], values["has_responsibility"]
        values |= {
            "relationship": Relationship(str(values["relationship"])),
            "evidence": ResponsibilityEvidence(str(evidence)) if evidence else None,
            "has_responsibility": None if held == UNKNOWN else held,
        }
        return replace(Carer(pupil_id=pupil_id), **values)

    def clear(self) -> None:
        """Empty for the next one."""
        self.set_values(dict.fromkeys(self.rows()))
        self.set_values({"has_responsibility": UNKNOWN})


def responsibility_words(carer: Carer) -> str:
    """The line under a carer: how they are related, and whether they may consent."""
    who = carer.relationship.label if carer.relationship else ""
    held = {
        True: "Has parental responsibility",
        False: "Does not have parental responsibility",
        None: "Parental responsibility not known",
    }[carer.has_responsibility]
    seen = carer.evidence.label[0].lower() + carer.evidence.label[1:] if carer.evidence else ""
    on = f" on {say(carer.evidence_seen_on)}" if seen and carer.evidence_seen_on else ""
    return f"{who}. {held}{f', {seen}{on}' if seen else ''}."
