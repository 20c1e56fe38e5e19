from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from coordinator_app.pdf.pack_content import Forbidden
from coordinator_app.pdf.seal_words import Terms

NAMES = {
    "Bengali": "প্রিয়া রহমান",
    "Hindi": "तिया शर्मा",
    "Tamil": "தமிழ் செல்வி",
    "Panjabi": "ਸਿਮਰਨ ਕੌਰ",
    "Arabic": "محمد علي",
    "short Arabic": "علي",
    "Hebrew": "נועה לוי",
    "Chinese": "李小龍",
    "short Chinese": "李明",
    "Japanese": "さくら",
    "Korean": "김민준",
    "Georgian": "ნინო",
    "Greek": "Ζωή Δήμου",
    "Russian": "Фёдор Чайкин",
    "Vietnamese": "Nguyễn Ánh",
    "Swedish": "Zoë Åström",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("script", NAMES)
def test_a_covered_name_is_found_in_the_pack_in_whatever_script_and_form_it_stands(
    script: str, form: Literal["NFC", "NFD"]
) -> None:
    name = NAMES[script]
    terms = Terms([Forbidden(unicodedata.normalize("NFC", name), "another child")])
    assert list(terms.find(f"She said that {unicodedata.normalize(form, name)} was there."))
    assert not list(terms.find("She said that nobody was there."))


def test_a_name_that_runs_on_without_spaces_is_shown_to_a_person() -> None:
    terms = Terms([Forbidden("李小龍", "another child")])
    assert list(terms.find("昨天李小龍打了他。"))


def test_small_words_and_figures_are_still_no_names() -> None:
    terms = Terms([Forbidden("Will", "another child"), Forbidden("12", "another child")])
    assert not list(terms.find("I will come at 12 if it is fine."))
