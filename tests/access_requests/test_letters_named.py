"""Nothing typed into a letter leaves with the name of somebody who is not meant to be told of in it.

The table lists every letter there is. A new one belongs into it: with the record that its words are typed on, or with the
reason why nobody types into it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coordinator_app.access_requests.actions import intake, letter_names, letters, persons
from coordinator_app.access_requests.exemptions import Exemption
from coordinator_app.access_requests.letter_kinds import LETTERS, LetterWords, Refusal
from coordinator_app.access_requests.letter_text import text_of_letter, with_text
from coordinator_app.access_requests.model import AccessRequest, LetterKind, RequesterKind
from coordinator_app.access_requests.persons import PersonDecision, PersonKind, RequestPerson
from coordinator_app.answering import naming
from coordinator_app.breaches import letters as breach_letters
from coordinator_app.breaches.people import Concern, add_person
from coordinator_app.breaches.person import MustBeTold
from coordinator_app.complaints import letters as complaint_letters
from coordinator_app.core.longer_ground import LongerGround
from coordinator_app.core.named_here import ASKED_FOR, OURS, NamesFound
from coordinator_app.core.print_order import PrintHead, PrintOrder, listed
from coordinator_app.core.privacy import Compartment
from coordinator_app.corrections import letters as correction_letters
from coordinator_app.corrections.model import CorrectionNotice
from coordinator_app.official_requests import changes
from coordinator_app.pupils import actions as pupils
from coordinator_app.pupils.model import Carer, Relationship
from coordinator_app.reviews import letters as review_letters
from coordinator_app.reviews.model import Review
from coordinator_app.rights import letters as rights_letters
from coordinator_app.rights.model import RightsKind
from coordinator_app.rights.parts import RightsNotice
from coordinator_app.sharing.model import RecipientKind
from coordinator_app.ui.letter_page import LetterPage
from coordinator_app.wording.shipped import shipped
from tests.breaches.breached import written
from tests.complaints.complained import complained
from tests.corrections.asked import asked
from tests.official_requests.officials import logged
from tests.rights.asked_for import asked_for
from tests.vaults import House, fill_in_the_letter, found_nothing, new_pupil, new_request

FORMS = Path(__file__).resolve().parents[2] / "forms" / "en"
SAID = "We had a long talk about it with {name} and others on 3 November 2026."
STRANGER = "Otis Sorrelby"
Names = Callable[[House, PrintOrder], NamesFound]


def access(kind: LetterKind) -> Names:
    def named(house: House, order: PrintOrder) -> NamesFound:
        request = intake.log_request(house.session, new_request(house)).record
        words = LetterWords(to_name="Tamsin Brackenfold")
        return letter_names.named(house.session, request, kind, order, words)

    return named


def rights(house: House, order: PrintOrder, *, notice: bool = False) -> NamesFound:
    request = asked_for(house, RightsKind.RESTRICTION)
    if not notice:
        return rights_letters.named(house.session, request, order)
    told = RightsNotice(
        request_id=request.id, recipient="Kingfisher Workshop", recipient_kind=RecipientKind.PROVIDER
    )
    with house.session.write() as work:
        told = work.add(told)
    return rights_letters.named(house.session, told, order)


def correction(house: House, order: PrintOrder, *, notice: bool = False) -> NamesFound:
    claim = asked(house)
    if not notice:
        return correction_letters.named(house.session, claim, order)
    told = CorrectionNotice(
        claim_id=claim.id, recipient="Kingfisher Workshop", recipient_kind=RecipientKind.PROVIDER
    )
    with house.session.write() as work:
        told = work.add(told)
    official = changes.named(house.session, logged(house), order)
    assert official.people, "the same letter to an official"
    return correction_letters.named(house.session, told, order)


def breach(house: House, order: PrintOrder) -> NamesFound:
    says = Concern(house.pupil.called, MustBeTold.YES, told_whom="Marigold Puddlecombe")
    one = add_person(house.session, written(house, pupil_id=house.pupil.id), says).record
    return breach_letters.named(house.session, one, order)


def complaint(house: House, order: PrintOrder) -> NamesFound:
    return complaint_letters.named(house.session, complained(house), order)


def review(house: House, order: PrintOrder) -> NamesFound:
    with house.session.write() as work:
        one = work.add(Review(pupil_id=house.pupil.id, review_number=1, due_on=date(2026, 12, 1)))
    return review_letters.letter_named(
        house.session, one, review_letters.Letter.FAMILY, house.carer.id, order
    )


TYPED: dict[str, Names] = {
    **{kind.value: access(kind) for kind in LETTERS},
    **{
        f"{kind.value}-child": access(kind)
        for kind in LETTERS
        if (FORMS / f"{kind.value}-child.md").is_file()
    },
    **{
        f"letter-rights-{name}{whose}": rights
        for name in ("answer", "lifting", "longer", "question")
        for whose in ("", "-child")
    },
    "letter-rights-notice": partial(rights, notice=True),
    "letter-correction-answer": correction,
    "letter-correction-answer-child": correction,
    "letter-correction-notice": partial(correction, notice=True),
    "letter-breach": breach,
    **{f"letter-complaint-{name}": complaint for name in ("acknowledgement", "outcome")},
    **{f"letter-complaint-{name}-child": complaint for name in ("acknowledgement", "outcome")},
    "letter-review-family": review,
    "letter-review-feedback": review,
    "letter-review-provider": review,
    "letter-review-school": review,
}
NOT_TYPED = {
    "letter-reply": "part of the pack, which the seal check goes through",
    "letter-reply-child": "part of the pack, which the seal check goes through",
    "letter-chase-family": "made of the record alone",
    "letter-chase-school": "made of the record alone",
    "letter-form-back": "made of the record alone",
}
UNTYPED_PAGES = {
    "ComplaintFormPage": "a blank form",
    "PrintFiguresPage": "figures without names",
    "ChaseLetterPage": "made of the record alone",
}


@pytest.fixture
def known(consented: House) -> House:
    """The house with other children, one of them of the pupil's family name, and a member of staff."""
    fill_in_the_letter(consented)
    for given, family in (
        ("Otis", "Sorrelby"),
        ("Tobias", "Puddlecombe"),
        ("May", "Will"),
        ("Grace", "Hope"),
    ):
        pupils.save_pupil(consented.session, new_pupil(consented, given_names=given, family_name=family))
    return consented


