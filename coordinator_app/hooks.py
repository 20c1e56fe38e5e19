"""What a capability hands to the window, as plain data: its place in the menu and what the palette finds.

Free of Qt, so that the registry can be read by the command line. Hooks are named "module:attribute" and
imported when first needed; those that take a Session run on a reader, never on the window's thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import Any

from coordinator_app.core.catalogue import Record


def resolve(name: str) -> Any:
    """Import what "module:attribute" names.

    Raises ImportError or AttributeError if it is not there, ValueError if the text has no colon.
    """
    module, attribute = name.split(":")
    return getattr(import_module(module), attribute)


class RailGroup(StrEnum):
    """The groups of the menu, in their order; FOOT stands at the bottom without a heading."""

    WORK = "Work"
    DATA_PROTECTION = "Data protection"
    RECORDS = "Records"
    FOOT = ""


@dataclass(frozen=True, slots=True)
class RailCount:
    """How many things an item holds, and how many of them are overdue (Today's red pill)."""

    number: int
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class RailItem:
    """A line of the menu: the page it opens, its words, icon, group (a RailGroup) and order within the group.

    `count` names a function `(session) -> RailCount | None` ("module:function"); empty for an item without one.
    `alone` says that it leads to its own page only: the capability's other pages are those of one pupil.
    """

    page: str
    title: str
    icon: str
    group: str
    order: int
    count: str = ""
    alone: bool = False


class PaletteGroup(StrEnum):
    """The headings of the palette, in their order."""

    PUPILS = "Pupils"
    REQUESTS = "Requests and breaches"
    RECORDS = "Records"
    ACTIONS = "Actions"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a choice leads: a page and what it is told."""

    page: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """One thing that can be found or run. `detail` tells two similar names apart.

    Neither `title` nor `detail` ever holds safeguarding or health text. `also` is searched but not shown
    (another name, a reference). `main` is what Ctrl+Enter does, `main_title` the words for it ("Add entry to
    Kit Puddlecombe"). An action with `new` stands in the New menu as well, in `order`; `keys` are shown beside it.
    A `passing` one is an answer to what was typed and is not remembered among the recent ones.
    """

    title: str
    opens: Step
    group: PaletteGroup
    detail: str = ""
    icon: str = "chevron-right"
    also: str = ""
    main: Step | None = None
    main_title: str = ""
    new: bool = False
    order: int = 50
    keys: str = ""
    passing: bool = False


@dataclass(frozen=True, slots=True)
class PupilTab:
    """A tab of the pupil record: words and the widget class ("module:Class"), made with (services, pupil_id).

    `count` names a function `(session, pupil_id) -> int` for the number beside the words, "" for none.
    """

    name: str
    title: str
    widget: str
    order: int
    count: str = ""


@dataclass(frozen=True, slots=True)
class Capability:
    """What one folder brings. `pages` maps a page's name to "module:Class"; hooks are "module:function".

    `due_items(session) -> list[today.model.DueItem]`; `palette(session) -> list[PaletteEntry]`;
    `palette_texts(session, typed)` finds more entries by the words of records, once the typing rests;
    `demo(session)` adds deterministic practice rows; `settings_pages` maps a title to "module:Class";
    `undo_gate(session, taken)` raises CannotUndo when a change of these records (TakenBack) may not be undone;
    `apart_gate(session, apart)` raises CannotUndo when two merged records may not come apart (pupils.apart.Apart);
    `link_gate(reader, record, spec, target)` raises when a record may not lead to that id; asked for every new link;
    `of_others(reader, record)` gives the versions of a record that hold what is another person's;
    `moved(session, record)` lets what is held of a record follow it into the guarded compartment;
    `undone(session, changes)` lets what lies in another compartment follow an undo;
    `upkeep(session)` is run on the writer once after each unlock.
    """

    name: str
    records: tuple[type[Record], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    rail: RailItem | None = None
    pupil_tabs: tuple[PupilTab, ...] = ()
    due_items: str = ""
    palette: str = ""
    palette_texts: str = ""
    settings_pages: tuple[tuple[str, str], ...] = ()
    demo: str = ""
    undo_gate: str = ""
    apart_gate: str = ""
    link_gate: str = ""
    of_others: str = ""
    moved: str = ""
    undone: str = ""
    upkeep: str = ""
