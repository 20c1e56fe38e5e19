"""Every box that keeps a draft, over its page, with a record of the practice vault that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coordinator_app.access_requests.items import PackFinding, guarded_if_marked
from coordinator_app.access_requests.model import AccessRequest, Consultation, RequestPause
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.parts import EntryAction, EntryTemplate
from coordinator_app.chronology.suspension import ExclusionKind, ExclusionReason, Suspension
from coordinator_app.consent.chase import chase_page
from coordinator_app.consent.model import Consent
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice
from coordinator_app.documents.actions import attach
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.organisations.model import Officer, School
from coordinator_app.organisations.providers import Provider
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.programmes.safety import StartOverride
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.model import InitialDiscussion, LaterTalk, Referral
from coordinator_app.referrals.unplaced import UnplacedCall
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session
from tests.journeys.left_request_boxes import MAKERS
from tests.pdf import foreign

TODAY = date(2026, 11, 24)
GUARDED = Compartment.GUARDED
FORM = {"template": "privacy-statement-parent", "language": "en"}


@dataclass(frozen=True, slots=True)
class LeftBox:
    """The draft of a box: its kind, the record it is kept with, the page it stands over, what the box was told."""

    kind: str
    record_id: str
    page: str
    params: dict[str, object]
    compartment: Compartment = Compartment.GENERAL
    more: dict[str, str] = field(default_factory=dict)
    leads: bool = True
    """Whether the box is opened again by its kind; else what the page is told opens it."""


def boxes(session: Session) -> tuple[LeftBox, ...]:
    """All of them; what the practice vault lacks for one is kept first."""
    kit = next(one for one in session.list(Pupil) if one.called.startswith("Kit"))
    later = tuple(one for make in MAKERS for one in make(session, kit, LeftBox))
    return (
        later
        + tuple(
            one
            for make in (
                _pupil,
                _about,
                _chronology,
                _documents,
                _referral,
                _reviews_and_consent,
                _programmes,
            )
            for one in make(session, kit)
        )
        + tuple(one for make in (_requests, _house, _corrections) for one in make(session, kit))
    )


def _add(session: Session, record: Any, compartment: Compartment = Compartment.GENERAL) -> str:
    with session.write(compartment) as work:
        return str(work.add(record).id)


def _pupil(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    carer = session.list(Carer, where={"pupil_id": kit.id})[0]
    told: dict[str, object] = {"pupil_id": kit.id, "tab": "overview"}
    for kind, record_id in (
        ("pupil_details", kit.id),
        ("close_record", kit.id),
        ("carer_details", carer.id),
        ("carer_details", kit.id),
    ):
        yield LeftBox(kind, record_id, "pupil", told)


def _about(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    told: dict[str, object] = {"pupil_id": kit.id, "tab": "about"}
    other = next(one for one in session.list(Pupil) if one.id != kit.id)
    for kind in ("carer", "court_order", "pupil_name", "school_on_roll", "pupil_need"):
        yield LeftBox(f"{kind}_details", kit.id, "pupil", told)
    for kind in ("medical_note", "care_plan"):
        yield LeftBox(f"{kind}_details", kit.id, "pupil", told, GUARDED)
    yield LeftBox("sibling_details", kit.id, "pupil", told, more={"other_id": other.id})


def _chronology(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    told: dict[str, object] = {"pupil_id": kit.id, "tab": "chronology"}
    entries = session.list(ChronologyEntry, where={"pupil_id": kit.id})
    guarded = next(one for one in entries if one.category is Category.SAFEGUARDING)
    entry = next(one for one in entries if not (one.category and one.category.is_guarded))
    suspension = Suspension(
        pupil_id=kit.id, school_id=kit.school_id, exclusion_kind=ExclusionKind.SUSPENSION,
        first_on=TODAY, half_days=2, reason=next(iter(ExclusionReason)),
    )  # fmt: skip
    action = EntryAction(entry_id=entry.id, what="Ring", who="Pat", due_on=TODAY)
    yield LeftBox("delete_entry", entry.id, "pupil", told)
    yield LeftBox("delete_entry", guarded.id, "pupil", told, GUARDED)
    yield LeftBox("entry_action", entry.id, "pupil", told)
    yield LeftBox("entry_action", guarded.id, "pupil", told, GUARDED)
    yield LeftBox("entry_action", _add(session, action), "pupil", told)
    yield LeftBox("suspension", kit.id, "pupil", told)
    yield LeftBox("suspension", entry.id, "pupil", told)
    yield LeftBox("suspension", _add(session, suspension), "pupil", told)
    yield LeftBox("give_entries", kit.id, "pupil", told, more={"entries": entry.id})
    yield LeftBox("paper_for", kit.id, "pupil", told, more={"entries": entry.id})
    yield LeftBox("correct_entry", entry.id, "pupil", {**told, "correct": entry.id}, GUARDED, leads=False)
    own = EntryTemplate(category=Category.BEHAVIOUR, title="Came late", words="Came late.")
    wordings: dict[str, object] = {"section": "Wordings for entries"}
    yield LeftBox("entry_template", Category.BEHAVIOUR.value, "settings", wordings)
    yield LeftBox("entry_template", _add(session, own), "settings", wordings)


def _documents(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    told: dict[str, object] = {"pupil_id": kit.id, "tab": "documents"}
    document = session.list(Document, where={"pupil_id": kit.id})[0]
    yield LeftBox("document_details", document.id, "pupil", told, GUARDED)
    for kind in ("move_document", "destroy_document"):
        yield LeftBox(kind, document.id, "pupil", told)
    plain = Document(
        pupil_id=kit.id, title="Pages", kind_of_document=DocumentKind.OTHER, dated=TODAY, given_name="a.pdf"
    )
    pages = attach(session, plain, foreign.page(foreign.note, pages=2), Looked("application/pdf", 2, ""))
    yield LeftBox("document_pages", pages.record.id, "pupil", told)


def _referral(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    referral = session.list(Referral, where={"pupil_id": kit.id})[0]
    told: dict[str, object] = {"pupil_id": kit.id}
    for kind in ("decline_referral", "withdraw_referral"):
        yield LeftBox(kind, referral.id, "referral", told)
    yield LeftBox("referral_risk", referral.id, "referral", told, GUARDED)
    talk = _add(
        session, InitialDiscussion(initials="QX", school_id=kit.school_id, held_on=TODAY, notes="One")
    )
    later = _add(session, LaterTalk(discussion_id=talk, held_on=TODAY, notes="Two"))
    for record_id in (talk, later):
        yield LeftBox("later_talk", record_id, "referral", {"discussion_id": talk})
    call = _add(
        session, UnplacedCall(happened_on=TODAY, given_names="Juniper", words="Nothing was said."), GUARDED
    )
    for kind in ("begin_record", "correct_call", "close_call"):
        yield LeftBox(kind, call, "safeguarding_call", {"call_id": call}, GUARDED)


def _reviews_and_consent(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    review = next(one for one in session.list(Review, where={"pupil_id": kit.id}) if one.held_on)
    yield LeftBox("open_review_again", review.id, "review", {"review_id": review.id})
    told: dict[str, object] = {"pupil_id": kit.id}
    consent = session.list(Consent, where={"pupil_id": kit.id})[0]
    yield LeftBox("withdraw_consent", consent.id, "consent", told)
    yield LeftBox("withdraw_consent", consent.id, "record_consent", told)
    yield LeftBox("settle_consent", kit.id, "consent", told)
    yield LeftBox("settle_consent", kit.id, "chase_list", {})
    chased = chase_page(session)[0]
    yield LeftBox(f"chase_{chased.reason}", chased.pupil_id, "chase_list", {})


def _programmes(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    known = session.list(Programme, where={"pupil_id": kit.id})
    running = next(one for one in known if one.state is ProgrammeState.RUNNING)
    told: dict[str, object] = {"programme_id": running.id}
    passed = StartOverride(
        programme_id=running.id, missing="transport", missing_words="Transport.", reason="It could not wait.",
        made_on=TODAY, review_on=TODAY,
    )  # fmt: skip
    for kind in ("pause_programme", "end_programme"):
        yield LeftBox(kind, running.id, "programme", told)
    yield LeftBox("settle_start", _add(session, passed), "programme", told)
    planned = next(one for one in session.list(Programme) if one.state is ProgrammeState.PLANNED)
    yield LeftBox("start_all_the_same", planned.id, "programme", {"programme_id": planned.id})
    yield LeftBox("risk_assessment", running.id, "programme", told, GUARDED)


def _requests(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    request = session.list(AccessRequest, where={"pupil_id": kit.id})[0]
    pause = RequestPause(request_id=request.id, asked_on=TODAY, question="What do they want?")
    asked = Consultation(request_id=request.id, asked_on=TODAY, asked_who="The head")
    reply = _add(session, asked)
    told: dict[str, object] = {"request_id": request.id}
    for kind in ("pause_request", "change_request"):
        yield LeftBox(kind, request.id, "access_request", told)
    yield LeftBox("school_reply", reply, "access_request", told)
    _add(session, pause)
    yield LeftBox("request_answer", request.id, "access_request", told)
    yield LeftBox("request_advice", request.id, "access_request", {**told, "stage": "review"}, GUARDED)
    finding = session.list(PackFinding)[0]
    side = guarded_if_marked(finding)
    yield LeftBox("keep_finding", finding.id, "access_request", {**told, "stage": "pack"}, side)


def _house(session: Session, _kit: Pupil) -> Iterator[LeftBox]:
    school = session.list(School)[0]
    for record_id in (school.id, ""):
        yield LeftBox("school_details", record_id, "settings", {"section": "Schools"})
    for kind, register, one in (
        ("provider_check_details", "providers", session.list(Provider)[0]),
        ("officer_cover_details", "officers", session.list(Officer)[0]),
    ):
        yield LeftBox(kind, one.id, "registers", {"register": register, "record_id": one.id})
    for kind in ("put_in_force", "restore_shipped", "looked_through"):
        yield LeftBox(kind, " ".join(FORM.values()), "wording", dict(FORM))


def _corrections(session: Session, kit: Pupil) -> Iterator[LeftBox]:
    told: dict[str, object] = {"pupil_id": kit.id, "item_kind": "pupil", "item_id": kit.id, "ask": True}
    claim = _add(
        session,
        CorrectionClaim(
            pupil_id=kit.id, item_kind="pupil", item_id=kit.id, asked_by="Marigold", asked_on=TODAY, says="Wrong",
        ),
    )  # fmt: skip
    notice = _add(session, CorrectionNotice(claim_id=claim, recipient="The school"))
    yield LeftBox("ask_correction", kit.id, "corrections", told, GUARDED, leads=False)
    for kind, way, side in (
        ("change_correction", "change", GUARDED),
        ("decide_correction", "decide", Compartment.GENERAL),
        ("correction_ask", "ask", Compartment.GENERAL),
    ):
        params: dict[str, object] = {"claim_id": claim, "box": way}
        yield LeftBox(kind, claim, "correction", params, side, leads=False)
    yield LeftBox("tell_correction", notice, "correction", {"claim_id": claim, "box": notice}, leads=False)
