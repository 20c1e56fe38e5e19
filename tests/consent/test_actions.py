from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import ConsentState, FormTemplate
from coordinator_app.consent.noting import note_printed
from coordinator_app.consent.orders import FillIn, form_order
from coordinator_app.core.errors import GateShut, InvalidInput, NotFound
from coordinator_app.pdf.print_job import print_order
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship, ResponsibilityEvidence
from coordinator_app.referrals import actions as referrals
from tests.pdf import readers
from tests.vaults import House, new_consent, new_pupil, new_referral

FORMS = [one for one in FormTemplate if not one.value.endswith("-summary")]


def test_consent_moves_from_first_discussion_to_in_place_and_back(referred: House) -> None:
    session = referred.session
    stranger = pupils.save_pupil(session, new_pupil(referred, given_names="Wren")).record
    assert consent.standing_of(session, stranger.id).state is ConsentState.DISCUSSION
    assert consent.standing_of(session, referred.pupil.id).state is ConsentState.WAITING
    signed = consent.record_consent(session, new_consent(referred)).record
    assert consent.standing_of(session, referred.pupil.id).state is ConsentState.IN_PLACE
    consent.withdraw_consent(session, signed, "She wants it to end")
    stands = consent.standing_of(session, referred.pupil.id)
    assert stands.state is ConsentState.WITHDRAWN
    assert stands.consent is not None
    assert stands.consent.withdrawn_words == "She wants it to end"


def test_sharing_stays_shut_until_consent_and_shuts_again(referred: House) -> None:
    session = referred.session
    with pytest.raises(GateShut, match="signed the consent form"):
        consent.sharing_gate(session, referred.pupil.id).demand()
    signed = consent.record_consent(session, new_consent(referred)).record
    assert consent.sharing_gate(session, referred.pupil.id).is_open
    consent.withdraw_consent(session, signed, "")
    assert not consent.sharing_gate(session, referred.pupil.id).is_open


