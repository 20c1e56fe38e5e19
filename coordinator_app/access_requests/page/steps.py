"""Which stages of a request can be gone to now, and which is the next (design 8.10)."""

from __future__ import annotations

from importlib.util import find_spec

from coordinator_app.access_requests.model import LetterKind, Stage
from coordinator_app.access_requests.page.reading import CaseFacts
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
    """Whether a stage can be gone to: the first three always, the others when there is something to do there."""
    opens = {
        Stage.REVIEW: bool(case.items),
        Stage.APPROVE: bool(case.items) and case.decided.is_open,
        Stage.PACK: case.pack is not None or _may_pack(case),
        Stage.SENT: case.is_closed,
    }
    return opens.get(stage, True) and is_built(stage)


def is_done(case: CaseFacts, stage: Stage) -> bool:
    """Whether nothing is left to do at a stage."""
    done = {
        Stage.RECEIVED: any(one.sent_on for one in case.letters_of(LetterKind.ACKNOWLEDGEMENT)),
        Stage.IDENTITY: case.identity.is_open,
        Stage.GATHER: case.request.gathered_at is not None and case.consulted.is_open,
        Stage.REVIEW: bool(case.items) and case.decided.is_open,
        Stage.APPROVE: case.request.approved_on is not None,
        Stage.PACK: case.is_closed,
        Stage.SENT: case.is_closed,
    }
    return case.is_closed or done[stage]


def next_stage(case: CaseFacts) -> Stage:
    """Where a request is opened: the first stage that is open and not done."""
    if case.is_closed and is_built(Stage.SENT):
        return Stage.SENT
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
    return case.identity.is_open and case.consulted.is_open and bool(case.items) and case.decided.is_open
