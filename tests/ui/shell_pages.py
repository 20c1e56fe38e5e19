"""Small real pages for tests of the shell: one with a draft, one focus screen, one that cannot be built."""

from __future__ import annotations

from typing import Any

from coordinator_app.hooks import PaletteEntry, PaletteGroup, RailCount, RailItem, Step
from coordinator_app.ui.buttons import button
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import TextInput
from coordinator_app.ui.labels import heading
from coordinator_app.ui.page import Page
from coordinator_app.ui.shortcuts import KeyLine

HERE = "tests.ui.shell_pages"


class TodayPage(Page):
    name = "today"
    title = "Today"
    kinds = frozenset({"pupil", "partnership"})
    keys = (KeyLine("snooze", ("S",), "Put off until tomorrow", single=True),)

    def __init__(self, services: Any) -> None:
        super().__init__(services)
        self.body.addWidget(heading("Tuesday 24 November 2026", 1))
        self.body.addWidget(button("Start", "primary"))
        self.opened: list[dict[str, Any]] = []
        self.refreshed = 0

    def open(self, **params: Any) -> None:
        self.opened.append(params)

    def refresh(self) -> None:
        self.refreshed += 1


class NotePage(Page):
    name = "note"
    title = "Note"
    kinds = frozenset({"pupil"})

    def __init__(self, services: Any) -> None:
        super().__init__(services)
        self.body.addWidget(heading("Note", 1))
        self.words = TextInput()
        self.body.addWidget(FormRow("Words", "", self.words))
        self.printed = 0

    def save_draft(self) -> dict[str, Any] | None:
        return {"words": self.words.value()} if self.words.value() else None

    def restore_draft(self, draft: dict[str, Any]) -> None:
        self.words.set_value(draft["words"])

    def print_now(self) -> None:
        self.printed += 1


class FocusPage(Page):
    name = "referral"
    title = "New referral"
    focus_screen = True

    def __init__(self, services: Any) -> None:
        super().__init__(services)
        self.body.addWidget(heading("New referral", 1, small=True))


class BrokenPage(Page):
    name = "broken"

    def __init__(self, services: Any) -> None:
        raise ValueError("Marigold Puddlecombe")


ITEMS = (
    RailItem("today", "Today", "sun", "Work", 1, f"{HERE}:count"),
    RailItem("note", "Notes", "users", "Work", 2),
)
PAGES = {"today": TodayPage, "note": NotePage, "referral": FocusPage, "broken": BrokenPage}


def count(session: Any) -> RailCount:
    """Five things on Today, one overdue."""
    return RailCount(5, 1)


def entries(session: Any) -> list[PaletteEntry]:
    """One pupil and one action of the New menu."""
    return [
        PaletteEntry(
            "Kit Puddlecombe", Step("note", {"pupil_id": "1"}), PaletteGroup.PUPILS, "Year 10", "user"
        ),
        PaletteEntry("Start a referral", Step("referral"), PaletteGroup.ACTIONS, icon="user-plus", new=True),
    ]
