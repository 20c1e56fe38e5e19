"""The rules of deciding: when an item is decided, when a pack may be built, when it may be sent (003-5.1, 5.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from coordinator_app.access_requests.items import (
    FindingState,
    Outcome,
    Pack,
    PackFinding,
    Redaction,
    RequestItem,
)
from coordinator_app.access_requests.model import (
    AccessRequest,
    Consultation,
    Exemption,
    RequesterKind,
    SafeguardingAdvice,
)
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of


def advice_given(advice: Iterable[SafeguardingAdvice]) -> bool:
    """Whether the Safeguarding Officer's advice is on file: who, when and what (003-5.2)."""
    return any(one.given_on is not None and one.advice.strip() and one.officer.strip() for one in advice)


_NO_ADVICE = Reason(
    "Holding this back because of harm needs the Local Authority Safeguarding Officer's advice.",
    "It opens when the advice is recorded.",
    "003-5.2",
)


def harm_gate(exemption: Exemption | None, advice: Iterable[SafeguardingAdvice]) -> Decision:
    """Whether harm may be given as the reason."""
    if exemption is None or not exemption.needs_safeguarding_advice or advice_given(advice):
        return OPEN
    return Decision((_NO_ADVICE,))


def item_gate(
    item: RequestItem, redactions: tuple[Redaction, ...], advice: tuple[SafeguardingAdvice, ...]
) -> Decision:
    """Why an item's decision may not stand, or that it may."""
    rule = {
        Outcome.SHARE: lambda: restricted_gate(item, advice),
        Outcome.REDACT: lambda: all_of(_redact_gate(redactions, advice), restricted_gate(item, advice)),
        Outcome.WITHHOLD: lambda: _withhold_gate(item, advice),
    }.get(item.outcome or Outcome.UNDECIDED)
    return (
        rule()
        if rule
        else Decision((Reason("Nothing is decided yet.", "Choose what to do with it.", "003-5.1"),))
    )


def restricted_gate(item: RequestItem, advice: tuple[SafeguardingAdvice, ...]) -> Decision:
    """Safeguarding and health leave the partnership on advice or for a written reason, unless they have had it."""
    told = item.already_shared_on is not None
    if not item.is_guarded or told or item.note.strip() or advice_given(advice):
        return OPEN
    said = "It is restricted, and no advice about it is recorded."
    return Decision((Reason(said, "Ask for advice, or say in the note why they may see it.", "003-5.2"),))


def _redact_gate(redactions: tuple[Redaction, ...], advice: tuple[SafeguardingAdvice, ...]) -> Decision:
    if not redactions:
        return Decision(
            (Reason("Nothing is covered yet.", "Cover at least one part, or share it in full.", "003-5.2"),)
        )
    unexplained = any(redaction.exemption is None for redaction in redactions)
    reasons = (Reason("A covered part has no reason.", "Choose a reason for each.", "003-5.2"),)
    harm = [harm_gate(redaction.exemption, advice) for redaction in redactions]
    shut = next((decision for decision in harm if not decision.is_open), OPEN)
    return Decision((reasons if unexplained else ()) + shut.reasons)


def _withhold_gate(item: RequestItem, advice: tuple[SafeguardingAdvice, ...]) -> Decision:
    reasons: list[Reason] = []
    if item.exemption is None:
        reasons.append(Reason("No reason in law is chosen.", "Choose one.", "003-5.2"))
    if not item.reason.strip():
        reasons.append(Reason("The reason is not written down.", "Write it in your own words.", "003-5.2"))
    if item.already_shared_on is not None and not item.note.strip():
        reasons.append(
            Reason(
                "They have had this already, so withholding it will look odd.",
                "Say why in the note for the file.",
                "003-5.3",
            )
        )
    return Decision((*reasons, *harm_gate(item.exemption, advice).reasons))


def decided_gate(
    items: tuple[RequestItem, ...],
    redactions: dict[str, tuple[Redaction, ...]],
    advice: tuple[SafeguardingAdvice, ...],
) -> Decision:
    """Whether every gathered item has a decision that may stand; `redactions` by item id."""
    if not items:
        return Decision((Reason("Nothing has been gathered.", "Gather what is held first.", "003-5.1"),))
    open_ones = [item for item in items if not item_gate(item, redactions.get(item.id, ()), advice).is_open]
    if not open_ones:
        return OPEN
    count = "1 item is" if len(open_ones) == 1 else f"{len(open_ones)} items are"
    return Decision((Reason(f"{count} not decided.", "Decide each of them.", "003-5.1"),))


def identity_gate(request: AccessRequest) -> Decision:
    """Whether it is settled who asks and by what right (domain 2.1)."""
    reasons = []
    known = request.identity_known and request.identity_reason.strip()
    if not known and request.identity_seen_on is None:
        reasons.append(
            Reason(
                "It is not recorded how you know who asked.",
                "Say how you know them, or record the proof you saw.",
                "003-5.1",
            )
        )
    reasons += _authority(request)
    return Decision(tuple(reasons))


