"""What the reply says of where we looked tells nothing that the pack holds back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.actions import decide, where_looked
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.pupils.parts import NameKind, PupilName
from tests.vaults import House, gathered, ready_request


@pytest.mark.parametrize("outcome", [Outcome.REDACT, Outcome.WITHHOLD])
def test_another_name_that_is_kept_back_is_not_told_among_the_words_looked_for(
    consented: House, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    with session.write() as work:
        kind = next(iter(NameKind))
        name = work.add(
            PupilName(pupil_id=consented.pupil.id, name_kind=kind, given_names="Kit", family_name="Hartley")
        )
    request = ready_request(consented)
    whole = next(item for item in gathered(consented, request) if item.item_kind == "pupil")
    with session.write() as work:
        words = "Kit Puddlecombe\nHartley"
        work.add(
            RequestSearch(
                request_id=request.id, terms=words, where="All", hits=1, searched_at=session.clock.now()
            )
        )
    now = session.get(AccessRequest, request.id)
    assert "Hartley" in " ".join(where_looked.where_we_looked(session, now))
    box = Redaction(
        field_name=f"{name.id}:family_name",
        start=0,
        end=7,
        exemption=Exemption.CRIME,
        covered_words="Hartley",
    )
    answer = replace(whole, outcome=outcome, exemption=Exemption.CRIME, reason="Not for them", note="Asked")
    decide.decide(session, answer, [box])
    said = " ".join(where_looked.where_we_looked(session, now))
    assert "Hartley" not in said
    assert "Kit Puddlecombe" in said
    # planted fault: the words as they were searched tell it
    monkeypatch.setattr(where_looked, "_kept_back", lambda *_: (frozenset(), ()))
    assert "Hartley" in " ".join(where_looked.where_we_looked(session, now))
