"""Who a request is about: a pupil, a member of staff about himself, or nobody (domain 2.1).

Every screen, letter and search that says whose information it is asks here, never the pupil straight away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coordinator_app.access_requests.model import AccessRequest, RequestSort
from coordinator_app.pupils.model import Pupil
from coordinator_app.pupils.parts import PupilName
from coordinator_app.store.session import Session

_NOBODY: dict[RequestSort | None, str] = {
    RequestSort.FREEDOM_OF_INFORMATION: "How the Partnership works",
    RequestSort.NOT_A_REQUEST: "Not a request",
}
_UNKNOWN = "Nobody named yet"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose information is asked for.

    `called` is the name on screens, `full_name` that on letters, `forms` every whole name to search for, the usual
    first; `parts` the single names of them ("Marigold", "Puddlecombe"). `pupil` is None for a member of staff and
    where a request is about nobody.
    """

    called: str
    full_name: str
    forms: tuple[str, ...] = ()
    pupil: Pupil | None = None
    is_staff: bool = False

    @property
    def is_somebody(self) -> bool:
        """Whether it is about a person at all: freedom of information is not."""
        return self.pupil is not None or self.is_staff

    @property
    def pupil_id(self) -> str:
        """The pupil's id, "" for anybody else."""
        return self.pupil.id if self.pupil is not None else ""

    @property
    def parts(self) -> tuple[str, ...]:
        """Each single name once, in the order of the forms."""
        return tuple(dict.fromkeys(part for form in self.forms for part in form.split()))

    @property
    def usual(self) -> tuple[str, ...]:
        """The name on screens and the one on letters, without former names."""
        return (self.called, self.full_name) if self.is_somebody else ()

    @property
    def noun(self) -> str:
        """What the person is to the Partnership, for sentences: "the pupil", "the member of staff"."""
        return "the member of staff" if self.is_staff else "the pupil"


def subject_of(session: Session, request: AccessRequest) -> Subject:
    """Who a request is about. NotFound if its pupil is not in the vault, or in the trash."""
    if request.pupil_id:
        return _of_pupil(session, session.get(Pupil, request.pupil_id))
    return _without_pupil(request)


def subject_listed(session: Session, request: AccessRequest) -> Subject:
    """The same for lists, without former names: one pupil who is gone must not hide all the others."""
    if not request.pupil_id:
        return _without_pupil(request)
    pupil = session.find(Pupil, request.pupil_id)
    if pupil is None:
        return Subject("A pupil who is no longer listed", "a pupil who is no longer listed")
    full = f"{pupil.given_names} {pupil.family_name}".strip()
    return Subject(pupil.called, full, _each_once((pupil.called, full)), pupil)


def _of_pupil(session: Session, pupil: Pupil) -> Subject:
    full = f"{pupil.given_names} {pupil.family_name}".strip()
    merged = session.list(Pupil, where={"merged_into_id": pupil.id}, trashed=None)
    others = session.list(PupilName, where={"pupil_id": pupil.id})
    forms = [pupil.called, full]
    forms += [name for one in merged for name in (one.called, f"{one.given_names} {one.family_name}")]
    forms += _former(pupil, others)
    return Subject(pupil.called, full, _each_once(forms), pupil)


def _former(pupil: Pupil, others: Iterable[PupilName]) -> Iterator[str]:
    """Former names whole: what is missing of one is as it is now."""
    for one in others:
        yield f"{one.given_names or pupil.given_names} {one.family_name or pupil.family_name}"


def _without_pupil(request: AccessRequest) -> Subject:
    staff = request.about_staff.strip()
    if staff:
        return Subject(staff, staff, (staff,), is_staff=True)
    words = _NOBODY.get(request.sort, _UNKNOWN)
    return Subject(words, words[:1].lower() + words[1:])


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
