"""The rows of the chase list, what the panel beside it shows, the list as a table, and the letters (no Qt)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from coordinator_app.consent.chase import ask_again_on, chase_page, chases_of
from coordinator_app.consent.chase_words import WORDS, Act, asked, said
from coordinator_app.consent.chasing import ChaseMark, ChaseReason, ConsentChase, Narrow, ToChase
from coordinator_app.consent.handing import kept_of, letter_gate
from coordinator_app.consent.in_force import statement_in_force
from coordinator_app.consent.kept_chase import counts_of, page_of
from coordinator_app.consent.model import FormTemplate, PrintedForm
from coordinator_app.consent.orders import only_holder
from coordinator_app.consent.whereabouts import KeptFrom, is_kept_from
from coordinator_app.core.dates import say
from coordinator_app.core.errors import GateShut
from coordinator_app.core.export_table import Table
from coordinator_app.core.ids import new_reference
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.template import read
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import School
from coordinator_app.programmes.actions import overrides_of, programmes_of
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Carer, Pupil, in_order
from coordinator_app.referrals.actions import referrals_of
from coordinator_app.rights.restricting import demand_usable, usable
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text

FAMILY, SCHOOL = "letter-chase-family", "letter-chase-school"
_ALL = 20_000


@dataclass(frozen=True, slots=True)
class ChaseRow:
    """One thing to chase, in words."""

    key: str
    found: ToChase
    pupil: Pupil
    title: str
    second: str
    school: str


@dataclass(frozen=True, slots=True)
class ChaseRows:
    """A page of the list and where the next one starts; `counts` by reason, of the tab that is shown."""

    rows: tuple[ChaseRow, ...]
    next: ChaseMark | None
    counts: dict[ChaseReason, int]
    waiting: int
    to_ask: int


@dataclass(frozen=True, slots=True)
class ChaseFacts:
    """One row in the panel: the pupil, whom to ask, and how it was asked so far."""

    row: ChaseRow
    people: tuple[Carer, ...]
    school_telephone: str
    chases: tuple[ConsentChase, ...]
    again: date
    kept: tuple[KeptFrom, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Whom one may have asked."""
        names = tuple(
            one.name for one in self.people if one.may_be_reached and not is_kept_from(self.kept, one.id)
        )
        return (*names, self.row.school) if self.row.school else names


def row_key(found: ToChase) -> str:
    """The key of a row: one pupil may stand there for two reasons."""
    return f"{found.pupil_id} {found.reason}"


def read_rows(
    session: Session, narrow: Narrow, after: ChaseMark | None = None, limit: int = 100
) -> ChaseRows:
    """A page of the list, the longest waiting first."""
    found = page_of(session, narrow, after=after, limit=limit)
    counted = counts_of(session) if after is None else {}
    counts = {
        reason: counted[reason, waits]
        for reason in ChaseReason
        for waits in (False, True)
        if waits is bool(narrow.waiting) and (reason, waits) in counted
    }
    following = found[-1].mark if len(found) == limit else None
    by_tab = [sum(n for (_reason, waits), n in counted.items() if waits is tab) for tab in (True, False)]
    return ChaseRows(_rows(session, found), following, counts, *by_tab)


def _rows(session: Session, found: list[ToChase]) -> tuple[ChaseRow, ...]:
    ids = tuple({one.pupil_id for one in found})
    pupils = {one.id: one for one in session.list(Pupil, where={"id": ids})} if ids else {}
    taught = tuple({one.school_id for one in pupils.values()})
    schools = {one.id: one.name for one in session.list(School, where={"id": taught})} if taught else {}
    return tuple(
        _row(pupils[one.pupil_id], one, schools.get(pupils[one.pupil_id].school_id, ""))
        for one in found
        if one.pupil_id in pupils
    )


def _row(pupil: Pupil, found: ToChase, school: str) -> ChaseRow:
    year = f"Year {pupil.year_group}" if pupil.year_group is not None else ""
    where = ", ".join(part for part in (year, school) if part)
    second = " ".join(part for part in (said(found), asked(found), f"{where}." if where else "") if part)
    return ChaseRow(row_key(found), found, pupil, pupil.called, second, school)


def read_one(session: Session, key: str) -> ChaseFacts | None:
    """What the panel shows of a row; None once it is settled."""
    pupil_id, _space, reason = key.partition(" ")
    narrow = Narrow(reasons=(ChaseReason(reason),), pupil_ids=(pupil_id,))
    rows = _rows(session, chase_page(session, narrow, limit=1, after_days=0))
    if not rows:
        return None
    pupil = rows[0].pupil
    school = session.find(School, pupil.school_id)
    return ChaseFacts(
        rows[0],
        tuple(in_order(carers_of(session, pupil_id))),
        school.telephone if school else "",
        tuple(chases_of(session, pupil_id)),
        ask_again_on(session),
        kept_of(session, pupil_id),
    )


def name_of(session: Session, pupil_id: str) -> str:
    """What the pupil is called; "" for one who is not on the list."""
    pupil = session.find(Pupil, pupil_id)
    return pupil.called if pupil else ""


def read_table(session: Session, narrow: Narrow) -> Table:
    """The list as it stands on the screen, for an export."""
    every = _rows(session, page_of(session, narrow, limit=_ALL))
    rows, left_out = usable(session, every, lambda one: one.pupil.id)
    columns = ("Pupil", "Year group", "School", "What is wrong", "Since", "What to do", "Ask again on")
    cells = tuple(
        (
            one.title,
            one.pupil.year_group,
            one.school,
            one.found.reason.label,
            one.found.since,
            WORDS[one.found.reason].act.label,
            one.found.next_on,
        )
        for one in rows
    )
    which = "Those asked already and waited for." if narrow.waiting else "Those to ask now."
    only = tuple(f"Only: {one.label.lower()}." for one in narrow.reasons or ())
    return Table("Chase list", columns, cells, (which, *only, *left_out))


