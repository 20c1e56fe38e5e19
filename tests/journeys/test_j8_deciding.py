"""Journey 8, deciding: other pupils covered on every page, advice before harm, a second look at what they already have."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from coordinator_app.access_requests.actions import decide
from coordinator_app.access_requests.items import CoverOrigin, Outcome, Redaction, RequestItem
from coordinator_app.access_requests.model import AccessRequest, Exemption, SafeguardingAdvice
from coordinator_app.chronology.model import Category
from coordinator_app.core.clock import Clock
from coordinator_app.documents.actions import attach
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pupils.actions import save_pupil
from coordinator_app.registry import CATALOGUE
from coordinator_app.sharing.actions import item_of, record_disclosure
from coordinator_app.sharing.model import DeliveryMethod, Disclosure, RecipientKind
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.journeys.the_decisions import decided
from tests.journeys.user import User
from tests.vaults import PASSPHRASE, House, add, gathered, new_pupil, ready_request

OTIS, WREN = "Otis Bramblewick", "Wren Applegarth"
PAGES = (
    f"Kit worked beside {OTIS} on Monday.",
    f"{WREN} and {OTIS} were both in the group.",
    f"On Thursday {WREN} left early.",
)
LETTER, GIVEN, WORRY = "Weeks 7 and 8", "A letter of September", "Worry about late nights at the sluicegate."
NOTE, HALF = "Given at review 1 by mistake.", "I have asked the workshop about"


def test_everything_that_was_decided_is_there_after_a_lock(
    consented: House, laptop: Laptop, clock: MovingClock
) -> None:
    held(consented)
    laptop.guarded_words += ["sluicegate"]
    clock.put(datetime(2026, 11, 24, 9, 0))
    user = laptop.start(consented.vault.folder)
    unlock_at_review(user)
    _others_on_every_page(user)
    _harm_waits_for_advice(user)
    _already_theirs(user)
    _leave_and_come_back(user)
    laptop.close()
    _kept(consented.vault.folder, clock)


@pytest.mark.parametrize("more", [20, pytest.param(290, marks=pytest.mark.soak)])
def test_all_of_it_is_decided_by_keyboard_with_a_lock_half_way(
    consented: House, laptop: Laptop, clock: MovingClock, more: int
) -> None:
    held(consented, more)
    laptop.guarded_words += ["sluicegate"]
    clock.put(datetime(2026, 11, 24, 9, 0))
    user = laptop.start(consented.vault.folder)
    unlock_at_review(user)
    _others_on_every_page(user)
    _harm_waits_for_advice(user)
    _already_theirs(user)
    total = decided(user)[1]
    assert total >= more + 5
    user.opens(GIVEN)
    half = _by_keys(user, total // 2, leaving="Behaviour, 5 October 2026")
    _leave_and_come_back(user)
    assert laptop.app is not None
    laptop.app.window.resize(1366, 736)
    user.types("Note for the file (not sent)", "")
    user.opens("Behaviour, 5 October 2026")
    rest = _by_keys(user, total)
    user.sees("All done")
    laptop.close()
    named = sum(number % 5 == 0 for number in range(more)) + 1  # and the quarrel
    apart = 3  # the letter, the worry and what was given before
    assert half + rest == named + 2 * (total - named - apart)  # as docs/keystrokes.md reckons
    _all_kept(consented.vault.folder, clock, named)


def _by_keys(user: WindowUser, until: int, leaving: str = "\n") -> int:
    """One item after the other from the list: what is covered already is kept by Enter, the rest is shared by 1 and Enter.

    How many keys that took. J, which is not counted, goes on from what is decided and from what is to be left.
    """
    pressed = 0
    while (before := decided(user)[0]) < until:
        if before < 0:
            continue
        row = user.in_hand("Items of this request")
        if row.endswith((", Share", ", Redact", ", Withhold")) or row.startswith(leaving):
            user.keys("J")
            continue
        user.does_not_see("Looking for names\N{HORIZONTAL ELLIPSIS}")
        if "Reason for hiding parts" not in user.reads():
            user.keys("1")
            pressed += 1
        user.keys("Return")
        pressed += 1
        user.sees(f"\n{before + 1} of ")
    return pressed


def _all_kept(folder: Path, clock: Clock, named: int) -> None:
    """Every item is decided, and as many have something covered as name somebody."""
    with unlock(folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        outcomes = [one.outcome for one in session.list(RequestItem)]
        assert (outcomes.count(Outcome.WITHHOLD), outcomes.count(Outcome.REDACT)) == (2, named + 1)
        assert outcomes.count(Outcome.SHARE) == len(outcomes) - named - 3
        session.close()


def held(house: House, more: int = 0) -> None:
    """A provider's letter of three pages with two other pupils, a worry, a letter of review 1, an entry; all gathered.

    `more` are further entries, every fifth of which names one of the two.
    """
    for name in (OTIS, WREN):
        given, family = name.split()
        save_pupil(house.session, new_pupil(house, given_names=given, family_name=family))
    _letter(house, LETTER, date(2026, 11, 18), *PAGES)
    earlier = _letter(house, GIVEN, date(2026, 9, 21), "Kit did well this week.")
    add(house, WORRY, category=Category.SAFEGUARDING, happened_on=date(2026, 11, 6))
    add(house, f"A quarrel with {OTIS} over tools.", happened_on=date(2026, 10, 5))
    for number in range(more):
        words = f"Kit sat beside {(OTIS, WREN)[number % 2]}" if number % 5 == 0 else "He was on time"
        add(house, f"{words} on day {number}.")
    told = Disclosure(
        pupil_id=house.pupil.id,
        recipient=house.carer.name,
        recipient_kind=RecipientKind.PARENT,
        given_on=date(2026, 10, 9),
        method=DeliveryMethod.AT_REVIEW,
        why="Review 1",
        description="A letter",
    )
    record_disclosure(house.session, told, [item_of(earlier)])
    gathered(house, ready_request(house))
    house.session.close()
    house.vault.close()


def _letter(house: House, title: str, day: date, *pages: str) -> Document:
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    for words in pages:
        sheet.drawString(72, 770, words)
        sheet.showPage()
    sheet.save()
    document = Document(
        pupil_id=house.pupil.id, title=title, kind_of_document=DocumentKind.PROVIDER_REPORT, dated=day
    )
    content = out.getvalue()
    return attach(house.session, document, content, look(FileGiven("letter.pdf", content))).record


def unlock_at_review(user: User) -> None:
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.opens("Access requests")
    user.presses("Continue, Kit Puddlecombe")
    user.presses("Stage 4 of 7, Review, not done")
    user.sees("0 of ", LETTER)


def _others_on_every_page(user: WindowUser) -> None:
    """One decision for each of the two, by one key; then the letter is kept by Enter."""
    user.opens(LETTER)
    user.sees(f"Cover {OTIS}, Another pupil", f"Cover {WREN}, Another pupil")
    user.keys("P")
    user.sees("2 to decide. One decision holds for every item and page.")
    user.keys("C")
    user.keys("C")
    user.sees("Everybody is decided.")
    user.keys("P")
    user.sees("Decided: cover everywhere", "It is about someone else")
    user.keys("Ctrl+Return")
    user.sees(f"{LETTER}, 18 November 2026, document, Redact")


def _harm_waits_for_advice(user: WindowUser) -> None:
    """A worry is not withheld because of harm before the Safeguarding Officer's advice is on file."""
    user.opens("Safeguarding, 6 November 2026")
    user.presses("Show the restricted item")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.sees(WORRY)
    user.keys("3")
    user.chooses("Reason for withholding it", Exemption.SERIOUS_HARM_EDUCATION.label)
    user.types("Reason in your words", "It would put him at risk.")
    user.sees("Locked until advice is on file.")
    user.presses("Save, next item")
    user.sees("Not kept yet.")
    user.presses("Ask for advice")
    user.types("Safeguarding Officer", "Dilys Thimblewick")
    user.types("Advice given on (optional)", "24/11")
    user.types("What the officer advised (optional)", "Withhold it for now.")
    user.presses("Keep the advice")
    user.does_not_see("Locked until advice is on file.")
    user.presses("Save, next item")
    user.sees("Safeguarding, 6 November 2026, entry, Withhold")


