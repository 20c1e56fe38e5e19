"""The record page: consent in sight in every state, audit of looking, tabs of the registry, forms that point."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.access_requests.actions import intake
from coordinator_app.chronology.model import Category
from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import ConsentState
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.consent_words import strip_of
from coordinator_app.pupils.editor import CarerBox, PupilBox
from coordinator_app.pupils.model import Carer, Pupil, ResponsibilityEvidence
from coordinator_app.pupils.page.record import PupilPage
from coordinator_app.reviews import actions as reviews
from tests.pupils.conftest import Open
from tests.pupils.screens import Desk, words_of
from tests.vaults import House, add, new_consent, new_pupil, new_referral, new_request


def make_state(house: House, state: ConsentState) -> None:
    """Bring the pupil into one state of consent."""
    session = house.session
    if state in {ConsentState.DISCUSSION, ConsentState.WAITING}:
        return
    answers = {
        ConsentState.NOT_VALID: {"signature_seen": False},
        ConsentState.PART: {"agrees_programme": None},
        ConsentState.REFUSED: {"agrees_programme": False},
    }.get(state, {})
    kept = consent.record_consent(session, new_consent(house, **answers)).record
    if state is ConsentState.WITHDRAWN:
        consent.withdraw_consent(session, kept, "Changed her mind")


STRIPS = {
    ConsentState.DISCUSSION: ("neutral", "Initial discussion only. You can keep notes, nothing else."),
    ConsentState.WAITING: ("soon", "Consent not signed. Nothing can be shared yet."),
    ConsentState.NOT_VALID: ("soon", "Consent is not valid. The signature has not been seen."),
    ConsentState.PART: ("soon", "Consent in part. The box about the programme was not answered."),
    ConsentState.REFUSED: ("over", "Consent refused. They said no to the programme."),
    ConsentState.IN_PLACE: (
        "safe",
        "Parent or carer has consented. Marigold Puddlecombe signed on 14 September 2026. School acknowledged on 11",
    ),
    ConsentState.WITHDRAWN: ("over", "Consent withdrawn on 24 November 2026. Stop sharing."),
}


@pytest.mark.parametrize("state", list(STRIPS))
def test_consent_is_in_sight_on_every_tab_in_every_state(
    state: ConsentState, house: House, request: pytest.FixtureRequest, opened: Open
) -> None:
    if state is ConsentState.DISCUSSION:
        house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    else:
        request.getfixturevalue("referred")
        make_state(house, state)
    page = opened(house.pupil)
    kind, words = STRIPS[state]
    for tab in ("overview", "chronology", "documents", "sharing"):
        page.tabs.open(tab)
        strip = page.header.strip
        assert strip is not None
        assert strip.isVisible()
        assert strip.accessibleName().startswith(words)
        assert strip.property("note") == kind


def test_every_state_of_consent_has_words() -> None:
    from coordinator_app.consent.model import ConsentStanding

    leads = {strip_of(ConsentStanding(state), "", None).lead for state in ConsentState}
    assert len(leads) == len(ConsentState)


def test_looking_at_a_record_is_written_in_the_audit(consented: House, opened: Open) -> None:
    def looked() -> int:
        rows = consented.session.audit_rows(limit=1000)
        return sum(
            row.entry.action == "record.viewed" and row.entry.record_id == consented.pupil.id for row in rows
        )

    before = looked()
    page = opened(consented.pupil)
    assert looked() == before + 1
    page.refresh()
    assert looked() == before + 1


def test_header_says_who_it_is_and_the_open_clock(consented: House, opened: Open) -> None:
    intake.log_request(consented.session, new_request(consented))
    page = opened(consented.pupil)
    assert page.header.heading.text() == "Kit Puddlecombe"
    assert page.header.second.text() == "Year 10, Foxglove Hill School. Born 3 May 2012, age 14."
    assert page.header.chip is not None
    assert page.header.chip.text().startswith("Access request, ")
    assert page.windowTitle() == ""


def test_overview_shows_what_is_next_and_leads_there(consented: House, opened: Open, at_desk: Desk) -> None:
    review = reviews.plan_review(consented.session, consented.pupil.id, date(2026, 11, 5)).record
    add(consented, "Rebuilt a carburettor.")
    page = opened(consented.pupil)
    words = words_of(page.overview)
    for said in ("Progress review 1", "17 December 2026. Ask the provider", "17 school days left", "Rebuilt"):
        assert said in words
    assert "1 entry or document not shared with the parent yet" in words
    assert "01632 960177" in words
    assert "Mother, parental responsibility" in words
    start = press(page, "Start: Progress review 1")
    start.click()
    assert at_desk.told.went == [("review", {"review_id": review.id})]
    press(page, "Look: 1 entry or document not shared with the parent yet").click()
    assert page.tabs.current() == "chronology"


def test_nobody_is_asked_to_share_a_safeguarding_entry_at_a_review_nor_told_how_many_there_are(
    consented: House, opened: Open
) -> None:
    add(consented, "He is afraid to go home.", category=Category.SAFEGUARDING)
    words = words_of(opened(consented.pupil).overview)
    assert "Restricted entries, not shared with the parent" in words
    assert "decided with the safeguarding lead" in words
    assert "Share at the next review" not in words
    add(consented, "Rebuilt a carburettor.")
    add(consented, "She said who it was.", category=Category.SAFEGUARDING)
    words = words_of(opened(consented.pupil).overview)
    assert "1 entry or document not shared with the parent yet" in words
    assert "Share at the next review, or record why not. Whether the family is told" in words


def press(page: PupilPage, name: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.accessibleName() == name)


def test_tabs_show_counts_and_are_made_when_first_opened(consented: House, opened: Open) -> None:
    add(consented, "One.")
    page = opened(consented.pupil)
    assert page.tabs.bar.accessibleTabName(1) == "Chronology, 1"
    assert not page._made
    page.tabs.open("sharing")
    assert set(page._made) == {"sharing"}


def test_another_pupil_leaves_nothing_of_the_first(consented: House, opened: Open) -> None:
    add(consented, "Words about Kit.")
    other = pupils.save_pupil(
        consented.session, new_pupil(consented, given_names="Wren", family_name="Applegarth")
    ).record
    page = opened(consented.pupil, tab="chronology")
    page.open(pupil_id=other.id)
    assert page.header.heading.text() == "Wren Applegarth"
    assert "Words about Kit." not in words_of(page)
    assert not page._made


def test_palette_opens_the_box_for_an_entry(consented: House, opened: Open) -> None:
    page = opened(consented.pupil, tab="chronology", add=True)
    assert page.tabs.current() == "chronology"
    box = page._made["chronology"].box
    assert box.isVisible()


def test_draft_of_an_entry_waits_until_its_tab_is_opened(consented: House, opened: Open) -> None:
    page = opened(consented.pupil, tab="chronology", add=True)
    box = page._made["chronology"].box
    box.choose(Category.BEHAVIOUR)
    box.rows["words"].input.set_value("Half a sentence")
    draft = page.save_draft()
    assert draft is not None
    assert (page.draft_record, page.draft_compartment.value) == (consented.pupil.id, "general")
    box.choose(Category.HEALTH)
    assert page.draft_compartment.value == "guarded"
    again = opened(consented.pupil)
    again.restore_draft(draft)
    assert again.save_draft() == draft  # nothing is lost while the tab is shut
    again.tabs.open("chronology")
    assert again._made["chronology"].box.rows["words"].value() == "Half a sentence"


def test_safeguarding_call_can_be_recorded_before_a_referral(house: House, opened: Open) -> None:
    house.pupil = pupils.save_pupil(house.session, new_pupil(house)).record
    page = opened(house.pupil)
    page.header.chosen.emit("call")
    QApplication.processEvents()
    box = page._made["chronology"].box
    assert (box.isVisible(), box.category()) == (True, Category.SAFEGUARDING)


def test_more_menu_leads_to_the_pages_of_others(consented: House, opened: Open, at_desk: Desk) -> None:
    page = opened(consented.pupil)
    menu = page.header.menu()
    words = [action.text() for action in menu.actions()]
    assert words[0] == "Record a safeguarding call"
    for action in menu.actions():
        if action.text() in {"Print forms", "Record consent", "Log an access request"}:
            action.trigger()
    asked = {"pupil_id": consented.pupil.id}
    assert at_desk.told.went == [("print_forms", asked), ("record_consent", asked), ("log_request", asked)]
    menu.deleteLater()


def test_upn_message_points_at_the_wrong_character(
    consented: House, opened: Open, at_desk: Desk, qtbot: QtBot
) -> None:
    page = opened(consented.pupil)
    page.header.chosen.emit("details")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PupilBox)
    qtbot.addWidget(box)
    box.show()
    box.form.row("upn").input.set_value("Z8554000190O1")
    box.save()
    assert box.form.row("upn").error().startswith("Character 12 is the letter O.")
    box.form.row("upn").input.set_value("z8554 00019 001")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not box.isVisible()
    assert consented.session.get(Pupil, consented.pupil.id).upn == "Z855400019001"
    assert at_desk.told.toasts[-1][0] == "Details saved"


def test_what_only_the_vault_knows_is_shown_at_its_field(
    consented: House, opened: Open, at_desk: Desk, qtbot: QtBot
) -> None:
    other = new_pupil(consented, given_names="Wren", family_name="Applegarth", upn="Z855400019001")
    pupils.save_pupil(consented.session, other)
    page = opened(consented.pupil)
    page.header.chosen.emit("details")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PupilBox)
    qtbot.addWidget(box)
    box.show()
    box.form.row("upn").input.set_value("Z855400019001")
    box.save()
    assert box.isVisible()
    assert box.form.row("upn").error() == "Another pupil on your list has this UPN. Check both records."
    assert "This is the UPN of Wren Applegarth, Year 10." in words_of(box)
    box.form.row("upn").input.set_value("")
    box.form.row("family_name").input.set_value("")
    box.save()
    assert box.form.row("family_name").error()


def test_from_a_upn_that_someone_else_has_one_press_leads_to_that_pupil(
    consented: House, opened: Open, at_desk: Desk, qtbot: QtBot
) -> None:
    other = new_pupil(consented, given_names="Wren", family_name="Applegarth", upn="Z855400019001")
    other = pupils.save_pupil(consented.session, other).record
    with consented.session.write() as work:
        work.trash(other)
    opened(consented.pupil).header.chosen.emit("details")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PupilBox)
    qtbot.addWidget(box)
    box.show()
    box.form.row("upn").input.set_value("Z855400019001")
    box.save()
    look = next(one for one in box.findChildren(QPushButton) if one.text() == "Open")
    assert look.accessibleName() == "Open Wren Applegarth, Year 10, in the trash"
    look.click()
    assert not box.isVisible()
    assert at_desk.told.went[-1] == ("pupil", {"pupil_id": other.id})


def test_stale_details_are_refused_and_said(
    consented: House, opened: Open, at_desk: Desk, qtbot: QtBot
) -> None:
    page = opened(consented.pupil)
    page.header.chosen.emit("details")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, PupilBox)
    qtbot.addWidget(box)
    box.show()
    pupils.save_pupil(consented.session, replace(consented.pupil, known_as="Kitty"))
    box.form.row("known_as").input.set_value("Kip")
    box.save()
    note = box.note()
    assert note is not None
    assert "Nothing was overwritten." in note.accessibleName()
    assert consented.session.get(Pupil, consented.pupil.id).known_as == "Kitty"


def test_carer_form_keeps_responsibility_restrictions_and_confidence(
    consented: House, opened: Open, at_desk: Desk, qtbot: QtBot
) -> None:
    page = opened(consented.pupil)
    page.header.chosen.emit("person")
    box = at_desk.dialogs.shown[-1]
    assert isinstance(box, CarerBox)
    qtbot.addWidget(box)
    box.show()
    assert box.form.row("evidence").isHidden()
    box.form.row("name").input.set_value("Rowan Puddlecombe")
    box.form.row("relationship").input.set_value("father")
    qtbot.mouseClick(box.form.row("has_responsibility").input.boxes[0], Qt.MouseButton.LeftButton)
    assert not box.form.row("evidence").isHidden()
    box.form.row("evidence").input.set_value(ResponsibilityEvidence.COURT_ORDER)
    box.form.row("address_is_confidential").input.set_value(True)
    box.form.row("restrictions").input.set_value("Must not be told where they live.")
    box.save()
    kept = consented.session.list(Carer, where={"name": "Rowan Puddlecombe"})[0]
    assert (kept.has_responsibility, kept.evidence) == (True, ResponsibilityEvidence.COURT_ORDER)
    assert kept.address_is_confidential
    words = words_of(page.overview)
    assert "Must not be told where they live." in words
    assert "Address, telephone and email are confidential" in words


def test_evidence_goes_only_with_a_yes(consented: House, qtbot: QtBot) -> None:
    box = CarerBox(consented.carer, consented.clock)
    qtbot.addWidget(box)
    box.form.row("has_responsibility").input.set_value(False)
    box.form.row("has_responsibility").edited.emit()
    assert box.carer().evidence is None
    box.form.row("has_responsibility").input.set_value("unknown")
    assert box.carer().has_responsibility is None


def test_record_that_is_gone_is_said_in_words(opened: Open, house: House) -> None:
    page = opened(Pupil(id="0190c5e0-0000-7000-8000-000000000000"))
    assert page.in_trouble()


def test_level_two_sees_no_guarded_entry_and_no_count_of_them(
    consented: House, opened: Open, at_level_two: Desk
) -> None:
    add(consented, "Open words.")
    add(consented, "Hidden worry.", category=Category.SAFEGUARDING)
    page = opened(consented.pupil, at_level_two, tab="chronology")
    assert page.tabs.bar.accessibleTabName(1) == "Chronology, 1"
    for tab in ("overview", "chronology", "documents", "sharing"):
        page.tabs.open(tab)
        assert "Hidden worry." not in words_of(page)
    page.tabs.open("chronology")
    assert "Speak to the safeguarding lead." in words_of(page)


def test_due_items_of_other_capabilities_stand_under_next(
    consented: House, qtbot: QtBot, at_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coordinator_app.registry import Capability
    from coordinator_app.today.model import DueItem
    from tests.pupils import test_page_record

    def due(session: object) -> list[DueItem]:
        mine = DueItem("x", "Ring the provider", "Today", "phone", "review", pupil_id=consented.pupil.id)
        named = replace(mine, key="z", title="Call back for Kit Puddlecombe")
        clock = replace(mine, key="w", title="Kit Puddlecombe", second_line="decide", page="access_request")
        return [mine, named, clock, replace(mine, key="y", title="Someone else's", pupil_id="other")]

    monkeypatch.setattr(test_page_record, "planted_due", due, raising=False)
    planted = Capability("planted", due_items="tests.pupils.test_page_record:planted_due")
    services = replace(at_desk.services, capabilities=(*at_desk.services.capabilities, planted))
    page = PupilPage(services)
    qtbot.addWidget(page)
    page.open(pupil_id=consented.pupil.id)
    words = words_of(page.overview)
    assert "Ring the provider" in words
    assert "Someone else's" not in words
    assert "Call back for Kit" not in words  # the record itself says whose it is
    assert "Access request\n" in words
    assert "Next: decide" in words


def test_referral_form_without_acknowledgement_keeps_the_strip_at_discussion(
    house: House, opened: Open
) -> None:
    from coordinator_app.referrals import actions as referrals

    taken = referrals.take_referral(
        house.session, new_pupil(house), new_referral(house, statement_acknowledged=False)
    )
    page = opened(taken.pupil)
    assert page.header.strip is not None
    assert page.header.strip.accessibleName().startswith("Initial discussion only.")
