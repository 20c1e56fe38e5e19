"""Text in whatever letters it was written, and what kind of text it is."""

from __future__ import annotations

import pytest

from coordinator_app.documents.looking import kinds
from coordinator_app.documents.looking.texts import decoded, is_message, is_text, is_web_page

ENGLISH = "Zoë Fernhollow – 3 pounds for the café"
WRITTEN = {
    "utf-8": ENGLISH,
    "utf-8-sig": ENGLISH,
    "utf-16": ENGLISH,
    "utf-16-le": ENGLISH,
    "utf-16-be": ENGLISH,
    "utf-32": ENGLISH,
    "cp1252": ENGLISH + " “quoted” £",
    "latin-1": "Zoë paid £3 at the café",
    "ascii": "Zoe paid",
    "cp1250": "Łukasz Żółkiewski był nieobecny w szkole w środę, a jego siostra źle się czuła.",
    "cp1251": "Мальчик не пришёл в школу в среду, потому что он болел всю неделю.",
    "gb18030": "这个学生星期三没有来学校，因为他整个星期都在生病。",
}


@pytest.mark.parametrize("letters", WRITTEN)
def test_text_is_read_in_the_letters_it_was_written_in(letters: str) -> None:
    content = WRITTEN[letters].encode(letters)
    assert is_text(content)
    assert decoded(content).lstrip("\ufeff") == WRITTEN[letters]


@pytest.mark.parametrize("content", [b"MZ\x90\0\3\0\0\0", b"\x7fELF\2\1\1\0", bytes(range(256)), b""])
def test_what_is_no_text_is_not_taken_for_it(content: bytes) -> None:
    assert not is_text(content)


def test_kinds_of_text_are_told_apart_by_their_beginning() -> None:
    assert is_web_page("<!-- saved -->\n<html>")
    assert not is_web_page("The tag <html> is used in pages.")
    assert is_message("Received: by x\n  with y\nFrom: a\nTo: b\n\nx")
    assert not is_message("From: the head\nDear all,")
    assert not is_message("Name: Marigold\nDay: Monday\n")


@pytest.mark.parametrize(
    ("ending", "content", "kind"),
    [
        (".csv", b"a,b\n1,2\n", kinds.CSV),
        (".txt", b"a,b\n1,2\n", kinds.TEXT),
        ("", b"{\\rtf1 x}", kinds.RTF),
        (".eml", b"From: a\nDear all,", kinds.TEXT),
    ],
)
def test_the_ending_only_parts_a_list_from_other_text(ending: str, content: bytes, kind: str) -> None:
    assert kinds.by_content(content, ending) == kind
