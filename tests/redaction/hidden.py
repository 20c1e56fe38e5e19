"""Documents that hide a name, one way each, as they come from outside; a good control shows none."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import foreign
import pikepdf
import shapes
from hidden_scans import (
    NAME,
    calm,
    changed,
    exif,
    jpeg,
    layer_of_a_scanner,
    longer_than_it_says,
    masked,
    page,
    scan,
    scan_of,
    two_pictures,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


def text(x: float = 72, y: float = 500, *, size: float = 12, mode: int = 0, colour: float = 0) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(colour, colour, colour)
        line = canvas.beginText(x, y)
        line.setFont("Helvetica", size)
        line.setTextRenderMode(mode)
        line.textLine(f"with {NAME} there")
        canvas.drawText(line)

    return page(draw)


def under(cover: Callable[[Canvas], object]) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(80, 500, f"with {NAME} there")
        cover(canvas)

    return page(draw)


def white_box(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(70, 490, 200, 30, fill=1, stroke=0)


def photo(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(io.BytesIO(foreign.picture())), 60, 450, 300, 100)


def pale_over_dark(canvas: Canvas) -> None:
    canvas.drawString(72, 500, "The weather was fine on that day")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.setFont("Helvetica", 4)
    canvas.drawString(80, 502, NAME)


def clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(300, 100, 10, 10)
    canvas.saveState()
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(72, 500, f"with {NAME} there")
    canvas.restoreState()


def clear(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.0)
    canvas.drawString(72, 500, f"with {NAME} there")


def letters_under_a_bar(canvas: Canvas) -> None:
    for place, letter in enumerate(NAME):
        canvas.drawString(72 + 8 * place, 500, letter)
    canvas.rect(70, 490, 200, 30, fill=1)


def info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = NAME
    pdf.docinfo["/Keywords"] = pikepdf.String(NAME)


def xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = f"about {NAME}"


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = f"about {NAME}".encode()


def note(pdf: pikepdf.Pdf, kind: str = "/Text", **more: object) -> None:
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name(kind),
        Rect=[9, 9, 20, 20],
        Contents=f"about {NAME}",
        **more,
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(made)])


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Letter about {NAME}", 0))


def field(pdf: pikepdf.Pdf) -> None:
    one = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T="who",
        V=NAME,
        F=2,
        Rect=[9, 9, 90, 20],
    )
    held = pdf.make_indirect(one)
    pdf.pages[0].obj.Annots = pikepdf.Array([held])
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[held])


def structure(pdf: pikepdf.Pdf) -> None:
    one = pikepdf.Dictionary(S=pikepdf.Name.Figure, Alt=f"Photograph of {NAME}", T=NAME, E=NAME)
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=[pdf.make_indirect(one)])


def said_instead(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(f"/Span <</ActualText ({NAME})>> BDC EMC".encode()))


def _group(pdf: pikepdf.Pdf, name: str) -> pikepdf.Object:
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group]))
    return group


def layer(pdf: pikepdf.Pdf) -> None:
    group = _group(pdf, "notes")
    page = pdf.pages[0]
    page.obj.Resources.Properties = pikepdf.Dictionary(L=group)
    drawn = f"/OC /L BDC BT /F1 12 Tf 72 500 Td (with {NAME}) Tj ET EMC"
    page.contents_add(pdf.make_stream(drawn.encode()))


def layer_name(pdf: pikepdf.Pdf) -> None:
    _group(pdf, f"Notes on {NAME}")


def crop(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(pdf.make_stream(f"BT /F1 12 Tf 72 60 Td (with {NAME}) Tj ET".encode()))
    page.obj.CropBox = pikepdf.Array([0, 400, 595, 842])


def thumbnail(pdf: pikepdf.Pdf) -> None:
    small = shapes.picture_of(NAME, "RGB", (300, 420))
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        small.tobytes(), Width=300, Height=420, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8
    )


def script(pdf: pikepdf.Pdf) -> None:
    act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{NAME}')")
    pdf.Root.OpenAction = act
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["start", act]))


def destination(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Dests = pikepdf.Dictionary({f"/{NAME}": pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])})


def page_label(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P=f"{NAME} ")])


def link(pdf: pikepdf.Pdf) -> None:
    note(pdf, "/Link", A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=f"https://example.test/{NAME}"))


def unused(pdf: pikepdf.Pdf) -> None:
    pdf.make_indirect(pikepdf.Dictionary(Was=f"about {NAME}"))


def private(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=f"about {NAME}"))


def face_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F9 = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(f"/ABCDEF+{NAME}")
    )


def glyph_names(pdf: pikepdf.Pdf) -> None:
    drawings = pikepdf.Dictionary({f"/{NAME}": pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 400 400 re f")})
    pdf.pages[0].obj.Resources.Font.F9 = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=[0, 0, 500, 500],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        CharProcs=drawings,
        Encoding=pikepdf.Dictionary(Differences=[65, pikepdf.Name(f"/{NAME}")]),
        FirstChar=65,
        LastChar=65,
        Widths=[500],
        Resources=pikepdf.Dictionary(),
    )
    pdf.pages[0].contents_add(pdf.make_stream(b"BT /F9 12 Tf 72 500 Td (A) Tj ET"))


def one_sign_says_it(pdf: pikepdf.Pdf) -> None:
    """One drawn mark of which the file claims that it reads as the whole name."""
    glyph_names(pdf)
    table = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def"
        b" 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <"
        + NAME.encode("utf-16-be").hex().encode()
        + b"> endbfchar endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    pdf.pages[0].obj.Resources.Font.F9.ToUnicode = pdf.make_stream(table)


def inline_picture(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(
        pdf.make_stream(
            b"% about " + NAME.encode() + b"\nq 9 0 0 9 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n"
        )
    )


def drawn_away(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources["/Pattern"] = pikepdf.Dictionary(
        Spare=pdf.make_stream(f"BT (with {NAME}) Tj ET".encode())
    )


def colour_profile(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(b"desc" + NAME.encode(), N=3)
    pdf.Root.OutputIntents = pikepdf.Array(
        [pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1, Info=NAME, DestOutputProfile=profile)]
    )


def wide_string(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String(b"\xfe\xff" + f"en {NAME}".encode("utf-16-be"))


def saved_again() -> bytes:
    """A version that named her, and one saved onto it that does not."""
    first = foreign.page(foreign.note)
    with pikepdf.open(io.BytesIO(first)) as opened:
        contents = opened.pages[0].obj.Contents.objgen[0]
    drawn = b"BT /F1 12 Tf 72 660 Td (The rest of the day was calm.) Tj ET"
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (contents, len(drawn), drawn)
    root = first[first.rindex(b"trailer") :].partition(b"startxref")
    old = int(root[2].split()[0])
    at = len(first) + len(body)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (contents, len(first))
    trailer = root[0].rstrip().removesuffix(b">>") + b"/Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (old, at)
    return first + body + table + trailer


HIDDEN: dict[str, bytes] = {
    "white text": text(colour=1),
    "nearly white text": text(colour=0.97),
    "unseen text": text(mode=3),
    "text that only clips": text(mode=7),
    "see-through text": page(clear),
    "tiny text": text(size=0.6),
    "beside the page": text(-400),
    "far off the page": text(72, 5000),
    "under a black bar": under(lambda canvas: canvas.rect(70, 490, 200, 30, fill=1)),
    "under a white bar": under(white_box),
    "under a photograph": under(photo),
    "letter by letter under a bar": page(letters_under_a_bar),
    "pale on darker words": page(pale_over_dark),
    "clipped away": page(clipped),
    "cropped away": changed(crop),
    "hidden layer": changed(layer),
    "name of a layer": changed(layer_name),
    "layer of words over a scan": layer_of_a_scanner(),
    "author and keywords": changed(info),
    "xmp": changed(xmp),
    "attachment": changed(attachment),
    "note": changed(note),
    "note that is not shown": changed(lambda pdf: note(pdf, "/FreeText", F=2)),
    "unapplied redaction": changed(lambda pdf: note(pdf, "/Redact", OverlayText=NAME)),
    "link": changed(link),
    "bookmark": changed(bookmark),
    "value of a hidden field": changed(field),
    "words for a screen reader": changed(structure),
    "words said instead": changed(said_instead),
    "thumbnail": changed(thumbnail),
    "script": changed(script),
    "named destination": changed(destination),
    "page label": changed(page_label),
    "private data": changed(private),
    "unused object": changed(unused),
    "unused drawing": changed(drawn_away),
    "font name": changed(face_name),
    "glyph names of a drawn font": changed(glyph_names),
    "one sign that says it all": changed(one_sign_says_it),
    "remark beside a picture in the drawing": changed(inline_picture),
    "colour profile": changed(colour_profile),
    "string in two bytes": changed(wide_string),
    "remark in a JPEG": scan(comment=NAME.encode()),
    "camera data of a JPEG": scan(exif=exif()),
    "colour profile of a JPEG": scan(icc_profile=NAME.encode() * 9),
    "behind the end of a JPEG": scan_of(jpeg() + NAME.encode()),
    "rows that a JPEG does not tell of": longer_than_it_says(),
    "picture behind a mask": masked(),
    "picture under a picture": two_pictures(),
    "earlier version": saved_again(),
    "before the file": b"% about " + NAME.encode() + b"\n" + foreign.page(calm),
    "behind the file": foreign.page(calm) + b"\n% about " + NAME.encode(),
    "packed letters behind the file": foreign.page(calm) + b"\n%" + base64.b64encode(NAME.encode()),
}
