"""A record against its catalogue, before it is written: required, choices, types, limits, odd characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from coordinator_app.core.catalogue import FieldSpec, FieldType, Record, record_type
from coordinator_app.core.errors import FieldProblem, InvalidInput
from coordinator_app.core.texts import one_line

TEXT_LIMIT = 64 * 1024
LONG_TEXT_LIMIT = 1024 * 1024
NUMBER_LIMIT = 2**53


def problems(record: Record) -> tuple[FieldProblem, ...]:
    """Everything that keeps the record from being written, in the order of its fields."""
    found = ((spec, _problem(spec, getattr(record, spec.name))) for spec in record_type(record).fields)
    return tuple(FieldProblem(spec.name, message) for spec, message in found if message)


def validate(record: Record) -> None:
    """Raise InvalidInput with every problem, or return."""
    found = problems(record)
    if found:
        raise InvalidInput(*found)


def _problem(spec: FieldSpec, value: Any) -> str | None:
    if value is None or value == "" or (spec.required and isinstance(value, str) and _is_blank(value)):
        return f"{spec.label} is needed." if spec.required else None
    wrong = _CHECKS[spec.holds](spec, value)
    if wrong is None and spec.check is not None and isinstance(value, str):
        return spec.check(value)
    return wrong


def _is_blank(value: str) -> bool:
    return not one_line(value).strip()  # what turns the writing and nothing else is not kept either


def _text(spec: FieldSpec, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"{spec.label} must be words."
    return _odd_characters(spec, value) or _too_long(spec, value)


def _odd_characters(spec: FieldSpec, value: str) -> str | None:
    if "\x00" in value:
        return (
            f"{spec.label} holds a character that cannot be kept (a null). Type it again instead of pasting."
        )
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        return f"{spec.label} holds half of a character. Type it again instead of pasting."
    return None


def _too_long(spec: FieldSpec, value: str) -> str | None:
    limit = LONG_TEXT_LIMIT if spec.holds is FieldType.LONG_TEXT else TEXT_LIMIT
    # a character is four bytes at most, so short texts need no encoding
    if len(value) * 4 <= limit or len(value.encode()) <= limit:
        return None
    words = "1 MB" if spec.holds is FieldType.LONG_TEXT else "64 kB"
    return f"{spec.label} is longer than {words}. Shorten it, or attach it as a document."


def _day(spec: FieldSpec, value: Any) -> str | None:
    good = isinstance(value, date) and not isinstance(value, datetime)
    return None if good else f"{spec.label} must be a date, for example 28 November 2026."


def _instant(spec: FieldSpec, value: Any) -> str | None:
    good = isinstance(value, datetime) and value.tzinfo is not None
    return None if good else f"{spec.label} must be a date and a time."


def _yes_no(spec: FieldSpec, value: Any) -> str | None:
    return None if isinstance(value, bool) else f"{spec.label} must be yes or no."


def _number(spec: FieldSpec, value: Any) -> str | None:
    good = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT
    return None if good else f"{spec.label} must be a whole number."


def _choice(spec: FieldSpec, value: Any) -> str | None:
    assert spec.choices is not None
    return None if isinstance(value, spec.choices) else f"{spec.label} must be one of the list."


_CHECKS: Mapping[FieldType, Callable[[FieldSpec, Any], str | None]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.LINK: _text,
    FieldType.DATE: _day,
    FieldType.INSTANT: _instant,
    FieldType.YES_NO: _yes_no,
    FieldType.NUMBER: _number,
    FieldType.CHOICE: _choice,
}
