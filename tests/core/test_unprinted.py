from __future__ import annotations

from coordinator_app.core.print_order import PartKind, PrintHead, PrintOrder, PrintPart, listed
from coordinator_app.core.unprinted import Unprinted, explained, lead, unprinted

HEAD = PrintHead("The partnership", "Ring 01632 960001")


def test_nothing_is_said_of_a_form_that_prints_in_full() -> None:
    assert unprinted([PrintOrder("referral-form", HEAD, values={"child_name": "Zoë 李明"})]) == ()


def test_every_place_of_a_form_is_searched_and_named_once() -> None:
    table = PrintPart(PartKind.TABLE, (("ก", "plain"),), ("Target", "ข"))
    order = PrintOrder(
        "review-summary",
        PrintHead("ค", "ง", sender_lines=("จ",), recipient_lines=("ฉ",)),
        values={"child_name": "علي", "about_whom": "عم", "programme_summary": "ช"},
        parts={"targets": table, "shared_today": listed(["ซ"])},
        wording="ฌ",
    )
    assert unprinted([order, order]) == (
        Unprinted(("ع", "ل", "ي", "م"), "the pupil’s name"),
        Unprinted(("ช",), "the programme summary"),
        Unprinted(("ข", "ก"), "the targets"),
        Unprinted(("ซ",), "the list of what was shared"),
        Unprinted(("ค",), "the partnership’s name"),
        Unprinted(("จ", "ง"), "the letterhead"),
        Unprinted(("ฉ",), "the address"),
        Unprinted(("ฌ",), "the wording"),
    )


def test_the_words_say_how_many_which_and_where() -> None:
    found = (Unprinted(("ع", "ل"), "the pupil’s name"), Unprinted(("ع",), "the parent’s name"))
    assert lead(found) == "2 characters cannot be printed."
    assert lead(found[1:]) == "1 character cannot be printed."
    assert (
        explained(found)
        == "On paper [?] stands for \u200eع\u200e, \u200eل\u200e in the pupil’s name; for \u200eع\u200e in the parent’s name."
    )
