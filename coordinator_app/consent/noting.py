"""Forms are noted as printed before they are: for a pupil, or blank ones under codes of their own (003-4.3)."""

from __future__ import annotations

from coordinator_app.consent.actions import forms_printed
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.orders import FillIn
from coordinator_app.core.changes import Saved
from coordinator_app.store.session import Session
from coordinator_app.wording.blank import MOST_COPIES, blanks_printed
from coordinator_app.wording.model import BlankForm
from coordinator_app.wording.shipped import languages

COPIES = (1, 2, 5, 10, 20, MOST_COPIES)
"""How many of each blank form are offered."""
Noted = Saved[PrintedForm] | Saved[BlankForm]


def note_printed(
    session: Session,
    pupil_id: str,
    forms: tuple[tuple[FormTemplate, int, str], ...],
    fill: FillIn,
    references: tuple[str, ...] = (),
    *,
    copies: int = 1,
) -> tuple[Noted, ...]:
    """Note each (template, version, hash) as printed today; without a pupil as blank forms, `copies` of each."""
    if pupil_id:
        return forms_printed(session, pupil_id, forms, large_print=fill.large_print, references=references)
    return blanks_printed(session, forms * copies, language=fill.language, large_print=fill.large_print)


def languages_offered() -> list[tuple[str, str]]:
    """Code and own name of each language in which there are forms, English first."""
    return list(languages().items())
