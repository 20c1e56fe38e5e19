"""The rows of finding names: how much is found and how much of it is right, and how long everybody known takes."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.finding.finder import Finder
from coordinator_app.access_requests.finding.folding import words_of
from coordinator_app.bench.finding_corpus import corpus
from coordinator_app.bench.finding_people import Partnership
from coordinator_app.bench.finding_score import Score, dictionary, ours, score, ticked
from coordinator_app.bench.measure import Row, clocked, row

SEED = 26_113
"""Not one of the seeds that the finder was looked at with while it was made."""
PAGES = 500
"""What the goal is told of; a row of fewer pages says that it is short."""
LEAST_RECALL = 0.99
LEAST_PRECISION = 0.90
_PUPILS = 400


def finding_rows(pages: int, pupils: int, letters: int = 1_000_000) -> Iterator[Row]:
    """Both rows; `pupils` of the partnership whose names are looked for in a text of so many `letters`."""
    yield quality_row(pages)
    yield speed_row(pupils, letters)


def quality_row(pages: int) -> Row:
    """Recall and precision on pages kept back, beside a list of the names looked up exactly."""
    people = Partnership(SEED, _PUPILS)
    made = list(corpus(SEED, pages, held_back=True, people=people))
    scores: list[Score] = []
    floor = clocked(lambda: scores.append(score(made, people, dictionary)))
    mine = clocked(lambda: scores.append(score(made, people, ours)))
    exact, found = scores
    covered = score(made, people, ticked)
    good = found.recall >= LEAST_RECALL and found.precision >= LEAST_PRECISION
    judged = ("met" if good else "NOT met") if pages >= PAGES else f"judged on {PAGES} pages, this is short"
    note = (
        f"{pages} pages, {found.planted} places: recall {found.recall:.1%}, precision {found.precision:.1%}"
        f" (goal {LEAST_RECALL:.0%}, {LEAST_PRECISION:.0%}: {judged});"
        f" of what is ticked alone, which one key covers, {covered.recall:.1%}, {covered.precision:.1%};"
        f" exact names alone {exact.recall:.1%}, {exact.precision:.1%}"
    )
    return row("names found in pages", [floor], [mine], goal=None, note=note)


def speed_row(pupils: int, letters: int) -> Row:
    """Everybody made ready and a long text gone through, beside taking it apart into words."""
    people = Partnership(SEED, pupils)
    subject = people.pupils[0]
    known = people.everybody(subject)
    text = "\n\n".join(page.text for page in corpus(SEED, 200, held_back=True, people=people))
    text = (text * (1 + letters // len(text)))[:letters]
    made: list[Finder] = []
    ready = clocked(lambda: made.append(Finder(known, subject.known())))
    floor = clocked(lambda: words_of(text))
    mine = clocked(lambda: made[0].find(text))
    note = f"{letters / 1_000_000:g} MB for {len(known)} people, made ready in {ready:.1f} s; floor takes it apart into words"
    return row("names in a long text", [floor], [mine], goal=None, note=note)
