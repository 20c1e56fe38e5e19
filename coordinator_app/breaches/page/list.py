"""The breaches, newest first: each with its 72 hours, what went out, and what is left to do (003-8; article 33)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coordinator_app.breaches import actions, view
from coordinator_app.breaches.model import Breach, PeopleTold, breach_compartment
from coordinator_app.breaches.page.boxes import ContainedBox, FamilyBox, NewBreachBox, ReportBox
from coordinator_app.breaches.view import Shown
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_back import show_with_way
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import Card
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.empty import EmptyState
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
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
_FIRST = (
    "Get it back or have it deleted, tell the data protection officer and the Chair, then write down here what was "
    "done. Name nobody whose information it was."
)


class BreachesPage(Page):
    """Opened with (breach_id=""): that one stands in sight. `box` opens one again that was being typed."""

    name: ClassVar[str] = "breaches"
    title: ClassVar[str] = "Breaches"
    opens_once: ClassVar[frozenset[str]] = frozenset({"box"})
    kinds: ClassVar[frozenset[str]] = frozenset({"breach"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.breach_id = self._box = ""
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

    def open(self, breach_id: str = "", box: str = "", **_more: Any) -> None:
        """Show them all, the one that is meant first in focus."""
        self.breach_id, self._box = breach_id, box
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
        for one in sorted(shown, key=lambda one: one.breach.id != self.breach_id):
            self._lines.addWidget(self._card(one))
        self._note_the_look(shown)
        box, self._box = ("", self._box) if self._box == "log" else (self._box, "")
        meant = next(
            (one.breach for one in shown if one.breach.id == self.breach_id and not one.is_closed), None
        )
        if meant is not None and box and meant.closed_on is None and self.in_front():
            {"contain": self.contain, "decide": self.decide, "family": self.family}[box](meant)

    def _note_the_look(self, shown: tuple[Shown, ...]) -> None:
        """Who looked at what lies apart stands in the audit, once for each visit."""
        seen = [one.breach for one in shown if one.breach.is_guarded and not one.is_closed]
        new = [one for one in seen if one.id not in self._looked_at]
        self._looked_at |= {one.id for one in new}
        for one in new:
            self.desk.jobs.write(partial(_viewed, one), failed=only_faults(self.desk.say))

    def _card(self, one: Shown) -> Card:
        card, breach = Card(space=10), one.breach
        card.body.addWidget(heading(one.title))
        if one.time:
            card.body.addWidget(Note("over" if one.is_late else "soon", f"{one.time}.", one.explained))
        if one.is_closed:
            self._add_reveal(card, breach)
            return card
        for name, words in one.facts:
            lines = layout.column(space=2)
            lines.addWidget(label(name, "small", "text-2", wrap=True))
            lines.addWidget(label(words or "Not recorded", "body", "text" if words else "text-3", wrap=True))
            card.body.addLayout(lines)
        if breach.closed_on is None:
            self._add_acts(card, breach)
        return card

    def _add_reveal(self, card: Card, breach: Breach) -> None:
        card.body.addWidget(
            label("Restricted. Your passphrase is asked for first.", "body", "text-2", wrap=True)
        )
        show = button("Show it", "primary", accessible=f"Show it, {actions.called(breach)}")
        show.clicked.connect(lambda: self.desk.confirm(self.of_visit(self.refresh), _WHY))
        self._acts.append(show)
        row = layout.row(space=12)
        layout.add_all(row, show, None)
        card.body.addLayout(row)

    def _add_acts(self, card: Card, breach: Breach) -> None:
        of = f", {actions.called(breach)}"
        decided = breach.report is not None
        decide = button(
            "Change the decision" if decided else "Decide about the report",
            "secondary" if decided else "primary",
            accessible=f"{'Change the decision' if decided else 'Decide about the report'}{of}",
        )
        contain = button("Say how it was contained", accessible=f"Say how it was contained{of}")
        family = button("Is the family told?", accessible=f"Is the family told?{of}")
        family.clicked.connect(lambda: self.family(breach))
        acts = [decide, contain, family]
        if breach.may_mean and breach.people_told in {None, PeopleTold.TOLD}:
            letter = button("Write to them", icon="file-text", accessible=f"Write to them{of}")
            letter.clicked.connect(lambda: self.desk.go.to("breach_letter", breach_id=breach.id))
            acts.append(letter)
        close = button("Close it", accessible=f"Close it{of}")
        close.setEnabled(bool(breach.contained) and decided and not breach.owes_telling)
        decide.clicked.connect(lambda: self.decide(breach))
        contain.clicked.connect(lambda: self.contain(breach))
        close.clicked.connect(lambda: self._close(breach, close))
        acts.append(close)
        self._acts += acts
        card.body.addWidget(WrappedActs(acts))

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

    def contain(self, breach: Breach) -> None:
        """Ask how it was contained."""
        box = ContainedBox(self.desk.clock)
        self._ask(box, "contain", breach, lambda session: actions.contain(session, breach, *box.answers()))

    def decide(self, breach: Breach) -> None:
        """Ask what was decided about the report."""
        box = ReportBox(self.desk.clock)
        self._ask(box, "decide", breach, lambda session: actions.decide(session, breach, *box.answers()))

    def family(self, breach: Breach) -> None:
        """Ask whether those concerned are told."""
        box = FamilyBox(breach, self.desk.clock)
        self._ask(box, "family", breach, lambda session: actions.tell_people(session, breach, box.telling()))

    def _ask(self, box: FormBox, name: str, breach: Breach, write: Any) -> None:
        def save(done: Done, failed: Failed) -> object:
            return self.desk.jobs.write(write, done=done, failed=failed)

        box.saves(save)
        box.saved.connect(guarded(self, partial(self._saved, "Written down")))
        place = DraftOf(f"breach_{name}", breach.id, breach_compartment(breach))
        show_with_way(self.desk, box, place, "breaches", {"breach_id": breach.id, "box": name})

    def _close(self, breach: Breach, pressed: QWidget | None = None) -> None:
        if pressed is not None:
            pressed.setEnabled(
                False
            )  # once is enough: pressed twice it would say that somebody else changed it

        def failed(error: Exception) -> None:
            self.desk.say.trouble(error)
            self.refresh()

        def work(session: Session) -> Saved[Breach]:
            return actions.close(session, breach)

        self.desk.jobs.write(
            work,
            done=guarded(self, partial(self._saved, "Closed")),
            failed=guarded(self, failed),
        )

    def _saved(self, words: str, saved: Saved[Breach]) -> None:
        self.desk.say.toast(words, saved.change_id)
        self.refresh()


def _viewed(breach: Breach, session: Session) -> None:
    session.viewed(breach)
