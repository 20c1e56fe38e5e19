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
    """

    page: str
    title: str
    icon: str
    group: str
    order: int
    count: str = ""


class PaletteGroup(StrEnum):
    """The headings of the palette, in their order."""

    PUPILS = "Pupils"
    REQUESTS = "Requests and breaches"
    DOCUMENTS = "Documents"
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
