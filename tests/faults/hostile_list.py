"""The hostile files by what they are: how each is called, and what makes it."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable

from coordinator_app.documents.looking.compound import compound
from tests.documents.looking import made, made_old
from tests.faults.hostile import (
    HEAD,
    LAUGHS,
    bad_packed,
    book,
    cut,
    deep_message,
    directory_loop,
    gif,
    heic,
    heic_of,
    jpeg,
    lying_size,
    mail,
    many_parts,
    nested_form,
    nested_messages,
    nested_packages,
    nested_parts,
    old_book,
    open_file,
    overlapping,
    packed,
    pdf,
    pdf_attached_bomb,
    pdf_bomb,
    plain_pdf,
    png,
    rtf,
    table_loop,
    tiff,
    word,
    words,
)
from tests.pdf import foreign

Files = dict[str, tuple[str, Callable[[], bytes]]]

PACKED: Files = {
    "a packed document that swells to 150 MB": ("a.docx", lambda: word(b" " * 150_000_000)),
    "three thousand parts": (
        "a.docx",
        lambda: packed({f"word/{n}.xml": "x" for n in range(3000)} | {"[Content_Types].xml": "x"}),
    ),
    "parts that overlap": ("a.docx", overlapping),
    "a part that lies about its size": ("a.docx", lying_size),
    "packages in packages": ("a.docx", nested_packages),
    "a billion laughs in Word": ("a.docx", lambda: word(f"{LAUGHS}<a>&b8;</a>")),
    "a billion laughs in wide letters": (
        "a.docx",
        lambda: word(f'<?xml version="1.0" encoding="UTF-16"?>{LAUGHS}<a>&b8;</a>'.encode("utf-16")),
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
        lambda: book("<sheetData/>", f"{LAUGHS}<sst><si><t>&b8;</t></si></sst>"),
    ),
    "a million empty rows": ("a.xlsx", lambda: book("<sheetData>" + "<row/>" * 1_000_000 + "</sheetData>")),
    "half a workbook": ("a.xlsx", lambda: cut(made.sheets())),
    "a cell repeated over a whole sheet": (
        "a.ods",
        lambda: open_file(
            "spreadsheet",
            f"<office:d {made.ODF}><table:table table:name='A'><table:table-row table:number-rows-repeated='1048576'>"
            "<table:table-cell table:number-columns-repeated='16384'><text:p>late</text:p></table:table-cell>"
            "</table:table-row></table:table></office:d>",
        ),
    ),
    "a billion laughs in OpenDocument": ("a.odt", lambda: open_file("text", f"{LAUGHS}<a>&b8;</a>")),
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
        lambda: f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n".encode() + b"--b\n" * 500_000,
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
    "half an Outlook message": ("a.msg", lambda: cut(made_old.outlook())),
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
            made_old.message_streams(top=True)
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
    "a web page called an email": ("a.eml", made_old.web),
    "an email called a PDF": ("a.pdf", made_old.mail),
    "a program called Word": ("a.docx", lambda: b"MZ" + bytes(900)),
    "a name that climbs out": ("..\\..\\..\\windows\\a.txt", lambda: b"plain words"),
    "a name with a nought in it": ("a.txt\0.exe", lambda: b"plain words"),
    "a name of four thousand letters": ("x" * 4000 + ".txt", lambda: b"plain words"),
    "a name of a device": ("CON.txt", lambda: b"plain words"),
    "a name that reads backwards": ("\u202efdp.exe", lambda: b"plain words"),
    "a name with two endings": ("letter.pdf.exe", lambda: b"plain words"),
}
EVERY: Files = {**PACKED, **PICTURES, **PDFS, **MESSAGES, **WORDS, **TWO_THINGS}
