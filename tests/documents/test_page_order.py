"""Pages are moved, turned, left out and parted before anything is made of them."""

from __future__ import annotations

from coordinator_app.documents import page_order
from coordinator_app.documents.page_order import Slot
from coordinator_app.documents.reading_jobs import NewOrder, PageTaken

THREE = page_order.of_file(0, 3)


def pages(slots: page_order.Slots) -> list[int]:
    return [slot.page for slot in slots]


def test_a_page_moves_up_and_down_and_stops_at_the_ends() -> None:
    assert pages(page_order.moved(THREE, 2, -1)) == [0, 2, 1]
    assert pages(page_order.moved(THREE, 0, 1)) == [1, 0, 2]
    assert page_order.moved(THREE, 0, -1) == THREE
    assert page_order.moved(THREE, 2, 1) == THREE


def test_where_a_document_begins_stays_where_it_is() -> None:
    parted = page_order.parted(THREE, 1)
    assert [slot.begins for slot in page_order.moved(parted, 1, 1)] == [False, True, False]
    assert page_order.parted(THREE, 0) == THREE, "the first page begins one in any case"
    assert page_order.parted(parted, 1) == THREE


def test_four_turns_are_none() -> None:
    slots = THREE
    for _turn in range(4):
        slots = page_order.turned(slots, 1)
    assert slots == THREE
    assert page_order.turned(THREE, 1)[1].turn == 90


def test_each_part_that_has_a_page_left_becomes_a_document() -> None:
    slots = page_order.left_out(page_order.parted(page_order.parted(THREE, 1), 2), 1)
    assert page_order.orders(slots) == (
        NewOrder((PageTaken(0, 0),)),
        NewOrder((PageTaken(0, 2),)),
    )
    assert page_order.left_out(page_order.left_out(THREE, 1), 1) == THREE
    assert page_order.orders((Slot(0, 0, out=True),)) == ()


def test_pages_as_they_were_are_nothing_new() -> None:
    assert not page_order.is_new(THREE, [3])
    assert page_order.is_new(page_order.turned(THREE, 0), [3])
    assert page_order.is_new((*THREE, Slot(1, 0)), [3, 1])


def test_what_becomes_of_a_page_is_said() -> None:
    assert page_order.words(Slot(0, 0, 90, begins=True)) == "turned by 90°, a new document begins here"
    assert page_order.words(Slot(0, 0, out=True)) == "left out"
    assert page_order.words(Slot(0, 0)) == ""
