"""Two vaults with the same boy in them, one of a few children and one of many, and how long each step takes in both."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPushButton, QWidget

from coordinator_app.access_requests.actions import intake
from coordinator_app.attendance.actions import keep_weeks
from coordinator_app.attendance.model import AttendanceWeek
from coordinator_app.chronology.actions import add_entry
from coordinator_app.chronology.model import Category, ChronologyEntry
from coordinator_app.consent.model import Consent
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.pupils.model import Carer, Pupil, Relationship, ResponsibilityEvidence
from coordinator_app.referrals.model import Referral, ReferralState
from coordinator_app.reviews.actions import plan_review
from coordinator_app.reviews.model import Review
from coordinator_app.store.session import Session
from tests.journeys import the_request
from tests.journeys.a_large_request import a_request, the_girl
from tests.journeys.driver import PATIENCE, Laptop, WindowUser
from tests.journeys.the_week import Hands
from tests.vaults import House, new_entry, new_request

GIVEN, FAMILY = "Zebedee", "Quillfeather"
BOY = f"{GIVEN} {FAMILY}"
BATCH = 1_000
_FROM = 100_000
"""The number in a family name begins here: a lower one is a day or a year in every letter, which then names the child."""
_NAMES = ("Puddlecombe", "Bramblewick", "Applegarth", "Thistledown", "Tumbledale", "Moonbeck")
_WORDS = "arrived late because the bus was cancelled worked well in a pair asked to start the next unit early workshop"
CTRL = Qt.KeyboardModifier.ControlModifier


def the_boy(house: House) -> None:
    """A record as it is after a term: it is the same in both vaults."""
    session = house.session
    with session.write() as work:
        house.pupil = work.change(house.pupil, given_names=GIVEN, family_name=FAMILY)
    for number in range(40):
        words = f"Day {number}, he worked at the carburettor."
        add_entry(session, new_entry(house, words, happened_on=date(2026, 10, 1) + timedelta(days=number)))
    monday = date(2026, 9, 7)
    weeks = [
        AttendanceWeek(
            pupil_id=house.pupil.id,
            school_id=house.school.id,
            monday=monday + timedelta(weeks=number),
            marks=" ".join(["/", "\\"] * 5),
            source="Typed",
        )
        for number in range(6)
    ]
    keep_weeks(session, weeks)
    with session.write() as work:
        work.add_many([_document(house.pupil.id, "A letter about the workshop.") for _ in range(3)])
    plan_review(session, house.pupil.id, date(2026, 10, 20))
    intake.log_request(session, new_request(house))
    the_girl(house, BOY)


def many_others(session: Session, school_id: str, pupils: int, entries: int) -> None:
    """So many more children with so many entries of each, as a large partnership has them over the years."""
    chance, words = random.Random(20261124), _WORDS.split()
    for start in range(0, pupils, BATCH):
        numbers = range(start, min(pupils, start + BATCH))
        with session.write() as work:
            ids = [one.id for one in work.add_many([_pupil(chance, school_id, one) for one in numbers])]
            work.add_many([_referral(one, school_id) for one in ids])
            carers = work.add_many([_carer(one) for one in ids])
            work.add_many([_consent(one) for one in carers if chance.random() < 0.95])
            work.add_many([_review(one) for one in ids[::10]])
            work.add_many([_document(one, " ".join(chance.choices(words, k=60))) for one in ids[::4]])
        for _ in range(entries):
            with session.write() as work:
                work.add_many([_entry(chance, one, words) for one in ids])
    session.tidy_up()


def _pupil(chance: random.Random, school_id: str, number: int) -> Pupil:
    return Pupil(
        given_names=chance.choice(("Kit", "Otis", "Wren", "Bea", "Saffron", "Idris")),
        family_name=f"{chance.choice(_NAMES)} {_FROM + number}",
        birth_date=date(2010, 9, 1) + timedelta(days=chance.randrange(1_800)),
        year_group=chance.randint(7, 11),
        school_id=school_id,
    )


def _referral(pupil_id: str, school_id: str) -> Referral:
    return Referral(
        pupil_id=pupil_id,
        school_id=school_id,
        state=ReferralState.ACCEPTED,
        received_on=date(2025, 9, 12),
        statement_acknowledged=True,
    )


def _carer(pupil_id: str) -> Carer:
    return Carer(
        pupil_id=pupil_id,
        name="Ann Samplewell",
        relationship=Relationship.MOTHER,
        has_responsibility=True,
        evidence=ResponsibilityEvidence.SCHOOL_RECORD,
    )


def _consent(carer: Carer) -> Consent:
    return Consent(
        pupil_id=carer.pupil_id,
        carer_id=carer.id,
        signed_on=date(2025, 9, 14),
        has_read=True,
        understands=True,
        is_content=True,
        agrees_programme=True,
        signature_seen=True,
        statement_version=1,
        statement_hash="ab",
    )


def _review(pupil_id: str) -> Review:
    return Review(pupil_id=pupil_id, review_number=1, due_on=date(2027, 1, 20))


def _entry(chance: random.Random, pupil_id: str, words: list[str]) -> ChronologyEntry:
    return ChronologyEntry(
        pupil_id=pupil_id,
        category=chance.choice((Category.ATTENDANCE, Category.BEHAVIOUR, Category.ACADEMIC)),
        happened_on=date(2024, 9, 1) + timedelta(days=chance.randrange(800)),
        words=" ".join(chance.choices(words, k=40)),
        source="Provider's register",
    )


def _document(pupil_id: str, words: str) -> Document:
    return Document(
        pupil_id=pupil_id,
        title="Report of the term",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 7, 3),
        source="Kingfisher Workshop",
        given_name="report.pdf",
        media_type="application/pdf",
        page_count=1,
        words=words,
    )


# the hand and the watch


@dataclass
class Watch:
    """Seconds until each step was shown, and the longest that the window answered nothing meanwhile, by step."""

    shown: dict[str, list[float]] = field(default_factory=dict)
    stalls: dict[str, list[float]] = field(default_factory=dict)

    def step(self, name: str, act: Callable[[], object], shown: Callable[[], object]) -> None:
        """Do it, and take the time until it is there; what looking for it takes is not counted."""
        begun = at = time.perf_counter()
        act()
        stall, looking = time.perf_counter() - at, 0.0
        while True:
            at = time.perf_counter()
            QApplication.processEvents()
            over = time.perf_counter()
            stall = max(stall, over - at)
            there = shown()
            looking += time.perf_counter() - over
            if there:
                break
            assert over - begun < PATIENCE / 1_000, f"{name}: it does not come. On the screen: {_all()}"
            time.sleep(0.001)  # the other threads go on
        self.shown.setdefault(name, []).append(over - begun - looking)
        self.stalls.setdefault(name, []).append(stall)

    def medians(self) -> dict[str, tuple[float, float]]:
        """Each step's median of both."""
        return {name: (median(took), median(self.stalls[name])) for name, took in self.shown.items()}


