from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import (
    consents_of,
    forms_of,
    forms_printed,
    record_consent,
    sharing_gate,
    standing_of,
)
from coordinator_app.consent.due import due_items
from coordinator_app.consent.model import Consent, ConsentState, FormTemplate, SigningMethod
from coordinator_app.consent.page import RecordConsentPage
from coordinator_app.consent.page.answers import OTHER, TICKS, UNKNOWN
from coordinator_app.pupils.actions import save_carer, save_pupil
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.page import ReferralPage
from coordinator_app.ui import theme
from tests.referrals.driving import answer, button, errors, names, notes, press
from tests.referrals.page_desk import Desk
from tests.vaults import House, new_consent, new_pupil

WHOLE = {"signed_on": "24 November 2026", "signature_seen": True, **dict.fromkeys(TICKS, True)}


def opened(qtbot: QtBot, at_desk: Desk, pupil_id: str) -> RecordConsentPage:
    page = RecordConsentPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(pupil_id=pupil_id)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def grandmother(house: House) -> Carer:
    carer = Carer(pupil_id=house.pupil.id, name="Hazel Puddlecombe", relationship=Relationship.GRANDPARENT)
    return save_carer(house.session, carer).record


def print_consent_form(house: House) -> str:
    wordings = ((FormTemplate.PARENT_STATEMENT, 1, "ab" * 32), (FormTemplate.CONSENT_FORM, 1, "cd" * 32))
    return forms_printed(house.session, house.pupil.id, wordings)[1].record.reference


