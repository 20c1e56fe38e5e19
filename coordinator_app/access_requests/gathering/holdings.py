"""What is held on a person, thing by thing: each record with its parts, trash, drafts, older versions, hidden words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coordinator_app.access_requests.actions.told_once import is_told_elsewhere
from coordinator_app.access_requests.gathering.drafts import draft_words
from coordinator_app.access_requests.gathering.under_way import is_work_at, others_open, without_work
from coordinator_app.access_requests.gathering.unread import hidden_words
from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import Catalogue, Record, RecordType, record_type
from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say
from coordinator_app.core.derived import adds_nothing, record_lines
from coordinator_app.core.privacy import Compartment, Purpose
from coordinator_app.documents.model import Document
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.gather import Gathered
from coordinator_app.store.session import Session


@dataclass(frozen=True, slots=True)
class Holding:
    """One gathered record with its parts: what an item of the request stands for."""

    record: Record
    parts: tuple[Record, ...]
    state_label: str = ""
    draft_screen: str = ""
    draft_words: str = ""
    is_apart: bool = False

    @property
    def described(self) -> RecordType:
        """The record's type."""
        return record_type(self.record)

    @property
    def mark(self) -> str:
        """A fingerprint of the parts' versions: a changed part resets the decision."""
        text = " ".join(f"{part.id}:{part.version}" for part in self.parts) + self.draft_words
        return hashlib.sha256(text.encode()).hexdigest() if text else ""

    @property
    def words_label(self) -> str:
        """What the words are that stand for a draft, or for what lies hidden in a document."""
        if self.draft_screen == ERASED:
            return "What became of it"
        return "What lies hidden in it" if self.state_label == HIDDEN else "What was typed and not kept"

    @property
    def is_guarded(self) -> bool:
        """Whether it lies in the guarded compartment: a draft where it is typed, a record where it belongs.

        `is_apart` is said of a draft, and of an older version whose record has been moved there since.
        """
        if self.draft_screen or self.is_apart:
            return self.is_apart
        return self.described.compartment_of(self.record) is Compartment.GUARDED

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one item: an older version and a draft are items beside the record itself."""
        return (self.record.id, which(self.state_label, self.record.version, self.draft_screen))


DRAFT, OLDER, HIDDEN = "A draft", "An older version", "Hidden in a document"
HIDDEN_PART = "what its file holds and its pages do not show"
HIDDEN_SCREEN = "hidden_part"
"""In the place of a draft's screen, for the words that lie hidden in a document: like a draft they are words alone."""
ERASED = "Erased"
"""What an item is called whose record was erased after it was given; in the place of a draft's screen, too."""


def erased(item: RequestItem) -> Holding:
    """What stands for a record that was erased after a pack with it had left: that it was, and since when."""
    day = f" on {say(item.changed_at.astimezone(LONDON).date())}" if item.changed_at else ""
    words = f"This record was erased{day}. What was given of it stands in the pack, as it was sent."
    return Holding(item, (), item.state_label, ERASED, words, is_apart=item.is_guarded)


def which(state_label: str, version: int | None, screen: str) -> str:
    """What tells a draft and an older version from the record itself; "" for the record as it stands."""
    return f"draft {screen}" if screen else str(version) if state_label == OLDER else ""


def holdings(session: Session, request: AccessRequest) -> list[Holding]:
    """Everything held on the pupil that can be shown, without this request's own working papers and drafts."""
    if not request.pupil_id:
        return []  # a member of staff is found by name (gathering/mentions.py): the catalogue leads to no record
    found_here = session.gather("pupil", request.pupil_id)
    under_way = others_open(found_here, request)
    everything = [
        one for one in found_here if not is_own(one.record, request) and not is_work_at(one.record, under_way)
    ]
    gathered = [one for one in everything if not one.draft]
    parts, here = _parts_by_parent(gathered), {one.record.id: one for one in gathered}
    found: list[Holding] = []
    for one in gathered:
        described = record_type(one.record)
        if described.part_of and _parent_is_here(one.record, described, gathered):
            # the steps of an earlier request are given as they stand; what was said of the pupil in every wording
            found += _older(session, one) if described.purpose is not Purpose.RIGHTS else []
            continue
        label = "In the trash" if one.trashed else ""
        if not is_told_elsewhere(one, here, getattr(here.get(request.pupil_id), "record", None)):
            found.append(Holding(one.record, tuple(parts.get((one.record.id, one.compartment), ())), label))
        found += _older(session, one, worked_at=one.record.id in under_way)
    drafts = _drafts(session.catalogue, [one for one in everything if one.draft])
    hidden = [part for holding in found for part in _hidden(holding)]
    return [holding for holding in (*found, *hidden, *drafts) if _says_something(holding)]


