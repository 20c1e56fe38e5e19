from __future__ import annotations

import io
from pathlib import Path

import foreign
import pytest
import readers
import zxingcpp
from PIL import Image

from coordinator_app.core.answers import read_answer
from coordinator_app.core.ids import check_reference
from coordinator_app.core.page_images import PagesShown, PagesWanted
from coordinator_app.core.print_order import (
    PartKind,
    Printed,
    PrintHead,
    PrintOrder,
    PrintPart,
    listed,
    paragraphs,
)
from coordinator_app.core.template_text import TemplateError
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs, no_session
from coordinator_app.pdf.page_pictures import pages_shown
from coordinator_app.pdf.print_job import NO_REFERENCE, print_order
from coordinator_app.pdf.render import open_file
from coordinator_app.pdf.template import shipped
from coordinator_app.resources import form_file

HEAD = PrintHead(
    partnership="Eastmere Partnership",
    contact="Questions? Ring 01632 960118",
    sender_lines=("Eastmere Partnership", "Quarry Road"),
    recipient_lines=("Marigold Puddlecombe", "4 Weir Cottages"),
    date="21 November 2026",
    reference="7QK4-M2ZD-9XA6",
    our_reference="Request 14",
)
STATEMENT = PrintOrder(
    template="privacy-statement-parent",
    head=HEAD,
    values={"child_name": "Kit <b>Puddlecombe</b>", "partnership_name": "Eastmere Partnership"},
    gaps={"joint_dpo": "joint data protection officer: not yet appointed"},
    parts={
        "what_we_hold": listed(("Who your child is", "Notes")),
        "how_long_we_keep": PrintPart(PartKind.PARAGRAPHS, (("Until 25.",),)),
    },
)


@pytest.fixture
def jobs() -> Jobs[object]:
    made = InlineJobs(no_session)
    yield made
    made.stop()


def text_of(printed: Printed, folder: Path) -> str:
    return " ".join(readers.pdf_text(printed.pdf, folder).split())


def test_a_child_process_prints_a_form_and_draws_its_pages(jobs: Jobs[object], tmp_path: Path) -> None:
    printed = read_answer(Printed, jobs.child("print.form", STATEMENT).result())
    text = text_of(printed, tmp_path)
    assert "Kit <b>Puddlecombe</b>" in text
    assert "[joint data protection officer: not yet appointed]" in text
    statement = shipped("privacy-statement-parent")
    assert (printed.version, printed.digest) == (statement.version, statement.digest)
    assert printed.pages == int(readers.pdf_info(printed.pdf, tmp_path)["Pages"])
    shown = read_answer(PagesShown, jobs.child("print.pages", PagesWanted(printed.pdf, dpi=72)).result())
    assert (len(shown.pages), shown.total) == (printed.pages, printed.pages)
    first = Image.open(io.BytesIO(shown.pages[0].image))
    assert first.size == (shown.pages[0].width_px, shown.pages[0].height_px)
    assert abs(first.width - 595) <= 2
    assert shown.pages[0].words == ()


def test_a_letter_names_the_sender_once_and_says_where_it_comes_from(tmp_path: Path) -> None:
    order = PrintOrder(
        template="letter-acknowledgement",
        head=HEAD,
        values={"requester_name": "Marigold Puddlecombe", "legal_date": "9 December 2026"},
        choices=("identity_needed",),
        is_letter=True,
    )
    text = text_of(print_order(order), tmp_path)
    assert text.count("Eastmere Partnership") == 1
    assert "Our reference: Request 14" in text
    assert "What we need first." in text
    assert "One question." not in text


@pytest.mark.parametrize("practice", [True, False])
def test_large_print_and_the_practice_band_come_from_the_head(practice: bool, tmp_path: Path) -> None:
    from dataclasses import replace

    plain = print_order(STATEMENT)
    large = print_order(replace(STATEMENT, head=replace(HEAD, large_print=True, practice=practice)))
    assert large.pages > plain.pages
    assert ("PRACTICE VAULT" in text_of(large, tmp_path)) is practice


