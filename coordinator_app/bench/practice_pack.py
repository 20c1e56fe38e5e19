"""An invented pack order of a few hundred items, for the window's stall."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.access_requests.pack_order import OrderItem, OrderLine, PackOrder
from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.line import ASK

_WORDS = "In on all three days this week. Late once, on Wednesday, because the bus was cancelled. " * 12
ITEMS = 300
PASSWORD = "BENCH-BENCH"  # noqa: S105  (of an invented pack)


def practice_order() -> PackOrder:
    """Text items only, shared in full; the letter's gaps are left to show."""
    items = tuple(
        OrderItem(
            number=number,
            title="Attendance",
            on_day=date(2026, 1, 5) + timedelta(days=number % 300),
            outcome="share",
            lines=(OrderLine("What happened", _WORDS),),
        )
        for number in range(1, ITEMS + 1)
    )
    head = PrintHead(partnership="Bench", contact="", reference="7QK4-M2ZD-91XA", date="24 November 2026")
    letter = PrintOrder("letter-reply", head, choices=("all_shared",), is_letter=True)
    return PackOrder(
        request_number=1,
        password=PASSWORD,
        practice=True,
        letter=letter,
        items=items,
        terms=(),
    )


class Taken:
    """Hears a build as a vault does: keeps what is given of each volume, and gives a piece of it back when asked."""

    def __init__(self) -> None:
        self.volumes: dict[int, bytearray] = {}

    def hears(self, frame: Frame) -> Answer:
        """A portion, or what stands at a place of what came."""
        volume = self.volumes.setdefault(frame.body["volume"], bytearray())
        if frame.kind == ASK:
            at, count = frame.body["at"], frame.body["count"]
            return Answer({}, (bytes(volume[at : at + count]),))
        volume += frame.blobs[0]
        return Answer({})
