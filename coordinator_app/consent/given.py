"""Which privacy statement a family had before it when it signed: what a signed form is recorded against (003-7.3c)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import shipped_wording, versions_of, wording_of_hash
from coordinator_app.wording.model import ENGLISH, BlankForm, FormWording, newest
from coordinator_app.wording.shipped import languages_of

_STATEMENT = FormTemplate.PARENT_STATEMENT
_ONE_PACK = timedelta(minutes=1)
"""What was noted as printed within a minute was one press of the button."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it was printed: its code, its language, the day and the moment."""

    reference: str
    version: int
    digest: str
    language: str
    printed_on: date
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A version of the statement by number and hash; `printed_on` is None where none is known to have been printed."""

    version: int
    digest: str
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements that a family may have been given, and the wordings that were in force, by language."""

    today: date
    forms: tuple[Sheet, ...]
    printed: tuple[Sheet, ...]
    wordings: dict[str, tuple[FormWording, ...]]
    shipped: dict[str, Given]

    def given(self, reference: str, signed_on: date | None) -> Given:
        """The statement printed in one pack with the form of this code; else the last one they had when they signed.

        Without any it is the one in force on the day signed, in the form's language.
        """
        signed = signed_on or self.today
        form = next((one for one in self.forms if one.reference == reference), None)
        found = self._of_pack(form) if form else None
        if form and found is None:  # the form names what was in force when it was printed
            found = _last((one for one in self.printed if one.made_at <= form.made_at), form.language)
        if found is None:
            in_time = (one for one in self.printed if one.printed_on <= signed)
            found = _last(in_time, form.language if form else "")
        if found is not None:
            return Given(found.version, found.digest, found.printed_on)
        return self._in_force(form.language if form else ENGLISH, signed)

    def _of_pack(self, form: Sheet) -> Sheet | None:
        together = [one for one in self.printed if _packed(one, form)]
        return min(
            together,
            key=lambda one: (one.language != form.language, abs(one.made_at - form.made_at)),
            default=None,
        )

    def _in_force(self, language: str, day: date) -> Given:
        language = language if language in self.shipped else ENGLISH
        own = newest(list(self.wordings[language]), day)
        if own is None or own.is_shipped or own.wording_version is None:
            return self.shipped[language]
        return Given(own.wording_version, own.digest)


def statements_of(session: Session, printed: Sequence[PrintedForm]) -> Statements:
    """What is needed to tell for one family, from the forms printed for it."""
    blanks = {one.reference: one for one in _blanks(session, printed)}
    languages: dict[tuple[str, str], str] = {}

    def sheet(form: PrintedForm | BlankForm) -> Sheet:
        blank = blanks.get(form.reference)
        name = form.template.value if form.template else ""
        if (name, form.template_hash) not in languages:
            wording = wording_of_hash(session, name, form.template_hash) if name else None
            languages[name, form.template_hash] = wording.language if wording else ENGLISH
        made = (blank or form).created_at  # a blank form became theirs only when it came back
        assert made is not None, "what is kept has it"
        assert form.printed_on is not None, "it is required"
        return Sheet(
            form.reference,
            form.template_version or 0,
            form.template_hash,
            languages[name, form.template_hash],
            form.printed_on,
            made,
        )

    theirs = {one.reference for one in printed}
    near = [one for one in blanks.values() if one.template is _STATEMENT and one.reference not in theirs]
    forms = tuple(sheet(one) for one in printed if one.template is FormTemplate.CONSENT_FORM)
    own = [sheet(one) for one in printed if one.template is _STATEMENT]
    # a blank statement of another pack was given to another family
    own += [one for one in map(sheet, near) if any(_packed(one, form) for form in forms)]
    known = languages_of(_STATEMENT.value)
    shipped = {one: shipped_wording(_STATEMENT.value, one) for one in known}
    return Statements(
        session.clock.today(),
        forms,
        tuple(own),
        {one: tuple(versions_of(session, _STATEMENT.value, one)) for one in known},
        {one: Given(wording.version, wording.hash) for one, wording in shipped.items()},
    )


def _blanks(session: Session, printed: Sequence[PrintedForm]) -> list[BlankForm]:
    """The blank forms that came back as these, and the statements printed on their days."""
    references = tuple(one.reference for one in printed)
    if not references:
        return []
    used = session.list(BlankForm, where={"reference": references})
    days = tuple({one.printed_on for one in used if one.printed_on})
    if not days:
        return used
    return [*used, *session.list(BlankForm, where={"template": _STATEMENT, "printed_on": days})]


def _packed(one: Sheet, form: Sheet) -> bool:
    return abs(one.made_at - form.made_at) <= _ONE_PACK


def _last(sheets: Iterable[Sheet], language: str) -> Sheet | None:
    """The one printed last, in the language of the form if there is one."""
    return max(sheets, key=lambda one: (one.language == language, one.printed_on, one.made_at), default=None)
