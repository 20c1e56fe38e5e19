"""New referral: from a first talk to the consent forms without keeping too much too soon (design 8.5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from coordinator_app.core.changes import Saved
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say_time
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.organisations.model import School
from coordinator_app.referrals.page import new_school
from coordinator_app.referrals.page.call_press import CallPress
from coordinator_app.referrals.page.consent_step import ConsentStep
from coordinator_app.referrals.page.drafts import CARER, Drafts
from coordinator_app.referrals.page.form_questions import FormQuestions
from coordinator_app.referrals.page.frame import Frame
from coordinator_app.referrals.page.notes import (
    form_notes,
    missing_note,
    notes_only,
    old_talk_note,
    send_back_note,
)
from coordinator_app.referrals.page.places import ORDER, Place, first_place, may_go, title_of
from coordinator_app.referrals.page.questions import (
    DiscussionQuestions,
    PupilQuestions,
    Questions,
    SchoolQuestions,
    offer_schools,
)
from coordinator_app.referrals.page.reading import (
    ReferralFacts,
    read_referral,
)
from coordinator_app.referrals.page.same_child import SameChild
from coordinator_app.referrals.page.saving import Saver
from coordinator_app.referrals.page.scan_card import ScanCard
from coordinator_app.referrals.page.standing import Standing
from coordinator_app.referrals.page.talks import Talks
from coordinator_app.referrals.page.way import Way
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.focus_when_there import FocusWhenThere
from coordinator_app.ui.page import Page
from coordinator_app.ui.reflow import Reflow

Fillable = DiscussionQuestions | PupilQuestions | FormQuestions


class ReferralPage(Page):
    """A focus screen. What is typed is a draft until its step is continued; drafts belong to what was opened."""

    name = "referral"
    title = "New referral"
    kinds = frozenset({"referral", "pupil", "carer", "consent", "initial_discussion", "printed_form"})
    focus_screen = True
    draft_moves = True
    opens_once = frozenset({"call"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.pupil_id, self.discussion_id = "", ""
        self.document_id, self.form_reference, self.scan_id = "", "", ""
        self.facts: ReferralFacts | None = None
        self.place = Place.DISCUSSION
        self.talk = DiscussionQuestions(services.clock)
        self.who = PupilQuestions(services.clock)
        self.form = FormQuestions(services.clock)
        self.consent = ConsentStep(services.clock)
        self.forms: tuple[Fillable, ...] = (self.talk, self.who, self.form)
        self.talks, self.standing, self.scan = Talks(services), Standing(services), ScanCard()
        self.steps: dict[Place, QWidget] = {
            Place.DISCUSSION: self.talk,
            Place.PUPIL: self.who,
            Place.FORM: self.form,
            Place.CONSENT: self.consent,
        }
        self.frame = Frame(self.content, self.scan, *self.steps.values(), self.talks, self.standing)
        self.saver, self.drafts, self.same = Saver(self), Drafts(self), SameChild(self)
        self.way, self.call = Way(self), CallPress(self)
        self.focus = FocusWhenThere(self, self.way.focus)
        self._wire()

    def _wire(self) -> None:
        frame = self.frame
        frame.header.left.connect(self.desk.go.back)
        frame.header.locked.connect(self.desk.lock)
        frame.stepper.chosen.connect(lambda name: self.go_to(Place(name)))
        frame.back.clicked.connect(self.way.back)
        frame.later.clicked.connect(self.way.later)
        frame.on.clicked.connect(self.go_on)
        frame.panel.call.clicked.connect(self.call.press)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_on)
        self.drafts.listen()
        self.form.row("statement_acknowledged").edited.connect(self.show_notes)
        for beside in (self.talks, self.standing):
            beside.changed.connect(self._reread)
        self.talks.dropping.connect(self.saver.drop_discussion)
        self.standing.sending_back.connect(self._send_back)
        self.scan.looking.connect(self._look)
        self.who.left.connect(self.same.look)
        for asking in (self.talk, self.who):
            asking.unlisted.connect(partial(new_school.ask, self.desk, partial(self._school_added, asking)))
        self.consent.added.connect(self.saver.carer)
        self.consent.printing.connect(lambda: self.desk.go.to("print_forms", pupil_id=self.pupil_id))
        self.consent.recording.connect(lambda: self.desk.go.to("record_consent", pupil_id=self.pupil_id))
        self._reflow = Reflow(self)
        self._reflow.changed.connect(frame.show_shape)
        frame.show_shape(self._reflow.shape)

    # what is shown

    def where(self) -> dict[str, Any] | None:
        """A new referral is that of a first talk, then of a pupil, once there is one."""
        if self.pupil_id:
            return {"pupil_id": self.pupil_id}
        return {"discussion_id": self.discussion_id} if self.discussion_id else None

    def open(self, pupil_id: str = "", discussion_id: str = "", document_id: str = "", **more: Any) -> None:
        """Go on with a pupil's referral or a first talk, or begin a new one, perhaps with its scanned form.

        `form_reference` is that of the printed form; `scan_id` names a scan that waits in the tray for its pupil; with
        `call` the box of a safeguarding call is opened over it.
        """
        self.new_visit()
        self.pupil_id, self.discussion_id, self.document_id = pupil_id, discussion_id, document_id
        self.form_reference, self.scan_id = str(more.get("form_reference", "")), str(more.get("scan_id", ""))
        self.drafts.clear()
        self.same.clear()
        self.call.forget()
        self.frame.say_saved("")
        self.consent.close_questions()
        self._read_anew()
        if more.get("call"):
            self.call.press()

    def first_focus(self) -> None:
        """The first question, as soon as it can be answered."""
        self.focus.ask(ready=self.facts is not None)

    def whose(self) -> str:
        """The pupil."""
        return self._about() if self.facts is not None else ""

    def refresh(self) -> None:
        """Read again; what is typed stays."""
        self._read(fill=self.forms if self.facts is None else ())

    def _read_anew(self) -> None:
        """Nothing of what was shown before may be read, pressed or typed into until the facts have come."""
        self.facts = None
        self.way.wait()
        self._read(fill=self.forms)

    def _read(self, *, fill: tuple[Fillable, ...], then: Callable[[], None] | None = None) -> None:
        pupil_id, talk_id = self.pupil_id, self.discussion_id
        document, scan = self.document_id, self.scan_id
        came, failed = self.in_turn(lambda facts: self._show(facts, fill=fill, then=then), self.trouble)
        self.desk.jobs.read(
            lambda session: read_referral(session, pupil_id, talk_id, document_id=document, scan_id=scan),
            done=came,
            failed=failed,
        )

    def _show(
        self, facts: ReferralFacts, *, fill: tuple[Fillable, ...], then: Callable[[], None] | None = None
    ) -> None:
        self.show_content()
        first, before, self.facts = self.facts is None, self.facts, facts
        another = before is not None and _id(before) not in {"", _id(facts)}
        if before is not None and _id(before) != _id(facts):
            fill = (self.form,)  # another referral of the pupil than was shown, or the first
        self.pupil_id = facts.pupil.id if facts.pupil else self.pupil_id
        for questions in fill:
            if first or another or not self.drafts.is_typed(questions):  # what was typed meanwhile stays
                questions.fill(facts)
        for asking in (self.talk, self.who):
            offer_schools(asking, facts)
        self.who.suggest_school(facts)
        self.form.offer(facts.statements)
        for part in (self.consent, self.talks, self.standing, self.scan):
            part.show_facts(facts)
        self.frame.panel.show_facts(facts)
        self.frame.header.title.setText(title_of(facts.referral))
        self.frame.header.about.setText(self._about())
        if first:
            self.way.put(first_place(facts))
            self.drafts.apply()
            self.focus.came()
            self.call.facts_came()
        else:
            self.way.put(self.place if may_go(facts, self.place) else Place.FORM)
        if then is not None:
            then()

    def _about(self) -> str:
        pupil = self.facts.pupil if self.facts else None
        return pupil.called if pupil else str(self.talk.answer("initials"))

    # going from place to place

    def go_to(self, place: Place) -> None:
        """Show another group of questions, if it may be opened, and put the focus into it."""
        self.way.go_to(place)

    def go_on(self) -> None:
        """Check this group, keep what may be kept now, and go to the next."""
        self.way.on()

    def show_notes(self) -> None:
        """Show what this group has to say, and nothing else, above the questions."""
        layout.clear(self.frame.notes)
        if self.facts is not None and self.facts.is_old_talk:
            self.frame.notes.addWidget(old_talk_note(self.facts.ask_after, self.saver.drop_discussion))
        elif self.place is Place.DISCUSSION:
            self.frame.notes.addWidget(notes_only())
        if self.is_unticked():
            self.frame.notes.addWidget(send_back_note(self.saver.send_back))
        if self.place is Place.FORM and self.facts is not None:
            layout.add_all(self.frame.notes, *form_notes(self.facts))
        self.way.say_act()

    def is_unticked(self) -> bool:
        """Whether the form is shown and the school has not ticked."""
        return self.place is Place.FORM and self.form.answer("statement_acknowledged") is False

    # what the saver tells

    def kept(
        self, *filled: Fillable, pupil_id: str = "", discussion_id: str = "", then: Callable[[], None]
    ) -> None:
        """Records were kept from these questions: their draft is done with; read again, then go on."""
        self.pupil_id = pupil_id or self.pupil_id
        self.discussion_id = discussion_id or self.discussion_id
        self.drafts.settle({self.name_of(one) for one in filled} or {CARER})
        self.frame.say_saved("")
        self._read(fill=filled, then=then)

    def say_missing(self) -> None:
        """Name what the referral still lacks, above the questions."""
        self.show_notes()
        note = missing_note(self.facts, tick_said=self.is_unticked()) if self.facts else None
        if note is not None:
            self.frame.notes.addWidget(note)

    def questions_of(self, place: Place) -> Questions:
        """The questions of a place; at the consent those about a new carer."""
        return self.consent.questions if place is Place.CONSENT else self.forms[ORDER.index(place)]

    def trouble(self, error: Exception) -> None:
        """Before anything is shown a trouble takes the page's place; later it is told beside what is typed."""
        self.busy(False)
        if self.facts is None and isinstance(error, Trouble) and not isinstance(error, Cancelled):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)

    def _school_added(self, asking: SchoolQuestions, saved: Saved[School]) -> None:
        """A school was added from one of the steps: it is the answer there; all else that is typed stays."""
        self.desk.say.toast("School added", saved.change_id)
        self._read(fill=(), then=lambda: asking.choose_school(saved.record.id))

    def _reread(self) -> None:
        """What lies beside the form was changed; what is typed into it and not kept stays."""
        self._read(fill=() if self.drafts.is_typed(self.form) else (self.form,))

    def _send_back(self) -> None:
        self.desk.go.to("form_back", pupil_id=self.pupil_id)

    def _look(self) -> None:
        form = self.facts.form if self.facts else None
        if form is not None and form.document_id:
            self.desk.go.to("pupil", pupil_id=self.pupil_id, tab="documents", document_id=form.document_id)
        elif form is not None:
            self.desk.go.to("scan_in", scan_id=self.scan_id)

    # drafts

    @property
    def draft_record(self) -> str:
        """Whose draft it is: a new one is that of the talk or the pupil as soon as one is kept."""
        return self.pupil_id or self.discussion_id

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and not kept as a record."""
        return self.drafts.body()

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put back what was typed, once the screen is filled."""
        self.drafts.restore(draft)

    def draft_kept(self) -> None:
        """The draft was written just now."""
        now = self.desk.clock.now().astimezone(LONDON).time()
        self.frame.say_saved(f"Draft saved {say_time(now)}, encrypted")

    def about(self, pupil_id: str, discussion_id: str) -> None:
        """Show another pupil or first talk than before, from the start."""
        self.new_visit()
        self.pupil_id, self.discussion_id = pupil_id, discussion_id
        self._read_anew()

    def name_of(self, questions: Fillable) -> str:
        """The name of a group of questions in a draft."""
        return str(next(place for place, step in self.steps.items() if step is questions))


def _id(facts: ReferralFacts) -> str:
    return facts.referral.id if facts.referral else ""
