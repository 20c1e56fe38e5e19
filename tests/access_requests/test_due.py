"""What access requests bring to Today, the menu and the palette, from the facts of a real vault."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.access_requests.actions import intake
from coordinator_app.access_requests.due import due_items, rail_count
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.palette import palette
from coordinator_app.access_requests.standing import standings
from coordinator_app.core.errors import GateShut
from coordinator_app.hooks import PaletteGroup, RailCount
from coordinator_app.today.model import Who
from tests.vaults import House, gathered, new_request


@pytest.fixture
def request_made(consented: House) -> AccessRequest:
    return intake.log_request(consented.session, new_request(consented)).record


def test_every_open_request_is_a_clock_of_today(consented: House, request_made: AccessRequest) -> None:
    clock = due_items(consented.session)[0]
    assert (clock.who, clock.title, clock.due) == (Who.CLOCK, "Kit Puddlecombe", date(2026, 11, 24))
    assert clock.tone == "soon"
    assert clock.params == (("request_id", request_made.id),)
    assert clock.second_line == "acknowledge it by letter"


def test_what_the_school_and_the_requester_owe_is_waited_for(
    consented: House, request_made: AccessRequest
) -> None:
    session = consented.session
    intake.consult_school(session, request_made, date(2026, 11, 10), "T. Inkwell")
    kept = intake.change_request(session, request_made, identity_asked_on=date(2026, 11, 11)).record
    intake.pause(session, kept, date(2026, 11, 12), "Which years?")
    waiting = [one for one in due_items(session) if one.who is Who.SOMEONE_ELSE]
    assert [(one.title, one.second_line) for one in waiting] == [
        ("School reply, Foxglove Hill School", "Asked 10 November, Kit Puddlecombe"),
        ("Proof of identity, Marigold Puddlecombe", "Asked 11 November, Kit Puddlecombe"),
        ("Answer to our question, Marigold Puddlecombe", "Asked 12 November, Kit Puddlecombe"),
    ]
    assert len({one.key for one in due_items(session)}) == 4


def test_an_answer_that_came_is_waited_for_no_longer(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    asked = intake.consult_school(session, request_made, date(2026, 11, 10), "T. Inkwell").record
    asked = intake.chase_school(session, asked, date(2026, 11, 11), "The office").record
    line = next(one for one in due_items(session) if one.key.endswith("-school"))
    assert (line.second_line, line.due) == (
        "Chased 11 November. Asked 10 November, Kit Puddlecombe",
        date(2026, 11, 11),
    )
    replied = intake.school_replied(session, asked, date(2026, 11, 12), "Share it.").record
    with pytest.raises(GateShut, match="The school replied on 12 November 2026"):
        intake.chase_school(session, replied, date(2026, 11, 13), "The office")
    pause = intake.pause(session, request_made, date(2026, 11, 12), "Which years?").record
    intake.answer(session, pause, date(2026, 11, 13), "All")
    assert [one.who for one in due_items(session)] == [Who.CLOCK]


def test_the_menu_counts_open_requests_and_the_overdue(consented: House) -> None:
    assert rail_count(consented.session) is None
    intake.log_request(consented.session, new_request(consented, received_on=date(2026, 10, 1)))
    intake.log_request(consented.session, new_request(consented, received_on=date(2026, 11, 20)))
    assert rail_count(consented.session) == RailCount(2, 1)


def test_the_next_step_follows_the_work(consented: House, request_made: AccessRequest) -> None:
    session = consented.session
    assert standings(session)[0].next_step == "acknowledge it by letter"
    items = gathered(consented, request_made)
    one = standings(session)[0]
    assert (one.items, one.undecided) == (len(items), len(items))


def test_the_palette_logs_a_request_and_finds_it_by_whoever_asked(
    consented: House, request_made: AccessRequest
) -> None:
    entries = palette(consented.session)
    log = next(one for one in entries if one.new)
    assert (log.title, log.opens.page) == ("Log an access request", "log_request")
    found = next(one for one in entries if one.group is PaletteGroup.REQUESTS)
    assert found.title == "Request 1, Kit Puddlecombe"
    assert found.also == "Marigold Puddlecombe"
    assert dict(found.opens.params) == {"request_id": request_made.id}
