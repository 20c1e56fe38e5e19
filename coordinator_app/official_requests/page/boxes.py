"""The boxes of an official request: what they ask, the checks, the decision, what was given."""

from __future__ import annotations

from datetime import date
from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.official_requests.actions import Deciding, is_unchecked
from coordinator_app.official_requests.changes import Change
from coordinator_app.official_requests.model import (
    CheckedHow,
    OfficialDecision,
    OfficialKind,
    OfficialRequest,
    Power,
)
from coordinator_app.official_requests.view import Item
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.coming_date import ComingDate
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_YES_NO = ((True, "Yes"), (False, "No"))
_TEXTS = ("organisation", "officer", "contact", "reference", "asked_for", "power_words")
_RECORD = "record:"


class OfficialBox(FormBox):
    """A new one, or one put right."""

    def __init__(self, request: OfficialRequest, clock: Clock) -> None:
        super().__init__(
            "Put right what they ask" if request.id else "Log what an official asks",
            "Save" if request.id else "Log it",
        )
        kinds = ChoiceList([(one, one.label) for one in OfficialKind], none="Choose one")
        powers = ChoiceBoxes([(one, one.label) for one in Power], vertical=True)
        add, beside = self.form.add, self.form.add_beside
        add("official_kind", FormRow("Who asks?", "", kinds))
        beside(
            {
                "organisation": FormRow(
                    "Organisation", "For example, Leicestershire Police.", TextInput(longest=200)
                ),
                "officer": FormRow("Officer", "Name, rank or role.", TextInput(longest=200)),
            }
        )
        beside(
            {
                "reference": FormRow("Their reference", "", TextInput(longest=200), optional=True),
                "contact": FormRow("How to reach them", "", TextInput(longest=300), optional=True),
            }
        )
        beside(
            {
                "received_on": FormRow("Arrived on", "", PastDate(clock, width=None)),
                "answer_by": FormRow("They ask for it by", "", ComingDate(clock, width=None), optional=True),
            }
        )
        add("asked_for", FormRow("What do they ask for?", "In their words.", LongText(lines=3)))
        add("power", FormRow("By which power?", "Ask them to name it.", powers))
        help_text = "The order and its date, or the section of the Act."
        add(
            "power_words",
            FormRow("Which order, section or form?", help_text, LongText(lines=2), optional=True),
        )
        self._fill(request, clock)

    def _fill(self, request: OfficialRequest, clock: Clock) -> None:
        names = (*_TEXTS, "official_kind", "power", "answer_by")
        values = {name: getattr(request, name) for name in names}
        values["received_on"] = request.received_on or clock.today()
        self.form.set_values({name: value for name, value in values.items() if value})

    def typed(self) -> dict[str, Any]:
        """The answers by the names of the record's fields."""
        answers = self.form.values()
        kind, power = answers["official_kind"], answers["power"]
        return {
            **{name: str(answers.get(name) or "").strip() for name in _TEXTS},
            "received_on": _day(answers["received_on"]),
            "answer_by": _day(answers["answer_by"]),
            "official_kind": kind if isinstance(kind, OfficialKind) else None,
            "power": power if isinstance(power, Power) else None,
        }


_UNCHECKED = "Only for a child in danger now, or to write down what was given at once. Say under Why what the danger is."


class ChecksBox(FormBox):
    """That they are who they say, and that it was seen in writing."""

    def __init__(self, request: OfficialRequest, clock: Clock) -> None:
        super().__init__("Check who they are", "Record the check")
        ways = ChoiceBoxes([(one, one.label) for one in CheckedHow], vertical=True)
        help_text = "Never on the number that they gave you."
        self.form.add("checked_how", FormRow("How was it checked?", help_text, ways))
        self.form.add_beside(
            {
                "checked_on": FormRow("Checked on", "", PastDate(clock, width=None)),
                "checked_by": FormRow("Who checked?", "", TextInput(longest=200)),
            }
        )
        written = "Leave it empty while it was only said."
        self.form.add(
            "in_writing_on",
            FormRow("Seen in writing on", written, PastDate(clock, width=None), optional=True),
        )
        names = ("checked_how", "checked_on", "checked_by", "in_writing_on")
        values = {name: getattr(request, name) for name in names}
        values["checked_on"] = request.checked_on or clock.today()
        self.form.set_values({name: value for name, value in values.items() if value})

    def typed(self) -> dict[str, Any]:
        """The answers by the names of the record's fields."""
        answers = self.form.values()
        how = answers["checked_how"]
        return {
            "checked_how": how if isinstance(how, CheckedHow) else None,
            "checked_on": _day(answers["checked_on"]),
            "checked_by": str(answers["checked_by"] or "").strip(),
            "in_writing_on": _day(answers["in_writing_on"]),
        }


