"""What of a letter is looked through for names, and what is said of whom it names."""

from __future__ import annotations

from coordinator_app.core.named_here import (
    NOBODY,
    NamedHere,
    NamesFound,
    WhyNamed,
    explained,
    lead,
    typed_words,
)
from coordinator_app.core.print_order import PrintHead, PrintOrder, listed

HEAD = PrintHead("Eastmere", "")
KIT = NamedHere("Kit", "Kit Sorrelby", "Kit Sorrelby, another pupil, one part of the name")
TAM = NamedHere("T. Barley", "Tam Barley", "Tam Barley, another pupil, an initial and a name")
HIDDEN = NamedHere("Otis", "", "somebody of whom restricted papers tell")


def test_everything_that_did_not_come_with_the_wording_is_looked_through() -> None:
    order = PrintOrder(
        "letter-refusal",
        HEAD,
        values={"reason": "It is about Kit.", "coordinator_name": "Tansy Fieldgate", "evidence": " "},
        parts={"corrections": listed(["It said Otis."]), "recipients": listed(["Tam Barley"])},
    )
    assert typed_words(order) == ("It is about Kit.", "It said Otis.")


def test_it_says_whom_the_words_name() -> None:
    assert lead([KIT, KIT]) == "These words name Kit Sorrelby, who is not meant to be told of here."
    assert lead([KIT, TAM, HIDDEN]) == (
        "These words name Kit Sorrelby, Tam Barley and “Otis”, who are not meant to be told of here."
    )
    assert explained([KIT, HIDDEN]) == (
        "“Kit”: Kit Sorrelby, another pupil, one part of the name.\n"
        "“Otis”: somebody of whom restricted papers tell."
    )


def test_a_whole_name_is_said_once() -> None:
    whole = NamedHere("Kit  Sorrelby", "Kit Sorrelby", "Kit Sorrelby, another pupil, the whole name")
    assert explained([whole]) == "“Kit Sorrelby”: another pupil, the whole name."


def test_of_many_the_first_are_named_and_the_rest_counted() -> None:
    many = [NamedHere(f"Kit{at}", f"Kit Sorrelby {at}", "a pupil") for at in range(7)]
    assert lead(many).startswith("These words name Kit Sorrelby 0, ")
    assert "Kit Sorrelby 4 and 2 more, who are" in lead(many)
    assert explained(many).endswith("\n2 more.")


def test_the_same_words_are_asked_about_once() -> None:
    assert NamesFound((KIT, TAM)).key == NamesFound((TAM, KIT)).key != NamesFound((KIT,)).key
    assert NOBODY.key == frozenset()


def test_the_audit_gets_a_code_and_no_words() -> None:
    assert all(one.value.replace("-", "").isalpha() and one.value.islower() for one in WhyNamed)
