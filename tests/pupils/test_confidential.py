"""Where a carer is who must not be found: address, telephones and email alike are on no paper, in no letter, no export unmarked."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.chronology import exporting, to_print
from coordinator_app.chronology.to_print import Chosen, Paper, What
from coordinator_app.consent.model import FormTemplate
from coordinator_app.consent.noting import note_printed
from coordinator_app.consent.orders import FillIn
from coordinator_app.core.errors import GateShut
from coordinator_app.corrections import letters, on_paper
from coordinator_app.corrections.actions import notices_of
from coordinator_app.corrections.model import CorrectionOutcome
from coordinator_app.corrections.on_paper import differs_on_paper
from coordinator_app.corrections.versions import differs
from coordinator_app.documents import copying_out
from coordinator_app.documents.model import Document
from coordinator_app.programmes import orders as programme_orders
from coordinator_app.programmes.orders import Reader
from coordinator_app.pupils import confidential
from coordinator_app.pupils.model import Carer
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.search.view import MUST_NOT_BE_FOUND, Asked, read
from tests.corrections.asked import asked, decided
from tests.programmes.conftest import new_programme
from tests.vaults import House, add

WAYS = {
    "telephone": "01632 960555",
    "other_telephone": "07700 900456",
    "email": "marigold@weir.example",
    "address": "4 Weir Cottages",
}
SAID = [f"She is reached at {way}, from four." for way in WAYS.values()]


@pytest.fixture
def hidden(consented: House) -> House:
    """The mother was reachable at one set of places, moved, and must not be found now."""
    with consented.session.write() as work:
        earlier = work.change(consented.carer, **WAYS)
    with consented.session.write() as work:
        work.change(
            earlier,
            telephone="01632 960777",
            other_telephone="",
            email="",
            address="",
            address_is_confidential=True,
        )
    return consented


@pytest.mark.parametrize("words", [*SAID, "Now on 01632 960 777"])
def test_every_way_there_is_known_earlier_ones_too(hidden: House, words: str) -> None:
    assert confidential.tell_where(hidden.session, ("Nothing.", words))
    assert not confidential.tell_where(hidden.session, ("Rang the school on 01632 960100.", ""))


@pytest.mark.parametrize("words", SAID)
@pytest.mark.parametrize("reader", list(Reader))
def test_a_summary_of_a_programme_tells_nobody_where_they_are(
    hidden: House, words: str, reader: Reader
) -> None:
    fine = new_programme(hidden)
    for programme, tells in ((fine, False), (new_programme(hidden, objectives=words), True)):
        shut = pytest.raises(GateShut, match="whose address is confidential") if tells else nullcontext()
        with shut:
            programme_orders.summary_order(hidden.session, programme, reader, practice=True)


@pytest.mark.parametrize("words", SAID)
def test_a_form_with_words_of_the_school_that_tell_it_is_not_printed(hidden: House, words: str) -> None:
    session, pupil_id = hidden.session, hidden.pupil.id
    forms = ((FormTemplate.REFERRAL_FORM, 1, "a"),)
    note_printed(session, pupil_id, forms, FillIn())
    with session.write() as work:
        work.change(referrals_of(session, pupil_id)[0], school_words=words)
    with pytest.raises(GateShut, match="whose address is confidential"):
        note_printed(session, pupil_id, forms, FillIn())


@pytest.mark.parametrize("words", SAID)
def test_a_paper_and_a_list_of_entries_for_work_here_say_what_they_hold(hidden: House, words: str) -> None:
    plain, telling = add(hidden, "Rang the school."), add(hidden, words)
    chosen = Chosen(hidden.pupil.id)
    for entry, tells in ((plain, False), (telling, True)):
        paper = to_print.order(hidden.session, chosen, (entry,), Paper(What.HERE, to_print.HERE)).order
        assert (confidential.HOLDS in paper.warning) is tells
        notes = exporting.table(hidden.session, [entry.id]).about
        assert (confidential.HOLDS in notes) is tells


def test_a_copy_of_a_document_is_asked_about_with_what_it_tells(hidden: House) -> None:
    assert copying_out.tells_where(hidden.session, Document(words=SAID[0], title="A letter"))
    assert not copying_out.tells_where(hidden.session, Document(words="A letter", title="A letter"))


@pytest.mark.parametrize("words", SAID)
def test_a_sentence_that_was_found_is_marked_on_the_screen(hidden: House, words: str) -> None:
    add(hidden, words)
    add(hidden, "The school is reached from four.")
    lines = read(hidden.session, Asked("reached"), None).lines
    assert sorted(one.restricted for one in lines) == ["", MUST_NOT_BE_FOUND]


def test_what_was_put_right_of_them_is_told_to_nobody_by_letter(
    hidden: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = hidden.session
    before = session.get(Carer, hidden.carer.id)
    with session.write() as work:
        after = work.change(before, telephone="01632 960888", email="m@new.example", language="Polish")
    told = {one.label: (one.was, one.now) for one in differs_on_paper(session, before, after)}
    assert told == {
        "Telephone": (on_paper.CONFIDENTIAL, on_paper.CONFIDENTIAL),
        "Email": ("", on_paper.CONFIDENTIAL),
        "Language": ("", "Polish"),
    }
    entry = add(hidden, SAID[0])
    with session.write() as work:
        mended = work.change(entry, words="She was not reached.", correction_reason="Wrong day")
    assert [one.was for one in differs_on_paper(session, entry, mended) if one.was] == [on_paper.CONFIDENTIAL]
    monkeypatch.setattr(on_paper, "_hidden", lambda *_: frozenset())  # the planted faults
    monkeypatch.setattr(on_paper, "tell_where", lambda *_: False)
    assert "01632 960888" in str(differs_on_paper(session, before, after))


def test_a_check_that_knew_the_address_alone_would_be_caught(
    hidden: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confidential, "of_contact", lambda *_: ())  # the planted fault
    with pytest.raises(AssertionError):
        test_every_way_there_is_known_earlier_ones_too(hidden, SAID[0])


def test_no_printer_or_exporter_reads_how_to_reach_a_carer_without_asking_whether_it_is_confidential() -> (
    None
):
    """Who builds a page, a letter or a list from a carer's number, email or address asks, or is named here with why."""
    root = Path(__file__).parents[2] / "coordinator_app"
    reads = [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*.py"))
        if "Carer" in (text := path.read_text(encoding="utf-8"))
        and any(f"carer.{one}" in text or f"one.{one}" in text or f"chosen.{one}" in text for one in WAYS)
        and not any(word in text for word in ("address_is_confidential", "number_said"))
    ]
    assert reads == ASKED_ELSEWHERE


