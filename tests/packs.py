"""A pack written and checked in this process, or by real children one after the other, as the app does it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.checking import Kept, check_written
from coordinator_app.access_requests.feeding import CheckFeed, PackFeed
from coordinator_app.access_requests.pack_order import BUILD, BuiltPack, PackOrder, built_of
from coordinator_app.access_requests.pack_progress import Tell
from coordinator_app.access_requests.printing import Ends, write_pack
from coordinator_app.access_requests.written import CHECK, CheckOrder, without_content, written_of
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.pdf.unlocked import unlocked

Hears = Callable[[Frame], Answer]
_EVERYTHING = 1 << 40


@dataclass
class Files:
    """The volumes as they came; `change` is done to each before it is read again."""

    change: Callable[[bytes], bytes] = bytes
    held: dict[int, io.BytesIO] = field(default_factory=dict)

    def give(self, volume: int, portion: bytes) -> None:
        self.held.setdefault(volume, io.BytesIO()).write(portion)

    def back(self, volume: int, at: int, count: int) -> bytes:
        return self.change(self.held[volume].getvalue())[at : at + count]


def build_volumes(
    order: PackOrder, tell: Tell = lambda _: None, files: Files | None = None
) -> tuple[BuiltPack, dict[int, bytes]]:
    """Of an order that holds its documents: what came of it, and its files by number."""
    taken = files or Files()
    written = write_pack(order, Ends(lambda item: item.document, taken.give, tell))
    built = check_written(CheckOrder(without_content(order), written), Kept(taken.back, tell))
    return built, {volume: out.getvalue() for volume, out in taken.held.items()}


def build(order: PackOrder, tell: Tell = lambda _: None, files: Files | None = None) -> BuiltPack:
    """In one volume, with its bytes locked and readable."""
    whole = replace(order, most_pages=20_000, most_bytes=_EVERYTHING)
    built, volumes = build_volumes(whole, tell, files)
    return replace(built, locked=volumes[1], readable=unlocked(volumes[1], order.password))


def built_by_children(
    jobs: Jobs[Any], order: PackOrder, hears: Hears, checks: Hears | None = None, **watch: Any
) -> BuiltPack:
    """Written by one child and checked by another; `hears` answers the first, and the second unless `checks` does."""
    written = written_of(jobs.child(BUILD, order, hears=hears, **watch).result(120))
    check = CheckOrder(without_content(order), written)
    return built_of(jobs.child(CHECK, check, hears=checks or hears, **watch).result(120))


def answers(jobs: Jobs[Any], order: PackOrder, spool: PackSpool) -> Hears:
    """Both children answered out of the vault and into it, as the app answers them."""
    feed, check = PackFeed(jobs, order, spool), CheckFeed(jobs, spool)
    return lambda frame: check.hears(frame) if "at" in frame.body else feed.hears(frame)
