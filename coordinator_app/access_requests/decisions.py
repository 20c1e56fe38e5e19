"""The rules of deciding: when an item is decided, when a pack may be built, when it may be sent (003-5.1, 5.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from coordinator_app.access_requests.approval import Approval, approval_of
from coordinator_app.access_requests.gathering.unread import say_unread
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
from coordinator_app.access_requests.needed_checks import missing_checks
from coordinator_app.access_requests.opinions import OnFile, opinion_given, ran_out, say_ran_out
from coordinator_app.core.clock import LONDON
from coordinator_app.core.gates import OPEN, Decision, Reason, all_of


def _given(advice: Iterable[OnFile]) -> list[SafeguardingAdvice]:
    """What the Safeguarding Officer advised, with who, when and what (003-5.2)."""
    found = (one for one in advice if isinstance(one, SafeguardingAdvice))
    return [one for one in found if one.given_on is not None and one.advice.strip() and one.officer.strip()]


def advice_given(advice: Iterable[OnFile], item_id: str) -> bool:
    """Whether the Safeguarding Officer's advice on holding this item back is on file: on it, or on the request as a whole."""
    return any(one.names(item_id) or not one.about.strip() for one in _given(advice))


def sharing_advised(advice: Iterable[OnFile], item_id: str) -> bool:
    """Whether the officer said of this very item, and last, that it may be shared.

    Advice on one worry says nothing of another, and advice on the request as a whole was given without this item in hand.
    """
    named = [one for one in _given(advice) if one.names(item_id)]
    newest = max(named, key=lambda one: (one.given_on, one.key), default=None)
    return newest is not None and newest.may_be_shared is True


_NO_ADVICE = Reason(
    "Holding this back because of harm needs the Local Authority Safeguarding Officer's advice.",
    "It opens when the advice is recorded.",
    "003-5.2",
)


_NO_OPINION = Reason(
    "Health information is held back only on a health professional's opinion that seeing this very item would do serious harm.",
    "It opens when an opinion about it, not older than six months, is recorded.",
    "003-5.2",
)


def harm_gate(
    exemption: Exemption | None, on_file: Iterable[OnFile], item_id: str, on: date | None = None
) -> Decision:
    """Whether harm may be given as the reason for an item, judged on this day: an opinion is six months old at most."""
    known = tuple(on_file)
    if exemption is None:
        return OPEN
    reasons = []
    if exemption.needs_safeguarding_advice and not advice_given(known, item_id):
        reasons.append(_NO_ADVICE)
    if exemption.needs_health_opinion and not opinion_given(known, item_id, on):
        reasons.append(ran_out(known, item_id, on) or _NO_OPINION)
    return Decision(tuple(reasons))


def available(exemption: Exemption, kind: RequesterKind | None) -> bool:
    """Whether the law lets it stand against who asks: some only against who holds parental responsibility (domain 2.2).

    Somebody who acts for another may act for a parent, so it is the test that decides there.
    """
    return not exemption.against_parents_only or kind not in {
        RequesterKind.PUPIL,
        RequesterKind.STAFF,
        RequesterKind.OTHER_CARER,
    }


def available_gate(reasons: Iterable[Exemption | None], kind: RequesterKind | None) -> Decision:
    """Why a reason may not be used against who asks, or that each may."""
    if all(one is None or available(one, kind) for one in reasons):
        return OPEN
    return Decision(
        (
            Reason(
                "This reason stands only against somebody with parental responsibility who asks.",
                "Choose another reason, or share it.",
                "003-5.2",
            ),
        )
    )


def item_gate(
    item: RequestItem, redactions: tuple[Redaction, ...], advice: tuple[OnFile, ...], on: date | None = None
) -> Decision:
    """Why an item's decision may not stand, or that it may; `advice` with the opinions of health professionals.

    `on` is the day on which an opinion is relied on, which is that of the answer; without one it is that of the decision.
    """
    day = on or _decided_on(item)
    rule = {
        Outcome.SHARE: lambda: all_of(unread_gate(item), restricted_gate(item, advice), mention_gate(item)),
        Outcome.REDACT: lambda: all_of(
            unread_gate(item), _redact_gate(item, redactions, advice, day), restricted_gate(item, advice)
        ),
        Outcome.WITHHOLD: lambda: _withhold_gate(item, advice, day),
    }.get(item.outcome or Outcome.UNDECIDED)
    return (
        rule()
        if rule
        else Decision((Reason("Nothing is decided yet.", "Choose what to do with it.", "003-5.1"),))
    )


def unread_gate(item: RequestItem) -> Decision:
    """Whether a person has read the pages that could not be read for names: before that nobody knows who is in them."""
    if not item.unread_pages or item.pages_read_on is not None:
        return OPEN
    return Decision((Reason(say_unread(item.unread_pages), "Read them, and say that you have.", "003-5.2"),))


def restricted_gate(item: RequestItem, advice: tuple[OnFile, ...]) -> Decision:
    """Safeguarding and health leave the partnership on advice about it or for a written reason, unless they have had it."""
    told = item.already_shared_on is not None
    if not item.is_guarded or told or item.note.strip() or sharing_advised(advice, item.id):
        return OPEN
    said = "It is restricted, and no advice is recorded that it may be shared."
    return Decision((Reason(said, "Ask for advice, or say in the note why they may see it.", "003-5.2"),))


