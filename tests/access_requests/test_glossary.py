"""The glossary of a pack holds the short forms that can be read in it, and no others."""

from __future__ import annotations

from datetime import date

from coordinator_app.access_requests.glossary import short_forms
from coordinator_app.access_requests.pack_order import OrderItem, OrderLine, Span

SAID = "The SENCO rang CAMHS about the EHCP. Register: code C2, then codes I and O."


def item(words: str, *covered: Span) -> OrderItem:
    return OrderItem(1, "Talk", date(2026, 10, 5), "share", (OrderLine("What was said", words, covered),))


def test_short_forms_and_codes_that_occur_are_explained_in_order() -> None:
    found = short_forms((item(SAID),))
    assert [line.partition(":")[0] for line in found] == [
        "CAMHS",
        "EHCP",
        "SENCO",
        "Attendance code C2",
        "Attendance code I",
        "Attendance code O",
    ]
    assert "Attendance code C2: temporary part-time timetable" in found


def test_what_is_covered_or_only_part_of_a_word_is_not_explained() -> None:
    at = SAID.index("CAMHS")
    assert not any(line.startswith("CAMHS") for line in short_forms((item(SAID, Span(at, at + 5)),)))
    assert short_forms((item("Sencor and PEPPER and a-LA-carte, and I was late."),)) == ()
