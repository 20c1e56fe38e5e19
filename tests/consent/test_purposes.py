"""Each purpose is its own answer, with its limits and its end (003-6.5, 7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.consent import purposes
from coordinator_app.consent.model import Around, Consent, standing
from coordinator_app.consent.purposes import PurposeState
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose, ConsentResolution, OptionalExtra
from coordinator_app.core.gates import OPEN
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer
from tests.consent.test_model import CARER, SHUT, WHOLE
from tests.consent.test_model_holders import FATHER, TODAY

FORM = replace(WHOLE, id="f", key=1, allows_photographs=True, allows_trips=False)
SWIM = OptionalExtra(id="swim", name="Swimming", words="My child may swim.")


def states(
    forms: list[Consent], *answers: ConsentAnswer, carers: tuple[Carer, ...] = (CARER, FATHER), **more: object
) -> dict[str, PurposeState]:
    around = Around(today=TODAY, answers=answers, **more)  # type: ignore[arg-type]  # fields told by name
    found = purposes.purposes(standing(OPEN, forms, carers, around), forms, carers, around, (SWIM,))
    return {one.about: one.state for one in found}


def about(purpose: ConsentPurpose, **more: object) -> ConsentAnswer:
    return ConsentAnswer(consent_id="f", purpose=purpose, **more)  # type: ignore[arg-type]  # fields told by name


def test_ticks_are_given_refused_and_not_asked() -> None:
    assert states([FORM]) == {
        "programme": PurposeState.GIVEN,
        "photographs": PurposeState.GIVEN,
        "trips": PurposeState.REFUSED,
        "online": PurposeState.NOT_ASKED,
        "swim": PurposeState.NOT_ASKED,
    }


def test_a_form_that_is_not_valid_gives_nothing() -> None:
    found = states([replace(FORM, signature_seen=False)])
    assert found.pop("trips") is PurposeState.REFUSED, "a missing signature takes nothing from a no"
    assert set(found.values()) == {PurposeState.NOT_ASKED}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"only_for": "Not on the website."}, PurposeState.PART),
        ({"expires_on": date(2026, 11, 23)}, PurposeState.EXPIRED),
        ({"expires_on": TODAY}, PurposeState.GIVEN),
        ({"withdrawn_on": date(2026, 10, 2)}, PurposeState.WITHDRAWN),
    ],
)
def test_limits_end_and_withdrawal_of_one_extra_leave_the_others(values: dict, state: PurposeState) -> None:
    found = states([FORM], about(ConsentPurpose.PHOTOGRAPHS, **values))
    assert (found["photographs"], found["programme"]) == (state, PurposeState.GIVEN)
    assert state.is_open == (state in {PurposeState.GIVEN, PurposeState.PART})


def test_the_whole_form_withdrawn_ends_programme_and_extras_together() -> None:
    found = states([replace(FORM, withdrawn_on=date(2026, 10, 2))])
    assert found["programme"] is found["photographs"] is PurposeState.WITHDRAWN
    assert found["trips"] is PurposeState.REFUSED


def test_the_partnerships_own_extra_has_its_tick_in_its_answer() -> None:
    yes = about(ConsentPurpose.OTHER, extra_id="swim", ticked=True)
    assert states([FORM], yes)["swim"] is PurposeState.GIVEN
    assert states([FORM], replace(yes, ticked=False))["swim"] is PurposeState.REFUSED


def test_an_extra_that_one_holder_refuses_is_not_given() -> None:
    his = replace(FORM, id="g", key=2, carer_id="c2", allows_photographs=False)
    assert states([FORM, his])["photographs"] is PurposeState.DISPUTED
    assert not PurposeState.DISPUTED.is_open
    narrower = ConsentAnswer(consent_id="g", purpose=ConsentPurpose.PHOTOGRAPHS, only_for="Not online.")
    both = states([FORM, replace(his, allows_photographs=True)], narrower)
    assert both["photographs"] is PurposeState.PART, "the narrower of two yeses counts"


def test_an_extra_that_ran_out_says_so() -> None:
    ended = about(ConsentPurpose.PHOTOGRAPHS, expires_on=date(2026, 9, 30))
    assert states([FORM], ended)["photographs"] is PurposeState.EXPIRED


def test_a_settled_disagreement_about_the_programme_stands_as_it_was_settled() -> None:
    his = replace(FORM, id="g", key=2, carer_id="c2", agrees_programme=False)
    assert states([FORM, his])["programme"] is PurposeState.DISPUTED
    for goes, state in ((True, PurposeState.GIVEN), (False, PurposeState.REFUSED)):
        how = ConsentResolution(key=3, forms="f=yes g=no", goes_ahead=goes, decided_on=TODAY)
        assert states([FORM, his], resolutions=(how,))["programme"] is state


def test_a_purpose_that_forgot_the_withdrawal_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = about(ConsentPurpose.PHOTOGRAPHS, withdrawn_on=date(2026, 10, 2))
    assert not states([FORM], gone)["photographs"].is_open
    monkeypatch.setattr(purposes, "answer_of", lambda *_: None)  # the planted fault
    assert states([FORM], gone)["photographs"].is_open


# the last word of each


EARLY, LATE = date(2026, 9, 1), date(2026, 10, 1)
FIRST = replace(FORM, signed_on=EARLY)
SECOND = replace(FORM, id="s", key=2, signed_on=LATE)
PHOTOS = ConsentPurpose.PHOTOGRAPHS


def photographs(forms: list[Consent], *answers: ConsentAnswer) -> PurposeState:
    found = {states(some, *answers)["photographs"] for some in (forms, forms[::-1])}
    (state,) = found  # whichever was recorded first
    return state


@pytest.mark.parametrize("form", [FIRST, SECOND])
@pytest.mark.parametrize("day", [LATE, date(2026, 11, 1)])
def test_an_extra_taken_back_alone_beats_every_form_signed_by_then(form: Consent, day: date) -> None:
    gone = ConsentAnswer(consent_id=form.id, purpose=PHOTOS, withdrawn_on=day)
    assert photographs([FIRST, SECOND]) is PurposeState.GIVEN
    assert photographs([FIRST, SECOND], gone) is PurposeState.WITHDRAWN
    assert photographs([FIRST, SECOND], replace(gone, withdrawn_on=None)) is PurposeState.GIVEN, "undone"


def test_a_form_signed_after_an_extra_was_taken_back_gives_it_again_and_one_of_that_day_does_not() -> None:
    gone = ConsentAnswer(consent_id="f", purpose=PHOTOS, withdrawn_on=date(2026, 9, 30))
    assert photographs([FIRST, SECOND], gone) is PurposeState.GIVEN
    assert photographs([FIRST, SECOND], replace(gone, withdrawn_on=LATE)) is PurposeState.WITHDRAWN


def test_two_forms_of_one_day_count_as_they_were_recorded() -> None:
    no = replace(FIRST, id="n", key=2, allows_photographs=False)
    assert photographs([FIRST, no]) is PurposeState.REFUSED
    assert photographs([FIRST, replace(no, key=0)]) is PurposeState.GIVEN


@pytest.mark.parametrize("gone", [None, date(2026, 9, 20)])
def test_a_form_that_does_not_ask_brings_neither_a_no_nor_a_yes_back(gone: date | None) -> None:
    silent = replace(SECOND, allows_photographs=None)
    answer = ConsentAnswer(consent_id="f", purpose=PHOTOS, withdrawn_on=gone)
    state = PurposeState.WITHDRAWN if gone else PurposeState.NOT_ASKED
    assert photographs([FIRST, silent], answer) is state
    assert photographs([replace(FIRST, allows_photographs=False), silent]) is PurposeState.REFUSED


def test_a_yes_on_a_form_that_is_not_valid_takes_no_withdrawal_back_nor_does_an_older_yes_rise() -> None:
    unsigned = replace(SECOND, signature_seen=False)
    gone = ConsentAnswer(consent_id="f", purpose=PHOTOS, withdrawn_on=date(2026, 9, 20))
    assert photographs([FIRST, unsigned], gone) is PurposeState.WITHDRAWN
    assert photographs([FIRST, unsigned]) is PurposeState.NOT_ASKED
    whole = replace(SECOND, withdrawn_on=date(2026, 11, 1), allows_photographs=None)
    assert not photographs([FIRST, whole]).is_open, "all was taken back, also what the form did not ask about"


def test_what_one_took_back_stays_shut_beside_the_yes_of_another() -> None:
    his = replace(FORM, id="g", key=3, carer_id="c2", signed_on=LATE)
    gone = ConsentAnswer(consent_id="f", purpose=PHOTOS, withdrawn_on=date(2026, 11, 1))
    assert photographs([FIRST, SECOND, his], gone) is PurposeState.DISPUTED
    died = replace(CARER, has_died=True)
    assert states([FIRST, his], gone, carers=(died, FATHER))["photographs"] is PurposeState.GIVEN
    stranger = replace(CARER, has_responsibility=False)
    assert states([FIRST, his], gone, carers=(stranger, FATHER))["photographs"] is PurposeState.GIVEN


def test_a_reading_of_the_newest_form_alone_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purposes, "_of", lambda _carer_id, forms: tuple(purposes.counting(forms, ())))
    gone = ConsentAnswer(consent_id="f", purpose=PHOTOS, withdrawn_on=date(2026, 11, 1))
    assert states([FIRST, SECOND], gone)["photographs"] is PurposeState.GIVEN


# where the gate is shut, nothing is given


HIS = replace(WHOLE, id="g", key=5, carer_id="c2", signed_on=LATE)
ORDER = CourtOrder(order_kind=OrderKind.PROHIBITED_STEPS, carer_id="c1", made_on=EARLY)


def shut(found: dict[str, PurposeState]) -> bool:
    return not any(one.is_open for one in found.values())


@pytest.mark.parametrize(
    ("forms", "carers", "more", "programme"),
    [
        ([FORM], (CARER, FATHER), {"orders": (ORDER,)}, PurposeState.SHUT),
        ([FORM, replace(HIS, is_content=False)], (CARER, FATHER), {}, PurposeState.DISPUTED),
        ([FORM, replace(HIS, agrees_programme=False)], (CARER, FATHER), {}, PurposeState.DISPUTED),
        (
            [FORM, replace(HIS, agrees_programme=False, signature_seen=False)],
            (CARER, FATHER),
            {},
            PurposeState.DISPUTED,
        ),
        (
            [FORM, replace(HIS, agrees_programme=False)],
            (CARER, replace(FATHER, evidence=None)),
            {},
            PurposeState.DISPUTED,
        ),
        (
            [FORM, replace(HIS, agrees_programme=False)],
            (CARER, replace(FATHER, has_died=True)),
            {},
            PurposeState.DISPUTED,
        ),
        (
            [replace(FORM, statement_version=1)],
            (CARER,),
            {"in_force": 2, "older_shuts": True},
            PurposeState.SHUT,
        ),
        ([replace(FORM, agrees_programme=None)], (CARER,), {}, PurposeState.NOT_ASKED),
        ([replace(FORM, agrees_programme=False)], (CARER,), {}, PurposeState.REFUSED),
    ],
)
def test_where_the_gate_is_shut_neither_the_programme_nor_an_extra_is_given(
    forms: list[Consent], carers: tuple[Carer, ...], more: dict, programme: PurposeState
) -> None:
    found = states(forms, carers=carers, **more)
    assert shut(found)
    assert found["programme"] is programme
    barred = "orders" in more
    assert found["photographs"] is (PurposeState.NOT_ASKED if barred else PurposeState.SHUT)


def test_after_the_referral_was_withdrawn_what_was_agreed_to_is_told_as_shut() -> None:
    stands = standing(SHUT, [FORM], [CARER], Around(today=TODAY))
    found = purposes.purposes(stands, [FORM], [CARER], Around(today=TODAY))
    assert [one.state for one in found[:2]] == [PurposeState.SHUT, PurposeState.SHUT]


def test_the_no_that_shuts_the_programme_is_told_with_its_day_and_signer() -> None:
    forms, around = [FORM, replace(HIS, is_content=False)], Around(today=TODAY)
    carers = (CARER, FATHER)
    programme = purposes.purposes(standing(OPEN, forms, carers, around), forms, carers, around)[0]
    assert (programme.consent, programme.since) == (forms[1], LATE)


def test_an_extra_is_not_open_by_the_word_of_whom_a_court_order_forbids_to_decide() -> None:
    his = replace(HIS, allows_photographs=None)
    found = states([FORM, his], orders=(ORDER,))
    assert found["programme"] is PurposeState.GIVEN, "the father's form counts"
    assert found["photographs"] is PurposeState.NOT_ASKED
    assert states([FORM, replace(his, allows_photographs=True)], orders=(ORDER,))["photographs"].is_open
    no = replace(FORM, allows_photographs=False)
    yes = replace(his, allows_photographs=True)
    assert states([no, yes], orders=(ORDER,))["photographs"] is PurposeState.DISPUTED, "a no still counts"


def test_what_was_settled_in_spite_of_an_order_is_given_with_its_limits_and_no_extra_with_it() -> None:
    how = ConsentResolution(key=3, forms="f=yes", goes_ahead=True, decided_on=TODAY)
    limits = about(ConsentPurpose.PROGRAMME, only_for="Mornings.")
    found = states([FORM], limits, orders=(ORDER,), resolutions=(how,))
    assert (found["programme"], found["photographs"]) == (PurposeState.PART, PurposeState.NOT_ASKED)


def test_purposes_that_asked_only_the_forms_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setattr(purposes, "_as_the_gate_says", lambda found, _stands: found)
    monkeypatch.setattr(purposes, "_with_the_programme", lambda found, _stands: found)
    with pytest.raises(AssertionError):
        test_where_the_gate_is_shut_neither_the_programme_nor_an_extra_is_given(
            [FORM], (CARER, FATHER), {"orders": (ORDER,)}, PurposeState.SHUT
        )
