"""The rows of an access request among many children: choosing whom it is about, everybody's names, and mentions elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from coordinator_app.access_requests.actions.known_people import everybody_known
from coordinator_app.access_requests.finding.everybody import Everybody
from coordinator_app.access_requests.gathering.mentions import look
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest, RequesterKind
from coordinator_app.access_requests.page.reading import read_pupils
from coordinator_app.access_requests.page.review_reading import read_names
from coordinator_app.bench.generated import Bench
from coordinator_app.bench.measure import Row, compare
from coordinator_app.bench.store_rows import captured, replay
from coordinator_app.core.names import fold
from coordinator_app.core.privacy import Compartment


def request_rows(bench: Bench, n: int) -> Iterator[Row]:
    """Every row of a request."""
    request = AccessRequest(pupil_id=bench.pupils[0], requester_kind=RequesterKind.PARENT)
    yield letter_row(bench, n)
    yield names_row(bench, request, n)
    yield mentions_row(bench, request, n)


def letter_row(bench: Bench, n: int) -> Row:
    """A letter more of whom it is about, which one pupil has, beside one look at each of them."""
    pupils = read_pupils(bench.session)
    words = [fold(pupils.line(at).words) for at in range(len(pupils))]
    typed = words[len(words) // 2]
    return compare(
        "pupil picker, a letter",
        lambda: sum(typed in one for one in words),
        lambda: (pupils.found(typed), pupils.called(typed)),
        n=n,
        goal=2.0,
        note=f"one look at each of {len(words)} pupils",
    )


def names_row(bench: Bench, request: AccessRequest, n: int) -> Row:
    """The names for a review that is opened, beside making everybody's ready for it."""
    session = bench.session
    read_names(session, request)
    return compare(
        "names for a review",
        lambda: Everybody(everybody_known(session)),
        lambda: read_names(session, request),
        n=n,
        goal=0.25,
        note="everybody's names made ready anew",
    )


def mentions_row(bench: Bench, request: AccessRequest, n: int) -> Row:
    """Who speaks of the person elsewhere, beside its SQL alone."""
    session = bench.session
    secret = session.databases.connection(Compartment.GENERAL)
    work = partial(look, session, request, read_terms(proposed(session, request)))
    alone = partial(replay, secret, captured(secret, work))
    return compare("mentions elsewhere", alone, work, n=n, goal=3.0, note="the same SQL alone")
