"""What a capability has for Today is kept until something that it rests on changes, and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coordinator_app.core.errors import Trouble
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CAPABILITIES
from coordinator_app.store.session import Session
from coordinator_app.today import kept
from coordinator_app.today.actions import facts_of, read_part, read_today
from coordinator_app.today.kept import Kept, fresh
from coordinator_app.today.model import DueItem
from tests.vaults import House

HOOKS = tuple((one.name, one.due_items) for one in CAPABILITIES if one.due_items)


class Hook:
    """Stands in for a capability: says each pupil, and counts how often it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked = 0
        monkeypatch.setattr(kept, "resolve", lambda _name: self.items)

    def items(self, session: Session) -> list[DueItem]:
        self.asked += 1
        return [DueItem(one.id, one.called, "", "user", "pupil") for one in session.list(Pupil)]


def rename(house: House, name: str) -> None:
    with house.session.write() as work:
        house.pupil = work.change(replace(house.pupil, known_as=name))


def test_what_did_not_change_is_not_worked_out_again(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, keeper = Hook(monkeypatch), Kept()
    first = keeper.items(referred.session, "pupils:due")
    with referred.session.write() as work:
        work.change(replace(referred.carer, telephone="01632 960007"))
    assert keeper.items(referred.session, "pupils:due") == first
    assert hook.asked == 1


def test_a_change_of_what_it_read_is_seen_at_once_and_so_is_its_undo(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook, keeper = Hook(monkeypatch), Kept()
    keeper.items(referred.session, "pupils:due")
    rename(referred, "Bramble")
    assert keeper.items(referred.session, "pupils:due")[0].title.startswith("Bramble")
    assert hook.asked == 2
    # the planted fault: a keeper that hears of nothing shows the old name
    monkeypatch.setattr(kept, "_holds", lambda _session, _before: True)
    rename(referred, "Kestrel")
    assert keeper.items(referred.session, "pupils:due")[0].title.startswith("Bramble")


def test_another_day_is_worked_out_anew(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    hook, keeper = Hook(monkeypatch), Kept()
    keeper.items(referred.session, "pupils:due")
    referred.clock.at += timedelta(days=1)
    keeper.items(referred.session, "pupils:due")
    assert hook.asked == 2


def test_what_rests_on_drafts_is_never_kept(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def hook(session: Session) -> list[DueItem]:
        asked.append(session.drafts())
        return []

    monkeypatch.setattr(kept, "resolve", lambda _name: hook)
    keeper = Kept()
    for _ in range(2):
        keeper.items(referred.session, "referrals:due")
    assert len(asked) == 2


def test_a_hook_that_failed_is_asked_again(referred: House, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Kept()

    def fail(_session: Session) -> list[DueItem]:
        raise Trouble("Something happened.")

    monkeypatch.setattr(kept, "resolve", lambda _name: fail)
    part = read_part(referred.session, "pupils", "pupils:due", keeper.items)
    assert part.items is None
    assert facts_of([part], referred.clock.today()).failed == ("pupils",)
    Hook(monkeypatch)
    assert read_part(referred.session, "pupils", "pupils:due", keeper.items).items


def test_the_same_item_of_two_capabilities_stands_once(referred: House) -> None:
    item = DueItem("same", "Progress review", "", "user", "review")
    parts = [read_part(referred.session, name, "", lambda _session, _hook: [item]) for name in ("one", "two")]
    assert facts_of(parts, referred.clock.today()).mine == (item,)


def test_today_as_kept_is_today_as_worked_out_after_every_step(consented: House) -> None:
    house, session = consented, consented.session
    keeper = Kept()

    def same() -> None:
        assert read_today(session, HOOKS, keeper.items) == read_today(session, HOOKS, fresh)

    same()
    rename(house, "Bramble")
    same()
    with session.write() as work:
        work.set_setting("consent_chase_after_days", 3)
    same()
    with session.write() as work:
        change = work.change_id
        work.change(replace(house.carer, has_responsibility=False))
    same()
    session.undo(change)
    same()
    house.clock.at += timedelta(days=9)
    same()
