from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator_app.core import identifiers
from coordinator_app.core.identifiers import (
    Checked,
    check_laestab,
    check_nhs_number,
    check_postcode,
    check_telephone,
    check_ukprn,
    check_uln,
    check_upn,
    check_urn,
    is_temporary_upn,
    say_laestab,
)

UPNS = [
    "B801200005001",
    "Z855400019001",
    "J855400020127",
    "C857400121119",
    "Z85540002107A",
    "B85740012304K",
    # two suppliers print Q here: the sum is 266, not 267
    "P207000016049",
]


@pytest.mark.parametrize("upn", UPNS)
def test_a_right_upn_is_taken_without_a_word(upn: str) -> None:
    assert check_upn(upn) == Checked(upn)


@pytest.mark.parametrize("typed", [" b801 2000 05 001 ", "B801-2000-05-001", "b801\u00a0200005001"])
def test_a_upn_may_be_typed_with_spaces_and_small_letters(typed: str) -> None:
    assert check_upn(typed).value == "B801200005001"


LETTER = "The first letter of this UPN and the characters after it do not agree. Compare it with the form."


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("A801200005001", LETTER),
        ("Q207000016049", LETTER),
        ("B801200005002", LETTER),
        ("X80120000A001", "Character 10 is the letter A. UPNs use a number here."),
        ("B801O00005001", "Character 5 is the letter O. UPNs use the number 0 here."),
        ("B8I1200005001", "Character 3 is the letter I. UPNs use the number 1 here."),
        ("B80120000S001", "Character 10 is the letter S. UPNs use the number 5 here."),
        ("O801200005001", "Character 1 is the letter O. UPNs never use the letters I, O and S."),
        ("B80120000500S", "Character 13 is the letter S. UPNs never use the letters I, O and S."),
        ("8801200005001", "Character 1 is the number 8. UPNs start with a letter."),
        ("?801200005001", "Character 1 is \u201c?\u201d. UPNs start with a letter."),
        ("B80120000500?", "Character 13 is \u201c?\u201d. UPNs end with a number or a letter."),
        ("B8\u202e1200005001", "Character 3 is a hidden character. UPNs use a number here."),
        ("B8\u06621200005001", "Character 3 is \u201c\u0662\u201d. UPNs use a number here."),
        ("B80120000500", "A UPN has 13 characters. This one has 12."),
        ("B8012000050011", "A UPN has 13 characters. This one has 14."),
    ],
)
def test_a_wrong_upn_says_what_is_wrong_and_where(typed: str, problem: str) -> None:
    assert check_upn(typed) == Checked(problem=problem)


def test_an_unknown_local_authority_is_only_warned_of() -> None:
    checked = check_upn("E000200005001")
    assert checked.value == "E000200005001"
    assert checked.warning == "We do not know local authority 000. Compare characters 2 to 4 with the form."


def test_a_temporary_upn_ends_in_a_letter() -> None:
    assert [is_temporary_upn(upn) for upn in UPNS] == [False, False, False, False, True, True, False]


@given(st.from_regex(r"[0-9]{11}[0-9A-HJ-NP-RT-Z]", fullmatch=True), st.sampled_from(identifiers.UPN_LETTERS))
def test_of_all_first_letters_exactly_one_agrees(rest: str, letter: str) -> None:
    agreeing = [first for first in identifiers.UPN_LETTERS if check_upn(first + rest).value]
    assert len(agreeing) == 1
    assert (check_upn(letter + rest).problem is None) == (letter == agreeing[0])


@given(st.sampled_from(UPNS), st.integers(1, 12), st.integers(1, 9))
def test_one_wrong_digit_never_passes(upn: str, at: int, more: int) -> None:
    if upn[at].isdigit():
        changed = upn[:at] + str((int(upn[at]) + more) % 10) + upn[at + 1 :]
        assert check_upn(changed).problem == LETTER


@pytest.mark.parametrize(
    "uln", ["9276308686", "1000000000", "1234567899", "9000000016", "9999999998", "1111111110"]
)
def test_a_right_uln_is_taken(uln: str) -> None:
    assert check_uln(uln) == Checked(uln)


@pytest.mark.parametrize("last", "0123456789")
def test_a_uln_that_cannot_be_issued_is_refused(last: str) -> None:
    assert "do not agree" in str(check_uln("100000006" + last).problem)


@pytest.mark.parametrize(
    ("uln", "problem"),
    [
        ("9999999999", "9999999999 means that the ULN is not known. Leave the field empty."),
        ("0276308686", "Character 1 is the number 0. ULNs never start with 0."),
        ("927630868", "A ULN has 10 numbers. This one has 9."),
        ("92763O8686", "Character 6 is the letter O. ULNs use the number 0 here."),
    ],
)
def test_a_wrong_uln_says_why(uln: str, problem: str) -> None:
    assert check_uln(uln).problem == problem