def order_of(template: str, name: str, words: str) -> PrintOrder:
    return PrintOrder(template, PrintHead("Eastmere", ""), values={name: words}, is_letter=True)


# every letter


def test_every_letter_there_is_stands_in_the_table() -> None:
    here = {path.stem for path in FORMS.glob("letter-*.md")}
    assert here == TYPED.keys() | NOT_TYPED.keys()


@pytest.mark.parametrize("template", sorted(TYPED))
def test_the_name_of_another_child_is_found_wherever_it_is_typed_in_any_letter(
    known: House, template: str
) -> None:
    kept = shipped(template)
    for name in set(kept.values) - OURS:
        found = TYPED[template](known, order_of(template, name, SAID.format(name=STRANGER)))
        assert [one.called for one in found.people] == [STRANGER], name
        assert found.about is not None
    for name in set(kept.generated) - ASKED_FOR:
        order = replace(order_of(template, "x", ""), parts={name: listed([SAID.format(name=STRANGER)])})
        assert TYPED[template](known, order).people, name


def pages(cls: type[LetterPage] = LetterPage) -> set[type[LetterPage]]:
    return {one for each in cls.__subclasses__() for one in ({each} | pages(each))}


def test_every_page_of_a_letter_says_who_is_named_itself() -> None:
    from coordinator_app import registry
    from coordinator_app.hooks import resolve

    for capability in registry.CAPABILITIES:
        for _name, where in capability.pages:
            resolve(where)
    final = {one for one in pages() if not one.__subclasses__()}
    assert len(final) >= 10
    silent = [one.__name__ for one in final if "naming" not in vars(one)]
    assert silent == []
    for one in final:
        if one.__name__ not in UNTYPED_PAGES:
            words = vars(one)["naming"].__code__.co_names
            assert "NOBODY" not in words, one


