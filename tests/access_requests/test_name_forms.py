"""What is covered is sought in the forms in which it may stand elsewhere, and in no more than those."""

from __future__ import annotations

from datetime import date

import pytest

from coordinator_app.access_requests.actions import order
from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.access_requests.name_forms import forms_of
from coordinator_app.pdf.pack_content import Forbidden
from coordinator_app.pdf.seal_words import Terms
from tests.vaults import House, add, cover, gathered, item_for, ready_request, share_the_rest

OWN = frozenset({"kit", "larkspur", "asha"})

CASES = [
    ("Otis's", "Kit took Otis's coat.", "Then Otis hit back."),
    ("Bramblewick\u2019s", "Kit took Bramblewick\u2019s coat.", "Then Bramblewick hit back."),
    ("otis bramblewick", "i sat with otis bramblewick today", "Then Otis hit back."),
    ("01632 960101", "Ring 01632 960101 for her.", "Her number is +44 1632 960101 now."),
    ("01632 960101", "Ring 01632 960101 for her.", "1632960101\tmother"),
    ("Benjamin Furnham", "Kit sat with Benjamin Furnham.", "Then Ben hit back."),
    ("Ben Furnham", "Kit sat with Ben Furnham.", "Then Benjamin hit back."),
    ("Mary-Jane Thornley-Wick", "Kit sat with Mary-Jane Thornley-Wick.", "Miss Thornley rang."),
    ("Mary-Jane Thornley", "Kit sat with Mary-Jane Thornley.", "Then MJ's bag was gone."),
    ("Fergus McTavish", "Kit sat with Fergus McTavish.", "MacTavish hit back."),
    ("Niamh O'Brallaghan", "Kit sat with Niamh O'Brallaghan.", "Brallaghan, Year 9"),
    ("Mo Li", "Kit sat with Mo Li.", "Then Mo hit back."),
    ("Otis James Bramblewick", "Kit met Otis James Bramblewick.", "Then OJB hit back."),
    ("Otis Bramblewick", "Kit met Otis Bramblewick.", "Login: otisb12"),
    ("Otis James Bramblewick", "Kit met Otis James Bramblewick.", "Login: otisjb"),
    ("Tom Smith", "Kit met Tom Smith.", "Login: tsmith"),
    ("Bramblewick, Otis", "On the list: Bramblewick, Otis", "Then OB hit back."),
    ("12 Mill Lane, Oakhurst, OK4 7QT", "She is at 12 Mill Lane, Oakhurst, OK4 7QT.", "Post for OK4 7QT"),
    ("3 May 2012", "The other boy, born 3 May 2012, left.", "The other boy (03/05/2012) left."),
    (
        "Otis Bramblewick (Year 9) and his mum",
        "Kit met Otis Bramblewick (Year 9) and his mum there.",
        "Otis Bramblewick came.",
    ),
    ("Otis and Wren", "Kit met Otis and Wren there.", "Later Wren came back."),
    ("Mr O. Bramblewick", "Kit met Mr O. Bramblewick there.", "Bramblewick shouted at Kit."),
    ("Bramblewicks", "Kit stayed at the Bramblewicks again.", "Otis Bramblewick came."),
    (
        "Otis Bramblewick threw a chair at him.",
        "Otis Bramblewick threw a chair at him.",
        "Otis Bramblewick came.",
    ),
]


@pytest.mark.parametrize(("covered", "words", "elsewhere"), CASES)
def test_covered_words_are_sought_in_their_usual_forms(
    referred: House, covered: str, words: str, elsewhere: str
) -> None:
    first = add(referred, words)
    add(referred, elsewhere, happened_on=date(2026, 10, 9))
    request = ready_request(referred)
    cover(referred, item_for(gathered(referred, request), first), first, covered)
    share_the_rest(referred, request)
    made, _ = order.pack_order(
        referred.session, referred.session.get(AccessRequest, request.id), "pw", practice=True
    )
    assert list(Terms([Forbidden(term.words, term.why) for term in made.terms]).find(elsewhere))
    # the planted fault: whoever seeks the run as it was covered alone finds nothing
    assert not list(Terms([Forbidden(covered, "covered")]).find(elsewhere))


@pytest.mark.parametrize(
    ("covered", "sought"),
    [
        ("He was late again on Friday at School", set()),
        ("Year 9 English", set()),
        ("Kit", set()),
        ("Kit Larkspur's", set()),
        ("his brother", set()),
        ("12 Mill Lane", set()),
        ("office@hazelmoor.example", set()),
        ("www.hazelmoor.example", set()),
        ("Rose West", {"Rose", "West", "R.W.", "Rosie", "rosew", "rwest"}),
    ],
)
def test_everyday_words_and_the_pupils_own_are_not_sought(covered: str, sought: set[str]) -> None:
    assert set(forms_of(covered, OWN)) - {covered} == sought


@pytest.mark.parametrize(
    ("covered", "never"),
    [
        ("Chris Tate", "christ"),  # in Christmas
        ("Martin Stone", "martins"),  # found with Martin
        ("Asha Bellbird", "ashab"),  # the pupil's own, perhaps
        ("Mo Li", "moli"),
        ("Mr Bramblewick", "mrb"),
        ("mary larch", "maryl"),
    ],
)
def test_a_login_that_would_be_found_where_nobody_is_meant_is_not_sought(covered: str, never: str) -> None:
    assert never not in set(forms_of(covered, OWN))
    assert {"fernw", "fwray"} <= set(forms_of("Fern Wray", OWN))
