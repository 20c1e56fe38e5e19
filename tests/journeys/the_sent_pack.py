"""What must be true of a pack that was sent: read by others' programs outside, and as it is kept in the vault."""

from __future__ import annotations

import hashlib
import re
import subprocess
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from coordinator_app.access_requests.actions.pack import approve as approve_again
from coordinator_app.access_requests.actions.pack import volumes_of
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.core.clock import Clock
from coordinator_app.core.errors import GateShut
from coordinator_app.registry import CATALOGUE
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys.the_pack import NOTE_PAGES, OTHER_PAGES, WHOLE
from tests.pdf import readers
from tests.vaults import PASSPHRASE

WITHHELD = ("Bramblewick", "Applegarth", "canal")
_LISTED = re.compile(r"^(\d+) {2,}\S.* {2,}(?:in full|in part|no) +(\d+)$", re.MULTILINE)


def read_elsewhere(saved: Path, password: str, count: int, scratch: Path) -> None:
    """Four other readers of so many pages: locked without the password, whole with it, and nothing that was held back."""
    assert subprocess.run(["qpdf", "--requires-password", str(saved)], check=False).returncode == 0
    locked = saved.read_bytes()
    readers.qpdf(locked, scratch, f"--password={password}", "--check")
    assert "AESv3" in readers.qpdf(locked, scratch, f"--password={password}", "--show-encryption")
    reader = PdfReader(saved)
    assert reader.decrypt(password)
    by_pypdf = [page.extract_text() for page in reader.pages]
    by_poppler = readers.pdf_text(locked, scratch, password=password).split("\f")[:-1]
    file = pdfium.PdfDocument(saved, password=password)
    by_pdfium = [page.get_textpage().get_text_bounded() for page in file]
    file.close()
    last = f"Day {count - OTHER_PAGES - (NOTE_PAGES if count == WHOLE else 0)} of the year"
    for pages in (by_pypdf, by_poppler, by_pdfium):
        assert len(pages) == count
        whole = " ".join(" ".join(pages).split())
        for said in ("Marigold Puddlecombe", "all morning", last, f"on {count} pages"):
            assert said in whole
        for held_back in WITHHELD:
            assert held_back not in whole
        for number, page in enumerate(pages, start=1):
            assert f"page {number} of {count}" in " ".join(page.split())
    index_is_right(by_poppler, by_pypdf)
    assert bookmarks(reader) == dict(listed(by_poppler))


def listed(pages: list[str]) -> list[tuple[int, int]]:
    """The items of the list with the page each is said to begin on."""
    first = next(at for at, page in enumerate(pages) if "What is in this pack" in page)
    end = next(at for at, page in enumerate(pages) if "What is held back, and why" in page)
    return [(int(number), int(page)) for number, page in _LISTED.findall("\n".join(pages[first:end]))]


def index_is_right(pages: list[str], by_other: list[str]) -> None:
    """Every item of the pack is listed once, and begins on the very page that the list says."""
    begins: dict[int, int] = {}  # each further page of a document says its item again
    for at, page in enumerate(by_other, start=1):
        for number in re.findall(r"^Item (\d+)\b", page, re.MULTILINE):
            begins.setdefault(int(number), at)
    assert listed(pages) == list(begins.items())
    assert list(begins) == list(range(1, len(begins) + 1))


def bookmarks(reader: PdfReader) -> dict[int, int]:
    """The page to which the bookmark of each item leads."""
    found = {}
    for mark in reader.outline:
        assert not isinstance(mark, list)
        if (said := re.fullmatch(r"Item (\d+)", str(mark.title))) is not None:
            page = reader.get_destination_page_number(mark)
            assert page is not None
            found[int(said[1])] = page + 1
    return found


def kept_in_the_vault(folder: Path, clock: Clock, saved: Path, pages: int) -> None:
    """The clock has stopped, the case is closed, the ledger and the frozen copy are there."""
    with unlock(folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        request = session.list(AccessRequest)[0]
        assert request.stage is Stage.SENT
        assert request.sent_on == date(2026, 11, 24)
        sent = [one for one in session.list(Pack) if one.sent_on]
        assert len(sent) == 1
        assert sent[0].sha256 == hashlib.sha256(saved.read_bytes()).hexdigest()
        assert [one.pages for one in volumes_of(session, sent[0])] == [sent[0].pages] == [pages]
        assert request.password_told == "By telephone"
        with pytest.raises(GateShut):
            approve_again(session, request, "Dilys Thimblewick", "Again", date(2026, 11, 24))
        assert session.count(Disclosure) == 1
        assert all(verdict.is_whole for verdict in session.verify_audit())
        session.close()
