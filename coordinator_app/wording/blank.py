"""Blank forms: printed for nobody in particular, each with a code of its own, and filed once they come back (003-4.3)."""

from __future__ import annotations

from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.pupils.model import Pupil
from coordinator_app.store.session import Session
from coordinator_app.store.unit_of_work import Work
from coordinator_app.wording.model import BlankForm

MOST_COPIES = 30


def blanks_printed(
    session: Session,
    forms: tuple[tuple[FormTemplate, int, str], ...],
    *,
    language: str,
    large_print: bool = False,
    references: tuple[str, ...] = (),
) -> tuple[Saved[BlankForm], ...]:
    """Note blank forms as printed; each (template, version, hash) gets a reference of its own for the code on it."""
    drawn = references or tuple(new_reference() for _ in forms)
    saved = []
    with session.write() as work:
        for (template, version, wording), reference in zip(forms, drawn, strict=True):
            blank = BlankForm(
                template=template,
                template_version=version,
                template_hash=wording,
                language=language,
                reference=reference,
                printed_on=session.clock.today(),
                large_print=large_print,
            )
            saved.append(work.add(blank))
    return tuple(Saved(blank, work.change_id) for blank in saved)


def find_blank(session: Session, reference: str) -> BlankForm | None:
    """The blank form with this code, read from a scan or typed; None for a code of another kind or of nobody's."""
    return next(iter(session.list(BlankForm, where={"reference": reference})), None) if reference else None


def belongs_to(session: Session, blank: BlankForm, pupil_id: str) -> Saved[PrintedForm]:
    """A blank form came back filled in: from now on it is this pupil's, under the code that it carries.

    GateShut if it has been filed for a pupil before; NotFound if the pupil is not there.
    """
    with session.write() as work:
        form = belongs_in(session, work, blank, pupil_id)
    return Saved(form, work.change_id)


def belongs_in(session: Session, work: Work, blank: BlankForm, pupil_id: str) -> PrintedForm:
    """The same within a unit of work that does more: files the scan of it."""
    session.get(Pupil, pupil_id)
    if blank.used_on is not None:
        raise GateShut(("A form with this code has come back already. Each code is on one form only.",))
    form = work.add(
        PrintedForm(
            pupil_id=pupil_id,
            template=blank.template,
            template_version=blank.template_version,
            template_hash=blank.template_hash,
            reference=blank.reference,
            printed_on=blank.printed_on,
            large_print=blank.large_print,
        )
    )
    work.change(blank, used_on=session.clock.today())
    return form


def nobodys_again(session: Session, work: Work, form: PrintedForm) -> bool:
    """Take back that a blank form came back for a pupil; False if the form was printed for the pupil by name."""
    blank = find_blank(session, form.reference)
    if blank is None:
        return False
    work.trash(form)
    work.change(blank, used_on=None)
    return True
