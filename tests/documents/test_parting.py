"""A PDF of more than 500 pages, in real child processes: no page is missed, none is other than it was, what is hidden is said."""

from __future__ import annotations

import io
import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from coordinator_app.core.errors import BadFile
from coordinator_app.documents import parting
from coordinator_app.documents.looking import in_parts, look, whole_pdf
from coordinator_app.documents.looking.in_parts import part
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.model import Inside, Looked, Portion
from coordinator_app.documents.parting import Parting, parts_in
from coordinator_app.documents.reading_jobs import LOOK, PART, FileGiven, PartMade, PartWanted
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs, no_session
from tests.documents import wholes
from tests.pdf import foreign

COUNT = 1_201


@pytest.fixture(scope="module")
def jobs() -> Iterator[Jobs[object]]:
    made: Jobs[object] = InlineJobs(no_session)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def content() -> bytes:
    return wholes.with_everything_hidden(COUNT)


@pytest.fixture(scope="module")
def looked(jobs: Jobs[object], content: bytes) -> Looked:
    return wholes.parted(jobs, content)


def files(looked: Looked) -> list[bytes]:
    return [one.content for one in parts_in(looked)]


def said_by_poppler(pdf: bytes, folder: Path) -> list[str]:
    place = folder / "part.pdf"
    place.write_bytes(pdf)
    run = subprocess.run(["pdftotext", str(place), "-"], check=True, capture_output=True, text=True)
    return run.stdout.split("\f")[:-1]


def test_every_page_is_in_one_part_and_in_its_place_by_three_readers(looked: Looked, tmp_path: Path) -> None:
    assert [one.looked.page_count for one in parts_in(looked) if one.looked] == [500, 500, 201]
    for read in (
        lambda pdf: [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages],
        lambda pdf: said_by_poppler(pdf, tmp_path),
        lambda pdf: [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)],
    ):
        said = [words for pdf in files(looked) for words in read(pdf)]
        assert len(said) == COUNT
        wrong = [
            number
            for number, words in enumerate(said, start=1)
            if f"Sheet {number} of" not in words and number != wholes.SCANNED
        ]
        assert wrong == []


def test_the_pages_look_as_they_did_turned_scanned_and_with_a_layer_that_is_off(
    looked: Looked, content: bytes
) -> None:
    first = files(looked)[0]
    with pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument(first) as taken:
        for number in (1, 2, wholes.TURNED, wholes.NOTED, wholes.SCANNED, 500):
            before, now = (pdf[number - 1].render(scale=0.5).to_pil() for pdf in (whole, taken))
            assert before.size == now.size
            assert before.tobytes() == now.tobytes(), number


