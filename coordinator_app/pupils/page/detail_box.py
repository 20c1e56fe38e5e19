"""A form for anything that belongs to a pupil, made from the catalogue: its labels, help, choices and dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, record_type
from coordinator_app.core.clock import Clock
from coordinator_app.core.dates import read_date
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.editor.shut import opens_of
from coordinator_app.pupils.gate import Belonging, stays
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList, TickBox
from coordinator_app.ui.date_input import DateInput
from coordinator_app.ui.form_box import FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.notes import Note

Options = Mapping[str, Sequence[tuple[str, str]]]
RANKS = tuple((number, str(number)) for number in range(1, 10))
_LONGEST = 300


class DetailBox(FormBox):
    """Adds or changes one record. `options` are the choices of its links; a link without any is not asked.

    While `gate` is shut, what a need or an illness is stays as it was recorded.
    """

    def __init__(
        self,
        detail: Record,
        clock: Clock,
        options: Options | None = None,
        note: str = "",
        gate: Decision = OPEN,
    ) -> None:
        described = record_type(detail)
        thing = described.title[:1].lower() + described.title[1:]
        super().__init__(f"{'Change' if detail.id else 'Add'} {_article(thing, detail.id)}{thing}", "Save")
        self._detail = detail
        guarded = described.compartment_of(detail) is Compartment.GUARDED
        if guarded:
            words = "Only those whose passphrase opens safeguarding and health can read this."
            self.form.add_widget(Note("info", "Kept apart.", words, icon="lock"))
        if note:
            self.form.add_widget(Note("neutral", note))
        fixed = _fixed(detail, gate)
        if fixed:
            self.form.add_widget(_stays_note(gate))
        for spec in described.fields:
            if spec.name in fixed:
                continue
            answer = _input(spec, clock, dict(options or {}))
            if answer is not None:
                made = FormRow(
                    spec.label, spec.help, answer, optional=not spec.required and _is_typed(answer)
                )
                self.form.add(spec.name, made)
        self.form.set_values({name: _shown(getattr(detail, name)) for name in self.form.rows()})
        self._people = dict((options or {}).get("carer_id", ()))
        if {"about", "carer_id"} <= self.form.rows().keys():
            self.form.row("carer_id").edited.connect(self._name_whom)

    def _name_whom(self) -> None:
        """Whoever is chosen of the record is whom it is about, unless another name was typed."""
        about, chosen = self.form.row("about"), self._people.get(str(self.form.row("carer_id").value()), "")
        if chosen and about.value() in {"", *self._people.values()}:
            about.input.set_value(chosen)
            about.set_error("")

    def detail(self) -> Any:
        """The record as typed."""
        answers: dict[str, Any] = self.form.values()
        links = {spec.name for spec in record_type(self._detail).fields if spec.holds is FieldType.LINK}
        kept: dict[str, Any] = {
            name: (value or "") if name in links else value for name, value in answers.items()
        }
        detail: Any = self._detail
        return replace(detail, **kept)


def _fixed(detail: Record, gate: Decision) -> frozenset[str]:
    """What is not asked of something that is kept while nothing more may be (003-7.2)."""
    if gate.is_open or not detail.id or not isinstance(detail, Belonging):
        return frozenset()
    return stays(detail)


def _stays_note(gate: Decision) -> Note:
    said = "The other answers can be put right here. If the whole is wrong, move it to the trash."
    return Note("neutral", "What was recorded stays as it is.", f"{opens_of(gate)} {said}", icon="lock")


def _article(thing: str, record_id: str) -> str:
    if record_id:
        return "this "
    return "an " if thing[:1] in "aeiou" else "a "


def _input(spec: FieldSpec, clock: Clock, options: dict[str, Sequence[tuple[str, str]]]) -> Any:
    """The input of a field; None for what is not asked: the pupil, counters, links without choices."""
    if spec.name in options:
        return ChoiceList(list(options[spec.name])) if options[spec.name] else None
    if spec.holds is FieldType.LINK or spec.name == "school_name":
        return None
    if spec.choices is not None:
        return ChoiceList([(one, one.label) for one in spec.choices])
    return _PLAIN[spec.holds](spec, clock)


def _date(_spec: FieldSpec, clock: Clock) -> QWidget:
    return DateInput(lambda typed: read_date(typed, clock.today()).value, today=clock.today)


_PLAIN: dict[FieldType, Any] = {
    FieldType.TEXT: lambda _spec, _clock: TextInput(longest=_LONGEST),
    FieldType.LONG_TEXT: lambda _spec, _clock: LongText(lines=4),
    FieldType.DATE: _date,
    FieldType.NUMBER: lambda _spec, _clock: ChoiceList(list(RANKS), width=120),
    FieldType.YES_NO: lambda spec, _clock: TickBox(spec.label),
}


def _is_typed(answer: object) -> bool:
    return not isinstance(answer, TickBox | ChoiceBoxes)


def _shown(value: object) -> object:
    return None if value == "" else value
