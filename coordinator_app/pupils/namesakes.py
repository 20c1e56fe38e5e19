"""Tells pupils of one name apart, wherever they are listed: by birthday, and where that is the same too, by more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.pupils import store
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.store import NameRow
from coordinator_app.store.session import Session


def told_apart(session: Session, pupils: Sequence[Pupil]) -> dict[str, str]:
    """What to add for each of these pupils that has a namesake on the list; others are not in it."""
    wanted = {one.id for one in pupils}
    rows = store.namesakes(session, wanted)
    return {one: words for one, words in words_apart(rows).items() if one in wanted}


def words_apart(rows: Iterable[NameRow]) -> dict[str, str]:
    """By id, for every pupil that has a namesake among these: "born 3 May 2012", and more where that is the same.

    Two of one name and one birthday are told apart by the end of their UPN, else by the day they were added.
    """
    every = [(_name(one), one) for one in rows]
    names = Counter(name for name, _ in every)
    birthdays = Counter((name, one.birth_date) for name, one in every)
    return {
        one.id: _words(one, same_birthday=birthdays[name, one.birth_date] > 1)
        for name, one in every
        if names[name] > 1
    }


def born_another_day(session: Session, pupil: Pupil) -> list[Pupil]:
    """The pupils at the same school who have this name and another birthday, oldest first: one of two may be a slip."""
    born = pupil.birth_date.isoformat() if pupil.birth_date else ""
    names = {fold(one) for one in (pupil.given_names, pupil.known_as)} - {""}
    family = fold(pupil.family_name)
    if not (born and names and family and pupil.school_id):
        return []
    rows = store.of_family(session, family)
    ids = tuple(
        row.id
        for row in rows
        if row.id != pupil.id
        and names & {row.given_folded, fold(row.known_as)}
        and row.birth_date not in {"", None, born}
    )
    here = {"id": ids, "school_id": pupil.school_id}
    return session.list(Pupil, where=here, order="birth_date") if ids else []


def called(row: NameRow) -> str:
    """The name used on screens."""
    return f"{row.known_as or row.given_names} {row.family_name}".strip()


def _name(row: NameRow) -> str:
    return f"{fold(row.known_as) or row.given_folded} {row.family_folded}"


def _words(row: NameRow, *, same_birthday: bool) -> str:
    born = f"born {say(date.fromisoformat(row.birth_date))}" if row.birth_date else "birthday not known"
    if not same_birthday:
        return born
    added = say(datetime.fromisoformat(row.created_at).date())
    return f"{born}, UPN ends {row.upn[-4:]}" if row.upn else f"{born}, added {added}"
