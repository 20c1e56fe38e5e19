"""PDFs of more pages than are looked at as one, with something hidden of every kind, and what the app makes of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.documents.looking import look, whole_pdf
from coordinator_app.documents.looking.in_parts import part
from coordinator_app.documents.model import Looked
from coordinator_app.documents.parting import Parting
from coordinator_app.documents.reading_jobs import LOOK, PART, FileGiven, looked_of, part_of
from coordinator_app.jobs.jobs import Jobs
from coordinator_app.pdf import render
from tests.documents.looking.planted_pdf import with_earlier

EACH = 5
"""Pages of a part where a test makes parts small."""
TURNED, NOTED, SCANNED = 7, 9, 11
"""Pages (from 1) of the file that are turned, have a note, and are a scan without words."""


def sheets(count: int) -> bytes:
    """So many pages that each say which they are; one is turned, one a scan."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), pageCompression=1, invariant=1)
    scan = ImageReader(Image.effect_noise((200, 280), 60).convert("L"))
    for number in range(1, count + 1):
        if number == SCANNED:
            canvas.drawImage(scan, 0, 0, 595, 842)
        else:
            canvas.setFont("Helvetica", 12)
            canvas.drawString(40, 500, f"Sheet {number} of the file of the school")
            canvas.drawString(40, 480, "Marigold came late again that day")
        canvas.setPageRotation(90 if number == TURNED else 0)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_everything_hidden(count: int) -> bytes:
    """The same with an attachment, a note, an answer, metadata, page labels, a layer, a bookmark and an earlier version."""
    with pikepdf.open(io.BytesIO(sheets(count))) as pdf:
        pdf.attachments["list.txt"] = b"Marigold is on the attached list"
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[10, 10, 30, 30],
            Contents=pikepdf.String("Marigold nnnoted"),
        )
        pdf.pages[NOTED - 1].obj.Annots = pdf.make_indirect([pdf.make_indirect(note)])
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Tx, T=pikepdf.String("Who"), V=pikepdf.String("aaanswered"), Ff=0
        )
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        pdf.docinfo["/Keywords"] = "kkkeyword"
        pdf.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(P=pikepdf.String("llLabel "), S=pikepdf.Name.D)]
        )
        _layer(pdf)
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("bbbookmark", 1))
        first = b"BT /F1 12 Tf 100 500 Td (Marigold ppearlier was here) Tj ET"
        pdf.pages[0].obj.Contents = pdf.make_stream(first)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return with_earlier("Sheet 1 of the file of the school", content=out.getvalue())


def _layer(pdf: pikepdf.Pdf) -> None:
    """A black square on the second page, in a layer that is switched off."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("ooofflayer")))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer]))
    page = pdf.pages[1]
    page.obj.Resources.Properties = pikepdf.Dictionary(L=layer)
    page.contents_add(b"/OC /L BDC 0 0 200 200 re f EMC")


HIDDEN = ("nnnoted", "aaanswered", "kkkeyword", "llLabel", "ooofflayer", "bbbookmark", "ppearlier")
"""What the file holds and its pages do not show."""


def parted(jobs: Jobs[object], content: bytes, name: str = "school file.pdf") -> Looked:
    """What real child processes make of a file, part by part."""
    parting = Parting(content, looked_of(jobs.child(LOOK, FileGiven(name, content)).result(300)))
    while wanted := parting.next():
        parting.take(wanted, part_of(jobs.child(PART, wanted).result(300)))
    return parting.result()


def parted_here(content: bytes, name: str = "school file.pdf") -> Looked:
    """The same in this process."""
    parting = Parting(content, look(FileGiven(name, content)))
    while wanted := parting.next():
        parting.take(wanted, part(wanted))
    return parting.result()


@contextmanager
def small_parts() -> Iterator[None]:
    """Parts of `EACH` pages, in this process."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (render, whole_pdf):
            patched.setattr(module, "MOST_PAGES", EACH)
        yield
