"""The buttons beside two mentions that read alike are called by different names: a screen reader hears nothing else."""

from __future__ import annotations

from coordinator_app.access_requests.items import RequestItem
from coordinator_app.access_requests.page.gather_mentions import _named
from coordinator_app.access_requests.page.gather_reading import MentionLine


def line(title: str, sentences: str, when: str = "25 August 2026", whose: str = "") -> MentionLine:
    return MentionLine(RequestItem(), title, whose, sentences, 40, False, when)


def test_each_mention_has_a_name_of_its_own() -> None:
    lines = (
        line("Officer", "O. Quillfeather"),
        line("School", "O. Quillfeather"),
        line("School", "O. Quillfeather", "6 November 2026"),
        line("Behaviour", "Otis ate with Kit.", whose="Otis Bramblewick"),
    )
    assert _named(lines) == [
        "O. Quillfeather, Officer, 25 August 2026",
        "O. Quillfeather, School, 25 August 2026",
        "O. Quillfeather, School, 6 November 2026",
        "Otis ate with Kit.",
    ]
