"""Invented people. No one of these names is known to us; the telephone numbers are kept free for stories."""

from __future__ import annotations

from coordinator_app.organisations.model import Office, Officer, Partnership, School, SchoolType

PARTNERSHIP = Partnership(
    name="Hazelmoor Secondary Education and Inclusion Partnership",
    address="Bramblefield Academy\nOrchard Lane\nHazelmoor\nLE99 1AA",
    telephone="01632 960118",
    email="office@hazelmoor.example",
)

FOXGLOVE = School(
    name="Foxglove Hill School",
    school_type=SchoolType.ACADEMY,
    laestab="8554099",
    address="Foxglove Lane\nHazelmoor\nLE99 2BB",
    telephone="01632 960122",
    head="T. Inkwell",
    data_protection_officer="Rowan Inkpen",
    safeguarding_lead="H. Fernsby",
)

OTHER_SCHOOLS = (
    School(
        name="Bramblefield Academy", school_type=SchoolType.ACADEMY, laestab="8554098", head="O. Quillfeather"
    ),
    School(
        name="Thistlemere School", school_type=SchoolType.MAINTAINED, laestab="8554097", head="W. Larkspur"
    ),
    School(
        name="Owlbeck Community College",
        school_type=SchoolType.MAINTAINED,
        laestab="8554096",
        head="N. Tansy",
    ),
)

# the joint data protection officer is left open on purpose: a gap that shows (003-1e)
OFFICERS = (
    Officer(office=Office.COORDINATOR, name="Pat Samplewell", telephone="01632 960118"),
    Officer(office=Office.CHAIR, name="O. Quillfeather", organisation="Bramblefield Academy"),
    Officer(
        office=Office.SAFEGUARDING_OFFICER,
        name="Dilys Thimblewick",
        organisation="The County Council",
        telephone="01632 960155",
    ),
    Officer(office=Office.SCHOOL_DPO, name="Rowan Inkpen", telephone="01632 960144"),
)

OTHER_CHILD = ("Otis", "Bramblewick")
