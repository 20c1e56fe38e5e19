"""One line per capability: its record types, screens, and hooks into Today, the rail, the palette and the demo.

Nothing here is imported by a capability. Pages and hooks are named "module:attribute" and imported when first
needed, so that start-up stays light (performance rule 2).
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.access_requests import items as request_items
from coordinator_app.access_requests import model as access_requests
from coordinator_app.chronology import model as chronology
from coordinator_app.consent import model as consent
from coordinator_app.core.catalogue import Catalogue, Record
from coordinator_app.documents import model as documents
from coordinator_app.organisations import model as organisations
from coordinator_app.pupils import model as pupils
from coordinator_app.referrals import model as referrals
from coordinator_app.reviews import model as reviews
from coordinator_app.sharing import model as sharing


@dataclass(frozen=True, slots=True)
class RailItem:
    """A line of the rail: the page it opens, its words, icon, group and order within the group."""

    page: str
    title: str
    icon: str
    group: str
    order: int


@dataclass(frozen=True, slots=True)
class PupilTab:
    """A tab of the pupil record: words and the widget class ("module:Class"), made with (services, pupil_id)."""

    name: str
    title: str
    widget: str
    order: int


@dataclass(frozen=True, slots=True)
class Capability:
    """What one folder brings. `pages` maps a page's name to "module:Class"; hooks are "module:function".

    `due_items(session) -> list[today.model.DueItem]`; `palette(session) -> list[PaletteEntry]`;
    `demo(session)` adds deterministic practice rows; `settings_pages` maps a title to "module:Class".
    """

    name: str
    records: tuple[type[Record], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    rail: RailItem | None = None
    pupil_tabs: tuple[PupilTab, ...] = ()
    due_items: str = ""
    palette: str = ""
    settings_pages: tuple[tuple[str, str], ...] = ()
    demo: str = ""


CAPABILITIES: tuple[Capability, ...] = (
    Capability(
        "organisations",
        records=(
            organisations.Partnership,
            organisations.School,
            organisations.Officer,
            organisations.TermCalendarRecord,
            organisations.TermBlock,
            organisations.TermException,
        ),
    ),
    Capability("pupils", records=(pupils.Pupil, pupils.Carer)),
    Capability("referrals", records=(referrals.InitialDiscussion, referrals.Referral)),
    Capability("consent", records=(consent.PrintedForm, consent.Consent)),
    Capability("reviews", records=(reviews.Review, reviews.ReviewTarget, reviews.ReviewItem)),
    Capability("chronology", records=(chronology.ChronologyEntry,)),
    Capability("documents", records=(documents.Document,)),
    Capability("sharing", records=(sharing.Disclosure, sharing.DisclosedItem)),
    Capability(
        "access_requests",
        records=(
            access_requests.AccessRequest,
            access_requests.RequestPause,
            access_requests.Consultation,
            access_requests.RequestLetter,
            access_requests.SafeguardingAdvice,
            request_items.RequestItem,
            request_items.Redaction,
            request_items.Pack,
            request_items.PackFinding,
        ),
    ),
)

CATALOGUE = Catalogue(record for capability in CAPABILITIES for record in capability.records)
