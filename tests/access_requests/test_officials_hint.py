"""What the review says of an item that tells that an official asked, or of another person: what can be done, and nothing that cannot."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.items import Outcome, RequestItem
from coordinator_app.access_requests.page.decision_panel import Answers, hints


@pytest.mark.parametrize(
    ("item", "is_official"),
    [
        (RequestItem(item_kind="official_request", is_guarded=True), True),
        (RequestItem(item_kind="official_notice", is_guarded=True), True),
        (RequestItem(item_kind="draft", draft_screen="log_official", is_guarded=True), True),
        (RequestItem(item_kind="chronology_entry", is_guarded=True), False),
    ],
)
def test_no_note_and_no_advice_is_asked_for_where_none_would_open_it(
    item: RequestItem, is_official: bool
) -> None:
    (hint,) = hints(item, Answers(Outcome.SHARE, None, "", ""), ())
    assert ("say in the note" in hint[1]) is not is_official
    assert ("records that the family was told" in hint[1]) is is_official


def test_of_an_official_who_asked_about_another_it_is_not_said_that_telling_a_family_opens_it() -> None:
    item = RequestItem(item_kind="official_request", is_guarded=True, is_mention=True)
    first, *_ = hints(item, Answers(Outcome.SHARE, None, "", ""), ())
    assert first[1] == "It is about somebody else, so it cannot be shared here. Withhold it."
    assert not any("told" in hint[1] for hint in hints(item, Answers(Outcome.SHARE, None, "", ""), ()))


def test_what_is_held_about_another_person_is_said_to_go_out_but_for_what_is_covered() -> None:
    """With one name covered in it, a sister's whole referral went out, and nothing had said so."""
    item = RequestItem(item_kind="referral", is_mention=True)
    (hint,) = hints(item, Answers(Outcome.REDACT, None, "", ""), ())
    assert hint[1].startswith("All of it goes out but what is covered. S covers all but the sentences")
    assert hints(item, Answers(Outcome.REDACT, None, "", "Read: the rest is the school's"), ()) == ()
    assert hints(RequestItem(item_kind="referral"), Answers(Outcome.REDACT, None, "", ""), ()) == ()
