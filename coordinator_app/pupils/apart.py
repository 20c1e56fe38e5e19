"""May two records that were merged come apart again? Only if nothing written since would be tied across the two.

What is written about one child rests on his own referral and consent, and names his own carers and papers (003-4.3,
7.2). So it is looked at what was written since the merge, and each capability is asked about the state as it would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from coordinator_app.access_requests.model import AccessRequest
from coordinator_app.core.catalogue import FieldSpec, Record, record_type
from coordinator_app.core.changes import TakenBack
from coordinator_app.core.dates import say
from coordinator_app.core.privacy import Compartment
from coordinator_app.pupils import store
from coordinator_app.pupils.links import MergedRecord, PupilMerge
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import PupilName, SchoolOnRoll
from coordinator_app.pupils.whose import of_another
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.reading import Reader
from coordinator_app.store.session import Session
from coordinator_app.store.undo import CannotUndo

R = TypeVar("R", bound=Record)
PUPIL = record_type(Pupil).kind
_NO_PARTY = (Pupil, PupilMerge, MergedRecord)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two records that are one now, and what stands under them, by id.

    `back` are those that go back to the one that went, `since` those written since the merge, `turned` the records of
    the general compartment as they would be.
    """

    line: PupilMerge
    records: Mapping[str, Record]
    back: frozenset[str]
    since: frozenset[str]
    turned: tuple[Record, ...]

    @property
    def both(self) -> tuple[str, str]:
        """The pupil that was kept and the one that comes back."""
        return self.line.kept_id, self.line.gone_id

    @contextmanager
    def done(self, session: Session) -> Iterator[None]:
        """The general compartment reads as if they were apart already; inside an open unit of work only."""
        with store.as_if(session, self.turned):
            yield

    def was(self, session: Session, cls: type[R], record_id: str) -> R | None:
        """A record as it was before the merge, or None if it was not yet there."""
        return store.before_merge(session, cls, record_id, self.line)


def moved(session: Session, line: PupilMerge, compartment: Compartment) -> list[MergedRecord]:
    """What a merge turned in a compartment and was not turned back, the last first."""
    found = session.list(MergedRecord, where={"merge_id": line.id}, newest=True)
    return [one for one in found if record_type(one).compartment_of(one) is compartment]


def apart_of(session: Session, line: PupilMerge) -> Apart:
    """What would come apart, in the compartments held."""
    gathered = (one.record for one in session.gather(PUPIL, line.kept_id) if not one.draft)
    records = {one.id: one for one in gathered if not isinstance(one, _NO_PARTY)}
    notes = [note for one in Compartment if one in session.held for note in moved(session, line, one)]
    since = frozenset(
        one.id
        for one in records.values()
        if store.before_merge(session, type(one), one.id, line) is None
        and not store.is_of_merge(session, one.id, line)
    )
    return Apart(
        line,
        records,
        _with_parts(records, {one.moved_id for one in notes if not one.was_trashed}),
        since,
        _turned(session, line),
    )


def _with_parts(records: Mapping[str, Record], back: set[str]) -> frozenset[str]:
    """These and all that is about the pupil through one of them: its parts, and what was written to it since."""
    while True:
        more = {one.id for one in records.values() if one.id not in back and _owners(one) & back}
        if not more:
            return frozenset(back)
        back |= more


def _owners(record: Record) -> set[str]:
    paths = (path.split(".") for path in record_type(record).subjects)
    return {getattr(record, path[0]) for path in paths if len(path) > 1}


def _turned(session: Session, line: PupilMerge) -> tuple[Record, ...]:
    found: dict[str, Record] = {}
    for note in moved(session, line, Compartment.GENERAL):
        record = found.get(note.moved_id) or session.any_record(note.moved_kind, note.moved_id)
        if record is None:
            continue
        if note.was_trashed:
            found[record.id] = replace(record, trashed_at=None)
        elif getattr(record, note.field_name) == line.kept_id:
            values: dict[str, object] = {note.field_name: note.gone_id}
            found[record.id] = replace(record, **values)  # type: ignore[arg-type]  # values of fields of any record type
    gone = session.get(Pupil, line.gone_id)
    comes = replace(gone, trashed_at=None, merged_into_id="")
    return (*found.values(), comes, kept_again(session, line))


