"""The questions of each step of a referral: shown, checked, and turned into records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.identifiers import check_upn
from coordinator_app.core.plausible import long_ago, odd_birth_date
from coordinator_app.pupils.model import Pupil, SenStatus
from coordinator_app.referrals.model import InitialDiscussion, SchoolBasis, initials_problem
from coordinator_app.referrals.page.naming_hint import NamingHint
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import link
from coordinator_app.ui.past_date import PastDate

_TELLING = ("initials", "school_id", "rang", "school_basis", "notes", "advice")
_YEARS = tuple((year, f"Year {year}") for year in range(14))


class Questions(Form):
    """A step. `needed` maps a field to what to do when it is empty."""

    needed: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def problems(self) -> dict[str, str]:
        """Everything that is wrong or missing, by field, in the order of the rows."""
        found = {}
        for name, row in self.rows().items():
            problem = row.input.problem()
            if not problem and name in self.needed and row.value() in {None, ""}:
                problem = self.needed[name]
            if problem:
                found[name] = problem
        return found

    def doubts(self) -> dict[str, str]:
        """What is possible but unusual, as a question by field ("" for none)."""
        return {}

    def answers(self) -> dict[str, Any]:
        """All answers, for the fields of a record."""
        return dict(self.values())

    def answer(self, name: str) -> Any:
        """What stands in a field."""
        return self.row(name).value()


def _schools(facts: ReferralFacts | None) -> ChoiceList:
    return ChoiceList(facts.schools if facts else (), none="Choose the school")


class InitialsInput(TextInput):
    """A pupil's initials. What is too long is said, never cut: half a name would be kept as initials (003-7.1)."""

    def __init__(self) -> None:
        super().__init__(width=120, longest=80)

    def problem(self) -> str:
        """That it is more than initials, or ""."""
        typed = self.value()
        return (initials_problem(typed) or "") if typed else ""


class SchoolQuestions(Questions):
    """A step that asks for a school; `unlisted` when the user says that it is not on the list."""

    unlisted = Signal()

    def _ask_school(self, title: str) -> None:
        self.add("school_id", FormRow(title, "", _schools(None)))
        self.add_school = link("The school is not on the list: add it", "small-medium")
        self.add_school.clicked.connect(self.unlisted)
        holder = QWidget()
        line = layout.row(holder, space=0)
        layout.add_all(line, self.add_school, None)
        self.add_widget(holder)

    def choose_school(self, school_id: str) -> None:
        """Answer with this school, as if the user had chosen it."""
        row = self.row("school_id")
        row.input.set_value(school_id)
        row.set_error("")
        row.edited.emit()


class DiscussionQuestions(SchoolQuestions):
    """Step 1: all that may be kept before a referral (003-7.2)."""

    needed: ClassVar = MappingProxyType(
        {
            "initials": "Type the pupil’s initials.",
            "school_id": "Choose the school.",
            "held_on": "Type the date of the talk.",
        }
    )

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        initials = InitialsInput()
        self.add_beside(
            {
                "initials": FormRow("Pupil’s initials", "Not the name. For example, IM.", initials),
                "held_on": FormRow("Date of the talk", "For example, 18 November 2026.", PastDate(clock)),
            }
        )
        self._ask_school("School")
        self.add("rang", FormRow("Who rang or wrote?", "Name and job.", TextInput(), optional=True))
        basis = ChoiceList([(one, one.label) for one in SchoolBasis])
        told = ChoiceBoxes(((True, "Yes"), (False, "No"), (None, "Not said")))
        self.add(
            "school_basis",
            FormRow(
                "Why may the school talk to us?",
                "By its own policy, before it refers.",
                basis,
                optional=True,
            ),
        )
        self.add("parents_told", FormRow("Do the parents know that it asks us?", "", told, optional=True))
        self.add(
            "notes",
            FormRow(
                "Notes of the talk", "Only what the school said about its concern.", LongText(lines=5), True
            ),
        )
        advice = "What you advised the school to do or try."
        self.add("advice", FormRow("Advice given", advice, LongText(lines=3), optional=True))
        self._schools: tuple[str, ...] = ()
        self.hints = [NamingHint(self.row(name), lambda: self._schools) for name in ("notes", "advice")]

    def doubts(self) -> dict[str, str]:
        """A talk long ago."""
        return {"held_on": long_ago(self.answer("held_on"), self._clock.today())}

    def is_empty(self) -> bool:
        """Whether nobody typed anything: there was no first talk. A date alone says nothing."""
        return not any(self.answer(name) for name in _TELLING)

    def fill(self, facts: ReferralFacts) -> None:
        """Show what is kept."""
        self.set_values({"school_id": None})  # what stood there was of another child
        offer_schools(self, facts)
        self._schools = tuple(words for _, words in facts.schools)
        talk = facts.discussion or InitialDiscussion(held_on=facts.today)
        self.set_values({name: getattr(talk, name) or None for name in self.rows()})
        self.set_values({"parents_told": talk.parents_told})
        for hint in self.hints:
            hint.look()

    def discussion(self, kept: InitialDiscussion | None) -> InitialDiscussion:
        """The answers as a record, of the one kept or a new one."""
        values = self.answers()
        basis = values["school_basis"]
        values["school_basis"] = SchoolBasis(str(basis)) if basis else None
        return replace(kept or InitialDiscussion(), **values)


