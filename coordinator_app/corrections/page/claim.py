"""One correction: what was said, the record before and after, what was decided, and who has to be told (003-5.4)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from coordinator_app.access_requests.model import Channel
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, choosing, taking_back, telling, view
from coordinator_app.corrections.choosing import Offered
from coordinator_app.corrections.model import CorrectionClaim, claim_compartment
from coordinator_app.corrections.naming import opens
from coordinator_app.corrections.page.claim_box import ClaimBox
from coordinator_app.corrections.page.claim_parts import ClaimParts
from coordinator_app.corrections.page.decision_box import DecisionBox
from coordinator_app.corrections.page.notice_box import NoticeBox
from coordinator_app.corrections.page.recipient_box import RecipientBox
from coordinator_app.corrections.timing import TIMING
from coordinator_app.corrections.view import NoticeLine, Shown
from coordinator_app.services import Services
from coordinator_app.sharing.model import LETTER_WAYS, DeliveryMethod
from coordinator_app.ui.answer_time_acts import AnswerTimeActs, TimedCase
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.for_a_child import FOR_A_CHILD
from coordinator_app.ui.one_case_page import OneCasePage, writing
from coordinator_app.ui.told_box import ToldBox

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session


class CorrectionPage(OneCasePage):
    """Opened with (claim_id); `box` opens one again that was being typed: "change", "decide", "answered", "add", or a notice's id."""

    name: ClassVar[str] = "correction"
    title: ClassVar[str] = "Correction asked for"
    parameter: ClassVar[str] = "claim_id"
    kinds: ClassVar[frozenset[str]] = frozenset(
        {
            "correction_claim",
            "correction_notice",
            "correction_question",
            "pupil",
            "chronology_entry",
            "document",
            "review",
            "carer",
        }
    )

    def __init__(self, services: Services) -> None:
        self.parts = ClaimParts()
        self.shown: Shown | None = None
        self._again = ""
        super().__init__(services, self.parts, self.parts.reveal)
        self._wire()
        self.times = AnswerTimeActs(
            self,
            self.parts.time,
            TIMING,
            self._timed,
            lambda letter: self.desk.go.to("correction_answer", claim_id=self.case_id, letter=letter),
            screen="correction",
            ways=((one, one.label) for one in Channel),
        )

    def _timed(self) -> TimedCase | None:
        shown = self.shown
        if shown is None:
            return None
        note = FOR_A_CHILD if shown.is_child else ("", "")
        return TimedCase(shown.claim, claim_compartment(shown.claim), shown.time, shown.questions, note)

    # what the shell asks

    def open(self, claim_id: str = "", box: str = "", **_more: Any) -> None:
        """Show one."""
        self.show_one(claim_id, box)

    def shown_again(self) -> None:
        """Whoever comes back from the record has corrected it, whatever kind it is."""
        self.stale = True
        super().shown_again()

    def seen(self) -> Shown | None:
        """What is shown now."""
        return self.shown

    def forget(self) -> None:
        """Nothing of this one stays."""
        self.shown = None
        self.parts.forget()

    def reads(self, case_id: str) -> Callable[[Session, bool], Shown]:
        """One correction."""
        return lambda session, fresh: view.read(session, case_id, guarded_words=fresh)

    # the look

    def _wire(self) -> None:
        parts = self.parts
        parts.record.clicked.connect(self._to_pupil)
        parts.change.clicked.connect(self.change)
        parts.correct.clicked.connect(self.correct)
        parts.paper.clicked.connect(self._to_paper)
        parts.decide.clicked.connect(self.decide)
        parts.answered.clicked.connect(self.answered)
        parts.telling.connect(self.tell)
        parts.writing.connect(lambda notice: self.desk.go.to("correction_notice", notice_id=notice))
        parts.answer.clicked.connect(lambda: self.desk.go.to("correction_answer", claim_id=self.case_id))
        parts.names.clicked.connect(self.names)
        parts.back.clicked.connect(self.take_back)
        parts.add.clicked.connect(self.add)

    def show_case(self, shown: Shown) -> CorrectionClaim | None:
        """Show it; who looked at one that lies apart is noted."""
        self.shown = shown
        self.parts.show_claim(shown, self._again)
        self._again = ""
        return shown.claim if shown.claim.is_guarded else None

    def reopen(self, box: str) -> None:
        """By its name, or that of a notice."""
        known = {
            "change": self.change,
            "decide": self.decide,
            "answered": self.answered,
            "add": self.add,
        }
        if box in known:
            known[box]()
        elif not self.times.open(box):
            self.tell(box)

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
        """When and how whoever asked was told."""
        if self.shown is None:
            return
        claim, box = self.shown.claim, ToldBox(self.desk.clock, LETTER_WAYS)

        def save(done: Any, failed: Any) -> object:
            on, how = box.told_on(), box.told_how()
            way = how if isinstance(how, DeliveryMethod) else None
            return self.desk.jobs.write(
                lambda session: telling.answered(session, claim, on, way), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(partial(self._saved, "Recorded: they were told"))
        self._show_box(box, "answered_correction", "answered", claim_compartment(claim))

    def take_back(self) -> None:
        """As if nothing had been decided; nobody was told of it yet."""
        if self.shown is not None:
            write = writing(taking_back.take_back, self.shown.claim)
            self.at_once(self.parts.back, write, "Taken back: nothing is decided")

    def names(self) -> None:
        """Whoever asked wants to know who is told: their answer names them."""
        if self.shown is not None:
            write = writing(actions.wants_to_know, self.shown.claim, self.desk.clock.today())
            self.at_once(self.parts.names, write, "Noted: the answer names them")

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
                lambda session: telling.tell(
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
        place = DraftOf(screen, about or self.case_id, side)
        show_with_way(self.desk, box, place, self.name, {"claim_id": self.case_id, "box": way})
