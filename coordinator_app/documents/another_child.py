"""A document lies on the wrong child's record: it is moved to the right one, and a note of it stays (003-5.4).

Another child's paper in a record that is about to be disclosed is worse than a change to that record, so this is open
while an access request runs. What was there is not hidden by it: the note is gathered and decided like anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.actions.intake import open_requests
from coordinator_app.access_requests.actions.taken_out import taken_out
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.consent.model import Consent
from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.errors import InvalidInput, NotFound
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document, TakenOut, document_compartment
from coordinator_app.documents.parting import parts_of, whole_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.actions import keeping
from coordinator_app.scan_in.model import ScannedForm
from coordinator_app.scan_in.moving import follow, follow_apart, scans_of
from coordinator_app.sharing.model import DisclosedItem, Disclosure
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Moved:
    """A document on its new record, and what has to be done by hand about what rests on it, in sentences."""

    document: Document
    change_id: str
    to_do: tuple[str, ...]


def move(session: Session, document: Document, pupil_id: str, reason: str) -> Moved:
    """Move a document to the child whom it is about, with its scan; a note with the reason stays on the first record.

    A file that is kept whole and read in parts goes with its parts.

    InvalidInput without another child or a reason, GateShut before that child's referral (003-7.2), NotFound for a
    document in the trash, StaleRecord if it changed meanwhile.
    """
    refuse(
        (missing("pupil_id", pupil_id, "Say whose it is."), missing("reason", reason, "Say how you know."))
    )
    if pupil_id == document.pupil_id:
        raise InvalidInput.one("pupil_id", "It lies on this pupil’s record already. Choose another one.")
    if document.trashed_at is not None or session.get(Pupil, pupil_id).trashed_at is not None:
        raise NotFound("The document, or this pupil, is in the trash.")
    keeping(session, pupil_id).demand()
    to_do = rests_on(session, document)
    scans = scans_of(session, document.id)
    place = document_compartment(document)
    with session.write(place) as work:
        kept, note = _on_the_other(session, work, document, pupil_id, reason)
        for part in _parts(session, document):
            _on_the_other(session, work, part, pupil_id, reason)
        if place is Compartment.GENERAL:
            _follow(session, work, scans, pupil_id)
    if scans and place is not Compartment.GENERAL:
        _follow_apart(session, scans, note, pupil_id)
        return Moved(kept, "", to_do)
    return Moved(kept, work.change_id, to_do)


def _on_the_other(
    session: Session, work: Work, document: Document, pupil_id: str, reason: str
) -> tuple[Document, TakenOut]:
    scans = scans_of(session, document.id)
    kept = work.change(document, pupil_id=pupil_id)
    note = work.add(_note(session, document, reason))
    taken_out(session, work, {document.id, *(scan.id for scan in scans)}, note)
    work.audit("document-another-child", kept, subject_id=document.pupil_id, note_code="another_child")
    return kept, note


def _parts(session: Session, document: Document) -> list[Document]:
    """The parts of a file that is kept whole which lie beside it: they are of the same pages, and go with it."""
    found = parts_of(session, document, trashed=False)
    return [
        one for one in found if one.pupil_id == document.pupil_id and one.is_guarded == document.is_guarded
    ]


def settle(session: Session) -> None:
    """After each unlock: let a scan follow its guarded document where a kill left it behind on the first child's record.

    Nothing without the guarded key: it is done by the next who holds it.
    """
    if Compartment.GUARDED not in session.held:
        return
    for note in session.list(TakenOut):
        paper = session.find(Document, note.paper_id) if note.is_guarded else None
        if paper is None or paper.pupil_id == note.pupil_id:
            continue
        left = [scan for scan in scans_of(session, paper.id) if scan.pupil_id == note.pupil_id]
        if left:
            _follow_apart(session, left, note, paper.pupil_id)


def _follow_apart(session: Session, scans: list[ScannedForm], note: TakenOut, pupil_id: str) -> None:
    """Two compartments are two units of work, so that one key does not take half of it back."""
    with session.write() as work:
        _follow(session, work, scans, pupil_id)
        taken_out(session, work, {scan.id for scan in scans}, _general(note))
    for scan in scans:
        if scan.kept_apart:
            follow_apart(session, scan, pupil_id)


def _follow(session: Session, work: Work, scans: list[ScannedForm], pupil_id: str) -> None:
    for scan in scans:
        if not scan.kept_apart:
            follow(session, work, scan, pupil_id)


def _general(note: TakenOut) -> TakenOut:
    """The note as the general compartment goes by it: which child, and nothing of the paper."""
    return TakenOut(pupil_id=note.pupil_id)


def _note(session: Session, document: Document, reason: str) -> TakenOut:
    return TakenOut(
        pupil_id=document.pupil_id,
        taken_on=session.clock.today(),
        was_kind=document.kind_of_document,
        was_dated=document.dated,
        reason=reason.strip(),
        was_called=document.title,
        is_guarded=document.is_guarded,
        paper_id=document.id,
        paper_version=document.version,
    )


# what rests on it


def rests_on(session: Session, document: Document) -> tuple[str, ...]:
    """What has to be done by hand when a document turns out to be another child's, in sentences."""
    every = (document, *_parts(session, document))
    rests = [
        why for one in every for why in (*_links(session, one), *_given(session, one), *_sent(session, one))
    ]
    return (*dict.fromkeys(rests), *_file_stays(session, document))


