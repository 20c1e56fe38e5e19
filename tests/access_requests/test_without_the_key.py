"""Whoever lacks the guarded key can neither read nor do what lies apart, and no refusal says what is in it.

Every public action of requests, officials, breaches, complaints, rights and sharing is tried, with the very records in hand
that an attacker may have kept from before. What is new is tried by itself: no list has to be kept.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.access_requests import actions as of_requests
from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.core.errors import Trouble
from coordinator_app.core.privacy import Choice, Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from tests.vaults import House, ready_request

SECRET = "Thornapple"
TODAY = date(2026, 11, 24)
KINDS = (
    "chronology_entry", "request_item", "redaction", "pack", "pack_volume", "pack_finding", "request_letter", "request_advice",
    "request_opinion", "request_person", "request_search", "official_request", "breach", "complaint", "complaint_step",
    "complaint_letter", "rights_request", "rights_check", "rights_notice", "disclosure", "disclosed_item",
)  # fmt: skip
MODULES = (
    *(f"{of_requests.__name__}.{one.name}" for one in pkgutil.iter_modules(of_requests.__path__)),
    *(
        f"coordinator_app.{one}.actions"
        for one in ("official_requests", "breaches", "complaints", "rights", "sharing")
    ),
    *(f"coordinator_app.official_requests.{one}" for one in ("copies", "telling", "view")),
    *(f"coordinator_app.{one}.view" for one in ("breaches", "complaints", "rights", "sharing")),
)
"""Where everything is that reads or writes these registers."""


def hints_of(one: Any) -> dict[str, Any]:
    """What it takes and gives, also where the names are there for type checkers only."""
    return typing.get_type_hints(one, localns={"Work": Work, "Session": Session})


def actions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function that takes a session first and no unit of work of somebody else."""
    for name in MODULES:
        module = importlib.import_module(name)
        for called, one in inspect.getmembers(module, inspect.isfunction):
            if called.startswith("_") or one.__module__ != name:
                continue
            hints = hints_of(one)
            first = next(iter(inspect.signature(one).parameters), "")
            if hints.get(first) is Session and Work not in hints.values():
                yield f"{name.removeprefix('coordinator_app.')}.{called}", one


HANDS_BACK = {
    "access_requests.actions.officials.proposed_back": "gives back the items that it was handed",
    "access_requests.actions.letter_values.filled": "a step of letter_order, with what that has read",
}
"""What is not tried, and why."""
ACTIONS = {name: one for name, one in actions() if name not in HANDS_BACK}


@dataclasses.dataclass
class World:
    """A house with something of every kind that lies apart; `pool` has each by its class."""

    house: House
    pool: dict[type, Any]


@pytest.fixture
def world(consented: House) -> World:
    session = consented.session
    request = ready_request(consented)
    pool: dict[type, Any] = {type(request): request, Pupil: consented.pupil}
    ids = {"access_request": request.id, "pupil": consented.pupil.id, "carer": consented.carer.id}
    for kind in KINDS:
        cls = session.catalogue.of_kind(kind).cls
        with session.write(Compartment.GUARDED) as work:
            made = work.add(filled(cls, ids))
        pool[cls], ids[kind] = made, made.id
    return World(consented, pool)


def filled(cls: type[Record], ids: dict[str, str]) -> Record:
    """A record that lies apart, with the secret in each of its texts."""
    values = {spec.name: _value(spec, ids) for spec in record_type(cls).fields}
    return cls(**{name: value for name, value in values.items() if value is not None})


_SET = {"is_guarded": True, "is_restricted": True, "item_kind": "chronology_entry"}
_NAMED = frozenset({"request_item_id", "pack_id", "complaint_id", "disclosure_id", "item_id", "request_id"})
_NEEDED = {
    FieldType.DATE: TODAY,
    FieldType.INSTANT: datetime(2026, 11, 24, 9, tzinfo=UTC),
    FieldType.NUMBER: 1,
}


def _value(spec: Any, ids: dict[str, str]) -> Any:
    if spec.name in _SET:
        return _SET[spec.name]
    if spec.holds is FieldType.LINK or spec.name in _NAMED:
        kinds = {"item": "chronology_entry", "request": "access_request"}
        kind = spec.name.removesuffix("_id")
        return ids.get(str(spec.links_to)) or ids.get(kinds.get(kind, kind), "")
    if spec.is_text:
        fixed = spec.name.endswith(("_id", "_mark")) or spec.name == "sha256"
        return ("0" * 64 if spec.required else "") if fixed else SECRET
    if spec.choices:
        apart_first = sorted(spec.choices, key=lambda one: not getattr(one, "is_guarded", False))
        return apart_first[0]
    return _NEEDED.get(spec.holds) if spec.required else None


class NotMadeError(Exception):
    """An argument that this test cannot make."""


