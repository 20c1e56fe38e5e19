"""Requests on the way to a pack, and packs that stand in for built ones where building is not the subject."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coordinator_app.access_requests.actions import order, pack
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.needed_checks import OF_THE_FILE
from coordinator_app.access_requests.pack_order import BuiltFinding, BuiltPack, PackOrder
from coordinator_app.chronology.model import Category, ChronologyEntry
from tests.vaults import (
    House,
    add,
    cover,
    gathered,
    item_for,
    ready_request,
    share_the_rest,
    withhold_for_harm,
)

PASSED = tuple(BuiltFinding(name, "passed", "3 pages") for name in OF_THE_FILE)
BUILT = BuiltPack(b"locked", b"readable", 3, PASSED)
BUILT_AGAIN = replace(BUILT, locked=b"locked anew")
"""The same pages from the same decisions, in another file."""


def with_findings(*found: BuiltFinding) -> BuiltPack:
    """A pack whose other checks all passed."""
    said = {one.check_name for one in found}
    return replace(BUILT, findings=(*found, *(one for one in PASSED if one.check_name not in said)))


@dataclass
class Case:
    """A request with every item decided: one entry in part, one guarded entry withheld."""

    house: House
    request: AccessRequest
    shared: ChronologyEntry
    covered: ChronologyEntry
    withheld: ChronologyEntry

    @property
    def now(self) -> AccessRequest:
        return self.house.session.get(AccessRequest, self.request.id)

    def order(self) -> tuple[PackOrder, str]:
        return order.pack_order(self.house.session, self.now, "pw", practice=True)

    def keep(self, built: BuiltPack = BUILT) -> Pack:
        _, mark = self.order()
        return pack.keep_pack(self.house.session, self.now, built, mark).record

    def approve(self) -> AccessRequest:
        on = date(2026, 11, 24)
        return pack.approve(
            self.house.session, self.now, "Dana Placeholder", "There is no second user", on
        ).record

    def settle(self, kept: Pack) -> None:
        for finding in pack.findings_of(self.house.session, kept.id):
            if finding.state == "look":
                pack.keep_finding(self.house.session, finding, "Rang twice")


def decided_case(house: House, **more: Any) -> Case:
    shared = add(house, "Kit came in on time and stayed all day.", happened_on=date(2026, 10, 9))
    covered = add(house, "Kit was paired with Otis Bramblewick. They rebuilt a carburettor.")
    withheld = add(
        house,
        "Worry raised about late nights at home. The lead was told the same day.",
        category=Category.SAFEGUARDING,
        happened_on=date(2026, 11, 6),
    )
    request = ready_request(house, **more)
    items = gathered(house, request)
    cover(house, item_for(items, covered), covered, "Otis Bramblewick")
    withhold_for_harm(house, request, item_for(items, withheld))
    share_the_rest(house, request)
    return Case(house, replace(request), shared, covered, withheld)
