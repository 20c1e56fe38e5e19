"""Who we are, as every form and letter says it; what nobody has filled in shows as a gap (003-1, 003-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordinator_app.core.derived import what_we_hold
from coordinator_app.core.print_order import PrintHead, PrintPart, listed
from coordinator_app.organisations.actions import partnership
from coordinator_app.organisations.duty import Serving
from coordinator_app.organisations.model import Office, Partnership, School
from coordinator_app.organisations.officers import school_dpo, serving
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class House:
    """The partnership's own values for any wording, and the gaps between brackets."""

    values: dict[str, str]
    gaps: dict[str, str]
    head: PrintHead


_NOBODY = {
    "coordinator_name": "Co-ordinator: not yet appointed",
    "coordinator_contact": "telephone and email: not yet filled in",
    "school_dpo": "data protection officer of the fund holding school: not yet named",
    "joint_dpo": "joint data protection officer: not yet appointed",
    "fund_holding_school": "fund holding school: not yet named",
    "partnership_name": "partnership: not yet named",
}


def house(session: Session, *, practice: bool) -> House:
    """Read once what every wording may ask of us."""
    ours = partnership(session) or Partnership()
    school = session.find(School, ours.fund_holding_school_id) if ours.fund_holding_school_id else None
    coordinator = serving(session, Office.COORDINATOR)
    values = {
        "partnership_name": ours.name,
        "fund_holding_school": school.name if school else "",
        "coordinator_name": coordinator.name if coordinator else "",
        "coordinator_role": Office.COORDINATOR.label,
        "coordinator_contact": _contact(ours, coordinator),
        "school_dpo": _person(school_dpo(session, school)),
        "joint_dpo": _person(serving(session, Office.JOINT_DPO)),
        "controller_name": school.name if school else "",
    }
    gaps = {name: words for name, words in _NOBODY.items() if not values.get(name)}
    gaps |= {} if school else {"controller_name": _NOBODY["fund_holding_school"]}
    return House(values, gaps, _head(ours, values, practice=practice))


def _head(ours: Partnership, values: dict[str, str], *, practice: bool) -> PrintHead:
    ring = f"Questions? Ring {ours.telephone}" if ours.telephone else ""
    write = f"write to {ours.email}" if ours.email else ""
    lines = (ours.name, *ours.address.splitlines(), ours.telephone, ours.email)
    return PrintHead(
        partnership=values["partnership_name"],
        contact=" or ".join(part for part in (ring, write) if part),
        sender_lines=tuple(line for line in lines if line),
        practice=practice,
    )


def _contact(ours: Partnership, coordinator: Serving | None) -> str:
    telephone = (coordinator.telephone if coordinator else "") or ours.telephone
    email = (coordinator.email if coordinator else "") or ours.email
    return ", ".join(part for part in (telephone, email) if part)


def _person(officer: Serving | None) -> str:
    if officer is None:
        return ""
    return ", ".join(part for part in (officer.name, officer.telephone or officer.email) if part)


def holdings_part(session: Session) -> PrintPart:
    """The part "what we hold", made from the catalogue: it cannot name less than the app keeps."""
    return listed(holding.line for holding in what_we_hold(session.catalogue, "pupil"))


def keeping_part(session: Session) -> PrintPart:
    """How long each of it is kept, from the catalogue's retention rules; one line for each rule."""
    by_rule: dict[str, list[str]] = {}
    for holding in what_we_hold(session.catalogue, "pupil"):
        by_rule.setdefault(", or ".join(_said_once(holding.retentions)), []).append(holding.line)
    most = max(by_rule, key=lambda words: len(by_rule[words]))
    by_rule[most] = by_rule.pop(most)  # "everything else" comes last
    return listed(_keeping_line(words, lines, by_rule) for words, lines in by_rule.items())


def _said_once(rules: Sequence[str]) -> list[str]:
    """A rule that is the beginning of another is said with it: "until 25, and some of it is then looked at again"."""
    found = []
    for one in rules:
        if any(other.startswith(f"{one}, then ") for other in rules):
            continue
        short = one.partition(", then ")[0]
        found.append(
            one.replace(", then ", ", and some of it is then ") if short != one and short in rules else one
        )
    return found


def _keeping_line(words: str, lines: list[str], by_rule: dict[str, list[str]]) -> str:
    longest = max(by_rule.values(), key=len)
    if lines is longest and len(by_rule) > 1:
        return f"Everything else: {words}"
    return f"{'; '.join(lines)}: {words}"