def _file_stays(session: Session, document: Document) -> Iterator[str]:
    """Of a part that goes alone: the file holds its pages, and stays."""
    whole = whole_of(session, document)
    if whole is not None and whole.trashed_at is None and whole.pupil_id == document.pupil_id:
        yield (
            "The file that this is a part of stays on this record, and holds these pages. No page of it is shown or given "
            "from there but by its parts; a copy of the file saved outside the vault has them all."
        )


def _links(session: Session, document: Document) -> Iterator[str]:
    """The records of this child that name the document: a consent recorded from it, a referral, a court order."""
    kind = record_type(document).kind
    for described in session.catalogue.types:
        for spec in described.fields:
            if spec.links_to != kind or described.cls is ScannedForm:
                continue
            for one in session.list(described.cls, where={spec.name: document.id}):
                words = _said_of(one)
                if words:
                    yield words


def _said_of(record: Record) -> str:
    if isinstance(record, Document) and record.part_number:
        return ""  # a part goes with its file
    if not isinstance(record, Consent):
        title = record_type(record).title
        return f"{title}: it names this paper as its copy. Open it and correct it."
    if record.withdrawn_on is not None:
        return ""
    signed = f" signed on {say(record.signed_on)}" if record.signed_on else ""
    return (
        f"A consent{signed} was recorded from this paper. It is not this child’s: on the consent screen, record that "
        "it is withdrawn and why. Until then sharing and programmes go by it."
    )


def _given(session: Session, document: Document) -> Iterator[str]:
    for item in session.list(DisclosedItem, where={"item_id": document.id}):
        told = session.find(Disclosure, item.disclosure_id)
        if told is not None and told.given_on is not None:
            yield (
                f"It was given to {told.named_openly} on {say(told.given_on)}. "
                "Tell your data protection officer today: it may be a breach."
            )


def _sent(session: Session, document: Document) -> Iterator[str]:
    for item in session.list(RequestItem, where={"item_id": document.id}):
        request = session.find(AccessRequest, item.request_id)
        if request is not None and request.sent_on is not None:
            yield (
                f"Request {request.request_number} was answered on {say(request.sent_on)}, and this paper was part of "
                "it. Look at what was sent, and tell your data protection officer today."
            )


def request_about(session: Session, pupil_id: str) -> AccessRequest | None:
    """The open access request about a pupil, the oldest first."""
    return next((one for one in open_requests(session) if one.pupil_id == pupil_id), None)


def of_others(reader: Reader, record: Record) -> frozenset[int]:
    """The versions of a paper, or of its scan, from when it lay on another child's record: not this one's to be given.

    Records of the same child that were merged are one child.
    """
    if not isinstance(record, Document | ScannedForm):
        return frozenset()
    paper = record.id if isinstance(record, Document) else record.document_id
    if not paper or not reader.list(TakenOut, where={"paper_id": paper}):
        return frozenset()
    before = (reader.at_version(type(record), record.id, one.version) for one in reader.history(record.id))
    return frozenset(one.version for one in before if not _same_child(reader, one.pupil_id, record.pupil_id))


def _same_child(reader: Reader, was: str, now: str) -> bool:
    if was in {"", now}:
        return True
    pupil = reader.find(Pupil, was)
    return pupil is not None and pupil.merged_into_id == now
