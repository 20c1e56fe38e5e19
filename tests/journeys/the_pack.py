"""A request that is decided but for one slip, from which its pack can be built."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import date

from reportlab.pdfgen import canvas

from coordinator_app.access_requests.actions import decide, intake
from coordinator_app.access_requests.items import Outcome, Redaction
from coordinator_app.access_requests.model import AccessRequest, Exemption
from coordinator_app.chronology.model import Category
from coordinator_app.documents.actions import attach
from coordinator_app.documents.looking import look
from coordinator_app.documents.model import Document, DocumentKind
from coordinator_app.documents.reading_jobs import FileGiven
from coordinator_app.pupils.actions import save_pupil
from tests.vaults import (
    House,
    add,
    cover,
    fill_in_the_letter,
    gathered,
    item_for,
    new_pupil,
    ready_request,
    share_the_rest,
    withhold_for_harm,
)

OTHER = "Otis Bramblewick"
THIRD = "Wren Applegarth"
SECRET = "often out late with older boys near the canal"
NAMING_PAGE = 9
"""The page of the school's file that names another pupil."""
OTHER_PAGES = 9
"""Pages of the pack besides that file."""
NOTES, NOTE_PAGES = 28, 115
"""Long notes of the workshop, and the pages that they and their lines in the list take."""
WHOLE = 143
"""Pages of the pack of the journey."""


def whole(house: House) -> AccessRequest:
    """The same with a year's long notes: a pack of 143 pages in one file, of which not all are read as pictures."""
    for number in range(NOTES):
        add(house, long_note(number), happened_on=date(2026, 10, 13))
    return decided(house, WHOLE - NOTE_PAGES - OTHER_PAGES)


def long_note(number: int) -> str:
    """Some five pages, each unlike any other: what is alike would be decided once."""
    pick = random.Random(number).choice
    return " ".join(f"Kit {pick(_DID)} the {pick(_THINGS)} {pick(_WHERE)}, {pick(_HOW)}." for _ in range(300))


_DID = ("swept", "sorted", "mended", "painted", "carried", "measured", "cleaned", "stacked", "drew", "sanded")
_THINGS = ("floor", "bolts", "bench", "gate", "boards", "frame", "tools", "shelf", "plan", "door", "wheel")
_WHERE = ("in the yard", "by the window", "in the store", "upstairs", "near the kiln", "at the long table")
_HOW = ("and was pleased", "with some help", "without being asked", "after the break", "until noon", "slowly")


def decided(house: House, file_pages: int) -> AccessRequest:
    """Everything decided, with the other boy's name left in one entry, and a file of so many pages among it."""
    fill_in_the_letter(house)
    given, family = THIRD.split()
    save_pupil(house.session, new_pupil(house, given_names=given, family_name=family))
    named = add(house, f"A quarrel with {OTHER} over tools.", happened_on=date(2026, 10, 5))
    add(house, f"Worked beside {OTHER} all morning.", happened_on=date(2026, 10, 12))
    worry = add(house, f"Kit is {SECRET}.", category=Category.SAFEGUARDING, happened_on=date(2026, 11, 2))
    file = school_file(house, file_pages)
    request = ready_request(house)
    asked = intake.consultations_of(house.session, request.id)[0]
    intake.school_replied(house.session, asked, date(2026, 11, 16), "Nothing to correct.")
    items = gathered(house, request)
    cover(house, item_for(items, named), named, OTHER)
    on_its_page = Redaction(
        page=NAMING_PAGE, left=10_000, top=6_000, right=60_000, bottom=9_500,
        exemption=Exemption.THIRD_PARTY, covered_words=THIRD,
    )  # fmt: skip
    decide.decide(house.session, replace(item_for(items, file), outcome=Outcome.REDACT), [on_its_page])
    withhold_for_harm(house, request, item_for(items, worry))
    share_the_rest(house, request)
    house.session.close()
    house.vault.close()
    return request


def school_file(house: House, pages: int) -> Document:
    """What the school sent of a whole year, a page a day."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    for number in range(1, pages + 1):
        words = f"{THIRD} sat beside him." if number == NAMING_PAGE else "Kit was on time."
        sheet.drawString(72, 770, words)
        sheet.drawString(72, 740, f"Day {number} of the year")
        sheet.showPage()
    sheet.save()
    document = Document(
        pupil_id=house.pupil.id,
        title="File of the year",
        kind_of_document=DocumentKind.PROVIDER_REPORT,
        dated=date(2026, 10, 9),
    )
    content = out.getvalue()
    return attach(house.session, document, content, look(FileGiven("file.pdf", content))).record
