"""The other pupils whose name is the same as one's or nearly: a letter could be filed under the wrong one.

All names come in one row of SQL and are sifted in C, so that the window never waits for Python among 20,000 pupils;
only the few that pass are compared letter by letter, and only those alike are read as records.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coordinator_app.core.names import Likeness, fold, same_or_similar, skeleton
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.store.sql import row

_BETWEEN = "\x01"  # no name holds one, and folding leaves it
_ALL = (
    "SELECT group_concat(id, char(1)),"
    " group_concat(trim(iif(known_as = '', given_names, known_as) || ' ' || family_name), char(1)),"
    " group_concat(trim(iif(known_as = '', given_names__folded, known_as) || ' ' || family_name__folded), char(1))"
    " FROM pupil WHERE trashed_at IS NULL AND id <> ?"
)
_MOST_SLIPS = 2
"""As many as `same_or_similar` lets pass in the longest names."""


def like_named(session: Session, pupil: Pupil) -> list[Pupil]:
    """Those not in the trash, in the order in which they were added."""
    ids, names, folded = _all_but(session, pupil.id)
    alike = tuple(
        ids[at]
        for at in sorted(set(_may_be(pupil.called, folded)))
        if same_or_similar(names[at], pupil.called) is not Likeness.DIFFERENT
    )
    return session.list(Pupil, where={"id": alike}) if alike else []


def _all_but(session: Session, pupil_id: str) -> tuple[list[str], list[str], list[str]]:
    """(ids, names as shown, the same folded but for what one is known as) of all others, each in the same order."""
    found = row(session.databases.connection(Compartment.GENERAL), _ALL, (pupil_id,))
    if found is None or not found[0]:
        return [], [], []
    ids, names, folded = (one.split(_BETWEEN) for one in found)
    return ids, names, folded


def _may_be(called: str, names: Sequence[str]) -> Iterator[int]:
    """The places of all names that are alike, and of some that are not; the few that are not ASCII are let through."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  (only where a request is opened)
    from rapidfuzz.process import extract  # noqa: PLC0415  (as the import above)

    plain = [at for at, name in enumerate(names) if name.isascii()]
    yield from set(range(len(names))).difference(plain)
    typed, whole = fold(called), fold(_BETWEEN.join(names[at] for at in plain))
    if not plain or not typed:
        return
    folded = whole.split(_BETWEEN)
    near = extract(typed, folded, scorer=OSA.distance, score_cutoff=_MOST_SLIPS, limit=None)
    yield from (plain[at] for _, _, at in near)
    words, end = sorted(typed.split()), f" {typed.split()[-1]}"
    yield from (plain[at] for at, one in enumerate(folded) if sorted(one.split()) == words)
    ends = (at for at, one in enumerate(folded) if one.endswith(end))
    yield from (plain[at] for at in ends if " " in (folded[at].strip()[1:2], typed[1:2]))  # an initial
    for mine, all_ in ((typed.replace(" ", ""), whole.replace(" ", "")), (skeleton(called), skeleton(whole))):
        yield from (plain[at] for at, one in enumerate(all_.split(_BETWEEN)) if one == mine)
