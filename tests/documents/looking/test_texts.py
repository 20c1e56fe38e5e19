"""Text in whatever letters it was written, and what kind of text it is."""

from __future__ import annotations

import pytest

from coordinator_app.documents.looking import kinds, rich_text, web
from coordinator_app.documents.looking.texts import decoded, in_letters, is_message, is_text, is_web_page

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


def test_remarks_before_a_page_are_passed_over_once_and_never_tried_in_another_way() -> None:
    """Tried in every way that they can be cut, these would take years."""
    assert not is_web_page("<!---->" * 500 + "x")
    assert is_web_page('<?xml version="1.0"?>\n' + "<!-- saved -->\n" * 30 + "<html>")


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "rot13", "base64", "klingon"])
def test_a_name_that_is_not_of_letters_is_never_followed(name: str) -> None:
    assert in_letters(b"hello-abc", name) is None
    page = f"<html><head><meta charset='{name}'></head><body>hello-\\x41bc</body></html>".encode()
    assert [part.lines for part in web.read(page).parts] == [("hello-\\x41bc",)]


@pytest.mark.parametrize("letters", WRITTEN)
def test_letters_that_a_file_names_are_followed(letters: str) -> None:
    assert in_letters(WRITTEN[letters].encode(letters), letters) == WRITTEN[letters]


@pytest.mark.parametrize("name", ["utf-16", "utf-16le", "utf-32", "utf-7"])
def test_a_page_whose_name_of_letters_could_be_read_is_not_in_wide_ones(name: str) -> None:
    page = f"<html><head><meta charset='{name}'></head><body>Zoë and Marigold: 1+1-2</body></html>"
    content = page.encode().ljust(len(page.encode()) + len(page.encode()) % 2)
    assert [part.lines for part in web.read(content).parts] == [("Zoë and Marigold: 1+1-2",)]


def test_one_strange_byte_does_not_spoil_every_name_of_a_file() -> None:
    content = "Zoë and José met Chloë.\n".encode() * 20 + b"Marigold\x92s house\n" + "Zoë".encode()
    assert decoded(content) == "Zoë and José met Chloë.\n" * 20 + "Marigold’s house\nZoë"


@pytest.mark.parametrize(
    ("word", "letters"), [("mac", "mac_roman"), ("pc", "cp437"), ("pca", "cp850"), ("ansi", "cp1252")]
)
def test_rich_text_is_read_in_the_letters_of_the_machine_that_wrote_it(word: str, letters: str) -> None:
    coded = "".join(f"\\'{byte:02x}" for byte in "Zoë".encode(letters))
    assert rich_text.read(f"{{\\rtf1\\{word} {coded}\\par}}".encode()).parts[0].lines[0] == "Zoë"
