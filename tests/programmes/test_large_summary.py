"""The family's summary in large print: its table begins below its heading and goes on over the page."""

from __future__ import annotations

import pypdfium2
import pytest

from coordinator_app.pdf import flow
from coordinator_app.pdf.print_job import print_order
from coordinator_app.programmes import actions
from coordinator_app.programmes.model import Transport
from coordinator_app.programmes.orders import Reader, summary_order
from tests.programmes.conftest import WITHOUT, new_programme, new_provider, week
from tests.vaults import House


def first_page(house: House) -> str:
    plan = new_programme(
        house,
        new_provider(house.session),
        site="Quarry Road 5, behind the old fire station, second gate on the left, Eastmere",
        contact="Quentin Samplewell, who opens the gate from nine in the morning, 01632 960177",
        transport=Transport.TAXI,
    )
    programme = actions.start(house.session, plan, week(), (), override=WITHOUT).record
    order = summary_order(house.session, programme, Reader.FAMILY, practice=False, large_print=True)
    with pypdfium2.PdfDocument(print_order(order).pdf) as pages:
        return " ".join(pages[0].get_textpage().get_text_range().split())


def test_the_first_page_is_not_left_half_empty_before_a_table(referred: House) -> None:
    text = first_page(referred)
    assert "Where and when" in text
    assert "Kingfisher Workshop" in text


def test_a_table_kept_whole_would_leave_it_half_empty(
    referred: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault."""
    monkeypatch.setattr(flow, "_may_be_parted", lambda _following: False)
    assert "Where and when" not in first_page(referred)
