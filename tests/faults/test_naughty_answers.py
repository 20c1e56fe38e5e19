"""Every text field of the actions with strings that break programs: kept letter for letter, or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coordinator_app.access_requests.actions import decide, gather, intake, letters, order
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest, Exemption, LetterKind
from coordinator_app.chronology import actions as chronology
from coordinator_app.consent import actions as consent
from coordinator_app.core.catalogue import FieldType, Record, record_type
from coordinator_app.core.errors import InvalidInput, Trouble
from coordinator_app.core.texts import one_line
from coordinator_app.pdf.part_file import held as in_memory
from coordinator_app.pdf.seal_structure import opened
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Pupil, Relationship
from coordinator_app.referrals import actions as referrals
from coordinator_app.referrals.model import InitialDiscussion
from coordinator_app.reviews import actions as reviews
from tests.packs import build
from tests.store.naughty import NAUGHTY
from tests.vaults import (
    House,
    add,
    gathered,
    new_consent,
    new_entry,
    new_referral,
    new_request,
    ready_request,
    share_the_rest,
)

Keep = Callable[[House, Any], Any]
KEEPERS: dict[str, tuple[Callable[[House], Any], Keep]] = {
    # a pupil who has been referred: health and needs are kept of nobody else (003-7.1)
    "pupil": (
        lambda house: house.session.get(Pupil, house.pupil.id),
        lambda house, one: pupils.save_pupil(house.session, one).record,
    ),
    "carer": (
        lambda house: Carer(pupil_id=house.pupil.id, name="Marigold", relationship=Relationship.MOTHER),
        lambda house, one: pupils.save_carer(house.session, one).record,
    ),
    "referral": (
        new_referral,
        lambda house, one: referrals.take_referral(house.session, house.pupil, one).referral,
    ),
    "discussion": (
        lambda house: InitialDiscussion(initials="IM", held_on=date(2026, 9, 1), school_id=house.school.id),
        lambda house, one: referrals.record_discussion(house.session, one).record,
    ),
    "consent": (new_consent, lambda house, one: consent.record_consent(house.session, one).record),
    "entry": (new_entry, lambda house, one: chronology.add_entry(house.session, one).record),
    "request": (new_request, lambda house, one: intake.log_request(house.session, one).record),
    "review": (
        lambda house: reviews.plan_review(house.session, house.pupil.id, date(2026, 9, 14)).record,
        lambda house, one: reviews.save_review(house.session, one).record,
    ),
}


CHECKED = {
    "upn",
    "former_upn",
    "uln",
    "telephone",
    "other_telephone",
    "initials",
}  # with a form of their own, which is refused in words elsewhere


def in_every_text(record: Record, words: str) -> Record:
    specs = [spec for spec in record_type(record).fields if spec.is_text and spec.name not in CHECKED]
    values: dict[str, Any] = {spec.name: words for spec in specs}
    return replace(record, **values)


def as_kept(record: Record, words: str) -> Record:
    """Letter for letter, except that nothing in a text of one line turns the writing."""
    whole = in_every_text(record, words)
    lines = [spec for spec in record_type(record).fields if spec.holds is FieldType.TEXT]
    values: dict[str, Any] = {spec.name: one_line(getattr(whole, spec.name)) for spec in lines}
    return replace(whole, **values)


@pytest.mark.parametrize("what", KEEPERS)
def test_what_breaks_programs_is_kept_letter_for_letter_or_refused_in_words(
    referred: House, what: str
) -> None:
    make, keep = KEEPERS[what]
    kept_ones, refusals = 0, list[str]()
    for words in NAUGHTY:
        wanted = in_every_text(make(referred), words)
        try:
            kept = keep(referred, wanted)
        except Trouble as trouble:
            refusals.append(trouble.happened)
            continue
        again = referred.session.get(type(kept), kept.id)
        assert as_kept(again, words) == again
        kept_ones += 1
    assert all(said.endswith(".") for said in refusals)
    assert kept_ones > len(NAUGHTY) // 2 or what == "review"


def test_numbers_in_place_of_words_and_impossible_days_are_refused(referred: House) -> None:
    for bad in (
        {"words": 3},
        {"happened_on": date.max},
        {"happened_on": None},
        {"words": "x" * 1_100_000},
        {"words": "\ud800"},
    ):
        with pytest.raises(InvalidInput):
            chronology.add_entry(referred.session, new_entry(referred, **bad))
    first = chronology.add_entry(referred.session, new_entry(referred, happened_on=date.min)).record
    assert referred.session.get(type(first), first.id).happened_on == date.min


def test_a_pack_of_naughty_words_is_built_and_says_what_it_could_not_print(consented: House) -> None:
    told = [one for one in NAUGHTY if one.strip() and "\x00" not in one and len(one) < 2_000]
    refused = 0
    for words in told:
        try:
            add(consented, words)
        except Trouble:
            refused += 1
    assert refused < 10
    request = ready_request(consented, requester="Łucja O\u2019Dell <b>", wanted="\u202eeverything")
    items = gathered(consented, request)
    held = items[0]
    decide.decide(
        consented.session,
        replace(held, outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="<i>{0}%s"),
    )
    share_the_rest(consented, request)
    now = consented.session.get(AccessRequest, request.id)
    letters.letter_order(consented.session, now, LetterKind.ACKNOWLEDGEMENT, practice=True)
    made, _ = order.pack_order(consented.session, now, "pass-word", practice=True)
    built = build(made)
    assert len(gather.items_of(consented.session, request.id)) > 50
    with opened(in_memory(built.locked), "pass-word") as pdf:
        assert len(pdf.pages) == built.pages
    failed = [one for one in built.findings if one.state == "failed"]
    assert not [one for one in failed if one.check_name == "Hidden details"]
    letters_check = next(one for one in built.findings if one.check_name == "Every letter can be printed")
    assert letters_check.state == "look"
