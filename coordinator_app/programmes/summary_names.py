"""Whom the summary of a programme names who is not meant to be told of in it: the same look as every letter has (no Qt)."""

from __future__ import annotations

from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.orders import Reader
from coordinator_app.pupils.family_names import told_family
from coordinator_app.store.session import Session


def summary_named(
    session: Session, programme: Programme, reader: Reader, order: PrintOrder, handed_to: str = ""
) -> NamesFound:
    """Meant are the pupil, whom to ring there, and in the family's copy who it is handed to, or the family."""
    is_family = reader is Reader.FAMILY
    family = told_family(session, programme.pupil_id, handed_to) if is_family else ()
    meant = Meant(programme.pupil_id, (*_contact(programme), *family), family=is_family)
    return named_in(session, order, programme, meant)


def _contact(programme: Programme) -> tuple[str, ...]:
    """The name before a telephone number: "Alder Thatch, 01632 960123"."""
    name = programme.contact.partition(",")[0].strip()
    return (name,) if name else ()
