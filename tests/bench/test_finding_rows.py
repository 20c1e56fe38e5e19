"""How well names are found, on pages that the finder was never tried on while it was made: the floor under it."""

from __future__ import annotations

import pytest

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.bench import finding_rows, finding_score
from coordinator_app.bench.finding_corpus import CorpusPage, Planted, corpus
from coordinator_app.bench.finding_people import Partnership

LEAST_TICKED = 0.98
_SEED = 90_125
_PAGES = 500


@pytest.fixture(scope="module")
def people() -> Partnership:
    return Partnership(_SEED, 400)


@pytest.fixture(scope="module")
def pages(people: Partnership) -> list[CorpusPage]:
    return list(corpus(_SEED, _PAGES, held_back=True, people=people))


def test_names_are_found_and_what_is_found_is_right(people: Partnership, pages: list[CorpusPage]) -> None:
    result = finding_score.score(pages, people, finding_score.ours)
    assert result.planted > 1000
    assert result.recall >= finding_rows.LEAST_RECALL, result.missed
    assert result.precision >= finding_rows.LEAST_PRECISION, result.wrong


def test_most_of_it_is_ticked_beforehand(people: Partnership, pages: list[CorpusPage]) -> None:
    result = finding_score.score(pages, people, finding_score.ticked)
    assert result.recall >= LEAST_TICKED, result.missed
    assert result.precision >= finding_rows.LEAST_PRECISION, result.wrong


def test_a_list_of_exact_names_finds_far_less(people: Partnership, pages: list[CorpusPage]) -> None:
    exact = finding_score.score(pages[:60], people, finding_score.dictionary)
    mine = finding_score.score(pages[:60], people, finding_score.ours)
    assert exact.recall < 0.8 < mine.recall


def test_a_finder_that_forgets_short_forms_and_initials_falls_below_the_floor(
    people: Partnership, pages: list[CorpusPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Finder, "_initials_in", lambda *_: ())
    result = finding_score.score(pages, people, finding_score.ours)
    assert result.recall < finding_rows.LEAST_RECALL


def test_the_same_seed_gives_the_same_pages_and_every_place_is_where_it_says(people: Partnership) -> None:
    one, two = (list(corpus(7, 20, held_back=False, people=people)) for _ in range(2))
    assert one == two
    for page in one:
        assert all(page.text[at.start : at.end] == at.words for at in page.planted)


def test_half_a_name_is_not_found_and_a_title_may_stand_outside() -> None:
    text = "Mrs Puddlecombe-Thistledown"
    planted = Planted(0, len(text), text, "third", "title")
    assert finding_score.covered(text, planted, [(4, 27)])
    assert not finding_score.covered(text, planted, [(4, 15)])


def test_the_row_tells_all_figures_and_judges_no_short_run() -> None:
    note = finding_rows.quality_row(10).note
    assert "recall" in note
    assert "of what is ticked alone" in note
    assert "this is short" in note
    assert " met" not in note
    assert "exact names alone" in note


def test_the_row_of_speed_tells_how_many_people() -> None:
    note = finding_rows.speed_row(60, 50_000).note
    assert note.startswith("0.05 MB for ")
    assert "people, made ready in" in note