# letters


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter that could be written: about what, to whom it may go, and what there is to say."""

    pupil: Pupil
    reason: ChaseReason
    people: tuple[Carer, ...]
    school: School | None
    first: str
    again: date
    kept: tuple[KeptFrom, ...] = ()


def can_be_written(reason: ChaseReason) -> bool:
    """Whether there is a letter for this: parents who do not agree are spoken with, not written to."""
    words = WORDS[reason]
    return Act.LETTER in {words.act, *words.others}


def read_letter(session: Session, pupil_id: str, reason: ChaseReason) -> LetterFacts:
    """To whom a letter may go: nobody who must not know where the pupil is. The one holder is offered first."""
    pupil = session.get(Pupil, pupil_id)
    kept = kept_of(session, pupil_id)
    people = tuple(
        one
        for one in in_order(carers_of(session, pupil_id))
        if one.may_be_reached and not is_kept_from(kept, one.id)
    )
    holder = only_holder(people)
    school = session.find(School, pupil.school_id)
    return LetterFacts(
        pupil, reason, people, school, holder.id if holder else "", ask_again_on(session), kept
    )


def letter_order(
    session: Session,
    pupil_id: str,
    reason: ChaseReason,
    carer_id: str,
    *,
    practice: bool,
    large: bool,
    by: date | None = None,
) -> PrintOrder:
    """The letter to a carer, or to the school about its own form.

    GateShut for a carer who must not be written to, and for a restricted record. `by` is the day by which it wants an
    answer, the usual one where none is given.
    """
    demand_usable(session, pupil_id)
    if reason is not ChaseReason.SCHOOL:
        letter_gate(session, pupil_id, carer_id).demand()
    ours = house(session, practice=practice)
    pupil = session.get(Pupil, pupil_id)
    to_school = reason is ChaseReason.SCHOOL
    values = {
        name: ours.values[name] for name in ("coordinator_name", "coordinator_role", "coordinator_contact")
    }
    values["answer_by_date"] = say(by or ask_again_on(session))
    school = session.find(School, pupil.school_id)
    carer = next((one for one in carers_of(session, pupil_id) if one.id == carer_id), None)
    values |= _to_school(session, pupil, school) if to_school else _to_family(session, pupil, carer)
    gaps = {name: words for name, words in ours.gaps.items() if name in values}
    head = replace(
        ours.head,
        recipient_lines=_lines_of_school(values, school) if to_school else _lines_of_carer(carer),
        date=say(session.clock.today()),
        reference=new_reference(),
        large_print=large,
    )
    return PrintOrder(
        template=SCHOOL if to_school else FAMILY,
        head=head,
        values={name: words for name, words in values.items() if words},
        gaps=gaps,
        choices=() if to_school else (reason.value, *_so_far(session, pupil_id)),
        is_letter=True,
        wording=own_text(session, SCHOOL if to_school else FAMILY),
    )


def _so_far(session: Session, pupil_id: str) -> tuple[str, ...]:
    """The parts of the letter that are true: a programme may run already, and may have been started without consent.

    GateShut where the partnership's own wording knows only programmes that wait for the family.
    """
    running = [one for one in programmes_of(session, pupil_id) if one.is_under_way]
    if not running:
        return ("not_started",)
    own = own_text(session, FAMILY)
    if own and "started" not in read(own).choices:
        raise GateShut((_OWN_WORDS,))
    without = any(waived.without_consent for one in running for waived in overrides_of(session, one.id))
    return ("started", "without") if without else ("started",)


_OWN_WORDS = (
    "Your own wording of this letter says that the programme waits for the family, and it has started. Put the parts "
    "“It is your choice” of the wording that came with Coordinator into yours, under Statements and forms."
)


def _to_family(session: Session, pupil: Pupil, carer: Carer | None) -> dict[str, str]:
    where = {"pupil_id": pupil.id, "template": FormTemplate.CONSENT_FORM, "returned_on": None}
    out = next(iter(session.list(PrintedForm, where=where, newest=True)), None)
    return {
        "carer_name": carer.name if carer else "",
        "child_name": pupil.called,
        "form_printed_date": say(out.printed_on) if out and out.printed_on else "",
        "statement_version": f"version {statement_in_force(session)}",
    }


def _to_school(session: Session, pupil: Pupil, school: School | None) -> dict[str, str]:
    referral = next(iter(referrals_of(session, pupil.id)), None)
    received = referral.received_on if referral else None
    return {
        "school_contact_name": (referral.signed_by if referral else "") or (school.head if school else ""),
        "pupil_name": f"{pupil.given_names} {pupil.family_name}",
        "received_date": say(received) if received else "",
    }


def _lines_of_carer(carer: Carer | None) -> tuple[str, ...]:
    """The name and the address; of a confidential address nothing, because others handle and see letters."""
    if carer is None:
        return ()
    address = () if carer.address_is_confidential else carer.address.splitlines()
    return tuple(line for line in (carer.name, *address) if line)


def _lines_of_school(values: dict[str, str], school: School | None) -> tuple[str, ...]:
    """To whoever signed the form, who is greeted as well."""
    if school is None:
        return ()
    lines = (values["school_contact_name"], school.name, *school.address.splitlines())
    return tuple(line for line in lines if line)
