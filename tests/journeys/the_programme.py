"""Journey 3 goes on: the signed form is scanned and files itself, and the programme starts once its papers are in."""

from __future__ import annotations

from tests.journeys import the_referral
from tests.journeys.user import User

FULL, PART = "Full-time programme (Tier 4)", "Part-time programme"
PAPERS = (
    "The school has completed the referral form",
    "The school has acknowledged the privacy statement",
    "A parent or carer has signed the consent and acknowledged the statement",
)


def leave(user: User) -> None:
    """Back to where the menu is."""
    user.keys("Alt+Left")


def open_the_boy(user: User) -> None:
    """His record, with everything on it read."""
    user.opens("Pupils")
    user.opens("Idris Moonbeck")
    user.keys("Return")
    user.sees("Programmes, 0", "Referral and consent")


def plan(user: User, kind: str) -> None:
    """From the boy's record: Monday to Wednesday at a provider whose checks are in date."""
    user.presses("Programmes, 0")
    user.presses("Plan a programme")
    user.sees("What must be in place")
    user.chooses("Programme", kind)
    user.chooses("Provider", "Kingfisher Workshop")
    for day in ("Monday", "Tuesday", "Wednesday"):
        user.ticks(f"{day} morning")
        user.ticks(f"{day} afternoon")
    user.sees("6 sessions a week: Monday to Wednesday.")
    user.types("First day", "5 January 2027")
    user.types("Longest period agreed, in weeks", "12")


def sees_beside(user: User, panel: str, *words: str) -> None:
    """The panel stands beside the questions, or is a drawer over them where there is no room for both."""
    drawer = user.offers(panel)
    if drawer:
        user.presses(panel)
    user.sees(*words)
    if drawer:
        user.presses(panel)


def be_refused_before_consent(user: User) -> None:
    """One step too early: it names what is missing, and what is there."""
    open_the_boy(user)
    plan(user, PART)
    user.presses("Start the programme")
    user.sees("It cannot start yet.")
    papers = (*(f"In place: {paper}" for paper in PAPERS[:2]), f"Not in place: {PAPERS[2]}")
    sees_beside(user, "What must be in place", *papers)


def file_the_scan(user: User) -> None:
    """The two pages, upside down and in the wrong order, found each other and the boy by their codes."""
    user.sees("Idris Moonbeck, Parent or carer consent, 2 pages", "Matched by code")
    user.presses("File 1 document")
    user.sees("Filed: Idris Moonbeck. Parent or carer consent, signed")
    user.presses("Record what the form says")
    user.sees("The scanned form", "Compare each box with it.")
    the_referral.answer(user)
    sees_beside(user, "What this form opens", "As answered so far: this is a valid consent.")
    the_referral.keep(user)
    user.sees("Recorded. This is a valid consent.", "Not agreed to: photographs and online accounts.")
    user.presses("Back to the pupil")
    user.sees("Parent or carer has consented.", "Accepted, received 23 November 2026", "Documents, 1")


def be_refused_full_time(user: User) -> None:
    """All papers are in, but a full-time programme needs a risk assessment first."""
    user.chooses("Programme", FULL)
    sees_beside(user, "What must be in place", *(f"In place: {paper}" for paper in PAPERS))
    user.presses("Start the programme")
    user.sees("It cannot start yet. A full-time programme needs a risk assessment first")


def start(user: User) -> None:
    """Part time it may."""
    user.chooses("Programme", PART)
    user.presses("Start the programme")
    user.sees("The programme starts on 5 January 2027.", "Part-time programme at Kingfisher Workshop")
    user.sees("Next review: Friday 12 February 2027")  # six weeks on is half term
