"""Providers of alternative provision, the checks made of them, and other agencies (003-3.5; domain 6.6, 6.7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text
from coordinator_app.core.dates import say
from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.privacy import ORGANISATION, PUBLIC_TASK, Audience, Choice, Purpose

_HOLDING = "Records of the schools, providers and agencies that we work with, and of who holds which office"


class ProviderType(Choice):
    """The kind of setting, as the census of alternative provision groups them (domain 6.6)."""

    SCHOOL = "school", "School or academy with a URN"
    REGISTERED = "registered", "Registered provider with a UKPRN"
    COLLEGE = "college", "Further education college"
    TUITION = "tuition", "One-to-one tuition"
    UNREGISTERED = "unregistered", "Other unregistered provider"


class CheckKind(Choice):
    """What is looked at before a provider is used, and again when it runs out (domain 6.7)."""

    SAFEGUARDING = "safeguarding", "Safeguarding policy and trained lead"
    STAFF_CHECKS = "staff_checks", "Enhanced DBS checks and single central record"
    HEALTH_AND_SAFETY = "health_and_safety", "Health and safety, and premises"
    INSURANCE = "insurance", "Insurance"
    QUALITY_VISIT = "quality_visit", "Quality visit"
    SHARING_AGREEMENT = "sharing_agreement", "Information sharing agreement signed"


NEEDED_CHECKS = (
    CheckKind.SAFEGUARDING,
    CheckKind.STAFF_CHECKS,
    CheckKind.HEALTH_AND_SAFETY,
    CheckKind.INSURANCE,
    CheckKind.SHARING_AGREEMENT,
)
"""Those that must be in date before a pupil starts; a quality visit falls due but keeps nobody out."""


@describe(
    kind="provider",
    title="Provider",
    plural="Providers",
    purpose=Purpose.RUNNING,
    clause="003-3.5",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The provider",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Provider(Record):
    """A provider of alternative provision that pupils may attend."""

    name: str = text("Name of the provider", required=True, personal=False, column=True, searched=True)
    provider_type: ProviderType | None = choice("Kind of provider", ProviderType, column=True)
    urn: str = text("URN", personal=False)
    ukprn: str = text("UKPRN", personal=False)
    address: str = text("Address", long=True, personal=False)
    telephone: str = text("Telephone", personal=False)
    email: str = text("Email", personal=False)
    contact: str = text("Who to speak to")
    safeguarding_lead: str = text("Safeguarding lead")
    closed_on: date | None = day("Not used since")
    contact_position: str = text("Their position")
    safeguarding_contact: str = text("How to reach the safeguarding lead")
    agreement_from: date | None = day("Agreement from")
    agreement_until: date | None = day("Agreement until")


@describe(
    kind="provider_check",
    title="Provider check",
    plural="Provider checks",
    purpose=Purpose.RUNNING,
    clause="003-3.5",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The provider, and what we saw",
    part_of="provider_id",
    date_field="done_on",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCheck(Record):
    """One check of a provider: when it was made and until when it holds."""

    provider_id: str = link("Provider", "provider", required=True)
    check: CheckKind | None = choice("What was checked", CheckKind, required=True, column=True)
    done_on: date | None = day("Checked on", required=True, column=True)
    valid_until: date | None = day("Holds until", column=True)
    checked_by: str = text("Who checked")
    note: str = text("What was found", long=True, personal=False)


@describe(
    kind="agency",
    title="Agency",
    plural="Agencies",
    purpose=Purpose.RUNNING,
    clause="003-3.5",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The agency",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Record):
    """Another service that we exchange information with: health, social care, police, youth justice."""

    name: str = text("Name of the agency", required=True, personal=False, column=True, searched=True)
    service: str = text("What it does", personal=False, column=True)
    address: str = text("Address", long=True, personal=False)
    telephone: str = text("Telephone", personal=False)
    email: str = text("Email", personal=False)
    contact: str = text("Who to speak to")
    closed_on: date | None = day("Not used since")
    contact_position: str = text("Their position")


def newest_of_each(checks: Iterable[ProviderCheck]) -> dict[CheckKind, ProviderCheck]:
    """The newest check of each kind; one in the trash does not count."""
    newest: dict[CheckKind, ProviderCheck] = {}
    for one in sorted(checks, key=lambda check: (check.done_on or date.min, check.key)):
        if one.check is not None and one.trashed_at is None:
            newest[one.check] = one
    return newest


def checks_in_date(provider: Provider, checks: Iterable[ProviderCheck], on: date) -> Decision:
    """Whether pupils may start with a provider on a day: it is in use and each needed check holds (domain 6.7)."""
    if provider.closed_on is not None and provider.closed_on <= on:
        why = f"{provider.name} has not been used since {say(provider.closed_on)}."
        return Decision((Reason(why, "Choose another provider.", "003-3.5"),))
    newest = newest_of_each(checks)
    wrong = ((kind, _out_of_date(newest.get(kind), on)) for kind in NEEDED_CHECKS)
    return Decision(
        tuple(
            Reason(f"{kind.label}: {why}", "It opens when a check in date is recorded.", "003-3.5")
            for kind, why in wrong
            if why
        )
    )


def _out_of_date(check: ProviderCheck | None, on: date) -> str:
    if check is None:
        return "no check is recorded."
    if check.done_on is not None and check.done_on > on:
        return f"the check is dated {say(check.done_on)}, after the day asked about."
    if check.valid_until is not None and check.valid_until < on:
        return f"the check ran out on {say(check.valid_until)}."
    return ""
