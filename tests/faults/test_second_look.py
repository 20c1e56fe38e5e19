from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coordinator_app.access_requests.actions import decide, intake, order
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest, Exemption, Stage
from coordinator_app.chronology.model import Category, MayBeTold
from coordinator_app.consent import actions as consent
from coordinator_app.core.errors import GateShut, InvalidInput, KeyNotHeld
from coordinator_app.core.privacy import AccessLevel
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind, Looked
from coordinator_app.reviews import actions as reviews
from coordinator_app.reviews.model import Review, ReviewItem
from coordinator_app.store.vault import unlock
from tests.vaults import PASSPHRASE, House, add, gathered, new_consent, ready_request, share_the_rest


def test_a_draft_about_a_document_never_carries_the_document_along(consented: House) -> None:
    session = consented.session
    letter = documents.attach(
        session,
        Document(
            pupil_id=consented.pupil.id,
            title="Court letter",
            kind_of_document=DocumentKind.AGENCY_LETTER,
            dated=date(2026, 10, 1),
        ),
        b"%PDF-1.7 secret",
        Looked("application/pdf", 1, "About Otis Bramblewick"),
    ).record
    with session.write() as work:
        work.save_draft("document", letter.id, {"title": "Court letter, second page"})
    request = ready_request(consented)
    own = next(
        one for one in gathered(consented, request) if one.item_id == letter.id and not one.draft_screen
    )
    decide.decide(
        session, replace(own, outcome=Outcome.WITHHOLD, exemption=Exemption.COURT_REPORT, reason="The court")
    )
    share_the_rest(consented, request)
    now = session.get(AccessRequest, request.id)
    made, _ = order.pack_order(session, now, "pw", practice=True)
    assert any("second page" in line.words for item in made.items for line in item.lines)
    assert not any(item.document for item in made.items)


def test_a_review_finished_again_after_an_undo_keeps_the_newer_answer_about_a_guarded_entry(
    consented: House,
) -> None:
    session = consented.session
    words, told = "Worry raised about late nights.", MayBeTold.FAMILY
    day = date(2026, 10, 12)
    entry = add(consented, words, category=Category.SAFEGUARDING, may_be_told=told, happened_on=day)
    planned = reviews.plan_review(session, consented.pupil.id, date(2026, 9, 14)).record
    held = replace(planned, held_on=date(2026, 10, 20), who_was_there="Marigold Puddlecombe")
    review = reviews.save_review(session, held).record
    done = reviews.finish_review(session, review, [reviews.Told(entry, shared=False, why_not="Not yet")])
    session.undo(done.change_id)
    again = session.get(Review, review.id)
    reviews.finish_review(session, again, [reviews.Told(entry, shared=True)])
    kept = session.list(ReviewItem, where={"review_id": review.id})
    assert [(one.shared, one.why_not) for one in kept] == [(True, "")]


def test_consent_is_withdrawn_once_and_keeps_the_day_it_was(consented: House) -> None:
    session = consented.session
    given = consent.consents_of(session, consented.pupil.id)[0]
    gone = consent.withdraw_consent(session, given, "By telephone").record
    consented.clock.at += timedelta(days=3)
    with pytest.raises(GateShut, match="already"):
        consent.withdraw_consent(session, gone, "Again")
    assert consent.consents_of(session, consented.pupil.id)[0].withdrawn_on == date(2026, 11, 24)
    consent.record_consent(session, new_consent(consented, signed_on=date(2026, 11, 26)))


def test_only_a_level_1_user_removes_another(house: House, tmp_path: Path) -> None:
    vault = house.vault
    first = vault.add_slot(role="Deputy", level=AccessLevel.ONE, passphrase="one time teapot song")
    vault.add_slot(role="Key worker", level=AccessLevel.TWO, passphrase="two time teapot song")
    house.session.close()
    vault.close()
    with unlock(vault.folder, "two time teapot song", clock=house.clock, state=tmp_path) as opened:
        with pytest.raises(KeyNotHeld):
            opened.remove_slot(first)
        assert opened.header.slot(first)
    with unlock(vault.folder, PASSPHRASE, clock=house.clock, state=tmp_path) as opened:
        opened.remove_slot(first)
        assert opened.header.slot(first) is None


@pytest.mark.parametrize(
    "values",
    [
        {"sent_on": date(2026, 11, 24)},
        {"stage": Stage.SENT},
        {"approved_by": "Dana", "approved_on": date(2026, 11, 24), "approved_mark": "x"},
        {"pupil_id": "another"},
        {"request_number": 1},
        {"typed_on": date(2026, 1, 1)},
    ],
)
def test_what_only_a_gate_may_write_is_not_changed_beside_it(
    consented: House, values: dict[str, object]
) -> None:
    request = ready_request(consented)
    with pytest.raises(TypeError):
        intake.change_request(consented.session, request, **values)
    assert consented.session.get(AccessRequest, request.id) == request


def test_an_extension_told_too_late_is_refused_instead_of_kept_without_effect(consented: House) -> None:
    session = consented.session
    request = ready_request(consented)
    consented.clock.at += timedelta(days=40)
    with pytest.raises(InvalidInput, match="after the month"):
        intake.change_request(session, request, extended_on=date(2026, 12, 20), extension_reason="Many")
    with pytest.raises(InvalidInput, match="no letter is kept"):
        intake.change_request(session, request, extended_on=date(2026, 12, 1), extension_reason="Many")
    consented.clock.at -= timedelta(days=33)
    in_time = intake.change_request(
        session, request, extended_on=date(2026, 12, 1), extension_reason="Many"
    ).record
    due = intake.clocks(session, in_time).legal.due
    assert due is not None
    assert due > date(2027, 1, 31)


def test_a_day_at_the_end_of_all_days_is_refused_in_words(consented: House) -> None:
    plans: tuple[Callable[[], object], ...] = (
        lambda: reviews.plan_review(consented.session, consented.pupil.id, date.max),
    )
    for plan in plans:
        with pytest.raises(InvalidInput):
            plan()
