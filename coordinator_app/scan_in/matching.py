"""Whose a scan may be: by its code, by the user's word, or a guess that says what it rests on. Never files anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.core.dates import say
from coordinator_app.core.names import fold
from coordinator_app.core.privacy import Choice
from coordinator_app.pupils.model import Pupil
from coordinator_app.scan_in.actions import in_tray
from coordinator_app.scan_in.model import PageMark, ScannedForm, ScannedPage
from coordinator_app.scan_in.placing import blank_form, printed_form
from coordinator_app.scan_in.sorting import all_blank
from coordinator_app.store.session import Session
from coordinator_app.wording.blank import find_blank
from coordinator_app.wording.model import BlankForm

COME_BACK = (FormTemplate.CONSENT_FORM, FormTemplate.REFERRAL_FORM)
"""The forms that are printed to be signed and given back."""
_RECENT_DAYS = 60
_MOST_OUT = 200
_OFFERED = 5


class Match(Choice):
    """How sure it is whose a scan is, in the words of the screen."""

    CODE = "code", "Matched by code"
    CHOSEN = "chosen", "Chosen by you"
    LIKELY = "likely", "Likely match"
    NONE = "none", "No match"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form that was printed and is not back, whose it is, and why it may be this one."""

    printed: PrintedForm
    pupil: Pupil
    why: str
    likely: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """What is known of whose a scan is. `printed` and `pupil` stand for what would be filed; `offers` are guesses.

    `blank` is the form that was printed blank with its code; `other` a pupil whom its code names and the user did not.
    """

    match: Match
    why: str
    pupil: Pupil | None = None
    printed: PrintedForm | None = None
    offers: tuple[Candidate, ...] = ()
    blank: BlankForm | None = None
    other: Pupil | None = None


def forms_out(session: Session) -> list[Candidate]:
    """The forms printed in the last two months that are neither back nor in the tray, newest first.

    Read once for the whole tray.
    """
    earliest = session.clock.today() - timedelta(days=_RECENT_DAYS)
    where = {"returned_on": None, "template": COME_BACK}
    newest = session.list(PrintedForm, where=where, order="printed_on", newest=True, limit=_MOST_OUT)
    here = {form.reference for form in in_tray(session)}
    recent = [
        form
        for form in newest
        if form.printed_on is not None and form.printed_on >= earliest and form.reference not in here
    ]
    ids = tuple({form.pupil_id for form in recent})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    return [
        Candidate(form, pupils[form.pupil_id], f"Printed {say(form.printed_on)} and not back.")
        for form in recent
        if form.pupil_id in pupils and form.printed_on is not None
    ]


def matched(
    session: Session,
    form: ScannedForm,
    pages: Sequence[ScannedPage],
    out: Sequence[Candidate],
    file_words: str,
    file_date: date | None,
) -> Matched:
    """Whose a scan is, as far as its code, the user and the forms that are out can tell."""
    printed = session.find(PrintedForm, form.printed_form_id) if form.printed_form_id else None
    pupil = session.find(Pupil, form.pupil_id) if form.pupil_id else None
    blank = blank_form(session, form)
    if pupil is not None:
        printed = printed if printed is not None and printed.pupil_id == pupil.id else None
        if printed is not None and printed.reference == form.reference:
            return Matched(Match.CODE, _printed_words(printed), pupil, printed)
        its = printed or blank
        words = f" {_printed_words(its)}" if its else ""
        other = _other(session, form, pupil)
        return Matched(Match.CHOSEN, f"You said so.{words}", pupil, printed, blank=blank, other=other)
    if blank is not None:
        why = f"{_printed_words(blank)} It was printed blank, so its code names nobody. Say whose it is."
        return Matched(Match.NONE, why, blank=blank)
    if form.reference:
        return Matched(Match.NONE, unknown_words(session, form.reference), offers=tuple(out[:_OFFERED]))
    if all_blank(pages):
        return Matched(Match.NONE, "Nothing stands on it, so nobody can tell whose it is.")
    marked = any(page.mark in _MARKS for page in pages)
    # the code of a blank form or a stranger's rules every form of ours out; letters below a torn one are surer
    nobodys = any(page.mark is PageMark.BLANK_FORM for page in pages)
    offers = () if nobodys else guesses(out, file_words, file_date)
    likely = bool(offers) and offers[0].likely and not marked
    why = offers[0].why if likely else _mark_words(pages)
    return Matched(Match.LIKELY if likely else Match.NONE, why, offers=offers)


