from __future__ import annotations

import pytest

from coordinator_app.core.whereabouts import of_address, of_contact, said


def words(address: str) -> set[str]:
    return {one.words for one in of_address(address)}


@pytest.mark.parametrize(
    ("address", "telling"),
    [
        ("4 Weir Cottages\nHazelmoor\nHZ2 7AB", {"4 Weir Cottages", "HZ2 7AB"}),
        ("Flat 2, 12, Mill Lane, Hazelmoor", {"Flat 2 12 Mill Lane", "12 Mill Lane"}),
        ("12\nMill Lane\nHazelmoor", {"12 Mill Lane"}),
        ("Rose Cottage\nHazelmoor", {"Rose Cottage"}),
        ("Rosebank\nMill Lane", {"Rosebank Mill Lane"}),
        ("Flat 3\nHazelmoor", {"Flat 3 Hazelmoor"}),
        ("Flat 2, Mill House, Mill Lane", {"Flat 2 Mill House", "Mill House"}),
        ("4 Weir Cottages\nHZ2\n7AB", {"4 Weir Cottages", "HZ2 7AB"}),
        ("hz27ab", {"hz27ab"}),
        ("12", set()),
        ("", set()),
        ("\n, ,\n", set()),
    ],
)
def test_a_street_and_a_postcode_tell_and_a_number_or_a_town_alone_does_not(
    address: str, telling: set[str]
) -> None:
    assert words(address) == telling


@pytest.mark.parametrize(
    "text",
    [
        "She lives at 4, Weir Cottages now",
        "at 4 WEIR\ncottages.",
        "Post to HZ27AB",
        "hz2\n7ab",
        "On 07700900456",
        "Wrote to other@weir.example",
        "Ring 01632960101 after four",
        "(01632) 960 101",
        "+44 1632 960-101",
        "Wrote to Marigold@Weir.example today",
    ],
)
def test_it_is_known_however_it_is_written(text: str) -> None:
    hidden = (
        *of_address("4 Weir Cottages\nHazelmoor\nHZ2 7AB"),
        *of_contact("07700 900456 / 01632 960101", "marigold@weir.example or other@weir.example"),
    )
    assert said(hidden, text)


@pytest.mark.parametrize(
    "text",
    [
        "Born 3 May 2012",
        "12 September 2026",
        "Walked to Hazelmoor",
        "14 Weir Cottages",
        "none",
        "99 01632 96010",
    ],
)
def test_a_date_a_town_and_another_house_say_nothing(text: str) -> None:
    hidden = (
        *of_address("Flat 2, 12, Mill Lane\nHazelmoor\nHZ2 7AB"),
        *of_address("4 Weir Cottages\nHazelmoor"),
        *of_contact("01632 960101", "none"),
    )
    assert not said(hidden, text)


@pytest.mark.parametrize("kept", ["none", "ask the school", "2 calls", "12 34", "1 2 3 4 5", ""])
def test_what_is_no_number_is_no_secret(kept: str) -> None:
    assert list(of_contact(kept, "by post")) == []


def test_a_house_by_its_name_alone_is_no_firm_sign_and_a_number_has_a_form_from_abroad() -> None:
    house, code = of_address("Leicestershire County Council\nHZ2 7AB"), of_contact("01632 960101", "")
    assert {one.words: one.is_firm for one in house} == {
        "HZ2 7AB": True,
        "Leicestershire County Council": False,
    }
    assert [one.from_abroad for one in code] == ["+44 1632 960101"]
    assert [one.from_abroad for one in of_contact("+44 1632 960101", "")] == [""]


@pytest.mark.parametrize(
    ("kept", "kind", "text", "where"),
    [
        ("4 Weir Cottages", "Address", "Now at 4, Weir Cottages.", "4, Weir Cottages"),
        ("HZ2 7AB", "Address", "Post to hz27ab", "hz27ab"),
        ("01632 960101", "Telephone", "Ring (01632) 960 101, not 01632 960102", "01632) 960 101"),
        ("m@weir.example", "Email", "To M@weir.example", "M@weir.example"),
    ],
)
def test_it_is_found_where_it_stands_and_named_by_its_kind(
    kept: str, kind: str, text: str, where: str
) -> None:
    found = (*of_address(kept), *of_contact(kept, kept))[-1 if kind == "Email" else 0]
    assert (found.kind, found.is_said_in(text)) == (kind, True)
    assert [text[start:end] for start, end in found.stretches(text)] == [where]


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("12 Mill Road, Hazelmoor", "They live at 12 Mill Rd now."),
        ("12 Mill Road, Hazelmoor", "at 12, MILL RD., Hazelmoor"),
        ("12 Mill Rd, Hazelmoor", "at 12 Mill Road"),
        ("Flat 2, 9 St Anne's Crescent", "9 St. Anne's Cres"),
        ("3 Weir Cottages", "3 Weir Cotts"),
    ],
)
def test_an_address_is_known_where_its_words_are_written_short(kept: str, text: str) -> None:
    told = [one for one in of_address(kept) if one.is_said_in(text)]
    assert told
    assert all(one.stretches(text) for one in told)


def test_an_address_is_sought_in_a_finished_pack_written_out_and_written_short() -> None:
    (road,), (short,) = of_address("12 Mill Road, Hazelmoor"), of_address("12 Mill Rd")
    assert road.written_otherwise == ("12 Mill Rd",)
    assert short.written_otherwise == ("12 Mill Road",)
    assert [one.written_otherwise for one in of_address("Rosebank, Millerby\nHZ2 7AB")] == [(), ()]
    assert [one.written_otherwise for one in of_contact("01632 960101", "rd@weir.example")] == [(), ()]
