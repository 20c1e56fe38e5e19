"""What mothers bring up about our own work: a complaint half looked into, an objection to be decided, the time a request took."""

from __future__ import annotations

from collections.abc import Iterator

from coordinator_app.access_requests.actions.working_time import note_time
from coordinator_app.access_requests.model import AccessRequest, Channel, RequesterKind
from coordinator_app.complaints import actions as complaints
from coordinator_app.complaints.model import (
    Complaint,
    ComplaintAbout,
    ComplaintChannel,
    ComplaintStep,
    StepKind,
)
from coordinator_app.core.clock import SetClock
from coordinator_app.demo.days import StoryDays, at
from coordinator_app.demo.others import BEA, WREN, Child
from coordinator_app.demo.steps import Step
from coordinator_app.pupils.model import Pupil
from coordinator_app.rights import actions as rights
from coordinator_app.rights.model import RightsKind, RightsRequest
from coordinator_app.store.session import Session

_TIMES = (
    (4, 95, "Gathering, and ringing the places to look in"),
    (2, 160, "Reading and deciding"),
    (1, 40, "Checking the pack and handing it over"),
)
"""Days before today, minutes, and what was done."""


def note_the_time(session: Session, request: AccessRequest, days: StoryDays) -> None:
    """How long the request of the main job took, day by day; for the figures of the year."""
    for ago, minutes, doing in _TIMES:
        note_time(session, request, minutes, days.ago(ago), doing)


class Registers:
    """Adds them to the story of the other pupils; what is left open is for whoever practises."""

    def __init__(self, session: Session, clock: SetClock, days: StoryDays) -> None:
        self.session, self.clock, self.days = session, clock, days
        self.complaint_id = ""

    def steps(self) -> Iterator[Step]:
        """What happened, to be done in order of time with the main story."""
        days = self.days
        yield Step(at(days.ago(15), 9), "Writing down a complaint", self.complaint)
        yield Step(at(days.ago(14), 10), "Acknowledging a complaint", self.acknowledgement)
        yield Step(at(days.ago(9), 11), "Looking into a complaint", self.enquiry)
        yield Step(at(days.ago(5), 12), "Writing down an objection", self.objection)

    def complaint(self) -> None:
        """Data Protection Act 2018, section 164A: what the mother says, and who looks into it."""
        complaint = Complaint(
            pupil_id=self._pupil(BEA).id,
            about=ComplaintAbout.SHARED,
            complainant=BEA.mother,
            complainant_is="Mother",
            channel=ComplaintChannel.ELECTRONIC_FORM,
            received_on=self.clock.today(),
            says="Another mother at the gate knew that Beatrice goes to the workshop on Tuesdays. I told nobody.",
            wants="To know who told her, and that it does not happen again.",
            about_whom="G. Thimble",
            handler=complaints.who_looks_into_it(self.session),
            first_contact="Pat Samplewell",
        )
        self.complaint_id = complaints.log(self.session, complaint).record.id

    def acknowledgement(self) -> None:
        """Within 30 days, the next day."""
        complaints.acknowledge(self.session, self._complaint(), self.clock.today(), "By telephone")

    def enquiry(self) -> None:
        """What came out so far; the rest is to be found out."""
        step = ComplaintStep(
            step=StepKind.ENQUIRY,
            on_day=self.clock.today(),
            words="The workshop says that its register hangs in the hall, where whoever brings a child can read it.",
            by_whom="Pat Samplewell",
        )
        complaints.add_step(self.session, self._complaint(), step)

    def objection(self) -> None:
        """UK GDPR article 21: to be checked and decided within the month."""
        request = RightsRequest(
            pupil_id=self._pupil(WREN).id,
            kind_asked=RightsKind.OBJECTION,
            asked_by=WREN.mother,
            asker_kind=RequesterKind.PARENT,
            channel=Channel.EMAIL,
            received_on=self.clock.today(),
            says="I do not want his week told to the steering group, not with his initials either. Please stop that.",
            identity_known=True,
            identity_reason="She wrote from the address that the school has for her.",
        )
        rights.log(self.session, request)

    def _complaint(self) -> Complaint:
        return self.session.get(Complaint, self.complaint_id)

    def _pupil(self, child: Child) -> Pupil:
        return next(one for one in self.session.list(Pupil) if one.given_names == child.given)
