"""The parts of the page of one complaint, from the top: what they say, the way of it, what was found, the letters."""

from __future__ import annotations

from coordinator_app.complaints.model import Complaint, StepKind
from coordinator_app.complaints.view import Shown
from coordinator_app.core.dates import say
from coordinator_app.ui.buttons import button
from coordinator_app.ui.case_page import CaseHead, CaseNote, CaseParts, CaseRow, midway

_TWO_COUNTS = "The Act counts the day of arrival and lands on {statute}. The guidance of the ICO lands on {guidance}. Work to the first."


class ComplaintParts(CaseParts):
    """Buttons are the page's; those in `asking` open the boxes of these names."""

    def __init__(self) -> None:
        self.reveal = button("Show it", "primary", accessible="Show the complaint")
        super().__init__(self.reveal)
        self.all_of_them = button("All complaints", small=True)
        self.pupil = button("Open the pupil’s record", small=True)
        self.asking = {
            "change": button("Change", small=True, icon="pen-line", accessible="Change the complaint"),
            "acknowledge": button("Record as told", accessible="Record that they were told that we have it"),
            "step": button("Add what was done", icon="plus"),
            "find": button("Record what was found", "primary"),
            "told": button("Record as told", accessible="Record that they were told what was found"),
            "ico": button("They went to the ICO", small=True),
        }
        self.acknowledgement = button("Write that we have it", "primary", "file-text")
        self.outcome = button("Write what was found", "primary", "file-text")
        self.close_it = button("Close the complaint")
        self.again = button("Open it again")
        self._said = self.section("What they say", self.asking["change"], self.pupil, self.all_of_them)
        self._first = self.section("That we have it", self.acknowledgement, self.asking["acknowledge"])
        self._way = self.section("What was done about it", self.asking["step"])
        self._found = self.section("What was found", self.asking["find"], self.outcome, self.asking["told"])
        self._letters = self.section("Letters printed or saved")
        self._end = self.section("The end of it", self.close_it, self.again, self.asking["ico"])

    def show_complaint(self, shown: Shown) -> None:
        """Show one, or of a closed one only that it is there."""
        one = shown.complaint
        if shown.is_closed:
            self.show_shut(shown.number, shown.name)
            return
        about = one.about.label if one.about else ""
        head = CaseHead(shown.number, ", ".join(part for part in (about, shown.name) if part))
        if shown.clock is not None:
            head.tone, head.chip = shown.clock.state.tone, shown.clock.dated
        head.notes = _notes(shown)
        self.show_head(head)
        self._show_said(shown)
        self._show_way(shown)
        self._show_found(one)
        self._letters.list(
            CaseRow(
                letter.letter.label if letter.letter else "Letter",
                ", ".join(
                    part
                    for part in (
                        f"Written {say(letter.written_on)}" if letter.written_on else "",
                        letter.reference,
                    )
                    if part
                ),
                "mail",
            )
            for letter in shown.letters
        )
        self._letters.setVisible(bool(shown.letters))
        self._letters.tell(())
        self._fit(one)

    def _show_said(self, shown: Shown) -> None:
        one = shown.complaint
        came = f"{say(one.received_on)}" if one.received_on else ""
        how = midway(one.channel.label) if one.channel else ""
        by = "the pupil in person" if one.by_pupil else ""
        self._said.tell(
            (
                (
                    "Who complains",
                    ", ".join(part for part in (one.complainant, one.complainant_is, by) if part),
                ),
                ("Arrived", ", ".join(part for part in (came, how) if part)),
                ("Address for the answer", one.address),
                ("They say", one.says),
                ("They want", one.wants),
                ("Whose work it is about", one.about_whom),
                ("About", shown.about_request),
                ("Who looks into it", one.handler or "Nobody yet"),
                ("Who helps them through it", one.first_contact),
            )
        )
        self._said.list(())

    def _show_way(self, shown: Shown) -> None:
        one, both = shown.complaint, shown.clocks
        statute = both.statute.due if both else None
        guidance = both.guidance.due if both else None
        counts = (
            _TWO_COUNTS.format(statute=say(statute), guidance=say(guidance)) if statute and guidance else ""
        )
        told = (
            f"{say(one.acknowledged_on)}, {one.acknowledged_how[:1].lower()}{one.acknowledged_how[1:]}"
            if one.acknowledged_on
            else "Not yet"
        )
        self._first.tell((("They were told that we have it", told), ("The 30 days", counts)))
        self._first.list(())
        self._way.tell((), "" if shown.steps else "Nobody has written down yet what was looked into.")
        self._way.list(
            CaseRow(
                step.step.label if step.step else "Step",
                ", ".join(
                    part
                    for part in (say(step.on_day) if step.on_day else "", step.by_whom, step.words)
                    if part
                ),
                "users" if step.step is StepKind.MEETING else "pen-line",
            )
            for step in shown.steps
        )

    def _show_found(self, one: Complaint) -> None:
        decided = ", ".join(
            part for part in (say(one.decided_on) if one.decided_on else "", one.decided_by) if part
        )
        how = f", {one.told_how[:1].lower()}{one.told_how[1:]}" if one.told_how else ""
        told = f"{say(one.told_on)}{how}" if one.told_on else ""
        self._found.tell(
            (
                ("Outcome", one.outcome.label if one.outcome else ""),
                ("What we found and why", one.found),
                ("What we do about it", one.put_right),
                ("Decided", decided),
                ("They were told on", told),
            ),
            ""
            if one.outcome
            else "Nothing is found yet. Look into it first, and write down what came of it.",
        )
        self._found.list(())
        ico = f"{say(one.taken_to_ico_on)} {one.ico_reference}".strip() if one.taken_to_ico_on else ""
        self._end.tell(
            (
                ("They went to the ICO on", ico),
                ("Closed on", say(one.closed_on) if one.closed_on else ""),
            )
        )
        self._end.list(())

    def _fit(self, one: Complaint) -> None:
        """Which buttons there are now."""
        open_, found = one.is_open, one.outcome is not None
        owes = one.outcome is not None and one.outcome.owes_an_answer
        self.pupil.setVisible(bool(one.pupil_id))
        for name in ("change", "step", "find"):
            self.asking[name].setVisible(open_)
        self.acknowledgement.setVisible(open_ and one.acknowledged_on is None)
        self.asking["acknowledge"].setVisible(open_ and one.acknowledged_on is None)
        self.asking["find"].setText("Change what was found" if found else "Record what was found")
        self.asking["find"].set_kind("secondary" if found else "primary")
        self.outcome.setVisible(open_ and owes)
        self.outcome.set_kind("secondary" if one.told_on else "primary")
        self.asking["told"].setVisible(open_ and owes and one.told_on is None)
        self.close_it.setVisible(open_)
        self.close_it.setEnabled(found and (not owes or one.told_on is not None))
        self.again.setVisible(not open_)


def _notes(shown: Shown) -> list[CaseNote]:
    one = shown.complaint
    if not one.is_open:
        return [CaseNote("neutral", "This complaint is closed.", "Open it again if something new comes.")]
    if one.acknowledged_on is None:
        return [
            CaseNote(
                "soon",
                "Tell them that we have it.",
                "They have a right to hear it within 30 days. A letter that was printed or saved tells nobody: record when it went.",
            )
        ]
    if one.outcome is None and not one.handler:
        return [CaseNote("soon", "Nobody looks into it yet.", "Name somebody whose work it is not about.")]
    if one.outcome is not None and one.outcome.owes_an_answer and one.told_on is None:
        return [
            CaseNote(
                "soon",
                "Tell them what was found.",
                "And that they may go to the ICO. Then record when and how it went.",
            )
        ]
    return []
