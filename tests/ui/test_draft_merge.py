"""Two drafts of one thing: nothing that anybody wrote is thrown away, and the newer answer stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest

from coordinator_app.ui.draft_merge import both

LONG = "She came in with a bruise on her arm and said that she had fallen."


class Way(StrEnum):
    RINGS = "rings"


@pytest.mark.parametrize(
    ("older", "typed", "wanted"),
    [
        ({"words": LONG}, {"words": ""}, {"words": LONG}),
        ({"words": ""}, {"words": "New"}, {"words": "New"}),
        ({"words": LONG}, {"words": "New"}, {"words": f"{LONG}\nNew"}),
        ({"words": LONG}, {"words": f"{LONG} More."}, {"words": f"{LONG} More."}),
        ({"words": LONG}, {"words": "She came"}, {"words": LONG}),
        ({"way": "letter"}, {"way": Way.RINGS}, {"way": "rings"}),
        ({"ticked": True}, {"ticked": False}, {"ticked": True}),
        ({"step": 0}, {"step": 2}, {"step": 2}),
        ({"typed": ["a"]}, {"typed": ["b", "a"]}, {"typed": ["a", "b"]}),
        ({"form": {"a": "1", "b": ""}}, {"form": {"a": "", "b": "2"}}, {"form": {"a": "1", "b": "2"}}),
        ({"gone": "1"}, {"new": None}, {"gone": "1", "new": None}),
    ],
)
def test_both_stand(older: dict[str, Any], typed: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert both(older, typed) == wanted