# one merge after another


def merges_of(session: Session, pupil_id: str) -> list[PupilMerge]:
    """What was merged into a pupil's record and still stands, the newest first: only that can be taken apart now.

    What had been merged into a record that went on to be merged is among them: its line was turned with the rest.
    """
    return session.list(PupilMerge, where={"kept_id": pupil_id}, newest=True)


def refuse_older(session: Session, line: PupilMerge) -> None:
    """Go on, or raise CannotUndo: a later merge rests on the answers, names and schools that this one left.

    It took them over as the child's own. Were the older one taken back first, they would stay there, or come back
    with the later one.
    """
    newest = merges_of(session, line.kept_id)[0]
    if newest.id == line.id:
        return
    on = f", on {say(newest.merged_at.date())}" if newest.merged_at else ""
    raise CannotUndo(
        f"Another record was merged into this one later{on}. It took over what both of these say.",
        next_step="Take that later merge apart first. Then take these records apart.",
    )


# the answers


def kept_again(session: Session, line: PupilMerge) -> Pupil:
    """The pupil that was kept with the answers of before the merge, but for those that were changed since.

    A UPN of the other child goes by its value, wherever it has got to.
    """
    kept = session.get(Pupil, line.kept_id)
    before, after = store.round_merge(session, Pupil, kept.id, line)
    if before is None or after is None:
        return kept
    names = [one.name for one in record_type(Pupil).fields]
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    back = {name: getattr(before, name) for name in changed if getattr(kept, name) == getattr(after, name)}
    return _without_upns(replace(kept, **back), before, session.get(Pupil, line.gone_id))


def _without_upns(kept: Pupil, before: Pupil, gone: Pupil) -> Pupil:
    own = {before.upn, *before.former_upns.split()}
    others = {gone.upn, *gone.former_upns.split()} - own
    former = [one for one in kept.former_upns.split() if one not in others]
    upn = before.upn if kept.upn in others else kept.upn
    return replace(kept, upn=upn, former_upns=" ".join(one for one in former if one != upn))


def send_home(session: Session, line: PupilMerge) -> None:
    """After the two came apart: what the merge had made of the other child's name or school is about that child.

    It lies in the trash, and an access request gathers the trash.
    """
    kept, gone = session.get(Pupil, line.kept_id), session.get(Pupil, line.gone_id)
    if gone.trashed_at is not None:
        return
    made = [
        one
        for cls in (PupilName, SchoolOnRoll)
        for one in _trashed(session, cls, kept.id)
        if store.is_of_merge(session, one.id, line)
        and store.before_merge(session, cls, one.id, line) is None
        and _says(one, gone)
        and not _says(one, kept)
    ]
    if made:
        with session.write() as work:
            for one in made:
                work.change(one, pupil_id=gone.id)


def _trashed(
    session: Session, cls: type[PupilName | SchoolOnRoll], pupil_id: str
) -> list[PupilName | SchoolOnRoll]:
    found: list[PupilName | SchoolOnRoll] = []
    found += session.list(cls, where={"pupil_id": pupil_id}, trashed=True)
    return found


def _says(made: PupilName | SchoolOnRoll, pupil: Pupil) -> bool:
    if isinstance(made, SchoolOnRoll):
        return made.school_id == pupil.school_id
    return (made.given_names, made.family_name) == (pupil.given_names, pupil.family_name)


def of_others(reader: Reader, record: Record) -> frozenset[int]:
    """The versions of a pupil's record that hold what is another child's: between a merge and its taking back.

    Of any other record those from when it was taken for another child's.
    """
    if not isinstance(record, Pupil):
        return of_another(reader, record)
    # of a record that was merged once more since, its old line was turned to another pupil
    lines = (one for one in reader.list(PupilMerge, trashed=True) if _first_kept(reader, one) == record.id)
    return frozenset(version for line in lines for version in _mixed(reader, record, line))


def _first_kept(reader: Reader, line: PupilMerge) -> str:
    """The id of the pupil that the merge itself kept."""
    return reader.at_version(PupilMerge, line.id, 1).kept_id