def test_a_page_without_a_reference_carries_none_of_ours(tmp_path: Path) -> None:
    from dataclasses import replace

    printed = print_order(replace(STATEMENT, head=replace(HEAD, reference="")))
    text = text_of(printed, tmp_path)
    assert NO_REFERENCE not in text
    assert text.count("Example") == 2 * printed.pages, "below the frame of the code, and at the foot"
    assert check_reference(NO_REFERENCE) is None
    with open_file(printed.pdf) as source:
        assert zxingcpp.read_barcodes(source.picture(0, 150)) == []
    with open_file(print_order(STATEMENT).pdf) as source:
        assert len(zxingcpp.read_barcodes(source.picture(0, 150))) == 1


def test_the_sheet_of_the_recovery_key_carries_no_code_and_is_no_example(tmp_path: Path) -> None:
    key = PrintOrder(
        "recovery-key", PrintHead("Eastmere", "", date="1 May 2026"), {"recovery_key": "7QK4 M2ZD"}
    )
    text = text_of(print_order(key), tmp_path)
    assert "Example" not in text
    assert NO_REFERENCE not in text


def test_the_partnerships_own_wording_is_printed_with_its_own_version(tmp_path: Path) -> None:
    from dataclasses import replace

    own = form_file("en", "privacy-statement-parent.md").read_text().replace("version: 2", "version: 3")
    own = own.replace("# Who we are", "# Who we are in Eastmere").replace(
        "{{fields: Child’s name = {child_name} | School = {school_name}}}", ""
    )
    own = own.replace("child_name, school_name, ", "")
    printed = print_order(replace(STATEMENT, wording=own))
    assert printed.version == 3
    assert "Who we are in Eastmere" in text_of(printed, tmp_path)
    with pytest.raises(TemplateError):
        print_order(replace(STATEMENT, wording="no header"))


def test_a_broken_wording_is_told_by_the_child_in_words(jobs: Jobs[object]) -> None:
    from dataclasses import replace

    with pytest.raises(Exception, match="header") as told:
        jobs.child("print.form", replace(STATEMENT, wording="no header")).result()
    assert told.value.next_step.startswith("Mend the wording")


def test_every_kind_of_part_prints_and_an_empty_one_says_so(tmp_path: Path) -> None:
    order = PrintOrder(
        template="review-summary",
        head=HEAD,
        parts={
            "targets": PrintPart(
                PartKind.TABLE, (("In on time", "Met", ""),), ("Target", "Result", "Comment")
            ),
            "new_targets": listed(()),
            "feedback": paragraphs("Works with care.", "", "Comes gladly."),
            "shared_today": listed(("Behaviour, 1 November 2026",)),
        },
    )
    text = text_of(print_order(order), tmp_path)
    assert "In on time" in text
    assert "Works with care." in text
    assert "Nothing is recorded." in text


def test_pages_of_a_range_come_as_asked_for_and_pictures_are_not_larger_than_needed() -> None:
    with open_file(foreign.page(foreign.note, pages=4)) as source:
        some = pages_shown(source, PagesWanted(b"", dpi=50, first=2, last=3, jpeg=True), words=True)
        past = pages_shown(source, PagesWanted(b"", first=5), words=False)
    assert [page.number for page in some.pages] == [2, 3]
    assert some.pages[0].image.startswith(b"\xff\xd8")
    assert [word.text for word in some.pages[0].words][:3] == ["She", "sat", "beside"]
    assert (past.pages, past.total) == ((), 4)
    with open_file(foreign.picture(size=(4000, 3000))) as source:
        photo = pages_shown(source, PagesWanted(b"", dpi=72), words=True).pages[0]
    assert photo.width_px <= 843
    assert abs(photo.width_px / photo.height_px - 4 / 3) < 0.01


def test_an_answer_of_another_kind_is_refused() -> None:
    from coordinator_app.core.wire import WireError

    with pytest.raises(WireError):
        read_answer(Printed, Answer({"result": {"~": "PagesShown"}}))
    with pytest.raises(WireError):
        read_answer(Printed, Answer({}))
