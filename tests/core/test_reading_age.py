from __future__ import annotations

import pytest

from coordinator_app.core.reading_age import TARGET, measure, syllables

# counted by hand, sentence by sentence
HAND_COUNTED = (
    ("The cat sat on the mat.", 1, 6, 6),
    ("We keep records because the law asks it. You can ask to see them.", 2, 14, 16),
    ("Your child’s school has asked us to help. It is free.", 2, 11, 11),
    ("I have parental responsibility for this child.", 1, 7, 14),
    ("The consent form signed by someone with parental responsibility is attached.", 1, 11, 21),
    ("You can also complain to the ICO: ico.org.uk or 0303 123 1113.", 2, 12, 16),
)


@pytest.mark.parametrize(("text", "sentences", "words", "sounds"), HAND_COUNTED)
def test_sentences_words_and_syllables_are_those_counted_by_hand(
    text: str, sentences: int, words: int, sounds: int
) -> None:
    whole = measure([text]).whole
    assert (whole.sentences, whole.words, whole.syllables) == (sentences, words, sounds)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("keep change asked signed shared used school through health law films trips", 1),
        (
            "changes wanted table little people parents records needed because delete private copies player titles",
            2,
        ),
        ("information responsibility", 0),
        ("science radio violence serious various", 0),
        (
            "criticism agencies attendance protection signature appliance religious museum photographs opinion",
            0,
        ),
    ],
)
def test_syllables_are_estimated_from_the_spelling(words: str, count: int) -> None:
    known = {"information": 4, "responsibility": 6, "science": 2, "radio": 3, "violence": 3, "serious": 3}
    known |= {"various": 3, "criticism": 4}
    for word in words.split():
        assert syllables(word) == (count or known.get(word, 3)), word


def test_a_possessive_a_hyphen_and_a_word_said_by_letters_count_as_they_are_said() -> None:
    assert syllables("child’s") == 1
    assert syllables("parents'") == 2
    assert measure(["one-to-one"]).whole.syllables == 3
    assert measure(["Co-ordinator"]).whole.syllables == 5
    assert measure(["ICO"]).whole.syllables == 3
    assert syllables("rhythm") == 2
    assert syllables("unique") == 2


def test_the_age_is_the_grade_plus_five() -> None:
    found = measure(["The cat sat on the mat."])
    assert found.age == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59 + 5)
    assert found.words_a_sentence == 6


def test_harder_texts_ask_for_older_readers() -> None:
    easy = measure(["You can ask us to stop. It is free."])
    hard = measure(
        [
            "The data controller endeavours to facilitate the expeditious satisfaction of applications for rectification."
        ]
    )
    assert easy.age < TARGET < hard.age


def test_the_hardest_sentences_come_first_and_short_ones_are_let_be() -> None:
    hard = "The educational institution endeavours to facilitate considerable participation throughout."
    harder = "Organisational responsibility necessitates comprehensive documentation regarding individual circumstances always."
    found = measure([f"{hard} It is free. Notwithstanding.", harder])
    assert [one.text for one in found.hardest()] == [harder, hard]
    assert found.hardest(1)[0].text == harder
    assert found.hardest(over=99) == ()


def test_a_text_without_words_has_no_age() -> None:
    found = measure(["", " . ", "…"])
    assert (found.age, found.words_a_sentence, found.whole.words) == (0.0, 0.0, 0)
