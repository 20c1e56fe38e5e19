"""A pack goes out only as it was decided: whoever is covered since, or another word in the reply, asks for a new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import papers
import pytest

from coordinator_app.access_requests.actions import leaving, pack, persons, ready
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from tests.vaults import House


def test_who_is_covered_since_the_pack_was_built_stops_it(consented: House) -> None:
    case = papers.decided_case(consented)
    session, kept = consented.session, case.keep()
    case.settle(kept)
    case.approve()
    assert leaving.sending_gate(session, case.now, kept).is_open
    person = RequestPerson(
        request_id=case.request.id,
        person_kind=PersonKind.FAMILY,
        called="Juniper Quillfeather",
        decision=PersonDecision.COVER,
    )
    persons.decide_person(session, person)
    assert not leaving.sending_gate(session, case.now, kept).is_open


def test_another_wording_or_recipient_in_the_reply_asks_for_a_new_pack(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = papers.decided_case(consented)
    session, kept = consented.session, case.keep()
    case.settle(kept)
    case.approve()
    with monkeypatch.context() as patch:
        patch.setattr(ready, "own_text", lambda *_: "Dear {requester_name}")
        assert not leaving.sending_gate(session, case.now, kept).is_open
    assert leaving.sending_gate(session, case.now, kept).is_open
    told = replace(_GIVEN, pupil_id=consented.pupil.id)
    with session.write() as work:
        work.add(told)
    assert not leaving.sending_gate(session, case.now, kept).is_open
    # planted fault: a mark that says nothing of the letter lets it go
    monkeypatch.setattr(ready, "_reply", lambda *_: ())
    mark = pack.current_mark(session, case.request.id)
    monkeypatch.setattr(ready, "own_text", lambda *_: "Dear {requester_name}")
    assert pack.current_mark(session, case.request.id) == mark


_GIVEN = Disclosure(
    recipient="Loamshire Police",
    recipient_kind=RecipientKind.AGENCY,
    given_on=date(2026, 11, 20),
    method=DeliveryMethod.SECURE_EMAIL,
    why="Asked",
    description="Attendance",
)
