"""Pages that two engines draw or read differently, or may: what one shows of the name, the other hides."""

from __future__ import annotations

import io
from collections.abc import Callable

import foreign
import lying_fonts
import pikepdf
import shapes
from pikepdf import Array, Dictionary, Name
from PIL import Image

NAME = foreign.NAME
SAYS = f"with {NAME} there"
Drawn = Callable[[pikepdf.Pdf, pikepdf.Object], bytes]
"""Changes the page's resources, and gives what is drawn on it under two plain lines."""


def page(draw: Drawn) -> bytes:
    pdf = pikepdf.new()
    one = pdf.add_blank_page(page_size=(595, 842))
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    one.obj.Resources = Dictionary(Font=Dictionary(F1=plain))
    lines = b"BT /F1 16 Tf 72 700 Td (Notes of the day in the workshop) Tj ET\n"
    lines += b"BT /F1 16 Tf 72 660 Td (The rest of the day was calm.) Tj ET\n"
    one.obj.Contents = pdf.make_stream(lines + draw(pdf, one.obj))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def text(colour: str = "0 g", at: int = 500) -> bytes:
    return f"q {colour} BT /F1 24 Tf 72 {at} Td ({SAYS}) Tj ET Q\n".encode()


def state(one: pikepdf.Object, **entries: object) -> bytes:
    one.Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, **entries))
    return b"/G gs\n"


def _group(pdf: pikepdf.Pdf, one: pikepdf.Object, **settings: object) -> bytes:
    group = pdf.make_indirect(
        Dictionary(
            Type=Name.OCG,
            Name="notes",
            Usage=Dictionary(Print=Dictionary(PrintState=Name.ON), View=Dictionary(ViewState=Name.OFF)),
        )
    )
    given = {key: Array([group]) for key, value in settings.items() if value == "group"}
    as_set = {"AS": Array([Dictionary(Event=Name.View, Category=Array([Name.View]), OCGs=Array([group]))])}
    pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(**given, **(as_set if settings.get("event") else {}))
    )
    one.Resources.Properties = Dictionary(L=group)
    return b"/OC /L BDC\n" + text() + b"EMC\n"


