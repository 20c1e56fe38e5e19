"""Letters about a review: invitations to the family, the school and the provider, and a reminder about feedback (003-5.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coordinator_app.answering.naming import Meant, named_in
from coordinator_app.consent.actions import sharing_gate
from coordinator_app.consent.handing import letter_gate
from coordinator_app.core.changes import Saved
from coordinator_app.core.dates import say, say_day, say_time
from coordinator_app.core.errors import GateShut
from coordinator_app.core.ids import new_reference
from coordinator_app.core.named_here import NamesFound
from coordinator_app.core.print_order import PrintOrder
from coordinator_app.core.privacy import Choice
from coordinator_app.organisations.letterhead import house
from coordinator_app.organisations.model import School
from coordinator_app.organisations.providers import Provider
from coordinator_app.pupils.actions import carers_of
from coordinator_app.pupils.model import Pupil
from coordinator_app.reviews.calendar_file import read_clock
from coordinator_app.reviews.model import Review
from coordinator_app.reviews.parts import ReviewRole
from coordinator_app.reviews.people import Somebody, ask_within, known, teaching
from coordinator_app.rights.restricting import demand_usable
from coordinator_app.sharing.actions import named, write_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.wording.actions import own_text


class Letter(Choice):
    """Which letter; the value is the file's name in forms/."""

    FAMILY = "letter-review-family", "Invite a parent or carer"
    SCHOOL = "letter-review-school", "Invite the school"
    PROVIDER = "letter-review-provider", "Invite the provider"
    FEEDBACK = "letter-review-feedback", "Ask the provider for feedback"


