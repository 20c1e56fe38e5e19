"""Messages, web pages and old workbooks by hand, with an invented word in every place where one may hide."""

from __future__ import annotations

import email
import struct
from collections.abc import Mapping
from email.message import EmailMessage

from coordinator_app.documents.looking.compound import compound
from tests.documents.looking.made import picture, rich

# messages

MAIL_HIDES = (
    "inmailsubject",
    "inmailfrom",
    "inmailto",
    "inmailcc",
    "inmailplain",
    "inmailpage",
    "inmailhiddenspan",
    "inmailalt",
    "inmailaddress",
    "inmailheader",
)


def mail(*, nested: int = 0) -> bytes:
    made = EmailMessage()
    made["Subject"] = "Marigold — inmailsubject"
    made["From"] = "Ms inmailfrom <head@example.org>"
    made["To"], made["Cc"] = "inmailto@example.org", "inmailcc@example.org"
    made["Date"] = "Sun, 03 May 2026 10:00:00 +0100"
    made["X-Remark"] = "inmailheader"
    made.set_content("Dear Mrs Puddlecombe,\ninmailplain")
    made.add_alternative(
        "<html><body><p>inmailpage</p><span style='display:none'>inmailhiddenspan</span>"
        "<img alt='inmailalt' src='https://far.example/pixel.png'><a href='https://inmailaddress.example/'>x</a></body></html>",
        subtype="html",
    )
    made.add_attachment(rich(), maintype="application", subtype="rtf", filename="letter.rtf")
    made.add_attachment(picture(), maintype="image", subtype="png", filename="..\\..\\photo.png")
    made.add_attachment(b"MZ" + bytes(80), maintype="application", subtype="octet-stream", filename="run.exe")
    if nested:
        made.add_attachment(email.message_from_bytes(mail(nested=nested - 1), policy=made.policy))
    return made.as_bytes()


OUTLOOK_HIDES = (
    "inmsgsubject",
    "inmsgsender",
    "inmsgto",
    "inmsgcc",
    "inmsgplain",
    "inmsgpage",
    "inmsgrich",
    "inmsghead",
    "inmsgbehalf",
)
_LIST = "__properties_version1.0"


def _listed(head: bytes, *values: tuple[int, int, int]) -> bytes:
    return head + b"".join(struct.pack("<IIQ", name << 16 | kind, 6, value) for name, kind, value in values)


def _stream(name: str, words: str) -> tuple[str, bytes]:
    return f"__substg1.0_{name}001F", words.encode("utf-16-le")


def _recipient(number: int, role: int, name: str, at: str) -> dict[str, bytes]:
    base = f"__recip_version1.0_#{number:08X}"
    found = dict((_stream("3001", name), _stream("39FE", at)))
    found[_LIST] = _listed(bytes(8), (0x0C15, 3, role), (0x3001, 0x1F, 20), (0x39FE, 0x1F, 20))
    return {f"{base}/{key}": value for key, value in found.items()}


def _packed(text: bytes) -> bytes:
    """Rich text packed as Outlook does, every letter by itself."""
    body = b"".join(b"\0" + text[at : at + 8] for at in range(0, len(text), 8))
    return struct.pack("<IIII", len(body) + 12, len(text), 0x75465A4C, 0) + body


