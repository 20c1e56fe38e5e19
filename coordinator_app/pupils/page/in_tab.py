"""What the pupil's page was opened with that a tab has to show: a document, an entry, a list as it was narrowed (no Qt)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class InTab:
    """`document` with its `page` (from 1) and the words `marked` in it; `shown` and `found` as the tab's `where` gave them.

    `entry` is the entry of the chronology to be brought into sight, `correct` the one whose correction is carried on.
    `files` are to be added to the documents, once: whoever comes back adds nothing again.
    """

    document: str = ""
    page: int = 1
    marked: str = ""
    shown: str | None = None
    found: object = None
    correct: str = ""
    entry: str = ""
    files: tuple[Path, ...] = ()

    @classmethod
    def of(cls, more: Mapping[str, Any]) -> InTab:
        """Of what the page was told."""
        return cls(
            str(more.get("document") or more.get("document_id") or ""),
            int(more.get("page") or 1),
            str(more.get("marked") or ""),
            more.get("shown"),
            more.get("found"),
            str(more.get("correct") or ""),
            str(more.get("entry") or ""),
            tuple(more.get("files") or ()),
        )

    def tell(self, tab: str, ask: Callable[..., Any]) -> None:
        """Let the tabs show it; `ask(tab, what, ...)` calls what a tab can do."""
        if self.shown is not None:
            ask(tab, "show_again", self.shown, self.found)
        if self.document:
            ask("documents", "choose_document", self.document, self.page, self.marked)
        if self.files:
            ask("documents", "add", list(self.files))
        if self.entry:
            ask("chronology", "show_entry", self.entry)
        if self.correct:
            ask("chronology", "correct_entry", self.correct)
