"""What the People and details tab shows, read in one go and put into lines (no Qt).

A confidential address is not among them: it is read when it is asked for. Health and safeguarding are read only for
who holds their key and has typed the passphrase in the last minutes (decision 20).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from coordinator_app.core.catalogue import Record, record_type
from coordinator_app.core.dates import say
from coordinator_app.core.gates import OPEN, Decision
from coordinator_app.core.privacy import Choice, Compartment
from coordinator_app.documents.model import Document
from coordinator_app.organisations.actions import schools_to_choose
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.apart import merges_of
from coordinator_app.pupils.details import Details, Kin, details_of
from coordinator_app.pupils.duplicates import LikePupil, like_pupils, said_different
from coordinator_app.pupils.gate import may_be_kept
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.pupils.model import HIDDEN, Carer, Pupil, Relationship
from coordinator_app.pupils.namesakes import told_apart
from coordinator_app.pupils.parts import CarePlan, MedicalNote, PupilName, PupilNeed, SchoolOnRoll, runs
from coordinator_app.store.session import Session

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a section: what it is about, the facts, a warning to read first; `record` is what is changed.

    `stays` says why it cannot be put in the trash, if it cannot.
    """

    title: str
    second: str = ""
    warning: str = ""
    chips: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    record: Record | None = None
    hides_address: bool = False
    opens: str = ""
    stays: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that was merged into this one; `waits` for a later merge to be taken apart first."""

    merge_id: str
    words: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """All of the tab. `gate` says whether a record may be kept (003-7.2). `apart_open` says whether health and safeguarding may be shown now, `apart_key` whether ever."""

    pupil: Pupil
    gate: Decision = OPEN
    people: tuple[Item, ...] = ()
    orders: tuple[Item, ...] = ()
    kin: tuple[Item, ...] = ()
    facts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    names: tuple[Item, ...] = ()
    schools: tuple[Item, ...] = ()
    needs: tuple[Item, ...] = ()
    apart: tuple[Item, ...] = ()
    apart_open: bool = False
    apart_key: bool = True
    merged: tuple[Merged, ...] = ()
    school_options: Options = ()
    document_options: Options = ()
    carer_options: Options = field(default=())


def read_about(session: Session, pupil_id: str, *, apart_open: bool) -> About:
    """Read the tab. Raises NotFound."""
    pupil, today = session.get(Pupil, pupil_id), session.clock.today()
    details = details_of(session, pupil_id)
    carers = carers_of(session, pupil_id)
    shown = apart_open and details.guarded_open
    return About(
        pupil=pupil,
        gate=may_be_kept(session, pupil_id),
        people=tuple(person(one) for one in carers),
        orders=tuple(_order(one, today) for one in details.orders),
        kin=_kin(session, details.kin),
        facts=facts_of(pupil),
        names=tuple(_name(one) for one in details.names),
        schools=_schools(pupil, details.schools, today),
        needs=tuple(_need(one, today) for one in details.needs),
        apart=tuple(_apart(details, today)) if shown else (),
        apart_open=shown,
        apart_key=details.guarded_open,
        merged=tuple(_merged(session, pupil_id)),
        school_options=schools_to_choose(session, pupil.school_id),
        document_options=_documents(session, pupil_id),
        carer_options=tuple((one.id, one.name) for one in carers),
    )


@dataclass(frozen=True, slots=True)
class Alike:
    """Who may be the same child, and who was said not to be: (id, words)."""

    maybe: tuple[LikePupil, ...] = ()
    different: tuple[tuple[str, str], ...] = ()


def read_alike(session: Session, pupil_id: str) -> Alike:
    """Who may be the same child; read after the tab, since the first look at all names takes a while."""
    return Alike(
        tuple(like_pupils(session, session.get(Pupil, pupil_id))), tuple(_different(session, pupil_id))
    )


def _different(session: Session, pupil_id: str) -> Iterable[tuple[str, str]]:
    for one in said_different(session, pupil_id):
        other = session.find(Pupil, one.other_id if one.pupil_id == pupil_id else one.pupil_id)
        if other is not None and other.trashed_at is None:
            born = f"born {say(other.birth_date)}" if other.birth_date else ""
            on = f"said on {say(one.said_on)}" if one.said_on else ""
            yield other.id, ", ".join(part for part in (other.words, born, on) if part)


def address_of(session: Session, carer_id: str) -> str:
    """A confidential address, asked for on purpose; the audit says that it was looked at. Runs on the writer."""
    carer = session.get(Carer, carer_id)
    session.viewed(carer)
    return ", ".join(line.strip() for line in carer.address.splitlines() if line.strip())


def guarded_records(session: Session, pupil_id: str) -> list[Record]:
    """What is kept apart about a pupil, so that the audit can say that it was looked at."""
    details = details_of(session, pupil_id)
    return [*details.medical, *details.plans]


# people


def person(one: Carer) -> Item:
    """A parent, carer or contact, with what must be known before calling them."""
    relation = one.relationship or Relationship.OTHER
    words = [relation.label if relation is not Relationship.OTHER else "Contact"]
    if one.lives_with_pupil is not None:
        words.append("the pupil lives with them" if one.lives_with_pupil else "lives elsewhere")
    return Item(
        f"{one.contact_order}. {one.name}" if one.contact_order else one.name,
        ", ".join(words),
        one.warning,
        _responsibility(one),
        _reached(one),
        one,
        hides_address=one.address_is_confidential and bool(one.address),
    )


def _responsibility(one: Carer) -> tuple[tuple[str, str], ...]:
    if one.has_responsibility is None:
        return (("soon", "Parental responsibility not known"),)
    if not one.has_responsibility:
        return ()
    seen = one.evidence is not None
    return (("safe" if seen else "soon", "Parental responsibility" if seen else "Responsibility not seen"),)


def _reached(one: Carer) -> tuple[tuple[str, str], ...]:
    """(icon, words) lines: how to reach them, in what language, and what the responsibility rests on."""
    if one.has_died:
        return ()
    numbers = " or ".join(part for part in (one.telephone, one.other_telephone) if part)
    likes = f"(likes: {_small(one.preferred_way.label)})" if one.preferred_way else ""
    evidence = one.evidence.label if one.evidence and one.has_responsibility else ""
    seen = f" on {say(one.evidence_seen_on)}" if one.evidence_seen_on and evidence else ""
    speaks = f"Speaks {one.language}." if one.language else ""
    lines = (
        ("phone", " ".join(part for part in (numbers or "No telephone number", likes) if part)),
        ("mail", one.email),
        ("message-square", " ".join(p for p in (speaks, _needs(one)) if p)),
        ("file-check", f"{evidence}{seen}. {one.evidence_note}".strip() if evidence else ""),
        ("lock" if one.address_is_confidential else "book-user", _address(one)),
    )
    return tuple((icon, words) for icon, words in lines if words)


def _needs(one: Carer) -> str:
    return "Needs an interpreter." if one.needs_interpreter else ""


def _address(one: Carer) -> str:
    if one.address_is_confidential:
        return HIDDEN
    return ", ".join(line.strip() for line in one.address.splitlines() if line.strip())


def _order(one: CourtOrder, today: date) -> Item:
    kind = one.order_kind.label if one.order_kind else "Court order"
    made = f"made on {say(one.made_on)}" if one.made_on else ""
    end = one.ended_on or one.ends_on
    until = f"{'ended' if end < today else 'until'} {say(end)}" if end else "no end given"
    seen = f"Seen by {one.seen_by}{f' on {say(one.seen_on)}' if one.seen_on else ''}." if one.seen_by else ""
    holds = one.holds_on(today)
    return Item(
        f"{kind}: {one.about}",
        _begun(", ".join(part for part in (made, until) if part)) + (f". {seen}" if seen else ""),
        one.banner if holds else "",
        (("over", "Holds now"),) if holds else (("neutral", "Over"),),
        () if holds else (("history", one.meaning),),
        one,
    )


def _kin(session: Session, kin: Sequence[Kin]) -> tuple[Item, ...]:
    apart = told_apart(session, [one.pupil for one in kin])
    return tuple(
        Item(
            one.pupil.called,
            ", ".join(
                part
                for part in (
                    _label(one.link.bond),
                    _year(one.pupil),
                    apart.get(one.pupil.id, ""),
                    one.link.note,
                )
                if part
            ),
            record=one.link,
            opens=one.pupil.id,
        )
        for one in kin
    )


# what the pupil's own record says


def facts_of(pupil: Pupil) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The pupil's own answers in groups; what is not known is left out, a group without answers too."""
    groups = (
        ("Who", _who(pupil)),
        ("Support around the child", _support(pupil)),
    )
    kept = ((title, tuple(line for line in lines if line[1])) for title, lines in groups)
    return tuple((title, lines) for title, lines in kept if lines)


