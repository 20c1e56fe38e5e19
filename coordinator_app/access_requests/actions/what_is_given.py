"""What a reply says of the records that are given: their kinds and where they came from (article 15(1)(b) and (g)).

No court order, court or doctor where no paper of theirs is given; what is held back would be told of by its kind or source,
and where it may be named it stands in its own list.
"""

from __future__ import annotations

from collections.abc import Iterable

from coordinator_app.access_requests.actions.intake import as_asked
from coordinator_app.access_requests.actions.reader import for_reader, single_sources
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.derived import what_we_hold
from coordinator_app.core.print_order import PrintPart, listed, paragraphs
from coordinator_app.store.session import Session


def given_parts(
    session: Session, request: AccessRequest, items: Iterable[RequestItem]
) -> dict[str, PrintPart]:
    """The parts `categories` and `sources` of a reply, in words for whoever asks."""
    catalogue = session.catalogue
    kinds = {one.item_kind for one in items if one.outcome is not Outcome.WITHHOLD}
    given = [one for one in catalogue.types if one.kind in kinds]
    told = as_asked(session, request).requester_kind
    lines = {one.holding for one in given}
    # in the order of the privacy statement, which names the same lines
    categories = for_reader(told, (one.line for one in what_we_hold(catalogue, "pupil") if one.line in lines))
    sources = for_reader(told, single_sources(one.source for one in given))
    return {
        "categories": listed(categories) if categories else paragraphs("Nothing is given."),
        "sources": listed(sources)
        if sources
        else paragraphs("Nothing is given, so there is no source to name."),
    }
