"""Settings: the wordings that are offered for entries, by category; one's own, and which shipped ones are left out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from coordinator_app.chronology import templates
from coordinator_app.chronology.model import Category
from coordinator_app.chronology.parts import EntryTemplate, part_compartment
from coordinator_app.chronology.templates import LONGEST_NAME, Offered
from coordinator_app.core.privacy import Compartment
from coordinator_app.services import Services
from coordinator_app.ui.at_left import at_left
from coordinator_app.ui.box_draft import show_kept
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.buttons import button
from coordinator_app.ui.cards import CardList
from coordinator_app.ui.carry_on import Left, Openers
from coordinator_app.ui.choices import ChoiceList
from coordinator_app.ui.draft_keeper import DraftOf
from coordinator_app.ui.form_box import Done, Failed, FormBox
from coordinator_app.ui.form_row import FormRow
from coordinator_app.ui.inputs import LongText, TextInput
from coordinator_app.ui.labels import label
from coordinator_app.ui.rows import TwoLineRow
from coordinator_app.ui.settings_section import SettingsSection

_WHAT = (
    "Words that are put into an entry by two keys. What changes from time to time stands between square brackets, "
    "such as [time]: Tab goes from one to the next. No child’s name belongs here."
)
_WORDS = "What changes stands between square brackets: Came at [time], because [reason]."


class TemplateBox(FormBox):
    """One wording of our own, in the category that the section shows."""

    def __init__(self, template: EntryTemplate) -> None:
        words = ("Change a wording", "Save changes") if template.id else ("Add a wording", "Add it")
        super().__init__(*words)
        self.template = template
        category = template.category.label if template.category else ""
        self.form.add_widget(label(f"For entries about: {category}.", "body", "text-2", wrap=True))
        self.form.add("title", FormRow("Name", "Short, such as: Came late.", TextInput(longest=LONGEST_NAME)))
        self.form.add("words", FormRow("Words", _WORDS, LongText(lines=5)))
        self.form.set_values({"title": template.title, "words": template.words})

    def wanted(self) -> EntryTemplate:
        """What is typed."""
        typed: dict[str, Any] = self.form.values()
        return replace(self.template, title=typed["title"], words=typed["words"])


class TemplatesSection(SettingsSection):
    """Choose a category; its wordings stand below, ours first."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        held = services.vault.holds(Compartment.GUARDED)
        offered = [(one, one.label) for one in Category if held or not one.is_guarded]
        self.category = FormRow("Entries about", "", ChoiceList(offered, none=None, width=300), printed=False)
        self.category.input.set_value(offered[0][0])
        self.rows = CardList()
        self.rows.setAccessibleName("Wordings")
        self.add = button("Add a wording", icon="plus")
        self.body.addWidget(label(_WHAT, "body", "text-2", wrap=True))
        self.body.addWidget(at_left(self.category))
        self.body.addWidget(self.rows)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.hide()
        self.category.edited.connect(self.refresh)
        self.add.clicked.connect(lambda: self._ask(EntryTemplate(category=self._chosen())))

    def refresh(self) -> None:
        """Show the wordings of the category."""
        category = self._chosen()
        self.read(lambda session: templates.known(session, category), partial(self._show, category))

    def _chosen(self) -> Category:
        chosen = self.category.value()
        return chosen if isinstance(chosen, Category) else next(iter(Category))

    def _show(self, category: Category, known: tuple[Offered, ...]) -> None:
        if category is not self._chosen():
            return
        self.rows.clear()
        for one in known:
            self.rows.add(self._row(one))
        self.rows.setVisible(bool(known))

    def _row(self, one: Offered) -> TwoLineRow:
        second = f"{one.words} Left out: it is not offered." if one.left_out else one.words
        return TwoLineRow(one.name, second, buttons=self._acts(one))

    def _acts(self, one: Offered) -> tuple[QPushButton, ...]:
        if one.own is None:
            words = "Offer again" if one.left_out else "Leave out"
            act = button(words, small=True, accessible=f"{words}: {one.name}")
            act.clicked.connect(partial(self._leave_out, act, one))
            return (act,)
        change = button("Change", small=True, accessible=f"Change: {one.name}")
        change.clicked.connect(lambda _on=False, own=one.own: self._ask(own))
        remove = button("Delete", small=True, accessible=f"Delete: {one.name}")
        remove.clicked.connect(partial(self._remove, remove, one.own))
        return change, remove

    def reopens(self) -> Openers:
        """The box of a wording that is opened again."""
        return {"entry_template": self._again}

    def _again(self, left: Left) -> bool:
        new = next((one for one in Category if one.value == left.record_id), None)
        if new is not None:
            self.category.input.set_value(new)
            self.refresh()
            self._ask(EntryTemplate(category=new))
        else:
            self.read(lambda session: session.get(EntryTemplate, left.record_id), self._ask_kept)
        return True

    def _ask_kept(self, kept: EntryTemplate) -> None:
        self.category.input.set_value(kept.category)
        self.refresh()
        self._ask(kept)

    def _ask(self, template: EntryTemplate) -> None:
        box = TemplateBox(template)
        box.saves(partial(self._write, box))
        box.saved.connect(self._saved)
        place = part_compartment(template)
        record_id = template.id or (template.category.value if template.category else "")
        show_kept(self.services, box, DraftOf("entry_template", record_id, place))

    def _write(self, box: TemplateBox, done: Done, failed: Failed) -> object:
        wanted = box.wanted()
        return self.services.jobs.write(
            lambda session: templates.save(session, wanted), done=done, failed=failed
        )

    def _saved(self, saved: Any) -> None:
        self.services.say.toast("Wording kept", saved.change_id)
        guarded(self, self.refresh)()

    def _remove(self, press: QPushButton, template: EntryTemplate, *_signal: object) -> None:
        press.setEnabled(False)
        self.services.jobs.write(
            lambda session: templates.remove(session, template),
            done=guarded(self, self._removed),
            failed=guarded(self, self._not_done),
        )

    def _not_done(self, error: Exception) -> None:
        """What was pressed can be pressed again, on what stands there now."""
        self.services.say.trouble(error)
        self.refresh()

    def _removed(self, saved: Any) -> None:
        self.services.say.toast("Wording deleted", saved.change_id)
        self.refresh()

    def _leave_out(self, press: QPushButton, one: Offered, *_signal: object) -> None:
        press.setEnabled(False)
        self.services.jobs.write(
            lambda session: templates.leave_out(session, one.key, out=not one.left_out),
            done=guarded(self, lambda _nothing: self.refresh()),
            failed=guarded(self, self._not_done),
        )