def _other(session: Session, form: ScannedForm, pupil: Pupil) -> Pupil | None:
    coded = printed_form(session, form.reference)
    return session.find(Pupil, coded.pupil_id) if coded is not None and coded.pupil_id != pupil.id else None


def guesses(out: Sequence[Candidate], file_words: str, file_date: date | None) -> tuple[Candidate, ...]:
    """The forms that a scan without a code may be, the likeliest first: by the file's name, else the only one out."""
    before = [one for one in out if file_date is None or (one.printed.printed_on or date.max) <= file_date]
    folded = _words(file_words)
    named = [one for one in before if _names(one.pupil, folded)]
    if len({one.pupil.id for one in named}) == 1:
        sure = Candidate(named[0].printed, named[0].pupil, "The name of the file says so.", likely=True)
        return (sure, *(one for one in before if one.printed.id != sure.printed.id))[:_OFFERED]
    if len(before) == 1:
        only = "It is the only form that was printed lately and is not back."
        return (Candidate(before[0].printed, before[0].pupil, only, likely=True),)
    return tuple([*named, *(one for one in before if one not in named)][:_OFFERED])


def _names(pupil: Pupil, folded: frozenset[str]) -> bool:
    family, given = _words(pupil.family_name), _words(pupil.given_names.split(" ")[0])
    return bool(family and given) and family | given <= folded


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text)))


def by_letters(session: Session, reference: str) -> PrintedForm | None:
    """The form whose printed letters were typed, however they were grouped; None if there is none."""
    return printed_form(session, _grouped(reference))


def blank_by_letters(session: Session, reference: str) -> BlankForm | None:
    """The form that was printed blank with the letters that were typed, if it has been nobody's yet."""
    blank = find_blank(session, _grouped(reference))
    return blank if blank is not None and blank.used_on is None else None


def _grouped(reference: str) -> str:
    plain = "".join(char for char in reference.upper() if char.isalnum())
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def _printed_words(printed: PrintedForm | BlankForm) -> str:
    when = f", printed {say(printed.printed_on)}" if printed.printed_on else ""
    title = printed.template.label if printed.template else "Form"
    return f"{title}{when}."


def unknown_words(session: Session, reference: str) -> str:
    """Why a code of our shape leads nowhere."""
    if printed_form(session, reference) is not None:
        return (
            "This form was filed for a pupil after the scan was dropped. Find the pupil if it belongs there."
        )
    gone = session.list(PrintedForm, where={"reference": reference}, trashed=None)
    if gone:
        return "The form with this code, or its pupil, is in the trash. Find the pupil yourself if it belongs here."
    return (
        "No form with this code was printed from this vault. It may come from another partnership or a practice "
        "vault, or the code was made up. Look at it closely before you file it."
    )


_MARKS = {
    PageMark.TORN: "There is a code, but it cannot be read. The letters printed below it find the form.",
    PageMark.BLANK_FORM: "This form was printed blank, so its code names nobody.",
    PageMark.FOREIGN: "The code on it is not one of ours.",
    PageMark.SEVERAL: "One page shows the codes of several forms. Was one laid on the other?",
}


def _mark_words(pages: Sequence[ScannedPage]) -> str:
    marks = [page.mark for page in pages if page.mark in _MARKS]
    return _MARKS[marks[0]] if marks and marks[0] is not None else "There is no code on it."