def test_an_nhs_number_is_checked_by_its_last_digit() -> None:
    assert check_nhs_number("943 476 5919").value == "9434765919"
    assert check_nhs_number("9990000018").value == "9990000018"
    assert "do not agree" in str(check_nhs_number("9434765918").problem)
    assert check_nhs_number("94347659").problem == "An NHS number has 10 numbers. This one has 8."


@pytest.mark.parametrize("last", "0123456789")
def test_an_nhs_number_that_is_never_issued_is_refused(last: str) -> None:
    assert check_nhs_number("999123456" + last).value is None


def test_school_numbers() -> None:
    assert check_laestab("855/4000") == check_laestab("8554000") == Checked("8554000")
    assert say_laestab("8554000") == "855/4000"
    assert (
        check_laestab("999/4000").warning
        == "We do not know local authority 999. Compare the first 3 numbers."
    )
    assert check_laestab("855/400").problem == "A school number has 7 numbers. This one has 6."
    first = "Character 1 is the letter F. School numbers use a number here."
    assert check_laestab("Fox").problem == first, "letters are not counted as numbers"
    assert check_laestab("855/4O").problem == (
        "Character 5 is the letter O. School numbers use the number 0 here."
    )
    assert check_laestab("855/4000a").problem == (
        "A school number has 7 numbers and nothing more. This one has 8 characters."
    )
    assert check_laestab("855//4000").problem is not None
    assert check_urn("137000") == Checked("137000")
    assert check_urn("13700").problem == "A URN has 6 numbers. This one has 5."
    assert check_ukprn("10012345") == Checked("10012345")
    assert check_ukprn("20012345").problem == "Character 1 is the number 2. UKPRNs start with 1."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("LE3 8RA", "LE3 8RA"),
        ("LE38RA", "LE3 8RA"),
        ("le3  8ra", "LE3 8RA"),
        ("LE12 5AA", "LE12 5AA"),
        ("M1 1AE", "M1 1AE"),
        ("DN55 1PT", "DN55 1PT"),
        ("W1A 0AX", "W1A 0AX"),
        ("EC1A 1BB", "EC1A 1BB"),
        ("GIR 0AA", "GIR 0AA"),
    ],
)
def test_a_postcode_is_kept_with_one_space(typed: str, kept: str) -> None:
    assert check_postcode(typed) == Checked(kept)


ENDS = "Postcodes end with a number and two letters, never C, I, K, M, O or V."


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("LE3 8CA", f"Character 5 is the letter C. {ENDS}"),
        ("LE3 8R", f"Character 4 is the number 8. {ENDS}"),
        ("LE3 ORA", "Character 4 is the letter O. Postcodes use the number 0 here."),
        ("QE1 1AA", "No postcode starts with QE1. Compare it with the form."),
        ("GIR 1AA", "No postcode starts with GIR. Compare it with the form."),
        ("LE100 1AA", "A postcode has 5 to 7 letters and numbers. This one has 8."),
        ("LE3", "A postcode has 5 to 7 letters and numbers. This one has 3."),
    ],
)
def test_a_wrong_postcode_says_why(typed: str, problem: str) -> None:
    assert check_postcode(typed).problem == problem


@pytest.mark.parametrize(
    "typed",
    [
        "0116 496 0000",
        "01632 960 001",
        "(0116) 496-0000",
        "+44 116 496 0000",
        "+44 (0)116 496 0000",
        "07700 900123",
        "+353 20 915 0000",
        "999",
        "0116 496 0000 ext 12",
        "0116 496 0000 x12",
    ],
)
def test_a_telephone_number_is_kept_as_typed(typed: str) -> None:
    assert check_telephone(f" {typed} ") == Checked(typed)


def test_an_odd_telephone_number_is_asked_about_and_words_are_refused() -> None:
    odd = check_telephone("0116 496")
    assert odd.value == "0116 496"
    assert odd.warning == "This number has 7 digits. Most have 11. Compare it with the form."
    for typed in ("ask his aunt", "12", "1" * 41, "0116 496 0000 after six"):
        assert "not a telephone number" in str(check_telephone(typed).problem)


CHECKS = [
    check_upn,
    check_uln,
    check_nhs_number,
    check_laestab,
    check_urn,
    check_ukprn,
    check_postcode,
    check_telephone,
]


@pytest.mark.parametrize("check", CHECKS)
def test_an_empty_field_is_no_problem(check: Callable[[str], Checked]) -> None:
    assert check("  ") == Checked()


@given(st.sampled_from(CHECKS), st.text(max_size=20))
def test_anything_typed_gives_a_number_or_a_sentence_and_what_is_kept_stays(
    check: Callable[[str], Checked], typed: str
) -> None:
    checked = check(typed)
    assert checked.value is None or checked.problem is None
    if checked.value is not None:
        assert check(checked.value) == checked


def test_a_check_that_trusts_any_letter_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identifiers, "upn_letter", lambda _digits: "A")
    assert check_upn("A801200005001").problem is None  # the planted fault
    assert check_upn("B801200005001").problem == LETTER  # is met by the vectors
