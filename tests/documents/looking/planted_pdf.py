"""A PDF with an invented word in each place behind its pages, and one that was changed since it was written."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

SEEN = "Hello there everyone in this little town today"


def plain(words: str = SEEN) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0)
    canvas.drawString(100, 700, words)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[pikepdf.Pdf], None], content: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content or plain())) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _look(pdf: pikepdf.Pdf, words: str) -> Any:
    made = pdf.make_stream(b"BT /F1 12 Tf 5 5 Td (" + words.encode() + b") Tj ET")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.update(
        Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 50]), Resources=Dictionary(Font=Dictionary(F1=font)))
    )  # fmt: skip
    return made


def _notes(pdf: pikepdf.Pdf) -> list[Any]:
    there = {"Type": Name.Annot, "Rect": Array([100, 100, 300, 150]), "F": 4}
    return [
        Dictionary(**there, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("mailto:pplink@x.example"))),
        Dictionary(**there, Subtype=Name.Link, Contents=String("pplinknote")),
        Dictionary(**there, Subtype=Name.Text, Subj=String("ppsubject"), Contents=String("")),
        Dictionary(**there, Subtype=Name.Highlight, T=String("ppwho")),
        Dictionary(**there, Subtype=Name.FreeText, Contents=String("x"), RC=String("<body><p>pprich</p></body>")),
        Dictionary(**{**there, "F": 2}, Subtype=Name.Stamp, AP=Dictionary(N=_look(pdf, "pphiddenstamp"))),
        Dictionary(**there, Subtype=Name.Stamp, AP=Dictionary(N=_look(pdf, "ppstamp"), D=_look(pdf, "pppressed"))),
        Dictionary(
            **there, Subtype=Name.Widget, FT=Name.Ch, T=String("ppfield"), TU=String("ppquestion"), TM=String("ppexport"),
            V=Array([String("ppchosen")]), Opt=Array([String("ppoption"), Array([String("ppcode"), String("pplabel")])]),
        ),
        Dictionary(**there, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=pdf.make_stream(b"pplong")),
        Dictionary(**there, Subtype=Name.Widget, FT=Name.Tx, T=String("b"), RV=String("<body>pprichvalue</body>")),
    ]  # fmt: skip


def stamp(pdf: pikepdf.Pdf, words: str) -> Any:
    """A note that is drawn on the page."""
    look = Dictionary(N=_look(pdf, words))
    return Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([100, 100, 300, 150]), F=4, AP=look)


def put_notes(pdf: pikepdf.Pdf, *notes: Any) -> None:
    """Notes on the first page."""
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(one) for one in notes])


_XMP = (
    b"<?xpacket begin='' id='W5M0'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
    b"<rdf:Description xmlns:q='urn:q' q:Pupil='ppxmpvalue'><q:Who>ppxmp</q:Who></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def _behind(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    put_notes(pdf, *_notes(pdf))
    pdf.Root.AcroForm = Dictionary(Fields=Array(list(page.Annots)[-3:]))
    said = pdf.make_stream(_XMP)
    said.Type, said.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = said
    broken = pdf.make_stream(b"<x><b>ppbroken</b>")
    broken.Type = Name.Metadata
    page.Metadata = broken
    page.PieceInfo = Dictionary(App=Dictionary(Private=String("ppprivate")))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("pppagelabel-"))]))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert('ppscript')"))
    pdf.Root.StructTreeRoot = Dictionary(
        K=Array([Dictionary(S=Name.P, E=String("ppmeaning"), T=String("pptitle"))])
    )
    pdf.Root.Names = Dictionary(
        Dests=Dictionary(Names=Array([String("ppdestination"), Array([page, Name.Fit])]))
    )
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("pplayer")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(
        pdf, b"hello", filename="a.txt", description="ppattached"
    )
    drawn = _look(pdf, "ppspare")
    spare = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 9, 9]), Resources=drawn.Resources, Contents=drawn
    )
    pdf.Root.Spare = pdf.make_indirect(spare)
    pdf.docinfo["/Secret"] = String("ppinfo")


BEHIND = (
    *(
        "pplink",
        "pplinknote",
        "ppsubject",
        "ppwho",
        "pprich",
        "pphiddenstamp",
        "ppstamp",
        "pppressed",
        "ppfield",
    ),
    *(
        "ppquestion",
        "ppexport",
        "ppchosen",
        "ppoption",
        "ppcode",
        "pplabel",
        "pplong",
        "pprichvalue",
        "ppxmpvalue",
    ),
    *("ppxmp", "ppbroken", "ppprivate", "pppagelabel", "ppscript", "ppmeaning", "pptitle", "ppdestination"),
    *("pplayer", "ppattached", "ppspare", "ppinfo"),
)


def behind() -> bytes:
    return changed(_behind)


def with_earlier(now: str = SEEN, before: str = "Marigold ppearlier was here", content: bytes = b"") -> bytes:
    """A file (`content`, or one with the words `before`) whose page was written anew behind its old end.

    Programs do so that save quickly.
    """
    old = content or plain(before)
    with pikepdf.open(io.BytesIO(old)) as pdf:
        number, root, size = pdf.pages[0].Contents.objgen[0], pdf.Root.objgen[0], int(pdf.trailer.Size)
    start = int(old.rsplit(b"startxref", 1)[1].split()[0])
    drawn = f"BT /F1 12 Tf 100 700 Td ({now}) Tj ET".encode()
    put = b"\n%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, len(drawn), drawn)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        number, len(old) + 1, size, root, start,
    )  # fmt: skip
    return old + put + table + b"startxref\n%d\n%%%%EOF\n" % (len(old) + len(put))
