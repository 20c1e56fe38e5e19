"""The pages of a finished pack as pdfium reads them: a few in hand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pypdfium2

from coordinator_app.core.memory import give_back
from coordinator_app.pdf.pack_content import Word
from coordinator_app.pdf.page_words import words_on
from coordinator_app.pdf.part_file import PartFile

_AT_A_TIME: Final = 8


@contextmanager
def opened_pages(file: PartFile, password: str) -> Iterator[Pages]:
    """The pages of a file while it is checked."""
    pages = Pages(file, password)
    try:
        yield pages
    finally:
        pages.close()


class Pages:
    """The pages of the file through pdfium, which keeps of each one that it read its pictures, unlocked.

    So the file is opened anew now and then, and what was kept is let go. One page is in hand at a time.
    """

    def __init__(self, file: PartFile, password: str) -> None:
        self._file, self._password = file, password
        self._document: Any = None
        self._count, self._taken = len(self._opened()), 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Any:
        if self._taken >= _AT_A_TIME:
            self.close()
        self._taken += 1
        return self._opened()[index]

    def close(self) -> None:
        """Let go of the file and of what was kept of it, until a page is asked for again."""
        if self._document is not None:
            self._document.close()
            self._document, self._taken = None, 0
        give_back()

    def _opened(self) -> Any:
        if self._document is None:
            self._document = pypdfium2.PdfDocument(self._file.again(), password=self._password)
        return self._document


class PageRead:
    """The text of one page of the finished file as pdfium reads it, and its words where there are boxes."""

    def __init__(self, pages: Any, index: int, *, boxed: bool) -> None:
        page = pages[index]
        text = page.get_textpage()
        self.text: str = text.get_text_range()
        self.words: tuple[Word, ...] = tuple(words_on(page, text)) if boxed else ()
        text.close()
        page.close()
