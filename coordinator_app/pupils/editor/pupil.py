"""The form for a pupil's own answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.census_codes import CareStatus, Ethnicity, EthnicitySource
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.core.identifiers import Checked, check_uln, check_upn
from coordinator_app.core.plausible import odd_birth_date
from coordinator_app.pupils.care_answers import care_fields, open_fields
from coordinator_app.pupils.duplicates import LikePupil
from coordinator_app.pupils.editor.shut import ShutLine
from coordinator_app.pupils.model import Pupil, SenStatus
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

YEARS = tuple((year, f"Year {year}" if year else "Reception") for year in range(14))
UNKNOWN = "unknown"
_NAMED = 3
_TELLING = ("given_names", "family_name", "known_as", "birth_date", "upn")
_YES_NO = ("has_additional_language", "is_in_care", "was_in_care", "is_young_carer", "is_service_child")
Find = Callable[[Pupil, Callable[[list[LikePupil]], None]], None]


class NumberInput(TextInput):
    """A number that checks itself: says which character is wrong as soon as the field is left."""

    def __init__(self, check: Callable[[str], Checked]) -> None:
        super().__init__(longest=20, width=236)
        self._check = check

    def value(self) -> str:
        """In the form we keep, if it can be read; else as it was typed."""
        typed = super().value()
        return self._check(typed).value or typed

    def problem(self) -> str:
        """Which character is wrong, where that can be known (decision 9)."""
        return self._check(super().value()).problem or ""


class PupilBox(FormBox):
    """Changes a pupil's details, or takes those of a new one.

    `find(pupil, then)` looks for others of a like name while it is typed, see `look_for`. While `gate` is shut, care,
    needs and support are asked only where an answer is there already and may be put right or taken away (003-7.2, 5.4).
    """

    def __init__(
        self, pupil: Pupil, schools: Sequence[tuple[str, str]], clock: Clock, gate: Decision = OPEN
    ) -> None:
        super().__init__("Change details" if pupil.id else "Add a pupil", "Save details")
        self._pupil, self._clock, self._gate = pupil, clock, gate
        self._shut = frozenset() if gate.is_open else care_fields() - open_fields(pupil)
        self._find: Find | None = None
        self._opened: Callable[[str], None] = lambda _id: None
        self._different: set[str] = set()
        self._other, self._like = QWidget(), QWidget()
        for holder in (self._other, self._like):
            layout.column(holder, space=8)
            holder.hide()
        self._who()
        self._school(schools)
        self._support()
        self._show(pupil)
        self.form.row("school_id").edited.connect(self._reveal)
        self.form.row("is_in_care").edited.connect(self._reveal)
        self._reveal()
        self.doubts(self._unusual)

    # the questions

    def _who(self) -> None:
        form = self.form
        form.add_group("Who")
        form.add_beside(
            {
                "given_names": FormRow("Given names", "", TextInput(longest=100)),
                "family_name": FormRow("Family name", "", TextInput(longest=100)),
            }
        )
        form.add_beside(
            {
                "known_as": FormRow("Known as", "", TextInput(longest=100), optional=True),
                "pronunciation": FormRow("How to say the name", "", TextInput(longest=100), optional=True),
            }
        )
        form.add_widget(self._like)
        form.add("birth_date", FormRow("Date of birth", "For example, 3 May 2012.", _date(self._clock)))
        help_text = "13 characters, from the school. It can be typed with spaces. An earlier one is kept."
        upn = NumberInput(check_upn)
        form.add("upn", FormRow("Unique pupil number (UPN)", help_text, upn, optional=True))
        form.add_widget(self._other)
        uln = NumberInput(check_uln)
        form.add("uln", FormRow("Unique learner number (ULN)", "10 numbers.", uln, optional=True))
        said = "What the pupil or a parent said, never a guess."
        ethnicity = ChoiceList([(one, one.label) for one in Ethnicity])
        form.add("ethnicity", FormRow("Ethnicity", said, ethnicity, optional=True))
        source = ChoiceList([(one, one.label) for one in EthnicitySource], width=280)
        form.add("ethnicity_source", FormRow("Who said so", "", source, optional=True))
        form.add(
            "first_language", FormRow("First language", "", TextInput(longest=100, width=280), optional=True)
        )
        form.add("has_additional_language", FormRow("Learns English as an additional language", "", _asked()))

    def _school(self, schools: Sequence[tuple[str, str]]) -> None:
        form = self.form
        form.add_group("School")
        form.add("school_id", FormRow("School on roll", "", ChoiceList(list(schools))))
        first = PastDate(self._clock)
        form.add(
            "moved_on",
            FormRow("First day at the new school", "The school before is kept.", first, optional=True),
        )
        form.add(
            "why_left", FormRow("Why they left the other one", "", TextInput(longest=300), optional=True)
        )
        form.add("year_group", FormRow("Year group", "", ChoiceList(YEARS, width=236), optional=True))
        sen = ChoiceList([(one, one.label) for one in SenStatus])
        form.add("sen_status", FormRow("Special educational needs", "", sen, optional=True))

    def _support(self) -> None:
        form = self.form
        form.add_group("Support around the child")
        if not self._gate.is_open:
            form.add_widget(ShutLine("All about care, needs, language and support", self._gate))
        form.add("is_in_care", FormRow("In care", "", _asked()))
        authority = TextInput(longest=200)
        form.add(
            "care_authority",
            FormRow("Local authority that cares for the child", "", authority, optional=True),
        )
        status = ChoiceList([(one, one.label) for one in CareStatus])
        shared = "With a care order the authority shares parental responsibility."
        form.add("care_status", FormRow("Legal status of the care", shared, status, optional=True))
        form.add("was_in_care", FormRow("Was in care before", "", _asked()))
        form.add("is_young_carer", FormRow("Young carer", "", _asked()))
        form.add("is_service_child", FormRow("A parent serves in the armed forces", "", _asked()))
        form.add_beside(
            {
                "free_meals_from": FormRow("Free school meals from", "", _date(self._clock), optional=True),
                "free_meals_until": FormRow("Free school meals until", "", _date(self._clock), optional=True),
            }
        )
        words = "Everyone who opens pupils can read this. Write what to do, not why."
        what = FormRow("What everyone must do in an emergency", words, LongText(lines=3), optional=True)
        form.add("in_an_emergency", what)

    def _show(self, pupil: Pupil) -> None:
        rows = [name for name in self.form.rows() if name not in {"moved_on", "why_left"}]
        values = {name: getattr(pupil, name) or None for name in rows} | {"year_group": pupil.year_group}
        for name in _YES_NO:
            known = getattr(pupil, name)
            values[name] = UNKNOWN if known is None and pupil.id else known
        self.form.set_values(values)

    def _reveal(self) -> None:
        moves = bool(self._pupil.id) and self.form.row("school_id").value() != self._pupil.school_id
        cared_for = self.form.row("is_in_care").value() is True
        shown = {"moved_on": moves, "why_left": moves, "care_authority": cared_for, "care_status": cared_for}
        for name, visible in (shown | dict.fromkeys(self._shut, False)).items():
            self.form.row(name).setVisible(visible)

    def _unusual(self) -> dict[str, str]:
        """A child too young or too old for us, unless it is what was kept before."""
        born = self.pupil().birth_date
        same = born == self._pupil.birth_date
        return {} if same else {"birth_date": odd_birth_date(born, self._clock.today())}

    # others of a like name

    def look_for(self, find: Find, opened: Callable[[str], None]) -> None:
        """Name others who may be this child, at every letter; `opened` goes to one of them and leaves this box."""
        self._find, self._opened = find, opened
        for name in _TELLING:
            self.form.row(name).edited.connect(self._look)

    def different(self) -> frozenset[str]:
        """Who was said here to be another child: to be remembered once this one is kept."""
        return frozenset(self._different)

    def _look(self) -> None:
        if self._find is not None:
            asked = self.pupil()
            self._find(asked, lambda found: self._name_like(asked, found))

    def _name_like(self, asked: Pupil, found: list[LikePupil]) -> None:
        if asked != self.pupil():
            return  # typed on meanwhile
        others = [one for one in found if one.id not in self._different][:_NAMED]
        _fill(self._like, [self._like_note(one) for one in others])

    def _like_note(self, one: LikePupil) -> Note:
        look = button("Open it", small=True, accessible=f"Open {one.words}")
        apart = button("They are different children", "quiet", small=True)
        apart.setAccessibleName(f"They are different children: {one.words}")
        look.clicked.connect(self.reject)
        look.clicked.connect(lambda _on=False: self._opened(one.id))
        apart.clicked.connect(lambda _on=False: self._differ(one.id))
        note = Note("soon", f"This may be {one.words}.", f"The two have {one.why}.")
        line = layout.row()
        layout.add_all(line, look, apart, None)
        note.body.addSpacing(6)
        note.body.addLayout(line)
        return note

    def _differ(self, pupil_id: str) -> None:
        self._different.add(pupil_id)
        self._look()

    def name_the_other(self, words: str, opened: Callable[[], None]) -> None:
        """Below the UPN: who has it already, with the way there, which leaves this box."""
        look = button("Open", small=True, accessible=f"Open {words}")
        look.clicked.connect(self.reject)
        look.clicked.connect(lambda _on=False: opened())
        text = (
            "Compare both numbers with the school's forms. What you typed here is not kept when you open it."
        )
        _fill(self._other, [Note("soon", f"This is the UPN of {words}.", text, look)])

    # the answers

    def pupil(self) -> Pupil:
        """The pupil as typed."""
        answers: dict[str, Any] = self.form.values()
        for name in ("moved_on", "why_left"):
            answers.pop(name, None)
        answers["school_id"] = answers["school_id"] or ""
        answers |= {name: None for name in _YES_NO if answers.get(name) == UNKNOWN}
        if "is_in_care" in answers and answers["is_in_care"] is not True:
            answers |= {"care_authority": "", "care_status": None}
        return replace(self._pupil, **answers)

    def school_move(self) -> tuple[date | None, str]:
        """Since when the pupil is at another school, and why they left the one before."""
        answers: dict[str, Any] = self.form.values()
        return answers.get("moved_on"), str(answers.get("why_left") or "")


def _date(clock: Clock) -> DateInput:
    return DateInput(lambda typed: read_date(typed, clock.today()).value, today=clock.today)


def _asked() -> ChoiceBoxes:
    return ChoiceBoxes([(True, "Yes"), (False, "No"), (UNKNOWN, "Not known")])


def _fill(holder: QWidget, notes: Sequence[QWidget]) -> None:
    """Show these notes and no others; an empty holder takes no room."""
    lines = holder.layout()
    assert lines is not None
    layout.clear(lines)
    for one in notes:
        lines.addWidget(one)
    holder.setVisible(bool(notes))
