"""Our own lock and our own writer, judged by three readers that share no code with them (decision 28)."""

from __future__ import annotations

import hashlib
import io
import secrets
import subprocess
from dataclasses import replace
from pathlib import Path

import foreign
import packs
import pikepdf
import pypdfium2
import pytest
import readers

from coordinator_app.pdf.pack import Keys, build_volume
from coordinator_app.pdf.pack_content import Held
from coordinator_app.pdf.pack_layout import Laid, Limits, lay
from coordinator_app.pdf.pdf_file import PORTION, PdfFile
from coordinator_app.pdf.pdf_lock import Lock

OWNER = "the key of the vault"
KEYS = Keys(packs.PASSWORD, OWNER)


def volumes(laid: Laid, keys: Keys | None = KEYS) -> list[bytes]:
    made = []
    for volume in laid.volumes:
        out = io.BytesIO()
        build_volume(laid, volume, keys, out.write)
        made.append(out.getvalue())
    return made


@pytest.mark.parametrize("password", [packs.PASSWORD, OWNER])
def test_pdfium_qpdf_and_poppler_open_it_by_either_password(tmp_path: Path, password: str) -> None:
    pdf = volumes(lay(packs.content(*packs.documents())))[0]
    checked = readers.qpdf(pdf, tmp_path, "--check", f"--password={password}")
    assert "No syntax or stream encoding errors" in checked
    key = "-upw" if password == packs.PASSWORD else "-opw"
    (tmp_path / "a.pdf").write_bytes(pdf)
    text = subprocess.run(
        ["pdftotext", key, password, str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "What is in this pack" in text
    document = pypdfium2.PdfDocument(pdf, password=password)
    assert "What is in this pack" in "".join(page.get_textpage().get_text_range() for page in document)
    document.close()


@pytest.mark.parametrize("password", ["", "K4QD-2M7Z-91XA-PL8U", "k4qd-2m7z-91xa-pl8t"])
def test_no_reader_opens_it_by_another_password(tmp_path: Path, password: str) -> None:
    pdf = volumes(lay(packs.content(count=1)))[0]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(pdf), password=password)
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(pdf, password=password)
    (tmp_path / "a.pdf").write_bytes(pdf)
    tried = subprocess.run(
        ["pdftotext", "-upw", password, str(tmp_path / "a.pdf"), "-"], capture_output=True, check=False
    )
    assert tried.returncode != 0


def test_nothing_of_what_it_says_stands_in_the_clear() -> None:
    laid = lay(packs.content(*packs.documents()))
    locked, bare = volumes(laid)[0], volumes(laid, None)[0]
    # of fewer bytes some stand in what is locked by chance: of three in one such file of seventy
    picture = b"\xff\xd8\xff\xe0\0\x10JFIF"
    for words in (b"Request 14", b"Letter", b"Item 1", b"en-GB", picture):
        assert words.hex().encode() not in locked
        assert words not in locked
    assert picture in bare


def test_two_locks_of_one_password_share_nothing() -> None:
    one, two = Lock("pass-word", "owner"), Lock("pass-word", "owner")
    assert one.dictionary != two.dictionary
    assert one.sealed(b"words") != one.sealed(b"words") != two.sealed(b"words")
    with pytest.raises(ValueError, match="without a password"):
        Lock("", "owner")
    with pytest.raises(ValueError, match="without a password"):
        Lock("pass-word", "")


def test_nothing_that_is_locked_says_by_chance_that_the_file_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    lock = Lock("pass-word", "owner")
    starts = [b"as %%EOF chose.."] * 3 + [bytes(range(16))]
    monkeypatch.setattr(secrets, "token_bytes", lambda _: starts.pop(0))
    assert lock.sealed(b"words").startswith(bytes(range(16)))
    assert starts == []


def test_a_long_password_with_accents_opens_it(tmp_path: Path) -> None:
    password = "Zażółć gęślą jaźń " * 9
    out = io.BytesIO()
    laid = lay(packs.content(count=1))
    build_volume(laid, laid.volumes[0], Keys(password, OWNER), out.write)
    spoken = password.encode()[:127]
    with pikepdf.open(io.BytesIO(out.getvalue()), password=spoken) as pdf:
        assert pdf.encryption.R == 6


def test_a_promise_that_is_not_kept_is_no_file() -> None:
    file = PdfFile(lambda _: None)
    file.reserve()
    with pytest.raises(ValueError, match="promised"):
        file.close(1, 1)


def test_what_is_written_is_handed_on_in_portions_and_its_fingerprint_is_that_of_the_whole() -> None:
    portions: list[bytes] = []
    file = PdfFile(portions.append)
    for _ in range(5):
        file.put_stream(b"", bytes(PORTION // 2), packed=True)
    root = file.put(b"<< /Type /Catalog /Pages << /Type /Pages /Count 0 /Kids [] >> >>")
    file.close(root, file.put(b"<< >>"))
    assert len(portions) == 3
    assert file.size == sum(map(len, portions))
    assert file.sha256 == hashlib.sha256(b"".join(portions)).hexdigest()


def test_a_large_pack_comes_in_volumes_with_one_count_of_pages_and_a_list_of_all(tmp_path: Path) -> None:
    laid = lay(packs.content(*packs.documents(), count=60), Limits(pages=6))
    files = volumes(laid)
    assert len(files) > 2
    page = 0
    for number, pdf in enumerate(files, start=1):
        pages = int(readers.pdf_info(pdf, tmp_path, password=packs.PASSWORD)["Pages"])
        for own in range(1, pages + 1):
            page += 1
            text = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=own)
            assert f"Request 14 · volume {number} of {len(files)} · page {page} of {laid.pages}" in text
        if number > 1:
            first = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD, page=1)
            assert f"What is in volume {number} of {len(files)}" in first
    assert page == laid.pages
    whole = readers.pdf_text(files[0], tmp_path, password=packs.PASSWORD)
    for number in range(2, len(files) + 1):
        assert f"Volume {number}" in whole
    for place in range(len(laid.items)):
        assert str(laid.page_of(place)) in whole


def test_the_list_of_what_is_held_back_says_why_in_plain_words(tmp_path: Path) -> None:
    content = packs.content(count=2)
    held = (Held("k0", "2 places", "This part is about another person."), Held("lost", "All of it", "x"))
    pdf = volumes(lay(replace(content, held=held)))[0]
    text = readers.pdf_text(pdf, tmp_path, password=packs.PASSWORD)
    assert "What is held back, and why" in text
    assert "This part is about another" in " ".join(text.split())
    assert foreign.NAME not in text
