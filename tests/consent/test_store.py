"""The chase list in SQL says what the rule says, pupil by pupil, and reads no table for each pupil."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from coordinator_app.bench.measure import clocked
from coordinator_app.bench.store_rows import captured
from coordinator_app.consent import in_force, store
from coordinator_app.consent.chase import chase_counts, chase_page, record_chase, rules
from coordinator_app.consent.chasing import (
    ChaseMark,
    ChaseMethod,
    ChaseReason,
    ConsentChase,
    Narrow,
    ToChase,
)
from coordinator_app.consent.held import Held, held_by
from coordinator_app.consent.model import (
    Consent,
    ConsentState,
    FormTemplate,
    PrintedForm,
)
from coordinator_app.consent.terms import ConsentAnswer, ConsentPurpose, ConsentResolution
from coordinator_app.consent.validity import counting, has_run_out
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.links import CourtOrder, OrderKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.store.unit_of_work import Work
from tests.vaults import House, new_pupil, new_referral

TODAY = date(2026, 11, 24)
_SEEN = (ResponsibilityEvidence.BIRTH_CERTIFICATE,) * 8
_TICK = (*(True,) * 6, False, False, None)

_NEW = Carer(
    name="Someone",
    relationship=Relationship.FATHER,
    has_responsibility=True,
    evidence=ResponsibilityEvidence.BIRTH_CERTIFICATE,
)


def day(dice: Random) -> date:
    return TODAY - timedelta(days=dice.randrange(1, 60))


def one_pupil(work: Work, house: House, dice: Random) -> str:
    """A pupil with carers, forms and whatever else may be, as the dice fall."""
    pupil = work.add(new_pupil(house, given_names=f"Bramble {dice.randrange(9999)}"))
    state = dice.choice([ReferralState.ACCEPTED] * 3 + [ReferralState.RECEIVED, ReferralState.DECLINED])
    work.add(new_referral(house, pupil_id=pupil.id, state=state, statement_acknowledged=dice.choice(_TICK)))
    carers = [
        work.add(
            Carer(
                pupil_id=pupil.id,
                name="Someone",
                relationship=Relationship.MOTHER,
                has_responsibility=dice.choice((*(True,) * 6, False, None)),
                evidence=dice.choice((*_SEEN, ResponsibilityEvidence.OWN_WORD, None)),
                has_died=dice.random() < 0.03,
            )
        )
        for _ in range(dice.randrange(2, 4))
    ]
    for carer in carers:
        _ordered(work, carer, dice)
        if dice.random() < 0.1:
            work.trash(carer)
    if dice.random() < 0.2:  # a form that names another child's parent, as a merge taken apart may leave it
        other = work.add(new_pupil(house, given_names="Another"))
        carers.append(work.add(replace(_NEW, pupil_id=other.id)))
    consents = []
    for _ in range(dice.randrange(6)):
        house.clock.at += timedelta(minutes=1)
        consent = work.add(
            Consent(
                pupil_id=pupil.id,
                carer_id=dice.choice(carers).id,
                signed_on=day(dice),
                has_read=True,
                understands=True,
                is_content=dice.choice(_TICK),
                agrees_programme=dice.choice(_TICK),
                signature_seen=dice.random() < 0.9,
                statement_version=dice.choice((0, 1)),
                statement_hash=dice.choice(("ab", "ab", "po")),
                withdrawn_on=dice.choice(
                    (None, None, None, TODAY, TODAY - timedelta(days=dice.randrange(50)))
                ),
            )
        )
        ends = dice.choice((None, TODAY - timedelta(days=1), TODAY + timedelta(days=9), date(2027, 7, 1)))
        if dice.random() < 0.3:
            work.add(ConsentAnswer(consent_id=consent.id, purpose=ConsentPurpose.PROGRAMME, expires_on=ends))
        if dice.random() < 0.1:
            work.trash(consent)
        consents.append(consent)
        if dice.random() < 0.2:
            _printed(work, pupil, dice)
    _settled(work, pupil, consents, carers, dice)
    return pupil.id


def _settled(work: Work, pupil: Pupil, consents: list[Consent], carers: list[Carer], dice: Random) -> None:
    if dice.random() < 0.6:
        work.add(
            ConsentResolution(
                pupil_id=pupil.id,
                decided_on=TODAY,
                goes_ahead=dice.choice((True, False)),
                forms=" ".join(_sides(consents, carers, dice)),
                words="By talking.",
                decided_by="P. Samplewell",
                review_on=dice.choice((TODAY, TODAY, date(2027, 1, 5))),
            )
        )


def _ordered(work: Work, carer: Carer, dice: Random) -> None:
    if dice.random() < 0.2:
        order = CourtOrder(
            pupil_id=carer.pupil_id,
            carer_id=dice.choice((carer.id, carer.id, "")),
            order_kind=dice.choice(
                (OrderKind.PROHIBITED_STEPS, OrderKind.PROHIBITED_STEPS, OrderKind.CARE_ORDER)
            ),
            about="Someone",
            meaning="Must not decide about school.",
            made_on=dice.choice((None, day(dice), TODAY, TODAY + timedelta(days=1))),
            ends_on=dice.choice((None, TODAY, TODAY - timedelta(days=1))),
            ended_on=dice.choice((None, None, TODAY - timedelta(days=1))),
        )
        work.add(order)


def _sides(consents: list[Consent], carers: list[Carer], dice: Random) -> list[str]:
    """What the newest forms say, told now and then wrongly."""
    said = [
        (one, agreed(one) != (dice.random() < 0.03))
        for one in counting(consents, carers)
        if one.trashed_at is None
    ]
    return [f"{one.id}={'yes' if yes else 'no'}" for one, yes in said if dice.random() < 0.97]


def agreed(consent: Consent) -> bool:
    return consent.withdrawn_on is None and consent.agrees_programme is True


def _printed(work: Work, pupil: Pupil, dice: Random) -> None:
    work.add(
        PrintedForm(
            pupil_id=pupil.id,
            template=dice.choice((FormTemplate.CONSENT_FORM, FormTemplate.PARENT_STATEMENT)),
            template_version=1,
            template_hash="ab",
            reference="7QK4-M2ZD-9XA6",
            printed_on=day(dice),
            returned_on=dice.choice((None, None, TODAY)),
        )
    )


def expected(held: Held, printed: list[PrintedForm]) -> ChaseReason | None:
    """What the rule of the model says is to be chased of a pupil's consent, one by one and without SQL."""
    stands = held.standing()
    form = stands.consent
    if stands.state in {ConsentState.DISCUSSION, ConsentState.WAITING} or form is None:
        return None
    out = [
        one
        for one in printed
        if one.template is FormTemplate.CONSENT_FORM
        and one.returned_on is None
        and not any(
            signed.created_at >= one.created_at
            and (signed.signed_on or date.min) >= (one.printed_on or date.min)
            for signed in held.consents
        )
    ]
    newest = max(out, key=lambda one: one.key, default=None)
    if newest and newest.created_at > form.created_at:
        return None
    return _of_standing(held)


