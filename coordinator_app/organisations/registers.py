"""The registers that a coordinator keeps: what each is called, its questions in groups, and how an entry ends."""

from __future__ import annotations

from dataclasses import dataclass, field

from coordinator_app.core.catalogue import Record
from coordinator_app.organisations.issues import PolicyIssue
from coordinator_app.organisations.model import Officer, OfficerCover, School
from coordinator_app.organisations.partners import FundAgreement, OtherPartnership, SteeringMember
from coordinator_app.organisations.providers import Agency, Provider, ProviderCheck


@dataclass(frozen=True, slots=True)
class Group:
    """Two to five questions under one heading, by the names of their fields."""

    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What hangs on an entry: its type, the field that leads to the entry, words and questions."""

    cls: type[Record]
    link: str
    title: str
    one: str
    add: str
    fields: tuple[str, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Register:
    """One register. `one` is the word for an entry, `end` the field that ends one, `ended` the word for such.

    `order` is the field by which the list is read; `leave` are the words of the button that ends an entry.
    """

    name: str
    title: str
    one: str
    icon: str
    cls: type[Record]
    groups: tuple[Group, ...]
    empty: str
    order: str = "name"
    end: str = ""
    ended: str = ""
    leave: str = ""
    parts: tuple[Part, ...] = field(default=())

    @property
    def fields(self) -> tuple[str, ...]:
        """Every question in order."""
        return tuple(name for group in self.groups for name in group.fields)


_REACH = Group("How to reach it", ("address", "telephone", "email"))
_CONTACT = Group("How to reach it", ("contact", "contact_position", "telephone", "email", "address"))
CHECKS = Part(
    ProviderCheck,
    "provider_id",
    "Checks",
    "check",
    "Add a check",
    ("check", "done_on", "valid_until", "checked_by", "note"),
    "No check is recorded. No pupil can start here until those that are needed are in date.",
)
COVERS = Part(
    OfficerCover,
    "officer_id",
    "Who stands in",
    "cover",
    "Add cover",
    ("name", "telephone", "email", "from_day", "to_day", "reason"),
    "Nobody stands in. Add who does the work while this officer is away.",
)
SCHOOLS = Register(
    "schools",
    "Schools",
    "school",
    "graduation-cap",
    School,
    (
        Group("The school", ("name", "school_type", "laestab", "urn", "term_calendar_id")),
        _REACH,
        Group("Who is who", ("head", "chair_of_governors", "safeguarding_lead", "safeguarding_contact")),
        Group(
            "Data protection officer",
            ("data_protection_officer", "dpo_telephone", "dpo_email", "dpo_from", "dpo_until"),
        ),
        Group(
            "Who stands in for the officer",
            ("dpo_cover", "dpo_cover_contact", "dpo_cover_from", "dpo_cover_until"),
        ),
    ),
    "Add the fund holding school first, then the schools that refer pupils.",
    end="closed_on",
    ended="Closed",
    leave="Close the school",
)
PROVIDERS = Register(
    "providers",
    "Providers",
    "provider",
    "handshake",
    Provider,
    (
        Group("The provider", ("name", "provider_type", "urn", "ukprn")),
        _CONTACT,
        Group("Safeguarding", ("safeguarding_lead", "safeguarding_contact")),
        Group("Agreement", ("agreement_from", "agreement_until")),
    ),
    "Add those who teach or look after pupils for you, with the checks that you made.",
    end="closed_on",
    ended="Not used",
    leave="Stop using it",
    parts=(CHECKS,),
)
AGENCIES = Register(
    "agencies",
    "Agencies",
    "agency",
    "life-buoy",
    Agency,
    (Group("The agency", ("name", "service")), _CONTACT),
    "Add the services that you exchange information with, such as health or social care.",
    end="closed_on",
    ended="Not used",
    leave="Stop using it",
)
OTHERS = Register(
    "other_partnerships",
    "Other partnerships",
    "partnership",
    "split",
    OtherPartnership,
    (
        Group("The partnership", ("name", "fund_holding_school", "chair", "coordinator")),
        Group(
            "Data protection officer of its school", ("data_protection_officer", "dpo_telephone", "dpo_email")
        ),
        _REACH,
    ),
    "There are five partnerships. Add the other four, with the data protection officer of each school.",
    end="closed_on",
    ended="Ended",
    leave="It has ended",
)
STEERING = Register(
    "steering_group",
    "Steering group",
    "member",
    "users",
    SteeringMember,
    (
        Group("The member", ("name", "role", "body", "group", "position")),
        Group("If they act for someone else", ("acts_for", "mandate")),
        Group("How to reach them", ("telephone", "email")),
        Group("In the group", ("from_day", "to_day")),
    ),
    "The Executive Steering Group answers for the policy: the Chairs, the local authority and other bodies.",
    end="to_day",
    ended="Left",
    leave="They have left",
)
OFFICERS = Register(
    "officers",
    "Officers",
    "officer",
    "user",
    Officer,
    (
        Group("The office", ("office", "name", "organisation", "service")),
        Group("How to reach them", ("telephone", "email")),
        Group("Appointment", ("from_day", "to_day", "appointed_by")),
    ),
    "Name the Co-ordinator, the Chair, the Safeguarding Officer and the data protection officers.",
    end="to_day",
    ended="Left",
    leave="They have left",
    parts=(COVERS,),
)
AGREEMENTS = Register(
    "fund_agreement",
    "Fund holding agreement",
    "agreement",
    "file-check",
    FundAgreement,
    (
        Group("The agreement", ("school_id", "council", "where_kept")),
        Group("Who signed", ("head", "chair_of_governors", "signed_on")),
        Group("How long it runs", ("from_day", "to_day", "reviewed_on")),
    ),
    "It makes one school, its head and its governors responsible for data security. Record who signed, and when.",
    order="from_day",
    end="to_day",
    ended="Ended",
    leave="It has ended",
)
ISSUES = Register(
    "policy_issues",
    "Policy issues",
    "issue",
    "message-square-warning",
    PolicyIssue,
    (
        Group("The problem", ("title", "clause", "problem", "raised_by", "raised_on")),
        Group("On its way", ("to_chair_on", "to_group_on", "answer_by", "chased_on")),
        Group("The answer", ("answer", "answered_on")),
    ),
    "When the policy itself causes a problem, write it here. It goes to the steering group through the Chair.",
    order="raised_on",
    end="answered_on",
    ended="Answered",
)
REGISTERS = (SCHOOLS, PROVIDERS, AGENCIES, OTHERS, STEERING, OFFICERS, AGREEMENTS, ISSUES)


def register(name: str) -> Register:
    """The register of that name, the first if there is none."""
    return next((one for one in REGISTERS if one.name == name), REGISTERS[0])
