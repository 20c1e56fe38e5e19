"""What was withheld never loosens by itself, whatever is decided later for somebody who is named in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from desks import Desk
from test_page_review import Bench
from test_page_review_people import AGAIN, PAIRED, desk, press

from coordinator_app.access_requests.actions import decide, persons
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.page import review_working
from coordinator_app.access_requests.persons import RequestPerson
from tests.vaults import add

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_what_was_withheld_stays_withheld_when_somebody_in_it_is_covered_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, other = add(desk.house, PAIRED), add(desk.house, AGAIN)
    bench = Bench(desk)
    law = Exemption.CONFIDENTIAL_REFERENCE
    withheld = replace(bench.item(entry.id), outcome=Outcome.WITHHOLD, exemption=law, reason="It is one.")
    decide.decide(desk.house.session, withheld)
    bench.go_to(other.id)
    bench.stage.items.rows.setFocus()
    desk.dialogs.will_answer(True)
    press(bench, "P")
    press(bench, "C")
    press(bench, "P")
    assert bench.item(entry.id).outcome is Outcome.WITHHOLD, "nobody can be read in it: it is not asked about"
    put_back(desk, bench.item(entry.id).id)
    bench.open()
    bench.go_to(entry.id)
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED
    assert bench.stage.view.covers_anything()
    answers = bench.stage.panel.answers()
    assert (answers.outcome, answers.exemption, answers.reason) == (Outcome.WITHHOLD, law, "It is one.")
    bench.keys("save")
    kept = bench.item(entry.id)
    assert (kept.outcome, kept.exemption) == (Outcome.WITHHOLD, law)
    # planted fault: whoever does not ask what it was before shares it with that one name covered
    put_back(desk, bench.item(entry.id).id)
    monkeypatch.setattr(review_working, "is_held_back", lambda _shown: False)
    bench.open()
    bench.go_to(entry.id)
    assert bench.stage.panel.answers().outcome is Outcome.REDACT


def put_back(desk: Desk, item_id: str) -> None:
    """As a decision for somebody does with an item that it is asked about."""
    persons.decide_person(desk.house.session, desk.house.session.list(RequestPerson)[0], [item_id])