def says(words: str) -> Callable[[], bool]:
    """Whether these words are on the screen; of a list only what can be seen of it is looked at."""
    return lambda: any(words in each for widget in _visible() for each in _read(widget))


def click_on(words: str) -> Callable[[], None]:
    """A click on the row that has these words, which is looked for now: looking is not what is timed."""
    for view in (one for one in _visible() if isinstance(one, QAbstractItemView) and one.model()):
        for down in range(4, view.viewport().height(), 12):
            index = view.indexAt(QPoint(20, down))
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
            if index.isValid() and str(spoken or "").startswith(words):
                spot = view.visualRect(index).center() - QPoint(40, 0)
                return partial(QTest.mouseClick, view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    raise AssertionError(f"no row with {words}")


def _all() -> list[str]:
    return [words for widget in _visible() for words in _read(widget) if words]


def _visible() -> Iterator[QWidget]:
    top = QApplication.activeModalWidget() or next(
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one.windowTitle() == "Coordinator"
    )
    return (one for one in top.findChildren(QWidget) if one.isVisible())


def _read(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QPushButton):
        yield widget.text()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for down in range(4, widget.viewport().height(), 24):
            index = widget.indexAt(QPoint(20, down))
            for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
                yield str(index.data(role) or "") if index.isValid() else ""


def a_day(laptop: Laptop, folder: Path, watch: Watch, rounds: int) -> tuple[tuple[Path, ...], str]:
    """Open the vault and do the main steps of the other journeys, over again; then one whole access request: its pack."""
    user = laptop.start(folder)
    user.sees("Opens as Co-ordinator")
    watch.step("unlock", lambda: the_request.unlock(user), says("Needs you"))
    for number in range(rounds):
        _round(user, laptop, watch, number)
    return a_request(user, laptop, watch.step, says)


def _round(user: WindowUser, laptop: Laptop, watch: Watch, number: int) -> None:
    """One look at everything; each step begins where what it waits for is not on the screen yet."""
    watch.step("pupils", click_on("Pupils"), lambda: _first_row("Pupils"))
    name = _emptied("Find a pupil by name")
    watch.step("find a pupil", lambda: QTest.keyClicks(name, FAMILY), lambda: BOY in _first_row("Pupils"))
    watch.step("record", click_on(BOY), says("Latest in chronology"))
    watch.step("chronology", lambda: user.presses("Chronology"), says("Show older entries"))
    _entry_by_keys(user, laptop, watch, f"In round {number} he did well.")
    watch.step("attendance", lambda: user.presses("Attendance"), says("Type a code"))
    watch.step("documents", lambda: user.presses("Documents"), says("Report of the term"))
    watch.step("reviews", click_on("Reviews"), says("Held but never shared"))
    user.opens("Search")
    user.sees("What to look for")
    words = _emptied("What to look for")
    watch.step("search", lambda: QTest.keyClicks(words, "carburettor"), lambda: _first_row("Records found"))
    watch.step("access requests", click_on("Access requests"), says(f"Continue, {BOY}"))
    watch.step("one request", lambda: user.presses(f"Continue, {BOY}"), says("asked for by"))
    user.presses("Back")  # its menu is narrow
    user.sees(f"Continue, {BOY}")
    watch.step("Today", click_on("Today"), says("Needs you"))


def _entry_by_keys(user: WindowUser, laptop: Laptop, watch: Watch, words: str) -> None:
    assert laptop.app is not None
    with laptop.qtbot.waitActive(laptop.app.window):
        laptop.app.window.activateWindow()
    user.keys("Ctrl+E")
    hands = Hands(laptop.qtbot)
    hands.wait_for_the_next()
    hands.letter("b")
    hands.press(Qt.Key.Key_Tab)
    hands.write(words)
    watch.step("keep an entry", lambda: hands.press(Qt.Key.Key_Return, CTRL), says(words))
    user.keys("Esc")


def _emptied(name: str) -> QLineEdit:
    """The field of this name in which nothing stands, with what was found for it gone."""
    (found,) = (one for one in _visible() if isinstance(one, QLineEdit) and _spoken(one) == name)
    found.setFocus()
    found.selectAll()
    QTest.keyClick(found, Qt.Key.Key_Delete)
    end = time.monotonic() + PATIENCE / 1_000
    while BOY in _first_row("Pupils") or _first_row("Records found"):
        assert time.monotonic() < end, "what was found before stays"
        QTest.qWait(1)
    return found


def _spoken(widget: QWidget) -> str:
    """Its name, be it its own or that of its label."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def _first_row(name: str) -> str:
    """What the first row of a list says, "" if there is none."""
    views = (one for one in _visible() if isinstance(one, QAbstractItemView) and one.accessibleName() == name)
    return next((words for one in views for words in _read(one) if words and words != name), "")
