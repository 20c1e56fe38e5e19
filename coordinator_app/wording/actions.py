"""Write a wording, put it in force, go back to the shipped one; and which wording is in force (003-4.2, 4.3, 7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from coordinator_app.core.changes import Saved
from coordinator_app.core.errors import FieldProblem, GateShut
from coordinator_app.core.plausible import before, missing, refuse
from coordinator_app.core.printable import listed, unprintable
from coordinator_app.core.template import NOT_CHECKED, read, template_hash
from coordinator_app.core.template_own import Lost, composed, lost, one_line
from coordinator_app.core.template_text import LONGEST_TEXT
from coordinator_app.store.session import Session
from coordinator_app.wording.model import (
    ENGLISH,
    FormWording,
    Wording,
    WordingReview,
    approved_at,
    editable,
    newest,
)
from coordinator_app.wording.required import decision
from coordinator_app.wording.shipped import (
    NoSuchForm,
    earlier_texts,
    languages_of,
    shipped,
    shipped_text,
)

_LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class Approval:
    """What is asked before a wording comes into force; `left_out_reason` only where something was left out."""

    approved_by: str
    in_force_from: date | None
    note: str = ""
    left_out_reason: str = ""


def in_force(session: Session, template: str, language: str = ENGLISH) -> Wording:
    """The wording to print today: the partnership's own, or the one that came with Coordinator.

    NoSuchForm if the form is not there in this language.
    """
    original = shipped_text(str(template), language)
    now = newest(versions_of(session, template, language), session.clock.today())
    if now is None or now.is_shipped:
        return from_text(original, language, now.in_force_from if now else None)
    return own_wording(now)


def own_text(session: Session, template: str, language: str = ENGLISH) -> str:
    """The text for a print order: the partnership's own where it is in force, "" for the shipped one in English."""
    now = in_force(session, template, language)
    return now.text if now.is_own or language != ENGLISH else ""


def own_wording(kept: FormWording) -> Wording:
    """A version of the partnership's own, as it is printed."""
    return Wording(
        template=kept.template,
        language=kept.language,
        title=kept.title,
        text=kept.words,
        version=kept.wording_version or 0,
        hash=kept.digest,
        is_own=True,
        since=kept.in_force_from,
    )


def from_text(text: str, language: str, since: date | None = None) -> Wording:
    """A wording of Coordinator's own, as it is printed. TemplateError if it cannot be read."""
    found = read(text)
    return Wording(
        template=found.id,
        language=language,
        title=found.title,
        text=text,
        version=found.version,
        hash=found.digest,
        since=since,
        unchecked=found.translation == NOT_CHECKED,
    )


def shipped_wording(template: str, language: str = ENGLISH) -> Wording:
    """The wording that came with Coordinator, which can always be read. NoSuchForm if there is none."""
    return from_text(shipped_text(template, language), language)


def shipped_wordings(template: str, language: str = ENGLISH) -> tuple[Wording, ...]:
    """The present shipped wording, then those of earlier releases, the newest first. NoSuchForm if there is none."""
    texts = (shipped_text(template, language), *reversed(earlier_texts(template, language)))
    return tuple(from_text(text, language) for text in texts)


def versions_of(session: Session, template: str, language: str = ENGLISH) -> list[FormWording]:
    """The partnership's own versions and goings back to the shipped one, the last approved first; no drafts."""
    where = {"template": str(template), "language": language}
    found = [one for one in session.list(FormWording, where=where) if not one.is_draft]
    return sorted(found, key=approved_at, reverse=True)


def draft_of(session: Session, template: str, language: str = ENGLISH) -> FormWording | None:
    """The draft of a wording; None if nobody is writing one."""
    where = {"template": str(template), "language": language, "in_force_from": None}
    return next(iter(session.list(FormWording, where=where, newest=True)), None)


def new_draft(session: Session, template: str, language: str = ENGLISH) -> FormWording:
    """A draft to begin with, not kept yet: what is in force now, word for word."""
    now = in_force(session, template, language)
    text = read(now.text)
    return FormWording(
        template=str(template),
        language=language,
        title=text.title,
        subtitle=text.subtitle,
        body=text.body.strip("\n"),
        based_on=shipped(str(template), language).digest,
    )


def save_draft(session: Session, draft: FormWording) -> Saved[FormWording]:
    """Keep what was written so far; it may still be wrong or unfinished. InvalidInput for what cannot be kept at all.

    GateShut for a version that is in force already: it is never rewritten, the next one is.
    """
    _can_be_changed(draft)
    refuse(
        (
            missing("title", draft.title, "Give the form a title."),
            _too_long("title", draft.title, _LONGEST_LINE),
            _too_long("subtitle", draft.subtitle, _LONGEST_LINE),
            _too_long("body", draft.body, LONGEST_TEXT),
        )
    )
    kept = {"title": one_line(draft.title), "subtitle": one_line(draft.subtitle)}
    with session.write() as work:
        if draft.id:
            saved = work.change(draft, **kept)
        else:
            other = draft_of(session, draft.template, draft.language)
            if other is not None:
                raise GateShut(("There is a draft of this wording already. Open it and go on with it.",))
            saved = work.change(work.add(draft), **kept)
    return Saved(saved, work.change_id)


def drop_draft(session: Session, draft: FormWording) -> Saved[FormWording]:
    """Put a draft into the trash."""
    _can_be_changed(draft)
    with session.write() as work:
        gone = work.trash(draft)
    return Saved(gone, work.change_id)


def next_version(session: Session, template: str, language: str = ENGLISH) -> int:
    """The number that the next wording gets: one more than any that was ever used, also by what is in the trash."""
    where = {"template": str(template), "language": language}
    used = [one.wording_version or 0 for one in session.list(FormWording, where=where, trashed=None)]
    return max([shipped(str(template), language).version, *used]) + 1