def test_a_gate_that_forgot_parental_responsibility_would_be_caught(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coordinator_app.consent import validity

    consent.record_consent(referred.session, new_consent(referred))
    with referred.session.write() as work:
        work.change(referred.carer, has_responsibility=False)
    assert not consent.sharing_gate(referred.session, referred.pupil.id).is_open
    monkeypatch.setattr(validity, "consent_problems", lambda *_: ())  # the planted fault
    assert consent.sharing_gate(referred.session, referred.pupil.id).is_open


def test_no_consent_is_kept_before_the_school_refers(referred: House) -> None:
    stranger = pupils.save_pupil(referred.session, new_pupil(referred, given_names="Wren")).record
    with pytest.raises(GateShut, match="Before the school refers"):
        consent.record_consent(referred.session, new_consent(referred, pupil_id=stranger.id))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"carer_id": ""}, "carer_id"),
        ({"signed_on": None}, "signed_on"),
        ({"signed_on": date(2026, 11, 25)}, "signed_on"),
    ],
)
def test_a_form_that_cannot_be_right_is_refused(referred: House, values: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        consent.record_consent(referred.session, new_consent(referred, **values))
    assert [one.field for one in told.value.problems] == [field]


def test_consent_is_not_withdrawn_before_it_was_signed(referred: House) -> None:
    signed = consent.record_consent(referred.session, new_consent(referred)).record
    referred.clock.at = datetime(2026, 9, 1, 9, 0)
    with pytest.raises(InvalidInput):
        consent.withdraw_consent(referred.session, signed, "")


def test_each_printed_form_gets_its_own_reference_and_comes_back_by_it(referred: House) -> None:
    session = referred.session
    wanted = ((FormTemplate.PARENT_STATEMENT, 1, "ab"), (FormTemplate.CONSENT_FORM, 1, "cd"))
    saved = consent.forms_printed(session, referred.pupil.id, wanted, large_print=True)
    assert len({one.record.reference for one in saved}) == 2
    assert {one.record.large_print for one in saved} == {True}
    form = saved[1].record
    today = date(2026, 11, 24)
    for day, words in (
        (date(2026, 11, 23), "before the day the form was printed"),
        (date(2026, 11, 25), "future"),
    ):
        with pytest.raises(InvalidInput, match=words):
            consent.record_consent(
                session, new_consent(referred, form_reference=form.reference, signed_on=day)
            )
    consent.record_consent(session, new_consent(referred, form_reference=form.reference, signed_on=today))
    back = {one.id: one.returned_on for one in consent.forms_of(session, referred.pupil.id)}
    assert back == {form.id: date(2026, 11, 24), saved[0].record.id: None}
    with pytest.raises(NotFound):
        consent.forms_printed(session, "nobody", wanted)


@pytest.mark.parametrize("template", FORMS)
def test_every_form_prints_for_a_pupil_without_a_hole(
    referred: House, template: FormTemplate, tmp_path: Path
) -> None:
    wanted = form_order(
        referred.session,
        template,
        referred.pupil,
        practice=True,
        reference="7QK4-M2ZD-9XA6",
        fill=FillIn(carer=True),
    )
    text = " ".join(readers.pdf_text(print_order(wanted).pdf, tmp_path).split())
    assert "Kit Puddlecombe" in text
    assert "not given]" not in text
    assert "7QK4-M2ZD-9XA6" in text


@pytest.mark.parametrize("template", FORMS)
def test_every_form_prints_blank_and_large(referred: House, template: FormTemplate, tmp_path: Path) -> None:
    wanted = form_order(
        referred.session, template, None, practice=False, fill=FillIn(child=False, large_print=True)
    )
    text = readers.pdf_text(print_order(wanted).pdf, tmp_path)
    assert "Puddlecombe" not in text
    assert "PRACTICE" not in text


def test_a_statement_names_what_the_catalogue_holds_and_the_gaps(referred: House) -> None:
    wanted = form_order(referred.session, FormTemplate.PARENT_STATEMENT, referred.pupil, practice=True)
    lines = [row[0] for row in wanted.parts["what_we_hold"].rows]
    assert "The consent form that you signed" in lines
    keeping = [row[0] for row in wanted.parts["how_long_we_keep"].rows]
    assert keeping[-1] == "Everything else: until your child is 25"
    assert wanted.gaps["joint_dpo"] == "joint data protection officer: not yet appointed"
    assert "coordinator_name" not in wanted.gaps


def test_a_confidential_address_is_never_printed_on_a_form(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        carer = work.change(referred.carer, address="9 Hidden Lane\nHazelmoor")
    wanted = form_order(
        session, FormTemplate.REFERRAL_FORM, referred.pupil, practice=True, fill=FillIn(carer=True)
    )
    assert wanted.values["carer_contact"] == "01632 960177, 9 Hidden Lane Hazelmoor"
    with session.write() as work:
        work.change(carer, address_is_confidential=True)
    wanted = form_order(
        session, FormTemplate.REFERRAL_FORM, referred.pupil, practice=True, fill=FillIn(carer=True)
    )
    assert "carer_contact" not in wanted.values, "the number leads there as well"
    assert wanted.values["carer_name"] == "Marigold Puddlecombe"


@pytest.mark.parametrize("because", ["", "  ", "They ring her when he is ill."])
def test_a_confidential_telephone_is_printed_only_for_a_reason_that_is_kept(
    referred: House, because: str
) -> None:
    session = referred.session
    with session.write() as work:
        work.change(
            referred.carer, address="9 Hidden Lane", email="m@hidden.example", address_is_confidential=True
        )
    fill = FillIn(carer=True, contact_because=because)
    wanted = form_order(session, FormTemplate.REFERRAL_FORM, referred.pupil, practice=True, fill=fill)
    told = wanted.values.get("carer_contact", "")
    assert told == ("01632 960177" if because.strip() else ""), "never the address, never the email"
    forms = ((FormTemplate.REFERRAL_FORM, 1, "a"), (FormTemplate.CONSENT_FORM, 1, "b"))
    noted = [one.record for one in note_printed(session, referred.pupil.id, forms, fill)]
    assert [one.contact_because for one in noted] == [because.strip(), ""]
    said = [
        row.entry.action
        for row in session.audit_rows(limit=1000)
        if row.entry.action == "confidential-printed"
    ]
    assert len(said) == bool(because.strip())


def test_where_nothing_is_confidential_no_reason_is_kept(referred: House) -> None:
    fill = FillIn(carer=True, contact_because="They ring her.")
    forms = ((FormTemplate.REFERRAL_FORM, 1, "a"),)
    noted = note_printed(referred.session, referred.pupil.id, forms, fill)
    assert [one.record.contact_because for one in noted] == [""]


def test_a_pupil_without_carers_and_referral_still_gets_a_form(house: House) -> None:
    pupil = pupils.save_pupil(house.session, new_pupil(house, upn="", year_group=None)).record
    wanted = form_order(
        house.session, FormTemplate.REFERRAL_FORM, pupil, practice=True, fill=FillIn(carer=True)
    )
    assert "carer_name" not in wanted.values
    assert wanted.values["child_name"] == "Kit Puddlecombe"
    taken = referrals.take_referral(house.session, replace(pupil), new_referral(house))
    assert consent.consents_of(house.session, taken.pupil.id) == []


def test_a_signed_form_keeps_how_responsibility_was_seen_with_the_carer(referred: House) -> None:
    session = referred.session
    father = Carer(
        pupil_id=referred.pupil.id,
        name="Rowan Puddlecombe",
        relationship=Relationship.FATHER,
        has_responsibility=True,
    )
    with pytest.raises(InvalidInput, match="how parental responsibility was seen"):
        consent.record_signed_form(session, father, new_consent(referred))
    seen = replace(father, evidence=ResponsibilityEvidence.COURT_ORDER)
    kept = consent.record_signed_form(session, seen, new_consent(referred)).record
    assert session.get(Carer, kept.carer_id).evidence is ResponsibilityEvidence.COURT_ORDER
    again = consent.record_signed_form(session, session.get(Carer, kept.carer_id), new_consent(referred))
    assert again.record.carer_id == kept.carer_id
    blank = consent.blank(kept)
    assert (blank.pupil_id, blank.carer_id, blank.has_read, blank.id) == (
        kept.pupil_id,
        kept.carer_id,
        None,
        "",
    )


def test_a_review_summary_is_refused_here_in_words(referred: House) -> None:
    with pytest.raises(InvalidInput, match="printed from the record"):
        form_order(referred.session, FormTemplate.REVIEW_SUMMARY, referred.pupil, practice=True)


def test_nobody_signs_after_their_death_and_what_they_signed_before_is_kept(referred: House) -> None:
    session = referred.session
    with session.write() as work:
        work.change(referred.carer, has_died=True, died_on=date(2026, 9, 20))
    carer = session.get(Carer, referred.carer.id)
    late = new_consent(referred, signed_on=date(2026, 9, 21))
    for act in (
        lambda: consent.record_consent(session, late),
        lambda: consent.record_signed_form(session, carer, late),
    ):
        with pytest.raises(InvalidInput, match="died on 20 September 2026, before this date"):
            act()
    kept = consent.record_consent(session, new_consent(referred, signed_on=date(2026, 9, 20))).record
    assert consent.standing_of(session, referred.pupil.id).consent == kept
    assert not consent.programme_gate(session, referred.pupil.id).is_open
