"""What a faulty builder might leave in a finished pack: each is planted once, and the seal check is shown to see it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import foreign
import hidden
import packs
import pikepdf
import pytest

from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.pdf.pack_content import BuiltPack, DocumentItem, Finding, Forbidden, Part, TextItem
from coordinator_app.pdf.seal_check import Seal, check_pack

NAME = foreign.NAME
WHOLE = f"Otis {NAME}"
NAMES = tuple(Forbidden(form, "another child") for form in forms_of(WHOLE, frozenset()))
PACK, BUILT = packs.built(packs.content(packs.documents()[0], count=2))


def check(pdf: bytes, built: BuiltPack = BUILT, names: tuple[Forbidden, ...] = NAMES) -> list[Finding]:
    """What failed or has to be looked at, apart from pictures that were not read by machine."""
    seal = Seal(built, "Request 14", names, read_seconds=0)
    found = check_pack(pdf, packs.PASSWORD, seal)
    return [one for one in found if one.state != "passed" and one.check not in {"reading", "pictures"}]


def saved(opened: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    lock = pikepdf.Encryption(owner="o", user=packs.PASSWORD, R=6)
    opened.save(out, encryption=lock, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def doctored(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(PACK), password=packs.PASSWORD) as opened:
        if "/F1" not in opened.pages[0].obj.Resources.Font:
            opened.pages[0].obj.Resources.Font.F1 = opened.pages[0].obj.Resources.Font.P0
        change(opened)
        return saved(opened)


def test_a_pack_that_nothing_was_planted_in_passes() -> None:
    assert check(PACK) == []
    assert check(doctored(lambda _: None)) == []


@pytest.mark.parametrize("words", ["7DP4-M2ZD-9XA6", "7BDC-M2ZD-9XA6", "9 % (BI 4 ID ) sh"])
def test_words_that_look_like_commands_are_words(words: str) -> None:
    """One pack in some five hundred failed by the chance of its reference, in which there stood a DP."""
    pdf, pack = packs.built(replace(packs.content(), letter=replace(packs.sheet(), reference=words)))
    assert [found for found in check(pdf, pack, ()) if found.state == "failed"] == []


def picture(change: Callable[[pikepdf.Object, pikepdf.Pdf], None]) -> Callable[[pikepdf.Pdf], None]:
    def do(pdf: pikepdf.Pdf) -> None:
        held = [page.obj.Resources.XObject for page in pdf.pages if "/XObject" in page.obj.Resources]
        change(held[0].Im0, pdf)

    return do


def with_comment(image: pikepdf.Object, _: pikepdf.Pdf) -> None:
    data = image.read_raw_bytes()
    note = b"\xff\xfe" + (len(NAME) + 2).to_bytes(2, "big") + NAME.encode()
    image.write(data[:2] + note + data[2:], filter=pikepdf.Name.DCTDecode)


def with_more_behind(image: pikepdf.Object, _: pikepdf.Pdf) -> None:
    image.write(image.read_raw_bytes() + b"hidden", filter=pikepdf.Name.DCTDecode)


def with_mask(image: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    image.SMask = pdf.make_stream(
        b"\0", Width=1, Height=1, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8
    )


def bare(image: pikepdf.Object, _: pikepdf.Pdf) -> None:
    image.write(b"\0" * 30, filter=None)
    image.Filter = pikepdf.Name.FlateDecode
    image.write(b"\0" * 30)


def beside_itself(image: pikepdf.Object, pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/XObject" in page.obj.Resources:
            page.obj.Resources.XObject["/Im1"] = image


def drawing(commands: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: pdf.pages[3].contents_add(pdf.make_stream(commands))


def odd_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Request 14 about her"


def odd_resource(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[3].obj.Resources.Font
    fonts["/Thorn"] = fonts.P0


PLACES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "author": hidden.info,
    "xmp": hidden.xmp,
    "attachment": hidden.attachment,
    "note": hidden.note,
    "note that is not shown": lambda pdf: hidden.note(pdf, "/FreeText", F=2),
    "unapplied redaction": lambda pdf: hidden.note(pdf, "/Redact"),
    "link": hidden.link,
    "bookmark": hidden.bookmark,
    "field": hidden.field,
    "structure": hidden.structure,
    "words said instead": hidden.said_instead,
    "name of a layer": hidden.layer_name,
    "layer": hidden.layer,
    "crop": hidden.crop,
    "thumbnail": hidden.thumbnail,
    "script": hidden.script,
    "named destination": hidden.destination,
    "page label": hidden.page_label,
    "private data": hidden.private,
    "unused drawing": hidden.drawn_away,
    "font name": hidden.face_name,
    "drawn font": hidden.glyph_names,
    "one sign that says it all": hidden.one_sign_says_it,
    "picture in the drawing": hidden.inline_picture,
    "colour profile": hidden.colour_profile,
    "second picture": picture(beside_itself),
    "remark in a picture": picture(with_comment),
    "behind a picture": picture(with_more_behind),
    "mask": picture(with_mask),
    "picture of another kind": picture(bare),
    "remark in the drawing": drawing(b"% remark\n"),
    "marks in the drawing": drawing(b"/P <</MCID 0>> BDC EMC"),
    "title": odd_title,
    "name of a resource": odd_resource,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_where_names_hide_is_found_even_if_nobody_knows_the_name(place: str) -> None:
    found = check(doctored(PLACES[place]), names=())
    assert [one for one in found if one.state == "failed"], place


@pytest.mark.parametrize("plant", [with_comment, lambda image, _: behind(image)])
def test_a_name_beside_the_pixels_of_a_picture_is_read_as_words_too(
    plant: Callable[[pikepdf.Object, pikepdf.Pdf], None],
) -> None:
    found = check(doctored(picture(plant)))
    assert {one.check for one in found if one.state == "failed"} >= {"picture parts", "names"}


def behind(image: pikepdf.Object) -> None:
    image.write(image.read_raw_bytes() + NAME.encode(), filter=pikepdf.Name.DCTDecode)


BYTES: dict[str, Callable[[bytes], bytes]] = {
    "before the head": lambda pdf: b"% about " + NAME.encode() + b"\n" + pdf,
    "in the head": lambda pdf: pdf.replace(
        b"%\xe2\xe3\xcf\xd3\n", b"%\xe2\xe3\xcf\xd3 " + NAME.encode() + b"\n", 1
    ),
    "behind the end": lambda pdf: pdf + b"% " + NAME.encode(),
    "between two objects": lambda pdf: moved(pdf, b"% about " + NAME.encode() + b"\n"),
    "an object that no table names": lambda pdf: moved(pdf, b"999 0 obj\n(" + NAME.encode() + b")\nendobj\n"),
    "an object that nothing uses": lambda pdf: listed(pdf, b"(about " + NAME.encode() + b")"),
    "a version saved onto it": lambda pdf: pdf + b"1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n",
}


def moved(pdf: bytes, more: bytes) -> bytes:
    """With `more` in front of the table, whose place is then told anew."""
    at = pdf.rindex(b"xref\n0 ")
    start = int(re.findall(rb"startxref\s+([0-9]+)", pdf)[-1])
    assert start == at
    made = pdf[:at] + more + pdf[at:]
    return made.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + len(more)))


def listed(pdf: bytes, body: bytes) -> bytes:
    """With one more object, which the table names and nothing points to."""
    at = pdf.rindex(b"xref\n0 ")
    count = int(pdf[at + 7 :].split()[0])
    made = moved(pdf, b"%d 0 obj\n%b\nendobj\n" % (count, body))
    made = made.replace(b"xref\n0 %d\n" % count, b"xref\n0 %d\n" % (count + 1), 1)
    made = made.replace(b"/Size %d" % count, b"/Size %d" % (count + 1))
    return made.replace(b"trailer\n", b"%010d 00000 n \ntrailer\n" % at, 1)


@pytest.mark.parametrize("place", BYTES)
def test_bytes_that_belong_to_no_part_of_the_file_are_found(place: str) -> None:
    found = check(BYTES[place](PACK), names=())
    assert [one for one in found if one.state == "failed"], place


SPELT: dict[str, str] = {
    "plain": NAME,
    "in capitals": NAME.upper(),
    "of somebody": f"{NAME}'s",
    "the first name alone": "Otis",
    "swapped": f"{NAME}, Otis",
    "initials with points": "O.T.",
    "initials": "OT",
    "broken over lines": "Thorn-\ncastle",
    "spaced": " ".join(NAME),
    "with points": ".".join(NAME),
    "letters below one another": "\n".join(NAME),
    "in accents": "Thörncästlé",
    "with look-alike letters": NAME.replace("o", "\u043e").replace("c", "\u0441").replace("e", "\u0435"),
    "in wide letters": "".join(chr(ord(letter) + 0xFEE0) for letter in NAME),
    "with figures": "Th0rnc4st1e",
    "backwards": NAME[::-1],
    "within a longer word": f"x{NAME}y",
    "run together": f"Otis{NAME}",
    "as an address": f"otis.{NAME.lower()}@example.test",
    "packed in sixty-four letters": "VGhvcm5jYXN0bGU=",
    "in hex": NAME.encode().hex(),
    "in signs of the web": "".join(f"%{ord(letter):02X}" for letter in NAME),
    "in signs of a page": "".join(f"&#{ord(letter)};" for letter in NAME),
    "cut in two": "Thorn castle",
    "with a line between": "Thorn_castle",
    "with nothing between": "Thorn\u200bcas\u00adtle",
}


@pytest.mark.parametrize("way", SPELT)
def test_a_name_left_in_a_text_is_found_however_it_is_written(way: str) -> None:
    text = f"They went there with {SPELT[way]} and came home in the evening."
    item = TextItem("t", date(2026, 9, 1), "Note", "in full", (Part("What was said", text),))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    found = [one for one in check(pdf, built) if one.check == "names"]
    assert found, way
    assert found[0].page == built.index[0].page


HOW: dict[str, bytes] = {
    way: hidden.HIDDEN[way]
    for way in ("white text", "tiny text", "unseen text", "under a black bar", "beside the page")
}


@pytest.mark.parametrize("way", HOW)
def test_a_page_that_was_copied_and_not_rebuilt_is_found(way: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(HOW[way])) as extra:
            pdf.pages[3].add_overlay(extra.pages[0], None)

    found = check(doctored(change))
    assert {"names", "parts"} <= {one.check for one in found if one.state == "failed"}
    assert [one for one in check(doctored(change), names=()) if one.state == "failed"]


def test_a_builder_that_forgets_to_clean_a_picture_is_found() -> None:
    page = packs.covered_page(foreign.page(foreign.note))
    data = page.jpeg
    exif = b"\xff\xe1" + (len(NAME) + 8).to_bytes(2, "big") + b"Exif\0\0" + NAME.encode()
    item = DocumentItem("d", None, "Letter", "in part", (replace(page, jpeg=data[:2] + exif + data[2:]),))
    pdf, built = packs.built(replace(packs.content(), items=(item,)))
    found = check(pdf, built, ())
    assert [(one.check, one.page) for one in found] == [("picture parts", built.picture_pages[0])]
