"""What the screens of wording show, read in one go; frozen, and free of Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.consent.model import Consent, FormTemplate
from coordinator_app.consent.orders import FillIn, form_order, is_filled_in
from coordinator_app.core.dates import say
from coordinator_app.core.export_table import Table
from coordinator_app.core.print_order import PrintOrder, listed
from coordinator_app.core.template import Template, read
from coordinator_app.core.template_own import Lost, lost
from coordinator_app.organisations.letterhead import house
from coordinator_app.pupils.model import Pupil
from coordinator_app.referrals.model import Referral
from coordinator_app.store.session import Session
from coordinator_app.wording import actions
from coordinator_app.wording.judging import MEASURED, Judgement, judged, reading_of
from coordinator_app.wording.model import EDITABLE, Editable, FormWording, Wording, WordingReview, editable
from coordinator_app.wording.said import contact_said, said
from coordinator_app.wording.shipped import NoSuchForm, english_name, languages_of, shipped
from coordinator_app.wording.undoing import uses_of

MOST_NAMES = 100


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form in one language, for the list: what is in force, whether a draft waits, what it lacks, how hard it is."""

    form: Editable
    language: str
    language_name: str
    now: Wording
    has_draft: bool
    lost: tuple[Lost, ...]
    age: float | None


def read_forms(session: Session) -> tuple[FormLine, ...]:
    """Every form in every language it comes in."""
    return tuple(_line(session, form, language) for form in EDITABLE for language in languages_of(form.name))


def _line(session: Session, form: Editable, language: str) -> FormLine:
    now = actions.in_force(session, form.name, language)
    body = read(now.text).body
    return FormLine(
        form=form,
        language=language,
        language_name=english_name(language),
        now=now,
        has_draft=actions.draft_of(session, form.name, language) is not None,
        lost=lost(shipped(form.name, language), body) if now.is_own else (),
        age=reading_of(body).age if language == MEASURED else None,
    )


def forms_table(session: Session) -> Table:
    """The list as it stands, for export."""
    rows = tuple(
        (
            one.form.title,
            one.language_name,
            one.form.reader,
            one.now.version,
            one.now.hash[:8],
            "Our own" if one.now.is_own else "Came with Coordinator",
            one.now.since,
            round(one.age, 1) if one.age is not None else None,
            "Yes" if one.has_draft else "",
        )
        for one in read_forms(session)
    )
    columns = (
        *("Form", "Language", "For", "Version", "Fingerprint", "Whose wording", "In force since"),
        *("Reading age", "Draft waiting"),
    )
    return Table("Statements and forms", columns, rows)


@dataclass(frozen=True, slots=True)
class Version:
    """One version for the list of versions: the wording, the record it was kept in (None: shipped), and its uses."""

    wording: Wording
    kept: FormWording | None
    uses: int
    in_force: bool

    @property
    def key(self) -> str:
        """Names it on the screens: the record's id, or the hash of a shipped one."""
        return self.kept.id if self.kept else self.wording.hash


@dataclass(frozen=True, slots=True)
class WordingFacts:
    """Everything the editor shows of one form in one language. `draft` is what to write on, kept or new."""

    form: Editable
    language: str
    language_name: str
    today: date
    now: Wording
    shipped: Template
    draft: FormWording
    next_version: int
    versions: tuple[Version, ...]
    reviews: tuple[WordingReview, ...]
    order: PrintOrder
    newly_shipped: bool


def read_wording(session: Session, template: str, language: str, *, practice: bool) -> WordingFacts:
    """The facts of one form. NoSuchForm if it is not there in this language."""
    form = editable(template)
    original = shipped(template, language)
    if form is None:
        raise NoSuchForm("There is no wording of this form that can be changed.")
    now = actions.in_force(session, template, language)
    draft = actions.draft_of(session, template, language) or actions.new_draft(session, template, language)
    return WordingFacts(
        form=form,
        language=language,
        language_name=english_name(language),
        today=session.clock.today(),
        now=now,
        shipped=original,
        draft=draft,
        next_version=actions.next_version(session, template, language),
        versions=tuple(_versions(session, template, language, now)),
        reviews=tuple(actions.reviews_of(session, template, language)),
        order=preview_order(session, original, language, practice=practice),
        newly_shipped=_newly_shipped(session, template, language, now, original),
    )