# who may be named


@pytest.mark.parametrize(
    "name",
    [
        "Kit Puddlecombe",
        "Kit",
        "Marigold Puddlecombe",
        "Mrs Puddlecombe",
        "Tansy Fieldgate",
        "his brother",
        "A. B.",
    ],
)
def test_the_pupil_whoever_asks_and_staff_may_be_named(known: House, name: str) -> None:
    order = order_of("letter-refusal", "reason", SAID.format(name=name))
    assert access(LetterKind.REFUSAL)(known, order).people == ()


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Tobias Puddlecombe", "Tobias Puddlecombe"),
        ("Otis", STRANGER),
        ("Otis Sorelby", STRANGER),
        ("Sorrelby’s mum", STRANGER),
    ],
)
def test_a_brother_a_part_of_a_name_and_a_slip_are_found(known: House, name: str, called: str) -> None:
    order = order_of("letter-refusal", "reason", SAID.format(name=name))
    assert [one.called for one in access(LetterKind.REFUSAL)(known, order).people] == [called]


def test_two_children_of_one_name_are_not_told_apart_and_still_found(known: House) -> None:
    pupils.save_pupil(
        known.session, new_pupil(known, given_names="Otis", family_name="Sorrelby", year_group=7)
    )
    order = order_of("letter-refusal", "reason", SAID.format(name=STRANGER))
    (found,) = access(LetterKind.REFUSAL)(known, order).people
    assert (found.words, found.called) == (STRANGER, "")


def test_the_other_parent_is_asked_about(known: House) -> None:
    other = Carer(pupil_id=known.pupil.id, name="Ottokar Ashdown", relationship=Relationship.FATHER)
    with known.session.write() as work:
        work.add(other)
    order = order_of("letter-refusal", "reason", SAID.format(name="Ottokar Ashdown"))
    assert access(LetterKind.REFUSAL)(known, order).people


def test_a_carer_about_whom_a_right_was_asked_may_be_named(known: House) -> None:
    with known.session.write() as work:
        work.add(Carer(pupil_id=known.pupil.id, name="Ottokar Ashdown", relationship=Relationship.FATHER))
    request = asked_for(known, RightsKind.RESTRICTION, about_carer="Ottokar Ashdown")
    order = order_of("letter-rights-answer", "about_whom", "Ottokar Ashdown, in the record of Kit")
    assert rights_letters.named(known.session, request, order).people == ()


@pytest.mark.parametrize(
    "kind", [LetterKind.THIRD_PARTY, LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION]
)
def test_a_third_party_and_whoever_judges_are_not_told_who_asks(known: House, kind: LetterKind) -> None:
    order = order_of(kind.value, "what_it_is", SAID.format(name="Marigold Puddlecombe"))
    assert access(kind)(known, order).people


def test_a_third_party_is_not_told_of_which_child(known: House) -> None:
    order = order_of("letter-third-party", "what_it_is", SAID.format(name="Kit Puddlecombe"))
    assert access(LetterKind.THIRD_PARTY)(known, order).people


# covered people who are on no record


def request_with(known: House, decision: PersonDecision, *, is_guarded: bool = False) -> AccessRequest:
    session = known.session
    request = intake.log_request(session, new_request(known)).record
    one = RequestPerson(
        request_id=request.id,
        person_kind=PersonKind.OTHER,
        called="Faith Underhill",
        item_kind=persons.WORDS,
        decision=decision,
        is_guarded=is_guarded,
    )
    with session.write(Compartment.GUARDED if is_guarded else Compartment.GENERAL) as work:
        work.add(one)
    return request


