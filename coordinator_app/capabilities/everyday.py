"""The pupil's record: from referral and consent to programmes, reviews, entries, attendance and documents."""

from __future__ import annotations

from coordinator_app.attendance import model as attendance
from coordinator_app.chronology import model as chronology
from coordinator_app.chronology import parts as chronology_parts
from coordinator_app.chronology import suspension
from coordinator_app.consent import chasing as consent_chasing
from coordinator_app.consent import model as consent
from coordinator_app.consent import terms as consent_terms
from coordinator_app.documents import model as documents
from coordinator_app.hooks import Capability, PupilTab, RailGroup, RailItem
from coordinator_app.programmes import model as programmes
from coordinator_app.programmes import safety as programme_safety
from coordinator_app.pupils import links as pupil_links
from coordinator_app.pupils import model as pupils
from coordinator_app.pupils import parts as pupil_parts
from coordinator_app.referrals import model as referrals
from coordinator_app.referrals.reasons import GivenReason
from coordinator_app.referrals.risk import ReferralRisk
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.reviews import model as reviews
from coordinator_app.reviews import parts as review_parts
from coordinator_app.scan_in import model as scan_in
from coordinator_app.search import model as search

EVERYDAY: tuple[Capability, ...] = (
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
            UnplacedCall,
        ),
        pages=(
            ("referrals", "coordinator_app.referrals.page.list:ReferralsPage"),
            ("referral", "coordinator_app.referrals.page:ReferralPage"),
            ("form_back", "coordinator_app.referrals.page.form_back:FormBackPage"),
            ("safeguarding_call", "coordinator_app.referrals.page.unplaced_call:UnplacedCallPage"),
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
        of_others="coordinator_app.referrals.misplaced:of_others",
        undone="coordinator_app.referrals.misplaced:undone",
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
            ("review_letter", "coordinator_app.reviews.page.letter:ReviewLetterPage"),
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
        undo_gate="coordinator_app.reviews.undoing:undo_gate",
        moved="coordinator_app.reviews.following:moved",
        upkeep="coordinator_app.reviews.following:upkeep",
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
        due_items="coordinator_app.chronology.due:due_items",
        settings_pages=(
            ("Wordings for entries", "coordinator_app.chronology.page.templates_section:TemplatesSection"),
        ),
        moved="coordinator_app.chronology.following:moved",
        upkeep="coordinator_app.chronology.following:upkeep",
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
        moved="coordinator_app.documents.changing:moved",
        upkeep="coordinator_app.documents.upkeep:settle",
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
        pages=(
            ("attendance_week", "coordinator_app.attendance.page.place_week:WeekPage"),
            ("bring_in_attendance", "coordinator_app.attendance.page.bring_in:BringInPage"),
        ),
        pupil_tabs=(
            PupilTab("attendance", "Attendance", "coordinator_app.attendance.page.tab:AttendanceTab", 2),
        ),
        due_items="coordinator_app.attendance.due:due_items",
        palette="coordinator_app.attendance.palette:palette",
    ),
    Capability(
        "search",
        records=(search.SavedView,),
        pages=(("search", "coordinator_app.search.page.page:SearchPage"),),
        rail=RailItem("search", "Search", "search", RailGroup.WORK, 7),
        palette="coordinator_app.search.palette:palette",
        palette_texts="coordinator_app.search.palette:texts",
    ),
)
