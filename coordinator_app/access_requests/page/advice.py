"""Asking the Safeguarding Officer or a health professional whether something must be held back, and the answer (003-5.2)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.model import HealthOpinion, SafeguardingAdvice
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, day_input
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_TEXT = (
    "Ring or write to the Local Authority Safeguarding Officer. Record the day you asked now, and the advice when "
    "it comes. Nothing may be held back because of harm before that."
)


def open_one(advice: tuple[SafeguardingAdvice, ...]) -> SafeguardingAdvice | None:
    """What was asked and not yet answered."""
    return next((one for one in advice if one.given_on is None), None)


def ask_advice(
    services: Services, request_id: str, advice: tuple[SafeguardingAdvice, ...], officer: str
) -> FormDialog | None:
    """Open the questions; what was asked before is completed, not asked again."""
    if not services.vault.holds(Compartment.GUARDED):
        services.dialogs.tell(
            "Ask the Co-ordinator or the safeguarding lead.",
            "Your passphrase does not open safeguarding entries, so you cannot record this advice.",
        )
        return None
    earlier = open_one(advice)
    known = earlier or SafeguardingAdvice(
        request_id=request_id, officer=officer, asked_on=services.clock.today()
    )
    dialog = FormDialog("Safeguarding advice", _TEXT, "Keep the advice", _rows(services))
    dialog.form.set_values(
        {
            "officer": known.officer,
            "asked_on": known.asked_on,
            "given_on": known.given_on,
            "advice": known.advice,
        }
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        return decide.record_advice(session, replace(known, **values))

    place = DraftOf("request_advice", request_id, record_type(known).compartment_of(known))
    ask(services, dialog, work, "Advice kept", place=place)
    return dialog


def _rows(services: Services) -> dict[str, FormRow]:
    return {
        "officer": FormRow("Safeguarding Officer", "", TextInput()),
        "asked_on": FormRow("Asked on", "", day_input(services)),
        "given_on": FormRow(
            "Advice given on", "Leave empty until it comes.", day_input(services), optional=True
        ),
        "advice": FormRow("What the officer advised", "", LongText(lines=3), optional=True),
    }


_OPINION = (
    "Only the professional who is or was last responsible for the care can say whether seeing something about health would "
    "cause serious harm. Record the day you asked now, and the opinion when it comes. It holds for six months."
)


def ask_opinion(
    services: Services, request_id: str, opinions: tuple[HealthOpinion, ...], professional: str = ""
) -> FormDialog | None:
    """The same for a health professional; what was asked before is completed, not asked again."""
    if not services.vault.holds(Compartment.GUARDED):
        services.dialogs.tell(
            "Ask the Co-ordinator or the safeguarding lead.",
            "Your passphrase does not open safeguarding entries, so you cannot record this opinion.",
        )
        return None
    earlier = next((one for one in opinions if one.given_on is None), None)
    known = earlier or HealthOpinion(
        request_id=request_id, professional=professional, asked_on=services.clock.today()
    )
    rows = {
        "professional": FormRow("Health professional", "", TextInput()),
        "asked_on": FormRow("Asked on", "", day_input(services)),
        "given_on": FormRow(
            "Opinion given on", "Leave empty until it comes.", day_input(services), optional=True
        ),
        "would_harm": FormRow(
            "Would seeing it cause serious harm?",
            "",
            ChoiceBoxes(((True, "Yes"), (False, "No"))),
            optional=True,
        ),
        "opinion": FormRow("What the professional thinks", "", LongText(lines=3), optional=True),
    }
    dialog = FormDialog("Opinion of a health professional", _OPINION, "Keep the opinion", rows)
    dialog.form.set_values({name: getattr(known, name) for name in rows})

    def work(session: Session, values: Values) -> Saved[Any]:
        return decide.record_opinion(session, replace(known, **values))

    place = DraftOf("request_opinion", request_id, record_type(known).compartment_of(known))
    ask(services, dialog, work, "Opinion kept", place=place)
    return dialog
