"""People in the workbench: everybody found in all items, one decision for each, and the same words covered everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from coordinator_app.access_requests.actions import persons
from coordinator_app.access_requests.page.people_pane import PeoplePane, counted
from coordinator_app.access_requests.page.people_reading import (
    Papers,
    PersonLine,
    decided_in,
    only_guarded,
    people_in,
    places_in,
    read_papers,
)
from coordinator_app.access_requests.page.person_questions import ask_person
from coordinator_app.access_requests.page.rulings import words_key
from coordinator_app.access_requests.page.stage import Stage
from coordinator_app.access_requests.page.suggesting import Book
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.jobs.jobs import InTask
from coordinator_app.ui.announce import announce
from coordinator_app.ui.bridge import either, guarded
from coordinator_app.ui.carry_on import Left

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_SHORTEST = 2  # letters: a lone one stands everywhere


class ReviewPeople(QObject):
    """Holds the pane beside the decision in `sides`. `ruled` when something was decided for somebody, `turned(open)`."""

    ruled = Signal()
    turned = Signal(bool)

    def __init__(self, stage: Stage, decision: QStackedWidget) -> None:
        super().__init__(stage)
        self._stage, self._sides = stage, decision
        self.pane = PeoplePane()
        self._sides.addWidget(self.pane)
        self._book: Book | None = None
        self._papers: Papers | None = None
        self._lines: tuple[PersonLine, ...] = ()
        self._looks = self._looks_again = False
        self._keeping: set[str] = set()
        self._next: dict[str, tuple[RequestPerson, tuple[str, ...]]] = {}
        self.pane.closed.connect(self.close)
        self.pane.ruled.connect(self._rule)
        self.pane.deciding.connect(self._ask)

    # -- what the stage asks ----------------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether people are in view in place of the decision."""
        return self._sides.currentWidget() is self.pane

    def start(self, book: Book | None) -> None:
        """Another request, or none: nothing of the last one may stay behind."""
        self._book, self._papers, self._lines = book, None, ()
        self._looks = self._looks_again = False
        self._keeping.clear()
        self._next.clear()
        self.pane.show_lines(())
        self.close()

    def turn(self) -> None:
        """P: people, or back to the decision."""
        if self.is_open:
            self.close()
            return
        self._sides.setCurrentWidget(self.pane)
        self.turned.emit(True)
        self.pane.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self.pane, "People in this request")
        self.read()

    def close(self) -> None:
        """Back to the decision about the item."""
        if self.is_open:
            self._sides.setCurrentIndex(0)
            self.turned.emit(False)
            self._stage.first_focus()

    def rule_in_hand(self, decision: PersonDecision) -> None:
        """Decide for the person in hand by one key, while people are in view."""
        if self.is_open:
            self.pane.rule(decision)

    def read(self) -> None:
        """Look through all items again, off the window's thread: one look at a time, however often it is asked for."""
        case, book = self._stage.case, self._book
        if case is None or book is None:
            return
        if self._looks:
            self._looks_again = True
            return
        self._looks, self._looks_again = True, False
        request_id = case.request.id
        if not self._lines:
            self.pane.wait()
        self._stage.services.jobs.read(
            lambda session: read_papers(session, request_id),
            done=guarded(self, partial(self._look, book, request_id)),
            failed=guarded(self, partial(self._not_looked, book)),
        )

    def read_decisions(self) -> None:
        """Read only what is decided for people: the papers are the same."""
        case, book = self._stage.case, self._book
        if not self._lines or case is None or book is None:
            self.read()
            return
        request_id = case.request.id
        self._stage.read(
            lambda session: persons.people_of(session, request_id), partial(self._decisions, book)
        )

    def cover_everywhere(self, words: str) -> None:
        """A: cover these words in every item and page where they stand."""
        case = self._stage.case
        if case is None or case.is_closed:
            return
        if len(words) < _SHORTEST:
            self._stage.services.say.hint(
                "Select the words to cover everywhere first, or choose a mark, then press A."
            )
            return
        request_id = case.request.id

        def look(session: Session) -> tuple[Papers, dict[str, int]]:
            papers = read_papers(session, request_id)
            return papers, places_in(papers, words)  # a long file takes a moment: not on the window's thread

        self._stage.read(look, partial(self._ask_everywhere, request_id, words))

    def reopen(self, left: Left) -> bool:
        """Open the questions about a person again, for what was being typed at a lock."""
        line = next((one for one in self._lines if one.person.id == left.record_id), None)
        if line is None:
            if not self.is_open:
                self.turn()
            return False
        self._questions(line, ())
        return True

    # -- within -----------------------------------------------------------------------------------------------------

    def _look(self, book: Book, request_id: str, papers: Papers) -> None:
        if book is not self._book:
            return
        self._papers = papers

        def find(_task: InTask) -> tuple[PersonLine, ...]:
            return people_in(papers, book, request_id)

        self._stage.services.jobs.task(
            find,
            done=guarded(self, partial(self._show, book)),
            failed=guarded(self, partial(self._not_looked, book)),
        )

    def _show(self, book: Book, lines: tuple[PersonLine, ...]) -> None:
        if book is not self._book:
            return
        self._looks = False
        if not (
            self._looks_again and self._lines
        ):  # else something was decided since: it knows nothing of that
            self._lines = lines
            self.pane.show_lines(lines)
        if self._looks_again:
            self.read()

    def _not_looked(self, book: Book, error: Exception) -> None:
        if book is self._book:
            self._looks = False
        self._stage.failed(error)

    def _decisions(self, book: Book, people: list[RequestPerson]) -> None:
        if book is not self._book or self._keeping:  # what is being kept is told of when it is
            return
        kept = {one.item_id or words_key(one): one for one in people}
        shown = {line.key for line in self._lines}
        gone = {line.key for line in self._lines if line.person.id} - kept.keys()
        if gone or kept.keys() - shown:
            self.read()
            return
        self._lines = tuple(replace(line, person=kept.get(line.key, line.person)) for line in self._lines)
        self.pane.show_lines(self._lines)

    def _rule(self, line: PersonLine, decision: PersonDecision) -> None:
        person = replace(line.person, decision=decision, places=line.places)

        def rule() -> None:
            self.pane.go_on(line)
            asks = line.decided if self._looks else line.again(decision)  # a look under way may know better
            self._over(line, asks, lambda again: self._write(person, again))

        kind = person.person_kind
        if decision.covers and kind is not None and kind.acts_in_role and person.item_kind != persons.WORDS:
            self._stage.services.dialogs.ask(
                f"Cover {person.called}?",
                f"{kind.label}, {counted(line)}. Whoever wrote or gave something in their work is usually named (Data "
                "Protection Act 2018, schedule 2, paragraph 17). Cover them only where naming them would not be reasonable.",
                "Cover them",
                rule,
            )
        else:
            rule()

    def _ask(self, line: PersonLine) -> None:
        def questions(again: tuple[str, ...]) -> None:
            if line.person.id:
                self._questions(line, again)
                return
            begun = replace(line.person, places=line.places)

            def kept(saved: Saved[RequestPerson]) -> None:
                self._questions(replace(line, person=saved.record), again)

            self._stage.write(lambda session: persons.begin(session, begun), kept)

        self._over(line, line.decided, questions)

    def _questions(self, line: PersonLine, again: tuple[str, ...]) -> None:
        ask_person(self._stage.services, line, again, self._ruled)

    def _over(
        self, line: PersonLine, decided: tuple[str, ...], go_on: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Ask about these items, decided by hand: they are put back to be looked at, or stay as they are."""
        count = len(decided)
        if not count:
            go_on(())
            return
        items = "1 item that you decided" if count == 1 else f"{count} items that you decided"
        self._stage.services.dialogs.ask(
            f"Look again at {items}?",
            f"{line.person.called} stands in {items}. To go by what you decide now, look at them again. Otherwise they "
            "stay as they are. Items that are still to decide follow by themselves.",
            "Look at them again",
            lambda: go_on(decided),
            lambda: go_on(()),
        )

    def _write(self, person: RequestPerson, again: tuple[str, ...]) -> None:
        """Show it at once and keep it. What is pressed before the last press is kept waits for it: no second record."""
        key = person.item_id
        self._put(person)
        if key and key in self._keeping:
            self._next[key] = (person, again)
            return
        self._keeping.add(key)

        def work(session: Session) -> Saved[RequestPerson]:
            return persons.decide_person(session, person, again)

        failed = partial(self._not_kept, key)
        self._stage.services.jobs.write(
            work,
            done=guarded(self, partial(self._kept, key, again)),
            failed=either(self, failed, self._stage.services.say.trouble),
        )

    def _kept(self, key: str, again: tuple[str, ...], saved: Saved[RequestPerson]) -> None:
        self._keeping.discard(key)
        following = self._next.pop(key, None)
        if following is not None:
            wanted, more = following
            if again:
                self._read_if_open()
            self._write(replace(saved.record, decision=wanted.decision, places=wanted.places), more)
            return
        self._looks_again = self._looks  # a look that began before it knows nothing of it
        announce(self.pane, "Decided")
        if not self._put(saved.record) or again:
            self._read_if_open()
        self.ruled.emit()

    def _not_kept(self, key: str, error: Exception) -> None:
        self._keeping.discard(key)
        self._next.pop(key, None)
        if isinstance(error, GateShut):
            self._stage.services.say.hint(str(error))
        else:
            self._stage.failed(error)
        self._read_if_open()

    def _put(self, person: RequestPerson) -> bool:
        """Show this decision in its row; False where somebody has no row."""
        key = person.item_id or words_key(person)
        if all(line.key != key for line in self._lines):
            return False
        self._lines = tuple(replace(line, person=person) if line.key == key else line for line in self._lines)
        self.pane.show_lines(self._lines)
        return True

    def _ruled(self) -> None:
        announce(self.pane, "Decided")
        self._read_if_open()
        self.ruled.emit()

    def _read_if_open(self) -> None:
        if self.is_open:
            self.read()

    def _ask_everywhere(self, request_id: str, words: str, looked: tuple[Papers, dict[str, int]]) -> None:
        papers, found = looked
        places, count = sum(found.values()), len(found)
        if not found:
            self._stage.services.say.hint(
                "These words were not found as whole words in what can be read of the items."
            )
            return
        where = "1 item" if count == 1 else f"{count} items"
        again = decided_in(papers, found)
        put_back = (
            f" {len(again)} of them were decided by hand and are put back to be looked at." if again else ""
        )
        person = _of_words(request_id, words, places, guarded=only_guarded(papers, found))
        self._stage.services.dialogs.ask(
            "Cover the same words everywhere?",
            f"\N{LEFT DOUBLE QUOTATION MARK}{person.called}\N{RIGHT DOUBLE QUOTATION MARK} stands in "
            f"{'1 place' if places == 1 else f'{places} places'} in {where}.{put_back} "
            "Under People you can take it back for all of them at once.",
            f"Cover {'1 place' if places == 1 else f'{places} places'}",
            lambda: self._write(person, again),
        )


def _of_words(request_id: str, words: str, places: int, *, guarded: bool) -> RequestPerson:
    return RequestPerson(
        request_id=request_id,
        is_guarded=guarded,
        person_kind=PersonKind.OTHER,
        item_kind=persons.WORDS,
        called=" ".join(words.split()),
        decision=PersonDecision.COVER,
        places=places,
    )
