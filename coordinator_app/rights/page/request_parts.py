"""The parts of the page of one request: what they want, the checks, the decision, what is done, who is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton

from coordinator_app.core.clock import LONDON
from coordinator_app.core.dates import say, say_time
from coordinator_app.rights.checks import PORTABILITY
from coordinator_app.rights.lasting import untold_before_the_end
from coordinator_app.rights.model import RightsKind, RightsOutcome, RightsRequest
from coordinator_app.rights.page.boxes import STAYS
from coordinator_app.rights.parts import RightsItem, RightsNotice
from coordinator_app.rights.view import Shown
from coordinator_app.sharing.model import DeliveryMethod
from coordinator_app.ui.answer_time import AnswerTime
from coordinator_app.ui.buttons import button
from coordinator_app.ui.case_page import CaseHead, CaseNote, CaseParts, CaseRow, midway


class RequestParts(CaseParts):
    """Buttons are the page's; those in `asking` open the boxes of these names. The signals name a part by its id."""

    telling = Signal(str)
    writing = Signal(str)
    leaving_out = Signal(str)

    def __init__(self) -> None:
        self.reveal = button("Show it", "primary", accessible="Show the request")
        super().__init__(self.reveal)
        self.all_of_them = button(
            "All of this pupil", small=True, accessible="All such requests of this pupil"
        )
        self.pupil = button("Open the pupil’s record", small=True)
        self.asking = {
            "change": button("Change", small=True, icon="pen-line", accessible="Change the request"),
            "check": button("Answer the questions", "primary"),
            "item": button("Choose a record", icon="plus"),
            "decide": button("Record the decision", "primary"),
            "use": button("Use it today", accessible="Use the restricted record today"),
            "lift": button("The restriction is to end"),
            "end": button("End the restriction", "primary"),
            "erase": button("Erase for good", "danger", "trash-2"),
            "answered": button("Record as told", accessible="Record that whoever asked was told"),
        }
        self.answer = button("Write the answer", "primary", "file-text")
        self.names = button("They ask who is told", small=True)
        self.back = button("Take the decision back", small=True, icon="undo-2")
        self.lifting = button("Write that it ends", icon="file-text")
        self.end = self.asking["end"]
        self.end_back = button("Take the end back", small=True, icon="undo-2")
        self._said = self.section("What they want", self.asking["change"], self.pupil, self.all_of_them)
        self.time = self.add_section(AnswerTime())
        self._checks = self.section("What has to be asked", self.asking["check"])
        self._items = self.section("What is to be erased", self.asking["item"])
        self._decision = self.section(
            "What was decided",
            self.asking["decide"],
            self.answer,
            self.asking["answered"],
            self.names,
            self.back,
        )
        self._done = self.section(
            "What is done",
            self.asking["erase"],
            self.asking["use"],
            self.asking["lift"],
            self.lifting,
            self.end,
            self.end_back,
        )
        self._notices = self.section("Who has to be told")
        self._letters = self.section("Letters printed or saved")

    def show_request(self, shown: Shown) -> None:
        """Show one, or of a closed one only that it is there."""
        one = shown.request
        if shown.is_closed:
            self.show_shut(shown.number, shown.name)
            return
        kind = one.kind_asked.label if one.kind_asked else ""
        head = CaseHead(shown.number, ", ".join(part for part in (shown.name, midway(kind)) if part))
        if shown.clock is not None:
            head.tone, head.chip = shown.clock.state.tone, shown.clock.dated
        head.notes = [*_reach(one), *_notes(shown)]
        self.show_head(head)
        self._show_said(shown)
        self.time.show_time(shown.time, shown.questions, is_open=one.outcome is None)
        self._show_checks(shown)
        self._show_items(shown)
        self._show_decision(one)
        self._show_done(shown)
        self._notices.tell(())
        self._notices.list(self._notice(shown, notice) for notice in shown.notices)
        self._notices.setVisible(bool(shown.notices))
        self._letters.tell(())
        self._letters.list(_letter_rows(shown))
        self._letters.setVisible(bool(shown.letters))
        self._fit(shown)

    def _show_said(self, shown: Shown) -> None:
        one = shown.request
        came = (
            say(one.received_on) if one.received_on else "",
            midway(one.channel.label) if one.channel else "",
        )
        self._said.tell(
            (
                (
                    "Who asks",
                    ", ".join(
                        p for p in (one.asked_by, midway(one.asker_kind.label) if one.asker_kind else "") if p
                    ),
                ),
                ("About a parent or carer", one.about_carer),
                ("Arrived", ", ".join(part for part in came if part)),
                ("They want", one.says),
                ("By what right", one.authority),
                ("Who they are", _identity(shown)),
                ("Address for the answer", one.address),
            )
        )
        self._said.list(())

    def _show_checks(self, shown: Shown) -> None:
        portability = shown.request.kind_asked is RightsKind.PORTABILITY
        self._checks.tell((), PORTABILITY if portability else "")
        self._checks.list(
            CaseRow(
                question.words,
                ". ".join(part for part in (question.law, known.note if known else "") if part),
                "scroll-text",
                "neutral" if known is not None and known.answer is not None else "soon",
                {True: "Yes", False: "No"}.get(known.answer, "Open")
                if known is not None and known.answer is not None
                else "Open",
            )
            for question, known in shown.asked
        )

    def _show_items(self, shown: Shown) -> None:
        kind = shown.request.kind_asked
        self._items.setVisible(kind in _ABOUT)
        self._items.set_title(_ABOUT.get(kind, "") if kind else "")
        lead = "" if shown.items else _NOTHING_CHOSEN.get(kind, "") if kind else ""
        self._items.tell(((STAYS, "\n".join(shown.stays)),), lead)
        self._items.list(self._item(item, open_=shown.request.outcome is None) for item in shown.items)

    def _item(self, item: RightsItem, *, open_: bool) -> CaseRow:
        acts: tuple[QPushButton, ...] = ()
        if open_:
            out = button("Leave it out", small=True, accessible=f"Leave it out: {item.called}")
            out.clicked.connect(partial(self._emit, self.leaving_out, item.id))
            acts = (out,)
        erased = f"Erased {say(item.erased_on)}" if item.erased_on else ""
        return CaseRow(item.called or "Erased", "", "file-text", "neutral", erased, acts)

    def _show_decision(self, one: RightsRequest) -> None:
        by = (say(one.decided_on) if one.decided_on else "", one.decided_by)
        asked = f"on {say(one.recipients_asked_on)}: the answer names them" if one.recipients_asked_on else ""
        self._decision.tell(
            (
                ("Decision", one.outcome.label if one.outcome else ""),
                ("What is done", one.what_is_done),
                ("Why", one.reason),
                ("Decided", ", ".join(part for part in by if part)),
                ("Whoever asked was told on", _when(one.told_on, one.told_how)),
                ("They asked who is told", asked),
            ),
            "" if one.outcome else "Nothing is decided yet. There is one month to answer.",
        )
        self._decision.list(())

    def _show_done(self, shown: Shown) -> None:
        one = shown.request
        facts = [
            ("Done on", say(one.done_on) if one.done_on else ""),
            ("Why the restriction ends", one.lift_reason),
            ("They were told of that on", _when(one.lift_told_on, one.lift_told_how)),
            ("The restriction ended on", say(one.lifted_on) if one.lifted_on else ""),
        ]
        for certificate in shown.certificates:
            local = certificate.erased_at.astimezone(LONDON) if certificate.erased_at else None
            when = f"{say(local.date())}, {say_time(local.time())}" if local else ""
            facts += [
                ("Erased", f"{certificate.kinds}, {when}"),
                ("Second person", f"{certificate.agreed_by}: {certificate.agreed_how}"),
                ("Backups", certificate.backups),
            ]
        self._done.tell(facts)
        self._done.list(
            CaseRow(
                use.allowed.label if use.allowed else "Used",
                ", ".join(part for part in (say(use.on_day) if use.on_day else "", use.what) if part),
                "key-round",
            )
            for use in shown.uses
        )
        does = one.outcome is not None and one.outcome.does_something
        self._done.setVisible(does and one.kind_asked is not RightsKind.OBJECTION)

    def _notice(self, shown: Shown, notice: RightsNotice) -> CaseRow:
        ended = shown.request.lifted_on is not None
        tone, chip = _told_of_end(shown, notice) if ended else _told(notice)
        what = "told that it ended" if ended else "told"
        note = button("Note it", small=True, accessible=f"Note that they were {what}, {notice.recipient}")
        note.clicked.connect(partial(self._emit, self.telling, notice.id))
        acts = [note] if not ended or notice.told_on is not None else []
        if tone in {"soon", "info"}:
            letter = button("Letter", small=True, accessible=f"Letter to {notice.recipient}")
            letter.clicked.connect(partial(self._emit, self.writing, notice.id))
            acts.insert(0, letter)
        kind = notice.recipient_kind.label if notice.recipient_kind else ""
        why = notice.why_told.label if notice.why_told else ""
        not_needed = notice.end_not_needed or notice.not_needed
        second = ", ".join(part for part in (kind, why, not_needed) if part)
        return CaseRow(notice.recipient, second, "share-2", tone, chip, tuple(acts))

    def _emit(self, signal: SignalInstance, part_id: str, *_pressed: object) -> None:
        signal.emit(part_id)

    def _fit(self, shown: Shown) -> None:
        """Which buttons there are now."""
        one, open_ = shown.request, shown.request.outcome is None
        owes = one.outcome is not None and one.outcome is not RightsOutcome.WITHDRAWN
        final = (one.done_on is not None and bool(shown.left)) or one.lifted_on is not None
        self.back.setVisible(not open_ and not shown.left)
        answered = all(known is not None and known.answer is not None for _asked, known in shown.asked)
        for name, wanted in {
            "change": open_,
            "check": open_ and bool(shown.asked),
            "item": open_,
            "decide": not final,
            "use": one.restricts,
            "lift": one.restricts,
            "erase": one.awaits_erasure,
        }.items():
            self.asking[name].setVisible(wanted)
        self.asking["check"].set_kind("secondary" if answered else "primary")
        self.asking["check"].setText("Change the answers" if answered else "Answer the questions")
        self.asking["decide"].setText("Record the decision" if open_ else "Change the decision")
        self.asking["decide"].set_kind("primary" if open_ and answered else "secondary")
        self.answer.setVisible(owes)
        self.answer.set_kind("secondary" if one.told_on else "primary")
        self.asking["answered"].setVisible(owes and one.told_on is None)
        self.names.setVisible(owes and bool(shown.notices) and one.recipients_asked_on is None)
        self.lifting.setVisible(one.restricts and bool(one.lift_reason))
        self.end.setVisible(one.restricts and bool(one.lift_reason))
        self.end.set_kind("secondary" if untold_before_the_end(one) else "primary")
        self.end_back.setVisible(one.lifted_on is not None and not shown.end_left)
        self._checks.setVisible(bool(shown.asked) or one.kind_asked is RightsKind.PORTABILITY)


