from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coordinator_app import child_tasks
from coordinator_app.core.errors import BadFile
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.documents import looking, model
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Looked
from coordinator_app.documents.reading_jobs import LOOK, PAGES, READ, FileGiven, looked_of, pages_of
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs, no_session
from coordinator_app.pdf import render
from tests.pdf import foreign


@pytest.fixture
def jobs() -> Iterator[Jobs[object]]:
    made: Jobs[object] = InlineJobs(no_session)
    yield made
    made.stop()


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<w/>")
    return out.getvalue()


def word_file() -> bytes:
    return packed("[Content_Types].xml", "word/document.xml")


def test_a_child_process_says_what_a_pdf_is_and_which_words_it_holds(jobs: Jobs[object]) -> None:
    pdf = foreign.page(foreign.note, pages=2)
    looked = looked_of(jobs.child(LOOK, FileGiven("Letter.PDF", pdf)).result())
    assert (looked.media_type, looked.page_count) == ("application/pdf", 2)
    assert looked.words.count("Thorncastle") == 2
    assert looked.words.count("\n") == 1


def test_pages_come_with_their_words_in_place_also_when_turned(jobs: Jobs[object]) -> None:
    shown = pages_of(jobs.child(PAGES, PagesWanted(foreign.turned(90), dpi=60)).result())
    assert shown.total == 1
    page = shown.pages[0]
    assert page.width_pt > page.height_pt
    name = next(word for word in page.words if "Thorncastle" in word.text)
    assert 0 <= name.left < name.right <= 1
    assert name.bottom - name.top > name.right - name.left  # the line runs down the displayed page


@pytest.mark.parametrize(
    ("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG"), ("a", "PNG")]
)
def test_pictures_are_taken_whatever_the_spelling_of_their_ending(name: str, kind: str) -> None:
    picture = look(FileGiven(name, foreign.picture(kind)))
    assert picture == Looked(f"image/{kind.lower()}", 1, "", pages_without_words=1)


def test_text_is_shown_as_pages_with_its_words(jobs: Jobs[object]) -> None:
    note = "Dear Mrs Puddlecombe,\nMarigold was late – twice.\n".encode("cp1252")
    looked = looked_of(jobs.child(LOOK, FileGiven("note.txt", note)).result())
    assert (looked.media_type, looked.page_count) == ("text/plain", 1)
    assert looked.words == "Dear Mrs Puddlecombe, Marigold was late – twice."
    page = pages_of(jobs.child(PAGES, PagesWanted(note, dpi=60)).result()).pages[0]
    assert [word.text for word in page.words][-5:] == ["Marigold", "was", "late", "–", "twice."]


REFUSED = {
    "empty": ("a.pdf", b"", "empty"),
    "a Word file called PDF": ("letter.pdf", word_file(), "it is a Word document"),
    "a packed folder": ("all.zip", packed("letter.pdf"), "This is a folder packed as ZIP"),
    "a presentation": (
        "talk.pptx",
        packed("[Content_Types].xml", "ppt/presentation.xml"),
        "a PowerPoint file",
    ),
    "half an old message": ("note.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    "a film": ("a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 600, "This is a film"),
    "a program called text": ("a.txt", b"MZ" + b"\0" * 600, "This is a program"),
    "text called a program": ("a.exe", b"plain words", "it is plain text"),
    "a program called PDF": ("letter.pdf", b"MZ" + b"\0" * 600, "This is a program"),
    "bytes": ("thing", b"\x01\x02" * 40, "cannot be read"),
    "a picture called PDF": ("scan.pdf", foreign.picture(), "it is a PNG picture"),
    "a PDF called Word": ("scan.docx", foreign.page(foreign.note), "it is a PDF"),
    "a locked PDF": ("a.pdf", foreign.locked(), "locked with a password"),
    "a damaged PDF": ("a.pdf", b"%PDF-1.7\nnothing more", "damaged"),
    "a damaged picture": ("a.png", foreign.picture()[:200], "damaged"),
    "a bomb": ("a.png", foreign.picture(size=(10_000, 6_000)), "too large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_is_refused_in_plain_words(name: str) -> None:
    given, content, says = REFUSED[name]
    with pytest.raises(BadFile, match=says) as told:
        look(FileGiven(given, content))
    assert told.value.next_step
    assert told.value.safe == "Nothing has been added to the vault."


@pytest.mark.parametrize("start", [b"MZ\x90\0", b"\x7fELF\2\1", b"\xcf\xfa\xed\xfe"])
def test_nobody_is_told_to_open_a_program(start: bytes) -> None:
    # as it was: "Open it, save a copy as PDF"
    with pytest.raises(BadFile, match="This is a program") as told:
        look(FileGiven("report.pdf", start + b"\0" * 600))
    assert told.value.next_step.startswith("Do not open it.")


def test_a_refusal_comes_back_from_the_child_as_itself(jobs: Jobs[object]) -> None:
    with pytest.raises(BadFile, match="it is a PNG picture"):
        jobs.child(LOOK, FileGiven("..\\..\\scan.pdf", foreign.picture())).result()


def test_too_many_pages_and_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "MOST_PAGES", 2)
    monkeypatch.setattr(looking, "MOST_WHOLE", 3)
    with pytest.raises(BadFile, match="4 pages"):
        look(FileGiven("a.pdf", foreign.page(foreign.note, pages=4)))
    monkeypatch.undo()
    monkeypatch.setattr(model, "MOST_BYTES", 10)
    with pytest.raises(BadFile, match="larger than 100 MB"):
        look(FileGiven("a.pdf", foreign.page(foreign.note)))
    with pytest.raises(BadFile, match="larger than 100 MB"):
        look(FileGiven("a.txt", b"Marigold was late"))
    monkeypatch.setattr(model, "MOST_WHOLE_BYTES", 10)
    with pytest.raises(BadFile, match="larger than 300 MB"):
        look(FileGiven("a.pdf", foreign.page(foreign.note)))


def test_words_stop_at_their_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST_LETTERS", 10)
    assert look(FileGiven("a.pdf", foreign.page(foreign.note, pages=3))).words == "She sat be"


def test_a_foreign_file_gets_a_process_of_its_own() -> None:
    assert child_tasks.limits_of(LOOK).fresh
    assert child_tasks.limits_of(PAGES).fresh
    assert child_tasks.limits_of("pack.build").fresh
    assert child_tasks.limits_of(READ).fresh
    assert not child_tasks.limits_of("print.form").fresh


def who_names(task: str, source: dict[Path, str]) -> list[str]:
    """The parts of the program that name a task, but for the table of tasks."""
    return sorted(
        {
            path.parts[0]
            for path, words in source.items()
            if f'"{task}' in words and path.name != "child_tasks.py"
        }
    )


def test_the_process_that_looks_at_file_after_file_looks_at_none_but_those_of_the_practice_story() -> None:
    home = Path(child_tasks.__file__).parent
    source = {path.relative_to(home): path.read_text(encoding="utf-8") for path in home.rglob("*.py")}
    assert not child_tasks.limits_of("practice.look").fresh
    assert who_names("practice.", source) == ["demo"]
    # the planted fault: the documents of a child are looked at there
    source[Path("documents/page/adding.py")] += '\njobs.child("practice.look", given)'
    assert who_names("practice.", source) == ["demo", "documents"]
