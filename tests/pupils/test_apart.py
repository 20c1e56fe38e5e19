"""Two records come apart only if nothing written since would be tied across the two children (003-4.3, 7.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent import actions as consent
from coordinator_app.core.catalogue import FieldSpec, Record, RecordType
from coordinator_app.core.census_codes import Ethnicity
from coordinator_app.core.privacy import Compartment
from coordinator_app.programmes import actions as programmes
from coordinator_app.programmes.model import Programme, ProgrammeState
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils import apart
from coordinator_app.pupils.apart import apart_of, refuse_crossing
from coordinator_app.pupils.links import PupilMerge
from coordinator_app.pupils.merging import merge, take_apart
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.deciding import accept_referral
from coordinator_app.referrals.model import Referral
from coordinator_app.registry import CAPABILITIES, CATALOGUE
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from tests.programmes.conftest import new_programme, new_provider, week
from tests.store.test_gather import Maker
from tests.vaults import House, add, new_consent, new_pupil, new_referral

WHY = "The school confirmed it"


@pytest.fixture
def joined(consented: House) -> tuple[House, PupilMerge]:
    """A child without a referral, into whose record one was merged that was referred and consented."""
    session, gone = consented.session, consented.pupil
    kept = pupils.save_pupil(session, new_pupil(consented, given_names="Christopher")).record
    line = merge(session, kept.id, gone.id, {}, WHY).record
    consented.pupil = session.get(Pupil, kept.id)
    return consented, line


def part(house: House, line: PupilMerge, how: str = "apart") -> None:
    """Take the two apart, by the button or by Undo."""
    if how == "apart":
        take_apart(house.session, line.id)
    else:
        house.session.undo(house.session.history(line.id)[0].change_id)


@pytest.mark.parametrize("how", ["apart", "undo"])
def test_what_was_written_on_the_other_childs_referral_keeps_the_two_together(
    joined: tuple[House, PupilMerge], how: str
) -> None:
    house, line = joined
    since = add(house, "Kit made a chair.")
    with pytest.raises(CannotUndo, match=r"no referral.* Chronology entry of 1 November 2026"):
        part(house, line, how)
    assert house.session.get(PupilMerge, line.id).trashed_at is None
    assert referrals.keeping(
        house.session, house.pupil.id
    ).is_open  # what was tried out has left nothing behind
    assert not referrals.referrals_of(house.session, line.gone_id)
    with house.session.write() as work:
        work.trash(since)
    part(house, line, how)
    assert len(referrals.referrals_of(house.session, line.gone_id)) == 1


def test_a_safeguarding_entry_needs_no_referral_and_holds_nobody(joined: tuple[House, PupilMerge]) -> None:
    house, line = joined
    entry = add(house, "He told us on the telephone.", category=Category.SAFEGUARDING)
    part(house, line)
    assert house.session.get(ChronologyEntry, entry.id).pupil_id == line.kept_id


def test_a_referral_of_ones_own_lets_the_two_come_apart(joined: tuple[House, PupilMerge]) -> None:
    house, line = joined
    add(house, "Kit made a chair.")
    referral = new_referral(house)
    referrals.take_referral(house.session, house.session.get(Pupil, line.kept_id), referral)
    part(house, line)
    assert referrals.keeping(house.session, line.kept_id).is_open


def test_an_answer_about_support_given_since_needs_a_referral_too(joined: tuple[House, PupilMerge]) -> None:
    house, line = joined
    pupils.save_pupil(house.session, replace(house.pupil, ethnicity=Ethnicity.WBRI))
    with pytest.raises(CannotUndo, match="Ethnicity"):
        part(house, line)


def two_accepted(house: House) -> tuple[Pupil, Pupil]:
    """Two records that are both referred; consent stands on the first only."""
    session = house.session
    taken = referrals.take_referral(session, new_pupil(house, given_names="Christopher"), new_referral(house))
    for one in session.list(Referral):
        accept_referral(session, one)
    return house.pupil, taken.pupil


def test_a_programme_started_on_the_other_childs_consent_keeps_the_two_together(consented: House) -> None:
    session = consented.session
    gone, kept = two_accepted(consented)
    line = merge(session, kept.id, gone.id, {}, WHY).record
    provider = new_provider(session)
    own = next(
        one for one in referrals.referrals_of(session, kept.id) if one.id not in apart_back(session, line)
    )
    plan = new_programme(consented, provider, pupil_id=kept.id, referral_id=own.id)
    programmes.start(session, plan, week(), ())
    with pytest.raises(CannotUndo, match="could not have started"):
        part(consented, line)
    consent.record_consent(
        session, new_consent(consented, pupil_id=kept.id, carer_id=own_carer(session, kept))
    )
    part(consented, line)


def own_carer(session: Session, kept: Pupil) -> str:
    mother = replace(session.list(Carer)[0], id="", version=0, pupil_id=kept.id)
    return pupils.save_carer(session, mother).record.id


def apart_back(session: Session, line: PupilMerge) -> frozenset[str]:
    return apart_of(session, line).back


def test_a_plan_of_the_other_child_that_was_started_on_this_ones_consent_keeps_them_too(
    consented: House,
) -> None:
    session = consented.session
    kept, gone = two_accepted(consented)
    plan = new_programme(consented, new_provider(session), pupil_id=gone.id)
    planned = programmes.save_plan(session, plan, week(), ()).record
    line = merge(session, kept.id, gone.id, {}, WHY).record
    programmes.start(session, session.get(Programme, planned.id), programmes.days_of(session, planned.id), ())
    with pytest.raises(CannotUndo, match="could not have started"):
        part(consented, line)


def test_a_programme_that_ran_before_the_merge_stands_in_nobodys_way(consented: House) -> None:
    session = consented.session
    kept, gone = two_accepted(consented)
    with session.write() as work:
        work.add(new_programme(consented, pupil_id=gone.id, state=ProgrammeState.RUNNING))
    line = merge(session, kept.id, gone.id, {}, WHY).record
    part(consented, line)


def test_a_consent_signed_since_by_the_other_childs_carer_is_listed_in_plain_words(consented: House) -> None:
    session, mother = consented.session, consented.carer
    gone, kept = two_accepted(consented)
    line = merge(session, kept.id, gone.id, {}, WHY).record
    form = new_consent(consented, pupil_id=kept.id, carer_id=mother.id, signed_on=date(2026, 11, 20))
    signed = consent.record_consent(session, form).record
    with pytest.raises(CannotUndo, match=r"Parental consent of 20 November 2026 \(signed by\)") as told:
        part(consented, line)
    assert "Puddlecombe" not in told.value.sentences()
    with session.write() as work:
        work.trash(session.get(type(signed), signed.id))
    part(consented, line)


# over the catalogue


def crossings() -> Iterator[tuple[RecordType, FieldSpec]]:
    """Every link from a record about a pupil to another such record, the way to its own owner left out."""
    about = {one.kind for one in CATALOGUE.about("pupil")} - {"pupil"}
    for described in CATALOGUE.about("pupil"):
        ways = {path.split(".")[0] for path in described.subjects if "." in path}
        for spec in described.fields:
            if spec.links_to in about and spec.name not in ways:
                yield described, spec


def maker_for(session: Session, pupil: Pupil) -> Maker:
    made = Maker(session, "pupil")
    made.made["pupil", False] = pupil
    return made


def tie(session: Session, record: Record, name: str, target_id: str) -> None:
    with session.write(CATALOGUE.of_kind(record_kind(record)).compartment_of(record)) as work:
        work.change(record, **{name: target_id})


def record_kind(record: Record) -> str:
    return next(one.kind for one in CATALOGUE.types if one.cls is type(record))


def test_no_link_of_any_kind_may_be_left_across_the_two(consented: House) -> None:
    session = consented.session
    gone, kept = two_accepted(consented)
    others = maker_for(session, gone)
    pairs = [*crossings()]
    assert {("consent", "carer_id"), ("programme", "referral_id"), ("court_order", "document_id")} <= {
        (described.kind, spec.name) for described, spec in pairs
    }
    targets = {spec.links_to: others.one(CATALOGUE.of_kind(str(spec.links_to))) for _, spec in pairs}
    line = merge(session, kept.id, gone.id, {}, WHY).record
    own = maker_for(session, session.get(Pupil, kept.id))
    for described, spec in pairs:
        record = own.one(described)
        refuse_crossing(session, apart_of(session, line))
        before = getattr(record, spec.name)
        tie(session, record, spec.name, targets[spec.links_to].id)
        with pytest.raises(CannotUndo, match=described.title):
            refuse_crossing(session, apart_of(session, line))
        tie(session, session.get(type(record), record.id), spec.name, before)
        own.made[described.kind, False] = session.get(type(record), record.id)


def test_a_record_that_goes_back_may_not_name_one_that_stays(consented: House) -> None:
    session = consented.session
    gone, kept = two_accepted(consented)
    line = merge(session, kept.id, gone.id, {}, WHY).record
    father = own_carer(session, kept)
    signed = consent.consents_of(session, kept.id)[0]
    tie(session, signed, "carer_id", father)
    with pytest.raises(CannotUndo, match="Parental consent"):
        part(consented, line)


def test_a_tie_that_was_there_before_the_merge_holds_nobody(consented: House) -> None:
    session = consented.session
    gone, kept = two_accepted(consented)
    maker = maker_for(session, kept)
    tie(session, maker.one(CATALOGUE.of_kind("court_order")), "carer_id", consented.carer.id)
    line = merge(session, kept.id, gone.id, {}, WHY).record
    part(consented, line)


def test_parts_written_since_go_with_the_record_they_are_parts_of(consented: House) -> None:
    session = consented.session
    gone, kept = two_accepted(consented)
    others = maker_for(session, gone)
    review = others.one(CATALOGUE.of_kind("review"))
    line = merge(session, kept.id, gone.id, {}, WHY).record
    item = others.one(CATALOGUE.of_kind("review_target"))
    found = apart_of(session, line)
    assert {review.id, item.id} <= found.back
    assert item.id in found.since
    assert review.id not in found.since


def test_every_capability_is_asked_and_none_is_forgotten(
    joined: tuple[House, PupilMerge], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, line = joined
    asked = {one.name for one in CAPABILITIES if one.apart_gate}
    assert asked >= {"pupils", "referrals", "programmes"}
    add(house, "Kit made a chair.")
    monkeypatch.setattr("coordinator_app.referrals.apart.apart_gate", lambda _session, _apart: None)
    part(house, line)  # the gate that is taken out lets it pass: nobody else would have noticed


def test_who_does_not_hold_the_other_key_takes_nothing_apart_and_undoes_what_is_no_merge(
    joined: tuple[House, PupilMerge],
) -> None:
    house, line = joined
    small = house.as_user(Compartment.GENERAL)
    with pytest.raises(CannotUndo, match="does not open"):
        take_apart(small, line.id)
    with pytest.raises(CannotUndo, match="does not open"):
        small.undo(small.history(line.id)[0].change_id)
    carer = pupils.save_carer(
        small, Carer(pupil_id=line.kept_id, name="Barnaby", relationship=Relationship.OTHER)
    )
    small.undo(carer.change_id)
    small.close()


def test_notes_of_a_merge_whose_record_is_gone_are_passed_over(joined: tuple[House, PupilMerge]) -> None:
    house, line = joined
    note = apart.moved(house.session, line, Compartment.GENERAL)[0]
    with house.session.write() as work:
        work.change(note, moved_id="nobody")
    assert "nobody" not in {one.id for one in apart_of(house.session, line).turned}