def needs_authority(request: AccessRequest) -> bool:
    """Whether who asks has no right of his own: no parental responsibility, or acting for others (domain 2.1)."""
    return request.requester_kind in {RequesterKind.OTHER_CARER, RequesterKind.THIRD_PARTY}


def _authority(request: AccessRequest) -> list[Reason]:
    if request.authority_seen_on is not None:
        return []
    if request.authority_asked_on is not None:
        said = "Proof of authority was asked for and has not come."
        return [Reason(said, "Record it when it comes.", "003-5.1")]
    if needs_authority(request):
        said = "They need authority to ask: the child's own, that of somebody with parental responsibility, or a court's."
        opens = "Record the day you saw it, or the parental responsibility they hold on the pupil's record."
        return [Reason(said, opens, "003-5.1")]
    return []


def consultation_gate(consultations: Iterable[Consultation]) -> Decision:
    """Whether the school on roll was asked (003-5.1c); its silence is a finding, not a gate."""
    if any(one.asked_on is not None for one in consultations):
        return OPEN
    return Decision(
        (
            Reason(
                "The school on roll has not been consulted.",
                "Write to the school, and record the day.",
                "003-5.1",
            ),
        )
    )


def fresh_gate(changed: int) -> Decision:
    """Whether what is held still says what it said when it was decided about (decision 12)."""
    if not changed:
        return OPEN
    things = "1 record was" if changed == 1 else f"{changed} records were"
    return Decision(
        (
            Reason(
                f"{things} changed after they were gathered."
                if changed > 1
                else f"{things} changed after it was gathered.",
                "Gather again, and decide anew what has changed.",
                "003-5.4",
            ),
        )
    )


def whole_gate(missing: int) -> Decision:
    """Whether all that was held when the items were gathered is an item: not so if another's passphrase hid it."""
    if not missing:
        return OPEN
    things = "1 record was" if missing == 1 else f"{missing} records were"
    said = f"{things} held and {'was' if missing == 1 else 'were'} not gathered."
    return Decision((Reason(said, "Gather again, and decide what is new.", "003-5.1"),))


def decisions_mark(items: Iterable[RequestItem], redactions: dict[str, tuple[Redaction, ...]]) -> str:
    """A fingerprint of every decision, so that a pack built before a change can never be sent."""
    lines = []
    for item in sorted(items, key=lambda item: item.id):
        lines.append(
            f"{item.id} {item.item_id} {item.item_version} {item.parts_mark} {item.outcome} {item.exemption}"
        )
        lines += sorted(_box_line(box) for box in redactions.get(item.id, ()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _box_line(box: Redaction) -> str:
    place = (box.field_name, box.start, box.end, box.page, box.left, box.top, box.right, box.bottom)
    return " ".join(str(part) for part in (*place, box.exemption))


def send_gate(request: AccessRequest, pack: Pack, findings: Iterable[PackFinding], mark: str) -> Decision:
    """Whether a pack may be recorded as sent; `mark` is the fingerprint of the decisions as they now stand."""
    reasons = []
    if request.sent_on is not None:
        reasons.append(Reason("A pack has already been sent.", "Look at it under Sent.", "003-5.1"))
    if not request.approved_by.strip() or request.approved_on is None:
        reasons.append(
            Reason("Nobody has approved the pack.", "Ask a second person to look at it.", "003-5.2")
        )
    elif request.approved_mark != mark:
        reasons.append(
            Reason(
                "Decisions or the request itself have changed since it was approved.",
                "Ask for approval again.",
                "003-5.2",
            )
        )
    return Decision((*reasons, *built_gate(pack, findings, mark).reasons))


def built_gate(pack: Pack, findings: Iterable[PackFinding], mark: str) -> Decision:
    """Whether a pack is what was decided, and every check on it is settled: it may leave the vault, locked."""
    reasons = []
    if pack.decisions_mark != mark:
        reasons.append(
            Reason(
                "Decisions or the request itself have changed since the pack was built.",
                "Build it again.",
                "003-5.2",
            )
        )
    return Decision((*reasons, *(_unsettled(finding) for finding in findings if not settled(finding))))


def settled(finding: PackFinding) -> bool:
    """Whether a check passed, or is a suspicion that someone kept with a reason (decision 30)."""
    if finding.state is FindingState.PASSED:
        return True
    return finding.state is FindingState.LOOK and bool(finding.kept_reason.strip())


def _unsettled(finding: PackFinding) -> Reason:
    opens = "Mend it and build the pack again."
    if finding.state is FindingState.LOOK:
        opens = "Look at it: cover it, or say why it may stay."
    return Reason(f"A check is not settled: {finding.check_name}.", opens, "003-5.2")
