"""Which version of the parents' statement is in force, and what the partnership wants done about older ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coordinator_app.consent.chasing import CHASE_AFTER_DAYS
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import refuse
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import shipped_wordings
from coordinator_app.wording.model import ENGLISH, FormWording, newest
from coordinator_app.wording.shipped import languages_of, shipped

OLDER_SHUTS, CHASE_AFTER = "consent_older_shuts", "consent_chase_after_days"
FEWEST_DAYS, MOST_DAYS = 1, 60
_STATEMENT = FormTemplate.PARENT_STATEMENT.value


@dataclass(frozen=True, slots=True)
class StatementsInForce:
    """The version in force in English, and by the hash of every wording in another language that language's."""

    version: int
    translated: Mapping[str, int]


@cache
def _shipped() -> int:
    return shipped(_STATEMENT).version


@cache
def _shipped_in(language: str) -> tuple[int, frozenset[str]]:
    """The version shipped in a language, and the hashes of all that ever were."""
    return shipped(_STATEMENT, language).version, frozenset(
        one.hash for one in shipped_wordings(_STATEMENT, language)
    )


def statement_in_force(session: Session) -> int:
    """The version of the parents' statement in English that is given now: the partnership's own, or the shipped one."""
    return statements_in_force(session).version


def statements_in_force(session: Session) -> StatementsInForce:
    """Which versions of the parents' statement families are given now, in one query: every gate asks it.

    Numbers of versions run apart in each language, so that one is compared only with another of its own.
    """
    today = session.clock.today()
    own: dict[str, list[FormWording]] = {}
    for one in session.list(FormWording, where={"template": _STATEMENT}):
        if not one.is_draft:
            own.setdefault(one.language, []).append(one)
    translated: dict[str, int] = {}
    for language in languages_of(_STATEMENT):
        if language == ENGLISH:
            continue
        version, hashes = _shipped_in(language)
        ours = own.get(language, [])
        now = _version(newest(ours, today), version)
        translated |= dict.fromkeys((*hashes, *(one.digest for one in ours)), now)
    return StatementsInForce(_version(newest(own.get(ENGLISH, []), today), _shipped()), translated)


def _version(own: FormWording | None, shipped_version: int) -> int:
    return shipped_version if own is None or own.is_shipped else own.wording_version or shipped_version


def older_shuts(session: Session) -> bool:
    """Whether a form that was signed for an older statement opens nothing until it is signed anew."""
    return bool(session.setting(OLDER_SHUTS, False))


def chase_after(session: Session) -> int:
    """So many days after it was printed a form that is not back is chased."""
    return int(session.setting(CHASE_AFTER, CHASE_AFTER_DAYS))


def keep_rules(session: Session, *, shuts: bool, after_days: int) -> str:
    """Keep both settings in one change; gives its id. InvalidInput for days outside 1 to 60."""
    words = f"Type a number of days from {FEWEST_DAYS} to {MOST_DAYS}."
    wrong = not FEWEST_DAYS <= after_days <= MOST_DAYS
    refuse((FieldProblem("after_days", words) if wrong else None,))
    with session.write() as work:
        work.set_setting(OLDER_SHUTS, shuts)
        work.set_setting(CHASE_AFTER, after_days)
    return work.change_id