def argument(name: str, wanted: Any, world: World, where: Path) -> Any:
    """What is handed to a parameter: the record that lies apart, if it wants one."""
    wanted = _plain(wanted)
    if wanted in world.pool:
        return world.pool[wanted]
    ready = {
        str: _text(name, world),
        bool: True,
        int: 1,
        date: TODAY,
        datetime: None,
        bytes: b"x",
        Path: where / "out",
    }
    if wanted in ready:
        return ready[wanted]
    if isinstance(wanted, type) and issubclass(wanted, Choice | Enum):
        return next(iter(wanted))
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        return _made(wanted, world, where)
    if typing.get_origin(wanted) is not None:
        return _several(wanted, world)
    raise NotMadeError(f"{name}: {wanted}")


def _plain(wanted: Any) -> Any:
    """Without "or None"; of several kinds of record the first that lies apart is taken."""
    if typing.get_origin(wanted) in {typing.Union, types.UnionType}:
        return next(one for one in typing.get_args(wanted) if one is not type(None))
    return wanted


def _text(name: str, world: World) -> str:
    kind = name.removesuffix("_id")
    kinds = {record_type(one).kind: record.id for one, record in world.pool.items()}
    return kinds.get(
        {"request": "access_request", "record": "request_item", "item": "request_item"}.get(kind, kind), "x"
    )


def _several(wanted: Any, world: World) -> Any:
    inner = next((one for one in typing.get_args(wanted) if one in world.pool), None)
    if typing.get_origin(wanted) is dict or "Mapping" in str(wanted):
        return {}
    return (world.pool[inner],) if inner is not None else ()


def _made(cls: type, world: World, where: Path) -> Any:
    hints = hints_of(cls)
    needed = [
        one for one in dataclasses.fields(cls)
        if one.init and one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
    ]  # fmt: skip
    return cls(**{one.name: argument(one.name, hints[one.name], world, where) for one in needed})


def called(one: Callable[..., Any], other: Session, world: World, where: Path) -> Any:
    hints = hints_of(one)
    _session, *rest = inspect.signature(one).parameters.values()
    values = {
        each.name: argument(each.name, hints[each.name], world, where)
        for each in rest
        if each.kind not in {each.VAR_KEYWORD, each.VAR_POSITIONAL} and each.default is each.empty
    }
    if one.__name__.startswith("log"):  # what is new has no id yet
        values = {name: dataclasses.replace(each, id="", key=0, version=0) for name, each in values.items()}
    found = one(other, **values)
    return tuple(found) if isinstance(found, Iterator) else found


def apart(house: House) -> dict[str, tuple[int, object]]:
    """Everything that lies apart, by id: its version, and whether it is in the trash."""
    return {
        one.id: (one.version, one.trashed_at)
        for kind in house.session.catalogue.types
        if Compartment.GUARDED in kind.compartments
        for one in house.session.list(kind.cls, trashed=None)
        if kind.compartment_of(one) is Compartment.GUARDED
    }


def in_the_open(house: House) -> str:
    """Every word of the tables of the general compartment."""
    with closing(house.as_user(Compartment.GENERAL)) as other:
        connection = other.databases.connection(Compartment.GENERAL)
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return str([connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])


def outcome(act: Callable[[], Any]) -> str:
    """What it gave, or every word of its refusal; what is no refusal in words is our bug and fails the test."""
    try:
        return repr(act())
    except Trouble as refused:
        return f"{refused} {refused.happened} {refused.next_step} {getattr(refused, 'reasons', '')}"


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_without_the_key_nothing_that_lies_apart_is_read_or_done_and_no_refusal_tells_it(
    world: World, tmp_path: Path, name: str
) -> None:
    house, before = world.house, apart(world.house)
    with closing(house.as_user(Compartment.GENERAL)) as other:
        assert SECRET not in outcome(lambda: called(ACTIONS[name], other, world, tmp_path))
    assert apart(house) == before
    assert SECRET not in in_the_open(house)


@pytest.mark.parametrize(
    "name",
    [
        "access_requests.actions.decide.advice_of", "access_requests.actions.letters.letters_of",
        "access_requests.actions.persons.people_of", "access_requests.actions.pack.findings_of",
        "breaches.actions.breaches_of", "complaints.actions.steps_of", "official_requests.actions.open_ones",
        "rights.actions.answers_of", "sharing.actions.given_apart",
    ],
)  # fmt: skip
def test_with_the_key_it_is_told(world: World, tmp_path: Path, name: str) -> None:
    """The test above can fail: with a session that holds the key, each register tells what lies apart."""
    assert SECRET in outcome(lambda: called(ACTIONS[name], world.house.session, world, tmp_path))


def test_every_register_is_tried() -> None:
    registers = {name.partition(".")[0] for name in ACTIONS}
    assert registers == {
        "access_requests",
        "breaches",
        "complaints",
        "official_requests",
        "rights",
        "sharing",
    }
    assert {
        "access_requests.actions.decide.decide",
        "official_requests.actions.give",
        "rights.actions.decide",
    } <= set(ACTIONS)
