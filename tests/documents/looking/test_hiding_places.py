"""Every place of every kind of file in which a word may hide: it comes out in the words, and stands on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made, made_old

KINDS: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    "Word": ("a.docx", made.word, made.WORD_HIDES),
    "Excel": ("a.xlsx", made.sheets, made.SHEET_HIDES),
    "OpenDocument text": ("a.odt", made.open_text, made.TEXT_HIDES),
    "OpenDocument sheet": ("a.ods", made.open_sheets, made.OPEN_SHEET_HIDES),
    "rich text": ("a.rtf", made.rich, made.RICH_HIDES),
    "email": ("a.eml", made_old.mail, made_old.MAIL_HIDES),
    "Outlook": ("a.msg", made_old.outlook, made_old.OUTLOOK_HIDES),
    "old Excel": ("a.xls", made_old.old_sheets, made_old.OLD_SHEET_HIDES),
    "web page": ("a.html", made_old.web, made_old.WEB_HIDES),
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
