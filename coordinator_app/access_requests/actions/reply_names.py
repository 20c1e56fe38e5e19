"""Whom the reply names that goes with a pack: it is made with the pack, and looked through as every other letter is (003-5.2)."""

from __future__ import annotations

from coordinator_app.access_requests.actions.letter_names import named
from coordinator_app.access_requests.letter_kinds import LetterWords
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.core.named_here import explained, lead
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.store.session import Session


def names_in_reply(session: Session, request: AccessRequest, reply: PrintOrder) -> str:
    """Everybody named in what was typed for it who is not meant to be told of, in sentences; "" for nobody.

    Where we looked and why not, and a wording of one's own, are typed by hand.
    """
    found = named(session, request, LetterKind.REPLY, reply, LetterWords()).people
    return f"{lead(found)} {' '.join(explained(found).splitlines())}" if found else ""
