"""Stage 2, Identity: who asks and by what right, and what the child thinks (domain 2.1)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.decisions import needs_authority
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.blocks import Columns, buttons_row, facts_card
from coordinator_app.access_requests.page.form_dialog import Values, day_input
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.pupils.model import age_on
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_NAMES = (
    "identity_known", "identity_reason", "identity_asked_on", "identity_seen_on", "authority_asked_on",
    "authority_seen_on", "child_view", "child_understands", "child_understands_reason",
)  # fmt: skip
_CHILD = ("child_view", "child_understands", "child_understands_reason")
_YES_NO = ((True, "Yes"), (False, "No"))


class IdentityStage(Stage):
    """One form; the child's part comes once it is settled who asks."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.form = _form(services)
        self.save = button("Save", "primary", accessible="Save who asked")
        self.next = button("Next: Gather")
        self._gate = layout.column(space=0)
        self._facts = layout.column(space=0)
        self._typed, self._saving = False, False
        lines, columns = layout.column(self, space=16), Columns(left=3, right=2)
        layout.add_all(columns.left, self.form, buttons_row(self.save, self.next))
        layout.add_all(columns.right, heading("What is recorded"), self._facts)
        columns.end()
        layout.add_all(lines, heading("Who asks, and by what right"), self._gate, columns, None)
        self.form.edited.connect(self._edited)
        self.save.clicked.connect(self._save)
        self.next.clicked.connect(lambda: frame.go_to("gather"))

    def show_case(self, case: CaseFacts) -> None:
        """Show what is settled and what is open; what is being typed stays."""
        super().show_case(case)
        layout.clear(self._gate)
        self._gate.addWidget(_gate_note(case))
        layout.clear(self._facts)
        self._facts.addWidget(facts_card(_facts(case)))
        if not self._typed:
            self.form.set_values({name: getattr(case.request, name) for name in _NAMES})
        self.form.setEnabled(not case.is_closed)
        self.save.setVisible(not case.is_closed)
        self.save.set_kind("secondary" if case.identity.is_open and not self._typed else "primary")
        self.next.set_kind("primary" if case.identity.is_open and not self._typed else "secondary")
        self.next.setVisible(not case.is_closed)
        self._reveal()

    def first_focus(self) -> None:
        """The first question, or the heading when all is answered."""
        if self.case is not None and not self.case.identity.is_open and not self.case.is_closed:
            self.form.first_focus()
        else:
            super().first_focus()

    def save_draft(self) -> dict[str, Any] | None:
        """The answers not yet saved."""
        if not self._typed:
            return None
        values = {name: self.form.row(name).value() for name in _NAMES}
        return {
            name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()
        }

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put them back."""
        self.form.set_values({name: value for name, value in draft.items() if name in _NAMES})
        self._edited()

    def _edited(self) -> None:
        self._typed = True
        self.save.set_kind("primary")
        self.next.set_kind("secondary")
        self._reveal()

    def _reveal(self) -> None:
        """Only the questions that matter now (principle 4)."""
        case = self.case
        if case is None:
            return
        known = self.form.row("identity_known").value()
        proof = known is False
        self.form.row("identity_reason").setVisible(known is True)
        for name in ("identity_asked_on", "identity_seen_on"):
            self.form.row(name).setVisible(proof)
        asked = intake.as_known(case.request, case.carer)
        authority = needs_authority(asked) or case.request.authority_asked_on is not None
        for name in ("authority_asked_on", "authority_seen_on"):
            self.form.row(name).setVisible(authority)
        for name in _CHILD:
            self.form.row(name).setVisible(case.identity.is_open)

    def _save(self) -> None:
        case = self.case
        if self._saving:
            self.services.say.hint("One moment: this is being kept.")
            return
        if case is None or not self.form.check():
            return
        values = dict(self.form.values())
        self._saving = True
        self.write(
            lambda session: save_identity(session, case.request, values),
            partial(self._saved, values),
            form=self.form,
            refused=self._refused,
        )

    def _saved(self, values: Values, saved: Saved[AccessRequest]) -> None:
        self._saving = False
        if dict(self.form.values()) == values:  # else it was typed on, and is not kept yet
            self._typed = False
        self.services.say.toast("Saved who asked.", saved.change_id)
        if self.case is not None:
            self.show_case(self.case)

    def not_kept(self) -> None:
        """It can be saved again."""
        self._saving = False

    def _refused(self, gate: GateShut) -> None:
        layout.clear(self._gate)
        self._gate.addWidget(Note("soon", "This cannot be done.", " ".join(gate.reasons)))


def save_identity(session: Session, request: AccessRequest, values: Values) -> Saved[AccessRequest]:
    """Keep how the requester is known. Someone we know is asked for no proof, so nothing is waited for."""
    known = values.get("identity_known")
    refuse(
        (
            missing("identity_known", known, "Say whether you know them."),
            missing("identity_reason", values.get("identity_reason"), "Say how you know them.")
            if known
            else None,
        )
    )
    if known and request.identity_seen_on is None:
        values = {**values, "identity_asked_on": None}
    return intake.change_request(session, request, **values)


def _form(services: Services) -> Form:
    form = Form()
    known = ((True, "We know them"), (False, "We ask for proof"))
    rows = (
        ("identity_known", "Do you know who asked?", "Ask for proof only when you really doubt it.", ChoiceBoxes(known)),
        ("identity_reason", "How do you know them?", "For example: met at the review on 5 November.", LongText(lines=2)),
        ("identity_asked_on", "Proof asked for on", "The legal month starts when it comes.", day_input(services)),
        ("identity_seen_on", "Proof seen on", "Look at it. Keep no copy.", day_input(services)),
        ("authority_asked_on", "Authority asked for on", "Leave it empty if you have seen it already.", day_input(services)),
        ("authority_seen_on", "Authority seen on", "A signed letter, a court order.", day_input(services)),
        ("child_view", "What does the child think?", "", LongText(lines=2)),
        ("child_understands", "Does the child understand their rights?", "", ChoiceBoxes(_YES_NO)),
        ("child_understands_reason", "How was that judged?", "", LongText(lines=2)),
    )  # fmt: skip
    for name, text, help_text, answer in rows:
        # the others are shown where they are needed
        form.add(name, FormRow(text, help_text, answer, optional=name in _CHILD))
    return form


def _gate_note(case: CaseFacts) -> Note:
    if case.identity.is_open:
        return Note(
            "safe", "It is settled who asked.", "The legal month runs." if case.clocks.legal.due else ""
        )
    lead, *rest = (reason.sentence() for reason in case.identity.reasons)
    return Note("soon", lead, " ".join(rest))


def _facts(case: CaseFacts) -> list[tuple[str, str]]:
    one, pupil = case.request, case.pupil
    facts = [
        ("Asked by", f"{one.requester}. {one.requester_kind.label if one.requester_kind else ''}".strip())
    ]
    carer = case.carer
    if carer is not None:
        if carer.has_responsibility and carer.evidence:
            seen = f", seen {say(carer.evidence_seen_on)}" if carer.evidence_seen_on else ""
            facts.append(("Parental responsibility", f"{carer.evidence.label}{seen}"))
        elif not carer.has_responsibility:
            facts.append(("Parental responsibility", "None is recorded. They need authority to ask."))
        if carer.restrictions:
            facts.append(("Court orders or restrictions", carer.restrictions))
    if pupil.birth_date and one.received_on:
        age = age_on(pupil.birth_date, one.received_on)
        facts.append(("The child", f"Age {age} on the day it arrived. The information is the child's own."))
    return facts
