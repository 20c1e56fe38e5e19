"""The versions of a wording, who acknowledged each, and when it was looked through."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator_app.core.dates import say
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.wording.model import WordingReview
from coordinator_app.wording.page.wording_reading import Acknowledged, Version, WordingFacts


class VersionsTab(QWidget):
    """Emits `compared(key)` to hold a version against the one in force, and `read(key)` to see it as it was printed."""

    compared = Signal(str)
    read = Signal(str)
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(space=12)
        outer = layout.column(self, space=0, margins=(24, 16, 24, 20))
        outer.addLayout(self._lines)
        outer.addStretch(1)

    def show_facts(self, facts: WordingFacts) -> None:
        """Show every version, the one in force first named, and the times it was looked through."""
        layout.clear(self._lines)
        rows = CardList()
        rows.setAccessibleName("Versions")
        for one in facts.versions:
            rows.add(self._row(one, only=len(facts.versions) == 1))
        self._lines.addWidget(heading("Versions"))
        self._lines.addWidget(rows)
        if facts.form.statement:
            self._looked(facts.reviews)

    def _row(self, one: Version, *, only: bool) -> TwoLineRow:
        title = f"Version {one.wording.version}, {one.wording.hash[:8]}"
        see = button("Read", small=True, accessible=f"Read {title}")
        see.clicked.connect(lambda: self.read.emit(one.key))
        buttons = [see]
        if not only:
            compare = button("Compare", small=True, accessible=f"Compare {title} with another")
            compare.clicked.connect(lambda: self.compared.emit(one.key))
            buttons.insert(0, compare)
        chip = StatusChip("safe", "circle-check", "In force") if one.in_force else None
        return TwoLineRow(title, version_words(one), icon="file-text", chip=chip, buttons=tuple(buttons))

    def _looked(self, reviews: tuple[WordingReview, ...]) -> None:
        self._lines.addWidget(heading("Looked through"))
        act = button("Looked through today", small=True)
        act.clicked.connect(self.looked)
        if reviews:
            rows = CardList()
            rows.setAccessibleName("Looked through")
            for one in reviews:
                day = say(one.looked_on) if one.looked_on else ""
                second = f"Version {one.wording_version}. {one.note}".strip()
                rows.add(TwoLineRow(f"{day}, {one.looked_by}", second, icon="eye"))
            self._lines.addWidget(rows)
        else:
            words = "Not yet. A statement is to be read through once a year, so that it stays true."
            self._lines.addWidget(label(words, "body", "text-2", wrap=True))
        self._lines.addWidget(act)


def version_words(one: Version) -> str:
    """Whose it is, since when, who approved it, what changed, how often it is on paper."""
    kept = one.kept
    used = "Not printed yet." if not one.uses else f"On {one.uses} form{'' if one.uses == 1 else 's'}."
    if kept is None:
        return f"Came with Coordinator. {used}"
    since = f"In force from {say(kept.in_force_from)}" if kept.in_force_from else ""
    note = f"{kept.note.rstrip('.')}." if kept.note else ""
    parts = (f"{since}, approved by {kept.approved_by}.", note, _left_out(kept.left_out_reason), used)
    return " ".join(part for part in parts if part)


def _left_out(reason: str) -> str:
    return f"Something was left out: {reason.rstrip('.')}." if reason else ""


class AcknowledgedTab(QWidget):
    """Who acknowledged which version: counts, then the newest by name. Emits `opened(pupil_id)` and `wanted(key)`."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines = layout.column(space=12)
        outer = layout.column(self, space=0, margins=(24, 16, 24, 20))
        outer.addLayout(self._lines)
        outer.addStretch(1)

    def show_found(self, found: dict[str, tuple[Version, Acknowledged]]) -> None:
        """Show each version that anybody acknowledged; key to version and what was found."""
        layout.clear(self._lines)
        any_used = False
        for version, acknowledged in found.values():
            if acknowledged.consents or acknowledged.referrals:
                any_used = True
                self._version(version, acknowledged)
        if not any_used:
            words = "Nobody has acknowledged a version of this yet."
            self._lines.addWidget(label(words, "body", "text-2", wrap=True))

    def _version(self, version: Version, found: Acknowledged) -> None:
        self._lines.addWidget(heading(f"Version {version.wording.version}, {version.wording.hash[:8]}"))
        self._lines.addWidget(label(counts(found), "body", "text-2", wrap=True))
        rows = CardList()
        rows.setAccessibleName(f"Who acknowledged version {version.wording.version}")
        for one in found.newest:
            row = TwoLineRow(
                one.pupil, one.words, icon="user", clickable=bool(one.pupil_id), chevron=bool(one.pupil_id)
            )
            row.opened.connect(lambda pupil_id=one.pupil_id: self.opened.emit(pupil_id))
            rows.add(row)
        self._lines.addWidget(rows)
        rest = found.consents + found.referrals - len(found.newest)
        if rest > 0:
            self._lines.addWidget(label(f"And {rest} earlier ones.", "small", "text-2", wrap=True))


def counts(found: Acknowledged) -> str:
    """How many families and schools acknowledged it."""
    families = f"{found.consents} consent form{'' if found.consents == 1 else 's'}"
    schools = f"{found.referrals} referral{'' if found.referrals == 1 else 's'}"
    parts = [words for words, count in ((families, found.consents), (schools, found.referrals)) if count]
    return f"Acknowledged on {' and '.join(parts)}."
