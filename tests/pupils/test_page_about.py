"""The People and details tab: people in order, orders in sight, what is kept apart kept apart, all with Undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from coordinator_app.core.census_codes import CareStatus, Ethnicity, EthnicitySource, Need
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import details, merging
from coordinator_app.pupils.links import Bond, CourtOrder, OrderKind, Sibling
from coordinator_app.pupils.model import Carer, ContactWay, Pupil, Relationship, ResponsibilityEvidence
from coordinator_app.pupils.page.about import AboutTab
from coordinator_app.pupils.page.about_reading import facts_of, person, read_about
from coordinator_app.pupils.parts import (
    CarePlan,
    MedicalNote,
    NameKind,
    NoteKind,
    PlanKind,
    PlanReason,
    PupilName,
    PupilNeed,
    SchoolOnRoll,
)
from tests.pupils.about_tab import press, tab_of
from tests.pupils.kept import taken
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, new_pupil

TODAY = date(2026, 11, 24)
ADDRESS = "4 Weir Cottages\nHazelmoor"


def order(house: House, **more: Any) -> CourtOrder:
    values = {
        "pupil_id": house.pupil.id,
        "order_kind": OrderKind.NON_MOLESTATION,
        "about": "Barnaby Puddlecombe",
        "meaning": "He must not come near the school.",
    }
    return CourtOrder(**(values | more))


# what is shown


def test_people_say_who_holds_responsibility_how_it_was_seen_and_what_to_take_care_of() -> None:
    mother = Carer(
        name="Marigold Puddlecombe",
        relationship=Relationship.MOTHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
        evidence_seen_on=date(2026, 9, 10),
        evidence_note="Full certificate",
        contact_order=1,
        lives_with_pupil=True,
        telephone="01632 960177",
        other_telephone="01632 960178",
        preferred_way=ContactWay.TEXT,
        language="Polish",
        needs_interpreter=True,
        email="m@example.org",
        address=ADDRESS,
    )
    shown = person(mother)
    assert shown.title == "1. Marigold Puddlecombe"
    assert shown.second == "Mother, the pupil lives with them"
    assert shown.chips == (("safe", "Parental responsibility"),)
    assert [words for _, words in shown.notes] == [
        "01632 960177 or 01632 960178 (likes: text message)",
        "m@example.org",
        "Speaks Polish. Needs an interpreter.",
        "Birth certificate seen on 10 September 2026. Full certificate",
        "4 Weir Cottages, Hazelmoor",
    ]
    hidden = person(replace(mother, address_is_confidential=True))
    assert hidden.hides_address
    assert "Weir" not in str([hidden.title, hidden.second, hidden.warning, hidden.chips, hidden.notes])
    assert person(replace(mother, evidence=None)).chips == (("soon", "Responsibility not seen"),)
    assert person(replace(mother, has_responsibility=False, lives_with_pupil=False)).chips == ()
    assert person(replace(mother, has_died=True)).notes == ()
    unknown = person(Carer(name="Dilys"))
    assert unknown.chips == (("soon", "Parental responsibility not known"),)
    assert unknown.second == "Contact"


def test_the_tab_shows_everything_that_belongs_to_the_pupil(referred: House, tab: AboutTab) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    twin = taken(referred, given_names="Wren")
    for detail in (
        order(referred, made_on=date(2026, 3, 2), ends_on=date(2027, 3, 2), seen_by="Pat", seen_on=TODAY),
        order(referred, made_on=date(2020, 3, 2), ended_on=date(2021, 3, 2), about="D. Oakapple"),
        Sibling(pupil_id=pupil_id, other_id=twin.id, bond=Bond.TWINS, note="Other class"),
        PupilName(pupil_id=pupil_id, name_kind=NameKind.ALIAS, given_names="Kip", from_day=date(2020, 1, 1)),
        PupilNeed(pupil_id=pupil_id, need=Need.SEMH, rank=1, assessed_by="Dr Quill"),
        PupilNeed(pupil_id=pupil_id, need=Need.MLD, rank=3, until_day=date(2020, 1, 1)),
        SchoolOnRoll(pupil_id=pupil_id, school_id=referred.school.id, until_day=date(2024, 7, 1)),
        CarePlan(
            pupil_id=pupil_id,
            plan_kind=PlanKind.PROTECTION,
            plan_reason=PlanReason.NEGLECT,
            from_day=date(2026, 1, 5),
            social_worker="O. Quillfeather",
            words="Core group monthly",
        ),
        MedicalNote(
            pupil_id=pupil_id, note_kind=NoteKind.ALLERGY, words="Peanuts", what_to_do="Pen", told_by="nurse"
        ),
        MedicalNote(pupil_id=pupil_id, note_kind=NoteKind.DIET, words="None", until_day=date(2020, 1, 1)),
    ):
        details.save_detail(session, detail)
    tab.refresh()
    words = words_of(tab)
    for said in (
        "Non-molestation order: Barnaby Puddlecombe",
        "Made on 2 March 2026, until 2 March 2027. Seen by Pat on 24 November 2026.",
        "Made on 2 March 2020, ended 2 March 2021",
        "Holds now",
        "Wren Puddlecombe",
        "Twin, or one of more born together, Year 10, Other class",
        "Other name they use or are known by, since 1 January 2020",
        "Main need, assessed by Dr Quill",
        "No longer, until 1 January 2020",
        "On roll now",
        "Until 1 July 2024",
        "Neglect, since 5 January 2026",
        "Social worker: O. Quillfeather",
        "Core group monthly",
        "Peanuts",
    ):
        assert said in words, said


def test_a_pupils_own_answers_stand_in_groups_and_what_is_not_known_is_left_out() -> None:
    kit = Pupil(
        given_names="Kit",
        family_name="Puddlecombe",
        ethnicity=Ethnicity.WOTH,
        ethnicity_source=EthnicitySource.PARENT,
        first_language="Polish",
        has_additional_language=True,
        is_in_care=True,
        care_authority="Eastmere Council",
        care_status=CareStatus.FULL_ORDER,
        free_meals_from=date(2024, 9, 1),
        free_meals_until=date(2025, 9, 1),
    )
    groups = dict(facts_of(kit))
    assert dict(groups["Who"]) == {
        "Full name": "Kit Puddlecombe",
        "Ethnicity": "Any other White background (said by a parent or carer)",
        "First language": "Polish, learns English as an additional language",
    }
    assert dict(groups["Support around the child"]) == {
        "In care": "Yes, Eastmere Council. Full care order",
        "Free school meals": "1 September 2024 to 1 September 2025",
    }
    assert "Support around the child" not in dict(facts_of(Pupil()))
    assert dict(dict(facts_of(Pupil(is_in_care=False)))["Support around the child"]) == {"In care": "No"}


def test_two_lines_of_one_present_school_are_one_after_a_merge(referred: House) -> None:
    session = referred.session
    again = pupils.save_pupil(session, new_pupil(referred)).record
    merging.merge(session, referred.pupil.id, again.id, {}, "The school said so")
    shown = read_about(session, referred.pupil.id, apart_open=True)
    assert [one.title for one in shown.schools] == ["Foxglove Hill School"]


# kept apart


def test_health_is_shown_after_the_passphrase_and_that_is_noted(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    note = MedicalNote(pupil_id=referred.pupil.id, note_kind=NoteKind.ALLERGY, words="Peanuts")
    kept = details.save_detail(referred.session, note).record
    tab = tab_of(qtbot, at_desk, referred.pupil.id, fresh=False)
    assert "Peanuts" not in words_of(tab)
    press(tab, "Show them")
    assert "Peanuts" in words_of(tab)
    rows = referred.session.audit_rows(limit=1000, compartment=Compartment.GUARDED)
    assert any(row.entry.action == "record.viewed" and row.entry.record_id == kept.id for row in rows)


def test_level_two_is_told_that_something_is_kept_apart_and_works_on(
    qtbot: QtBot, at_level_two: Desk, referred: House
) -> None:
    note = MedicalNote(pupil_id=referred.pupil.id, note_kind=NoteKind.ALLERGY, words="Peanuts")
    details.save_detail(referred.session, note)
    tab = tab_of(qtbot, at_level_two, referred.pupil.id)
    words = words_of(tab)
    assert "Peanuts" not in words
    assert "Your passphrase does not open what is kept here." in words
    assert "Add a medical note" not in words
    assert "Marigold Puddlecombe" in words


def test_a_confidential_address_is_shown_when_asked_for_and_that_is_noted(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    carer = replace(referred.carer, address=ADDRESS, address_is_confidential=True)
    pupils.save_carer(referred.session, carer)
    tab = tab_of(qtbot, at_desk, referred.pupil.id)
    assert "Weir" not in words_of(tab)
    press(tab, "Show the confidential address of Marigold Puddlecombe")
    assert "4 Weir Cottages, Hazelmoor" in words_of(tab)
    rows = referred.session.audit_rows(limit=1000)
    assert any(row.entry.action == "record.viewed" and row.entry.record_id == carer.id for row in rows)
