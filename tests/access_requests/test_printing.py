"""The real pack: built through a child process, then opened by three other readers with its password."""

from __future__ import annotations

import io
import re
import subprocess
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import papers
import pikepdf
import pytest
import readers
from builds import PASSWORD, case, child_built, in_process, jobs, ordered, planted, said, state
from pypdf import PdfReader

from coordinator_app.access_requests import checking, order_checks, printing
from coordinator_app.access_requests import pack_checks as checks
from coordinator_app.access_requests.actions import order, pack, sending
from coordinator_app.access_requests.items import FindingState
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.pack_order import (
    BUILD,
    OrderBox,
    OrderLine,
    PackOrder,
    Span,
)
from coordinator_app.access_requests.printing import NotDecided
from coordinator_app.core.errors import Cancelled, ChildFailed
from coordinator_app.jobs.job import Job, Progress, State
from coordinator_app.jobs.jobs import Jobs, no_session
from coordinator_app.pdf.part_file import PartFile
from coordinator_app.pdf.redact import MARK, BadSpan
from coordinator_app.sharing.model import DeliveryMethod
from tests import packs
from tests.vaults import House, gathered, ready_request, share_the_rest

__all__ = ["case", "jobs"]
NEVER = ("Bramblewick", "Otis", "Thorncastle", "late nights", "told the same day")


def all_text(pdf: bytes, password: str, folder: Path) -> str:
    """What three extractors read, of pages and of every decoded stream."""
    pypdf = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf), password=password).pages)
    poppler = readers.pdf_text(pdf, folder, password=password)
    (folder / "whole.pdf").write_bytes(pdf)
    subprocess.run(
        [
            "qpdf",
            f"--password={password}",
            "--decrypt",
            "--qdf",
            "--object-streams=disable",
            str(folder / "whole.pdf"),
            str(folder / "bare.pdf"),
        ],
        check=True,
        timeout=300,
    )
    return "\n".join((pypdf, poppler, (folder / "bare.pdf").read_bytes().decode("latin-1")))


def test_the_finished_pack_gives_away_nothing_to_any_reader(
    case: papers.Case, jobs: Jobs[object], tmp_path: Path
) -> None:
    told: list[Progress] = []
    built = child_built(jobs, ordered(case), progress=told.append)
    assert [finding for finding in built.findings if finding.state != "passed"] == []
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(built.locked))
    text = all_text(built.locked, PASSWORD, tmp_path)
    joined = re.sub(r"[\s-]+", "", text).casefold()
    for words in NEVER:
        assert words not in text
        assert re.sub(r"[\s-]+", "", words).casefold() not in joined
    assert "They rebuilt a carburettor." in text
    assert "lesson" in text  # words beside the box stay, though the page lies on its side
    assert MARK in text
    assert "No syntax or stream encoding errors" in readers.qpdf(
        built.locked, tmp_path, "--check", f"--password={PASSWORD}"
    )
    assert any(re.fullmatch(r"Building page \d+ of \d+", one.words) for one in told)
    assert any(re.fullmatch(r"(Checking|Reading the picture on) page \d+ of \d+", one.words) for one in told)
    assert not told[-1].words.startswith("Building")


def test_the_letter_names_the_pages_there_are_and_the_index_is_right(
    case: papers.Case, tmp_path: Path
) -> None:
    built = in_process(ordered(case))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(built.locked), password=PASSWORD).pages]
    assert len(pages) == built.pages
    assert f"on {built.pages} pages" in " ".join(pages[0].split())
    place = next(number for number, text in enumerate(pages) if "What is in this pack" in text)
    rows = [
        line.split()
        for line in readers.pdf_text(built.locked, tmp_path, password=PASSWORD, page=place + 1).splitlines()
    ]
    index = {int(row[0]): int(row[-1]) for row in rows if row and row[0].isdigit() and row[-1].isdigit()}
    assert len(index) == len(ordered(case).items)
    for number, page in index.items():
        assert f"Item {number} " in pages[page - 1]
    assert said(built)[checks.OPENS].detail.startswith(f"{built.pages} pages, ")


