"""What may be scanned in is known by its first bytes."""

from __future__ import annotations

import pytest

from coordinator_app.core.scan_types import JPEG, PDF, PNG, TIFF, scan_type


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"line of a mail gateway\n%PDF-1.4", PDF),
        (b" " * 1024 + b"%PDF-1.4", ""),
        (b"\x89PNG\r\n\x1a\n rest", PNG),
        (b"\xff\xd8\xff\xe0", JPEG),
        (b"II*\0", TIFF),
        (b"MM\0*", TIFF),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_a_kind_is_told_by_the_first_bytes_and_anything_else_is_none(content: bytes, kind: str) -> None:
    assert scan_type(content) == kind
