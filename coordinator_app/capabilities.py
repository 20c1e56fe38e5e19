"""One line per capability: its record types, screens, and hooks into Today, the rail, the palette and the demo.

Nothing here is imported by a capability. Pages and hooks are named "module:attribute" and imported when first
needed, so that start-up stays light (performance rule 2).
"""

from __future__ import annotations

from coordinator_app.access_requests import items as request_items
from coordinator_app.access_requests import model as access_requests
from coordinator_app.attendance import model as attendance
from coordinator_app.chronology import model as chronology
from coordinator_app.chronology import parts as chronology_parts
from coordinator_app.chronology import suspension
from coordinator_app.consent import chasing as consent_chasing
from coordinator_app.consent import model as consent
from coordinator_app.consent import terms as consent_terms
from coordinator_app.corrections import model as corrections
from coordinator_app.documents import model as documents
from coordinator_app.hooks import Capability, PupilTab, RailGroup, RailItem
from coordinator_app.organisations import issues as policy_issues
from coordinator_app.organisations import model as organisations
from coordinator_app.organisations import partners, providers
from coordinator_app.programmes import model as programmes
from coordinator_app.programmes import safety as programme_safety
from coordinator_app.pupils import links as pupil_links
from coordinator_app.pupils import model as pupils
from coordinator_app.pupils import parts as pupil_parts
from coordinator_app.referrals import model as referrals
from coordinator_app.referrals.reasons import GivenReason
from coordinator_app.referrals.risk import ReferralRisk
from coordinator_app.reviews import model as reviews
from coordinator_app.reviews import parts as review_parts
from coordinator_app.scan_in import model as scan_in
from coordinator_app.search import model as search
from coordinator_app.sharing import model as sharing
from coordinator_app.wording import model as wording

