"""The questions over a request that are opened again, with what was typed into them before a lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from coordinator_app.access_requests.page import place_questions, questions
from coordinator_app.access_requests.page.closing_box import ask_close
from coordinator_app.access_requests.page.gather_left_out import ask_why
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.page.received import ask_change
from coordinator_app.access_requests.page.time_box import ask_time
from coordinator_app.access_requests.searching import RequestPlace, RequestSearch
from coordinator_app.core.catalogue import Record
from coordinator_app.services import Services
from coordinator_app.ui.carry_on import Left, Openers

_Part = TypeVar("_Part", bound=Record)
_Ask = Callable[[Services, CaseFacts], object]


def openers(services: Services, case: CaseFacts | None) -> Openers:
    """By the kind of draft; none opens anything before the request has been read."""
    asks: dict[str, _Ask] = {
        "pause_request": questions.ask_pause,
        "change_request": ask_change,
        "close_request": ask_close,
        "request_time": ask_time,
    }
    return {
        **{kind: partial(_of_request, services, case, ask) for kind, ask in asks.items()},
        "request_answer": partial(_answer, services, case),
        "school_reply": partial(_reply, services, case),
        "place_answer": partial(_found, services, case, RequestPlace, place_questions.ask_answered),
        "place_left_out": partial(_found, services, case, RequestPlace, place_questions.ask_left_out),
        "search_left_out": partial(_found, services, case, RequestSearch, ask_why),
    }


def _of_request(services: Services, case: CaseFacts | None, ask: _Ask, left: Left) -> bool:
    if case is None or case.request.id != left.record_id:
        return False
    ask(services, case)
    return True


def _found(
    services: Services,
    case: CaseFacts | None,
    cls: type[_Part],
    ask: Callable[[Services, _Part], object],
    left: Left,
) -> bool:
    """The place or the search is read first: it is not part of what every stage shows."""
    if case is None:
        return False

    def found(one: _Part | None) -> None:
        if one is not None:
            ask(services, one)

    services.jobs.read(lambda session: session.find(cls, left.record_id), done=found)
    return True


def _answer(services: Services, case: CaseFacts | None, left: Left) -> bool:
    if case is None or case.request.id != left.record_id or case.open_pause is None:
        return False
    questions.ask_answer(services, case.open_pause)
    return True


def _reply(services: Services, case: CaseFacts | None, left: Left) -> bool:
    asked = case.consultations if case is not None else ()
    one = next((one for one in asked if one.id == left.record_id), None)
    if one is None:
        return False
    questions.ask_reply(services, one)
    return True