def message_streams(*, top: bool, inner: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
    ticks = 134_222_796_000_000_000  # 3 May 2026 in the count of Windows
    head = struct.pack("<8xIIII", 2, 1, 2, 1) + (bytes(8) if top else b"")
    sizes = tuple(
        (int(name, 16), 0x1F, 10) for name in ("0037", "0C1A", "5D01", "1000", "007D", "0042", "001A")
    )
    found = dict(
        (
            _stream("001A", "IPM.Note"),
            _stream("0037", "inmsgsubject"),
            _stream("0C1A", "Ms inmsgsender"),
            _stream("5D01", "head@example.org"),
            _stream("0042", "inmsgbehalf"),
            _stream("1000", "Dear Mrs Puddlecombe,\r\ninmsgplain"),
            _stream("007D", "X-Remark: inmsghead\r\n"),
        )
    )
    found["__substg1.0_10130102"] = b"<html><body><p>inmsgpage</p></body></html>"
    found["__substg1.0_10090102"] = _packed(b"{\\rtf1\\ansi inmsgrich\\par}")
    found[_LIST] = _listed(
        head,
        (0x0039, 0x40, ticks),
        (0x3FDE, 3, 65001),
        (0x340D, 3, 0x40000),
        (0x1013, 0x102, 40),
        (0x1009, 0x102, 60),
        *sizes,
    )
    found |= _recipient(0, 1, "inmsgto", "to@example.org") | _recipient(1, 2, "inmsgcc", "cc@example.org")
    attached = {"__substg1.0_3707001F": "letter.rtf".encode("utf-16-le"), "__substg1.0_37010102": rich()}
    attached[_LIST] = _listed(bytes(8), (0x3705, 3, 1), (0x3707, 0x1F, 20), (0x3701, 0x102, len(rich())))
    found |= {f"__attach_version1.0_#00000000/{key}": value for key, value in attached.items()}
    if inner is not None:
        base = "__attach_version1.0_#00000001/"
        found[f"{base}{_LIST}"] = _listed(bytes(8), (0x3705, 3, 5))
        found[f"{base}__substg1.0_3001001F"] = "Earlier message".encode("utf-16-le")
        found |= {f"{base}__substg1.0_3701000D/{key}": value for key, value in inner.items()}
    return found


def outlook(*, nested: bool = True) -> bytes:
    streams = message_streams(top=True, inner=message_streams(top=False) if nested else None)
    streams["__nameid_version1.0/__substg1.0_00020102"] = b""
    streams["__nameid_version1.0/__substg1.0_00030102"] = b""
    streams["__nameid_version1.0/__substg1.0_00040102"] = b""
    return compound(streams)


# old Excel

OLD_SHEET_HIDES = ("inxlscell", "inxlshiddensheet", "inxlsnote")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _old_sheet(words: str, note: str = "") -> bytes:
    found = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0x7CC, 0, 6))
    found += _record(0x200, struct.pack("<IIHHH", 0, 1, 0, 1, 0))
    found += _record(0x204, struct.pack("<HHHHB", 0, 0, 0, len(words), 0) + words.encode("latin-1"))
    if note:
        found += _record(0x1B6, struct.pack("<HH6xHHI", 0x212, 0, len(note), 16, 0))
        found += _record(0x3C, b"\0" + note.encode("latin-1")) + _record(0x3C, bytes(16))
    return found + _record(0xA, b"")


def old_sheets() -> bytes:
    """A workbook of Excel 97 by hand: two sheets, the second very hidden, a note on a cell."""
    sheets = (
        ("Marks", 0, _old_sheet("inxlscell", "inxlsnote")),
        ("Aside", 2, _old_sheet("inxlshiddensheet")),
    )
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0x7CC, 0, 6)) + _record(
        0x42, struct.pack("<H", 1200)
    )
    lines = sum(4 + 8 + len(name) for name, _, _ in sheets)
    at = len(head) + lines + 4
    for name, state, body in sheets:
        head += _record(0x85, struct.pack("<IBBBB", at, state, 0, len(name), 0) + name.encode("latin-1"))
        at += len(body)
    stream = head + _record(0xA, b"") + b"".join(body for _, _, body in sheets)
    return compound({"Workbook": stream.ljust(4096, b"\0")})


# web pages

WEB_HIDES = (
    "inwebtitle",
    "inwebbody",
    "inwebhidden",
    "inwebremark",
    "inwebalt",
    "inwebmeta",
    "inwebvalue",
    "inweblink",
)


def web() -> bytes:
    return (
        "<!DOCTYPE html><html><head><title>inwebtitle</title><meta name='author' content='inwebmeta'><style>p{x}</style></head>"
        "<body><p>inwebbody £3</p><div hidden>inwebhidden</div><!-- inwebremark --><!--[if mso]>unsaid<![endif]-->"
        "<img alt='inwebalt'><input type='hidden' value='inwebvalue'><a href='https://inweblink.example/'>x</a>"
        "<script>never()</script></body></html>"
    ).encode()
