"""A second person looks at what goes out and what is held back, and approves it (design 8.10, 8.11; decision 32)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.actions import pack
from coordinator_app.access_requests.approval import Approval
from coordinator_app.access_requests.ends import is_open
from coordinator_app.access_requests.gathering.left_out import why_left_out
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.model import Stage as StageName
from coordinator_app.access_requests.page import errand
from coordinator_app.access_requests.page.approve_reading import GoesOut, read_going_out
from coordinator_app.access_requests.page.blocks import Columns, facts_card
from coordinator_app.access_requests.page.form_dialog import day_input
from coordinator_app.access_requests.page.pack_reading import HeldBack, ToApprove, read_to_approve
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.stage import Frame, Stage
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card, CardList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import IconLabel, heading, label
from coordinator_app.ui.notes import Note

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_SINCE = {
    Approval.REBUILT: ("The pack was built again.", "the pack before"),
    Approval.UNSEEN: ("The pack was built, and its checks found something.", "it before there was a pack"),
    Approval.KEPT: ("Something that the checks found was kept.", "the pack before that"),
}
"""What came between an approval and now, and what was approved."""
_TWO_WAYS = (
    "Someone with their own passphrase can unlock the vault on this laptop and approve it here. If there is nobody, "
    "show this page to a second person, and record who it was and why they did not unlock the vault themselves."
)
_NO_PACK = (
    "There is no pack to look at yet.",
    (
        "An approval now is of what stands here: the first pack built from it may go unseen if its checks find nothing. Build it first "
        "to approve the pack itself."
    ),
)
_UNSEEN = (
    "The pack itself was not approved, for none is built.",
    "The first one built from these decisions may go if its checks find nothing. Anything they find asks for approval again.",
)


class ApproveStage(Stage):
    """What goes out and what is held back with its reasons at the left, who approves at the right."""

    def __init__(self, services: Services, frame: Frame) -> None:
        super().__init__(services, frame)
        self.shown: ToApprove | None = None
        self.going: GoesOut | None = None
        self._note, self._next = layout.column(space=12), layout.column(space=12)
        self._counts = label("", "body", "text-2", wrap=True)
        self.rows, self.named = CardList(), CardList()
        self._who, self._kinds = layout.column(space=0), label("", "body", "text-2", wrap=True)
        self.form = Form()
        self.form.add("approved_by", FormRow("Who approved it", "The second person, not you.", TextInput()))
        help_text = "For example: the Chair has no passphrase for this vault, and looked at it beside me."
        reason = FormRow("Why they did not unlock the vault themselves", help_text, LongText(lines=3))
        self.form.add("approval_reason", reason)
        self.form.add("approved_on", FormRow("Approved on", "", day_input(services)))
        self.form.row("approved_on").input.set_value(services.clock.today())
        self.act = button("Record the approval", "primary", "check")
        self.onward = button("Go to the pack", "secondary")
        self._typed_for = ""
        self._lay_out()
        self.act.clicked.connect(self._approve)
        self.onward.clicked.connect(lambda: self.frame.go_to(StageName.PACK.value))

    def show_case(self, case: CaseFacts) -> None:
        """Read what is held back; what is typed stays. Nobody approves what they have not been shown."""
        super().show_case(case)
        if case.is_closed:
            self._card.setVisible(False)  # before it is read what went out: nothing is offered meanwhile
        if self.shown is None or self.shown.request.id != case.request.id:
            self._wait()
        request_id, confirmed = case.request.id, self.services.confirm.fresh
        self.read(
            lambda session: (
                read_to_approve(session, request_id, guarded_words=confirmed),
                read_going_out(session, request_id, guarded_words=confirmed),
            ),
            lambda both: self._show(*both),
        )

    def _wait(self) -> None:
        """With hundreds of items it takes a second to read what goes out."""
        self.shown, self.going = None, None
        self.act.setEnabled(False)
        self.rows.clear()
        self.named.clear()
        layout.clear(self._note)
        self._note.addWidget(
            Note("info", "Reading what goes out.", "You can approve it once it stands here.")
        )

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and not recorded."""
        values = self.form.values()
        typed = {name: str(values[name] or "") for name in ("approved_by", "approval_reason")}
        return typed if any(typed.values()) and not (self.shown and self.shown.stands) else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.form.set_values(draft)

    def _show(self, shown: ToApprove, going: GoesOut) -> None:
        self._say_next(shown)
        if going != self.going:
            self.going = going
            self._show_going(going)
        if shown == self.shown:
            return
        self.shown = shown
        self.act.setEnabled(True)
        layout.clear(self._note)
        layout.add_all(self._note, self._standing(shown), *self._left_out(shown), *self._unbuilt(shown))
        counts = shown.counts
        self._counts.setText(
            f"{counts.share} shared in full, {counts.redact} shared with parts covered, {counts.withhold} withheld"
        )
        self.rows.clear()
        for held in shown.held_back:
            self.rows.add(self._held(held))
        self.rows.setVisible(bool(shown.held_back))
        closed = not is_open(shown.request)
        if shown.stands and self._card.isVisible():
            self.first_focus()  # else the focus falls from the card onto the Undo of the toast
        self._card.setVisible(not closed and not shown.stands)
        self._offer(shown)

    def _show_going(self, going: GoesOut) -> None:
        """Who gets it and by what right, how much of each kind, and by name what asks for a second look."""
        layout.clear(self._who)
        if not going.right_seen:
            self._who.addWidget(Note("soon", "Look at the right they have.", f"{going.right}."))
        facts = (("Who gets it", going.to), ("By what right", going.right), ("Address", going.address))
        self._who.addWidget(facts_card(facts))
        kinds = f"In full: {going.counts}." if going.counts else "Nothing is shared in full."
        kinds = f"{kinds} {going.new}".strip()
        self._kinds.setText(f"{kinds} By name, what asks for a second look:" if going.named else kinds)
        self.named.clear()
        for one in going.named:
            icon, said = ("lock", "Restricted. ") if one.restricted else ("share-2", "")
            words = f"{said}Shared in full. {one.why}".strip()
            look = IconLabel(icon, "soon-fg" if one.restricted else "info-fg", 20, name="Shared in full")
            self.named.add(self._row(look, (one.title, one.on_day), (words, ""), one.item_id))
        self.named.setVisible(bool(going.named))

    def _say_next(self, shown: ToApprove) -> None:
        """Lead on to the pack or, once it is approved, to what still keeps it from being built."""
        layout.clear(self._next)
        case, ready = self.case, shown.stands and self.frame.stage_open(StageName.PACK.value)
        self.onward.setVisible(ready)
        if case is None or case.is_closed or ready or not shown.stands:
            return
        gates = (
            (case.identity, StageName.IDENTITY),
            (case.consulted, StageName.GATHER),
            (case.gathered, StageName.GATHER),
        )
        for gate, stage in gates:
            if not gate.is_open:
                go = button(f"Go to {stage.label}", small=True)
                go.clicked.connect(lambda _on=False, name=stage.value: self.frame.go_to(name))
                lead = "The pack cannot be built yet."
                self._next.addWidget(Note("soon", lead, " ".join(one.sentence() for one in gate.reasons), go))

    def _standing(self, shown: ToApprove) -> Note:
        request = shown.request
        if shown.stands and request.approved_on is not None:
            lead = f"Approved by {request.approved_by} on {say(request.approved_on)}."
            return Note("safe", lead, request.approval_reason)
        lead, before = _SINCE.get(shown.approval, ("", ""))
        if request.approved_by and lead:
            text = (
                f"{request.approved_by} approved {before}. Nothing is lost. Ask for approval of the new one."
            )
            return Note("soon", lead, text)
        if request.approved_by:
            what = "a decision, or what a search left out," if shown.left_out else "a decision"
            text = f"{request.approved_by} approved it before {what} changed. Ask for approval again."
            return Note("soon", f"A{what[1:]} has changed.", text)
        return Note("info", "The approver must be another person.", _TWO_WAYS)

    def _left_out(self, shown: ToApprove) -> Iterator[Note]:
        """What nobody looked at is part of what is approved, with the reason."""
        for one in shown.left_out:
            yield Note("info" if one.is_answered else "soon", one.words, why_left_out(one))

    def _unbuilt(self, shown: ToApprove) -> Iterator[Note]:
        """Before a pack is built there is only the list at the left to approve, and the file goes with it unseen."""
        if not shown.unbuilt or not is_open(shown.request):
            return
        lead, text = _UNSEEN if shown.stands else _NO_PACK
        go = button("Build it first", small=True)
        go.clicked.connect(lambda: self.frame.go_to(StageName.PACK.value))
        there = not shown.stands and self.frame.stage_open(StageName.PACK.value)
        yield Note("info", lead, text, go) if there else Note("info", lead, text)

    def _offer(self, shown: ToApprove) -> None:
        """Another user who unlocked the vault needs no reason; it is filled in, and can be seen."""
        if self._typed_for == shown.request.id or shown.stands:
            return
        self._typed_for = shown.request.id
        if shown.second_user:
            reason = "They unlocked the vault with their own passphrase and approved it here."
            self.form.set_values({"approval_reason": reason})

    def _held(self, held: HeldBack) -> QWidget:
        withheld = held.outcome is Outcome.WITHHOLD
        icon, token = ("ban", "over-fg") if withheld else ("eraser", "info-fg")
        look = IconLabel(icon, token, 20, name=held.outcome.label)
        words = f"{held.outcome.label}. {held.reason}"
        return self._row(look, (held.title, held.on_day), (words, held.law), held.item_id)

    def _row(
        self, icon: IconLabel, named: tuple[str, date | None], said: tuple[str, str], item_id: str
    ) -> QWidget:
        """One item: its title and day, what is done with it and the law, and the way to it."""
        made = QWidget()
        line = layout.row(made, space=12, margins=(16, 10, 16, 10))
        line.addWidget(icon)
        words, (title, on_day) = layout.column(space=2), named
        day = f", {say(on_day)}" if on_day else ""
        words.addWidget(label(f"{title}{day}", "body-strong", "text", wrap=True))
        words.addWidget(label(said[0], "small", "text-2", wrap=True))
        if said[1]:
            words.addWidget(label(said[1], "caption", "text-3", wrap=True))
        line.addLayout(words, 1)
        look = button("Look", small=True, accessible=f"Look at {title}")
        look.clicked.connect(lambda: self._look(item_id))
        line.addWidget(look)
        return made

    def _look(self, item_id: str) -> None:
        if self.shown is not None:
            errand.leave(self.shown.request.id, errand.Errand(item_id))
            self.frame.go_to(StageName.REVIEW.value)

    def _approve(self) -> None:
        if self.shown is None or not self.form.check():
            return
        values, request_id = self.form.values(), self.shown.request.id
        on = values["approved_on"]
        if not isinstance(on, date):
            self.form.errors({"approved_on": "Type the date it was approved."})
            return
        name, reason = str(values["approved_by"]), str(values["approval_reason"])

        def work(session: Session) -> Saved[AccessRequest]:
            return pack.approve(session, session.get(AccessRequest, request_id), name, reason, on)

        self.write(work, self._approved, form=self.form, refused=self.failed)

    def _approved(self, saved: Saved[AccessRequest]) -> None:
        self.services.say.toast("Approval recorded", saved.change_id)
        self._typed_for = ""
        self.changed.emit()
        self.frame.go_to(StageName.PACK.value)

    def _lay_out(self) -> None:
        self._card = Card(space=14)
        layout.add_all(self._card.body, heading("Approval"), self.form, self.act)
        columns = Columns(left=3, right=2)
        layout.add_all(columns.left, heading("What goes out"), self._who, self._kinds, self.named)
        columns.left.addSpacing(16)
        layout.add_all(columns.left, heading("What is held back"), self._counts, self.rows, None)
        columns.right.addLayout(self._note)
        layout.add_all(columns.right, self._card, self._next, self.onward, None)
        layout.column(self, space=0).addWidget(columns)
