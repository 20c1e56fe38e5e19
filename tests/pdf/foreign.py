"""Foreign files for tests: PDFs that show, hide, turn and crop an invented name, and pictures that lie."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

NAME = "Thorncastle"


def page(draw: Callable[[Canvas], None], *, size: tuple[float, float] = (595, 842), pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, pageCompression=0)
    for _ in range(pages):
        canvas.setFont("Helvetica", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def note(canvas: Canvas) -> None:
    canvas.drawString(72, 700, f"She sat beside {NAME} for the whole lesson.")
    canvas.drawString(72, 660, "The rest of the day was calm.")


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()


def turned(degrees: int) -> bytes:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Rotate = degrees

    return changed(page(note), turn)


def cropped() -> bytes:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.CropBox = pikepdf.Array([50, 600, 450, 740])

    return changed(page(note), crop)


def form_value() -> bytes:
    def draw(canvas: Canvas) -> None:
        note(canvas)
        canvas.acroForm.textfield(name="who", value=f"Value {NAME}", x=72, y=500, width=300, height=30)

    return page(draw)


def annotation() -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(b"BT /F1 14 Tf 4 8 Td (Stamp Thorncastle) Tj ET")
        look.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 300, 30],
                Resources=pikepdf.Dictionary(
                    Font=pikepdf.Dictionary(
                        F1=pikepdf.Dictionary(
                            Type=pikepdf.Name.Font,
                            Subtype=pikepdf.Name.Type1,
                            BaseFont=pikepdf.Name.Helvetica,
                        )
                    )
                ),
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Stamp,
                    Rect=[72, 400, 372, 430],
                    Contents=pikepdf.String(NAME),
                    AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
                )
            ]
        )

    return changed(page(note), add)


def hidden() -> bytes:
    def draw(canvas: Canvas) -> None:
        note(canvas)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(72, 300, f"white {NAME}")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(-400, 200, f"outside {NAME}")
        text = canvas.beginText(72, 250)
        text.setTextRenderMode(3)
        text.textLine(f"unseen {NAME}")
        canvas.drawText(text)

    return page(draw)


def locked() -> bytes:
    with pikepdf.open(io.BytesIO(page(note))) as opened:
        out = io.BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
        return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 600), **more: object) -> bytes:
    made = Image.new("RGB", size, "white")
    drawn = ImageDraw.Draw(made)
    drawn.rectangle((10, 10, size[0] // 2, size[1] // 4), fill="red")
    out = io.BytesIO()
    made.save(out, kind, **more)
    return out.getvalue()
