from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import foreign
import packs
import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.pdf import seal_pages
from coordinator_app.pdf.pack_content import BuiltPack, Finding, Forbidden, RebuiltPage
from coordinator_app.pdf.seal_check import Seal, check_pack

NAME = "Thorncastle"
FORBIDDEN = (
    Forbidden(NAME, "another child"),
    Forbidden("A801200001001", "a pupil number"),
    Forbidden("Rose", "a name"),
)
Change = Callable[[pikepdf.Pdf], None]
PACK, BUILT = packs.built(packs.content(*packs.documents(), count=4))


def check(
    pdf: bytes, built: BuiltPack = BUILT, forbidden: tuple[Forbidden, ...] = FORBIDDEN
) -> dict[str, Finding]:
    """The worst finding of each check."""
    found: dict[str, Finding] = {}
    for finding in check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", forbidden, read_seconds=0)):
        found.setdefault(finding.check, finding)
    return found


def doctored(change: Change, *, encrypted: bool = True) -> bytes:
    with pikepdf.open(io.BytesIO(PACK), password=packs.PASSWORD) as opened:
        change(opened)
        out = io.BytesIO()
        lock = pikepdf.Encryption(owner="o", user=packs.PASSWORD, R=6) if encrypted else False
        opened.save(out, encryption=lock)
        return out.getvalue()


def drawn(draw: Callable[[Canvas], None]) -> Change:
    """Draws on the fourth page of the pack."""

    def change(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(io.BytesIO(foreign.page(draw))) as extra:
            pdf.pages[3].add_overlay(extra.pages[0], None)

    return change


def text_at(
    x: float, y: float, text: str = f"with {NAME} there", *, colour: float = 0, mode: int = 0
) -> Change:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(colour, colour, colour)
        line = canvas.beginText(x, y)
        line.setTextRenderMode(mode)
        line.textLine(text)
        canvas.drawText(line)

    return drawn(draw)


def box_over_text(canvas: Canvas) -> None:
    canvas.drawString(72, 300, f"with {NAME} there")
    canvas.rect(70, 290, 200, 30, fill=1)


def letter_by_letter(canvas: Canvas) -> None:
    for place, letter in enumerate(NAME):
        canvas.drawString(72 + 8 * place, 300, letter)
    canvas.rect(70, 290, 200, 30, fill=1)


def broken_over_lines(canvas: Canvas) -> None:
    canvas.drawString(400, 300, "with Thorn-")
    canvas.drawString(72, 286, "castle for an hour")


def root(key: str, value: object) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    return change


def on_page(key: str, value: Callable[[pikepdf.Pdf], object]) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[3].obj[key] = value(pdf)

    return change


def xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:description"] = f"about {NAME}"


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = f"about {NAME}".encode()


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Letter about {NAME}", 3))


def note(pdf: pikepdf.Pdf) -> pikepdf.Object:
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[9, 9, 20, 20], Contents=f"about {NAME}"
    )
    return pikepdf.Array([pdf.make_indirect(made)])


def form(pdf: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="who", V=NAME)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])


def layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="names"))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[group], D=pikepdf.Dictionary(OFF=[group]))
    text_at(72, 300)(pdf)


def unused_stream(pdf: pikepdf.Pdf) -> None:
    spare = pdf.make_stream(f"BT (with {NAME}) Tj ET".encode())
    pdf.pages[3].obj.Resources["/Pattern"] = pikepdf.Dictionary(Spare=spare)


def unused_pieces(pdf: pikepdf.Pdf) -> None:
    pieces = f"BT [(with Thorn) -20 (castle)] TJ <{'A801200001001'.encode('utf-16-be').hex()}> Tj ET"
    pdf.pages[3].obj.Resources["/Pattern"] = pikepdf.Dictionary(Spare=pdf.make_stream(pieces.encode()))


