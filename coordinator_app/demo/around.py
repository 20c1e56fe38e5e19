"""Who stands round the practice partnership: providers with checks, agencies, the other four, steering group, agreement."""

from __future__ import annotations

from datetime import date, timedelta

from coordinator_app.organisations.issues import PolicyIssue
from coordinator_app.organisations.partners import (
    FundAgreement,
    MemberGroup,
    MemberRole,
    OtherPartnership,
    SteeringMember,
)
from coordinator_app.organisations.providers import (
    NEEDED_CHECKS,
    Agency,
    CheckKind,
    Provider,
    ProviderCheck,
    ProviderType,
)
from coordinator_app.organisations.register_actions import keep
from coordinator_app.store.session import Session

_BY = "Pat Samplewell"
_COUNCIL = "The County Council"
_OTHERS = (
    ("Westmarsh Inclusion Partnership", "Bulrush School", "Tansy Ledger", "01632 960131"),
    ("Northfell Inclusion Partnership", "Cairn School", "Ivo Stonecrop", "01632 960132"),
    ("Larkbourne Inclusion Partnership", "Larkbourne Academy", "Posy Wetherby", "01632 960133"),
    ("Saltmere Inclusion Partnership", "Samphire School", "", ""),
)


def add_around(session: Session, fund_holding_id: str, today: date) -> None:
    """Add everyone round the partnership; `today` is the last day of the story, the session's clock stands at its first."""
    for name, school, officer, telephone in _OTHERS:
        other = OtherPartnership(
            name=name, fund_holding_school=school, data_protection_officer=officer, dpo_telephone=telephone
        )
        keep(session, other)
    _providers(session, today)
    keep(
        session,
        Agency(
            name="Hazelmoor Children's Services",
            service="Social care",
            contact="First response desk",
            telephone="01632 960180",
        ),
    )
    _governance(session, fund_holding_id, today)


def _providers(session: Session, today: date) -> None:
    kingfisher = Provider(
        name="Kingfisher Workshop",
        provider_type=ProviderType.REGISTERED,
        ukprn="10099001",
        contact="G. Thimble",
        contact_position="Manager",
        telephone="01632 960166",
        email="office@kingfisher.example",
        address="Unit 3, Weir Yard\nHazelmoor",
        safeguarding_lead="G. Thimble",
        agreement_from=today - timedelta(days=400),
        agreement_until=today + timedelta(days=330),
    )
    barn = Provider(
        name="Otter Barn",
        provider_type=ProviderType.UNREGISTERED,
        contact="Silas Fenwright",
        telephone="01632 960167",
        safeguarding_lead="Silas Fenwright",
    )
    for provider, checked, insured in ((kingfisher, 200, 45), (barn, 150, 210)):
        kept = keep(session, provider).record
        done = today - timedelta(days=checked)
        for kind in (*NEEDED_CHECKS, CheckKind.QUALITY_VISIT):
            ends = {
                CheckKind.INSURANCE: today + timedelta(days=insured),
                CheckKind.SHARING_AGREEMENT: None,
            }.get(kind, done + timedelta(days=365))
            check = ProviderCheck(
                provider_id=kept.id, check=kind, done_on=done, valid_until=ends, checked_by=_BY
            )
            keep(session, check)


def _governance(session: Session, fund_holding_id: str, today: date) -> None:
    began = today - timedelta(days=300)
    for name, role, body, group in (
        ("O. Quillfeather", MemberRole.CHAIR, "Hazelmoor Partnership", MemberGroup.SECONDARY),
        ("Barnaby Ruddock", MemberRole.LOCAL_AUTHORITY, _COUNCIL, MemberGroup.DIRECTORATE),
        ("Hyacinth Sedge", MemberRole.CHAIRS_GROUP, "Westmarsh Inclusion Partnership", MemberGroup.SECONDARY),
    ):
        keep(session, SteeringMember(name=name, role=role, body=body, group=group, from_day=began))
    agreement = FundAgreement(
        school_id=fund_holding_id,
        council=_COUNCIL,
        head="T. Inkwell",
        chair_of_governors="Linnet Harrow",
        signed_on=began,
        from_day=began,
        reviewed_on=today - timedelta(days=120),
        where_kept="School office, blue file",
    )
    keep(session, agreement)
    issue = PolicyIssue(
        title="Fifteen days of which kind",
        clause="5.1",
        problem="The policy says fifteen days. Some of us read it as school days, some as calendar days.",
        raised_by=_BY,
        raised_on=today - timedelta(days=120),
        to_chair_on=today - timedelta(days=118),
        to_group_on=today - timedelta(days=105),
        answer_by=today + timedelta(days=20),
    )
    keep(session, issue)
