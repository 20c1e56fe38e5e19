"""Which stages of a request can be gone to now, and which is the next (design 8.10)."""

from __future__ import annotations

from importlib.util import find_spec

from coordinator_app.access_requests.model import LetterKind, Stage
from coordinator_app.access_requests.page.reading import CaseFacts
from coordinator_app.access_requests.sorting import is_about_a_person
from coordinator_app.core.gates import Decision
from coordinator_app.ui.stepper import Step, StepState

_PLACE = "coordinator_app.access_requests.page"
STAGES: dict[Stage, str] = {
    Stage.RECEIVED: f"{_PLACE}.received:ReceivedStage",
    Stage.IDENTITY: f"{_PLACE}.identity:IdentityStage",
    Stage.GATHER: f"{_PLACE}.gather_stage:GatherStage",
    Stage.REVIEW: f"{_PLACE}.review:ReviewStage",
    Stage.APPROVE: f"{_PLACE}.approve:ApproveStage",
    Stage.PACK: f"{_PLACE}.pack_stage:PackStage",
    Stage.SENT: f"{_PLACE}.sent:SentStage",
}


def is_built(stage: Stage) -> bool:
    """Whether this stage has a screen."""
    return find_spec(STAGES[stage].partition(":")[0]) is not None


def is_open(case: CaseFacts, stage: Stage) -> bool:
    """Whether a stage can be gone to: the first three always, the others when there is something to do there.

    What is about nobody is answered or passed on: nothing is gathered for it.
    """
    if not is_about_a_person(case.request.sort):
        return stage is Stage.RECEIVED
    opens = {
        Stage.REVIEW: bool(case.items),
        Stage.APPROVE: bool(case.items) and case.decided.is_open,
        Stage.PACK: case.pack is not None or _may_pack(case),
        Stage.SENT: case.request.sent_on is not None,
    }
    return opens.get(stage, True) and is_built(stage)


def why_shut(case: CaseFacts, stage: Stage) -> str:
    """Why a stage cannot be gone to now, and what opens it. Sentences."""
    lead = f"{stage.label} is not open."
    if not is_about_a_person(case.request.sort):
        return f"{lead} This is about nobody: it is answered, or passed on, at Received."
    if case.is_closed:
        return f"{lead} The request has ended."
    if not case.items:
        return f"{lead} Nothing is gathered yet: do that at Gather."
    if stage is Stage.SENT:
        return f"{lead} It opens once the pack is recorded as sent."
    gates = (case.decided,) if stage is Stage.APPROVE else _gates(case)
    reasons = [reason.sentence() for gate in gates for reason in gate.reasons]
    more = f" And {len(reasons) - 1} more." if len(reasons) > 1 else ""
    return f"{lead} {reasons[0]}{more}" if reasons else lead


def is_done(case: CaseFacts, stage: Stage) -> bool:
    """Whether nothing is left to do at a stage."""
    done = {
        Stage.RECEIVED: any(one.sent_on for one in case.letters_of(LetterKind.ACKNOWLEDGEMENT)),
        Stage.IDENTITY: case.identity.is_open,
        Stage.GATHER: case.request.gathered_at is not None
        and case.consulted.is_open
        and case.gathered.is_open,
        Stage.REVIEW: bool(case.items) and case.decided.is_open,
        Stage.APPROVE: case.request.approved_on is not None,
        Stage.PACK: case.is_closed,
        Stage.SENT: case.is_closed,
    }
    return case.is_closed or done[stage]


def next_stage(case: CaseFacts) -> Stage:
    """Where a request is opened: the first stage that is open and not done."""
    if case.is_closed:
        return Stage.SENT if case.request.sent_on is not None and is_built(Stage.SENT) else Stage.RECEIVED
    reachable = [stage for stage in Stage if is_open(case, stage)]
    return next((stage for stage in reachable if not is_done(case, stage)), reachable[-1])


def steps(case: CaseFacts, shown: Stage) -> list[Step]:
    """The stepper: ticks for what is done, numbers for the rest."""
    return [Step(stage.value, stage.label, _state(case, stage, shown)) for stage in Stage]


def _state(case: CaseFacts, stage: Stage, shown: Stage) -> StepState:
    if stage is shown:
        return "current"
    if not is_open(case, stage):
        return "later"
    return "done" if is_done(case, stage) else "open"


def _may_pack(case: CaseFacts) -> bool:
    return bool(case.items) and all(gate.is_open for gate in _gates(case))


def _gates(case: CaseFacts) -> tuple[Decision, ...]:
    return case.identity, case.consulted, case.gathered, case.decided
