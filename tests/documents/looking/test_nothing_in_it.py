"""A file in which nothing stands is said to be empty, and nothing that somebody wrote is taken for nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import look
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made


def document(*paragraphs: str, **said: str) -> bytes:
    one = Document()
    one.core_properties.comments = ""
    for name, words in said.items():
        setattr(one.core_properties, name, words)
    for words in paragraphs:
        one.add_paragraph(words)
    out = io.BytesIO()
    one.save(out)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", document()),
        ("letter.docx", document("", "  ", author="Tansy Fieldgate")),
        ("list.xlsx", workbook()),
        ("note.txt", b" \r\n\t\n"),
        ("page.html", b"<html><body> </body></html>"),
        ("mail.eml", b"\r\n"),
    ],
)
def test_a_file_in_which_nothing_stands_is_refused_as_empty(name: str, content: bytes) -> None:
    """It was kept as a page of its own on which nothing stood, and nobody was told."""
    with pytest.raises(BadFile) as told:
        look(FileGiven(name, content))
    assert told.value.happened == "The file is empty: no words and no pictures stand in it."
    assert told.value.next_step == "Ask for it again, or leave it out and write down why."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.docx", document("Kit was late.")),
        ("letter.docx", document(subject="Kit was late.")),
        ("letter.docx", document(comments="Kit was late.")),
        ("picture.docx", made.word_with(made.picture(words="Kit was late"))),
        ("note.txt", b"."),
        ("mail.eml", b"From: tansy@fieldgate.example\r\n\r\n"),
    ],
)
def test_whatever_somebody_wrote_is_kept(name: str, content: bytes) -> None:
    assert look(FileGiven(name, content)).page_count


def test_what_came_empty_inside_a_message_is_kept_with_it() -> None:
    mail = (
        b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nSee the note.\r\n--x\r\nContent-Type: text/plain\r\n"
        b'Content-Disposition: attachment; filename="note.txt"\r\n\r\n \r\n\r\n--x--\r\n'
    )
    (one,) = look(FileGiven("a.eml", mail)).inside
    assert one.looked is not None


def test_a_comment_on_nothing_is_something() -> None:
    empty = io.BytesIO(document())
    with zipfile.ZipFile(empty, "a") as package:
        package.writestr(
            "word/comments.xml",
            '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" '
            'w:author="T"><w:p><w:r><w:t>Kit was late.</w:t></w:r></w:p></w:comment></w:comments>',
        )
    looked = look(FileGiven("letter.docx", empty.getvalue()))
    assert "Kit was late." in f"{looked.words} {looked.hidden}"