def detail(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = NAME


def thumbnail(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_stream(
        b"\0" * 12, Width=2, Height=2, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8
    )


def other_words(pdf: pikepdf.Pdf) -> None:
    """A name in the words that a screen reader would say instead."""
    page = pdf.pages[3]
    page.contents_add(pdf.make_stream(f"/Span <</ActualText ({NAME})>> BDC EMC".encode()))


PLANTED: dict[str, tuple[Change, set[str]]] = {
    "box over live text": (drawn(box_over_text), {"names"}),
    "letter by letter under a box": (drawn(letter_by_letter), {"names"}),
    "white text": (text_at(72, 300, colour=1), {"names"}),
    "unseen text": (text_at(72, 300, mode=3), {"names"}),
    "off the page": (text_at(-300, 300), {"names"}),
    "far off the page": (text_at(72, 5000), {"names"}),
    "broken over lines": (drawn(broken_over_lines), {"names"}),
    "author": (detail, {"names", "hidden details"}),
    "xmp": (xmp, {"names", "hidden details"}),
    "attachment": (attachment, {"names", "attachments"}),
    "bookmark": (bookmark, {"names", "bookmarks"}),
    "annotation": (on_page("/Annots", note), {"names", "notes"}),
    "form value": (form, {"names", "form fields"}),
    "hidden layer": (layer, {"names", "layers"}),
    "unused stream": (unused_stream, {"names"}),
    "unused pieces": (unused_pieces, {"names"}),
    "words for a screen reader": (other_words, {"names"}),
    "crop box": (on_page("/CropBox", lambda _pdf: pikepdf.Array([50, 50, 300, 300])), {"whole pages"}),
    "thumbnail": (on_page("/Thumb", thumbnail), {"thumbnails"}),
    "script": (
        root("/OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
        {"scripts"},
    ),
    "unknown part": (root("/Perms", pikepdf.Dictionary()), {"parts"}),
    "page lost": (lambda pdf: pdf.pages.__delitem__(4), {"pages"}),
    "pages swapped": (lambda pdf: pdf.pages.reverse(), {"pages"}),
}


def test_a_clean_pack_passes_every_check_and_says_what_was_not_read() -> None:
    found = check(PACK)
    assert {finding.state for finding in found.values()} <= {"passed", "look"}
    assert len(found) >= 16
    assert found["pictures"].state == "look"
    patient = Seal(BUILT, "Request 14", FORBIDDEN, read_seconds=600)
    said = [finding.says for finding in check_pack(PACK, packs.PASSWORD, patient)]
    assert "3 pictures were read by this machine as well" in " ".join(said)


@pytest.mark.parametrize("name", PLANTED)
def test_each_planted_fault_is_found(name: str) -> None:
    change, checks = PLANTED[name]
    found = check(doctored(change))
    failed = {check for check, finding in found.items() if finding.state == "failed"}
    assert checks <= failed


def test_saving_alone_plants_nothing() -> None:
    assert not any(finding.state == "failed" for finding in check(doctored(lambda _pdf: None)).values())


def test_an_incremental_save_is_found_and_its_older_version_searched() -> None:
    plain = doctored(text_at(72, 300), encrypted=False)
    writer = PdfWriter(io.BytesIO(plain), incremental=True)
    writer.pages[3][__import__("pypdf").generic.NameObject("/Contents")] = (
        PdfReader(io.BytesIO(doctored(lambda _pdf: None, encrypted=False))).pages[0].get_contents()
    )
    out = io.BytesIO()
    writer.write(out)
    found = [
        finding
        for finding in check_pack(out.getvalue(), packs.PASSWORD, Seal(BUILT, "Request 14", FORBIDDEN))
        if finding.state == "failed"
    ]
    assert "one version" in {finding.check for finding in found}
    assert any("earlier version" in finding.says and finding.check == "names" for finding in found)
    assert check(PACK + b"\nmore")["one version"].state == "failed"


def test_a_box_that_lost_its_paint_or_a_naive_place_on_a_turned_page_is_found() -> None:
    with_pixels = packs.covered_page(foreign.turned(90))
    from coordinator_app.pdf.redact import rebuild_page
    from coordinator_app.pdf.render import open_file

    with open_file(foreign.turned(90)) as source:
        unpainted = rebuild_page(source, 0)
    for box in (with_pixels.boxes[0], replace(with_pixels.boxes[0], x0=0.11, x1=0.3, y0=0.15, y1=0.18)):
        page: RebuiltPage = replace(unpainted, boxes=(box,))
        document = replace(packs.documents()[0], pages=(page,))
        pdf, built = packs.built(packs.content(document, count=2))
        assert check(pdf, built)["covered places"].state == "failed"


def test_words_left_under_a_box_are_found() -> None:
    page = packs.covered_page(foreign.page(foreign.note))
    from coordinator_app.pdf.pack_content import Word

    box = page.boxes[0]
    leaky = replace(page, words=(*page.words, Word("unknown", box.x0, box.y0, box.x1, box.y1)))
    pdf, built = packs.built(packs.content(replace(packs.documents()[0], pages=(leaky,)), count=2))
    found = check(pdf, built)
    assert found["text under boxes"].state == "failed"
    assert found["covered places"].state == "passed"


def test_a_file_that_is_not_locked_or_does_not_open_fails() -> None:
    assert check(doctored(lambda _pdf: None, encrypted=False))["opens"].state == "failed"
    assert check(b"%PDF-1.7 rubbish")["opens"].state == "failed"
    wrong = check_pack(PACK, "another password", Seal(BUILT, "Request 14", ()))
    assert [finding.check for finding in wrong] == ["opens"]


def test_a_file_that_is_opened_anew_for_each_page_is_checked_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    real = pypdfium2.PdfDocument

    def document(pdf: object, password: str) -> object:
        opened.append(pdf)
        return real(pdf, password=password)

    at_once = check(PACK)
    monkeypatch.setattr(seal_pages, "_AT_A_TIME", 1)
    monkeypatch.setattr(pypdfium2, "PdfDocument", document)
    assert check(PACK) == at_once
    assert len(opened) > BUILT.pages


def test_another_title_is_found() -> None:
    assert check_pack(PACK, packs.PASSWORD, Seal(BUILT, "Request 15", ()))[0].check == "hidden details"


def test_an_everyday_name_is_a_suspicion_with_its_words_and_page() -> None:
    found = check(doctored(text_at(72, 300, "then Rose left the room")))["names"]
    assert (found.state, found.page, found.term_index) == ("look", 4, 2)
    assert "Rose left" in found.words_around


FORTY = [
    *(
        "Ada Quillfeather",
        "Bram Osterling",
        "Cosima Vane",
        "Dov Halloran",
        "Ezra Pimlott",
        "Fenella Draycott",
    ),
    *("Gil Thackeray", "Hattie Umber", "Idris Moonbeck", "Juno Larkspur", "Kit Puddlecombe", "Lena Wraxall"),
    *("Mirko Zafar", "Nell Abernathy", "Orla Fitzmaurice", "Piet Voss", "Quentin Ash", "Rhoda Silverlock"),
    *("Sofia Griffiths", "Tobias Effingham", "Una Mactavish", "Viggo Strand", "Wilf Yarrow", "Xanthe Poole"),
    *(
        "Yusuf Caddick",
        "Zoë Ferrán",
        "Łukasz Wiśniewski",
        "Søren Åkesson",
        "Siân O’Hara",
        "Mary-Jane Thirdparty",
    ),
    *("Chloe-Mae Quill", "D’Angelo Vex", "Jürgen Straßer", "Çağla Öztürk", "01632 960119", "A801200001001"),
    *("kit@example.test", "14 Weir Cottages", "HZ2 7ABX", "Thorncastle"),
]


def test_forty_planted_names_are_found_in_text_and_documents_and_hidden_parts() -> None:
    from datetime import date

    from coordinator_app.pdf.pack_content import Part, TextItem

    body = "\n\n".join(f"{'word ' * (3 + place % 9)}{name} came." for place, name in enumerate(FORTY))
    item = TextItem("t", date(2026, 9, 1), "Note", "in full", (Part("What was said", body),))
    pdf, built = packs.built(packs.content(item, count=1))
    terms = tuple(Forbidden(name, "another child") for name in FORTY)
    found = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", terms))
    missed = set(range(40)) - {finding.term_index for finding in found if finding.state == "failed"}
    assert [FORTY[index] for index in missed] == []


CLEAN_TERMS = tuple(
    Forbidden(name, "another child") for name in [*FORTY, "Will", "Mark", "April", "May", "Rose", "Hope"]
)


def _alarms(seeds: range) -> tuple[int, int]:
    failed = looked = 0
    for seed in seeds:
        made = replace(packs.content(), items=packs.items(20, seed, naming="Kit Puddlecombe"))
        pdf, built = packs.built(made)
        found = check_pack(pdf, packs.PASSWORD, Seal(built, "Request 14", CLEAN_TERMS))
        failed += sum(finding.state == "failed" for finding in found)
        looked += sum(finding.state == "look" for finding in found)
    return failed, looked


def test_ten_clean_packs_raise_no_failure_and_few_suspicions() -> None:
    failed, looked = _alarms(range(10))
    assert failed == 0
    assert looked <= 40


@pytest.mark.soak
def test_a_hundred_clean_packs_raise_no_failure() -> None:
    assert _alarms(range(100, 200))[0] == 0


WITHHELD = (
    "Her mother told the caretaker in confidence that the family has moved in with her sister because he had found the"
    " flat and waited outside the gate on three evenings in a row with a dog and would not go away when asked."
)


def test_a_withheld_sentence_that_runs_over_the_foot_of_a_page_is_found() -> None:
    from datetime import date

    from coordinator_app.pdf.pack_content import Part, TextItem

    over = 0
    for lines in range(38, 48):
        text = "\n".join([*["The hens were fed."] * lines, WITHHELD, "The hens were fed."])
        item = TextItem("t", date(2026, 10, 9), "Note", "in full", (Part("Words", text),))
        pdf, built = packs.built(packs.content(item, count=0))
        seal = Seal(built, "Request 14", (Forbidden(WITHHELD, "words of a withheld item"),), 0)
        found = [one for one in check_pack(pdf, packs.PASSWORD, seal) if one.check == "names"]
        assert [one.state for one in found] == ["failed"], lines
        over += "goes on over its foot" in found[0].says
    assert 0 < over < 10  # the sentence was on one page and over a foot
