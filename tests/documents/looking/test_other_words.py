"""Words in places for which no reader has a name: each is found, and stands on a page; what a format prescribes does not."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import docx
import openpyxl
import pikepdf
import pytest

from coordinator_app.documents.looking import leftover, look, portable_rest, sweeping, swept
from coordinator_app.documents.looking.kinds import by_content
from coordinator_app.documents.looking.leftover import Net
from coordinator_app.documents.looking.opening import found_in, open_any
from coordinator_app.documents.model import Looked
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking import made, made_old, planted, planted_more, planted_pdf

KINDS: dict[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    "Word": ("a.docx", planted.word, planted.WORD),
    "Word with another main part": ("a.docx", planted.renamed, ("pwrealdocument", "pwolddocument")),
    "Excel": ("a.xlsx", planted.sheets, planted.SHEETS),
    "OpenDocument text": ("a.odt", planted.open_text, planted.OPEN_TEXT),
    "OpenDocument sheet": ("a.ods", planted.open_sheets, planted.OPEN_SHEETS),
    "web page": ("a.html", planted_more.page, planted_more.PAGE),
    "web page in an email": ("a.eml", planted_more.message, planted_more.PAGE),
    "old Excel": ("a.xls", planted_more.old_sheets, planted_more.OLD_SHEETS),
    "PDF": ("a.pdf", planted_pdf.behind, planted_pdf.BEHIND),
    "PDF with an earlier version": ("a.pdf", planted_pdf.with_earlier, ("ppearlier",)),
    "rich text": ("a.rtf", planted_more.rich, planted_more.RICH),
}


def all_words(looked: Looked) -> Iterator[str]:
    """The words of a file and of what lies in it."""
    yield looked.words
    for one in looked.inside:
        yield one.name
        yield from all_words(one.looked) if one.looked else ()


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_in_any_place_without_a_name_is_found(kind: str) -> None:
    name, make, hidden = KINDS[kind]
    words = "\n".join(all_words(look(FileGiven(name, make()))))
    assert [word for word in hidden if word not in words] == []


@pytest.mark.parametrize("kind", ["Word", "Excel", "OpenDocument text", "web page", "rich text", "PDF"])
def test_planted_fault_without_the_net_most_of_them_are_lost(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, make, hidden = KINDS[kind]
    monkeypatch.setattr(swept, "with_others", lambda _, found: found)
    monkeypatch.setattr(portable_rest, "with_rest", lambda found, *_: found)
    monkeypatch.setattr(Net, "take", lambda *_, **__: None)
    words = "\n".join(all_words(look(FileGiven(name, make()))))
    assert sum(word not in words for word in hidden) * 2 > len(hidden)


def others(content: bytes) -> tuple[str, ...]:
    found = found_in(by_content(content), content)
    return next((part.lines for part in found.parts if part.heading == leftover.OTHERS), ())


def plain_word() -> bytes:
    paper = docx.Document()
    paper.add_heading("A letter", 1)
    paper.add_paragraph("Dear Mrs Puddlecombe,", style="List Bullet 2")
    paper.add_table(rows=2, cols=2, style="Light Shading Accent 1").cell(0, 0).text = "Day"
    paper.add_picture(io.BytesIO(made.picture()))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def plain_sheets(rows: int = 3) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Marks")
    for number in range(rows):
        sheet.append([f"Marigold {number}", "Puddlecombe", number, "=A1+1"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("make", [plain_word, plain_sheets, made_old.old_sheets])
def test_an_ordinary_file_gets_no_list_of_what_its_format_prescribes(make: Callable[[], bytes]) -> None:
    assert others(make()) == ()


def test_what_was_caught_stands_behind_every_page_that_was_there_before() -> None:
    """Covered places are kept by page: no page that was covered may move."""
    content = planted.packed(
        made.word_with(made.picture(size=(900, 600))),
        {},
        {"word/people.xml": "<a><b author='Marigold'/></a>"},
    )
    with open_any(content) as source:
        pages = [" ".join(word.text for word in source.words(page)) for page in range(source.pages)]
    assert pages[1] == "Picture 1"
    assert pages[2] == "Other words in the file Marigold"


def test_the_data_of_rich_text_is_not_taken_for_words() -> None:
    words = " ".join(others(planted_more.rich()))
    assert [data for data in ("przhex", "Przfont", "iv.", "heading", "gtextUNICODE") if data in words] == []


def test_an_earlier_version_of_a_pdf_is_said_once_its_words_differ() -> None:
    assert "earlier versions of itself" in look(FileGiven("a.pdf", planted_pdf.with_earlier())).hidden
    same = planted_pdf.with_earlier("Marigold was late", "Marigold was late")
    assert look(FileGiven("a.pdf", same)).hidden == ""


def test_versions_of_more_pages_than_are_looked_through_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable_rest, "_MOST_PAGES", 0)
    assert (
        "not all of them were looked through" in look(FileGiven("a.pdf", planted_pdf.with_earlier())).hidden
    )


def test_an_ordinary_pdf_has_nothing_behind_its_pages() -> None:
    looked = look(FileGiven("a.pdf", planted_pdf.plain()))
    assert (looked.words, looked.hidden) == (planted_pdf.SEEN, "")


def test_what_shows_on_a_page_of_a_pdf_is_not_called_unseen() -> None:
    shown = look(FileGiven("a.pdf", planted_pdf.changed(foreign_stamp)))
    assert shown.hidden == ""


def foreign_stamp(pdf: pikepdf.Pdf) -> None:
    planted_pdf.put_notes(pdf, planted_pdf.stamp(pdf, "Marigold"))


@pytest.mark.parametrize(("bound", "at"), [("_MOST_OBJECTS", 2), ("_MOST_WITHIN", 1), ("_MOST_DRAWN", 1)])
def test_a_bound_that_cuts_the_search_of_a_pdf_says_so(
    bound: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portable_rest, bound, at)
    assert "not all of them were looked through" in look(FileGiven("a.pdf", planted_pdf.behind())).hidden


def test_scripts_are_said_and_not_read() -> None:
    looked = look(FileGiven("a.html", b"<html><body><p>Hello</p><script>var a = 1</script></body></html>"))
    assert "It holds scripts" in looked.hidden
    assert "var" not in looked.words


def test_thousands_of_remarks_are_caught_in_time() -> None:
    many = "".join(f"<!--[if mso]><p>Marigold {number}</p><![endif]-->" for number in range(20_000))
    words = look(FileGiven("a.html", f"<html><body>{many}</body></html>".encode())).words
    assert "Marigold 150" in words
    assert "Marigold 2000" in words


def test_words_torn_apart_or_in_longer_words_are_not_taken_for_known() -> None:
    net = Net(["the planning of Rose", "Puddlecombe"])
    for words in ("ann", "Rose Puddlecombe", "of rose", "ROSE"):
        net.take(words)
    assert net.lines == ["ann", "Rose Puddlecombe"]


@pytest.mark.parametrize(
    "words", ["Ada", "Becca1", "olive", "Dee", "marigold", "MP", "Abbie-Mae", "Bede", "Fae"]
)
def test_a_name_is_never_taken_for_a_mark_of_a_program(words: str) -> None:
    net = Net([])
    net.take(words)
    assert net.lines == [words]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "00AB12CD",
            "#1f2a3b",
            "{28A0092B-C50C-407E-A947-70E740481C1C}",
            "A1:B7",
            "en-GB",
            "_Toc123",
            "nextPage",
        ),
        *(
            "Heading1Char",
            "List Bullet 2",
            "12.5pt",
            "2026-05-03T10:00:00Z",
            "http://schemas.microsoft.com/word",
        ),
    ],
)
def test_what_a_program_sets_is_not_caught(words: str) -> None:
    net = Net([])
    net.take(words)
    assert net.lines == []


def test_a_bound_that_cuts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftover, "MOST_LINES", 3)
    looked = look(FileGiven("a.docx", planted.word()))
    assert "more words behind what it shows" in looked.hidden


def test_more_words_than_fit_on_pages_never_refuse_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftover, "MOST_CAUGHT", 10**9)
    monkeypatch.setattr(leftover, "MOST_LINES", 10**9)
    people = "".join(f"<p author='Marigold {'p' * 50} {number}'/>" for number in range(40_000))
    content = planted.packed(plain_word(), {}, {"word/people.xml": f"<a>{people}</a>"})
    looked = look(FileGiven("a.docx", content))
    assert "Puddlecombe" in looked.words
    assert "more words behind what it shows" in looked.hidden


@pytest.mark.parametrize("part", ["<a><b", "<!DOCTYPE a [<!ENTITY b 'Marigold'>]><a>&b;</a>"])
def test_a_part_that_cannot_be_read_is_said_and_refuses_nothing(part: str) -> None:
    looked = look(FileGiven("a.docx", planted.packed(plain_word(), {}, {"word/people.xml": part})))
    assert "Puddlecombe" in looked.words
    assert "could not be looked into" in looked.hidden


def test_the_rows_of_a_large_sheet_are_not_gone_over_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader has read them; the time that the net takes does not grow with them."""
    begun: list[str] = []
    start = sweeping.Sweep.start
    monkeypatch.setattr(
        sweeping.Sweep, "start", lambda self, tag, values: (begun.append(tag), start(self, tag, values))
    )
    others(plain_sheets(3))
    few = len(begun)
    others(plain_sheets(3000))
    assert len(begun) == 2 * few
