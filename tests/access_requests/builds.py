"""A request with a document that is covered in part, and its pack built by real children or in this process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import foreign
import papers
import pytest

from coordinator_app.access_requests.actions import decide, order
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import Exemption
from coordinator_app.access_requests.pack_order import BuiltFinding, BuiltPack, PackOrder
from coordinator_app.bench.practice_pack import Taken
from coordinator_app.core.pack_password import new_password
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.documents import actions as documents
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import LOOK, PAGES, FileGiven, looked_of, pages_of
from coordinator_app.jobs.children import Answer
from coordinator_app.jobs.frames import Frame
from coordinator_app.jobs.inline import InlineJobs
from coordinator_app.jobs.jobs import Jobs, no_session
from tests.packs import build, built_by_children
from tests.vaults import House, fill_in_the_letter, gathered, item_for

PASSWORD = new_password()
UNITS = order.BOX_UNITS


@pytest.fixture
def jobs() -> Iterator[Jobs[object]]:
    made: Jobs[object] = InlineJobs(no_session)
    yield made
    made.stop()


def with_document(case: papers.Case, jobs: Jobs[object], content: bytes, name: str = "Thorncastle") -> None:
    """Attach a file that a child looked at, and cover a name where the preview says that it stands."""
    session = case.house.session
    looked = looked_of(jobs.child(LOOK, FileGiven("letter.pdf", content)).result())
    document = Document(
        pupil_id=case.house.pupil.id,
        title="Letter about the lesson",
        kind_of_document=DocumentKind.SCHOOL_LETTER,
        dated=date(2026, 10, 2),
    )
    kept = documents.attach(session, document, content, looked).record
    page = pages_of(jobs.child(PAGES, PagesWanted(content)).result()).pages[0]
    word = next(word for word in page.words if name in word.text)
    box = Redaction(
        page=1,
        left=int((word.left - 0.01) * UNITS),
        top=int((word.top - 0.01) * UNITS),
        right=int((word.right + 0.01) * UNITS),
        bottom=int((word.bottom + 0.01) * UNITS),
        exemption=Exemption.THIRD_PARTY,
        covered_words=name,
    )
    item = item_for(gathered(case.house, case.request), kept)
    decide.decide(session, replace(item, outcome=Outcome.REDACT), [box])


@pytest.fixture
def case(consented: House, jobs: Jobs[object]) -> papers.Case:
    fill_in_the_letter(consented)
    made = papers.decided_case(consented)
    with_document(made, jobs, foreign.turned(90))
    return made


def ordered(case: papers.Case) -> PackOrder:
    """The order with its documents in it."""
    session = case.house.session
    made = order.pack_order(session, case.now, PASSWORD, practice=True)[0]
    items = tuple(
        replace(item, document=session.blob(item.document_id)) if item.document_id else item
        for item in made.items
    )
    return replace(made, items=items)


def child_built(jobs: Jobs[object], made: PackOrder, session: Any = None, **watch: Any) -> BuiltPack:
    """What a child builds of an order, its only volume put together again."""
    taken = Taken()
    documents = {item.number: item.document_id for item in made.items}

    def hears(frame: Frame) -> Answer:
        if "item" in frame.body:
            return Answer({}, (session.blob(documents[frame.body["item"]]),))
        return taken.hears(frame)

    built = built_by_children(jobs, made, hears, **watch)
    return replace(built, locked=bytes(taken.volumes[1]))


def said(built: BuiltPack) -> dict[str, BuiltFinding]:
    return {finding.check_name: finding for finding in built.findings}


def state(built: BuiltPack, name: str) -> str:
    return said(built)[name].state


def in_process(made: PackOrder) -> BuiltPack:
    return build(made)


def planted(made: PackOrder, change: Any) -> BuiltPack:
    return in_process(change(made))
