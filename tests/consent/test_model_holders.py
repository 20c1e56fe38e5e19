"""Several who hold parental responsibility, what has run out, and older statements: when the gate opens (003-7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coordinator_app.consent import court, model, reasons
from coordinator_app.consent.model import Around, Competence, Consent, ConsentState, may_share, standing
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose, ConsentResolution
from coordinator_app.core.gates import OPEN, Reason
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, ResponsibilityEvidence
from tests.consent.test_model import CARER, WHOLE

FATHER = replace(CARER, id="c2", name="Rowan")
GRANDMOTHER = Carer(id="c3", has_responsibility=False)
UNKNOWN = Carer(id="c4", has_responsibility=None)
YES = replace(WHOLE, id="yes", key=1)
TODAY = date(2026, 11, 24)
NO = replace(WHOLE, id="no", key=2, carer_id="c2", agrees_programme=False, signed_on=date(2026, 9, 20))


def stands(consents: list[Consent], carers: list[Carer], around: Around = model.NOTHING_MORE) -> ConsentState:
    return standing(OPEN, consents, carers, around).state


def test_one_holder_may_act_alone_and_who_has_not_signed_is_said() -> None:
    found = standing(OPEN, [YES], [CARER, FATHER, GRANDMOTHER])
    assert (found.state, found.unsigned) == (ConsentState.IN_PLACE, ("c2",))
    assert may_share(found).is_open


@pytest.mark.parametrize(
    "no",
    [
        NO,
        replace(NO, agrees_programme=True, is_content=False),
        replace(NO, agrees_programme=True, withdrawn_on=date(2026, 10, 1)),
        replace(NO, signature_seen=False),
    ],
)
def test_where_one_holder_agrees_and_another_does_not_nothing_opens_silently(no: Consent) -> None:
    found = standing(OPEN, [YES, no], [CARER, FATHER])
    assert found.state is ConsentState.DISAGREEMENT
    assert (found.consent, found.agreeing, found.refusing) == (YES, (YES,), (no,))
    assert not may_share(found).is_open
    older_no = replace(no, signed_on=date(2026, 8, 1), key=0)
    assert stands([YES, older_no], [CARER, FATHER]) is ConsentState.DISAGREEMENT, "the order does not matter"


def test_a_gate_that_lets_the_newest_form_win_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    later_yes = replace(YES, signed_on=date(2026, 10, 1), key=9)
    assert stands([later_yes, NO], [CARER, FATHER]) is ConsentState.DISAGREEMENT
    monkeypatch.setattr(model, "objects", lambda _form: False)  # the planted fault
    assert stands([later_yes, NO], [CARER, FATHER]) is ConsentState.IN_PLACE


def test_who_holds_no_responsibility_neither_opens_nor_shuts() -> None:
    hers = replace(YES, key=5, carer_id="c3", signed_on=date(2026, 10, 5))
    assert stands([hers], [CARER, GRANDMOTHER]) is ConsentState.NOT_VALID
    assert stands([hers, YES], [CARER, GRANDMOTHER]) is ConsentState.IN_PLACE
    assert stands([replace(hers, agrees_programme=False), YES], [CARER, GRANDMOTHER]) is ConsentState.IN_PLACE


def test_a_no_by_someone_whose_responsibility_is_not_known_is_noted() -> None:
    no = replace(NO, carer_id="c4")
    found = standing(OPEN, [YES, no], [CARER, UNKNOWN])
    assert found.state is ConsentState.IN_PLACE
    assert "not known" in found.notes[0].why
    assert standing(OPEN, [YES, no], [CARER]).notes, "also if the person is no longer on the list"
    assert not standing(OPEN, [YES, replace(no, agrees_programme=True)], [CARER, UNKNOWN]).notes


def settled(**more: object) -> ConsentResolution:
    values = {
        "key": 3,
        "forms": "yes=yes no=no",
        "goes_ahead": True,
        "review_on": date(2027, 1, 11),
        "decided_on": date(2026, 9, 30),
        "decided_by": "the panel",
        "words": "both came to school.",
    }
    return ConsentResolution(**(values | more))  # type: ignore[arg-type]  # fields told by name


def test_a_disagreement_opens_once_it_is_recorded_how_it_was_settled() -> None:
    around = Around(today=TODAY, resolutions=(settled(),))
    found = standing(OPEN, [YES, NO], [CARER, FATHER], around)
    assert (found.state, found.settled) == (ConsentState.IN_PLACE, settled())
    (note,) = found.notes
    assert note.sentence() == (
        "Rowan refused. It was settled on 30 September 2026 by the panel that the programme goes ahead: "
        "both came to school. Look at it again on 11 January 2027."
    )
    late = replace(around, today=date(2027, 1, 11))
    assert "looked at again" in standing(OPEN, [YES, NO], [CARER, FATHER], late).notes[1].why


def test_settled_against_the_programme_keeps_it_shut_and_says_so() -> None:
    around = Around(today=TODAY, resolutions=(settled(goes_ahead=False),))
    found = standing(OPEN, [YES, NO], [CARER, FATHER], around)
    assert (found.state, found.settled is not None) == (ConsentState.DISAGREEMENT, True)
    assert "does not go ahead" in found.problems[0].why


def test_a_form_that_came_after_the_settlement_opens_the_question_again() -> None:
    around = Around(today=TODAY, resolutions=(settled(key=1), settled()))
    again = replace(NO, id="again", key=7, signed_on=date(2026, 11, 1))
    assert stands([YES, again], [CARER, FATHER], around) is ConsentState.DISAGREEMENT
    assert stands([YES, NO], [CARER, FATHER], around) is ConsentState.IN_PLACE


def test_the_newest_form_of_each_holder_counts() -> None:
    now_yes = replace(NO, id="now", key=8, agrees_programme=True, signed_on=date(2026, 11, 2))
    assert stands([YES, NO, now_yes], [CARER, FATHER]) is ConsentState.IN_PLACE


def test_an_agreement_that_has_run_out_opens_nothing() -> None:
    end = ConsentAnswer(consent_id="yes", purpose=ConsentPurpose.PROGRAMME, expires_on=date(2026, 11, 23))
    others = (
        replace(end, consent_id="another"),
        replace(end, purpose=ConsentPurpose.TRIPS),
        replace(end, expires_on=None),
    )
    assert stands([YES], [CARER], Around(today=TODAY, answers=others)) is ConsentState.IN_PLACE
    found = standing(OPEN, [YES], [CARER], Around(today=TODAY, answers=(*others, end)))
    assert (found.state, may_share(found).is_open) == (ConsentState.EXPIRED, False)
    last_day = Around(today=date(2026, 11, 23), answers=(end,))
    assert stands([YES], [CARER], last_day) is ConsentState.IN_PLACE, "the last day counts"
    refused = replace(YES, agrees_programme=False)
    assert stands([refused], [CARER], Around(today=TODAY, answers=(end,))) is ConsentState.REFUSED


def test_an_older_statement_is_noted_and_shuts_the_gate_only_if_the_partnership_says_so() -> None:
    signed = replace(YES, statement_version=1)
    found = standing(OPEN, [signed], [CARER], Around(today=TODAY, in_force=2))
    assert (found.state, may_share(found).is_open) == (ConsentState.IN_PLACE, True)
    assert found.notes[0].sentence() == (
        "This was signed for version 1 of the statement; version 2 is in force. Ask again at the next review."
    )
    shut = standing(OPEN, [signed], [CARER], Around(today=TODAY, in_force=2, older_shuts=True))
    assert (shut.state, may_share(shut).is_open) == (ConsentState.OLDER, False)
    for version, in_force in ((2, 2), (3, 2), (None, 2), (1, None)):
        newest = replace(YES, statement_version=version)
        around = Around(today=TODAY, in_force=in_force, older_shuts=True)
        assert stands([newest], [CARER], around) is ConsentState.IN_PLACE


def test_a_statement_in_another_language_is_compared_with_the_version_in_force_of_that_language() -> None:
    polish = replace(YES, statement_version=1, statement_hash="po")
    around = Around(today=TODAY, in_force=2, older_shuts=True, translated={"po": 1})
    assert stands([polish], [CARER], around) is ConsentState.IN_PLACE, "Polish version 1 is still in force"
    assert stands([replace(polish, statement_hash="en")], [CARER], around) is ConsentState.OLDER
    renewed = replace(around, translated={"po": 2})
    assert stands([polish], [CARER], renewed) is ConsentState.OLDER


def test_where_no_holder_has_signed_the_newest_form_says_why() -> None:
    hers = replace(YES, carer_id="c3", key=5)
    gone = replace(hers, withdrawn_on=date(2026, 10, 9), key=6, carer_id="c4")
    assert stands([hers, gone], [GRANDMOTHER, UNKNOWN]) is ConsentState.WITHDRAWN
    part = replace(YES, agrees_programme=False)
    assert stands([part, hers], [CARER, GRANDMOTHER]) is ConsentState.REFUSED, "a holder's form goes first"


def test_a_withdrawal_takes_every_form_back_that_was_signed_by_then_whichever_was_recorded_last() -> None:
    gone = replace(YES, withdrawn_on=date(2026, 11, 1))
    for signed in (date(2026, 9, 1), date(2026, 9, 20), date(2026, 11, 1)):
        other = replace(YES, id="other", key=9, signed_on=signed)
        assert stands([other, gone], [CARER]) is ConsentState.WITHDRAWN, signed
    later = replace(YES, id="later", key=9, signed_on=date(2026, 11, 2))
    assert stands([gone, later], [CARER]) is ConsentState.IN_PLACE, "a later signature opens again"
    assert stands([gone, replace(later, carer_id="c2")], [CARER, FATHER]) is ConsentState.DISAGREEMENT


def test_responsibility_that_nobody_has_seen_opens_nothing_and_its_no_still_shuts() -> None:
    unseen = replace(CARER, evidence=None)
    assert stands([YES], [unseen]) is ConsentState.NOT_VALID
    assert stands([YES, NO], [CARER, replace(FATHER, evidence=None)]) is ConsentState.DISAGREEMENT


def test_the_signers_own_word_counts_and_is_noted() -> None:
    own_word = replace(CARER, evidence=ResponsibilityEvidence.OWN_WORD)
    found = standing(OPEN, [YES], [own_word])
    assert (found.state, found.notes) == (ConsentState.IN_PLACE, (reasons.OWN_WORD,))
    both = standing(OPEN, [YES, replace(YES, id="his", carer_id="c2")], [own_word, FATHER])
    assert both.notes == (), "another whose responsibility was seen signed too"


def test_what_someone_in_the_trash_signed_still_counts() -> None:
    gone = replace(FATHER, trashed_at=datetime(2026, 11, 20, tzinfo=UTC))
    assert stands([YES, NO], [CARER, gone]) is ConsentState.DISAGREEMENT


def test_a_settlement_is_about_the_very_answers_that_were_there() -> None:
    third = replace(CARER, id="c5")
    also = replace(YES, id="also", carer_id="c5")
    three = (CARER, FATHER, third)
    around = Around(today=TODAY, resolutions=(settled(forms="yes=yes also=yes no=no"),))
    assert standing(OPEN, [YES, NO, also], three, around).state is ConsentState.IN_PLACE
    second_no = replace(also, withdrawn_on=TODAY)
    assert standing(OPEN, [YES, NO, second_no], three, around).state is ConsentState.DISAGREEMENT
    assert standing(OPEN, [YES, NO], three, around).state is ConsentState.DISAGREEMENT, "one has gone"


def order(kind: OrderKind, carer_id: str = "", **more: object) -> CourtOrder:
    return CourtOrder(order_kind=kind, carer_id=carer_id, **more)  # type: ignore[arg-type]  # fields told by name


def test_an_order_that_forbids_the_only_signer_to_decide_shuts_until_it_is_settled() -> None:
    steps = order(OrderKind.PROHIBITED_STEPS, "c1")
    around = Around(today=TODAY, orders=(steps,))
    found = standing(OPEN, [YES], [CARER], around)
    assert (found.state, found.problems, found.to_settle) == (
        ConsentState.NOT_VALID,
        (court.PROHIBITED,),
        True,
    )
    how = replace(around, resolutions=(settled(forms="yes=yes"),))
    opened = standing(OPEN, [YES], [CARER], how)
    assert (opened.state, opened.notes[0].why[:14]) == (ConsentState.IN_PLACE, "A court order ")
    no = replace(around, resolutions=(settled(forms="yes=yes", goes_ahead=False),))
    assert standing(OPEN, [YES], [CARER], no).problems == (reasons.SETTLED_NO,)
    over = replace(around, orders=(replace(steps, ends_on=date(2026, 11, 23)),))
    assert standing(OPEN, [YES], [CARER], over).notes == ()


def test_where_another_signed_too_the_order_is_noted_and_the_other_counts() -> None:
    around = Around(today=TODAY, orders=(order(OrderKind.PROHIBITED_STEPS, "c1"),))
    his = replace(YES, id="his", carer_id="c2", signed_on=date(2026, 9, 1))
    found = standing(OPEN, [YES, his], [CARER, FATHER], around)
    assert (found.state, found.consent, found.notes) == (
        ConsentState.IN_PLACE,
        his,
        (court.PROHIBITED_NOTED,),
    )


@pytest.mark.parametrize(
    ("orders", "note"),
    [
        (order(OrderKind.CARE_ORDER), court.CARE_ORDER),
        (order(OrderKind.SPECIAL_GUARDIANSHIP, "c2"), court.SPECIAL_GUARDIAN),
        (order(OrderKind.PROHIBITED_STEPS), court.NAMES_NOBODY),
    ],
)
def test_other_orders_open_with_a_pressing_note(orders: CourtOrder, note: Reason) -> None:
    found = standing(OPEN, [YES], [CARER, FATHER], Around(today=TODAY, orders=(orders,)))
    assert (found.state, found.notes) == (ConsentState.IN_PLACE, (note,))


def test_a_special_guardian_who_signs_is_no_note() -> None:
    around = Around(today=TODAY, orders=(order(OrderKind.SPECIAL_GUARDIANSHIP, "c1"),))
    assert standing(OPEN, [YES], [CARER], around).notes == ()


def test_who_has_died_no_longer_agrees() -> None:
    found = standing(OPEN, [YES], [replace(CARER, has_died=True)])
    assert (found.state, found.problems) == (ConsentState.NOT_VALID, (reasons.DIED,))


def test_the_no_of_a_young_person_who_understands_enough_is_noted() -> None:
    refuses = replace(YES, young_person_agrees=False, young_person_competence=Competence.ENOUGH)
    assert standing(OPEN, [refuses], [CARER]).notes == (court.YOUNG_PERSON,)
    assert not standing(OPEN, [replace(refuses, young_person_competence=None)], [CARER]).notes


def test_after_one_withdrew_and_another_refused_both_are_said() -> None:
    gone = replace(YES, withdrawn_on=date(2026, 9, 15))
    found = standing(OPEN, [gone, NO], [CARER, FATHER])
    assert (found.state, found.problems) == (
        ConsentState.REFUSED,
        (reasons.REFUSED, reasons.ALSO_WITHDRAWN),
    )