def of_faith(known: House, session: Any, request: AccessRequest) -> NamesFound:
    order = order_of("letter-refusal", "reason", SAID.format(name="Faith Underhill"))
    return letter_names.named(session, request, LetterKind.REFUSAL, order, LetterWords())


@pytest.mark.parametrize(
    "decision", [PersonDecision.UNDECIDED, PersonDecision.COVER, PersonDecision.ROLE_ONLY]
)
def test_somebody_covered_in_the_request_is_found(known: House, decision: PersonDecision) -> None:
    request = request_with(known, decision)
    assert [one.called for one in of_faith(known, known.session, request).people] == ["Faith Underhill"]


@pytest.mark.parametrize("decision", [PersonDecision.AGREED, PersonDecision.KNOWN, PersonDecision.SHOW])
def test_who_is_shown_in_the_request_may_be_named(known: House, decision: PersonDecision) -> None:
    assert of_faith(known, known.session, request_with(known, decision)).people == ()


def test_somebody_of_whom_only_restricted_papers_tell_is_told_by_the_words_alone(known: House) -> None:
    request = request_with(known, PersonDecision.COVER, is_guarded=True)
    (found,) = of_faith(known, known.session, request).people
    assert (found.called, found.why) == ("", "somebody of whom restricted papers tell")
    general = known.as_user(Compartment.GENERAL)
    try:
        assert of_faith(known, general, request).people == (), "and nobody without the key learns of them"
    finally:
        general.close()


# no alarm without a name


CLEAN = LetterWords(
    to_name="Tamsin Brackenfold",
    question="A note of 3 March 2026 that you wrote. May we show it? Will you mark what we must hold back?",
    why="It is in many places, and it will take until May. You may hope for an answer in March, by the grace of the school.",
    part="The notes of the meetings in May",
    evidence="Five letters in April.",
    ground=Refusal.REASON,
    exemption=next(one for one in Exemption if one.may_be_told),
    longer=LongerGround.BOTH,
)


@pytest.mark.parametrize("asks", [RequesterKind.PARENT, RequesterKind.PUPIL])
@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_letter_without_names_raises_no_alarm(known: House, kind: LetterKind, asks: RequesterKind) -> None:
    session = known.session
    request = intake.log_request(session, new_request(known, requester_kind=asks)).record
    found_nothing(known, request)
    order = letters.letter_order(session, request, kind, practice=True, words=CLEAN)
    assert letter_names.named(session, request, kind, order, CLEAN).people == ()
    by_hand = with_text(order, text_of_letter(order))
    assert letter_names.named(session, request, kind, by_hand, CLEAN).people == (), (
        "every sentence of it is looked through"
    )


def test_words_changed_by_hand_are_looked_through(known: House) -> None:
    session = known.session
    request = intake.log_request(session, new_request(known)).record
    order = letters.letter_order(session, request, LetterKind.REFUSAL, practice=True, words=CLEAN)
    order = with_text(order, text_of_letter(order) + "\n\nOtis was there too.")
    assert [
        one.called for one in letter_names.named(session, request, LetterKind.REFUSAL, order, CLEAN).people
    ] == [STRANGER]


# planted faults


def test_planted_fault_a_look_that_skips_what_was_typed_is_noticed(
    known: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming, "typed_words", lambda _order: ())
    order = order_of("letter-refusal", "reason", SAID.format(name=STRANGER))
    assert access(LetterKind.REFUSAL)(known, order).people == (), "so every test above would be red"


def test_planted_fault_a_letter_that_is_not_in_the_table_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(TYPED, "letter-breach")
    with pytest.raises(AssertionError):
        test_every_letter_there_is_stands_in_the_table()


def test_planted_fault_a_page_without_a_look_is_noticed() -> None:
    class NewLetterPage(LetterPage):
        """A page of a letter that says nothing about names."""

    assert NewLetterPage in pages()
    try:
        with pytest.raises(AssertionError):
            test_every_page_of_a_letter_says_who_is_named_itself()
    finally:
        NewLetterPage.naming = LetterPage.naming  # type: ignore[method-assign]  # the class may outlive the test