def layer_off(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    return _group(pdf, one, OFF="group")


def layer_for_print(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    return _group(pdf, one, ON="group", event=True)


def layer_by_a_rule(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    drawn = _group(pdf, one, OFF="group")
    group = one.Resources.Properties.L
    one.Resources.Properties.L = pdf.make_indirect(
        Dictionary(Type=Name.OCMD, VE=Array([Name.Not, Array([Name.Not, group])]), OCGs=group, P=Name.AnyOff)
    )
    return drawn


def overprint(_: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    """Nothing of any ink, set to print over black: shown white by some, and not at all by others."""
    return b"0 0 0 1 k 60 480 400 60 re f\n" + state(one, OP=True, op=True, OPM=1) + text("0 0 0 0 k")


def transfer(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    turns = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    return b"q " + state(one, TR=turns) + text("0 g") + text("1 g", 400) + b"Q\n"


def soft_mask(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    form = pdf.make_stream(
        b"1 g 0 0 300 842 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
    )  # fmt: skip
    return b"q " + state(one, SMask=Dictionary(S=Name.Luminosity, G=form, BC=[0])) + text() + b"Q\n"


def difference(_: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    return b"q " + state(one, BM=Name.Difference) + text("1 g") + b"Q\n"


def _picture(pdf: pikepdf.Pdf, one: pikepdf.Object, data: bytes, **entries: object) -> bytes:
    one.Resources.XObject = Dictionary(
        Im0=pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=800, Height=200, **entries)
    )
    return b"q 400 0 0 100 72 450 cm /Im0 Do Q\n"


def _shown(mode: str = "L") -> Image.Image:
    return shapes.picture_of(NAME, mode, (800, 200))


def jpeg_2000(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    """A picture whose own see-through layer hides its words, for those who look at it."""
    out = io.BytesIO()
    made = _shown("RGB")
    made.putalpha(Image.new("L", made.size, 0))
    made.save(out, "JPEG2000")
    return _picture(pdf, one, out.getvalue(), Filter=Name.JPXDecode, SMaskInData=1)


def fax(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    out = io.BytesIO()
    _shown("L").point(lambda level: 255 if level > 128 else 0).convert("1").save(
        out, "TIFF", compression="group4"
    )
    with Image.open(io.BytesIO(out.getvalue())) as opened:
        offset, size = opened.tag_v2[273][0], opened.tag_v2[279][0]
    data = out.getvalue()[offset : offset + size]
    how = Dictionary(K=-1, Columns=800, Rows=200)
    return _picture(
        pdf,
        one,
        data,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=how,
        BitsPerComponent=1,
        ColorSpace=Name.DeviceGray,
    )


def other_for_print(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    """A blank picture, with another to be printed in its place."""
    drawn = _picture(pdf, one, _shown().tobytes(), ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    named = one.Resources.XObject.Im0
    blank = pdf.make_stream(
        bytes([255]) * 160_000, Type=Name.XObject, Subtype=Name.Image, Width=800, Height=200,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8, Alternates=Array([Dictionary(Image=named, DefaultForPrinting=True)]),
    )  # fmt: skip
    one.Resources.XObject.Im0 = blank
    return drawn


def note_without_a_picture(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    one.Annots = Array(
        [
            Dictionary(
                Type=Name.Annot, Subtype=Name.FreeText, Rect=[72, 480, 400, 530], Contents=SAYS, DA="/Helv 18 Tf 0 g", F=4
            )
        ]
    )  # fmt: skip
    return b""


def answer_without_a_picture(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="who", V=SAYS, DA="/Helv 18 Tf 0 g", F=4,
            Rect=[72, 480, 400, 530],
        )
    )  # fmt: skip
    one.Annots = Array([field])
    fonts = Dictionary(Font=Dictionary(Helv=one.Resources.Font.F1))
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DA="/Helv 18 Tf 0 g", DR=fonts
    )
    return b""


def stamp(flags: int) -> Drawn:
    """A stamp that is not for the screen, or not for paper."""

    def draw(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
        look = pdf.make_stream(
            f"BT /F1 18 Tf 4 8 Td ({SAYS}) Tj ET".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 330, 50],
            Resources=Dictionary(Font=Dictionary(F1=one.Resources.Font.F1)),
        )  # fmt: skip
        one.Annots = Array(
            [
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Stamp,
                    Rect=[72, 480, 400, 530],
                    F=flags,
                    AP=Dictionary(N=look),
                )
            ]
        )
        return b""

    return draw


def font_from_elsewhere(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    """A Japanese font that is not in the file: some know its letters, some have nothing to draw."""
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/HeiseiMin-W3"), DW=1000,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Japan1", Supplement=2),
    )  # fmt: skip
    one.Resources.Font.F2 = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/HeiseiMin-W3"), Encoding=Name("/UniJIS-UCS2-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )  # fmt: skip
    return f"BT /F2 20 Tf 72 500 Td <{SAYS.encode('utf-16-be').hex()}> Tj ET".encode()


def said_otherwise(pdf: pikepdf.Pdf, one: pikepdf.Object) -> bytes:
    """Words that a reader of the file takes for others."""
    one.Resources.Properties = Dictionary(Said=Dictionary(ActualText="a calm afternoon for all"))
    return b"/Span /Said BDC\n" + text() + b"EMC\n"


def lost_commands(_: pikepdf.Pdf, __: pikepdf.Object) -> bytes:
    """A command that nobody knows and a bracket too many, before the words."""
    return b"BX /Odd zz EX ) 5 0 R >> qq\n" + text()


def clip_of_letters(_: pikepdf.Pdf, __: pikepdf.Object) -> bytes:
    """Letters that are only a hole, through which a bar is seen."""
    return f"q BT /F1 24 Tf 7 Tr 72 500 Td ({SAYS}) Tj ET 60 480 400 60 re f Q\n".encode()


def two_lists() -> bytes:
    """A file whose older readers see another page than newer ones: a list of objects beside the list of objects."""
    shown = page(lambda _pdf, _one: b"")
    with pikepdf.open(io.BytesIO(page(lambda _pdf, _one: text()))) as other:
        out = io.BytesIO()
        other.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue() + shown


PAGES: dict[str, bytes] = {
    "a layer that is off": page(layer_off),
    "a layer that is for paper": page(layer_for_print),
    "a layer by a rule": page(layer_by_a_rule),
    "no ink over black": page(overprint),
    "colours turned round": page(transfer),
    "a mask over half": page(soft_mask),
    "white by its difference": page(difference),
    "a picture that is seen through": page(jpeg_2000),
    "a picture as a fax": page(fax),
    "another picture for paper": page(other_for_print),
    "a note without a picture": page(note_without_a_picture),
    "an answer without a picture": page(answer_without_a_picture),
    "a stamp that is hidden": page(stamp(2)),
    "a stamp for the screen alone": page(stamp(0)),
    "a stamp for paper alone": page(stamp(4 | 32)),
    "a font from elsewhere": page(font_from_elsewhere),
    "words that say others": page(said_otherwise),
    "commands that nobody knows": page(lost_commands),
    "letters as a hole": page(clip_of_letters),
    "two files in one": two_lists(),
    "a font that says other letters": lying_fonts.page(f"{SAYS}\nand all went home", lying_fonts.moved(1)),
    "a font that says nothing": lying_fonts.page(f"{SAYS}\nand all went home", lying_fonts.nothing),
}
