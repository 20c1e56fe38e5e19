"""Frozen dataclasses as plain JSON and back, strictly: what goes between the window and a child process.

A dataclass becomes `{"~": class name, field: value, ...}`; a date, an instant or a choice its text; bytes
go into a list of blobs and leave `{"blob": place}`. Reading is led by the annotations of the class asked
for; nothing that is not foreseen there comes in, and no class is ever looked up by a name that arrived.
"""

from __future__ import annotations

import math
import sys
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

_CLASS = "~"
_BLOB = "blob"
Plain = Any
T = TypeVar("T")


class WireError(ValueError):
    """A value cannot be sent, or what arrived is not what its class says; never quotes the value."""


def to_plain(value: object, blobs: list[bytes] | None = None) -> Plain:
    """The value in the terms of JSON; bytes are appended to `blobs`. WireError for anything not foreseen."""
    if isinstance(value, Enum):
        return to_plain(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return _finite(value)
    if isinstance(value, date):
        return value.isoformat()
    return _put_blob(value, blobs) if isinstance(value, bytes) else _to_plain_many(value, blobs)


def _to_plain_many(value: object, blobs: list[bytes] | None) -> Plain:
    if is_dataclass(value) and not isinstance(value, type):
        named = {item.name: to_plain(getattr(value, item.name), blobs) for item in fields(value)}
        return {_CLASS: type(value).__name__, **named}
    if isinstance(value, tuple | list):
        return [to_plain(item, blobs) for item in value]
    if isinstance(value, Mapping):
        return {_text(key): to_plain(item, blobs) for key, item in value.items()}
    raise WireError(f"a {type(value).__name__} cannot be sent")


def from_plain(cls: type[T], data: Plain, blobs: Sequence[bytes] = ()) -> T:
    """An object of the dataclass from what `to_plain` made; WireError if anything is amiss."""
    result: T = _read(cls, data, blobs)
    return result


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise WireError("a number is not finite")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WireError("only text names or chooses something")
    return str(value)


def _put_blob(value: bytes, blobs: list[bytes] | None) -> dict[str, int]:
    if blobs is None:
        raise WireError("bytes need a list of blobs")
    blobs.append(value)
    return {_BLOB: len(blobs) - 1}


def _read(kind: Any, data: Plain, blobs: Sequence[bytes]) -> Any:
    origin = typing.get_origin(kind)
    if origin is not None:
        return _read_made_of(origin, typing.get_args(kind), data, blobs)
    if is_dataclass(kind):
        return _read_dataclass(kind, data, blobs)
    if kind is bytes:
        return _read_blob(data, blobs)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _attempt(kind, data, str | int)
    return _read_simple(kind, data)


def _read_simple(kind: Any, data: Plain) -> Any:
    if kind is date or kind is datetime:
        return _read_moment(kind, data)
    if kind is float and type(data) is int:
        return float(data)
    if kind in {str, int, float, bool} and type(data) is kind:
        return data
    if kind is types.NoneType and data is None:
        return None
    raise _not(kind)


def _read_moment(kind: Any, data: Plain) -> Any:
    moment = _attempt(kind.fromisoformat, data, str)
    if moment.isoformat() != data:  # the many other spellings of ISO 8601 are not ours
        raise _not(kind)
    return moment


def _attempt(make: Any, data: Plain, holds: Any) -> Any:
    if isinstance(data, holds) and not isinstance(data, bool):
        try:
            return make(data)
        except ValueError:
            pass
    raise _not(make)


def _read_blob(data: Plain, blobs: Sequence[bytes]) -> bytes:
    place = data.get(_BLOB) if isinstance(data, dict) and len(data) == 1 else None
    if type(place) is not int or not 0 <= place < len(blobs):
        raise _not(bytes)
    return blobs[place]


def _read_made_of(origin: Any, parts: tuple[Any, ...], data: Plain, blobs: Sequence[bytes]) -> Any:
    if origin in {typing.Union, types.UnionType}:
        return _read_union(parts, data, blobs)
    if origin is typing.Literal:
        if any(type(data) is type(part) and data == part for part in parts):
            return data
        raise WireError("a value is not one of those allowed")
    if origin is tuple and isinstance(data, list):
        return _read_tuple(parts, data, blobs)
    if origin in {list, Sequence} and isinstance(data, list):
        read = [_read(parts[0], item, blobs) for item in data]
        return read if origin is list else tuple(read)
    if origin in {dict, Mapping} and isinstance(data, dict) and parts[0] is str:
        return {_text(key): _read(parts[1], item, blobs) for key, item in data.items()}
    raise _not(origin)


def _read_tuple(parts: tuple[Any, ...], data: list[Any], blobs: Sequence[bytes]) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_read(parts[0], item, blobs) for item in data)
    if len(parts) != len(data):
        raise _not(tuple)
    return tuple(_read(part, item, blobs) for part, item in zip(parts, data, strict=True))


def _read_union(parts: tuple[Any, ...], data: Plain, blobs: Sequence[bytes]) -> Any:
    """The first part that takes it; dataclasses tell themselves apart by their class name."""
    for part in parts:
        try:
            return _read(part, data, blobs)
        except WireError:
            continue
    raise WireError("a value is none of what its field may hold")


def _read_dataclass(kind: Any, data: Plain, blobs: Sequence[bytes]) -> Any:
    hints = _hints(kind)
    if not isinstance(data, dict) or data.get(_CLASS) != kind.__name__ or set(data) != {_CLASS, *hints}:
        raise _not(kind)
    values = {name: _read(hint, data[name], blobs) for name, hint in hints.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise _not(kind) from error


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass and what they hold, with the names in its annotations looked up at home."""
    try:
        named = typing.get_type_hints(kind, vars(sys.modules[kind.__module__]))
    except (NameError, KeyError) as error:
        raise WireError(f"the annotations of {kind.__name__} cannot be read") from error
    if not all(item.init for item in fields(kind)):
        raise WireError(f"{kind.__name__} has a field that cannot be given")
    return {item.name: named[item.name] for item in fields(kind)}


def _not(kind: Any) -> WireError:
    return WireError(f"what arrived is no {getattr(kind, '__name__', 'value')}")
