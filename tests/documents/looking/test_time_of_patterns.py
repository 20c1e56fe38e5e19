"""Patterns take a time that grows with the words and no faster, however the words are chosen, and lose none of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from coordinator_app.documents.looking import portable_rest, web_rest
from coordinator_app.documents.looking.leftover import Net


def swept(words: str) -> list[str]:
    """What is taken of XML that is not whole."""
    net = Net([])
    portable_rest._sweep(words.encode(), net)
    return net.lines


READERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "broken XML": (swept, (">", "<a", '<a b="', "<a '", "a>", "<!", "'")),
    "strings of data": (lambda words: list(web_rest.strings(words)), ('\\"', '"', '"a\\', "\\", "true")),
    "looks": (
        lambda words: list(web_rest.styled(words)),
        ("/*", 'content:"', "content:'\\", "content ", "*/"),
    ),
    "remarks": (web_rest.remark, ("{…:", "{:", "{", "-", "<!--[if", "{…a", "[if")),
    "words": (lambda words: Net([]).take(words), ("A1:", "P1D", "_", "a1", "A-", "#", "1.", "rgb(")),
}
CASES = [(reader, piece) for reader, (_, pieces) in READERS.items() for piece in pieces]
_TIMES = 10


def grows(read: Callable[[str], object], piece: str, often: int = 10_000) -> float:
    """How much longer it takes for ten times as much, at its best of a few: ten if it grows as the words do.

    What stands before "…" in a piece stands once, at the beginning.
    """
    begins, _, again = piece.rpartition("…")

    def least(words: str) -> float:
        best = []
        for _ in range(3):
            begun = time.process_time_ns()
            read(words)
            best.append(time.process_time_ns() - begun)
        return max(min(best), 1_000_000)  # below a millisecond the clock tells nothing

    return least(begins + again * (often * _TIMES)) / least(begins + again * often)


@pytest.mark.parametrize(("reader", "piece"), CASES)
def test_the_time_of_a_pattern_grows_with_the_words_and_no_faster(reader: str, piece: str) -> None:
    """Quadratic growth would be a hundredfold; forty leaves room for a machine that does other things."""
    assert grows(READERS[reader][0], piece) < _TIMES * 4


@pytest.mark.parametrize(
    ("pattern", "piece", "often"),
    [
        (r"\{[^{}]*:[^{}]*\}", "{…:", 700),
        (r">([^<]+)<", ">", 600),
        (r"\"(?:[^\"\\]|\\.)*\"", '\\"', 300),
    ],
)
def test_planted_fault_a_pattern_that_tries_again_from_every_place_is_seen(
    pattern: str, piece: str, often: int
) -> None:
    found = re.compile(pattern)
    assert grows(lambda words: found.sub(" ", words), piece, often) > _TIMES * 4


def test_of_broken_xml_every_text_and_value_is_found_also_beside_its_signs() -> None:
    words = swept(
        "first <a b='Rose > x' c=\"Mari\"><b>Zoe > Fern <3 Hollow</b><?xpacket id='none'?> tail <d e='end"
    )
    assert {"first", "Zoe", "Fern", "3 Hollow", "tail"} <= set(words)
    assert all(any(one in line for line in words) for one in ("Rose", "Mari", "end"))
    assert not any("none" in line for line in words)


def test_of_data_that_is_none_every_word_is_found() -> None:
    words = '{"a": "He \\"x\\"", b: Marigold, "c": [true, null, 1e5], "d": "C:\\Puddle", "e": "open'
    found = list(web_rest.strings(words))
    assert found == ["a", 'He "x"', ", b: Marigold, ", "c", "d", "C:\\Puddle", "e", "open"]


def test_of_looks_every_remark_and_every_shown_word_is_found() -> None:
    long = "Marigold " * 400
    words = f'a:after{{content: "He \\" said"}} /* Style Definitions */ /*{long}Definitions*/ /* open end'
    assert list(web_rest.styled(words)) == ['He \\" said', f"{long}Definitions", " open end"]
