"""Pages of every odd shape that show one invented name, each also without it, so that its ink can be found."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import foreign
import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import fonts
from coordinator_app.resources import resource

NAME = foreign.NAME
Draw = Callable[[Canvas, str], None]
Make = Callable[[str], bytes]
A4_PIXELS = (1240, 1754)


def line(canvas: Canvas, name: str, y: float = 700, face: str = "Helvetica", size: float = 12) -> None:
    """One sentence; without the name its gap stays, so that nothing else moves."""
    canvas.setFont(face, size)
    x = 72.0
    for words in ("She sat beside ", name or NAME, " for the whole lesson."):
        if words not in {NAME, name} or name:
            canvas.drawString(x, y, words)
        x += pdfmetrics.stringWidth(words, face, size)


def page_of(draw: Draw, size: tuple[float, float] = (595, 842)) -> Make:
    return lambda name: foreign.page(lambda canvas: draw(canvas, name), size=size)


def changed(make: Make, change: Callable[[pikepdf.Page], None]) -> Make:
    return lambda name: foreign.changed(make(name), lambda pdf: change(pdf.pages[0]))


def turned(degrees: int) -> Make:
    return changed(PLAIN, lambda page: page.obj.__setitem__("/Rotate", degrees))


def cropped(page: pikepdf.Page) -> None:
    page.obj.CropBox = pikepdf.Array([50, 600, 450, 740])


def turned_and_cropped(page: pikepdf.Page) -> None:
    cropped(page)
    page.obj.Rotate = 270


def bigger_units(page: pikepdf.Page) -> None:
    page.obj.UserUnit = 2.5


def far_origin(page: pikepdf.Page) -> None:
    page.obj.MediaBox = pikepdf.Array([-310, -250, 595, 842])


def with_matrix(*matrix: float) -> Draw:
    def draw(canvas: Canvas, name: str) -> None:
        canvas.transform(*matrix)
        line(canvas, name)

    return draw


def in_a_form(canvas: Canvas, name: str) -> None:
    canvas.beginForm("inner")
    line(canvas, name)
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.transform(0.8, 0, 0, 0.8, 30, 60)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.doForm("outer")


def see_through(canvas: Canvas, name: str) -> None:
    canvas.setFillAlpha(0.6)
    line(canvas, name)


def over_a_tint(canvas: Canvas, name: str) -> None:
    canvas.setFillColorRGB(0.8, 0.9, 1)
    canvas.rect(60, 690, 400, 30, fill=1, stroke=0)
    canvas.setFillColorRGB(0, 0, 0)
    line(canvas, name)


def white_on_black(canvas: Canvas, name: str) -> None:
    canvas.rect(60, 690, 400, 30, fill=1, stroke=0)
    canvas.setFillColorRGB(1, 1, 1)
    line(canvas, name)


def letter_by_letter(canvas: Canvas, name: str) -> None:
    line(canvas, "", 660)
    x = 200.0
    for letter in name:
        canvas.drawString(x, 700, letter)
        x += pdfmetrics.stringWidth(letter, "Helvetica", 12)


def in_two_runs(canvas: Canvas, name: str) -> None:
    line(canvas, "", 660)
    if name:
        canvas.setFont("Helvetica", 12)
        canvas.drawString(72, 700, name[:5])
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72 + pdfmetrics.stringWidth(name[:5], "Helvetica", 12), 700, name[5:])


def with_a_ligature(canvas: Canvas, name: str) -> None:
    fonts.register()
    line(canvas, "", 660)
    canvas.setFont("NotoSans", 12)
    if name:
        canvas.drawString(72, 700, "Thorn\N{LATIN SMALL LIGATURE FI}eld")


def value_of_a_field(canvas: Canvas, name: str) -> None:
    line(canvas, "", 660)
    canvas.acroForm.textfield(name="who", value=name, x=72, y=500, width=300, height=30, borderWidth=0)


def stamped(name: str) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        look = pdf.make_stream(f"BT /F1 14 Tf 4 8 Td ({name}) Tj ET".encode())
        face = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        look.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form,
                BBox=[0, 0, 300, 30],
                Matrix=[0, 1, -1, 0, 0, 0],
                Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=face)),
            )
        )
        pdf.pages[0].obj.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Stamp,
                    Rect=[300, 300, 330, 600],
                    AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
                )
            ]
        )

    return foreign.changed(page_of(lambda canvas, _: line(canvas, ""))(name), add)


def on_a_layer(name: str) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="notes"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(ON=[group]))
        page = pdf.pages[0]
        page.obj.Resources.Properties = pikepdf.Dictionary(L=group)
        page.contents_add(pdf.make_stream(b"/OC /L BDC\n"), prepend=True)
        page.contents_add(pdf.make_stream(b"EMC\n"))

    return foreign.changed(PLAIN(name), add)


def picture_of(
    name: str, mode: str = "L", size: tuple[int, int] = A4_PIXELS, *, again: bool = True
) -> Image.Image:
    """A scanned page, as pixels."""
    made = Image.new(mode, size, "white")
    drawn = ImageDraw.Draw(made)
    face = ImageFont.truetype(str(resource("fonts", "Inter-Regular.ttf")), size[0] // 40)
    x = size[0] / 8
    for words in ("She sat beside ", NAME, " for the whole lesson."):
        if words != NAME or name:
            drawn.text((x, size[1] / 6), words, font=face, fill="black")
        x += drawn.textlength(words, font=face)
    if again:
        drawn.text((size[0] / 8, size[1] / 5), "The rest of the day was calm.", font=face, fill="black")
    return made


def scanned(name: str, *, mode: str = "L", turn: int = 0) -> bytes:
    out = io.BytesIO()
    picture_of(name, mode).save(out, "PDF", resolution=150, quality=85)
    return foreign.changed(out.getvalue(), lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", turn))


def scan_with_layer(name: str) -> bytes:
    """A scan with the words that a scanner's program read, which paint nothing."""

    width = pdfmetrics.stringWidth
    second = 74 + width("She sat beside ", "Helvetica", 15)

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture_of(name, "RGB")), 0, 0, 595, 842)
        text = canvas.beginText(0, 0)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 15)
        for words, x, y in (
            ("She sat beside", 74, 685),
            (name, second, 685),
            ("The rest of the day", 74, 657),
        ):
            text.setTextOrigin(x, y)
            text.textLine(words)
        canvas.drawText(text)

    return foreign.page(draw)