def _who(pupil: Pupil) -> Iterable[tuple[str, str]]:
    source = f" (said by {_small(pupil.ethnicity_source.label)})" if pupil.ethnicity_source else ""
    extra = ", learns English as an additional language" if pupil.has_additional_language else ""
    return (
        ("Full name", f"{pupil.given_names} {pupil.family_name}"),
        ("Known as", pupil.known_as),
        ("How to say it", pupil.pronunciation),
        ("Date of birth", say(pupil.birth_date) if pupil.birth_date else ""),
        ("UPN", pupil.upn),
        ("Former UPNs", pupil.former_upns),
        ("ULN", pupil.uln),
        ("Ethnicity", f"{_label(pupil.ethnicity)}{source}" if pupil.ethnicity else ""),
        ("First language", _begun(f"{pupil.first_language}{extra}".removeprefix(", "))),
    )


def _support(pupil: Pupil) -> Iterable[tuple[str, str]]:
    authority = f", {pupil.care_authority}" if pupil.care_authority else ""
    status = f". {pupil.care_status.label}" if pupil.care_status else ""
    return (
        ("Special educational needs", _label(pupil.sen_status)),
        (
            "In care",
            f"Yes{authority}{status}" if pupil.is_in_care else "No" if pupil.is_in_care is False else "",
        ),
        ("Was in care before", "Yes" if pupil.was_in_care else ""),
        ("Young carer", "Yes" if pupil.is_young_carer else ""),
        ("Parent in the armed forces", "Yes" if pupil.is_service_child else ""),
        ("Free school meals", _begun(_days(pupil.free_meals_from, pupil.free_meals_until))),
    )


