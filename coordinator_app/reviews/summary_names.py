"""Whom the summary of a review names who is not meant to be told of in it: the same look as every letter has (no Qt)."""

from __future__ import annotations

from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.pupils.family_names import told_family
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.people import came_of
from coordinator_app.store.session import Session


def summary_named(session: Session, review: Review, order: PrintOrder, handed_to: str = "") -> NamesFound:
    """Meant are the pupil, those who were ticked as having come, and who it is handed to, or the family.

    The school and the provider get the same paper, so that somebody agreed to be named to the family is not enough.
    """
    came = tuple(one.name for one in came_of(session, review.id))
    names = (*came, *told_family(session, review.pupil_id, handed_to))
    meant = Meant(review.pupil_id, names, family=False)
    return named_in(session, order, review, meant)
