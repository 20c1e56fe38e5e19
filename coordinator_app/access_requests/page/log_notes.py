"""What is said beside the questions of logging a request: who could be taken for whom, what the answers lead to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from coordinator_app.access_requests.page.log_answers import Answers, carer_words
from coordinator_app.access_requests.page.log_form import About
from coordinator_app.access_requests.sorting import explained
from coordinator_app.ui import layout
from coordinator_app.ui.notes import Note

_NOT_THEIRS = "This is not a request to see one's own information."
_OFFICIAL = "They have no right to see it as a person has. It is given or refused by a decision of its own, in its own register."

_OWN_REGISTERS = {
    About.OFFICIAL: (_NOT_THEIRS, _OFFICIAL),
    About.COMPLAINT: (
        "It is logged under Complaints.",
        "They are told within 30 days that we have it. Where they also ask to see something, log that here as well.",
    ),
    About.CORRECTION: (
        "It is logged under Corrections asked for.",
        "It is answered within a month, and whoever was given the wrong words is told.",
    ),
    About.RIGHTS: ("It is logged under Erase, restrict, stop.", "It is answered within a month."),
}


class LogNotes:
    """`similar` stands above the questions, `officials` (what has a register of its own) below the first answer, `means` below the sort."""

    def __init__(self) -> None:
        self.similar, self.officials, self.means = QWidget(), QWidget(), QWidget()
        self._similar = layout.column(self.similar, space=8)
        self._officials = layout.column(self.officials, space=0)
        self._means = layout.column(self.means, space=0)

    def tell(self, answers: Answers) -> None:
        """Say what the answers so far make necessary to say."""
        for part in (self._similar, self._officials, self._means):
            layout.clear(part)
        for lead, words in _alike(answers):
            self._similar.addWidget(Note("soon", lead, words))
        own = next((said for about, said in _OWN_REGISTERS.items() if answers.about == about), None)
        if own is not None:
            self._officials.addWidget(Note("info", *own))
        if answers.sort is not None:
            bound = answers.family.bound if answers.family and answers.about_pupil else None
            means = explained(answers.sort, bound=bound)
            self._means.addWidget(Note("info", means.what, f"{means.clocks} {means.then}"))
        for holder, part in (
            (self.similar, self._similar),
            (self.officials, self._officials),
            (self.means, self._means),
        ):
            holder.setVisible(part.count() > 0)


def _alike(answers: Answers) -> list[tuple[str, str]]:
    """Two pupils, or two grown-ups round this one, who could be taken for each other: (lead, words)."""
    family, carer = answers.family, answers.carer
    found: list[tuple[str, str]] = []
    if family is None:
        return []
    if family.similar:
        found.append(
            ("Take care: a similar name.", f"{'; '.join(family.similar)}. Check it is the right pupil.")
        )
    alike = family.alike_carers(carer.name) if carer else ()
    if len(alike) > 1:
        words = f"{'; '.join(carer_words(one) for one in alike)}. Check it is the right one."
        found.append(("Two people here have nearly the same name.", words))
    known = answers.on_record()
    if known is not None:
        words = f"{carer_words(known)}. If it is the same person, choose them under Who asked."
        found.append(("Somebody of this name is on the record.", words))
    return found
