"""Vaults as earlier versions left them open with this one, and nothing in them is lost.

Each folder beside this file is a practice vault (invented people) made by the version of that day and never touched
since: `2026-11-22` by the first landing, with one pupil, her mother's consent, two entries and a printed form;
`2026-11-22-third` is the same vault as the third landing brought it up to date, with a first talk and a review;
`2026-11-22-fourth` the same again by the fourth, with an access request that is paused, gathered and partly decided;
`2026-11-23-fifth` the same by the fifth, with a second request whose pack is built, a correction that was refused with the
other view beside it, a breach, a complaint, an objection, a restriction in force and what the police asked for;
`2026-11-23-sixth` the same by the sixth, with questions to those who asked, a pack of which a copy was lost, who is concerned
by the breach, and that the police were told of the correction;
`2026-11-23-seventh` the same by the seventh, with what a search left out and why.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.access_requests.actions.gather import compared, items_of
from coordinator_app.access_requests.actions.intake import pauses_of
from coordinator_app.access_requests.actions.pack import current_mark, packs_of
from coordinator_app.access_requests.gathering.left_out import left_out_gate
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.mishaps import Mishap, WentWrong
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.searching import RequestSearch
from coordinator_app.breaches.model import Breach
from coordinator_app.breaches.person import BreachPerson, MustBeTold
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.complaints.actions import steps_of
from coordinator_app.complaints.model import Complaint
from coordinator_app.consent.actions import standing_of
from coordinator_app.consent.model import Consent, ConsentState, PrintedForm
from coordinator_app.core.clock import SetClock
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome, CorrectionQuestion
from coordinator_app.official_requests.model import OfficialNotice, OfficialRequest
from coordinator_app.organisations.model import Office, Officer, School
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.registry import CATALOGUE
from coordinator_app.reviews.model import Review
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.rights.parts import RightsQuestion
from coordinator_app.rights.restricting import restriction_gate, restrictions_of
from coordinator_app.sharing.actions import given_apart
from coordinator_app.store import verify
from coordinator_app.store.migrate import latest
from coordinator_app.store.open_vault import OpenVault
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.old_vaults.formats import MIGRATED_TO
from tests.vaults import PASSPHRASE, TODAY

HERE = Path(__file__).resolve().parent


@pytest.fixture(params=sorted(path.name for path in HERE.iterdir() if path.name[:2] == "20"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenVault]:
    """A copy of the vault, unlocked by the version of today."""
    folder = tmp_path / "Eastmere.vault"
    shutil.copytree(HERE / request.param, folder)
    vault = unlock(folder, PASSPHRASE, clock=SetClock(TODAY), state=tmp_path / "state.json")
    yield vault
    vault.close()


def _seen(request: pytest.FixtureRequest) -> int:
    """The last migration of the vault's general part."""
    return MIGRATED_TO[request.node.callspec.params["old"]][Compartment.GENERAL]


@pytest.fixture
def session(old: OpenVault) -> Iterator[Session]:
    made = Session(
        old.paths,
        old.keys,
        catalogue=CATALOGUE,
        clock=SetClock(TODAY),
        actor=old.actor,
        publish=lambda _: None,
    )
    yield made
    made.close()


def test_what_was_kept_is_still_there_and_means_the_same(session: Session) -> None:
    (pupil,) = session.list(Pupil)
    assert (pupil.called, pupil.birth_date) == ("Kit Puddlecombe", date(2012, 5, 3))
    (carer,) = session.list(Carer)
    assert carer.has_responsibility is True
    (consent,) = session.list(Consent)
    assert (consent.carer_id, consent.agrees_programme, consent.allows_trips) == (carer.id, True, None)
    assert standing_of(session, pupil.id).state is ConsentState.IN_PLACE
    words = {entry.category: entry.words for entry in session.list(ChronologyEntry)}
    assert words[Category.SAFEGUARDING] == "A concern was passed on."
    assert len(session.list(PrintedForm)) == 1
    assert [one.version for one in session.history(pupil.id)] == [1]


def test_every_kind_of_record_can_be_read_and_new_ones_kept(session: Session) -> None:
    for described in CATALOGUE.types:
        session.list(described.cls)
    with session.write() as work:
        kept = work.add(Officer(office=Office.CHAIR, name="Ola Fictus"))
        work.change(session.list(School)[0], laestab="8554000")
    assert session.get(Officer, kept.id).name == "Ola Fictus"


def test_a_talk_and_a_review_from_before_the_everyday_record_are_whole(
    session: Session, request: pytest.FixtureRequest
) -> None:
    if _seen(request) < 3:
        assert session.list(Review) == []
        return
    (talk,) = session.list(InitialDiscussion)
    assert (talk.initials, talk.notes) == ("O.Q.", "Would a programme help?")
    (review,) = session.list(Review)
    assert (review.who_was_there, review.attendance_percent) == ("Kit and his mother", "91")
    assert review.starts_at == "", "what came later is empty, never wrong"


