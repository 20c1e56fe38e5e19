"""Two records of one child become one, and can be taken apart again (003-5.4: accurate records).

Every link to the record that goes is turned to the record that is kept, whatever kind of record has it: which those
are, the catalogue says, so a kind that is added later is moved too. The record that goes lies in the trash and names
the one that was kept: it is still found, gathered and opened, and its history stays its own.

One transaction touches one compartment. So the general one decides: in one commit the merge is written, the links there
are turned, and the record goes. What is left, the links in the guarded compartment, follows from that state alone
(`settle`): a merge that stands turns them, a merge that was taken back turns them back by the lines it left. A kill
between the two is mended by `settle` at the next unlock, any number of times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import FieldSpec, Record, RecordType, record_type
from coordinator_app.core.changes import ChangeSet, Saved, TakenBack
from coordinator_app.core.errors import NotFound, StaleRecord, Trouble
from coordinator_app.core.ids import new_id
from coordinator_app.core.names import fold
from coordinator_app.core.plausible import missing, refuse
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils.actions import with_former_upn
from coordinator_app.pupils.apart import (
    Apart,
    apart_of,
    kept_again,
    moved,
    refuse_crossing,
    refuse_given,
    refuse_older,
    send_home,
)
from coordinator_app.pupils.details import kin_of
from coordinator_app.pupils.duplicates import different_from
from coordinator_app.pupils.gate import Keeps, demand
from coordinator_app.pupils.links import MergedRecord, PupilMerge
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import NameKind, PupilName
from coordinator_app.pupils.schooling import join_schools, schools_apart
from coordinator_app.store.drafts import all_drafts
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo
from coordinator_app.store.unit_of_work import Work

PUPIL = record_type(Pupil).kind
MERGE = record_type(PupilMerge).kind
NOT_CHOSEN = frozenset({"former_upns", "merged_into_id", "closed_on", "closed_because"})
"""Fields of a pupil that a merge works out itself."""


ApartGate = Callable[[Session, Apart], None]


class CannotMerge(Trouble):
    """These two records cannot become one now; `happened` says why."""

    code = "cannot-merge"
    safe = "Nothing has been changed."


# what is chosen


def choices(kept: Pupil, gone: Pupil) -> list[FieldSpec]:
    """The fields in which the two differ, so that one of the two answers must be chosen."""
    specs = (spec for spec in record_type(Pupil).fields if spec.name not in NOT_CHOSEN)
    return [spec for spec in specs if getattr(kept, spec.name) != getattr(gone, spec.name)]


def usual(kept: Pupil, gone: Pupil) -> dict[str, bool]:
    """By field that differs: whether the answer of the record that goes is taken, as it is before anyone chooses.

    What is known wins over what is not; else the record that is kept.
    """
    return {spec.name: not _known(getattr(kept, spec.name)) for spec in choices(kept, gone)}


def _known(answer: object) -> bool:
    return answer not in (None, "")


# the gate


def refuse_merge(session: Session, kept: Pupil, gone: Pupil) -> None:
    """Go on, or raise CannotMerge: one record, one that is gone, a key not held, a request that is being answered."""
    if kept.id == gone.id:
        raise CannotMerge("This is one and the same record.", next_step="Choose the other record.")
    if kept.trashed_at is not None or gone.trashed_at is not None:
        raise CannotMerge("One of the two records is in the trash.", next_step="Open the pupils list again.")
    _demand_keys(session, CannotMerge)
    if gone.id in {one.pupil.id for one in kin_of(session, kept.id)}:
        raise CannotMerge(
            "The two are on record as brothers or sisters, so they are two children.",
            next_step="If that is wrong, open one of them and take the other off its people first.",
        )
    if gone.id in different_from(session, kept.id):
        raise CannotMerge(
            "The two were said to be different children.",
            next_step="If that is wrong, take it back first: compare the two, and choose that they may be one child.",
        )
    open_ones = session.list(
        AccessRequest, where={"pupil_id": (kept.id, gone.id), "sent_on": None, "closed_on": None}
    )
    if open_ones:
        raise CannotMerge(
            f"Access request {open_ones[0].request_number} is being answered, and what was decided in it rests on "
            "the records as they are.",
            next_step="Finish the request, then merge.",
        )


def _demand_keys(session: Session, trouble: type[Trouble]) -> None:
    wanted = {one for described, _ in _links(session) for one in described.compartments}
    if not wanted <= session.held:
        raise trouble(
            "Safeguarding and health records belong to the pupils too, and your passphrase does not open them.",
            next_step="Ask someone who can open them.",
        )


# the merge


def merge(
    session: Session,
    kept_id: str,
    gone_id: str,
    from_gone: Mapping[str, bool],
    why: str,
    versions: tuple[int, int] | None = None,
) -> Saved[PupilMerge]:
    """Make one record of two.

    `from_gone` names the fields whose answer is that of the record that goes; `why` is how we know. `versions` are
    those of the two that were compared. Raises CannotMerge, InvalidInput, NotFound, and StaleRecord where one of the
    two has changed since (decision 11).
    """
    kept, gone = session.get(Pupil, kept_id), session.get(Pupil, gone_id)
    if versions is not None and versions != (kept.version, gone.version):
        raise StaleRecord("One of the two records was changed since you compared them.")
    refuse((missing("why", why, "Say how you know that this is one child."),))
    refuse_merge(session, kept, gone)
    with session.write() as work:
        demand(session, Keeps.WHO, kept.id, gone.id)
        # its id first: the lines that name it are written before it, while no link leads to the pupil any more
        line = PupilMerge(
            id=new_id(), kept_id=kept.id, gone_id=gone.id, merged_at=session.clock.now(), why=why.strip()
        )
        _turn(session, work, line)
        _join(session, work, kept, gone, from_gone)
        made = work.add(line)
        going = work.change(session.get(Pupil, gone.id), merged_into_id=kept.id)
        work.trash(going)
    settle(session)
    return Saved(made, work.change_id)


def _join(session: Session, work: Work, kept: Pupil, gone: Pupil, from_gone: Mapping[str, bool]) -> None:
    """Give the kept record the answers chosen; the other's names, UPN and school stay beside them."""
    differ = {spec.name for spec in choices(kept, gone)}
    taken = {name: getattr(gone, name) for name, take in from_gone.items() if take and name in differ}
    wanted = replace(session.get(Pupil, kept.id), **taken)
    for upn in (kept.upn, gone.upn, *gone.former_upns.split()):
        wanted = with_former_upn(wanted, upn)
    if gone.closed_on is None or kept.closed_on is None:
        wanted = replace(wanted, closed_on=None, closed_because="")
    made = work.put(wanted)
    join_schools(session, work, kept, gone, made)
    for other in (kept, gone):
        if fold(other.called) != fold(made.called) or fold(other.given_names) != fold(made.given_names):
            work.add(
                PupilName(
                    pupil_id=kept.id,
                    name_kind=NameKind.MERGED,
                    given_names=other.given_names,
                    family_name=other.family_name,
                    until_day=session.clock.today(),
                )
            )


