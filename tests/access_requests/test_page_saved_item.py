"""An item gone to again shows what was kept: its title, its reason, and every name that is covered as covered."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desks import Desk, desk_of
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen import canvas

from coordinator_app.access_requests.actions import decide, gather, order
from coordinator_app.access_requests.items import Outcome, Redaction, RequestItem, place_of
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.access_requests.page.covering import UNITS, YOURS, Texts, add_places, suggested_on
from coordinator_app.access_requests.page.name_finder import FoundName, Place, Who
from coordinator_app.access_requests.page.request import AccessRequestPage
from coordinator_app.access_requests.page.review import ReviewStage
from coordinator_app.core.page_images import PagesWanted, PageWord, pages_of
from coordinator_app.documents import actions as documents
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import PAGES, FileGiven
from coordinator_app.pupils import actions as pupils
from coordinator_app.ui.page_boxes import Box
from coordinator_app.ui.text_view import Span
from tests.vaults import House, add, gathered, item_for, new_pupil, ready_request, share_the_rest

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
WORDS = "Kit was paired with Otis Bramblewick on Friday."
OTIS = "Otis Bramblewick"


@pytest.fixture
def desk(consented: House, tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    pupils.save_pupil(consented.session, new_pupil(consented, given_names="Otis", family_name="Bramblewick"))
    made = desk_of(consented, tmp_path)
    yield made
    made.services.jobs.stop()


def letter() -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    sheet.drawString(72, 770, WORDS)
    sheet.save()
    return out.getvalue()


def attach(house: House) -> Document:
    content = letter()
    made = Document(
        pupil_id=house.pupil.id,
        title="About Otis, weeks 7 and 8",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 11, 18),
    )
    return documents.attach(house.session, made, content, look(FileGiven("a.pdf", content))).record


def word_boxes(desk: Desk) -> list[Redaction]:
    """A box over each word of the name, as a person draws them; the reason stands with them alone."""
    pages = pages_of(desk.services.jobs.child(PAGES, PagesWanted(letter())).result()).pages
    return [
        Redaction(
            page=1,
            left=int(word.left * UNITS),
            top=int(word.top * UNITS),
            right=round(word.right * UNITS) + 1,
            bottom=round(word.bottom * UNITS) + 1,
            exemption=Exemption.THIRD_PARTY,
            reason="Another pupil",
            covered_words=word.text,
        )
        for word in pages[0].words
        if word.text in OTIS
    ]


def opened(desk: Desk, request: AccessRequest, record: object) -> ReviewStage:
    page = desk.page(AccessRequestPage, request_id=request.id, stage="review")
    stage = page.stage
    assert isinstance(stage, ReviewStage)
    stage.items.choose(item_for(gathered(desk.house, request), record).id)
    QApplication.processEvents()
    return stage


def test_a_covered_name_is_ticked_and_the_reason_is_chosen_when_an_item_is_gone_to_again(desk: Desk) -> None:
    document = attach(desk.house)
    request = ready_request(desk.house)
    item = item_for(gathered(desk.house, request), document)
    boxes = word_boxes(desk)
    assert len(boxes) == 2
    decide.decide(desk.house.session, replace(item, outcome=Outcome.REDACT), boxes)
    stage = opened(desk, request, document)
    on_page = next(group for group in stage.view.groups() if group.label == OTIS)
    assert on_page.covered == 1
    answers = stage.panel.answers()
    assert (answers.outcome, answers.exemption) == (Outcome.REDACT, Exemption.THIRD_PARTY)
    assert answers.reason == "Another pupil"
    assert not stage._by_hand()  # looking at it is no change
    assert all(box.state == "accepted" for box in stage.view.preview.view.boxes())


def test_one_word_of_a_name_left_open_is_not_shown_as_covered(desk: Desk) -> None:
    # the planted fault: a box less, and the name must be unticked with the open word suggested
    document = attach(desk.house)
    request = ready_request(desk.house)
    item = item_for(gathered(desk.house, request), document)
    decide.decide(desk.house.session, replace(item, outcome=Outcome.REDACT), word_boxes(desk)[:1])
    stage = opened(desk, request, document)
    group = next(group for group in stage.view.groups() if group.label == OTIS)
    assert not group.ticked
    assert [box.state for box in stage.view.preview.view.boxes()].count("suggested") == 1


def test_a_document_is_called_by_its_title_on_the_screen_and_by_its_kind_in_the_pack(desk: Desk) -> None:
    document = attach(desk.house)
    request = ready_request(desk.house)
    item = item_for(gathered(desk.house, request), document)
    assert item.title == "About Otis, weeks 7 and 8"
    stage = opened(desk, request, document)
    assert "About Otis, weeks 7 and 8" in [row.title for row in stage.items.rows.rows()]
    decide.decide(
        desk.house.session,
        replace(item, outcome=Outcome.WITHHOLD, exemption=Exemption.THIRD_PARTY, reason="Another family"),
    )
    share_the_rest(desk.house, request)
    made, _ = order.pack_order(desk.house.session, request, "pw", practice=True)
    titles = [one.title for one in made.items]
    assert DocumentKind.PROVIDER_REPORT.label in titles
    assert not any("Otis" in title for title in titles)


def test_items_of_one_day_stand_in_the_order_they_were_typed_everywhere(desk: Desk) -> None:
    same = [add(desk.house, f"Kit came in, note {number}.") for number in range(6)]
    early = add(desk.house, "Kit came in first.", happened_on=date(2026, 10, 1))
    request = ready_request(desk.house)
    gather.gather(desk.house.session, desk.house.session.get(AccessRequest, request.id))
    items = gather.items_of(desk.house.session, request.id)
    ids = [item.item_id for item in items]
    places = [ids.index(one.id) for one in same]
    assert ids.index(early.id) < places[0]
    stamps = [item.item_id[:13] for item in items if item.item_id in {one.id for one in same}]
    assert stamps == sorted(stamps)
    stage = opened(desk, request, early)
    assert [line.item.id for line in stage.items.board().lines] == [item.id for item in items]
    share_the_rest(desk.house, request)
    made, _ = order.pack_order(desk.house.session, request, "pw", practice=True)
    assert [one.on_day for one in made.items] == [item.on_day for item in items]


def test_what_has_no_day_is_last_and_chance_decides_nothing() -> None:
    def made(item_id: str, key: int, on_day: date | None = date(2026, 11, 1), **more: bool) -> RequestItem:
        return RequestItem(id=f"r{key}", key=key, item_id=item_id, on_day=on_day, **more)

    stamp = "019a0000-0000-7"
    one, two = made(f"{stamp}fff-8000-000000000000", 1), made(f"{stamp}000-8000-000000000000", 2)
    later = made("019a0000-0001-7000-8000-000000000000", 3)
    undated = made("01000000-0000-7000-8000-000000000000", 4, None)
    held = made(f"{stamp}000-8000-000000000001", 1, is_guarded=True)
    assert sorted([undated, later, held, two, one], key=place_of) == [one, two, held, later, undated]


def name(*places: Place) -> FoundName:
    return FoundName("otis", OTIS, "Another pupil on our register", Who.OTHER_PUPIL, sure=True, places=places)


@pytest.mark.parametrize(
    ("covered", "left", "state"),
    [
        ([(0, 16)], [], "accepted"),
        ([(0, 4), (5, 16)], [], "accepted"),
        ([(0, 30)], [], "accepted"),
        ([(0, 4)], [(5, 16)], "suggested"),
        ([(2, 7)], [(0, 2), (7, 16)], "suggested"),
        ([], [(0, 16)], "suggested"),
    ],
)
def test_what_of_a_name_is_not_covered_is_suggested(
    covered: list[tuple[int, int]], left: list[tuple[int, int]], state: str
) -> None:
    words = {"words": f"{OTIS} came with Kit to us."}
    place = Place(0, 0, len(OTIS))
    spans = {"words": [Span(start, end, "accepted", "", YOURS) for start, end in covered]}
    add_places(spans, words, [name(place)])
    assert [(one.start, one.end) for one in spans["words"] if one.state == "suggested"] == left
    assert Texts.of(words, {}).state(place, "otis", spans, ()) == state


def test_a_large_box_over_a_name_counts_as_covered_and_is_not_taken_for_it() -> None:
    page = [PageWord(text, 0.1 * at, 0.1, 0.1 * at + 0.08, 0.12) for at, text in enumerate(WORDS.split())]
    large = Box(0, 0.0, 0.0, 1.0, 1.0, "accepted", "drawn by you", YOURS)
    place = Place(0, WORDS.index(OTIS), WORDS.index(OTIS) + len(OTIS))
    boxes, new = suggested_on(0, page, [name(place)], [large])
    assert (boxes, new) == ([large], [])
    texts_here = Texts.of({}, {0: page})
    assert texts_here.state(place, "otis", {}, boxes) == "accepted"
    assert texts_here.state(place, "otis", {}, []) == ""
