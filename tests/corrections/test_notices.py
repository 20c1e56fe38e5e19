"""Who has to be told of a correction beyond the ledger, by letter, and what whoever asked is told (003-5.4, articles 16 and 19)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from coordinator_app.access_requests.letter_text import text_of_letter
from coordinator_app.chronology import actions as chronology
from coordinator_app.chronology.model import Category, MayBeTold
from coordinator_app.core.errors import GateShut, InvalidInput
from coordinator_app.core.print_order import Printed, PrintOrder
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import actions, due, letters, notices, taking_back, telling
from coordinator_app.corrections.actions import Decision
from coordinator_app.corrections.beside import otherwise
from coordinator_app.corrections.model import CorrectionClaim, CorrectionNotice, CorrectionOutcome, WhyTold
from coordinator_app.corrections.working_with import working_with
from coordinator_app.organisations.providers import Agency, Provider
from coordinator_app.pdf.print_job import print_order
from coordinator_app.programmes.model import Programme, ProgrammeState, ProgrammeType
from coordinator_app.sharing.actions import disclosures_of
from coordinator_app.sharing.model import DeliveryMethod, DisclosedItem, Disclosure, RecipientKind
from coordinator_app.store import blobs
from coordinator_app.today.model import Who
from tests.corrections.asked import TODAY, asked, decided, give, put_right
from tests.pdf.readers import pdf_text
from tests.vaults import House, add

CORRECTED = CorrectionOutcome.CORRECTED


@pytest.fixture(autouse=True)
def nobody_else_works_with_them() -> None:
    """Here everybody who works with the child is told."""


def of(house: House, claim: CorrectionClaim) -> dict[str, CorrectionNotice]:
    return {one.recipient: one for one in actions.notices_of(house.session, claim.id)}


def a_programme(house: House) -> Provider:
    with house.session.write() as work:
        workshop = work.add(
            Provider(name="Kingfisher Workshop", contact="Una Thistlewood", address="Mill Lane\nHazelmoor")
        )
        work.add(
            Programme(
                pupil_id=house.pupil.id,
                provider_id=workshop.id,
                programme_type=next(iter(ProgrammeType)),
                state=ProgrammeState.RUNNING,
                start_on=date(2026, 10, 5),
            )
        )
    return workshop


def printed_of(order: PrintOrder) -> Printed:
    return print_order(order)


def test_the_school_the_provider_and_the_agencies_in_touch_are_told_whatever_they_were_given(
    consented: House,
) -> None:
    a_programme(consented)
    with consented.session.write() as work:
        work.add(Agency(name="Saltmarsh Family Team", contact="Orla Pennyfeather"))
    add(consented, "Rang.", category=Category.AGENCY, source="Orla Pennyfeather")
    long_ago = date(2025, 10, 1)
    add(consented, "Rang.", category=Category.AGENCY, source="Larkrise Clinic", happened_on=long_ago)
    claim = asked(consented)
    put_right(consented)
    decided(consented, claim, CORRECTED)
    told = of(consented, claim)
    assert list(told) == [consented.school.name, "Kingfisher Workshop", "Saltmarsh Family Team"]
    assert {one.why_told for one in told.values()} == {WhyTold.WORKS_WITH}
    assert told["Kingfisher Workshop"].contact == "Una Thistlewood"


def test_without_that_list_the_school_would_go_on_with_what_is_wrong(
    consented: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "working_with", lambda _session, _pupil_id: ())  # the planted fault
    claim = asked(consented)
    put_right(consented)
    decided(consented, claim, CORRECTED)
    assert of(consented, claim) == {}


def test_who_was_given_it_and_works_with_the_child_stands_once_with_the_address(consented: House) -> None:
    a_programme(consented)
    give(consented, consented.pupil, "Una Thistlewood", RecipientKind.PROVIDER)
    claim = asked(consented)
    put_right(consented)
    decided(consented, claim, CORRECTED)
    told = of(consented, claim)
    assert set(told) == {consented.school.name, "Una Thistlewood"}
    assert told["Una Thistlewood"].why_told is WhyTold.GIVEN
    assert told["Una Thistlewood"].address == "Mill Lane\nHazelmoor"


def test_of_a_guarded_record_nobody_hears_who_was_not_given_it(consented: House) -> None:
    apart = add(consented, "Guarded words.", category=Category.SAFEGUARDING)
    claim = asked(consented, apart)
    chronology.correct_entry(consented.session, apart, "It was another day.", words="Other guarded words.")
    decided(consented, claim, CORRECTED)
    assert of(consented, claim) == {}


def test_what_its_author_meant_for_others_is_not_sent_and_the_list_says_why(consented: House) -> None:
    entry = add(consented, "Came late.", may_be_told=MayBeTold.FAMILY)
    claim = asked(consented, entry)
    chronology.correct_entry(consented.session, entry, "It was on time.", words="Came on time.")
    decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    assert school.not_needed == notices.NOT_MEANT
    with pytest.raises(GateShut, match="need not be told"):
        letters.notice_order(consented.session, school, practice=True)


def test_somebody_told_by_word_of_mouth_is_added_and_stays_when_it_is_decided_anew(consented: House) -> None:
    claim = asked(consented)
    with pytest.raises(GateShut, match="Nothing was corrected"):
        actions.also_tell(consented.session, claim, "Larkrise Clinic", RecipientKind.AGENCY)
    put_right(consented)
    claim = decided(consented, claim, CORRECTED)
    actions.also_tell(consented.session, claim, "Larkrise Clinic", RecipientKind.AGENCY, "Quay Road")
    for name, kind in (("", RecipientKind.AGENCY), ("larkrise clinic", RecipientKind.AGENCY), ("X", None)):
        with pytest.raises(InvalidInput):
            actions.also_tell(consented.session, claim, name, kind)
    decided(consented, claim, CORRECTED)
    assert of(consented, claim)["Larkrise Clinic"].why_told is WhyTold.BY_HAND
    decided(consented, claim, CorrectionOutcome.REFUSED)
    assert of(consented, claim) == {}


def test_a_list_made_before_knows_its_people_by_the_ledger(consented: House) -> None:
    given = give(consented, consented.pupil, "Una Thistlewood", RecipientKind.PROVIDER)
    earlier = CorrectionNotice(disclosure_id=given.id, recipient="Una Thistlewood")
    now = replace(earlier, recipient_kind=RecipientKind.PROVIDER)
    assert notices.is_same(earlier, now)
    assert not notices.is_same(earlier, replace(now, disclosure_id="another"))


# letters


def test_the_letter_says_what_was_wrong_and_is_right_and_stands_in_the_ledger_once_it_has_left(
    consented: House, tmp_path: Path
) -> None:
    claim = asked(consented)
    put_right(consented)
    decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    order = letters.notice_order(consented.session, school, practice=True)
    printed = printed_of(order)
    words = pdf_text(printed.pdf, tmp_path)
    for said in ("3 May 2012", "13 May 2012", "Kit Puddlecombe", consented.school.name, "You work with"):
        assert said in words
    assert order.gaps == {}
    kept = letters.notice_made(consented.session, school, order, printed).record
    assert (kept.told_on, kept.told_how, kept.letter_on) == (None, None, TODAY), "it has told nobody yet"
    assert consented.session.blob(kept.letter_id) == printed.pdf
    assert disclosures_of(consented.session, consented.pupil.id) == []
    assert [one.who for one in due.due_items(consented.session)] == [Who.YOU, Who.YOU], "it stands on Today"
    put_right(consented, given_names="Christopher")  # once more, after the letter
    kept = telling.tell(consented.session, kept, told_on=TODAY, told_how=DeliveryMethod.POST).record
    assert (kept.told_on, kept.told_how) == (TODAY, DeliveryMethod.POST)
    (line,) = disclosures_of(consented.session, consented.pupil.id)
    (item,) = consented.session.list(DisclosedItem, where={"disclosure_id": line.id})
    version = consented.session.get(CorrectionClaim, claim.id).after_version
    assert (line.recipient, item.item_version) == (consented.school.name, version), "what the letter said"
    assert of(consented, claim).keys() == {consented.school.name}


def test_printed_saved_and_recorded_it_is_one_line_that_is_put_right_with_a_slip_of_the_pen(
    consented: House,
) -> None:
    claim = asked(consented)
    put_right(consented)
    decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    order = letters.notice_order(consented.session, school, practice=True)
    printed = printed_of(order)
    for _twice in range(2):
        school = letters.notice_made(consented.session, school, order, printed).record
    for how in (DeliveryMethod.POST, DeliveryMethod.POST, DeliveryMethod.SECURE_EMAIL):
        school = telling.tell(consented.session, school, told_on=TODAY, told_how=how).record
        assert [one.method for one in disclosures_of(consented.session, consented.pupil.id)] == [how]
    telling.tell(consented.session, school, told_on=TODAY, confirmed_on=TODAY)
    assert len(disclosures_of(consented.session, consented.pupil.id)) == 1
    (school,) = of(consented, claim).values()
    assert school.confirmed_on == TODAY
    school = telling.tell(consented.session, school, not_needed="It went to somebody else.").record
    assert disclosures_of(consented.session, consented.pupil.id) == []
    assert consented.session.list(DisclosedItem) == []
    telling.tell(consented.session, school, told_on=TODAY, told_how=DeliveryMethod.POST)
    assert len(disclosures_of(consented.session, consented.pupil.id)) == 1


def test_what_stands_in_the_ledger_is_not_undone(consented: House) -> None:
    claim = asked(consented)
    put_right(consented)
    decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    assert telling.tell(consented.session, school, not_needed="They asked for it.").change_id
    (school,) = of(consented, claim).values()
    assert (
        telling.tell(consented.session, school, told_on=TODAY, told_how=DeliveryMethod.POST).change_id == ""
    )


def test_a_decision_whose_letters_were_only_printed_is_taken_back_and_one_that_was_told_is_not(
    consented: House,
) -> None:
    claim = asked(consented)
    with pytest.raises(GateShut, match="Nothing is decided"):
        taking_back.take_back(consented.session, claim)
    put_right(consented)
    claim = decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    order = letters.notice_order(consented.session, school, practice=True)
    letters.notice_made(consented.session, school, order, printed_of(order))
    order = letters.answer_order(consented.session, claim, practice=True)
    claim = letters.answer_made(consented.session, claim, order, printed_of(order)).record
    assert "Record it as told" in due.due_items(consented.session)[0].second_line
    claim = taking_back.take_back(consented.session, claim).record
    assert (claim.outcome, claim.decided_on, claim.answer_letter_id) == (None, None, "")
    assert of(consented, claim) == {}
    claim = decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    assert school.letter_id == "", "the letter that was printed stays with the list that was taken back"
    telling.tell(consented.session, school, told_on=TODAY, told_how=DeliveryMethod.TELEPHONE)
    with pytest.raises(GateShut, match="Somebody was told"):
        taking_back.take_back(consented.session, claim)
    claim = telling.answered(consented.session, claim, TODAY, DeliveryMethod.POST).record
    with pytest.raises(GateShut, match="Whoever asked was told"):
        taking_back.take_back(consented.session, claim)


def test_a_letter_that_says_what_holds_no_more_is_not_the_one_that_goes(consented: House) -> None:
    claim = asked(consented)
    put_right(consented)
    claim = decided(consented, claim, CORRECTED)
    (school,) = of(consented, claim).values()
    order = letters.notice_order(consented.session, school, practice=True)
    letters.notice_made(consented.session, school, order, printed_of(order))
    order = letters.answer_order(consented.session, claim, practice=True)
    claim = letters.answer_made(consented.session, claim, order, printed_of(order)).record
    claim = decided(consented, claim, CORRECTED)
    assert claim.answer_letter_id, "the same once more"
    assert of(consented, claim)[consented.school.name].letter_id
    put_right(consented, birth_date=date(2012, 5, 14))
    claim = decided(consented, claim, CORRECTED)
    assert claim.answer_letter_id == ""
    assert of(consented, claim)[consented.school.name].letter_id == ""


def test_the_letter_about_a_guarded_record_is_kept_apart(consented: House) -> None:
    apart = add(consented, "Guarded words.", category=Category.SAFEGUARDING)
    give(consented, apart, "Saltmarsh Family Team", RecipientKind.AGENCY)
    claim = asked(consented, apart)
    chronology.correct_entry(consented.session, apart, "It was another day.", words="Other guarded words.")
    decided(consented, claim, CORRECTED)
    (notice,) = of(consented, claim).values()
    order = letters.notice_order(consented.session, notice, practice=True)
    kept = letters.notice_made(consented.session, notice, order, printed_of(order)).record
    general = consented.session.databases.connection(Compartment.GENERAL)
    assert not blobs.is_here(general, kept.letter_id)
    assert len(disclosures_of(consented.session, consented.pupil.id)) == 1
    how = DeliveryMethod.RECORDED_DELIVERY
    kept = telling.tell(consented.session, kept, told_on=TODAY, told_how=how).record
    line, _earlier = disclosures_of(consented.session, consented.pupil.id)
    (item,) = consented.session.list(DisclosedItem, where={"disclosure_id": line.id})
    assert (line.id, item.is_guarded) == (kept.told_line_id, True)
    kept = telling.tell(consented.session, kept, told_on=TODAY, told_how=DeliveryMethod.POST).record
    assert consented.session.get(Disclosure, line.id).method is DeliveryMethod.POST
    telling.tell(consented.session, kept, not_needed="It came back.")
    assert consented.session.list(DisclosedItem, where={"disclosure_id": line.id}) == []
    assert len(disclosures_of(consented.session, consented.pupil.id)) == 1


def test_an_entry_that_was_deleted_asks_them_to_take_it_out_too(consented: House) -> None:
    entry = add(consented, "Of another child.")
    give(consented, entry, "Kingfisher Workshop", RecipientKind.PROVIDER)
    claim = asked(consented, entry)
    with consented.session.write() as work:
        work.trash(entry)
    decided(consented, claim, CORRECTED)
    order = letters.notice_order(
        consented.session, of(consented, claim)["Kingfisher Workshop"], practice=True
    )
    assert order.choices == ("given", "deleted")


@pytest.mark.parametrize("outcome", [one for one in CorrectionOutcome if one.value != "withdrawn"])
def test_whoever_asked_is_answered_in_words_whatever_was_decided(
    consented: House, tmp_path: Path, outcome: CorrectionOutcome
) -> None:
    claim = asked(consented)
    if outcome.changed_something:
        put_right(consented)
    kept = decided(consented, claim, outcome)
    order = letters.answer_order(consented.session, kept, practice=True)
    printed = printed_of(order)
    words = " ".join(pdf_text(printed.pdf, tmp_path).split())
    assert "ico.org.uk" in words
    assert "The certificate says so." in words
    assert ("13 May 2012" in words) is outcome.changed_something
    made = letters.answer_made(consented.session, kept, order, printed).record
    assert (made.told_on, made.told_how) == (None, None), "printed or saved it has told nobody"
    assert consented.session.blob(made.answer_letter_id) == printed.pdf
    assert telling.answered(consented.session, made, TODAY, DeliveryMethod.POST).record.told_on == TODAY


def test_they_are_told_who_is_told_if_they_ask(consented: House, tmp_path: Path) -> None:
    claim = asked(consented)
    put_right(consented)
    kept = decided(consented, claim, CORRECTED)
    before = printed_of(letters.answer_order(consented.session, kept, practice=True))
    assert consented.school.name not in pdf_text(before.pdf, tmp_path).split("What you said")[1]
    with pytest.raises(InvalidInput):
        actions.wants_to_know(consented.session, kept, date(2026, 12, 24))
    kept = actions.wants_to_know(consented.session, kept, TODAY).record
    after = printed_of(letters.answer_order(consented.session, kept, practice=True))
    words = " ".join(pdf_text(after.pdf, tmp_path).split())
    assert f"{consented.school.name} (school on roll), not told yet" in words


def test_nothing_is_answered_before_it_is_decided_or_after_it_was_taken_back(consented: House) -> None:
    claim = asked(consented)
    with pytest.raises(GateShut):
        letters.answer_order(consented.session, claim, practice=True)
    kept = decided(consented, claim, CorrectionOutcome.WITHDRAWN)
    with pytest.raises(GateShut):
        letters.answer_order(consented.session, kept, practice=True)


# what stands beside it


def test_an_opinion_stays_marked_as_one_with_the_other_view(consented: House) -> None:
    entry = add(consented, "He seems not to care.")
    claim = asked(consented, entry, says="That is not true.")
    decision = Decision(
        CorrectionOutcome.OPINION,
        "It is what the workshop thought.",
        TODAY,
        other_view="Kit cares a great deal.",
    )
    actions.decide(consented.session, claim, decision)
    (said,) = otherwise(consented.session, [entry.id])[entry.id]
    assert said.startswith("An opinion. ")
    assert said.endswith("says otherwise: Kit cares a great deal.")


def test_who_works_with_a_child_is_each_named_once(consented: House) -> None:
    a_programme(consented)
    a_programme(consented)
    names = [one.name for one in working_with(consented.session, consented.pupil.id)]
    assert names == [consented.school.name, "Kingfisher Workshop"]


def test_the_letter_says_only_what_is_so_to_whoever_was_added_by_hand(consented: House) -> None:
    claim = asked(consented)
    put_right(consented)
    claim = decided(consented, claim, CorrectionOutcome.CORRECTED)
    notice = actions.also_tell(consented.session, claim, "Brindle Youth Club", RecipientKind.OTHER).record
    text = text_of_letter(letters.notice_order(consented.session, notice, practice=True))
    assert "Something that we gave you" not in text
    assert "You may hold the same" in text
