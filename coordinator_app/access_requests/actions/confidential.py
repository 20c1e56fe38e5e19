"""A confidential address is told to nobody but its own holder, whatever else is shared (domain 2.1; 003-6.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coordinator_app.access_requests.actions.gather import holding_of
from coordinator_app.access_requests.actions.released import open_words, plain
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.gates import OPEN, Decision, Reason
from coordinator_app.pupils.model import Carer
from coordinator_app.store.session import Session

_SHUT = Decision(
    (
        Reason(
            "It tells how to reach someone whose address is confidential, and who did not ask.",
            "Cover the address, the telephone number and the email, or withhold the item.",
            "003-6.4",
        ),
    )
)


def secrets_of(session: Session, request: AccessRequest) -> tuple[str, ...]:
    """What tells where somebody with a confidential address can be found, now or earlier; not of who asks himself.

    Of an address the first line and each line with a figure: the name of a town stands in many texts by right.
    """
    carers = session.list(Carer, where={"pupil_id": request.pupil_id}, trashed=None)
    hidden = [one for one in carers if one.address_is_confidential and one.id != request.carer_id]
    known = plain(request.requester_address)
    found = dict.fromkeys(words for one in hidden for words in _reached_by(session, one))
    return tuple(words for words in found if plain(words) not in known)


def confidential_gate(
    session: Session, item: RequestItem, covered: Iterable[Redaction], secrets: tuple[str, ...]
) -> Decision:
    """Whether an item as decided keeps these to itself. Pages of a document are looked at in the finished pack."""
    if not secrets or item.outcome not in {Outcome.SHARE, Outcome.REDACT}:
        return OPEN
    said = [plain(words) for words in open_words(holding_of(session, item), tuple(covered))]
    return _SHUT if any(plain(words) in text for words in secrets for text in said) else OPEN


def _reached_by(session: Session, carer: Carer) -> Iterator[str]:
    versions = [carer, *(session.at_version(Carer, carer.id, number) for number in range(1, carer.version))]
    for one in versions:
        yield from _telling_lines(one.address)
        yield from (words.strip() for words in (one.telephone, one.email) if words.strip())


def _telling_lines(address: str) -> Iterator[str]:
    lines = [line.strip() for line in address.replace(",", "\n").splitlines() if line.strip()]
    yield from (line for at, line in enumerate(lines) if at == 0 or any(sign.isdigit() for sign in line))
