"""The net lets marks of programs through its meshes, and never a word: better a mark that is listed than a word that is lost."""

from __future__ import annotations

import re

import pytest

from coordinator_app.documents.looking import leftover, look
from coordinator_app.documents.looking.leftover import Net
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import planted
from tests.documents.looking.test_other_words import plain_word

WORDS = (
    *("PTSD", "P.T.S.D.", "HIV1", "KS2", "PMS", "P T S D", "M-a-r-i-g-o-l-d", "_Marigold_is_cutting_herself"),
    *("uuid:Marigold", "LibreOffice/Marigold is cutting herself", "xmp.did:Marigold", "_Ref_Marigold"),
    "Safeguarding/2026/MarigoldPuddlecombe/WhatHerMotherSaid/kept/here",
)
MARKS = (
    *("P1D", "PT5M", "P1Y2M10DT2H30M", "A1:B7", "$AB$1", "_Toc123", "#_Ref12", "__RefHeading___Toc12_3"),
    *(
        "_x0000_s1026",
        "_GoBack",
        "_xlnm.Print_Area",
        "LibreOffice/7.3.7.2$Linux_X86_64 LibreOffice_project/30",
    ),
    *("uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b", "xmp.iid:F77F117407206811A961CF4A9E4A6F1B"),
)
ONLY_IN_PLACES_OF_A_FORMAT = ("AB1234", "CAFE1234", "en-GB", "12pt", "#dad", "nextPage", "PT5M", "$AB$1")


def caught(words: str, *, typed: bool = False) -> list[str]:
    net = Net([])
    net.take(words, typed=typed)
    return net.lines


@pytest.mark.parametrize("words", WORDS)
def test_a_word_that_looks_like_a_mark_is_caught_wherever_it_stands(words: str) -> None:
    assert caught(words) == caught(words, typed=True) == [words]


@pytest.mark.parametrize("words", MARKS)
def test_a_mark_is_not_caught_where_a_format_prescribes_what_stands(words: str) -> None:
    assert caught(words) == []


@pytest.mark.parametrize("words", ONLY_IN_PLACES_OF_A_FORMAT)
def test_where_anything_may_be_typed_what_could_be_a_word_is_one(words: str) -> None:
    assert caught(words) == []
    assert caught(words, typed=True) == [words]


def test_a_mark_that_is_typed_in_another_place_is_caught_there() -> None:
    net = Net([])
    net.take("AB1234")
    net.take("AB1234", typed=True)
    assert net.lines == ["AB1234"]


def test_planted_fault_a_wider_pattern_of_durations_would_swallow_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leftover, "_MARK", re.compile(r"P[\dDTHMS.]+"))
    assert caught("PTSD") == []


_CUSTOM = (
    '<Properties xmlns="urn:p" xmlns:vt="urn:vt"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" '
    'name="Seen"><vt:lpwstr>PTSD</vt:lpwstr><vt:lpwstr>AB1234</vt:lpwstr></property></Properties>'
)


def test_the_properties_that_somebody_made_are_words_whatever_they_look_like() -> None:
    """Also beside a remark that is one word, and a place that is only a place."""
    parts: dict[str, str | bytes] = {
        "docProps/custom.xml": _CUSTOM,
        "word/people.xml": "<a><!--alone--><c r='AB12'/><b author='HIV1'/></a>",
    }
    words = look(FileGiven("a.docx", planted.packed(plain_word(), {}, parts))).words.split()
    assert {"PTSD", "AB1234", "alone", "HIV1"} <= set(words)
    assert "AB12" not in words


def test_a_net_that_is_full_looks_at_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words a file holds, the work ends where no more can be listed."""
    monkeypatch.setattr(leftover, "MOST_LINES", 2)
    looked: list[str] = []
    known = Net._is_known

    def counted(net: Net, words: str) -> bool:
        looked.append(words)
        return known(net, words)

    monkeypatch.setattr(Net, "_is_known", counted)
    net = Net([])
    for number in range(100):
        net.take(f"Marigold {number}x")
    assert net.cut
    assert len(looked) == 3
