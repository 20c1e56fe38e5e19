"""Log a request: about whom and who asks, then how and when it arrived (design 8.9)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind
from coordinator_app.access_requests.page.form_dialog import day_input
from coordinator_app.access_requests.page.pupil_picker import PupilPicker
from coordinator_app.access_requests.page.reading import Family, PupilLine, read_family, read_pupils
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import InvalidInput
from coordinator_app.pupils.model import Carer
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.page import Page
from coordinator_app.ui.side_panel import ActionBar

if TYPE_CHECKING:
    from coordinator_app.store.session import Session

_SOMEONE, _CHILD = "someone-else", "the-pupil"
_WHO = ("pupil_id", "asker", "requester", "requester_kind", "requester_address")
_DAY_HELP = "The clock starts the day it arrived, even on a weekend."
_INTRO = "A request counts however it comes: by letter, email, telephone or in person. Log it the same day."


class LogRequestPage(Page):
    """Two short forms, one after the other: never more than five questions in view."""

    name = "log_request"
    title = "Log an access request"
    kinds = frozenset({"pupil", "carer"})

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.desk = services
        self._family: Family | None = None
        self._about = ""
        self._reading, self._pressed = 0, False
        self._pressed_about: object = None  # the pupil who was chosen then
        self.picker = PupilPicker()
        self.asker = ChoiceList((), none="Choose who asked")
        self.who, self.what = _who_form(self.picker, self.asker), _what_form(services)
        self.forms = QStackedWidget()
        self._similar = layout.column(space=0)
        self._part = label("", "body", "text-2")
        self.leave = button("Cancel")
        self.back = button("Back", icon="chevron-left")
        self.on = button("Continue", "primary")
        self._lay_out()
        self._wire()
        self._clear()

    def open(self, *, pupil_id: str = "", **_more: Any) -> None:
        """Begin a new request, about a pupil if one is named."""
        self.new_visit()
        self._reading = 0
        self._clear()
        self._about = pupil_id
        self.picker.set_value(pupil_id or None)
        self.refresh()

    def refresh(self) -> None:
        """Read the pupils again; what is typed stays."""
        self._read(read_pupils, self._offer)

    def first_focus(self) -> None:
        """The first question."""
        self._form().first_focus()

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed, if anything is."""
        values = {**self._typed(self.who), **self._typed(self.what)}
        typed = {name: value for name, value in values.items() if value not in {None, ""}}
        return {"values": typed, "step": self.forms.currentIndex()} if len(typed) > 1 else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back, unless it is about another pupil than the one that was asked for."""
        values = dict(draft.get("values", {}))
        if self._about and values.get("pupil_id") != self._about:
            return
        for name, kind in (("channel", Channel), ("requester_kind", RequesterKind)):
            if values.get(name):
                values[name] = kind(values[name])
        self.who.set_values(values)
        self.what.set_values(values)
        self._pupil_chosen(asker=values.get("asker"))
        self._show_step(int(draft.get("step", 0)))
        if self.picker.is_offered and self.picker.is_awaited:
            self.refresh()  # he may have gone to the trash since

    @staticmethod
    def _typed(form: Form) -> dict[str, Any]:
        values = {name: row.value() for name, row in form.rows().items()}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in values.items()
        }

    # building

    def _lay_out(self) -> None:
        content = QWidget()
        lines = layout.column(content, space=16, margins=(24, 20, 24, 24))
        layout.add_all(lines, heading(self.title, 1), self._part, label(_INTRO, "body", "text-2", wrap=True))
        lines.addLayout(self._similar)
        for form in (self.who, self.what):
            self.forms.addWidget(form)
        lines.addWidget(self.forms)
        lines.addStretch(1)
        bar = ActionBar()
        layout.add_all(bar.line, self.leave, None, self.back, self.on)
        column = layout.column(self.content, space=0)
        column.addWidget(layout.scrolling(content, self.title), 1)
        column.addWidget(bar)

    def _wire(self) -> None:
        self.picker.textEdited.connect(self._press_forgotten)
        self.who.row("pupil_id").edited.connect(self._another_chosen)
        self.who.row("asker").edited.connect(self._asker_chosen)
        self.leave.clicked.connect(self._leave)
        self.back.clicked.connect(partial(self._show_step, 0))
        self.on.clicked.connect(self._continue)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.on.click)

    def _clear(self) -> None:
        self._family, self._pressed = None, False
        for form in (self.who, self.what):
            form.set_values(dict.fromkeys(form.rows()))
            form.errors({})
        self.what.set_values({"received_on": self.desk.clock.today()})
        layout.clear(self._similar)
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

    def _offer(self, lines: tuple[PupilLine, ...]) -> None:
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
            layout.clear(self._similar)
            self._reveal()
        if pupil_id:
            self._read(lambda session: read_family(session, pupil_id), partial(self._show_family, asker))
        elif self._form() is self.what:
            self._show_step(0)  # he is not on the list any more
            self.who.row("pupil_id").set_error("Choose the pupil.")

    def _show_family(self, asker: object, family: Family) -> None:
        """Offer who may have asked; one chosen already stays, unless it is about another pupil now."""
        if family.pupil.id != self.picker.value():
            return
        again, self._family = self._family is not None, family
        people: list[tuple[object, str]] = [(one.id, _carer_words(one)) for one in family.carers]
        options = [*people, (_CHILD, f"{family.pupil.called}, the pupil"), (_SOMEONE, "Someone else")]
        if again:
            self.asker.offer(options)
        else:
            self.asker.set_options(options)
        if asker is not None or not again:
            self.asker.set_value(asker)
        layout.clear(self._similar)
        if family.similar:
            note = Note(
                "soon",
                "Take care: a similar name.",
                f"{'; '.join(family.similar)}. Check it is the right pupil.",
            )
            self._similar.addWidget(note)
        self._reveal()

    def _asker_chosen(self) -> None:
        carer = self._carer()
        # never the address of who was chosen before: the reply would go to another
        known = carer.address if carer is not None and not carer.address_is_confidential else ""
        self.who.set_values({"requester_address": known})
        self._reveal()

    def _carer(self) -> Carer | None:
        family = self._family
        return next((one for one in family.carers if one.id == self.asker.value()), None) if family else None

    def _reveal(self) -> None:
        asker = self.asker.value() if self._family else None
        self.who.row("asker").setVisible(self._family is not None)
        for name in ("requester", "requester_kind"):
            self.who.row(name).setVisible(asker == _SOMEONE)
        self.who.row("requester_address").setVisible(asker is not None)

    # the steps

    def _form(self) -> Form:
        return self.what if self.forms.currentIndex() else self.who

    def _show_step(self, place: int) -> None:
        self.forms.setCurrentIndex(place)
        self._part.setText(f"Step {place + 1} of 2: {('who asks', 'what arrived')[place]}")
        self.back.setVisible(place > 0)
        self.on.setText("Log the request" if place else "Continue")

    def _lacks_facts(self) -> bool:
        """Whether the answers about the pupil wait for names, or for the family."""
        chosen = self.picker.value()
        typed = not self.picker.is_offered and bool(self.picker.text().strip())
        return typed or self.picker.is_awaited or (chosen is not None and self._family is None)

    def _continue(self) -> None:
        if self._lacks_facts():
            self._pressed, self._pressed_about = True, self.picker.value()  # done when they come
            if not self._reading:
                self.refresh()
            return
        if not self._form().check() or (self._form() is self.who and not self._who_is_clear()):
            return
        if self._form() is self.who:
            self._show_step(1)
            self.first_focus()
        else:
            self._log()

    def _who_is_clear(self) -> bool:
        needed = {
            "pupil_id": "Choose the pupil.",
            "asker": "Choose who asked.",
            "requester": "Say who asked.",
            "requester_kind": "Say who they are.",
        }
        rows = self.who.rows()
        return self.who.errors(
            {
                name: words
                for name, words in needed.items()
                if not rows[name].isHidden() and not rows[name].value()
            }
        )

    def _log(self) -> None:
        request = self._request()
        self.on.setEnabled(False)
        self.desk.jobs.write(
            lambda session: intake.log_request(session, request),
            done=guarded(self, self._logged),
            failed=guarded(self, self._refused),
        )

    def _request(self) -> AccessRequest:
        who, what = self.who.values(), self.what.values()
        carer, family = self._carer(), self._family
        name, kind = who.get("requester"), who.get("requester_kind")
        if carer is not None:
            name = carer.name
            kind = RequesterKind.PARENT if carer.has_responsibility else RequesterKind.OTHER_CARER
        elif self.asker.value() == _CHILD and family is not None:
            name, kind = family.pupil.called, RequesterKind.PUPIL
        return AccessRequest(
            pupil_id=str(who["pupil_id"]),
            carer_id=carer.id if carer else "",
            requester=str(name or ""),
            requester_kind=kind if isinstance(kind, RequesterKind) else None,
            requester_address=str(who.get("requester_address") or ""),
            **what,  # type: ignore[arg-type]  # the form's rows are named as the record's fields
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

    def _leave(self) -> None:
        self._clear()
        self.desk.go.back()


def _carer_words(carer: Carer) -> str:
    kind = carer.relationship.label.lower() if carer.relationship else ""
    return f"{carer.name}, {kind}" if kind else carer.name


def _who_form(picker: PupilPicker, asker: ChoiceList) -> Form:
    form = Form()
    kinds = tuple((one, one.label) for one in RequesterKind)
    form.add("pupil_id", FormRow("Who is it about?", "Type part of the pupil's name.", picker))
    form.add("asker", FormRow("Who asked?", "", asker))
    form.add("requester", FormRow("Their name", "", TextInput()))
    form.add("requester_kind", FormRow("Who are they?", "", ChoiceBoxes(kinds, vertical=True)))
    form.add("requester_address", FormRow("Address for the reply", "", LongText(lines=3), optional=True))
    return form


def _what_form(services: Services) -> Form:
    form = Form()
    channels = tuple((one, one.label) for one in Channel)
    form.add("received_on", FormRow("Date it arrived", _DAY_HELP, day_input(services)))
    form.add("channel", FormRow("How did it arrive?", "", ChoiceBoxes(channels, plain=True)))
    form.add(
        "wanted",
        FormRow("What do they want to see?", "In their own words.", LongText(lines=3), optional=True),
    )
    form.add(
        "taken_by",
        FormRow(
            "Who took it?", "The one who took the call or opened the letter.", TextInput(), optional=True
        ),
    )
    return form
