"""What the Approve, Pack and Sent stages show, each read in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coordinator_app.access_requests.actions import decide, gather, leaving, pack
from coordinator_app.access_requests.actions.mishaps import mishaps_of
from coordinator_app.access_requests.actions.order import item_numbered
from coordinator_app.access_requests.approval import Approval, approval_of
from coordinator_app.access_requests.decisions import settled
from coordinator_app.access_requests.gathering.left_out import CHECK as LEFT_OUT
from coordinator_app.access_requests.gathering.left_out import LeftOut, left_out_of, why_left_out
from coordinator_app.access_requests.items import FindingState, Outcome, Pack, PackFinding, RequestItem
from coordinator_app.access_requests.mishaps import Mishap, sends_again, standing_one
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.errand import Errand
from coordinator_app.access_requests.page.review_reading import find_item, title_of
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.core.gates import Decision
from coordinator_app.organisations.actions import officers
from coordinator_app.organisations.model import Office
from coordinator_app.sharing.model import DisclosedItem, Disclosure
from coordinator_app.store.session import Session

APPROVED = "Approved by a second person"
_CLOSED = "\N{RIGHT DOUBLE QUOTATION MARK}"
_IN_ITEM = ", in item "  # as the checks write it
_COVERABLE = frozenset({"Covered names", "Words of withheld items"})


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items are shared in full, in part, and withheld."""

    share: int
    redact: int
    withhold: int

    @property
    def total(self) -> int:
        """All items."""
        return self.share + self.redact + self.withhold


def _counts(items: Iterable[RequestItem]) -> Counts:
    outcomes = [item.outcome for item in items]
    return Counts(*(outcomes.count(one) for one in (Outcome.SHARE, Outcome.REDACT, Outcome.WITHHOLD)))


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checks. `open` means that it still has to be mended, or looked at and kept."""

    title: str
    detail: str
    state: FindingState
    is_open: bool
    page: int | None = None
    finding: PackFinding | None = None
    said_why: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is a suspicion that someone let stay, with a reason."""
        return self.said_why or (self.finding is not None and bool(self.finding.kept_reason.strip()))

    @property
    def coverable(self) -> bool:
        """Whether "Cover it" can lead to the words."""
        return self.is_open and self.title in _COVERABLE and bool(self.words)

    @property
    def words(self) -> str:
        """The words that were found, as the check quotes them first."""
        before, _, rest = self.detail.partition("\N{LEFT DOUBLE QUOTATION MARK}")
        return rest.partition(_CLOSED)[0] if not before else ""

    @property
    def item_number(self) -> int:
        """As which item the pack has the page on which they were found, 0 where it is not said."""
        said = re.match(rf" on pages? [\d, and]+{_IN_ITEM}(\d+)", self.detail.partition(_CLOSED)[2])
        return int(said[1]) if said else 0


@dataclass(frozen=True, slots=True)
class PackShown:
    """The pack as it stands. `build` and `sending` are the gates; `is_current`: no decision changed since.

    `changed` says in a sentence what did change, "" while nothing did; `wrong` what went wrong with the last delivery.
    """

    request: AccessRequest
    pack: Pack | None
    checks: tuple[Check, ...]
    build: Decision
    sending: Decision | None
    saving: Decision | None
    is_current: bool
    counts: Counts
    built: str
    changed: str = ""
    boxes: int = 0
    consulted: str = ""
    wrong: Mishap | None = None

    @property
    def open_checks(self) -> tuple[Check, ...]:
        """What is still to be settled, failures first."""
        return tuple(check for check in self.checks if check.is_open)


def find_found(request_id: str, check: Check, session: Session) -> Errand:
    """Where the words that a check found are covered: in the item whose page it is, or in which they can still be read.

    Without words where they were read in a picture, in which nothing can be looked for; without an item where none says them.
    """
    number = check.item_number
    item_id = item_numbered(session, request_id, number) if number else ""
    item_id = item_id or find_item(session, request_id, check.words)
    pictured = bool(item_id) and bool(session.get(RequestItem, item_id).unread_pages)
    return Errand(item_id, "" if pictured else check.words)


