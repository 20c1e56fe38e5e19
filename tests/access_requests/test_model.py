"""The reasons to hold something back: their law, and which of them may be told."""

from __future__ import annotations

from coordinator_app.access_requests.model import (
    Exemption,
    HealthOpinion,
    LetterKind,
    RequestLetter,
    SafeguardingAdvice,
    letter_compartment,
)
from coordinator_app.core.privacy import Compartment


def test_every_reason_names_its_place_in_the_act() -> None:
    assert all(one.law.startswith("Data Protection Act 2018, ") for one in Exemption)


def test_a_reason_that_gives_away_what_it_protects_is_not_told() -> None:
    told = {one for one in Exemption if one.may_be_told}
    assert {Exemption.THIRD_PARTY, Exemption.LEGAL_PRIVILEGE} <= told
    assert not told & {Exemption.CHILD_ABUSE, Exemption.SERIOUS_HARM_HEALTH, Exemption.CRIME}


def test_harm_and_abuse_need_the_safeguarding_officers_advice() -> None:
    needing = {one for one in Exemption if one.needs_safeguarding_advice}
    assert needing == {
        Exemption.SERIOUS_HARM_EDUCATION,
        Exemption.SERIOUS_HARM_HEALTH,
        Exemption.SERIOUS_HARM_SOCIAL_WORK,
        Exemption.CHILD_ABUSE,
    }


def test_a_letter_that_asks_for_advice_lies_with_what_is_guarded() -> None:
    guarded = {one for one in LetterKind if one.is_guarded}
    assert guarded == {LetterKind.SAFEGUARDING_ADVICE, LetterKind.HEALTH_OPINION}
    asked = RequestLetter(letter=LetterKind.HEALTH_OPINION, is_guarded=True)
    assert letter_compartment(asked) is Compartment.GUARDED
    assert letter_compartment(RequestLetter(letter=LetterKind.REPLY)) is Compartment.GENERAL


def test_advice_is_about_the_items_it_names_and_no_other() -> None:
    advice = SafeguardingAdvice(about="one two")
    assert advice.names("one")
    assert advice.names("two")
    assert not advice.names("on")
    assert not SafeguardingAdvice().names("one")


def test_an_opinion_is_about_the_items_it_names_alone() -> None:
    given = HealthOpinion(about="item-1 item-22")
    assert (given.names("item-22"), given.names("item-2"), HealthOpinion().names("item-1")) == (
        True,
        False,
        False,
    )
