"""Write the partnership's own wording of a form: source, live pages, what it has to say, versions (003-4.2, 4.3, 7.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say
from coordinator_app.core.errors import Cancelled, Trouble
from coordinator_app.core.template_own import made
from coordinator_app.services import Services
from coordinator_app.ui import layout
from coordinator_app.ui.bridge import guarded
from coordinator_app.ui.reflow import Reflow
from coordinator_app.wording import actions
from coordinator_app.wording.judging import Judgement
from coordinator_app.wording.model import ENGLISH, FormWording
from coordinator_app.wording.page.approve import ask_looked_through, ask_to_put_in_force, ask_to_restore
from coordinator_app.wording.page.carried_on import openers
from coordinator_app.wording.page.frame import WordingFrame
from coordinator_app.wording.page.hints import MarksBox, notes_on
from coordinator_app.wording.page.wording_reading import (
    Acknowledged,
    Version,
    WordingFacts,
    judge,
    read_acknowledged,
    read_wording,
)
from coordinator_app.wording.required import questions

_QUIET_MS = 500  # after the last key, before the pages are drawn anew
_DROPPED = "The draft is in the trash"
_KINDS = frozenset({"form_wording", "wording_review", "consent", "referral", "printed_form", "partnership"})


class WordingPage(WordingFrame):
    """A focus screen; `open(template="consent-form", language="en")`."""

    name = "wording"
    title = "Wording"
    kinds = _KINDS
    focus_screen = True

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self.template, self.language = "", ENGLISH
        self.facts: WordingFacts | None = None
        self.judgement = Judgement()
        self._round = 0  # answers about an earlier text are out of date
        self._changed = False
        self._held: dict[str, Any] | None = None  # a draft that came before the facts
        self._saving = self._save_again = False
        self._sent: tuple[str, str, str] | None = None  # what is being written
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self.reopens = partial(openers, self)
        self._wire()

    # where a draft of what is typed belongs

    @property
    def draft_record(self) -> str:
        """Names the form and its language: there is one text being written of each."""
        return f"{self.template}:{self.language}"

    def _wire(self) -> None:
        self.header.left.connect(self.desk.go.back)
        self.header.locked.connect(self.desk.lock)
        self.writing.edited.connect(self._typed)
        self.writing.explained.connect(lambda: self.desk.dialogs.show(MarksBox()))
        self._timer.timeout.connect(self.judge_now)
        self.check.sought.connect(self._seek)
        self.save.clicked.connect(self.save_now)
        self.force.clicked.connect(self.put_in_force)
        self.drop.clicked.connect(self.throw_away)
        self.restore.clicked.connect(self.go_back_to_shipped)
        self.versions.compared.connect(self._compare)
        self.versions.read.connect(self._read_version)
        self.versions.looked.connect(self.look_through)
        self.acknowledged.opened.connect(lambda pupil_id: self.desk.go.to("pupil", pupil_id=pupil_id))
        self.tabs.changed.connect(lambda name: self._read_who() if name == "who" else None)
        self._reflow = Reflow(self)
        self._reflow.changed.connect(self.arrange)
        self.arrange(self._reflow.shape)

    # what is shown

    def open(self, template: str = "privacy-statement-parent", language: str = ENGLISH, **_more: Any) -> None:
        """Show one form in one language."""
        self.new_visit()
        self.template, self.language, self.facts = template, language, None
        self._changed, self._held = False, None
        self._timer.stop()
        self._round += 1  # nothing that is still judged belongs to this form
        self._sent, self._save_again = None, False
        self._let_save(allowed=False)
        self.bar.wait()
        self.writing.wait()
        self.tabs.open("write")
        self.refresh()

    def where(self) -> dict[str, Any]:
        """The form shown now."""
        return {"template": self.template, "language": self.language}

    def refresh(self) -> None:
        """Read again; what is being typed stays."""
        template, language, practice = self.template, self.language, self.desk.vault.practice
        came, failed = self.in_turn(self._show, self._trouble)
        self.desk.jobs.read(
            lambda session: read_wording(session, template, language, practice=practice),
            done=came,
            failed=failed,
        )

    def _show(self, facts: WordingFacts) -> None:
        self.show_content()
        self.facts = facts
        self.writing.setEnabled(True)
        self.header.title.setText(facts.form.title)
        whose = "our own" if facts.now.is_own else "came with Coordinator"
        self.header.about.setText(f"{facts.language_name}, version {facts.now.version} in force, {whose}")
        self.versions.show_facts(facts)
        if not self._changed:
            self.writing.show_texts(facts.draft.title, facts.draft.subtitle, facts.draft.body)
        self.writing.tools.offer(
            [(f"{{{name}}}", _in_words(name)) for name in facts.shipped.values],
            [(f" <!-- {one.clause}; point {one.name} -->", one.words) for one in facts.shipped.points],
        )
        layout.clear(self.hints)
        for note in notes_on(facts):
            self.hints.addWidget(note)
        held, self._held = self._held, None
        if held is not None:
            self._put_back(held)
        self._say_state()
        if self.tabs.current() == "who":
            self._read_who()
        self.judge_now()
        self._let_save(allowed=self._sent is None)

    def _say_state(self) -> None:
        facts = self.facts
        if facts is None:
            return
        self.drop.setVisible(bool(facts.draft.id) or self._changed)
        self.restore.setVisible(facts.now.is_own)
        self.state.setText(_state(facts, changed=self._changed))

    # writing

    def as_typed(self) -> FormWording:
        """The draft as it stands in the fields."""
        assert self.facts is not None
        title, subtitle, body = self.writing.texts()
        return replace(self.facts.draft, title=title, subtitle=subtitle, body=body)

    def _typed(self) -> None:
        if self.facts is None:
            return
        self._changed = True
        self._say_state()
        self._timer.start()

    def judge_now(self) -> None:
        """Judge what is typed and draw its pages, away from the window's thread."""
        if self.facts is None:
            return
        self._timer.stop()
        self._round += 1
        begun, draft, version = self._round, self.as_typed(), self.facts.next_version
        self.desk.jobs.read(
            lambda session: judge(session, draft, version),
            done=guarded(self, lambda found: self._judged(found) if begun == self._round else None),
            failed=guarded(self, self.desk.say.trouble),
        )

    def _judged(self, found: Judgement) -> None:
        self.judgement = found
        self.check.show_judgement(found)
        self.bar.show_reasons(found.in_the_way)
        if self.facts is not None and not found.trouble:
            self.writing.draw(replace(self.facts.order, wording=found.text))

    def _seek(self, words: str) -> None:
        self.tabs.open("write")
        if not self.writing.source.find_words(words):
            self.desk.say.hint("A value stands in this sentence. Look for the words beside it.")

    def save_draft(self) -> dict[str, Any] | None:
        """What is typed and not yet saved."""
        if self._held is not None:
            return self._held
        if self.facts is None or not self._changed:
            return None
        draft = self.as_typed()
        return {"title": draft.title, "subtitle": draft.subtitle, "body": draft.body}

    def restore_draft(self, draft: dict[str, Any]) -> None:
        """Put it back, as soon as the form has been read."""
        if self.facts is None:
            self._held = draft
            return
        self._put_back(draft)
        self._say_state()
        self.judge_now()

    def _put_back(self, draft: dict[str, Any]) -> None:
        self._changed = True
        self.writing.show_texts(*(str(draft.get(name, "")) for name in ("title", "subtitle", "body")))

    # the acts

    def save_now(self) -> None:
        """Keep the draft in the vault; pressed again before that is done, what was typed since follows."""
        if self.facts is None:
            return
        if self._saving:
            self._save_again = self.writing.texts() != self._sent
            return
        draft, self._sent = self.as_typed(), self.writing.texts()
        self._let_save(allowed=False)
        self.desk.jobs.write(
            lambda session: actions.save_draft(session, draft),
            done=self.of_visit(lambda saved: self._kept(saved, "The draft is saved"), self._kept_elsewhere),
            failed=self.of_visit(self._not_saved, self.desk.say.trouble),
        )

    def _let_save(self, *, allowed: bool) -> None:
        """Between a press and the reading after it there is no second: it would make a second draft of the form."""
        self._saving = not allowed
        for one in (self.save, self.drop):
            one.setEnabled(allowed)
        if allowed and self._save_again:
            self._save_again = False
            self.save_now()

    def _not_saved(self, error: Exception) -> None:
        self._sent, self._save_again = None, False
        self._let_save(allowed=True)
        self.desk.say.trouble(error)

    def _kept_elsewhere(self, saved: Saved[FormWording]) -> None:
        self.desk.say.toast("The draft is saved", saved.change_id)

    def put_in_force(self) -> None:
        """Ask who approved it, then make it the next version."""
        if self.facts is None or self.judgement.in_the_way:
            return
        version, draft = self.facts.next_version, self.as_typed()
        ask_to_put_in_force(
            self.desk,
            draft,
            self.judgement.lost,
            (*questions(draft.template, draft.body), *made(self.facts.shipped, draft.body)),
            english=self.language == ENGLISH,
            then=guarded(self, lambda saved: self._kept(saved, f"Version {version} is in force")),
        )

    def throw_away(self) -> None:
        """Forget what was typed, and put the draft into the trash."""
        facts = self.facts
        if facts is None or self._saving:
            return
        if not facts.draft.id:
            self._changed = False
            self.writing.show_texts(facts.draft.title, facts.draft.subtitle, facts.draft.body)
            self._say_state()
            self.judge_now()
            return
        self._sent = self.writing.texts()
        self._let_save(allowed=False)
        self.desk.jobs.write(
            lambda session: actions.drop_draft(session, facts.draft),
            done=self.of_visit(lambda saved: self._kept(saved, _DROPPED), self._dropped_elsewhere),
            failed=self.of_visit(self._not_saved, self.desk.say.trouble),
        )

    def _dropped_elsewhere(self, saved: Saved[FormWording]) -> None:
        self.desk.say.toast(_DROPPED, saved.change_id)

    def go_back_to_shipped(self) -> None:
        """Ask why, then print the shipped wording again."""
        kept = guarded(self, lambda saved: self._kept(saved, "The shipped wording is in force again"))
        ask_to_restore(self.desk, self.template, self.language, kept)

    def look_through(self) -> None:
        """Note that the statement was read through today."""
        ask_looked_through(self.desk, self.template, self.language, guarded(self, self._looked_through))

    def _looked_through(self, saved: Saved[Any]) -> None:
        self.desk.say.toast("It is recorded that this was looked through", saved.change_id)
        self.refresh()

    def _kept(self, saved: Saved[FormWording], words: str) -> None:
        # what was typed since the press is not kept yet, and must not be covered by what was
        sent, self._sent = self._sent, None
        self._changed = sent is not None and self.writing.texts() != sent
        self.desk.say.toast(words, saved.change_id)
        self.refresh()

    # versions

    def _version(self, key: str) -> Version | None:
        return next((one for one in (self.facts.versions if self.facts else ()) if one.key == key), None)

    def _compare(self, key: str) -> None:
        self.desk.go.to("compare_wordings", template=self.template, language=self.language, older=key)

    def _read_version(self, key: str) -> None:
        version = self._version(key)
        if version is None or self.facts is None:
            return
        self.tabs.open("write")
        order = replace(self.facts.order, wording=version.wording.text)
        self.writing.draw(order, f"Version {version.wording.version}")

    def _read_who(self) -> None:
        versions = self.facts.versions if self.facts else ()

        self.desk.jobs.read(
            lambda session: _who(session, versions),
            done=self.of_visit(self.acknowledged.show_found),
            failed=self.of_visit(self.desk.say.trouble),
        )

    def _trouble(self, error: Exception) -> None:
        self._let_save(allowed=self.facts is not None)
        if self.facts is None and isinstance(error, Trouble) and not isinstance(error, Cancelled):
            self.show_trouble(error)
        else:
            self.desk.say.trouble(error)


def _state(facts: WordingFacts, *, changed: bool) -> str:
    """What has become of the text: typed only, kept as a draft, or nothing new."""
    if changed:
        return "Not saved yet. What you type is kept if the vault locks."
    if facts.draft.id and facts.draft.changed_at:
        return f"Draft saved {say(facts.draft.changed_at.date())}. Not in force yet."
    return f"Next version: {facts.next_version}"


def _who(session: Any, versions: Iterable[Version]) -> dict[str, tuple[Version, Acknowledged]]:
    return {one.key: (one, read_acknowledged(session, one.wording.hash)) for one in versions}


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