def scan_in_strips(name: str) -> bytes:
    whole = picture_of(name, "RGB")

    def draw(canvas: Canvas) -> None:
        half = A4_PIXELS[1] // 2
        for top, y in ((0, 421), (half, 0)):
            strip = whole.crop((0, top, A4_PIXELS[0], top + half))
            canvas.drawImage(ImageReader(strip), 0, y, 595, 421)

    return foreign.page(draw)


def scan_that_is_mirrored(name: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.transform(-1, 0, 0, 1, 595, 0)
        canvas.drawImage(ImageReader(picture_of(name, "RGB")), 0, 0, 595, 842)

    return foreign.page(draw)


PLAIN = page_of(line)
SHAPES: dict[str, Make] = {
    "plain": PLAIN,
    "turned by 90": turned(90),
    "turned by 180": turned(180),
    "turned by 270": turned(270),
    "turned by minus 90": turned(-90),
    "cropped": changed(PLAIN, cropped),
    "turned and cropped": changed(PLAIN, turned_and_cropped),
    "in bigger units": changed(PLAIN, bigger_units),
    "with an origin far off": changed(PLAIN, far_origin),
    "made small": page_of(with_matrix(0.5, 0, 0, 0.5, 40, 300)),
    "made large": page_of(with_matrix(2, 0, 0, 2, -100, -900)),
    "mirrored": page_of(with_matrix(-1, 0, 0, 1, 595, 0)),
    "upside down by mirror": page_of(with_matrix(1, 0, 0, -1, 0, 842)),
    "slanting": page_of(with_matrix(0.94, 0.34, -0.34, 0.94, 200, -160)),
    "skewed": page_of(with_matrix(1, 0, 0.3, 1, -150, 0)),
    "in a drawing in a drawing": page_of(in_a_form),
    "see-through": page_of(see_through),
    "on a tint": page_of(over_a_tint),
    "white on black": page_of(white_on_black),
    "letter by letter": page_of(letter_by_letter),
    "in two runs": page_of(in_two_runs),
    "with a ligature": page_of(with_a_ligature),
    "value of a form field": page_of(value_of_a_field),
    "stamp on its side": stamped,
    "on a layer that shows": on_a_layer,
    "on a very small sheet": page_of(with_matrix(0.3, 0, 0, 0.3, 0, -150), (130, 80)),
    "scan in grey": scanned,
    "scan in colour": lambda name: scanned(name, mode="RGB"),
    "scan that lies": lambda name: scanned(name, turn=90),
    "scan upside down": lambda name: scanned(name, turn=180),
    "scan with its words": scan_with_layer,
    "scan in strips": scan_in_strips,
    "scan that is mirrored": scan_that_is_mirrored,
}


FEW_PIXELS, FINE = 200, 150


def by_poppler(pdf: bytes, folder: Path, dpi: int = 60) -> Image.Image:
    """The first page as poppler draws it, in grey."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    command = ["pdftoppm", "-r", str(dpi), "-cropbox", "-f", "1", "-l", "1", "-gray", str(path)]
    out = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    return Image.open(io.BytesIO(out)).convert("L")


def ink_of_name(make: Make, folder: Path) -> Image.Image:
    """Where the name has ink, by a reader that shares no code with ours: white where it has, black elsewhere."""
    there, gone = by_poppler(make(NAME), folder), by_poppler(make(""), folder)
    if max(there.size) < FEW_PIXELS:  # a small sheet is drawn finer, or a name on it would be a few pixels
        there, gone = by_poppler(make(NAME), folder, FINE), by_poppler(make(""), folder, FINE)
    return ImageChops.difference(there, gone).point(lambda level: 255 if level > 60 else 0)