def left_out(draft: FormWording) -> tuple[Lost, ...]:
    """What the shipped wording says or asks and this one does not. TemplateError if it cannot be read."""
    return lost(shipped(draft.template, draft.language), draft.body)


def text_of(draft: FormWording, version: int) -> str:
    """The whole text of a draft as version `version`, header and all. TemplateError if it cannot be read."""
    return composed(shipped(draft.template, draft.language), draft.title, draft.subtitle, draft.body, version)


def put_in_force(session: Session, draft: FormWording, approval: Approval) -> Saved[FormWording]:
    """Make a draft the next version. Every form printed from that day on carries it.

    InvalidInput if who approved it, what changed, the day, or the reason for what was left out is missing, if a
    character of it cannot be printed, or if nothing changed; TemplateError if it cannot be read. GateShut, with the
    words of each, if a box, value or line is missing without which the form cannot be used: no reason lets that go.
    """
    _can_be_changed(draft)
    decision(draft.template, draft.body).demand()
    version = next_version(session, draft.template, draft.language)
    words = text_of(draft, version)
    missing_parts = left_out(draft)
    today = session.clock.today()
    reason = approval.left_out_reason.strip()
    refuse(
        (
            missing("approved_by", approval.approved_by, "Say who approved this wording."),
            missing("note", approval.note, "Say in a few words what changed."),
            missing("in_force_from", approval.in_force_from, "Type the day from which it is printed."),
            before("in_force_from", approval.in_force_from, today, "today"),
            missing("left_out_reason", reason, _why(missing_parts)) if missing_parts else None,
            _unprintable(words),
            _unchanged(session, draft, words),
        )
    )
    with session.write() as work:
        begun = work.put(draft)
        kept = work.change(
            begun,
            wording_version=version,
            words=words,
            digest=template_hash(words),
            approved_by=one_line(approval.approved_by),
            in_force_from=approval.in_force_from,
            note=approval.note.strip(),
            left_out_reason=reason,
        )
    return Saved(kept, work.change_id)


def restore_shipped(session: Session, template: str, language: str, approval: Approval) -> Saved[FormWording]:
    """Print the wording that came with Coordinator again, from today. InvalidInput if it is in force already."""
    now = in_force(session, template, language)
    refuse(
        (
            None
            if now.is_own
            else FieldProblem("template", "The wording that came with Coordinator is in force already."),
            missing("approved_by", approval.approved_by, "Say who decided this."),
            missing("note", approval.note, "Say in a few words why."),
        )
    )
    original = shipped(template, language)
    with session.write() as work:
        kept = work.add(
            FormWording(
                template=template,
                language=language,
                wording_version=original.version,
                title=original.title,
                is_shipped=True,
                digest=original.digest,
                approved_by=one_line(approval.approved_by),
                in_force_from=session.clock.today(),
                note=approval.note.strip(),
            )
        )
    return Saved(kept, work.change_id)


def looked_through(
    session: Session, template: str, language: str, looked_by: str, note: str = ""
) -> Saved[WordingReview]:
    """Note that the wording in force was read today and is still true (003-9.1). InvalidInput without a name."""
    refuse((missing("looked_by", looked_by, "Say who read it."),))
    now = in_force(session, template, language)
    with session.write() as work:
        kept = work.add(
            WordingReview(
                template=template,
                language=language,
                wording_version=now.version,
                digest=now.hash,
                looked_on=session.clock.today(),
                looked_by=one_line(looked_by),
                note=note.strip(),
            )
        )
    return Saved(kept, work.change_id)


def reviews_of(session: Session, template: str, language: str = ENGLISH) -> list[WordingReview]:
    """When a statement was looked through, newest first."""
    return session.list(WordingReview, where={"template": template, "language": language}, newest=True)


def wording_of_hash(session: Session, template: str, digest: str) -> Wording | None:
    """The very wording that somebody acknowledged, by its hash; None for one that this vault has never had."""
    own = session.list(FormWording, where={"template": template, "digest": digest}, newest=True)
    printed = next((one for one in own if one.words), None)
    if printed is not None:
        return own_wording(printed)
    for language in languages_of(template):
        for text in (shipped_text(template, language), *earlier_texts(template, language)):
            if template_hash(text) == digest:
                return from_text(text, language)
    return None


def _can_be_changed(draft: FormWording) -> None:
    if editable(draft.template) is None:
        raise NoSuchForm("There is no wording of this form that can be changed.")
    if not draft.is_draft:
        raise GateShut(
            ("A wording that came into force is never rewritten. Write the next version instead.",)
        )


def _too_long(field: str, text: str, most: int) -> FieldProblem | None:
    if len(text) <= most:
        return None
    return FieldProblem(field, f"This is longer than {most:,} characters. Shorten it.")


def _why(missing_parts: tuple[Lost, ...]) -> str:
    first = missing_parts[0]
    more = len(missing_parts) - 1
    rest = "" if not more else f", and {more} more" if more > 1 else ", and 1 more thing"
    return f"Left out: {first.words}{rest}. Say why, or put it back."


def _unprintable(words: str) -> FieldProblem | None:
    letters = unprintable(words)
    if not letters:
        return None
    return FieldProblem(
        "body", f"These characters cannot be printed: {listed(letters)}. Write them in another way."
    )


def _unchanged(session: Session, draft: FormWording, words: str) -> FieldProblem | None:
    now = read(in_force(session, draft.template, draft.language).text)
    new = read(words)
    same = (now.title, now.subtitle, now.body.strip()) == (new.title, new.subtitle, new.body.strip())
    if not same or now.translation == NOT_CHECKED:
        return None
    return FieldProblem("body", "This is the wording that is in force already. Change it first.")
