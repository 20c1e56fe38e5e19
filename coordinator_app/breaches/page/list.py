"""The breaches, newest first: each with its 72 hours, what went out, and what is left to do (003-8; article 33)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.breaches import actions, people, view
from coordinator_app.breaches.model import Breach, breach_compartment
from coordinator_app.breaches.page.boxes import (
    CloseBox,
    ContainedBox,
    EverybodyBox,
    NewBreachBox,
    ReportBox,
    WordsBox,
)
from coordinator_app.breaches.page.card import CardActs, card_of
from coordinator_app.breaches.page.kept_letter import KeptLetter
from coordinator_app.breaches.page.person_boxes import PersonBox, ToldBox
from coordinator_app.breaches.person import BreachPerson, person_compartment
from coordinator_app.breaches.view import Shown
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.dialogs import AskText
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.labels import heading
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.reason_box import ReasonBox
from coordinator_app.ui.tidying import only_faults
from coordinator_app.ui.wrapped import WrappedActs

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session

_EMPTY = (
    "If a pack was sent to the wrong person, open its request at the stage Sent and press Sent in error; for "
    "a saved copy that was lost, at the stage Pack, press A saved copy was lost. Anything else, such as a lost laptop "
    "or a letter in the wrong envelope: press Write down a breach. "
    "From the moment you know of it there are 72 hours to decide whether the ICO has to be told."
)
_WHY = "This is about safeguarding or health."
_AGAIN = AskText(
    "Open this breach again?",
    "Why?",
    "Open it again",
    help="Such as: another family turned out to be concerned.",
    long=True,
    required="Say why it is opened again.",
)
_FIRST = (
    "Get it back or have it deleted, tell the data protection officer and the Chair, then write down here what was "
    "done. What happened names nobody: those concerned stand in a list of their own."
)


class BreachesPage(Page):
    """Opened with (breach_id=""): that one stands in sight. `box` opens one again that was being typed, for `person_id` or the breach."""

    name: ClassVar[str] = "breaches"
    title: ClassVar[str] = "Breaches"
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    kinds: ClassVar[frozenset[str]] = frozenset({"breach", "breach_person"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.breach_id = self._box = self._person_id = ""
        self.shown: tuple[Shown, ...] = ()
        self._acts: list[QWidget] = []
        self._looked_at: set[str] = set()
        self._lines = layout.column(space=16)
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 20))
        self.write_down = button("Write down a breach")
        self.write_down.clicked.connect(self.log)
        lines.addWidget(heading(self.title, 1))
        lines.addWidget(WrappedActs([self.write_down]))
        lines.addLayout(self._lines)
        lines.addStretch(1)
        layout.column(self.content, space=0).addWidget(layout.scrolling(content, self.title))

    def open(self, breach_id: str = "", box: str = "", person_id: str = "", **_more: Any) -> None:
        """Show them all, the one that is meant first in focus."""
        self.breach_id, self._box, self._person_id = breach_id, box, person_id
        self._looked_at.clear()
        self.refresh()

    def where(self) -> dict[str, Any] | None:
        """Which; Back opens no box once more."""
        return {"breach_id": self.breach_id}

    def refresh(self) -> None:
        """Read them again."""
        came, failed = self.in_turn(self._show, self.desk.say.trouble)
        fresh = self.desk.confirm.fresh
        self.desk.jobs.read(
            lambda session: view.read_all(session, guarded_words=fresh), done=came, failed=failed
        )

    def first_focus(self) -> None:
        """The first thing to do about the one that is meant."""
        meant = next((one for one in self._acts if one.isVisible()), None)
        if meant is not None and self.breach_id:
            meant.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().first_focus()

    def _show(self, shown: tuple[Shown, ...]) -> None:
        self.show_content()
        self.shown = shown
        held = next((one.accessibleName() for one in self._acts if one.hasFocus()), "")
        layout.clear(self._lines)
        self._acts = []
        self._show_cards(shown)
        if held:  # the cards are made anew: whoever works by keyboard stays where they were
            self._focus_again(held)
        if self._box == "log" and self.in_front():
            self._box = ""
            self.log()

    def _focus_again(self, held: str) -> None:
        """The same act of the same breach, under its other name too; else the next thing to do about it."""
        of = held.partition(", ")[2]
        acts = [
            one for one in self._acts if one.accessibleName().partition(", ")[2] == of and one.isEnabled()
        ]
        same = next((one for one in acts if one.accessibleName() == held), None) or next(iter(acts), None)
        (same or self.write_down).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_cards(self, shown: tuple[Shown, ...]) -> None:
        if not shown:
            self._lines.addWidget(EmptyState("shield-check", "No breach is written down.", _EMPTY))
            return
        if any(one.breach.clock_runs for one in shown):
            self._lines.addWidget(Note("soon", "First things first.", _FIRST))
        acts = CardActs(self._act, self._act_on_person)
        for one in sorted(shown, key=lambda one: one.breach.id != self.breach_id):
            self._lines.addWidget(card_of(one, acts))
        self._acts = acts.made
        self._note_the_look(shown)
        box, self._box = ("", self._box) if self._box == "log" else (self._box, "")
        meant = next((one for one in shown if one.breach.id == self.breach_id and not one.is_closed), None)
        if meant is not None and box and self.in_front():
            self._open_box(box, meant)

    def _open_box(self, box: str, meant: Shown) -> None:
        """A box in which somebody was typing, unless the breach was closed meanwhile."""
        if (meant.breach.closed_on is None) is (box == "again"):
            return
        person = next((one for one in meant.people if one.id == self._person_id), None)
        if person is not None and box in _PERSON_BOXES:
            self._act_on_person(box, person)
        elif box in _BOXES:
            self._act(box, meant.breach)

    def _note_the_look(self, shown: tuple[Shown, ...]) -> None:
        """Who looked at what lies apart stands in the audit, once for each visit."""
        seen = [one.breach for one in shown if one.breach.is_guarded and not one.is_closed]
        new = [one for one in seen if one.id not in self._looked_at]
        self._looked_at |= {one.id for one in new}
        for one in new:
            self.desk.jobs.write(partial(_viewed, one), failed=only_faults(self.desk.say))

    def log(self) -> None:
        """Ask about something that is no sent pack."""
        guards = self.desk.vault.holds(Compartment.GUARDED)
        box = NewBreachBox(self.desk.clock, guards=guards)

        def save(done: Done, failed: Failed) -> object:
            said = box.incident()
            return self.desk.jobs.write(
                lambda session: actions.write_incident(session, said), done=done, failed=failed
            )

        box.saves(save)
        box.saved.connect(guarded(self, partial(self._saved, "Written down")))
        place = DraftOf("log_breach", "new", Compartment.GUARDED if guards else Compartment.GENERAL)
        show_with_way(self.desk, box, place, "breaches", {"box": "log"})

    # what is done about one

    def _act(self, name: str, breach: Breach) -> None:
        if name == "show":
            self.desk.confirm(self.of_visit(self.refresh), _WHY)
        elif name == "request":
            self.desk.go.to("access_request", request_id=breach.request_id)
        else:
            getattr(self, name)(breach)

    def _act_on_person(self, name: str, person: BreachPerson) -> None:
        if name == "write":
            self.desk.go.to("breach_letter", person_id=person.id)
        elif name == "look":
            self._look(person)
        elif name == "off":
            self._write(lambda session: people.take_off(session, person), "Taken off the list")
        else:
            {"change": self.change_person, "told": self.told}[name](person)

    def contain(self, breach: Breach) -> None:
        """Ask how it was contained."""
        box = ContainedBox(self.desk.clock)
        self._ask(box, "contain", breach, lambda session: actions.contain(session, breach, *box.answers()))

    def decide(self, breach: Breach) -> None:
        """Ask what was decided about the report."""
        box = ReportBox(self.desk.clock)
        self._ask(box, "decide", breach, lambda session: actions.decide(session, breach, *box.answers()))

    def everybody(self, breach: Breach) -> None:
        """Ask why nobody has to be told, or how all were told at once."""
        box = EverybodyBox(breach, self.desk.clock)
        self._ask(
            box, "everybody", breach, lambda session: actions.tell_people(session, breach, box.telling())
        )

    def words(self, breach: Breach) -> None:
        """Ask how it is put otherwise."""
        box = WordsBox(breach)
        self._ask(box, "words", breach, lambda session: actions.change_words(session, breach, box.words()))

    def concern(self, breach: Breach) -> None:
        """Ask who is concerned."""
        box = PersonBox(None)
        self._ask(box, "concern", breach, lambda session: people.add_person(session, breach, box.concern()))

    def end(self, breach: Breach) -> None:
        """Ask before it is closed, and why where somebody is not told."""
        owes = any(one.owes for one in self.shown if one.breach.id == breach.id)
        box = CloseBox(actions.called(breach), owes=owes)
        self._ask(
            box, "end", breach, lambda session: actions.close(session, breach, box.although()), "Closed"
        )

    def again(self, breach: Breach) -> None:
        """Ask why it is opened again."""
        box = ReasonBox(_AGAIN)
        self._ask(
            box, "again", breach, lambda session: actions.reopen(session, breach, box.words()), "Open again"
        )

    def change_person(self, person: BreachPerson) -> None:
        """Ask what is to be said otherwise of one who is concerned."""
        box = PersonBox(person)
        self._ask_of(
            box, "change", person, lambda session: people.change_person(session, person, box.concern())
        )

    def told(self, person: BreachPerson) -> None:
        """Ask when and how they were told."""
        box = ToldBox(person, self.desk.clock)
        self._ask_of(box, "told", person, lambda session: people.record_told(session, person, box.told()))

    def _look(self, person: BreachPerson) -> None:
        def show(pdf: bytes) -> None:
            self.desk.dialogs.show(KeptLetter(self.desk, pdf, person.concerned))

        self.desk.jobs.read(
            lambda session: session.blob(person.letter_id),
            done=guarded(self, show),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _ask(self, box: FormBox, name: str, breach: Breach, write: Any, words: str = "Written down") -> None:
        place = DraftOf(f"breach_{name}", breach.id, breach_compartment(breach))
        self._show_box(box, place, write, {"breach_id": breach.id, "box": name}, words)

    def _ask_of(self, box: FormBox, name: str, person: BreachPerson, write: Any) -> None:
        place = DraftOf(f"breach_person_{name}", person.id, person_compartment(person))
        way = {"breach_id": person.breach_id, "box": name, "person_id": person.id}
        self._show_box(box, place, write, way, "Written down")

    def _show_box(self, box: FormBox, place: DraftOf, write: Any, way: dict[str, Any], words: str) -> None:
        def save(done: Done, failed: Failed) -> object:
            return self.desk.jobs.write(write, done=done, failed=failed)

        box.saves(save)
        box.saved.connect(guarded(self, partial(self._saved, words)))
        show_with_way(self.desk, box, place, "breaches", way)

    def _write(self, write: Any, words: str) -> None:
        self.desk.jobs.write(
            write,
            done=guarded(self, partial(self._saved, words)),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _saved(self, words: str, saved: Saved[Any]) -> None:
        self.desk.say.toast(words, saved.change_id)
        self.refresh()


_BOXES = frozenset({"contain", "decide", "everybody", "words", "concern", "end", "again"})
_PERSON_BOXES = frozenset({"change", "told"})


def _viewed(breach: Breach, session: Session) -> None:
    session.viewed(breach)
