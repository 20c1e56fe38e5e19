"""The parts that the app itself puts into a printed form."""

from __future__ import annotations

from coordinator_app.core.print_order import PartKind, PrintPart, bars, listed, paragraphs, ticks


def test_a_list_has_a_row_for_each_line_and_paragraphs_leave_out_the_empty() -> None:
    assert listed(["names", "dates"]) == PrintPart(PartKind.LIST, (("names",), ("dates",)))
    assert paragraphs("One.", "", "Two.") == PrintPart(PartKind.PARAGRAPHS, (("One.",), ("Two.",)))


def test_a_box_to_tick_keeps_the_name_of_its_answer() -> None:
    assert ticks([("has_read", "I have read it.")]) == PrintPart(
        PartKind.TICKS, (("has_read", "I have read it."),)
    )


def test_a_chart_has_for_each_bar_its_name_its_figures_and_its_share() -> None:
    assert bars([("2 November", "9 of 10", 90)], "A week each.") == PrintPart(
        PartKind.CHART, (("2 November", "9 of 10", "90"),), ("A week each.",)
    )
