"""The questions of the Identity stage: which there are, and which of them matter for the request at hand (domain 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.actions.identifying import LETTER_FOR
from coordinator_app.access_requests.model import AccessRequest, CourtOrder, ProofSeen, RequesterKind
from coordinator_app.access_requests.page.form_dialog import day_input
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.requesters import asks_agreement, asks_child, asks_court, needs_authority
from coordinator_app.access_requests.sorting import is_about_a_person
from coordinator_app.core.deadlines import PROMPT_DAYS
from coordinator_app.services import Services
from coordinator_app.ui.asked_how import HOW_HELP
from coordinator_app.ui.choices import ChoiceBoxes, ChoiceList
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.forms import Form
from coordinator_app.ui.inputs import LongText, TextInput

_PROOF = ("identity_asked_on", "identity_asked_how", "identity_seen_on")
_SEEN = ("identity_seen", "identity_seen_by")
_AUTHORITY = ("authority_asked_on", "authority_asked_how", "authority_seen_on", "authority_seen")
_COURT = ("court_order", "court_order_note", "court_order_checked_on")
_CHILD = ("child_view", "child_understands", "child_understands_reason")
_JUDGED = ("child_judged_by", "child_judged_on")
_AGREED = ("child_agrees", "in_childs_interests")
NAMES = (
    "identity_known",
    "identity_reason",
    *_PROOF,
    *_SEEN,
    *_AUTHORITY,
    *_COURT,
    *_CHILD,
    *_JUDGED,
    *_AGREED,
)
_YES_NO = ((True, "Yes"), (False, "No"))
_ASK_AT_ONCE = (
    f"Ask at once: the legal month starts when it comes only if you asked within {PROMPT_DAYS} days."
)
_NO_COPY = "Look at it. Keep no copy: that it was seen is enough."


def identity_form(services: Services) -> Form:
    """All questions; which are shown is `shown_rows`' to say."""
    form = Form()
    known = ((True, "We know them"), (False, "We ask for proof"))
    proofs = tuple((one, one.label) for one in ProofSeen)
    orders = tuple((one, one.label) for one in CourtOrder)
    rows = (
        ("identity_known", "Do you know who asked?", "Ask for proof only when you really doubt it.", ChoiceBoxes(known)),
        ("identity_reason", "How do you know them?", "For example: met at the review on 5 November.", LongText(lines=2)),
        ("identity_asked_on", "Proof asked for on", _ASK_AT_ONCE, day_input(services)),
        ("identity_asked_how", "How was the proof asked for?", HOW_HELP, TextInput(longest=300)),
        ("identity_seen_on", "Proof seen on", _NO_COPY, day_input(services)),
        ("identity_seen", "What was seen?", "", ChoiceList(proofs)),
        ("identity_seen_by", "Who saw it?", "", TextInput()),
        ("authority_asked_on", "Authority asked for on", f"{_ASK_AT_ONCE} Leave it empty if you have seen it already.", day_input(services)),
        ("authority_asked_how", "How was the authority asked for?", HOW_HELP, TextInput(longest=300)),
        ("authority_seen_on", "Authority seen on", "A signed letter, a court order.", day_input(services)),
        ("authority_seen", "What shows the authority?", "Whose it is, and what it covers.", LongText(lines=2)),
        (
            "court_order",
            "Does a court order stand against this?",
            "Ask them, the school, and look at the pupil's record.",
            ChoiceBoxes(orders, vertical=True),
        ),
        ("court_order_note", "What does the order say?", "It stays in sight while you review.", LongText(lines=2)),
        ("court_order_checked_on", "Asked about on", "", day_input(services)),
        ("child_view", "What does the child think?", "", LongText(lines=2)),
        ("child_understands", "Does the child understand their rights?", "There is no fixed age. At 12 or over most do.", ChoiceBoxes(_YES_NO)),
        ("child_understands_reason", "How was that judged?", "What the child said, and who knows the child.", LongText(lines=2)),
        ("child_judged_by", "Who judged it?", "", TextInput()),
        ("child_judged_on", "Judged on", "", day_input(services)),
        ("child_agrees", "Does the child agree that they may have it?", "", ChoiceBoxes(_YES_NO)),
        (
            "in_childs_interests",
            "Why is it in the child's interests all the same?",
            "Only where the child was not asked, or does not agree.",
            LongText(lines=2),
        ),
    )  # fmt: skip
    for name, text, help_text, answer in rows:
        # the others are shown where they are needed
        form.add(
            name, FormRow(text, help_text, answer, optional=name in {"child_view", "in_childs_interests"})
        )
    return form


def shown_rows(case: CaseFacts, typed: Mapping[str, object]) -> frozenset[str]:
    """Only the questions that matter now, one part after the other (principle 4); `typed` are the answers so far."""
    request = intake.as_known(case.request, case.carer)
    shown = ("identity_known", *_of_identity(typed), *_of_rights(request, case, typed))
    return frozenset(shown) - frozenset(_not_by_hand(case, typed))


def _not_by_hand(case: CaseFacts, typed: Mapping[str, object]) -> Iterator[str]:
    """How it was asked for matters once there is a day, and where no letter of ours shows it."""
    for name, kind in LETTER_FOR.items():
        on = typed.get(f"{name}_asked_on")
        if on is None or any(one.sent_on == on for one in case.letters_of(kind)):
            yield f"{name}_asked_how"


def _of_identity(typed: Mapping[str, object]) -> Iterator[str]:
    if typed.get("identity_known") is True:
        yield "identity_reason"
    if typed.get("identity_known") is False:
        yield from _PROOF
        if typed.get("identity_seen_on"):
            yield from _SEEN


def _of_rights(request: AccessRequest, case: CaseFacts, typed: Mapping[str, object]) -> Iterator[str]:
    if needs_authority(request, case.pupil, case.carer, case.today) or request.authority_asked_on is not None:
        yield from _AUTHORITY[:3]
        if typed.get("authority_seen_on"):
            yield "authority_seen"
    if typed.get("identity_known") is None:
        return  # who asks comes first
    court = asks_court(request) or _has_order(request, case)
    if court:
        yield from _of_court(typed)
    if court and typed.get("court_order") is None:
        return
    yield from _of_child(request, case, typed)


def _has_order(request: AccessRequest, case: CaseFacts) -> bool:
    """Whether an order stands on the pupil's record, or was answered for: then it is asked about whoever asks, the pupil too."""
    about = request.sort is None or is_about_a_person(request.sort)
    return about and (bool(case.orders) or request.court_order is not None)


def _of_court(typed: Mapping[str, object]) -> Iterator[str]:
    yield "court_order"
    if typed.get("court_order") is not None:
        yield "court_order_checked_on"
    if typed.get("court_order") in {CourtOrder.LIMITS, CourtOrder.FORBIDS, CourtOrder.ALLOWS}:
        yield "court_order_note"


def _of_child(request: AccessRequest, case: CaseFacts, typed: Mapping[str, object]) -> Iterator[str]:
    if request.sort is None and case.identity.is_open:
        yield from _CHILD  # logged before the child's part was a gate: offered, never asked for
    if not asks_child(request, case.pupil, bound=case.bound, today=case.today):
        return
    yield from _CHILD[:2]
    understands = typed.get("child_understands")
    if understands is not None:
        yield from (_CHILD[2], *_JUDGED)
    judged = replace(request, child_understands=understands if isinstance(understands, bool) else None)
    if asks_agreement(judged, case.pupil, bound=case.bound, today=case.today):
        yield from _AGREED
    elif understands is False and request.requester_kind is RequesterKind.PUPIL:
        yield "in_childs_interests"
