"""The audit for the eye: newest first over all compartments, by person, deed, user and day, page after page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from coordinator_app.chronology.model import Category
from coordinator_app.core.privacy import Compartment
from coordinator_app.store import audit_check, audit_reading
from coordinator_app.store.audit import AuditRow
from coordinator_app.store.audit_check import AuditVerdict
from coordinator_app.store.audit_reading import AuditAsk
from coordinator_app.store.connection import Connection
from tests.vaults import House, add, consented, house, new_pupil, referred

__all__ = ["consented", "house", "referred"]


def all_rows(house: House, ask: AuditAsk, limit: int) -> list[AuditRow]:
    found, mark = house.session.newest_audit(ask, None, limit)
    while mark is not None:
        more, mark = house.session.newest_audit(ask, mark, limit)
        found += more
    return found


def work(house: House) -> None:
    for number in range(7):
        house.clock.at += timedelta(minutes=1)
        add(house, "Came in on time.", category=Category.SAFEGUARDING if number % 2 else Category.BEHAVIOUR)


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_of_any_size_tell_every_row_once_and_newest_first(referred: House, limit: int) -> None:
    work(referred)
    found = all_rows(referred, AuditAsk(), limit)
    places = [(one.compartment, one.seq) for one in found]
    held = [(one, seq.seq) for one in Compartment for seq in referred.session.audit_rows(0, 1_000, one)]
    assert sorted(places) == sorted(held)
    assert [one.entry.at for one in found] == sorted((one.entry.at for one in found), reverse=True)


def test_planted_fault_a_mark_that_forgets_a_compartment_tells_rows_twice(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(referred)
    honest = audit_reading._of_one
    monkeypatch.setattr(
        audit_reading,
        "_of_one",
        lambda connection, one, ask, before, limit: honest(
            connection, one, ask, None if one is Compartment.GUARDED and before else before, limit
        ),
    )
    found, mark = referred.session.newest_audit(AuditAsk(), None, 3)
    more, _mark = referred.session.newest_audit(AuditAsk(), mark, 3)
    places = [(one.compartment, one.seq) for one in (*found, *more)]
    assert len(set(places)) < len(places)


def test_only_what_concerns_one_person_is_told(referred: House) -> None:
    from coordinator_app.pupils import actions as pupils

    other = pupils.save_pupil(referred.session, new_pupil(referred, given_names="Otis")).record
    work(referred)
    found = all_rows(referred, AuditAsk(subject_id=other.id), 2)
    assert {one.entry.subject_id for one in found} == {other.id}


def test_deeds_kinds_users_and_records_narrow_it(referred: House) -> None:
    work(referred)
    referred.session.viewed(referred.pupil)
    looked = all_rows(referred, AuditAsk(actions=("record.viewed",)), 5)
    assert [one.entry.record_id for one in looked] == [referred.pupil.id]
    entries = all_rows(referred, AuditAsk(kinds=("chronology_entry",)), 5)
    assert len(entries) == 7
    assert all_rows(referred, AuditAsk(slots=("nobody",)), 5) == []
    assert len(all_rows(referred, AuditAsk(record_id=entries[0].entry.record_id), 5)) == 1


def test_a_day_is_a_day_in_london(referred: House) -> None:
    referred.clock.at = datetime(2027, 6, 1, 0, 30)  # still the 31st of May in UTC
    referred.session.viewed(referred.pupil)
    on = AuditAsk(actions=("record.viewed",), first=date(2027, 6, 1), last=date(2027, 6, 1))
    before = AuditAsk(actions=("record.viewed",), first=date(2027, 5, 31), last=date(2027, 5, 31))
    assert (len(all_rows(referred, on, 5)), len(all_rows(referred, before, 5))) == (1, 0)


def test_rows_of_guarded_records_are_told_to_who_may_open_them(referred: House) -> None:
    work(referred)
    lower = referred.as_user(Compartment.GENERAL, Compartment.STAFF)
    found, _mark = lower.newest_audit(AuditAsk())
    assert Compartment.GUARDED not in {one.compartment for one in found}
    lower.close()


def test_a_note_is_a_row_that_changes_no_record(referred: House) -> None:
    referred.session.note("audit.viewed", referred.pupil.id)
    (row, *_rest), _mark = referred.session.newest_audit(AuditAsk())
    assert (row.entry.action, row.entry.subject_id, row.entry.record_id) == (
        "audit.viewed",
        referred.pupil.id,
        "",
    )
    assert all(one.is_whole for one in referred.session.verify_audit())


@pytest.mark.parametrize(
    ("ask", "wanted"),
    [
        ({"subject_id": "x"}, "audit__subject_id"),
        ({"subject_id": "x", "actions": ("record.viewed",)}, "audit__subject_id"),
        ({"record_id": "x", "first": date(2026, 11, 1)}, "audit__record_id"),
        ({}, "INTEGER PRIMARY KEY"),
    ],
)
def test_what_concerns_one_person_is_found_by_its_index_and_never_by_walking_the_log(
    referred: House, ask: dict[str, Any], wanted: str
) -> None:
    connection, seen = referred.session.databases.connection(Compartment.GENERAL), list[str]()
    connection.set_trace_callback(seen.append)
    _rows, mark = referred.session.newest_audit(AuditAsk(**ask), None, 1)
    referred.session.newest_audit(
        AuditAsk(**ask), mark or audit_reading.AuditMark({Compartment.GENERAL: 9}), 1
    )
    connection.set_trace_callback(None)
    pages = [sql for sql in seen if "FROM audit" in sql]
    steps = [[str(step[3]) for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in pages]
    assert len(pages) == 2
    first, behind_a_mark = steps
    assert wanted in behind_a_mark[0]
    assert len(behind_a_mark) == 1, "nothing is sorted"
    assert wanted in first[0] if ask else first == ["SCAN audit"]
    for sql in pages if ask else ():  # planted fault: a sign before the name, and no index can be used
        blind = sql.replace("subject_id = ", "+subject_id = ").replace("record_id = ", "+record_id = ")
        (step, *_) = connection.execute(f"EXPLAIN QUERY PLAN {blind}").fetchall()
        assert wanted not in str(step[3])


def plans(house: House, ask: AuditAsk) -> list[str]:
    """How the engine finds the rows of a page that follows another, step by step."""
    connection, seen = house.session.databases.connection(Compartment.GENERAL), list[str]()
    connection.set_trace_callback(seen.append)
    house.session.newest_audit(ask, audit_reading.AuditMark({Compartment.GENERAL: 9}), 1)
    connection.set_trace_callback(None)
    asked = [sql for sql in seen if "FROM audit" in sql]
    return [str(step[3]) for sql in asked for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]


def test_rare_deeds_are_found_by_their_index_each_and_nothing_is_sorted(referred: House) -> None:
    ask = AuditAsk(actions=("restored", "passphrase.replaced"), first=date(2026, 11, 1), slots=("x",))
    assert plans(referred, ask) == ["SEARCH audit USING INDEX audit__action (action=? AND rowid<?)"] * 2


def test_planted_fault_deeds_asked_for_together_are_sorted_or_walk_the_log(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_reading, "_by_deed", lambda ask: [ask])
    (step, *_) = plans(referred, AuditAsk(actions=("restored", "passphrase.replaced")))
    assert "audit__action" not in step


def test_the_rows_of_some_days_are_walked_no_further_than_these_days(referred: House) -> None:
    lowest, page = plans(referred, AuditAsk(first=date(2026, 11, 1)))
    assert "COVERING INDEX audit__at (at>?)" in lowest
    assert page == "SEARCH audit USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"


def test_a_clock_that_was_set_back_hides_no_row_of_a_day(referred: House) -> None:
    true = referred.clock.at
    referred.session.note("audit.viewed")
    referred.clock.at = true - timedelta(days=30)
    referred.session.note("pdf-saved")
    referred.clock.at = true + timedelta(minutes=1)
    referred.session.note("list-exported")
    found = all_rows(referred, AuditAsk(first=true.date()), 3)
    assert {"audit.viewed", "list-exported"} <= {one.entry.action for one in found}
    assert {one.entry.at.date() for one in found} == {true.date()}
    assert all_rows(referred, AuditAsk(first=true.date() + timedelta(days=1)), 3) == []


@pytest.mark.parametrize("limit", [1, 2, 100])
def test_several_deeds_are_told_in_one_order_and_each_row_once(referred: House, limit: int) -> None:
    for _turn in range(3):
        work(referred)
        referred.session.note("list-exported")
        referred.session.viewed(referred.pupil)
    codes = ("record.viewed", "record.made", "list-exported", "record.viewed")
    found = all_rows(referred, AuditAsk(actions=codes), limit)
    wanted = [one for one in all_rows(referred, AuditAsk(), 100) if one.entry.action in codes]
    assert len(found) > 20
    assert sorted((one.compartment, one.seq) for one in found) == sorted(
        (one.compartment, one.seq) for one in wanted
    )
    for one in Compartment:
        numbers = [row.seq for row in found if row.compartment is one]
        assert numbers == sorted(numbers, reverse=True)


def checked_while_something_is_written(referred: House, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the chains are said to be whole; opening the log writes that it was looked at, while it is checked."""
    honest = audit_check._Walk._end
    reader = referred.as_user(*Compartment)

    def meanwhile(walk: audit_check._Walk, *of: Any) -> AuditVerdict:
        referred.session.note("audit.viewed")
        return honest(walk, *of)

    monkeypatch.setattr(audit_check._Walk, "_end", meanwhile)
    found = all(one.is_whole for one in reader.verify_audit())
    reader.close()
    return found


def test_a_row_that_is_written_while_the_chain_is_checked_is_no_row_that_is_missing(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert checked_while_something_is_written(referred, monkeypatch)


def test_planted_fault_a_check_that_reads_at_two_moments_cries_wolf(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_two_moments(connection: Connection, key: bytes, one: Compartment, *_more: object) -> AuditVerdict:
        return audit_check._Walk(connection, key, one).verdict(None, None)

    monkeypatch.setattr(audit_check, "verify", at_two_moments)
    assert not checked_while_something_is_written(referred, monkeypatch)
