"""What stands behind pages comes along when they are put in order: layers that are off stay off, hidden answers stay."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from coordinator_app.core.errors import BadFile
from coordinator_app.documents import pages_child
from coordinator_app.documents.looking import carrying, look
from coordinator_app.documents.reading_jobs import FileGiven, NewOrder, PageTaken, Rearranging
from coordinator_app.pdf.render import open_file
from tests.documents.test_pages_child import made, pages, words_of

Edit = Callable[[pikepdf.Pdf], None]


def edited(*edits: Edit, number: int = 1) -> bytes:
    out = io.BytesIO()
    with pikepdf.Pdf.open(io.BytesIO(pages(*(f"page {one}" for one in range(1, number + 1))))) as pdf:
        for edit in edits:
            edit(pdf)
        pdf.save(out)
    return out.getvalue()


def _layer(pdf: pikepdf.Pdf, base: str = "") -> None:
    """A black square on the first page that is on a layer which is off."""
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Secret drawing"))
    settings = Dictionary(BaseState=Name(base), ON=Array([])) if base else Dictionary(OFF=Array([group]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=settings)
    page = pdf.pages[0]
    if "/Resources" not in page.obj:
        page.obj.Resources = Dictionary()
    page.obj.Resources.Properties = Dictionary(Hid=group)
    page.contents_add(pdf.make_stream(b"/OC /Hid BDC 0 0 0 rg 20 20 200 100 re f EMC"))


def _field(pdf: pikepdf.Pdf, page: int | None = 0, value: str = "Marigold was here") -> None:
    """A hidden field with an answer, on a page or on none."""
    field = pdf.make_indirect(
        Dictionary(
            FT=Name.Tx,
            T="who",
            V=value,
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=Array([100, 100, 200, 150]),
            F=2,
            AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS="app.alert('x')")),
        )
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), CO=Array([field]))
    if page is not None:
        pdf.pages[page].obj.Annots = Array([field])


def _shared(pdf: pikepdf.Pdf) -> None:
    """One field whose boxes stand on two pages."""
    above = pdf.make_indirect(Dictionary(T="who", Kids=Array([])))
    for number in (0, 1):
        box = pdf.make_indirect(
            Dictionary(
                FT=Name.Tx,
                T=f"part{number}",
                V=f"answer {number}",
                Parent=above,
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=Array([100, 100, 200, 150]),
            )
        )
        above.Kids.append(box)
        pdf.pages[number].obj.Annots = Array([box])
    pdf.Root.AcroForm = Dictionary(Fields=Array([above]))


def dark(content: bytes, index: int = 0) -> int:
    with open_file(content) as source:
        return sum(source.picture(index, 72).convert("L").histogram()[:128])


def answers(content: bytes) -> str:
    return look(FileGiven("a.pdf", content)).hidden


@pytest.mark.parametrize("base", ["", "/OFF"])
def test_a_layer_that_is_off_stays_off(base: str) -> None:
    source = edited(lambda pdf: _layer(pdf, base))
    (new,) = made([source], [(0, 0, 0)])
    assert dark(new) == dark(source), "nothing is seen that was not"
    with pikepdf.Pdf.open(io.BytesIO(new)) as read:
        assert "/OCProperties" in read.Root
        assert read.check_pdf_syntax() == [] if hasattr(read, "check_pdf_syntax") else read.check() == []
    (both,) = made([source, pages("letter")], [(1, 0, 0), (0, 0, 0)])
    assert dark(both, 1) == dark(source)
    assert words_of(both)[0] == "letter"


def test_without_the_list_of_layers_the_square_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault planted."""
    source = edited(_layer)
    monkeypatch.setattr(carrying, "carry_layers", lambda *_: None)
    (new,) = made([source], [(0, 0, 0)])
    assert dark(new) > dark(source)


def test_layers_of_two_documents_are_not_mixed() -> None:
    with pytest.raises(BadFile, match="layers"):
        made([edited(_layer), edited(_layer)], [(0, 0, 0), (1, 0, 0)])


def test_the_answer_of_a_hidden_field_comes_along_and_its_script_does_not() -> None:
    source = edited(_field)
    assert "Marigold was here" in answers(source)
    (new,) = made([source], [(0, 0, 90)])
    assert "Marigold was here" in answers(new)
    with pikepdf.Pdf.open(io.BytesIO(new)) as read:
        assert all("/AA" not in one for one in read.Root.AcroForm.Fields)
        assert "/CO" not in read.Root.AcroForm


def test_the_answers_of_a_page_that_is_left_out_do_not_come_along() -> None:
    source = edited(lambda pdf: _field(pdf, 1), number=2)
    (new,) = made([source], [(0, 0, 0)])
    assert "Marigold" not in answers(new)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (lambda pdf: _field(pdf, None), "on none of its pages"),
        (
            lambda pdf: (_field(pdf), pdf.Root.AcroForm.__setitem__("/XFA", pdf.make_stream(b"<x/>"))),
            "beside",
        ),
    ],
)
def test_a_form_that_would_lose_an_answer_is_refused(edit: Any, why: str) -> None:
    with pytest.raises(BadFile, match=why) as told:
        made([edited(edit)], [(0, 0, 0)])
    assert "The document is as it was." in told.value.sentences()
    assert "print it to a new PDF" in told.value.sentences()


def test_an_empty_field_that_stands_nowhere_is_no_reason_to_refuse() -> None:
    (new,) = made([edited(lambda pdf: _field(pdf, None, ""))], [(0, 0, 0)])
    assert words_of(new) == ["page 1"]


def test_pages_of_a_form_that_hang_together_stay_together() -> None:
    source = edited(_shared, number=2)
    (whole,) = made([source], [(0, 1, 0), (0, 0, 0)])
    assert words_of(whole) == ["page 2", "page 1"]
    assert all(f"answer {number}" in answers(whole) for number in (0, 1))
    with pytest.raises(BadFile, match="hang together"):
        made([source], [(0, 0, 0)])


def test_fields_of_the_same_name_in_two_documents_both_come_along() -> None:
    one, other = edited(_field), edited(lambda pdf: _field(pdf, 0, "Otis was there"))
    (both,) = made([one, other], [(1, 0, 0), (0, 0, 0)])
    assert "Marigold was here" in answers(both)
    assert "Otis was there" in answers(both)


def test_pages_of_two_files_are_taken_by_turns_and_look_as_before() -> None:
    first, second = pages("one", "two", "three"), pages("four", "five")
    order = [(1, 1, 0), (0, 2, 0), (1, 0, 0), (0, 0, 0)]
    (mixed,) = made([first, second], order)
    assert words_of(mixed) == ["five", "three", "four", "one"]
    asked = Rearranging((first, second), (NewOrder(tuple(PageTaken(*one) for one in order)),))
    assert pages_child.rearrange(asked).pdfs == (mixed,), "the same order gives the same file"
