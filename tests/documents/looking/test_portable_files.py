"""Files attached to a PDF: each is taken out by itself, wherever it hangs, and what is not taken out is said."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from coordinator_app.documents.looking import portable, portable_files
from coordinator_app.documents.looking.found import MOST_INSIDE

LISTED: Any = pikepdf.AttachedFileSpec  # its description of itself asks for what has a default


def pdf_with(change: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def spec(pdf: Any, name: str, words: bytes, key: str = "/F") -> Any:
    made = Dictionary(Type=Name.Filespec, UF=name, EF=Dictionary())
    made.EF[key] = pdf.make_stream(words)
    return pdf.make_indirect(made)


def pinned(file: Any) -> Any:
    return Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([1, 1, 9, 9]), FS=file)


def taken(change: Callable[[Any], None]) -> tuple[list[tuple[str, bytes]], str]:
    found = portable.behind_the_pages(pdf_with(change))
    return [(one.name, one.content) for one in found.inside], "\n".join(found.hidden)


def two_of_one_name(pdf: Any) -> None:
    pdf.pages[0].Annots = Array([pinned(spec(pdf, "a.txt", b"one")), pinned(spec(pdf, "a.txt", b"two"))])


def two_listed_of_one_name(pdf: Any) -> None:
    for key, words in (("k", b"one"), ("l", b"two")):
        pdf.attachments[key] = LISTED(pdf, words, filename="a.txt")


@pytest.mark.parametrize("change", [two_of_one_name, two_listed_of_one_name])
def test_two_files_of_one_name_are_both_taken_out(change: Callable[[Any], None]) -> None:
    assert sorted(taken(change)[0]) == [("a.txt", b"one"), ("a.txt", b"two")]


def test_one_whose_file_is_missing_is_said_and_costs_no_other() -> None:
    def change(pdf: Any) -> None:
        gone = pdf.make_indirect(Dictionary(Type=Name.Filespec, F="gone.txt"))
        pdf.attachments["a.txt"] = LISTED(pdf, b"one", filename="a.txt")
        pdf.pages[0].Annots = Array([pinned(gone), pinned(spec(pdf, "b.txt", b"two"))])

    files, hidden = taken(change)
    assert sorted(files) == [("a.txt", b"one"), ("b.txt", b"two")]
    assert "could not be taken out" in hidden


def of_the_whole(pdf: Any) -> None:
    pdf.Root.AF = Array([spec(pdf, "a.txt", b"one")])


def in_a_film(pdf: Any) -> None:
    assets = Dictionary(Names=Array([pikepdf.String("m"), spec(pdf, "a.txt", b"one")]))
    film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, RichMediaContent=Dictionary(Assets=assets))
    pdf.pages[0].Annots = Array([film])


def by_another_key(pdf: Any) -> None:
    pdf.pages[0].Annots = Array([pinned(spec(pdf, "a.txt", b"one", "/UF"))])


@pytest.mark.parametrize("change", [of_the_whole, in_a_film, by_another_key])
def test_a_file_is_taken_out_wherever_it_hangs(change: Callable[[Any], None]) -> None:
    assert taken(change)[0] == [("a.txt", b"one")]


def test_a_link_to_a_file_elsewhere_is_not_called_an_attachment() -> None:
    def change(pdf: Any) -> None:
        pdf.pages[0].Annots = Array(
            [Dictionary(A=Dictionary(S=Name.GoToR, F=Dictionary(Type=Name.Filespec, F="b.pdf")))]
        )

    assert taken(change)[0] == []
    assert "could not be taken out" not in taken(change)[1]


def test_more_files_than_are_taken_out_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(pdf: Any) -> None:
        for number in range(MOST_INSIDE + 1):
            pdf.attachments[f"{number}.txt"] = LISTED(pdf, b"%d" % number, filename=f"{number}.txt")

    files, hidden = taken(change)
    assert len(files) == MOST_INSIDE
    assert "more than 100 attached files" in hidden
    monkeypatch.setattr(portable_files, "_MOST_OBJECTS", 1)
    assert "not all of them were searched" in taken(of_the_whole)[1]