def _already_theirs(user: WindowUser) -> None:
    """What they were given at review 1: asked about when it is saved, and once more until it is said why."""
    user.opens(GIVEN)
    user.sees("No name that we know of was found.")
    user.keys("3")
    user.sees("They have had this since 9 October 2026.")
    user.chooses("Reason for withholding it", "It is about someone else")
    user.types("Reason in your words", "It names another child.")
    _withhold_all_the_same(user)
    user.sees("Not kept yet.", "Say why in the note for the file.")
    user.types("Note for the file (not sent)", NOTE)
    _withhold_all_the_same(user)
    user.sees(f"{GIVEN}, Shared 9 October 2026, Withhold")


def _withhold_all_the_same(user: WindowUser) -> None:
    user.presses("Save, next item")
    user.sees("Withhold something they already have?")
    user.presses("Withhold it")


def _leave_and_come_back(user: WindowUser) -> None:
    """Half a decision is there after another page, and after a lock; what was decided too."""
    user.opens("Behaviour, 5 October 2026")
    user.sees(f"Cover {OTIS}")
    user.keys("1")
    user.types("Note for the file (not sent)", HALF)
    user.presses("Back")
    user.does_not_see(HALF)
    user.presses("Continue, Kit Puddlecombe")
    user.presses("Stage 4 of 7, Review, not done")
    user.sees(HALF)
    user.presses("Lock the vault")
    user.sees("Unlock")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.presses("Carry on")
    user.sees(f"{LETTER}, 18 November 2026, document, Redact", f"{GIVEN}, Shared 9 October 2026, Withhold")
    user.presses("Decision")  # the window that is opened after a lock is small: one pane at a time
    user.sees(HALF)


def _kept(folder: Path, clock: Clock) -> None:
    """The three decisions with their reasons, the covers on all three pages; the half one is none."""
    with unlock(folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        request = session.list(AccessRequest)[0]
        items = {one.title: one for one in session.list(RequestItem, where={"request_id": request.id})}
        assert items[LETTER].outcome is Outcome.REDACT
        assert _covered(session, items[LETTER]) == [(1, OTIS), (2, OTIS), (2, WREN), (3, WREN)]
        assert items["Safeguarding"].exemption is Exemption.SERIOUS_HARM_EDUCATION
        assert (items[GIVEN].outcome, items[GIVEN].note) == (Outcome.WITHHOLD, NOTE)
        assert items["Behaviour"].outcome is Outcome.UNDECIDED
        assert [one.officer for one in session.list(SafeguardingAdvice)] == ["Dilys Thimblewick"]
        session.close()


def _covered(session: Session, item: RequestItem) -> list[tuple[int | None, str]]:
    boxes: list[Redaction] = decide.redactions_of(session, item.id)
    assert {(one.origin, one.exemption) for one in boxes} == {(CoverOrigin.PERSON, Exemption.THIRD_PARTY)}
    return sorted((one.page, one.covered_words) for one in boxes)
