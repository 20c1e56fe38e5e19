"""The chase list that is kept says what the database says, after every change, undo and new day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from coordinator_app.consent import kept_chase
from coordinator_app.consent.chase import chase_counts, chase_page
from coordinator_app.consent.chasing import (
    EVERYTHING,
    ChaseMethod,
    ChaseReason,
    ConsentChase,
    Narrow,
    ToChase,
)
from coordinator_app.consent.due import rail_count
from coordinator_app.consent.kept_chase import Keeper
from coordinator_app.consent.model import Consent, PrintedForm
from coordinator_app.core.catalogue import Record
from coordinator_app.pupils.model import Carer
from coordinator_app.store.follow import reading
from coordinator_app.store.session import Session
from tests.consent.test_store import one_pupil
from tests.vaults import House


def whole(session: Session) -> list[ToChase]:
    return chase_page(session, limit=-1, after_days=0)


def many(house: House, number: int = 80) -> Random:
    dice = Random(7)
    with house.session.write() as work:
        for _ in range(number):
            one_pupil(work, house, dice)
    return dice


def counted(monkeypatch: pytest.MonkeyPatch) -> list[Narrow]:
    asked: list[Narrow] = []

    def page(session: Session, narrow: Narrow = EVERYTHING, *, limit: int, after_days: int) -> list[ToChase]:
        asked.append(narrow)
        return chase_page(session, narrow, limit=limit, after_days=after_days)

    monkeypatch.setattr(kept_chase, "chase_page", page)
    return asked


def change(house: House, record: Record, **values: object) -> str:
    with house.session.write() as work:
        work.change(replace(record, **values))  # type: ignore[arg-type]  # fields told by name
        return work.change_id


def test_the_kept_list_is_the_list_after_every_step(house: House) -> None:
    dice, keeper, session = many(house), Keeper(), house.session
    assert list(keeper.everything(session)) == whole(session)
    assert len(whole(session)) > 10
    undone = ""
    for step in range(12):
        kind = (Consent, Carer, PrintedForm)[step % 3]
        record = dice.choice(session.list(kind))
        values: dict[type[Record], dict[str, object]] = {
            Consent: {"signature_seen": False},
            Carer: {"has_responsibility": None},
            PrintedForm: {"returned_on": None},
        }
        undone = change(house, record, **values[kind]) if step % 4 else undone
        assert list(keeper.everything(session)) == whole(session)
    session.undo(undone)
    assert list(keeper.everything(session)) == whole(session)
    with session.write() as work:
        work.trash(session.list(Consent)[0])
        one_pupil(work, house, dice)
    assert list(keeper.everything(session)) == whole(session)


def test_only_the_pupils_of_a_change_are_asked_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    many(house)
    keeper, asked = Keeper(), counted(monkeypatch)
    keeper.everything(house.session)
    form = house.session.list(PrintedForm)[0]
    change(house, form, printed_on=house.clock.today() - timedelta(days=90))
    keeper.everything(house.session)
    keeper.everything(house.session)
    assert [one.pupil_ids for one in asked] == [None, (form.pupil_id,)]
    # the planted fault: a keeper that hears of no change shows what is no longer true
    monkeypatch.setattr(Keeper, "_pupils_of", lambda _self, _changed: set())
    first = keeper.everything(house.session)[0]
    with house.session.write() as work:
        work.add(
            ConsentChase(
                pupil_id=first.pupil_id,
                reason=first.reason,
                chased_on=house.clock.today(),
                how=ChaseMethod.TELEPHONE,
                next_on=house.clock.today() + timedelta(days=7),
            )
        )
    assert list(keeper.everything(house.session)) != whole(house.session)


def test_a_form_that_becomes_another_pupils_is_asked_of_both(house: House) -> None:
    many(house)
    keeper = Keeper()
    listed = [one for one in keeper.everything(house.session) if one.reason is ChaseReason.NOT_BACK]
    form = house.session.get(PrintedForm, listed[0].record_id)
    other = next(one.pupil_id for one in keeper.everything(house.session) if one.pupil_id != form.pupil_id)
    change(house, form, pupil_id=other)
    assert list(keeper.everything(house.session)) == whole(house.session)


def test_another_day_a_setting_and_very_many_changes_make_it_anew(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = many(house, 20)
    keeper, asked, session = Keeper(), counted(monkeypatch), house.session
    keeper.everything(session)
    house.clock.at += timedelta(days=1)
    assert list(keeper.everything(session)) == whole(session)
    with session.write() as work:
        work.set_setting("consent_chase_after_days", 20)
    assert list(keeper.everything(session)) == whole(session)
    monkeypatch.setattr(kept_chase, "_ALL_AGAIN", 3)
    with session.write() as work:
        for _ in range(5):
            one_pupil(work, house, dice)
    assert list(keeper.everything(session)) == whole(session)
    assert [one.pupil_ids for one in asked] == [None] * 3, "the setting is asked for with the count"


def test_the_menu_counts_what_the_database_counts(house: House) -> None:
    many(house)
    count = rail_count(house.session)
    assert count is not None
    assert count.number == sum(chase_counts(house.session, Narrow(waiting=False)).values())


def test_whoever_listens_hears_what_the_kept_list_rests_on(house: House) -> None:
    many(house, 5)
    keeper = Keeper()
    for _ in range(2):  # worked out, then from memory
        with reading(house.session) as read:
            keeper.everything(house.session)
        assert read.known
        assert read.kinds >= {"consent", "carer", "court_order", "printed_form", "consent_chase", "referral"}


@pytest.mark.parametrize("waiting", [None, False, True])
@pytest.mark.parametrize("reasons", [None, (ChaseReason.NOT_BACK, ChaseReason.UNSIGNED)])
def test_the_kept_pages_and_counts_are_those_of_the_database(
    house: House, waiting: bool | None, reasons: tuple[ChaseReason, ...] | None
) -> None:
    many(house)
    session, narrow = house.session, Narrow(waiting=waiting, reasons=reasons)
    with session.write() as work:
        for place, one in enumerate(chase_page(session)[:6]):
            work.add(
                ConsentChase(
                    pupil_id=one.pupil_id,
                    reason=one.reason,
                    chased_on=session.clock.today(),
                    how=ChaseMethod.TELEPHONE,
                    next_on=session.clock.today() + timedelta(days=place),
                )
            )
    assert kept_chase.counts_of(session) == chase_counts(session)
    assert sum(kept_chase.counts_of(session).values()) > 10
    mark = None
    while True:
        page = kept_chase.page_of(session, narrow, after=mark, limit=3)
        assert page == chase_page(session, narrow, after=mark, limit=3)
        if len(page) < 3:
            return
        mark = page[-1].mark


def test_counts_that_are_not_counted_anew_would_be_caught(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(house)
    session = house.session
    before = kept_chase.counts_of(session)
    assert before == chase_counts(session)
    monkeypatch.setattr(kept_chase, "counts_of", lambda _session: before)  # the planted fault
    with session.write() as work:
        for one in chase_page(session, Narrow(reasons=(ChaseReason.NOT_BACK,))):
            work.trash(session.get(PrintedForm, one.record_id))
    assert kept_chase.counts_of(session) != chase_counts(session)