ASKED_ELSEWHERE = [
    "access_requests/actions/letters.py",  # `carer_asked` proposes nobody whose address is confidential
    "access_requests/page/known_reading.py",  # what a request covers: it is printed nowhere
    "pupils/actions.py",  # a number is looked at while it is saved
]


def test_no_notice_and_no_answer_of_a_correction_tells_a_confidential_number(
    hidden: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = hidden.session
    claim = asked(hidden, session.get(Carer, hidden.carer.id))
    with session.write() as work:
        work.change(session.get(Carer, hidden.carer.id), telephone="01632 960888")
    kept = decided(hidden, claim, CorrectionOutcome.CORRECTED)
    notice = next(one for one in notices_of(session, kept.id) if not one.not_needed)
    told = letters.notice_order(session, notice, practice=True)
    answer = letters.answer_order(session, session.get(type(kept), kept.id), practice=True)
    for order in (told, answer):
        said = f"{text_of_letter(order)} {order.parts} {order.head.recipient_lines}"
        assert on_paper.CONFIDENTIAL in said
        assert not any(number in said for number in ("960888", "960777", "960555"))
    monkeypatch.setattr(letters, "differs_on_paper", differs)  # the planted fault
    assert "960888" in str(letters.notice_order(session, notice, practice=True).parts)