def _of_standing(held: Held) -> ChaseReason | None:
    stands = held.standing()
    form = stands.consent
    assert form is not None
    if stands.settled is not None and (stands.settled.review_on or date.max) <= TODAY:
        return ChaseReason.REVIEW_DUE
    settled_no = stands.settled is not None and stands.settled.goes_ahead is not True
    if settled_no or stands.state is ConsentState.REFUSED:
        return None
    if stands.state is ConsentState.DISAGREEMENT:
        return ChaseReason.DISAGREEMENT
    if stands.state is ConsentState.IN_PLACE:
        soon = replace(held.around, today=TODAY + timedelta(days=31))
        older = any("version" in note.why for note in stands.notes)
        return ChaseReason.EXPIRED if has_run_out(form, soon) else ChaseReason.OLDER if older else None
    if stands.state is ConsentState.PART:
        return ChaseReason.UNANSWERED if form.agrees_programme is None else None
    first = stands.problems[0].why
    known = {
        "The person": ChaseReason.WRONG_PERSON,
        "A prohibited": ChaseReason.WRONG_PERSON,
        "The signature": ChaseReason.UNSIGNED,
        "The agreement": ChaseReason.EXPIRED,
        "The parent": None,
    }
    return next(
        (reason for words, reason in known.items() if first.startswith(words)), ChaseReason.UNANSWERED
    )


