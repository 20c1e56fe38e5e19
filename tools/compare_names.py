"""How Microsoft Presidio with a small English model does on the pages that `bench` measures our finder on.

A comparison for developers; Presidio is neither shipped nor installed with the app. Two steps, because it lives in an
environment of its own:

    .venv/bin/python tools/compare_names.py pages pages.json           (with the app)
    OTHER/bin/python tools/compare_names.py presidio pages.json MODEL  (with presidio-analyzer, spaCy and the model)
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

SEEDS = (201, 202)
PAGES = 250
PUPILS = 400
_KNOWN = ("third", "detail")
_TITLES = ("Mr ", "Mrs ", "Ms ", "Miss ")
_WANTED = ("PERSON", "PHONE_NUMBER", "EMAIL_ADDRESS", "UK_NHS", "UK_POSTCODE", "LOCATION", "NRP")


def main() -> None:
    """Run one of the two steps."""
    step, target = sys.argv[1], Path(sys.argv[2])
    if step == "pages":
        target.write_text(json.dumps(list(_pages())), encoding="utf-8")
    else:
        _tell(_scored(json.loads(target.read_text("utf-8")), sys.argv[3]))


def _pages() -> Any:
    from coordinator_app.bench.finding_corpus import corpus  # noqa: PLC0415  (the other step runs without the app)
    from coordinator_app.bench.finding_people import Partnership  # noqa: PLC0415  (as above)

    for seed in SEEDS:
        people = Partnership(seed, PUPILS)
        for page in corpus(seed, PAGES, held_back=True, people=people):
            planted = [(one.start, one.end, one.words, one.what, one.form) for one in page.planted]
            yield {"text": page.text, "planted": planted, "own": page.subject.names[0]}


def _scored(pages: list[dict[str, Any]], model: str) -> Counter[str]:
    # in an environment of its own: neither installed nor typed here
    analyzer = importlib.import_module("presidio_analyzer")
    engines = importlib.import_module("presidio_analyzer.nlp_engine")

    names = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": model}]}
    engine = analyzer.AnalyzerEngine(
        nlp_engine=engines.NlpEngineProvider(nlp_configuration=names).create_engine()
    )
    count: Counter[str] = Counter()
    for page in pages:
        found = engine.analyze(page["text"], language="en", entities=[*_WANTED], score_threshold=0.3)
        spans = [(one.start, one.end) for one in found if not _is_own(page, one.start, one.end)]
        _add(count, page, spans)
    return count


def _is_own(page: dict[str, Any], start: int, end: int) -> bool:
    """Whether what was found is the name of the pupil, which anybody would leave out."""
    own = page["own"].replace(",", " ").casefold().split()
    return all(word.strip(".,'’s") in own for word in page["text"][start:end].casefold().split())


def _add(count: Counter[str], page: dict[str, Any], spans: list[tuple[int, int]]) -> None:
    text = page["text"]
    for start, end, words, what, _ in page["planted"]:
        if what in _KNOWN:
            first = start + next((len(title) for title in _TITLES if words.startswith(title)), 0)
            letters = [at for at in range(first, end) if text[at].isalnum()]
            hit = all(any(one <= at < two for one, two in spans) for at in letters)
            count[f"{what} planted"] += 1
            count[f"{what} found"] += hit
    for start, end in spans:
        count["suggested"] += 1
        count["right"] += any(one[0] < end and start < one[1] for one in page["planted"])


def _tell(count: Counter[str]) -> None:
    version = importlib.metadata.version("presidio-analyzer")
    planted = sum(count[f"{what} planted"] for what in _KNOWN)
    found = sum(count[f"{what} found"] for what in _KNOWN)
    print(f"Presidio {version}, spaCy {importlib.metadata.version('spacy')}, {datetime.now(UTC):%d %B %Y}")
    print(
        f"recall {found / planted:.3f} of {planted}, precision {count['right'] / max(1, count['suggested']):.3f}"
    )
    for what in _KNOWN:
        print(f"  {what}: {count[f'{what} found']} of {count[f'{what} planted']}")


if __name__ == "__main__":
    main()
