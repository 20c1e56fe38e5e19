"""The first thing in a new vault: who we are, our school, its term dates, who is who. Anything may wait."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput, Trouble
from coordinator_app.organisations import actions
from coordinator_app.organisations.actions import SetUp
from coordinator_app.organisations.model import Partnership
from coordinator_app.organisations.page import set_up_forms as forms
from coordinator_app.organisations.page.terms_input import TermsInput, left_out_words
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.step_screen import StepScreen

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_ONWARD = {"partnership": "Continue to the school", "school": "Continue to term dates",
           "terms": "Continue to who is who", "people": "Look it over", "summary": "Finish the set-up"}  # fmt: skip


class SetUpPage(Page):
    """Asks once; where the partnership is set up already it says so and leads to the settings."""

    name = "set_up"
    title = "Set up the partnership"
    focus_screen = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self.frame = StepScreen(self.title, forms.STEPS)
        self.terms = TermsInput(services)
        self.forms = {
            "partnership": forms.partnership_form(),
            "school": forms.school_form(),
            "people": forms.people_form(),
        }
        self._reached, self._done = 0, False
        self._lay_out()
        self._wire()
        self._show("partnership")

    def open(self, **_more: Any) -> None:
        """Look whether there is anything to set up."""
        self.desk.jobs.read(
            actions.partnership, done=guarded(self, self._looked), failed=guarded(self, self._cannot_read)
        )

    def first_focus(self) -> None:
        """The first question of the step."""
        form = self.forms.get(self.frame.current)
        if form is not None:
            form.first_focus()
        else:
            self.frame.first_focus()

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed, and where we are; nothing once it is kept."""
        typed = {name: forms.plain(form) for name, form in self.forms.items()}
        offered = {"partnership": {"name": self.desk.vault.title}, "school": {}, "people": {}}
        if self._done or not (self.terms.text() or any(typed.values())) or typed == offered:
            return None
        return {"forms": typed, "terms": self.terms.text(), "step": self.frame.current}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back and go on where we were."""
        for name, values in draft.get("forms", {}).items():
            if name in self.forms:
                forms.put_back(self.forms[name], values)
        self.terms.set_text(str(draft.get("terms", "")))
        step = draft.get("step", "partnership")
        if step in _ONWARD:
            self._show(step)

    def draft_kept(self) -> None:
        """Say so in the header."""
        self.frame.header.say_kept("Draft kept, encrypted")

    # the steps

    def _lay_out(self) -> None:
        # what has no room gives way; without this the widest layout would hold the window open
        self.setMinimumWidth(1)
        column = layout.column(self.content, space=0)
        column.addWidget(self.frame, 1)
        for name, form in self.forms.items():
            self.frame.column(name).addWidget(at_left(form))
        self._say_help()
        holder = QWidget()
        layout.size(holder, max_width=640)
        inside = layout.column(holder, space=12)
        inside.addWidget(self.terms)
        self.frame.column("terms").addWidget(at_left(holder))
        self._summary = layout.column(space=16)
        self.frame.column("summary").addLayout(self._summary)
        self._known = layout.column(space=0)
        self.frame.column("partnership").insertLayout(0, self._known)

    def _say_help(self) -> None:
        later = "You can leave this step empty and add the dates later: until then no school-day clock can be counted."
        self.frame.column("terms").addWidget(label(later, "body", "text-2", wrap=True))
        gaps = "Leave an office open if nobody holds it yet. It then shows as a gap on Today and in print."
        self.frame.column("people").insertWidget(0, label(gaps, "body", "text-2", wrap=True))

    def _wire(self) -> None:
        frame = self.frame
        frame.onward.connect(self.go_on)
        frame.back.connect(lambda: self._go(frame.neighbour(-1)))
        frame.chosen.connect(self._choose)
        frame.later.connect(self._leave)
        frame.closing.connect(self._leave)
        frame.locking.connect(self.desk.lock)
        self.terms.read.connect(self._terms_read)

    def go_on(self) -> None:
        """Check this step and show the next; from the last one, keep everything."""
        step = self.frame.current
        form = self.forms.get(step)
        if form is not None and not self._checked(step):
            return
        if step == "summary":
            self.terms.leave(self._keep)
        elif step == "terms":
            self.terms.leave(self._past_terms)
        else:
            self._go(self.frame.neighbour(1))

    def _choose(self, step: str) -> None:
        """A step in the list was pressed; forward from the term dates goes by way of what could not be read."""
        names = [one.name for one in forms.STEPS]
        if self.frame.current == "terms" and names.index(step) > names.index("terms"):
            self.terms.leave(lambda: self._go(step))
        else:
            self._go(step)

    def _terms_read(self) -> None:
        if self.frame.current == "summary":  # a draft came back before its dates were read
            self._show_summary(forms.wanted(self.forms, self.terms))
        self._say_onward()

    def _past_terms(self) -> None:
        if self.frame.current == "terms":  # nobody went elsewhere while the rows were read
            self._go(self.frame.neighbour(1))

    def _checked(self, step: str) -> bool:
        form = self.forms[step]
        unreadable = {name: row.input.problem() for name, row in form.rows().items() if row.input.problem()}
        return form.errors(forms.missing(step, form) | unreadable)

    def _go(self, step: str) -> None:
        self.terms.stay()
        self._show(step)
        self.first_focus()

    def _show(self, step: str) -> None:
        names = [one.name for one in forms.STEPS]
        self._reached = max(self._reached, names.index(step))
        reached = tuple(names[: self._reached + 1])
        done = tuple(name for name in reached if name != step and self._is_done(name))
        if step == "summary":
            self._show_summary(forms.wanted(self.forms, self.terms))
        self.frame.show_step(step, reached=reached, done=done)
        self._say_onward()

    def _is_done(self, step: str) -> bool:
        if step == "terms":
            return bool(self.terms.found.calendar.blocks) and not self.terms.unread()
        return step in self.forms and not forms.missing(step, self.forms[step])

    def _say_onward(self) -> None:
        step = self.frame.current
        empty = step == "terms" and not self.terms.found.calendar.blocks
        words = "Add them later" if empty else _ONWARD[step]
        self.frame.go_on.setText(words)
        self.frame.go_on.setAccessibleName(words)

    # the end

    def _show_summary(self, plan: SetUp) -> None:
        layout.clear(self._summary)
        rows = CardList()
        school, kind = plan.school, plan.school.school_type
        left_out = left_out_words(len(self.terms.unread()))
        for step, title, text in (
            ("partnership", plan.partnership.name, "Partnership"),
            ("school", school.name, f"Fund holding school. {kind.label if kind else ''}"),
            ("terms", _terms_words(plan), f"Term dates. {left_out}".removesuffix(" ")),
            ("people", ", ".join(one.name for one in plan.officers) or "Nobody is named yet", "Who is who"),
        ):
            change = button("Change", small=True, accessible=f"Change: {text}")
            change.clicked.connect(partial(self._go, step))
            rows.add(TwoLineRow(title or "No name yet", text, buttons=(change,)))
        self._summary.addWidget(rows)
        odd = self.terms.warnings()
        if odd:
            more = f" And {len(odd) - 3} more." if len(odd) > 3 else ""
            self._summary.addWidget(
                Note("soon", "Look at the term dates again.", f"{' '.join(odd[:3])}{more}")
            )
        left = forms.open_ends(plan, self.desk.clock.today())
        gaps = CardList()
        for gap in left:
            chip = StatusChip("soon", "circle-dashed", "Open")
            second = gap.second or f"In print: [{gap.in_print}]"
            gaps.add(TwoLineRow(gap.words, second, chip=chip))
        lead = "You can begin." if all(plan_ready(self.forms)) else "Something is still needed."
        self._summary.addWidget(Note("soon", lead, "What is open stays on Today until someone fills it in."))
        self._summary.addWidget(gaps)

    def _keep(self) -> None:
        for step in ("partnership", "school"):
            if forms.missing(step, self.forms[step]):
                self._go(step)
                self._checked(step)
                return
        plan = forms.wanted(self.forms, self.terms)
        self.frame.go_on.setEnabled(False)

        def write(session: Session) -> Saved[Partnership]:
            return actions.set_up(session, plan)

        self.desk.jobs.write(write, done=guarded(self, self._kept), failed=guarded(self, self._refused))

    def _kept(self, _saved: Saved[Partnership]) -> None:
        self._done = True
        self.frame.go_on.setEnabled(True)
        self.desk.say.toast("The partnership is set up")
        if self.in_front():  # else the user has gone on already, and is not to be called back
            self.desk.go.to("today")

    def _refused(self, error: Exception) -> None:
        self.frame.go_on.setEnabled(True)
        if isinstance(error, InvalidInput):
            self._go("partnership")
            known = self.forms["partnership"].rows()
            self.forms["partnership"].errors(
                {one.field: one.message for one in error.problems if one.field in known}
            )
        self.desk.say.trouble(error)

    def _looked(self, found: Partnership | None) -> None:
        layout.clear(self._known)
        self._done = found is not None
        for one in (self.frame.go_on, self.frame.finish_later):
            one.setVisible(not self._done)
        for form in self.forms.values():
            form.setVisible(not self._done)
        if found is not None:
            change = button("Open settings")
            change.clicked.connect(lambda: self.desk.go.to("settings", section="Partnership and officers"))
            text = "Names, term dates and offices are changed in the settings."
            self._known.addWidget(Note("safe", "The partnership is set up already.", text, change))
        elif not forms.plain(self.forms["partnership"]):  # a draft goes before the vault's own name
            self.forms["partnership"].set_values({"name": self.desk.vault.title})

    def _cannot_read(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.show_trouble(error, self.open)
        else:
            self.desk.say.trouble(error)

    def _leave(self) -> None:
        self.desk.go.to("today")


def plan_ready(made: dict[str, Any]) -> tuple[bool, ...]:
    """For each step with required answers, whether they are there."""
    return tuple(not forms.missing(step, made[step]) for step in forms.REQUIRED)


def _terms_words(plan: SetUp) -> str:
    if not plan.blocks:
        return "No term dates yet"
    return "1 term" if len(plan.blocks) == 1 else f"{len(plan.blocks)} terms"
