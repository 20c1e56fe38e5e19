from __future__ import annotations

from dataclasses import replace

from coordinator_app.wording import actions
from coordinator_app.wording.judging import Judgement, judged
from coordinator_app.wording.model import FormWording
from tests.vaults import House


def draft(house: House, template: str = "privacy-statement-parent", language: str = "en") -> FormWording:
    return actions.new_draft(house.session, template, language)


def test_the_shipped_wording_says_all_and_is_on_target(house: House) -> None:
    found = judged(draft(house), 3)
    assert (found.trouble, found.lost, found.unprintable) == ("", (), ())
    assert found.reads_well
    assert len(found.made) >= 15
    assert found.text.startswith("---\nid: privacy-statement-parent")
    assert "version: 3" in found.text


def test_what_is_missing_hard_or_not_printable_is_told(house: House) -> None:
    hard = "The educational institution endeavours to facilitate comprehensive participation throughout 明."
    found = judged(replace(draft(house), body=f"{hard} <!-- our wording -->"), 3)
    assert not found.reads_well
    assert found.hardest[0].text == hard
    assert found.unprintable == ()
    assert len(found.lost) >= 15
    assert found.made == ()
    assert judged(replace(draft(house), body="ع. <!-- our wording -->"), 3).unprintable == ("ع",)


def test_a_text_that_cannot_be_read_is_told_and_judged_no_further(house: House) -> None:
    found = judged(replace(draft(house), body="**never closed"), 3)
    assert "not closed" in found.trouble
    assert found == Judgement(trouble=found.trouble)


def test_the_reading_age_of_another_language_is_not_made_up(house: House) -> None:
    found = judged(draft(house, language="pl"), 2)
    assert found.age is None
    assert not found.reads_well
    assert found.words > 300
