"""What was read is heard, what has changed since is told, and what cannot be told is never kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.core.privacy import Compartment
from coordinator_app.organisations.model import School
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral
from coordinator_app.store import follow
from coordinator_app.store.follow import mark, reading, rests_on, since
from tests.vaults import House


def test_the_kinds_of_record_that_were_read_are_heard(referred: House) -> None:
    session = referred.session
    with reading(session) as read:
        session.list(Pupil)
        session.setting("idle_minutes", 5)
    assert read.kinds >= {"pupil", "setting"}
    assert "referral" not in read.kinds
    assert read.known
    session.list(Referral)
    assert "referral" not in read.kinds, "only what is read within"


def test_a_statement_read_before_is_heard_again(referred: House) -> None:
    for _ in range(2):  # the engine keeps statements it has met
        with reading(referred.session) as read:
            referred.session.list(School)
        assert "school" in read.kinds


def test_what_changes_unheard_makes_the_reading_unknown(referred: House) -> None:
    with reading(referred.session) as read:
        referred.session.drafts()
    assert not read.known


def test_a_reading_within_a_reading_is_heard_by_both(referred: House) -> None:
    session = referred.session
    with reading(session) as outer:
        with reading(session) as inner:
            session.list(Pupil)
        session.list(School)
        rests_on(("consent",))
    assert "pupil" in inner.kinds
    assert "school" not in inner.kinds
    assert outer.kinds >= {"pupil", "school", "consent"}


def test_asking_how_far_the_audit_has_come_is_no_reading(referred: House) -> None:
    session = referred.session
    with reading(session) as read:
        before = mark(session)
        since(session, before)
        session.list(Pupil)
    assert read.known


def test_every_change_is_told_with_its_kind_and_person_also_an_undo(referred: House) -> None:
    session = referred.session
    before = mark(session)
    assert since(session, before) is not None
    with session.write() as work:
        work.change(replace(referred.pupil, known_as="Bramble"))
        change = work.change_id
    told = since(session, before)
    assert told is not None
    assert ("pupil", referred.pupil.id, referred.pupil.id) in told.records
    middle = mark(session)
    session.undo(change)
    told = since(session, middle)
    assert told is not None
    assert told.kinds == {"pupil"}
    with session.write() as work:
        work.set_setting("idle_minutes", 7)
    told = since(session, middle)
    assert told is not None
    assert "setting" in told.kinds


def test_other_keys_or_an_older_copy_tell_nothing(referred: House) -> None:
    before = mark(referred.session)
    other = referred.as_user(Compartment.GENERAL)
    assert since(other, before) is None
    ahead = replace(before, ends=tuple((one, file, last + 1) for one, file, last in before.ends))
    assert since(referred.session, ahead) is None
    other.close()


def test_after_more_changes_than_it_pays_to_go_through_all_is_read_anew(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = mark(referred.session)
    with referred.session.write() as work:
        work.change(replace(referred.pupil, known_as="Bramble"))
    assert since(referred.session, before) is not None
    monkeypatch.setattr(follow, "_MOST", 0)
    assert since(referred.session, before) is None
