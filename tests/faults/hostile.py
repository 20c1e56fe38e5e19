"""Hostile files, built by script: bombs, loops, lies, halves, and files that are two things at once."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

from coordinator_app.documents.looking.compound import compound
from tests.documents.looking import made, made_old

_W = f'xmlns:w="{made.W}"'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha">'
    + "".join(
        f'<!ENTITY b{n} "{f"&b{n - 1 if n else chr(0)};" * 10}">'.replace(f"b{chr(0)}", "b") for n in range(9)
    )
    + "]>"
)


def packed(parts: Mapping[str, bytes | str], *, stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def word(document: bytes | str, **more: bytes | str) -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **more})


def words(paragraphs: str) -> str:
    return f"<w:document {_W}><w:body>{paragraphs}</w:body></w:document>"


def cut(content: bytes, share: float = 0.5) -> bytes:
    return content[: int(len(content) * share)]


def overlapping() -> bytes:
    """Fifteen hundred entries that all unpack the same megabyte."""
    whole = packed({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * 1_000_000})
    at = whole.index(b"PK\x01\x02")
    end = whole.rindex(b"PK\x05\x06")
    second = whole.index(b"PK\x01\x02", at + 4)
    entry = whole[second:end]
    entries = b"".join(
        entry.replace(b"word/document.xml", b"word/header%02d%02d.x" % divmod(n, 100)) for n in range(1500)
    )
    listed = whole[at:end] + entries
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1502, 1502, len(listed), at, 0)
    return whole[:at] + listed + tail


def lying_size() -> bytes:
    whole = bytearray(word(b" " * 150_000_000))
    at = whole.index(b"PK\x01\x02", whole.index(b"PK\x01\x02") + 4)
    whole[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(whole)


def nested_packages(deep: int = 12) -> bytes:
    inner = b"x"
    for _ in range(deep):
        inner = word(words(""), **{"word/embeddings/inner.docx": inner})
    return inner


def book(sheet: str, strings: str = "<sst/>", *, rels: str = "xl/worksheets/sheet1.xml") -> bytes:
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook {r}><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<R><Relationship Id="r1" Target="/{rels}"/></R>',
            "xl/worksheets/sheet1.xml": f"<worksheet>{sheet}</worksheet>",
            "xl/sharedStrings.xml": strings,
        }
    )


def open_file(kind: str, content: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


# pictures


def png(width: int, height: int, *, data: bytes = b"", more: tuple[tuple[bytes, bytes], ...] = ()) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    extra = b"".join(chunk(name, body) for name, body in more)
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + extra
        + chunk(b"IDAT", data or zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def jpeg(**claims: int) -> bytes:
    whole = bytearray(made.picture("JPEG"))
    at = whole.index(b"\xff\xc0")
    whole[at + 5 : at + 9] = struct.pack(">HH", claims.get("height", 200), claims.get("width", 320))
    return bytes(whole)


def tiff(pages: int = 1, *, loops: bool = False, width: int = 64, tile: int = 0) -> bytes:
    """A TIFF by hand: little pages one after the other; the last may name the first as its next."""
    out = bytearray(b"II*\0" + struct.pack("<I", 8))
    for number in range(pages):
        tags = [(256, width), (257, width), (258, 8), (259, 1), (262, 1), (277, 1)]
        tags += [(322, tile), (323, tile), (324, 8), (325, 16)] if tile else [(273, 8), (278, 64), (279, 16)]
        following = 8 if loops else len(out) + 2 + 12 * len(tags) + 4
        last = number == pages - 1 and not loops
        out += struct.pack("<H", len(tags))
        out += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags))
        out += struct.pack("<I", 0 if last else following)
    return bytes(out)


def heic(body: bytes = b"\0" * 400) -> bytes:
    return struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + body


def heic_of(width: int, height: int) -> bytes:
    def box(name: bytes, inner: bytes, *, full: bool = False) -> bytes:
        inner = (b"\0\0\0\0" if full else b"") + inner
        return struct.pack(">I", len(inner) + 8) + name + inner

    ispe = box(b"ispe", struct.pack(">II", width, height), full=True)
    iprp = box(b"iprp", box(b"ipco", ispe) + box(b"ipma", struct.pack(">IHBB", 1, 1, 1, 1), full=True))
    item = struct.pack(">HH4s", 1, 0, b"hvc1") + b"\0"
    infe = box(b"infe", item)[:8] + b"\2\0\0\0" + item
    infe = struct.pack(">I", len(infe)) + infe[4:]
    meta = box(
        b"meta",
        box(b"hdlr", b"\0\0\0\0pict" + bytes(13), full=True)
        + box(b"pitm", struct.pack(">H", 1), full=True)
        + box(b"iinf", struct.pack(">H", 1) + infe, full=True)
        + iprp
        + box(b"iloc", b"\x44\0" + struct.pack(">HHHHII", 1, 1, 0, 1, 8, 64), full=True),
        full=True,
    )
    return heic(meta + bytes(64))


# PDF


def pdf(*objects: str, root: int = 1, tail: str = "") -> bytes:
    """A PDF by hand: its objects in turn from 1, with a table that is right."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer<</Size {len(objects) + 1}/Root {root} 0 R{tail}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)


