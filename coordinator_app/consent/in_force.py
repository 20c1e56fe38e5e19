"""Which version of the parents' statement is in force, and what the partnership wants done about older ones."""

from __future__ import annotations

import re
from functools import cache

from coordinator_app.consent.chasing import CHASE_AFTER_DAYS
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.errors import FieldProblem
from coordinator_app.core.plausible import refuse
from coordinator_app.resources import form_file
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import versions_of
from coordinator_app.wording.model import newest

OLDER_SHUTS, CHASE_AFTER = "consent_older_shuts", "consent_chase_after_days"
FEWEST_DAYS, MOST_DAYS = 1, 60
_VERSION = re.compile(r"^version:\s*(\d+)\s*$", re.MULTILINE)


@cache
def _shipped() -> int:
    text = form_file("en", f"{FormTemplate.PARENT_STATEMENT.value}.md").read_text(encoding="utf-8")
    found = _VERSION.search(text)
    assert found is not None, "every wording names its version"
    return int(found.group(1))


def statement_in_force(session: Session) -> int:
    """The version of the parents' statement that families are given now: the partnership's own, or the shipped one.

    As `wording.actions.in_force`, without reading the words: every gate asks it.
    """
    own = newest(versions_of(session, FormTemplate.PARENT_STATEMENT), session.clock.today())
    return _shipped() if own is None or own.is_shipped else own.wording_version or _shipped()


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
