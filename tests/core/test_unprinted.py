from __future__ import annotations

from coordinator_app.core.print_order import PartKind, PrintHead, PrintOrder, PrintPart, listed
from coordinator_app.core.unprinted import LINE, Unprinted, by_hand, explained, lead, unprinted

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
        Unprinted(("ع", "ل", "ي"), "the pupil’s name", by_hand=True),
        Unprinted(("ع", "م"), "the pupil’s name"),
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


def test_a_name_that_cannot_be_printed_is_written_by_hand_on_a_line() -> None:
    names = (
        Unprinted(("ع", "ل"), "the pupil’s name", by_hand=True),
        Unprinted(("ع",), "the parent’s name", by_hand=True),
    )
    hand = (
        "On paper a line is left for the pupil’s name and for the parent’s name: write it by hand. "
        "It holds \u200eع\u200e, \u200eل\u200e."
    )
    assert explained(names) == hand
    assert (
        explained((*names, Unprinted(("ค",), "the letterhead")))
        == f"{hand} On paper [?] stands for ค in the letterhead."
    )


def test_the_line_stands_for_the_whole_name_also_in_the_address() -> None:
    head = PrintHead("The partnership", "Ring us", recipient_lines=("علي", "4 Weir Cottages"))
    values = {"carer_name": "علي", "child_name": "Zoë 李明", "reason_for_referral": "ع"}
    found = by_hand(PrintOrder("consent-form", head, values=values))
    assert found.values == {"carer_name": LINE, "child_name": "Zoë 李明", "reason_for_referral": "ع"}
    assert found.head.recipient_lines == (LINE, "4 Weir Cottages")
    plain = PrintOrder("consent-form", head, values={"child_name": "Kit"})
    assert by_hand(plain) is plain
    (name, reason) = unprinted([PrintOrder("consent-form", head, values=values)])
    assert (name.by_hand, reason.by_hand) == (True, False)


def test_who_asked_for_records_is_written_by_hand_too_in_the_letter_and_its_address() -> None:
    head = PrintHead("The partnership", "Ring 01632 960001", recipient_lines=("علي", "9 Otter Row"))
    letter = PrintOrder("access-acknowledgement", head, values={"requester_name": "علي"})
    made = by_hand(letter)
    assert made.values["requester_name"] == LINE
    assert made.head.recipient_lines == (LINE, "9 Otter Row")
    assert unprinted([letter]) == (Unprinted(("ع", "ل", "ي"), "the name of who asked", by_hand=True),)
    asked = PrintOrder("access-school", HEAD, values={"requester_summary": "علي (parent)"})
    assert by_hand(asked).values["requester_summary"] == f"{LINE} (parent)"
    for words in ("علي (أب)", "علي"):
        whole = PrintOrder("access-school", HEAD, values={"requester_summary": words})
        assert by_hand(whole).values["requester_summary"] == LINE