def _hidden(holding: Holding) -> list[Holding]:
    """What lies hidden in a document, as words of its own: whoever opens the file does not see it, who asks may have it."""
    record = holding.record
    words = hidden_words(record) if isinstance(record, Document) and holding.state_label != OLDER else ""
    return [Holding(record, (), HIDDEN, HIDDEN_SCREEN, words, holding.is_guarded)] if words else []


def _drafts(catalogue: Catalogue, drafts: list[Gathered]) -> list[Holding]:
    """What was being typed, as words; several users' drafts on one screen about one record are one item."""
    found: dict[tuple[str, str], Holding] = {}
    for one in drafts:
        words = draft_words(catalogue, one.draft_screen, one.draft_body or {})
        guarded = one.compartment is Compartment.GUARDED
        holding = Holding(one.record, (), DRAFT, one.draft_screen, words, guarded)
        earlier = found.get(holding.key)
        if earlier is not None:
            joined = f"{earlier.draft_words}\n\n{words}"
            holding = replace(holding, draft_words=joined, is_apart=guarded or earlier.is_apart)
        found[holding.key] = holding
    return list(found.values())


def is_own(record: Record, request: AccessRequest) -> bool:
    """Whether it is this very request, a part of it, or the line of the ledger that says that it was answered.

    A breach or a complaint that names the request is no step of ours to answer it: it tells of the pupil as any other does.
    """
    if record.id == request.id or is_working_paper(record):
        return True
    # a disclosure that answered an earlier request is information about the pupil; our own is not yet made
    is_step = record_type(record).part_of == "request_id" or isinstance(record, Disclosure)
    return is_step and getattr(record, "request_id", "") == request.id


def is_working_paper(record: Record) -> bool:
    """Whether a part of any request is about others or says how we worked, or repeats what a document says itself.

    What was withheld, of which day and why is no step to be given: the pack of that request said of it what may be said.
    """
    if isinstance(record, RequestItem):
        return record.is_mention or bool(record.hidden_part) or record.outcome is Outcome.WITHHOLD
    return record_type(record).kind in WORKING_PAPERS


WORKING_PAPERS = frozenset(
    {"redaction", "pack_finding", "pack_volume", "request_person", "request_search", "request_work"}
)
"""Parts of any request that are about others, or say how we worked: no information about whoever asks."""


def _parts_by_parent(gathered: Iterable[Gathered]) -> dict[tuple[str, Compartment], list[Record]]:
    """By the record and its compartment: a guarded part of a general record is an item of its own.

    Were it counted with the record, a user without the guarded key would find the record changed, and set its decision back.
    """
    parts: dict[tuple[str, Compartment], list[Record]] = {}
    for one in gathered:
        link = record_type(one.record).part_of
        if link:
            parts.setdefault((getattr(one.record, link), one.compartment), []).append(one.record)
    return parts


def _parent_is_here(record: Record, described: RecordType, gathered: Iterable[Gathered]) -> bool:
    assert described.part_of is not None
    parent = getattr(record, described.part_of)
    same = [one for one in gathered if one.record.id == parent]
    # a guarded part of a general record stays an item of its own, in its own compartment
    return any(
        record_type(one.record).compartment_of(one.record) is described.compartment_of(record) for one in same
    )


def _older(session: Session, one: Gathered, *, worked_at: bool = False) -> list[Holding]:
    """The earlier versions of a record that said something else, newest first; of a request that is `worked_at` its steps say nothing."""
    found: list[Holding] = []
    said = without_work if worked_at else _as_it_is
    words = {record_lines(said(one.record))}
    apart = one.compartment is Compartment.GUARDED
    for version in sorted(one.superseded_versions, reverse=True):
        old = session.at_version(type(one.record), one.record.id, version)
        later = (one.record, *(each.record for each in found))
        lines = record_lines(said(old))
        if lines not in words and not any(adds_nothing(old, each) for each in later):
            words.add(lines)
            found.append(Holding(old, (), OLDER, is_apart=apart))
    return found


def _as_it_is(record: Record) -> Record:
    return record


def _says_something(holding: Holding) -> bool:
    if holding.draft_screen:
        return bool(holding.draft_words)
    return bool(record_lines(holding.record)) or any(record_lines(part) for part in holding.parts)
