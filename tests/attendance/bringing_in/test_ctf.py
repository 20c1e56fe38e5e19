"""Common transfer files: marks are taken, totals are refused, and nothing outside the file is ever opened."""

from __future__ import annotations

import pytest

from coordinator_app.core.errors import BadFile
from tests.attendance.bringing_in.registers import ctf_of, found, lines_of, people_of, seen

SESSION = (
    "<YearData><Year>2026</Year><SessionDetails><AttendanceDate>2026-11-16</AttendanceDate>"
    "<Session>{half}</Session><AttendanceCode>{code}</AttendanceCode></SessionDetails></YearData>"
)
WEEK = "<YearData><Week><WeekCommencing>2026-11-16</WeekCommencing><Marks>/\\/\\/\\/\\II</Marks></Week></YearData>"
TOTALS = (
    "<YearData><Year>2026</Year><SessionsPossible>190</SessionsPossible>"
    "<SessionsAttended>180</SessionsAttended></YearData>"
)


def test_marks_of_single_sessions_and_of_weeks_are_taken_with_the_upn() -> None:
    content = ctf_of(SESSION.format(half="AM", code="/") + SESSION.format(half="PM", code="I"))
    read = found(content)
    assert [said for _, _, said in lines_of(read)] == ["/ . . . . . . . . .", ". I . . . . . . . ."]
    assert people_of(read) == [("A820200001001", "PUDDLECOMBE", "KIT", "2012-05-03")]
    assert [said for _, _, said in lines_of(found(ctf_of(WEEK)))] == ["/ \\ / \\ / \\ / \\ I I"]


def test_a_file_with_a_namespace_and_in_utf_16_is_read_as_well() -> None:
    plain = ctf_of(WEEK).decode()
    spaced = plain.replace("<CTfile>", '<CTfile xmlns="http://example.invalid/ctf">').encode()
    wide = plain.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    for content in (spaced, wide):
        assert seen(content, "999XXXX_CTF_9991234_001.xml").kind == "ctf"
        assert len(lines_of(found(content))) == 1


def test_totals_alone_are_refused_in_plain_words() -> None:
    with pytest.raises(BadFile, match="only totals of the year"):
        seen(ctf_of(TOTALS))
    with pytest.raises(BadFile, match="holds no attendance"):
        seen(ctf_of(""))


def test_xml_that_is_no_transfer_file_or_does_not_close_is_refused() -> None:
    with pytest.raises(BadFile, match="no common transfer file"):
        seen(b"<?xml version='1.0'?><Register/>")
    with pytest.raises(BadFile, match="does not close"):
        seen(ctf_of(WEEK)[:-12])


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE CTfile [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE CTfile SYSTEM "file:///etc/passwd">',
        '<!doctype CTfile [<!ENTITY x SYSTEM "http://example.invalid/x">]>',
    ],
)
def test_entities_and_document_types_are_refused_before_they_are_read(doctype: str) -> None:
    content = ctf_of(WEEK).replace(b"\n<CTfile>", f"\n{doctype}<CTfile>".encode())
    for file in (content, content.decode().replace("UTF-8", "UTF-16").encode("utf-16")):
        with pytest.raises(BadFile, match="instructions that no transfer file needs"):
            seen(file)
