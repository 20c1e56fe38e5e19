"""Pupils found among many by what is typed: the same as by looking at each of them."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.page.pupil_lines import MOST, PupilLine, PupilLines
from coordinator_app.core.names import fold

NAMES = (
    ("Kit Puddlecombe", "born 3 May 2012, Foxglove Hill School"),
    ("Kit Puddlecombe", "born 4 June 2013, Foxglove Hill School"),
    ("Łukasz O\u2019Brien-Smith", ""),
    ("Ann", ""),
    ("Anna", ""),
    ("Ann", "born 1 January 2011"),
    ("Jo\N{COMBINING ACUTE ACCENT} ", ""),
    ("Siân Ann", ""),
    ("Kit", ""),
)
LINES = tuple(PupilLine(str(at), *one) for at, one in enumerate(NAMES))
TYPED = (*"aknoj ,3", "ann", "ANN", "kit", "kit p", "combe, b", "o brien", "obrien", "smith", "jo", "jo ann", "anna ann", "lukasz",
         "foxglove hill school", "ann, born 1 january 2011", "zebedee", "", " ", "\x01", "kit\x01", "2012")  # fmt: skip


def looked_at_each(typed: str, *, whole: bool = False) -> list[str]:
    wanted = fold(typed)
    folded = [(line.id, fold(line.words)) for line in LINES]
    return [one for one, words in folded if wanted and (wanted == words if whole else wanted in words)]


def names_first(typed: str) -> list[str]:
    """Within each half in the order of the list."""
    inside = {line.id: 0 <= fold(line.words).find(fold(typed)) < len(fold(line.name)) for line in LINES}
    return sorted(looked_at_each(typed), key=lambda one: not inside[one])


@pytest.mark.parametrize("typed", TYPED)
def test_the_same_are_found_as_by_looking_at_each(typed: str) -> None:
    lines = PupilLines(LINES)
    assert [one.id for one in lines.found(typed)] == names_first(typed)
    assert [one.id for one in lines.called(typed)] == looked_at_each(typed, whole=True)[:2]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_each_is_found_by_every_part_of_his_words_and_by_all_of_them(line: PupilLine) -> None:
    lines = PupilLines(LINES)
    assert line in lines.called(line.words)
    assert lines.of(line.id) == line
    words = fold(line.words)
    for start in range(len(words)):
        part = words[start : start + 4]
        assert [one.id for one in lines.found(part)] == names_first(part)


def test_the_child_who_is_called_so_comes_before_those_whose_school_is() -> None:
    """With a hundred at that school he was not in the list at all, and Enter took another child."""
    at_school = [(f"s{at}", f"Ember {at}", "born 2 May 2014, Thistlemere School") for at in range(150)]
    lines = PupilLines((*at_school, ("b", "Beatrice Thistledown", "born 3 May 2013, Bramblefield Academy")))
    found = lines.found("thist")
    assert (found[0].id, len(found)) == ("b", MOST)
    assert [one.id for one in lines.found("thistlem", 3)] == ["s0", "s1", "s2"]


def test_a_name_put_right_in_an_accent_alone_is_another_list() -> None:
    assert PupilLines(LINES).same(PupilLines(LINES))
    other = (PupilLine("0", "Kít Puddlecombe", LINES[0].detail), *LINES[1:])
    assert not PupilLines(LINES).same(PupilLines(other))
    assert not PupilLines(LINES).same(PupilLines(LINES[:-1]))
    assert PupilLines().found("a") == []
    assert PupilLines().of("0") is None
