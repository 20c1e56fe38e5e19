"""Whoever is covered wherever they stand, in items decided by hand, is not asked about again; whoever can be read anywhere is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_page_review import Bench, attach, letter
from test_page_review_people import AGAIN, PAIRED, Desk, desk, press, rows

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.page.people_reading import ItemTexts
from coordinator_app.access_requests.persons import RequestPerson
from coordinator_app.chronology.model import ChronologyEntry
from tests.vaults import add

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
OTIS = "Otis Bramblewick"


def cover(words: str, what: str = OTIS, *, stands_for: str = "") -> Redaction:
    start = words.index(what)
    return Redaction(
        field_name="words",
        start=start,
        end=start + len(what),
        exemption=Exemption.THIRD_PARTY,
        covered_words=what,
        stands_for=stands_for,
    )


def decided(bench: Bench, entry: ChronologyEntry, outcome: Outcome, *covers: Redaction) -> None:
    wanted = replace(bench.item(entry.id), outcome=outcome)
    if outcome is Outcome.WITHHOLD:
        wanted = replace(wanted, exemption=Exemption.THIRD_PARTY, reason="It is all about him.")
    decide.decide(bench.house.session, wanted, covers)


def people(bench: Bench) -> None:
    bench.stage.items.rows.setFocus()
    press(bench, "P")


def test_covered_in_each_item_nothing_is_asked_and_the_row_says_so(desk: Desk) -> None:
    entry, other = add(desk.house, PAIRED), add(desk.house, AGAIN)
    bench = Bench(desk)
    decided(bench, entry, Outcome.REDACT, cover(PAIRED))
    decided(bench, other, Outcome.WITHHOLD)
    people(bench)
    assert rows(bench) == [f"{OTIS}, Another pupil, 2 places in 2 items, Covered in each item"]
    assert "Everybody is decided." in bench.stage.people.pane._said.text()
    asked = len(desk.dialogs.asked)
    press(bench, "C")
    assert len(desk.dialogs.asked) == asked, "what is decided stands: nothing to look at again"
    assert desk.house.session.list(RequestPerson)[0].called == OTIS
    assert bench.item(entry.id).outcome is Outcome.REDACT
    assert rows(bench) == [f"{OTIS}, Another pupil, 2 places in 2 items, Cover"]


def test_only_the_items_that_would_change_are_asked_about(desk: Desk) -> None:
    entry, other = add(desk.house, PAIRED), add(desk.house, AGAIN)
    bench = Bench(desk)
    decided(bench, entry, Outcome.REDACT, cover(PAIRED))
    decided(bench, other, Outcome.SHARE)
    people(bench)
    assert rows(bench) == [f"{OTIS}, Another pupil, 2 places in 2 items, "]
    desk.dialogs.will_answer(True)
    press(bench, "C")
    assert desk.dialogs.asked[-1][1] == "Look again at 1 item that you decided?"
    assert (bench.item(entry.id).outcome, bench.item(other.id).outcome) == (Outcome.REDACT, Outcome.UNDECIDED)


@pytest.mark.parametrize(
    "covers",
    [(cover(PAIRED, "Otis"),), (cover(PAIRED, stands_for="another pupil"),), (cover(PAIRED, "Kit"),)],
    ids=["a part", "a role", "another word"],
)
def test_what_can_still_be_read_of_them_is_asked_about(desk: Desk, covers: tuple[Redaction, ...]) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    decided(bench, entry, Outcome.REDACT, *covers)
    people(bench)
    assert rows(bench) == [f"{OTIS}, Another pupil, 1 place in 1 item, "]
    desk.dialogs.will_answer(False)
    press(bench, "C")
    assert desk.dialogs.asked[-1][1] == "Look again at 1 item that you decided?"


def test_one_undecided_item_leaves_them_to_be_decided(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    add(desk.house, AGAIN)
    bench = Bench(desk)
    decided(bench, entry, Outcome.REDACT, cover(PAIRED))
    people(bench)
    assert rows(bench) == [f"{OTIS}, Another pupil, 2 places in 2 items, "]
    assert "1 to decide." in bench.stage.people.pane._said.text()


def test_of_pages_it_is_not_known_so_they_are_asked_about(desk: Desk) -> None:
    document = attach(desk.house, letter(f"He was seen with {OTIS} today."))
    bench = Bench(desk)
    box = Redaction(page=1, left=0, top=0, right=100_000, bottom=100_000, exemption=Exemption.THIRD_PARTY)
    decide.decide(bench.house.session, replace(bench.item(document.id), outcome=Outcome.REDACT), (box,))
    people(bench)
    assert rows(bench) == [f"{OTIS}, Another pupil, 1 place in 1 item, "]
    desk.dialogs.will_answer(False)
    press(bench, "C")
    assert desk.dialogs.asked[-1][1] == "Look again at 1 item that you decided?"


def test_to_say_only_the_role_looks_at_every_item_again(desk: Desk) -> None:
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    decided(bench, entry, Outcome.REDACT, cover(PAIRED))
    people(bench)
    desk.dialogs.will_answer(True)
    press(bench, "R")
    assert desk.dialogs.asked[-1][1] == "Look again at 1 item that you decided?"
    assert bench.item(entry.id).outcome is Outcome.UNDECIDED


def test_planted_fault_without_the_look_at_the_covers_somebody_who_can_be_read_is_not_asked_about(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ItemTexts, "hides", lambda *_: True)
    entry = add(desk.house, PAIRED)
    bench = Bench(desk)
    decided(bench, entry, Outcome.SHARE)
    people(bench)
    assert rows(bench) == [f"{OTIS}, Another pupil, 1 place in 1 item, Covered in each item"]