def test_an_open_request_from_before_is_where_it_was_left(
    session: Session, request: pytest.FixtureRequest
) -> None:
    if _seen(request) < 4:
        assert session.list(AccessRequest) == []
        return
    asked, *later = sorted(session.list(AccessRequest), key=lambda one: one.request_number or 0)
    assert len(later) == (_seen(request) > 4)
    assert (asked.requester, asked.request_number, asked.closed_on) == ("Marigold Puddlecombe", 1, None)
    (waiting,) = pauses_of(session, asked.id)
    assert waiting.answered_on is None
    decided = {item.item_kind: item.outcome for item in items_of(session, asked.id) if item.decided_at}
    assert decided == {"chronology_entry": Outcome.REDACT, "carer": Outcome.SHARE}
    (covered,) = session.list(Redaction)
    assert (covered.covered_words, covered.origin, covered.person_id) == ("Kit", None, "")
    assert compared(session, asked).changed == 0, "nothing gathered before asks to be decided again"
    for one in later:
        (kept,) = packs_of(session, one.id)
        assert (kept.pages, kept.decisions_mark) == (3, current_mark(session, one.id)), (
            "no pack is out of date by it"
        )


def test_what_came_after_a_request_is_where_it_was_left(
    session: Session, request: pytest.FixtureRequest
) -> None:
    if _seen(request) < 5:
        assert session.list(RightsRequest) == []
        return
    (pupil,) = session.list(Pupil)
    asked = {one.kind_asked: one for one in session.list(RightsRequest)}
    assert asked[RightsKind.OBJECTION].outcome is None
    restricting = asked[RightsKind.RESTRICTION]
    assert restricting.restricts
    assert [one.request_id for one in restrictions_of(session, pupil.id)] == [restricting.id]
    assert restriction_gate(session, pupil.id).is_open, "a use was written down for that day"
    (claim,) = session.list(CorrectionClaim)
    assert (claim.outcome, claim.other_view) == (CorrectionOutcome.NOTED, "He came in five minutes early.")
    (breach,) = session.list(Breach)
    assert (breach.breach_number, breach.clock_runs, breach.pupil_id) == (1, True, pupil.id)
    (complaint,) = session.list(Complaint)
    assert (complaint.acknowledged_on, len(steps_of(session, complaint.id))) == (date(2026, 11, 24), 1)
    (official,) = session.list(OfficialRequest)
    assert (official.is_open, official.family_told, len(given_apart(session, pupil.id))) == (False, None, 1)


def test_what_came_with_the_sixth_landing_is_where_it_was_left(
    session: Session, request: pytest.FixtureRequest
) -> None:
    if _seen(request) < 6:
        assert session.list(BreachPerson) == session.list(Mishap) == []
        return
    (mishap,) = session.list(Mishap)
    assert (mishap.went_wrong, mishap.of_delivery) == (WentWrong.COPY_LOST, False)
    (answered,), (open_one,) = session.list(CorrectionQuestion), session.list(RightsQuestion)
    assert (answered.answer, open_one.answered_on) == ("The one at the yard.", None)
    (concerned,) = session.list(BreachPerson)
    assert (concerned.concerned, concerned.must, concerned.settled) == (
        "Kit Puddlecombe",
        MustBeTold.YES,
        False,
    )
    (told,) = session.list(OfficialNotice)
    (claim,) = session.list(CorrectionClaim)
    assert (told.cause_id, claim.by_pupil, claim.identity_seen_on) == (claim.id, True, date(2026, 11, 19))


def test_what_a_search_left_out_is_kept_with_its_reason(
    session: Session, request: pytest.FixtureRequest
) -> None:
    before, later = [], []
    for one in session.list(RequestSearch):
        (before if one.left_out is None else later).append(one)
    assert {one.left_out_reason for one in before} <= {""}, "what came later is empty, never nought"
    assert bool(later) == (_seen(request) >= 7)
    for one in later:
        said = (1, "") if one.is_guarded else (3, "All three are of the other Kit, in Year 7.")
        assert (one.left_out, one.left_out_reason) == said
        assert not left_out_gate(session, one.request_id).is_open, "of the restricted one nobody has said why"


def test_a_verified_copy_of_the_databases_as_they_were_lies_beside(
    old: OpenVault, request: pytest.FixtureRequest
) -> None:
    kept = {path.name for path in (old.folder / "backups").glob("before-update-*/*.db")}
    seen = MIGRATED_TO[request.node.callspec.params["old"]]
    behind = {f"{one.value}.db" for one in Compartment if latest(one) > seen[one]}
    assert kept == behind
    if seen == {one: latest(one) for one in Compartment}:
        assert seen == MIGRATED_TO[[*MIGRATED_TO][-1]], "only the newest vault is of the format of today"
    else:
        assert behind, "the version of today has added nothing"


def test_the_vault_is_whole_after_it_was_brought_up_to_date(old: OpenVault) -> None:
    assert verify.verify_open(old).problems == ()
