"""Hostile files, built by script: bombs, loops, lies, halves, and files that are two things at once."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

from coordinator_app.documents.looking.compound import compound
from tests.documents.looking import made
from tests.pdf import foreign

Files = dict[str, tuple[str, Callable[[], bytes]]]
_W = f'xmlns:w="{made.W}"'
_LAUGHS = (
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

_HEAD = "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"


def many_parts(count: int = 10_000) -> bytes:
    body = "".join(f"--b\nContent-Type: text/plain\n\npart {n}\n" for n in range(count))
    return f"{_HEAD}Content-Type: multipart/mixed; boundary=b\n\n{body}--b--\n".encode()


def nested_parts(deep: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(deep))
    return f"{_HEAD}{opened}Content-Type: text/plain\n\nx\n".encode()


def nested_messages(deep: int) -> bytes:
    return (_HEAD + f"Content-Type: message/rfc822\n\n{_HEAD}" * deep + "\nx\n").encode()


def mail(head: str = "", body: str = "x", kind: str = "text/plain") -> bytes:
    return f"{_HEAD}{head}Content-Type: {kind}\n\n{body}\n".encode("utf-8", "surrogatepass")


def old(**changes: int) -> bytearray:
    """An Outlook message as bytes to be damaged: `at` takes `value` as four bytes."""
    whole = bytearray(made.outlook())
    struct.pack_into("<I", whole, changes["at"], changes["value"])
    return whole


def directory_loop() -> bytes:
    """Every entry of the directory names the root's first child as its left and right neighbour."""
    whole = bytearray(made.outlook())
    first = struct.unpack_from("<I", whole, 48)[0]
    for entry in range(1, 24):
        struct.pack_into("<II", whole, 512 + first * 512 + entry * 128 + 68, 1, 1)
    return bytes(whole)


def table_loop() -> bytes:
    """The table of sectors says of each sector that it follows itself."""
    whole = bytearray(made.outlook())
    table = struct.unpack_from("<I", whole, 76)[0]
    for sector in range(100):
        struct.pack_into("<I", whole, 512 + table * 512 + sector * 4, sector)
    return bytes(whole)


def deep_message(deep: int) -> bytes:
    inner = made._message(top=False)
    for _ in range(deep):
        inner = made._message(top=False, inner=inner)
    return compound(made._message(top=True, inner=inner))


def bad_packed(size: int, body: bytes) -> bytes:
    streams = made._message(top=True)
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


