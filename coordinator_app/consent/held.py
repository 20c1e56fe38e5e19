"""Everything that a pupil's consent rests on, read for many pupils at once: a few queries, however many pupils."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from coordinator_app.consent.in_force import older_shuts, statements_in_force
from coordinator_app.consent.model import Around, Consent, ConsentStanding, standing
from coordinator_app.consent.terms import ConsentAnswer, ConsentResolution
from coordinator_app.core.catalogue import Record
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.gates import Decision
from coordinator_app.pupils.links import CourtOrder
from coordinator_app.pupils.model import Carer, Pupil
from coordinator_app.referrals.model import Referral, may_keep
from coordinator_app.store.session import Session

R = TypeVar("R", bound=Record)
_NEW, _LAST = "not recorded yet", 2**62


@dataclass(frozen=True, slots=True)
class Held:
    """One pupil's forms (newest first), carers, and what stands around them.

    Those in the trash are among the carers: what they signed still counts.
    """

    kept: Decision
    consents: tuple[Consent, ...]
    carers: tuple[Carer, ...]
    around: Around

    def standing(self) -> ConsentStanding:
        """Where consent stands."""
        return standing(self.kept, self.consents, self.carers, self.around)

    def including(
        self, consent: Consent, carer: Carer, answers: Iterable[ConsentAnswer] = ()
    ) -> ConsentStanding:
        """Where consent would stand with this form, recorded or not yet."""
        who = replace(carer, id=consent.carer_id or carer.id or _NEW)
        form = replace(
            consent,
            id=consent.id or _NEW,
            key=consent.key or _LAST,
            carer_id=who.id,
            signed_on=consent.signed_on or self.around.today,
        )
        parts = tuple(replace(one, consent_id=form.id) for one in answers)
        return replace(
            self,
            consents=(form, *(one for one in self.consents if one.id != form.id)),
            carers=(who, *(one for one in self.carers if one.id != who.id)),
            around=replace(self.around, answers=(*parts, *self.around.answers)),
        ).standing()

    def undone(self, taken: Iterable[TakenBack]) -> Held:
        """As it would be once these records are put back as they were."""
        all_of = tuple(taken)
        around = replace(
            self.around,
            answers=_put_back(self.around.answers, all_of, ConsentAnswer),
            resolutions=_put_back(self.around.resolutions, all_of, ConsentResolution),
            orders=_put_back(self.around.orders, all_of, CourtOrder),
        )
        return replace(
            self,
            consents=_put_back(self.consents, all_of, Consent),
            carers=_carers_after(self.carers, all_of),
            around=around,
        )

    def on(self, day: date) -> Held:
        """As it was on a day, by the dates on the forms; who holds responsibility is taken as it is known now.

        What was withdrawn or settled later does not count yet; what was withdrawn on that very day does.
        """
        then = tuple(
            replace(one, withdrawn_on=_until(one.withdrawn_on, day))
            for one in self.consents
            if one.signed_on is not None and one.signed_on <= day
        )
        answers = tuple(
            replace(one, withdrawn_on=_until(one.withdrawn_on, day)) for one in self.around.answers
        )
        settled = tuple(one for one in self.around.resolutions if (one.decided_on or date.max) <= day)
        around = replace(
            self.around, today=day, answers=answers, resolutions=settled, in_force=None, older_shuts=False
        )
        return replace(self, consents=then, around=around)


def _put_back(held: tuple[R, ...], taken: Iterable[TakenBack], cls: type[R]) -> tuple[R, ...]:
    ours = [one for one in taken if isinstance(one.now, cls)]
    touched = {one.now.id for one in ours}
    after = [one.wanted for one in ours if isinstance(one.wanted, cls) and one.wanted.trashed_at is None]
    return (*after, *(one for one in held if one.id not in touched))


def _carers_after(held: tuple[Carer, ...], taken: Iterable[TakenBack]) -> tuple[Carer, ...]:
    """As they would be known; one who goes to the trash stays among them, because what they signed still counts."""
    known = {one.id: one for one in held}
    for one in taken:
        after = one.wanted if one.wanted is not None else one.now
        if isinstance(after, Carer):
            known[after.id] = after
    return tuple(known.values())


def _until(withdrawn: date | None, day: date) -> date | None:
    return withdrawn if withdrawn is not None and withdrawn <= day else None


def held_of(session: Session, pupil_id: str) -> Held:
    """What one pupil's consent rests on."""
    return held_by(session, (pupil_id,))[pupil_id]


def held_by(session: Session, pupil_ids: Iterable[str]) -> dict[str, Held]:
    """What the consent of each of these pupils rests on."""
    ids = tuple(dict.fromkeys(pupil_ids))
    if not ids:
        return {}
    where: dict[str, object] = {"pupil_id": ids if len(ids) > 1 else ids[0]}
    consents = session.list(Consent, where=where, order="signed_on", newest=True)
    forms = _by_pupil(consents)
    carers = _by_pupil(session.list(Carer, where=where, trashed=None))
    referrals = _by_pupil(session.list(Referral, where=where, newest=True))
    settled = _by_pupil(session.list(ConsentResolution, where=where)) if consents else {}
    orders = _by_pupil(session.list(CourtOrder, where=where)) if consents else {}
    born = {one.id: one.birth_date for one in session.list(Pupil, where={"id": ids})} if consents else {}
    of_form = _answers(session, consents)
    today, now, shuts = session.clock.today(), statements_in_force(session), older_shuts(session)
    return {
        one: Held(
            may_keep(list(referrals.get(one, ()))),
            forms.get(one, ()),
            carers.get(one, ()),
            Around(
                today,
                tuple(answer for form in forms.get(one, ()) for answer in of_form.get(form.id, ())),
                settled.get(one, ()),
                now.version,
                shuts,
                now.translated,
                orders.get(one, ()),
                born.get(one),
            ),
        )
        for one in ids
    }


def _answers(session: Session, consents: Sequence[Consent]) -> dict[str, list[ConsentAnswer]]:
    found: dict[str, list[ConsentAnswer]] = defaultdict(list)
    if consents:
        for answer in session.list(ConsentAnswer, where={"consent_id": tuple(one.id for one in consents)}):
            found[answer.consent_id].append(answer)
    return found


def _by_pupil(records: Sequence[Any]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        found[record.pupil_id].append(record)
    return {one: tuple(listed) for one, listed in found.items()}
