"""The questions of a plan, and the programme, week and targets that the answers make."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import Lean, read_date, say_day
from coordinator_app.programmes.first_day import OddStart
from coordinator_app.programmes.model import (
    LegalRoute,
    Programme,
    ProgrammeDay,
    ProgrammeTarget,
    ProgrammeType,
    Tier,
    Transport,
)
from coordinator_app.programmes.page.programme_reading import ProgrammeShown
from coordinator_app.programmes.page.provider_choice import ProviderChoice
from coordinator_app.programmes.page.typed import NumberInput, PoundsInput
from coordinator_app.programmes.page.week_grid import WeekGrid
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.reviews.closing import Proposal

MOST_TARGETS = 3
TARGETS = tuple(f"target_{number}" for number in range(1, MOST_TARGETS + 1))
_PLAIN = ("site", "contact", "cost_code", "objectives", "return_plan")
_NUMBERS = ("longest_weeks", "partnership_share", "school_share", "authority_share")
_CHOICES = ("programme_type", "tier", "legal_route", "transport")


class PlanForm(Form):
    """One form in six groups. What a kind of programme does not ask is hidden.

    `day_wanted(date)` when the day that is offered in place of an odd first day is taken.
    """

    day_wanted = Signal(object)

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.provider, self.week = ProviderChoice(), WeekGrid()
        self.cost = PoundsInput()
        self._odd: OddStart | None = None
        self._odd_place = QWidget()
        self._odd_lines = layout.column(self._odd_place, space=0)
        self.why_review = label("", "small", "text-2", wrap=True)
        self._what()
        self._where()
        self._when()
        self._aims()
        self._practical()
        self._money()
        self.row("programme_type").edited.connect(self.reveal)

    # the questions

    def _what(self) -> None:
        self.add_group("What it is")
        kinds = ChoiceList([(one, one.label) for one in ProgrammeType])
        self.add("programme_type", FormRow("Programme", "", kinds))
        routes = ChoiceList([(one, one.label) for one in LegalRoute], none="Not known yet")
        why = "The power or agreement under which the pupil is there."
        self.add("legal_route", FormRow("Legal route", why, routes, optional=True))
        tiers = ChoiceList([(one, one.label) for one in Tier], none="Not given", width=236)
        self.add("tier", FormRow("Tier", "Tier 4 counts as full time.", tiers, optional=True))

    def _where(self) -> None:
        self.add_group("Where")
        why = "Only providers whose checks and sharing agreement are in date can be chosen."
        self.add("provider_id", FormRow("Provider", why, self.provider))
        self.add("host_school_id", FormRow("School that takes the pupil", "", ChoiceList(())))
        self.add_beside(
            {
                "site": FormRow("Where it takes place", "", TextInput(longest=200), optional=True),
                "contact": FormRow("Who to speak to there", "", TextInput(longest=200), optional=True),
            }
        )

    def _when(self) -> None:
        self.add_group("When")
        help_text = "Tick with Space. The arrow keys go from tick to tick."
        self.add("days", FormRow("Days of the week", help_text, self.week, printed=False))
        self.add_beside(
            {
                "start_on": FormRow("First day", "", self._date()),
                "longest_weeks": FormRow("Longest period agreed, in weeks", "", NumberInput()),
            }
        )
        self.add_widget(self._odd_place)
        self._odd_place.hide()
        self.add("planned_end_on", FormRow("Planned to end on", "", self._date(), optional=True))
        text = "There is one at least each half term."
        self.add("first_review_on", FormRow("First review", text, self._date(), optional=True))
        self.add_widget(self.why_review)

    def _aims(self) -> None:
        self.add_group("What it is for")
        self.add("objectives", FormRow("Objectives", "", LongText(lines=3), optional=True))
        for number, name in enumerate(TARGETS, 1):
            self.add(name, FormRow(f"Target {number}", "", TextInput(longest=300), optional=True))
        back = "How and when the pupil returns to school, and who does what."
        self.add("return_plan", FormRow("Plan for the return", back, LongText(lines=3), optional=True))

    def _practical(self) -> None:
        self.add_group("Getting there, and the plan of the pupil")
        ways = ChoiceList([(one, one.label) for one in Transport], none="Not known yet")
        self.add("transport", FormRow("Transport", "", ways, optional=True))
        named = ChoiceBoxes([(True, "Yes"), (False, "No"), ("unknown", "Not known")])
        text = "Is this place named in an education, health and care plan?"
        self.add("plan_named", FormRow(text, "", named, optional=True))

    def _money(self) -> None:
        self.add_group("What it costs")
        self.add_beside(
            {
                "weekly_cost": FormRow("Cost a week", "", self.cost, optional=True),
                "cost_code": FormRow("Cost code", "", TextInput(longest=60), optional=True),
            }
        )
        self.add_beside(
            {
                "partnership_share": FormRow("Partnership %", "", NumberInput(), optional=True),
                "school_share": FormRow("School %", "", NumberInput(), optional=True),
                "authority_share": FormRow("Authority %", "", NumberInput(), optional=True),
            }
        )

    def _date(self) -> DateInput:
        today = self._clock.today
        return DateInput(lambda typed: read_date(typed, today(), lean=Lean.FUTURE).value, today=today)

    # showing

    def fill(self, shown: ProgrammeShown) -> None:
        """Put what is kept into the form."""
        self.errors({})
        self.set_values({"provider_id": None, "host_school_id": None})  # those of another programme
        self.offer(shown)
        programme = shown.programme
        values: dict[str, Any] = {name: getattr(programme, name) for name in (*_PLAIN, *_CHOICES, *_NUMBERS)}
        values |= {
            "provider_id": programme.provider_id or None,
            "host_school_id": programme.host_school_id or None,
            "start_on": programme.start_on,
            "planned_end_on": programme.planned_end_on,
            "plan_named": "unknown"
            if programme.plan_named is None and programme.id
            else programme.plan_named,
            "weekly_cost": programme.weekly_cost,
            "first_review_on": None,
        }
        for place, name in enumerate(TARGETS):
            values[name] = shown.targets[place].words if place < len(shown.targets) else ""
        self.set_values(values)
        self.week.show_days(shown.days)
        self.row("first_review_on").setVisible(not programme.is_under_way)
        self.why_review.setVisible(not programme.is_under_way)
        self.reveal()

    def offer(self, shown: ProgrammeShown) -> None:
        """Offer providers and schools as they stand; what is chosen stays."""
        on = self.row("start_on").value()
        self.provider.offer(shown.providers, on if isinstance(on, date) else shown.today)
        schools = self.row("host_school_id").input
        if isinstance(schools, ChoiceList):
            others = [one for one in shown.schools if one[0] != shown.pupil.school_id]
            schools.offer(others)

    def propose(self, proposal: Proposal) -> None:
        """Say which day the first review gets if none is typed."""
        self.why_review.setText(
            f"If you leave it empty, the first review is on {say_day(proposal.on)}. {proposal.why}"
        )

    def show_odd(self, odd: OddStart | None) -> None:
        """Say below the first day why it cannot be one, and offer the next that can."""
        if odd == self._odd:
            return
        self._odd = odd
        layout.clear(self._odd_lines)
        if odd is not None:
            self._odd_lines.addWidget(self._odd_note(odd))
        self._odd_place.setVisible(odd is not None)

    def _odd_note(self, odd: OddStart) -> Note:
        day = odd.instead
        if day is None:
            return Note("soon", odd.why)
        take = button(f"Start on {say_day(day)}", small=True)
        take.clicked.connect(lambda: self.day_wanted.emit(day))
        note = Note("soon", odd.why)
        note.body.addSpacing(4)
        note.body.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return note

    def reveal(self) -> None:
        """Show what this kind of programme asks."""
        kind = self.row("programme_type").value()
        found = kind if isinstance(kind, ProgrammeType) else None
        self.row("provider_id").setVisible(found is not None and found.may_have_provider)
        self.row("host_school_id").setVisible(found is not None and found.needs_host_school)

    # answers

    def programme(self, old: Programme) -> Programme:
        """The programme with what is typed."""
        typed, named = self.values(), self.row("plan_named").value()
        answers: dict[str, Any] = {name: str(typed[name]) for name in _PLAIN}
        answers |= {name: typed[name] or None for name in (*_CHOICES, "start_on", "planned_end_on")}
        answers |= {name: str(typed.get(name) or "") for name in ("provider_id", "host_school_id")}
        answers |= {name: self._number(name) for name in _NUMBERS}
        answers["plan_named"] = named if isinstance(named, bool) else None
        answers["weekly_cost"] = self.cost.pence()
        return replace(old, **answers)

    def days(self) -> list[ProgrammeDay]:
        """The week."""
        return self.week.days()

    def targets(self, kept: tuple[ProgrammeTarget, ...]) -> list[ProgrammeTarget]:
        """The targets; those kept before keep their identity."""
        found = []
        for place, name in enumerate(TARGETS):
            words = str(self.row(name).value())
            if words:
                found.append(replace(kept[place] if place < len(kept) else ProgrammeTarget(), words=words))
        return found

    def first_review_on(self) -> date | None:
        """The day chosen for the first review."""
        value = self.row("first_review_on").value()
        return value if isinstance(value, date) else None

    def _number(self, name: str) -> int | None:
        typed = self.row(name).input
        return typed.number() if isinstance(typed, NumberInput) else None
