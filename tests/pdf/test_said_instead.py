from __future__ import annotations

import io
import zlib

import foreign
import pikepdf
import pytest

from coordinator_app.pdf.pictured import is_pictured
from coordinator_app.pdf.render import open_file

DRAWN = b"BT /F1 12 Tf 72 500 Td (with Thorncastle there) Tj ET"


def pdf(said: str, *, how: str = "plain") -> bytes:
    """A page on which a name is drawn, and which says `said` instead of it."""

    def change(opened: pikepdf.Pdf) -> None:
        page, spoken = opened.pages[0], f"/Span <</ActualText ({said})>> BDC ".encode() + DRAWN + b" EMC"
        if how == "named":
            page.obj.Resources.Properties = pikepdf.Dictionary(Said=pikepdf.Dictionary(ActualText=said))
            spoken = b"/Span /Said BDC " + DRAWN + b" EMC"
        if how == "within a drawing":
            form = opened.make_stream(
                spoken, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 595, 842],
                Resources=pikepdf.Dictionary(Font=page.obj.Resources.Font),
            )  # fmt: skip
            page.obj.Resources.XObject = pikepdf.Dictionary(X=form)
            spoken = b"/X Do"
        stream = opened.make_stream(spoken)
        if how == "in figures":
            stream.write(spoken.hex().encode() + b">", filter=pikepdf.Name.ASCIIHexDecode)
        if how == "in runs":
            stream.write(bytes([len(spoken) - 1]) + spoken + b"\x80", filter=pikepdf.Name.RunLengthDecode)
        page.contents_add(stream)

    return foreign.changed(foreign.page(foreign.note), change)


def is_doubted(content: bytes) -> bool:
    with open_file(content) as source:
        return is_pictured(source, 0, source.words(0))


@pytest.mark.parametrize("how", ["plain", "named", "within a drawing", "in figures", "in runs"])
def test_a_page_that_says_other_words_than_it_draws_is_read_by_a_person(how: str) -> None:
    assert is_doubted(pdf("a calm afternoon", how=how))
    # what cannot be unpacked simply is doubted whatever it says
    assert is_doubted(pdf("with Thorncastle there", how=how)) == (how == "in runs")


def test_a_hyphen_or_a_joined_letter_that_is_said_changes_nothing() -> None:
    assert not is_doubted(pdf("with Thorn-castle  there"))


@pytest.mark.parametrize("times", [1, 2])
def test_commands_that_swell_without_end_are_not_unpacked(times: int) -> None:
    data = b" " * 60_000_000
    for _ in range(times):
        data = zlib.compress(data, 9)
    name = pikepdf.Name.FlateDecode

    def change(opened: pikepdf.Pdf) -> None:
        stream = opened.make_stream(b"")
        stream.write(data, filter=pikepdf.Array([name] * times))
        opened.pages[0].contents_add(stream)

    content = io.BytesIO(foreign.changed(foreign.page(foreign.note), change)).getvalue()
    assert len(content) < 200_000
    assert is_doubted(content)
