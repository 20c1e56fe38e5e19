"""What of a document a machine could not give words for, and what lies hidden in it: a person must look at both."""

from __future__ import annotations

from coordinator_app.documents.model import Document

_FEW_WORDS = 5
"""A page with fewer has none to speak of (documents/looking): the stamp of a scanner is not what the page says."""
ALL = "all"
_NO_WORDS = "words that can be trusted. A machine that reads the picture may miss a name."


def unread_pages(document: Document) -> str:
    """The pages whose words nobody knows, for `RequestItem.unread_pages`: "3, 5 to 7", "all", "2 of 9"; "" for none.

    "2 of 9" where it is known how many they are and not which: then a person looks at every page.
    """
    pages, words = document.page_count or 0, document.words
    missing = document.unread_pages
    if not pages or missing is None:
        return "" if words.strip() else ALL
    if not missing:
        return ""
    if missing >= pages:
        return ALL
    lines = [len(line.split()) for line in words.split("\n")[:pages]]
    empty = [number for number, count in enumerate(lines, start=1) if count < _FEW_WORDS]
    return in_ranges(empty) if len(empty) == missing and len(lines) == pages else f"{missing} of {pages}"


def in_ranges(numbers: list[int]) -> str:
    """Page numbers for a reader, runs put together: [3, 5, 6, 7] is "3, 5 to 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def _and(pages: str) -> str:
    before, comma, last = pages.rpartition(", ")
    return f"{before} and {last}" if comma else last


def say_pages(numbers: list[int]) -> str:
    """Page numbers in a sentence: "page 2", "pages 1 and 3"."""
    return f"page{'' if len(numbers) == 1 else 's'} {_and(in_ranges(numbers))}"


def say_unread(pages: str) -> str:
    """What is said of such pages to the reviewer; "" for none."""
    if not pages:
        return ""
    if pages == ALL:
        return f"None of its pages has {_NO_WORDS} A person must read it."
    if " of " in pages:
        return f"{pages} pages have no {_NO_WORDS} It is not known which. A person must read them all."
    if pages.isdigit():
        return f"Page {pages} has no {_NO_WORDS} A person must read it."
    return f"Pages {_and(pages)} have no {_NO_WORDS} A person must read them."


def hidden_words(document: Document) -> str:
    """What lies hidden in a document: the sentences that say what, and the words behind its pages; "" for nothing."""
    said = document.lies_hidden.strip()
    if not said:
        return ""
    behind = (
        "\n".join(document.words.split("\n")[document.page_count or 0 :]).strip()
        if document.page_count
        else ""
    )
    return f"{said}\n\n{behind}" if behind else said
