from __future__ import annotations

from typing import Any

import pytest

from coordinator_app.chronology import templates
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.parts import EntryTemplate
from coordinator_app.core.errors import InvalidInput
from coordinator_app.core.privacy import Compartment
from tests.vaults import House


def own(**more: Any) -> EntryTemplate:
    values: dict[str, Any] = {
        "category": Category.BEHAVIOUR,
        "title": "On the minibus",
        "words": "On the minibus with [who]: [what was seen].",
    }
    return EntryTemplate(**(values | more))


def names(house: House, category: Category = Category.BEHAVIOUR) -> list[str]:
    return [one.name for one in templates.offered(house.session, category)]


@pytest.mark.parametrize("category", list(Category))
def test_each_category_comes_with_half_a_dozen_wordings_with_gaps(category: Category) -> None:
    own_ones = [one for one in templates.shipped() if one.category is category]
    assert len(own_ones) == 6
    assert len({one.name for one in own_ones}) == 6
    for one in own_ones:
        assert templates.gaps(one.words), one.key
        assert one.words.count("[") == len(templates.gaps(one.words)), one.key
        assert len(one.name) <= templates.LONGEST_NAME
        assert "!" not in one.words
        assert len(one.words) <= 300


def test_keys_are_of_one_wording_each() -> None:
    keys = [one.key for one in templates.shipped()]
    assert len(keys) == len(set(keys)) == 60


def test_gaps_are_found_in_their_order_and_none_runs_over_a_line() -> None:
    text = "Came at [time], said [what].\n[not\nthis] [] [who]"
    assert [text[start:end] for start, end in templates.gaps(text)] == ["[time]", "[what]", "[who]"]
    first = templates.next_gap(text, 0)
    assert first == (8, 14)
    assert templates.next_gap(text, 9) == (21, 27)
    assert templates.next_gap(text, len(text)) is None


def test_the_partnership_s_own_stand_in_front_and_can_be_changed_and_taken_away(house: House) -> None:
    kept = templates.save(house.session, own(title=" On the minibus ")).record
    assert names(house)[0] == "On the minibus"
    assert "On the minibus" not in names(house, Category.ATTENDANCE)
    other = templates.save(house.session, EntryTemplate(**{**_values(kept), "title": "In the bus"})).record
    assert (other.id, names(house)[0]) == (kept.id, "In the bus")
    gone = templates.remove(house.session, other)
    assert "In the bus" not in names(house)
    house.session.undo(gone.change_id)
    assert "In the bus" in names(house)


def _values(kept: EntryTemplate) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in kept.__dataclass_fields__}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"category": None}, "category"),
        ({"title": " "}, "title"),
        ({"title": "n" * 61}, "title"),
        ({"title": "somebody was HURT"}, "title"),
        ({"words": ""}, "words"),
        ({"words": "w" * 1001}, "words"),
        ({"words": "Came at [time."}, "words"),
    ],
)
def test_a_wording_that_is_of_no_use_is_refused(house: House, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as told:
        templates.save(house.session, own(**values))
    assert [one.field for one in told.value.problems] == [field]


def test_a_shipped_one_is_left_out_and_offered_again(house: House) -> None:
    templates.leave_out(house.session, "beh-hurt", out=True)
    templates.leave_out(house.session, "beh-calm", out=True)
    assert not {"Somebody was hurt", "What calmed things down"} & set(names(house))
    known = templates.known(house.session, Category.BEHAVIOUR)
    assert [one.key for one in known if one.left_out] == ["beh-hurt", "beh-calm"]
    assert templates.save(house.session, own(title="Somebody was hurt")).record.version == 1
    templates.leave_out(house.session, "beh-calm", out=False)
    assert "What calmed things down" in names(house)


def test_those_of_a_guarded_category_lie_apart(house: House) -> None:
    kept = templates.save(
        house.session, own(category=Category.SAFEGUARDING, words="Seen: [bruise or cut].")
    ).record
    found = house.session.find_with_place(EntryTemplate, kept.id)
    assert found is not None
    assert found[1] is Compartment.GUARDED
    level_two = house.as_user(Compartment.GENERAL)
    assert level_two.list(EntryTemplate, trashed=None) == []
    level_two.close()


def test_one_that_is_kept_stays_in_its_category(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = templates.save(house.session, own()).record
    moved = EntryTemplate(**{**_values(kept), "category": Category.ATTENDANCE})
    with pytest.raises(InvalidInput) as told:
        templates.save(house.session, moved)
    assert [one.field for one in told.value.problems] == ["category"]
    monkeypatch.setattr(templates, "_moved", lambda *_: None)  # the planted fault: it is taken, and not done
    assert templates.save(house.session, moved).record.category is Category.ATTENDANCE