def _mixed(reader: Reader, kept: Pupil, line: PupilMerge) -> Iterator[int]:
    before, after = store.round_merge(reader, Pupil, kept.id, line)
    if before is None or after is None or line.trashed_at is None:
        return
    names = [one.name for one in record_type(Pupil).fields]
    taken = [name for name in names if getattr(before, name) != getattr(after, name)]
    ended = reader.history(line.id)[-1].change_id
    for row in reader.history(kept.id):
        if row.change_id == ended or row.at > line.trashed_at:
            return
        version = reader.at_version(Pupil, kept.id, row.version)
        if version.version > before.version and any(_same(version, after, name) for name in taken):
            yield version.version


def _same(one: Pupil, other: Pupil, name: str) -> bool:
    answer = getattr(other, name)
    return answer not in {None, ""} and getattr(one, name) == answer


# what stands in the way


def refuse_given(apart: Apart) -> None:
    """Go on, or raise CannotUndo: something was asked for or given about the one child since."""
    if any(isinstance(apart.records[one], Disclosure | AccessRequest) for one in apart.since):
        raise CannotUndo(
            "Since the two records were merged, something was asked for or given to someone about this pupil.",
            next_step="If it was of the wrong child, tell your data protection officer today.",
        )


def refuse_crossing(session: Session, apart: Apart) -> None:
    """Go on, or raise CannotUndo with a list: records of the one child that name a record of the other."""
    found = [line for one in apart.records.values() for line in _crossing(session, apart, one)]
    if found:
        raise cannot_part("These were written since, and name something of the other child", found)


def refuse_tied(session: Session, taken: Iterable[TakenBack]) -> None:
    """Go on, or raise CannotUndo: what an undo would bring back names something of a child who came apart since."""
    lines = session.list(PupilMerge, trashed=True)
    for one in taken if lines else ():
        whose = {target for spec, target in _links(one.wanted) if spec.links_to == PUPIL}
        for spec, target in _links(one.wanted):
            if spec.links_to in {None, PUPIL} or _leads(one.now, spec.name, target):
                continue
            named = session.any_record(str(spec.links_to), target)
            others = {other for found, other in _links(named) if found.links_to == PUPIL}
            if any(_across(line, whose, others) for line in lines):
                raise CannotUndo(
                    f"Two children came apart since, and this would name something of the other one: {in_words(one.now)} "
                    f"({spec.label.lower()}).",
                    next_step="Write it anew on the record of the child whom it is about.",
                )


def _links(record: Record | None) -> list[tuple[FieldSpec, str]]:
    """Where a record leads, field by field; nowhere from the trash."""
    if record is None or record.trashed_at is not None:
        return []
    fields = (spec for spec in record_type(record).fields if spec.links_to is not None)
    return [(spec, getattr(record, spec.name)) for spec in fields if getattr(record, spec.name)]


def _leads(record: Record, name: str, target: str) -> bool:
    return record.trashed_at is None and getattr(record, name) == target


def _across(line: PupilMerge, ones: set[str], others: set[str]) -> bool:
    """Whether these two are the two children of a merge that was taken back, and not both of one child."""
    both = {line.kept_id, line.gone_id}
    return bool(both & ones) and bool(both & others) and not both & ones & others


def cannot_part(why: str, lines: list[str]) -> CannotUndo:
    """The refusal with its list, in plain words without a name."""
    listed = "; ".join(dict.fromkeys(lines))
    return CannotUndo(
        f"The two records cannot come apart as they are. {why}: {listed}.",
        next_step="Put right each of these, or put it in the trash. Then take the records apart.",
    )


def in_words(record: Record) -> str:
    """A record without its content: "Consent of 21 November 2026"."""
    described = record_type(record)
    on = getattr(record, described.date_field) if described.date_field else None
    on = on or (record.created_at.date() if record.created_at else None)
    return f"{described.title} of {say(on)}" if on else described.title


def _crossing(session: Session, apart: Apart, record: Record) -> Iterator[str]:
    if record.trashed_at is not None:
        return
    for spec in record_type(record).fields:
        target = getattr(record, spec.name) if spec.links_to not in {None, PUPIL} else ""
        if target not in apart.records or (target in apart.back) is (record.id in apart.back):
            continue
        was = apart.was(session, type(record), record.id)
        if was is None or getattr(was, spec.name) != target:
            yield f"{in_words(record)} ({spec.label.lower()})"
