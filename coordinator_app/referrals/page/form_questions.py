"""The questions about the school's signed form: what it ticked, who signed, and why it asks (003-4.1, 4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType
from typing import ClassVar

from coordinator_app.core.clock import Clock
from coordinator_app.core.plausible import long_ago
from coordinator_app.referrals.model import Referral
from coordinator_app.referrals.page.questions import Questions
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.referrals.reasons import IN_ORDER, ReferralReason, reasons_problem
from coordinator_app.referrals.statements import Statement
from coordinator_app.referrals.states import ReferralState
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.past_date import PastDate

_REASONS = (("reason", "Main reason"), ("reason_2", "Second reason"), ("reason_3", "Third reason"))
_NOT_HERE = frozenset({ReferralState.DRAFTED, ReferralState.SENT})  # the form has not come yet


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
        self._known: tuple[Statement, ...] = ()  # the one in force first
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
        offered = [(one.value, one.label) for one in IN_ORDER]
        rows = {
            name: FormRow(title, "", ChoiceList(offered, none="None"), optional=True)
            for name, title in _REASONS
        }
        self.add("reason", rows.pop("reason"))
        self.add_beside(rows)
        risks = ChoiceBoxes(((True, "Yes"), (False, "No"), (None, "Not said")))
        risk_help = (
            "To the pupil, from other people or to them. What it is, is kept among the guarded records."
        )
        self.add("risk_named", FormRow("Does the form name a risk?", risk_help, risks, optional=True))
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
        wrong = reasons_problem(self._chosen())
        if wrong is not None:
            found[wrong.field] = wrong.message
        return {name: found[name] for name in self.rows() if name in found}

    def _chosen(self) -> list[ReferralReason | None]:
        answers = (self.answer(name) for name, _title in _REASONS)
        return [ReferralReason(str(one)) if one else None for one in answers]

    def reasons(self) -> tuple[ReferralReason, ...]:
        """The reasons chosen, the main one first."""
        return tuple(one for one in self._chosen() if one is not None)

    def doubts(self) -> dict[str, str]:
        """A form from long ago."""
        today = self._clock.today()
        return {name: long_ago(self.answer(name), today) for name in ("signed_on", "received_on")}

    def offer(self, known: tuple[Statement, ...]) -> None:
        """Offer the statement in force, those before it, and the one that was chosen or kept if it is another."""
        self._known = known
        self._offer_versions()

    def _offer_versions(self) -> None:
        if not self._known:
            return
        versions: ChoiceList = self.row("statement_version").input  # type: ignore[assignment]  # made above
        current = self._known[0].version
        shown = self._wanted or versions.value() or current
        self._wanted = None
        older = (self._others | {one.version for one in self._known}) - {current}
        options = [(current, f"Version {current}, the current one")]
        options += [(one, f"Version {one}") for one in sorted(older, reverse=True)]
        versions.set_options(options)
        versions.set_value(shown)

    def fill(self, facts: ReferralFacts) -> None:
        """Show what is kept."""
        referral = facts.referral or Referral()
        self._known = facts.statements
        self._wanted = referral.statement_version or facts.statements[0].version
        self._others = {referral.statement_version} if referral.statement_version else set()
        chosen = dict(zip_longest((name for name, _title in _REASONS), facts.reasons))
        shown = {name: getattr(referral, name, None) for name in self.rows() if name != "statement_version"}
        shown |= {name: reason.value if reason else None for name, reason in chosen.items()}
        if referral.state in _NOT_HERE and referral.received_on is None:
            shown["received_on"] = facts.today
        self.set_values(shown)

    def referral(self, kept: Referral | None, school_id: str) -> Referral:
        """The answers as a record; without a tick no version is recorded."""
        values = {name: value for name, value in self.answers().items() if not name.startswith("reason_")}
        version = values.get("statement_version")
        prints = {one.version: one.digest for one in self._known}
        if kept is not None and kept.statement_version:  # what was read then stays what was read
            prints[kept.statement_version] = kept.statement_hash or prints.get(kept.statement_version, "")
        main = next(iter(self.reasons()), None)
        values |= {
            "reason": main,
            "statement_version": version or None,
            "statement_hash": prints.get(version, "") if isinstance(version, int) else "",
            # the school that referred stays, also if the pupil changes school meanwhile
            "school_id": kept.school_id if kept is not None and kept.school_id else school_id,
        }
        return replace(kept or Referral(), **values)
