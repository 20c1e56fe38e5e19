"""Letters about a restriction of single records say which: by kind and day, to a recipient only what they had, and no word of it."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.access_requests.model import RequesterKind
from coordinator_app.chronology.model import Category
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.template import read
from coordinator_app.official_requests import changes
from coordinator_app.pdf.print_job import print_order
from coordinator_app.rights import actions, erasing, lasting, letters, which
from coordinator_app.rights.model import RightsKind, RightsLetter, RightsOutcome, RightsRequest
from coordinator_app.rights.notices import notices_of
from coordinator_app.rights.timing import TIMING
from coordinator_app.sharing.model import DeliveryMethod, RecipientKind
from coordinator_app.wording.shipped import earlier_texts, shipped
from tests.documents.papers import paper
from tests.official_requests.test_changes import given
from tests.pdf.readers import pdf_text
from tests.rights.asked_for import TODAY, asked_for, checked, decided, now, restricted, told_yes
from tests.rights.test_part_of_a_record import given_to
from tests.vaults import House, add

OTHER_CHILD = "Otis threw a chair at Kit."
ENTRY, PAPER = "An entry in the record of 3 November 2026", "A document of 3 November 2026"


def restricting_these(house: House, *records: object, **more: object) -> RightsRequest:
    request = asked_for(house, RightsKind.RESTRICTION, **more)
    for one in records:
        kind = "document" if hasattr(one, "title") else "chronology_entry"
        erasing.choose(house.session, request, kind, one.id)  # type: ignore[attr-defined]  # a record of the vault
    request = checked(house, now(house, request))
    return decided(house, request, RightsOutcome.GRANTED, what_is_done="We leave it alone.")


def text(order: PrintOrder) -> str:
    return text_of_letter(order).replace("**", "")


def printed(order: PrintOrder, folder: object) -> str:
    return " ".join(pdf_text(print_order(order).pdf, folder).split())  # type: ignore[arg-type]  # a path


def test_the_letters_to_whoever_asked_say_which_records(consented: House, tmp_path: object) -> None:
    session = consented.session
    one = add(consented, OTHER_CHILD, happened_on=date(2026, 11, 3))
    letter = paper(consented, dated=date(2026, 11, 3))
    request = told_yes(consented, restricting_these(consented, one, letter))
    for order in (
        letters.answer_order(session, request, practice=True),
        letters.lifting_order(session, request, "It is decided.", practice=True),
    ):
        said = printed(order, tmp_path)
        assert ENTRY in said
        assert PAPER in said
        assert "Otis" not in said
        assert letter.title not in said
    assert "some of the record of Kit" in said
    assert "keep the record of Kit" not in said


def test_of_the_whole_record_they_say_so(consented: House) -> None:
    request = restricted(consented)
    said = text(letters.lifting_order(consented.session, request, "It is decided.", practice=True))
    assert "keep the record of Kit" in said
    assert "It is about this" not in said
    assert which.for_asker(consented.session, request) == ()


def test_what_lies_apart_is_not_even_named_by_its_day(consented: House) -> None:
    one = add(consented, OTHER_CHILD, happened_on=date(2026, 11, 3), category=Category.SAFEGUARDING)
    request = restricting_these(consented, one)
    assert which.for_asker(consented.session, request) == ()
    said = text(letters.lifting_order(consented.session, request, "It is decided.", practice=True))
    assert "some of the record of Kit" in said
    assert "3 November" not in said


def test_a_recipient_reads_of_what_they_had_and_of_nothing_else(
    consented: House, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = consented.session
    had = add(consented, OTHER_CHILD, happened_on=date(2026, 11, 3))
    not_had = add(consented, "Kit left at noon.", happened_on=date(2026, 11, 5))
    given_to(consented, had)
    request = restricting_these(consented, had, not_had)
    (notice,) = notices_of(session, request.id)
    said = printed(letters.notice_order(session, notice, practice=True), tmp_path)
    assert "We keep something about" in said
    assert "We keep the record of" not in said
    assert ENTRY in said
    assert "5 November" not in said
    assert "Otis" not in said
    notice = actions.tell(session, notice, told_on=TODAY).record
    request = lasting.tell_of_lifting(
        session, told_yes(consented, request), TODAY, "It is over.", DeliveryMethod.TELEPHONE
    ).record
    lasting.lift(session, request, "It is over.")
    said = printed(letters.notice_order(session, notice, practice=True), tmp_path)
    assert "not to use some of what you were given" in said
    assert ENTRY in said
    assert "5 November" not in said
    monkeypatch.setattr(which, "_given_to", lambda *_: {had.id, not_had.id})  # the planted fault
    assert "5 November" in printed(letters.notice_order(session, notice, practice=True), tmp_path)


def test_several_of_one_day_are_counted_and_one_that_is_gone_is_not_named(consented: House) -> None:
    session = consented.session
    ones = [add(consented, words, happened_on=date(2026, 11, 3)) for words in ("One", "Two")]
    request = restricting_these(consented, *ones)
    assert which.for_asker(session, request) == (f"{ENTRY} (2 of them)",)
    erasure = asked_for(consented, RightsKind.ERASURE)
    assert which.for_asker(session, erasure) == ()
    assert not which.is_part(session, erasure)


def test_an_official_reads_of_what_they_were_given(consented: House, tmp_path: object) -> None:
    session = consented.session
    had = add(consented, OTHER_CHILD, happened_on=date(2026, 11, 3))
    not_had = add(consented, "Kit left at noon.", happened_on=date(2026, 11, 5))
    asked = given(consented, had)
    request = restricting_these(consented, had, not_had)
    said = printed(changes.letter_order(session, asked, request.id, practice=True), tmp_path)
    assert ENTRY in said
    assert "5 November" not in said


# a child who asks


def a_childs(house: House, kind: RightsKind = RightsKind.RESTRICTION) -> RightsRequest:
    request = asked_for(house, kind, asked_by="Kit Puddlecombe", asker_kind=RequesterKind.PUPIL)
    TIMING.extend(house.session, request, None, "It lies in two schools.", LongerGround.COMPLEX)
    TIMING.ask(house.session, now(house, request), "Which report do you mean?", "There are two.")
    return checked(house, now(house, request))


@pytest.mark.parametrize("kind", RightsKind)
@pytest.mark.parametrize("outcome", [RightsOutcome.GRANTED, RightsOutcome.PARTLY, RightsOutcome.REFUSED])
def test_a_child_who_asks_is_answered_in_words_for_a_child(
    consented: House, kind: RightsKind, outcome: RightsOutcome
) -> None:
    session, request = consented.session, a_childs(consented, kind)
    for letter in (RightsLetter.LONGER, RightsLetter.QUESTION):
        order = letters.time_order(session, request, letter, practice=True)
        assert order.template == f"{letter.value}-child"
        assert "the record of" not in text(order)
        assert print_order(order).pages == 1
    with session.write() as work:  # what stands against it is weighed elsewhere
        request = work.change(
            request, outcome=outcome, reason="The law says so.", what_is_done="It is done.", decided_on=TODAY
        )
    order = letters.answer_order(session, request, practice=True)
    said = text(order)
    assert order.template == "letter-rights-answer-child"
    assert {"granted": "We say yes.", "partly": "We say yes to some of it.", "refused": "We say no."}[
        outcome.value
    ] in said
    assert "It checks on people like us." in said
    assert "Yours sincerely" not in said
    assert "not given]" not in said
    assert print_order(order).pages == 1


def test_the_end_is_told_to_a_child_in_words_for_a_child(consented: House) -> None:
    request = decided(
        consented, a_childs(consented), RightsOutcome.GRANTED, what_is_done="We leave it alone."
    )
    order = letters.lifting_order(consented.session, request, "We have put it right.", practice=True)
    assert order.template == "letter-rights-lifting-child"
    said = text(order)
    assert "You asked us to keep your record but not to use it." in said
    assert "We have put it right." in said
    kept = letters.made(consented.session, request, RightsLetter.LIFTING, order, print_order(order)).record
    assert (kept.letter, kept.template_version) == (RightsLetter.LIFTING, 1)


@pytest.mark.parametrize(
    ("kind", "born", "child"),
    [
        (RequesterKind.PUPIL, date(2012, 5, 3), True),
        (RequesterKind.PUPIL, date(2008, 11, 25), True),
        (RequesterKind.PUPIL, date(2008, 11, 24), False),
        (RequesterKind.PARENT, date(2012, 5, 3), False),
    ],
)
def test_only_a_child_who_asks_in_person_gets_them(
    consented: House, kind: RequesterKind, born: date, child: bool
) -> None:
    with consented.session.write() as work:
        work.change(consented.session.get(type(consented.pupil), consented.pupil.id), birth_date=born)
    request = decided(
        consented, checked(consented, asked_for(consented, RightsKind.RESTRICTION, asker_kind=kind)),
        RightsOutcome.REFUSED,
    )  # fmt: skip
    order = letters.answer_order(consented.session, request, practice=True)
    assert order.template.endswith("-child") is child


def test_a_notice_to_a_school_about_a_childs_request_is_in_the_schools_words(consented: House) -> None:
    request = decided(consented, a_childs(consented), RightsOutcome.GRANTED)
    notice = next(
        one for one in notices_of(consented.session, request.id) if one.recipient_kind is RecipientKind.SCHOOL
    )
    assert letters.notice_order(consented.session, notice, practice=True).template == "letter-rights-notice"


@pytest.mark.parametrize("name", ["answer", "lifting", "longer", "notice"])
def test_what_was_printed_before_can_still_be_read(name: str) -> None:
    template = f"letter-rights-{name}"
    (first,) = earlier_texts(template)
    assert (read(first).version, shipped(template).version) == (1, 2)
