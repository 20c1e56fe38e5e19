"""Who stands round the partnership: the other partnerships, the steering group, the fund holding agreement (003-1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.core.catalogue import Record, choice, day, describe, link, text
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import ORGANISATION, PUBLIC_TASK, Audience, Choice, Purpose

_HOLDING = "Records of the schools, providers and agencies that we work with, and of who holds which office"
SOON = timedelta(days=30)
REVIEW_EVERY_DAYS = 365


class MemberRole(Choice):
    """What a member is in the Executive Steering Group (003-1b names the first two)."""

    CHAIRS_GROUP = "chairs_group", "Chairs the steering group"
    CHAIR = "chair", "Chair of a partnership"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    OTHER_BODY = "other_body", "Another body"
    DELEGATE = "delegate", "Acts for a member"


class MemberGroup(Choice):
    """The group of schools or services that a member speaks for (001-A1)."""

    NURSERY = "nursery", "Nursery schools"
    PRIMARY = "primary", "Primary schools"
    SPECIAL = "special", "Special schools"
    SECONDARY = "secondary", "Secondary schools"
    REFERRAL_UNIT = "referral_unit", "Pupil referral unit"
    COLLEGE = "college", "Colleges"
    CHILDREN_CENTRE = "children_centre", "Children's centres"
    DIRECTORATE = "directorate", "Directorate of the local authority"
    OTHER = "other", "Another group"


@describe(
    kind="other_partnership",
    title="Other partnership",
    plural="Other partnerships",
    purpose=Purpose.RUNNING,
    clause="003-1d",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The other partnership",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPartnership(Record):
    """One of the other inclusion partnerships, its fund holding school and that school's own officer (003-1d)."""

    name: str = text("Name of the partnership", required=True, personal=False, column=True, searched=True)
    fund_holding_school: str = text("Its fund holding school", personal=False, column=True)
    data_protection_officer: str = text("Data protection officer of that school")
    dpo_telephone: str = text("Telephone of the data protection officer")
    dpo_email: str = text("Email of the data protection officer")
    chair: str = text("Its Chair")
    coordinator: str = text("Its Co-ordinator")
    address: str = text("Address", long=True, personal=False)
    telephone: str = text("Telephone", personal=False)
    email: str = text("Email", personal=False)
    closed_on: date | None = day("Ended on")


@describe(
    kind="steering_member",
    title="Steering group member",
    plural="Steering group members",
    purpose=Purpose.RUNNING,
    clause="003-1b",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The Executive Steering Group",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SteeringMember(Record):
    """Someone who sits on the Executive Steering Group from one day to another (003-1b)."""

    name: str = text("Name", required=True, column=True, searched=True)
    role: MemberRole | None = choice("Role in the group", MemberRole, required=True, column=True)
    body: str = text("Body that they speak for", required=True, personal=False, column=True)
    group: MemberGroup | None = choice("Group of schools or services", MemberGroup)
    position: str = text("Position in that body")
    acts_for: str = text(
        "Acts for", help="The member who asked them to sit in, if they act for someone else."
    )
    mandate: str = text("What they may decide", personal=False)
    telephone: str = text("Telephone")
    email: str = text("Email")
    from_day: date | None = day("From", required=True, column=True)
    to_day: date | None = day("Until")


@describe(
    kind="fund_agreement",
    title="Fund holding agreement",
    plural="Fund holding agreements",
    purpose=Purpose.RUNNING,
    clause="003-1a",
    basis=PUBLIC_TASK,
    retention=ORGANISATION,
    audience=Audience.PARTNERSHIP,
    holding=_HOLDING,
    source="The county council and the fund holding school",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class FundAgreement(Record):
    """Under which a school holds the funds, and so has the final responsibility for data security (003-1a)."""

    school_id: str = link("Fund holding school", "school", required=True)
    council: str = text("Agreed with", personal=False, help="The county council, as the agreement names it.")
    head: str = text("Headteacher who signed")
    chair_of_governors: str = text("Chair of governors who signed")
    signed_on: date | None = day("Signed on")
    from_day: date | None = day("Runs from", required=True, column=True)
    to_day: date | None = day("Runs until")
    reviewed_on: date | None = day("Last looked at by the governors")
    where_kept: str = text("Where the signed copy is kept", personal=False)


def sits(member: SteeringMember, on: date) -> bool:
    """Whether a member sits on the group that day; both ends are included."""
    return holds(member.from_day, member.to_day, on)


def holds(from_day: date | None, to_day: date | None, on: date) -> bool:
    """Whether a day lies from one day to another, both included; an open end is open."""
    return (from_day is None or from_day <= on) and (to_day is None or on <= to_day)


@dataclass(frozen=True, slots=True)
class AgreementGap:
    """What is wrong with the agreement: a stable code, the sentence, the line below, and the day it counts from."""

    code: str
    words: str
    second: str
    due: date | None = None


def agreement_in_force(agreements: Iterable[FundAgreement], school_id: str, on: date) -> FundAgreement | None:
    """The newest agreement of the fund holding school that runs on a day, or None."""
    running = [
        one for one in agreements if one.school_id == school_id and holds(one.from_day, one.to_day, on)
    ]
    return max(running, key=lambda one: (one.from_day or date.min, one.key), default=None)


def agreement_gap(agreements: Iterable[FundAgreement], school_id: str, today: date) -> AgreementGap | None:
    """What is missing of the agreement that makes the fund holding school responsible (003-1a), or None."""
    known = [one for one in agreements if one.school_id == school_id]
    now = agreement_in_force(known, school_id, today)
    if now is None:
        return _without(known, today)
    if now.to_day is not None and now.to_day <= today + SOON and not _followed(known, now):
        return AgreementGap(
            "ends", "The fund holding agreement runs out", f"It ends on {say(now.to_day)}.", now.to_day
        )
    looked_at = now.reviewed_on or now.signed_on or now.from_day
    if looked_at is not None and (today - looked_at).days > REVIEW_EVERY_DAYS:
        return AgreementGap(
            "review", "The fund holding agreement was not looked at for a year", f"Last on {say(looked_at)}."
        )
    return None


def _without(known: list[FundAgreement], today: date) -> AgreementGap:
    ended = [one.to_day for one in known if one.to_day is not None and one.to_day < today]
    if ended:
        return AgreementGap(
            "ended",
            "The fund holding agreement has ended",
            f"It ended on {say(max(ended))}. Record the new one.",
            max(ended),
        )
    return AgreementGap(
        "missing",
        "No fund holding agreement is on record",
        "It says who is responsible for data security. Record its dates and who signed.",
    )


def _followed(known: list[FundAgreement], now: FundAgreement) -> bool:
    """Whether another agreement runs on the day after this one ends."""
    assert now.to_day is not None
    after = now.to_day + timedelta(days=1)
    return any(one.id != now.id and holds(one.from_day, one.to_day, after) for one in known)
