"""Every place of every kind of file in which a word may hide: it comes out in the words, and stands on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made

KINDS: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    "Word": ("a.docx", made.word, made.WORD_HIDES),
    "Excel": ("a.xlsx", made.sheets, made.SHEET_HIDES),
    "OpenDocument text": ("a.odt", made.open_text, made.TEXT_HIDES),
    "OpenDocument sheet": ("a.ods", made.open_sheets, made.OPEN_SHEET_HIDES),
    "rich text": ("a.rtf", made.rich, made.RICH_HIDES),
    "email": ("a.eml", made.mail, made.MAIL_HIDES),
    "Outlook": ("a.msg", made.outlook, made.OUTLOOK_HIDES),
    "old Excel": ("a.xls", made.old_sheets, made.OLD_SHEET_HIDES),
    "web page": ("a.html", made.web, made.WEB_HIDES),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_hidden_anywhere_is_found(kind: str) -> None:
    name, make, hidden = KINDS[kind]
    words = look(FileGiven(name, make())).words
    assert [word for word in hidden if word not in words] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_hidden_anywhere_stands_on_a_page_and_can_be_covered(kind: str) -> None:
    _, make, hidden = KINDS[kind]
    with open_any(make()) as source:
        shown = " ".join(word.text for page in range(source.pages) for word in source.words(page))
    assert [word for word in hidden if word not in shown] == []
