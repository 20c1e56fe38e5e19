"""What the family is told and asks for: wordings, corrections, sharing, access requests."""

from __future__ import annotations

from coordinator_app.access_requests import items as request_items
from coordinator_app.access_requests import model as access_requests
from coordinator_app.corrections import model as corrections
from coordinator_app.hooks import Capability, PupilTab, RailGroup, RailItem
from coordinator_app.sharing import model as sharing
from coordinator_app.wording import model as wording

RIGHTS: tuple[Capability, ...] = (
    Capability(
        "wording",
        records=(wording.FormWording, wording.WordingReview, wording.BlankForm),
        pages=(
            ("wording", "coordinator_app.wording.page:WordingPage"),
            ("compare_wordings", "coordinator_app.wording.page:CompareWordingsPage"),
        ),
        due_items="coordinator_app.wording.due:due_items",
        palette="coordinator_app.wording.palette:palette",
        settings_pages=(("Statements and forms", "coordinator_app.wording.page.section:StatementsSection"),),
        undo_gate="coordinator_app.wording.undoing:undo_gate",
    ),
    Capability(
        "corrections",
        records=(corrections.CorrectionClaim, corrections.CorrectionNotice),
        pages=(
            ("corrections", "coordinator_app.corrections.page.claims:CorrectionsPage"),
            ("correction", "coordinator_app.corrections.page.claim:CorrectionPage"),
        ),
        due_items="coordinator_app.corrections.due:due_items",
        palette="coordinator_app.corrections.palette:palette",
        undo_gate="coordinator_app.corrections.following:undo_gate",
        moved="coordinator_app.corrections.following:moved",
        upkeep="coordinator_app.corrections.following:upkeep",
    ),
    Capability(
        "sharing",
        records=(sharing.Disclosure, sharing.DisclosedItem),
        pupil_tabs=(
            PupilTab(
                "sharing",
                "Sharing",
                "coordinator_app.sharing.page:SharingTab",
                4,
                "coordinator_app.sharing.view:count",
            ),
        ),
        undo_gate="coordinator_app.sharing.actions:undo_gate",
        moved="coordinator_app.sharing.following:moved",
        upkeep="coordinator_app.sharing.following:upkeep",
    ),
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
        pages=(
            ("access_requests", "coordinator_app.access_requests.page.list:AccessRequestsPage"),
            ("log_request", "coordinator_app.access_requests.page.log:LogRequestPage"),
            ("access_request", "coordinator_app.access_requests.page.request:AccessRequestPage"),
        ),
        rail=RailItem(
            "access_requests",
            "Access requests",
            "file-search",
            RailGroup.DATA_PROTECTION,
            1,
            count="coordinator_app.access_requests.due:rail_count",
        ),
        due_items="coordinator_app.access_requests.due:due_items",
        palette="coordinator_app.access_requests.palette:palette",
        undo_gate="coordinator_app.access_requests.actions.undoing:undo_gate",
        moved="coordinator_app.access_requests.actions.following:moved",
    ),
)