def _turn(session: Session, work: Work, line: PupilMerge) -> None:
    """Turn every link of this compartment that leads to the record that goes, and note each."""
    for described, spec in _links(session):
        for found in _linking(session, work.compartment, described, spec, line.gone_id):
            _turn_one(session, work, line, found, spec.name)


def _turn_one(session: Session, work: Work, line: PupilMerge, found: Record, name: str) -> None:
    record = session.get(type(found), found.id)  # another of its links may have been turned just now
    to_itself = any(
        getattr(record, spec.name) == line.kept_id for spec in _own_links(record) if spec.name != name
    )
    if to_itself and record.trashed_at is not None:
        return  # a tie between the two that was taken away before
    if to_itself:
        work.trash(record)
    else:
        work.change(record, **{name: line.kept_id})
    work.add(
        MergedRecord(
            kept_id=line.kept_id,
            gone_id=line.gone_id,
            merge_id=line.id,
            moved_kind=record_type(record).kind,
            moved_id=record.id,
            field_name=name,
            was_trashed=to_itself,
            is_guarded=work.compartment is Compartment.GUARDED,
        )
    )


def _links(session: Session) -> Iterator[tuple[RecordType, FieldSpec]]:
    """Every field of every type that leads to a pupil; the notes of merges stay as they were written."""
    for described in session.catalogue.types:
        if described.cls is not MergedRecord:
            yield from ((described, spec) for spec in described.fields if spec.links_to == PUPIL)


def _own_links(record: Record) -> list[FieldSpec]:
    return [spec for spec in record_type(record).fields if spec.links_to == PUPIL]


def _linking(
    session: Session, compartment: Compartment, described: RecordType, spec: FieldSpec, pupil_id: str
) -> list[Record]:
    if compartment not in described.compartments:
        return []
    found: list[Record] = session.list(described.cls, where={spec.name: pupil_id}, trashed=None)
    return [one for one in found if described.compartment_of(one) is compartment]


def belonging(session: Session, pupil_id: str) -> list[tuple[str, int]]:
    """What would move with a pupil's record, as (plural, how many), without parts.

    Of what may lie in either compartment only the general side is counted: how many are kept apart is never told.
    """
    counts: dict[str, int] = {}
    for described, spec in _links(session):
        if described.cls in {Pupil, PupilMerge} or described.part_of:
            continue
        found = _linking(session, Compartment.GENERAL, described, spec, pupil_id)
        number = sum(one.trashed_at is None for one in found)
        counts[described.plural] = counts.get(described.plural, 0) + number
    return [(plural, number) for plural, number in counts.items() if number]


