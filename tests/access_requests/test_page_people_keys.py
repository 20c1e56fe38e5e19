"""People under the keys of the workbench: who is among them, how fast keys decide, and none that comes too early acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desks import Desk, desk_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from test_page_review import Bench
from test_page_review_people import AGAIN, PAIRED, press, rows

from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.page import review_people
from coordinator_app.access_requests.page.item_saving import COMING
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.organisations.actions import partnership
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer
from tests.held_jobs import HeldBack
from tests.vaults import House, add, new_pupil

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def test_whoever_asks_and_our_own_address_are_not_among_the_people(desk: Desk) -> None:
    session = desk.house.session
    with session.write() as work:
        ours = partnership(session)
        assert ours is not None
        work.change(ours, email="office@hazelmoor.example")
    asker = desk.house.carer.name
    add(
        desk.house,
        f"{asker} rang, then {asker.split()[0]} wrote to office@hazelmoor.example. Otis Bramblewick left.",
    )
    bench = Bench(desk)
    request = bench.request
    assert asker in {request.requester, *(one.name for one in session.list(Carer))}
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    assert rows(bench) == ["Otis Bramblewick, Another pupil, 1 place in 1 item, "]


def test_staff_in_their_role_are_told_apart_and_covered_only_after_a_question(desk: Desk) -> None:
    session = desk.house.session
    with session.write() as work:
        work.add(
            Provider(name="Kingfisher Workshop", contact="Gail Thimble", safeguarding_lead="Gail Thimble")
        )
    add(desk.house, "Gail Thimble recorded this.")
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    assert rows(bench) == ["Gail Thimble, Staff of a provider, 1 place in 1 item, "]
    desk.dialogs.will_answer(False, True)
    press(bench, "C")
    assert desk.dialogs.asked == [("ask", "Cover Gail Thimble?")]
    assert session.list(RequestPerson) == []
    press(bench, "C")
    assert rows(bench) == ["Gail Thimble, Staff of a provider, 1 place in 1 item, Cover"]


def test_keys_for_people_look_through_the_papers_once_and_end_with_the_last_who_is_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []
    look = review_people.read_papers
    monkeypatch.setattr(
        review_people, "read_papers", lambda session, about: (looks.append(about), look(session, about))[1]
    )
    head = next(iter(desk.house.session.list(School))).head
    add(desk.house, f"Otis Bramblewick and Faith Underhill were told off. {head} saw it.")
    add(desk.house, "Faith Underhill went home.")
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    assert "Faith Underhill, Somebody else, not on any record, 2 places in 2 items, " in rows(bench)
    pane = bench.stage.people.pane
    while pane._said.text().startswith("Everybody") is False:
        before = pane._said.text()
        press(bench, "C")
        assert pane._said.text() != before
    assert len(looks) == 1
    last = pane.line()
    assert last is not None
    assert not (last.person.person_kind or PersonKind.OTHER).acts_in_role
    assert {one.called for one in desk.house.session.list(RequestPerson)} == {
        "Otis Bramblewick",
        "Faith Underhill",
    }


def test_a_second_decision_before_the_first_is_kept_makes_no_second_record(desk: Desk) -> None:
    add(desk.house, PAIRED)
    bench = Bench(desk)
    bench.stage.items.rows.setFocus()
    press(bench, "P")
    held: list[Callable[[], None]] = []
    jobs = bench.stage.services.jobs
    write = jobs.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(jobs), "write", lambda _self, work, **how: held.append(lambda: write(work, **how)))
        press(bench, "C")
        press(bench, "R")
        assert rows(bench) == ["Otis Bramblewick, Another pupil, 1 place in 1 item, Role only"]
        assert len(held) == 1
    held[0]()
    QApplication.processEvents()
    people = desk.house.session.list(RequestPerson)
    assert [one.decision for one in people] == [PersonDecision.ROLE_ONLY]
    assert rows(bench) == ["Otis Bramblewick, Another pupil, 1 place in 1 item, Role only"]


def test_a_key_before_the_next_item_is_here_says_so_and_decides_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, other = add(desk.house, PAIRED), add(desk.house, AGAIN)
    bench = Bench(desk)
    bench.go_to(entry.id)
    reads = HeldBack(bench.stage.services.jobs, monkeypatch, "read")
    bench.keys("C", "save")
    saved = [one.id for one in (entry, other) if bench.item(one.id).outcome is Outcome.REDACT]
    assert saved == [entry.id]
    for pressed in ("1", "C", "W", "save", Qt.Key.Key_Return):
        desk.said.toasts.clear()
        bench.keys(pressed)
        assert [words for words, _change in desk.said.toasts] == [COMING]
    reads.let()
    QApplication.processEvents()
    assert bench.item(other.id).outcome is Outcome.UNDECIDED
    assert bench.stage.items.current() == bench.item(other.id).id
    assert bench.stage.panel.answers().outcome is Outcome.UNDECIDED
    desk.said.toasts.clear()
    bench.keys("1")
    assert bench.stage.panel.answers().outcome is Outcome.SHARE
    assert COMING not in [words for words, _change in desk.said.toasts]
