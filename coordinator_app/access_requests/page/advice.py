"""Asking the Safeguarding Officer or a health professional whether something must be held back, and the answer (003-5.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.actions.gather import items_of
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import HealthOpinion, SafeguardingAdvice
from coordinator_app.access_requests.page.form_dialog import FormDialog, Values, ask, day_input
from coordinator_app.core.catalogue import record_type
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
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
    "it comes. Nothing may be held back because of harm before that, and it opens only what it is about."
)
_THIS, _EVERY, _WHOLE, _ASKED, _NEW = "item", "restricted", "request", "asked", "new"


@dataclass(frozen=True, slots=True)
class About:
    """What advice may be about: the item in hand, if it is restricted, and everything restricted in the request.

    `asked` is the question that waits for its answer: its answer is about what was asked, whatever is in hand now.
    `whole` and `told` say what else may be chosen, and who was told; an opinion on health is about `any_item`.
    """

    item: RequestItem | None = None
    restricted: tuple[str, ...] = ()
    asked: SafeguardingAdvice | HealthOpinion | None = None
    whole: str = "The request as a whole: it opens nothing restricted for sharing"
    told: str = "the officer was"
    any_item: bool = False

    def of_health(self) -> About:
        """The same for the opinion of a health professional: what names no item opens none."""
        return replace(self, whole="Not said yet: it opens nothing", told="they were", any_item=True)

    def waiting_for(self, asked: SafeguardingAdvice | HealthOpinion | None) -> About:
        """With the question that is open. An opinion that was asked about no item is about what is chosen now."""
        names_none = asked is not None and self.any_item and not asked.about.strip()
        return replace(self, asked=None if names_none else asked)

    @property
    def first(self) -> str:
        """What is chosen until one chooses: what was asked, else what is in hand."""
        if self.asked is not None:
            return _ASKED
        return _THIS if self._in_hand is not None else _WHOLE

    @property
    def _in_hand(self) -> RequestItem | None:
        return self.item if self.item is not None and (self.item.is_guarded or self.any_item) else None

    def options(self) -> tuple[tuple[str, str], ...]:
        """The choices in words."""
        found = [(_WHOLE, self.whole)]
        if self.restricted:
            found.insert(0, (_EVERY, f"Everything restricted in this request, which {self.told} told of"))
        one = self._in_hand
        if one is not None and self.asked is None:
            found.insert(0, (_THIS, f"This item: {_said(one)}"))
        if self.asked is not None:
            if one is not None and not self.asked.names(one.id):
                found.insert(0, (_NEW, f"Another question, about this item: {_said(one)}"))
            found.insert(0, (_ASKED, f"What they were asked about: {self._as_asked(self.asked)}"))
        return tuple(found)

    def _as_asked(self, asked: SafeguardingAdvice | HealthOpinion) -> str:
        named, one = asked.about.split(), self._in_hand
        if not named:
            return "the request as a whole"
        if one is None or one.id not in named:
            return "another item" if len(named) == 1 else f"{len(named)} other items"
        return _said(one) if len(named) == 1 else f"{len(named)} items, this one among them"

    def ids(self, chosen: object) -> str:
        """The items that were chosen, an id to a line."""
        if chosen == _ASKED and self.asked is not None:
            return self.asked.about
        if chosen == _EVERY:
            return "\n".join(self.restricted)
        return self._in_hand.id if chosen in {_THIS, _NEW} and self._in_hand is not None else ""


def _said(item: RequestItem) -> str:
    return f"{item.title}, {say(item.on_day)}" if item.on_day else item.title


def open_one(advice: tuple[SafeguardingAdvice, ...]) -> SafeguardingAdvice | None:
    """What was asked and not yet answered."""
    return next((one for one in advice if one.given_on is None), None)


def ask_advice(
    services: Services,
    request_id: str,
    advice: tuple[SafeguardingAdvice, ...],
    officer: str,
    about: About = About(),
) -> FormDialog | None:
    """Open the questions; what was asked before is completed, not asked again."""
    if not services.vault.holds(Compartment.GUARDED):
        services.dialogs.tell(
            "Ask the Co-ordinator or the safeguarding lead.",
            "Your passphrase does not open safeguarding entries, so you cannot record this advice.",
        )
        return None
    earlier = open_one(advice)
    about = about.waiting_for(earlier)
    known = earlier or SafeguardingAdvice(
        request_id=request_id, officer=officer, asked_on=services.clock.today()
    )
    dialog = FormDialog("Safeguarding advice", _TEXT, "Keep the advice", _rows(services, about))
    dialog.form.set_values(
        {
            "officer": known.officer,
            "asked_on": known.asked_on,
            "given_on": known.given_on,
            "advice": known.advice,
            "about": about.first,
            "may_be_shared": known.may_be_shared,
        }
    )

    def work(session: Session, values: Values) -> Saved[Any]:
        named = {**values, "about": about.ids(values["about"])}
        base = SafeguardingAdvice(request_id=request_id) if values["about"] == _NEW else known
        return decide.record_advice(session, replace(base, **named))

    place = DraftOf("request_advice", request_id, record_type(known).compartment_of(known))
    ask(services, dialog, work, "Advice kept", place=place)
    return dialog


def _rows(services: Services, about: About) -> dict[str, FormRow]:
    hint = "An answer counts for what was asked alone." if about.asked is not None else ""
    return {
        "officer": FormRow("Safeguarding Officer", "", TextInput()),
        "asked_on": FormRow("Asked on", "", day_input(services)),
        "given_on": FormRow(
            "Advice given on", "Leave empty until it comes.", day_input(services), optional=True
        ),
        "about": FormRow("What it is about", hint, ChoiceBoxes(about.options(), vertical=True)),
        "advice": FormRow("What the officer advised", "", LongText(lines=3), optional=True),
        "may_be_shared": FormRow(
            "Did they say that it may be shared?",
            "Nothing restricted is shared on advice that does not say so.",
            ChoiceBoxes(((True, "It may be shared"), (False, "Hold it back"))),
            optional=True,
        ),
    }


_OPINION = (
    "Only the professional who is or was last responsible for the care can say whether seeing something about health would "
    "cause serious harm. Record the day you asked now, and the opinion when it comes. It holds for six months, and for what "
    "it is about alone."
)


def read_opinions(session: Session, request_id: str) -> tuple[tuple[HealthOpinion, ...], About]:
    """The opinions on file, and everything restricted that one may be about, where no item is in hand."""
    restricted = tuple(one.id for one in items_of(session, request_id) if one.is_guarded)
    return tuple(decide.opinions_of(session, request_id)), About(None, restricted)


def open_opinion(opinions: tuple[HealthOpinion, ...]) -> HealthOpinion | None:
    """What was asked and not yet answered, else an answer of which nobody has said what it is about: it came by letter."""
    waits = next((one for one in opinions if one.given_on is None), None)
    return waits or next((one for one in opinions if not one.about.strip()), None)


def ask_opinion(
    services: Services,
    request_id: str,
    opinions: tuple[HealthOpinion, ...],
    professional: str = "",
    about: About = About(),
) -> FormDialog | None:
    """The same for a health professional; what was asked before is completed, not asked again."""
    if not services.vault.holds(Compartment.GUARDED):
        services.dialogs.tell(
            "Ask the Co-ordinator or the safeguarding lead.",
            "Your passphrase does not open safeguarding entries, so you cannot record this opinion.",
        )
        return None
    earlier = open_opinion(opinions)
    about = about.of_health().waiting_for(earlier)
    known = earlier or HealthOpinion(
        request_id=request_id, professional=professional, asked_on=services.clock.today()
    )
    rows = {
        "professional": FormRow("Health professional", "", TextInput()),
        "asked_on": FormRow("Asked on", "", day_input(services)),
        "given_on": FormRow(
            "Opinion given on", "Leave empty until it comes.", day_input(services), optional=True
        ),
        "about": FormRow("What it is about", "", ChoiceBoxes(about.options(), vertical=True)),
        "would_harm": FormRow(
            "Would seeing it cause serious harm?",
            "",
            ChoiceBoxes(((True, "Yes"), (False, "No"))),
            optional=True,
        ),
        "opinion": FormRow("What the professional thinks", "", LongText(lines=3), optional=True),
    }
    dialog = FormDialog("Opinion of a health professional", _OPINION, "Keep the opinion", rows)
    dialog.form.set_values({name: getattr(known, name) for name in rows} | {"about": about.first})

    def work(session: Session, values: Values) -> Saved[Any]:
        named = {**values, "about": about.ids(values["about"])}
        anew = HealthOpinion(request_id=request_id)
        return decide.record_opinion(session, replace(anew if values["about"] == _NEW else known, **named))

    place = DraftOf("request_opinion", request_id, record_type(known).compartment_of(known))
    ask(services, dialog, work, "Opinion kept", place=place)
    return dialog
