"""Makes resources/demo/provider-feedback.pdf: the invented letter that the practice story attaches.

Its second page is turned by a quarter, as scanners do, so that the story covers a name on a turned page too.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parent.parent
FIRST = """Kit has finished the small engine unit and kept a tidy job sheet for
each task. He asked to start unit 2 early and we have agreed.

On Wednesday Kit was paired with Otis Bramblewick. They stripped
and rebuilt a carburettor together. There was one disagreement
about tools, which they settled themselves. Otis told staff that his
brother had been unwell, and Kit was kind about it.

Attendance was good in both weeks. The Wednesday late mark was
caused by the bus and should not count against him.

What would help next: more time on written job sheets, and a quiet
space at break. We would be happy to keep Kit for the spring term."""
SECOND = """Job sheet, small engine unit, marked by G. Thimble

Task 4, rebuild the carburettor: worked with Otis Bramblewick. Done.
Task 5, set the idle speed: done alone, first try."""


def main() -> None:
    """Write the file anew; the same bytes every time."""
    for name, file in (("Inter", "Inter-Regular.ttf"), ("InterBold", "Inter-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(ROOT / "resources" / "fonts" / file)))
    target = ROOT / "resources" / "demo" / "provider-feedback.pdf"
    target.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(target), pagesize=A4, invariant=1)
    canvas.setTitle("Provider feedback")
    _page(canvas, "Provider feedback, weeks 7 and 8", "Kingfisher Workshop. Tutor: G. Thimble.", FIRST)
    canvas.showPage()
    canvas.setPageRotation(90)
    # the sheet lies across and is shown turned: what is drawn is turned the other way, so that it is read upright
    canvas.translate(A4[1], 0)
    canvas.rotate(90)
    _page(canvas, "Job sheet", "Kingfisher Workshop", SECOND)
    canvas.showPage()
    canvas.save()


def _page(canvas: Canvas, title: str, second: str, body: str) -> None:
    canvas.setFont("InterBold", 18)
    canvas.drawString(72, 760, title)
    canvas.setFont("Inter", 11)
    canvas.drawString(72, 738, second)
    text = canvas.beginText(72, 700)
    text.setLeading(17)
    text.textLines(body)
    canvas.drawText(text)


if __name__ == "__main__":
    main()
