"""Today, the registers of organisations, and the settings."""

from __future__ import annotations

from coordinator_app.hooks import Capability, RailGroup, RailItem
from coordinator_app.organisations import issues as policy_issues
from coordinator_app.organisations import model as organisations
from coordinator_app.organisations import partners, providers

HOUSE: tuple[Capability, ...] = (
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
            ("Health of the vault", "coordinator_app.settings.page.health:HealthSection"),
            ("Reading and display", "coordinator_app.settings.page.display:DisplaySection"),
        ),
    ),
    Capability(
        "audit_log",
        pages=(("audit_log", "coordinator_app.audit_log.page.page:AuditLogPage"),),
        rail=RailItem("audit_log", "Audit log", "scroll-text", RailGroup.RECORDS, 9),
        palette="coordinator_app.audit_log.palette:palette",
    ),
)
