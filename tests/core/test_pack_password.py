import re

from coordinator_app.core.pack_password import ALPHABET, BITS, new_password, spelled


def test_a_password_is_four_groups_of_four_that_nobody_mishears() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(rf"([{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}", one) for one in made)
    assert not set("ILOU01") & set(ALPHABET)


def test_it_holds_more_than_seventy_random_bits() -> None:
    assert BITS > 70
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_it_is_read_out_group_by_group() -> None:
    assert spelled("K4QD-2X9A") == "Kilo, four, Quebec, Delta\ntwo, X-ray, nine, Alpha"
    assert all(spelled(char) for char in ALPHABET)
