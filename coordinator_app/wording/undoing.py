"""What may not be undone: a wording that somebody has on paper or has acknowledged (003-7.3)."""

from __future__ import annotations

from coordinator_app.access_requests.model import RequestLetter
from coordinator_app.consent.model import Consent, PrintedForm
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.errors import Trouble
from coordinator_app.referrals.model import Referral
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from coordinator_app.wording.model import BlankForm, FormWording

_USES: tuple[tuple[type[Record], str], ...] = (
    (PrintedForm, "template_hash"),
    (BlankForm, "template_hash"),
    (Consent, "statement_hash"),
    (Referral, "statement_hash"),
    (RequestLetter, "template_hash"),
)


def uses_of(session: Session, digest: str) -> int:
    """How many forms, consents, referrals and letters carry a wording, told by its hash."""
    return sum(session.count(cls, where={field: digest}, trashed=None) for cls, field in _USES)


def undo_gate(session: Session, taken: tuple[TakenBack, ...]) -> None:
    """Refuse to take a wording out of force, or a blank form out of the list, that is on paper somewhere."""
    for one in taken:
        now, wanted = one.now, one.wanted
        if isinstance(now, FormWording) and now.words:
            loses = one.goes or not isinstance(wanted, FormWording) or wanted.digest != now.digest
            if loses and uses_of(session, now.digest):
                raise _refused()
        if isinstance(now, BlankForm) and one.goes and now.used_on is not None:
            raise CannotUndo("This blank form has come back already.", next_step="Leave it as it is.")


def _refused() -> Trouble:
    return CannotUndo(
        "This wording has been printed or acknowledged since it came into force.",
        next_step="Write the next version, or go back to the wording that came with Coordinator.",
    )
