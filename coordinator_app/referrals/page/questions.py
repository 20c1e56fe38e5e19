"""The questions of each step of a referral: shown, checked, and turned into records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.clock import Clock
from coordinator_app.core.identifiers import check_upn
from coordinator_app.core.plausible import long_ago, odd_birth_date
from coordinator_app.pupils.model import Pupil, SenStatus
from coordinator_app.referrals.model import InitialDiscussion, Referral, ReferralReason, initials_problem
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import link
from coordinator_app.ui.past_date import PastDate

_YEARS = tuple((year, f"Year {year}") for year in range(14))


@dataclass(frozen=True, slots=True)
class Statement:
    """A version of the school's privacy statement and the fingerprint of its wording."""

    version: int
    digest: str


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
        self.add(
            "notes",
            FormRow(
                "Notes of the talk", "Only what the school said about its concern.", LongText(lines=5), True
            ),
        )

    def doubts(self) -> dict[str, str]:
        """A talk long ago."""
        return {"held_on": long_ago(self.answer("held_on"), self._clock.today())}

    def is_empty(self) -> bool:
        """Whether nobody typed anything: there was no first talk. A date alone says nothing."""
        return not any(self.answer(name) for name in ("initials", "school_id", "rang", "notes"))

    def fill(self, facts: ReferralFacts) -> None:
        """Show what is kept."""
        offer_schools(self, facts)
        talk = facts.discussion
        self.set_values(
            {
                "initials": talk.initials if talk else "",
                "school_id": talk.school_id if talk else None,
                "held_on": talk.held_on if talk else facts.today,
                "rang": talk.rang if talk else "",
                "notes": talk.notes if talk else "",
            }
        )

    def discussion(self, kept: InitialDiscussion | None) -> InitialDiscussion:
        """The answers as a record, of the one kept or a new one."""
        return replace(kept or InitialDiscussion(), **self.answers())


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
                "given_names": FormRow("Given names", "", TextInput()),
                "family_name": FormRow("Family name", "", TextInput()),
            }
        )
        self.add_beside(
            {
                "known_as": FormRow("Known as", "", TextInput(), optional=True),
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


class FormQuestions(Questions):
    """Step 2, second part: what the school signed, and why it asks (003-4.1, 4.2)."""

    needed: ClassVar = MappingProxyType(
        {
            "statement_acknowledged": "Say whether the box is ticked.",
            "signed_by": "Type who signed for the school.",
            "signed_on": "Type the date on the form.",
            "received_on": "Type the date it came.",
            "school_words": "Copy the school’s own words.",
        }
    )

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._current: int | None = None
        self._others: set[int] = set()  # versions that were kept or chosen, offered beside the current one
        self._wanted: int | None = None  # to be shown once the versions are known
        self._clock = clock
        ticked = ChoiceBoxes(((True, "Yes"), (False, "No or not sure")))
        where = "It is the box on the referral form, above the signature (Appendix 1)."
        self.add(
            "statement_acknowledged",
            FormRow("Did the school tick that it has read the privacy statement?", where, ticked),
        )
        versions = ChoiceList((), none="Choose the version")
        version_help = "The form names it beside the box."
        self.add("statement_version", FormRow("Which version of the statement?", version_help, versions))
        self.add_beside(
            {
                "signed_by": FormRow("Who signed for the school?", "As written on the form.", TextInput()),
                "signatory_job": FormRow("Their job", "As written on the form.", TextInput(), optional=True),
            }
        )
        self.add_beside(
            {
                "signed_on": FormRow("Date on the form", "For example, 18 November 2026.", PastDate(clock)),
                "received_on": FormRow("Date it came", "The day the form reached you.", PastDate(clock)),
            }
        )
        words_help = "Copy the school’s own words. You can add your view later."
        self.add("school_words", FormRow("Why is the school asking for help?", words_help, LongText(lines=3)))
        reasons = ChoiceList([(one.value, one.label) for one in ReferralReason])
        self.add("reason", FormRow("Main reason", "", reasons, optional=True))
        self.row("statement_acknowledged").edited.connect(self.ask_for_version)
        self.ask_for_version()

    def ask_for_version(self) -> None:
        """Which version was read is asked only of a school that ticked."""
        self.row("statement_version").setVisible(self.answer("statement_acknowledged") is True)

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show answers, and the question that follows from them; a draft may come before the versions do."""
        if isinstance(version := values.get("statement_version"), int):
            self._others.add(version)
            self._wanted = version
        super().set_values({name: value for name, value in values.items() if name != "statement_version"})
        self._offer_versions()
        self.ask_for_version()

    def problems(self) -> dict[str, str]:
        """As everywhere; the version is asked for only with a tick."""
        found = super().problems()
        if self.answer("statement_acknowledged") and not self.answer("statement_version"):
            found["statement_version"] = "Choose the version printed on the form."
        return {name: found[name] for name in self.rows() if name in found}

    def doubts(self) -> dict[str, str]:
        """A form from long ago."""
        today = self._clock.today()
        return {name: long_ago(self.answer(name), today) for name in ("signed_on", "received_on")}

    def offer(self, current: Statement) -> None:
        """Offer the current version, and the one that was chosen or kept if it is another."""
        self._current = current.version
        self._offer_versions()

    def _offer_versions(self) -> None:
        if self._current is None:
            return
        versions: ChoiceList = self.row("statement_version").input  # type: ignore[assignment]  # made above
        shown = self._wanted or versions.value() or self._current
        self._wanted = None
        options = [(self._current, f"Version {self._current}, the current one")]
        options += [(one, f"Version {one}") for one in sorted(self._others - {self._current}, reverse=True)]
        versions.set_options(options)
        versions.set_value(shown)

    def fill(self, facts: ReferralFacts) -> None:
        """Show what is kept."""
        referral = facts.referral or Referral(received_on=facts.today)
        self._wanted = referral.statement_version or self._current
        self._others = {referral.statement_version} if referral.statement_version else set()
        shown = {name: getattr(referral, name) for name in self.rows() if name != "statement_version"}
        self.set_values(shown)

    def referral(self, kept: Referral | None, school_id: str, statement: Statement | None) -> Referral:
        """The answers as a record; without a tick no version is recorded."""
        values = self.answers()
        reason, version = values["reason"], values.get("statement_version")
        if not version:
            version, digest = None, ""
        elif statement is not None and version == statement.version:
            digest = statement.digest
        else:
            digest = kept.statement_hash if kept else ""
        values |= {
            "reason": ReferralReason(str(reason)) if reason else None,
            "statement_version": version,
            "statement_hash": digest,
            "school_id": school_id,
        }
        return replace(kept or Referral(), **values)


def offer_schools(form: Form, facts: ReferralFacts) -> None:
    """The schools to choose from; the one that is chosen stays."""
    schools: ChoiceList = form.row("school_id").input  # type: ignore[assignment]  # made above
    schools.set_options(facts.schools)
