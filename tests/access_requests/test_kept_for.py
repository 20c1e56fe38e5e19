"""What an open request has gathered is not destroyed, whosever record it is (003-5.1; Data Protection Act 2018, section 173)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from coordinator_app.access_requests.actions import closing, gather
from coordinator_app.access_requests.gathering import keeping, kept_for, mentions
from coordinator_app.access_requests.gathering.terms import proposed, read_terms
from coordinator_app.access_requests.model import AccessRequest, ClosedAs
from coordinator_app.core.errors import GateShut
from coordinator_app.documents import actions as documents
from coordinator_app.documents import trash
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals import discussions
from coordinator_app.referrals.model import InitialDiscussion
from tests.vaults import House, new_pupil, new_referral, ready_request

TODAY = date(2026, 11, 24)


def otis(house: House) -> Pupil:
    pupil = new_pupil(house, given_names="Otis", family_name="Bramblewick")
    return referrals.take_referral(house.session, pupil, new_referral(house)).pupil


def letter(house: House, words: str) -> Document:
    made = Document(
        pupil_id=otis(house).id, title="Letter", kind_of_document=DocumentKind.OTHER, dated=date(2026, 10, 2)
    )
    return documents.attach(house.session, made, b"%PDF-1.7", Looked("application/pdf", 1, words)).record


def looked(house: House, request: AccessRequest) -> AccessRequest:
    """Gathered, and looked for in what is about others."""
    session = house.session
    gather.gather(session, session.get(AccessRequest, request.id))
    now = session.get(AccessRequest, request.id)
    keeping.keep(session, now, mentions.look(session, now, read_terms(proposed(session, now))))
    return session.get(AccessRequest, request.id)


def test_a_paper_of_another_child_stays_while_a_request_has_it(referred: House) -> None:
    session, paper = referred.session, letter(referred, "Otis and Kit Puddlecombe share a bench")
    request = looked(referred, ready_request(referred))
    assert paper.id in {one.item_id for one in gather.items_of(session, request.id)}
    with pytest.raises(GateShut, match="about somebody else"):
        trash.to_trash(session, paper)
    with session.write() as work:  # thrown away before anybody asked
        thrown = work.trash(paper)
    with pytest.raises(GateShut, match="about somebody else"):
        trash.for_good(session, thrown, "Not needed")
    closing.close_request(session, looked(referred, request), ClosedAs.WITHDRAWN, "She rang", TODAY)
    trash.for_good(session, session.get(Document, thrown.id), "Not needed")


def test_planted_fault_where_the_childs_own_requests_alone_count_it_would_go(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, paper = referred.session, letter(referred, "Otis and Kit Puddlecombe share a bench")
    looked(referred, ready_request(referred))
    monkeypatch.setattr(kept_for, "open_requests", lambda _: [])
    trash.for_good(session, trash.to_trash(session, paper).record, "Not needed")
    assert session.find(Document, paper.id) is None


def test_what_waits_to_be_looked_at_stays_and_what_is_somebody_else_goes(referred: House) -> None:
    session, paper = referred.session, letter(referred, "Otis sat beside Kit")
    request = looked(referred, ready_request(referred))
    (waits,) = keeping.waiting(session, request.id)
    with pytest.raises(GateShut, match="about somebody else"):
        trash.to_trash(session, paper)
    keeping.leave(session, waits, "Another Kit")
    assert trash.to_trash(session, paper).record.trashed_at is not None


def test_deleted_notes_of_a_first_talk_stay_while_a_request_about_somebody_in_them_is_open(
    referred: House,
) -> None:
    session = referred.session
    with session.write() as work:
        child = work.add(new_pupil(referred, given_names="Otis", family_name="Bramblewick"))
        talk = work.add(
            InitialDiscussion(
                initials="OB",
                school_id=referred.school.id,
                pupil_id=child.id,
                held_on=date(2026, 10, 2),
                notes="He fights with Kit Puddlecombe.",
            )
        )
        work.trash(talk)
    request = looked(referred, ready_request(referred))
    assert talk.id in {one.item_id for one in gather.items_of(session, request.id)}
    referred.clock.at = datetime(2027, 1, 10, 9, 0)
    assert discussions.purge(session) == 0
    with pytest.raises(GateShut):
        discussions.remove_for_good(session, session.get(InitialDiscussion, talk.id))
    closing.close_request(
        session, looked(referred, request), ClosedAs.WITHDRAWN, "She rang", referred.clock.today()
    )
    referred.clock.at += timedelta(minutes=1)
    assert discussions.purge(session) == 1
