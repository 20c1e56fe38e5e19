"""Whatever lets a restricted record leave: shut with words, open for the day on which a use is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coordinator_app.access_requests.page import table_reading as requests_table
from coordinator_app.attendance.bringing_in.plan import Outcome, Plan, RowOutcome
from coordinator_app.attendance.model import Place
from coordinator_app.attendance.page import bring_in_reading
from coordinator_app.audit_log import view as audit
from coordinator_app.chronology import exporting, giving, to_print
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.to_print import Leaving
from coordinator_app.consent import actions as consent
from coordinator_app.consent.chasing import ChaseReason, Narrow
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.noting import note_printed
from coordinator_app.consent.orders import FillIn
from coordinator_app.consent.page import chase_reading
from coordinator_app.consent.page.print_reading import read_orders, read_print
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.export_table import Table
from coordinator_app.core.privacy import Purpose
from coordinator_app.documents import copying_out
from coordinator_app.programmes import orders as programme_orders
from coordinator_app.programmes import running
from coordinator_app.programmes.model import Programme
from coordinator_app.programmes.page import list_reading as programmes_table
from coordinator_app.pupils.page import list_reading as pupils_table
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.referrals.deciding import accept_referral
from coordinator_app.referrals.orders import form_back_order
from coordinator_app.referrals.page import list_reading as referrals_table
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews import copies, orders
from coordinator_app.reviews import letters as review_letters
from coordinator_app.reviews.model import Review, ReviewItem
from coordinator_app.reviews.page import list_reading as reviews_list
from coordinator_app.reviews.page import table_reading as reviews_table
from coordinator_app.reviews.parts import CopyWay, ReviewCopy, ReviewRole
from coordinator_app.rights import lasting, restricting
from coordinator_app.rights.model import RightsRequest, UseAllowed
from coordinator_app.rights.parts import RestrictedUse
from coordinator_app.rights.restricting import LEFT_OUT, Although
from coordinator_app.sharing import actions as sharing
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from tests.documents.papers import paper
from tests.programmes.conftest import new_provider, started
from tests.rights.asked_for import TODAY, restricted
from tests.vaults import House, add, ready_request

HELD = date(2026, 11, 12)


@dataclass(frozen=True, slots=True)
class Kept:
    """A restricted record with a bit of everything that could leave."""

    house: House
    place: Path
    request: RightsRequest
    review: Review
    programme: Programme

    @property
    def session(self) -> Session:
        return self.house.session

    def use_today(self) -> None:
        """What the law allows all the same, written down."""
        lasting.use(self.session, self.request, RestrictedUse(allowed=UseAllowed.LEGAL_CLAIM, what="For it."))


@pytest.fixture
def kept(consented: House, tmp_path: Path) -> Kept:
    session = consented.session
    accept_referral(session, referrals_of(session, consented.pupil.id)[0])
    programme = started(consented, new_provider(session))
    planned = reviews.plan_review(session, consented.pupil.id, HELD).record
    known = replace(planned, held_on=HELD, who_was_there="M. Parchment", attendance_percent="88.5")
    saved = reviews.save_review(session, known).record
    known = replace(saved, without_feedback="They answer later.")
    finished = reviews.finish_review(session, reviews.save_review(session, known).record, []).record
    return Kept(consented, tmp_path, restricted(consented), finished, programme)


def _given(kept: Kept) -> Disclosure:
    return Disclosure(
        pupil_id=kept.house.pupil.id,
        recipient="Foxglove Hill",
        recipient_kind=RecipientKind.SCHOOL,
        given_on=TODAY,
        method=DeliveryMethod.POST,
        why="They asked.",
        description="1 record",
    )


def _entry_given(kept: Kept) -> object:
    return giving.give(kept.session, _given(kept), [add(kept.house, "Kit came on time.")])


def _entries_printed(kept: Kept) -> object:
    leaving = Leaving(kept.house.pupil.id, (add(kept.house, "Kit came on time."),))
    to_print.note_leaving(kept.session, leaving)
    return leaving


def _entries_exported(kept: Kept) -> object:
    return exporting.table(kept.session, [add(kept.house, "Kit came on time.").id])


def _document_copied(kept: Kept) -> object:
    return copying_out.copy_out(kept.session, paper(kept.house), kept.place / "copy.pdf", Purpose.RIGHTS)


def _provider_told(kept: Kept) -> object:
    return running.tell_provider(kept.session, kept.programme, DeliveryMethod.POST, None)


def _programme_summary(kept: Kept) -> object:
    reader = programme_orders.Reader.FAMILY
    return programme_orders.summary_order(kept.session, kept.programme, reader, practice=True)


def _review_summary(kept: Kept) -> object:
    return orders.summary_order(kept.session, kept.review, practice=True)


def _review_letter(kept: Kept) -> object:
    letter, to = review_letters.Letter.SCHOOL, kept.house.school.id
    review_letters.letter_order(kept.session, kept.review, letter, to, practice=True)
    return review_letters.letter_given(kept.session, kept.review, letter, to)


def _review_copy(kept: Kept) -> object:
    return copies.give_copy(
        kept.session,
        ReviewCopy(
            review_id=kept.review.id,
            name="Sorrel Tumbleweed",
            role=ReviewRole.SCHOOL,
            way=CopyWay.POST,
            given_on=TODAY,
        ),
    )


def _family_chased(kept: Kept) -> object:
    about = (kept.house.pupil.id, ChaseReason.NOT_BACK, kept.house.carer.id)
    return chase_reading.letter_order(kept.session, *about, practice=True, large=False)


def _school_chased(kept: Kept) -> object:
    about = (kept.house.pupil.id, ChaseReason.SCHOOL, "")
    return chase_reading.letter_order(kept.session, *about, practice=True, large=False)


def _form_back(kept: Kept) -> object:
    referral = referrals_of(kept.session, kept.house.pupil.id)[0]
    return form_back_order(kept.session, referral, practice=True)


_FORM = ((FormTemplate.CONSENT_FORM, 1, "ab"),)


def _form_filled_in(kept: Kept) -> object:
    return note_printed(kept.session, kept.house.pupil.id, _FORM, FillIn())


def _form_printed_again(kept: Kept) -> object:
    noted = PrintedForm(pupil_id=kept.house.pupil.id, template=FormTemplate.CONSENT_FORM)
    return read_orders(kept.session, kept.house.pupil.id, (noted,), FillIn(), practice=True)


PATHS = (
    *(_entry_given, _entries_printed, _entries_exported, _document_copied),
    *(_provider_told, _programme_summary, _review_summary, _review_letter, _review_copy),
    *(_family_chased, _school_chased, _form_back, _form_filled_in, _form_printed_again),
)


@pytest.mark.parametrize("leave", PATHS, ids=lambda path: path.__name__.strip("_"))
def test_nothing_of_a_restricted_record_leaves_until_a_use_is_written_down(
    kept: Kept, leave: Callable[[Kept], object]
) -> None:
    before = len(sharing.disclosures_of(kept.session, kept.house.pupil.id))
    with pytest.raises(GateShut, match=f"restricted since {say(TODAY)}.*write down the use"):
        leave(kept)
    assert len(sharing.disclosures_of(kept.session, kept.house.pupil.id)) == before
    kept.use_today()
    assert leave(kept) is not None


@pytest.mark.parametrize("leave", PATHS, ids=lambda path: path.__name__.strip("_"))
def test_without_the_gate_each_of_them_would_leave(
    kept: Kept, leave: Callable[[Kept], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restricting, "restrictions_of", lambda _session, _pupil_id: [])  # the planted fault
    assert leave(kept) is not None


def test_a_review_where_something_was_told_cannot_be_finished_while_it_is_restricted(kept: Kept) -> None:
    session, entry = kept.session, add(kept.house, "Kit came on time.", happened_on=HELD)
    told = [reviews.Told(entry, shared=True)]
    items = [ReviewItem(review_id=kept.review.id, item_kind="chronology_entry", item_id=entry.id)]
    shut = reviews.finishing_gate(session, kept.review, told, items)
    assert any("restricted since" in one.why for one in shut.reasons)
    kept.use_today()
    after = reviews.finishing_gate(session, kept.review, told, items)
    assert not any("restricted since" in one.why for one in after.reasons)


def test_blank_forms_for_nobody_may_be_printed_and_the_screen_says_why_filled_ones_may_not(
    kept: Kept,
) -> None:
    assert note_printed(kept.session, "", _FORM, FillIn())
    shown = read_print(kept.session, kept.house.pupil.id, FillIn(), practice=True)
    assert "restricted since" in shown.why_not((FormTemplate.CONSENT_FORM,))
    assert read_print(kept.session, "", FillIn(), practice=True).why_not((FormTemplate.CONSENT_FORM,)) == ""


def _plan(kept: Kept) -> Plan:
    told = (kept.house.pupil.id, kept.house.pupil.called), ("", "Ash Brindlecote, who is not on the list")
    rows = [
        RowOutcome(at, Outcome.NEW, name, None, "Monday: /", who) for at, (who, name) in enumerate(told, 1)
    ]
    return Plan(Place("s1"), "Foxglove Hill", "week.csv", "ab", 2, tuple(rows), ())


def test_the_rows_of_a_register_leave_without_those_of_a_restricted_record(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, plan = kept.session, _plan(kept)
    shut = bring_in_reading.table(session, plan, "")
    assert [row[0] for row in shut.rows] == [2]
    assert LEFT_OUT in shut.about
    with monkeypatch.context() as patch:
        patch.setattr(restricting, "restricted", lambda _session, _ids: frozenset())  # the planted fault
        assert len(bring_in_reading.table(session, plan, "").rows) == 2
    kept.use_today()
    assert len(bring_in_reading.table(session, plan, "").rows) == 2


def _as_on_the_screen(reads: Callable[..., audit.Lines]) -> Callable[..., audit.Lines]:
    return lambda *given, **_leaving: reads(*given)


def test_the_audit_log_leaves_whole_and_names_nobody_restricted_nor_whose_guarded_records_it_tells_of(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, name = kept.session, kept.house.pupil.called
    add(kept.house, "A worry.", category=Category.SAFEGUARDING)

    def told(where: str) -> list[bool]:
        rows = audit.table(session, audit.Wanted(), {}).rows
        return [name in str(row[1]) for row in rows if row[2] == where]

    assert name in repr(audit.read_lines(session, audit.Wanted(), {}, limit=500)), "the screen names them"
    assert (any(told("")), any(told("Guarded"))) == (False, False)
    entries = len(told("")), len(told("Guarded"))
    assert min(entries) > 0
    assert audit.NOT_NAMED in audit.table(session, audit.Wanted(), {}).about
    kept.use_today()
    assert (any(told("")), any(told("Guarded"))) == (True, False)
    with monkeypatch.context() as patch:  # the planted fault: the lines of the screen leave as they are
        patch.setattr(audit, "read_lines", _as_on_the_screen(audit.read_lines))
        assert (any(told("")), any(told("Guarded"))) == (True, True)
    assert len(told("Guarded")) >= entries[1]


@pytest.mark.parametrize("although", list(Although))
def test_the_ledger_itself_is_shut_but_for_safety_the_persons_own_request_and_notices(
    kept: Kept, although: Although
) -> None:
    session, line = kept.session, sharing.named(_given(kept), TODAY)
    with pytest.raises(GateShut):
        sharing.write_guarded_lines(session, line, ())
    with pytest.raises(GateShut), session.write() as work:
        sharing.write_disclosure(session, work, line, ())
    sharing.write_guarded_lines(session, line, (), although)
    with session.write() as work:
        assert sharing.write_disclosure(session, work, line, (), although).id == line.id


def test_a_document_may_be_copied_to_keep_a_child_safe(kept: Kept) -> None:
    place = kept.place / "copy.pdf"
    copying_out.copy_out(kept.session, paper(kept.house), place, Purpose.SAFEGUARDING)
    assert place.exists()


def _requests(session: Session) -> Table:
    return requests_table.read_table(session, True)


LISTS: tuple[Callable[[Session], Table], ...] = (
    lambda session: pupils_table.read_table(session, pupils_table.Filters()),
    lambda session: programmes_table.table(session, programmes_table.Chosen()),
    lambda session: reviews_table.read_table(session, reviews_list.Wanted(reviews_list.View.HELD)),
    lambda session: reviews_table.read_table(session, reviews_list.Wanted(reviews_list.View.TO_HOLD)),
    _requests,
)


@pytest.mark.parametrize("number", range(len(LISTS)))
def test_lists_leave_a_restricted_record_out_and_say_so(
    kept: Kept, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, name = kept.session, kept.house.pupil.called
    ready_request(kept.house)
    shut = LISTS[number](session)
    assert LEFT_OUT in shut.about
    assert not any(name in row for row in shut.rows)
    with monkeypatch.context() as patch:
        patch.setattr(restricting, "restricted", lambda _session, _ids: frozenset())  # the planted fault
        assert any(name in row for row in LISTS[number](session).rows)
    kept.use_today()
    opened = LISTS[number](session)
    assert any(name in row for row in opened.rows)
    assert LEFT_OUT not in opened.about


def test_referrals_and_the_chase_list_leave_a_restricted_record_out(referred: House) -> None:
    session = referred.session
    referred.clock.at -= timedelta(days=14)
    consent.forms_printed(session, referred.pupil.id, ((FormTemplate.CONSENT_FORM, 1, "ab"),))
    referred.clock.at += timedelta(days=14)

    def referrals() -> Table:
        return referrals_table.read_table(session, referrals_table.Wanted())

    def chased() -> Table:
        return chase_reading.read_table(session, Narrow())

    assert [len(table().rows) for table in (referrals, chased)] == [1, 1]
    restricted(referred)
    for table in (referrals, chased):
        assert table().rows == ()
        assert LEFT_OUT in table().about
