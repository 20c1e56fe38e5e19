"""What a finished file says about itself: one title, which is a reference, and nothing else (security.md 19)."""

from __future__ import annotations

import io

import pikepdf


def bare(pdf: bytes, title: str, language: str) -> bytes:
    """The same pages in a fresh file whose only words about itself are `title` and the language."""
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as fresh:
        fresh.pages.extend(source.pages)
        describe(fresh, title, language)
        out = io.BytesIO()
        fresh.save(out, deterministic_id=True)
        return out.getvalue()


def describe(pdf: pikepdf.Pdf, title: str, language: str) -> None:
    """Sets the title (shown in the window's bar of the reader) and the language; there is no other metadata."""
    pdf.docinfo["/Title"] = title
    pdf.Root.Lang = pikepdf.String(language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
