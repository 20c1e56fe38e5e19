"""Brothers and sisters are one family in the letters of a breach; two families are not one because a name is the same (article 34)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coordinator_app.breaches import letters, people
from coordinator_app.core.errors import InvalidInput
from tests.breaches.test_told import KIT, OTIS, listed, settled
from tests.vaults import House


@pytest.mark.parametrize(("home", "is_other"), [("9 Beck Row\nOverhazel", True), ("", False)])
def test_two_parents_of_one_name_who_live_apart_are_two_families(
    referred: House, home: str, *, is_other: bool
) -> None:
    """The letter to one Marigold Puddlecombe told of the child of another."""
    breach = settled(referred)
    listed(referred, breach, replace(OTIS, told_whom=KIT.told_whom, told_address=home))
    tells = replace(KIT, may_mean="Somebody may know that Otis Bramblewick was ill.")
    if is_other:
        with pytest.raises(InvalidInput, match="somebody else who is concerned"):
            people.add_person(referred.session, breach, tells)
    else:
        (kit,) = listed(referred, breach, tells)
        letters.letter_order(referred.session, kit, practice=True)
