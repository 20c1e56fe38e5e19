"""The consent form of journey 3 as it comes back from the kitchen table and the scanner."""

from __future__ import annotations

import random
from pathlib import Path

from coordinator_app.pdf.scan_codes import find_codes
from tests.scan_in import bad_scans


def scan_of_the_consent(paper: Path, folder: Path) -> Path:
    """The two pages that the mother sent back: signed by hand, in the wrong order, one upside down, as pictures."""
    rng, signed = random.Random(7), []
    sheets = [(sheet, find_codes(sheet).ours) for sheet in bad_scans.pictures(paper.read_bytes())]
    coded = [(sheet, ours[0].code) for sheet, ours in sheets if ours]
    (reference,) = {code.reference for _, code in coded if code.boxes}  # only the consent form is signed
    for sheet, code in (each for each in coded if each[1].reference == reference):
        for box in code.boxes:
            sheet = bad_scans.sign(sheet, box.line, rng)  # noqa: PLW2901  (signed once more)
        signed.append(sheet)
    last, first = signed[1].rotate(180), signed[0].rotate(1.5, fillcolor=235)
    scan = folder / "scan_0007.pdf"
    last.save(scan, "PDF", save_all=True, append_images=[first], resolution=200)
    return scan
