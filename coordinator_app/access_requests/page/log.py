"""Log a request: what it is about and who asks, then how and when it arrived; the answers sort it (design 8.9, domain 2.1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.log_answers import CHILD, SOMEONE, Answers, carer_words
from coordinator_app.access_requests.page.log_form import (
    ELSEWHERE,
    NEW,
    OF_A_PUPIL,
    About,
    answers_again,
    missing_answers,
    plain_answers,
    what_form,
    who_form,
)
from coordinator_app.access_requests.page.log_head import LogHead
from coordinator_app.access_requests.page.log_leaving import LogLeaving
from coordinator_app.access_requests.page.log_notes import LogNotes
from coordinator_app.access_requests.page.log_reading import Family, read_family, read_staff
from coordinator_app.access_requests.page.pupil_lines import PupilLines
from coordinator_app.access_requests.page.pupil_picker import PupilPicker
from coordinator_app.access_requests.page.reading import read_pupils
from coordinator_app.access_requests.repeats import repeat_words
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.forms import Form
from coordinator_app.ui.side_panel import ActionBar

if TYPE_CHECKING:
    from coordinator_app.store.session import Session


class LogRequestPage(LogLeaving):
    """Two short forms, one after the other: only the questions that matter for what is asked are in view."""

    name = "log_request"
    title = "Log an access request"
    kinds = frozenset({"pupil", "carer"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._family: Family | None = None
        self._reading, self._pressed, self._about, self._given = 0, False, "", ""
        self._pressed_about: object = None  # the pupil who was chosen then
        self.picker = PupilPicker()
        self.asker = ChoiceList((), none="Choose who asked")
        self.earlier = ChoiceList((), none=NEW)
        self.notes = LogNotes()
        self.who = who_form(self.picker, self.asker, self.notes.officials)
        self.what = what_form(services, self.earlier, self.notes.means)
        self._asked_before: tuple[AccessRequest, ...] = ()
        self.forms = QStackedWidget()
        self._head = LogHead(self.title)
        self.leave = button("Cancel")
        self.back = button("Back", icon="chevron-left")
        self.on = button("Continue", "primary")
        self._lay_out()
        self._wire()
        self._clear()

    def open(self, *, pupil_id: str = "", about: str = "", **_more: Any) -> None:
        """Begin a new request, about a pupil if one is named; `about` is a first answer that is given already."""
        self.new_visit()
        self._reading = 0
        self._clear()
        self._about, self._given = pupil_id, about
        self.picker.set_value(pupil_id or None)
        if about in set(About):
            self.who.set_values({"about": About(about)})
            self._reveal()
        self.refresh()

    def refresh(self) -> None:
        """Read the pupils again; what is typed stays."""
        self._read(read_pupils, self._offer)

    def first_focus(self) -> None:
        """The first question."""
        self._form().first_focus()

    @property
    def draft_record(self) -> str:
        """What somebody came to log by its own way is another thing than a request that was begun before."""
        return self._given

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed, if anything is."""
        values = {**plain_answers(self.who), **plain_answers(self.what)}
        typed = {name: value for name, value in values.items() if value not in {None, ""}}
        begun = typed.keys() - {"received_on", "about"} or typed.get("about") not in {
            About.PUPIL,
            self._given,
        }
        return {"values": typed, "step": self.forms.currentIndex()} if begun else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back, unless it is about another pupil than the one that was asked for."""
        values = answers_again(draft.get("values", {}))
        if self._about and values.get("pupil_id") != self._about:
            return
        self.who.set_values(values)
        self.what.set_values(values)
        self._wanted_link = values.get("repeats_id")
        self._pupil_chosen(asker=values.get("asker"))
        self._show_step(int(draft.get("step", 0)))
        if self.picker.is_offered and self.picker.is_awaited:
            self.refresh()  # he may have gone to the trash since

    # building

    def _lay_out(self) -> None:
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 24))
        lines.addWidget(self._head)
        lines.addWidget(self.notes.similar)
        for form in (self.who, self.what):
            self.forms.addWidget(form)
        lines.addWidget(self.forms)
        lines.addStretch(1)
        bar = ActionBar()
        layout.add_all(bar.line, self.leave, None, self.back, self.on)
        column = layout.column(self.content, space=0)
        self._area = layout.scrolling(content, self.title)
        column.addWidget(self._area, 1)
        column.addWidget(bar)

    def _wire(self) -> None:
        self.picker.textEdited.connect(self._press_forgotten)
        self.who.row("pupil_id").edited.connect(self._another_chosen)
        self.who.row("asker").edited.connect(self._asker_chosen)
        self.who.row("about").edited.connect(self._about_chosen)
        for name in ("requester", "requester_kind"):
            self.who.row(name).edited.connect(self._reveal)
        self.what.row("sort").edited.connect(self._explain)
        self.leave.clicked.connect(self._leave)
        self.back.clicked.connect(partial(self._show_step, 0))
        self.on.clicked.connect(self._continue)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.on.click)

    def _clear(self) -> None:
        self._family, self._pressed, self._asked_before, self._wanted_link = None, False, (), None
        for form in (self.who, self.what):
            form.set_values(dict.fromkeys(form.rows()))
            form.errors({})
        self.what.set_values({"received_on": self.desk.clock.today()})
        self.who.set_values({"about": About.PUPIL})
        self._reveal()
        self._show_step(0)

    # the pupil and the family

    def _read(self, work: Callable[[Session], Any], show: Callable[[Any], None]) -> None:
        came, failed = self.in_turn(partial(self._came, show), self._not_come)
        self._reading += 1
        self.desk.jobs.read(work, done=came, failed=failed)

    def _came(self, show: Callable[[Any], None], facts: object) -> None:
        self._reading -= 1
        show(facts)
        if self._pressed:  # Continue was, before these came
            self._pressed = False
            self._continue()

    def _not_come(self, error: Exception) -> None:
        self._reading -= 1
        self._pressed = False
        self.desk.say.trouble(error)

    def _offer(self, lines: PupilLines) -> None:
        self.picker.offer(lines)
        self._pupil_chosen()

    def _another_chosen(self) -> None:
        """A Continue that waits was about the pupil who was chosen then; one who is gone is still said by it."""
        if self._pressed_about is not None and self.picker.value() not in {None, self._pressed_about}:
            self._press_forgotten()
        self._pupil_chosen()

    def _press_forgotten(self, _text: str = "") -> None:
        self._pressed = False

    def _pupil_chosen(self, *, asker: object = None) -> None:
        pupil_id = self.picker.value()
        if self._family is not None and self._family.pupil.id != pupil_id:
            self._family = None
            self._reveal()
        if pupil_id:
            self._read(lambda session: read_family(session, pupil_id), partial(self._show_family, asker))
        elif self._form() is self.what and self._about_is(About.PUPIL):
            self._show_step(0)  # he is not on the list any more
            self.who.row("pupil_id").set_error("Choose the pupil.")

    def _show_family(self, asker: object, family: Family) -> None:
        """Offer who may have asked; one chosen already stays, unless it is about another pupil now."""
        if family.pupil.id != self.picker.value():
            return
        again, self._family = self._family is not None, family
        people: list[tuple[object, str]] = [(one.id, carer_words(one)) for one in family.carers]
        options = [*people, (CHILD, f"{family.pupil.called}, the pupil"), (SOMEONE, "Someone else")]
        if again:
            self.asker.offer(options)
        else:
            self.asker.set_options(options)
        if asker is not None or not again:
            self.asker.set_value(asker)
        self._asked_before = family.asked_before
        self._reveal()

    def _about_chosen(self) -> None:
        """Another first answer: what was read for the one before is not for this one."""
        self._press_forgotten()
        self._family, self._asked_before = None, ()
        self._reveal()
        if self._about_is(*OF_A_PUPIL):
            self._pupil_chosen()
        elif self._about_is(About.STAFF):
            self._read(read_staff, self._show_staff)

    def _show_staff(self, asked: tuple[AccessRequest, ...]) -> None:
        if self._about_is(About.STAFF):
            self._asked_before = asked

    def _about_is(self, *answers: About) -> bool:
        return self.who.row("about").value() in answers

    def _asker_chosen(self) -> None:
        carer = self._answers().carer
        # never the address of who was chosen before: the reply would go to another
        known = carer.address if carer is not None and not carer.address_is_confidential else ""
        self.who.set_values({"requester_address": known})
        self._reveal()

    def _answers(self) -> Answers:
        rows = self.who.rows()
        return Answers(
            rows["about"].value(),
            self.asker.value(),
            self._family,
            str(rows["requester"].value() or ""),
            rows["requester_kind"].value(),
            self.what.row("sort").value(),
        )

    def _reveal(self) -> None:
        """Only the questions that matter for what was answered, under the name of what is logged."""
        answers = self._answers()
        self._head.tell(answers.about, self.forms.currentIndex(), answers.said)
        for name, on in answers.rows().items():
            self.who.row(name).setVisible(on)
        found = answers.asked_before(self._asked_before)
        chosen = self.earlier.value() or self._wanted_link
        self.earlier.set_options([(one.id, repeat_words(one)) for one in found])
        self.earlier.set_value(chosen if chosen in {one.id for one in found} else None)
        self.what.row("sort").setVisible(answers.is_sort_asked)
        self.what.row("closed_because").setVisible(answers.about == About.OTHER)
        self.what.row("wanted").setVisible(answers.about != About.OTHER)
        self.what.row("repeats_id").setVisible(bool(found))
        self.notes.tell(answers)

    def _explain(self) -> None:
        self.notes.tell(self._answers())

    # the steps

    def _form(self) -> Form:
        return self.what if self.forms.currentIndex() else self.who

    def _show_step(self, place: int) -> None:
        if place != self.forms.currentIndex():
            self._area.verticalScrollBar().setValue(0)
        self.forms.setCurrentIndex(place)
        self.back.setVisible(place > 0)
        self._reveal()
        self.on.setText("Log the request" if place else "Continue")

    def _lacks_facts(self) -> bool:
        """Whether the answers about the pupil wait for names, or for the family."""
        if not self._about_is(*OF_A_PUPIL):
            return bool(self._reading)
        chosen = self.picker.value()
        typed = not self.picker.is_offered and bool(self.picker.text().strip())
        return typed or self.picker.is_awaited or (chosen is not None and self._family is None)

    def _continue(self) -> None:
        if self._lacks_facts():
            self._pressed, self._pressed_about = True, self.picker.value()  # done when they come
            if not self._reading:
                self.refresh()
            return
        if not self._form().check() or (
            self._form() is self.who and not self.who.errors(missing_answers(self.who))
        ):
            return
        if self._form() is self.what:
            self._log()
        elif self._about_is(*ELSEWHERE):
            self._go_elsewhere()
        else:
            self._show_step(1)
            self.first_focus()

    def _log(self) -> None:
        if self._answers().sort is None:
            self.what.errors({"sort": "Say which of these. Choose both where it is not clear."})
            return
        who, what = self.who.values(), dict(self.what.values())
        request = self._answers().request(who.get("pupil_id"), who.get("requester_address"), what)
        self.on.setEnabled(False)
        self.desk.jobs.write(
            lambda session: intake.log_request(session, request),
            done=guarded(self, self._logged),
            failed=guarded(self, self._refused),
        )

    def _logged(self, saved: Saved[AccessRequest]) -> None:
        self.on.setEnabled(True)
        self._clear()
        self.desk.say.toast(f"Request {saved.record.request_number} is logged.", saved.change_id)
        if self.in_front():
            self.desk.go.to("access_request", request_id=saved.record.id, stage="received")

    def _refused(self, error: Exception) -> None:
        self.on.setEnabled(True)
        if not isinstance(error, InvalidInput):
            self.desk.say.trouble(error)
            return
        found = {problem.field: problem.message for problem in error.problems}
        if not set(found) & set(self.what.rows()):
            self._show_step(0)
        self._form().errors(found)
