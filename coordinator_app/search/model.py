"""Searches kept by name. What is looked for can name a child, so they are records of the vault, never settings."""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.core.catalogue import Record, describe, text, yes_no
from coordinator_app.core.privacy import LEGAL_DUTY, ORGANISATION, Audience, Compartment, Purpose


def view_compartment(view: SavedView) -> Compartment:
    """Guarded when its words were typed while the guarded compartment was searched too."""
    return Compartment.GUARDED if view.is_guarded else Compartment.GENERAL


@describe(
    kind="saved_view",
    title="Search kept by name",
    plural="Searches kept by name",
    purpose=Purpose.RUNNING,
    clause="003-3",
    basis=LEGAL_DUTY,
    retention=ORGANISATION,
    audience=Audience.INDIVIDUAL,
    holding="Searches and filters that we use again and again",
    source="The partnership",
    compartments=(Compartment.GENERAL, Compartment.GUARDED),
    place=view_compartment,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Record):
    """`page` is the page it belongs to; `filters` what that page says of itself by `where()`, as JSON."""

    title: str = text("Name", required=True, column=True)
    page: str = text("Page", personal=False, required=True)
    filters: str = text("What is looked for", long=True, required=True)
    is_guarded: bool = yes_no("Among guarded entries too", released=False)
