"""Scans that hide a name, and what every page of these tests is made of."""

from __future__ import annotations

import io
from collections.abc import Callable

import foreign
import pikepdf
import shapes
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

NAME = foreign.NAME
Change = Callable[[pikepdf.Pdf], None]


def calm(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 660, "The rest of the day was calm.")


def page(draw: Callable[[Canvas], None]) -> bytes:
    def both(canvas: Canvas) -> None:
        calm(canvas)
        draw(canvas)

    return foreign.page(both)


def changed(change: Change) -> bytes:
    return foreign.changed(foreign.page(calm), change)


def scan(*, change: Callable[[Image.Image], None] = lambda _: None, **saved: object) -> bytes:
    """A page that is one JPEG which carries more than its picture."""
    picture = shapes.picture_of("", "L")
    change(picture)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, **saved)
    return scan_of(out.getvalue())


def scan_of(jpeg: bytes, **more: object) -> bytes:
    def draw(pdf: pikepdf.Pdf) -> None:
        image = pikepdf.Stream(pdf, jpeg)
        image.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=shapes.A4_PIXELS[0],
                Height=shapes.A4_PIXELS[1],
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
                **more,
            )
        )
        page = pdf.pages[0]
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(image)))
        page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q")

    return changed(draw)


def exif() -> bytes:
    made = Image.Exif()
    made[0x010E] = NAME
    return made.tobytes()


def jpeg(**saved: object) -> bytes:
    out = io.BytesIO()
    shapes.picture_of("", "L").save(out, "JPEG", quality=85, **saved)
    return out.getvalue()


def longer_than_it_says() -> bytes:
    """A JPEG whose head tells fewer rows than it has: the name stands below them, and every viewer hides it."""
    whole = Image.new("L", (shapes.A4_PIXELS[0], 2 * shapes.A4_PIXELS[1]), "white")
    whole.paste(shapes.picture_of(""), (0, 0))
    whole.paste(shapes.picture_of(NAME), (0, shapes.A4_PIXELS[1]))
    out = io.BytesIO()
    whole.save(out, "JPEG", quality=85)
    made = out.getvalue()
    at = made.index(b"\xff\xc0") + 5
    return scan_of(made[:at] + shapes.A4_PIXELS[1].to_bytes(2, "big") + made[at + 2 :])


def masked() -> bytes:
    """A picture that shows the name only where a mask lets it through."""

    def draw(canvas: Canvas) -> None:
        seen = shapes.picture_of(NAME, "RGB", (620, 877)).convert("RGBA")
        seen.putalpha(0)
        canvas.drawImage(ImageReader(seen), 0, 0, 595, 842, mask="auto")

    return page(draw)


def two_pictures() -> bytes:
    def draw(canvas: Canvas) -> None:
        for name in (NAME, ""):
            canvas.drawImage(ImageReader(shapes.picture_of(name, "RGB", (620, 877))), 0, 0, 595, 842)

    return foreign.page(draw)


def layer_of_a_scanner() -> bytes:
    """Words that a scanner's program is said to have read where the scan is blank."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(shapes.picture_of("", "RGB")), 0, 0, 595, 842)
        line = canvas.beginText(72, 300)
        line.setTextRenderMode(3)
        line.setFont("Helvetica", 12)
        line.textLine(f"with {NAME} there")
        canvas.drawText(line)

    return foreign.page(draw)
