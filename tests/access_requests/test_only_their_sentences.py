"""Where only the sentences about the person are shared, all of them are (003-5.1)."""

from __future__ import annotations

from test_mentions import entry_of, keep, other_pupil

from coordinator_app.access_requests.actions import gather
from coordinator_app.access_requests.gathering import around
from tests.vaults import House, ready_request


def test_every_sentence_about_them_is_shared_where_only_their_sentences_are(referred: House) -> None:
    """A sixth sentence was covered with what is about others, and nobody was told."""
    otis = other_pupil(referred)
    said = [f"Kit Puddlecombe came with him on day {day}." for day in range(1, 9)]
    entry = entry_of(referred, otis, " He left. ".join(said))
    request = ready_request(referred)
    keep(referred, request)
    (item,) = [one for one in gather.items_of(referred.session, request.id) if one.item_id == entry.id]
    covers = around.around(entry.words, around.sentences_of(item.mention))
    assert all(not any(start < entry.words.index(one) + 1 <= end for start, end in covers) for one in said)
    assert around.told_of(item.mention)[-1] == "and 3 more"