def test_withheld_items_are_listed_without_what_would_give_them_away(case: papers.Case) -> None:
    built = in_process(ordered(case))
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(built.readable)).pages)
    assert text.count("Something that we hold back") == 2  # in the index and in its place
    assert "Safeguarding\n" not in text
    assert "serious harm" not in text
    assert "6 November 2026" not in text
    made = ordered(case)
    told = tuple(replace(item, why="It is a confidential reference") for item in made.items)
    again = in_process(replace(made, items=told))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(again.readable)).pages)
    assert "(held back: it is a confidential reference)" in " ".join(text.split())


def test_the_readable_copy_has_the_same_pages_without_the_lock(case: papers.Case) -> None:
    built = in_process(ordered(case))
    assert len(PdfReader(io.BytesIO(built.readable)).pages) == built.pages
    assert not PdfReader(io.BytesIO(built.readable)).is_encrypted


def without_spans(made: PackOrder) -> PackOrder:
    def bare(item: Any) -> Any:
        return replace(item, lines=tuple(replace(line, covered=()) for line in item.lines))

    return replace(made, items=tuple(bare(item) for item in made.items))


def test_a_cover_lost_after_the_words_were_collected_is_found_with_its_page(case: papers.Case) -> None:
    built = planted(ordered(case), without_spans)
    hits = [finding for finding in built.findings if finding.check_name == checks.COVERED_NAMES]
    assert [finding.state for finding in hits] == ["look"] * len(hits)
    assert any(finding.detail.startswith("“Otis Bramblewick” on page") for finding in hits)
    text = PdfReader(io.BytesIO(built.readable)).pages[(hits[0].page or 0) - 1].extract_text()
    assert "Otis" in text


def test_words_of_a_withheld_item_that_slipped_in_fail(case: papers.Case) -> None:
    def slip(made: PackOrder) -> PackOrder:
        line = OrderLine("Source", "She said: worry raised about late nights at home. That was all.")
        first = replace(made.items[0], lines=(*made.items[0].lines, line))
        return replace(made, items=(first, *made.items[1:]))

    built = planted(ordered(case), slip)
    finding = said(built)[checks.WITHHELD_WORDS]
    assert finding.state == "failed"
    assert finding.page is not None
    assert state(built, checks.COVERED_NAMES) == "passed"


def test_a_withheld_item_that_still_carries_its_content_fails(case: papers.Case) -> None:
    def carry(made: PackOrder) -> PackOrder:
        items = tuple(
            replace(item, lines=(OrderLine("Words", "x"),)) if item.outcome == "withhold" else item
            for item in made.items
        )
        return replace(made, items=items)

    assert state(planted(ordered(case), carry), order_checks.DECIDED) == "failed"


def test_a_box_that_was_lost_leaves_its_name_to_be_found(case: papers.Case) -> None:
    def lose(made: PackOrder) -> PackOrder:
        return replace(made, items=tuple(replace(item, boxes=()) for item in made.items))

    built = planted(ordered(case), lose)
    assert "“Thorncastle” on page" in said(built)[checks.COVERED_NAMES].detail
    assert state(built, checks.COVERED_NAMES) == "look"
    assert said(built)[checks.UNDER_BOXES].detail == "No page of a document has a box"


def doctored(built: PartFile, change: Any) -> bytes:
    with pikepdf.open(built.again(), password=PASSWORD) as opened:
        change(opened)
        out = io.BytesIO()
        opened.save(out, encryption=pikepdf.Encryption(owner="o", user=PASSWORD, R=6, aes=True))
        return out.getvalue()


