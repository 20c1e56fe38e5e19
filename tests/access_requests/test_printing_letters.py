"""What of a letter or an item cannot be printed or is not filled in: said before the pack goes (decision 27)."""

from __future__ import annotations

import io
from dataclasses import replace

import builds
import foreign
import papers
import pytest
from builds import case, in_process, jobs, ordered, planted, said, state
from pypdf import PdfReader

from coordinator_app.access_requests import order_checks
from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.actions import leaving, pack
from coordinator_app.access_requests.items import FindingState
from coordinator_app.access_requests.pack_order import FILLED_IN, OrderLine, OrderTerm, PackOrder, TermWeight
from tests.vaults import House

__all__ = ["case", "jobs"]


def test_pages_without_words_and_letters_without_shape_are_shown_to_a_person(case: papers.Case) -> None:
    def odd(made: PackOrder) -> PackOrder:
        first = replace(made.items[0], lines=(OrderLine("Name", "علي Puddlecombe"),))
        photo = replace(made.items[1], lines=(), document=foreign.picture("JPEG"), media_type="image/jpeg")
        return replace(made, items=(first, photo, *made.items[2:]))

    built = planted(ordered(case), odd)
    assert (
        said(built)[order_checks.LETTERS].detail
        == "These print as [?]: \u200eع\u200e, \u200eل\u200e, \u200eي\u200e, in item 1."
    )
    assert state(built, checks.PICTURES) == "look"
    assert "Read it yourself." in said(built)[checks.PICTURES].detail


def test_a_reply_to_someone_whose_name_cannot_be_printed_says_so_before_it_goes(case: papers.Case) -> None:
    def odd(made: PackOrder) -> PackOrder:
        return replace(
            made, letter=replace(made.letter, values={**made.letter.values, "requester_name": "علي"})
        )

    built = planted(ordered(case), odd)
    assert state(built, order_checks.LETTERS) == "look"
    assert said(built)[order_checks.LETTERS].detail == (
        "The reply: On paper a line is left for the name of who asked: write it by hand. "
        "It holds \u200eع\u200e, \u200eل\u200e, \u200eي\u200e."
    )


@pytest.mark.parametrize("name", ["李明", "王小芳", "さくら", "Y\u030ca Xi\u030c"])
def test_a_covered_name_in_letters_of_the_east_or_with_marks_is_found_when_its_cover_is_lost(
    case: papers.Case, name: str
) -> None:
    def slipped(made: PackOrder) -> PackOrder:
        first = replace(made.items[0], lines=(OrderLine("Words", f"Then {name} came along."),))
        term = OrderTerm(name, "name", TermWeight.LOOK, held=(1,))
        return replace(made, items=(first, *made.items[1:]), terms=(*made.terms, term))

    assert state(in_process(ordered(case)), checks.COVERED_NAMES) == "passed"
    assert state(planted(ordered(case), slipped), checks.COVERED_NAMES) == "look"


def test_more_letters_than_fit_a_sentence_are_counted(case: papers.Case) -> None:
    def odd(made: PackOrder) -> PackOrder:
        many = "".join(chr(code) for code in range(0x0B85, 0x0B8B)) + "".join(map(chr, range(0x0B8E, 0x0B91)))
        many += "".join(map(chr, range(0x0B92, 0x0B95)))
        first = replace(made.items[0], lines=(OrderLine("Name", many),))
        return replace(made, items=(first, *made.items[1:]))

    assert " and 4 more, in item 1." in said(planted(ordered(case), odd))[order_checks.LETTERS].detail


def test_a_letter_that_is_filled_in_has_no_gaps_on_paper(case: papers.Case) -> None:
    built = in_process(ordered(case))
    assert said(built)[FILLED_IN].state == "passed"
    assert "not yet" not in reply_of(built.readable)


def test_what_nobody_has_filled_in_is_named_as_it_is_printed_and_must_be_answered_for(
    consented: House,
) -> None:
    own = papers.decided_case(consented)
    built = in_process(builds.ordered(own))
    finding, text = said(built)[FILLED_IN], reply_of(built.readable)
    assert finding.state == "look"
    for gap in (
        "joint data protection officer: not yet appointed",
        "Chair of the partnership: not yet named",
    ):
        assert f"[{gap}]" in finding.detail
        assert f"[{gap}]" in text
    kept = own.keep(built)
    own.approve()
    session = consented.session
    waits = [reason.why for reason in leaving.sending_gate(session, own.now, kept).reasons]
    assert f"A check is not settled: {FILLED_IN}." in waits
    assert not leaving.saving_gate(session, own.now, kept).is_open
    own.settle(kept)
    own.approve()  # what was answered for is approved too
    assert leaving.sending_gate(session, own.now, kept).is_open
    stored = [one for one in pack.findings_of(session, kept.id) if one.check_name == FILLED_IN]
    assert [(one.state, one.kept_reason) for one in stored] == [(FindingState.LOOK, "Rang twice")]


def test_one_gap_is_spoken_of_as_one(case: papers.Case) -> None:
    def gap(made: PackOrder) -> PackOrder:
        values = {name: words for name, words in made.letter.values.items() if name != "coordinator_contact"}
        gaps = {"coordinator_contact": "telephone and email: not yet filled in"}
        return replace(made, letter=replace(made.letter, values=values, gaps=gaps))

    assert said(planted(ordered(case), gap))[FILLED_IN].detail == (
        "The letter says [telephone and email: not yet filled in]. Fill it in, then build the pack again."
    )


def reply_of(readable: bytes) -> str:
    """The words of the pack with its lines joined."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(readable)).pages)
