"""What a search for mentions left out: how many places, and why they need not be looked at (003-5.1).

The number is kept with the search and in its compartment, never what stands there. It stands until a later search leaves
nothing out. Until then a pack waits for a reason, and nobody is told that nothing is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.actions.open_still import must_still_be_open
from coordinator_app.access_requests.gathering.keeping import EVERYWHERE
from coordinator_app.access_requests.gathering.mentions import MOST
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.gates import Decision, Reason
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.store.session import Session

CHECK = "Places that a search left out"
"""The name of the line among the checks on a pack."""
NOT_READ = "The search found very many places. Those least likely to be about the right person were not read one by one."
"""What the reply says of it: neither how many there are nor where."""
_OPENS = "Gather again until none is left out, or say at Gather why these need not be looked at."
_LATER = "A later search was made since. Look at what that one left out."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one search left out, in words; `why` is the reason that was given, "" while there is none.

    `closed`: the reason lies with what is restricted, and the passphrase was not typed again.
    """

    search: RequestSearch
    words: str
    why: str
    closed: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether somebody said why these places need not be looked at."""
        return bool(self.search.left_out_reason.strip())


def standing(session: Session, request_id: str) -> tuple[RequestSearch, ...]:
    """The newest search of each compartment held that left something out, or may have."""
    made = session.list(RequestSearch, where={"request_id": request_id, "where": EVERYWHERE})
    newest = {one.is_guarded: one for one in made}
    return tuple(one for _, one in sorted(newest.items()) if _left_some(one, made))


def _left_some(one: RequestSearch, made: list[RequestSearch]) -> bool:
    """A search of an earlier version kept no number: as many as it could keep means that there may be more."""
    if one.left_out is not None:
        return one.left_out > 0
    return sum(other.hits or 0 for other in made if other.searched_at == one.searched_at) >= MOST


def left_out_of(session: Session, request_id: str, *, guarded_words: bool = True) -> tuple[LeftOut, ...]:
    """What stands left out, for the screens. Without `guarded_words` a restricted reason stays in the session."""
    found = []
    for one in standing(session, request_id):
        closed = one.is_guarded and not guarded_words
        found.append(LeftOut(one, words_of(one), "" if closed else one.left_out_reason.strip(), closed))
    return tuple(found)


def place_of(search: RequestSearch) -> Compartment:
    """Where a search and what is said of it is kept."""
    return Compartment.GUARDED if search.is_guarded else Compartment.GENERAL


def words_of(search: RequestSearch) -> str:
    """How much was left out, in a sentence."""
    among = "among what is restricted " if search.is_guarded else ""
    if search.left_out is None:
        return f"Places {among}that may mention them may have been left out of the search."
    if search.left_out == 1:
        return f"1 place {among}that may mention them was left out of the search, the least likely."
    return f"{search.left_out:,} places {among}that may mention them were left out of the search, the least likely."


def told_of_search(search: RequestSearch, *, guarded_words: bool) -> Iterator[str]:
    """What the log of searches says of it: nothing where it left nothing out."""
    if not search.left_out:
        return
    yield words_of(search)
    why = search.left_out_reason.strip()
    if why and (guarded_words or not search.is_guarded):
        yield _because(why)


def why_left_out(one: LeftOut) -> str:
    """The reason that was given, or that there is none, in a sentence."""
    if not one.is_answered:
        return "Nobody has said why they need not be looked at."
    return _because(one.why) if one.why else "Why they need not be looked at is restricted."


def _because(why: str) -> str:
    return f"Why they need not be looked at: {why}{'' if why.endswith(('.', '!', '?')) else '.'}"


def left_out_gate(session: Session, request_id: str) -> Decision:
    """Whether nothing was left out, or somebody said of each search why that need not be looked at."""
    return _shut(one for one in left_out_of(session, request_id) if not one.is_answered)


def nothing_left_out_gate(session: Session, request_id: str) -> Decision:
    """Whether nothing was left out: a reason is not enough to say that nothing is held."""
    return _shut(left_out_of(session, request_id), "Gather again until none is left out.")


def _shut(found: Iterable[LeftOut], opens: str = _OPENS) -> Decision:
    return Decision(tuple(Reason(one.words, opens, "003-5.1") for one in found))


def left_out_mark(session: Session, request_id: str) -> tuple[tuple[bool, int | None, str], ...]:
    """What an approval is of besides the decisions: how much was left out and why, nothing where nothing was."""
    found = standing(session, request_id)
    return tuple((one.is_guarded, one.left_out, one.left_out_reason) for one in found)


def say_why(session: Session, search: RequestSearch, reason: str) -> Saved[RequestSearch]:
    """Keep why what a search left out need not be looked at. InvalidInput without a reason; GateShut after a later search."""
    must_still_be_open(session, search.request_id)
    refuse((missing("left_out_reason", reason, "Say why they need not be looked at."),))
    now = next((one for one in standing(session, search.request_id) if one.id == search.id), None)
    if now is None:
        raise GateShut((_LATER,))
    with session.write(place_of(now)) as work:
        kept = work.change(now, left_out_reason=reason.strip())
        work.audit("search-left-out-kept", kept, note_code=str(now.left_out or ""))
    return Saved(kept, work.change_id)
