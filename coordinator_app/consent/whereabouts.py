"""From whom it is kept where a pupil is, and what a page that is handed to them leaves out. Pure rules.

A court may order that somebody is not told where a child lives or goes (Children Act 1989, section 8; Family Law Act
1996, section 42), and some must not be contacted at all. A form names the school, the provider, the days and the
place; so it is asked to whom it will be handed, and until that is said the page is made as for one who must not know.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coordinator_app.consent.court import Orders
from coordinator_app.consent.model import FormTemplate
from coordinator_app.core.gates import Reason
from coordinator_app.core.names import fold
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.pupils.model import Carer, Relationship

SCHOOL, YOUNG_PERSON = "school", "young person"
"""Who may be handed a form beside those on the record, by whose id they are known."""
NOT_ON_THIS_COPY = "not given on this copy"
PROVIDER_NOT_NAMED = "a provider that this copy does not name"
_CLAUSE = "003-3.3"
_ORDERED = "A court order says that they must not be told where the pupil lives or goes."
_MAY_BE = "A court order, on which no person on the record is chosen, may mean them. Read it, and choose whom it names."
_NO_CONTACT = "They must not be contacted."
NOT_SAID = Reason(
    "Somebody must not be told where this pupil lives or goes.",
    "Choose who will be handed these forms.",
    _CLAUSE,
)
MAY_NOT_HAVE = Reason(
    "Whoever this is must not be contacted, so nothing is printed for them.",
    "Choose somebody else, or read on the pupil’s record what was decided.",
    _CLAUSE,
)
OF_THE_SCHOOL = Reason(
    "This form is the school’s and says where the pupil is.",
    "Take it out of the pack, or hand it to the school.",
    _CLAUSE,
)
STILL_TELLS = Reason(
    "The wording of this form, or who it says we are, names the pupil’s school or provider.",
    "Take it out of the pack, and ask your data protection officer how to tell this person what the law asks.",
    _CLAUSE,
)
NO_LETTER = Reason(
    "Whoever this is must not be told where the pupil lives or goes, or must not be contacted.",
    "Write to somebody else, or ask for legal advice first.",
    _CLAUSE,
)
_SCHOOLS = frozenset({FormTemplate.REFERRAL_FORM, FormTemplate.SCHOOL_STATEMENT})
_LEFT_OUT = frozenset({"school_name", "provider_name", "programme_summary"})
# a UPN begins with the number of the authority and of the school that gave it
_EMPTIED = frozenset({"school_contact", "child_upn", "reason_for_referral", "carer_contact"})


@dataclass(frozen=True, slots=True)
class KeptFrom:
    """Somebody from whom it is kept where the pupil is; `carer_id` is "" for one who is not on the record.

    `nothing` says that they are handed nothing at all.
    """

    name: str
    why: str
    carer_id: str = ""
    nothing: bool = False


def kept_from(carers: Iterable[Carer], orders: Orders, today: date) -> tuple[KeptFrom, ...]:
    """Who must not see where the pupil is on a day: those that an order names, then those not to be contacted.

    An order that is tied to nobody on the record counts for everyone who may be meant by its words.
    """
    people = tuple(one for one in carers if one.trashed_at is None and not one.has_died)
    found: list[KeptFrom] = []
    for order in orders:
        if order.hides_address and order.holds_on(today):
            meant = [one for one in people if _is_meant(order, one)]
            why = _ORDERED if order.carer_id else _MAY_BE
            found += [KeptFrom(one.name, why, one.id, one.no_contact) for one in meant]
            if not meant:
                found.append(KeptFrom(order.about, _ORDERED))
    found += [KeptFrom(one.name, _NO_CONTACT, one.id, nothing=True) for one in people if one.no_contact]
    first: dict[tuple[str, str], KeptFrom] = {}
    for one in found:
        first.setdefault((one.carer_id, "" if one.carer_id else fold(one.name)), one)
    return tuple(first.values())


def _is_meant(order: CourtOrder, carer: Carer) -> bool:
    """By the choice on the order; without one by the name or the relationship in its words: rather once too often."""
    if order.carer_id:
        return order.carer_id == carer.id
    said, name = set(_words(order.about)), _words(carer.name)
    known = carer.relationship not in {None, Relationship.OTHER}
    relation = _words(str(carer.relationship)) if known else []
    return any(words and said.issuperset(words) for words in (name, relation))


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in fold(text)).split()


def is_kept_from(kept: Iterable[KeptFrom], carer_id: str) -> bool:
    """Whether this person on the record must not see where the pupil is: no letter goes to them either."""
    return any(one.carer_id and one.carer_id == carer_id for one in kept)


def leaves_out(kept: Sequence[KeptFrom], carers: Iterable[Carer], handed_to: str) -> bool:
    """Whether a page is made without what says where the pupil is: for one of them, and until it is said for whom."""
    if not kept:
        return False
    return is_kept_from(kept, handed_to) or handed_to not in _receivers(carers)


def _receivers(carers: Iterable[Carer]) -> set[str]:
    return {SCHOOL, YOUNG_PERSON, *(one.id for one in carers)}


def left_out(
    values: Mapping[str, str], known: Collection[str], nothing: str, provider: str
) -> dict[str, str]:
    """The values of a form without where the pupil is and how others are reached; `known` are those it has a place for.

    `nothing` stands where a line would be left to write on, `provider` inside the sentences of a statement.
    """
    kept = {name: words for name, words in values.items() if name not in _EMPTIED}
    kept |= dict.fromkeys(_LEFT_OUT & set(known), nothing)
    if "provider_name" in kept and "programme_summary" not in known:
        kept["provider_name"] = provider
    return kept


def why_not(
    kept: Sequence[KeptFrom],
    carers: Iterable[Carer],
    handed_to: str,
    template: FormTemplate,
    told: Iterable[str],
    secrets: Iterable[str],
) -> Reason | None:
    """Why a form may not be handed to this person; None if it may.

    `told` are the texts of the page as it would be made, `secrets` the names that it must not hold.
    """
    if not leaves_out(kept, carers, handed_to):
        return None
    mine = [one for one in kept if one.carer_id and one.carer_id == handed_to]
    if not mine:
        return NOT_SAID
    if any(one.nothing for one in mine):
        return MAY_NOT_HAVE
    if template in _SCHOOLS:
        return OF_THE_SCHOOL
    whole = f" {' '.join(word for text in told for word in _words(text))} "
    names = (" ".join(_words(name)) for name in secrets)
    return STILL_TELLS if any(name and f" {name} " in whole for name in names) else None
