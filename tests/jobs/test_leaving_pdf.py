"""A PDF leaves in clear by one door: whole or not at all, its owner's only, and written down first."""

from __future__ import annotations

import ast
import os
import stat
from pathlib import Path

import pytest

import coordinator_app
from coordinator_app.jobs.leaving_pdf import AUDITED, LeavingPdf, PdfKind, PdfNotSaved, save_pdf
from coordinator_app.store import leaving
from tests.vaults import House

PDF = b"%PDF-1.7 not much of a file"


def notes(house: House) -> list[str]:
    rows = house.session.audit_rows(limit=10_000)
    return [row.entry.note_code for row in rows if row.entry.action == AUDITED]


def test_it_is_its_owners_only_and_written_down_by_kind_and_pages(house: House, tmp_path: Path) -> None:
    place = tmp_path / "forms.pdf"
    save_pdf(house.session, LeavingPdf(place, PDF, PdfKind.FORMS, 5))
    assert place.read_bytes() == PDF
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert notes(house) == ["forms.5-pages.open"]
    assert list(tmp_path.glob("*.part")) + list(tmp_path.glob(".*.part")) == []


def test_a_stick_that_is_pulled_leaves_the_old_file_and_nothing_half_written(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "forms.pdf"
    place.write_bytes(b"the old one")

    def pulled(part: Path, content: bytes, kind: type[leaving.CannotSave]) -> None:
        part.write_bytes(content[:5])
        raise OSError(5, "gone")

    monkeypatch.setattr(leaving, "_write", pulled)
    with pytest.raises(PdfNotSaved):
        save_pdf(house.session, LeavingPdf(place, PDF, PdfKind.REVIEW_SUMMARY, 1))
    assert place.read_bytes() == b"the old one"
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []
    assert notes(house) == [], "nothing left"


def test_of_a_stick_that_is_out_with_a_part_on_it_nobody_says_that_nothing_was_left(
    house: House, tmp_path: Path
) -> None:
    """The whole file lay there without a lock, and the message said that no part of it was left behind."""
    stick, away = tmp_path / "stick", tmp_path / "in a pocket"
    stick.mkdir()
    place = stick / "forms.pdf"
    with pytest.raises(PdfNotSaved) as said, leaving.leaving(house.session, place, PDF, PdfNotSaved):
        stick.rename(away)
    (part,) = away.iterdir()
    assert part.read_bytes() == PDF
    assert "may still lie in that folder" in said.value.safe
    assert "forms" not in said.value.sentences()
    away.rename(stick)
    other = stick / ".other.pdf.0123abcd.part"
    other.write_bytes(b"of somebody else")
    save_pdf(house.session, LeavingPdf(place, PDF, PdfKind.FORMS, 5))
    assert {one.name for one in stick.iterdir()} == {"forms.pdf", other.name}


def test_where_there_never_was_such_a_folder_nothing_was_left(house: House, tmp_path: Path) -> None:
    with pytest.raises(PdfNotSaved) as said:
        save_pdf(house.session, LeavingPdf(tmp_path / "none" / "forms.pdf", PDF, PdfKind.FORMS, 5))
    assert said.value.safe == PdfNotSaved.safe


def test_no_page_writes_a_file_itself() -> None:
    root = Path(coordinator_app.__file__).parent
    pages = [*root.glob("*/page/**/*.py"), *root.glob("*/page.py"), *root.glob("ui/**/*.py")]
    assert len(pages) > 50
    found = [
        path.relative_to(root).as_posix()
        for path in pages
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"write_bytes", "write_text"}
    ]
    assert found == []
