"""The printer's rows: pages of text beside reportlab's bare canvas."""

from __future__ import annotations

import io
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.bench.measure import Row, compare
from coordinator_app.pdf.pack_content import Part, TextItem
from coordinator_app.pdf.text_pages import print_items

_LINE = "In on all three days this week. Late once, on Wednesday, because the bus was cancelled. "
_LINES = 46


def page_row(pages: int, n: int) -> Row:
    """Pages of wrapped text with our fonts, beside as many lines drawn unwrapped by the bare canvas."""
    items = [
        TextItem(
            str(number), date(2026, 11, 20), "Attendance", "in full", (Part("What happened", _LINE * 40),)
        )
        for number in range(pages)
    ]

    def ours() -> None:
        print_items(io.BytesIO(), items, title="Bench", footer=lambda page: f"Page {page}")

    return compare(
        "text pages", lambda: _bare(pages), ours, n=n, goal=1.5, note="bare canvas, unwrapped lines"
    )


def _bare(pages: int) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=A4, pageCompression=0)
    for _ in range(pages):
        text = canvas.beginText(60, 780)
        for _ in range(_LINES):
            text.textLine(_LINE)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
