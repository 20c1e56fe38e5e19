"""Twelve encodings: what is certain is taken, what is a guess is shown with names, and no letter is ever replaced."""

from __future__ import annotations

import codecs

import pytest

from coordinator_app.attendance.bringing_in import decoding
from coordinator_app.core.errors import BadFile
from tests.attendance.bringing_in.registers import csv_of, found, people_of, seen

WESTERN = (("Brontë", "Zoë"), ("Müller", "Chloé"), ("Peña", "Anaïs"), ("Groß", "Jürgen"), ("Owen", "Siân"))
CENTRAL = (("Wiśniewski", "Łukasz"), ("Dvořáková", "Šárka"), ("Szűcs", "Béla"), ("Żółty", "Paweł"))
MARKED = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}


def register(names: tuple[tuple[str, str], ...], encoding: str) -> bytes:
    rows = [("", family, given, "03/05/2012", "16/11/2026", "AM", "/") for family, given in names]
    return csv_of(*rows, encoding=encoding)


def names_in(content: bytes) -> list[tuple[str, str]]:
    return [(person[1], person[2]) for person in people_of(found(content))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_for_certain_with_and_without_its_mark(encoding: str) -> None:
    for mark in (b"", MARKED.get(encoding, b"")):
        content = mark + register(WESTERN + CENTRAL, encoding)
        shown = seen(content)
        assert (shown.encoding, shown.is_sure, shown.encodings) == (encoding, True, ())
        assert names_in(content) == list(WESTERN + CENTRAL)


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-1", "iso-8859-15", "mac-roman", "cp850"])
def test_western_names_come_out_right_and_the_guess_is_said_to_be_one(encoding: str) -> None:
    content = register(WESTERN, encoding)
    shown = seen(content)
    assert not shown.is_sure
    assert "Brontë" in shown.encodings[0].sample
    assert names_in(content) == list(WESTERN)


@pytest.mark.parametrize("encoding", ["cp1250", "iso-8859-2"])
def test_central_european_names_come_out_right(encoding: str) -> None:
    content = register(CENTRAL, encoding)
    assert seen(content).encoding == encoding
    assert names_in(content) == list(CENTRAL)


def test_another_encoding_can_be_chosen_and_shows_the_same_names_its_own_way() -> None:
    content = register((("Peña", "José"),), "cp1252")
    shown = seen(content, encoding="mac-roman")
    assert shown.encoding == "mac-roman"
    assert "Peña" not in shown.encodings[0].sample
    assert any(one.name == "cp1252" and "Peña" in one.sample for one in shown.encodings)


def test_a_choice_that_shows_the_same_letters_is_offered_once() -> None:
    offered = [one.name for one in seen(register(WESTERN, "cp1252")).encodings]
    assert offered[0] == "cp1252"
    assert not {"iso-8859-1", "iso-8859-15"} & set(offered)


def test_letters_that_do_not_belong_are_refused_and_never_replaced() -> None:
    content = register(WESTERN, "cp1252")
    with pytest.raises(BadFile, match=r"cannot be read as “Unicode \(UTF-8\)”"):
        seen(content, encoding="utf-8")
    with pytest.raises(BadFile, match="not one that lists come in"):
        seen(content, encoding="utf-7")
    assert "replace" not in str(decoding.decode.__doc__).replace("ever replaced", "")


def test_letters_spoilt_before_they_reached_us_are_said() -> None:
    spoilt = register(WESTERN, "utf-8").decode("cp1252", "ignore").encode("utf-8")
    assert any("spoilt" in note for note in seen(spoilt).notes)
    assert seen(register(WESTERN, "utf-8")).notes == ()


def test_a_guess_that_only_went_by_usualness_would_read_mac_names_wrongly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The planted fault: without looking at how odd the letters are, Zoë of a Mac is another child."""
    content = register(WESTERN, "mac-roman")
    assert names_in(content) == list(WESTERN)
    monkeypatch.setattr(decoding, "oddness", lambda _text: 0)
    assert names_in(content) != list(WESTERN)


def test_a_line_without_end_is_looked_at_once() -> None:
    """Tried from each of its letters anew, this line would take hours."""
    text = "a" * 4_000_000 + "\nZoë;x,Chloë\n"
    assert decoding.unusual(text) == ["Zoë", "Chloë"]