class PupilQuestions(SchoolQuestions):
    """Step 2, first part: who the pupil is, as the school's form says."""

    needed: ClassVar = MappingProxyType(
        {
            "given_names": "Type the given names.",
            "family_name": "Type the family name.",
            "birth_date": "Type the date of birth.",
            "school_id": "Choose the school.",
        }
    )

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.add_beside(
            {
                "given_names": FormRow("Given names", "", TextInput(longest=100)),
                "family_name": FormRow("Family name", "", TextInput(longest=100)),
            }
        )
        self.add_beside(
            {
                "known_as": FormRow("Known as", "", TextInput(longest=100), optional=True),
                "birth_date": FormRow("Date of birth", "", PastDate(clock)),
            }
        )
        upn_help = "13 characters, for example Z855400019001."
        upn = FormRow("Unique pupil number (UPN)", upn_help, TextInput(width=200, longest=40), optional=True)
        year = FormRow("Year group", "", ChoiceList(_YEARS, width=160), optional=True)
        self.add_beside({"upn": upn, "year_group": year})
        self._ask_school("School on roll")
        sen = ChoiceList([(one.value, one.label) for one in SenStatus])
        self.add("sen_status", FormRow("Special educational needs", "As the school’s form says.", sen, True))
        self.left.connect(self._left)

    def problems(self) -> dict[str, str]:
        """As everywhere, and the UPN."""
        wrong_upn = check_upn(str(self.answer("upn"))).problem
        return super().problems() | ({"upn": wrong_upn} if wrong_upn else {})

    def fill(self, facts: ReferralFacts) -> None:
        """Show what is kept."""
        self.set_values({"school_id": None})  # what stood there was of another child
        offer_schools(self, facts)
        pupil = facts.pupil or Pupil()
        self.set_values({name: getattr(pupil, name) for name in self.rows()})

    def doubts(self) -> dict[str, str]:
        """A child too young or too old for us."""
        return {"birth_date": odd_birth_date(self.answer("birth_date"), self._clock.today())}

    def suggest_school(self, facts: ReferralFacts) -> None:
        """The school of the first talk, where none was chosen."""
        if facts.discussion and not self.answer("school_id"):
            self.row("school_id").input.set_value(facts.discussion.school_id)

    def pupil(self, kept: Pupil | None) -> Pupil:
        """The answers as a record; the UPN in the form that we keep."""
        values = self.answers()
        upn = check_upn(str(values["upn"]))
        sen = values["sen_status"]
        values |= {
            "upn": upn.value or str(values["upn"]),
            "sen_status": SenStatus(str(sen)) if sen else None,
            "school_id": values["school_id"] or "",
        }
        return replace(kept or Pupil(), **values)

    def _left(self, name: str) -> None:
        """A wrong UPN is pointed at as soon as the field is left."""
        if name == "upn":
            self.row(name).set_error(check_upn(str(self.answer(name))).problem or "")


def offer_schools(form: Form, facts: ReferralFacts) -> None:
    """The schools to choose from; the one that is chosen stays."""
    schools: ChoiceList = form.row("school_id").input  # type: ignore[assignment]  # made above
    schools.offer(facts.schools)
