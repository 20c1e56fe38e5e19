"""Keeps the index of like names up to date with the vault, and remembers who was said to be different children.

One index serves all reader threads of the program; it lives in memory only and ends with the process at the lock.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import InvalidInput, NotFound
from coordinator_app.organisations.model import School
from coordinator_app.pupils import store
from coordinator_app.pupils.alike import AlikeIndex, Known, Like, Why
from coordinator_app.pupils.gate import Keeps, demand
from coordinator_app.pupils.links import DifferentChildren
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.namesakes import told_apart
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work

_ALL_AGAIN = 500
"""With more changes than this the whole index is made anew, which is quicker than one by one."""


@dataclass(frozen=True, slots=True)
class LikePupil:
    """A pupil on the list who may be the same child, in words that tell two of one name apart, and why."""

    id: str
    words: str
    why: str
    surely: bool = False


@dataclass(slots=True)
class Keeper:
    """The index of one vault, and how far it has followed the vault's changes."""

    place: str = ""
    seen: int = -1
    index: AlikeIndex = field(default_factory=AlikeIndex)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, session: Session, pupil: Pupil, apart: frozenset[str]) -> list[Like]:
        """Who may be this child."""
        with self.lock:
            self._follow(session)
            return self.index.find(known_as_typed(pupil), apart)

    def _follow(self, session: Session) -> None:
        place, now = store.file_of(session), store.newest_change(session)
        if place == self.place and now == self.seen:
            return
        changed = store.renamed_since(session, self.seen) if place == self.place and now > self.seen else None
        if changed is None or len(changed) > _ALL_AGAIN:
            self.index, changed = AlikeIndex(), None
        found = store.names(session, changed)
        for child_id in changed or ():
            self.index.drop(child_id)
        for row in found:
            self.index.put(known_from(row))
        self.place, self.seen = place, now


KEEPER = Keeper()


def known_as_typed(pupil: Pupil) -> Known:
    """What the index compares of a pupil."""
    names = [(pupil.given_names, pupil.family_name), (pupil.known_as, pupil.family_name)]
    upns = frozenset((pupil.upn, *pupil.former_upns.split())) - {""}
    return Known(pupil.id, tuple(dict.fromkeys(one for one in names if all(one))), pupil.birth_date, upns)


def known_from(row: store.NameRow) -> Known:
    """The same from a row of the store, with former names and aliases; a name without one part takes the usual one."""
    names = [
        (row.given_names, row.family_name),
        (row.known_as, row.family_name),
        *((given or row.given_names, family or row.family_name) for given, family in row.others),
    ]
    upns = frozenset((row.upn, *row.former_upns.split())) - {""}
    born = date.fromisoformat(row.birth_date) if row.birth_date else None
    return Known(row.id, tuple(dict.fromkeys(one for one in names if one[0])), born, upns)


def like_pupils(session: Session, pupil: Pupil) -> list[LikePupil]:
    """Who on the list may be this child, the surest first; not who was said to be another, nor who is in the trash."""
    others = different_from(session, pupil.id) if pupil.id else frozenset()
    found = KEEPER.find(session, pupil, others)
    pupils = {one.id: one for one in session.list(Pupil, where={"id": tuple(one.id for one in found)})}
    schools = {one.id: one.name for one in session.list(School)} if found else {}
    apart = told_apart(session, [*pupils.values()])
    return [_like(one, pupils[one.id], schools, apart) for one in found if one.id in pupils]


def _like(one: Like, pupil: Pupil, schools: dict[str, str], apart: dict[str, str]) -> LikePupil:
    school = schools.get(pupil.school_id, "")
    born = f"born {say(pupil.birth_date)}" if pupil.birth_date else ""
    words = ", ".join(part for part in (pupil.words, school, apart.get(pupil.id, born)) if part)
    return LikePupil(pupil.id, words, one.why.words, one.why <= Why.SAME_NAME_AND_BIRTHDAY)


def different_from(session: Session, pupil_id: str) -> frozenset[str]:
    """The pupils that were said not to be this child."""
    said = said_different(session, pupil_id)
    return frozenset(one for each in said for one in (each.pupil_id, each.other_id)) - {pupil_id}


def said_different(session: Session, pupil_id: str) -> tuple[DifferentChildren, ...]:
    """Each time somebody said that another child is not this one."""
    return (
        *session.list(DifferentChildren, where={"pupil_id": pupil_id}),
        *session.list(DifferentChildren, where={"other_id": pupil_id}),
    )


def say_different(session: Session, pupil_id: str, other_id: str) -> Saved[DifferentChildren]:
    """Remember that these two are different children, so that nobody is asked again. Raises NotFound, InvalidInput."""
    if pupil_id == other_id:
        raise InvalidInput.one("other_id", "This is one and the same record.")
    for one in (pupil_id, other_id):
        session.get(Pupil, one)
    with session.write() as work:
        demand(session, Keeps.WHO, pupil_id, other_id)
        kept = write_different(session, work, pupil_id, other_id)
    return Saved(kept, work.change_id)


def may_be_one(session: Session, pupil_id: str, other_id: str) -> Saved[DifferentChildren]:
    """Take back that these two are different children. Raises NotFound if nobody said so."""
    where = {"pupil_id": (pupil_id, other_id), "other_id": (pupil_id, other_id)}
    said = session.list(DifferentChildren, where=where)
    if not said:
        raise NotFound("Nobody has said that these two are different children.")
    with session.write() as work:
        demand(session, Keeps.LESS, pupil_id, other_id)
        gone = [work.trash(one) for one in said]
    return Saved(gone[0], work.change_id)


def write_different(session: Session, work: Work, pupil_id: str, other_id: str) -> DifferentChildren:
    """The same inside a unit of work that does more, such as keeping the one of them; said once it stays said."""
    where = {"pupil_id": (pupil_id, other_id), "other_id": (pupil_id, other_id)}
    known = session.list(DifferentChildren, where=where)
    if known:
        return known[0]
    return work.add(DifferentChildren(pupil_id=pupil_id, other_id=other_id, said_on=session.clock.today()))
