"""The notes above the questions of a referral: why something is shut, and what opens it."""

from __future__ import annotations

from collections.abc import Callable

from coordinator_app.core.gates import all_of
from coordinator_app.referrals.model import (
    ACKNOWLEDGED,
    missing_from_referral,
    older_statement,
    school_question,
)
from coordinator_app.referrals.page.places import state_words
from coordinator_app.referrals.page.reading import ReferralFacts
from coordinator_app.ui import layout
from coordinator_app.ui.buttons import button
from coordinator_app.ui.notes import Note

Act = Callable[[], object]


def notes_only() -> Note:
    """Step 1: all that may be kept (003-7.2)."""
    return Note(
        "info",
        "Notes from a first discussion are the only thing you may keep until the school refers.",
        "No first talk? Leave this empty and continue.",
    )


def old_talk_note(days: int, act: Act) -> Note:
    """Nothing followed the first talk: the notes should not stay (003-7.2)."""
    gone = button("Delete the notes", small=True, icon="trash-2")
    gone.clicked.connect(act)
    return Note(
        "soon", f"No referral has followed for {days} days.", "Is one coming? If not, delete the notes.", gone
    )


def send_back_note(act: Act) -> Note:
    """The school has not acknowledged the statement: step 3 stays shut (003-4.2)."""
    send = button("Send the form back to the school", small=True, icon="mail")
    send.clicked.connect(act)
    note = Note(
        "soon",
        "Step 3 stays shut.",
        "The school has not ticked that it has read the privacy statement. Until it has, nothing may be kept but "
        "the form and your notes.",
    )
    line = layout.row()
    layout.add_all(line, send, None)
    note.body.addSpacing(6)
    note.body.addLayout(line)
    return note


def form_notes(facts: ReferralFacts) -> tuple[Note, ...]:
    """What is said of the referral as it is kept: that it ended, and that the school read an older statement."""
    referral = facts.referral
    if referral is None:
        return ()
    found = []
    if facts.ended:
        words = (
            "It stays as it is. If the school refers again, begin a new referral: this one can still be read."
        )
        found.append(Note("neutral", f"{state_words(referral)}.", words))
    older = older_statement(referral, facts.statements[0].version)
    if older is not None:
        found.append(Note("info", older.why, older.opens))
    return tuple(found)


def missing_note(facts: ReferralFacts, *, tick_said: bool) -> Note | None:
    """What the form still lacks, each with what to do; with `tick_said` all but the school's tick, None if nothing."""
    referral, pupil = facts.referral, facts.pupil
    if referral is None or pupil is None:
        return None
    asked = all_of(missing_from_referral(referral), school_question(referral, pupil.school_id))
    reasons = asked.reasons
    if tick_said:
        reasons = tuple(one for one in reasons if one.clause != ACKNOWLEDGED)
    if not reasons:
        return None
    return Note(
        "soon",
        "The form is kept as received, not accepted yet.",
        " ".join(reason.sentence() for reason in reasons),
    )


def alike_note(words: str, opened: Act, differ: Act) -> Note:
    """A pupil on the list may be the same child."""
    look, other = button("Open", small=True), button("They are different children", small=True)
    look.setAccessibleName(f"Open {words}")
    look.clicked.connect(opened)
    other.clicked.connect(differ)
    note = Note("soon", f"This may be {words}, already on your list.")
    line = layout.row()
    layout.add_all(line, look, other, None)
    note.body.addSpacing(6)
    note.body.addLayout(line)
    return note


def namesake_note(words: str, opened: Act, differ: Act) -> Note:
    """A pupil of this name is at this school, born another day: a slip in one of the two, or two children."""
    look, other = button("Open", small=True), button("They are different children", small=True)
    look.setAccessibleName(f"Open {words}")
    look.clicked.connect(opened)
    other.setAccessibleName(f"They are different children: {words}")
    other.clicked.connect(differ)
    note = Note(
        "info",
        "A pupil of this name is at this school, born another day. Is it the same child?",
        f"{words}. If it is, open that record and put the date right. If not, go on.",
    )
    line = layout.row()
    layout.add_all(line, look, other, None)
    note.body.addSpacing(6)
    note.body.addLayout(line)
    return note


def same_upn_note(words: str, opened: Act) -> Note:
    """Someone else has the UPN that was typed: one of the two numbers is wrong, or it is one child."""
    look = button("Open", small=True)
    look.setAccessibleName(f"Open {words}")
    look.clicked.connect(opened)
    text = (
        "If this is the same child, open that record. If not, compare both numbers with the school's forms."
    )
    return Note("soon", f"This is the UPN of {words}.", text, look)


def draft_note(again: Act) -> Note:
    """What was typed before is back."""
    start = button("Start again", small=True)
    start.clicked.connect(again)
    return Note("neutral", "Your draft is back.", "Nothing of it is a record yet.", start)