_ABOUT = {
    RightsKind.ERASURE: "What is to be erased",
    RightsKind.RESTRICTION: "What is to be restricted",
}
_NOTHING_CHOSEN = {
    RightsKind.ERASURE: "No record is chosen yet. Only what is chosen is erased.",
    RightsKind.RESTRICTION: "No record is chosen, so to say yes shuts the whole record. Choose what they contest, and only that is shut.",
}


def _identity(shown: Shown) -> str:
    one = shown.request
    if one.identity_seen_on is not None:
        seen = one.identity_seen.label if one.identity_seen else "Proof"
        return f"{seen} seen on {say(one.identity_seen_on)}"
    if one.identity_known:
        return f"Known: {one.identity_reason}"
    return (
        f"Proof asked for on {shown.proof} The month starts when it is here."
        if shown.proof
        else "Not known yet"
    )


def _when(on: date | None, how: DeliveryMethod | None) -> str:
    return ", ".join((say(on), *((midway(how.label),) if how else ()))) if on else ""


def _told(notice: RightsNotice) -> tuple[str, str]:
    if notice.not_needed:
        return "neutral", "Need not be told"
    if notice.confirmed_on is not None:
        return "safe", f"Done {say(notice.confirmed_on)}"
    if notice.told_on is not None:
        return "info", f"Told {say(notice.told_on)}"
    return "soon", "To be told"


