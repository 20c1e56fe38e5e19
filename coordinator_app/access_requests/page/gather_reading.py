"""What the gather stage shows besides what was found: places, mentions to look at, searches made; read in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from coordinator_app.access_requests.actions import gather, places
from coordinator_app.access_requests.actions.places import PlaceState
from coordinator_app.access_requests.actions.released import released_fields
from coordinator_app.access_requests.actions.where_looked import searches_of
from coordinator_app.access_requests.gathering import keeping, terms
from coordinator_app.access_requests.gathering.around import told_of
from coordinator_app.access_requests.gathering.left_out import LeftOut, left_out_of, told_of_search
from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.page.review_reading import title_of
from coordinator_app.access_requests.searching import RequestPlace
from coordinator_app.core.dates import say
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session

SHOWN = 20
"""So many mentions are shown at once; the next come as these are taken or left."""

_TELLING, _MOST = 60, 600
"""Letters: sentences of fewer are shown with the rest of their record, of which so many are shown at most."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place to look in, how far it is, what is recorded of it, and whether it is quiet for too long."""

    place: RequestPlace
    state: PlaceState
    told: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class MentionLine:
    """A possible mention: what it is and whose record it stands in, its sentences, and how likely it is them.

    `when` is its day and the school of whose record it is; `around` the rest of a record of which the sentences alone say
    too little to judge. Without the passphrase typed again a guarded one is `closed`: nothing of these is told but its day.
    """

    item: RequestItem
    title: str
    whose: str
    sentences: str
    score: int
    closed: bool
    when: str = ""
    around: str = ""


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One search: its words, where, how many places it found, when, and the key slot of who made it.

    `left_out` says in sentences what it left out, and why that need not be looked at.
    """

    terms: str
    where: str
    hits: int
    at: datetime | None
    slot_id: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Everything of the stage beyond the catalogue. `terms` are what to look for next, one to a line.

    `waiting` counts the mentions to look at, of which `mentions` are the likeliest; `left` those about somebody else;
    `left_out` is what the last search left out.
    """

    places: tuple[PlaceLine, ...]
    mentions: tuple[MentionLine, ...]
    waiting: int
    left: int
    taken: int
    searches: tuple[SearchLine, ...]
    terms: str
    left_out: tuple[LeftOut, ...] = ()


def read_elsewhere(session: Session, request_id: str, *, guarded_words: bool) -> Elsewhere:
    """As the vault stands. NotFound if the request is gone."""
    request = session.get(AccessRequest, request_id)
    waiting = keeping.waiting(session, request_id)
    found = keeping.mentions_of(session, request_id)
    return Elsewhere(
        places=tuple(_place(session, one) for one in places.places_of(session, request_id)),
        mentions=tuple(_mention(session, one, guarded_words) for one in waiting[:SHOWN]),
        waiting=len(waiting),
        left=sum(item.trashed_at is not None and bool(item.note) for item in found),
        taken=sum(item.trashed_at is None for item in found),
        searches=_searches(session, request_id, guarded_words=guarded_words),
        terms=_terms(session, request),
        left_out=left_out_of(session, request_id, guarded_words=guarded_words),
    )


def _place(session: Session, one: RequestPlace) -> PlaceLine:
    late = places.is_late(one, session.clock.today())
    return PlaceLine(one, places.state_of(one), places.told_of(one), late)


def _mention(session: Session, item: RequestItem, guarded_words: bool) -> MentionLine:
    closed = item.is_guarded and not guarded_words
    title = title_of(item, guarded_words=guarded_words)
    label = f"{title}, {item.state_label.lower()}" if item.state_label else title
    pupil = None if closed else _whose(session, item)
    school = session.find(School, pupil.school_id) if pupil and pupil.school_id else None
    day = say(item.on_day) if item.on_day else "No date"
    return MentionLine(
        item,
        label,
        pupil.called if pupil else "",
        "" if closed else "\n".join(told_of(item.mention)),
        item.mention_score or 0,
        closed,
        f"{day}, {school.name}" if school else day,
        "" if closed or len(item.mention) > _TELLING else _around(session, item),
    )


def _around(session: Session, item: RequestItem) -> str:
    """The words of the record, each with what it is: "Pupil: IM"."""
    fields = released_fields(gather.holding_of(session, item))
    said = " ".join(
        f"{called}: {' '.join(words.split()).removesuffix('.')}."
        for _name, called, words in fields
        if words.strip()
    )
    return said if len(said) <= _MOST else f"{said[:_MOST]}\N{HORIZONTAL ELLIPSIS}"


def _whose(session: Session, item: RequestItem) -> Pupil | None:
    record = session.any_record(item.item_kind, item.item_id)
    about = session.subject_id(record) if record is not None else None
    return session.find(Pupil, about) if about else None


def _searches(session: Session, request_id: str, *, guarded_words: bool) -> tuple[SearchLine, ...]:
    """The newest first; what was found in both compartments by one search is one line."""
    lines: dict[tuple[str, datetime | None], SearchLine] = {}
    for one in sorted(searches_of(session, request_id), key=lambda search: search.is_guarded):
        key = (one.where, one.searched_at.replace(microsecond=0) if one.searched_at else None)
        before, out = lines.get(key), tuple(told_of_search(one, guarded_words=guarded_words))
        if before is not None:
            lines[key] = replace(
                before, hits=before.hits + (one.hits or 0), left_out=(*before.left_out, *out)
            )
            continue
        made = session.history(one.id)
        slot = made[0].actor_slot if made else ""
        words = "; ".join(one.terms.split("\n"))
        lines[key] = SearchLine(words, one.where, one.hits or 0, one.searched_at, slot, out)
    return tuple(lines.values())


def _terms(session: Session, request: AccessRequest) -> str:
    """What was looked for last with what is known of the person since; what is proposed if nothing was."""
    made = [
        one
        for one in searches_of(session, request.id)
        if one.where == keeping.EVERYWHERE and not one.is_guarded
    ]
    before = made[0].terms.split("\n") if made else []
    return "\n".join(dict.fromkeys((*before, *terms.proposed(session, request))))
