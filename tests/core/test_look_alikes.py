from __future__ import annotations

import pytest

from coordinator_app.core.look_alikes import as_latin


@pytest.mark.parametrize(
    ("spelt", "reads"),
    [
        ("оtіѕ", "otis"),
        ("οτιs", "otis"),
        ("ɑdɑ", "ada"),
        ("otis", "otis"),
        ("жанна", "жahha"),
        ("zoë", "zoë"),
    ],
)
def test_letters_that_look_like_latin_ones_are_these(spelt: str, reads: str) -> None:
    assert as_latin(spelt) == reads
    assert as_latin(reads) == reads