_TO_PROVIDER = frozenset({Letter.PROVIDER, Letter.FEEDBACK})
_LATER = {"review_time": "time: to be agreed", "review_place": "place: to be agreed"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter can go: `id` is the carer's, school's or provider's; the name that is greeted, and the address."""

    id: str
    who: Somebody
    lines: tuple[str, ...]
    confidential: bool = False


def addressees(session: Session, review: Review, letter: Letter) -> tuple[Addressee, ...]:
    """Whom to offer. A carer who must not know where the pupil is, or must not be contacted, is none of them."""
    pupil = session.get(Pupil, review.pupil_id)
    if letter is Letter.FAMILY:
        return _carers(session, pupil)
    if letter is Letter.SCHOOL:
        return _school(session, pupil)
    return tuple(_provider(one) for one in teaching(session, pupil.id))


def _carers(session: Session, pupil: Pupil) -> tuple[Addressee, ...]:
    offered = {one.carer_id: one for one in known(session, pupil.id) if one.carer_id}
    found = []
    for carer in carers_of(session, pupil.id):
        if carer.id in offered and letter_gate(session, pupil.id, carer.id).is_open:
            # others handle and see letters: of a confidential address nothing stands on them
            address = () if carer.address_is_confidential else tuple(carer.address.splitlines())
            lines = tuple(line for line in (carer.name, *address) if line)
            found.append(Addressee(carer.id, offered[carer.id], lines, carer.address_is_confidential))
    order = list(offered)
    return tuple(sorted(found, key=lambda one: order.index(one.id)))


def _school(session: Session, pupil: Pupil) -> tuple[Addressee, ...]:
    school = session.find(School, pupil.school_id)
    if school is None:
        return ()
    signed = next((one for one in known(session, pupil.id) if one.role is ReviewRole.SCHOOL), None)
    who = signed or Somebody(school.name, ReviewRole.SCHOOL)
    lines = dict.fromkeys((who.name, school.name, *school.address.splitlines()))
    return (Addressee(school.id, who, tuple(line for line in lines if line)),)


def _provider(one: Provider) -> Addressee:
    who = Somebody(one.contact or one.name, ReviewRole.PROVIDER, about=one.name if one.contact else "")
    lines = dict.fromkeys((who.name, one.name, *one.address.splitlines()))
    return Addressee(one.id, who, tuple(line for line in lines if line))


def letter_order(
    session: Session, review: Review, letter: Letter, to: str, *, practice: bool, large_print: bool = False
) -> PrintOrder:
    """The letter to one addressee. GateShut for one who must not be written to, and to a provider without consent."""
    found = _demand(session, review, letter, to)
    pupil, ours = session.get(Pupil, review.pupil_id), house(session, practice=practice)
    name = f"{pupil.given_names} {pupil.family_name}"
    mine = {key: ours.values[key] for key in ("coordinator_name", "coordinator_role", "coordinator_contact")}
    values = {
        **mine,
        **_greeted(letter, found, pupil.called, name),
        "review_date": say_day(review.due_on) if review.due_on else "",
        "review_time": time_said(review.starts_at),
        "review_place": review.where_held,
    }
    gaps = {key: words for key, words in (ours.gaps | _LATER).items() if key in values and not values[key]}
    head = replace(
        ours.head,
        recipient_lines=found.lines,
        date=say(session.clock.today()),
        reference=new_reference(),
        large_print=large_print,
    )
    return PrintOrder(
        template=letter.value,
        head=head,
        values={key: words for key, words in values.items() if words},
        gaps=gaps,
        is_letter=True,
        wording=own_text(session, letter.value),
    )


def letter_named(session: Session, review: Review, letter: Letter, to: str, order: PrintOrder) -> NamesFound:
    """Whom its words name who is not meant to be told of: the place of a review is typed."""
    names = tuple(one.who.name for one in addressees(session, review, letter) if one.id == to)
    meant = Meant(review.pupil_id, names, family=letter is Letter.FAMILY)
    return named_in(session, order, review, meant)


def time_said(typed: str) -> str:
    """The time as a family reads it: "14:30" becomes "2.30pm"; what is no clock time stays as it was typed."""
    clock = read_clock(typed)
    return say_time(clock) if clock is not None else typed.strip()


def _demand(session: Session, review: Review, letter: Letter, to: str) -> Addressee:
    """The addressee, if the letter may go there today."""
    demand_usable(session, review.pupil_id, records=(review.id,))
    if letter is Letter.FAMILY:
        letter_gate(session, review.pupil_id, to).demand()
    if letter in _TO_PROVIDER:
        sharing_gate(session, review.pupil_id).demand()
    found = next((one for one in addressees(session, review, letter) if one.id == to), None)
    if found is None:
        raise GateShut(("Choose who gets the letter.",))
    return found


def _greeted(letter: Letter, to: Addressee, called: str, name: str) -> dict[str, str]:
    if letter is Letter.FAMILY:
        return {"carer_name": to.who.name, "child_name": called}
    field = "school_contact_name" if letter is Letter.SCHOOL else "provider_contact_name"
    return {field: to.who.name, "pupil_name": name}


def letter_given(
    session: Session, review: Review, letter: Letter, to: str, method: DeliveryMethod | None = None
) -> Saved[Review]:
    """Note a letter that has left: who was asked and when. What went to a school or provider stands in the ledger."""
    found, today = _demand(session, review, letter, to), session.clock.today()
    line = replace(_disclosure(review, letter, found, method), given_on=today)
    told = None if letter is Letter.FAMILY else named(line, today)
    with session.write() as work:
        kept = session.get(Review, review.id)
        if letter is Letter.FEEDBACK:
            kept = work.change(kept, provider_asked_on=today)
        else:
            ask_within(session, work, review.id, found.who, today)
        if told is not None:
            write_disclosure(session, work, told, ())
    return Saved(kept, "" if told else work.change_id)


def _disclosure(review: Review, letter: Letter, to: Addressee, method: DeliveryMethod | None) -> Disclosure:
    about = "Letter asking for feedback" if letter is Letter.FEEDBACK else "Invitation"
    school = letter is Letter.SCHOOL
    return Disclosure(
        pupil_id=review.pupil_id,
        recipient=", ".join(dict.fromkeys(part for part in (to.who.name, to.who.about) if part)),
        recipient_kind=RecipientKind.SCHOOL if school else RecipientKind.PROVIDER,
        method=method or DeliveryMethod.POST,
        why="So that they can take part in the review",
        description=f"{about} to review {review.review_number}",
        review_id=review.id,
    )
