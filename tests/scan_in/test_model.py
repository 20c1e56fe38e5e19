"""Where a scan lies: what was kept apart lies in the guarded compartment, whole."""

from __future__ import annotations

import pytest

from coordinator_app.core.catalogue import record_type
from coordinator_app.core.privacy import Compartment
from coordinator_app.scan_in.model import ScanBatch, ScannedForm, ScannedPage


@pytest.mark.parametrize(
    "scan", [ScanBatch(), ScannedForm(), ScannedPage()], ids=lambda one: type(one).__name__
)
def test_file_scan_and_page_lie_apart_if_it_was_said_so(scan: ScanBatch | ScannedForm | ScannedPage) -> None:
    described = record_type(scan)
    assert described.compartment_of(scan) is Compartment.GENERAL
    assert described.compartment_of(type(scan)(kept_apart=True)) is Compartment.GUARDED


def test_one_that_was_filed_as_restricted_out_of_the_open_tray_lies_open_still() -> None:
    assert record_type(ScannedForm()).compartment_of(ScannedForm(is_guarded=True)) is Compartment.GENERAL
