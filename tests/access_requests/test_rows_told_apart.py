"""Two rows of the review list never read the same: one is decided, and the other would be taken for it."""

from __future__ import annotations

from datetime import date

import pytest
from test_page_review import Bench, desk

from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page.item_rows import second_line, told_apart
from coordinator_app.ui.lists import Row
from tests.access_requests.desks import Desk
from tests.vaults import add

__all__ = ["desk"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def item(key: str, kind: str = "referral", label: str = "", *, mention: bool = False) -> RequestItem:
    return RequestItem(
        id=key,
        item_kind=kind,
        title="Referral",
        on_day=date(2026, 9, 9),
        state_label=label,
        is_mention=mention,
    )


def rows(items: list[RequestItem], subtitle: str = "") -> list[str]:
    made = [Row(one.id, one.title, subtitle or second_line(one)) for one in items]
    return [one.subtitle for one in told_apart(made, items)]


def test_what_was_shared_on_one_day_says_what_it_is() -> None:
    items = [item("a"), item("b", label="An older version")]
    assert rows(items, "Shared 16 September 2026") == [
        "9 September 2026, referral. Shared 16 September 2026",
        "9 September 2026, an older version. Shared 16 September 2026",
    ]


def test_what_is_alike_in_everything_is_numbered() -> None:
    items = [item("a", label="An older version"), item("b", label="An older version"), item("c")]
    assert rows(items) == [
        "1 of 2: 9 September 2026, an older version",
        "2 of 2: 9 September 2026, an older version",
        "9 September 2026, referral",
    ]
    assert rows(items[:2], "Shared 16 September 2026")[1].startswith("2 of 2: 9 September 2026, an older")


def test_whose_it_is_stands_where_a_narrow_list_still_shows_it() -> None:
    assert second_line(item("a", mention=True)) == "9 September 2026, found elsewhere, referral"


def test_the_list_itself_numbers_two_entries_of_one_day(desk: Desk) -> None:
    for words in ("Kit came in on time.", "Kit left at noon."):
        add(desk.house, words)
    shown = Bench(desk).stage.items.rows
    model = shown.model()
    said = [
        str(model.index(at, 0).data(0x000B)) for at in range(model.rowCount())
    ]  # as a screen reader says it
    assert len(said) == len(set(said))
    assert sum("1 of 2: " in one for one in said) == 1
