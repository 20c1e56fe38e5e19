"""The boxes over requests, rights, complaints, breaches and official requests that keep a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from coordinator_app.access_requests.actions.hand_over import SAVED
from coordinator_app.access_requests.gathering.keeping import EVERYWHERE
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import (
    AccessRequest,
    Channel,
    LetterKind,
    RequesterKind,
    RequestLetter,
    Stage,
)
from coordinator_app.access_requests.persons import PersonKind, RequestPerson
from coordinator_app.access_requests.searching import PlaceKind, RequestPlace, RequestSearch
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintChannel
from coordinator_app.core.privacy import Compartment
from coordinator_app.official_requests.model import OfficialKind, OfficialRequest, Power
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import RightsQuestion
from coordinator_app.store.session import Session

if TYPE_CHECKING:
    from tests.journeys.left_boxes import LeftBox

TODAY = date(2026, 11, 24)
GUARDED = Compartment.GUARDED


def add(session: Session, record: Any, compartment: Compartment = Compartment.GENERAL) -> str:
    with session.write(compartment) as work:
        return str(work.add(record).id)


def of_requests(session: Session, kit: Pupil, box: type[LeftBox]) -> Iterator[LeftBox]:
    request = session.list(AccessRequest, where={"pupil_id": kit.id})[0]
    told: dict[str, object] = {"request_id": request.id}
    for kind in ("close_request", "request_time"):
        yield box(kind, request.id, "access_request", told)
    place = add(
        session, RequestPlace(request_id=request.id, place_kind=PlaceKind.PAPER, called="Blue folder")
    )
    for kind in ("place_answer", "place_left_out"):
        yield box(kind, place, "access_request", {**told, "stage": "gather"})
    search = RequestSearch(
        request_id=request.id,
        terms="Kit",
        where=EVERYWHERE,
        hits=2_000,
        left_out=3,
        searched_at=datetime(2026, 11, 24, 8, tzinfo=UTC),
    )
    yield box("search_left_out", add(session, search), "access_request", {**told, "stage": "gather"})
    person = RequestPerson(
        request_id=request.id, person_kind=PersonKind.PUPIL, item_kind="person", item_id="7", called="Otis"
    )
    yield box("request_person", add(session, person), "access_request", {**told, "stage": "review"})
    yield box("request_opinion", request.id, "access_request", {**told, "stage": "review"}, GUARDED)
    letter = RequestLetter(
        request_id=request.id, letter=LetterKind.IDENTITY, template_version=1, written_on=TODAY, sent_on=TODAY
    )
    yield box("letter_answer", add(session, letter), "request_letters", told)
    yield box(f"{LetterKind.ACKNOWLEDGEMENT.value}-text", request.id, "request_letters", told)


def of_what_was_sent(session: Session, kit: Pupil, box: type[LeftBox]) -> Iterator[LeftBox]:
    sent = AccessRequest(
        request_number=77, pupil_id=kit.id, requester="Marigold Puddlecombe", channel=Channel.EMAIL,
        requester_kind=RequesterKind.PARENT, received_on=TODAY, typed_on=TODAY, sent_on=TODAY, stage=Stage.SENT,
        school_id=kit.school_id,
    )  # fmt: skip
    request = add(session, sent)
    pack = Pack(
        request_id=request, built_at=datetime(2026, 11, 24, 9, tzinfo=UTC), pages=1, sha256="ab", content_id="7",
        decisions_mark="7", sent_on=TODAY,
    )  # fmt: skip
    told: dict[str, object] = {"request_id": request, "stage": "sent"}
    yield box("sent_in_error", add(session, pack), "access_request", told)
    with session.write() as work:  # an earlier build that was saved and not sent
        work.audit(SAVED, work.add(replace(pack, sent_on=None)))
    yield box("lost_copy", request, "access_request", {**told, "stage": "pack"})


def of_rights(session: Session, kit: Pupil, box: type[LeftBox]) -> Iterator[LeftBox]:
    asked = RightsRequest(
        request_number=77, kind_asked=next(iter(RightsKind)), pupil_id=kit.id, asked_by="Marigold",
        asker_kind=RequesterKind.PARENT, channel=Channel.EMAIL, received_on=TODAY, typed_on=TODAY, says="Stop.",
    )  # fmt: skip
    about: dict[str, object] = {"pupil_id": kit.id, "ask": True}
    yield box("log_rights", kit.id, "rights", about, GUARDED, leads=False)
    one = add(session, asked)
    add(session, RightsQuestion(request_id=one, question="Which report?", asked_on=TODAY))
    sides = {"change": GUARDED, **dict.fromkeys(("decide", "ask", "reply", "longer"), Compartment.GENERAL)}
    for way, side in sides.items():
        params: dict[str, object] = {"request_id": one, "box": way}
        yield box(f"rights_{way}", one, "rights_request", params, side, leads=False)


def of_complaints(session: Session, kit: Pupil, box: type[LeftBox]) -> Iterator[LeftBox]:
    about: dict[str, object] = {"pupil_id": kit.id, "ask": True}
    yield box("log_complaint", kit.id, "complaints", about, GUARDED, leads=False)
    complaint = Complaint(
        complaint_number=77, pupil_id=kit.id, about=next(iter(ComplaintAbout)), complainant="Marigold",
        channel=next(iter(ComplaintChannel)), received_on=TODAY, typed_on=TODAY, says="It came late.",
    )  # fmt: skip
    one = add(session, complaint)
    for way, side in (("change", GUARDED), ("step", Compartment.GENERAL)):
        params: dict[str, object] = {"complaint_id": one, "box": way}
        yield box(f"complaint_{way}", one, "complaint", params, side, leads=False)


def of_breaches(session: Session, kit: Pupil, box: type[LeftBox]) -> Iterator[LeftBox]:
    breach = Breach(
        breach_number=77, pupil_id=kit.id, happened_on=TODAY, aware_at=datetime(2026, 11, 24, 8, tzinfo=UTC),
        what_happened="It went to another.", recipient="A neighbour", what_was_in_it="2 pages",
    )  # fmt: skip
    one = add(session, breach)
    yield box("log_breach", "new", "breaches", {"box": "log"}, GUARDED, leads=False)
    for way in ("contain", "decide", "everybody", "words", "concern"):
        yield box(f"breach_{way}", one, "breaches", {"breach_id": one, "box": way}, leads=False)
    concerned = BreachPerson(breach_id=one, concerned="Kit Puddlecombe", must=MustBeTold.YES)
    person = add(session, concerned)
    for way in ("change", "told"):
        params = {"breach_id": one, "box": way, "person_id": person}
        yield box(f"breach_person_{way}", person, "breaches", params, leads=False)


def of_officials(session: Session, kit: Pupil, box: type[LeftBox]) -> Iterator[LeftBox]:
    yield box("log_official", kit.id, "official_request", {"pupil_id": kit.id}, GUARDED, leads=False)
    asked = OfficialRequest(
        official_number=77, pupil_id=kit.id, official_kind=next(iter(OfficialKind)), organisation="The county court",
        officer="T. Inkwell", received_on=TODAY, typed_on=TODAY, asked_for="The register", power=next(iter(Power)),
    )  # fmt: skip
    one = add(session, asked, GUARDED)
    for way in ("change", "check", "family"):
        params: dict[str, object] = {"official_id": one, "box": way}
        yield box(f"official_{way}", one, "official_request", params, GUARDED, leads=False)


MAKERS = (of_requests, of_what_was_sent, of_rights, of_complaints, of_breaches, of_officials)