def test_without_the_list_of_layers_the_page_would_look_other_and_that_is_seen(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault planted."""
    monkeypatch.setattr(in_parts, "carry_layers", lambda *_: None)
    made = part(PartWanted(content, 1, COUNT)).content
    with pypdfium2.PdfDocument(content) as whole, pypdfium2.PdfDocument(made) as taken:
        before, now = (pdf[1].render(scale=0.5).to_pil().tobytes() for pdf in (whole, taken))
    assert before != now


def test_what_the_whole_file_hides_is_found_once_and_its_attachment_comes_along(looked: Looked) -> None:
    assert looked.page_count == 1
    behind = looked.words.split("\n")[1]
    assert [word for word in wholes.HIDDEN if word not in behind] == []
    assert "It keeps earlier versions of itself" in looked.hidden
    assert "Attached: “list.txt”" in looked.hidden
    assert [one.name for one in looked.inside if not parting.is_part(one)] == ["list.txt"]
    for one in parts_in(looked):
        assert one.looked is not None
        assert not one.looked.inside
        assert "earlier" not in one.looked.hidden


def test_a_page_that_is_a_scan_waits_to_be_read_with_its_part(looked: Looked) -> None:
    assert [one.looked.pages_without_words for one in parts_in(looked) if one.looked] == [1, 0, 0]


def test_the_file_itself_is_shown_by_one_page_that_says_where_its_pages_are(content: bytes) -> None:
    with open_any(content) as source:
        assert source.pages == 1
        source.size(0)
        words = " ".join(word.text for word in source.words(0))
    assert "This file has 1,201 pages." in words
    assert "Part 3 of 3: pages 1,001 to 1,201" in words
    assert "Sheet" not in words


def heavy(pages: int, each: int) -> bytes:
    """A file that is large rather than long: every page has a picture that cannot be packed."""
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(
            random.Random(pages).randbytes(each),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=each,
            Height=1,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


def test_a_file_that_is_larger_than_others_may_be_is_read_in_more_parts() -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(whole_pdf, "MOST_BYTES", 100_000)
        patched.setattr(whole_pdf, "_PART_BYTES", 60_000)
        content = heavy(20, 12_000)
        looked = wholes.parted_here(content)
        assert [one.looked.page_count for one in parts_in(looked) if one.looked] == [4, 4, 4, 4, 4]
        parting.demand_whole(looked)
        with open_any(content) as source:
            assert source.pages == 1
    with open_any(content) as source:
        assert source.pages == 20, "a smaller one is shown by its own pages"
    with pytest.raises(BadFile, match="larger than 100 MB"):
        parting.demand_whole(Looked("application/pdf", 20, ""), 100_000_001)


# what cannot be parted


@pytest.fixture
def small() -> Iterator[None]:
    with wholes.small_parts():
        yield


@pytest.mark.usefixtures("small")
def test_parts_that_are_full_to_the_last_page_leave_none_over() -> None:
    for count, parts in ((6, [5, 1]), (10, [5, 5]), (11, [5, 5, 1])):
        found = parts_in(wholes.parted_here(wholes.sheets(count)))
        assert [one.looked.page_count for one in found if one.looked] == parts
    assert wholes.parted_here(wholes.sheets(5)).portion is None


def test_a_file_of_the_most_pages_is_taken_and_one_of_more_is_not(jobs: Jobs[object]) -> None:
    wanted = Parting(b"", Looked("application/pdf", 1, "", portion=Portion(0, 10, 1, 5_000)))
    assert wanted.total == 11
    said = wholes.sheets(5_001)
    with pytest.raises(BadFile, match=r"5,001 pages. Coordinator takes up to 5,000") as told:
        jobs.child(LOOK, FileGiven("a.pdf", said)).result(120)
    assert "print pages 1 to 5,000 to a PDF, then pages 5,001 to 5,001" in (told.value.next_step or "")


def test_other_pages_than_were_counted_are_refused_by_the_child(jobs: Jobs[object], content: bytes) -> None:
    for wanted in (PartWanted(content, 1, COUNT - 1), PartWanted(content, 4, COUNT)):
        with pytest.raises(BadFile, match="damaged"):
            jobs.child(PART, wanted).result(120)


@pytest.mark.usefixtures("small")
def test_a_page_that_is_missing_moved_or_other_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faults planted: the maker takes other pages than it says."""
    content = wholes.sheets(12)
    honest = pikepdf.Pdf.add_pages_from
    for other in ([0, 1, 2, 3], [1, 0, 2, 3, 4], [0, 1, 2, 3, 5]):
        monkeypatch.setattr(
            pikepdf.Pdf, "add_pages_from", lambda made, source, _, other=other: honest(made, source, other)
        )
        with pytest.raises(BadFile, match=r"damaged|cannot be taken out"):
            part(PartWanted(content, 1, 12))


@pytest.mark.usefixtures("small")
def test_a_locked_a_cut_and_a_broken_file_say_so() -> None:
    with pytest.raises(BadFile, match="locked with a password"):
        look(FileGiven("a.pdf", foreign.locked()))
    broken = wholes.sheets(12)
    with pytest.raises(BadFile, match="damaged"):
        part(PartWanted(broken[: len(broken) // 2], 1, 12))


@pytest.mark.usefixtures("small")
def test_the_page_that_stops_a_part_is_named_with_its_part(monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_: FileGiven) -> Looked:
        raise BadFile("Page 3 of this file is damaged.", next_step="Print it.")

    monkeypatch.setattr(in_parts, "look", cannot)
    with pytest.raises(BadFile, match=r"Part 2 of 3 of it, from page 6 on: Page 3 of this file is damaged."):
        part(PartWanted(wholes.sheets(12), 2, 12))


def test_parts_that_swell_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parting, "MOST_TOGETHER", 10)
    one = Parting(b"whole", Looked("application/pdf", 1, "", portion=Portion(0, 2, 1, 600)))
    wanted = one.next()
    assert wanted is not None
    one.take(wanted, PartMade(b"123456", Looked("", 1, "")))
    with pytest.raises(BadFile, match="swells"):
        one.take(wanted, PartMade(b"123456", Looked("", 1, "")))


@pytest.mark.usefixtures("small")
def test_a_part_that_is_larger_than_a_file_may_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_parts, "MOST_BYTES", 100)
    with pytest.raises(BadFile, match="swells"):
        part(PartWanted(wholes.sheets(12), 1, 12))


# all or nothing


def test_a_file_whose_parts_are_not_all_there_is_refused(looked: Looked) -> None:
    parting.demand_whole(looked)
    inside = looked.inside
    second = inside[1]
    assert second.looked is not None
    shorter = replace(second, looked=replace(second.looked, page_count=499))
    other = replace(second, looked=replace(second.looked, portion=Portion(2, 3, 502, COUNT)))
    faults: list[tuple[Inside, ...]] = [
        (),
        inside[1:],
        inside[:2],
        (inside[1], inside[0], *inside[2:]),
        (inside[0], shorter, *inside[2:]),
        (inside[0], other, *inside[2:]),
        (inside[0], inside[0], *inside[1:]),
    ]
    for fault in faults:
        with pytest.raises(BadFile, match="1,201 pages"):
            parting.demand_whole(replace(looked, inside=fault))


@pytest.mark.usefixtures("small")
def test_a_file_of_many_pages_that_came_in_a_message_is_read_in_parts_too() -> None:
    content = wholes.sheets(12)
    message = EmailMessage()
    message["Subject"], message["From"] = "The file", "office@example.org"
    message.set_content("Here it is.")
    message.add_attachment(content, maintype="application", subtype="pdf", filename="school file.pdf")
    looked = wholes.parted_here(message.as_bytes(), "a.eml")
    inner = next(one.looked for one in looked.inside if one.content == content)
    assert inner is not None
    assert len(parts_in(inner)) == 3
    parting.demand_whole(inner)
