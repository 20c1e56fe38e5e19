"""What the practice vault knows of the other pupils beyond their names: needs, a former name, health, a court order."""

from __future__ import annotations

from datetime import date

from coordinator_app.core.census_codes import Need
from coordinator_app.core.clock import SetClock
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.pupils.parts import MedicalNote, NameKind, NoteKind, PupilName, PupilNeed
from coordinator_app.store.session import Session

_SCHOOL = "The school's inclusion lead"


def add_details(session: Session, clock: SetClock) -> None:
    """Add them to the pupils that are there, by their given names; once each has been referred."""
    pupils = {one.given_names: one for one in session.list(Pupil)}
    beatrice, wren = pupils["Beatrice"].id, pupils["Wren"].id
    former = PupilName(
        pupil_id=beatrice,
        name_kind=NameKind.FORMER,
        given_names="Beatrice",
        family_name="Marchpane",
        note=_SCHOOL,
    )
    save_detail(session, former)
    for pupil_id, need in ((beatrice, Need.SLCN), (wren, Need.SEMH)):
        save_detail(session, PupilNeed(pupil_id=pupil_id, need=need, rank=1, assessed_by=_SCHOOL))
    allergy = MedicalNote(
        pupil_id=wren,
        note_kind=NoteKind.ALLERGY,
        words="Allergic to walnuts.",
        what_to_do="Carries a pen. Ring 999, then the family.",
        told_by="Juniper Applegarth",
        from_day=clock.today(),
    )
    save_detail(session, allergy)
    _court_order(session, pupils["Ember"], clock.today())


def _court_order(session: Session, pupil: Pupil, today: date) -> None:
    father = Carer(
        pupil_id=pupil.id,
        name="Lorcan Tumblewick",
        relationship=Relationship.FATHER,
        has_responsibility=None,
        no_contact=True,
        no_contact_reason="The court's order.",
    )
    kept = save_carer(session, father).record
    order = CourtOrder(
        pupil_id=pupil.id,
        order_kind=OrderKind.NON_MOLESTATION,
        made_on=today,
        about=kept.name,
        carer_id=kept.id,
        hides_address=True,
        meaning="Give him no letter, no form and no word on the telephone.",
        seen_by="Pat Samplewell",
        seen_on=today,
    )
    save_detail(session, order)