CAPABILITIES: tuple[Capability, ...] = (
    Capability(
        "today",
        pages=(("today", "coordinator_app.today.page.page:TodayPage"),),
        rail=RailItem("today", "Today", "sun", RailGroup.WORK, 1),
    ),
    Capability(
        "organisations",
        records=(
            organisations.Partnership,
            organisations.School,
            organisations.Officer,
            organisations.TermCalendarRecord,
            organisations.TermBlock,
            organisations.TermException,
            providers.Provider,
            providers.ProviderCheck,
            providers.Agency,
            organisations.OfficerCover,
            partners.OtherPartnership,
            partners.SteeringMember,
            partners.FundAgreement,
            policy_issues.PolicyIssue,
        ),
        pages=(
            ("set_up", "coordinator_app.organisations.page.set_up:SetUpPage"),
            ("registers", "coordinator_app.organisations.page.registers:RegistersPage"),
        ),
        rail=RailItem("registers", "Registers", "book-user", RailGroup.RECORDS, 1),
        due_items="coordinator_app.organisations.due:due_items",
        palette="coordinator_app.organisations.palette:palette",
        settings_pages=(
            (
                "Partnership and officers",
                "coordinator_app.organisations.page.partnership_section:PartnershipSection",
            ),
            ("Schools", "coordinator_app.organisations.page.schools_section:SchoolsSection"),
            ("Term dates", "coordinator_app.organisations.page.terms_section:TermsSection"),
        ),
    ),
    Capability(
        "settings",
        pages=(("settings", "coordinator_app.settings.page.settings:SettingsPage"),),
        rail=RailItem("settings", "Settings", "settings", RailGroup.FOOT, 1),
        settings_pages=(
            ("Deadlines", "coordinator_app.settings.page.deadlines:DeadlinesSection"),
            ("Locking", "coordinator_app.settings.page.locking:LockingSection"),
            ("Backups", "coordinator_app.settings.page.backups:BackupsSection"),
            ("Reading and display", "coordinator_app.settings.page.display:DisplaySection"),
        ),
    ),
    Capability(
        "pupils",
        records=(
            pupils.Pupil,
            pupils.Carer,
            pupil_parts.PupilName,
            pupil_parts.SchoolOnRoll,
            pupil_parts.PupilNeed,
            pupil_parts.MedicalNote,
            pupil_parts.CarePlan,
            pupil_links.CourtOrder,
            pupil_links.Sibling,
            pupil_links.DifferentChildren,
            pupil_links.PupilMerge,
            pupil_links.MergedRecord,
        ),
        pages=(
            ("pupils", "coordinator_app.pupils.page.list:PupilsPage"),
            ("pupil", "coordinator_app.pupils.page.record:PupilPage"),
            ("merge_pupils", "coordinator_app.pupils.page.merge:MergePage"),
        ),
        pupil_tabs=(
            PupilTab("about", "People and details", "coordinator_app.pupils.page.about:AboutTab", 5),
        ),
        rail=RailItem(
            "pupils", "Pupils", "users", RailGroup.WORK, 2, "coordinator_app.pupils.palette:rail_count"
        ),
        palette="coordinator_app.pupils.palette:palette",
        apart_gate="coordinator_app.pupils.merging:apart_gate",
        undo_gate="coordinator_app.pupils.apart:refuse_tied",
        link_gate="coordinator_app.pupils.gone:link_gate",
        of_others="coordinator_app.pupils.apart:of_others",
        undone="coordinator_app.pupils.merging:undone",
    ),
    Capability(
        "referrals",
        records=(
            referrals.InitialDiscussion,
            referrals.LaterTalk,
            referrals.Referral,
            GivenReason,
            ReferralRisk,
        ),
        pages=(
            ("referrals", "coordinator_app.referrals.page.list:ReferralsPage"),
            ("referral", "coordinator_app.referrals.page:ReferralPage"),
            ("form_back", "coordinator_app.referrals.page.form_back:FormBackPage"),
        ),
        rail=RailItem(
            "referrals",
            "Referrals",
            "user-plus",
            RailGroup.WORK,
            2,
            "coordinator_app.referrals.palette:rail_count",
        ),
        settings_pages=(
            ("First talks", "coordinator_app.referrals.page.settings_section:FirstTalksSection"),
        ),
        upkeep="coordinator_app.referrals.upkeep:upkeep",
        due_items="coordinator_app.referrals.due:due_items",
        palette="coordinator_app.referrals.palette:palette",
        undo_gate="coordinator_app.referrals.actions:undo_gate",
        apart_gate="coordinator_app.referrals.apart:apart_gate",
    ),
    Capability(
        "consent",
        records=(
            consent.PrintedForm,
            consent.Consent,
            consent_terms.OptionalExtra,
            consent_terms.ConsentAnswer,
            consent_terms.ConsentResolution,
            consent_chasing.ConsentChase,
        ),
        pages=(
            ("print_forms", "coordinator_app.consent.page:PrintFormsPage"),
            ("record_consent", "coordinator_app.consent.page:RecordConsentPage"),
            ("consent", "coordinator_app.consent.page:ConsentPage"),
            ("chase_list", "coordinator_app.consent.page:ChaseListPage"),
            ("chase_letter", "coordinator_app.consent.page:ChaseLetterPage"),
        ),
        rail=RailItem(
            # in sight all day, because what waits for somebody else is what is forgotten
            "chase_list",
            "Chase list",
            "list-checks",
            RailGroup.WORK,
            6,
            "coordinator_app.consent.due:rail_count",
            alone=True,
        ),
        due_items="coordinator_app.consent.due:due_items",
        palette="coordinator_app.consent.palette:palette",
        settings_pages=(("Consent", "coordinator_app.consent.page.rules_section:ConsentSection"),),
    ),
    Capability(
        "programmes",
        records=(
            programmes.Programme,
            programmes.ProgrammeDay,
            programmes.ProgrammeTarget,
            programme_safety.RiskWords,
            programme_safety.RiskAssessment,
            programme_safety.StartOverride,
        ),
        pages=(
            ("programmes", "coordinator_app.programmes.page.list:ProgrammesPage"),
            ("programme", "coordinator_app.programmes.page.programme:ProgrammePage"),
        ),
        rail=RailItem(
            "programmes",
            "Programmes",
            "calendar-check",
            RailGroup.WORK,
            4,
            "coordinator_app.programmes.due:rail_count",
        ),
        pupil_tabs=(
            PupilTab(
                "programmes",
                "Programmes",
                "coordinator_app.programmes.page.tab:ProgrammesTab",
                5,
                "coordinator_app.programmes.page.list_reading:count",
            ),
        ),
        due_items="coordinator_app.programmes.due:due_items",
        palette="coordinator_app.programmes.palette:palette",
        undo_gate="coordinator_app.programmes.undoing:undo_gate",
        apart_gate="coordinator_app.programmes.apart:apart_gate",
        undone="coordinator_app.programmes.guarded_words:undone",
        upkeep="coordinator_app.programmes.guarded_words:settle",
    ),
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
        "reviews",
        records=(
            reviews.Review,
            reviews.ReviewTarget,
            reviews.ReviewItem,
            review_parts.ReviewPerson,
            review_parts.ReviewCopy,
        ),
        pages=(
            ("reviews", "coordinator_app.reviews.page.list:ReviewsPage"),
            ("review", "coordinator_app.reviews.page.review:ReviewPage"),
        ),
        rail=RailItem(
            "reviews",
            "Reviews",
            "clipboard-check",
            RailGroup.WORK,
            3,
            "coordinator_app.reviews.due:rail_count",
        ),
        pupil_tabs=(
            PupilTab(
                "reviews",
                "Reviews",
                "coordinator_app.reviews.page.tab:ReviewsTab",
                2,
                "coordinator_app.reviews.page.list_reading:count",
            ),
        ),
        due_items="coordinator_app.reviews.due:due_items",
        palette="coordinator_app.reviews.palette:palette",
    ),
    Capability(
        "chronology",
        records=(
            chronology.ChronologyEntry,
            chronology_parts.EntryAction,
            chronology_parts.EntrySeen,
            chronology_parts.EntryTemplate,
            suspension.Suspension,
        ),
        pupil_tabs=(
            PupilTab(
                "chronology",
                "Chronology",
                "coordinator_app.chronology.page.tab:ChronologyTab",
                1,
                "coordinator_app.chronology.view:count",
            ),
        ),
    ),
    Capability(
        "documents",
        records=(documents.Document, documents.TakenOut),
        pupil_tabs=(
            PupilTab(
                "documents",
                "Documents",
                "coordinator_app.documents.page.tab:DocumentsTab",
                3,
                "coordinator_app.documents.view:count",
            ),
        ),
        due_items="coordinator_app.documents.due:due_items",
        of_others="coordinator_app.documents.another_child:of_others",
        upkeep="coordinator_app.documents.another_child:settle",
    ),
    Capability(
        "scan_in",
        records=(scan_in.ScanBatch, scan_in.ScannedForm, scan_in.ScannedPage),
        pages=(("scan_in", "coordinator_app.scan_in.page.tray:ScanInPage"),),
        rail=RailItem(
            "scan_in", "Scan in", "scan-line", RailGroup.WORK, 5, "coordinator_app.scan_in.due:rail_count"
        ),
        due_items="coordinator_app.scan_in.due:due_items",
        palette="coordinator_app.scan_in.palette:palette",
        upkeep="coordinator_app.scan_in.restricted:upkeep",
        moved="coordinator_app.scan_in.restricted:moved",
        undo_gate="coordinator_app.scan_in.restricted:undo_gate",
    ),
    Capability(
        "attendance",
        records=(attendance.AttendanceWeek, attendance.AttendanceFile, attendance.AttendanceColumns),
    ),
    Capability("corrections", records=(corrections.CorrectionClaim, corrections.CorrectionNotice)),
    Capability("search", records=(search.SavedView,)),
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
        moved="coordinator_app.sharing.actions:moved",
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
