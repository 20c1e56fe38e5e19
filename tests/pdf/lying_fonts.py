"""PDFs whose fonts draw one letter and say another, or none: a face of ours with a table of letters made by hand."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab.pdfbase.ttfonts import TTFontFile

from coordinator_app.resources import resource

Says = Callable[[str], str]
"""What the file says that a drawn letter is; "" if it says nothing."""


def as_drawn(letter: str) -> str:
    return letter


def nothing(_: str) -> str:
    return ""


def but(*letters: str) -> Says:
    """All letters said as they are drawn but these, of which nothing is said."""
    return lambda letter: "" if letter in letters else letter


def moved(by: int) -> Says:
    """Every letter said as another one so far along the alphabet, as by a font that was cut down badly."""
    return lambda letter: letter if letter == " " else chr(ord(letter) + by)


def own(letter: str) -> str:
    """Letters of the font's own, which no other program knows."""
    return letter if letter == " " else chr(0xF000 + ord(letter))


def page(text: str, says: Says) -> bytes:
    """A page of lines drawn as they are and said otherwise."""
    path = str(resource("fonts", "NotoSans-Regular.ttf"))
    face, pdf = TTFontFile(path), pikepdf.new()
    made = pdf.add_blank_page(page_size=(595, 842))
    shapes = {letter: face.charToGlyph[ord(letter)] for letter in sorted({*text} - {"\n"})}
    made.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=_font(pdf, face, path, shapes, says)))
    made.Contents = pdf.make_stream(
        "\n".join(
            f"BT /F 12 Tf 40 {780 - 16 * number} Td <{''.join(f'{shapes[one]:04x}' for one in line)}> Tj ET"
            for number, line in enumerate(text.split("\n"))
        ).encode()
    )
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _font(
    pdf: pikepdf.Pdf, face: TTFontFile, path: str, shapes: dict[str, int], says: Says
) -> pikepdf.Object:
    name = pikepdf.Name("/AAAAAA+Lies")
    with open(path, "rb") as file:  # noqa: PTH123  (a resource's path comes as text here)
        data = pdf.make_stream(file.read())
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=4, FontBBox=[0, -300, 1000, 1000],
        ItalicAngle=0, Ascent=1000, Descent=-300, CapHeight=700, StemV=80, FontFile2=data,
    )  # fmt: skip
    widths = pikepdf.Array(
        part
        for letter, shape in shapes.items()
        for part in (shape, pikepdf.Array([round(face.charWidths[ord(letter)])]))
    )
    one = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=500, W=widths, CIDToGIDMap=pikepdf.Name.Identity,
    )  # fmt: skip
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=name, Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=pikepdf.Array([pdf.make_indirect(one)]),
    )  # fmt: skip
    told = [
        f"<{shape:04X}> <{says(letter).encode('utf-16-be').hex()}>"
        for letter, shape in shapes.items()
        if says(letter)
    ]
    if told:
        font.ToUnicode = pdf.make_stream(
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
                f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(told)} beginbfchar {' '.join(told)} "
                "endbfchar endcmap end end"
            ).encode()
        )
    return pdf.make_indirect(font)