# the other compartment


def settle(session: Session) -> None:
    """Let the guarded compartment follow every merge that stands, and every one that was taken back.

    What a page that was open before has typed meanwhile about a record that went follows too. Nothing happens where all is done already, or where the key is not held; then the next who holds it does it.
    """
    _drafts_follow(session)
    for line in session.list(PupilMerge, trashed=True):
        send_home(session, line)
    if Compartment.GUARDED not in session.held:
        return
    for line in session.list(PupilMerge, trashed=None):
        if line.trashed_at is None and _waits(session, line):
            with session.write(Compartment.GUARDED) as work:
                _turn(session, work, line)
        elif line.trashed_at is not None and moved(session, line, Compartment.GUARDED):
            with session.write(Compartment.GUARDED) as work:
                _turn_back(session, work, line)


def _drafts_follow(session: Session) -> None:
    lines = session.list(PupilMerge)
    for compartment in Compartment:
        if compartment not in session.held:
            continue
        typed = all_drafts(session.databases.connection(compartment))
        for line in lines:
            if any(one.mentions(frozenset({line.gone_id})) for one in typed):
                with session.write(compartment) as work:
                    work.turn_drafts(line.gone_id, line.kept_id)


def _waits(session: Session, line: PupilMerge) -> bool:
    found = (
        one
        for described, spec in _links(session)
        for one in _linking(session, Compartment.GUARDED, described, spec, line.gone_id)
    )
    # a tie between the two that was in the trash before stays as it is
    return any(
        one.trashed_at is None or line.kept_id not in {getattr(one, s.name) for s in _own_links(one)}
        for one in found
    )


def _turn_back(session: Session, work: Work, line: PupilMerge) -> None:
    for note in moved(session, line, work.compartment):
        record = session.any_record(note.moved_kind, note.moved_id)
        if record is not None and note.was_trashed:
            work.restore(record)
        elif record is not None and getattr(record, note.field_name) == line.kept_id:
            work.change(record, **{note.field_name: note.gone_id})
        work.trash(note)


# taking it back


def undo_gate(session: Session, taken: tuple[TakenBack, ...], gates: Sequence[ApartGate]) -> None:
    """Go on, or raise CannotUndo: apart already, a later merge, a key is not held, or one of the `gates` finds why not.

    A line that another merge only turned stands or lies as it did, and is not asked about.
    """
    for one in taken:
        if not isinstance(one.now, PupilMerge):
            continue
        if one.now.trashed_at is not None and (one.wanted is None or one.wanted.trashed_at is None):
            raise CannotUndo(
                "The two records are apart again.",
                next_step="If they are of one child, merge them once more.",
            )
        if not one.goes:
            continue
        _demand_keys(session, CannotUndo)
        refuse_older(session, one.now)
        apart = apart_of(session, one.now)
        for gate in gates:
            gate(session, apart)


def apart_gate(session: Session, apart: Apart) -> None:
    """Go on, or raise CannotUndo: something was given or asked for since, or would be tied across the two."""
    refuse_given(apart)
    refuse_crossing(session, apart)


def undone(session: Session, changes: ChangeSet) -> None:
    """An undo took a merge back: the guarded compartment follows."""
    if MERGE in changes.kinds:
        settle(session)


def take_apart(session: Session, merge_id: str) -> Saved[Pupil]:
    """Make two records of one again, however long ago they were merged; gives the one that comes back.

    What came with it goes back to it, what was written since stays where it is, and an answer that the merge changed
    and nobody has touched since is as it was before. Raises CannotUndo, NotFound.
    """
    line = session.get(PupilMerge, merge_id)
    if line.trashed_at is not None:
        raise NotFound("These records are apart already.")
    with session.write() as work:
        demand(session, Keeps.WHO, line.kept_id, line.gone_id)
        if session.catalogue.undo_gate is not None:
            session.catalogue.undo_gate(session, (TakenBack(line, None),))
        going = work.restore(
            session.get(Pupil, line.gone_id)
        )  # first: nothing may lead to a record that is gone
        back = work.change(going, merged_into_id="")
        _answers_back(session, work, line)
        _turn_back(session, work, line)
        schools_apart(session, work, line)
        work.trash(line)
    settle(session)
    return Saved(back, work.change_id)


def _answers_back(session: Session, work: Work, line: PupilMerge) -> None:
    change_id = session.history(line.id)[0].change_id
    for name in session.list(PupilName, where={"pupil_id": line.kept_id, "name_kind": NameKind.MERGED}):
        if session.history(name.id)[0].change_id == change_id:
            work.trash(name)
    work.change(kept_again(session, line))
