"""Notes that say what the provider may not be given, what opens it, and what may be told all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coordinator_app.programmes.agreement import SAFETY, SAFETY_CLAUSE, SHARING_CLAUSE
from coordinator_app.ui.buttons import button
from coordinator_app.ui.labels import label
from coordinator_app.ui.notes import Note


def provider_shut(reasons: Sequence[str], chronology: Callable[[], None]) -> Note:
    """Without consent nothing goes to the provider but what keeps the child safe; `chronology` leads to the calls."""
    return _shut("The provider may not be given this summary without consent.", reasons, chronology)


def telling_shut(chronology: Callable[[], None]) -> Note:
    """The same beside the acts of a programme, where the notes about consent say why already."""
    return _shut("The provider may not be told of this programme without consent.", (), chronology)


def _shut(lead: str, reasons: Sequence[str], chronology: Callable[[], None]) -> Note:
    go = button("Open the chronology", small=True)
    go.clicked.connect(chronology)
    note = Note("over", lead, "\n".join((*reasons, SAFETY)), go, icon="lock")
    clauses = f"Policy {SHARING_CLAUSE}; to keep a child safe, {SAFETY_CLAUSE}"
    note.body.addWidget(label(clauses, "caption", "over-fg", wrap=True))
    return note


def family_shut(reasons: Sequence[str]) -> Note:
    """The wording in force would tell the family what is not so."""
    return Note("over", "This summary cannot be printed as it is.", "\n".join(reasons), icon="lock")
