"""What the screen of a started programme does: tell, pause, go on, end, settle, risk assessment, review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.programmes import running
from coordinator_app.programmes.page.boxes import EndBox, PauseBox, SettleBox, TellBox
from coordinator_app.programmes.page.programme_reading import PassedOver, ProgrammeShown
from coordinator_app.programmes.safety import RiskWords
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox

if TYPE_CHECKING:
    from coordinator_app.programmes.page.programme import ProgrammePage
    from coordinator_app.store.session import Session

Write = Callable[["Session"], Saved[Any]]
_GUARDED = "What a risk assessment says is kept in the guarded part of the vault."


class LookActs:
    """Acts for one page."""

    def __init__(self, page: ProgrammePage) -> None:
        self._page, self._desk = page, page.desk
        self._pressed: ProgrammeShown | None = None  # on what was shown then: once is enough
        self._acts: dict[str, Callable[[ProgrammeShown], None]] = {
            "tell": self.tell,
            "summary": lambda _shown: page.print_summary(),
            "pause": self.pause,
            "resume": self.resume,
            "end": self.end,
            "change": lambda _shown: page.change(),
            "risk": lambda shown: page.plan_acts.ask_risk(shown.programme.id),
            "risk_words": self.show_risk,
            "review": self.plan_review,
            "chronology": lambda shown: self._desk.go.to("pupil", pupil_id=shown.pupil.id, tab="chronology"),
            "pupil": lambda shown: self._desk.go.to("pupil", pupil_id=shown.pupil.id, tab="programmes"),
            "today": lambda _shown: self._desk.go.to("today"),
        }
        page.look.wanted.connect(self.do)
        page.look.settle.connect(self.settle)

    def reopens(self) -> Openers:
        """The boxes that are opened again."""
        return {
            "pause_programme": partial(self._again, self.pause),
            "end_programme": partial(self._again, self.end),
            "settle_start": self._settle_again,
        }

    def _again(self, act: Callable[[ProgrammeShown], None], left: Left) -> bool:
        shown = self._page.shown
        if shown is None or shown.programme.id != left.record_id:
            return False
        act(shown)
        return True

    def _settle_again(self, left: Left) -> bool:
        passed = self._page.shown.passed_over if self._page.shown is not None else ()
        one = next((one for one in passed if one.override.id == left.record_id), None)
        if one is None:
            return False
        self.settle(one)
        return True

    def do(self, name: str) -> None:
        """Do an act by its name."""
        shown = self._page.shown
        if shown is not None:
            self._acts[name](shown)

    def tell(self, shown: ProgrammeShown) -> None:
        """Record that the provider was given the summary."""
        seen = shown.seen(shown.programme.provider_id)
        contact = shown.programme.contact or (seen.provider.contact if seen else "")
        box = TellBox(self._desk.clock, ", ".join(part for part in (contact, shown.provider_name) if part))

        def write(session: Session) -> Saved[Any]:
            method, on, recipient = box.answers()
            return running.tell_provider(session, shown.programme, method, on, recipient)

        self._ask(box, write, "The provider was told", undo=False)

    def pause(self, shown: ProgrammeShown) -> None:
        """Interrupt it."""
        box = PauseBox(self._desk.clock)
        self._ask(
            box,
            lambda session: running.pause(session, shown.programme, *box.answers()),
            "Programme paused",
            place=DraftOf("pause_programme", shown.programme.id),
        )

    def resume(self, shown: ProgrammeShown) -> None:
        """Go on with a paused one."""
        self._write(lambda session: running.resume(session, shown.programme), "The programme goes on")

    def end(self, shown: ProgrammeShown) -> None:
        """End it with its outcome."""
        box = EndBox(self._desk.clock, shown.programme, shown.targets)
        self._ask(
            box,
            lambda session: running.end(session, shown.programme, box.ending()),
            "Programme ended",
            place=DraftOf("end_programme", shown.programme.id),
        )

    def settle(self, one: PassedOver) -> None:
        """Settle what was passed over at the start."""
        box = SettleBox(one.still)
        self._ask(
            box,
            lambda session: running.resolve(session, one.override, box.words()),
            "Marked as settled",
            place=DraftOf("settle_start", one.override.id),
        )

    def show_risk(self, shown: ProgrammeShown) -> None:
        """Show what a risk assessment says, after the passphrase."""
        risk = shown.risk
        if risk is None:
            return

        def load() -> None:
            self._desk.jobs.read(
                lambda session: running.risk_words(session, risk),
                done=self._page.of_visit(self._tell_risk),
                failed=self._page.of_visit(self._desk.say.trouble),
            )

        self._desk.confirm(self._page.of_visit(load), _GUARDED)

    def _tell_risk(self, words: RiskWords | None) -> None:
        if words is not None:
            text = f"What could go wrong:\n{words.hazards}\n\nWhat is done about it:\n{words.measures}"
            self._desk.dialogs.tell("Risk assessment", text)

    def plan_review(self, shown: ProgrammeShown) -> None:
        """Plan the next review."""
        self._write(lambda session: running.plan_next_review(session, shown.programme), "Review planned")

    def _ask(
        self, box: FormBox, write: Write, said: str, *, undo: bool = True, place: DraftOf | None = None
    ) -> None:
        box.saves(lambda done, failed: self._desk.jobs.write(write, done=done, failed=failed))
        box.saved.connect(self._once_kept(said, undo=undo))
        if place is None:
            self._desk.dialogs.show(box)
        else:  # which target stands where may have changed by then
            show_kept(
                self._desk, box, place, [name for name in box.form.rows() if name.startswith("target_")]
            )

    def _write(self, write: Write, said: str) -> None:
        if self._pressed is not None and self._pressed is self._page.shown:
            self._desk.say.hint("One moment: this is being kept.")
            return
        self._pressed = self._page.shown
        refused = self._page.of_visit(self._refused, otherwise=self._desk.say.trouble)
        self._desk.jobs.write(write, done=self._once_kept(said), failed=refused)

    def _once_kept(self, said: str, *, undo: bool = True) -> Callable[[Saved[Any]], None]:
        """Says that it is kept, and reads the page again unless another record is shown by then."""

        def again() -> None:
            self._page.just_started = self._page.just_started and not undo
            self._page.read()

        here = self._page.of_visit(again)

        def done(saved: Saved[Any]) -> None:
            self._desk.say.toast(said, saved.change_id if undo else None)
            here()

        return guarded(self._page, done)

    def _refused(self, error: Exception) -> None:
        self._pressed = None
        if isinstance(error, GateShut):
            self._desk.dialogs.tell("The programme cannot go on yet.", "\n".join(error.reasons))
        else:
            self._desk.say.trouble(error)
