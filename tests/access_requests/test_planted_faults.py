"""Safeguards of a request broken on purpose, one by one: the tests that stand for them must notice each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import test_confidential
import test_copies
import test_letters
import test_letters_guarded
import test_mentions
import test_terms
import test_unread

from coordinator_app.access_requests import decisions
from coordinator_app.access_requests.actions import confidential, letters, ready, terms
from coordinator_app.access_requests.gathering import copies, judging, mentions
from coordinator_app.access_requests.model import AccessRequest, LetterKind
from coordinator_app.core.gates import OPEN
from coordinator_app.core.whereabouts import of_address
from coordinator_app.store.unit_of_work import WrongCompartment
from tests.vaults import House

hidden = test_confidential.hidden
request_made = test_letters.request_made

Fault = tuple[object, str, object]
NOTICED = (AssertionError, KeyError, WrongCompartment, pytest.fail.Exception)
"""What a test says that notices: a comparison that does not hold, a word that is not there, a gate that stayed open, and
the store itself, which takes no record into another compartment than its own."""
_HIT = mentions.Hit


def _open_hit(kind: str, record_id: str, version: int, _guarded: bool, *more: Any) -> mentions.Hit:
    return _HIT(kind, record_id, version, False, *more)


def _all_together(_items: object, texts: list[Any]) -> Any:
    yield texts


_COPIES: tuple[tuple[Callable[[House], None], Fault], ...] = (
    (
        test_copies.test_a_copy_that_was_changed_since_it_was_compared_is_not_decided_with_it,
        (copies, "_fits", lambda *_: True),
    ),
    (
        test_copies.test_a_copy_that_was_decided_by_itself_stays_as_it_was_decided,
        (copies, "follows", lambda *_: True),
    ),
    (
        test_copies.test_an_open_item_never_points_to_a_guarded_one,
        (copies, "_apart", _all_together),
    ),
    (
        test_copies.test_deciding_one_decides_its_copy_in_one_go_with_its_covers_and_undoes_both,
        (copies, "copies_of", lambda *_: []),
    ),
)
_MENTIONS: tuple[tuple[Callable[[House], None], Fault], ...] = (
    (
        test_mentions.test_a_guarded_mention_lies_guarded_and_its_search_is_logged_apart,
        (mentions, "Hit", _open_hit),
    ),
    (
        test_mentions.test_another_child_of_the_same_given_name_is_not_taken_for_the_pupil,
        (judging, "_score", lambda *_: 100),
    ),
    (
        test_mentions.test_a_namesakes_own_file_is_offered_and_never_taken_unasked,
        (judging, "_score", lambda *_: 100),
    ),
)
_WORDS: tuple[tuple[Callable[[House], None], Fault], ...] = (
    (
        test_terms.test_sentences_of_a_withheld_text_fail_and_short_ones_are_shown,
        (terms, "_withheld", lambda *_: iter(())),
    ),
    (
        test_terms.test_words_of_a_withheld_draft_are_looked_for,
        (terms, "_withheld_texts", lambda _held: iter(())),
    ),
    (
        test_terms.test_everybody_who_is_covered_is_looked_for_under_every_name_that_is_known,
        (terms, "people_covered", lambda *_: iter(())),
    ),
    (
        test_unread.test_a_page_nobody_read_is_not_shared_until_a_person_has_read_it,
        (decisions, "unread_gate", lambda _item: OPEN),
    ),
)


@pytest.mark.parametrize(
    ("test", "fault"), [*_COPIES, *_MENTIONS, *_WORDS], ids=lambda one: getattr(one, "__name__", None)
)
def test_twins_mentions_and_words_of_a_request(
    test: Callable[[House], None], fault: Fault, referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*fault)
    with pytest.raises(NOTICED):
        test(referred)


def _nowhere(*_: object) -> tuple[()]:
    return ()


def _only_now(_session: object, carer: Any) -> Any:
    return of_address(carer.address)


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (
            test_confidential.test_covering_only_a_part_of_it_is_not_enough,
            (confidential, "said", lambda *_: False),
        ),
        (
            test_confidential.test_an_earlier_address_in_any_entry_counts_as_well,
            (confidential, "reached_by", _only_now),
        ),
        (
            test_confidential.test_the_finished_pack_is_searched_for_it_whatever_was_decided,
            (terms, "secrets_of", _nowhere),
        ),
        (
            test_confidential.test_where_the_requester_lives_is_no_secret_to_him,
            (confidential, "_unknown_to", lambda _request, found: tuple(found)),
        ),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_a_confidential_address(
    test: Callable[[House], None], fault: Fault, hidden: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*fault)
    with pytest.raises(NOTICED):
        test(hidden)


@pytest.mark.parametrize(
    "test",
    [
        test_confidential.test_an_address_made_confidential_after_the_decisions_keeps_the_pack_shut,
        test_confidential.test_a_pack_built_before_an_address_became_confidential_is_not_saved,
    ],
    ids=lambda one: one.__name__,
)
def test_an_address_that_became_confidential(
    test: Callable[[House], None], consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ready, "_confidential", _nowhere)
    with pytest.raises(NOTICED):
        test(consented)


def _not_guarded(_kind: LetterKind) -> bool:
    return False


@pytest.mark.parametrize(
    ("test", "fault"),
    [
        (
            test_letters_guarded.test_letters_about_what_is_guarded_lie_in_the_guarded_compartment_whole,
            (LetterKind, "is_guarded", property(_not_guarded)),
        ),
        (
            test_letters_guarded.test_what_goes_to_somebody_of_guarded_papers_alone_is_guarded_whole,
            (letters, "_names_guarded", lambda *_: False),
        ),
    ],
    ids=lambda one: getattr(one, "__name__", None),
)
def test_the_compartment_of_a_letter(
    test: Callable[[House, AccessRequest], None],
    fault: Fault,
    consented: House,
    request_made: AccessRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(*fault)
    with pytest.raises(NOTICED):
        test(consented, request_made)


def test_a_letter_of_what_is_guarded_without_its_key(
    consented: House, request_made: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LetterKind, "is_guarded", property(_not_guarded))
    with pytest.raises(NOTICED), monkeypatch.context() as patch:
        test_letters_guarded.test_without_the_guarded_key_no_such_letter_is_made_or_kept(
            consented, request_made, patch
        )


def test_the_open_history_would_tell_of_a_letter_that_lay_open(
    consented: House, request_made: AccessRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "_names_guarded", lambda *_: False)
    words = replace(test_letters.WORDS, to_name="Tamsin Brackenfold")
    test_letters.sent(consented, request_made, LetterKind.THIRD_PARTY, words)
    assert test_letters_guarded.told_in_general(consented) > 0
