"""A file that is read again piece by piece: it is the same file, little of it is held, and what is shorter is said."""

from __future__ import annotations

import io
import random
from typing import cast

import pytest

from coordinator_app.pdf import part_file
from coordinator_app.pdf.part_file import PART, PartFile, held

SIZE = 12 * PART + 77
WHOLE = random.Random(5).randbytes(SIZE)


def test_any_piece_is_the_piece_of_the_whole() -> None:
    file, chance = held(WHOLE), random.Random(1)
    for _ in range(300):
        at, count = chance.randrange(SIZE + 10), chance.choice((0, 1, 40, PART - 1, PART, 3 * PART))
        assert file.at(at, count) == WHOLE[at : at + count]
    stream = io.BufferedReader(cast("io.RawIOBase", file.again()))
    stream.seek(-90, io.SEEK_END)
    assert stream.read() == WHOLE[-90:]
    stream.seek(PART - 3)
    assert stream.read(6) == WHOLE[PART - 3 : PART + 3]


def test_words_are_found_over_the_seam_of_two_parts() -> None:
    data = bytearray(3 * PART)
    for place in (7, PART - 2, 2 * PART - 6):
        data[place : place + 5] = b"%%EOF"
    data[PART - 20 : PART - 11] = data[2 * PART - 1 : 2 * PART + 8] = b"startxref"
    found = [*held(bytes(data)).places(b"%%EOF", b"startxref")]
    assert [place for place, words in found if words == b"%%EOF"] == [7, PART - 2, 2 * PART - 6]
    assert [place for place, words in found if words == b"startxref"] == [PART - 20, 2 * PART - 1]
    assert len(found) == 5


def test_little_of_a_large_file_is_held_and_it_is_fetched_again() -> None:
    fetched: list[int] = []

    def fetch(at: int, count: int) -> bytes:
        fetched.append(at)
        return WHOLE[at : at + count]

    kept = part_file.OrderedDict[int, bytes]()
    file = PartFile(SIZE, fetch, kept)
    for _ in range(2):
        for at in range(0, SIZE, 1000):
            file.at(at, 1000)
        assert len(kept) <= 8
    assert len(fetched) == 2 * len(range(0, SIZE, PART))


def test_a_file_that_became_shorter_is_not_read_as_if_it_were_whole() -> None:
    cut = PartFile(SIZE, lambda at, count: WHOLE[: SIZE - 9][at : at + count])
    assert cut.at(0, 50) == WHOLE[:50]
    with pytest.raises(EOFError):
        cut.at(SIZE - 20, 20)


def test_an_earlier_version_is_a_file_of_its_own() -> None:
    earlier = held(WHOLE).until(PART + 5)
    assert earlier.size == PART + 5
    assert earlier.at(PART, 900) == WHOLE[PART : PART + 5]
