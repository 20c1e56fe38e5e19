"""Scans for tests, as the child process would have read them, without reading anything."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from coordinator_app.consent import actions as consent
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.pdf.scans import put_together
from coordinator_app.scan_in import actions, filing
from coordinator_app.scan_in.actions import ScanFile
from coordinator_app.scan_in.model import PageMark, ScanBatch, ScannedForm
from coordinator_app.scan_in.reading_jobs import Built, PageLooked, ScanLooked
from tests.pdf import foreign
from tests.vaults import House

PAGE = foreign.page(foreign.note)
PDF = "application/pdf"


def thumbnail() -> bytes:
    out = io.BytesIO()
    Image.new("L", (150, 212), 250).save(out, "JPEG")
    return out.getvalue()


def printed(
    house: House, template: FormTemplate = FormTemplate.CONSENT_FORM, pupil_id: str = ""
) -> PrintedForm:
    """A form noted as printed for the pupil."""
    (saved,) = consent.forms_printed(house.session, pupil_id or house.pupil.id, ((template, 1, "ab"),))
    return saved.record


def ours(reference: str, page: int = 1, pages: int = 2, *, signatures: str = "", turn: int = 0) -> PageLooked:
    return PageLooked(0, PAGE, thumbnail(), turn, False, PageMark.OURS, reference, page, pages, signatures)


def bare(mark: PageMark = PageMark.NONE, *, blank: bool = False) -> PageLooked:
    return PageLooked(0, PAGE, thumbnail(), 0, blank, mark)


def drop(house: House, *pages: PageLooked, name: str = "scan_0001.pdf", content: bytes = b"") -> ScanBatch:
    """Keep a file and the pages read in it, a portion at a time."""
    whole = content or b"%PDF-" + name.encode() + bytes(str(len(pages)), "ascii")
    batch = actions.keep_scan(house.session, ScanFile(name, "E:/Scans", whole)).record
    numbered = [replace(page, number=number) for number, page in enumerate(pages, start=1)]
    for start in range(0, len(numbered), 3):
        part = tuple(numbered[start : start + 3])
        batch = actions.keep_pages(house.session, batch.id, ScanLooked(PDF, len(numbered), part))
    return batch


def built(house: House, form: ScannedForm) -> Built:
    """The pages of a scan put together, as the child process does it."""
    given = filing.given(house.session, form)
    pages = [(page.content, page.turn) for page in given.pages]
    return Built(put_together(pages), len(pages), "", given.seen)


def tray(house: House) -> list[ScannedForm]:
    return actions.in_tray(house.session)


def numbers(house: House, form: ScannedForm) -> list[int | None]:
    """The pages of a scan by their number in the file."""
    return [page.file_page for page in actions.pages_of(house.session, form)]
