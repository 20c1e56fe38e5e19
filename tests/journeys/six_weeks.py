"""A boy six weeks after his last review, and what must stand in the vault after journey 6, however its window was worked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.model import Category
from coordinator_app.consent.actions import forms_of
from coordinator_app.core.clock import Clock
from coordinator_app.pupils.model import Pupil
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews import actions
from coordinator_app.reviews.copies import copies_of
from coordinator_app.reviews.model import Review, ReviewItem, ReviewTarget
from coordinator_app.reviews.parts import CopyWay
from coordinator_app.reviews.people import came_of
from coordinator_app.sharing.actions import shared_with_family
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys.the_review import FAMILY_SAYS, PUPIL_SAYS, WHY_NOT, WORRY
from tests.pdf import readers
from tests.reviews.test_people_and_copies import running
from tests.vaults import PASSPHRASE, House, add

FULL = "/ \\ / \\ / \\ / \\ / \\"
HELD_ON = date(2026, 11, 24)


@pytest.fixture
def six_weeks_later(consented: House) -> House:
    """A target, two weeks of attendance, two entries and a worry since review 1; review 2 was due on 20 November."""
    session = consented.session
    running(consented)
    first = actions.plan_review(session, consented.pupil.id, date(2026, 8, 31)).record
    held = replace(first, held_on=date(2026, 10, 9), who_was_there="His mother", provider_words="Well.")
    first = actions.save_review(session, held).record
    actions.set_targets(session, first, [ReviewTarget(words="Arrive by 9:15am")])
    actions.finish_review(session, first, [])
    for monday, marks in ((date(2026, 11, 9), FULL), (date(2026, 11, 16), FULL.replace("/", "O", 1))):
        week = AttendanceWeek(
            pupil_id=consented.pupil.id, school_id=consented.school.id, monday=monday, marks=marks
        )
        with session.write() as work:
            work.add(week)
    add(consented, "Kit finished the small engine unit.")
    add(consented, "Came in on all three days.", category=Category.ATTENDANCE)
    add(consented, WORRY, category=Category.SAFEGUARDING)
    actions.plan_review(session, consented.pupil.id, date(2026, 10, 9))
    session.close()
    consented.vault.close()
    return consented


def kept_in_the_vault(house: House, clock: Clock, paper: Path, scratch: Path) -> None:
    """Who was there, what was shared and why one was not, the copy; a summary without a word of the worry."""
    printed = " ".join(readers.pdf_text(paper.read_bytes(), scratch).split())
    assert (
        printed.index(PUPIL_SAYS) < printed.index("He sleeps better") < printed.index("Bring boots every day")
    )
    assert "9 of 10 half days" in printed
    for guarded in (WORRY, WHY_NOT, "afeguarding"):
        assert guarded not in printed
    with unlock(house.vault.folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        pupil = session.list(Pupil)[0]
        held = session.list(Review, where={"pupil_id": pupil.id, "review_number": 2})[0]
        assert (held.finished, held.held_on, held.attendance_percent) == (True, HELD_ON, "95")
        assert held.family_words == FAMILY_SAYS
        assert [one.name for one in came_of(session, held.id)] == ["Marigold Puddlecombe", "Kit Puddlecombe"]
        reasons = [one.why_not for one in session.list(ReviewItem) if not one.shared]
        assert reasons == [WHY_NOT]
        entries = [day for key, day in shared_with_family(session, pupil.id).items() if key != held.id]
        assert entries == [HELD_ON, HELD_ON]
        assert actions.held_of(session, pupil.id) == actions.Held(0, restricted=True)
        (copy,) = copies_of(session, held.id)
        assert (copy.name, copy.way, copy.given_on) == ("Marigold Puddlecombe", CopyWay.BY_HAND, HELD_ON)
        (form,) = forms_of(session, pupil.id)
        assert form.large_print
        assert form.reference in printed
        session.close()
