"""What was said of one child before it was put right whose it is, is nothing of the other's: it is in no pack of theirs (003-5.1, 5.4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from coordinator_app.access_requests.actions import gather
from coordinator_app.chronology import actions as chronology
from coordinator_app.complaints import actions as complaints
from coordinator_app.complaints.model import Complaint, ComplaintAbout, ComplaintChannel
from coordinator_app.core.catalogue import Record
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.merging import merge
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in import actions as scans
from coordinator_app.scan_in.model import ScannedForm
from tests.pupils.kept import taken
from tests.vaults import House, add, gathered, new_pupil, ready_request

THEIRS = "Letter about the arrest of Otis Sorrelby"
KITS = "Report of the autumn term"


def scan(house: House, otis: Pupil) -> Record:
    """A scan in the tray that was taken for one child's, and named so, before it was said to be the other's."""
    session = house.session
    with session.write() as work:
        form = work.add(ScannedForm(arrived_on=date(2026, 11, 9)))
    form = scans.choose_pupil(session, form, otis.id).record
    with session.write() as work:
        form = work.change(session.get(ScannedForm, form.id), title=THEIRS)
    with session.write() as work:
        form = work.change(session.get(ScannedForm, form.id), title=KITS)
    return scans.choose_pupil(session, form, house.pupil.id).record


def complaint(house: House, otis: Pupil) -> Record:
    """A complaint that was written down at the one child, and is about the other."""
    said = Complaint(
        pupil_id=otis.id,
        about=ComplaintAbout.SHARED,
        complainant="Nain Puddlecombe",
        channel=ComplaintChannel.LETTER,
        received_on=date(2026, 11, 20),
        says=THEIRS,
    )
    kept = complaints.log(house.session, said).record
    return complaints.change(house.session, kept, pupil_id=house.pupil.id, says=KITS).record


@pytest.mark.parametrize("made", [scan, complaint])
def test_what_was_written_of_another_child_before_it_was_put_right_is_no_item(
    consented: House, made: Callable[[House, Pupil], Record]
) -> None:
    session = consented.session
    otis = pupils.save_pupil(session, new_pupil(consented, given_names="Otis", family_name="Sorrelby")).record
    record = made(consented, otis)
    items = [one for one in gathered(consented, ready_request(consented)) if one.item_id == record.id]
    said = repr([gather.holding_of(session, one).record for one in items])
    assert KITS in said
    assert THEIRS not in said


def test_what_a_record_said_before_two_merges_is_the_childs_own(consented: House) -> None:
    """Three records of one child: the first is merged into the second, and that into the third."""
    session = consented.session
    first, second = (taken(consented, given_names=name) for name in ("Christopher", "Christoffer"))
    entry = add(consented, "Kit was late.", pupil_id=first.id)
    chronology.correct_entry(session, entry, "Misheard.", words="Kit was on time.")
    merge(session, second.id, first.id, {}, "The school confirmed it")
    merge(session, consented.pupil.id, second.id, {}, "The school confirmed it")
    items = gathered(consented, ready_request(consented))
    said = {
        gather.holding_of(session, one).record.words  # type: ignore[attr-defined]  # an entry, by its id
        for one in items
        if one.item_id == entry.id
    }
    assert said == {"Kit was late.", "Kit was on time."}
