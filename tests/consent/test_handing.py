"""What a carer is handed from whom a court keeps where the child is: forms and letters, as printed (003-8.1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coordinator_app.consent import handing, noting
from coordinator_app.consent.actions import forms_of, forms_printed
from coordinator_app.consent.chasing import ChaseReason
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.noting import note_printed
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.consent.page import chase_reading
from coordinator_app.consent.page.chase_panel import ChasePanel
from coordinator_app.consent.page.chase_reading import letter_order, read_letter, read_one
from coordinator_app.consent.whereabouts import SCHOOL
from coordinator_app.core.errors import GateShut
from coordinator_app.organisations import actions as organisations
from coordinator_app.organisations.model import School, SchoolType
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils.actions import save_carer
from coordinator_app.pupils.details import save_detail
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.deciding import accept_referral
from coordinator_app.wording.shipped import earlier_texts
from tests.consent.printing_page import opened, to_file, words_of
from tests.consent.test_page_chase import letter
from tests.pdf import readers
from tests.programmes.conftest import started, started_without_consent
from tests.referrals.driving import button, notes, press
from tests.referrals.page_desk import Desk
from tests.vaults import House

PACK = (FormTemplate.PARENT_STATEMENT, FormTemplate.CONSENT_FORM, FormTemplate.CHILD_STATEMENT)
ACTS = ("Print 3 forms", "Save as PDF")
SECRETS = ("Briar Bank", "Kingfisher", "Monday", "Canal Yard", "01632 960177", "Weir Cottages")


@pytest.fixture
def ordered(referred: House) -> House:
    """The father must not be told where the pupil is, who goes to another school than the one that holds the funds."""
    session = referred.session
    school = School(name="Briar Bank School", school_type=SchoolType.ACADEMY)
    school = organisations.save(session, school).record
    with session.write() as work:
        referred.pupil = work.change(session.get(Pupil, referred.pupil.id), school_id=school.id)
        work.change(referred.carer, address="4 Weir Cottages\nHazelmoor")
    started_without_consent(referred)
    him = Carer(
        pupil_id=referred.pupil.id,
        name="Barnaby Puddlecombe",
        relationship=Relationship.FATHER,
        address="9 Otter Row\nEastmere",
        has_responsibility=True,
    )
    him = save_carer(session, him).record
    save_detail(session, order_about(him))
    return referred


def order_about(him: Carer, **more: Any) -> CourtOrder:
    values = {
        "pupil_id": him.pupil_id,
        "order_kind": OrderKind.CHILD_ARRANGEMENTS,
        "made_on": date(2026, 3, 2),
        "about": "Barnaby Puddlecombe",
        "carer_id": him.id,
        "meaning": "He must not learn where Kit is.",
        "hides_address": True,
    }
    return CourtOrder(**(values | more))


def father(house: House) -> Carer:
    return next(one for one in house.session.list(Carer) if one.name == "Barnaby Puddlecombe")


def printed(house: House, template: FormTemplate, folder: Path, handed_to: str, **more: Any) -> str:
    fill = FillIn(carer=True, handed_to=handed_to, **more)
    order = form_order(house.session, template, house.pupil, practice=True, fill=fill)
    return " ".join(readers.pdf_text(print_order(order).pdf, folder).split())


@pytest.mark.parametrize("template", PACK)
@pytest.mark.parametrize("language", ["en", "pl"])
def test_a_form_for_the_father_holds_neither_school_nor_provider_nor_days(
    ordered: House, template: FormTemplate, language: str, tmp_path: Path
) -> None:
    whole = printed(ordered, template, tmp_path, ordered.carer.id, language=language)
    assert "Briar Bank" in whole, "the mother's names it: the test would see it"
    for handed_to in (father(ordered).id, ""):
        lean = printed(ordered, template, tmp_path, handed_to, language=language)
        assert "Kit Puddlecombe" in lean
        assert [one for one in SECRETS if one in lean] == []
        assert ("not given on this copy" if language == "en" else "nie podano w tym egzemplarzu") in lean


def test_an_overlooked_order_would_print_the_school(
    ordered: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "kept_from", lambda *_: ())
    assert "Briar Bank" in printed(ordered, PACK[1], tmp_path, father(ordered).id)


def test_nothing_is_noted_until_it_is_said_who_is_handed_it(ordered: House) -> None:
    session, pupil_id = ordered.session, ordered.pupil.id
    forms = tuple((one, 1, "ab") for one in PACK)
    with pytest.raises(GateShut, match="Choose who will be handed"):
        note_printed(session, pupil_id, forms, FillIn())
    with pytest.raises(GateShut, match="the school’s"):
        note_printed(
            session, pupil_id, ((FormTemplate.REFERRAL_FORM, 1, "ab"),), FillIn(handed_to=father(ordered).id)
        )
    assert forms_of(session, pupil_id) == []
    note_printed(session, pupil_id, forms, FillIn(handed_to=father(ordered).id))
    note_printed(session, pupil_id, ((FormTemplate.REFERRAL_FORM, 1, "ab"),), FillIn(handed_to=SCHOOL))
    assert len(forms_of(session, pupil_id)) == 4


def test_the_gate_of_the_action_is_what_keeps_it_shut(
    ordered: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noting, "refusals", lambda *_: {})
    with pytest.raises(pytest.fail.Exception):
        test_nothing_is_noted_until_it_is_said_who_is_handed_it(ordered)


def test_a_statement_that_names_the_pupils_own_school_as_ours_is_not_made_for_him(ordered: House) -> None:
    session = ordered.session
    ours = session.list(School, where={"name": "Foxglove Hill School"})[0]
    with session.write() as work:
        pupil = work.change(session.get(Pupil, ordered.pupil.id), school_id=ours.id)
    fill = FillIn(handed_to=father(ordered).id)
    with pytest.raises(GateShut, match="names the pupil’s school or provider"):
        note_printed(session, pupil.id, ((FormTemplate.PARENT_STATEMENT, 1, "ab"),), fill)
    note_printed(session, pupil.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),), fill)


def test_the_pack_asks_names_who_must_not_see_it_and_prints_only_then(
    qtbot: QtBot, at_desk: Desk, ordered: House, tmp_path: Path
) -> None:
    page = opened(qtbot, at_desk, pupil_id=ordered.pupil.id)
    page.open_printer = to_file(tmp_path / "paper.pdf")
    assert not page.options.handed.isHidden()
    said = " ".join(notes(page))
    assert "Must not see where the pupil is: Barnaby Puddlecombe." in said
    assert "Choose who will be handed these forms." in said
    assert [button(page, act).isEnabled() for act in ACTS] == [False, False], (
        "shut, with the reason beside it"
    )
    assert "Choose who will be handed these forms." in button(page, ACTS[0]).accessibleDescription()
    page.print_now()  # the key of the screen does not get round it
    assert at_desk.dialogs.asked[-1] == ("tell", "These forms are not to be printed like this")
    assert forms_of(ordered.session, ordered.pupil.id) == []
    choose(page, father(ordered).id)
    assert [button(page, act).isEnabled() for act in ACTS] == [True, True]
    assert page.options.shut.isHidden()
    assert "are left out of these pages" in " ".join(notes(page))
    press(page, "Print 3 forms")
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    words = words_of(tmp_path / "paper.pdf")
    assert [one for one in SECRETS if one in words] == []
    choose(page, ordered.carer.id)
    assert "Hand them over yourself" in " ".join(notes(page))


def test_what_may_not_be_handed_to_him_is_taken_out_of_the_pack_in_one_press(
    qtbot: QtBot, at_desk: Desk, ordered: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=ordered.pupil.id, forms="consent-form referral-form")
    choose(page, father(ordered).id)
    assert not page.options.printing.isEnabled()
    assert "This form is the school’s and says where the pupil is." in page.options.shut.why.text()
    assert page.options.shut.take_out.accessibleName() == "Take it out of the pack: Referral form"
    press(page, "Take it out of the pack")
    assert page.forms.ticked() == (FormTemplate.CONSENT_FORM,)
    assert page.options.printing.isEnabled()
    assert page.options.shut.isHidden()


def test_nothing_is_offered_for_one_who_is_handed_nothing_at_all(
    qtbot: QtBot, at_desk: Desk, ordered: House
) -> None:
    with ordered.session.write() as work:
        work.change(father(ordered), no_contact=True, no_contact_reason="A court order says so.")
    page = opened(qtbot, at_desk, pupil_id=ordered.pupil.id)
    assert not page.options.printing.isEnabled()
    assert page.options.shut.take_out.isHidden(), "no form of these may be handed to him"
    choose(page, ordered.carer.id)
    assert page.options.printing.isEnabled()


def choose(page: Any, who: str) -> None:
    page.options.handed.who.input.set_value(who)
    page.options.handed.who.edited.emit()


def test_the_pack_in_one_press_waits_for_the_answer(qtbot: QtBot, at_desk: Desk, ordered: House) -> None:
    opened(qtbot, at_desk, pupil_id=ordered.pupil.id, at_once=True)  # type: ignore[arg-type]  # a yes or no
    qtbot.waitUntil(lambda: bool(at_desk.told.toasts))
    assert at_desk.told.toasts[0][0].startswith("Look at what is said")
    assert forms_of(ordered.session, ordered.pupil.id) == []


def test_nothing_is_asked_where_nothing_is_to_be_kept_from_anybody(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, pupil_id=referred.pupil.id)
    assert page.options.handed.isHidden()
    with referred.session.write() as work:
        work.change(referred.carer, restrictions="Her address is not to be told to anybody.")
    page.refresh()
    assert not page.options.handed.isHidden()
    assert page.options.handed.who.isHidden()
    assert "Her address is not to be told to anybody." in " ".join(notes(page))


def test_a_letter_is_never_offered_to_him_nor_made(qtbot: QtBot, at_desk: Desk, ordered: House) -> None:
    session, pupil_id = ordered.session, ordered.pupil.id
    forms_printed(session, pupil_id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    facts = read_letter(session, pupil_id, ChaseReason.NOT_BACK)
    assert [one.name for one in facts.people] == ["Marigold Puddlecombe"]
    with pytest.raises(GateShut, match="must not be told where the pupil lives"):
        letter_order(session, pupil_id, ChaseReason.NOT_BACK, father(ordered).id, practice=True, large=False)
    page = letter(qtbot, at_desk, pupil_id, "not_back")
    assert "Not to be written to: Barnaby Puddlecombe." in " ".join(notes(page))
    people: Any = page.form.row("carer_id").input
    offered = [people.itemText(place) for place in range(people.count())]
    assert offered[1:] == ["Marigold Puddlecombe"]


def test_the_chase_list_names_him_with_the_order_and_offers_no_call_to_him(
    qtbot: QtBot, at_desk: Desk, ordered: House
) -> None:
    session, pupil_id = ordered.session, ordered.pupil.id
    forms_printed(session, pupil_id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    facts = read_one(session, f"{pupil_id} {ChaseReason.NOT_BACK}")
    assert facts is not None
    assert facts.names == ("Marigold Puddlecombe", "Briar Bank School")
    panel = ChasePanel()
    qtbot.addWidget(panel)
    panel.show_facts(facts)
    said = " ".join(one.text() for one in panel.findChildren(QLabel))
    assert "Barnaby Puddlecombe, parental responsibility" in said
    assert "A court order says that they must not be told where the pupil lives or goes." in said


def test_without_the_gate_the_letter_would_be_made(ordered: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "is_kept_from", lambda *_: False)
    order = letter_order(
        ordered.session,
        ordered.pupil.id,
        ChaseReason.NOT_BACK,
        father(ordered).id,
        practice=True,
        large=False,
    )
    assert order.head.recipient_lines[0] == "Barnaby Puddlecombe"


# the programme has started already


def family_letter(house: House, folder: Path, reason: ChaseReason = ChaseReason.NOT_BACK) -> str:
    order = letter_order(house.session, house.pupil.id, reason, house.carer.id, practice=True, large=False)
    return " ".join(readers.pdf_text(print_order(order).pdf, folder).split())


_WAITS = ("goes ahead only if you agree", "before the programme can start")


@pytest.mark.parametrize("reason", [ChaseReason.NOT_BACK, ChaseReason.UNSIGNED])
def test_a_letter_about_a_programme_that_runs_without_consent_does_not_say_that_it_waits(
    referred: House, reason: ChaseReason, tmp_path: Path
) -> None:
    forms_printed(referred.session, referred.pupil.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    assert _WAITS[0] in family_letter(referred, tmp_path, reason)
    started_without_consent(referred)
    text = family_letter(referred, tmp_path, reason)
    assert [one for one in _WAITS if one in text] == []
    assert "The programme has started already." in text
    assert "It started before we had a form that counts. We wrote down why it could not wait." in text


def test_a_letter_about_a_programme_that_started_with_consent_says_only_that_it_started(
    consented: House, tmp_path: Path
) -> None:
    accept_referral(consented.session, referrals_of(consented.session, consented.pupil.id)[0])
    started(consented)
    text = family_letter(consented, tmp_path, ChaseReason.OLDER)
    assert "The programme has started already." in text
    assert "before we had a form" not in text
    assert _WAITS[0] not in text


def test_a_programme_that_is_overlooked_would_make_the_letter_untrue(
    referred: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_without_consent(referred)
    monkeypatch.setattr(chase_reading, "programmes_of", lambda *_: [])
    assert _WAITS[0] in family_letter(referred, tmp_path)


def test_an_own_wording_that_knows_only_programmes_that_wait_is_not_sent(
    referred: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(chase_reading, "own_text", lambda *_: earlier_texts(chase_reading.FAMILY)[0])
    assert _WAITS[0] in family_letter(referred, tmp_path), "while it waits, the wording is true"
    started_without_consent(referred)
    with pytest.raises(GateShut, match="Your own wording of this letter"):
        family_letter(referred, tmp_path)
