"""A pack is written by one child and checked by another: stopped anywhere it ends once, and neither holds what it need not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import papers
import pytest
from builds import PASSWORD, case, jobs, ordered

from coordinator_app.access_requests.actions import order
from coordinator_app.access_requests.actions.pack import is_guarded, keep_pack, volumes_of
from coordinator_app.access_requests.actions.pack_spool import PackSpool
from coordinator_app.access_requests.building import PackBuilding
from coordinator_app.access_requests.pack_order import BUILD, BuiltPack, PackOrder
from coordinator_app.access_requests.written import CHECK, without_content
from coordinator_app.core.errors import Cancelled
from coordinator_app.core.privacy import Compartment
from coordinator_app.core.wire import WireError, to_plain
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Progress
from coordinator_app.store.session import Session

__all__ = ["case", "jobs"]


class Told:
    """What came of a build, and how far it was said to be; `stop` is asked at each step whether to stop it now."""

    def __init__(self, case: papers.Case, stop: Callable[[str], bool] = lambda _: False) -> None:
        self.case, self._stop = case, stop
        self.built: list[BuiltPack] = []
        self.failed: list[Exception] = []
        self.steps: list[str] = []
        self.jobs: InlineJobs[Session] = InlineJobs(lambda _read_only: case.house.as_user(*Compartment))
        self.spool = PackSpool(guarded=is_guarded(case.house.session, case.request.id))
        self.building = PackBuilding(
            self.jobs, self.spool, done=self.built.append, failed=self.failed.append, progress=self._step
        )

    def _step(self, progress: Progress) -> None:
        self.steps.append(progress.words.split(maxsplit=1)[0])
        if self._stop(self.steps[-1]):
            self.building.cancel()


@pytest.fixture
def made(case: papers.Case) -> tuple[PackOrder, str]:
    return order.pack_order(case.house.session, case.now, PASSWORD, practice=True)


def test_it_is_written_then_checked_and_can_be_kept(case: papers.Case, made: tuple[PackOrder, str]) -> None:
    told = Told(case)
    told.building.start(made[0])
    assert (told.failed, len(told.built)) == ([], 1)
    assert list(dict.fromkeys(told.steps))[:3] == ["Making", "Building", "Checking"]
    kept = keep_pack(case.house.session, case.now, told.built[0], made[1], told.spool).record
    assert sum(one.pages or 0 for one in volumes_of(case.house.session, kept)) == told.built[0].pages
    told.jobs.stop()


@pytest.mark.parametrize("step", ["Making", "Building", "Checking"])
def test_stopped_at_any_step_it_ends_once(case: papers.Case, made: tuple[PackOrder, str], step: str) -> None:
    told = Told(case, lambda words: words == step)
    told.building.start(made[0])
    assert told.built == []
    assert [type(one) for one in told.failed] == [Cancelled]
    told.jobs.stop()


def test_a_stop_between_writing_and_checking_begins_no_check(
    case: papers.Case, made: tuple[PackOrder, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told(case)
    begun: list[str] = []
    real = told.jobs.child

    def child(task: str, *given: Any, done: Callable[[Any], None], **more: Any) -> Any:
        def late(answer: Any) -> None:
            told.building.cancel()  # it has ended, and that was not told yet
            done(answer)

        begun.append(task)
        return real(task, *given, done=late, **more)

    monkeypatch.setattr(told.jobs, "child", child)
    told.building.start(made[0])
    assert CHECK not in begun
    assert told.built == []
    assert [type(one) for one in told.failed] == [Cancelled]
    told.jobs.stop()


@pytest.mark.parametrize("at", [BUILD, CHECK])
def test_a_child_whose_answer_makes_no_sense_ends_the_build_and_is_told(
    case: papers.Case, made: tuple[PackOrder, str], monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    told = Told(case)
    real = told.jobs.child

    def child(task: str, *given: Any, done: Callable[[Any], None], **more: Any) -> Any:
        return real(
            task, *given, done=(lambda _: done(Answer({"result": 7}))) if task == at else done, **more
        )

    monkeypatch.setattr(told.jobs, "child", child)
    told.building.start(made[0])
    assert told.built == []
    assert [type(one) for one in told.failed] == [WireError]
    told.jobs.stop()


def test_whoever_checks_is_handed_no_word_of_a_record_and_no_document(case: papers.Case) -> None:
    whole = ordered(case)
    places = without_content(whole)
    blobs: list[bytes] = []
    sent = json.dumps([to_plain(item, blobs) for item in places.items])
    titles = {item.title for item in whole.items}
    said = {line.words for item in whole.items for line in item.lines if len(line.words) > 20} - titles
    assert said
    assert not any(json.dumps(words) in sent for words in said)
    assert blobs
    assert set(blobs) == {b""}
    assert [one.has_document for one in places.items] == [one.has_document for one in whole.items]
    # the planted fault: the order as it is
    assert any(
        json.dumps(words) in json.dumps([to_plain(item, []) for item in whole.items]) for words in said
    )