def _told_of_end(shown: Shown, notice: RightsNotice) -> tuple[str, str]:
    """How one of them stands once the restriction has ended; who was never told of it has nothing to learn."""
    if notice.id in shown.owed_the_end:
        return "soon", "Tell them that it ended"
    if notice.end_told_on is not None:
        return "safe", f"Told of the end {say(notice.end_told_on)}"
    if notice.told_on is None:
        return "neutral", "Was never told"
    return (
        "neutral",
        "Need not be told of the end" if notice.end_not_needed else f"Told {say(notice.told_on)}",
    )


def _letter_rows(shown: Shown) -> Iterator[CaseRow]:
    for one in shown.letters:
        how = f"sent: {midway(one.sent_how.label)}" if one.sent_how else "not recorded as sent"
        parts = (one.addressed_to, say(one.written_on) if one.written_on else "", how, one.reference)
        yield CaseRow(one.letter.label if one.letter else "Letter", ", ".join(p for p in parts if p), "mail")


def _reach(one: RightsRequest) -> list[CaseNote]:
    """How far it reaches, where it is about a carer alone: the record is the child's, and has no part of its own for a carer."""
    if not one.about_carer or one.outcome is not None:
        return []
    if one.kind_asked is RightsKind.RESTRICTION:
        words = "Choose the records that they contest: only these are shut. What it says of a carer within a record cannot be shut alone."
        return [CaseNote("info", "It is about a carer alone.", words)]
    words = f"Choose, or stop, only what is said of {one.about_carer}. The rest is the child\u2019s."
    return [CaseNote("info", "It is about a carer alone.", words)]