def _name(one: PupilName) -> Item:
    days = _days(one.from_day, one.until_day)
    return Item(
        one.whole, ", ".join(part for part in (_label(one.name_kind), days, one.note) if part), record=one
    )


def _schools(pupil: Pupil, lines: Sequence[SchoolOnRoll], today: date) -> tuple[Item, ...]:
    found = []
    present = False
    for one in lines:
        is_present = one.school_id == pupil.school_id and one.until_day is None
        if is_present and present:
            continue  # of two records that were merged
        present = present or is_present
        days = _days(one.from_day, one.until_day)
        state = (
            "On roll now"
            if is_present
            else ""
            if one.until_day and one.until_day <= today
            else "No end given"
        )
        words = ", ".join(part for part in (state, days, one.why_left) if part)
        stays = "The pupil is on roll there now. Change the school first." if is_present else ""
        found.append(Item(one.school_name, _begun(words), record=one, stays=stays))
    return tuple(found)


def _need(one: PupilNeed, today: date) -> Item:
    rank = {1: "Main need", 2: "Second need"}.get(one.rank or 0, f"Need {one.rank}")
    by = f"assessed by {one.assessed_by}" if one.assessed_by else ""
    days = _days(one.from_day, one.until_day)
    words = ", ".join(part for part in (rank if runs(one, today) else "No longer", days, by) if part)
    return Item(_label(one.need), words, record=one)


def _apart(details: Details, today: date) -> Iterable[Item]:
    for plan in details.plans:
        yield _plan(plan, today)
    for note in details.medical:
        yield _medical(note, today)


def _plan(one: CarePlan, today: date) -> Item:
    worker = (("phone", f"Social worker: {one.social_worker}"),) if one.social_worker else ()
    words = (("shield-alert", one.words),) if one.words else ()
    facts = (_label(one.plan_reason), _days(one.from_day, one.until_day))
    chip = ("over", "Now") if runs(one, today) else ("neutral", "Over")
    return Item(
        _label(one.plan_kind), _begun(", ".join(p for p in facts if p)), "", (chip,), (*worker, *words), one
    )


def _medical(one: MedicalNote, today: date) -> Item:
    facts = (_days(one.from_day, one.until_day), f"told by {one.told_by}" if one.told_by else "")
    todo = (("heart-pulse", one.what_to_do),) if one.what_to_do else ()
    over = () if runs(one, today) else (("neutral", "Over"),)
    second = ", ".join(part for part in facts if part)
    return Item(_label(one.note_kind), _begun(second), "", over, (("info", one.words), *todo), one)


def _merged(session: Session, pupil_id: str) -> Iterable[Merged]:
    for place, one in enumerate(merges_of(session, pupil_id)):
        gone = session.find(Pupil, one.gone_id)
        name = gone.called if gone is not None else "another record"
        day = say(one.merged_at.date()) if one.merged_at else ""
        words = f"The record of {name} was merged into this one on {day}. {one.why}"
        yield Merged(one.id, words, waits=place > 0)


def _documents(session: Session, pupil_id: str) -> Options:
    """The papers of which one may be named as the copy that is kept; what is kept apart is not named here."""
    found = session.list(Document, where={"pupil_id": pupil_id})
    general = (one for one in found if record_type(one).compartment_of(one) is Compartment.GENERAL)
    return tuple((one.id, one.title) for one in general)


def _days(first: date | None, last: date | None) -> str:
    if first and last:
        return f"{say(first)} to {say(last)}"
    return f"since {say(first)}" if first else f"until {say(last)}" if last else ""


def _year(pupil: Pupil) -> str:
    return f"Year {pupil.year_group}" if pupil.year_group else ""


def _label(one: Choice | None) -> str:
    return one.label if one is not None else ""


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
