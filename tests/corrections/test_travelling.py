"""The other view goes with the record wherever it goes: on paper, in a list, with a copy, in a summary, in a pack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.access_requests.actions import decide, order
from coordinator_app.access_requests.items import Outcome
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.chronology import exporting, to_print
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.chronology.to_print import Chosen, Paper, What
from coordinator_app.corrections import beside
from coordinator_app.corrections.model import CorrectionClaim, CorrectionOutcome
from coordinator_app.documents import copying_out
from coordinator_app.documents import view as documents_view
from coordinator_app.reviews import orders
from coordinator_app.reviews.model import Review
from tests.corrections.asked import TODAY, asked, decided
from tests.documents.papers import paper
from tests.vaults import House, add, fill_in_the_letter, gathered, item_for, ready_request, share_the_rest

SAYS = "He was on time. " * 20
"""Longer than a mark on the screen."""


def noted(house: House, **more: object) -> ChronologyEntry:
    entry = add(house, "Kit was late.", **more)
    decided(house, asked(house, entry, says=SAYS), CorrectionOutcome.NOTED)
    return entry


def on_paper(house: House, entry: ChronologyEntry, what: What) -> str:
    chosen = Chosen(house.pupil.id, entry_ids=(entry.id,))
    return repr(to_print.order(house.session, chosen, [entry], Paper(what, "")).order.entries)


def test_on_paper_it_stands_whole_and_to_others_without_who_said_it(referred: House) -> None:
    entry = noted(referred)
    here, given = on_paper(referred, entry, What.HERE), on_paper(referred, entry, What.GIVEN)
    assert f"Ottokar Puddlecombe says otherwise: {SAYS.strip().rstrip('.')}" in here
    assert f"Another view of this: {SAYS.strip().rstrip('.')}" in given
    assert "Ottokar" not in given
    other = add(referred, "Kit came on time.")
    assert "nother view" not in on_paper(referred, other, What.GIVEN)


def test_planted_fault_the_mark_of_the_screen_would_leave_half_of_it_behind(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = noted(referred)
    shortened = {entry.id: " ".join(beside.otherwise(referred.session, [entry.id])[entry.id])}
    monkeypatch.setattr(to_print, "travelling", lambda *_args, **_more: shortened)
    assert SAYS.strip().rstrip(".") not in on_paper(referred, entry, What.HERE)


def test_in_a_list_it_has_its_own_column(referred: House) -> None:
    entry = noted(referred)
    table = exporting.table(referred.session, [entry.id, add(referred, "Kit came on time.").id])
    column = table.columns.index("Another view")
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert sorted(bool(row[column]) for row in table.rows) == [False, True]


def test_words_that_lie_apart_go_only_with_what_lies_apart(referred: House) -> None:
    open_entry = add(referred, "Kit was late.")
    claim = asked(referred, open_entry, says=SAYS, is_guarded=True)
    decided(referred, claim, CorrectionOutcome.NOTED)
    for what in What.HERE, What.GIVEN:
        words = on_paper(referred, open_entry, what)
        assert "on time" not in words
        assert ("kept apart" in words) is (what is What.HERE)
    apart = noted(referred, category=Category.SAFEGUARDING)
    assert "on time" in on_paper(referred, apart, What.HERE)


def test_with_a_copy_of_a_document_one_is_told_to_give_it_along(referred: House) -> None:
    document = paper(referred)
    assert copying_out.other_view(referred.session, document) == ""
    decided(referred, asked(referred, document, says="It is not my signature."), CorrectionOutcome.NOTED)
    (line,) = documents_view.read(referred.session, referred.pupil.id).lines
    assert "Ottokar Puddlecombe says otherwise: It is not my signature." in line.second
    assert copying_out.other_view(referred.session, document) == (
        "Ottokar Puddlecombe says otherwise: It is not my signature"
    )


def test_in_the_summary_of_a_review_it_stands_beside_what_the_family_said(referred: House) -> None:
    with referred.session.write() as work:
        review = work.add(
            Review(
                pupil_id=referred.pupil.id,
                review_number=1,
                due_on=TODAY,
                family_words="It was a good talk",
            )
        )
    decided(referred, asked(referred, review, says="Nobody asked me."), CorrectionOutcome.NOTED)
    assert orders._family_view(referred.session, review) == (
        "It was a good talk. Another view of this: Nobody asked me"
    )


@pytest.mark.parametrize("withheld", [False, True])
def test_in_a_pack_the_record_names_the_item_that_says_otherwise(consented: House, withheld: bool) -> None:
    session = consented.session
    noted(consented)
    request = ready_request(consented)
    items = gathered(consented, request)
    (claim,) = session.list(CorrectionClaim)
    if withheld:
        item = item_for(items, claim)
        decide.decide(
            session,
            replace(
                item, outcome=Outcome.WITHHOLD, exemption=Exemption.LEGAL_PRIVILEGE, reason="Of a lawyer."
            ),
        )
    share_the_rest(consented, request)
    fill_in_the_letter(consented)
    now = session.get(AccessRequest, request.id)
    made = order.pack_order(session, now, "pw", practice=True)[0]
    entry_at = next(one.number for one in made.items if "Kit was late." in repr(one.lines))
    claim_at = next((one.number for one in made.items if "The other view" in repr(one.lines)), 0)
    sources = {one.number: one.source for one in made.items}
    told = f"Somebody says otherwise: see item {claim_at}"
    assert (told in sources[entry_at]) is not withheld
    assert sum("says otherwise" in one for one in sources.values()) == (0 if withheld else 1)
    assert "on time" not in sources[entry_at], "no word is added that nobody looked at"
