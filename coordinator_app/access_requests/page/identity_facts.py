"""What is on record about who asks, in words (no Qt): by what right, what was seen and by whom, what the child says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.model import AccessRequest, CourtOrder, RequesterKind
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.requesters import age_of, needs_of
from coordinator_app.core.dates import say

Fact = tuple[str, str]


def identity_facts(case: CaseFacts) -> list[Fact]:
    """Names and what is recorded under them."""
    one = case.request
    label = one.requester_kind.label if one.requester_kind else ""
    facts: list[Fact] = [("Asked by", f"{one.requester}. {label}".strip())]
    if one.sort is not None:
        facts.append(("By what right", needs_of(intake.as_known(one, case.carer)).right))
    held = [("Court order on the record", words) for words in case.orders]
    return [*facts, *_carer(case), *_care(case), *held, *case.asked, *_seen(one), *_child(case)]


def _carer(case: CaseFacts) -> Iterator[Fact]:
    carer = case.carer
    if carer is None:
        return
    if carer.has_responsibility and carer.evidence:
        said = carer.evidence.label
        how = " on" if said.endswith(" seen") else ", seen"
        on = f"{how} {say(carer.evidence_seen_on)}" if carer.evidence_seen_on else ""
        yield "Parental responsibility", f"{said}{on}"
    elif not carer.has_responsibility:
        yield "Parental responsibility", "None is recorded. They need authority to ask."
    if carer.restrictions:
        yield "Court orders or restrictions", carer.restrictions


def _care(case: CaseFacts) -> Iterator[Fact]:
    """What the pupil's record says of care: looked at whoever asks, since it says who else has responsibility."""
    pupil = case.pupil
    if pupil is None or not (pupil.care_status or pupil.care_authority):
        if case.request.requester_kind is RequesterKind.LOCAL_AUTHORITY:
            yield "Care", "The pupil's record says nothing of care by a local authority."
        return
    status = pupil.care_status.label if pupil.care_status else "Legal status not recorded"
    yield "Care", f"{status}. {pupil.care_authority}".strip().rstrip(".")


def _seen(one: AccessRequest) -> Iterator[Fact]:
    if one.identity_seen_on is not None:
        what = one.identity_seen.label if one.identity_seen else "Proof"
        yield (
            "Proof of identity",
            f"{what}, {_by(one.identity_seen_on, one.identity_seen_by)}. No copy is kept.",
        )
    if one.authority_seen_on is not None:
        yield "Authority", f"{one.authority_seen or 'Seen'}, {_by(one.authority_seen_on, '')}"
    order = one.court_order
    if order is None:
        return
    asked = f", asked about on {say(one.court_order_checked_on)}" if one.court_order_checked_on else ""
    note = f" {one.court_order_note}" if order is not CourtOrder.NONE and one.court_order_note else ""
    yield "Court order", f"{order.label}{asked}.{note}"


def _by(on: date, who: str) -> str:
    return f"seen {say(on)} by {who}" if who.strip() else f"seen {say(on)}"


def _child(case: CaseFacts) -> Iterator[Fact]:
    age, one = age_of(case.request, case.pupil), case.request
    if age is not None:
        yield "The child", f"Age {age} on the day it arrived. The information is the child's own."
    if one.child_judged_by or one.child_judged_on:
        said = (
            "They understand their rights"
            if one.child_understands
            else "They do not understand their rights yet"
        )
        on = f" on {say(one.child_judged_on)}" if one.child_judged_on else ""
        yield "Judged", f"{said}. {one.child_judged_by}{on}"
    if one.child_agrees is not None:
        yield "The child agrees", "Yes" if one.child_agrees else "No"
    if one.in_childs_interests:
        yield "In the child's interests", one.in_childs_interests
