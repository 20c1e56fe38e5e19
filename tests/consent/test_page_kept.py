from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coordinator_app.consent.actions import forms_printed, record_consent, standing_of
from coordinator_app.consent.model import Consent, ConsentStanding, ConsentState, FormTemplate
from coordinator_app.consent.page import ConsentPage, RecordConsentPage
from coordinator_app.consent.page.form_state import form_state
from coordinator_app.consent.page.words import TICKS, can_be_withdrawn, kept_parts, verdict
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose
from coordinator_app.pupils.consent_words import strip_of
from coordinator_app.pupils.model import Carer, ResponsibilityEvidence
from coordinator_app.ui import theme
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.rows import TwoLineRow
from tests.consent.made import in_dispute
from tests.consent.test_model import CARER, WHOLE
from tests.referrals.driving import answer, button, names, press
from tests.referrals.page_desk import Desk
from tests.vaults import House


def opened(qtbot: QtBot, at_desk: Desk, pupil_id: str) -> ConsentPage:
    page = ConsentPage(at_desk.services)
    qtbot.addWidget(page)
    at_desk.pages.append(page)
    page.resize(1162, 736)
    page.open(pupil_id=pupil_id)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def words_of(page: ConsentPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_the_strip_of_a_pupil_with_consent_leads_to_the_consent_on_record(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    strip = strip_of(standing_of(consented.session, consented.pupil.id), "Marigold", None)
    assert (strip.action, strip.page) == ("See consent", ConsentPage.name)


def test_the_record_says_who_signed_each_answer_the_version_and_the_forms(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    wordings = ((FormTemplate.PARENT_STATEMENT, 3, "ab" * 32), (FormTemplate.CONSENT_FORM, 2, "cd" * 32))
    form = forms_printed(consented.session, consented.pupil.id, wordings)[1].record
    page = opened(qtbot, at_desk, consented.pupil.id)
    said = words_of(page)
    for words in (
        "Marigold Puddlecombe, mother",
        "Version 1",
        "I agree to the programme",
        "Ticked",
        "Consent in place",
    ):
        assert any(words == one for one in [*said, *_chips(page)]), words
    rows = [one.subtitle for one in page.findChildren(TwoLineRow)]
    printed = f"Printed 24 November 2026, version 2, code {form.reference}. Not back yet."
    assert printed in rows
    assert not any("Not back yet" in one for one in rows if one != printed), "a statement is not asked back"
    press(page, "Record another form")
    press(page, "Print forms")
    asked = {"pupil_id": consented.pupil.id}
    assert at_desk.told.went == [("record_consent", asked), ("print_forms", asked)]


def _chips(page: ConsentPage) -> list[str]:
    return [one.text() for one in page.findChildren(StatusChip)]


def test_every_answer_of_a_form_is_told_and_nothing_else_is_made_up() -> None:
    """Each answer of a consent is told in its own words: one that is lost fails here (003-7.3)."""
    carer = Carer(
        name="Rowan Puddlecombe", has_responsibility=True, evidence=ResponsibilityEvidence.COURT_ORDER
    )
    consent = Consent(
        signed_on=date(2026, 9, 14),
        **{name: place % 2 == 0 for place, name in enumerate(TICKS)},
        young_person_signed=True,
        young_person_view="I like engines.",
        interpreter="Ash Quillfeather",
        language="Large print",
        statement_version=2,
    )
    told = {name: dict(cells) for name, cells in kept_parts(consent, carer)}
    assert list(told["What was answered"]) == list(TICKS.values())
    assert list(told["What was answered"].values()) == ["Ticked", "Left empty"] * 4
    assert "I like engines." in told["The young person, language and help"].values()
    assert "Withdrawn" not in told
    left = replace(
        consent, allows_trips=None, young_person_signed=None, withdrawn_on=date(2026, 10, 1), signed_on=None
    )
    told = {name: dict(cells) for name, cells in kept_parts(left, None)}
    assert told["What was answered"][TICKS["allows_trips"]] == "Not recorded"
    assert told["Withdrawn"] == {"Withdrawn on": "1 October 2026"}
    assert told["Who signed"]["Date on the form"] == "Not dated"
    no = replace(carer, has_responsibility=False)
    assert dict(kept_parts(consent, no)[0][1])["Parental responsibility"] == "No"
    assert dict(kept_parts(consent, None)[0][1])["Parental responsibility"] == "Not known"


def test_consent_is_withdrawn_here_and_only_the_newest_offers_it(
    qtbot: QtBot, at_desk: Desk, consented: House
) -> None:
    (first,) = consented.session.list(Consent)
    record_consent(consented.session, replace(first, id="", key=0, version=0, signed_on=date(2026, 11, 20)))
    page = opened(qtbot, at_desk, consented.pupil.id)
    assert len([one for one in _buttons(page) if one == "Withdraw consent"]) == 1
    press(page, "Withdraw consent")
    box = at_desk.dialogs.shown[-1]
    box.save()
    assert "Write what they said" in box.form.row("words").error(), "nothing is withdrawn without a word"
    answer(box.form, words="We want to stop.")
    box.save()
    assert standing_of(consented.session, consented.pupil.id).state is ConsentState.WITHDRAWN
    assert "Consent withdrawn" in _chips(page)
    qtbot.waitUntil(lambda: "We want to stop." in words_of(page))
    assert "Withdraw consent" not in _buttons(page)


def _buttons(page: ConsentPage) -> list[str]:
    return [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_without_a_form_the_page_says_so(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk, referred.pupil.id)
    assert "No consent form has been recorded yet" in words_of(page)
    assert "None has been printed for this family." in words_of(page)
    press(page, "Record consent")
    assert at_desk.told.went[-1][0] == "record_consent"


def test_a_pupil_who_is_gone_is_told_in_words(qtbot: QtBot, at_desk: Desk, referred: House) -> None:
    page = opened(qtbot, at_desk, "nobody")
    assert page.facts is None
    assert any("not" in one for one in words_of(page))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_has_a_name_and_large_text_fits(
    qtbot: QtBot, at_desk: Desk, consented: House, look: theme.Theme, scale: float
) -> None:
    page = opened(qtbot, at_desk, consented.pupil.id)
    assert names(page) == []
    assert button(page, "Withdraw consent").accessibleName() == "Withdraw consent"
    look.change(scale=scale)
    page.setMinimumSize(1, 1)
    page.resize(1166, 640)
    qtbot.wait(1)
    assert page.content.minimumSizeHint().width() <= page.width()


def test_a_form_never_says_more_than_where_consent_stands(
    qtbot: QtBot, at_desk: Desk, referred: House
) -> None:
    in_dispute(referred)
    page = opened(qtbot, at_desk, referred.pupil.id)
    shut = "Agrees, but shut: parents do not agree"
    assert shut in _chips(page)
    assert "Consent in place" not in _chips(page), "one agrees, one does not: nothing is in place"
    record = RecordConsentPage(at_desk.services)
    qtbot.addWidget(record)
    at_desk.pages.append(record)
    record.open(pupil_id=referred.pupil.id)
    lines = [one.subtitle for one in record.findChildren(TwoLineRow)]
    assert f"{shut}." in lines
    assert "Consent in place." not in lines
    with referred.session.write() as work:
        for form in referred.session.list(Consent, where={"carer_id": referred.carer.id}):
            work.add(replace(form, id="", key=0, version=0, signed_on=date(2026, 9, 20)))
    page.refresh()
    assert "Replaced by a later form" in _chips(page)


@pytest.mark.parametrize(
    ("form", "stands", "newest", "said"),
    [
        ({}, ConsentState.IN_PLACE, True, ("safe", "Consent in place")),
        ({}, ConsentState.OLDER, True, ("over", "Agrees, but shut: consent to an older statement")),
        ({}, ConsentState.NOT_VALID, True, ("over", "Agrees, but shut: consent not valid")),
        ({}, ConsentState.IN_PLACE, False, ("info", "Replaced by a later form")),
        ({"id": "run out"}, ConsentState.EXPIRED, True, ("soon", "Consent has run out")),
        ({"agrees_programme": False}, ConsentState.IN_PLACE, True, ("over", "Consent refused")),
        ({"withdrawn_on": date(2026, 10, 1)}, ConsentState.IN_PLACE, True, ("over", "Consent withdrawn")),
    ],
)
def test_each_form_on_record_says_what_it_comes_to(
    form: dict, stands: ConsentState, newest: bool, said: tuple[str, str]
) -> None:
    standing = ConsentStanding(stands, WHOLE, agreeing=(WHOLE,))
    assert form_state(replace(WHOLE, **form), CARER, standing, newest=newest) == said


def test_a_chip_that_looked_at_its_own_form_alone_would_be_caught() -> None:
    disputed = ConsentStanding(ConsentState.DISAGREEMENT, WHOLE, agreeing=(WHOLE,))
    assert verdict(WHOLE, CARER).state is ConsentState.IN_PLACE, "what the chip said before"
    assert form_state(WHOLE, CARER, disputed, newest=True)[1] != ConsentState.IN_PLACE.label


def test_a_form_that_gave_nothing_has_nothing_to_withdraw() -> None:
    assert can_be_withdrawn(WHOLE, CARER)
    no = replace(WHOLE, agrees_programme=False)
    assert not can_be_withdrawn(no, CARER)
    assert can_be_withdrawn(replace(no, allows_trips=True), CARER)
    swim = ConsentAnswer(consent_id=no.id, purpose=ConsentPurpose.OTHER, extra_id="swim", ticked=True)
    assert can_be_withdrawn(no, CARER, (swim,))
    assert not can_be_withdrawn(no, CARER, (replace(swim, ticked=False), replace(swim, consent_id="other")))
    assert not can_be_withdrawn(replace(WHOLE, withdrawn_on=date(2026, 10, 1)), CARER)
    assert not can_be_withdrawn(replace(WHOLE, signature_seen=False), CARER)