def _versions(session: Session, template: str, language: str, now: Wording) -> Iterator[Version]:
    """The partnership's own, newest first, then the shipped ones, the present before the earlier."""
    for kept in actions.versions_of(session, template, language):
        if not kept.is_shipped:
            wording = actions.own_wording(kept)
            yield Version(wording, kept, uses_of(session, wording.hash), wording.hash == now.hash)
    for wording in actions.shipped_wordings(template, language):
        yield Version(wording, None, uses_of(session, wording.hash), wording.hash == now.hash)


def _newly_shipped(session: Session, template: str, language: str, now: Wording, original: Template) -> bool:
    """Whether Coordinator came with another wording after the partnership's own was made from the one before."""
    kept = next(
        (one for one in actions.versions_of(session, template, language) if one.digest == now.hash), None
    )
    return bool(now.is_own and kept and kept.based_on and kept.based_on != original.digest)


def preview_order(session: Session, original: Template, language: str, *, practice: bool) -> PrintOrder:
    """The order by which a wording is shown while it is written: ours filled in, everybody else's left open."""
    known = next((one for one in FormTemplate if one.value == original.id and is_filled_in(one)), None)
    if known is not None:
        fill = FillIn(language=language)
        return replace(form_order(session, known, None, practice=practice, fill=fill), wording="")
    ours = house(session, practice=practice)
    values = {name: ours.values[name] for name in original.values if ours.values.get(name)}
    parts = {name: listed(("Coordinator fills this in.",)) for name in original.generated}
    gaps = {name: said(language, words) for name, words in ours.gaps.items() if name in original.values}
    head = replace(ours.head, contact=contact_said(language, ours.head.contact))
    return PrintOrder(
        template=original.id,
        head=head,
        values=values,
        gaps=gaps,
        parts=parts,
        choices=original.choices,
        is_letter=original.id.startswith("letter-"),
    )


def judge(_session: Session, draft: FormWording, version: int) -> Judgement:
    """Judge on a reader, away from the window's thread."""
    return judged(draft, version)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who acknowledged a version: the pupil it was about, who signed, as what, and when."""

    pupil_id: str
    pupil: str
    words: str
    on_day: date | None


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """How many forms of a version were printed or acknowledged in all, and the newest who acknowledged it."""

    uses: int
    consents: int
    referrals: int
    newest: tuple[Acknowledgement, ...]


def read_acknowledged(session: Session, digest: str) -> Acknowledged:
    """Who acknowledged the version with this hash, the newest first, at most `MOST_NAMES` of each kind."""
    where = {"statement_hash": digest}
    consents = session.list(Consent, where=where, order="signed_on", newest=True, limit=MOST_NAMES)
    referrals = session.list(Referral, where=where, newest=True, limit=MOST_NAMES)
    ids = tuple({*(one.pupil_id for one in consents), *(one.pupil_id for one in referrals)})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    found = [
        *(_acknowledged(pupils, one.pupil_id, "Consent form", one.signed_on) for one in consents),
        *(
            _acknowledged(pupils, one.pupil_id, f"Referral form, {one.signed_by}".rstrip(", "), one.signed_on)
            for one in referrals
        ),
    ]
    newest = sorted(found, key=lambda one: one.on_day or date.min, reverse=True)
    return Acknowledged(
        uses=uses_of(session, digest),
        consents=session.count(Consent, where=where),
        referrals=session.count(Referral, where=where),
        newest=tuple(newest),
    )


def _acknowledged(
    pupils: dict[str, Pupil], pupil_id: str, words: str, on_day: date | None
) -> Acknowledgement:
    pupil = pupils.get(pupil_id)
    called = pupil.called if pupil else "A pupil no longer on the list"
    signed = f"{words}, signed {say(on_day)}" if on_day else f"{words}, not dated"
    return Acknowledgement(pupil_id if pupil else "", called, signed, on_day)


def plain_text(title: str, subtitle: str, body: str, *, sources: bool) -> str:
    """A wording as it is compared: its titles and text, without the sources of its sentences unless wanted."""
    shown = body if sources else re.sub(r"[ \t]*<!--.*?-->", "", body, flags=re.DOTALL)
    return "\n\n".join(part for part in (title, subtitle, shown.strip("\n")) if part)