class DecideBox(FormBox):
    """What is necessary and proportionate, and whether it is given."""

    def __init__(self, request: OfficialRequest, clock: Clock, by: str) -> None:
        super().__init__("What was decided?", "Record the decision")
        if request.power is not None:
            self.tell("By this power", request.power.means)
        if is_unchecked(request) and request.power is Power.SAFEGUARDING:
            self.form.add_widget(Note("soon", "Nobody has checked who they are.", _UNCHECKED))
        decisions = ChoiceBoxes([(one, one.label) for one in OfficialDecision], vertical=True)
        needed = "Only what they need for this case: which records, which weeks. Not the whole file."
        self.form.add("decision", FormRow("Decision", "", decisions))
        self.form.add(
            "necessary",
            FormRow("What of it is necessary, and why?", needed, LongText(lines=3), optional=True),
        )
        self.form.add("decided_because", FormRow("Why?", "", LongText(lines=2)))
        self.form.add_beside(
            {
                "decided_by": FormRow("Who decided?", "", TextInput(longest=200)),
                "decided_on": FormRow("Decided on", "", PastDate(clock, width=None)),
            }
        )
        told = "Not where telling them would put a child in danger, or warn somebody."
        self.form.add(
            "family_told", FormRow("Is the family told?", told, ChoiceBoxes(_YES_NO), optional=True)
        )
        self.form.add(
            "family_because", FormRow("Why, or why not?", "", TextInput(longest=300), optional=True)
        )
        names = ("decision", "necessary", "decided_because", "family_told", "family_because")
        self.form.set_values(
            {
                **{name: getattr(request, name) for name in names},
                "decided_by": request.decided_by or by,
                "decided_on": request.decided_on or clock.today(),
            }
        )

    def deciding(self) -> Deciding:
        """The answers."""
        answers = self.form.values()
        decision, told = answers["decision"], answers["family_told"]
        return Deciding(
            decision if isinstance(decision, OfficialDecision) else None,
            str(answers["necessary"] or ""),
            str(answers["decided_because"] or ""),
            str(answers["decided_by"] or ""),
            _day(answers["decided_on"]),
            told if isinstance(told, bool) else None,
            str(answers["family_because"] or ""),
        )


class FamilyBox(FormBox):
    """Whether the family was told that somebody asked: often only once nobody can be warned any more."""

    def __init__(self, request: OfficialRequest) -> None:
        super().__init__("Is the family told?", "Record it")
        self.tell(
            "What hangs on it",
            "Until they are told, nothing about this request may stand in a pack or a letter for the family.",
        )
        help_text = "Not where telling them would put a child in danger, or warn somebody."
        self.form.add("family_told", FormRow("Is the family told?", help_text, ChoiceBoxes(_YES_NO)))
        self.form.add(
            "family_because", FormRow("Who told them and when, or why not?", "", TextInput(longest=300))
        )
        self.form.set_values({"family_told": request.family_told, "family_because": request.family_because})

    def told(self) -> bool | None:
        """Yes, no, or not answered."""
        answer = self.form.row("family_told").value()
        return answer if isinstance(answer, bool) else None

    def because(self) -> str:
        """Who told them, or why not."""
        return str(self.form.row("family_because").value() or "")


class ChangeBox(FormBox):
    """Whether they were told that something they were given has changed since."""

    def __init__(self, change: Change, clock: Clock) -> None:
        super().__init__("Were they told?", "Save")
        self.form.add_widget(Note("info", f"{change.words}.", "", icon="share-2"))
        ways = ChoiceList([(one, one.label) for one in DeliveryMethod], none="Choose one")
        self.form.add_beside(
            {
                "told_on": FormRow("Told on", "", PastDate(clock, width=None), optional=True),
                "told_how": FormRow("How?", "", ways, optional=True),
            }
        )
        self.form.add(
            "not_needed", FormRow("Or: why need they not be told?", "", LongText(lines=2), optional=True)
        )
        if change.notice is not None:
            names = ("told_on", "told_how", "not_needed")
            self.form.set_values({name: getattr(change.notice, name) for name in names})

    def told(self) -> dict[str, Any]:
        """As `changes.tell` takes them."""
        found = self.form.values()
        on, how = found["told_on"], found["told_how"]
        return {
            "told_on": on if isinstance(on, date) else None,
            "told_how": how if isinstance(how, DeliveryMethod) else None,
            "not_needed": str(found["not_needed"] or ""),
        }


_NOT_BY_POST = "Secure email, by hand or recorded delivery. Ordinary post is neither locked nor tracked."


class GiveBox(FormBox):
    """What was handed over; the records that are ticked stand in the disclosure ledger with the version given."""

    def __init__(self, request: OfficialRequest, items: tuple[Item, ...], clock: Clock) -> None:
        super().__init__("Record what was given", "Record it as given")
        self._items = items
        ways = ChoiceList([(one, one.label) for one in DeliveryMethod], none="Choose one")
        self.form.add(
            "given_what", FormRow("What was given?", "As it was decided, and no more.", LongText(lines=3))
        )
        self.form.add_beside(
            {
                "given_how": FormRow("How?", _NOT_BY_POST, ways),
                "given_on": FormRow("Given on", "", PastDate(clock, width=None)),
            }
        )
        if items:
            self.form.add_group("Which records?")
        for place, one in enumerate(items):
            self.form.add(f"{_RECORD}{place}", FormRow("", "", TickBox(one.words)))
        self.form.set_values({"given_what": request.necessary, "given_on": clock.today()})

    def what(self) -> str:
        """In words."""
        return str(self.form.row("given_what").value() or "")

    def how(self) -> DeliveryMethod | None:
        """The way."""
        way = self.form.row("given_how").value()
        return way if isinstance(way, DeliveryMethod) else None

    def on(self) -> date | None:
        """The day."""
        return _day(self.form.row("given_on").value())

    def chosen(self) -> tuple[Item, ...]:
        """The records that are ticked."""
        return tuple(
            one for place, one in enumerate(self._items) if self.form.row(f"{_RECORD}{place}").value()
        )


class RefusedBox(FormBox):
    """That they were told."""

    def __init__(self, clock: Clock) -> None:
        super().__init__("They were told that nothing is given", "Record it")
        self.form.add("refused_on", FormRow("Told on", "", PastDate(clock, width=None)))
        self.form.set_values({"refused_on": clock.today()})

    def on(self) -> date | None:
        """The day."""
        return _day(self.form.row("refused_on").value())


def _day(answer: object) -> date | None:
    return answer if isinstance(answer, date) else None
