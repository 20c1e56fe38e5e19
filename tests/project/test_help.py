"""Every screen and every section of the settings has a help page, whose links lead somewhere and whose words are plain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coordinator_app.core.help_pages import HelpPage, Kind, links, pieces
from coordinator_app.registry import CAPABILITIES
from coordinator_app.ui.help_library import help_pages, settings_help

ROOT = Path(__file__).resolve().parents[2]
GENERAL = frozenset({"exporting", "backing_up_and_restoring"})
"""Pages about no single screen."""
FORBIDDEN = re.compile(r"\b(please|sorry|SAR|simply|just click)\b|!", re.IGNORECASE)
LONGEST_SENTENCE = 40  # words


def wanted() -> set[str]:
    pages = {name for one in CAPABILITIES for name, _place in one.pages}
    return pages | {settings_help(title) for one in CAPABILITIES for title, _place in one.settings_pages}


def shown(page: HelpPage) -> str:
    """Its words, without what is to be typed."""
    lines = (line for block in page.blocks for line in block.items)
    said = ("".join(piece.words for piece in pieces(line) if not piece.typed) for line in lines)
    return "\n".join([page.title, *said])


def test_every_screen_and_every_section_of_the_settings_has_help() -> None:
    assert wanted() - set(help_pages()) == set()


def test_no_help_page_is_left_of_a_screen_that_is_gone() -> None:
    assert set(help_pages()) - wanted() - GENERAL == set()


def test_links_of_help_pages_lead_to_help_pages() -> None:
    pages = help_pages()
    assert {name: links(page) - set(pages) for name, page in pages.items() if links(page) - set(pages)} == {}


@pytest.mark.parametrize("name", sorted(help_pages()))
def test_a_help_page_says_what_the_screen_is_for_and_says_it_plainly(name: str) -> None:
    page = help_pages()[name]
    assert page.blocks, "a help page has more than its title"
    if name not in GENERAL:
        headings = [block.items[0] for block in page.blocks if block.kind is Kind.HEADING]
        assert headings[0] in {"What it is for", "What this is for"}
    text = shown(page)
    assert FORBIDDEN.search(text) is None
    sentences = re.split(r"(?<=[.?:])\s|\n", text)
    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST_SENTENCE


def test_the_check_finds_words_that_do_not_belong() -> None:
    assert FORBIDDEN.search("Please click here!")
    assert FORBIDDEN.search("Open the SAR")
