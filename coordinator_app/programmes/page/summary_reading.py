"""What the summary's screen shows, read in one go; frozen, and free of Qt."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.consent.family_copy import Receivers, receivers
from coordinator_app.core.errors import GateShut
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.orders import Reader, summary_order, summary_reference
from coordinator_app.programmes.summary_names import summary_named
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """Which summary is wanted: what is looked at, noted and let out is this one, whatever is chosen meanwhile."""

    programme: Programme
    reader: Reader
    large: bool = False
    handed_to: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRead:
    """The order, None where it may not be printed, with why not; and whom to ask about."""

    receivers: Receivers
    order: PrintOrder | None = None
    shut: GateShut | None = None


def order_of(session: Session, asked: Asked, *, practice: bool, reference: str = "") -> PrintOrder:
    """The order of what is wanted. GateShut where it may not be printed."""
    return summary_order(
        session,
        asked.programme,
        asked.reader,
        practice=practice,
        reference=reference,
        large_print=asked.large,
        handed_to=asked.handed_to,
    )


def read(session: Session, asked: Asked, *, practice: bool) -> SummaryRead:
    """What to show of it."""
    family = asked.reader is Reader.FAMILY
    offered = receivers(session, asked.programme.pupil_id) if family else Receivers()
    try:
        return SummaryRead(offered, order_of(session, asked, practice=practice))
    except GateShut as shut:
        return SummaryRead(offered, shut=shut)


def names_of(session: Session, asked: Asked, order: PrintOrder) -> NamesFound:
    """Whom it names who is not meant to be told of in it."""
    return summary_named(session, asked.programme, asked.reader, order, asked.handed_to)


def note(session: Session, asked: Asked, printed: Printed) -> str:
    """Note it as printed, and give its reference. GateShut where it may not be."""
    return summary_reference(
        session,
        asked.programme,
        asked.reader,
        (printed.version, printed.digest),
        large_print=asked.large,
        handed_to=asked.handed_to,
    )