def plant(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """The file that is checked is not the one that was built."""
    real = checking.check_pack
    monkeypatch.setattr(checking, "check_pack", lambda pdf, *given: real(doctored(pdf, change), *given))


FAULTS = {
    "an author": (lambda pdf: pdf.docinfo.__setitem__("/Author", "Pat"), checks.HIDDEN_DETAILS),
    "a script": (
        lambda pdf: pdf.Root.__setattr__(
            "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        ),
        checks.HIDDEN_DETAILS,
    ),
    "a page lost": (lambda pdf: pdf.pages.__delitem__(-1), checks.OPENS),
    "a name in a hidden stream": (
        lambda pdf: pdf.Root.__setattr__("Names", pdf.make_stream(b"(Otis Bramblewick)")),
        checks.HIDDEN_DETAILS,
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_planted_in_the_finished_file_are_found(
    case: papers.Case, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change, heading = FAULTS[name]
    plant(monkeypatch, change)
    built = in_process(ordered(case))
    assert state(built, heading) == "failed"


def test_a_covered_name_in_a_part_that_no_page_shows_fails(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hide(pdf: Any) -> None:
        pdf.Root.Names = pdf.make_stream(b"(Otis Bramblewick)")

    plant(monkeypatch, hide)
    built = in_process(ordered(case))
    hidden = [one for one in built.findings if one.check_name == checks.COVERED_NAMES]
    assert "failed" in {one.state for one in hidden}
    assert any("no page shows" in one.detail for one in hidden)


def test_a_lock_that_does_not_open_is_never_called_passed(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packs, "unlocked", lambda *_: b"")
    real = printing.Keys
    monkeypatch.setattr(printing, "Keys", lambda _password, owner: real("another", owner))
    built = in_process(ordered(case))
    wanted = (
        checks.OPENS,
        checks.COVERED_NAMES,
        checks.WITHHELD_WORDS,
        checks.UNDER_BOXES,
        checks.HIDDEN_DETAILS,
    )
    assert {name: state(built, name) for name in wanted} == dict.fromkeys(wanted, "failed")


def test_what_does_not_fit_its_item_is_refused_not_guessed(case: papers.Case) -> None:
    made = ordered(case)
    undecided = replace(made.items[0], outcome="undecided")
    with pytest.raises(NotDecided):
        in_process(replace(made, items=(undecided,)))
    beyond = replace(made.items[0], lines=(OrderLine("Words", "short", (Span(2, 99),)),))
    with pytest.raises(BadSpan):
        in_process(replace(made, items=(beyond,)))
    document = next(item for item in made.items if item.document)
    with pytest.raises(NotDecided, match="a page that its document does not have"):
        in_process(replace(made, items=(replace(document, boxes=(OrderBox(2, 0.1, 0.1, 0.2, 0.2),)),)))
    with pytest.raises(NotDecided, match="has 1 page now, and had 3 pages when it was decided") as told:
        in_process(replace(made, items=(replace(document, pages=3),)))
    assert "look at every page" in told.value.next_step


def test_a_pack_that_never_settles_on_its_pages_is_refused(
    case: papers.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_PASSES", 1)
    with pytest.raises(ChildFailed, match="one number of pages"):
        in_process(ordered(case))


def test_stopping_ends_the_child_and_another_build_goes_through(case: papers.Case) -> None:
    jobs: Jobs[object] = Jobs(no_session, lambda callback: callback())
    held: list[Job[Any]] = []
    begun = threading.Event()

    def stop(_: Progress) -> None:
        begun.set()

    failed: list[Exception] = []
    made = ordered(case)
    held.append(jobs.child(BUILD, made, progress=stop, failed=failed.append))
    assert begun.wait(120)
    held[0].cancel()
    assert held[0].state is State.CANCELLED
    assert isinstance(failed[0], Cancelled)
    assert child_built(jobs, made).pages > 3
    assert jobs.stop()


def test_the_built_pack_goes_all_the_way_to_sent(case: papers.Case, jobs: Jobs[object]) -> None:
    session = case.house.session
    made, mark = order.pack_order(session, case.now, PASSWORD, practice=True)
    built = child_built(jobs, made, session)
    kept = pack.keep_pack(session, case.now, built, mark).record
    assert session.blob(kept.content_id) == built.locked
    case.settle(kept)
    case.approve()
    sent = sending.record_sent(session, case.now, kept, DeliveryMethod.SECURE_EMAIL, session.clock.today())
    assert session.get(AccessRequest, sent.record.id).sent_on == session.clock.today()
    assert all(one.state is not FindingState.FAILED for one in pack.findings_of(session, kept.id))


def test_an_all_shared_pack_says_that_nothing_was_covered(referred: House) -> None:
    request = ready_request(referred)
    gathered(referred, request)
    share_the_rest(referred, request)
    now = referred.session.get(AccessRequest, request.id)
    built = in_process(order.pack_order(referred.session, now, PASSWORD, practice=False)[0])
    assert said(built)[checks.COVERED_NAMES].detail == "Nothing was covered"
    assert said(built)[checks.WITHHELD_WORDS].detail == "No withheld item has words to look for"
    text = " ".join(PdfReader(io.BytesIO(built.readable)).pages[0].extract_text().split())
    assert "All of it comes with this letter" in text
    assert "PRACTICE" not in text