_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<<{0}>>/Contents {1} 0 R>>"
_PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def stream(data: bytes, more: str = "") -> str:
    return f"<</Length {len(data)}{more}>>\nstream\n{data.decode('latin-1')}\nendstream"


def pdf_bomb(times: int = 2) -> bytes:
    data = b" " * 200_000_000
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = "/Filter[" + "/FlateDecode" * times + "]"
    return pdf("<</Type/Catalog/Pages 2 0 R>>", _PAGES, _PAGE.format("", 4), stream(data, filters))


def pdf_attached_bomb() -> bytes:
    data = _deflated_spaces(1_200)
    return pdf(
        "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a.txt) 5 0 R]>>>>>>",
        _PAGES,
        _PAGE.format("", 4),
        stream(b" "),
        "<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>",
        stream(data, "/Type/EmbeddedFile/Filter/FlateDecode"),
    )


def _deflated_spaces(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def nested_form() -> bytes:
    form = stream(b"/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        _PAGES,
        _PAGE.format("/XObject<</X 5 0 R>>", 4),
        stream(b"/X Do"),
        form,
    )


def plain_pdf(catalog: str = "", *more: str, tail: str = "") -> bytes:
    return pdf(
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>", _PAGES, _PAGE.format("", 4), stream(b" "), *more, tail=tail
    )


# messages

HEAD = "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"


def many_parts(count: int = 10_000) -> bytes:
    body = "".join(f"--b\nContent-Type: text/plain\n\npart {n}\n" for n in range(count))
    return f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n{body}--b--\n".encode()


def nested_parts(deep: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(deep))
    return f"{HEAD}{opened}Content-Type: text/plain\n\nx\n".encode()


def nested_messages(deep: int) -> bytes:
    return (HEAD + f"Content-Type: message/rfc822\n\n{HEAD}" * deep + "\nx\n").encode()


def mail(head: str = "", body: str = "x", kind: str = "text/plain") -> bytes:
    return f"{HEAD}{head}Content-Type: {kind}\n\n{body}\n".encode("utf-8", "surrogatepass")


def old(**changes: int) -> bytearray:
    """An Outlook message as bytes to be damaged: `at` takes `value` as four bytes."""
    whole = bytearray(made_old.outlook())
    struct.pack_into("<I", whole, changes["at"], changes["value"])
    return whole


def directory_loop() -> bytes:
    """Every entry of the directory names the root's first child as its left and right neighbour."""
    whole = bytearray(made_old.outlook())
    first = struct.unpack_from("<I", whole, 48)[0]
    for entry in range(1, 24):
        struct.pack_into("<II", whole, 512 + first * 512 + entry * 128 + 68, 1, 1)
    return bytes(whole)


def table_loop() -> bytes:
    """The table of sectors says of each sector that it follows itself."""
    whole = bytearray(made_old.outlook())
    table = struct.unpack_from("<I", whole, 76)[0]
    for sector in range(100):
        struct.pack_into("<I", whole, 512 + table * 512 + sector * 4, sector)
    return bytes(whole)


def deep_message(deep: int) -> bytes:
    inner = made_old.message_streams(top=False)
    for _ in range(deep):
        inner = made_old.message_streams(top=False, inner=inner)
    return compound(made_old.message_streams(top=True, inner=inner))


def bad_packed(size: int, body: bytes) -> bytes:
    streams = made_old.message_streams(top=True)
    streams["__substg1.0_10090102"] = struct.pack("<IIII", len(body) + 12, size, 0x75465A4C, 0) + body
    return compound(streams)


def old_book(records: bytes) -> bytes:
    return compound({"Workbook": records.ljust(5000, b"\0")})


def rtf(body: str) -> bytes:
    return ("{\\rtf1\\ansi " + body + "}").encode("latin-1")


def gif() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "GIF")
    return out.getvalue()
