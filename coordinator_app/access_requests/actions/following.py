"""A record that is kept apart from now on takes with it what requests hold of it, in closed requests too."""

from __future__ import annotations

from coordinator_app.access_requests.actions.gather import holding_of
from coordinator_app.access_requests.actions.released import plain, released_fields, says_words
from coordinator_app.access_requests.items import Pack, PackFinding, PackVolume, Redaction, RequestItem
from coordinator_app.access_requests.model import RequestLetter
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.core.catalogue import Record
from coordinator_app.core.errors import NotFound
from coordinator_app.core.privacy import Compartment
from coordinator_app.documents.model import Document
from coordinator_app.store.session import Session


def moved(session: Session, record: Record) -> None:
    """Move its items, the words that were covered of it, the packs it is in, and who is known from it alone, with the letters to them.

    They would lie open in the general compartment.
    """
    told_in = []
    for item in session.list(RequestItem, where={"item_id": record.id}, trashed=None):
        told_in.append(item.request_id)
        if item.is_guarded:
            continue
        covered = session.list(Redaction, where={"request_item_id": item.id}, trashed=None)
        session.move(item, Compartment.GUARDED, is_guarded=True)
        for one in covered:
            session.move(one, Compartment.GUARDED, is_guarded=True)
    for request_id in dict.fromkeys(told_in):
        _packs_follow(session, request_id)
        _people_follow(session, request_id)


def _packs_follow(session: Session, request_id: str) -> None:
    """Every pack of the request, sent or in the trash: its pages may tell of the record, and what opens them is with it."""
    for pack in session.list(Pack, where={"request_id": request_id}, trashed=None):
        if pack.is_guarded:
            continue
        parts = [
            one
            for kind in (PackVolume, PackFinding)
            for one in session.list(kind, where={"pack_id": pack.id}, trashed=None)
        ]
        session.move(pack, Compartment.GUARDED, is_guarded=True)
        for part in parts:
            session.move(part, Compartment.GUARDED, is_guarded=True)


def _people_follow(session: Session, request_id: str) -> None:
    """Who is named in no open item of the request any more goes as well, with what was decided and why."""
    people = session.list(RequestPerson, where={"request_id": request_id}, trashed=None)
    open_ones = [one for one in people if not one.is_guarded]
    said = _said_openly(session, request_id) if open_ones else ""
    for person in open_ones:
        names = [plain(name) for name in (person.called, *person.also_called.splitlines())]
        if not any(name and says_words(said, name) for name in names):
            session.move(person, Compartment.GUARDED, is_guarded=True)
    _letters_follow(session, request_id)


def _letters_follow(session: Session, request_id: str) -> None:
    """The letters to those who are known from guarded papers alone: whom they ask, the page itself, what was answered."""
    people = session.list(RequestPerson, where={"request_id": request_id}, trashed=None)
    apart = {one.id for one in people if one.is_guarded}
    for letter in session.list(RequestLetter, where={"request_id": request_id}, trashed=None):
        if letter.person_id in apart and not letter.is_guarded:
            session.move(letter, Compartment.GUARDED, is_guarded=True)


def _said_openly(session: Session, request_id: str) -> str:
    """Everything that the open items of a request say, plain."""
    texts: list[str] = []
    for item in session.list(RequestItem, where={"request_id": request_id}, trashed=None):
        if item.is_guarded:
            continue
        try:
            holding = holding_of(session, item)
        except NotFound:
            continue
        texts += (words for _, _, words in released_fields(holding))
        texts += (item.title, item.mention)
        if isinstance(holding.record, Document):
            texts.append(holding.record.words)
    return plain(" \n ".join(texts))
