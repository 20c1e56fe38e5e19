"""Asks what somebody says is wrong: in which record, who says so, since when, and what shows it (003-5.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from coordinator_app.core.clock import Clock
from coordinator_app.corrections.choosing import Item, Offered
from coordinator_app.corrections.model import CorrectionClaim
from coordinator_app.ui.asked_how import HOW_HELP, HOW_LABEL
from coordinator_app.ui.choices import ChoiceList, TickBox
from coordinator_app.ui.for_a_child import BY_PUPIL, CHILDS_WORDS
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note
from coordinator_app.ui.past_date import PastDate

_APART = "It is about safeguarding or health"
_APART_HELP = "Such words are kept apart: only those whose passphrase opens them can read them."
_SAYS = "In the words of whoever says so. The record itself is not changed by this."
_PROOF = ("identity_asked_on", "identity_seen_on")
_FIELDS = ("field_label", "asked_by", "asked_on", "says", "evidence", "evidence_document_id")


class ClaimBox(FormBox):
    """A new claim, or one put right. `guards` says whether this user may open what is kept apart."""

    def __init__(self, claim: CorrectionClaim, offered: Offered, clock: Clock, *, guards: bool) -> None:
        super().__init__(
            "Change what was asked for" if claim.id else "Something is wrong in this record",
            "Save" if claim.id else "Write it down",
        )
        self._claim, self._offered = claim, offered
        self._items: dict[str, Item] = {one.mark: one for one in offered.items}
        self._ask_what(offered, guards=guards)
        self._ask_who(clock)
        self._ask_why(offered, guards=guards)
        self._ask_proof(clock)
        every = (*_FIELDS, *_PROOF, "identity_asked_how")
        self.form.set_values({name: getattr(claim, name) for name in every if getattr(claim, name)})
        self.form.row("by_pupil").input.set_value(claim.by_pupil)
        if "is_guarded" in self.form.rows():
            self.form.row("is_guarded").input.set_value(claim.is_guarded)
        self.form.edited.connect(self._show_how)
        self._show_how()

    def _show_how(self) -> None:
        """How it was asked for matters once there is a day."""
        self.form.row("identity_asked_how").setVisible(bool(self.form.row("identity_asked_on").value()))

    def claim(self) -> CorrectionClaim:
        """The claim as typed."""
        item = self._item()
        return replace(
            self._claim,
            **self.typed(),
            item_kind=item.kind if item else "",
            item_id=item.id if item else "",
        )

    def typed(self) -> dict[str, Any]:
        """The answers by the names of the claim's fields."""
        answers = self.form.values()
        day = answers["asked_on"]
        return {
            **{name: str(answers.get(name) or "").strip() for name in _FIELDS},
            "asked_on": day if isinstance(day, date) else None,
            **{name: day if isinstance(day := answers[name], date) else None for name in _PROOF},
            "identity_asked_how": str(answers.get("identity_asked_how") or "").strip(),
            "by_pupil": bool(answers["by_pupil"]),
            "is_guarded": bool(answers.get("is_guarded", False)) or self._claim.is_guarded,
        }

    def _item(self) -> Item | None:
        if self._offered.about is not None:
            return self._offered.about
        return self._items.get(str(self.form.row("item").value() or ""))

    def _ask_what(self, offered: Offered, *, guards: bool) -> None:
        if offered.about is not None:
            apart = "It is kept apart, and so is this." if offered.about.is_guarded else ""
            self.form.add_widget(Note("info", offered.about.words, apart, icon="file-text"))
        else:
            choices = [(one.mark, one.words) for one in offered.items if guards or not one.is_guarded]
            chosen = ChoiceList(choices, none="Choose the record")
            help_text = (
                "Of long lists the newest stand here. Of older ones, open the record and say it there."
            )
            self.form.add("item", FormRow("Which record?", help_text, chosen))
        what = FormRow("What in it?", "For example, the birth date.", TextInput(longest=200), optional=True)
        self.form.add("field_label", what)

    def _ask_who(self, clock: Clock) -> None:
        when = PastDate(clock, width=None)
        when.set_value(clock.today())
        who = FormRow("Who says so?", "", TextInput(longest=200))
        self.form.add_beside({"asked_by": who, "asked_on": FormRow("On", "", when)})
        self.form.add("by_pupil", FormRow(BY_PUPIL, CHILDS_WORDS, TickBox(BY_PUPIL)))

    def _ask_proof(self, clock: Clock) -> None:
        asked, seen = PastDate(clock, width=None), PastDate(clock, width=None)
        self.form.add_beside(
            {
                "identity_asked_on": FormRow("Proof of who they are asked for on", "", asked, optional=True),
                "identity_seen_on": FormRow("Proof seen on", "", seen, optional=True),
            }
        )
        self.form.add("identity_asked_how", FormRow(HOW_LABEL, HOW_HELP, TextInput(longest=300)))

    def _ask_why(self, offered: Offered, *, guards: bool) -> None:
        self.form.add("says", FormRow("What is said to be wrong?", _SAYS, LongText(lines=3)))
        shows = "For example, the birth certificate was seen on the day."
        self.form.add("evidence", FormRow("What shows it?", shows, LongText(lines=2), optional=True))
        if offered.papers:
            paper = ChoiceList(list(offered.papers), none="No paper of the record")
            help_text = "One of the pupil’s documents. Add it there first."
            self.form.add(
                "evidence_document_id", FormRow("Paper that shows it", help_text, paper, optional=True)
            )
        known_apart = self._claim.is_guarded or (offered.about is not None and offered.about.is_guarded)
        if guards and not known_apart:
            self.form.add("is_guarded", FormRow(_APART, _APART_HELP, TickBox(_APART)))
