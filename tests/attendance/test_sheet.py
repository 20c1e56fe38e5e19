"""A grid as it stands on a screen: what may be typed where, and that nothing typed is wiped."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.attendance.actions import Typed
from coordinator_app.attendance.model import NOTHING, Place
from coordinator_app.attendance.sheet import Asks, Cell, Row, Sheet

MONDAY = date(2026, 11, 2)
PLACE = Place(provider_id="q")
SHUT = Cell(Asks.SHUT, "school holiday")


def row(pupil: str = "p", marks: tuple[str, ...] = NOTHING, **cells: Cell) -> Row:
    made = tuple(cells.get(f"at{at}", Cell()) for at in range(10))
    return Row((pupil, PLACE, MONDAY), "2 November 2026", "", marks, made)


def sheet(*rows: Row) -> Sheet:
    return Sheet(rows or (row(),))


def test_a_cell_is_said_with_its_session_its_day_its_code_and_what_it_means() -> None:
    made = sheet()
    assert made.put(0, 3, "L") == ""
    assert (
        made.spoken(0, 3)
        == "Tuesday afternoon, 3 November 2026: L, late, before the register closed, not saved yet"
    )
    assert made.spoken(0, 0) == "Monday morning, 2 November 2026: no mark"
    assert sheet(row(at0=SHUT)).spoken(0, 0) == "Monday morning, 2 November 2026: no mark, school holiday"


def test_slash_fills_the_day_by_session_and_leaves_what_stands_there() -> None:
    made = sheet(row(marks=(".", ".", ".", "I", *NOTHING[4:])))
    made.fill_day(0, 0)
    made.fill_day(0, 2)
    assert made.marks(0)[:4] == ("/", "\\", "/", "I")


def test_slash_fills_only_the_sessions_that_are_asked_for() -> None:
    made = sheet(row(at1=Cell(Asks.OPEN, "no session of the programme")))
    made.fill_day(0, 0)
    assert made.marks(0)[:2] == ("/", ".")


def test_a_shut_session_takes_no_mark_but_one_that_is_not_counted() -> None:
    made = sheet(row(at0=SHUT))
    assert made.put(0, 0, "/") == (
        "Monday morning, 2 November 2026: school holiday. No mark can be typed here."
    )
    assert made.fill_day(0, 0) == made.put_present(0, 0) != ""
    assert made.typed == {}
    assert made.put(0, 0, "#") == ""


def test_a_wrong_code_is_refused_with_the_nearest_ones() -> None:
    assert sheet().put(0, 0, "Y9").startswith("Y9 is not a code of the register. Did you mean")
    assert sheet().put(0, 1, "/") == "In the afternoon the mark is \\."


def test_the_row_above_is_repeated_where_its_marks_may_stand() -> None:
    above = row("a", ("/", "\\", "I", "I", *NOTHING[4:]))
    made = sheet(above, row("b", ("O", *NOTHING[1:]), at2=SHUT))
    assert made.repeat_above(1) == ""
    assert made.marks(1)[:5] == ("/", "\\", ".", "I", ".")
    assert made.repeat_above(0) == "There is no row above this one."
    assert sheet(row("a"), row("b")).repeat_above(1).startswith("The row above has no mark")


def test_a_row_is_filled_where_nothing_stands() -> None:
    made = sheet(row(marks=("I", *NOTHING[1:]), at9=SHUT))
    assert made.fill_row(0) == ""
    assert made.marks(0) == ("I", "\\", "/", "\\", "/", "\\", "/", "\\", "/", ".")
    assert made.is_filled(0)
    assert made.fill_row(0).startswith("Every session")


def test_the_last_thing_typed_can_be_taken_back_until_it_is_on_its_way() -> None:
    made = sheet()
    made.put(0, 0, "I")
    made.fill_day(0, 2)
    assert made.take_back()
    assert made.marks(0)[:4] == ("I", ".", ".", ".")
    made.sent(made.unsaved())
    assert not made.take_back()
    assert made.marks(0)[0] == "I"


def test_what_is_typed_like_what_is_kept_is_no_change() -> None:
    made = sheet(row(marks=("I", *NOTHING[1:])))
    made.put(0, 0, "O")
    made.put(0, 0, "I")
    assert made.unsaved() == ()


def test_what_is_read_later_wipes_nothing_that_was_typed() -> None:
    made = sheet(row("a"), row("b"))
    made.put(0, 0, "I")
    made.offer([row("b", ("O",) * 10)])
    assert [one.key[0] for one in made.rows] == ["b", "a"]
    assert made.mark(1, 0) == "I"
    made.put(0, 1, "L")
    made.offer([row("a"), row("b", ("I",) * 10)])
    assert (made.mark(0, 0), made.mark(1, 1), made.mark(1, 2)) == ("I", "L", "I")


def test_what_was_kept_is_typed_no_longer_unless_it_was_typed_over_since() -> None:
    made = sheet()
    made.put(0, 0, "I")
    made.put(0, 1, "I")
    sent = made.unsaved()
    made.put(0, 1, "O")
    made.kept(sent)
    assert made.unsaved() == (Typed("p", PLACE, MONDAY, {1: "O"}),)
    assert made.mark(0, 0) == "I"


def test_the_old_mark_typed_back_while_another_is_on_its_way_is_still_to_be_kept() -> None:
    made = sheet(row(marks=("/", *NOTHING[1:])))
    made.put(0, 0, "I")
    sent = made.unsaved()
    made.sent(sent)
    made.put(0, 0, "/")
    made.offer([row(marks=("/", *NOTHING[1:]))])  # a reading from before the answer
    back = (Typed("p", PLACE, MONDAY, {0: "/"}),)
    assert made.unsaved() == back
    made.kept(sent)
    assert (made.mark(0, 0), made.unsaved()) == ("/", back)
    made.sent(back)
    made.kept(back)
    assert (made.mark(0, 0), made.unsaved()) == ("/", ())


def test_a_mark_sent_twice_is_typed_until_the_last_answer() -> None:
    made = sheet(row(marks=("/", *NOTHING[1:])))
    made.put(0, 0, "I")
    first = made.unsaved()
    made.sent(first)
    made.put(0, 0, "/")
    second = made.unsaved()
    made.sent(second)
    made.put(0, 0, "I")
    made.kept(first)
    assert made.unsaved() == first
    made.kept(second)
    assert (made.rows[0].marks[0], made.unsaved()) == ("/", first)


def test_the_old_mark_typed_back_over_one_that_was_refused_needs_no_keeping() -> None:
    made = sheet(row(marks=("/", *NOTHING[1:])))
    made.put(0, 0, "I")
    made.put(0, 1, "L")
    sent = made.unsaved()
    made.sent(sent)
    made.put(0, 0, "/")
    made.not_kept(sent)
    assert made.unsaved() == (Typed("p", PLACE, MONDAY, {1: "L"}),)


def test_the_row_that_is_still_typed_can_wait() -> None:
    made = sheet(row("a"), row("b"))
    made.put(0, 0, "I")
    made.put(1, 0, "I")
    assert [one.pupil_id for one in made.unsaved(but=made.rows[1].key)] == ["a"]


def test_a_draft_is_put_back_where_nothing_else_was_typed_since() -> None:
    made = sheet(row(marks=("I", *NOTHING[1:])))
    made.put(0, 1, "O")
    found = [Typed("p", PLACE, MONDAY, {0: "I", 1: "L", 2: "L"}), Typed("x", PLACE, MONDAY, {0: "L"})]
    assert made.put_back(found)
    assert made.typed == {(made.rows[0].key, 1): "O", (made.rows[0].key, 2): "L"}
    assert not made.put_back(found)


@pytest.mark.parametrize(("at", "mark"), [(0, "/"), (7, "\\")])
def test_present_is_written_by_the_half_of_the_day(at: int, mark: str) -> None:
    made = sheet()
    made.put_present(0, at)
    assert made.mark(0, at) == mark
    assert made.totals(0).present == 1