def test_a_mothers_signed_form_opens_sharing_and_each_answer_is_kept_as_it_was_given(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    reference = print_consent_form(referred)
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    assert page.answers.row("has_responsibility").value() is True, "what is known is shown, not asked again"
    answer(page.answers, allows_trips=False, young_person_signed=True, young_person_view="I like engines.")
    answer(page.answers, language="Large print")
    assert page.panel.shown.state is ConsentState.IN_PLACE
    assert page.panel.shown.lines[0] == "Sharing with providers and agencies opens once it is recorded."
    assert "Not agreed to: trips." in page.panel.shown.lines
    target = page.answers.row("young_person_view").input
    QTest.keyClick(target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = consents_of(referred.session, referred.pupil.id)[0]
    assert (kept.carer_id, kept.signed_on) == (referred.carer.id, date(2026, 11, 24))
    assert (kept.form_reference, kept.method) == (reference, SigningMethod.PAPER)
    assert (kept.statement_version, kept.statement_hash) == (1, "ab" * 32)
    given = [getattr(kept, name) for name in TICKS]
    assert given == [name != "allows_trips" for name in TICKS]
    assert (kept.young_person_signed, kept.young_person_view) == (True, "I like engines.")
    assert sharing_gate(referred.session, referred.pupil.id).is_open
    form = next(one for one in forms_of(referred.session, referred.pupil.id) if one.reference == reference)
    assert form.returned_on == date(2026, 11, 24)
    assert any("Recorded. This is a valid consent." in one for one in notes(page))
    assert page.panel.shown.lines[0] == "Sharing with providers and agencies is open.", "it is recorded now"
    press(page, "Back to the pupil")
    assert at_desk.told.went == [("pupil", {"pupil_id": referred.pupil.id})]
    assert page.save_draft() is None
    assert at_desk.told.troubles == []


def grandmother_signs(qtbot: QtBot, at_desk: Desk, house: House) -> RecordConsentPage:
    """Journey J4: everything is ticked, but she does not hold parental responsibility."""
    hazel = grandmother(house)
    print_consent_form(house)
    page = opened(qtbot, at_desk, house.pupil.id)
    answer(page.answers, carer_id=hazel.id)
    assert page.answers.row("has_responsibility").value() == UNKNOWN
    answer(page.answers, has_responsibility=False, **WHOLE)
    press(page, "Record consent")
    return page


def test_a_grandmother_without_responsibility_is_recorded_as_not_valid_and_it_says_what_to_do(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    session, pupil = referred.session, referred.pupil
    page = grandmother_signs(qtbot, at_desk, referred)
    stands = standing_of(session, pupil.id)
    assert stands.state is ConsentState.NOT_VALID
    assert stands.consent.responsibility_stated is True, "her own tick is kept as she gave it"
    assert not sharing_gate(session, pupil.id).is_open
    assert any("Recorded. This is not a valid consent." in one for one in notes(page))
    assert "Ask someone who holds it to sign." in page.panel.shown.lines[0]
    chase = next(item for item in due_items(session) if item.pupil_id == pupil.id)
    assert chase.title == "Consent not valid, Kit Puddlecombe"
    assert "Ask someone who holds it to sign." in chase.second_line
    assert (chase.page, dict(chase.params)) == ("record_consent", {"pupil_id": pupil.id})
    referral = ReferralPage(at_desk.services)
    qtbot.addWidget(referral)
    referral.open(pupil_id=pupil.id)
    referral.show()
    assert any("Consent not valid." in one for one in notes(referral))
    # the mother signs: her form is the newest, and counts
    page.open(pupil_id=pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    press(page, "Record consent")
    assert standing_of(session, pupil.id).state is ConsentState.IN_PLACE
    assert not [item for item in due_items(session) if item.pupil_id == pupil.id]


def test_the_rule_about_responsibility_is_what_keeps_it_shut(
    qtbot: QtBot, at_desk: Desk, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coordinator_app.consent.validity.consent_problems", lambda _consent, _carer: ())
    grandmother_signs(qtbot, at_desk, referred)
    assert sharing_gate(referred.session, referred.pupil.id).is_open, "the journey above would have failed"


def test_how_responsibility_was_seen_must_be_said_and_is_kept_with_the_carer(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    hazel = grandmother(referred)
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=hazel.id, has_responsibility=True, **WHOLE)
    press(page, "Record consent")
    assert set(errors(page.answers)) == {"evidence"}
    answer(page.answers, evidence="court_order", evidence_seen_on="23 November 2026")
    press(page, "Record consent")
    kept = referred.session.get(Carer, hazel.id)
    assert (kept.has_responsibility, kept.evidence) == (True, ResponsibilityEvidence.COURT_ORDER)
    assert standing_of(referred.session, referred.pupil.id).state is ConsentState.IN_PLACE


def test_a_form_of_the_first_pack_is_kept_against_its_own_statement_though_a_newer_one_was_printed(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    reference = print_consent_form(referred)
    referred.clock.at += timedelta(days=10)
    newer = ((FormTemplate.PARENT_STATEMENT, 2, "ef" * 32),)
    forms_printed(referred.session, referred.pupil.id, newer)
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **{**WHOLE, "signed_on": "4 December 2026"})
    assert "version 1 of the privacy statement" in page.given.text()
    press(page, "Record consent")
    kept = consents_of(referred.session, referred.pupil.id)[0]
    assert kept.form_reference == reference
    assert (kept.statement_version, kept.statement_hash) == (1, "ab" * 32)


def test_someone_who_is_not_on_the_list_can_have_signed_a_form_with_another_code(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=OTHER, **WHOLE)
    press(page, "Record consent")
    assert {"carer_name", "relationship", "has_responsibility"} <= set(errors(page.answers))
    answer(page.answers, carer_name="Rowan Puddlecombe", relationship="father", has_responsibility=UNKNOWN)
    answer(page.answers, form_reference="7qk4-m2zd-9xa6")
    press(page, "Record consent")
    kept = consents_of(referred.session, referred.pupil.id)[0]
    assert referred.session.get(Carer, kept.carer_id).name == "Rowan Puddlecombe"
    assert kept.form_reference == "7QK4-M2ZD-9XA6"
    assert len(kept.statement_hash) == 64, "no statement was printed here: the current one is named"


def test_refusing_the_programme_is_called_a_refusal(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **{**WHOLE, "agrees_programme": False})
    assert page.panel.shown.state is ConsentState.REFUSED
    press(page, "Record consent")
    assert standing_of(referred.session, referred.pupil.id).state is ConsentState.REFUSED


def test_impossible_dates_and_missing_answers_are_told_at_their_questions(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    print_consent_form(referred)
    page = opened(qtbot, at_desk, referred.pupil.id)
    press(page, "Record consent")
    assert set(errors(page.answers)) == {"carer_id", "signed_on", *TICKS}
    answer(page.answers, carer_id=referred.carer.id, **{**WHOLE, "signed_on": "20 November 2026"})
    press(page, "Record consent")
    assert "before the day the form was printed" in errors(page.answers)["signed_on"]
    assert consents_of(referred.session, referred.pupil.id) == []


def test_before_a_referral_the_page_says_why_it_cannot_be_recorded(
    qtbot: QtBot, at_desk: Desk, house: House
) -> None:
    house.pupil = save_pupil(house.session, new_pupil(house)).record
    with house.session.write() as work:  # a person on the record of before, by an earlier release
        hazel = work.add(
            Carer(pupil_id=house.pupil.id, name="Hazel Puddlecombe", relationship=Relationship.GRANDPARENT)
        )
    page = opened(qtbot, at_desk, house.pupil.id)
    assert any("Consent cannot be recorded yet." in one for one in notes(page))
    answer(page.answers, carer_id=hazel.id, has_responsibility=False, **WHOLE)
    press(page, "Record consent")
    assert house.session.list(Consent) == []
    assert at_desk.told.troubles == []


def test_consent_is_withdrawn_with_their_words_and_sharing_closes(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    page = opened(qtbot, at_desk, consented.pupil.id)
    press(page, "Withdraw consent")
    box = at_desk.dialogs.shown[-1]
    box.save()
    assert "Write what they said" in box.form.row("words").error(), "nothing is withdrawn without a word"
    answer(box.form, words="We want to stop.")
    box.save()
    stands = standing_of(consented.session, consented.pupil.id)
    assert stands.state is ConsentState.WITHDRAWN
    assert stands.consent.withdrawn_words == "We want to stop."
    assert not sharing_gate(consented.session, consented.pupil.id).is_open
    text, undo = at_desk.told.toasts[-1]
    assert text == "Consent withdrawn"
    consented.session.undo(undo)
    assert standing_of(consented.session, consented.pupil.id).state is ConsentState.IN_PLACE


def test_what_is_typed_comes_back_as_a_draft(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    assert page.save_draft() is None
    answer(page.answers, carer_id=referred.carer.id, has_responsibility=UNKNOWN, signed_on="tomorrow week")
    draft = page.save_draft()
    press(page, "Save and finish later")
    page.open(pupil_id=referred.pupil.id)
    assert page.save_draft() is None
    page.restore_draft(draft)
    assert page.answers.row("has_responsibility").value() == UNKNOWN
    assert page.answers.row("signed_on").input.typed() == "tomorrow week"
    assert page.save_draft() == draft
    page.draft_kept()
    assert page.saved.text() == "Draft saved 9am, encrypted"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_large_text_fits(
    qtbot: QtBot, at_desk: Desk, consented: House, look: theme.Theme, scale: float
) -> None:
    page = opened(qtbot, at_desk, consented.pupil.id)
    assert names(page) == []
    assert button(page, "Record consent").accessibleName() == "Record consent"
    look.change(scale=scale)
    page.setMinimumSize(1, 1)
    page.resize(1166, 640)
    qtbot.wait(1)
    assert page.split.main.minimumSizeHint().width() <= page.width()


def test_a_form_signed_years_ago_is_recorded_only_after_a_question(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **{**WHOLE, "signed_on": "24 November 2006"})
    at_desk.dialogs.will_answer(False, True)
    press(page, "Record consent")
    assert at_desk.dialogs.asked == [("ask", "Is this date right?")]
    assert consents_of(referred.session, referred.pupil.id) == []
    press(page, "Record consent")
    assert consents_of(referred.session, referred.pupil.id)[0].signed_on == date(2006, 11, 24)


def test_every_way_of_seeing_responsibility_can_be_read_whole(
    qtbot: QtBot, at_desk: Desk, referred: House, look: theme.Theme
) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, has_responsibility=True)
    box = page.answers.row("evidence").input
    for one in ResponsibilityEvidence:
        box.set_value(one.value)
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        assert option.currentText == one.label


def test_a_whole_form_beside_a_refusal_says_that_it_opens_nothing(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    father = Carer(
        pupil_id=referred.pupil.id,
        name="Rowan Puddlecombe",
        relationship=Relationship.FATHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
    )
    his = save_carer(referred.session, father).record
    record_consent(referred.session, new_consent(referred, carer_id=his.id, agrees_programme=False))
    page = opened(qtbot, at_desk, referred.pupil.id)
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    for _moment in ("before", "after"):
        shown = page.panel.shown
        assert shown.state is ConsentState.DISAGREEMENT
        assert (shown.tone, shown.lead) == (
            "over",
            "This form is whole, but it opens nothing: parents do not agree.",
        )
        assert not any("is open" in line or "opens once" in line for line in shown.lines)
        if not page.panel.recorded:
            press(page, "Record consent")
    assert page.panel.recorded


def test_whoever_has_died_is_named_so_and_their_form_is_kept_and_opens_nothing(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    with referred.session.write() as work:
        work.change(referred.carer, has_died=True)
    page = opened(qtbot, at_desk, referred.pupil.id)
    people: Any = page.answers.row("carer_id").input
    assert "Marigold Puddlecombe, mother, has died" in [people.itemText(at) for at in range(people.count())]
    answer(page.answers, carer_id=referred.carer.id, **WHOLE)
    press(page, "Record consent")
    (kept,) = referred.session.list(Consent)
    stands = standing_of(referred.session, referred.pupil.id)
    assert (stands.consent, stands.state) == (kept, ConsentState.NOT_VALID)
    assert "has died" in " ".join(one.why for one in stands.problems)


def test_until_when_is_said_only_where_it_is_asked(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)

    def said() -> set[str]:
        shown = (one.text() for one in page.findChildren(QLabel) if not one.isHidden())
        return {
            words for words in shown if words == "Until when" or words.startswith("Leave empty if the form")
        }

    assert said() == set()
    answer(page.answers, agrees_programme=True)
    assert len(said()) == 2
