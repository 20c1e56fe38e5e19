"""What the family is told and asks for: wordings, corrections, sharing, access requests."""

from __future__ import annotations

from coordinator_app.access_requests import items as request_items
from coordinator_app.access_requests import mishaps as request_mishaps
from coordinator_app.access_requests import model as access_requests
from coordinator_app.access_requests import persons as request_persons
from coordinator_app.access_requests import searching as request_searching
from coordinator_app.breaches import model as breaches
from coordinator_app.breaches import person as breach_person
from coordinator_app.complaints import model as complaints
from coordinator_app.corrections import model as corrections
from coordinator_app.hooks import Capability, PupilTab, RailGroup, RailItem
from coordinator_app.official_requests import model as official_requests
from coordinator_app.rights import model as rights
from coordinator_app.rights import parts as rights_parts
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
        records=(
            corrections.CorrectionClaim,
            corrections.CorrectionNotice,
            corrections.CorrectionQuestion,
        ),
        pages=(
            ("corrections", "coordinator_app.corrections.page.claims:CorrectionsPage"),
            ("correction", "coordinator_app.corrections.page.claim:CorrectionPage"),
            ("correction_notice", "coordinator_app.corrections.page.letters:NoticeLetterPage"),
            ("correction_answer", "coordinator_app.corrections.page.letters:AnswerLetterPage"),
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
            access_requests.HealthOpinion,
            request_items.RequestItem,
            request_items.Redaction,
            request_items.Pack,
            request_items.PackVolume,
            request_items.PackFinding,
            request_persons.RequestPerson,
            request_searching.RequestPlace,
            request_searching.RequestSearch,
            request_searching.RequestWork,
            request_mishaps.Mishap,
        ),
        pages=(
            ("access_requests", "coordinator_app.access_requests.page.list:AccessRequestsPage"),
            ("log_request", "coordinator_app.access_requests.page.log:LogRequestPage"),
            ("access_request", "coordinator_app.access_requests.page.request:AccessRequestPage"),
            ("request_figures", "coordinator_app.access_requests.page.figures:FiguresPage"),
            ("print_request_figures", "coordinator_app.access_requests.page.figures:PrintFiguresPage"),
            ("request_letters", "coordinator_app.access_requests.page.letters_page:RequestLettersPage"),
            ("request_calendar", "coordinator_app.access_requests.page.calendar:RequestCalendarPage"),
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
        undone="coordinator_app.access_requests.actions.mishaps:undone",
        upkeep="coordinator_app.access_requests.upkeep:upkeep",
    ),
    Capability(
        "official_requests",
        records=(official_requests.OfficialRequest, official_requests.OfficialNotice),
        pages=(
            ("official_requests", "coordinator_app.official_requests.page.list:OfficialRequestsPage"),
            ("official_request", "coordinator_app.official_requests.page.one:OfficialRequestPage"),
            ("official_letter", "coordinator_app.official_requests.page.letters:OfficialLetterPage"),
        ),
        due_items="coordinator_app.official_requests.due:due_items",
        palette="coordinator_app.official_requests.palette:palette",
        undo_gate="coordinator_app.official_requests.actions:undo_gate",
        upkeep="coordinator_app.official_requests.copies:upkeep",
    ),
    Capability(
        "rights",
        records=(
            rights.RightsRequest,
            rights_parts.RightsItem,
            rights_parts.RightsCheck,
            rights_parts.RightsNotice,
            rights_parts.RightsQuestion,
            rights_parts.RestrictedUse,
            rights_parts.KeptRightsLetter,
            rights_parts.ErasureCertificate,
            rights_parts.Restriction,
        ),
        pages=(
            ("rights", "coordinator_app.rights.page.list:RightsPage"),
            ("rights_request", "coordinator_app.rights.page.request:RightsRequestPage"),
            ("rights_letter", "coordinator_app.rights.page.letters:RightsLetterPage"),
        ),
        rail=RailItem(
            "rights",
            "Erase or restrict",  # all three words are wider than the menu
            "eraser",
            RailGroup.DATA_PROTECTION,
            3,
            count="coordinator_app.rights.palette:rail_count",
        ),
        due_items="coordinator_app.rights.due:due_items",
        palette="coordinator_app.rights.palette:palette",
        undo_gate="coordinator_app.rights.following:undo_gate",
        moved="coordinator_app.rights.following:moved",
        upkeep="coordinator_app.rights.following:upkeep",
    ),
    Capability(
        "breaches",
        records=(breaches.Breach, breach_person.BreachPerson),
        pages=(
            ("breaches", "coordinator_app.breaches.page.list:BreachesPage"),
            ("breach_letter", "coordinator_app.breaches.page.letters:BreachLetterPage"),
        ),
        rail=RailItem(
            "breaches",
            "Breaches",
            "shield-alert",
            RailGroup.DATA_PROTECTION,
            3,
            count="coordinator_app.breaches.due:rail_count",
        ),
        due_items="coordinator_app.breaches.due:due_items",
        palette="coordinator_app.breaches.due:palette",
        undo_gate="coordinator_app.breaches.undoing:undo_gate",
        of_others="coordinator_app.breaches.others:of_others",
        upkeep="coordinator_app.breaches.people:upkeep",
    ),
    Capability(
        "complaints",
        records=(complaints.Complaint, complaints.ComplaintStep, complaints.KeptComplaintLetter),
        pages=(
            ("complaints", "coordinator_app.complaints.page.list:ComplaintsPage"),
            ("complaint", "coordinator_app.complaints.page.complaint:ComplaintPage"),
            ("complaint_letter", "coordinator_app.complaints.page.letters:ComplaintLetterPage"),
            ("complaint_form", "coordinator_app.complaints.page.letters:ComplaintFormPage"),
        ),
        rail=RailItem(
            "complaints",
            "Complaints",
            "message-square-warning",
            RailGroup.DATA_PROTECTION,
            4,
            count="coordinator_app.complaints.palette:rail_count",
        ),
        due_items="coordinator_app.complaints.due:due_items",
        palette="coordinator_app.complaints.palette:palette",
        undo_gate="coordinator_app.complaints.following:undo_gate",
        moved="coordinator_app.complaints.following:moved",
        upkeep="coordinator_app.complaints.following:upkeep",
    ),
)