def read_pack(session: Session, request_id: str, *, guarded_words: bool = True) -> PackShown:
    """The newest pack of a request with its checks, and what keeps it from being built or sent."""
    request = session.get(AccessRequest, request_id)
    found = next(iter(pack.packs_of(session, request_id)), None)
    build = pack.build_gate(session, request)
    items = gather.items_of(session, request_id)
    counts = _counts(items)
    if found is None:
        return PackShown(request, None, (), build, None, None, False, counts, "")
    wrong = mishaps_of(session, request_id)
    current = found.decisions_mark == pack.current_mark(session, request_id)
    return PackShown(
        request=request,
        pack=found,
        checks=_checks(session, request, found, guarded_words=guarded_words),
        build=build,
        sending=None if found.sent_on else leaving.sending_gate(session, request, found),
        saving=leaving.saving_gate(session, request, found),
        is_current=current,
        counts=counts,
        built=_built(found),
        changed="" if current else _changed(found, items, guarded_words=guarded_words),
        boxes=sum(map(len, decide.redactions_by_item(session, request_id).values())),
        consulted=_consulted(session, found),
        wrong=standing_one(request, wrong) or sends_again(request, wrong),
    )


def _consulted(session: Session, found: Pack) -> str:
    said = (one.detail for one in pack.findings_of(session, found.id) if one.check_name == pack.CONSULTED)
    return next(said, "The school was not asked")


_MOST_NAMED = 3


def _changed(found: Pack, items: Iterable[RequestItem], *, guarded_words: bool) -> str:
    """What was changed after the pack was built: which items, else that it was the request itself."""
    built = found.built_at
    later = [one for one in items if built and one.changed_at and one.changed_at > built]
    names = [_named(one, guarded_words=guarded_words) for one in later[:_MOST_NAMED]]
    more = f" and {len(later) - _MOST_NAMED} more" if len(later) > _MOST_NAMED else ""
    if later:
        what = "1 item was" if len(later) == 1 else f"{len(later)} items were"
        return f"{what} decided or gathered anew since the pack was built: {'; '.join(names)}{more}."
    return "Since the pack was built a decision, what the letter says of the request, or what a search left out has changed."


def _named(item: RequestItem, *, guarded_words: bool) -> str:
    day = f", {say(item.on_day)}" if item.on_day else ""
    return f"{title_of(item, guarded_words=guarded_words)}{day}"


def _built(found: Pack) -> str:
    if found.built_at is None:
        return ""
    at = found.built_at.astimezone(LONDON)
    return f"Built {say(at.date())}, {say_time(at.time())}"


def _checks(
    session: Session, request: AccessRequest, found: Pack, *, guarded_words: bool
) -> tuple[Check, ...]:
    lines = [_check(one) for one in pack.findings_of(session, found.id)]
    lines += (_left_out(one) for one in left_out_of(session, request.id, guarded_words=guarded_words))
    lines.append(_approved(session, request))
    order = {FindingState.FAILED: 0, FindingState.LOOK: 1}
    return tuple(sorted(lines, key=lambda line: order.get(line.state, 2) if line.is_open else 2))


def _check(one: PackFinding) -> Check:
    kept = one.kept_reason.strip()
    detail = f"{one.detail.rstrip('.')}. Kept by you: {kept}" if kept else one.detail
    state = one.state or FindingState.FAILED
    return Check(one.check_name, detail, state, not settled(one), one.page, one)


def _left_out(one: LeftOut) -> Check:
    """It is no part of the file: a later search that leaves nothing out takes the line away."""
    said = f"{one.words} {why_left_out(one)}"
    return Check(LEFT_OUT, said, FindingState.LOOK, not one.is_answered, said_why=one.is_answered)


def _approved(session: Session, request: AccessRequest) -> Check:
    if not request.approved_by or request.approved_on is None:
        return Check(APPROVED, "Nobody has approved it yet.", FindingState.LOOK, is_open=True)
    who = f"{request.approved_by}, {say(request.approved_on)}"
    approval = pack.approval(session, request)
    if approval is not Approval.STANDS:
        detail = f"{who}. {_SINCE.get(approval, 'A decision, or what a search left out, has changed since')}."
        return Check(APPROVED, detail, FindingState.LOOK, is_open=True)
    return Check(APPROVED, who, FindingState.PASSED, is_open=False)