_ENDED = "The restriction has ended, and the letter says so. "


def _ending(one: RightsRequest) -> list[CaseNote]:
    """What is still to be told before it may end, once it is to end."""
    untold = untold_before_the_end(one) if one.lift_reason else ()
    return [CaseNote("soon", untold[0], " ".join(untold[1:]))] if untold else []


def _notes(shown: Shown) -> list[CaseNote]:
    one = shown.request
    if one.restricts:
        told = "Nothing of it leaves but what keeps somebody safe, or what you allow for a day."
        lead = (
            "What is on the list is restricted; the rest is not."
            if shown.items
            else "The whole record is restricted."
        )
        return [CaseNote("pause", lead, told), *_ending(one)]
    if one.awaits_erasure:
        return [
            CaseNote(
                "soon", "It was granted, and is not done.", "Erase what was chosen, with a second person."
            )
        ]
    if one.outcome is None and any(known is None or known.answer is None for _asked, known in shown.asked):
        against = f" {' '.join(shown.against)}" if shown.against else ""
        return [
            CaseNote(
                "info", "First come the questions.", f"Their answers show whether it can be done.{against}"
            )
        ]
    if one.outcome is None and shown.against:
        return [CaseNote("info", "As it stands, not all that is asked can be done.", " ".join(shown.against))]
    if one.outcome is not None and one.told_on is None and one.outcome is not RightsOutcome.WITHDRAWN:
        return [
            CaseNote(
                "soon",
                "Whoever asked is not told yet.",
                f"{_ENDED if one.lifted_on else ''}The letter says why, and where they may complain. Then record that it went.",
            )
        ]
    return []
