"""The People and details tab of a pupil's record: who belongs to the child, what must be kept to, and who the child is.

People, court orders, brothers and sisters on the left; names, schools, needs, support and, kept apart, health and
safeguarding on the right. Everything can be added, changed, and removed with Undo.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.errors import Trouble
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.pupils import actions, details, duplicates, gate, merging
from coordinator_app.pupils.editor import CarerBox
from coordinator_app.pupils.editor.shut import reason_of
from coordinator_app.pupils.gate import Belonging
from coordinator_app.pupils.links import CourtOrder, Sibling
from coordinator_app.pupils.model import Carer
from coordinator_app.pupils.page import about_reading
from coordinator_app.pupils.page.about_again import openers
from coordinator_app.pupils.page.about_notes import alike_note, different_note, merged_note
from coordinator_app.pupils.page.about_reading import About, Alike, Item
from coordinator_app.pupils.page.about_rows import Add, ItemRow, Section, gap
from coordinator_app.pupils.page.choose_pupil import ChoosePupil
from coordinator_app.pupils.page.detail_box import DetailBox
from coordinator_app.pupils.parts import CarePlan, MedicalNote, PupilName, PupilNeed, SchoolOnRoll
from coordinator_app.services import Services
from coordinator_app.ui import layout, theme
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.carry_on import Openers
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.in_turn import InTurn
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.notes import Note
from coordinator_app.ui.tab_content import TabContent

if TYPE_CHECKING:
    from coordinator_app.core.changes import Saved
    from coordinator_app.store.session import Session

_TWO_COLUMNS = 820  # px of the design
_WHY = "Health and safeguarding notes are about to be shown."
_WHY_ADDRESS = "A confidential address is about to be shown."


class AboutTab(QWidget):
    """Made with (services, pupil_id); `refresh` reads again."""

    def __init__(self, services: Services, pupil_id: str) -> None:
        super().__init__()
        self._turns, self._turns_alike = InTurn(self), InTurn(self)
        self.services, self.pupil_id = services, pupil_id
        self.about: About | None = None
        self._under_way: set[str] = set()  # what was pressed, until what came of it is shown
        self.setAccessibleName("People and details")
        content = TabContent()
        outer = layout.column(content, space=12, margins=(24, 16, 24, 20))
        self._notes, self._alike = layout.column(space=8), layout.column(space=8)
        outer.addLayout(self._notes)
        outer.addLayout(self._alike)
        self._columns = layout.row(space=24)
        outer.addLayout(self._columns)
        left, right = QWidget(), QWidget()
        self._left, self._right = layout.column(left, space=8), layout.column(right, space=8)
        self._columns.addWidget(left, 1, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(right, 1, Qt.AlignmentFlag.AlignTop)
        self._left.addWidget(label("Reading the record", "small", "text-2"))
        layout.column(self, space=0).addWidget(layout.scrolling(content, "People and details"))
        self.refresh()

    def refresh(self) -> None:
        """Read again."""
        shown = self.services.confirm.fresh
        came, failed = self._turns.ask(self._show, self._failed)
        self.services.jobs.read(partial(_read, self.pupil_id, shown), done=came, failed=failed)
        # an answer from before a decision would bring its question back
        came, failed = self._turns_alike.ask(self._show_alike, _told_above)
        self.services.jobs.read(partial(_read_alike, self.pupil_id), done=came, failed=failed)

    # showing

    def _show(self, about: About) -> None:
        self.about = about
        self._under_way.clear()
        for lines in (self._notes, self._left, self._right):
            layout.clear(lines)
        self._show_notes(about)
        self._show_people(about)
        for title, facts in about.facts:
            section = Section(title, (("Change details", self.edit_details, OPEN),) if title == "Who" else ())
            section.show_facts(facts)
            self._put(self._right, section)
        self._emergency(about)
        self._show_details(about)
        self._show_apart(about)
        self._left.addStretch(1)
        self._right.addStretch(1)

    def _show_people(self, about: About) -> None:
        pupil_id = self.pupil_id
        people = self._adds("Add a person", Carer(pupil_id=pupil_id))
        self._section(self._left, "People", about.people, "Nobody is on the record yet.", people)
        orders = self._adds("Add a court order", CourtOrder(pupil_id=pupil_id))
        self._section(self._left, "Court orders", about.orders, "No court order is known.", orders)
        kin = self._adds("Add a brother or sister", Sibling(pupil_id=pupil_id), self.add_sibling)
        self._section(self._left, "Brothers and sisters", about.kin, "None is on the list.", kin)

    def _show_details(self, about: About) -> None:
        pupil_id = self.pupil_id
        names = self._adds("Add a name", PupilName(pupil_id=pupil_id))
        self._section(self._right, "Other names", about.names, "None is known.", names)
        schools = self._adds("Add an earlier school", SchoolOnRoll(pupil_id=pupil_id))
        only = "Only the present school is known."
        self._section(self._right, "Schools on roll", about.schools, only, schools)
        needs = self._adds("Add a need", PupilNeed(pupil_id=pupil_id))
        nothing = "No need is on the record."
        self._section(self._right, "Special educational needs", about.needs, nothing, needs)

    def _show_notes(self, about: About) -> None:
        if not about.gate.is_open:
            words = (
                f"{reason_of(about.gate)} What must be known to keep the child safe can be recorded at any time. "
                "What is on the record already can be put right."
            )
            self._notes.addWidget(
                Note("neutral", "Only who the child is may be kept now.", words, icon="lock")
            )
        for one in about.merged:
            self._notes.addWidget(merged_note(one, partial(self._take_apart, one.merge_id)))

    def _show_alike(self, found: Alike) -> None:
        layout.clear(self._alike)
        self._under_way.clear()
        for one in found.maybe:
            self._alike.addWidget(alike_note(one, self._comparing(one.id), partial(self._differ, one.id)))
        for other_id, words in found.different:
            back = partial(self._may_be_one, other_id)
            self._alike.addWidget(different_note(words, back, self._comparing(other_id)))

    def _comparing(self, other_id: str) -> Callable[[], object]:
        return partial(self.services.go.to, "merge_pupils", pupil_id=self.pupil_id, other_id=other_id)

    def _section(
        self,
        lines: QVBoxLayout,
        title: str,
        items: Sequence[Item],
        nothing: str,
        adds: Sequence[Add],
    ) -> None:
        section = Section(title, adds)
        section.show_rows([self._row(one) for one in items], nothing)
        self._put(lines, section)

    @staticmethod
    def _put(lines: QVBoxLayout, section: QWidget) -> None:
        lines.addWidget(section)
        gap(lines)

    def _row(self, item: Item) -> ItemRow:
        row = ItemRow(item, OPEN if item.record is None else self._gate_of(item.record))
        row.changed.connect(self.edit)
        row.removed.connect(self.remove)
        row.opened.connect(lambda pupil_id: self.services.go.to("pupil", pupil_id=pupil_id))
        row.address_wanted.connect(lambda carer: self._show_address(row, carer))
        return row

    def _emergency(self, about: About) -> None:
        if about.pupil.in_an_emergency:
            self._right.addWidget(heading("In an emergency"))
            self._right.addWidget(Note("soon", about.pupil.in_an_emergency, icon="heart-pulse"))
            gap(self._right)

    def _show_apart(self, about: About) -> None:
        adds = self._apart_adds() if about.apart_open else ()
        section = Section("Health, and plans to keep the child safe", adds)
        if about.apart_open:
            section.show_rows([self._row(one) for one in about.apart], "Nothing is on the record.")
        elif about.apart_key:
            show = button("Show them", small=True, icon="lock-open")
            show.clicked.connect(lambda: self.services.confirm(self._open_apart, _WHY))
            section.lines.addWidget(Note("neutral", "These are kept apart.", "", show, icon="lock"))
        else:
            words = "Your passphrase does not open what is kept here. Ask the safeguarding lead."
            section.lines.addWidget(Note("neutral", "These are kept apart.", words, icon="lock"))
        self._put(self._right, section)

    def _open_apart(self) -> None:
        """The passphrase was typed; that guarded records are looked at is noted."""
        self.services.jobs.write(partial(_looked, self.pupil_id), failed=lambda _error: None)
        self.refresh()

    def _show_address(self, row: ItemRow, carer: Carer) -> None:
        def ask() -> None:
            self.services.jobs.write(
                partial(_address, carer.id),
                done=guarded(row, row.show_address),
                failed=guarded(self, self.services.say.trouble),
            )

        self.services.confirm(ask, _WHY_ADDRESS)

    def _failed(self, error: Exception) -> None:
        for lines in (self._notes, self._left, self._right):
            layout.clear(lines)
        if isinstance(error, Trouble):
            rest = " ".join(part for part in (error.safe, error.next_step) if part)
            again = button("Try again", small=True)
            again.clicked.connect(self.refresh)
            self._notes.addWidget(Note("over", error.happened, rest, again))
        else:
            self.services.say.trouble(error)

    # adding, by section

    def _adds(self, words: str, record: Belonging, act: Callable[[], None] | None = None) -> tuple[Add, ...]:
        return ((words, act or (lambda: self.edit(record)), self._gate_of(record)),)

    def _apart_adds(self) -> tuple[Add, ...]:
        note, plan = MedicalNote(pupil_id=self.pupil_id), CarePlan(pupil_id=self.pupil_id)
        return (*self._adds("Add a medical note", note), *self._adds("Add a plan", plan))

    def _gate_of(self, record: Record) -> Decision:
        keeping = self.about.gate if self.about is not None else OPEN
        if not isinstance(record, gate.Belonging):
            return OPEN
        return gate.rule(gate.keeps_of(record, record if record.id else None), keeping)

    def add_sibling(self) -> None:
        """Choose the other pupil, then say how the two belong together."""
        box = ChoosePupil(self.services, "Which pupil is it?", "Choose this pupil", self.pupil_id)
        box.chosen.connect(
            lambda other, words: self.edit(Sibling(pupil_id=self.pupil_id, other_id=other), note=words)
        )
        self.services.dialogs.show(box)

    def edit_details(self) -> None:
        """Change the pupil's own answers, in the record page's form."""
        self.services.go.to("pupil", pupil_id=self.pupil_id, tab="about", edit=True)

    def reopens(self) -> Openers:
        """The boxes that are opened again."""
        return openers(self)

    def edit(self, record: Record, note: str = "") -> None:
        """Add or change a person or anything else that belongs to the pupil."""
        if isinstance(record, Carer):
            person = CarerBox(record, self.services.clock, self._options.get("evidence_document_id", ()))
            place = DraftOf("carer_details", record.id or self.pupil_id)
            self._show_box(person, lambda: partial(_save_carer, person.carer()), place)
        else:
            keeping = self.about.gate if self.about is not None else OPEN
            box = DetailBox(record, self.services.clock, self._options, note, keeping)
            described = record_type(record)
            place = DraftOf(
                f"{described.kind}_details", record.id or self.pupil_id, described.compartment_of(record)
            )
            more = {"other_id": record.other_id} if isinstance(record, Sibling) else None
            self._show_box(box, lambda: partial(_save, box.detail()), place, more)

    def _show_box(
        self,
        box: FormBox,
        work: Callable[[], partial[Any]],
        place: DraftOf,
        more: dict[str, str] | None = None,
    ) -> None:
        box.saves(lambda done, failed: self.services.jobs.write(work(), done=done, failed=failed))
        box.saved.connect(lambda saved: self._saved(saved, "Saved"))
        show_kept(self.services, box, place, more=more)

    @property
    def _options(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        if self.about is None:
            return {}
        documents = self.about.document_options
        return {
            "school_id": self.about.school_options,
            "carer_id": self.about.carer_options,
            "document_id": documents,
            "evidence_document_id": documents,
        }

    def remove(self, record: Record) -> None:
        """Put it in the trash; the strip at the foot carries Undo."""
        self._once(record.id, partial(_remove, record), "Moved to the trash")

    def _differ(self, other_id: str) -> None:
        work = partial(_say_different, self.pupil_id, other_id)
        self._once(other_id, work, "They are different children")

    def _may_be_one(self, other_id: str) -> None:
        self._once(other_id, partial(_say_maybe, self.pupil_id, other_id), "They may be one child")

    def _take_apart(self, merge_id: str) -> None:
        self._once(merge_id, partial(_apart, merge_id), "The two records are apart again")

    def _once(self, about: str, work: partial[Any], words: str) -> None:
        """Do it once, however often it is pressed before it is shown as done."""
        if about in self._under_way:
            return
        self._under_way.add(about)

        def failed(error: Exception) -> None:
            self._under_way.discard(about)
            self.services.say.trouble(error)

        saved = guarded(self, lambda saved: self._saved(saved, words))
        self.services.jobs.write(work, done=saved, failed=guarded(self, failed))

    def _saved(self, saved: Saved[Any], words: str) -> None:
        self.services.say.toast(words, saved.change_id)
        self.refresh()

    # the look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns become one in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def retheme(self, _theme: object) -> None:
        """Another text size leaves another room."""
        self._fit()

    def _fit(self) -> None:
        wide = self.width() / theme.current().scale >= _TWO_COLUMNS
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)


def _read(pupil_id: str, apart_open: bool, session: Session) -> About:
    return about_reading.read_about(session, pupil_id, apart_open=apart_open)


def _read_alike(pupil_id: str, session: Session) -> Alike:
    return about_reading.read_alike(session, pupil_id)


def _told_above(_error: Exception) -> None:
    """What cannot be read at all is told by the tab itself."""


def _looked(pupil_id: str, session: Session) -> None:
    for one in about_reading.guarded_records(session, pupil_id):
        session.viewed(one)


def _address(carer_id: str, session: Session) -> str:
    return about_reading.address_of(session, carer_id)


def _save_carer(carer: Carer, session: Session) -> Saved[Carer]:
    return actions.save_carer(session, carer)


def _save(detail: Any, session: Session) -> Saved[Any]:
    saved: Saved[Any] = details.save_detail(session, detail)
    return saved


def _remove(record: Any, session: Session) -> Saved[Any]:
    remove = actions.remove_carer if isinstance(record, Carer) else details.remove_detail
    saved: Saved[Any] = remove(session, record)
    return saved


def _say_different(pupil_id: str, other_id: str, session: Session) -> Saved[Any]:
    return duplicates.say_different(session, pupil_id, other_id)


def _say_maybe(pupil_id: str, other_id: str, session: Session) -> Saved[Any]:
    return duplicates.may_be_one(session, pupil_id, other_id)


def _apart(merge_id: str, session: Session) -> Saved[Any]:
    return merging.take_apart(session, merge_id)
