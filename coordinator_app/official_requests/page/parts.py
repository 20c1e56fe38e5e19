"""The parts of the page of one official request, from the top: who asks, the checks, the decision, what was given."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Signal, SignalInstance

from coordinator_app.core.dates import say
from coordinator_app.official_requests.changes import Change
from coordinator_app.official_requests.copies import Copied
from coordinator_app.official_requests.model import OfficialDecision, OfficialRequest
from coordinator_app.official_requests.view import Shown, state
from coordinator_app.ui.buttons import button
from coordinator_app.ui.case_page import CaseHead, CaseNote, CaseParts, CaseRow

_NEVER = "It is a disclosure of its own, and never answered as a request to see one's own information."


_KEPT_COPIES = "What was given is kept here as it was given, whatever becomes of the record itself."


def _told(copy: Copied) -> str:
    """What a copy says, and that its file is kept with it."""
    words = ". ".join(f"{name}: {words.rstrip('.')}" for name, words in copy.lines)
    file = f" The file is kept too, fingerprint {copy.file_mark[:12]}." if copy.file_mark else ""
    return f"{words}.{file}"


class OfficialParts(CaseParts):
    """Buttons are the page's; those in `asking` open the boxes of these names. The signals name what has changed by its cause; `copying` what was given, by its line."""

    telling = Signal(str)
    writing = Signal(str)
    copying = Signal(str)

    def __init__(self) -> None:
        self.reveal = button("Show it", "primary", accessible="Show the official request")
        super().__init__(self.reveal)
        self.all_of_them = button("All official requests", small=True)
        self.pupil = button("Open the pupil\u2019s record", small=True)
        self.asking = {
            "change": button("Change", small=True, icon="pen-line", accessible="Change what they ask"),
            "check": button("Check who they are", "primary"),
            "decide": button("Record the decision", "primary"),
            "family": button("Is the family told?", small=True),
            "give": button("Record what was given", "primary"),
            "refuse": button("They were told that nothing is given", "primary"),
        }
        self._asked = self.section("What they ask", self.asking["change"], self.pupil, self.all_of_them)
        self._checks = self.section("Who they are", self.asking["check"])
        self._decided = self.section("The decision", self.asking["decide"], self.asking["family"])
        self._given = self.section("What was given", self.asking["give"], self.asking["refuse"])

        self._changed = self.section("What has changed since")

    def show_request(self, shown: Shown) -> None:
        """Show one, or of a closed one only that it is there."""
        one = shown.request
        if shown.is_closed:
            self.show_shut(one.called, "")  # whose record it is would tell of whom an official asked
            return
        head = CaseHead(one.called, ", ".join(part for part in (one.organisation, shown.name) if part))
        head.tone, head.chip = state(one)
        head.notes = _notes(shown)
        self.show_head(head)
        self._show_asked(one)
        self._show_checks(one)
        self._show_decided(one)
        self._show_given(one, shown.copies)
        self._changed.tell((), "What they were given was put right, erased or restricted since. Tell them.")
        self._changed.list(self._change(each) for each in shown.changes)
        self._changed.setVisible(bool(shown.changes))
        self._fit(one)

    def _show_asked(self, one: OfficialRequest) -> None:
        self._asked.tell(
            (
                ("Who asks", ", ".join(part for part in (one.officer, one.organisation) if part)),
                ("Their reference", one.reference),
                ("How to reach them", one.contact),
                ("Arrived", _said(one.received_on)),
                ("They ask for it by", _said(one.answer_by)),
                ("They ask for", one.asked_for),
                ("By which power", one.power.label if one.power else ""),
                ("Which order, section or form", one.power_words),
                ("What that means", one.power.means if one.power else ""),
            )
        )
        self._asked.list(())

    def _show_checks(self, one: OfficialRequest) -> None:
        how = one.checked_how.label if one.checked_how else ""
        checked = ", ".join(part for part in (how, _said(one.checked_on), one.checked_by) if part)
        self._checks.tell(
            (("Checked", checked or "Not yet"), ("Seen in writing on", _said(one.in_writing_on) or "Not yet"))
        )
        self._checks.list(())

    def _show_decided(self, one: OfficialRequest) -> None:
        told = {True: "Yes", False: "No", None: ""}[one.family_told]
        by = ", ".join(part for part in (_said(one.decided_on), one.decided_by) if part)
        self._decided.tell(
            (
                ("Decision", one.decision.label if one.decision else ""),
                ("What is necessary, and why", one.necessary),
                ("Why", one.decided_because),
                ("Decided", by if one.decision else ""),
                ("The family is told", ". ".join(part for part in (told, one.family_because) if part)),
            ),
            "" if one.decision else "Nothing is decided yet. Weigh what of it is necessary for their case.",
        )
        self._decided.list(())

    def _show_given(self, one: OfficialRequest, copies: tuple[Copied, ...]) -> None:
        how = one.given_how.label if one.given_how else ""
        self._given.tell(
            (
                ("Given", ", ".join(part for part in (_said(one.given_on), how) if part)),
                ("What", one.given_what),
                (
                    "In the disclosure ledger",
                    "Kept apart: only those whose passphrase opens safeguarding and health can read who asked"
                    if one.disclosure_id
                    else "",
                ),
                ("They were told that nothing is given on", _said(one.refused_on)),
            ),
            "Nothing was given yet." if one.is_open else _KEPT_COPIES if copies else "",
        )
        self._given.list(self._copy(copy) for copy in copies)

    def _copy(self, copy: Copied) -> CaseRow:
        if not copy.line_id:
            return CaseRow(copy.title, _told(copy))
        name = f"Save a copy of the file, fingerprint {copy.file_mark[:12]}"
        save = button("Save a copy", small=True, icon="download", accessible=name)
        save.clicked.connect(partial(self._emit, self.copying, copy.line_id))
        return CaseRow(copy.title, _told(copy), acts=(save,))

    def _change(self, change: Change) -> CaseRow:
        note = button("Note it", small=True, accessible=f"Note that they were told, {change.words}")
        note.clicked.connect(partial(self._emit, self.telling, change.cause_id))
        letter = button("Letter", small=True, accessible=f"Letter, {change.words}")
        letter.clicked.connect(partial(self._emit, self.writing, change.cause_id))
        told = change.notice
        if told is None:
            return CaseRow(change.words, "", "share-2", "soon", "To be told", (letter, note))
        if change.is_open:
            made = f"Letter {told.letter_reference} was printed or saved, and is not recorded as sent."
            return CaseRow(change.words, made, "share-2", "soon", "To be told", (letter, note))
        if told.told_on is None:
            return CaseRow(change.words, told.not_needed, "share-2", "neutral", "Need not be told", (note,))
        how = told.told_how.label if told.told_how else ""
        sent = f"letter {told.letter_reference}" if told.letter_reference else ""
        second = ", ".join(part for part in (how, sent) if part)
        return CaseRow(change.words, second, "share-2", "safe", f"Told {say(told.told_on)}", (letter, note))

    def _emit(self, signal: SignalInstance, cause_id: str, *_pressed: object) -> None:
        signal.emit(cause_id)

    def _fit(self, one: OfficialRequest) -> None:
        """Which buttons there are now, the next step the most visible."""
        open_, gives = one.is_open, one.decision is not None and one.decision.gives
        for name in ("change", "check", "decide"):
            self.asking[name].setVisible(open_)
        self.asking["check"].set_kind("primary" if one.checked_on is None else "secondary")
        self.asking["decide"].set_kind("secondary" if one.decision or one.checked_on is None else "primary")
        self.asking["family"].setVisible(one.decision is not None or not open_)
        self.asking["give"].setVisible(open_ and gives)
        self.asking["refuse"].setVisible(open_ and one.decision is OfficialDecision.REFUSE)


def _notes(shown: Shown) -> list[CaseNote]:
    one = shown.request
    if not one.is_open:
        words = (
            "It can be read. Whether the family is told, and what has changed since, can still be recorded."
        )
        return [CaseNote("neutral", "This is answered.", words), *_untold_note(one)]
    if shown.gate.is_open:
        return [CaseNote("info", f"Next: {shown.next_step[:1].lower()}{shown.next_step[1:]}.", _NEVER)]
    lead, *rest = (reason.sentence() for reason in shown.gate.reasons)
    return [CaseNote("soon", lead, " ".join(rest))]


def _untold_note(one: OfficialRequest) -> list[CaseNote]:
    if one.family_told is True or one.given_on is None:
        return []
    words = "Nothing about it goes into a pack or a letter for them until it is recorded that they were."
    return [CaseNote("soon", "The family is not told.", words)]


def _said(day: date | None) -> str:
    return say(day) if day else ""
