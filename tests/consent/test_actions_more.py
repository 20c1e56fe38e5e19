"""Answers purpose by purpose, signatures on the screen, withdrawals, settlements and what was allowed on a day (003-7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent import actions as consent
from coordinator_app.consent import settling
from coordinator_app.consent.model import ConsentState, SigningMethod
from coordinator_app.consent.purposes import PurposeState
from coordinator_app.consent.signing import Signatures
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose, OptionalExtra
from coordinator_app.consent.withdrawals import withdraw_purpose
from coordinator_app.core.errors import BadFile, GateShut, InvalidInput
from coordinator_app.documents.actions import content_of, documents_of
from coordinator_app.documents.model import Document
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from tests.consent.made import PNG, in_dispute
from tests.vaults import House, new_consent

# answers and extras


def test_a_form_is_kept_whole_with_limits_ends_and_the_partnerships_own_extra(referred: House) -> None:
    session = referred.session
    swim = settling.save_extra(session, OptionalExtra(name="Swimming", words="My child may swim.")).record
    answers = (
        ConsentAnswer(purpose=ConsentPurpose.PHOTOGRAPHS, only_for="Not on a website."),
        ConsentAnswer(purpose=ConsentPurpose.TRIPS, expires_on=date(2026, 11, 23)),
        ConsentAnswer(purpose=ConsentPurpose.OTHER, extra_id=swim.id, ticked=True),
    )
    form = new_consent(referred, allows_photographs=True, allows_trips=True, allows_online=False)
    consent.record_consent(session, form, answers)
    assert consent.purpose_standing(session, referred.pupil.id) == {
        "programme": PurposeState.GIVEN,
        "photographs": PurposeState.PART,
        "trips": PurposeState.EXPIRED,
        "online": PurposeState.REFUSED,
        swim.id: PurposeState.GIVEN,
    }
    settling.save_extra(session, replace(swim, in_use=False))
    assert swim.id in consent.purpose_standing(session, referred.pupil.id), "who answered is still told"
    assert len(consent.purposes_of(session, referred.pupil.id)) == 5


def test_an_end_before_the_signature_is_refused_and_nothing_is_kept(referred: House) -> None:
    answer = ConsentAnswer(purpose=ConsentPurpose.PROGRAMME, expires_on=date(2026, 9, 13))
    with pytest.raises(InvalidInput) as told:
        consent.record_consent(referred.session, new_consent(referred), (answer,))
    assert [one.field for one in told.value.problems] == ["expires_on"]
    assert consent.consents_of(referred.session, referred.pupil.id) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"method": SigningMethod.SCREEN}, "signature"),
        ({"method": SigningMethod.TYPED, "witness": "P. Samplewell"}, "typed_name"),
        ({"method": SigningMethod.TYPED, "typed_name": "Marigold Puddlecombe"}, "witness"),
        (
            {"method": SigningMethod.TYPED, "typed_name": "Marigold", "witness": " MARIGOLD "},
            "witness",
        ),
    ],
)
def test_a_signature_on_the_screen_is_drawn_and_a_typed_name_has_another_who_saw_it(
    referred: House, values: dict, field: str
) -> None:
    with pytest.raises(InvalidInput) as told:
        consent.record_signed_form(referred.session, referred.carer, new_consent(referred, **values))
    assert field in {one.field for one in told.value.problems}


def test_a_signature_is_a_document_of_the_pupil_that_an_access_request_gathers(referred: House) -> None:
    session = referred.session
    form = new_consent(referred, method=SigningMethod.SCREEN)
    saved = consent.record_consent(session, form, (), Signatures(PNG, PNG))
    documents = {one.id: one for one in documents_of(session, referred.pupil.id)}
    assert set(documents) == {saved.record.signature_document_id, saved.record.young_person_signature_id}
    kept = documents[saved.record.signature_document_id]
    assert (kept.media_type, content_of(session, kept)) == ("image/png", PNG)
    gathered = {one.record.id for one in session.gather("pupil", referred.pupil.id)}
    assert set(documents) <= gathered
    session.undo(saved.change_id)
    assert documents_of(session, referred.pupil.id) == [], "form and signatures go together"


@pytest.mark.parametrize("png", [b"GIF89a", PNG + bytes(2_000_000)])
def test_what_the_pad_did_not_make_is_refused(referred: House, png: bytes) -> None:
    form = new_consent(referred, method=SigningMethod.SCREEN)
    with pytest.raises(BadFile):
        consent.record_consent(referred.session, form, (), Signatures(png))
    assert referred.session.list(Document) == []


def test_an_extra_needs_a_name_words_and_a_name_of_its_own(house: House) -> None:
    settling.save_extra(house.session, OptionalExtra(name="Swimming", words="My child may swim."))
    for wrong, field in (
        (OptionalExtra(words="x"), "name"),
        (OptionalExtra(name="Climbing"), "words"),
        (OptionalExtra(name="swimming", words="x"), "name"),
    ):
        with pytest.raises(InvalidInput) as told:
            settling.save_extra(house.session, wrong)
        assert field in {one.field for one in told.value.problems}


# withdrawal


def test_one_extra_is_withdrawn_and_the_programme_goes_on(referred: House) -> None:
    session = referred.session
    swim = settling.save_extra(session, OptionalExtra(name="Swimming", words="My child may swim.")).record
    own = ConsentAnswer(purpose=ConsentPurpose.OTHER, extra_id=swim.id, ticked=True)
    form = consent.record_consent(session, new_consent(referred, allows_trips=True), (own,)).record
    for about in ("trips", swim.id):
        withdraw_purpose(session, form, about, "No more.", by="Marigold Puddlecombe")
        with pytest.raises(GateShut, match="already"):
            withdraw_purpose(session, form, about, "Again.")
    found = consent.purpose_standing(session, referred.pupil.id)
    assert (found["programme"], found["trips"]) == (PurposeState.GIVEN, PurposeState.WITHDRAWN)
    assert found[swim.id] is PurposeState.WITHDRAWN
    with pytest.raises(GateShut, match="nothing to withdraw"):
        withdraw_purpose(session, form, "photographs", "No.")
    withdraw_purpose(session, form, "programme", "We want to stop.", on=date(2026, 11, 20), by="Marigold")
    stands = consent.standing_of(session, referred.pupil.id)
    assert (stands.state, stands.consent.withdrawn_on) == (ConsentState.WITHDRAWN, date(2026, 11, 20))
    assert stands.consent.withdrawn_by == "Marigold"


@pytest.mark.parametrize("day", [date(2026, 9, 13), date(2026, 11, 25)])
def test_nothing_is_withdrawn_before_it_was_signed_or_in_the_future(referred: House, day: date) -> None:
    form = consent.record_consent(referred.session, new_consent(referred, allows_trips=True)).record
    for about in ("programme", "trips"):
        with pytest.raises(InvalidInput):
            withdraw_purpose(referred.session, form, about, "No.", on=day)


def test_the_extras_end_with_the_programme_and_not_while_another_runs(referred: House) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    trips = ConsentAnswer(purpose=ConsentPurpose.TRIPS, expires_on=date(2026, 10, 1))
    form = new_consent(referred, allows_photographs=True, allows_trips=True, allows_online=False)
    consent.record_consent(session, form, (trips,))
    programme = Programme(pupil_id=pupil_id, programme_type=ProgrammeType.ADVICE)
    with session.write() as work:
        ended = work.add(replace(programme, state=ProgrammeState.ENDED, ended_on=date(2026, 11, 20)))
    found = {one.about: one for one in consent.purposes_of(session, pupil_id)}
    assert (found["photographs"].state, found["photographs"].since) == (
        PurposeState.EXPIRED,
        ended.ended_on,
    )
    assert found["trips"].since == date(2026, 10, 1), "an earlier end of its own stays"
    assert found["programme"].state is PurposeState.GIVEN
    assert found["online"].state is PurposeState.REFUSED
    then = consent.purpose_standing(session, pupil_id, date(2026, 11, 20))
    assert then["photographs"] is PurposeState.GIVEN, "on its last day it was still allowed"
    consent.record_consent(session, replace(form, signed_on=date(2026, 11, 23)))
    again = consent.purpose_standing(session, pupil_id)
    assert again["photographs"] is PurposeState.GIVEN, "a form signed since is for what comes next"
    with session.write() as work:
        work.add(replace(programme, state=ProgrammeState.RUNNING))
        work.change(ended, ended_on=date(2026, 11, 23))
    assert consent.purpose_standing(session, pupil_id)["photographs"] is PurposeState.GIVEN


# what was allowed on a day


def test_what_was_allowed_on_a_day_is_told_by_the_dates_on_the_forms(referred: House) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    form = consent.record_consent(session, new_consent(referred, allows_trips=True)).record
    withdraw_purpose(session, form, "trips", "No more.", on=date(2026, 10, 5))
    withdraw_purpose(session, form, "programme", "We stop.", on=date(2026, 11, 2))
    states = {
        day: consent.standing_on(session, pupil_id, day).state
        for day in (date(2026, 9, 13), date(2026, 9, 14), date(2026, 11, 1), date(2026, 11, 2))
    }
    assert list(states.values()) == [
        ConsentState.WAITING,
        ConsentState.IN_PLACE,
        ConsentState.IN_PLACE,
        ConsentState.WITHDRAWN,
    ]
    before, after = date(2026, 10, 4), date(2026, 10, 5)
    assert consent.purpose_standing(session, pupil_id, before)["trips"] is PurposeState.GIVEN
    assert consent.purpose_standing(session, pupil_id, after)["trips"] is PurposeState.WITHDRAWN


def test_many_pupils_are_read_as_one_is(referred: House) -> None:
    session, pupil_id = referred.session, referred.pupil.id
    in_dispute(referred)
    one = consent.standing_of(session, pupil_id)
    assert consent.standings_of(session, (pupil_id, "nobody")) == {
        pupil_id: one,
        "nobody": consent.standing_of(session, "nobody"),
    }
    assert consent.standings_of(session, ()) == {}


# disagreement
