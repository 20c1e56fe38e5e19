"""Puts a rebuilt page into a pack: the picture, and over it the kept words as a layer that only readers see."""

from __future__ import annotations

from typing import Final

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from coordinator_app.pdf.pack_content import Box, RebuiltPage, Word

_SIDE: Final = 12 * mm
_WIDE: Final = A4[0] - 2 * _SIDE
_TO_UNICODE: Final = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Placer:
    """Places pictures in one pack; the font of the unseen words is made once."""

    def __init__(self, pack: pikepdf.Pdf) -> None:
        self._pack = pack
        self._font = _unseen_font(pack)

    def place(self, page: int, picture: RebuiltPage, *, top: float, bottom: float) -> list[Box]:
        """Fits the picture between `top` and `bottom` (points) of page `page` (from 0); where its boxes now stand."""
        scale = min(_WIDE / picture.width_pt, (top - bottom) / picture.height_pt)
        width, height = picture.width_pt * scale, picture.height_pt * scale
        left, low = (A4[0] - width) / 2, top - height
        image = pikepdf.Stream(self._pack, picture.jpeg)
        image.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=picture.width_px,
                Height=picture.height_px,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
        )
        target = self._pack.pages[page]
        fonts = pikepdf.Dictionary(Unseen=self._font)
        for name, font in target.resources.Font.items():
            fonts[name] = font
        target.obj.Resources = pikepdf.Dictionary(
            Font=fonts, XObject=pikepdf.Dictionary(Im0=self._pack.make_indirect(image))
        )
        drawn = f"q {width:.3f} 0 0 {height:.3f} {left:.3f} {low:.3f} cm /Im0 Do Q\n"
        drawn += f"q 0.8 G 0.5 w {left:.3f} {low:.3f} {width:.3f} {height:.3f} re S Q\n"
        words = "".join(_unseen(word, left, low, width, height) for word in picture.words)
        target.contents_add(f"{drawn}q BT 3 Tr\n{words}ET Q\n".encode("ascii"), prepend=True)
        return [_moved(box, page, left, low, width, height) for box in picture.boxes]


def _moved(box: Box, page: int, left: float, low: float, width: float, height: float) -> Box:
    head = A4[1] - low - height
    return Box(
        page,
        (left + box.x0 * width) / A4[0],
        (head + box.y0 * height) / A4[1],
        (left + box.x1 * width) / A4[0],
        (head + box.y1 * height) / A4[1],
    )


def _unseen(word: Word, left: float, low: float, width: float, height: float) -> str:
    """The operators of one word, stretched to the width it has in the picture; each character is half as wide as high."""
    codes = word.text.encode("utf-16-be", "replace")
    size = max(1.0, (word.y1 - word.y0) * height)
    stretch = 100 * (word.x1 - word.x0) * width / (len(codes) / 2 * 0.5 * size)
    x, y = left + word.x0 * width, low + (1 - word.y1) * height
    return f"/Unseen {size:.2f} Tf {max(1.0, stretch):.1f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm <{codes.hex()}0020> Tj\n"


def _unseen_font(pack: pikepdf.Pdf) -> pikepdf.Object:
    """A font without glyphs, in which every character is its own code; its words are never painted."""
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=pikepdf.Name.Unseen,
        Flags=4,
        FontBBox=[0, 0, 500, 1000],
        ItalicAngle=0,
        Ascent=1000,
        Descent=0,
        CapHeight=1000,
        StemV=80,
    )
    descendant = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Unseen,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pack.make_indirect(descriptor),
        DW=500,
        CIDToGIDMap=pikepdf.Name.Identity,
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name.Unseen,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=[pack.make_indirect(descendant)],
        ToUnicode=pack.make_stream(_TO_UNICODE),
    )
    return pack.make_indirect(font)
