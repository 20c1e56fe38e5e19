"""One correction: what was said, the record before and after, what was decided, and who has to be told (003-5.4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, choosing, view
from coordinator_app.corrections.choosing import Offered
from coordinator_app.corrections.model import CorrectionClaim, claim_compartment
from coordinator_app.corrections.naming import opens
from coordinator_app.corrections.page.claim_box import ClaimBox
from coordinator_app.corrections.page.claim_parts import ClaimParts
from coordinator_app.corrections.page.decision_box import DecisionBox
from coordinator_app.corrections.page.notice_box import NoticeBox
from coordinator_app.corrections.page.recipient_box import RecipientBox
from coordinator_app.corrections.view import NoticeLine, Shown
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.page import Page
from coordinator_app.ui.tidying import only_faults

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved

_WHY = "This is about safeguarding or health."


class CorrectionPage(Page):
    """Opened with (claim_id); `box` opens one again that was being typed: "change", "decide", "add", or a notice's id."""

    name: ClassVar[str] = "correction"
    title: ClassVar[str] = "Correction asked for"
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    kinds: ClassVar[frozenset[str]] = frozenset(
        {"correction_claim", "correction_notice", "pupil", "chronology_entry", "document", "review", "carer"}
    )

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.claim_id = ""
        self.shown: Shown | None = None
        self._box = self._again = self._looked_at = ""
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        self.parts = ClaimParts()
        lines.addWidget(self.parts)
        lines.addStretch(1)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))
        self._wire()

    # what the shell asks

    def open(self, claim_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one."""
        if claim_id != self.claim_id:
            self.new_visit()
            self.shown = None
            self.parts.forget()
        self.claim_id, self._box, self._looked_at = claim_id, box, ""
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return {"claim_id": self.claim_id}

    def whose(self) -> str:
        """The pupil."""
        return self.shown.name if self.shown is not None else ""

    def shown_again(self) -> None:
        """Whoever comes back from the record has corrected it, whatever kind it is."""
        self.stale = True
        super().shown_again()

    def refresh(self) -> None:
        """Read it again."""
        if not self.claim_id:
            return
        claim_id, fresh = self.claim_id, self.desk.confirm.fresh
        came, failed = self.in_turn(self._show, self._failed)
        self.desk.jobs.read(
            lambda session: view.read(session, claim_id, guarded_words=fresh), done=came, failed=failed
        )

    # the look

    def _wire(self) -> None:
        parts = self.parts
        parts.record.clicked.connect(self._to_pupil)
        parts.reveal.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))
        parts.change.clicked.connect(self.change)
        parts.correct.clicked.connect(self.correct)
        parts.paper.clicked.connect(self._to_paper)
        parts.decide.clicked.connect(self.decide)
        parts.answered.clicked.connect(self.answered)
        parts.telling.connect(self.tell)
        parts.writing.connect(lambda notice: self.desk.go.to("correction_notice", notice_id=notice))
        parts.answer.clicked.connect(lambda: self.desk.go.to("correction_answer", claim_id=self.claim_id))
        parts.names.clicked.connect(self.names)
        parts.add.clicked.connect(self.add)

    def _show(self, shown: Shown) -> None:
        self.show_content()
        self.shown = shown
        self.parts.show_claim(shown, self._again)
        self._again = ""
        self._note_the_look(shown)
        box, self._box = self._box, ""
        if not box or shown.is_closed or not self.in_front():
            return
        if box == "change":
            self.change()
        elif box == "decide":
            self.decide()
        elif box == "add":
            self.add()
        else:
            self.tell(box)

    def _note_the_look(self, shown: Shown) -> None:
        """Who looked at what lies apart stands in the audit, once for each visit."""
        claim = shown.claim
        if claim.is_guarded and not shown.is_closed and self._looked_at != claim.id:
            self._looked_at = claim.id
            self.desk.jobs.write(lambda session: session.viewed(claim), failed=only_faults(self.desk.say))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Trouble) and self.shown is None:
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    # where it leads

    def _to_pupil(self) -> None:
        if self.shown is not None:
            self.desk.go.to("corrections", pupil_id=self.shown.claim.pupil_id)

    def correct(self) -> None:
        """To the record, where it is corrected by its own means."""
        if self.shown is not None:
            step = opens(self.shown.claim)
            self.desk.go.to(step.page, **step.params)

    def _to_paper(self) -> None:
        if self.shown is not None:
            claim = self.shown.claim
            paper = claim.evidence_document_id
            self.desk.go.to("pupil", pupil_id=claim.pupil_id, tab="documents", document=paper)

    # writing

    def change(self) -> None:
        """Put right what was typed, while nothing is decided."""
        shown = self.shown
        if shown is None:
            return
        claim, fresh = shown.claim, self.desk.confirm.fresh
        self.desk.jobs.read(
            lambda session: choosing.offer(
                session, claim.pupil_id, claim.item_kind, claim.item_id, guarded_words=fresh
            ),
            done=self.of_visit(partial(self._change, claim)),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _change(self, claim: CorrectionClaim, offered: Offered) -> None:
        if not self.in_front():
            return
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = ClaimBox(claim, offered, self.desk.clock, guards=guards)

        def save(done: Any, failed: Any) -> object:
            values = box.typed()
            return self.desk.jobs.write(
                lambda session: actions.change(session, claim, **values), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(partial(self._saved, "Changed"))
        side = Compartment.GUARDED if guards else Compartment.GENERAL
        self._show_box(box, "change_correction", "change", side)

    def decide(self) -> None:
        """Record what was decided."""
        shown = self.shown
        if shown is None:
            return
        claim, box = shown.claim, DecisionBox(shown, self.desk.clock)

        def save(done: Any, failed: Any) -> object:
            decision = box.decision()
            return self.desk.jobs.write(
                lambda session: actions.decide(session, claim, decision), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(partial(self._saved, "Decision recorded"))
        self._show_box(box, "decide_correction", "decide", claim_compartment(claim))

    def answered(self) -> None:
        """Whoever asked was told today."""
        if self.shown is None:
            return
        claim, today = self.shown.claim, self.desk.clock.today()
        self.parts.answered.setEnabled(False)
        self.desk.jobs.write(
            lambda session: actions.answered(session, claim, today),
            done=self.of_visit(partial(self._saved, "Told today, and noted"), partial(self._say, "Noted")),
            failed=self.of_visit(self._not_answered, self.desk.say.trouble),
        )

    def _not_answered(self, error: Exception) -> None:
        self.parts.answered.setEnabled(True)
        self.desk.say.trouble(error)

    def names(self) -> None:
        """Whoever asked wants to know who is told: their answer names them."""
        if self.shown is None:
            return
        claim, today = self.shown.claim, self.desk.clock.today()
        self.parts.names.setEnabled(False)
        self.desk.jobs.write(
            lambda session: actions.wants_to_know(session, claim, today),
            done=self.of_visit(
                partial(self._saved, "Noted: the answer names them"), partial(self._say, "Noted")
            ),
            failed=self.of_visit(self._not_named, self.desk.say.trouble),
        )

    def _not_named(self, error: Exception) -> None:
        self.parts.names.setEnabled(True)
        self.desk.say.trouble(error)

    def add(self) -> None:
        """Somebody else has to be told."""
        if self.shown is None:
            return
        claim, box = self.shown.claim, RecipientBox()

        def save(done: Any, failed: Any) -> object:
            who, kind, address = box.recipient(), box.kind(), box.address()
            return self.desk.jobs.write(
                lambda session: actions.also_tell(session, claim, who, kind, address),
                done=done,
                failed=failed,
            )

        box.saves(save)
        box.saved.connect(partial(self._saved, "Added"))
        self._show_box(box, "add_recipient", "add", claim_compartment(claim))

    def tell(self, notice_id: str) -> None:
        """Note when somebody was told of the right value."""
        line = self._line(notice_id)
        if line is None:
            return
        notice, box = line.notice, NoticeBox(line, self.desk.clock)

        def save(done: Any, failed: Any) -> object:
            told, confirmed, why = box.told_on(), box.confirmed_on(), box.not_needed()
            how = box.told_how()
            return self.desk.jobs.write(
                lambda session: actions.tell(
                    session, notice, told_on=told, confirmed_on=confirmed, not_needed=why, told_how=how
                ),
                done=done,
                failed=failed,
            )

        box.saves(save)
        box.saved.connect(partial(self._noted, notice.id))
        self._show_box(box, "tell_correction", notice.id, claim_compartment(notice), notice.id)

    def _noted(self, notice_id: str, saved: Saved[Any]) -> None:
        self._again = notice_id
        self._saved("Noted", saved)

    def _line(self, notice_id: str) -> NoticeLine | None:
        lines = self.shown.notices if self.shown is not None else ()
        return next((one for one in lines if one.notice.id == notice_id), None)

    def _show_box(self, box: Any, screen: str, way: str, side: Compartment, about: str = "") -> None:
        place = DraftOf(screen, about or self.claim_id, side)
        show_with_way(self.desk, box, place, self.name, {"claim_id": self.claim_id, "box": way})

    def _say(self, words: str, saved: Saved[Any]) -> None:
        self.desk.say.toast(words, saved.change_id or None)

    def _saved(self, words: str, saved: Saved[Any]) -> None:
        self._say(words, saved)
        self.refresh()
