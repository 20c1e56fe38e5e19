"""The writer's part of words that stay in a letter though they name somebody: a line in the audit, without the name."""

from __future__ import annotations

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.named_here import NamesFound, WhyNamed
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session

AUDITED = "letter-names-kept"


def names_kept(session: Session, found: NamesFound, why: WhyNamed) -> None:
    """Write down that they stay, of which record, and for which reason; what lies apart is written down apart."""
    about = found.about
    place = Compartment.GENERAL if about is None else record_type(about).compartment_of(about)
    with session.write(place) as work:
        work.audit(AUDITED, about, note_code=why.value)
