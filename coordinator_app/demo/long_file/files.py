"""The files of the long file, made anew: messages, letters, scans, Word, workbooks, photographs, notes.

The libraries that write them are loaded when a file is made, not when the program starts.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime

from coordinator_app.demo.long_file.pieces import Form, Piece
from coordinator_app.demo.long_file.word_file import word_file
from coordinator_app.resources import resource

_WIDTH, _HEIGHT = 1240, 1754  # pixels: A4 at 150 dots an inch
_LETTERS_A_LINE = 74
SUFFIX = {
    Form.EMAIL: "eml",
    Form.LETTER: "pdf",
    Form.SCAN: "pdf",
    Form.WORD: "docx",
    Form.SHEET: "xlsx",
    Form.PHOTOGRAPH: "jpg",
    Form.NOTE: "txt",
}
"""How the name of a file of each form ends."""


def file_of(piece: Piece, on: date, earlier: tuple[Piece, ...]) -> bytes:
    """The bytes of a piece's file; `earlier` are the messages of its thread before it, which it quotes."""
    makers = {
        Form.LETTER: _letter,
        Form.SCAN: _scan,
        Form.WORD: _word,
        Form.SHEET: _sheet,
        Form.PHOTOGRAPH: _photograph,
        Form.NOTE: _note,
    }
    return _email(piece, on, earlier) if piece.form is Form.EMAIL else makers[piece.form](piece, on)


def _email(piece: Piece, on: date, earlier: tuple[Piece, ...]) -> bytes:
    message = EmailMessage()
    message["From"] = f"{piece.source} <office@kingfisher.example>"
    message["To"] = "Pat Samplewell <office@hazelmoor.example>"
    message["Subject"] = f"Re: {piece.title}" if earlier else piece.title
    message["Date"] = format_datetime(datetime.combine(on, time(9, 30)))
    message["Message-ID"] = f"<{piece.number}.practice@kingfisher.example>"
    if earlier:
        message["In-Reply-To"] = f"<{earlier[-1].number}.practice@kingfisher.example>"
    quoted = [f"> {line}" for one in reversed(earlier) for line in (f"{one.source} wrote:", *one.sentences)]
    message.set_content("\n".join([*piece.sentences, "", piece.source, "", *quoted]))
    return message.as_bytes()


def _letter(piece: Piece, on: date) -> bytes:
    from coordinator_app.pdf.pack_content import Part, TextItem  # noqa: PLC0415  (reportlab is loaded when needed)
    from coordinator_app.pdf.text_pages import print_items  # noqa: PLC0415  (as above)

    out = io.BytesIO()
    item = TextItem("1", on, piece.title, "in full", (Part(piece.source, "\n\n".join(piece.sentences)),))
    print_items(out, [item], title="Letter", footer=lambda page: f"page {page}")
    return out.getvalue()


def _written(piece: Piece, on: date, turn: float) -> io.BytesIO:
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  (loaded when needed)

    face = ImageFont.truetype(str(resource("fonts", "Inter-Regular.ttf")), 28)
    sheet = Image.new("RGB", (_WIDTH, _HEIGHT), (250, 249, 245))
    pen = ImageDraw.Draw(sheet)
    lines = [piece.title, f"{on.day} {on:%B %Y}", "", *_wrapped(piece.words), "", piece.source]
    for place, line in enumerate(lines):
        pen.text((120, 160 + 44 * place), line, fill=(34, 36, 46), font=face)
    out = io.BytesIO()
    sheet.rotate(turn, fillcolor=(250, 249, 245)).save(out, "JPEG", quality=70)
    out.seek(0)
    return out


def _wrapped(words: str) -> list[str]:
    import textwrap  # noqa: PLC0415  (with the others)

    return textwrap.wrap(words, _LETTERS_A_LINE)


def _scan(piece: Piece, on: date) -> bytes:
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415  (loaded when needed)
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  (as above)
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415  (as above)

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(_written(piece, on, 0.4)), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


def _photograph(piece: Piece, on: date) -> bytes:
    return _written(piece, on, 0.0).getvalue()


def _word(piece: Piece, on: date) -> bytes:
    return word_file(piece.title, piece.source, on, piece.sentences)


def _sheet(piece: Piece, on: date) -> bytes:
    import xlsxwriter  # noqa: PLC0415  (loaded when needed)

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Week")
    page.write_row(0, 0, ["Day", "What was said", "Who"])
    for row, sentence in enumerate(piece.sentences, start=1):
        page.write_row(row, 0, [f"{on.day} {on:%B %Y}", sentence, piece.source])
    book.close()
    return out.getvalue()


def _note(piece: Piece, on: date) -> bytes:
    return "\n".join([piece.title, f"{on.day} {on:%B %Y}", "", *piece.sentences, "", piece.source]).encode()
