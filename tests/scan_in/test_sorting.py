"""The rules of sorting: what goes where, in which order, and what is asked before anything is filed."""

from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.scan_in.model import PageMark, ScannedPage
from coordinator_app.scan_in.sorting import CheckKind, Goes, boxes, checks, goes, in_order


def page(name: str = "a", number: int = 1, total: int = 2, **more: Any) -> ScannedPage:
    values: dict[str, Any] = {
        "mark": PageMark.OURS,
        "form_page": number,
        "form_pages": total,
        "id": name,
    }
    return ScannedPage(**(values | more))


def words(*pages: ScannedPage, must_sign: tuple[int, ...] = (1,)) -> list[str]:
    return [check.words for check in checks(pages, must_sign)]


@pytest.mark.parametrize(
    ("mark", "blank", "last", "where"),
    [
        (PageMark.OURS, False, None, Goes.BY_ITS_CODE),
        (PageMark.OURS, False, False, Goes.BY_ITS_CODE),
        (PageMark.NONE, False, None, Goes.BY_ITSELF),
        (PageMark.NONE, True, None, Goes.BY_ITSELF),
        (PageMark.NONE, False, True, Goes.BY_ITSELF),
        (PageMark.TORN, False, True, Goes.BY_ITSELF),
        (PageMark.FOREIGN, False, True, Goes.BY_ITSELF),
        (PageMark.NONE, True, True, Goes.WITH_THE_LAST),
        (PageMark.NONE, False, False, Goes.WITH_THE_LAST),
    ],
)
def test_only_a_code_brings_a_page_to_a_form(
    mark: PageMark, blank: bool, last: bool | None, where: Goes
) -> None:
    assert goes(mark, blank, last) is where


def test_pages_stand_by_their_numbers_and_others_behind_the_page_they_came_after() -> None:
    given = [
        page("lead", mark=PageMark.NONE, form_page=None),
        page("two", 2),
        page("back", mark=PageMark.NONE, form_page=None),
        page("one", 1),
    ]
    assert [one.id for one in in_order(given)] == ["lead", "one", "two", "back"]


def test_missing_pages_are_named() -> None:
    assert words(page(number=1, total=3), page("c", number=3, total=3)) == ["Page 2 of 3 is missing."]
    assert words(page(number=3, total=4)) == ["Pages 1, 2 and 4 of 4 are missing."]
    assert words(page(number=1, total=9999)) == ["9998 pages of 9999 are missing."]
    assert words(page(number=1, total=1)) == []
    assert words(page(mark=PageMark.NONE)) == []


def test_a_page_left_out_is_not_there() -> None:
    given = (page(number=1), page("b", number=2, left_out=True))
    assert words(*given) == ["Page 2 of 2 is missing."]


def test_a_page_that_is_there_twice_is_shown() -> None:
    given = (page(number=1), page("b", number=2), page("c", number=2))
    (check,) = checks(given)
    assert (check.kind, check.page) == (CheckKind.TWICE, 2)
    assert check.words == "Page 2 is here twice, as pages 2 and 3 of 3. Leave out the one you do not want."
    assert "3 times" in checks((*given, page("d", number=2)))[0].words


def test_several_scans_of_one_form_are_one_line_for_each_kind_of_doubt() -> None:
    """Three scans of a form of four pages in one heap: twelve pages, and two lines to read."""
    given = [
        page(f"{scan}{number}", number, 4, signatures="1-" if number == 4 else "")
        for number in (1, 2, 3, 4)
        for scan in "abc"
    ]
    twice, unsigned = checks(given)
    assert twice.words == "Pages 1, 2, 3 and 4 are here 3 times. Was it scanned twice? Leave pages out."
    assert twice.page == 1, "the second of the first"
    assert unsigned.words == "Signature boxes on pages 10, 11 and 12 of 12 look empty. Are they signed?"
    assert unsigned.page == 9
    again = checks([*given, page("d1", 1, 4)])[0]
    assert "here more than once" in again.words


def test_pages_are_named_as_the_preview_counts_them_those_left_out_too() -> None:
    given = (page(number=1, left_out=True), page("b", number=1), page("c", number=2, signatures="1-"))
    (check,) = checks(given)
    assert (check.words, check.page) == ("The signature box on page 3 of 3 looks empty. Is it signed?", 2)


def test_a_scan_on_which_nothing_stands_says_so() -> None:
    one = page(mark=PageMark.NONE, form_page=None, is_blank=True, left_out=True)
    (check,) = checks((one,))
    assert (check.kind, check.doubt) == (CheckKind.EMPTY, True)
    assert check.words.startswith("This page is blank.")
    assert checks((one, one))[0].words.startswith("All 2 pages are blank.")
    assert checks((one, page(number=1, total=1))) == ()


def test_pages_that_do_not_agree_on_their_number_are_a_doubt() -> None:
    (check,) = checks((page(number=1, total=2), page("b", number=2, total=3)))
    assert (check.kind, check.doubt) == (CheckKind.UNLIKE, True)


def test_an_empty_signature_box_is_asked_about_and_only_the_one_that_counts() -> None:
    both = (page(number=1), page("b", number=2, signatures="1- 2-"))
    assert words(*both) == ["The signature box on page 2 of 2 looks empty. Is it signed?"]
    child = (page(number=1), page("b", number=2, signatures="1+ 2-"))
    assert words(*child) == []
    assert words(*child, must_sign=(1, 2)) == ["A signature box on page 2 of 2 looks empty. Is it signed?"]


def test_a_box_that_could_not_be_looked_at_is_no_doubt_but_is_said() -> None:
    (check,) = checks((page(number=1, total=1, signatures="1?"),))
    assert (check.kind, check.doubt) == (CheckKind.UNSEEN, False)
    assert check.words == "The signature box on page 1 of 1 could not be looked at. Is it signed?"
    (both,) = checks((page(number=1, signatures="1?"), page("b", number=2, signatures="1?")))
    assert both.words == "The signature boxes on pages 1 and 2 of 2 could not be looked at. Are they signed?"
    assert boxes("1? 2+ nonsense 3") == {1: "?", 2: "+"}
