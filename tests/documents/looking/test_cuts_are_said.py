"""Where looking behind the pages of a PDF ends before the file does, it is said; what lies just before that end is found."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from coordinator_app.documents.looking import look, portable_rest
from coordinator_app.documents.looking.found import Found
from coordinator_app.documents.model import Looked
from coordinator_app.documents.reading_jobs import FileGiven
from tests.documents.looking.planted_pdf import changed, plain, put_notes, with_earlier

LONG = "texts so long that not all of their words were looked through"
PIECES = "so many pieces that not all of them were looked through"
VERSIONS = "so many earlier versions of itself that not all of them were looked through"


def looked(content: bytes) -> Looked:
    return look(FileGiven("a.pdf", content))


def with_script(pdf: pikepdf.Pdf, script: bytes) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pdf.make_stream(script))


def with_metadata(pdf: pikepdf.Pdf, said: bytes) -> None:
    stream = pdf.make_stream(said)
    stream.Type = Name.Metadata
    pdf.pages[0].obj.Metadata = pdf.make_indirect(stream)


def test_a_script_that_is_longer_than_is_read_is_said_to_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable_rest, "_MOST_TEXT", 1_000)
    content = changed(lambda pdf: with_script(pdf, b"Marigold" + b"\n" * 1_000 + b"Thornwick"))
    assert "Marigold" in looked(content).words
    assert LONG in looked(content).hidden
    monkeypatch.setattr(portable_rest, "_MOST_TEXT", 1_000_000)
    assert "Thornwick" in looked(content).words
    assert LONG not in looked(content).hidden


def test_a_text_that_is_cut_within_a_letter_keeps_its_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable_rest, "_MOST_TEXT", 7)
    words = looked(changed(lambda pdf: with_script(pdf, "Zoë Zoë".encode()))).words
    assert "Zoë Zo" in words
    assert "Ã" not in words


@pytest.mark.parametrize(
    "whole", [b"<x><a>Marigold</a>%s<a>Thornwick</a></x>", b"<x><a>Marigold</a>%s<a>Thornwick</a>"]
)
def test_xml_is_read_to_its_end_whether_it_is_whole_or_not_and_a_cut_is_said(
    whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = changed(lambda pdf: with_metadata(pdf, whole % (b" " * 1_100_000)))
    assert {"Marigold", "Thornwick"} <= set(looked(content).words.split())
    assert LONG not in looked(content).hidden
    monkeypatch.setattr(portable_rest, "_MOST_XML", 1_000)
    assert "Marigold" in looked(content).words
    assert LONG in looked(content).hidden


def test_more_text_in_streams_than_is_read_altogether_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable_rest, "_MOST_STREAMS", 5)
    content = changed(
        lambda pdf: put_notes(
            pdf,
            *(
                Dictionary(Subtype=Name.Link, A=Dictionary(JS=pdf.make_stream(word)))
                for word in (b"Marigold", b"Thornwick")
            ),
        )
    )
    assert LONG in looked(content).hidden


def test_a_stream_that_many_pieces_name_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portable_rest, "_MOST_STREAMS", 100)

    def change(pdf: pikepdf.Pdf) -> None:
        script = pdf.make_stream(b"Marigold" * 10)
        put_notes(pdf, *(Dictionary(Subtype=Name.Link, A=Dictionary(JS=script)) for _ in range(50)))

    assert LONG not in looked(changed(change)).hidden


def pages(count: int, last: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(count):
        canvas.drawString(100, 700, last if number == count - 1 else f"Page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_one_page_left(old: bytes) -> bytes:
    """The file, changed behind its end so that only its first page is shown."""
    with pikepdf.open(io.BytesIO(old)) as pdf:
        root, tree, first = (one.objgen[0] for one in (pdf.Root, pdf.Root.Pages, pdf.pages[0].obj))
        size = int(pdf.trailer.Size)
    start = int(old.rsplit(b"startxref", 1)[1].split()[0])
    put = b"\n%d 0 obj\n<</Type/Pages/Count 1/Kids[%d 0 R]>>\nendobj\n" % (tree, first)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (
        tree, len(old) + 1, size, root, start,
    )  # fmt: skip
    return old + put + table + b"startxref\n%d\n%%%%EOF\n" % (len(old) + len(put))


def versions(content: bytes) -> tuple[list[str], list[str]]:
    """The words of the earlier versions alone: what is left of their pages is found as pages that are not shown, too."""
    hidden: list[str] = []
    return list(portable_rest._versions(content, hidden)), hidden


def earlier(content: bytes) -> tuple[list[str], tuple[str, ...]]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        found = portable_rest.with_rest(Found(()), pdf, content)
    return [line for part in found.parts for line in part.lines], found.hidden


def test_every_page_of_an_earlier_version_is_read_also_past_what_a_file_may_show() -> None:
    lines, hidden = versions(with_one_page_left(pages(520, "Thornwick")))
    assert "Thornwick" in lines
    assert not any(PIECES in one for one in hidden)


def test_an_earlier_version_with_more_pages_than_are_left_is_read_so_far_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portable_rest, "_MOST_PAGES", 3)
    lines, hidden = versions(with_one_page_left(pages(5, "Thornwick")))
    assert "Page 2" in lines
    assert "Thornwick" not in lines
    assert any(PIECES in one for one in hidden)


def saved(times: int) -> bytes:
    content = with_earlier("Marigold 0x", "Marigold first")
    for number in range(1, times):
        content = with_earlier(f"Marigold {number}x", content=content)
    return content


def test_the_latest_of_many_earlier_versions_are_read_and_that_there_are_more_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = saved(4)
    lines, hidden = earlier(content)
    assert {"Marigold first", "Marigold 0x", "Marigold 1x", "Marigold 2x"} <= set(lines)
    assert not any(VERSIONS in one for one in hidden)
    monkeypatch.setattr(portable_rest, "_MOST_VERSIONS", 2)
    lines, hidden = earlier(content)
    assert {"Marigold 1x", "Marigold 2x"} <= set(lines)
    assert "Marigold first" not in lines
    assert any(VERSIONS in one for one in hidden)


def test_ends_that_are_none_cost_no_more_than_the_versions_that_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(portable_rest, "_MOST_VERSIONS", 5)
    opens = pikepdf.open

    def counted(source: io.BytesIO, *, attempt_recovery: bool = True) -> pikepdf.Pdf:
        opened.append(attempt_recovery)
        return opens(source, attempt_recovery=attempt_recovery)

    monkeypatch.setattr(pikepdf, "open", counted)
    ends = b"startxref\n9\n%%EOF\n" * 1_000
    hidden: list[str] = []
    list(portable_rest._versions(plain() + ends, hidden))
    assert opened.count(False) == 5
    assert opened.count(True) == portable_rest._MOST_MENDED
    assert portable_rest._NOT_SEEN in hidden
    assert any(VERSIONS in one for one in hidden)


def test_a_version_that_cannot_be_opened_does_not_hide_those_before_it() -> None:
    content = with_earlier("Marigold now", "Marigold before")
    at = content.rindex(b"startxref")
    broken = content[:at] + b"startxref\n1\n%%EOF\n" + content[at:]
    assert "Marigold before" in earlier(broken)[0]


def _acts(pdf: pikepdf.Pdf) -> None:
    def script(words: str) -> Dictionary:
        return Dictionary(S=Name.JavaScript, JS=String(words))

    page = pdf.pages[0].obj
    page.AA = Dictionary(O=script("wordopen"), C=script("wordclose"))
    page.Extra = Dictionary(U=String("wordlabel"), M=String("wordday"), Lookup=Array([String("wordlooked")]))
    page.More = Dictionary(Producer=Dictionary(A=String("wordmade")), Lang=String("wordlanguage is none"))
    page.Mark = Dictionary(ID=Array([String("wordmark")]), Subj=String("PTSD"))
    pdf.trailer.Own = Dictionary(A=String("wordtrailer"))


_ACTS = (
    *("wordopen", "wordclose", "wordlabel", "wordday", "wordlooked", "wordmade", "wordlanguage", "wordmark"),
    *("PTSD", "wordtrailer"),
)


def test_a_key_that_names_marks_is_passed_over_only_where_a_mark_stands() -> None:
    words = looked(changed(_acts)).words
    assert [word for word in _ACTS if word not in words] == []


def test_the_keys_of_a_lock_and_the_mark_of_a_file_are_no_words() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        pdf.Root.Lang = String("en-GB")
        pdf.save(
            out,
            encryption=pikepdf.Encryption(owner="Thornwick", user="", R=6),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    with pikepdf.open(out) as pdf:
        found = portable_rest.with_rest(Found(()), pdf, out.getvalue())
    assert found.parts == ()
