"""Settings: every statement, form and letter with the wording in force, and what it wants."""

from __future__ import annotations

from functools import partial

from coordinator_app.core.dates import say
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.chips import StatusChip
from coordinator_app.ui.export_list import export_button
from coordinator_app.ui.labels import heading, label
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection
from coordinator_app.wording.page.wording_reading import FormLine, forms_table, read_forms

TITLE = "Statements and forms"
_WHAT = (
    "What Coordinator came with is version 1 or later and can always be read. Your own wording becomes the next version; "
    "each form on paper names the version and fingerprint that it carries."
)


class StatementsSection(SettingsSection):
    """A row for each form in each language; Open leads to the editor."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.body.addWidget(label(_WHAT, "body", "text-2", wrap=True))
        self.body.addWidget(export_button(services, TITLE, forms_table))
        self._groups = layout.column(space=10)
        self.body.addLayout(self._groups)

    def refresh(self) -> None:
        """Read the wordings in force."""
        self.read(read_forms, self._show)

    def _show(self, lines: tuple[FormLine, ...]) -> None:
        layout.clear(self._groups)
        for language in dict.fromkeys(one.language_name for one in lines):
            self._groups.addWidget(heading(language))
            rows = CardList()
            rows.setAccessibleName(f"Forms in {language}")
            for one in lines:
                if one.language_name == language:
                    rows.add(self._row(one))
            self._groups.addWidget(rows)

    def _row(self, one: FormLine) -> TwoLineRow:
        opener = button("Open", small=True, accessible=f"Open: {one.form.title}, {one.language_name}")
        opener.clicked.connect(partial(self._open, one.form.name, one.language))
        return TwoLineRow(
            one.form.title, second_line(one), icon="file-text", chip=_chip(one), buttons=(opener,)
        )

    def _open(self, template: str, language: str, *_signal: object) -> None:
        self.services.go.to("wording", template=template, language=language)


def second_line(one: FormLine) -> str:
    """For whom, which version, whose, since when, how hard to read."""
    whose = "our own" if one.now.is_own else "came with Coordinator"
    since = f", since {say(one.now.since)}" if one.now.since else ""
    age = f", reading age {max(5, round(one.age))}" if one.age is not None else ""
    return f"For {one.form.reader[0].lower()}{one.form.reader[1:]}. Version {one.now.version}, {whose}{since}{age}."


def _chip(one: FormLine) -> StatusChip | None:
    if one.lost:
        count = len(one.lost)
        return StatusChip("soon", "triangle-alert", f"Lacks {count} thing{'' if count == 1 else 's'}")
    if one.now.unchecked:
        return StatusChip("soon", "triangle-alert", "Translation not checked")
    if one.has_draft:
        return StatusChip("info", "pen-line", "Draft waiting")
    if one.age is not None and round(one.age) > one.form.target_age:
        return StatusChip("soon", "triangle-alert", f"Aim at reading age {one.form.target_age}")
    return None