def mention_gate(item: RequestItem) -> Decision:
    """Whether what is about somebody else and only names the person may go out whole: not without a written reason."""
    if not item.is_mention or item.outcome is not Outcome.SHARE or item.note.strip():
        return OPEN
    said = "It is held about somebody else, and would go out whole."
    opens = "Cover all but what is about the person, or say in the note why they may see the rest."
    return Decision((Reason(said, opens, "003-5.2"),))


def _redact_gate(
    item: RequestItem, redactions: tuple[Redaction, ...], advice: tuple[OnFile, ...], on: date | None
) -> Decision:
    if not redactions:
        return Decision(
            (Reason("Nothing is covered yet.", "Cover at least one part, or share it in full.", "003-5.2"),)
        )
    unexplained = any(redaction.exemption is None for redaction in redactions)
    reasons = (Reason("A covered part has no reason.", "Choose a reason for each.", "003-5.2"),)
    harm = [harm_gate(redaction.exemption, advice, item.id, on) for redaction in redactions]
    shut = next((decision for decision in harm if not decision.is_open), OPEN)
    return Decision((reasons if unexplained else ()) + shut.reasons)


def _decided_on(item: RequestItem) -> date | None:
    return item.decided_at.astimezone(LONDON).date() if item.decided_at else None


def _withhold_gate(item: RequestItem, advice: tuple[OnFile, ...], on: date | None) -> Decision:
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
    return Decision((*reasons, *harm_gate(item.exemption, advice, item.id, on).reasons))


def decided_gate(
    items: tuple[RequestItem, ...],
    redactions: dict[str, tuple[Redaction, ...]],
    advice: tuple[OnFile, ...],
    kind: RequesterKind | None = None,
    on: date | None = None,
) -> Decision:
    """Whether every gathered item has a decision that may stand on this day; `redactions` by item id, `kind` is who asks.

    Who asks may be another than when it was decided: reasons that stand against a parent fall when it is the pupil.
    """
    if not items:
        return Decision((Reason("Nothing has been gathered.", "Gather what is held first.", "003-5.1"),))
    open_ones = [
        item for item in items if not item_gate(item, redactions.get(item.id, ()), advice, on).is_open
    ]
    used = (one.exemption for item in items for one in _reasoned(item, redactions.get(item.id, ())))
    against = available_gate(used, kind)
    old = [
        item
        for item in open_ones
        if ran_out(advice, item.id, on) and item_gate(item, redactions.get(item.id, ()), advice).is_open
    ]
    left = len(open_ones) - len(old)
    count = "1 item is" if left == 1 else f"{left} items are"
    reasons = (Reason(f"{count} not decided.", "Decide each of them.", "003-5.1"),) if left else ()
    return Decision((*reasons, *say_ran_out(old, advice, on), *against.reasons))


def _reasoned(item: RequestItem, boxes: tuple[Redaction, ...]) -> tuple[RequestItem | Redaction, ...]:
    """What of a decision gives a reason in law: a withheld item itself, or its covered parts."""
    return (item,) if item.outcome is Outcome.WITHHOLD else boxes if item.outcome is Outcome.REDACT else ()


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
    role = (box.stands_for,) if box.stands_for else ()
    return " ".join(str(part) for part in (*place, box.exemption, *role))


def send_gate(request: AccessRequest, pack: Pack, findings: Iterable[PackFinding], mark: str) -> Decision:
    """Whether a pack may be recorded as sent; `mark` is the fingerprint of the decisions as they now stand."""
    reasons, found = [], tuple(findings)
    if request.sent_on is not None:
        reasons.append(Reason("A pack has already been sent.", "Look at it under Sent.", "003-5.1"))
    if request.closed_on is not None:
        reasons.append(Reason("The request is closed.", "Open it again before anything is sent.", "003-5.1"))
    if not request.approved_by.strip() or request.approved_on is None:
        reasons.append(
            Reason("Nobody has approved the pack.", "Ask a second person to look at it.", "003-5.2")
        )
    else:
        reasons += _not_as_approved(request, pack, mark, found)
    return Decision((*reasons, *built_gate(pack, found, mark).reasons))


def _not_as_approved(
    request: AccessRequest, pack: Pack, mark: str, findings: tuple[PackFinding, ...]
) -> tuple[Reason, ...]:
    approval = approval_of(request, pack, mark, findings)
    if approval is Approval.STANDS:
        return ()
    return (Reason(approval.value, "Ask for approval again.", "003-5.2"),)


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
    found = tuple(findings)
    reasons += _not_made(found)
    return Decision((*reasons, *(_unsettled(finding) for finding in found if not settled(finding))))


def _not_made(findings: Iterable[PackFinding]) -> tuple[Reason, ...]:
    """A pack without one of its checks was not checked: what nobody looked for is never taken as not there."""
    lost = missing_checks(one.check_name for one in findings)
    if not lost:
        return ()
    return (Reason(f"Checks were not made: {', '.join(lost)}.", "Build the pack again.", "003-5.2"),)


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