_SINCE = {
    Approval.REBUILT: "The pack was built again since",
    Approval.UNSEEN: "That was before it was built",
    Approval.KEPT: "Something that the checks found was kept since",
}


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An item that is withheld or shared in part, with its reason, for the one who approves."""

    item_id: str
    title: str
    on_day: date | None
    outcome: Outcome
    reason: str
    law: str


@dataclass(frozen=True, slots=True)
class ToApprove:
    """What a second person looks at. `second_user` means that the one at the laptop decided none of the items.

    `approval` says what came between where it stands no longer. `unbuilt`: of the decisions there is no pack to look at.
    `left_out` is what the search for mentions left out, with the reasons.
    """

    request: AccessRequest
    counts: Counts
    held_back: tuple[HeldBack, ...]
    stands: bool
    second_user: bool
    suggested: str
    approval: Approval = Approval.STANDS
    unbuilt: bool = False
    left_out: tuple[LeftOut, ...] = ()


def read_to_approve(session: Session, request_id: str, *, guarded_words: bool = True) -> ToApprove:
    """What is held back and why, and whether an approval stands for the decisions as they now are.

    Without `guarded_words` what was written about guarded items stays in the session.
    """
    request = session.get(AccessRequest, request_id)
    items = gather.items_of(session, request_id)
    held = [item for item in items if item.outcome in {Outcome.WITHHOLD, Outcome.REDACT}]
    newest, mark = pack.newest_pack(session, request_id), pack.current_mark(session, request_id)
    found = pack.findings_of(session, newest.id) if newest is not None else ()
    approval = approval_of(request, newest, mark, found)
    chair = officers(session, session.clock.today()).get(Office.CHAIR)
    return ToApprove(
        request,
        _counts(items),
        tuple(_held_back(session, item, guarded_words=guarded_words) for item in held),
        bool(request.approved_by) and approval is Approval.STANDS,
        pack.decided_by_others(session, request_id),
        chair.name if chair else "",
        approval=approval,
        unbuilt=newest is None or newest.decisions_mark != mark,
        left_out=left_out_of(session, request_id, guarded_words=guarded_words),
    )


def _held_back(session: Session, item: RequestItem, *, guarded_words: bool) -> HeldBack:
    boxes = decide.redactions_of(session, item.id) if item.outcome is Outcome.REDACT else []
    reasons = [item.exemption, *(box.exemption for box in boxes)]
    known = list(dict.fromkeys(reason for reason in reasons if reason is not None))
    covered = "1 place covered" if len(boxes) == 1 else f"{len(boxes)} places covered"
    words = "; ".join(reason.label for reason in known)
    typed = item.reason.strip() if guarded_words or not item.is_guarded else ""
    said = ". ".join(part for part in (words, typed, covered if boxes else "") if part)
    law = "; ".join(reason.law for reason in known)
    title = title_of(item, guarded_words=guarded_words)
    return HeldBack(item.id, title, item.on_day, item.outcome or Outcome.UNDECIDED, said, law)


@dataclass(frozen=True, slots=True)
class SentShown:
    """The closed case: the pack that went, what the ledger says was given, and to whom in error; `wrong` is what went wrong with it."""

    request: AccessRequest
    pack: Pack | None
    disclosure: Disclosure | None
    items_given: int
    built: str
    wrong: Mishap | None = None
    in_error: tuple[Disclosure, ...] = ()


def read_sent(session: Session, request_id: str) -> SentShown:
    """What was sent, when, how and to whom."""
    request = session.get(AccessRequest, request_id)
    packs = [one for one in pack.packs_of(session, request_id) if one.sent_on is not None]
    found = packs[0] if packs else next(iter(pack.packs_of(session, request_id)), None)
    lines = session.list(Disclosure, where={"request_id": request_id}, order="given_on", newest=True)
    told = next((one for one in lines if not one.in_error), None)
    given = session.count(DisclosedItem, where={"disclosure_id": told.id}) if told else 0
    return SentShown(
        request,
        found,
        told,
        given,
        _built(found) if found else "",
        standing_one(request, mishaps_of(session, request_id)),
        tuple(one for one in lines if one.in_error),
    )


@dataclass(frozen=True, slots=True)
class FileShown:
    """One volume for looking: its bytes, what opens them, its first page in the whole pack, and how many it has."""

    content: bytes
    opens_with: str
    first: int
    pages: int

    def has(self, page: int) -> bool:
        """Whether a page of the whole pack (from 1) is in it."""
        return self.first <= page < self.first + self.pages


def pages_of_pack(session: Session, found: Pack, page: int = 1) -> FileShown:
    """The volume that holds a page of the pack; what opens it never leaves the vault, nor do its pages."""
    volumes = pack.volumes_of(session, found)
    holds = (one for one in volumes if page < (one.first_page or 1) + (one.pages or 0))
    volume = next(holds, volumes[-1])
    # a pack of an earlier version keeps its pages unlocked beside the file
    place = volume.content_id if volume.opens_with else volume.readable_id
    first, pages = volume.first_page or 1, volume.pages or 1
    return FileShown(session.blob(place), volume.opens_with, first, pages)
