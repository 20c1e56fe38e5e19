"""What somebody asks for: five answers, each with what it means for the clocks and for what comes next (domain 1.1 to 1.4, 2.1).

A sort can be changed while the request is open; the clocks follow. `None` stands in requests that were logged before it was
asked: all three clocks hold for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator_app.access_requests.model import AccessRequest, RequesterKind, RequestSort
from coordinator_app.core.errors import FieldProblem

AS_PARENT = frozenset(
    {
        None,
        RequesterKind.PARENT,
        RequesterKind.OTHER_CARER,
        RequesterKind.LOCAL_AUTHORITY,
        RequesterKind.SOLICITOR,
    }
)
"""Who may ask for the educational record: whoever has parental responsibility or the care of the child (Education Act 1996,
section 576), and who acts for such a person by written authority. It is no right of the pupil (domain 1.2)."""
NOT_ABOUT_A_PERSON = frozenset({RequestSort.FREEDOM_OF_INFORMATION, RequestSort.NOT_A_REQUEST})


@dataclass(frozen=True, slots=True)
class Explained:
    """A sort in plain words: what it is, which clocks count, what comes next. Sentences."""

    what: str
    clocks: str
    then: str

    @property
    def words(self) -> str:
        """All three."""
        return " ".join(part for part in (self.what, self.clocks, self.then) if part)


_WORDS = {
    RequestSort.SUBJECT_ACCESS: Explained(
        "They ask to see what is held about a person.",
        "The legal month counts, and the Partnership's target before it.",
        "Next: acknowledge it, settle who asks, gather everything that is held.",
    ),
    RequestSort.BOTH: Explained(
        "They ask for everything that is held, and the school's record is part of that. Choose this when you are not sure.",
        "All three clocks are shown. Work to the earliest.",
        "Next: acknowledge it, settle who asks, gather everything that is held.",
    ),
    RequestSort.FREEDOM_OF_INFORMATION: Explained(
        "They ask how the Partnership works: policies, figures, money. No name or address has to be proved.",
        "It is answered within 20 school days or 60 working days, whichever ends first.",
        "Next: answer it, or pass it on to the school or authority that holds the information. Nothing is gathered.",
    ),
    RequestSort.NOT_A_REQUEST: Explained(
        "They do not ask for information, such as a complaint or a meeting.",
        "No clock runs.",
        "It is kept, and closed with the reason that you write.",
    ),
}
_RECORD = "They ask for the child's educational record only. It is a parent's right, whatever the child thinks of it."
_THEN = (
    "Next: acknowledge it, settle who asks, gather what is held. Withhold what is no part of the record: notes about "
    "possible abuse, what could do serious harm, a teacher's own notes, what another child's parent said. "
    "A copy may cost no more than the copying."
)


def explained(sort: RequestSort, *, bound: bool | None = None) -> Explained:
    """What a sort means. `bound`: whether the Regulations of 2005 bind the school on roll, None while it is not known."""
    if sort is not RequestSort.EDUCATIONAL_RECORD:
        return _WORDS[sort]
    law = {
        True: "15 school days count: the school is maintained. They are law where a parent asks in writing, and worked to in any case.",
        False: "15 school days are our policy: the law does not bind this school. The legal month counts too.",
        None: "15 school days count. They are law where the school is maintained, else our policy.",
    }
    return Explained(_RECORD, law[bound], _THEN)


def sorts_for(kind: RequesterKind | None) -> tuple[RequestSort, ...]:
    """What this requester can ask for about a person."""
    if kind in AS_PARENT:
        return RequestSort.SUBJECT_ACCESS, RequestSort.EDUCATIONAL_RECORD, RequestSort.BOTH
    return (RequestSort.SUBJECT_ACCESS,)


def is_about_a_person(sort: RequestSort | None) -> bool:
    """Whether anything about a person is gathered for it."""
    return sort not in NOT_ABOUT_A_PERSON


def sort_problem(request: AccessRequest) -> FieldProblem | None:
    """Why a request cannot be of this sort, or None."""
    sort = request.sort
    record = sort in {RequestSort.EDUCATIONAL_RECORD, RequestSort.BOTH}
    if record and (request.requester_kind not in AS_PARENT or request.about_staff.strip()):
        words = "Only a parent, or somebody who acts for one, can ask for the educational record."
        return FieldProblem("sort", words)
    if sort is not None and is_about_a_person(sort) and (problem := _who_problem(request)):
        return problem
    if is_about_a_person(sort) and not request.pupil_id and not request.about_staff.strip():
        return FieldProblem("pupil_id", "Choose the pupil.")
    return None


def _who_problem(request: AccessRequest) -> FieldProblem | None:
    """A staff file is asked for by that member of staff alone; nobody is asked about who has no right to ask."""
    staff = request.about_staff.strip()
    if staff and request.pupil_id:
        return FieldProblem("pupil_id", "It is about a pupil or about a member of staff. Log two requests.")
    if staff and request.requester_kind is not RequesterKind.STAFF:
        return FieldProblem("requester_kind", "Only the member of staff can ask what is held about them.")
    if request.requester_kind is RequesterKind.OTHER:
        return FieldProblem("requester_kind", "Say who they are to the person it is about.")
    return None