PACKED: Files = {
    "a packed document that swells to 150 MB": ("a.docx", lambda: word(b" " * 150_000_000)),
    "three thousand parts": (
        "a.docx",
        lambda: packed({f"word/{n}.xml": "x" for n in range(3000)} | {"[Content_Types].xml": "x"}),
    ),
    "parts that overlap": ("a.docx", overlapping),
    "a part that lies about its size": ("a.docx", lying_size),
    "packages in packages": ("a.docx", nested_packages),
    "a billion laughs in Word": ("a.docx", lambda: word(f"{_LAUGHS}<a>&b8;</a>")),
    "a billion laughs in wide letters": (
        "a.docx",
        lambda: word(f'<?xml version="1.0" encoding="UTF-16"?>{_LAUGHS}<a>&b8;</a>'.encode("utf-16")),
    ),
    "an entity that reads a file": (
        "a.docx",
        lambda: word('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
    ),
    "definitions from the network": (
        "a.docx",
        lambda: word('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>'),
    ),
    "a hundred thousand levels": ("a.docx", lambda: word(words("<w:p>" * 100_000))),
    "a table in a table, two hundred deep": (
        "a.docx",
        lambda: word(words("<w:tbl><w:tr><w:tc><w:p/>" * 60 + "</w:tc></w:tr></w:tbl>" * 60)),
    ),
    "a hundred thousand attributes": (
        "a.docx",
        lambda: word(words("<w:p " + " ".join(f'a{n}="x"' for n in range(100_000)) + "/>")),
    ),
    "a million paragraphs": (
        "a.docx",
        lambda: word(words("<w:p><w:r><w:t>late</w:t></w:r></w:p>" * 700_000)),
    ),
    "a template from outside and an object": (
        "a.docx",
        lambda: word(
            words("<w:p><w:r><w:t>plain</w:t></w:r></w:p>"),
            **{
                "word/_rels/settings.xml.rels": '<R><Relationship Id="r" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t" TargetMode="External"/></R>',
                "word/embeddings/oleObject1.bin": b"MZ" + bytes(100),
            },
        ),
    ),
    "macros": (
        "a.docm",
        lambda: word(words(""), **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(600)}),
    ),
    "parts with paths that climb": (
        "a.docx",
        lambda: word(words(""), **{"word/../../../../tmp/climbed.bin": b"x", "/tmp/climbed": b"x"}),
    ),
    "half a Word document": ("a.docx", lambda: cut(made.word())),
    "a Word document with a hole": ("a.docx", lambda: made.word()[:2000] + b"\0" * 500 + made.word()[2500:]),
    "a Word document of nothing": ("a.docx", lambda: word("")),
    "the same string a hundred thousand times": (
        "a.xlsx",
        lambda: book(
            "<sheetData>"
            + "".join(f'<row><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
            + "</sheetData>",
            f"<sst><si><t>{'x' * 1_000_000}</t></si></sst>",
        ),
    ),
    "a cell in the farthest corner": (
        "a.xlsx",
        lambda: book('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    ),
    "a cell beyond any corner": (
        "a.xlsx",
        lambda: book('<sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData>'),
    ),
    "strings that are not there": (
        "a.xlsx",
        lambda: book('<sheetData><row><c t="s"><v>99</v></c><c t="s"><v>-1</v></c></row></sheetData>'),
    ),
    "four thousand million hidden columns": (
        "a.xlsx",
        lambda: book('<cols><col min="1" max="4294967295" hidden="1"/></cols><sheetData/>'),
    ),
    "days beyond any calendar": (
        "a.xlsx",
        lambda: book('<sheetData><row><c s="0"><v>1e308</v></c><c><v>NaN</v></c></row></sheetData>'),
    ),
    "a sheet outside the package": ("a.xlsx", lambda: book("<sheetData/>", rels="../../../../etc/passwd")),
    "a billion laughs in Excel": (
        "a.xlsx",
        lambda: book("<sheetData/>", f"{_LAUGHS}<sst><si><t>&b8;</t></si></sst>"),
    ),
    "a million empty rows": ("a.xlsx", lambda: book("<sheetData>" + "<row/>" * 1_000_000 + "</sheetData>")),
    "half a workbook": ("a.xlsx", lambda: cut(made.sheets())),
    "a cell repeated over a whole sheet": (
        "a.ods",
        lambda: open_file(
            "spreadsheet",
            f"<office:d {made._ODF}><table:table table:name='A'><table:table-row table:number-rows-repeated='1048576'>"
            "<table:table-cell table:number-columns-repeated='16384'><text:p>late</text:p></table:table-cell>"
            "</table:table-row></table:table></office:d>",
        ),
    ),
    "a billion laughs in OpenDocument": ("a.odt", lambda: open_file("text", f"{_LAUGHS}<a>&b8;</a>")),
    "half an OpenDocument text": ("a.odt", lambda: cut(made.open_text())),
    "an OpenDocument text behind a password": (
        "a.odt",
        lambda: packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<m:encryption-data/>",
                "content.xml": b"\1\2\3",
            }
        ),
    ),
}
PICTURES: Files = {
    "a picture of two hundred million points": ("a.png", lambda: png(20_000, 10_000)),
    "a picture of thirty thousand by thirty thousand": ("a.png", lambda: png(30_000, 30_000)),
    "a picture without its points": ("a.png", lambda: png(4_000, 4_000)),
    "a remark in a picture that swells": (
        "a.png",
        lambda: png(9, 9, more=((b"zTXt", b"a\0\0" + zlib.compress(b"x" * 60_000_000)),)),
    ),
    "half a PNG": ("a.png", lambda: cut(made.picture(size=(900, 900)))),
    "half a JPEG": ("a.jpg", lambda: cut(made.picture("JPEG", size=(900, 900)))),
    "a JPEG of 65,000 by 65,000": ("a.jpg", lambda: jpeg(width=65_000, height=65_000)),
    "a GIF called PNG": ("a.png", gif),
    "a TIFF whose pages go round": ("a.tif", lambda: tiff(3, loops=True)),
    "a TIFF of ten thousand pages": ("a.tif", lambda: tiff(10_000)),
    "a TIFF with huge tiles": ("a.tif", lambda: tiff(tile=1_000_000)),
    "a TIFF of sixty thousand by sixty thousand": ("a.tif", lambda: tiff(width=60_000)),
    "half a TIFF": ("a.tif", lambda: cut(made.picture("TIFF"))),
    "a TIFF of the large kind": ("a.tif", lambda: b"II+\0\x08\0\0\0" + bytes(200)),
    "a HEIC of nothing": ("a.heic", heic),
    "a HEIC that says it is huge": ("a.heic", lambda: heic_of(60_000, 60_000)),
}
PDFS: Files = {
    "a tree of pages that goes round": (
        "a.pdf",
        lambda: pdf(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 5>>",
            "<</Type/Pages/Kids[2 0 R]/Count 5/Parent 2 0 R>>",
        ),
    ),
    "a tree of pages that is its own child": (
        "a.pdf",
        lambda: pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    ),
    "a million pages that are not there": (
        "a.pdf",
        lambda: plain_pdf().replace(b"/Count 1>>", b"/Count 1000000>>"),
    ),
    "half a PDF": ("a.pdf", lambda: cut(foreign.page(foreign.note, pages=20))),
    "a PDF that swells": ("a.pdf", pdf_bomb),
    "an attachment that swells to twelve hundred megabytes": ("a.pdf", pdf_attached_bomb),
    "a drawing that draws itself": ("a.pdf", nested_form),
    "bookmarks that go round": (
        "a.pdf",
        lambda: plain_pdf(
            "/Outlines 5 0 R",
            "<</First 6 0 R/Last 6 0 R>>",
            "<</Title(a)/Parent 5 0 R/Next 6 0 R/First 5 0 R>>",
        ),
    ),
    "a form that goes round": (
        "a.pdf",
        lambda: plain_pdf("/AcroForm<</Fields[5 0 R]>>", "<</T(a)/Kids[5 0 R]/V(x)>>"),
    ),
    "tables that name each other": ("a.pdf", lambda: plain_pdf(tail="/Prev 9")),
    "scripts and commands": (
        "a.pdf",
        lambda: plain_pdf(
            "/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
            "<</S/Launch/F(cmd.exe)>>",
            "<</S/URI/URI(http://127.0.0.1:9/)>>",
        ),
    ),
    "a page of a hundred kilometres": (
        "a.pdf",
        lambda: plain_pdf().replace(b"[0 0 300 300]", b"[0 0 3e8 3e8]"),
    ),
    "a page without size": ("a.pdf", lambda: plain_pdf().replace(b"[0 0 300 300]", b"[0 0 0 0 0 0]")),
    "brackets without end": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj" + b"[" * 1_000_000),
    "a PDF behind a password": ("a.pdf", foreign.locked),
    "a thousand notes in notes": (
        "a.pdf",
        lambda: plain_pdf().replace(
            b"/Type/Page/", b"/Annots[" + b"<</Subtype/Text/Contents(x)>>" * 30_000 + b"]/Type/Page/"
        ),
    ),
}
MESSAGES: Files = {
    "ten thousand parts": ("a.eml", many_parts),
    "parts in parts, a thousand deep": ("a.eml", lambda: nested_parts(1000)),
    "parts in parts, three hundred deep": ("a.eml", lambda: nested_parts(150)),
    "messages in messages, three hundred deep": ("a.eml", lambda: nested_messages(300)),
    "a boundary on every line": (
        "a.eml",
        lambda: f"{_HEAD}Content-Type: multipart/mixed; boundary=b\n\n".encode() + b"--b\n" * 500_000,
    ),
    "boundaries against a million lines": (
        "a.eml",
        lambda: nested_parts(90) + b"x\n" * 1_000_000,
    ),
    "a head of ten megabytes": ("a.eml", lambda: mail(head="X-A: " + "x" * 10_000_000 + "\n")),
    "a head folded a million times": ("a.eml", lambda: mail(head="X-A: a\n" + " b\n" * 500_000)),
    "a hundred thousand lines of head": (
        "a.eml",
        lambda: mail(head="".join(f"X-{n}: a\n" for n in range(100_000))),
    ),
    "encoded words without end": ("a.eml", lambda: mail(head="X-Note: " + "=?utf-8?q?a?= " * 100_000 + "\n")),
    "letters that do not exist": ("a.eml", lambda: mail(kind="text/plain; charset=klingon")),
    "half of a coded attachment": (
        "a.eml",
        lambda: mail(
            head="Content-Transfer-Encoding: base64\n",
            body=base64.b64encode(made.picture()).decode()[:901],
            kind="image/png; name=a.png",
        ),
    ),
    "a name that climbs": ("a.eml", lambda: mail(kind='text/plain; name="../../../../tmp/climbed"')),
    "no boundary at all": ("a.eml", lambda: mail(kind="multipart/mixed")),
    "a directory that goes round": ("a.msg", directory_loop),
    "sectors that follow themselves": ("a.msg", table_loop),
    "half an Outlook message": ("a.msg", lambda: cut(made.outlook())),
    "messages in messages of Outlook": ("a.msg", lambda: deep_message(40)),
    "packed words that lie about their size": ("a.msg", lambda: bad_packed(0x7FFFFFFF, b"\xff" * 1000)),
    "packed words that copy without end": (
        "a.msg",
        lambda: bad_packed(40_000_000, b"\xff\x10\x1f" * 300_000),
    ),
    "a message without a list": ("a.msg", lambda: compound({"__substg1.0_0037001F": b"a\0"})),
    "a thousand attachments": (
        "a.msg",
        lambda: compound(
            made._message(top=True)
            | {f"__attach_version1.0_#{n:08X}/__substg1.0_37010102": b"x" for n in range(1000)}
        ),
    ),
    "an old workbook of nonsense": ("a.xls", lambda: old_book(b"\x09\x08\x10\0" + bytes(range(256)) * 8)),
    "an old workbook whose records have no length": ("a.xls", lambda: old_book(b"\0" * 20_000)),
    "an old workbook behind a password": (
        "a.xls",
        lambda: old_book(b"\x09\x08\x04\0\0\6\5\0" + b"\x2f\0\2\0\0\0"),
    ),
    "an old Word document": ("a.doc", lambda: compound({"WordDocument": b"\xec\xa5" + bytes(5000)})),
}
WORDS: Files = {
    "a million brackets": ("a.rtf", lambda: rtf("{" * 1_000_000)),
    "two million groups": ("a.rtf", lambda: rtf("{a}" * 2_000_000)),
    "bytes that are not there": ("a.rtf", lambda: rtf("a\\bin9999999999 b")),
    "halves of letters": ("a.rtf", lambda: rtf("a \\u-10179? \\u55357? \\u0? b")),
    "half of rich text": ("a.rtf", lambda: cut(made.rich())),
    "links in links": ("a.rtf", lambda: rtf('{\\field{\\*\\fldinst HYPERLINK "' * 20_000 + "x")),
    "a hundred thousand boxes in boxes": ("a.html", lambda: b"<html>" + b"<div>" * 100_000 + b"x"),
    "tags without end": ("a.html", lambda: b"<html><" + b"a" * 5_000_000),
    "a page of entities": (
        "a.html",
        lambda: b"<!DOCTYPE html [<!ENTITY a 'b'>]><html>" + b"&a;&#x0;&#55357;" * 100_000,
    ),
    "a million cells": ("a.html", lambda: b"<html><table><tr>" + b"<td>x" * 300_000),
    "text with signs that turn it round": (
        "a.txt",
        "Name \u202etxt.exe\u202c \ufeff\u2066late\u2069 \x07".encode,
    ),
    "half of a wide letter": ("a.txt", lambda: b"\xff\xfea\0b\0\x3d"),
    "sixty megabytes in one line": ("a.txt", lambda: b"x" * 60_000_000),
    "a million columns": ("a.csv", lambda: b"a," * 1_000_000),
    "noughts": ("a.txt", lambda: b"a\0b\0\0c" * 100),
    "letters of three alphabets mixed": ("a.txt", lambda: bytes(range(32, 256)) * 40),
}
TWO_THINGS: Files = {
    "a PDF that is a web page": ("a.pdf", lambda: b"<html><script>x</script>" + foreign.page(foreign.note)),
    "a PDF that is a package": ("a.docx", lambda: foreign.page(foreign.note) + made.word()),
    "a picture that is a package": ("a.png", lambda: made.picture() + made.word()),
    "a package that is a picture": ("a.docx", lambda: made.picture() + made.word()),
    "a web page called an email": ("a.eml", made.web),
    "an email called a PDF": ("a.pdf", made.mail),
    "a program called Word": ("a.docx", lambda: b"MZ" + bytes(900)),
    "a name that climbs out": ("..\\..\\..\\windows\\a.txt", lambda: b"plain words"),
    "a name with a nought in it": ("a.txt\0.exe", lambda: b"plain words"),
    "a name of four thousand letters": ("x" * 4000 + ".txt", lambda: b"plain words"),
    "a name of a device": ("CON.txt", lambda: b"plain words"),
    "a name that reads backwards": ("\u202efdp.exe", lambda: b"plain words"),
    "a name with two endings": ("letter.pdf.exe", lambda: b"plain words"),
}
EVERY: Files = {**PACKED, **PICTURES, **PDFS, **MESSAGES, **WORDS, **TWO_THINGS}