_FAMILY = frozenset(ChaseReason) - {ChaseReason.NOT_BACK, ChaseReason.SCHOOL}


@pytest.mark.parametrize("seed", [1, 2])
def test_the_list_in_sql_says_what_the_rule_says(
    house: House, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, dice = house.session, Random(seed)
    # "po" stands for a translation whose version 0 is in force: signed for it, nothing is older
    monkeypatch.setattr(in_force, "_shipped_in", lambda _language: (0, frozenset({"po"})))
    with session.write() as work:
        ids = [one_pupil(work, house, dice) for _ in range(300)]
    found = {(one.pupil_id, one.reason) for one in chase_page(session, limit=10_000)}
    ours = {pupil_id: reason for pupil_id, reason in found if reason in _FAMILY}
    wanted = {
        one: reason
        for one, held in held_by(session, ids).items()
        if (reason := expected(held, session.list(PrintedForm, where={"pupil_id": one}))) is not None
    }
    assert ours == wanted
    assert set(wanted.values()) == _FAMILY, "the dice must show every reason"
    school = {
        one.pupil_id
        for one in session.list(Referral, where={"state": ReferralState.RECEIVED})
        if one.statement_acknowledged is not True
    }
    assert {pupil_id for pupil_id, reason in found if reason is ChaseReason.SCHOOL} == school


def test_pages_follow_each_other_and_the_counts_agree(house: House) -> None:
    session, dice = house.session, Random(4)
    with session.write() as work:
        for _ in range(120):
            one_pupil(work, house, dice)
    whole = chase_page(session, limit=10_000)
    paged: list[ToChase] = []
    mark: ChaseMark | None = None
    while page := chase_page(session, after=mark, limit=7):
        paged += page
        mark = page[-1].mark
    assert paged == whole
    assert [one.mark.since for one in whole] == sorted(one.mark.since for one in whole)
    counted = chase_counts(session)
    assert sum(counted.values()) == len(whole)
    for reason in ChaseReason:
        few = chase_page(session, Narrow(reasons=(reason,)), limit=10_000)
        assert len(few) == counted.get((reason, False), 0)
    some = tuple({one.pupil_id for one in whole[:9]})
    assert {one.pupil_id for one in chase_page(session, Narrow(pupil_ids=some))} == set(some)


def test_who_was_asked_waits_until_the_day_to_ask_again(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        work.change(consented.carer, has_responsibility=False)
    (one,) = chase_page(session)
    assert one.reason is ChaseReason.WRONG_PERSON
    chase = ConsentChase(
        pupil_id=consented.pupil.id,
        reason=one.reason,
        chased_on=TODAY,
        how=ChaseMethod.TELEPHONE,
        next_on=date(2026, 11, 30),
    )
    record_chase(session, chase)
    assert chase_page(session, Narrow(waiting=False)) == []
    (waits,) = chase_page(session, Narrow(waiting=True))
    assert waits.next_on == date(2026, 11, 30)
    consented.clock.at = consented.clock.at.replace(day=30)
    assert len(chase_page(session, Narrow(waiting=False))) == 1
    consented.clock.at = consented.clock.at.replace(day=24)
    record_chase(session, replace(chase, next_on=None))
    assert len(chase_page(session, Narrow(waiting=False))) == 1, "the newest note counts"


def test_a_pupil_in_the_trash_is_not_chased(consented: House) -> None:
    session = consented.session
    with session.write() as work:
        work.change(consented.carer, has_responsibility=None)
    assert chase_page(session)
    with session.write() as work:
        work.trash(consented.pupil)
    assert chase_page(session) == []


def test_the_list_takes_one_statement_and_time_in_proportion(house: House) -> None:
    """Ten times the pupils may take some ten times as long; by each pair of tables it would be a hundred times."""
    session, dice = house.session, Random(5)
    general = session.databases.connection(Compartment.GENERAL)

    def grow(number: int) -> None:
        with session.write() as work:
            for _ in range(number):
                one_pupil(work, house, dice)

    grow(60)
    asked = rules(session)
    assert len(captured(general, lambda: store.to_chase(general, asked))) == 1
    few = min(clocked(lambda: store.to_chase(general, asked)) for _ in range(9))
    grow(540)
    many = min(clocked(lambda: store.to_chase(general, asked)) for _ in range(9))
    assert many / few < 35
