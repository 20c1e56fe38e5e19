"""What is said of each kind beyond its words: hidden sheets, days, notes of a PDF, pages of pictures, macros, links."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas
from striprtf.striprtf import rtf_to_text

from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.kinds import by_content
from coordinator_app.documents.looking.opening import found_in, open_any
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made, made_old
from tests.faults import hostile, hostile_list
from tests.pdf import foreign


def lines(content: bytes, heading: str = "") -> tuple[str, ...]:
    """The lines of the parts of a file that stand under a heading."""
    parts = found_in(by_content(content), content).parts
    return tuple(line for part in parts if part.heading == heading for line in part.lines)


def pdf_text() -> bytes:
    return foreign.page(foreign.note, pages=2)


def test_a_pdf_says_what_lies_behind_its_pages_in_a_line_of_its_own() -> None:
    looked = look(FileGiven("a.pdf", made.pdf(pdf_text())))
    assert looked.page_count == 2
    pages, behind = looked.words.split("\n")[:2], looked.words.split("\n")[2]
    assert all("Thorncastle" in page for page in pages)
    assert [word for word in made.PDF_HIDES if word not in behind] == []
    assert [word for word in ("inpdfnote", "inpdfanswer", "inpdflayer") if word not in looked.hidden] == []
    assert "Page 1, K. Field: inpdfnote" in looked.hidden
    assert [one.name for one in looked.inside] == ["letter.rtf"]


def test_words_that_a_pdf_does_not_show_are_said_and_found() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Marigold was late again on Tuesday morning.")
        canvas.drawString(-400, 500, "besidethepage")
        unseen = canvas.beginText(72, 600)
        unseen.setTextRenderMode(3)
        unseen.textOut("invisibleword")
        canvas.drawText(unseen)

    looked = look(FileGiven("a.pdf", foreign.page(draw, pages=2)))
    assert "Words that cannot be seen lie on page 1, 2" in looked.hidden
    assert "Words that lie beside the page: Page 1: besidethepage" in looked.hidden
    assert looked.words.split("\n")[0].endswith("invisibleword")
    assert "besidethepage" in looked.words.split("\n")[2]
    plain = look(FileGiven("a.pdf", pdf_text()))
    assert plain.hidden == ""


def test_a_pdf_that_holds_too_much_to_be_looked_through_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coordinator_app.documents.looking.unseen._MOST_OBJECTS", 3)
    hidden = look(FileGiven("a.pdf", foreign.page(foreign.note, pages=4))).hidden
    assert (
        "It holds too much to be looked through for hidden words: from page 2 on a person has to look."
        in hidden
    )


def test_scripts_of_a_pdf_are_said_and_never_run() -> None:
    assert "were not run" in look(FileGiven("a.pdf", hostile_list.PDFS["scripts and commands"][1]())).hidden


def test_a_workbook_shows_days_as_days_and_whole_numbers_as_such() -> None:
    assert lines(made.sheets(), "Sheet: Marks")[1] == "incell | 3 May 2026 | 7"


def test_hidden_rows_and_columns_stand_apart_with_their_place() -> None:
    assert lines(made.sheets(), "Hidden rows of sheet Marks") == ("Row 4: inhiddenrow",)
    assert lines(made.sheets(), "Hidden columns of sheet Marks") == ("E2: inhiddencolumn",)
    assert "Hidden sheets: “Aside”, “Deep”." in look(FileGiven("a.xlsx", made.sheets())).hidden


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><f>A1</f><v>kept</v></c>', "kept"),
        ('<c t="inlineStr"><is><t>in line</t></is></c>', "in line"),
        ('<c t="d"><v>2026-05-03T00:00:00</v></c>', "3 May 2026"),
        ("<c><v>0.1</v></c>", "0.1"),
        ("<c><f>A1</f></c>", "(no value kept, row 1)"),
    ],
)
def test_each_type_of_cell_is_shown_as_it_is_kept(cell: str, shown: str) -> None:
    assert lines(hostile.book(f"<sheetData><row>{cell}</row></sheetData>"), "Sheet: A") == (shown,)


def test_a_formula_without_a_value_is_said_and_not_worked_out() -> None:
    content = hostile.book("<sheetData><row><c><f>1+1</f></c></row></sheetData>")
    assert (
        "1 formula has no kept value. Nothing is worked out here."
        in look(FileGiven("a.xlsx", content)).hidden
    )


def test_a_row_that_is_repeated_a_million_times_is_shown_a_few_times_and_counted() -> None:
    content = hostile.open_file(
        "spreadsheet",
        f"<o {made.ODF}><table:table table:name='A'><table:table-row table:number-rows-repeated='1048576'>"
        "<table:table-cell><text:p>late</text:p></table:table-cell></table:table-row></table:table></o>",
    )
    assert lines(content, "Sheet: A")[-1] == "(the row above stands here 1,048,576 times)"


def test_an_old_workbook_says_which_of_its_sheets_are_hidden_and_shows_its_notes() -> None:
    hidden = look(FileGiven("a.xls", made_old.old_sheets())).hidden
    assert "Hidden sheets: “Aside”." in hidden
    assert "It has comments." in hidden
    assert lines(made_old.old_sheets(), "Hidden sheet: Aside") == ("inxlshiddensheet",)


def test_tracked_changes_stand_apart_with_who_and_when() -> None:
    assert lines(made.word(), "Deleted text (tracked change) by A. Writer on 3 May 2026") == (
        "indeleted",
        "inmovedfrom",
    )
    assert "He was inadded" in lines(made.word())


def test_macros_and_things_outside_are_said() -> None:
    assert "were not run" in look(FileGiven("a.docm", hostile_list.PACKED["macros"][1]())).hidden
    outside = look(FileGiven("a.docx", hostile_list.PACKED["a template from outside and an object"][1]()))
    assert "Nothing was fetched." in outside.hidden
    assert "“oleObject1.bin” came inside it and cannot be read." in outside.hidden


def tiff() -> bytes:
    out = io.BytesIO()
    pages = [Image.new("L", (400, 560), shade) for shade in (255, 200, 120)]
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def test_a_tiff_has_all_its_pages() -> None:
    assert look(FileGiven("a.tif", tiff())).page_count == 3
    with open_any(tiff()) as source:
        assert [source.picture(page, 60).convert("L").getpixel((9, 9)) for page in range(3)] == [
            255,
            200,
            120,
        ]


@pytest.mark.parametrize(
    ("name", "make", "says", "out"),
    [
        (
            "a.doc",
            hostile_list.MESSAGES["an old Word document"][1],
            "an old Word document",
            "save a copy as PDF",
        ),
        ("a.zip", lambda: hostile.packed({"a.txt": "x"}), "a folder packed as ZIP", "Unpack it"),
        ("a.mp3", lambda: b"ID3\4\0" + bytes(400), "a sound recording", "record in the chronology"),
        ("a.gif", hostile.gif, "a GIF picture", "save a copy as PDF"),
        (
            "a.xls",
            hostile_list.MESSAGES["an old workbook behind a password"][1],
            "locked with a password",
            "without the password",
        ),
    ],
)
def test_what_cannot_be_taken_says_the_way_out(
    name: str, make: Callable[[], bytes], says: str, out: str
) -> None:
    with pytest.raises(BadFile, match=says) as refused:
        look(FileGiven(name, make()))
    assert out in refused.value.next_step


def test_another_reader_of_rich_text_finds_the_same_body() -> None:
    theirs = rtf_to_text(made.rich().decode("latin-1"))
    ours = " ".join(lines(made.rich()))
    for word in ("inrtfbody", "café", "Łukasz", "Мир", "One", "Two"):
        assert word in theirs
        assert word in ours
    assert "inrtfcomment" not in theirs  # what it leaves out is why the app has its own
