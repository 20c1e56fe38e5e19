"""The box in which a suspension or exclusion is recorded or put right; while one types it says what follows from it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from coordinator_app.chronology import suspending
from coordinator_app.chronology.lengths import read_length, said_length
from coordinator_app.chronology.page.place import Place
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.chronology.suspension_view import outlook
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, Options, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import led

_AFTER_MS = 250  # after the last key, so that it is not counted anew with every letter
_WORDS = "In the school’s own words. What is about safeguarding or health goes into an entry of its own."
_LENGTH = "Such as 3 or 2.5. Lunchtimes: how many."
_ENTRY = "Also write an entry of these facts into the chronology"


class Outlook(QWidget):
    """What follows from what is typed: nothing as long as too little is known."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What follows from it")
        self._lines = layout.column(self, space=4)

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show these, each with what it is about in front."""
        layout.clear(self._lines)
        for lead, text in lines:
            self._lines.addWidget(led(f"{lead}.", text, "small", "text-2"))
        self.setVisible(bool(lines))


class SuspensionBox(FormBox):
    """`kept` is the one that is put right, or a new one with the pupil and the school it starts from."""

    def __init__(self, services: Services, kept: Suspension, schools: Options) -> None:
        super().__init__(*_titles(kept))
        self._services, self.kept = services, kept
        self._turns = InTurn(self)
        self.outlook = Outlook()
        self._ask(services.clock, schools)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_MS)
        self._soon.timeout.connect(self._look)
        self.form.edited.connect(self._fit_kind)
        self.form.edited.connect(self._soon.start)
        self._fit_kind()
        self._look()

    def suspension(self) -> Suspension:
        """What is typed, as a record; what cannot be read is left out."""
        typed: dict[str, Any] = {name: row.value() for name, row in self.form.rows().items()}
        typed.pop("with_entry", None)
        kind = typed["exclusion_kind"]
        typed["half_days"] = read_length(str(typed["half_days"]), kind)
        typed["school_id"] = typed["school_id"] or ""
        return replace(self.kept, **typed)

    def with_entry(self) -> bool:
        """Whether an entry is to be written as well."""
        row = self.form.rows().get("with_entry")
        return row is not None and bool(row.value())

    def _ask(self, clock: Clock, schools: Options) -> None:
        form, kept = self.form, self.kept
        kinds = ChoiceBoxes([(one, one.label) for one in ExclusionKind], vertical=True)
        form.add("exclusion_kind", FormRow("What did the head teacher decide?", "", kinds))
        day = DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today, width=None)
        form.add_beside(
            {
                "first_on": FormRow("First day", "As the school’s letter says.", day),
                "half_days": FormRow("For how long?", _LENGTH, TextInput(longest=20)),
            }
        )
        form.add("school_id", FormRow("Which school?", "", ChoiceList(schools)))
        form.add_widget(self.outlook)
        reasons = [(one, one.label) for one in ExclusionReason]
        form.add("reason", FormRow("Reason that the school gave", "", ChoiceList(reasons)))
        for name, words in (("second_reason", "Second reason"), ("third_reason", "Third reason")):
            form.add(name, FormRow(words, "", ChoiceList(reasons, none="None"), optional=True))
        form.add("words", FormRow("What the school said", _WORDS, LongText(lines=3), optional=True))
        form.add_group("Education from day 6")
        since = DateInput(lambda text: read_date(text, clock.today()).value, today=clock.today, width=None)
        form.add_beside(
            {
                "arranged_from": FormRow("Arranged from", "", since, optional=True),
                "arranged_where": FormRow("Where", "", TextInput(longest=200), optional=True),
            }
        )
        if not kept.id and not kept.entry_id:
            form.add("with_entry", FormRow(_ENTRY, "", TickBox(_ENTRY, ticked=True)))
        names = [name for name in form.rows() if name not in {"half_days", "with_entry"}]
        form.set_values({name: getattr(kept, name) for name in names} | {"half_days": said_length(kept)})

    def _fit_kind(self) -> None:
        """A permanent exclusion has no length, a lunchtime no day six."""
        rows = self.form.rows()
        kind = rows["exclusion_kind"].value()
        rows["half_days"].setVisible(kind is not ExclusionKind.PERMANENT)
        for name in ("arranged_from", "arranged_where"):
            rows[name].setVisible(kind is not ExclusionKind.LUNCHTIME)

    def _look(self) -> None:
        draft = self.suspension()
        came, failed = self._turns.ask(self.outlook.show_lines, self._services.say.trouble)
        self._services.jobs.read(lambda session: outlook(session, draft), done=came, failed=failed)


def _titles(kept: Suspension) -> tuple[str, str]:
    if kept.id:
        return "Change a suspension or exclusion", "Save changes"
    return "Record a suspension or exclusion", "Record it"


def show_suspension(place: Place, kept: Suspension, schools: Options) -> SuspensionBox:
    """Show the box; what is typed is kept until it is saved or thrown away."""
    services = place.services
    box = SuspensionBox(services, kept, schools)
    box.saves(partial(_write, services, box))
    box.saved.connect(lambda saved: _said(place, box, saved))
    show_kept(services, box, DraftOf("suspension", kept.id or kept.entry_id or kept.pupil_id))
    return box


def _write(services: Services, box: SuspensionBox, done: Done, failed: Failed) -> object:
    kept, wanted, with_entry = box.kept, box.suspension(), box.with_entry()
    names = [name for name in box.form.rows() if name != "with_entry"]
    values = {name: getattr(wanted, name) for name in names}

    def write(session: Any) -> object:
        if kept.id:
            return suspending.change(session, kept, **values)
        return suspending.record(session, wanted, with_entry=with_entry)

    return services.jobs.write(write, done=done, failed=failed)


def _said(place: Place, box: SuspensionBox, saved: Any) -> None:
    words = "Suspension changed" if box.kept.id else "Suspension recorded"
    if saved.record.exclusion_kind is ExclusionKind.PERMANENT:
        words = words.replace("Suspension", "Exclusion")
    place.services.say.toast(words, saved.change_id)
    guarded(place.owner, place.refresh)()
