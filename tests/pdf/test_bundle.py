from __future__ import annotations

from pathlib import Path

import pytest
import readers

from coordinator_app.core.answers import read_answer
from coordinator_app.core.bundle import Bundle, Bundled
from coordinator_app.core.print_order import PrintHead, PrintOrder
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import no_session
from coordinator_app.pdf.bundle import bundled
from coordinator_app.pdf.print_job import print_order


def form(reference: str) -> bytes:
    head = PrintHead("Eastmere Partnership", "Questions? Ring 01632 960118", reference=reference)
    return print_order(PrintOrder("consent-form", head)).pdf


def test_a_child_process_joins_forms_in_their_order(tmp_path: Path) -> None:
    parts = (form("7QK4-M2ZD-9XA6"), form("23BV-YVVH-J3QV"))
    jobs = InlineJobs(no_session)
    whole = read_answer(Bundled, jobs.child("print.bundle", Bundle(parts)).result()).pdf
    jobs.stop()
    text = readers.pdf_text(whole, tmp_path)
    assert 0 < text.index("7QK4-M2ZD-9XA6") < text.index("23BV-YVVH-J3QV")
    pages = [int(readers.pdf_info(part, tmp_path)["Pages"]) for part in (*parts, whole)]
    assert pages[2] == pages[0] + pages[1]


def test_one_form_is_handed_back_as_it_is_and_none_is_a_mistake() -> None:
    one = form("7QK4-M2ZD-9XA6")
    assert bundled(Bundle((one,))).pdf == one
    with pytest.raises(ValueError, match="nothing"):
        bundled(Bundle(()))
